//! Code that is wider than the page: which part of it is to be seen.

use super::page::Page;
use super::search::{Hit, Piece};
use crate::text::Widths;

/// How many cells one step sideways is.
const STEP: usize = 8;

impl Page {
    /// Shifts wide code sideways by a step; false where nothing on these rows can go further that way.
    pub fn pan(&mut self, right: bool, rows: usize) -> bool {
        let visible = self.lines.iter().skip(self.top).take(rows).filter(|line| line.pans);
        let most = visible.map(|line| line.cells().saturating_sub(self.measure)).max().unwrap_or_default();
        let to = if right { (self.pan + STEP).min(most) } else { self.pan.min(most).saturating_sub(STEP) };
        let moves = most > 0 && to != self.pan && (to > self.pan) == right;
        if moves {
            self.pan = to;
        }
        moves
    }

    /// Brings a hit of the search into sight, sideways too where it lies in wide code.
    pub fn reveal_hit(&mut self, hit: &Hit, rows: usize, widths: Widths) {
        self.reveal(hit.line(), rows);
        let Some(first) = hit.0.first() else { return };
        let Some(line) = self.lines.get(first.line).filter(|line| line.pans) else { return };
        let is_code = |piece: &&Piece| line.runs.get(piece.run).is_some_and(|run| run.role.is_code());
        let on_line = |piece: &&Piece| piece.line == first.line;
        let Some(last) = hit.0.iter().take_while(on_line).last().filter(is_code) else { return };
        let cells = |run: usize, bytes: usize| {
            let before: usize = line.runs.iter().take(run).map(|run| run.cells).sum();
            before + line.runs.get(run).and_then(|run| run.text.get(..bytes)).map_or(0, |text| widths.of(text))
        };
        let (start, end) = (cells(first.run, first.bytes.start), cells(last.run, last.bytes.end));
        if start < line.code_from() + self.pan || end > self.measure + self.pan {
            let most = line.cells().saturating_sub(self.measure);
            self.pan = start.saturating_sub(self.measure / 2).min(most);
        }
    }
}
