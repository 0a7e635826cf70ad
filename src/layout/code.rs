//! Code blocks: never reflowed. A line that is too long pans, or is cut at the measure with a mark that is not copied.

use super::inline::TextLine;
use super::{CodeLines, Joint, Role, Run, Spec};
use crate::document::{Marks, Span};
use crate::text::{SafeStr, Widths, cluster, safe};
use std::borrow::Cow;
use std::ops::Range;

/// Tab stops, in cells.
const TAB: usize = 4;
/// A code block is indented by this many cells where the measure allows it.
const INDENT: usize = 2;
/// The same in a plain text, where nothing else tells code from text.
const PLAIN_INDENT: usize = 4;

/// Sets the lines of a code block into `measure` cells. `span` is that of the block, fences included.
pub fn lines(language: &str, text: &str, span: &Span, measure: usize, spec: &Spec) -> Vec<TextLine> {
    let wide = if spec.is_linear() { PLAIN_INDENT } else { INDENT };
    let indent = if measure >= 16 { wide } else { 0 };
    let code = Code { measure: measure - indent, indent, spec };
    let mut lines = Vec::new();
    if let Some(label) = spec.code_label(language) {
        code.label(&label, span.start, &mut lines);
    }
    let mut at = first_byte(text, span);
    for (number, line) in text.strip_suffix('\n').unwrap_or(text).split('\n').enumerate() {
        let end = (at + line.len()).min(span.end);
        code.line((number, line.trim_end_matches('\r')), at.min(end)..end, &mut lines);
        at += line.len() + 1;
    }
    lines
}

/// Where the code begins in the source: behind the opening fence, as far as the closing one (a line end and three signs)
/// tells.
fn first_byte(text: &str, span: &Span) -> usize {
    match span.len().checked_sub(text.len()) {
        None | Some(0) => span.start,
        Some(fences) => span.start + fences.saturating_sub(4),
    }
}

struct Code<'a> {
    measure: usize,
    indent: usize,
    spec: &'a Spec,
}

impl Code<'_> {
    /// The language behind a short rule, on a line of its own and cut where it does not fit: it is a name, not text.
    fn label(&self, label: &str, at: usize, lines: &mut Vec<TextLine>) {
        let clean = SafeStr::clean(label);
        let (mut cells, mut end) = (0, 0);
        for (start, cluster) in cluster::clusters(&clean) {
            cells += self.spec.widths.of_cluster(cluster);
            if cells > self.measure {
                break;
            }
            end = start + cluster.len();
        }
        let text = clean.slice(0..end);
        let cells = self.spec.widths.of(&text);
        self.push(vec![run(text, Role::CodeLanguage, cells, at..at)], Joint::LineEnd, lines);
    }

    fn line(&self, (number, raw): (usize, &str), span: Span, lines: &mut Vec<TextLine>) {
        let (text, cells) = self.expand(raw);
        if cells <= self.measure || self.spec.typography.code == CodeLines::Pan {
            let joint = Joint::Code { line: number, cell: 0 };
            return self.push(vec![run(text, Role::CodeBlock, cells, span)], joint, lines);
        }
        let mark =
            if self.measure >= 8 { self.spec.sign("↪ ", if self.spec.is_linear() { "+ " } else { "" }) } else { "" };
        let mark_cells = self.spec.widths.of(mark);
        let (mut start, mut filled, mut room, mut shown) = (0, 0, self.measure, 0);
        let mut cut = |range: Range<usize>, cells: usize, first: bool| {
            // Tabs grow and controls are replaced, so the place inside a long line is exact only where it has neither.
            let exact = raw.len() == text.len();
            let part = if exact { span.start + range.start..span.start + range.end } else { span.clone() };
            let mut runs = Vec::new();
            if !first && !mark.is_empty() && mark_cells + cells <= self.measure {
                runs.push(run(SafeStr::clean(mark), Role::Marker, mark_cells, part.start..part.start));
            }
            runs.push(run(text.slice(range), Role::CodeBlock, cells, part.clone()));
            self.push(runs, Joint::Code { line: number, cell: shown }, lines);
            shown += cells;
        };
        // The last place behind a blank, and the cells up to it: better than inside a word when it is not far back.
        let mut blank = (0, 0);
        for (at, cluster) in cluster::clusters(&text) {
            let width = self.spec.widths.of_cluster(cluster);
            // Twice where what stands behind the blank has no room for an emoji of four cells.
            while filled > 0 && filled + width > room {
                let (end, cells) = if blank.1 * 3 > room * 2 { blank } else { (at, filled) };
                cut(start..end, cells, start == 0);
                (start, filled, room) = (end, filled - cells, self.measure - mark_cells);
                blank = (0, 0);
            }
            filled += width;
            if cluster == " " {
                blank = (at + 1, filled);
            }
        }
        cut(start..text.len(), filled, start == 0);
    }

    /// Expands tabs to their stops and counts the cells.
    fn expand(&self, raw: &str) -> (SafeStr, usize) {
        let text = SafeStr::clean(&grown(raw, self.spec.widths).0);
        let cells = self.spec.widths.of(&text);
        (text, cells)
    }

    fn push(&self, mut runs: Vec<Run>, joint: Joint, lines: &mut Vec<TextLine>) {
        let offset = runs.first().map_or(0, |run| run.span.start);
        if self.indent > 0 {
            let blank = SafeStr::clean(&" ".repeat(self.indent));
            runs.insert(0, run(blank, Role::Text, self.indent, offset..offset));
        }
        let cells = runs.iter().map(|run| run.cells).sum();
        lines.push(TextLine { runs, offset, cells, outdent: 0, joint });
    }
}

