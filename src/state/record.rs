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
    /// What the file of a marked post holds, read after it was marked.
    Content(PostKey),
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

/// What a record is about. Of two records about one thing only the later one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing<'a> {
    /// A kind of mark, of a post (library, path) or of one of its stories.
    Mark(&'a [u8], &'a [u8], &'static str, &'a str),
    /// What the file of a post (library, path) holds.
    Content(&'a [u8], &'a [u8]),
    /// The view of this name.
    View(&'a str),
    /// A question in a list.
    Asked(Asking, &'a str),
    /// The filter of a library.
    Filter(&'a [u8]),
    /// The last post of a library.
    Last(&'a [u8]),
    /// A kind of setting.
    Setting(&'static str),
    /// The new place of a post (library, path).
    Moved(&'a [u8], &'a [u8]),
}

impl Record {
    /// Says what the record is about.
    pub fn thing(&self) -> Thing<'_> {
        match self {
            Record::Mark(PostKey { library, path, .. }, mark) => match mark {
                Mark::Read(_) => Thing::Mark(library, path, "read", ""),
                Mark::Star(_) => Thing::Mark(library, path, "star", ""),
                Mark::Place(_) => Thing::Mark(library, path, "place", ""),
                Mark::StarStory(story, _) => Thing::Mark(library, path, "story", &story.key.0),
            },
            Record::Content(PostKey { library, path, .. }) => Thing::Content(library, path),
            Record::View(name, _) => Thing::View(name),
            Record::Asked(asking, text) => Thing::Asked(*asking, text),
            Record::Filter(library, _) => Thing::Filter(library),
            Record::Last(library, _) => Thing::Last(library),
            Record::Setting(setting) => Thing::Setting(setting.kind()),
            Record::Moved(_, PostKey { library, path, .. }) => Thing::Moved(library, path),
        }
    }

    /// True for what is about a text, which nobody will find again.
    pub fn is_fleeting(&self) -> bool {
        match self {
            Record::Mark(post, _) | Record::Moved(_, post) | Record::Content(post) => post.library.is_empty(),
            Record::Filter(library, _) | Record::Last(library, _) => library.is_empty(),
            Record::View(..) | Record::Asked(..) | Record::Setting(_) => false,
        }
    }

    /// True for what the program finds out again when it starts anew: nothing is lost with it.
    pub fn is_found_again(&self) -> bool {
        matches!(self, Record::Content(_) | Record::Moved(..))
    }

    /// True for what the user has done, false for what the program notes by itself: where a post was left, which one
    /// was open, what a file holds.
    pub fn is_of_the_user(&self) -> bool {
        match self {
            Record::Mark(_, Mark::Read(_) | Mark::Star(_) | Mark::StarStory(..))
            | Record::View(..)
            | Record::Asked(..)
            | Record::Filter(..)
            | Record::Setting(_) => true,
            Record::Mark(_, Mark::Place(_)) | Record::Content(_) | Record::Last(..) | Record::Moved(..) => false,
        }
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
