//! The way back: where the reader was before each jump, in the same post or another one, and forward again.

use super::action::Effect;
use super::model::{Focus, Model, Spot};
use super::page::Goal;
use super::{fold, library, list, moving};

/// Notes where the reader is, to come back to it.
pub fn remember(model: &mut Model) {
    model.past.extend(here(model));
    model.future.clear();
}

/// Where the reader is: on the page, or where the post that is being read will open. No step is lost to a slow disk.
fn here(model: &Model) -> Option<Spot> {
    let awaited = model.awaited.as_ref().and_then(|awaited| Some((model.posts.get(awaited.post)?, &awaited.goal)));
    if let Some((post, goal)) = awaited {
        let (place, focused) = match goal {
            Goal::Spot { place, focused } => (*place, *focused),
            Goal::Place(place) => (*place, None),
            Goal::Heading(place) => (Some(*place), None),
            Goal::Left | Goal::Anchor(_) => (None, None),
        };
        return Some(Spot { post: post.id.clone(), place, focused });
    }
    let page = model.page.as_ref()?;
    Some(Spot { post: page.id().clone(), place: page.place, focused: page.focused })
}

/// Goes back to where the reader was before a jump, or forward again. Posts that are gone are passed over.
pub fn travel(model: &mut Model, back: bool) -> Vec<Effect> {
    let Some(here) = here(model) else { return Vec::new() };
    let open = model.page.as_ref().filter(|_| model.awaited.is_none()).map(|page| page.id().clone());
    let from = if back { &mut model.past } else { &mut model.future };
    let there = |spot: &Spot| Some(&spot.post) == open.as_ref() || model.posts.iter().any(|post| post.id == spot.post);
    let spot = std::iter::from_fn(|| from.pop()).find(there);
    let Some(spot) = spot else { return Vec::new() };
    let to = if back { &mut model.future } else { &mut model.past };
    to.push(here);
    if !moving::page_is_visible(model) {
        moving::focus(model, Focus::Page);
    }
    if Some(&spot.post) == open.as_ref() {
        fold::scroll_to(model, spot.place);
        if let Some(page) = &mut model.page {
            (page.focused, page.marked) = (spot.focused, None);
        }
        return Vec::new();
    }
    let Some(post) = model.find(&spot.post) else { return Vec::new() };
    if let Some(row) = library::row_of(model, post) {
        model.list.selected = row;
        list::keep_selected_visible(model);
    }
    library::open(model, post, Goal::Spot { place: spot.place, focused: spot.focused })
}
