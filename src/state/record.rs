//! What is kept, one change after another: each record is one row of the database and one line of an export.

use crate::reading::{Asking, Mark, Setting};
use crate::text::SafeStr;

/// What a post's file holds, in short: enough to know it again under another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Content {
    /// How many bytes.
    pub size: u64,
    /// Their hash ([`super::fnv1a`]).
    pub hash: u64,
}

/// What a post is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostKey {
    /// Its library's identity ([`crate::store::Library::identity`]); empty for a text, which is never written.
    pub library: Vec<u8>,
    /// Its path below the library's folder.
    pub path: Vec<u8>,
    /// What it held when it was marked.
    pub content: Option<Content>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// Of what is known about a post.
    Mark(PostKey, Mark),
    /// Of a saved view; without a query it is deleted.
    View(SafeStr, Option<String>),
    /// Something was asked for.
    Asked(Asking, String),
    /// The filter of a library.
    Filter(Vec<u8>, String),
    /// The post of a library that was open last.
    Last(Vec<u8>, Vec<u8>),
    /// How the program looks.
    Setting(Setting),
    /// The marks of a post belong to another one now; those of another library are copied, for it may come back.
    Moved(PostKey, PostKey),
}

/// A record and when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamped {
    /// What changed.
    pub record: Record,
    /// Milliseconds since 1970, for people and for imports.
    pub time: i64,
    /// The count of the database that it was first written to; 0 before that.
    pub count: i64,
}

impl Record {
    /// True where the other record is about the same thing, so that only the later one counts.
    pub fn replaces(&self, other: &Record) -> bool {
        match (self, other) {
            (Record::Mark(post, mark), Record::Mark(other_post, other)) => {
                post.path == other_post.path && post.library == other_post.library && same_mark(mark, other)
            }
            (Record::View(name, _), Record::View(other, _)) => name == other,
            (Record::Asked(asking, text), Record::Asked(other, other_text)) => asking == other && text == other_text,
            (Record::Filter(library, _), Record::Filter(other, _))
            | (Record::Last(library, _), Record::Last(other, _)) => library == other,
            (Record::Setting(setting), Record::Setting(other)) => setting.kind() == other.kind(),
            (Record::Moved(_, to), Record::Moved(_, other)) => to.library == other.library && to.path == other.path,
            (
                Record::Mark(..)
                | Record::View(..)
                | Record::Asked(..)
                | Record::Filter(..)
                | Record::Last(..)
                | Record::Setting(_)
                | Record::Moved(..),
                _,
            ) => false,
        }
    }

    /// True for what is about a text, which nobody will find again.
    pub fn is_fleeting(&self) -> bool {
        match self {
            Record::Mark(post, _) | Record::Moved(_, post) => post.library.is_empty(),
            Record::Filter(library, _) | Record::Last(library, _) => library.is_empty(),
            Record::View(..) | Record::Asked(..) | Record::Setting(_) => false,
        }
    }
}

fn same_mark(mark: &Mark, other: &Mark) -> bool {
    match (mark, other) {
        (Mark::Read(_), Mark::Read(_)) | (Mark::Star(_), Mark::Star(_)) | (Mark::Place(_), Mark::Place(_)) => true,
        (Mark::StarStory(story, _), Mark::StarStory(other, _)) => story.key == other.key,
        (Mark::Read(_) | Mark::Star(_) | Mark::Place(_) | Mark::StarStory(..), _) => false,
    }
}

/// The word for a kind of question, in the database and in exports.
pub fn asking_word(asking: Asking) -> &'static str {
    match asking {
        Asking::Page => "page",
        Asking::Library => "library",
        Asking::Filter => "filter",
    }
}

/// Reads [`asking_word`] back.
pub fn asking(word: &str) -> Option<Asking> {
    [Asking::Page, Asking::Library, Asking::Filter].into_iter().find(|asking| asking_word(*asking) == word)
}
