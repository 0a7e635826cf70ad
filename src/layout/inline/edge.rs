//! The edges of a line: marks whose blank half stands in the gutter beside the measure, and the cells that the first line
//! of a paragraph leaves blank (TYPOGRAPHY 1.7 H1 to H3, 1.8 P7).

use super::{Flow, Item, Setting};
use crate::layout::{LineEnd, LineStart, Spec};
use crate::text::class;
use std::ops::Range;

/// What the edges of the lines of a flow are like.
#[derive(Clone, Copy, Debug)]
pub struct Edges {
    end: LineEnd,
    /// How many cells behind the measure a line may reach into.
    behind: usize,
    /// Whether a line may begin one cell before the measure.
    before: bool,
    /// How many cells the first line leaves blank.
    indent: usize,
}

impl Edges {
    /// Tells what `spec` makes of them. A cell of a table has neighbours on both sides.
    pub fn new(setting: Setting, indent: usize, spec: &Spec) -> Edges {
        let free = match setting {
            Setting::Paragraph | Setting::Heading => true,
            Setting::Cell => false,
        };
        Edges {
            end: spec.typography.line_end,
            behind: if free { spec.gutter.end } else { 0 },
            before: free && spec.gutter.start > 0 && spec.typography.line_start == LineStart::Outdent,
            indent,
        }
    }

    /// The column at which a line has its begin that begins with `item`, the one at `at`.
    #[inline]
    pub fn begin(&self, at: usize, item: &Item) -> usize {
        let indent = if at == 0 { 0 } else { self.indent };
        item.column as usize + indent + self.outdent(item)
    }

    /// The column at which a line has its end that ends with `item`, without what stands behind the measure.
    #[inline]
    pub fn end(&self, item: &Item) -> usize {
        item.end_column() as usize + self.indent - self.reach(item)
    }

    /// Counts the cells that `item` takes behind the measure when a line ends with it (H1, H2).
    #[inline]
    fn reach(&self, item: &Item) -> usize {
        if !item.trimmed {
            return 0;
        }
        let reach = match self.end {
            LineEnd::Flush => 0,
            LineEnd::Trim => 1,
            LineEnd::Hang if class::hangs(item.head) => 2,
            LineEnd::Hang => 1,
        };
        reach.min(self.behind)
    }

    /// Counts the cells that `item` takes before the measure when a line begins with it (H3).
    #[inline]
    pub fn outdent(&self, item: &Item) -> usize {
        usize::from(self.before && item.wide && class::is_outdented(item.head))
    }

    /// Counts the blank cells before the line of these items (P7).
    pub fn indent(&self, line: &Range<usize>) -> usize {
        if line.start == 0 { self.indent } else { 0 }
    }

    /// Counts the blank cells between the end of the line of these items and that of the measure.
    pub fn slack(&self, flow: &Flow, line: &Range<usize>, measure: usize) -> usize {
        match flow.items.get(line.clone()) {
            Some([first, .., last]) => (self.begin(line.start, first) + measure).saturating_sub(self.end(last)),
            Some(_) | None => 0,
        }
    }
}
