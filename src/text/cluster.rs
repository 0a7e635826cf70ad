//! Grapheme clusters (UAX #29): the unit of layout, of cursor movement and of deletion.

use unicode_segmentation::UnicodeSegmentation;

/// Walks the extended grapheme clusters of `text` with their byte offsets.
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}
