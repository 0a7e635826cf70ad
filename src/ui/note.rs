//! The note at the foot of the page, while its reference is focused: a thin rule, and the lines of the note below it.

use super::page::draw_line;
use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::panes::{Slot, column};
use crate::app::{Model, note};
use ratatui::layout::{Position, Rect};
use std::collections::HashMap;

/// Draws the note over the lowest of the `rows` rows of the page's pane.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) {
    let (Some(sheet), Some(page)) = (note::at_foot(model), &model.page) else { return };
    let text = column(slot, model.settings.measure);
    let height = u16::try_from(sheet.rows()).unwrap_or(rows).min(rows);
    let top = rows - height;
    painter.fill(Rect::new(slot.x, top, slot.width, height), Part::Page);
    for x in text.x..text.end() {
        painter.sign(Position::new(x, top), Sign::Rule, Part::Divider);
    }
    let mut urls = HashMap::new();
    let lines = page.lines.iter().enumerate().take(sheet.lines.end).skip(sheet.lines.start);
    for (y, line) in (top + 1..rows).zip(lines) {
        draw_line(painter, page, line, (slot, text), y, &mut urls);
    }
    if sheet.more {
        painter.sign(Position::new(text.end(), rows - 1), Sign::MoreBelow, Part::Meta);
    }
}
