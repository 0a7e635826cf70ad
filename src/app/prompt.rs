//! The input line: one text with a cursor, whatever is asked for.

use super::filter::FacetRow;
use super::finding::Finding;
use super::list::List;
use super::model::Focus;
use super::overlay::Help;
use crate::layout::Folds;
use crate::post::PostId;
use crate::query::ParseError;
use crate::text::{SafeStr, cluster};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the input line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What to search for in the page.
    Search,
    /// What to search for in all posts.
    Library,
    /// The filter as text.
    Filter,
    /// The name under which the filter is saved.
    View,
    /// What to look for in the help.
    Help,
    /// What to find.
    Finder,
}

/// The open input line.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it asks for.
    pub asked: Asked,
    /// What has been typed. Clean: see [`Prompt::edit`].
    pub text: String,
    /// The byte of `text` that the cursor stands before.
    pub cursor: usize,
    /// The reading position and text to go back to on Escape.
    pub origin: Origin,
    /// Where the text cannot be read, and what was expected there.
    pub problem: Option<ParseError>,
    /// What can stand at the cursor, since Tab was pressed.
    pub completing: Option<Completing>,
    /// The post that was chosen in the list that the text narrows.
    pub chosen: Option<PostId>,
    /// How far back the reader has gone in what was asked before; 0 is the line itself.
    recalled: usize,
    /// The text of each place in the history that was left: drafts and edits come back with it.
    left: BTreeMap<usize, String>,
}

/// What can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completing {
    /// The bytes of the text that the choice stands in.
    pub replace: Range<usize>,
    /// What can stand there.
    pub choices: Vec<String>,
    /// The choice that stands there; none where it is what they have in common.
    pub current: Option<usize>,
}

/// Where the reader was when the input line was opened: what Escape goes back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The line at the top of the page.
    pub top: usize,
    /// The reading position.
    pub place: Option<usize>,
    /// The same two, and what was unfolded, before a search unfolded everything.
    pub folded: Option<(usize, Option<usize>, Folds)>,
    /// The search or filter that held.
    pub text: String,
    /// The post that was selected.
    pub post: Option<PostId>,
    /// Where the list stood.
    pub list: List,
    /// The pane that had the focus.
    pub pane: Focus,
    /// The row under the cursor of the facets, and where they stood.
    pub facets: (Option<FacetRow>, Option<usize>),
    /// The search in all posts that was open.
    pub finding: Option<Finding>,
    /// Which reading of the library these were of.
    pub generation: u64,
    /// The hit that the search on the page was at.
    pub hit: Option<usize>,
    /// The heading that was marked on the page.
    pub marked: Option<usize>,
    /// What the help showed.
    pub help: Option<Help>,
}

/// One change of the input line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Typed or pasted text.
    Insert(String),
    /// Delete the cluster before the cursor.
    Backspace,
    /// Delete the cluster behind the cursor.
    Delete,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete all before the cursor.
    DeleteToStart,
    /// One cluster to the left.
    Left,
    /// One cluster to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// What was asked before this.
    Older,
    /// What was asked after this.
    Newer,
    /// Go on writing what can stand at the cursor: forward, or back to the choice before.
    Complete(bool),
    /// Done.
    Accept,
    /// Given up.
    Cancel,
}

impl Prompt {
    /// Opens an input line with a text in it and the cursor at its end.
    pub fn new(asked: Asked, text: &str, origin: Origin) -> Self {
        let text = SafeStr::clean(text).to_string();
        let (recalled, left) = (0, BTreeMap::new());
        Prompt {
            asked,
            cursor: text.len(),
            text,
            origin,
            problem: None,
            completing: None,
            chosen: None,
            recalled,
            left,
        }
    }

    /// Changes the text. `past` is what was asked before, oldest first. [`Edit::Accept`], [`Edit::Cancel`] and
    /// [`Edit::Complete`] are not its business.
    pub fn edit(&mut self, edit: &Edit, past: &[String]) {
        match edit {
            Edit::Insert(text) => {
                let clean = SafeStr::clean(text);
                self.text.insert_str(self.cursor, &clean);
                self.cursor += clean.len();
            }
            Edit::Backspace => self.delete(self.before(), self.cursor),
            Edit::Delete => self.delete(self.cursor, self.after()),
            Edit::DeleteWord => {
                let head = self.head().trim_end();
                self.delete(head.rfind(' ').map_or(0, |blank| blank + 1), self.cursor);
            }
            Edit::DeleteToStart => self.delete(0, self.cursor),
            Edit::Left => self.cursor = self.before(),
            Edit::Right => self.cursor = self.after(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Older => self.recall(self.recalled + 1, past),
            Edit::Newer => self.recall(self.recalled.saturating_sub(1), past),
            Edit::Accept | Edit::Cancel | Edit::Complete(_) => {}
        }
    }

    /// Whether a plain arrow recalls the history: in an empty line, and after that.
    pub fn recalls(&self) -> bool {
        self.text.is_empty() || self.recalled > 0
    }

    /// The post that stays selected while the text narrows the list.
    pub fn keeps(&self) -> Option<&PostId> {
        self.chosen.as_ref().or(self.origin.post.as_ref())
    }

    /// The text before the cursor.
    pub fn head(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn before(&self) -> usize {
        cluster::clusters(self.head()).last().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let tail = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + cluster::clusters(tail).next().map_or(0, |(_, cluster)| cluster.len())
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn recall(&mut self, back: usize, past: &[String]) {
        if back > past.len() || back == self.recalled {
            return;
        }
        self.left.insert(self.recalled, std::mem::take(&mut self.text));
        let asked = || back.checked_sub(1).and_then(|back| past.iter().rev().nth(back)).cloned();
        self.text = self.left.remove(&back).or_else(asked).unwrap_or_default();
        self.recalled = back;
        self.cursor = self.text.len();
    }
}
