//! `yundu links` and `yundu open`: what a post links to, judged, and the way to the browser.

use super::context::{Context, variable};
use super::failure::{Failure, Outcome, say};
use super::library::choose;
use super::output::Output;
use super::record::{story_of, url};
use crate::app::Opening;
use crate::app::links::{below_site, doubt_words, post_at, refusal_words};
use crate::document::link::WebTarget;
use crate::document::{Document, Link, LinkId, Target};
use crate::store::Library;
use crate::strings::{Lang, cli as words};
use crate::terminal::opener::{self, Browser};
use crate::text::SafeStr;
use crate::ui::theme::Part;
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;

/// One link, as JSON.
#[derive(Serialize)]
struct Row<'a> {
    n: usize,
    story: Option<usize>,
    source: bool,
    title: &'a str,
    url: Option<&'a str>,
    host: Option<&'a str>,
    written: String,
    doubts: Vec<String>,
    refused: Option<String>,
}

/// Prints the links of a post with their numbers, under the stories that they stand in.
pub fn run(context: &Context, out: &mut Output, word: &Path) -> Result<Outcome, Failure> {
    let chosen = choose(context, word)?;
    let document = match chosen.body() {
        Ok(body) => body.document,
        Err(defect) => return Err(Failure::usage(defect.message(context.lang), defect.hint(context.lang))),
    };
    let sources: HashSet<LinkId> = document.stories.iter().flat_map(|story| story.sources.iter().copied()).collect();
    let mut shown: Option<Option<usize>> = None;
    for (id, link) in document.listed_links().iter().enumerate() {
        let story = story_of(&document, link);
        if context.common.json {
            out.json(&row(context, id, link, story, sources.contains(&id)))?;
            continue;
        }
        if shown.replace(story) != Some(story) {
            heading(out, &document, story, id > 0)?;
        }
        let label =
            if sources.contains(&id) { format!("{}: ", words::SOURCE.get(context.lang)) } else { String::new() };
        out.line(&SafeStr::clean(&format!("{:>4}  {label}{}", id + 1, link.text)))?;
        for line in target(context, &link.target) {
            out.line_as(Part::Meta, &SafeStr::clean(&format!("      {line}")))?;
        }
    }
    if document.listed_links().is_empty() && !context.common.json {
        out.line(&say(words::NO_LINKS, context.lang, &[]))?;
    }
    Ok(Outcome::Well)
}

/// The title of a story above its links; links outside the stories stand under an empty line only.
fn heading(out: &mut Output, document: &Document, story: Option<usize>, more: bool) -> Result<(), Failure> {
    if more {
        out.blank()?;
    }
    match story.and_then(|index| document.stories.get(index)) {
        Some(story) => out.line_as(Part::Heading3, &story.title(document)),
        None => Ok(()),
    }
}

/// Where a link leads, and what is to be said about that.
pub fn target(context: &Context, target: &Target) -> Vec<SafeStr> {
    let lang = context.lang;
    match target {
        Target::Web(web) => {
            let doubts = (!web.doubts.is_empty()).then(|| say(words::DOUBTFUL, lang, &[&doubts(web, lang)]));
            std::iter::once(SafeStr::clean(&web.url)).chain(doubts).collect()
        }
        // Notes are not listed.
        Target::Note(_) | Target::NoteRef(_) => Vec::new(),
        Target::Anchor(anchor) => vec![say(words::INSIDE, lang, &[&format!("#{anchor}")])],
        Target::Relative(path) => vec![say(words::BESIDE, lang, &[path])],
        Target::Refused(why) => vec![refusal_words(why, lang)],
    }
}

fn row<'a>(context: &Context, id: LinkId, link: &'a Link, story: Option<usize>, source: bool) -> Row<'a> {
    let (host, doubts, refused) = match &link.target {
        Target::Web(web) => (Some(web.host.as_str()), &web.doubts[..], None),
        Target::Refused(why) => (None, &[][..], Some(refusal_words(why, context.lang).to_string())),
        Target::Anchor(_) | Target::Relative(_) | Target::Note(_) | Target::NoteRef(_) => (None, &[][..], None),
    };
    Row {
        n: id + 1,
        story: story.map(|index| index + 1),
        source,
        title: &link.text,
        url: url(&link.target),
        host,
        written: SafeStr::clean(&link.written).to_string(),
        doubts: doubts.iter().map(|it| doubt_words(it, context.lang).to_string()).collect(),
        refused,
    }
}

