//! Lines that would cost the parser too much: the second line of a very wide table.

use super::MAX_COLUMNS;
use super::foreign::Meaning;
use crate::text::Scanner;
use std::ops::Range;

/// Finds what is to be hidden in the lines of a body: four bytes, the length of a filler.
pub(super) fn find(text: Scanner) -> Vec<(Range<usize>, Meaning)> {
    let mut hidden = Vec::new();
    // A shorter line is not too wide.
    for (start, line) in text.lines().filter(|(_, line)| line.len() > MAX_COLUMNS) {
        let four = |at: usize| start + at..start + at + 4;
        hidden.extend(wide_table(line).map(|at| (four(at), Meaning::WideTable)));
    }
    hidden
}

/// Finds the delimiter row of a table with more than [`MAX_COLUMNS`] columns. Four bytes of it are
/// hidden, so that the parser sees no table: it would fill every row up to that width.
fn wide_table(line: &str) -> Option<usize> {
    let row = line.trim_start_matches([' ', '\t', '>']);
    let cells = row.trim_end();
    let cells = cells.strip_prefix('|').unwrap_or(cells);
    let columns = 1 + cells.strip_suffix('|').unwrap_or(cells).bytes().filter(|&byte| byte == b'|').count();
    let is_delimiter = |byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r' | b'\n');
    (columns > MAX_COLUMNS && row.bytes().all(is_delimiter)).then(|| line.len() - row.len())
}
