//! The library and the opening of its posts: what arrives from the shell finds its place in the model, stale answers are
//! dropped.

use super::action::{Effect, Recollection};
use super::model::Model;
use super::page::{self, Awaited, Goal, Page};
use super::{filter, finder, finding, marks, settle};
use crate::document::{Document, Facts};
use crate::layout::{Folds, Layout, Spec};
use crate::post::{Post, PostId};
use crate::query::Index;
use crate::reading::{Note, Recalled};
use crate::strings::ui as words;
use crate::text::{SafeStr, Widths};

/// A long body that a worker has set.
pub struct Set {
    /// The body.
    pub body: String,
    /// The parsed body.
    pub document: Document,
    /// Its lines.
    pub layout: Layout,
    /// The measure that they were set to.
    pub measure: usize,
    /// The width rules that they were set by.
    pub widths: Widths,
    /// Which of its details are unfolded.
    pub folds: Folds,
}

/// Takes over a reading of the library; selection and reading position stay with their posts.
pub fn take(model: &mut Model, generation: u64, posts: Vec<Post>, recalled: Option<Recalled>) -> Vec<Effect> {
    if generation < model.generation {
        return Vec::new();
    }
    let first = model.generation == 0;
    if !first {
        let told = words::READ_AGAIN.get(model.lang()).replace("{}", &posts.len().to_string());
        model.notice = Some(SafeStr::clean(&told));
    }
    let selected = model.selected().and_then(|index| model.posts.get(index)).map(|post| post.id.clone());
    let open = model.page.as_ref().map(|page| (page.id().clone(), page.place));
    model.generation = generation;
    model.index = Index::new(&posts);
    if let Some(today) = model.today {
        model.index.set_today(today);
    }
    let before = std::mem::replace(&mut model.posts, posts);
    model.filter.lingering.clear();
    model.texts.clear();
    model.sought.clear();
    model.awaited = None;
    model.finding = None;
    let begin = match recalled {
        Some(recalled) if first => marks::begin(model, recalled),
        Some(recalled) => {
            marks::take(model, recalled);
            None
        }
        None => {
            marks::carry_over(model, before);
            None
        }
    };
    filter::apply(model, selected.or(begin).as_ref());
    settle(model);
    reopen(model, open)
}

/// Takes over what is remembered of the library that is shown.
pub fn recalled(model: &mut Model, generation: u64, recalled: Recalled, when: Recollection) -> Vec<Effect> {
    if generation != model.generation {
        return Vec::new();
    }
    let selected = match when {
        Recollection::Again => {
            marks::take(model, recalled);
            return Vec::new();
        }
        Recollection::Late => {
            let selected = model.selected().and_then(|index| model.posts.get(index)).map(|post| post.id.clone());
            marks::take_looks(model, &recalled);
            marks::take(model, recalled);
            selected
        }
        Recollection::AtStart => marks::begin(model, recalled),
    };
    filter::apply(model, selected.as_ref());
    settle(model);
    if when == Recollection::AtStart { open_selected(model) } else { Vec::new() }
}

/// Goes back to the post that was open, or opens the selected one.
fn reopen(model: &mut Model, open: Option<(PostId, Option<usize>)>) -> Vec<Effect> {
    let mut effects = finder::look_again(model);
    effects.extend(match open {
        Some((id, place)) => match model.find(&id) {
            Some(post) => open_at(model, post, place),
            None => {
                model.notice = Some(SafeStr::literal(words::POST_GONE.get(model.lang())));
                Vec::new()
            }
        },
        None => open_selected(model),
    });
    effects
}

/// The row of the list that shows a post.
pub fn row_of(model: &Model, post: usize) -> Option<usize> {
    (0..model.rows()).find(|&row| model.post_at(row) == Some(post))
}

