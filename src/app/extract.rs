//! The source's text behind lines of the page, as it is copied: no bars, bullets, gaps and line ends that only the page has.
//!
//! Runs without bytes of the source are ours and are left out; what a break between two lines stands for says [`Joint`].

use super::page::Page;
use crate::document::{Block, BlockKind, Inline, Table};
use crate::layout::{Joint, Line, Role, Run, code_bytes};
use crate::text::cluster;
use std::ops::Range;

/// A part of a line of the page.
#[derive(Clone, Debug)]
pub struct Part {
    /// The line.
    pub line: usize,
    /// Its cells, from 0; an end beyond its last cell takes the whole rest.
    pub cells: Range<usize>,
}

/// Gives the text of parts of lines that follow one another. Blocks are parted by a blank line, those of a tight list by a
/// line end.
pub fn text(page: &Page, parts: &[Part]) -> String {
    let place = |part: &Part| Some((part.line >= page.head, page.lines.get(part.line)?.block));
    let mut text = String::new();
    let mut before = None;
    for parts in parts.chunk_by(|one, other| place(one) == place(other)) {
        let Some(here) = parts.first().and_then(place) else { continue };
        let block = page.document.blocks.get(here.1).filter(|_| here.0);
        let copied = match block.map(|block| &block.kind) {
            Some(BlockKind::Code { text, .. }) => code(page, text, parts),
            Some(BlockKind::Table(table)) => cells(page, table, parts),
            Some(
                BlockKind::Heading { .. }
                | BlockKind::Summary(_)
                | BlockKind::Paragraph(_)
                | BlockKind::Rule
                | BlockKind::Foreign(_),
            )
            | None => running(page, parts),
        };
        if copied.is_empty() {
            continue;
        }
        if let Some(before) = before {
            text.push_str(if is_tight(page, before, here) { "\n" } else { "\n\n" });
        }
        text.push_str(&copied);
        before = Some(here);
    }
    text
}

/// Whether two blocks, each with whether it is of the body, follow one another in a tight list.
fn is_tight(page: &Page, before: (bool, usize), here: (bool, usize)) -> bool {
    let blocks = page.document.blocks.get(before.1..=here.1).unwrap_or_default();
    let tight = |pair: &[Block]| matches!(pair, [a, b] if page.document.is_tight(a, b));
    before.0 && here.0 && blocks.windows(2).all(tight)
}

/// Whether a run shows text of the source.
fn is_text(run: &Run) -> bool {
    !run.span.is_empty() && run.role != Role::Rule
}

/// The cells before the text of a line: bars, markers and indents.
pub fn margin(line: &Line) -> usize {
    let own = |run: &&Run| run.span.is_empty() && !run.role.is_code();
    line.runs.iter().take_while(own).map(|run| run.cells).sum()
}

/// The runs of the source that a part of a line touches, each with the bytes that it touches: whole clusters.
fn touched<'a>(page: &Page, line: &'a Line, cells: &Range<usize>) -> Vec<(&'a Run, &'a str)> {
    let mut column = 0;
    let mut touched = Vec::new();
    for run in &line.runs {
        let begin = column;
        column += run.cells;
        if !is_text(run) || begin >= cells.end || column <= cells.start {
            continue;
        }
        let (mut at, mut bytes) = (begin, None);
        for (start, cluster) in cluster::clusters(&run.text) {
            let from = at;
            at += page.widths.of_cluster(cluster);
            if from < cells.end && at > cells.start {
                let (first, _) = bytes.unwrap_or((start, start));
                bytes = Some((first, start + cluster.len()));
            }
        }
        touched.extend(bytes.and_then(|(start, end)| Some((run, run.text.get(start..end)?))));
    }
    touched
}

/// Running text: its lines joined as the source has them.
fn running(page: &Page, parts: &[Part]) -> String {
    let (mut text, mut gap) = (String::new(), String::new());
    for part in parts {
        let Some(line) = page.lines.get(part.line) else { continue };
        match &line.joint {
            Joint::Inside(blank) => gap.push_str(blank),
            Joint::LineEnd | Joint::Cells(_) | Joint::Code { .. } => "\n".clone_into(&mut gap),
        }
        for (_, words) in touched(page, line, &part.cells) {
            if text.is_empty() {
                text.push_str(words.trim_start());
            } else {
                text.push_str(&gap);
                text.push_str(words);
            }
            gap.clear();
        }
    }
    text
}

