//! What the input line does while it is open: searching in the page as the reader types, looking for keys in the help.

use super::action::Effect;
use super::completing;
use super::filter;
use super::finder;
use super::finding;
use super::fold;
use super::list;
use super::marks;
use super::model::{Focus, Model};
use super::moving;
use super::overlay::{Help, Overlay};
use super::page::{self, Page};
use super::prompt::{Asked, Edit, Origin, Prompt};
use super::search::Search;
use crate::layout::Folds;
use crate::query::Query;
use crate::reading::{Asking, Note};
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;

/// Opens the input line for a search: in the help while it is open, else in the page.
pub fn search_here(model: &mut Model) -> Vec<Effect> {
    match &model.overlay {
        Some(Overlay::Help(_)) => open(model, Asked::Help),
        Some(Overlay::Question(_) | Overlay::Hints(_) | Overlay::Finder(_) | Overlay::Themes(_)) | None => {
            if model.page.is_some() { open(model, Asked::Search) } else { Vec::new() }
        }
    }
}

/// Opens the input line; a filter is there to be changed, anything else begins empty.
pub fn open(model: &mut Model, asked: Asked) -> Vec<Effect> {
    let (list, pane, facets) = (model.list, model.pane, (model.facets.under().cloned(), model.facets.top));
    let (finding, generation) = (model.finding.clone(), model.generation);
    let searched = match asked {
        Asked::Library => finding::open(model),
        Asked::Filter => {
            filter::leave_search(model);
            String::new()
        }
        Asked::Search | Asked::Help | Asked::View | Asked::Finder => String::new(),
    };
    let folded = model.page.as_ref().map(as_folded);
    if asked == Asked::Search {
        // What is folded is searched, too.
        fold::open_all(model);
    }
    let page = model.page.as_ref();
    let (before, text) = match asked {
        Asked::Search => (page.and_then(|page| Some(page.search.as_ref()?.query())), String::new()),
        Asked::Filter => (Some(model.filter.text.clone()), model.filter.text.clone()),
        Asked::Library => (None, searched),
        Asked::Help | Asked::View | Asked::Finder => (None, String::new()),
    };
    let help = match &model.overlay {
        Some(Overlay::Help(help)) => Some(help.clone()),
        Some(Overlay::Question(_) | Overlay::Hints(_) | Overlay::Finder(_) | Overlay::Themes(_)) | None => None,
    };
    let origin = Origin {
        top: page.map_or(0, |page| page.top),
        place: page.and_then(|page| page.place),
        text: before.unwrap_or_default(),
        post: filter::selected(model),
        folded,
        list,
        pane,
        facets,
        finding,
        generation,
        hit: page.and_then(|page| page.search.as_ref()?.current),
        marked: page.and_then(|page| page.marked),
        help,
    };
    model.prompt = Some(Prompt::new(asked, &text, origin));
    // Texts that are read while the first word is typed make its hits come sooner.
    let ready = (asked == Asked::Library).then(|| Effect::Find { generation: model.generation, needles: Vec::new() });
    ready.into_iter().collect()
}

/// Where the page is, and what is unfolded on it.
fn as_folded(page: &Page) -> (usize, Option<usize>, Folds) {
    (page.top, page.place, page.folds.clone())
}

/// Asks for a name under which the filter is saved.
pub fn name_view(model: &mut Model) -> Vec<Effect> {
    if model.filter.text.is_empty() {
        return say(model, words::NO_FILTER);
    }
    open(model, Asked::View)
}

/// Changes the input line and shows at once what comes of it.
pub fn edit(model: &mut Model, edit: &Edit) -> Vec<Effect> {
    let Some(mut prompt) = model.prompt.take() else { return Vec::new() };
    let before = prompt.text.clone();
    match edit {
        Edit::Accept => return accept(model, prompt),
        Edit::Cancel => return cancel(model, &prompt),
        Edit::Backspace if prompt.text.is_empty() => return cancel(model, &prompt),
        Edit::Complete(forward) => completing::complete_at_cursor(model, &mut prompt, *forward),
        Edit::Insert(_)
        | Edit::Backspace
        | Edit::Delete
        | Edit::DeleteWord
        | Edit::DeleteToStart
        | Edit::Left
        | Edit::Right
        | Edit::Home
        | Edit::End
        | Edit::Older
        | Edit::Newer => {
            let past = match prompt.asked {
                Asked::Search => model.searches.as_slice(),
                Asked::Filter => model.filters.as_slice(),
                Asked::Library => model.library_searches.as_slice(),
                Asked::Help | Asked::View | Asked::Finder => &[],
            };
            prompt.edit(edit, past);
            prompt.completing = None;
        }
    }
    let (asked, changed) = (prompt.asked, prompt.text != before);
    if changed {
        try_out(model, &mut prompt);
    }
    model.prompt = Some(prompt);
    if changed && asked == Asked::Finder { finder::look(model) } else { Vec::new() }
}

