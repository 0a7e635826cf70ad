//! Grapheme clusters (UAX #29): the unit of layout, of cursor movement and of deletion.

use super::width::{by_default, takes_cells};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The most cells that one cluster takes.
const MAX_CELLS: usize = 2;

/// Walks the extended grapheme clusters of `text` with their byte offsets. A cluster of more than two cells (consonants
/// of India that stack, a pile of skin tones) comes in parts: terminals draw it in as many cells as its letters take.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { at: 0, rest: text, open: 0 }
}

/// Gives the bytes of all clusters that `bytes` touches.
pub fn around(text: &str, bytes: Range<usize>) -> Range<usize> {
    let touched = |&(at, cluster): &(usize, &str)| at < bytes.end && at + cluster.len() > bytes.start;
    let mut touched = clusters(text).filter(touched).map(|(at, cluster)| at..at + cluster.len());
    let Some(first) = touched.next() else { return bytes };
    first.start..touched.last().unwrap_or(first).end
}

/// The clusters of a text, from [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    at: usize,
    rest: &'a str,
    /// The bytes of `rest` that are left of a cluster that comes in parts.
    open: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (usize, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        // Between two plain characters there is always a border, whatever stands around them (UAX #29 GB999).
        let alone = self.open == 0 && is_plain(first) && chars.next().is_none_or(is_plain);
        let end = if alone { first.len_utf8() } else { self.slow_end() };
        let (cluster, rest) = self.rest.split_at(end);
        let at = self.at;
        (self.at, self.rest) = (at + end, rest);
        Some((at, cluster))
    }
}

impl Clusters<'_> {
    /// The end of the next cluster or part, by the tables of Unicode.
    fn slow_end(&mut self) -> usize {
        let cluster = match self.open {
            0 => self.rest.graphemes(true).next().unwrap_or_default(),
            open => self.rest.get(..open).unwrap_or_default(),
        };
        let end = first_part(cluster);
        self.open = cluster.len() - end;
        end
    }
}

/// The end of the first part of a cluster: the whole of it where it takes at most [`MAX_CELLS`].
fn first_part(cluster: &str) -> usize {
    if by_default(cluster) <= MAX_CELLS {
        return cluster.len();
    }
    // A part ends before a character that takes cells of its own: what takes none stays with what it belongs to.
    let starts = cluster.char_indices().skip(1).filter(|(_, c)| takes_cells(*c)).map(|(at, _)| at);
    let mut ends = starts.chain([cluster.len()]);
    let shortest = ends.next().unwrap_or(cluster.len());
    ends.take_while(|&end| by_default(&cluster[..end]) <= MAX_CELLS).last().unwrap_or(shortest)
}

/// Tells whether `c` needs no thought: it takes cells, is a cluster of its own next to its like, and is shown as it is.
/// Not all such characters, but all that Chinese and English are written with.
#[inline]
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}') || is_plain_sign(c)
}

/// The same for all but ASCII and the most frequent Han.
fn is_plain_sign(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{2ff}'
            | '\u{370}'..='\u{377}'
            | '\u{391}'..='\u{3a1}'
            | '\u{3a3}'..='\u{482}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{2190}'..='\u{23ff}'
            | '\u{2460}'..='\u{27ff}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3030}'..='\u{303f}'
            | '\u{3041}'..='\u{3096}'
            | '\u{309b}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{ff01}'..='\u{ff9d}'
            | '\u{ffe0}'..='\u{ffe6}'
    )
}

#[cfg(test)]
mod tests {
    use super::{is_plain, takes_cells};
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn plain_characters_never_join_their_like() {
        for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
            assert_eq!(format!("云{c}{c}e").graphemes(true).count(), 4, "{c:?}");
            assert!(takes_cells(c), "{c:?}");
        }
    }
}
