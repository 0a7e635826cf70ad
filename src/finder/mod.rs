//! The fuzzy finder: what can be found by a few letters (posts, stories, headings, tags, views, commands), and which rows an
//! input finds, best first.
//!
//! A [`Finder`] is made of the heads of a library at once; the headings of its bodies are added as they are read. An input is a
//! [`Wish`]; commands and views travel in it, for they are the reader's and not the library's. Letter by letter only what the
//! shorter input has left is looked at again. See `word` for what a match is and `rank` for what comes first.

mod rank;
mod stock;
mod word;

use crate::text::SafeStr;
use std::ops::Range;

pub use stock::{Entry, Finder, outline_of};

/// What a row leads to, for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A post.
    Post,
    /// A story of a post.
    Story,
    /// Another heading of a post.
    Heading,
    /// A tag.
    Tag,
    /// A saved view.
    View,
    /// A command.
    Command,
}

/// Which kinds are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Commands.
    Commands,
    /// Tags.
    Tags,
    /// Stories and headings.
    Places,
    /// Saved views.
    Views,
}

impl Scope {
    /// Takes the sign off an input that narrows it to some kinds: `>` commands, `#` tags, `@` stories and headings. Full-width
    /// signs count as well.
    pub fn split(self, typed: &str) -> (Scope, &str) {
        let mut chars = typed.chars();
        let scope = match chars.next() {
            Some('>' | '＞' | ':' | '：') => Scope::Commands,
            Some('#' | '＃') => Scope::Tags,
            Some('@' | '＠') => Scope::Places,
            Some(_) | None => return (self, typed),
        };
        (scope, chars.as_str())
    }

    /// Tells whether it looks at rows of a kind.
    pub fn has(self, kind: Kind) -> bool {
        match self {
            Scope::All => true,
            Scope::Commands => kind == Kind::Command,
            Scope::Tags => kind == Kind::Tag,
            Scope::Places => matches!(kind, Kind::Story | Kind::Heading),
            Scope::Views => kind == Kind::View,
        }
    }
}

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a post, by its index in the library.
    Post(usize),
    /// To a heading of a post.
    Place {
        /// The index of the post.
        post: usize,
        /// The byte of its body at which the heading begins.
        place: usize,
    },
    /// To the posts with a tag.
    Tag(SafeStr),
    /// To the posts of a saved view: its query.
    View(String),
    /// To a command, by its name in the configuration.
    Command(&'static str),
}

/// A command or a view, as something to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub kind: Kind,
    /// What is shown and looked at.
    pub text: SafeStr,
    /// What stands beside it: the keys of a command, the query of a view.
    pub aside: SafeStr,
    /// What is looked at, too, and not shown: the name in the configuration, the words of the other language.
    pub also: SafeStr,
    /// Where it leads.
    pub target: Target,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The input, without the sign that narrows it.
    pub typed: String,
    /// Which kinds are looked at.
    pub scope: Scope,
    /// The commands and views, in the order in which they are shown where nothing is typed.
    pub candidates: Vec<Candidate>,
    /// The posts that were open last, the latest first; they stand first where nothing is typed.
    pub recent: Vec<usize>,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub text: SafeStr,
    /// The parts of the words that were met, in bytes, in order and apart from each other.
    pub lit: Vec<Range<usize>>,
    /// The post that a story or heading stands in.
    pub of: SafeStr,
    /// Its date, how many posts have the tag, the keys of a command, the query of a view.
    pub aside: SafeStr,
    /// Where it leads.
    pub target: Target,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best rows, best first.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
}
