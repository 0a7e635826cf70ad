//! The layout engine: a document set into lines of a given measure.
//!
//! Blocks are set one after the other (`block`) inside the bars and indents of their containers (`frame`), their inlines
//! with the role that each plays (`role`). Running text goes through `inline`: `collect` makes clusters of it, `opportunity`
//! prices every place where a line may end, `fit` chooses the best set of places, `finish` makes runs. `table` and `code`
//! set what is not running text; `typography` is what the reader may choose.

mod alone;
mod block;
mod code;
mod form;
mod frame;
mod inline;
mod joint;
mod prepared;
mod role;
pub mod short;
mod shown;
mod table;
mod typography;

use crate::document::{Document, FrameId, FrameKind, LinkId, Marks, Span};
use crate::highlight::Token;
use crate::strings::Lang;
use crate::text::words::Words;
use crate::text::{SafeStr, Widths};
use std::collections::BTreeSet;
use std::sync::Arc;

pub use alone::{Alone, alone};
pub use form::{Form, link_number};
pub use joint::Joint;
pub use prepared::Prepared;
pub use shown::code_bytes;
pub use typography::{
    CodeLines, Gutter, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, SingleLetters, Typography,
};

/// How a document is to be set.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The length of a line in cells, at least 1.
    pub measure: usize,
    /// The blank cells beside the measure; none by default, for they are the caller's to keep free.
    pub gutter: Gutter,
    /// The width rules of the terminal.
    pub widths: Widths,
    /// How lines are chosen.
    pub breaking: Breaking,
    /// Whether kinsoku (line-start and line-end prohibition) holds. Off only to show what it is for.
    pub kinsoku: bool,
    /// The words of Han that a line does not cut where it can be helped (P3); none to end a line between any two Han.
    pub words: Option<Arc<Words>>,
    /// What is a matter of taste.
    pub typography: Typography,
    /// What it is set for.
    pub form: Form,
    /// The language of the words that layout adds: the headings of alerts, the mark of an image.
    pub lang: Lang,
    /// Which details ([`crate::document::FrameKind::Details`]) are unfolded.
    pub folds: Folds,
}

/// Which details of a document are unfolded. What lies in a folded one has no lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Folds {
    /// All of them.
    #[default]
    All,
    /// Those that their author wants unfolded.
    Authored,
    /// These and no others.
    Only(BTreeSet<FrameId>),
}

impl Folds {
    /// Tells whether a container of `document` shows what it holds: all but folded details do.
    pub fn is_open(&self, document: &Document, frame: FrameId) -> bool {
        match (document.frames.get(frame).map(|frame| &frame.kind), self) {
            (Some(FrameKind::Details { .. }), Folds::Only(open)) => open.contains(&frame),
            (Some(FrameKind::Details { open }), Folds::Authored) => *open,
            (Some(FrameKind::Details { .. }), Folds::All) | (None, _) => true,
            (Some(FrameKind::Quote | FrameKind::Alert(_) | FrameKind::Item { .. }), _) => true,
            (Some(FrameKind::Note { .. } | FrameKind::TooDeep), _) => true,
        }
    }

    /// Tells for every container of `document` whether it shows what it holds; none does inside a folded one.
    pub fn open_frames(&self, document: &Document) -> Vec<bool> {
        let mut open: Vec<bool> = Vec::with_capacity(document.frames.len());
        for (id, frame) in document.frames.iter().enumerate() {
            let around = frame.parent.is_none_or(|parent| open.get(parent) == Some(&true));
            open.push(around && self.is_open(document, id));
        }
        open
    }
}

/// How the breaks of a paragraph are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breaking {
    /// The set of breaks with the least cost over the whole paragraph.
    #[default]
    Optimal,
    /// The last break that fits, line by line. What other programs do; kept for comparison and as the fallback.
    Greedy,
}

