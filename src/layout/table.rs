//! Tables by display cells: columns are given their width from what their cells hold, cells wrap with the same engine as
//! running text, and a table that is too wide for the measure becomes records. Nothing is cut, nothing overflows.

use super::inline::{Flow, Setting, TextLine};
use super::role::{self, Roles};
use super::{Joint, Role, Run, Spec};
use crate::document::{Alignment, Inline, InlineKind, Marks, Table};
use crate::text::SafeStr;

/// No column is kept wider than this for the sake of one long word (T1).
const LONGEST_WORD: usize = 24;
/// A column of prose is at least four Han wide (T2).
const PROSE: usize = 8;

/// On a screen of its own a column wraps what is longer than this, so that a sentence is read without moving sideways.
const WIDEST: usize = 48;

/// Sets a table into `measure` cells; `at` is its place in the source.
pub fn lines(table: &Table, grid: &Grid, roles: &Roles, at: usize, measure: usize, spec: &Spec) -> Vec<TextLine> {
    let sheet = Sheet { table, grid, roles, at, spec };
    if spec.is_linear() {
        return sheet.records(measure);
    }
    // Padded bars first; bare ones where they spare the cells a second line; else records, which read better than columns
    // of a few Han (T5).
    let room = |bar: &Bar| measure.checked_sub(bar.cells * grid.columns.len().saturating_sub(1));
    let (padded, bare) = (Bar::padded(spec), Bar::bare(spec));
    let natural: usize = grid.columns.iter().map(|column| column.natural.max(1)).sum();
    if let Some(widths) = room(&padded).and_then(|room| grid.widths(room)) {
        sheet.set(&widths, &padded)
    } else if let Some(widths) = room(&bare).filter(|&room| natural <= room).and_then(|room| grid.widths(room)) {
        sheet.set(&widths, &bare)
    } else {
        sheet.records(measure)
    }
}

/// A table that is as wide as it wants to be.
pub struct Spread {
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// How many of them are the header with its rule.
    pub head: usize,
    /// The cells of the first column with the bar behind it.
    pub stub: usize,
}

/// Sets a table as wide as it wants to be, over at least `measure` cells, for a screen that it has to itself.
pub fn spread(table: &Table, grid: &Grid, roles: &Roles, at: usize, measure: usize, spec: &Spec) -> Spread {
    let sheet = Sheet { table, grid, roles, at, spec };
    let bar = Bar::padded(spec);
    let bars = bar.cells * grid.columns.len().saturating_sub(1);
    let wanted: usize = grid.columns.iter().map(|column| column.natural.min(WIDEST).max(column.least)).sum();
    let widths = grid.widths(wanted.max(measure.saturating_sub(bars))).unwrap_or_default();
    let header = grid.rows.first().map(|row| sheet.wrap(row, &widths)).unwrap_or_default();
    let head = header.iter().map(Vec::len).max().unwrap_or(0);
    Spread {
        lines: sheet.set(&widths, &bar),
        head: if head > 0 && grid.rows.len() > 1 { head + 1 } else { 0 },
        stub: widths.first().filter(|_| widths.len() > 1).map_or(0, |width| width + bar.cells),
    }
}

/// What stands between two columns.
struct Bar {
    text: &'static str,
    rule: &'static str,
    fill: &'static str,
    cells: usize,
}

impl Bar {
    fn padded(spec: &Spec) -> Bar {
        let narrow = |sign, twin| spec.widths.narrow(sign, twin);
        Bar { text: narrow(" │ ", " | "), rule: narrow("─┼─", "-+-"), fill: narrow("─", "-"), cells: 3 }
    }

    fn bare(spec: &Spec) -> Bar {
        let narrow = |sign, twin| spec.widths.narrow(sign, twin);
        Bar { text: narrow("│", "|"), rule: narrow("┼", "+"), fill: narrow("─", "-"), cells: 1 }
    }
}

/// A table on its way to the page.
struct Sheet<'a> {
    table: &'a Table,
    grid: &'a Grid,
    roles: &'a Roles<'a>,
    at: usize,
    spec: &'a Spec,
}

/// A column: how wide its cells would like to be and must be, and where they stand.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    natural: usize,
    least: usize,
    alignment: Alignment,
}

/// The cells of a table as flows, the header first.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    rows: Vec<Vec<Flow>>,
    columns: Vec<Column>,
}

