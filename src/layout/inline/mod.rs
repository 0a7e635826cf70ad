//! Running text into lines: `collect` → `opportunity` → `fit` → `finish`.
//!
//! * [`collect`] makes clusters of the pieces of a text: cleaned, measured, each with its place in the source.
//! * [`opportunity`] prices every place between two clusters where a line may end.
//! * [`edge`] tells what of a line stands beside the measure, [`space`] what stands between clusters.
//! * [`fit`] chooses the best set of places for a measure.
//! * [`finish`] makes runs of the clusters of one line.
//!
//! This module knows no blocks and no Markdown: what surrounds a text (indents, bars, table columns) is the caller's.

mod balance;
mod collect;
mod edge;
mod finish;
mod fit;
mod opportunity;
mod quote;
mod space;
mod token;
mod word;

use crate::document::{LinkId, Marks, Span};
use crate::layout::{Joint, Role, Run, Spec};
use crate::text::class::Class;
use crate::text::safe::Cleaned;
use edge::Edges;
use opportunity::Prices;
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
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The text of all pieces, cleaned.
    cleaned: Cleaned,
    /// The clusters that take cells, blanks left out.
    items: Vec<Item>,
    /// The blanks before items, in order.
    blanks: Vec<Blank>,
    /// The pieces that items and blanks point to.
    origins: Vec<Origin>,
    setting: Setting,
    /// What a line end before each item costs.
    prices: Prices,
}

/// One cluster and the gap before it. There is one for every cluster of an open post, so it is kept small: what is asked
/// for only once in a line is found through its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Item {
    /// Its first byte in the cleaned text.
    start: u32,
    /// Index into [`Flow::origins`].
    piece: u32,
    /// How many cells of the text stand before it where all of it is one line; the gap before it counts.
    column: u32,
    /// Its first character.
    head: char,
    /// What it is at the edges of a line. Marks count as what they stand on (UAX #14 LB9), so one class is enough.
    class: Class,
    /// How many bytes it has.
    len: u8,
    /// How many cells it takes on this terminal.
    cells: u8,
    /// As wide as a Han by Unicode, whatever this terminal makes of it: what breaks and gaps go by.
    wide: bool,
    /// Belongs to a code span.
    code: bool,
    /// A line must begin here: a line end that the author asked for.
    hard: bool,
    /// Its right half is blank and may stand in the gutter (TYPOGRAPHY 1.7 H1).
    trimmed: bool,
    /// Belongs to the same word of Han as the item before it: a line that begins here cuts a word in two.
    inside_word: bool,
    /// What a straight quote is here.
    quote: Option<quote::Side>,
    /// What stands before it.
    gap: Gap,
}

/// What stands between a cluster and the one before it. It vanishes at a line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    /// The two clusters touch.
    #[default]
    None,
    /// A blank of the source, or several.
    Blank,
    /// A line end of the source.
    Soft,
    /// A cell that only the setting has: CSS text-autospace.
    Virtual,
    /// They touch, and the author bound them: U+2060 or U+FEFF stands between them (I9).
    Glue,
}

/// A blank of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Blank {
    /// The item that it stands before.
    item: u32,
    /// Its bytes in the cleaned text.
    start: u32,
    end: u32,
    /// Index into [`Flow::origins`].
    piece: u32,
}

/// A piece as a flow remembers it: its look, and where its bytes stand in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    look: Look,
    span: Span,
    /// The place of its text in the source, and the same place in the text of all pieces before that was cleaned; none
    /// where the two differ (entities, escapes).
    exact: Option<(usize, usize)>,
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
    /// How many cells before the measure it begins (H3).
    pub outdent: usize,
    /// What the break before it stands for.
    pub joint: Joint,
}

impl Flow {
    /// Makes clusters of `pieces`: the one door through which text comes into the page.
    pub fn new(pieces: &[Piece], setting: Setting, spec: &Spec) -> Flow {
        collect::collect(pieces, setting, spec)
    }

    /// What it is set as.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// Whether its last cluster is a wide one.
    pub fn ends_wide(&self) -> bool {
        self.items.last().is_some_and(|item| item.wide)
    }

    /// Sets the text into lines of `measure` cells, the first one indented by `indent` cells.
    pub fn lines(&self, measure: usize, indent: usize, spec: &Spec) -> Vec<TextLine> {
        let prices = self.prices.at(self, measure);
        let edges = Edges::new(self.setting, indent, spec);
        let lines = fit::fit(self, &prices, measure, edges, spec);
        let finished = |line: Range<usize>| {
            let places = space::widened(self, &line, edges.slack(self, &line, measure), spec);
            finish::finish(self, line, edges, places)
        };
        lines.into_iter().map(finished).collect()
    }

    /// Counts the cells of the text on one line (of its longest line where the author asked for line ends).
    pub fn natural(&self) -> usize {
        self.widest(|_, item| item.hard)
    }

    /// Counts the cells of the longest piece that should not be broken.
    pub fn unbreakable(&self) -> usize {
        let prices = self.prices.closed();
        self.widest(|at, item| item.hard || prices.get(at).is_none_or(|&price| price < opportunity::EMERGENCY))
    }

    /// Counts the cells of the widest stretch between items that begin one.
    fn widest(&self, begins: impl Fn(usize, &Item) -> bool) -> usize {
        let (mut widest, mut begin) = (0, 0);
        for (at, item) in self.items.iter().enumerate() {
            begin = if begins(at, item) { item.column } else { begin };
            widest = widest.max(item.end_column() - begin);
        }
        widest as usize
    }

    /// Counts the cells of the items in `range` set on one line.
    fn cells(&self, range: Range<usize>) -> usize {
        match self.items.get(range) {
            Some([first, .., last]) => (last.end_column() - first.column) as usize,
            Some([only]) => usize::from(only.cells),
            Some([]) | None => 0,
        }
    }

    /// The look of a piece.
    fn look(&self, piece: u32) -> Look {
        self.origins.get(piece as usize).map(|origin| origin.look).unwrap_or_default()
    }

    /// The source bytes of a part of the cleaned text: exact where the piece stands in the source as it is, or between
    /// delimiters; else (entities, escapes) those of the whole piece.
    fn span(&self, piece: u32, text: Range<u32>) -> Span {
        let Some(origin) = self.origins.get(piece as usize) else { return 0..0 };
        let Some((source, raw)) = origin.exact else { return origin.span.clone() };
        let place = |at: u32| source + self.cleaned.raw_offset(at as usize).saturating_sub(raw);
        place(text.start).min(origin.span.end)..place(text.end).min(origin.span.end)
    }
}

impl Item {
    /// Its bytes in the cleaned text.
    fn text(&self) -> Range<u32> {
        self.start..self.start + u32::from(self.len)
    }

    /// How many cells of the text there are up to its end where all of it is one line.
    fn end_column(&self) -> u32 {
        self.column + u32::from(self.cells)
    }
}