/// Whether the open input line narrows a list that is in view: the keys that move then choose in
/// that list.
pub fn narrows(model: &Model) -> bool {
    let Some(prompt) = &model.prompt else { return false };
    match prompt.asked {
        Asked::Finder | Asked::Help => true,
        Asked::Filter => model.panes().is_some_and(|panes| panes.list.is_some() && panes.drawer.is_none()),
        // Before anything is typed nothing is listed.
        Asked::Library => !prompt.text.trim().is_empty(),
        Asked::Search | Asked::View => false,
    }
}

/// Moves in the list that the input line narrows, by so many rows. The page stays as it is while
/// the reader types.
pub fn rove(model: &mut Model, by: isize) -> Vec<Effect> {
    match model.prompt.as_ref().map(|prompt| prompt.asked) {
        Some(Asked::Filter | Asked::Library) => {
            model.list.selected = model.list.selected.saturating_add_signed(by);
            list::keep_selected_visible(model);
            let chosen = filter::selected(model);
            if let Some(prompt) = &mut model.prompt {
                prompt.chosen = chosen;
            }
            Vec::new()
        }
        Some(Asked::Help) => moving::scroll(model, Focus::Help, by),
        Some(Asked::Search | Asked::View) => Vec::new(),
        Some(Asked::Finder) | None => finder::rove(model, by),
    }
}

/// Shows what the text as typed so far would find. A filter that cannot be read leaves the list as it is.
fn try_out(model: &mut Model, prompt: &mut Prompt) {
    match prompt.asked {
        Asked::Search => search(model, &prompt.text, &prompt.origin),
        Asked::Help => model.overlay = Some(Overlay::Help(Help { query: prompt.text.clone(), top: 0 })),
        // A worker looks for what the finder is asked.
        Asked::View | Asked::Finder => {}
        Asked::Filter | Asked::Library => match Query::parse(&prompt.text) {
            Ok(query) => {
                prompt.problem = None;
                if prompt.asked == Asked::Library {
                    finding::typed(model, query, &prompt.text);
                } else {
                    filter::try_out(model, query, prompt.text.trim().to_owned(), prompt.keeps());
                }
            }
            Err(error) => prompt.problem = Some(error),
        },
    }
}

fn accept(model: &mut Model, mut prompt: Prompt) -> Vec<Effect> {
    match prompt.asked {
        Asked::Search => {
            // Enter on an empty line takes the last search up again.
            let text = if prompt.text.trim().is_empty() { prompt.origin.text.clone() } else { prompt.text };
            search(model, &text, &prompt.origin);
            let found = model.page.as_ref().and_then(|page| page.search.as_ref());
            if !text.trim().is_empty() && found.is_none_or(|search| search.hits.is_empty()) {
                let notice = words::NOT_FOUND.get(model.lang()).replace("{}", text.trim());
                model.notice = Some(SafeStr::clean(&notice));
            }
            return keep(model, Asking::Page, text).into_iter().collect();
        }
        Asked::Filter => {
            if prompt.text.trim() != model.filter.text {
                try_out(model, &mut prompt);
            }
            if prompt.problem.is_some() {
                model.prompt = Some(prompt);
                return Vec::new();
            }
            let mut effects = filter::show(model);
            effects.push(Effect::Note(Note::Filter(model.filter.text.clone())));
            effects.extend(keep(model, Asking::Filter, prompt.text));
            return effects;
        }
        Asked::Library => {
            try_out(model, &mut prompt);
            if prompt.problem.is_some() {
                model.prompt = Some(prompt);
                return Vec::new();
            }
            if prompt.text.trim().is_empty() {
                return finding::close(model);
            }
            finding::want_all(model);
            let mut effects = filter::show(model);
            effects.extend(keep(model, Asking::Library, prompt.text));
            return effects;
        }
        Asked::View => return marks::keep_view(model, &prompt.text, Some(model.filter.text.clone())),
        Asked::Help => {}
        Asked::Finder => {
            model.prompt = Some(prompt);
            return finder::accept(model);
        }
    }
    Vec::new()
}

/// Notes what was asked, each text once, the newest last.
fn keep(model: &mut Model, asking: Asking, text: String) -> Option<Effect> {
    if text.trim().is_empty() {
        return None;
    }
    let past = match asking {
        Asking::Page => &mut model.searches,
        Asking::Library => &mut model.library_searches,
        Asking::Filter => &mut model.filters,
    };
    past.retain(|old| *old != text);
    past.push(text.clone());
    Some(Effect::Note(Note::Asked(asking, text)))
}