/// Opens link `number` of a post, the first source where no number is given.
pub fn open(
    context: &Context,
    out: &mut Output,
    word: &Path,
    number: Option<usize>,
    yes: bool,
) -> Result<Outcome, Failure> {
    let chosen = choose(context, word)?;
    let document = match chosen.body() {
        Ok(body) => body.document,
        Err(defect) => return Err(Failure::usage(defect.message(context.lang), defect.hint(context.lang))),
    };
    let first = document.stories.iter().flat_map(|story| &story.sources).next().map_or(1, |id| id + 1);
    let number = number.unwrap_or(first);
    let Some(link) = number.checked_sub(1).and_then(|id| document.listed_links().get(id)) else {
        let what =
            say(words::NO_SUCH_LINK, context.lang, &[&number.to_string(), &document.listed_links().len().to_string()]);
        return Err(Failure::usage(what, say(words::LINKS_HINT, context.lang, &[&word.to_string_lossy()])));
    };
    let web = judged(context, &chosen.library, chosen.index, link, yes)?;
    #[derive(Serialize)]
    struct Opened<'a> {
        n: usize,
        host: &'a str,
        url: &'a str,
    }
    if context.common.json {
        out.json(&Opened { n: number, host: &web.host, url: &web.url })?;
    } else {
        out.line_as(Part::Heading3, &SafeStr::clean(&web.host))?;
        out.line(&SafeStr::clean(&web.url))?;
    }
    browse(context, &web)?;
    Ok(Outcome::Well)
}

/// The target of a link that may be opened: at once, or because the reader says `--yes`.
pub fn judged(
    context: &Context,
    library: &Library,
    index: usize,
    link: &Link,
    yes: bool,
) -> Result<WebTarget, Failure> {
    let lang = context.lang;
    let post = &library.posts[index];
    let refuse =
        |shown: &str, why: &str, mend: SafeStr| Err(Failure::usage(say(words::NOT_OPENED, lang, &[shown, why]), mend));
    match &link.target {
        Target::Web(web) if web.doubts.is_empty() || yes => Ok(web.clone()),
        Target::Web(web) => refuse(&web.url, &doubts(web, lang), say(words::YES_HINT, lang, &[])),
        Target::Anchor(anchor) | Target::Note(anchor) | Target::NoteRef(anchor) => {
            let inside = say(words::INSIDE, lang, &[anchor]);
            refuse(&format!("#{anchor}"), &inside, say(words::SHOW_HINT, lang, &[&post.id.0]))
        }
        Target::Relative(path) => {
            let beside = say(words::BESIDE, lang, &[path]);
            if let Some(other) = post_at(&library.posts, post, path) {
                let id = &library.posts[other].id.0;
                return refuse(path, &beside, say(words::SHOW_HINT, lang, &[id]));
            }
            match below_site(post, context.config.site.as_deref(), path) {
                Some(web) if yes => Ok(web),
                Some(web) => refuse(&web.url, &beside, say(words::YES_HINT, lang, &[])),
                None => refuse(path, &beside, say(words::RELATIVE_HINT, lang, &[])),
            }
        }
        Target::Refused(why) => refuse(&link.written, &refusal_words(why, lang), say(words::REFUSED_HINT, lang, &[])),
    }
}

/// The real host, and each reason to look at it twice.
fn doubts(web: &WebTarget, lang: Lang) -> String {
    let words = web.doubts.iter().map(|doubt| doubt_words(doubt, lang).to_string());
    let all: Vec<String> = std::iter::once(web.host.clone()).chain(words).collect();
    all.join(words::COMMA.get(lang))
}

/// Starts the browser, without waiting for it.
pub fn browse(context: &Context, web: &WebTarget) -> Result<(), Failure> {
    let browser = Browser::from_environment(context.config.browser.clone(), variable);
    let reason = match opener::open(&web.url, &browser, context.lang) {
        Opening::Started(_) => return Ok(()),
        Opening::NoBrowser(_) => say(words::NO_BROWSER, context.lang, &[]),
        Opening::Failed(_, reason) => reason,
    };
    let what = say(words::NOT_OPENED, context.lang, &[&web.host, &reason]);
    Err(Failure::usage(what, say(words::BROWSER_HINT, context.lang, &[])))
}
