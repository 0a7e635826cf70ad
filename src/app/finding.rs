//! Searching all posts: what is typed, the passages that it finds, and the way through them beside the page. While a search
//! is open, the list shows its passages instead of the posts.

use super::action::Effect;
use super::filter;
use super::fold;
use super::library;
use super::list::{self, List, ListLine, ListLineKind};
use super::model::{Focus, Model, Spot};
use super::moving;
use super::page::{self, Goal};
use super::search::Search;
use crate::layout::Spec;
use crate::layout::short;
use crate::post::PostId;
use crate::query::Query;
use crate::search::{Class, Passage, Passages};
use crate::strings::{Lang, ui as words};
use crate::text::{Needle, SafeStr};
use std::ops::Range;

/// The most passages that are shown; a search that finds more says so.
pub const MOST: usize = 300;

/// How many of them are made while the reader types: more than a screen shows.
const WHILE_TYPING: usize = 40;

/// A search in all posts.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was typed.
    pub text: String,
    /// The same, read.
    pub query: Query,
    /// What is lit: the words and phrases that are not excluded.
    pub needles: Vec<Needle>,
    /// What was found, the best first.
    pub rows: Vec<Passage>,
    /// How many posts and hits there are in all.
    pub posts: usize,
    /// See `posts`.
    pub hits: usize,
    /// False while posts are still being looked through.
    pub complete: bool,
    /// True while the passages are not those of `query`, and have not been asked for.
    stale: bool,
    /// Which passages were asked for last.
    number: u64,
    /// Where the reader was before.
    origin: Origin,
}

/// Where the reader was before the search.
#[derive(Clone, Debug, PartialEq)]
struct Origin {
    selected: Option<PostId>,
    top_row: usize,
    pane: Focus,
    page: Option<Spot>,
    /// The line at the top of the page: inside its head there are no places to go by.
    top: usize,
}

/// Opens a search, or the one that is open once more, and gives what has been typed so far.
pub fn open(model: &mut Model) -> String {
    if model.finding.is_none() {
        let page =
            model.page.as_ref().map(|page| Spot { post: page.id().clone(), place: page.place, focused: page.focused });
        let top = model.page.as_ref().map_or(0, |page| page.top);
        let (selected, top_row) = (filter::selected(model), model.list.top);
        let origin = Origin { selected, top_row, pane: model.pane, page, top };
        let empty = Finding {
            text: String::new(),
            query: Query::default(),
            needles: Vec::new(),
            rows: Vec::new(),
            posts: 0,
            hits: 0,
            complete: true,
            stale: false,
            number: 0,
            origin,
        };
        model.finding = Some(empty);
        model.list = List::default();
    }
    moving::focus(model, Focus::List);
    model.finding.as_ref().map(|finding| finding.text.clone()).unwrap_or_default()
}

/// Shows the passages of a search again as they were.
pub fn restore(model: &mut Model, before: Finding, list: List) {
    // Answers to later searches are dropped by their number. An incomplete search is asked again.
    let number = model.finding.as_ref().map_or(0, |finding| finding.number).max(before.number);
    let stale = before.stale || !before.complete;
    model.finding = Some(Finding { number, stale, ..before });
    model.list = list;
    list::keep_selected_visible(model);
}

/// Searches for what has been typed. What is found already keeps the selected row.
pub fn typed(model: &mut Model, query: Query, text: &str) {
    if model.finding.is_none() {
        // The posts have been read anew meanwhile.
        open(model);
    }
    let Some(finding) = &mut model.finding else { return };
    if finding.text == text.trim() && finding.query == query {
        return;
    }
    finding.needles = query.lit();
    finding.query = query;
    text.trim().clone_into(&mut finding.text);
    (finding.complete, finding.stale) = (false, true);
    if finding.query.is_empty() {
        finding.rows.clear();
        (finding.posts, finding.hits, finding.complete, finding.stale) = (0, 0, true, false);
    }
    model.list = List::default();
}

/// Asks for the passages, when it is known which posts have what is searched for.
pub fn ask(model: &mut Model) -> Option<Effect> {
    let finding = model.finding.as_mut().filter(|finding| finding.stale)?;
    if !finding.query.unknown(&model.texts).is_empty() {
        return None;
    }
    finding.stale = false;
    finding.number += 1;
    let posts = finding.query.evaluate(&model.index, &model.texts);
    let (number, needles) = (finding.number, finding.needles.clone());
    let most = if model.prompt.is_some() { WHILE_TYPING } else { MOST };
    Some(Effect::Passages { generation: model.generation, number, needles, posts, most })
}

