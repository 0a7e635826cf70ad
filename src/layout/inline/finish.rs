//! The clusters of one line into runs: stretches of one look, each with its bytes in the source.

use super::{Flow, Gap, GapKind, Item, Look, TextLine};
use crate::layout::Run;
use crate::text::SafeStr;
use std::ops::Range;

/// Makes a line of the items in `range`. The gap before the first one vanishes.
pub fn finish(flow: &Flow, range: Range<usize>) -> TextLine {
    let items = flow.items.get(range.clone()).unwrap_or_default();
    let mut line = Runs { flow, runs: Vec::new(), open: None };
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            line.gap(item, items.get(at - 1));
        }
        line.text(item.start..item.end, flow.look(item.look), usize::from(item.cells), item.span);
    }
    line.close();
    TextLine { cells: flow.cells(range), offset: items.first().map_or(0, |item| item.span.0 as usize), runs: line.runs }
}

/// The runs of a line while it is made.
struct Runs<'a> {
    flow: &'a Flow,
    runs: Vec<Run>,
    open: Option<Open>,
}

/// The run that is still growing: its bytes in the cleaned text and in the source.
struct Open {
    text: Range<u32>,
    look: Look,
    cells: usize,
    span: (u32, u32),
}

impl Open {
    fn is_own(&self) -> bool {
        self.span.0 == self.span.1
    }
}

impl Runs<'_> {
    fn gap(&mut self, item: &Item, before: Option<&Item>) {
        let Gap { kind, cells, start, len, look, span } = item.gap;
        match kind {
            GapKind::None => {}
            GapKind::Blank | GapKind::Soft if len == 0 => {}
            GapKind::Blank | GapKind::Soft => {
                self.text(start..start + len, self.flow.look(look), cells as usize, span);
            }
            GapKind::Virtual => {
                self.close();
                let (after, before) = (self.flow.look(item.look), before.map(|item| self.flow.look(item.look)));
                let look = if before == Some(after) { after } else { Look::default() };
                let (role, at) = (look.role, span.0 as usize);
                let text = SafeStr::literal(" ");
                self.runs.push(Run { text, role, marks: look.marks, link: look.link, cells: 1, span: at..at });
            }
        }
    }

    fn text(&mut self, text: Range<u32>, look: Look, cells: usize, span: (u32, u32)) {
        match &mut self.open {
            // Words of our own stay apart from those of the source.
            Some(open) if open.look == look && open.text.end == text.start && open.is_own() == (span.0 == span.1) => {
                open.text.end = text.end;
                open.cells += cells;
                open.span.1 = open.span.1.max(span.1);
            }
            Some(_) | None => {
                self.close();
                self.open = Some(Open { text, look, cells, span });
            }
        }
    }

    fn close(&mut self) {
        let Some(Open { text, look, cells, span }) = self.open.take() else { return };
        self.runs.push(Run {
            text: self.flow.text.slice(text.start as usize..text.end as usize),
            role: look.role,
            marks: look.marks,
            link: look.link,
            cells,
            span: span.0 as usize..span.1 as usize,
        });
    }
}
