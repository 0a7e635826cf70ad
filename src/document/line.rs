//! Lines that would cost the parser too much: the second line of a very wide table, and the beginning of a line
//! that opens very many containers. What makes them so is hidden from it.

use super::MAX_COLUMNS;
use super::foreign::Meaning;
use crate::text::Scanner;
use std::ops::Range;

/// How many containers the markers of one line open. Nothing as deep is shown as a container, and the
/// parser looks at each open one again for every line below.
const MARKERS: usize = 128;

/// Finds what is to be hidden in the lines of a body: four bytes, the length of a filler.
pub(super) fn find(text: Scanner) -> Vec<(Range<usize>, Meaning)> {
    let mut hidden = Vec::new();
    // A shorter line is neither too wide nor too deep.
    for (start, line) in text.lines().filter(|(_, line)| line.len() > MAX_COLUMNS.min(MARKERS)) {
        let four = |at: usize| start + at..start + at + 4;
        hidden.extend(wide_table(line).map(|at| (four(at), Meaning::WideTable)));
        hidden.extend(surplus_marker(line).map(|at| (four(at), Meaning::Marker)));
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

/// Finds the marker of a container after [`MARKERS`] others at the beginning of a line. Hidden, it and
/// what follows it are text.
fn surplus_marker(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let (mut at, mut count, mut surplus) = (0, 0, None);
    // Which of the markers was the first of equal bullets: at a line's end those are a rule.
    let mut alike: Option<(u8, usize)> = None;
    loop {
        at += bytes.get(at..)?.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let Some(len) = marker(bytes.get(at..)?) else { break };
        count += 1;
        if count == MARKERS + 1 {
            surplus = Some(at);
        }
        let bullet = bytes.get(at).copied().filter(|byte| matches!(byte, b'-' | b'*'));
        alike = bullet.map(|bullet| alike.filter(|(same, _)| *same == bullet).unwrap_or((bullet, count)));
        at += len;
    }
    let is_rule = bytes.get(at).is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
    let begins_rule = alike.filter(|_| is_rule).is_some_and(|(_, first)| first <= MARKERS + 1);
    surplus.filter(|surplus| !begins_rule && at - surplus >= 4)
}

/// Measures the marker of a quote or an item that a text begins with.
fn marker(text: &[u8]) -> Option<usize> {
    let ends = |at: usize| text.get(at).is_none_or(u8::is_ascii_whitespace);
    match text {
        [b'>', ..] => Some(1),
        [b'-' | b'*' | b'+', ..] if ends(1) => Some(1),
        [b'0'..=b'9', ..] => {
            let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (digits < 10 && matches!(text.get(digits), Some(b'.' | b')')) && ends(digits + 1)).then_some(digits + 1)
        }
        [_, ..] | [] => None,
    }
}