/// Grows the tabs of a line to their stops. The tabs: where each one's blanks begin in the grown line, and how many they are.
fn grown(raw: &str, widths: Widths) -> (Cow<'_, str>, Vec<(usize, usize)>) {
    if !raw.contains('\t') {
        return (raw.into(), Vec::new());
    }
    let (mut text, mut cells, mut tabs) = (String::new(), 0, Vec::new());
    for (index, part) in raw.split('\t').enumerate() {
        if index > 0 {
            let blanks = TAB - cells % TAB;
            tabs.push((text.len(), blanks));
            text.extend(std::iter::repeat_n(' ', blanks));
            cells += blanks;
        }
        cells += widths.of(&SafeStr::clean(part));
        text.push_str(part);
    }
    (text.into(), tabs)
}

/// The bytes of a line of code that some of its cells show, counted from its begin with tabs grown to their stops: whole
/// clusters and whole tabs. An end beyond all cells is that of the line, whatever stands there unseen.
pub fn code_bytes(raw_line: &str, cells: Range<usize>, widths: Widths) -> Range<usize> {
    let (text, tabs) = grown(raw_line, widths);
    let shown = safe::clean(&text);
    let raw = |at: usize| {
        let before = tabs.iter().take_while(|(begin, _)| *begin <= at);
        at - before.map(|&(begin, blanks)| (at - begin).min(blanks - 1)).sum::<usize>()
    };
    // What is unseen before the first cluster belongs to it.
    let start = if cells.start == 0 { 0 } else { raw_line.len() };
    let (mut bytes, mut touches, mut last, mut column) = (start..raw_line.len(), cells.start == 0, 0, 0);
    for (at, cluster) in cluster::clusters(&shown.text) {
        let (begin, from) = (column, raw(shown.raw_offset(at)));
        column += widths.of_cluster(cluster);
        if begin < cells.end {
            last = from;
        } else if from > last {
            // Not another blank of the same tab.
            bytes.end = from;
            break;
        }
        if column > cells.start && !touches {
            (bytes.start, touches) = (from, true);
        }
    }
    if cells.is_empty() { bytes.start..bytes.start } else { bytes }
}

fn run(text: SafeStr, role: Role, cells: usize, span: Span) -> Run {
    Run { text, role, marks: Marks::default(), link: None, cells, span }
}
