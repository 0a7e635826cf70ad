//! Links: which one is at hand, where it leads, and what has to be asked before.

use super::action::Effect;
use super::library;
use super::model::Model;
use super::overlay::{Choice, Overlay, Question};
use super::page::{self, Goal, Page};
use super::prompt::Asked;
use super::stop::{self, Stop};
use super::{fold, note};
use crate::document::link::{Doubt, Refusal, WebTarget};
use crate::document::{LinkId, Story, Target};
use crate::post::Post;
use crate::strings::{Lang, Text, ui as words};
use crate::text::SafeStr;
use std::ops::Range;
use url::Url;

pub use super::history::remember;

/// More targets than this are asked for before they open.
const MANY: usize = 5;

/// The links on some lines of the page, in reading order, each once.
pub fn on_lines(page: &Page, lines: Range<usize>) -> Vec<LinkId> {
    let mut links = Vec::new();
    let lines = page.lines.get(lines.start..lines.end.min(page.lines.len())).unwrap_or_default();
    for link in lines.iter().flat_map(|line| &line.runs).filter_map(|run| run.link) {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The links of the page that have a number: all but those between footnotes and their references.
fn numbered(page: &Page) -> impl Iterator<Item = LinkId> {
    let is_note = |link: LinkId| page.document.links.get(link).is_some_and(|link| link.target.is_note());
    on_lines(page, 0..page.lines.len()).into_iter().filter(move |link| !is_note(*link))
}

/// The story at hand: that of the focused link, else the one that the reader went to, else the first one of which more than
/// a line is to be seen.
pub fn story(page: &Page) -> Option<&Story> {
    let stories = &page.document.stories;
    let focused = page.focused.and_then(|stop| {
        let block = page.lines.get(stop::line_of(page, stop)?)?.block;
        stories.iter().find(|story| story.blocks.contains(&block))
    });
    let marked = || stories.iter().find(|story| Some(story.heading) == page.marked);
    let below = || page.lines.get((page.top + 1).max(page.head)).map_or(usize::MAX, |line| line.block);
    focused.or_else(marked).or_else(|| stories.iter().find(|story| story.blocks.end > below()))
}

/// The link at hand: the focused one, else the first source of the story at hand.
pub fn at_hand(page: &Page) -> Option<LinkId> {
    let is_note = |link: &LinkId| page.document.links.get(*link).is_some_and(|link| link.target.is_note());
    page.focused_link().filter(|link| !is_note(link)).or_else(|| story(page)?.sources.first().copied())
}

/// Opens the first source of the story at hand; in a post without stories, the source that the post names for itself.
pub fn open_source(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    if let Some(link) = story(page).and_then(|story| story.sources.first().copied()) {
        return follow(model, link);
    }
    let own = page.post.sources.iter().find_map(|source| match Target::judge(source, "") {
        Target::Web(web) => Some(web),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => None,
    });
    match own {
        Some(web) if page.document.stories.is_empty() => open_web(model, web),
        Some(web) => ask_for_web(model, web, words::NO_SOURCE_BUT),
        None => say(model, words::NO_SOURCE),
    }
}

/// Opens the sources of all stories; above `MANY` it asks first.
pub fn open_all_sources(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    let mut targets: Vec<WebTarget> = Vec::new();
    for link in page.document.stories.iter().flat_map(|story| &story.sources) {
        if let Some(Target::Web(web)) = page.document.links.get(*link).map(|link| &link.target)
            && !targets.iter().any(|other| other.url == web.url)
        {
            targets.push(web.clone());
        }
    }
    if targets.is_empty() {
        return say(model, words::NO_SOURCE);
    }
    open_all(model, targets, words::OPEN_ALL)
}

/// Opens pages of the web together; above `MANY`, and where one is in doubt, it asks first with a sentence that says how many.
pub fn open_all(model: &mut Model, targets: Vec<WebTarget>, sentence: Text) -> Vec<Effect> {
    if targets.len() <= MANY && targets.iter().all(|target| target.doubts.is_empty()) {
        return targets.into_iter().map(Effect::Open).collect();
    }
    let lang = model.lang();
    let mut lines = vec![SafeStr::clean(&sentence.get(lang).replace("{}", &targets.len().to_string()))];
    lines.extend(targets.iter().flat_map(|target| &target.doubts).map(|doubt| doubt_words(doubt, lang)));
    let urls = targets.iter().map(|target| SafeStr::clean(&target.url)).collect();
    ask(model, lines, urls, vec![Choice::Leave, Choice::Open(targets)])
}

/// Follows the n-th link of the page, counted from 1.
pub fn follow_nth(model: &mut Model, n: u8) -> Vec<Effect> {
    let link = model.page.as_ref().and_then(|page| numbered(page).nth(usize::from(n).checked_sub(1)?));
    match link {
        Some(link) => follow(model, link),
        None => say(model, words::NO_SUCH_LINK),
    }
}

/// Goes where a link leads: to the web, inside the post, to another post; or says why not.
pub fn follow(model: &mut Model, link: LinkId) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return Vec::new() };
    let Some(found) = page.document.links.get(link).cloned() else { return Vec::new() };
    stop::show(page, Stop::Link(link), rows);
    match found.target {
        Target::Web(web) => open_web(model, web),
        Target::Note(label) => note::follow(model, &label),
        Target::NoteRef(label) => note::follow_back(model, &label),
        Target::Anchor(anchor) => jump(model, &anchor),
        Target::Relative(path) => follow_relative(model, &path),
        Target::Refused(refusal) => {
            let lang = model.lang();
            let lines = vec![refusal_words(&refusal, lang)];
            let written = SafeStr::clean(&found.written);
            ask(model, lines, vec![written.clone()], vec![Choice::Leave, Choice::Copy(vec![written])])
        }
    }
}

