//! What has been read, starred and where: changes of it, and taking them back.

use super::action::Effect;
use super::links;
use super::list;
use super::model::{Focus, Model};
use super::moving;
use super::page::{self, Awaited, Goal, Page};
use super::themes;
use crate::post::{Post, PostId};
use crate::query::Query;
use crate::reading::{Anchor, Mark, Marks, Note, Recalled, StarredStory, StoryKey, View};
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use std::collections::HashMap;

/// One command's changes, by what takes them back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What was done.
    pub what: SafeStr,
    steps: Vec<Step>,
}

/// What takes one change back.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Marks a post.
    Mark(PostId, Mark),
    /// Gives a view its query again, or deletes it.
    View(SafeStr, Option<String>),
}

/// Begins with what is remembered: with the filter of the last session, when it still finds something. Gives the post to
/// open: the one that was left in its middle, else the first unread one.
pub fn begin(model: &mut Model, recalled: Recalled) -> Option<PostId> {
    let (filter, last) = (recalled.filter.clone(), recalled.last);
    take_looks(model, &recalled);
    take(model, recalled);
    restore_filter(model, filter);
    let listed = model.filter.query.evaluate(&model.index, &model.texts);
    let passes = |post: &usize| listed.has(*post);
    let unread = |post: &usize| !model.marks_of(*post).read;
    let left = last.filter(|post| unread(post) && model.marks_of(*post).place.is_some());
    let begin = left.filter(passes).or_else(|| (0..model.posts.len()).filter(unread).find(passes));
    begin.and_then(|post| model.posts.get(post)).map(|post| post.id.clone())
}

/// Takes over how the program looked.
pub fn take_looks(model: &mut Model, recalled: &Recalled) {
    model.pane_widths = recalled.panes;
    themes::recall(model, recalled.theme.clone());
}

/// Keeps the marks of the posts that were there before, until it is known what is remembered of the new library.
pub fn carry_over(model: &mut Model, before: Vec<Post>) {
    let ids = before.into_iter().map(|post| post.id);
    let mut known: HashMap<PostId, Marks> = ids.zip(std::mem::take(&mut model.marks)).collect();
    model.marks = model.posts.iter().map(|post| known.remove(&post.id).unwrap_or_default()).collect();
    file(model);
}

/// Takes over what is remembered.
pub fn take(model: &mut Model, recalled: Recalled) {
    model.remembers = true;
    model.marks = vec![Marks::default(); model.posts.len()];
    for (post, marks) in recalled.marks {
        if let Some(slot) = model.marks.get_mut(post) {
            *slot = marks;
        }
    }
    model.views = recalled.views;
    model.searches = recalled.searches;
    model.library_searches = recalled.library_searches;
    model.filters = recalled.filters;
    file(model);
}

/// Files the marks of all posts.
fn file(model: &mut Model) {
    for (post, marks) in model.marks.iter().enumerate() {
        model.index.mark(post, marks.read, marks.has_star());
    }
}

/// Puts the filter of the last session in force, unless it is sure to find nothing.
fn restore_filter(model: &mut Model, text: String) {
    let Ok(query) = Query::parse(&text) else { return };
    let later = query.needs_bodies() || !query.unknown(&model.texts).is_empty();
    if later || !query.evaluate(&model.index, &model.texts).is_empty() {
        model.filter.query = query;
        model.filter.text = text;
    }
}

/// The place at which a body that has come is opened: the named one, or where the reader left it.
pub fn place(model: &mut Model, awaited: &Awaited, body: &str) -> Option<usize> {
    match awaited.goal {
        Goal::Left => {}
        Goal::Place(place) | Goal::Spot { place, .. } => return again(model, awaited, place?, body),
        Goal::Heading(_) | Goal::Anchor(_) => return None,
    }
    let found = model.marks_of(awaited.post).place.as_ref()?.find(body);
    model.notice = Some(SafeStr::literal(words::RESUMED.get(model.lang())));
    Some(found)
}

/// Finds a place again in the body of the open post, which may have been changed since.
fn again(model: &Model, awaited: &Awaited, place: usize, body: &str) -> Option<usize> {
    let id = &model.posts.get(awaited.post)?.id;
    let before = model.page.as_ref().filter(|page| page.id() == id && page.failure.is_none());
    Some(before.map_or(place, |page| Anchor::new(&page.source, place).find(body)))
}

