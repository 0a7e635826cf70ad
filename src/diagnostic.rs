//! Defects as values: what is wrong, where, and what to do next.

use crate::strings::{Lang, Text, post as strings};
use crate::text::{SafeStr, Widths};
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

impl Defect {
    /// Makes a warning without place or detail.
    pub fn warning(message: Text, hint: Text) -> Self {
        Defect { line: None, severity: Severity::Warning, message, hint, detail: SafeStr::default(), excerpt: None }
    }

    /// Makes a defect for which the file cannot be read as a post.
    pub fn broken(message: Text, hint: Text) -> Self {
        Defect { severity: Severity::Broken, ..Defect::warning(message, hint) }
    }

    /// Names the word, name or number that the sentences speak of.
    #[must_use]
    pub fn about(mut self, detail: &str) -> Self {
        self.detail = SafeStr::clean(detail);
        self
    }

    /// Names the line, from 1.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// Shows the source line `text`, the caret under its bytes `marked`. Long lines are cut to what stands near the caret.
    #[must_use]
    pub fn showing(mut self, text: &str, marked: Range<usize>) -> Self {
        let text = text.trim_end();
        let start = floor(text, marked.start);
        let end = floor(text, marked.end.max(start));
        let from = back(text, start, BEFORE_CARET);
        let to = forward(text, end, AFTER_CARET);
        let before = SafeStr::clean(text.get(from..start).unwrap_or_default());
        let inside = SafeStr::clean(forward_slice(text, start, end));
        let after = SafeStr::clean(text.get(end..to).unwrap_or_default());
        let caret = before.len()..before.len() + inside.len();
        self.excerpt = Some((SafeStr::clean(&format!("{before}{inside}{after}")), caret));
        self
    }
}

/// How many characters an excerpt keeps before and after the caret.
const BEFORE_CARET: usize = 60;
const AFTER_CARET: usize = 40;

/// Gives the last character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// Steps back by at most `count` characters.
fn back(text: &str, at: usize, count: usize) -> usize {
    text.get(..at).and_then(|head| head.char_indices().rev().nth(count - 1)).map_or(0, |(index, _)| index)
}

/// Steps forward by at most `count` characters.
fn forward(text: &str, at: usize, count: usize) -> usize {
    text.get(at..).and_then(|tail| tail.char_indices().nth(count)).map_or(text.len(), |(index, _)| at + index)
}

/// Takes the marked part, at most as long as what follows a caret.
fn forward_slice(text: &str, start: usize, end: usize) -> &str {
    let end = end.min(forward(text, start, AFTER_CARET));
    text.get(start..end).unwrap_or_default()
}

/// Writes a diagnostic as `check` prints it: `path:line: what`, the source line with a caret placed by cells, and the mend.
pub fn render(diagnostic: &Diagnostic, lang: Lang, widths: Widths) -> String {
    let Diagnostic { path, defect } = diagnostic;
    let mut out = path.to_string();
    if let Some(line) = defect.line {
        out.push_str(&format!(":{line}"));
    }
    out.push_str(&format!(": {}\n", defect.message(lang)));
    if let Some((source, caret)) = &defect.excerpt {
        let number = defect.line.map(|line| line.to_string()).unwrap_or_default();
        let margin = " ".repeat(number.len());
        let indent = widths.of(&source.slice(0..caret.start));
        let marks = widths.of(&source.slice(caret.clone())).max(1);
        out.push_str(&format!("  {number} | {source}\n  {margin} | {}{}\n", " ".repeat(indent), "^".repeat(marks)));
    }
    out.push_str(&format!("  {}: {}\n", strings::HINT.get(lang), defect.hint(lang)));
    out
}
