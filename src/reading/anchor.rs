//! A place in a post that survives what happens to the file above it.

/// A place in a body, by the text that stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The byte of the body when it was noted.
    pub offset: usize,
    /// The first characters that stood there.
    pub quote: String,
}

/// How many characters are noted.
const QUOTE: usize = 48;

impl Anchor {
    /// Notes a place of a body; an offset inside a character counts as that character's.
    pub fn new(body: &str, offset: usize) -> Self {
        let offset = body.floor_char_boundary(offset.min(body.len()));
        let quote = body.get(offset..).unwrap_or_default().chars().take(QUOTE).collect();
        Anchor { offset, quote }
    }

    /// Finds the place again: where the quoted text stands nearest to where it was, else the old offset.
    pub fn find(&self, body: &str) -> usize {
        let there = body.get(self.offset..).is_some_and(|rest| rest.starts_with(&self.quote));
        if there || self.quote.is_empty() {
            return body.floor_char_boundary(self.offset.min(body.len()));
        }
        let found = body.match_indices(&self.quote).map(|(at, _)| at);
        let nearest = found.min_by_key(|at| at.abs_diff(self.offset));
        nearest.unwrap_or_else(|| body.floor_char_boundary(self.offset.min(body.len())))
    }
}
