//! The library and the opening of its posts: what arrives from the shell finds its place in the model, stale answers are
//! dropped.

use super::action::{Effect, Facts};
use super::model::Model;
use super::page::{self, Awaited, Page};
use super::{filter, finder, settle};
use crate::document::Document;
use crate::layout::Layout;
use crate::post::Post;
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
}

/// Takes over a reading of the library; selection and reading position stay with their posts.
pub fn take(model: &mut Model, generation: u64, posts: Vec<Post>) -> Vec<Effect> {
    if generation < model.generation {
        return Vec::new();
    }
    if model.generation > 0 {
        let told = words::READ_AGAIN.get(model.lang()).replace("{}", &posts.len().to_string());
        model.notice = Some(SafeStr::clean(&told));
    }
    let selected = model.selected().and_then(|index| model.posts.get(index)).map(|post| post.id.clone());
    let open = model.page.as_ref().map(|page| (page.id().clone(), page.place));
    model.generation = generation;
    model.posts = posts;
    model.awaited = None;
    filter::apply(model, selected.as_ref());
    settle(model);
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
    model.matching.iter().position(|&index| index == post)
}

/// Opens the selected post at its head unless it is the open one.
pub fn open_selected(model: &mut Model) -> Vec<Effect> {
    let Some(post) = model.selected() else { return Vec::new() };
    let is_open = model.page.as_ref().is_some_and(|page| model.posts.get(post).is_some_and(|p| p.id == *page.id()));
    if is_open && model.awaited.is_none() {
        return Vec::new();
    }
    open_at(model, post, None)
}

/// Asks for a post's text, to be shown at `place`.
pub fn open_at(model: &mut Model, post: usize, place: Option<usize>) -> Vec<Effect> {
    model.awaited = Some(Awaited { post, place, anchor: None, heading: false });
    vec![Effect::Read { generation: model.generation, post }]
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
                let spec = page::spec(model);
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
    let Some(head) = model.posts.get_mut(post) else { return Vec::new() };
    let (stories, words) = (set.document.stories.len(), set.document.words);
    learn(head, &Facts { stories, words, warnings: set.document.defects.len() });
    let mut page = Page::new(head.clone(), set.body, set.document);
    page.place = awaited.place;
    if let Some(before) = model.page.take_if(|before| *before.id() == *page.id()) {
        (page.focused, page.marked, page.search) = (before.focused, before.marked, before.search);
    }
    page::show_set(model, page, set.layout.lines, (set.measure, set.widths));
    page::arrive(model, &awaited);
    Vec::new()
}

/// Takes over exact counts.
pub fn surveyed(model: &mut Model, generation: u64, facts: &[(usize, Facts)]) {
    if generation != model.generation {
        return;
    }
    for (index, facts) in facts {
        if let Some(post) = model.posts.get_mut(*index) {
            learn(post, facts);
        }
    }
}

/// Writes exact counts into a head.
pub fn learn(post: &mut Post, facts: &Facts) {
    post.stories = facts.stories;
    post.words = facts.words;
    post.warnings = post.warnings.max(facts.warnings);
    post.parsed = true;
}
