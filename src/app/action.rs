//! What can happen to the model, and what it can ask of the world.

use super::command::Command;
use super::key::Key;
use super::model::Focus;
use super::mouse::Cell;
use super::prompt::Edit;
use crate::document::link::WebTarget;
use crate::document::{Document, Facts};
use crate::finder::{Found, Wish};
use crate::highlight::Tokens;
use crate::layout::{Folds, Layout, Spec};
use crate::post::{Date, Post};
use crate::query::Set;
use crate::reading::{Mark, Note, Recalled};
use crate::search::Passages;
use crate::text::{Needle, SafeStr, Widths};
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The terminal has this many columns and rows.
    Resize {
        /// Columns, from 0.
        columns: u16,
        /// Rows, from 0.
        rows: u16,
    },
    /// The terminal has told how wide it draws what terminals disagree on.
    Widths(Widths),
    /// The civil day has changed, or is now known.
    Today(Date),
    /// The library was read, at the start or again.
    Library {
        /// Which reading it is; later ones have higher numbers.
        generation: u64,
        /// All posts, newest first.
        posts: Vec<Post>,
        /// What is remembered of them; none where that comes later, by [`Action::Recalled`].
        recalled: Option<Box<Recalled>>,
    },
    /// What is remembered has come, or another instance has changed it.
    Recalled {
        /// The reading of the library that the indexes count in.
        generation: u64,
        /// All that is remembered.
        recalled: Box<Recalled>,
        /// When it comes.
        when: Recollection,
    },
    /// The text of a post was read.
    Loaded {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post in that library.
        post: usize,
        /// The whole decoded file, or why it could not be read.
        text: Result<String, SafeStr>,
    },
    /// A worker has parsed bodies: exact counts for rows of the list.
    Surveyed {
        /// The reading of the library that the indexes count in.
        generation: u64,
        /// Facts by post index.
        facts: Vec<(usize, Facts)>,
    },
    /// A worker has parsed and set a long body.
    LaidOut {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post in that library.
        post: usize,
        /// Its body.
        body: String,
        /// The parsed body.
        document: Box<Document>,
        /// The body set into lines.
        layout: Layout,
        /// The measure that it was set to.
        measure: usize,
        /// The width rules that it was set by.
        widths: Widths,
        /// Which of its details are unfolded.
        folds: Folds,
    },
    /// It is known what the words of some code blocks are; answers [`Effect::Colour`], more than once.
    Coloured {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post.
        post: usize,
        /// What was found, by the number of the block.
        tokens: Vec<(usize, Arc<Tokens>)>,
    },
    /// It was looked up which posts have these needles in title or text; answers [`Effect::Find`].
    Found {
        /// The reading of the library that the posts count in.
        generation: u64,
        /// The posts by needle.
        found: Vec<(Needle, Set)>,
    },
    /// What was found around hits; answers [`Effect::Passages`].
    Passages {
        /// The reading of the library that the posts count in.
        generation: u64,
        /// The number that was asked with.
        number: u64,
        /// What was found, the best first.
        passages: Box<Passages>,
    },
    /// The reader asked for a command.
    Run(Command),
    /// The reader has begun a sequence of keys; without keys it was given up.
    Pending(Vec<Key>),
    /// The input line was changed.
    Edit(Edit),
    /// The reader chose an answer to the open question, by its place.
    Answer(usize),
    /// The reader moved among the answers.
    Choose(usize),
    /// The reader typed a letter of a link hint.
    HintLetter(char),
    /// The reader opens all links that were chosen by hints.
    TakeHints,
    /// The finder has found something, perhaps not all yet.
    Sighted {
        /// The number of the [`Effect::Look`] that it answers.
        number: u64,
        /// What was found.
        found: Found,
        /// True when all of the library has been looked at.
        complete: bool,
    },
    /// The reader deletes the saved view under the cursor of the finder.
    RemoveView,
    /// The reader moved in the list that the input line narrows by this many rows; negative is
    /// upwards.
    Rove(isize),
    /// The reader moved among the themes by this many; negative is upwards.
    RoveThemes(isize),
    /// The reader keeps the theme under the cursor.
    KeepTheme,
    /// The reader gave up what lies over the panes.
    Dismiss,
    /// The mouse was pressed on something.
    Click(Place),
    /// The mouse was moved with its button held.
    Drag {
        /// What is under it now; none beside the panes.
        place: Option<Place>,
        /// Its column on the screen, from 0.
        column: u16,
    },
    /// The button of the mouse was let go.
    Release,
    /// The wheel was turned over a pane by this many lines; negative is upwards.
    Wheel(Focus, i16),
    /// The wheel was turned sideways over a pane.
    Slide {
        /// The pane.
        pane: Focus,
        /// To the right; else to the left.
        right: bool,
    },
    /// How an opening went.
    Opened(Opening),
    /// What became of a copy, as a sentence: where it went, or why it could not.
    Copied(Result<SafeStr, SafeStr>),
    /// Something to tell on the status line.
    Notice(SafeStr),
}

