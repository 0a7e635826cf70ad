//! What the reader sees: the model drawn into a [`Surface`]. It decides nothing: what is where was settled by the model.

pub mod keymap;
pub mod surface;
pub mod theme;

mod closeup;
mod colour;
mod facets;
mod finder;
mod list;
mod note;
mod outline;
mod overlay;
mod page;
mod paint;
mod shifted;
mod status;
mod themes;

pub use surface::Surface;
pub use theme::Theme;

use crate::app::mouse::Grip;
use crate::app::overlay::Overlay;
use crate::app::panes::{Panes, Slot};
use crate::app::{Focus, Model};
use crate::strings::ui as words;
use crate::text::SafeStr;
use paint::{Painter, Sign};
use ratatui::layout::{Position, Rect};
use theme::Part;

/// Draws the model and says where the real cursor stands, for input methods and screen readers.
pub fn view(model: &Model, theme: &Theme, surface: &mut Surface) -> Option<Position> {
    let mut painter = Painter { surface, theme, widths: model.settings.widths };
    let area = painter.surface.area();
    painter.fill(area, Part::Page);
    let Some(panes) = model.panes() else {
        painter.text(
            Position::new(0, 0),
            area.width,
            &SafeStr::literal(words::TOO_SMALL.get(model.lang())),
            Part::Page,
        );
        return None;
    };
    if let Some(at) = closeup::draw(model, &mut painter, panes.rows) {
        let asked = status::draw(model, &mut painter, panes.rows);
        return asked.or(over(model, &mut painter, &panes)).or(Some(at));
    }
    let held = held(model, &panes);
    let mut cursor = None;
    for pane in panes.row() {
        let Some(slot) = panes.slot(pane) else { continue };
        let at = match pane {
            Focus::List => list::draw(model, &mut painter, slot, panes.rows),
            Focus::Page => {
                let cursor = page::draw(model, &mut painter, slot, panes.rows);
                note::draw(model, &mut painter, slot, panes.rows);
                cursor
            }
            Focus::Outline => outline::draw(model, &mut painter, slot, panes.rows),
            Focus::Facets => facets::draw(model, &mut painter, slot, panes.rows),
            Focus::Closeup | Focus::Help => None,
        };
        if let Some(rule) = slot.x.checked_sub(1) {
            // One that is held is seen to be.
            let part = if held == Some(rule) { Part::SelectedBar } else { Part::Divider };
            divide(&mut painter, rule, (0, panes.rows), part);
        }
        cursor = if pane == model.focus() { at } else { cursor };
    }
    if let Some((drawer, slot)) = panes.drawer.and_then(|drawer| Some((drawer, panes.slot(drawer)?))) {
        painter.fill(Rect::new(slot.x, 0, slot.width, panes.rows), Part::Drawer);
        let edge = if drawer == Focus::Outline { slot.x } else { slot.end() - 1 };
        divide(&mut painter, edge, (0, panes.rows), Part::Divider);
        cursor = match drawer {
            Focus::Outline => outline::draw(model, &mut painter, slot, panes.rows),
            Focus::Facets => facets::draw(model, &mut painter, slot, panes.rows),
            Focus::List | Focus::Page | Focus::Closeup | Focus::Help => None,
        };
    }
    let asked = status::draw(model, &mut painter, panes.rows);
    asked.or(over(model, &mut painter, &panes)).or(cursor)
}

/// Draws what lies over the panes and says where the cursor stands in it.
fn over(model: &Model, painter: &mut Painter, panes: &Panes) -> Option<Position> {
    match &model.overlay {
        Some(Overlay::Help(help)) => overlay::help(model, painter, panes.rows, help),
        Some(Overlay::Question(question)) => overlay::question(model, painter, panes.rows, question),
        Some(Overlay::Hints(hints)) => {
            if let Some(slot) = panes.page {
                page::draw_hints(model, painter, slot, panes.rows, hints);
            }
            None
        }
        Some(Overlay::Finder(it)) => {
            finder::draw(model, painter, it);
            None
        }
        Some(Overlay::Themes(picker)) => themes::draw(model, painter, picker),
        None => None,
    }
}

/// The column of the divider that the mouse holds.
fn held(model: &Model, panes: &Panes) -> Option<u16> {
    match model.grip {
        Some(Grip::Divider(Focus::Outline)) => panes.slot(Focus::Outline)?.x.checked_sub(1),
        Some(Grip::Divider(pane)) => panes.slot(pane).map(Slot::end),
        Some(Grip::Text(_)) | None => None,
    }
}

/// Draws a thin rule from row to row.
fn divide(painter: &mut Painter, x: u16, (from, to): (u16, u16), part: Part) {
    for y in from..to {
        painter.sign(Position::new(x, y), Sign::Divider, part);
    }
}
