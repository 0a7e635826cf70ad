//! A post's body as plain data: blocks, links and stories, each with its place in the source.
//!
//! Nothing here is nested: containers (quotes, list items, alerts, notes) are [`Frame`]s that a block points to, emphasis
//! and links are marks on inlines. So no walk and no `Drop` recurses, however deep the input is.

pub mod parse;
mod build;
mod foreign;
mod ahead;
mod line;
mod shortcode;
mod tag_words;
mod html;
mod html_block;
mod inline;
mod weave;
mod emphasis;
mod character;
mod autolink;
pub mod anchor;
mod defect;
mod hidden;
mod note;
mod order;
mod words;
mod plain;
mod source_line;
mod host;
pub mod link;
pub mod story;
pub mod scan;
pub mod facts;

use crate::diagnostic::Defect;
use crate::post::tag;
use std::ops::Range;

pub use facts::Facts;
pub use link::{Link, LinkId, Target};
pub use parse::{parse, parse_counted};
pub use plain::plain;
pub use story::Story;

/// Bytes of the source text that a piece of the document came from.
pub type Span = Range<usize>;

/// A parsed body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The leaf blocks in reading order.
    pub blocks: Vec<Block>,
    /// The containers; a frame's parent has a lower index.
    pub frames: Vec<Frame>,
    /// Every link and image in reading order, then those between footnotes and their references; [`LinkId`] is the index.
    pub links: Vec<Link>,
    /// The places that have a name, headings aside.
    pub anchors: Vec<anchor::Anchor>,
    /// The news items.
    pub stories: Vec<Story>,
    /// Length of the text: Han and kana characters plus Latin words.
    pub words: usize,
    /// Defects found in the body; `line` counts within the body from 1.
    pub defects: Vec<Defect>,
}

/// The index of a [`Frame`].
pub type FrameId = usize;

/// A container around blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The container around this one.
    pub parent: Option<FrameId>,
    /// What it is.
    pub kind: FrameKind,
}

/// The kinds of containers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// A block quote.
    Quote,
    /// A GFM alert: a quote with a kind.
    Alert(AlertKind),
    /// One list item. `tight` lists have no blank line between their items.
    Item {
        /// What stands before its first line.
        marker: Marker,
        /// Whether the list is tight (CommonMark 5.3).
        tight: bool,
        /// Which list the item belongs to: items of one list share it.
        list: usize,
    },
    /// The text of a footnote.
    Note {
        /// Its label.
        label: String,
        /// The link that leads from its label back to the first reference; none for a note that nothing refers to.
        back: Option<LinkId>,
    },
    /// What `<details>` folds; its first block is a [`BlockKind::Summary`].
    Details {
        /// Whether the author wants it shown unfolded.
        open: bool,
    },
    /// Nesting went deeper than [`MAX_DEPTH`]; what lies below is shown at this depth, with a mark.
    TooDeep,
}

/// How deep containers are shown; deeper ones are flattened into one [`FrameKind::TooDeep`].
pub const MAX_DEPTH: usize = 32;

/// How many columns of a table are shown; a wider one is shown as its source.
pub const MAX_COLUMNS: usize = 128;

/// The five alerts of GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// Useful to know.
    Note,
    /// Advice.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs attention at once.
    Warning,
    /// Risks of an action.
    Caution,
}

/// What stands before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number of an ordered list.
    Number(u64),
    /// A task, done or not.
    Task(bool),
}

/// A leaf block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The innermost container.
    pub frame: Option<FrameId>,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the source.
    pub span: Span,
}

/// The kinds of leaf blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        inlines: Vec<Inline>,
        /// The slug that `#anchor` links find it by (GitHub's rule; unique within the document).
        anchor: String,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// The line that stands for a [`FrameKind::Details`] while it is folded; empty where its author wrote none.
    Summary(Vec<Inline>),
    /// A code block.
    Code {
        /// The first word of the info string; may be empty.
        language: String,
        /// The code without its fences, `\n` between lines. Raw: layout cleans it.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
    /// A line that belongs to another program (Liquid, a shortcode): shown dimmed.
    Foreign(String),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Alignment>,
    /// The header's cells.
    pub header: Vec<Vec<Inline>>,
    /// The body's rows; each has at most `columns.len()` cells, missing ones are empty.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a table column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    #[default]
    None,
    /// `:--`
    Left,
    /// `:-:`
    Centre,
    /// `--:`
    Right,
}