/// Follows the reader after every action: a post whose end has been on screen is read, and the place on the page is kept.
pub fn follow(model: &mut Model) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = model.page.as_ref().filter(|page| page.complete && page.failure.is_none()) else {
        return Vec::new();
    };
    if rows == 0 || model.awaited.is_some() || model.prompt.is_some() || !moving::page_is_visible(model) {
        return Vec::new();
    }
    let Some(post) = model.open_post() else { return Vec::new() };
    let at_end = page.top + rows >= page.lines.len();
    // A short post beside the list is not read because the reader went past it.
    let is_reading = model.home == Focus::Page || page.top > 0;
    let read = at_end && is_reading && !page.kept_unread && page.post.broken.is_none();
    let place = page.place.filter(|_| !at_end).map(|place| Anchor::new(&page.source, place));
    let mut changes = vec![Mark::Place(place)];
    changes.extend(read.then_some(Mark::Read(true)));
    let mut kept = Vec::new();
    for mark in changes {
        let Some(back) = set(model, post, &mark, &mut kept) else { continue };
        if matches!(mark, Mark::Read(_)) {
            let what = worded(model, words::NOTED_READ, &title(model, post));
            remember(model, what, vec![back]);
        }
    }
    keep(kept)
}

/// Has the changes of one gesture kept.
fn keep(marks: Vec<(usize, Mark)>) -> Vec<Effect> {
    if marks.is_empty() { Vec::new() } else { vec![Effect::Keep(marks)] }
}

/// The post that a command on marks speaks of: the open one where the page has the focus, else the selected one.
fn post_at_hand(model: &Model) -> Option<usize> {
    match model.focus() {
        Focus::Page | Focus::Closeup | Focus::Outline => model.open_post(),
        Focus::List | Focus::Facets | Focus::Help => model.selected(),
    }
}

/// Changes a mark, adds it to what is to be kept, and gives what takes it back; `None` where nothing changes.
fn set(model: &mut Model, post: usize, mark: &Mark, kept: &mut Vec<(usize, Mark)>) -> Option<Step> {
    let back = model.marks.get_mut(post)?.set(mark)?;
    let id = model.posts.get(post)?.id.clone();
    let (read, starred) = (model.marks_of(post).read, model.marks_of(post).has_star());
    model.index.mark(post, read, starred);
    if model.matching.binary_search(&post).is_ok() {
        model.filter.lingering.push(post);
    }
    if let (Mark::Read(read), Some(page)) = (mark, model.page.as_mut().filter(|page| *page.id() == id)) {
        page.kept_unread = !read;
    }
    kept.push((post, mark.clone()));
    Some(Step::Mark(id, back))
}

/// Notes what a command changed, so that it can be taken back. While it is not known what was there before, it cannot:
/// taking back would write a guess over what is remembered.
fn remember(model: &mut Model, what: SafeStr, steps: Vec<Step>) {
    if !steps.is_empty() && model.remembers {
        model.changes.push(Undo { what, steps });
    }
}

/// The same, and says it on the status line.
fn tell(model: &mut Model, what: Text, detail: &str, steps: Vec<Step>) {
    if !steps.is_empty() {
        let what = worded(model, what, detail);
        model.notice = Some(what.clone());
        remember(model, what, steps);
    }
    list::keep_selected_visible(model);
}

fn worded(model: &Model, what: Text, detail: &str) -> SafeStr {
    SafeStr::clean(&what.get(model.lang()).replace("{}", detail))
}

fn title(model: &Model, post: usize) -> String {
    model.posts.get(post).map(|post| post.title.to_string()).unwrap_or_default()
}

/// Stars the story at hand where the page has the focus, else the whole post; what has a star loses it.
pub fn star(model: &mut Model) -> Vec<Effect> {
    let Some(post) = post_at_hand(model) else { return Vec::new() };
    let on_page = matches!(model.focus(), Focus::Page | Focus::Outline);
    let story = model.page.as_ref().filter(|_| on_page).and_then(story_at_hand);
    let marks = model.marks_of(post);
    let (mark, name) = match story {
        Some(story) => {
            let starred = marks.stories.iter().any(|starred| starred.key == story.key);
            let name = story.title.to_string();
            (Mark::StarStory(story, !starred), name)
        }
        None => (Mark::Star(!marks.starred), title(model, post)),
    };
    let on = matches!(mark, Mark::Star(true) | Mark::StarStory(_, true));
    let mut kept = Vec::new();
    let steps = set(model, post, &mark, &mut kept).into_iter().collect();
    tell(model, if on { words::STARRED } else { words::UNSTARRED }, &name, steps);
    keep(kept)
}

