//! A post: one Markdown file, known by its head (front matter, a count of its stories, its length) until it is opened.

pub mod date;
pub mod tag;
mod field;
mod front;
mod head;
mod lines;
mod problems;
mod split;
mod title;

use crate::diagnostic::Defect;
use crate::text::SafeStr;
use std::ops::Range;

pub use head::{brief, head};
pub use jiff::civil::Date;
pub use tag::Tag;

/// How much of a front matter is read, in bytes; the rest is left out with a warning.
const FRONT_MATTER_BYTES: usize = 64 * 1024;
/// How deep a front matter may be nested, in levels or columns of indentation.
const FRONT_MATTER_DEPTH: usize = 64;
/// How many characters of one source are kept; no address that can be opened is longer.
const SOURCE_CHARS: usize = 8 * 1024;

/// A post's identity inside its library: its path without the extension, `/` between folders, cleaned for display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PostId(pub SafeStr);

/// The head of one post: what the list, the facets and the commands show without reading its body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Post {
    /// Its identity.
    pub id: PostId,
    /// Its path as shown, relative to the posts folder.
    pub path: SafeStr,
    /// Its title on one line; never empty.
    pub title: SafeStr,
    /// The day that it is filed under.
    pub date: Option<Date>,
    /// The date as the author wrote it; empty where it came from the file name or is missing.
    pub date_text: SafeStr,
    /// Who wrote it.
    pub authors: Vec<SafeStr>,
    /// The `source` of the front matter: URLs or names, as written.
    pub sources: Vec<SafeStr>,
    /// Its categories.
    pub categories: Vec<Tag>,
    /// Its tags, without doubles, as first written.
    pub tags: Vec<Tag>,
    /// Front matter keys that mean nothing to us, kept as `(key, value)`.
    pub extra: Vec<(SafeStr, SafeStr)>,
    /// The part of the file's (decoded) text that is its body, in bytes.
    pub body: Range<usize>,
    /// The line of the file, from 1, on which the body begins.
    pub body_line: usize,
    /// How many stories it has; an estimate (≈) until `parsed`.
    pub stories: usize,
    /// Its length: Han and kana characters plus Latin words; an estimate until `parsed`.
    pub words: usize,
    /// True once the body has been parsed and `stories`, `words` and `warnings` are exact.
    pub parsed: bool,
    /// How many defects are known.
    pub warnings: usize,
    /// Why it cannot be read as a post; its row then says so.
    pub broken: Option<Defect>,
}

impl Post {
    /// Takes the body out of `text`, the whole decoded file; a file that has become shorter since gives the empty text.
    pub fn body_of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.body.start..).unwrap_or_default()
    }

    /// Estimates the reading time in whole minutes, at least 1: 400 Han characters or 200 words a minute, counted together
    /// at 350.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(350).max(1)
    }
}