impl Grid {
    /// Makes flows of all cells and measures the columns.
    pub fn new(table: &Table, roles: &Roles, spec: &Spec) -> Grid {
        let body = table.rows.iter().map(|row| (row, Role::Text));
        let rows: Vec<Vec<Flow>> = std::iter::once((&table.header, Role::TableHead))
            .chain(body)
            .map(|(row, role)| {
                row.iter().map(|cell| Flow::new(&roles.pieces(cell, role), Setting::Cell, spec)).collect()
            })
            .collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = (0..count)
            .map(|index| {
                let cells = || rows.iter().filter_map(|row| row.get(index));
                let natural = cells().map(Flow::natural).max().unwrap_or(0);
                let word = cells().map(|cell| cell.unbreakable()).max().unwrap_or(0).min(LONGEST_WORD);
                let alignment = match table.columns.get(index).copied().unwrap_or_default() {
                    Alignment::None if is_numeric(table, index) => Alignment::Right,
                    given => given,
                };
                Column { natural, least: word.max(PROSE.min(natural)).max(1), alignment }
            })
            .collect();
        Grid { rows, columns }
    }

    /// The width of each column within `room` cells; none when even the least widths do not fit. Columns that want little
    /// get all of it, so that names and numbers stay on one line; the others share the rest by what they want (T2).
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let least: usize = self.columns.iter().map(|column| column.least).sum();
        let mut spare = room.checked_sub(least)?;
        let mut widths: Vec<usize> = self.columns.iter().map(|column| column.least).collect();
        let mut wishes: Vec<(usize, usize)> =
            self.columns.iter().map(|column| column.natural.saturating_sub(column.least)).zip(0..).collect();
        wishes.sort_unstable();
        let mut rest = wishes.as_slice();
        while let Some((&(wish, column), others)) = rest.split_first() {
            let all: usize = rest.iter().map(|&(wish, _)| wish).sum();
            let given = if wish * rest.len() <= spare { wish } else { spare * wish / all.max(1) };
            if let Some(width) = widths.get_mut(column) {
                *width += given;
            }
            (spare, rest) = (spare - given, others);
        }
        Some(widths)
    }
}

impl<'a> Sheet<'a> {
    fn set(&self, widths: &[usize], bar: &Bar) -> Vec<TextLine> {
        let rows: Vec<Vec<Vec<TextLine>>> = self.grid.rows.iter().map(|row| self.wrap(row, widths)).collect();
        // Rows of several lines need a rule between them to be told apart.
        let tall = rows.iter().skip(1).flatten().any(|cell| cell.len() > 1);
        let mut lines = Vec::new();
        let mut at = self.at;
        // A header without a word is there for the syntax only.
        let headless = rows.len() > 1 && rows.first().is_some_and(|row| row.iter().all(Vec::is_empty));
        for (index, row) in rows.iter().enumerate().skip(usize::from(headless)) {
            if (index == 1 && !headless) || (tall && index > 1) {
                lines.push(self.rule(widths, bar, at));
            }
            let height = row.iter().map(Vec::len).max().unwrap_or(0).max(1);
            for line in 0..height {
                let line = self.line(row, line, widths, bar, at);
                at = line.offset;
                lines.push(line);
            }
        }
        lines
    }

    fn wrap(&self, row: &[Flow], widths: &[usize]) -> Vec<Vec<TextLine>> {
        row.iter().zip(widths).map(|(cell, &width)| cell.lines(width, 0, self.spec)).collect()
    }

    /// One line across the columns.
    fn line(&self, row: &[Vec<TextLine>], index: usize, widths: &[usize], bar: &Bar, at: usize) -> TextLine {
        let mut runs = Vec::new();
        let mut offset = at;
        for (number, (column, &width)) in self.grid.columns.iter().zip(widths).enumerate() {
            let text = row.get(number).and_then(|cell| cell.get(index));
            if let Some(text) = text {
                offset = if runs.iter().all(is_own) { text.offset.max(at) } else { offset };
            }
            if number > 0 {
                runs.push(own(SafeStr::clean(bar.text), Role::Rule, bar.cells, at));
            }
            let blank = width.saturating_sub(text.map_or(0, |text| text.cells));
            let left = match column.alignment {
                Alignment::None | Alignment::Left => 0,
                Alignment::Centre => blank / 2,
                Alignment::Right => blank,
            };
            pad(&mut runs, left, at);
            runs.extend(text.map(|text| text.runs.clone()).unwrap_or_default());
            if number + 1 < self.grid.columns.len() {
                pad(&mut runs, blank - left, at);
            }
        }
        let cells = runs.iter().map(|run| run.cells).sum();
        TextLine { runs, offset, cells, outdent: 0, joint: joint(row, index) }
    }