/// Opens the selected post at its head unless it is the open one.
pub fn open_selected(model: &mut Model) -> Vec<Effect> {
    if model.finding.is_some() {
        return finding::show(model);
    }
    let Some(post) = model.selected() else { return Vec::new() };
    let is_open = model.page.as_ref().is_some_and(|page| model.posts.get(post).is_some_and(|p| p.id == *page.id()));
    if is_open && model.awaited.is_none() {
        return Vec::new();
    }
    open(model, post, Goal::Left)
}

/// Asks for a post's text, to be shown at a place; `None` is its head.
pub fn open_at(model: &mut Model, post: usize, place: Option<usize>) -> Vec<Effect> {
    open(model, post, Goal::Place(place))
}

/// Asks for a post's text, to be shown where it says.
pub fn open(model: &mut Model, post: usize, goal: Goal) -> Vec<Effect> {
    let generation = model.generation;
    model.awaited = Some(Awaited { post, goal });
    let mut effects = vec![Effect::Read { generation, post }];
    // Until it is known where the user left, what the program shows by itself must not take that place.
    if model.remembers {
        effects.push(Effect::Note(Note::Last(post)));
    }
    effects
}

/// Takes over the text of a post, when it is the one that was asked for last.
pub fn loaded(model: &mut Model, generation: u64, post: usize, text: Result<String, SafeStr>) -> Vec<Effect> {
    if generation != model.generation {
        return Vec::new();
    }
    let Some(awaited) = model.awaited.take_if(|awaited| awaited.post == post) else { return Vec::new() };
    let Some(head) = model.posts.get(post).cloned() else { return Vec::new() };
    match text {
        Err(failure) => {
            let mut page = Page::new(head, String::new(), Document::default());
            page.failure = Some(failure);
            model.page = Some(page);
            page::refresh(model);
            Vec::new()
        }
        Ok(text) => {
            let body = head.body_of(&text);
            if body.len() > page::LARGE {
                // Another post's folds are none of its own.
                let same = model.page.as_ref().filter(|page| *page.id() == head.id);
                let folds = same.map_or(Folds::Authored, |page| page.folds.clone());
                let spec = Spec { folds, ..page::spec(model) };
                let body = body.to_owned();
                model.awaited = Some(awaited);
                return vec![Effect::LayOut { generation, post, body, spec }];
            }
            page::show(model, &awaited, body);
            Vec::new()
        }
    }
}

/// Takes over a long body.
pub fn laid_out(model: &mut Model, generation: u64, post: usize, set: Set) -> Vec<Effect> {
    if generation != model.generation {
        return Vec::new();
    }
    let Some(awaited) = model.awaited.take_if(|awaited| awaited.post == post) else { return Vec::new() };
    let place = marks::place(model, &awaited, &set.body);
    learn(model, post, &Facts::of(&set.document));
    let Some(head) = model.posts.get(post) else { return Vec::new() };
    let mut page = Page::new(head.clone(), set.body, set.document);
    (page.place, page.folds) = (place, set.folds.clone());
    if let Some(before) = model.page.take_if(|before| *before.id() == *page.id()) {
        (page.focused, page.marked, page.search) = (before.focused, before.marked, before.search);
        page.folds = before.folds;
    }
    page.unfold_place(place);
    page::show_set(model, page, set.layout.lines, (set.measure, set.widths, set.folds));
    page::arrive(model, &awaited);
    Vec::new()
}

/// Takes over exact counts.
pub fn surveyed(model: &mut Model, generation: u64, facts: &[(usize, Facts)]) {
    if generation != model.generation {
        return;
    }
    for (index, facts) in facts {
        learn(model, *index, facts);
    }
    filter::refresh(model);
}

/// Writes what a body tells into its head, and files it.
pub fn learn(model: &mut Model, index: usize, facts: &Facts) {
    let Some(post) = model.posts.get_mut(index) else { return };
    model.index.learn(index, facts);
    post.stories = facts.stories;
    post.words = facts.words;
    post.warnings = post.warnings.max(facts.warnings);
    post.parsed = true;
}
