//! Tags match by a normal form and are shown as first written.

use crate::text::SafeStr;
use unicode_normalization::UnicodeNormalization;

/// One tag, category or author as a value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// What it is matched by: NFKC, lower case, trimmed.
    pub key: String,
    /// What is shown.
    pub shown: SafeStr,
}

impl Tag {
    /// Makes a tag from what was written.
    pub fn new(written: &str) -> Self {
        let shown = SafeStr::clean(written.trim());
        Tag { key: fold(&shown), shown }
    }
}

/// Gives the form by which tags and names are compared: NFKC, lower case, trimmed.
pub fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().trim().to_owned()
}