    fn rule(&self, widths: &[usize], bar: &Bar, at: usize) -> TextLine {
        let parts: Vec<String> = widths.iter().map(|&width| bar.fill.repeat(width)).collect();
        let text = SafeStr::clean(&parts.join(bar.rule));
        let cells = self.spec.widths.of(&text);
        TextLine { runs: vec![own(text, Role::Rule, cells, at)], offset: at, cells, outdent: 0, joint: Joint::LineEnd }
    }

    /// Each row as lines of `header: value`, continued lines indented (T5).
    fn records(&self, measure: usize) -> Vec<TextLine> {
        let mut lines: Vec<TextLine> = Vec::new();
        if self.table.rows.is_empty() {
            lines.extend(self.table.header.iter().flat_map(|name| self.record(&[], name, measure)));
        }
        for (index, row) in self.table.rows.iter().enumerate() {
            if index > 0 {
                let at = lines.last().map_or(self.at, |line| line.offset);
                lines.push(TextLine { runs: Vec::new(), offset: at, cells: 0, outdent: 0, joint: Joint::LineEnd });
            }
            for column in 0..self.grid.columns.len() {
                let cell = |row: &'a [Vec<Inline>]| row.get(column).map(Vec::as_slice).unwrap_or_default();
                lines.extend(self.record(cell(&self.table.header), cell(row), measure));
            }
        }
        lines
    }

    /// One value behind its header.
    fn record(&self, name: &[Inline], cell: &[Inline], measure: usize) -> Vec<TextLine> {
        let indent = if measure >= 12 { 2 } else { 0 };
        let mut pieces = self.roles.pieces(name, Role::TableHead);
        if let Some(last) = name.last() {
            let colon = if Flow::new(&pieces, Setting::Cell, self.spec).ends_wide() { "：" } else { ": " };
            pieces.push(role::own(colon.into(), Role::TableHead, last.marks, None, last.span.clone()));
        }
        pieces.extend(self.roles.pieces(cell, Role::Text));
        let text = Flow::new(&pieces, Setting::Paragraph, self.spec);
        let mut lines = text.lines(measure, 0, self.spec);
        if lines.len() > 1 {
            lines = text.lines(measure - indent, 0, self.spec);
        }
        let at = cell.first().map_or(self.at, |inline| inline.span.start);
        for (number, line) in lines.iter_mut().enumerate() {
            line.offset = line.offset.max(at);
            if number > 0 {
                pad_left(line, indent);
            }
        }
        lines
    }
}

/// What the break before the `index`-th line of a row stands for in each of its cells.
fn joint(row: &[Vec<TextLine>], index: usize) -> Joint {
    if index == 0 {
        return Joint::LineEnd;
    }
    let of_cell = |cell: &Vec<TextLine>| cell.get(index).map(|text| text.joint.clone()).unwrap_or_default();
    Joint::Cells(row.iter().map(of_cell).collect())
}

/// Whether every cell of a column that holds anything holds a number (T4).
fn is_numeric(table: &Table, column: usize) -> bool {
    let mut numbers = 0;
    for cell in table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()) {
        if !cell.iter().all(is_number) {
            return false;
        }
        numbers += 1;
    }
    numbers > 0
}

fn is_number(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => {
            let digits = text.chars().any(|c| c.is_ascii_digit());
            digits && text.chars().all(|c| c.is_ascii_digit() || " .,:%+-−$¥€~×".contains(c))
        }
        InlineKind::Code(_) | InlineKind::Key(_) | InlineKind::SoftBreak | InlineKind::HardBreak => false,
        InlineKind::Image(_) | InlineKind::NoteRef(_) | InlineKind::Foreign(_) | InlineKind::Label(_) => false,
    }
}

fn is_own(run: &Run) -> bool {
    run.span.is_empty()
}

/// Indents a line; one that begins before the others does so inside the indent.
fn pad_left(line: &mut TextLine, cells: usize) {
    let (cells, outdent) = (cells.saturating_sub(line.outdent), line.outdent.saturating_sub(cells));
    let mut runs = Vec::new();
    pad(&mut runs, cells, line.offset);
    runs.append(&mut line.runs);
    (line.runs, line.cells, line.outdent) = (runs, line.cells + cells, outdent);
}

fn pad(runs: &mut Vec<Run>, cells: usize, at: usize) {
    if cells > 0 {
        runs.push(own(SafeStr::clean(&" ".repeat(cells)), Role::Text, cells, at));
    }
}

/// A run that the source does not have.
fn own(text: SafeStr, role: Role, cells: usize, at: usize) -> Run {
    Run { text, role, marks: Marks::default(), link: None, cells, span: at..at }
}
