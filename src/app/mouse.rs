//! The mouse: what pressing, dragging and letting go mean to the model.

use super::action::{Effect, Place};
use super::model::{Focus, Model};
use super::moving::{focus, open, open_outline_row, page_is_visible, scroll, select};
use super::stop::Stop;
use super::{closeup, filter, finder, fold, links, note, page, themes, widening};

/// A cell of the page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The line of the page.
    pub line: usize,
    /// The cell of that line, from 0; a line has no end to the right.
    pub cell: usize,
}

/// What the pressed mouse holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The text of the page, pressed at this cell.
    Text(Cell),
    /// The divider on the right of this pane; on the left of the outline.
    Divider(Focus),
}

/// Does what pressing the button on a place means, and keeps hold of what can be dragged from there.
pub fn press(model: &mut Model, place: Place) -> Vec<Effect> {
    model.grip = match place {
        Place::Text(cell) => Some(Grip::Text(cell)),
        Place::Divider(pane) => Some(Grip::Divider(pane)),
        Place::Pane(_)
        | Place::Row(_)
        | Place::Link(_)
        | Place::Fold(_)
        | Place::OutlineRow(_)
        | Place::FacetRow(_)
        | Place::FinderRow(_)
        | Place::ThemeRow(_) => None,
    };
    model.dragged = false;
    model.rested = model.rested.filter(|&pane| place == Place::Divider(pane));
    match place {
        Place::Pane(Focus::Closeup | Focus::Help) | Place::Divider(_) => {}
        Place::Pane(pane) => focus(model, pane),
        Place::Text(_) => focus(model, Focus::Page),
        Place::Row(row) => {
            let again = model.list.selected == row && model.pane == Focus::List;
            focus(model, Focus::List);
            let effects = select(model, row);
            return if again || !page_is_visible(model) { open(model) } else { effects };
        }
        Place::Link(link) => {
            focus(model, Focus::Page);
            // The first click shows where the link leads, the second one follows it.
            if model.page.as_ref().is_some_and(|page| page.focused == Some(Stop::Link(link))) {
                return links::follow(model, link);
            }
            let rows = page::rows(model);
            if let Some(page) = &mut model.page {
                page.focused = Some(Stop::Link(link));
                note::keep_above(page, link, rows);
            }
        }
        Place::Fold(frame) => {
            focus(model, Focus::Page);
            return fold::toggle(model, frame);
        }
        Place::FinderRow(row) => return finder::choose(model, row),
        Place::ThemeRow(row) => return themes::press(model, row),
        Place::FacetRow(row) => {
            scroll(model, Focus::Facets, 0);
            focus(model, Focus::Facets);
            model.facets.cursor = row;
            return filter::enter(model);
        }
        Place::OutlineRow(row) => {
            let again = model.outline.cursor == row && model.pane == Focus::Outline;
            scroll(model, Focus::Outline, 0); // The row stays under the mouse.
            focus(model, Focus::Outline);
            model.outline.cursor = row;
            let link = model.page.as_ref().and_then(|page| page.outline.get(row)?.link());
            // As on the page: the first click shows where a link leads.
            return if again || link.is_none() { open_outline_row(model, row) } else { Vec::new() };
        }
    }
    Vec::new()
}

/// Moves code that is wider than the page, or what has the whole screen, sideways.
pub fn slide(model: &mut Model, pane: Focus, right: bool) -> Vec<Effect> {
    let rows = page::rows(model);
    match pane {
        Focus::Page => {
            model.page.as_mut().map(|page| page.pan(right, rows));
        }
        Focus::Closeup => closeup::pan(model, right),
        Focus::List | Focus::Facets | Focus::Outline | Focus::Help => {}
    }
    Vec::new()
}

/// Moves what the mouse holds.
pub fn drag(model: &mut Model, _place: Option<Place>, column: u16) -> Vec<Effect> {
    match model.grip {
        Some(Grip::Divider(pane)) => {
            model.dragged |= widening::drag(model, pane, column);
            Vec::new()
        }
        Some(Grip::Text(_)) | None => Vec::new(),
    }
}

/// Lets go of what the mouse held.
pub fn release(model: &mut Model) -> Vec<Effect> {
    match model.grip.take() {
        Some(Grip::Divider(pane)) => widening::release(model, pane),
        Some(Grip::Text(_)) | None => Vec::new(),
    }
}