/// A piece of running text with its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Emphasis and the like.
    pub marks: Marks,
    /// The link that it belongs to.
    pub link: Option<LinkId>,
    /// Where it stands in the source.
    pub span: Span,
}

/// The kinds of inlines. Texts are raw: layout cleans them.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Running text.
    Text(String),
    /// A code span.
    Code(String),
    /// A key to press (`<kbd>`).
    Key(String),
    /// A line end of the source inside a paragraph.
    SoftBreak,
    /// A line end that the author asked for (two blanks, a backslash, `<br>`).
    HardBreak,
    /// An image: its alternative text, may be empty. `link` leads to the picture, or where the link around it leads.
    Image(String),
    /// A reference to a footnote, by its label.
    NoteRef(String),
    /// Liquid or a shortcode inside text: shown dimmed.
    Foreign(String),
    /// The words that announce a story's sources, with their colon (`Source:`, `来源：`). Always the first inline of its
    /// line; several source lines that follow one another are one paragraph with hard breaks.
    Label(String),
}

/// Marks on running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// `**…**`
    pub strong: bool,
    /// `*…*`
    pub emphasis: bool,
    /// `~~…~~`
    pub strike: bool,
}

impl Document {
    /// Tells whether the body begins with a heading that only repeats the post's `title`, which is shown above the body
    /// already. Blanks, punctuation and case do not count.
    pub fn repeats_title(&self, title: &str) -> bool {
        let fold = |text: &str| anchor::loose(&tag::fold(text));
        self.blocks.first().is_some_and(|block| match &block.kind {
            BlockKind::Heading { inlines, .. } => fold(&anchor::text_of(inlines)) == fold(title),
            BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Table(_) => false,
            BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_) => false,
        })
    }

    /// Whether a block follows the one before it without a blank line: both belong to one tight list.
    pub fn is_tight(&self, before: &Block, after: &Block) -> bool {
        let chain = |block: &Block| {
            let mut chain: Vec<FrameId> = self.frame_ids_of(block).collect();
            chain.reverse();
            chain
        };
        let (one, other) = (chain(before), chain(after));
        let shared = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        let item = |chain: &[FrameId], depth: Option<usize>| {
            let frame = depth.and_then(|depth| chain.get(depth)).and_then(|&id| self.frames.get(id))?;
            match frame.kind {
                FrameKind::Item { tight, list, .. } => Some((tight, list)),
                FrameKind::Quote | FrameKind::Alert(_) | FrameKind::Note { .. } => None,
                FrameKind::Details { .. } | FrameKind::TooDeep => None,
            }
        };
        let siblings = match (item(&one, Some(shared)), item(&other, Some(shared))) {
            (Some((tight, a)), Some((_, b))) => tight && a == b,
            (Some(_), None) | (None, Some(_)) | (None, None) => false,
        };
        siblings || item(&other, shared.checked_sub(1)).is_some_and(|(tight, _)| tight)
    }

    /// Walks the containers of a block from the inside out.
    pub fn frames_of(&self, block: &Block) -> impl Iterator<Item = &Frame> {
        self.frame_ids_of(block).filter_map(|id| self.frames.get(id))
    }

    /// Walks the containers of a block from the inside out, by their places among the frames.
    pub fn frame_ids_of(&self, block: &Block) -> impl Iterator<Item = FrameId> {
        let parent = |&id: &FrameId| self.frames.get(id).and_then(|frame| frame.parent).filter(|&parent| parent < id);
        std::iter::successors(block.frame.filter(|&id| id < self.frames.len()), parent)
    }
}
