//! The outline: headings and links of the open post.

use super::page;
use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::outline::{self, Row, RowKind, current, top_of_rows};
use crate::app::page::Page;
use crate::app::panes::Slot;
use crate::app::{Focus, Model};
use crate::layout::short;
use crate::strings::ui as words;
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// Draws the outline and says where the cursor stands.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) -> Option<Position> {
    let heading = SafeStr::literal(words::OUTLINE.get(model.lang()));
    let top = top_of_rows(model.viewport);
    painter.text(Position::new(slot.x + 3, top - 2), slot.width.saturating_sub(2), &heading, Part::Group);
    let outline = model.page.as_ref().map(|page| page.outline.as_slice()).unwrap_or_default();
    if outline.is_empty() {
        let empty = SafeStr::literal(words::OUTLINE_EMPTY.get(model.lang()));
        painter.text(Position::new(slot.x + 3, top), slot.width.saturating_sub(3), &empty, Part::Meta);
    }
    let here = current(outline, model.page.as_ref().map_or(0, Page::here));
    let focused = model.focus() == Focus::Outline;
    let mut cursor = None;
    for (y, (index, row)) in (top..rows).zip(outline.iter().enumerate().skip(outline::first(model))) {
        let (indent, part) = look(row, here == Some(index));
        let width = usize::from(slot.width.saturating_sub(indent + 4));
        let at = Position::new(slot.x + 3 + indent, y);
        let chosen = focused && index == model.outline.cursor;
        if chosen {
            painter.ground(Rect::new(slot.x + 1, y, slot.width - 1, 1), Part::Selected);
        }
        let cells = painter.text(at, slot.width, &short::cut(&row.text, width, painter.widths), part);
        if let Some((page, link)) = model.page.as_ref().zip(row.link()) {
            let number = page::register(painter, page, link);
            painter.surface.set_link(at, cells, number);
        }
        if chosen {
            painter.sign(Position::new(slot.x + 1, y), Sign::Bar, Part::SelectedBar);
            cursor = Some(Position::new(slot.x + 1, y));
        } else if here == Some(index) {
            painter.sign(Position::new(slot.x + 1, y), Sign::RestingBar, Part::SelectedBar);
        }
    }
    cursor
}

fn look(row: &Row, here: bool) -> (u16, Part) {
    match row.kind {
        RowKind::Heading(level) | RowKind::Story(level) => {
            let part = if here { Part::TitleSelected } else { Part::Title };
            (u16::from(level.saturating_sub(2).min(3)) * 2, part)
        }
        RowKind::Link(_) => (4, Part::Meta),
    }
}

/// The row of the outline that stands on a line of its pane.
pub fn row_at(model: &Model, y: u16) -> Option<usize> {
    let row = outline::first(model) + usize::from(y.checked_sub(top_of_rows(model.viewport))?);
    (row < model.page.as_ref()?.outline.len()).then_some(row)
}
