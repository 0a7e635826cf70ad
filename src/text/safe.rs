//! Text that may be shown. Posts are written by other people, so nothing of them reaches a cell, a title or a message
//! before it has gone through [`SafeStr::clean`].

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

/// Text without controls, bidi overrides, invisible characters or floods of marks: the only text that widgets accept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeStr(Cow<'static, str>);

/// A cleaned text and how many characters had to be replaced or removed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// What may be shown.
    pub text: SafeStr,
    /// How many characters were replaced by a picture or removed.
    pub removed: usize,
}

impl SafeStr {
    /// Wraps a sentence of our own; `tests/it/tidy.rs` sees to it that only literals come here.
    pub const fn literal(text: &'static str) -> Self {
        SafeStr(Cow::Borrowed(text))
    }

    /// Cleans a text for one line: line ends and tabs become blanks.
    pub fn clean(raw: &str) -> Self {
        clean(raw).text
    }

    /// Takes a part of the text; a range that is out of bounds or inside a character gives the empty text.
    pub fn slice(&self, range: Range<usize>) -> Self {
        SafeStr(Cow::Owned(self.0.get(range).unwrap_or_default().to_owned()))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeStr {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Cleans a text for one line and counts what it lost.
pub fn clean(raw: &str) -> Cleaned {
    let mut removed = 0;
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        if matches!(c, '\t' | '\n') {
            text.push(' ');
        } else if c.is_control() {
            text.push('\u{fffd}');
            removed += 1;
        } else {
            text.push(c);
        }
    }
    Cleaned { text: SafeStr(Cow::Owned(text)), removed }
}