fn story_at_hand(page: &Page) -> Option<StarredStory> {
    let story = links::story(page)?;
    Some(StarredStory { key: StoryKey::of(&page.document, story), title: story.title(&page.document) })
}

/// Marks the post at hand read, or unread again.
pub fn toggle_read(model: &mut Model) -> Vec<Effect> {
    let Some(post) = post_at_hand(model) else { return Vec::new() };
    let read = !model.marks_of(post).read;
    let mut kept = Vec::new();
    let steps = set(model, post, &Mark::Read(read), &mut kept).into_iter().collect();
    let name = title(model, post);
    tell(model, if read { words::NOTED_READ } else { words::NOTED_UNREAD }, &name, steps);
    keep(kept)
}

/// Marks all listed posts read.
pub fn read_all(model: &mut Model) -> Vec<Effect> {
    let mut kept = Vec::new();
    let listed: Vec<usize> = (0..model.rows()).filter_map(|row| model.post_at(row)).collect();
    let steps: Vec<Step> =
        listed.into_iter().filter_map(|post| set(model, post, &Mark::Read(true), &mut kept)).collect();
    if steps.is_empty() {
        model.notice = Some(SafeStr::literal(words::NOTHING_UNREAD.get(model.lang())));
    }
    let count = steps.len().to_string();
    tell(model, words::NOTED_ALL, &count, steps);
    keep(kept)
}

/// Takes the last change back.
pub fn undo(model: &mut Model) -> Vec<Effect> {
    let Some(undo) = model.changes.pop() else {
        let why = if model.remembers { words::NOTHING_TO_UNDO } else { words::NO_UNDO_YET };
        model.notice = Some(SafeStr::literal(why.get(model.lang())));
        return Vec::new();
    };
    let (mut effects, mut marks, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for step in undo.steps {
        match step {
            Step::Mark(id, mark) => marks.push((id, mark)),
            Step::View(name, query) => {
                set_view(model, &name, query, &mut effects);
            }
        }
    }
    for (post, mark) in found(model, marks) {
        set(model, post, &mark, &mut kept);
    }
    effects.extend(keep(kept));
    model.notice = Some(SafeStr::clean(&words::UNDONE.get(model.lang()).replace("{}", &undo.what)));
    list::keep_selected_visible(model);
    effects
}

/// Finds the posts of many marks at once; a reload may have moved or removed them.
fn found(model: &Model, marks: Vec<(PostId, Mark)>) -> Vec<(usize, Mark)> {
    let places: HashMap<&PostId, usize> = model.posts.iter().enumerate().map(|(at, post)| (&post.id, at)).collect();
    marks.into_iter().filter_map(|(id, mark)| Some((*places.get(&id)?, mark))).collect()
}

/// Keeps a query under a name, or without a query deletes the view of that name.
pub fn keep_view(model: &mut Model, name: &str, query: Option<String>) -> Vec<Effect> {
    let name = SafeStr::clean(name.trim());
    if name.is_empty() {
        return Vec::new();
    }
    let what = if query.is_some() { words::VIEW_KEPT } else { words::VIEW_DELETED };
    let mut effects = Vec::new();
    let steps = set_view(model, &name, query, &mut effects).into_iter().collect();
    tell(model, what, &name, steps);
    effects
}

fn set_view(model: &mut Model, name: &SafeStr, query: Option<String>, effects: &mut Vec<Effect>) -> Option<Step> {
    let at = model.views.iter().position(|view| view.name == *name);
    let before = at.map(|at| model.views.remove(at).query);
    if let Some(query) = &query {
        let place = model.views.partition_point(|view| view.name < *name);
        model.views.insert(place, View { name: name.clone(), query: query.clone() });
    }
    if before == query {
        return None;
    }
    effects.push(Effect::Note(Note::View(name.clone(), query)));
    Some(Step::View(name.clone(), before))
}
