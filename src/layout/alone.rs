//! One block on a screen of its own: a table as wide as it wants to be, code as it was written. What does not fit is looked at
//! by moving sideways.

use super::inline::TextLine;
use super::role::Roles;
use super::table::{self, Grid, Spread};
use super::{CodeLines, Line, Spec, code};
use crate::document::{BlockKind, Document};
use crate::highlight::Tokens;

/// A block that has the screen to itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alone {
    /// Its lines, of any length.
    pub lines: Vec<Line>,
    /// How many of the lines are the header of a table with its rule: they stay where they are while the rest scrolls.
    pub head: usize,
    /// How many cells are the first column of a table with the bar behind it: they stay while the others move sideways.
    pub stub: usize,
    /// The cells of the longest line.
    pub cells: usize,
}

/// Sets the table or code block `block` of `document` by itself; a table fills the measure of `spec` where it is wide enough.
/// `tokens` are what is known of the words of code. Blocks of other kinds have nothing to show so.
pub fn alone(document: &Document, block: usize, tokens: Option<&Tokens>, spec: &Spec) -> Alone {
    let Some(it) = document.blocks.get(block) else { return Alone::default() };
    let Spread { lines, head, stub } = match &it.kind {
        BlockKind::Table(table) => {
            let roles = Roles::new(document, spec);
            let grid = Grid::new(table, &roles, spec);
            table::spread(table, &grid, &roles, it.span.start, spec.measure, spec)
        }
        BlockKind::Code { text, .. } => {
            let mut spec = spec.clone();
            spec.typography.code = CodeLines::Pan;
            let source = code::Source { language: "", text, span: &it.span };
            Spread { lines: code::lines(&source, tokens, spec.measure, &spec), head: 0, stub: 0 }
        }
        BlockKind::Heading { .. }
        | BlockKind::Summary(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Rule
        | BlockKind::Foreign(_) => {
            return Alone::default();
        }
    };
    let cells = lines.iter().map(|line| line.cells).max().unwrap_or(0);
    let line = |(index, TextLine { runs, offset, joint, .. })| Line {
        runs,
        block,
        offset,
        first: index == 0,
        outdent: 0,
        pans: false,
        joint,
    };
    Alone { lines: lines.into_iter().enumerate().map(line).collect(), head, stub, cells }
}
