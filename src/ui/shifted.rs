//! Lines of which some cells on the left are out of sight.

use super::paint::Painter;
use crate::layout::Run;
use ratatui::layout::Position;
use ratatui::style::Style;

/// Draws the runs of a line, each in its style, into `room` cells from `at` on, without their first `gone` cells. What is left
/// of a wide cluster that is cut in two is blank, on either side.
pub fn draw(painter: &mut Painter, runs: &[(&Run, Style)], (at, room): (Position, u16), gone: usize) {
    let mut start = 0;
    for (run, style) in runs {
        let end = start + run.cells;
        let before = start.saturating_sub(gone);
        if end > gone && before < usize::from(room) {
            let text = painter.scrolled(&run.text, gone.saturating_sub(start));
            let before = u16::try_from(before).unwrap_or(room);
            painter.styled(Position::new(at.x + before, at.y), room - before, &text, *style);
        }
        start = end;
    }
}