fn cancel(model: &mut Model, prompt: &Prompt) -> Vec<Effect> {
    match prompt.asked {
        Asked::Search => {
            search(model, &prompt.origin.text, &prompt.origin);
            let folded = prompt.origin.folded.clone();
            if let Some((_, _, folds)) = &folded {
                fold::set(model, folds.clone());
            }
            if let Some((page, (top, place, _))) = model.page.as_mut().zip(folded) {
                (page.top, page.place) = (top, place);
                page.marked = prompt.origin.marked;
                if let Some(search) = &mut page.search {
                    search.current = prompt.origin.hit.filter(|&hit| hit < search.hits.len());
                }
            }
            // The terminal may have another size by now.
            page::refresh(model);
        }
        Asked::Help => model.overlay = Some(Overlay::Help(prompt.origin.help.clone().unwrap_or_default())),
        Asked::Finder => model.overlay = None,
        Asked::Filter => {
            let query = Query::parse(&prompt.origin.text).unwrap_or_default();
            filter::try_out(model, query, prompt.origin.text.clone(), prompt.origin.post.as_ref());
            let (under, top) = &prompt.origin.facets;
            model.facets.follow(under.as_ref());
            model.facets.top = *top;
            model.list.top = prompt.origin.list.top;
            list::keep_selected_visible(model);
            restore_search(model, prompt);
        }
        Asked::Library => {
            if !restore_search(model, prompt) {
                return finding::close(model);
            }
        }
        Asked::View => {}
    }
    Vec::new()
}

/// Shows the passages again that the list showed before the input line was opened; false where it
/// showed posts, and where they are passages of posts that have been read anew since.
fn restore_search(model: &mut Model, prompt: &Prompt) -> bool {
    let origin = &prompt.origin;
    let Some(before) = origin.finding.clone().filter(|_| origin.generation == model.generation) else { return false };
    finding::restore(model, before, origin.list);
    moving::focus(model, origin.pane);
    true
}

/// Searches from where the reader was when the input line was opened. Without a hit the page stays there.
fn search(model: &mut Model, text: &str, origin: &Origin) {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return };
    page.top = origin.top;
    page.place = origin.place;
    page.search = None;
    if text.trim().is_empty() {
        return;
    }
    let mut search = Search::new(text, page);
    search.current = search.first_from(origin.top);
    if let Some(hit) = search.current.and_then(|index| search.hits.get(index)) {
        page.reveal_hit(hit, rows, model.settings.widths);
    }
    page.search = Some(search);
}

/// Searches anew in a post that came while the input line was open.
pub fn search_again(model: &mut Model) {
    let Some(mut prompt) = model.prompt.take_if(|prompt| prompt.asked == Asked::Search) else { return };
    prompt.origin.folded = model.page.as_ref().map(as_folded);
    fold::open_all(model);
    if let Some(page) = &model.page {
        (prompt.origin.top, prompt.origin.place) = (page.top, page.place);
        (prompt.origin.hit, prompt.origin.marked) = (None, page.marked);
    }
    search(model, &prompt.text, &prompt.origin);
    model.prompt = Some(prompt);
}

/// Goes to the next or previous hit; at the end it goes on from the other end and says so.
pub fn next_hit(model: &mut Model, forward: bool) -> Vec<Effect> {
    fold::open_all(model);
    let rows = page::rows(model);
    let last = model.searches.last().cloned();
    let Some(page) = &mut model.page else { return Vec::new() };
    let taken = page.search.take().or_else(|| Some(Search::new(&last?, page)));
    let Some(mut search) = taken else { return say(model, words::NO_SEARCH) };
    let count = search.hits.len();
    let mut notice = None;
    if count == 0 {
        notice = Some(SafeStr::clean(&words::NOT_FOUND.get(model.settings.lang).replace("{}", search.query().trim())));
    } else {
        let next = match (search.current, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, _) => search.first_from(page.top).unwrap_or(0),
        };
        let wrapped = search.current.is_some_and(|at| if forward { next <= at } else { next >= at });
        if wrapped {
            let sentence = if forward { words::WRAPPED_TOP } else { words::WRAPPED_BOTTOM };
            notice = Some(SafeStr::literal(sentence.get(model.settings.lang)));
        }
        search.current = Some(next);
        if let Some(hit) = search.hits.get(next) {
            page.reveal_hit(hit, rows, model.settings.widths);
        }
    }
    page.search = Some(search);
    model.notice = notice;
    Vec::new()
}

fn say(model: &mut Model, notice: Text) -> Vec<Effect> {
    model.notice = Some(SafeStr::literal(notice.get(model.lang())));
    Vec::new()
}
