//! The titles of a library, folded once so that a needle is looked for in all of them at once.

use crate::post::Post;
use crate::query::Set;
use crate::text::Needle;
use crate::text::needle::folded;
use std::cell::OnceCell;

/// Titles, one after the other with a line end between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Titles {
    /// For needles with a capital.
    exact: Lines,
    /// For needles in small letters, once there is one.
    small: OnceCell<Lines>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Lines {
    text: String,
    /// Where each title ends.
    ends: Vec<usize>,
}

impl Titles {
    pub fn new(posts: &[Post]) -> Self {
        let titles = posts.iter().map(|post| post.title.as_str());
        Titles { exact: Lines::new(titles, true), small: OnceCell::new() }
    }

    /// The posts whose title has a needle.
    pub fn with(&self, needle: &Needle) -> Set {
        let exact = needle.written().chars().any(char::is_uppercase);
        let lines = if exact { &self.exact } else { self.small.get_or_init(|| self.exact.small()) };
        lines.with(&folded(needle.written(), exact))
    }
}

impl Lines {
    fn new<'a>(titles: impl Iterator<Item = &'a str>, exact: bool) -> Self {
        let mut lines = Lines::default();
        for title in titles {
            lines.text.push_str(&folded(title, exact));
            lines.ends.push(lines.text.len());
            lines.text.push('\n');
        }
        lines
    }

    /// The same titles in small letters. What is folded stays so.
    fn small(&self) -> Self {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + 1));
        Lines::new(starts.zip(&self.ends).filter_map(|(start, end)| self.text.get(start..*end)), false)
    }

    fn with(&self, wanted: &str) -> Set {
        let mut found = Set::none(self.ends.len());
        if wanted.is_empty() {
            return found;
        }
        let finder = memchr::memmem::Finder::new(wanted);
        let mut from = 0;
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let post = self.ends.partition_point(|end| *end <= from + at);
            found.insert(post);
            // One hit is enough for a title.
            from = self.ends.get(post).map_or(self.text.len(), |end| end + 1);
        }
        found
    }
}
