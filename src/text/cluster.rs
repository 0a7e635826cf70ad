//! Grapheme clusters (UAX #29): the unit of layout, of cursor movement and of deletion.

use super::width::{by_default, takes_cells};
use unicode_segmentation::UnicodeSegmentation;

/// The most cells that one cluster takes.
const MAX_CELLS: usize = 2;

/// Walks the extended grapheme clusters of `text` with their byte offsets. A cluster of more than two cells (consonants
/// of India that stack, a pile of skin tones) comes in parts: terminals draw it in as many cells as its letters take.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).flat_map(|(at, rest)| Parts { at, rest })
}

/// What is left of one cluster.
struct Parts<'a> {
    at: usize,
    rest: &'a str,
}

impl<'a> Iterator for Parts<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest.chars().next()?;
        let end = if first.len_utf8() == self.rest.len() || by_default(self.rest) <= MAX_CELLS {
            self.rest.len()
        } else {
            // A part ends before a character that takes cells of its own: what takes none stays with what it belongs to.
            let starts = self.rest.char_indices().skip(1).filter(|(_, c)| takes_cells(*c)).map(|(at, _)| at);
            let mut ends = starts.chain([self.rest.len()]);
            let shortest = ends.next().unwrap_or(self.rest.len());
            ends.take_while(|&end| by_default(&self.rest[..end]) <= MAX_CELLS).last().unwrap_or(shortest)
        };
        let (part, rest) = self.rest.split_at(end);
        let at = self.at;
        (self.at, self.rest) = (at + end, rest);
        Some((at, part))
    }
}
