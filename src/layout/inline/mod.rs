//! Running text into lines: `collect` → `opportunity` → `fit` → `finish`.
//!
//! * [`collect`] makes clusters of the pieces of a text: cleaned, measured, each with its place in the source.
//! * [`opportunity`] prices every place between two clusters where a line may end.
//! * [`fit`] chooses the best set of places for a measure.
//! * [`finish`] makes runs of the clusters of one line.
//!
//! This module knows no blocks and no Markdown: what surrounds a text (indents, bars, table columns) is the caller's.

mod collect;
mod finish;
mod fit;
mod opportunity;
mod quote;
mod space;

use crate::document::{LinkId, Marks, Span};
use crate::layout::{Role, Run, Spec};
use crate::text::SafeStr;
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of text to be set, with its look.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// The words as the document has them: raw.
    pub text: Cow<'a, str>,
    /// How its breaks are found.
    pub kind: PieceKind,
    /// What it is shown as.
    pub look: Look,
    /// Its bytes in the source; empty for words of our own.
    pub span: Span,
}

/// How the breaks of a piece are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Running text.
    Prose,
    /// A code span: no kinsoku for ASCII inside, breaks at the places of TYPOGRAPHY 1.5.
    Code,
    /// A line end of the source; its text is ignored.
    SoftBreak,
    /// A line end that the author asked for; its text is ignored.
    HardBreak,
}

/// What a run is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub role: Role,
    /// Emphasis on top of the role.
    pub marks: Marks,
    /// The link that it belongs to.
    pub link: Option<LinkId>,
}

/// What a text is set as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A paragraph: its last line should not be a single word.
    Paragraph,
    /// A heading: its last line should not be much shorter than the others.
    Heading,
    /// A cell of a table: no care for the last line.
    Cell,
}

/// A text as clusters, ready to be set at any measure.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The cleaned text of all pieces.
    text: SafeStr,
    /// The clusters that take cells, blanks left out.
    items: Vec<Item>,
    /// The looks that items point to.
    looks: Vec<Look>,
}

/// One cluster and the gap before it.
#[derive(Clone, Debug)]
struct Item {
    /// Its bytes in the cleaned text.
    start: u32,
    end: u32,
    /// Its bytes in the source.
    span: (u32, u32),
    /// Index into [`Flow::looks`].
    look: u32,
    /// Its first and last character.
    head: char,
    tail: char,
    /// 0 to 2.
    cells: u8,
    /// Belongs to a code span.
    code: bool,
    /// A line must begin here: a line end that the author asked for.
    hard: bool,
    /// What a straight quote is here.
    quote: Option<quote::Side>,
    gap: Gap,
}

/// What stands between a cluster and the one before it. It vanishes at a line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Gap {
    kind: GapKind,
    /// The cells that it takes inside a line.
    cells: u32,
    /// The bytes of its blank in the cleaned text.
    start: u32,
    len: u32,
    /// Index into [`Flow::looks`].
    look: u32,
    /// The place of its blank in the source.
    span: (u32, u32),
}

/// The kinds of gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum GapKind {
    /// The two clusters touch.
    #[default]
    None,
    /// A blank of the source, or several.
    Blank,
    /// A line end of the source.
    Soft,
    /// A cell that only the setting has: CSS text-autospace.
    Virtual,
}

/// One line of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// Its runs from left to right.
    pub runs: Vec<Run>,
    /// Where it begins in the source.
    pub offset: usize,
    /// How many cells it takes.
    pub cells: usize,
}

impl Flow {
    /// Makes clusters of `pieces`: the one door through which text comes into the page.
    pub fn new(pieces: &[Piece], spec: &Spec) -> Flow {
        collect::collect(pieces, spec)
    }

    /// Whether its last cluster is a wide one.
    pub fn ends_wide(&self) -> bool {
        self.items.last().is_some_and(|item| item.cells == 2)
    }

    /// Sets the text into lines of `measure` cells.
    pub fn lines(&self, measure: usize, setting: Setting, spec: &Spec) -> Vec<TextLine> {
        let breaks = opportunity::prices(self, measure, setting, spec);
        fit::fit(self, &breaks, measure, setting, spec).into_iter().map(|items| finish::finish(self, items)).collect()
    }

    /// Counts the cells of the text on one line (of its longest line where the author asked for line ends).
    pub fn natural(&self) -> usize {
        let (mut widest, mut cells) = (0, 0);
        for (index, item) in self.items.iter().enumerate() {
            let fresh = index == 0 || item.hard;
            cells = if fresh { 0 } else { cells + item.gap.cells as usize } + usize::from(item.cells);
            widest = widest.max(cells);
        }
        widest
    }

    /// Counts the cells of the longest piece that should not be broken.
    pub fn unbreakable(&self, spec: &Spec) -> usize {
        let breaks = opportunity::prices(self, usize::MAX, Setting::Cell, spec);
        let (mut widest, mut cells) = (0, 0);
        for (index, item) in self.items.iter().enumerate() {
            let fresh = item.hard || breaks.get(index).is_none_or(|&price| price < opportunity::EMERGENCY);
            cells = if fresh { 0 } else { cells + item.gap.cells as usize } + usize::from(item.cells);
            widest = widest.max(cells);
        }
        widest
    }

    /// Counts the cells of the items in `range` set on one line.
    fn cells(&self, range: Range<usize>) -> usize {
        let items = self.items.get(range).unwrap_or_default();
        let gap = items.first().map_or(0, |item| item.gap.cells as usize);
        items.iter().map(|item| usize::from(item.cells) + item.gap.cells as usize).sum::<usize>() - gap
    }
}
