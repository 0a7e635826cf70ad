//! What is selected on the page, by the cells between two places; which text that is, [`super::copying`] tells.

use super::extract::{self, Part};
use super::mouse::Cell;
use super::page::Page;
use crate::document::BlockKind;
use crate::layout::Joint;
use crate::text::class::is_han;
use crate::text::cluster;
use crate::text::words::Words;
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

/// The clusters of a line: the cells that each takes, and its text; the text is blank where it is not of the source.
fn clusters(page: &Page, line: usize) -> Vec<(Range<usize>, &str)> {
    let mut at = 0;
    let runs = page.lines.get(line).map(|line| line.runs.as_slice()).unwrap_or_default();
    let clusters = runs.iter().flat_map(|run| cluster::clusters(&run.text).map(move |(_, cluster)| (run, cluster)));
    let clusters = clusters.map(|(run, cluster)| {
        let from = at;
        at += page.widths.of_cluster(cluster);
        (from..at, if run.span.is_empty() { " " } else { cluster })
    });
    clusters.collect()
}

/// Whether two cells are of one cluster, or one cell.
pub fn is_one_cluster(page: &Page, one: Cell, other: Cell) -> bool {
    let both = |(cells, _): &(Range<usize>, &str)| cells.contains(&one.cell) && cells.contains(&other.cell);
    one == other || one.line == other.line && clusters(page, one.line).iter().any(both)
}

/// Selects the word at a cell: of Han as it is cut where words are known, else a run of letters and digits.
pub fn word(page: &Page, cell: Cell, words: Option<&Words>) -> Option<Selection> {
    let clusters = clusters(page, cell.line);
    let at = clusters.iter().position(|(cells, _)| cells.contains(&cell.cell))?;
    let head = |index: usize| clusters.get(index).and_then(|(_, text)| text.chars().next());
    let range = if is_han(head(at)?) {
        let heads: String = (0..clusters.len()).filter_map(head).collect();
        let starts = words.map(|words| words.starts(&heads));
        let begins: Vec<usize> = match starts {
            Some(starts) => {
                let places: Vec<usize> = heads.char_indices().map(|(place, _)| place).collect();
                starts.iter().filter_map(|start| places.binary_search(start).ok()).collect()
            }
            None => (0..clusters.len()).collect(),
        };
        let start = begins.iter().copied().rfind(|&begin| begin <= at)?;
        let end = (at + 1..clusters.len()).find(|index| begins.contains(index) || !head(*index).is_some_and(is_han));
        start..end.unwrap_or(clusters.len())
    } else {
        let of_word =
            |index: usize| head(index).is_some_and(|c| !is_han(c) && (c.is_alphanumeric() || "_-".contains(c)));
        let start = (0..=at).rev().take_while(|&index| of_word(index)).last()?;
        start..(at..clusters.len()).find(|&index| !of_word(index)).unwrap_or(clusters.len())
    };
    let cells = |index: usize| clusters.get(index).map(|(cells, _)| cells.clone());
    let (from, to) = (cells(range.start)?.start, cells(range.end.checked_sub(1)?)?.end.saturating_sub(1));
    Some(Selection { from: Cell { cell: from, ..cell }, to: Cell { cell: to, ..cell } })
}

/// Selects the paragraph at a cell, or the line of code, over all the lines of the page that show it.
pub fn paragraph(page: &Page, cell: Cell) -> Option<Selection> {
    let line = page.lines.get(cell.line).filter(|line| !line.runs.is_empty())?;
    let in_body = cell.line >= page.head;
    let kind = page.document.blocks.get(line.block).map(|block| &block.kind);
    let code = in_body && matches!(kind, Some(BlockKind::Code { .. }));
    let same = |index: usize| {
        page.lines
            .get(index)
            .is_some_and(|other| (index >= page.head) == in_body && other.block == line.block && !other.runs.is_empty())
    };
    let goes_on = |index: usize| match page.lines.get(index).map(|line| &line.joint) {
        Some(Joint::Inside(_)) => true,
        Some(Joint::Code { cell, .. }) => *cell > 0,
        Some(Joint::LineEnd | Joint::Cells(_)) | None => false,
    };
    let mut first = cell.line;
    while first > 0 && same(first - 1) && (!code || goes_on(first)) {
        first -= 1;
    }
    let mut last = cell.line;
    while same(last + 1) && (!code || goes_on(last + 1)) {
        last += 1;
    }
    Some(Selection { from: Cell { line: first, cell: 0 }, to: Cell { line: last, cell: usize::MAX } })
}