/// Asks for the passages that were not made while the reader typed, when there are more.
pub fn want_all(model: &mut Model) {
    if let Some(finding) = &mut model.finding {
        finding.stale |= finding.rows.len() >= WHILE_TYPING;
    }
}

/// Takes over what was found, when it is what was asked for last; the selected row stays where it is while it is the same.
pub fn take(model: &mut Model, generation: u64, number: u64, found: Passages) -> Vec<Effect> {
    let before = selected(model).cloned();
    let asked = model.finding.as_mut().filter(|finding| finding.number == number && generation == model.generation);
    let Some(finding) = asked else { return Vec::new() };
    finding.rows = found.shown;
    (finding.posts, finding.hits, finding.complete) = (found.posts, found.hits, !finding.stale);
    let same = |row: &Passage| before.as_ref().is_some_and(|it| (it.post, it.place) == (row.post, row.place));
    model.list.selected = finding.rows.iter().position(same).unwrap_or(0);
    list::keep_selected_visible(model);
    // The reader has typed on before the first answer came: the page has nothing of it yet.
    if before.is_none() && model.prompt.is_none() { filter::show(model) } else { Vec::new() }
}

/// The selected passage.
pub fn selected(model: &Model) -> Option<&Passage> {
    model.finding.as_ref()?.rows.get(model.list.selected)
}

/// Shows the selected passage on the page: its post at its place, with the hits lit.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let Some((post, place)) = selected(model).map(|row| (row.post, row.place)) else { return Vec::new() };
    if model.awaited.is_none() && model.open_post() == Some(post) {
        fold::scroll_to(model, place);
        light(model);
        return Vec::new();
    }
    library::open_at(model, post, place)
}

/// Lights the hits on the page, when it shows the selected passage's post, and goes to the first one of the passage.
pub fn light(model: &mut Model) {
    let Some((post, place)) = selected(model).map(|row| (row.post, row.place)) else { return };
    let Some(needles) = model.finding.as_ref().map(|finding| finding.needles.clone()) else { return };
    if model.open_post() != Some(post) {
        return;
    }
    let (rows, widths) = (page::rows(model), model.settings.widths);
    if let Some(page) = &mut model.page {
        page.unfold_place(place);
    }
    page::refresh(model);
    let Some(page) = &mut model.page else { return };
    let mut search = Search::of(needles, page);
    search.current = search.first_from(page.line_of(place));
    if let Some(hit) = search.current.and_then(|index| search.hits.get(index)) {
        page.reveal_hit(hit, rows, widths);
        // The story at hand is the one that was found: its source is one key away.
        let block = page.lines.get(hit.line()).map(|line| line.block).filter(|_| hit.line() >= page.head);
        let story = page.document.stories.iter().find(|story| block.is_some_and(|it| story.blocks.contains(&it)));
        page.marked = story.map(|story| story.heading);
    }
    page.search = Some(search);
}

/// Leaves the search: the list shows posts again, the page what it showed before.
pub fn close(model: &mut Model) -> Vec<Effect> {
    let Some(finding) = model.finding.take() else { return Vec::new() };
    let selected = finding.origin.selected.and_then(|id| model.find(&id)).and_then(|post| library::row_of(model, post));
    model.list = List { selected: selected.unwrap_or(0), top: finding.origin.top_row, away: false };
    list::keep_selected_visible(model);
    moving::focus(model, finding.origin.pane);
    if let Some(page) = &mut model.page {
        page.search = None;
    }
    let Some(Spot { post, place, focused }) = finding.origin.page else { return Vec::new() };
    let rows = page::rows(model);
    match (model.find(&post), &mut model.page) {
        (_, Some(page)) if *page.id() == post && model.awaited.is_none() => {
            page.scroll_to(place.map_or(finding.origin.top, |place| page.line_of(Some(place))), rows);
            page.focused = focused;
            Vec::new()
        }
        (Some(index), _) => library::open(model, index, Goal::Spot { place, focused }),
        (None, _) => Vec::new(),
    }
}

