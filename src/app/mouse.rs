//! The mouse: what pressing, dragging and letting go mean to the model.

use super::action::{Effect, Place};
use super::model::{Focus, Model};
use super::moving::{focus, open, open_outline_row, page_is_visible, scroll, select};
use super::selection::{self, Selection};
use super::stop::Stop;
use super::{closeup, copying, filter, finder, fold, links, note, page, stop, themes, widening};

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
        | Place::OutlineRow(_)
        | Place::FacetRow(_)
        | Place::FinderRow(_)
        | Place::ThemeRow(_) => None,
    };
    if let (Place::Text(_) | Place::Pane(Focus::Page), Some(page)) = (place, &mut model.page) {
        page.selection = None;
    }
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
pub fn drag(model: &mut Model, place: Option<Place>, column: u16) -> Vec<Effect> {
    match model.grip {
        Some(Grip::Text(from)) => {
            if let Some(Place::Text(to)) = place {
                reach(model, from, to);
            }
            Vec::new()
        }
        Some(Grip::Divider(pane)) => {
            model.dragged |= widening::drag(model, pane, column);
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Selects from the pressed cell to the one under the mouse. Below the pane, and where the mouse stays on its first row, the
/// page moves on by a line: a terminal tells of no place above its first row, and nothing here happens by itself.
fn reach(model: &mut Model, from: Cell, mut to: Cell) {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return };
    if to.line >= page.top + rows {
        page.marked = None;
        page.scroll_to(page.top + 1, rows);
        to.line = to.line.min(page.top + rows - 1);
    } else if to.line == page.top && page.selection.is_some_and(|selection| selection.to.line == to.line) {
        page.marked = None;
        page.scroll_to(page.top.saturating_sub(1), rows);
        to.line = page.top;
    }
    // The hand that clicks trembles: the other half of a wide cluster is not elsewhere.
    if page.selection.is_none() && selection::is_one_cluster(page, from, to) {
        return;
    }
    page.clicked = None;
    page.selection = Some(Selection { from, to });
}

/// Lets go of what the mouse held: what was selected is copied; without a move it was a click.
pub fn release(model: &mut Model) -> Vec<Effect> {
    match model.grip.take() {
        Some(Grip::Text(cell)) => match model.page.as_ref().and_then(|page| page.selection) {
            Some(_) => copying::copy_selection(model),
            None => click(model, cell),
        },
        Some(Grip::Divider(pane)) => widening::release(model, pane),
        None => Vec::new(),
    }
}

/// Does what a click on a cell of the page means. The first one on a link shows where it leads, the second one follows it; one
/// on a summary unfolds it or folds it; a second one on other text selects the word, a third one the paragraph or line of code.
fn click(model: &mut Model, cell: Cell) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return Vec::new() };
    if let Some(link) = page.link_at(cell) {
        if page.focused == Some(Stop::Link(link)) {
            return links::follow(model, link);
        }
        page.focused = Some(Stop::Link(link));
        note::keep_above(page, link, rows);
        return Vec::new();
    }
    match stop::block_at(page, cell.line) {
        Some(Stop::Fold(frame)) => return fold::toggle(model, frame),
        Some(block @ Stop::Block(_)) => page.focused = Some(block),
        Some(Stop::Link(_)) | None => {}
    }
    let times = page.clicked.filter(|(before, _)| *before == cell).map_or(1, |(_, times)| times + 1);
    page.clicked = Some((cell, times));
    page.selection = match times {
        1 => None,
        2 => selection::word(page, cell, model.settings.words.as_deref()),
        _ => selection::paragraph(page, cell),
    };
    if page.selection.is_some() { copying::copy_selection(model) } else { Vec::new() }
}
