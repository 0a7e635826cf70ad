//! A table or code block on the whole screen.

use super::paint::{Painter, Sign};
use super::theme::Part;
use super::{page, shifted};
use crate::app::Model;
use crate::app::closeup::{SIDE, first_row, title};
use crate::app::panes::margin;
use crate::layout::Joint;
use ratatui::layout::{Position, Rect};

/// Draws it over all panes and says where the cursor stands: at its first cell.
pub fn draw(model: &Model, painter: &mut Painter, rows: u16) -> Option<Position> {
    let page = model.page.as_ref()?;
    let closeup = page.closeup.as_ref()?;
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, 0, columns, rows), Part::Page);
    let room = columns.saturating_sub(2 * SIDE);
    painter.text(Position::new(SIDE, margin(model.viewport)), room, &title(model), Part::Group);
    let head = closeup.head();
    let stub = u16::try_from(closeup.stub()).unwrap_or(0);
    let lines = &closeup.set.lines;
    let below = lines.iter().skip(head).skip(closeup.top).take(closeup.shown());
    let first = first_row(model);
    for (y, line) in (first..rows).zip(lines.iter().take(head).chain(below)) {
        if let Joint::Code { .. } = line.joint {
            page::lay_paper(painter, Position::new(SIDE, y), SIDE + room, line);
        }
        let looks = |run: &_| page::look(page, run, painter.theme);
        let runs: Vec<_> = line.runs.iter().map(|run| (run, looks(run))).collect();
        shifted::draw(painter, &runs, (Position::new(SIDE, y), stub), 0);
        let rest = (Position::new(SIDE + stub, y), room - stub);
        shifted::draw(painter, &runs, rest, closeup.left + usize::from(stub));
        if closeup.left > 0 && !line.text().trim().is_empty() {
            painter.sign(Position::new(SIDE - 1, y), Sign::MoreLeft, Part::Meta);
        }
        if line.cells() > closeup.left + usize::from(room) {
            painter.sign(Position::new(SIDE + room, y), Sign::MoreRight, Part::Meta);
        }
    }
    Some(Position::new(SIDE, first))
}
