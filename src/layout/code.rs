//! Code blocks: never reflowed. A line that is too long pans, or is cut at the measure with a mark that is not copied.

use super::inline::TextLine;
use super::shown::Shown;
use super::{CodeLines, Joint, Role, Run, Spec};
use crate::document::{Marks, Span};
use crate::highlight::{self, Token, Tokens};
use crate::text::{SafeStr, cluster};
use std::ops::Range;

/// A code block is indented by this many cells where the measure allows it.
const INDENT: usize = 2;
/// The same in a plain text, where nothing else tells code from text.
const PLAIN_INDENT: usize = 4;

/// A code block as it stands in its document.
pub struct Source<'a> {
    /// The first word of the info string.
    pub language: &'a str,
    /// The code.
    pub text: &'a str,
    /// Where the block stands in the source, fences included.
    pub span: &'a Span,
}

/// Sets the lines of a code block into `measure` cells, with what is known of their words.
pub fn lines(source: &Source, tokens: Option<&Tokens>, measure: usize, spec: &Spec) -> Vec<TextLine> {
    let Source { language, text, span } = *source;
    let wide = if spec.is_linear() { PLAIN_INDENT } else { INDENT };
    let indent = if measure >= 16 { wide } else { 0 };
    let code = Code { measure: measure - indent, indent, spec };
    let mut lines = Vec::new();
    if let Some(label) = spec.code_label(language) {
        code.label(&label, span.start, &mut lines);
    }
    let mut at = first_byte(text, span);
    for (number, line) in highlight::lines(text).enumerate() {
        let end = (at + line.len()).min(span.end);
        let tokens = tokens.and_then(|tokens| tokens.get(number)).map_or(&[][..], Vec::as_slice);
        code.line((number, line.trim_end_matches('\r')), tokens, at.min(end)..end, &mut lines);
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

    fn line(
        &self,
        (number, raw): (usize, &str),
        tokens: &[(Range<usize>, Token)],
        span: Span,
        lines: &mut Vec<TextLine>,
    ) {
        let shown = Shown::new(raw, self.spec.widths);
        if shown.cells <= self.measure || self.spec.typography.code == CodeLines::Pan {
            let runs = self.runs(&shown, tokens, 0..shown.text.len(), &span);
            return self.push(runs, Joint::Code { line: number, cell: 0 }, lines);
        }
        let mark =
            if self.measure >= 8 { self.spec.sign("↪ ", if self.spec.is_linear() { "+ " } else { "" }) } else { "" };
        let mark_cells = self.spec.widths.of(mark);
        let (mut start, mut filled, mut room, mut before) = (0, 0, self.measure, 0);
        let mut cut = |range: Range<usize>, cells: usize| {
            let is_first = range.start == 0;
            let code = self.runs(&shown, tokens, range, &span);
            let offset = code.first().map_or(span.start, |run| run.span.start);
            let mut runs = Vec::new();
            if !is_first && !mark.is_empty() && mark_cells + cells <= self.measure {
                runs.push(run(SafeStr::clean(mark), Role::Marker, mark_cells, offset..offset));
            }
            runs.extend(code);
            self.push(runs, Joint::Code { line: number, cell: before }, lines);
            before += cells;
        };
        // The last place behind a blank, and the cells up to it: better than inside a word when it is not far back.
        let mut blank = (0, 0);
        for (at, cluster) in cluster::clusters(&shown.text) {
            let width = self.spec.widths.of_cluster(cluster);
            // Twice where what stands behind the blank has no room for an emoji of four cells.
            while filled > 0 && filled + width > room {
                let (end, cells) = if blank.1 * 3 > room * 2 { blank } else { (at, filled) };
                cut(start..end, cells);
                (start, filled, room) = (end, filled - cells, self.measure - mark_cells);
                blank = (0, 0);
            }
            filled += width;
            if cluster == " " {
                blank = (at + 1, filled);
            }
        }
        cut(start..shown.text.len(), filled);
    }

    /// The runs of a stretch of a line, one for each change of what it is; an empty line has an empty one.
    fn runs(&self, shown: &Shown, tokens: &[(Range<usize>, Token)], range: Range<usize>, span: &Span) -> Vec<Run> {
        let mut parts = shown.parts(range.clone(), tokens);
        if parts.is_empty() {
            parts.push((range, None));
        }
        let make = |(bytes, token): (Range<usize>, Option<Token>)| {
            let text = shown.text.slice(bytes.clone());
            let cells = self.spec.widths.of(&text);
            // The last one reaches to the end of the line, over what is not shown there.
            let to = if bytes.end < shown.text.len() { span.start + shown.border(bytes.end) } else { span.end };
            let to = to.min(span.end);
            let from = (span.start + shown.border(bytes.start)).min(to);
            run(text, token.map_or(Role::CodeBlock, Role::CodeToken), cells, from..to)
        };
        parts.into_iter().map(make).collect()
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

fn run(text: SafeStr, role: Role, cells: usize, span: Span) -> Run {
    Run { text, role, marks: Marks::default(), link: None, cells, span }
}
