//! Stories: the news items of a digest and their sources.

use super::{Document, LinkId};
use std::ops::Range;

/// One news item: a heading with its blocks up to the next heading of the same or a higher level.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The block of its heading.
    pub heading: usize,
    /// Its blocks, the heading included.
    pub blocks: Range<usize>,
    /// Its source links in order.
    pub sources: Vec<LinkId>,
}

/// Finds the stories of a document.
pub(super) fn find(document: &mut Document) {
    let _ = document;
}