impl Spec {
    /// The default way of setting at `measure` cells (at least 1).
    pub fn new(measure: usize) -> Self {
        Spec {
            measure: measure.max(1),
            gutter: Gutter::default(),
            widths: Widths::default(),
            breaking: Breaking::Optimal,
            kinsoku: true,
            words: None,
            typography: Typography::default(),
            form: Form::default(),
            lang: Lang::default(),
            folds: Folds::All,
        }
    }
}

/// A document set into lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The lines from top to bottom; blank lines are lines without runs.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its runs from left to right. Blanks and indents are part of the runs: a run starts where the one before it ends.
    pub runs: Vec<Run>,
    /// The block that it belongs to; for the blank line between two blocks, the block after it.
    pub block: usize,
    /// The place in the source at which the line begins: the anchor of the reading position.
    pub offset: usize,
    /// The first line of its block.
    pub first: bool,
    /// How many cells of the gutter before the measure it begins in; mostly 0 (TYPOGRAPHY 1.7 H3).
    pub outdent: usize,
    /// True for every line of a block with a line beyond the measure: its runs of code are shifted sideways
    /// together; see [`Role::is_code`].
    pub pans: bool,
    /// What the break before it stands for in the text: what is copied in its place.
    pub joint: Joint,
}

/// A stretch of one line with one role and one link.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What is shown.
    pub text: SafeStr,
    /// What it is.
    pub role: Role,
    /// Emphasis on top of the role.
    pub marks: Marks,
    /// The link that it belongs to.
    pub link: Option<LinkId>,
    /// How many cells it takes.
    pub cells: usize,
    /// Its bytes in the source; empty for what the source does not have (bars, bullets, virtual gaps).
    pub span: Span,
}

/// What a run is; the theme says how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// A heading, with its level 1 to 6.
    Heading(u8),
    /// The text of a link.
    Link,
    /// The text of a story's source link.
    SourceLink,
    /// A label that says what follows, such as `Source:`.
    Label,
    /// A code span.
    Code,
    /// A line of a code block.
    CodeBlock,
    /// A stretch of such a line of which it is known what it is.
    CodeToken(Token),
    /// The language name of a code block.
    CodeLanguage,
    /// A key to press.
    Key,
    /// The bar of a quote.
    QuoteBar,
    /// The text of a quote.
    Quote,
    /// The heading line of an alert.
    Alert(crate::document::AlertKind),
    /// A bullet, number or task box.
    Marker,
    /// The alternative text of an image.
    Image,
    /// A reference to a footnote, and the label before its text.
    NoteRef,
    /// The head row of a table.
    TableHead,
    /// The lines of a table, a thematic break.
    Rule,
    /// What belongs to another program (Liquid, shortcodes), and marks of our own about the text.
    Foreign,
}

impl Role {
    /// Whether a run with this role shows the text of a code block.
    pub fn is_code(self) -> bool {
        matches!(self, Role::CodeBlock | Role::CodeToken(_))
    }
}

impl Line {
    /// The cells that the line takes.
    pub fn cells(&self) -> usize {
        self.runs.iter().map(|run| run.cells).sum()
    }

    /// The cell at which the code of the line begins: what stands before it is not shifted with it.
    pub fn code_from(&self) -> usize {
        self.runs.iter().take_while(|run| !run.role.is_code()).map(|run| run.cells).sum()
    }

    /// The text of the line.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Sets `document` into lines as `spec` says. The same input always gives the same lines.
pub fn lay_out(document: &Document, spec: &Spec) -> Layout {
    block::lay_out(document, None, spec)
}

/// Prepares `document` to be [`set`] at any measure; of `spec` all but measure, gutter and folds
/// counts.
pub fn prepare(document: &Document, spec: &Spec) -> Prepared {
    Prepared::new(document, &role::Roles::new(document, spec), spec)
}

/// Sets a prepared document: the same lines as [`lay_out`] gives, for less work. Where `spec` differs from what the document
/// was prepared for in more than that, the work is done anew.
pub fn set(document: &Document, prepared: &Prepared, spec: &Spec) -> Layout {
    block::lay_out(document, Some(prepared).filter(|prepared| prepared.suits(spec)), spec)
}
