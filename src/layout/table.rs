//! Tables by display cells: columns are given their width from what their cells hold, cells wrap with the same engine as
//! running text, and a table that is too wide for the measure becomes records. Nothing is cut, nothing overflows.

use super::inline::{Flow, Setting, TextLine};
use super::role::Roles;
use super::{Role, Run, Spec};
use crate::document::{Alignment, Inline, InlineKind, Marks, Table};
use crate::text::{Ambiguous, SafeStr};

/// No column is kept wider than this for the sake of one long word (T1).
const LONGEST_WORD: usize = 24;
/// A column of prose is at least four Han wide (T2).
const PROSE: usize = 8;

/// Sets a table into `measure` cells; `at` is its place in the source.
pub fn lines(table: &Table, roles: &Roles, at: usize, measure: usize, spec: &Spec) -> Vec<TextLine> {
    let grid = Grid::new(table, roles, at, spec);
    // Padded bars first, then bare ones (T5).
    for bar in [Bar::padded(spec), Bar::bare(spec)] {
        let room = measure.checked_sub(bar.cells * grid.columns.len().saturating_sub(1));
        if let Some(widths) = room.and_then(|room| grid.widths(room)) {
            return grid.set(&widths, &bar);
        }
    }
    grid.records(measure)
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
        match spec.widths.ambiguous {
            Ambiguous::Narrow => Bar { text: " │ ", rule: "─┼─", fill: "─", cells: 3 },
            Ambiguous::Wide => Bar { text: " | ", rule: "-+-", fill: "-", cells: 3 },
        }
    }

    fn bare(spec: &Spec) -> Bar {
        match spec.widths.ambiguous {
            Ambiguous::Narrow => Bar { text: "│", rule: "┼", fill: "─", cells: 1 },
            Ambiguous::Wide => Bar { text: "|", rule: "+", fill: "-", cells: 1 },
        }
    }
}

/// A column: how wide its cells would like to be and must be, and where they stand.
struct Column {
    natural: usize,
    least: usize,
    alignment: Alignment,
}

/// The cells of a table as flows, the header first.
struct Grid<'a> {
    rows: Vec<Vec<Flow>>,
    columns: Vec<Column>,
    at: usize,
    spec: &'a Spec,
}