/// Code: the bytes of its lines that the cells show, tabs and blanks at line ends included.
fn code(page: &Page, text: &str, parts: &[Part]) -> String {
    let raw: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    let mut copied: Vec<(usize, &str, Range<usize>)> = Vec::new();
    for part in parts {
        let Some(line) = page.lines.get(part.line) else { continue };
        let Joint::Code { line: number, cell } = line.joint else { continue };
        let Some(raw) = raw.get(number) else { continue };
        let (begin, end) = (margin(line), line.cells());
        // Behind the last part of a line may stand what no cell shows.
        let goes_on = page.lines.get(part.line + 1).is_some_and(|next| {
            next.block == line.block && matches!(next.joint, Joint::Code { line, .. } if line == number)
        });
        let last = match part.cells.end {
            to if to < end => to.saturating_sub(begin) + cell,
            _ if goes_on => end.saturating_sub(begin) + cell,
            _ => usize::MAX,
        };
        let first = part.cells.start.saturating_sub(begin) + cell;
        let bytes = code_bytes(raw, first..last.max(first), page.widths);
        match copied.last_mut().filter(|(before, ..)| *before == number) {
            // A tab that a line end cuts belongs to both parts.
            Some((.., copied)) => copied.end = bytes.end,
            None => copied.push((number, raw, bytes)),
        }
    }
    // Pressed behind the end of a line, the mouse has taken nothing of it, not even its end.
    let beside = copied.first().is_some_and(|(_, raw, bytes)| bytes.is_empty() && !raw.is_empty());
    let lines =
        copied.iter().skip(usize::from(beside)).map(|(_, raw, bytes)| raw.get(bytes.clone()).unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// A cell of a table by row and column, the header being row 0.
type Place = (usize, usize);

/// The cells of a table: a line for each row, tabs between the columns. Where a table is shown as records, a name that
/// stands before every value is copied once.
fn cells(page: &Page, table: &Table, parts: &[Part]) -> String {
    let places = places(table);
    let place_of = |run: &Run| {
        let after = places.partition_point(|(span, _)| span.start <= run.span.start);
        let (span, place) = places.get(after.checked_sub(1)?)?;
        (run.span.end <= span.end).then_some(*place)
    };
    let mut copied: Vec<(Place, String)> = Vec::new();
    let mut gaps: Vec<String> = vec![String::new(); table.columns.len().max(1)];
    for part in parts {
        let Some(line) = page.lines.get(part.line) else { continue };
        for (column, gap) in gaps.iter_mut().enumerate() {
            match line.joint.of_column(column) {
                Joint::Inside(blank) => gap.push_str(blank),
                Joint::LineEnd | Joint::Cells(_) | Joint::Code { .. } => "\n".clone_into(gap),
            }
        }
        let mut begun = None;
        for (run, words) in touched(page, line, &part.cells) {
            let Some(place) = place_of(run) else { continue };
            let goes_on = begun == Some(place) || matches!(line.joint.of_column(place.1), Joint::Inside(_));
            match copied.iter_mut().rfind(|(other, _)| *other == place).filter(|_| goes_on) {
                Some((_, cell)) => {
                    cell.extend(gaps.get_mut(place.1).map(std::mem::take));
                    cell.push_str(words);
                }
                None => copied.push((place, words.to_owned())),
            }
            gaps.get_mut(place.1).map(String::clear);
            begun = Some(place);
        }
    }
    in_rows(&copied)
}

/// Where each cell of a table stands in the source.
fn places(table: &Table) -> Vec<(Range<usize>, Place)> {
    let span = |cell: &[Inline]| Some(cell.first()?.span.start..cell.last()?.span.end);
    let rows = std::iter::once(&table.header).chain(&table.rows).enumerate();
    rows.flat_map(|(row, cells)| {
        cells.iter().enumerate().filter_map(move |(column, cell)| Some((span(cell)?, (row, column))))
    })
    .collect()
}

/// Cells that were copied, perhaps more than once, in rows.
fn in_rows(copied: &[(Place, String)]) -> String {
    let columns = copied.iter().map(|((_, column), _)| *column);
    let (Some(first), Some(last)) = (columns.clone().min(), columns.max()) else { return String::new() };
    let mut rows: Vec<usize> = copied.iter().map(|((row, _), _)| *row).collect();
    rows.sort_unstable();
    rows.dedup();
    let cell = |place: Place| {
        let all = copied.iter().filter(|(other, _)| *other == place);
        all.map(|(_, text)| text.as_str()).max_by_key(|text| text.len()).unwrap_or_default()
    };
    let line = |row: usize| (first..=last).map(|column| cell((row, column))).collect::<Vec<_>>().join("\t");
    rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
}
