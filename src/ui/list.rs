//! The list of posts.

use super::paint::Painter;
use super::theme::Part;
use crate::app::list::{INDENT, ListLineKind, visible};
use crate::app::panes::Slot;
use crate::app::{Focus, Model};
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// The bar before the selected row of the pane that has the focus.
pub const BAR: SafeStr = SafeStr::literal("▌");
/// The same where the focus is elsewhere.
pub const RESTING_BAR: SafeStr = SafeStr::literal("▏");

/// Draws the list and says where the cursor stands: on the selected row.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) -> Option<Position> {
    let mut cursor = None;
    for (y, line) in (0..rows).zip(visible(model, slot.width, rows)) {
        let selected = line.row == model.list.selected;
        let row = Rect::new(slot.x, y, slot.width, 1);
        let part = match line.kind {
            ListLineKind::Group => Part::Group,
            ListLineKind::Title if selected => Part::TitleSelected,
            ListLineKind::Title => Part::Title,
            ListLineKind::Meta => Part::Meta,
            ListLineKind::Broken => Part::Problem,
            ListLineKind::Blank => continue,
        };
        let indent = if line.kind == ListLineKind::Group { INDENT - 1 } else { INDENT };
        let at = Position::new(slot.x + indent, y);
        painter.text(at, slot.width.saturating_sub(indent), &line.text, part);
        if selected && line.kind != ListLineKind::Group {
            let bar = if model.focus() == Focus::List { BAR } else { RESTING_BAR };
            painter.tint(row, Part::Selected);
            painter.text(Position::new(slot.x + 1, y), 1, &bar, Part::SelectedBar);
            cursor = cursor.or(Some(Position::new(slot.x + 1, y)));
        }
    }
    cursor
}

/// The row of the list that stands on a line of its pane.
pub fn row_at(model: &Model, y: u16) -> Option<usize> {
    let panes = model.panes()?;
    let line = visible(model, panes.list?.width, panes.rows).into_iter().nth(usize::from(y))?;
    (!matches!(line.kind, ListLineKind::Blank | ListLineKind::Group)).then_some(line.row)
}