impl<'a> Grid<'a> {
    fn new(table: &Table, roles: &Roles, at: usize, spec: &'a Spec) -> Grid<'a> {
        let body = table.rows.iter().map(|row| (row, Role::Text));
        let rows: Vec<Vec<Flow>> = std::iter::once((&table.header, Role::TableHead))
            .chain(body)
            .map(|(row, role)| row.iter().map(|cell| Flow::new(&roles.pieces(cell, role), spec)).collect())
            .collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let columns = (0..count)
            .map(|index| {
                let cells = || rows.iter().filter_map(|row| row.get(index));
                let natural = cells().map(Flow::natural).max().unwrap_or(0);
                let word = cells().map(|cell| cell.unbreakable(spec)).max().unwrap_or(0).min(LONGEST_WORD);
                let alignment = match table.columns.get(index).copied().unwrap_or_default() {
                    Alignment::None if is_numeric(table, index) => Alignment::Right,
                    given => given,
                };
                Column { natural, least: word.max(PROSE.min(natural)).max(1), alignment }
            })
            .collect();
        Grid { rows, columns, at, spec }
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

    fn set(&self, widths: &[usize], bar: &Bar) -> Vec<TextLine> {
        let rows: Vec<Vec<Vec<TextLine>>> = self.rows.iter().map(|row| self.wrap(row, widths)).collect();
        // Rows of several lines need a rule between them to be told apart.
        let tall = rows.iter().skip(1).flatten().any(|cell| cell.len() > 1);
        let mut lines = Vec::new();
        let mut at = self.at;
        for (index, row) in rows.iter().enumerate() {
            if index == 1 || (tall && index > 1) {
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
        row.iter().zip(widths).map(|(cell, &width)| cell.lines(width, Setting::Cell, self.spec)).collect()
    }

    /// One line across the columns.
    fn line(&self, row: &[Vec<TextLine>], index: usize, widths: &[usize], bar: &Bar, at: usize) -> TextLine {
        let mut runs = Vec::new();
        let mut offset = at;
        for (number, (column, &width)) in self.columns.iter().zip(widths).enumerate() {
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
            if number + 1 < self.columns.len() {
                pad(&mut runs, blank - left, at);
            }
        }
        let cells = runs.iter().map(|run| run.cells).sum();
        TextLine { runs, offset, cells }
    }

    fn rule(&self, widths: &[usize], bar: &Bar, at: usize) -> TextLine {
        let parts: Vec<String> = widths.iter().map(|&width| bar.fill.repeat(width)).collect();
        let text = SafeStr::clean(&parts.join(bar.rule));
        let cells = self.spec.widths.of(&text);
        TextLine { runs: vec![own(text, Role::Rule, cells, at)], offset: at, cells }
    }

    /// Each row as lines of `header: value` (T5).
    fn records(&self, measure: usize) -> Vec<TextLine> {
        let (header, body) = self.rows.split_first().map_or((None, &[][..]), |(header, body)| (Some(header), body));
        let mut lines: Vec<TextLine> = Vec::new();
        if body.is_empty() {
            for cell in header.into_iter().flatten() {
                lines.extend(cell.lines(measure, Setting::Cell, self.spec));
            }
        }
        for (index, row) in body.iter().enumerate() {
            if index > 0 {
                let at = lines.last().map_or(self.at, |line| line.offset);
                lines.push(TextLine { runs: Vec::new(), offset: at, cells: 0 });
            }
            for (number, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let name = header.and_then(|header| header.get(number)).filter(|name| !name.is_empty());
                self.record(name, cell, measure, &mut lines);
            }
        }
        lines
    }

    /// One value behind its header on the same line where both fit, else below it and indented.
    fn record(&self, name: Option<&Flow>, cell: &Flow, measure: usize, lines: &mut Vec<TextLine>) {
        let Some(name) = name else {
            return lines.extend(cell.lines(measure, Setting::Cell, self.spec));
        };
        let indent = if measure >= 12 { 2 } else { 0 };
        let near = name.natural() + 2;
        let one_line = near + cell.natural() <= measure || near * 3 <= measure;
        let hanging = if one_line { near } else { indent };
        let mut heads = name.lines(measure.saturating_sub(2).max(1), Setting::Cell, self.spec);
        let at = cell.offset();
        for head in &mut heads {
            head.offset = at;
        }
        if let Some(head) = heads.last_mut() {
            let chinese = name.ends_wide();
            let (colon, cells) = match head.cells + 2 <= measure {
                true => (if chinese { "：" } else { ": " }, 2),
                false => ("", 0),
            };
            head.runs.push(own(SafeStr::clean(colon), Role::TableHead, cells, head.offset));
            head.cells += cells;
        }
        let mut values = cell.lines(measure.saturating_sub(hanging).max(1), Setting::Cell, self.spec).into_iter();
        if one_line && let (Some(head), Some(value)) = (heads.last_mut(), values.next()) {
            head.runs.extend(value.runs);
            head.cells += value.cells;
        }
        lines.append(&mut heads);
        lines.extend(values.map(|mut value| {
            if hanging > 0 {
                let blank = SafeStr::clean(&" ".repeat(hanging));
                value.runs.insert(0, own(blank, Role::Text, hanging, value.offset));
                value.cells += hanging;
            }
            value
        }));
    }
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

fn pad(runs: &mut Vec<Run>, cells: usize, at: usize) {
    if cells > 0 {
        runs.push(own(SafeStr::clean(&" ".repeat(cells)), Role::Text, cells, at));
    }
}

/// A run that the source does not have.
fn own(text: SafeStr, role: Role, cells: usize, at: usize) -> Run {
    Run { text, role, marks: Marks::default(), link: None, cells, span: at..at }
}