fn open_web(model: &mut Model, web: WebTarget) -> Vec<Effect> {
    if web.doubts.is_empty() {
        return vec![Effect::Open(web)];
    }
    ask_for_web(model, web, words::LEADS_TO)
}

/// Asks before a page of the web opens: a sentence that names the real host, and every doubt.
fn ask_for_web(model: &mut Model, web: WebTarget, sentence: Text) -> Vec<Effect> {
    let lang = model.lang();
    let mut lines = vec![SafeStr::clean(&sentence.get(lang).replace("{}", &web.host))];
    lines.extend(web.doubts.iter().map(|doubt| doubt_words(doubt, lang)));
    let url = SafeStr::clean(&web.url);
    ask(model, lines, vec![url.clone()], vec![Choice::Leave, Choice::Open(vec![web]), Choice::Copy(vec![url])])
}

/// Jumps to a heading of the open post.
pub fn jump(model: &mut Model, anchor: &str) -> Vec<Effect> {
    let found = model.page.as_ref().and_then(|page| page.document.anchor(anchor));
    if found.is_none() && matches!(anchor, "" | "top") {
        remember(model);
        fold::scroll_to(model, None);
        return Vec::new();
    }
    let Some(place) = found else {
        model.notice = Some(SafeStr::clean(&words::NO_ANCHOR.get(model.lang()).replace("{}", anchor)));
        return Vec::new();
    };
    remember(model);
    fold::go_to(model, place);
    Vec::new()
}

/// Leads to a post of the library, else, after asking, below the site or the origin of the post's source.
fn follow_relative(model: &mut Model, path: &str) -> Vec<Effect> {
    let Some(page) = &model.page else { return Vec::new() };
    if let Some(post) = post_at(&model.posts, &page.post, path) {
        remember(model);
        if let Some(row) = library::row_of(model, post) {
            model.list.selected = row;
            super::list::keep_selected_visible(model);
        }
        let anchor = path.split_once('#').map(|(_, anchor)| Goal::Anchor(anchor.to_owned()));
        return library::open(model, post, anchor.unwrap_or(Goal::Place(None)));
    }
    match below_site(&page.post, model.settings.site.as_deref(), path) {
        Some(web) => ask_for_web(model, web, words::RELATIVE),
        None => {
            let written = SafeStr::clean(path);
            let lines = vec![SafeStr::literal(words::RELATIVE_NOWHERE.get(model.lang()))];
            ask(model, lines, vec![written.clone()], vec![Choice::Leave, Choice::Copy(vec![written])])
        }
    }
}

/// The page that a relative path means below the site, or below the origin of the post's own source.
pub fn below_site(post: &Post, site: Option<&str>, path: &str) -> Option<WebTarget> {
    let source = post.sources.iter().find_map(|source| Url::parse(source).ok());
    let base = site.and_then(|site| Url::parse(site).ok()).or(source)?;
    match Target::judge(base.join(path).ok()?.as_str(), "") {
        Target::Web(web) => Some(web),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => None,
    }
}

