//! The clusters of one line into runs: stretches of one look, each with its bytes in the source.

use super::edge::Edges;
use super::{Blank, Flow, Gap, Item, Look, TextLine};
use crate::document::Span;
use crate::layout::{Joint, Run};
use crate::text::SafeStr;
use std::ops::Range;

/// Makes a line of the items in `range`. The gap before the first one vanishes; the gaps before the items of `widened`, in
/// order, get one cell more.
pub fn finish(flow: &Flow, range: Range<usize>, edges: Edges, widened: Vec<usize>) -> TextLine {
    let items = flow.items.get(range.clone()).unwrap_or_default();
    let joint = joint(flow, range.start);
    let first = flow.blanks.partition_point(|blank| (blank.item as usize) <= range.start);
    let blanks = flow.blanks.get(first..).unwrap_or_default();
    let mut line = Runs { flow, blanks, runs: Vec::new(), open: None };
    let offset = items.first().map_or(0, |item| flow.span(item.piece, item.text()).start);
    // What begins before the others does so inside an indent too.
    let (indent, outdent) = (edges.indent(&range), items.first().map_or(0, |item| edges.outdent(item)));
    let (indent, outdent) = (indent.saturating_sub(outdent), outdent.saturating_sub(indent));
    line.own(indent, offset, Look::default());
    let mut wider = widened.iter().peekable();
    let (mut rest, mut at) = (items, range.start);
    // Clusters of one piece that touch are one stretch of its text.
    while let Some((first, others)) = rest.split_first() {
        let touches = |item: &&Item| matches!(item.gap, Gap::None | Gap::Glue) && item.piece == first.piece;
        let count = 1 + others.iter().take_while(touches).count();
        let (stretch, behind) = rest.split_at(count.min(rest.len()));
        let last = stretch.last().unwrap_or(first);
        line.text(first.start..last.text().end, first.piece, last.end_column() - first.column);
        at += count;
        if let Some(next) = behind.first() {
            line.gap(at, last, next);
            if wider.next_if_eq(&&at).is_some() {
                line.virtual_gap(last, next);
            }
        }
        rest = behind;
    }
    line.close();
    TextLine { cells: indent + flow.cells(range) + widened.len(), offset, runs: line.runs, outdent, joint }
}

/// What a break before the item at `at` stands for: the gap that vanishes there. A blank of our own (behind a marker, or
/// the mark of an image) is none of the text.
fn joint(flow: &Flow, at: usize) -> Joint {
    let Some(item) = flow.items.get(at).filter(|item| at > 0 && !item.hard) else { return Joint::LineEnd };
    let blank = match item.gap {
        Gap::None | Gap::Virtual | Gap::Glue => None,
        Gap::Blank | Gap::Soft => flow.blanks.binary_search_by_key(&at, |blank| blank.item as usize).ok(),
    };
    let blank = blank.and_then(|blank| flow.blanks.get(blank));
    let shown = blank.filter(|blank| !flow.span(blank.piece, blank.start..blank.end).is_empty());
    let text = shown.and_then(|blank| flow.cleaned.text.get(blank.start as usize..blank.end as usize));
    Joint::Inside(match text {
        None => SafeStr::literal(""),
        Some(" ") => SafeStr::literal(" "),
        Some(wide) => SafeStr::clean(wide),
    })
}

/// The runs of a line while it is made.
struct Runs<'a> {
    flow: &'a Flow,
    /// The blanks that are still to come.
    blanks: &'a [Blank],
    runs: Vec<Run>,
    open: Option<Open>,
}

/// The run that is still growing.
struct Open {
    /// Its bytes in the cleaned text.
    text: Range<u32>,
    look: Look,
    cells: u32,
    /// Its bytes in the source.
    span: Span,
    /// The last of its pieces.
    piece: u32,
}

impl Runs<'_> {
    /// Adds the gap between `before` and `item`, which is at `at`.
    fn gap(&mut self, at: usize, before: &Item, item: &Item) {
        match item.gap {
            Gap::None | Gap::Glue => {}
            Gap::Blank | Gap::Soft => {
                let skipped = self.blanks.iter().take_while(|blank| (blank.item as usize) < at).count();
                self.blanks = self.blanks.get(skipped..).unwrap_or_default();
                if let Some(&Blank { start, end, piece, .. }) = self.blanks.first().filter(|b| b.item as usize == at) {
                    self.text(start..end, piece, item.column - before.end_column());
                }
            }
            Gap::Virtual => self.virtual_gap(before, item),
        }
    }

    /// A cell that only the setting has.
    fn virtual_gap(&mut self, before: &Item, item: &Item) {
        let (before, after) = (self.flow.look(before.piece), self.flow.look(item.piece));
        let look = if before == after { after } else { Look::default() };
        self.own(1, self.flow.span(item.piece, item.text()).start, look);
    }

    /// Blank cells that the source does not have.
    fn own(&mut self, cells: usize, at: usize, Look { role, marks, link }: Look) {
        if cells > 0 {
            self.close();
            let text = if cells == 1 { SafeStr::literal(" ") } else { SafeStr::clean(&" ".repeat(cells)) };
            self.runs.push(Run { text, role, marks, link, cells, span: at..at });
        }
    }

    /// Adds a stretch of one piece.
    fn text(&mut self, text: Range<u32>, piece: u32, cells: u32) {
        let span = self.flow.span(piece, text.clone());
        if let Some(open) = self.open.as_mut().filter(|open| open.text.end == text.start) {
            // Words of our own stay apart from those of the source.
            let alike = || self.flow.look(piece) == open.look && open.span.is_empty() == span.is_empty();
            if open.piece == piece || alike() {
                (open.text.end, open.piece) = (text.end, piece);
                open.cells += cells;
                open.span.end = open.span.end.max(span.end);
                return;
            }
        }
        self.close();
        self.open = Some(Open { text, look: self.flow.look(piece), cells, span, piece });
    }

    fn close(&mut self) {
        let Some(Open { text, look: Look { role, marks, link }, cells, span, .. }) = self.open.take() else { return };
        let text = self.flow.cleaned.text.slice(text.start as usize..text.end as usize);
        self.runs.push(Run { text, role, marks, link, cells: cells as usize, span });
    }
}