/// The lines of one passage: its heading, its post, the text around the first hit.
pub fn row_lines(model: &Model, finding: &Finding, row: usize, spec: &Spec, first: bool) -> Vec<ListLine> {
    let Some(passage) = finding.rows.get(row) else { return Vec::new() };
    let Some(post) = model.posts.get(passage.post) else { return Vec::new() };
    let (lang, widths) = (model.lang(), spec.widths);
    let line = |kind, text: SafeStr, lit| ListLine { row, kind, text, lit };
    let mut lines = Vec::new();
    if !first {
        lines.push(line(ListLineKind::Blank, SafeStr::default(), Vec::new()));
    }
    let in_section = !passage.heading.is_empty() && passage.heading != post.title;
    let heading = if in_section { &passage.heading } else { &post.title };
    for text in short::two_lines(heading, spec) {
        let lit = finding.needles.iter().flat_map(|needle| needle.find_all(&text, usize::MAX)).collect();
        lines.push(line(ListLineKind::Title, text, lit));
    }
    let mut facts: Vec<String> = post.date.iter().map(ToString::to_string).collect();
    facts.extend(post.date.is_none().then(|| words::NO_DATE.get(lang).to_owned()));
    facts.extend((passage.hits > 1).then(|| list::counted(words::HITS, passage.hits, true, lang)));
    facts.extend(in_section.then(|| post.title.to_string()));
    let facts = short::cut(&SafeStr::clean(&facts.join(" · ")), spec.measure, widths);
    lines.push(line(ListLineKind::Meta, facts, Vec::new()));
    if passage.class != Class::Title && passage.text != *heading {
        let set = short::two_lines(&passage.text, spec);
        let lit = over_lines(&passage.text, &passage.lit, &set);
        lines.extend(set.into_iter().zip(lit).map(|(text, lit)| line(ListLineKind::Excerpt, text, lit)));
    }
    lines
}

/// Finds stretches of a text again in the lines that it was set into: there, gaps between Han and Latin were added, and the
/// blanks at line ends taken away.
fn over_lines(text: &str, lit: &[Range<usize>], lines: &[SafeStr]) -> Vec<Vec<Range<usize>>> {
    let mut rest = text.char_indices().peekable();
    let mut found = Vec::new();
    for line in lines {
        let mut on_line: Vec<Range<usize>> = Vec::new();
        let mut of_line = None;
        for (at, c) in line.char_indices() {
            while rest.next_if(|&(_, it)| it == ' ' && c != ' ').is_some() {}
            let Some((from, _)) = rest.next_if(|&(_, it)| it == c) else { continue };
            let Some(stretch) = lit.iter().position(|stretch| stretch.contains(&from)) else { continue };
            let end = at + c.len_utf8();
            match on_line.last_mut().filter(|_| of_line == Some(stretch)) {
                Some(before) => before.end = end,
                None => on_line.push(at..end),
            }
            of_line = Some(stretch);
        }
        found.push(on_line);
    }
    found
}

/// What stands in the list when there are no passages, sentence by sentence.
pub fn nothing(model: &Model, finding: &Finding) -> Vec<SafeStr> {
    let lang = model.lang();
    let say = |sentence: &str| SafeStr::clean(sentence);
    if finding.text.is_empty() {
        return vec![say(words::FIND_HINT.get(lang)), say(words::FIND_EXAMPLES.get(lang))];
    }
    if !finding.complete {
        return vec![say(words::FINDING.get(lang))];
    }
    let mut sentences = vec![say(&words::FOUND_NOTHING.get(lang).replace("{}", &finding.text))];
    sentences.extend(alone(model, finding, lang));
    sentences
}

/// Where several words are not found together: how many posts each has alone.
fn alone(model: &Model, finding: &Finding, lang: Lang) -> Option<SafeStr> {
    let needles = finding.query.needles();
    let count = |needle: &Needle| {
        let posts = model.texts.get(needle)?.len();
        Some(words::WORD_ALONE.get(lang).replace("{1}", needle.written()).replace("{2}", &posts.to_string()))
    };
    let counts: Vec<String> = needles.iter().filter_map(count).collect();
    (counts.len() > 1).then(|| SafeStr::clean(&counts.join(words::WORD_COMMA.get(lang))))
}