/// When what is remembered of a library comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recollection {
    /// For the first time, before the user has pressed a key.
    AtStart,
    /// For the first time, after the user has gone on without it.
    Late,
    /// Once more.
    Again,
}

/// What is under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A pane where it shows nothing.
    Pane(Focus),
    /// A row of the list, counted among the matching posts.
    Row(usize),
    /// A cell of the page, see [`super::page::Page::link_at`].
    Text(Cell),
    /// The rule on the right of this pane; on the left of the outline.
    Divider(Focus),
    /// A row of the outline.
    OutlineRow(usize),
    /// A row of the facets.
    FacetRow(usize),
    /// A row of the finder.
    FinderRow(usize),
    /// A row of the theme picker.
    ThemeRow(usize),
}

/// A code block that may be more than plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// Its number in the document.
    pub block: usize,
    /// The first word of its info string.
    pub language: String,
    /// Its code.
    pub text: String,
}

/// How an opening went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The browser was started with this URL.
    Started(String),
    /// There is no browser to start (SSH, no display): the URL is to be shown in full; it was copied.
    NoBrowser(String),
    /// It could not be started, and why.
    Failed(String, SafeStr),
}

/// Something that the shell has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Give the terminal back and stop until continued (Ctrl-z).
    Suspend,
    /// Send every cell again (Ctrl-l).
    Redraw,
    /// Read a post's text; answered by [`Action::Loaded`].
    Read {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post.
        post: usize,
    },
    /// Parse and set a long body in a worker; answered by [`Action::LaidOut`] with the same numbers.
    LayOut {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post.
        post: usize,
        /// Its body.
        body: String,
        /// The way of setting.
        spec: Spec,
    },
    /// Find out what the words of code blocks are; answered by [`Action::Coloured`]. What was asked for before is no longer
    /// needed.
    Colour {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post.
        post: usize,
        /// The blocks, from top to bottom.
        blocks: Vec<CodeBlock>,
    },
    /// Look up which posts have each of these needles in title or text; answered by [`Action::Found`]. What was asked for
    /// before and is not among them is no longer needed.
    Find {
        /// The reading of the library that the posts count in.
        generation: u64,
        /// What to look for.
        needles: Vec<Needle>,
    },
    /// Look up what stands around the hits of some needles; answered by [`Action::Passages`].
    Passages {
        /// The reading of the library that the posts count in.
        generation: u64,
        /// Later ones have higher numbers.
        number: u64,
        /// What to look for.
        needles: Vec<Needle>,
        /// The posts to look at.
        posts: Set,
        /// How many passages are made at most; all are ranked and counted.
        most: usize,
    },
    /// Look for something in a worker; answered by [`Action::Sighted`], more than once while bodies are still being read.
    Look {
        /// The reading of the library that posts count in.
        generation: u64,
        /// Which look it is; only the last one is waited for.
        number: u64,
        /// What is looked for.
        wish: Wish,
    },
    /// Read the library again; answered by [`Action::Library`].
    Reload,
    /// Start the browser; answered by [`Action::Opened`]. Only judged http and https targets come here.
    Open(WebTarget),
    /// Put a text on the clipboard; answered by [`Action::Copied`]. Each of its lines is clean.
    Copy(String),
    /// Show everything in this theme.
    Theme(String),
    /// Hand the file of a post to the reader's editor, and read it again when that has changed it.
    Edit {
        /// The reading of the library that `post` counts in.
        generation: u64,
        /// The index of the post.
        post: usize,
        /// The line of the file, from 1.
        line: usize,
    },
    /// Turn mouse reporting on or off.
    Mouse(bool),
    /// Keep what one gesture changes about posts, by their indexes: all of it or, where the program dies, nothing.
    Keep(Vec<(usize, Mark)>),
    /// Keep something that is not about one post.
    Note(Note),
}
