//! Anchors: the names that `#name` links find headings by.

use super::{Inline, InlineKind};
use std::collections::HashMap;

/// The anchors given so far.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// How often each name was asked for.
    used: HashMap<String, usize>,
}

impl Anchors {
    /// Gives a heading its anchor: the name that its author gave it, or GitHub's slug; `-1`, `-2`, … make it unique.
    pub fn add(&mut self, named: Option<String>, inlines: &[Inline]) -> String {
        let base = named.unwrap_or_else(|| slug(&text_of(inlines)));
        let mut anchor = base.clone();
        while self.used.contains_key(&anchor) {
            let count = self.used.entry(base.clone()).or_default();
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        self.used.insert(anchor.clone(), 0);
        anchor
    }
}

/// Gives a heading's words on one line.
pub(super) fn text_of(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Label(text) => text,
        InlineKind::SoftBreak | InlineKind::HardBreak => " ",
        InlineKind::Image(_) | InlineKind::NoteRef(_) | InlineKind::Foreign(_) => "",
    });
    words.collect()
}

/// Makes GitHub's slug: lower case, letters, digits, `-` and `_` kept, blanks to `-`, all else dropped.
pub(super) fn slug(text: &str) -> String {
    let kept = text.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() || is_mark(c) => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// Combining marks that a word cannot be written without.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{3099}'..='\u{309a}')
}

/// Makes an anchor comparable across site generators: kramdown drops what stands before the first letter and keeps only
/// ASCII, others differ in the number of hyphens; Chinese letters, digits and Latin letters are what they agree on.
pub(super) fn loose(anchor: &str) -> String {
    let letters = anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.collect()
}

/// Tells what kramdown drops from the front of an anchor.
pub(super) fn is_numbering(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '_')
}
