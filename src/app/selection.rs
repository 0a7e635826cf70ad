//! What is selected on the page, by the cells between two places; which text that is, [`super::copying`] tells.

use super::extract::{self, Part};
use super::mouse::Cell;
use super::page::Page;
use crate::text::cluster;
use std::ops::Range;

/// The stretch of the page from one cell to another, both included, in whichever order they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The cell at which it was begun.
    pub from: Cell,
    /// The cell at which it ends so far.
    pub to: Cell,
}

impl Selection {
    /// The cells of a line between the two places, which may lie beyond its end; none for a line outside.
    fn part(&self, line: usize) -> Option<Part> {
        let (first, last) = (self.from.min(self.to), self.from.max(self.to));
        let start = if line == first.line { first.cell } else { 0 };
        let end = if line == last.line { last.cell.saturating_add(1) } else { usize::MAX };
        (first.line..=last.line).contains(&line).then_some(Part { line, cells: start..end })
    }

    /// The cells of a line that are lit: whole clusters, without what stands before its text.
    pub fn on_line(&self, page: &Page, line: usize) -> Option<Range<usize>> {
        let Part { cells, .. } = self.part(line)?;
        let line = page.lines.get(line)?;
        let start = cells.start.max(extract::margin(line));
        let (mut at, mut lit) = (0, None);
        for (_, cluster) in line.runs.iter().flat_map(|run| cluster::clusters(&run.text)) {
            let from = at;
            at += page.widths.of_cluster(cluster);
            if from < cells.end && at > start {
                let (first, _) = lit.unwrap_or((from, at));
                lit = Some((first, at));
            }
        }
        lit.map(|(first, end)| first..end)
    }

    /// The text that is selected, as its author wrote it.
    pub fn text(&self, page: &Page) -> String {
        let (first, last) = (self.from.line.min(self.to.line), self.from.line.max(self.to.line));
        let last = last.min(page.lines.len().saturating_sub(1));
        let parts: Vec<Part> = (first..=last).filter_map(|line| self.part(line)).collect();
        extract::text(page, &parts)
    }
}
