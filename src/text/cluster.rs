//! Grapheme clusters (UAX #29): the unit of layout, of cursor movement and of deletion.

use super::width::{by_default, takes_cells};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The most cells that one cluster takes.
const MAX_CELLS: usize = 2;

/// Walks the extended grapheme clusters of `text` with their byte offsets. A cluster of more than two cells (consonants
/// of India that stack, a pile of skin tones) comes in parts: terminals draw it in as many cells as its letters take.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { rest: text, at: 0, plain: 0, open: 0 }
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
    rest: &'a str,
    at: usize,
    /// Up to here each character is a cluster.
    plain: usize,
    /// Up to here goes the cluster that comes in parts; at or before `at` when none does.
    open: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (usize, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let lead = *self.rest.as_bytes().first()?;
        let len = if self.at < self.plain { bytes_of(lead) } else { self.general() };
        let (cluster, rest) = self.rest.split_at_checked(len)?;
        let at = self.at;
        (self.at, self.rest) = (at + len, rest);
        Some((at, cluster))
    }
}

impl Clusters<'_> {
    /// The bytes of the next cluster or part. Finds how far characters are clusters from there on.
    fn general(&mut self) -> usize {
        let rest = self.rest;
        if self.open > self.at {
            // A part that stands alone may have borders of its own: a skin tone is joined to nothing (UAX #29 GB11).
            let left = rest.get(..self.open - self.at).unwrap_or(rest);
            return first_part(left.graphemes(true).next().unwrap_or(left));
        }
        // Between two plain characters there is always a border (UAX #29 GB999); what stands behind the last one may
        // belong to it.
        let (plain, other) = rest.split_at(plain_len(rest));
        let last = if other.is_empty() { None } else { plain.char_indices().next_back() };
        self.plain = self.at + last.map_or(plain.len(), |(last, _)| last);
        if self.plain > self.at {
            return rest.chars().next().map_or(0, char::len_utf8);
        }
        let cluster = rest.graphemes(true).next().unwrap_or(rest);
        self.open = self.at + cluster.len();
        first_part(cluster)
    }
}

/// The bytes of a character, by the first of them.
fn bytes_of(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}

/// How many bytes of plain characters `text` begins with.
#[inline]
pub(super) fn plain_len(text: &str) -> usize {
    let mut at = 0;
    while let Some(&lead) = text.as_bytes().get(at) {
        at += match lead {
            b' '..=b'~' => 1,
            // Han, U+5000 to U+9FFF and U+4E00 to U+4FFF; full-width forms, U+FF01 to U+FF3F.
            0xe5..=0xe9 => 3,
            0xe4 if text.as_bytes().get(at + 1) >= Some(&0xb8) => 3,
            0xef if text.as_bytes().get(at + 1) == Some(&0xbc) && text.as_bytes().get(at + 2) > Some(&0x80) => 3,
            _ => match text.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| is_plain(c)) {
                Some(c) => c.len_utf8(),
                None => return at,
            },
        };
    }
    at
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
pub(super) fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{a0}'..='\u{ac}'
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
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{ff01}'..='\u{ff9d}'
            | '\u{ffe0}'..='\u{ffe6}'
    )
}

#[cfg(test)]
mod tests {
    use super::{bytes_of, is_plain, plain_len, takes_cells};
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn plain_characters_never_join_their_like() {
        for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
            assert_eq!(format!("云{c}{c}e").graphemes(true).count(), 4, "{c:?}");
            assert!(takes_cells(c), "{c:?}");
        }
    }

    #[test]
    fn stretches_go_as_far_as_characters_are_plain() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}云");
            assert_eq!(bytes_of(text.as_bytes()[1]), c.len_utf8(), "{c:?}");
            assert_eq!(plain_len(&text), if is_plain(c) { text.len() } else { 1 }, "{c:?}");
        }
    }
}