/// Finds the post that a relative path means, seen from another post: by its path, or by the permalink that static site
/// generators make of `2026-02-05-name.md` (`/2026/02/05/name/`), or by a name that only one post of the library has: that is
/// how `ref` of Hugo and `post_url` of Jekyll look for it.
pub fn post_at(posts: &[Post], from: &Post, path: &str) -> Option<usize> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let folder = from.id.0.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.retain(|part| !part.is_empty());
    let joined = parts.join("/");
    let stem = [".md", ".markdown", ".html"].iter().find_map(|ending| joined.strip_suffix(ending)).unwrap_or(&joined);
    let dashed = stem.replace('/', "-");
    let tail = |id: &str, of: &str| {
        !of.is_empty() && (id == of || id.strip_suffix(of).is_some_and(|rest| rest.ends_with('/')))
    };
    posts
        .iter()
        .position(|post| tail(&post.id.0, stem))
        .or_else(|| {
            posts.iter().position(|post| {
                tail(&post.id.0, &dashed) || post.id.0.rsplit('/').next().is_some_and(|n| tail(n, &dashed))
            })
        })
        .or_else(|| alone(posts, path, stem))
}

/// The only post with the name that a path ends with, where that is the name of a file: a bare word, one with the ending of
/// Markdown, or one that begins with a date.
fn alone(posts: &[Post], path: &str, stem: &str) -> Option<usize> {
    let name = stem.rsplit('/').next().filter(|name| !name.is_empty() && !matches!(*name, "index" | "_index"))?;
    let dated = name.split('-').take(3).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).count() == 3;
    if path.contains('/') && !dated && ![".md", ".markdown"].iter().any(|ending| path.ends_with(ending)) {
        return None;
    }
    let mut named = posts.iter().enumerate().filter(|(_, post)| post.id.0.rsplit('/').next() == Some(name));
    let (only, _) = named.next()?;
    named.next().is_none().then_some(only)
}

/// What is shown for a target before it opens: the real host first, never the link's own words.
pub fn target_words(page: &Page, link: LinkId, lang: Lang) -> SafeStr {
    match page.document.links.get(link).map(|link| &link.target) {
        Some(Target::Web(web)) => {
            let rest = web.url.split_once(web.host.as_str()).map_or("", |(_, rest)| rest);
            let sign = if web.doubts.is_empty() { "" } else { "? " };
            SafeStr::clean(&format!("{sign}{}{rest}", web.host))
        }
        Some(Target::Note(label) | Target::NoteRef(label)) => SafeStr::clean(&format!("[^{label}]")),
        Some(Target::Anchor(anchor)) => SafeStr::clean(&format!("#{anchor}")),
        Some(Target::Relative(path)) => SafeStr::clean(path),
        Some(Target::Refused(refusal)) => refusal_words(refusal, lang),
        None => SafeStr::default(),
    }
}

/// The short form of [`target_words`]: the host alone where there is one.
pub fn host_words(page: &Page, link: LinkId, lang: Lang) -> SafeStr {
    match page.document.links.get(link).map(|link| &link.target) {
        Some(Target::Web(web)) => SafeStr::clean(&web.host),
        Some(Target::Anchor(_) | Target::Relative(_) | Target::Refused(_)) => target_words(page, link, lang),
        Some(Target::Note(_) | Target::NoteRef(_)) | None => target_words(page, link, lang),
    }
}

/// Opens a question over the panes.
pub fn ask(model: &mut Model, lines: Vec<SafeStr>, urls: Vec<SafeStr>, choices: Vec<Choice>) -> Vec<Effect> {
    // The input line of a finder goes with it.
    model.prompt.take_if(|prompt| prompt.asked == Asked::Finder);
    model.overlay = Some(Overlay::Question(Question { lines, urls, choices, selected: 0 }));
    Vec::new()
}

/// Tells something on the status line.
pub fn say(model: &mut Model, notice: Text) -> Vec<Effect> {
    model.notice = Some(SafeStr::literal(notice.get(model.lang())));
    Vec::new()
}

/// Says why to ask before a link opens.
pub fn doubt_words(doubt: &Doubt, lang: Lang) -> SafeStr {
    let sentence = match doubt {
        Doubt::TextNamesOtherHost(host) => words::DOUBT_OTHER_HOST.get(lang).replace("{}", host),
        Doubt::UserInfo => words::DOUBT_USER.get(lang).to_owned(),
        Doubt::Address => words::DOUBT_ADDRESS.get(lang).to_owned(),
        Doubt::MixedScripts(host) => words::DOUBT_SCRIPTS.get(lang).replace("{}", host),
    };
    SafeStr::clean(&sentence)
}

/// Says why a link is never opened.
pub fn refusal_words(refusal: &Refusal, lang: Lang) -> SafeStr {
    let sentence = match refusal {
        Refusal::Scheme(scheme) => words::REFUSED_SCHEME.get(lang).replace("{}", scheme),
        Refusal::TooLong => words::REFUSED_LONG.get(lang).to_owned(),
        Refusal::Control => words::REFUSED_CONTROL.get(lang).to_owned(),
        Refusal::Invalid => words::REFUSED_INVALID.get(lang).to_owned(),
    };
    SafeStr::clean(&sentence)
}
