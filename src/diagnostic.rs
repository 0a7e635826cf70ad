//! Defects as values: what is wrong, where, and what to do next.

use crate::strings::{Lang, Text};
use crate::text::SafeStr;
use std::ops::Range;

/// What is wrong with a text, and the mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The line, from 1: within the body for a [`crate::document::Document`], within the file everywhere else. `None`
    /// where the defect is the whole file's.
    pub line: Option<usize>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong; `{}` stands for `detail`.
    pub message: Text,
    /// What to do about it; `{}` stands for `detail`.
    pub hint: Text,
    /// The word, name or number that the sentences speak of; may be empty.
    pub detail: SafeStr,
    /// The source line in question and the bytes of it that the caret marks.
    pub excerpt: Option<(SafeStr, Range<usize>)>,
}

/// A [`Defect`] and the file that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as the reader knows it: relative to the posts folder where it lies below it.
    pub path: SafeStr,
    /// What is wrong there.
    pub defect: Defect,
}

/// How much a defect matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was read with a guess; nothing of the post is missing.
    Warning,
    /// The post could not be read as a post.
    Broken,
}

impl Defect {
    /// Says what is wrong.
    pub fn message(&self, lang: Lang) -> SafeStr {
        SafeStr::clean(&self.message.get(lang).replace("{}", &self.detail))
    }

    /// Says what to do about it.
    pub fn hint(&self, lang: Lang) -> SafeStr {
        SafeStr::clean(&self.hint.get(lang).replace("{}", &self.detail))
    }
}
