//! Inlines as one line of text, for lists and outlines.

use super::{Inline, InlineKind};
use crate::text::SafeStr;

/// Gives the words of some inlines on one line.
pub fn plain(inlines: &[Inline]) -> SafeStr {
    let text: String = inlines
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text)
            | InlineKind::Code(text)
            | InlineKind::Key(text)
            | InlineKind::Image(text)
            | InlineKind::Foreign(text)
            | InlineKind::Label(text) => text.as_str(),
            InlineKind::SoftBreak | InlineKind::HardBreak => " ",
            InlineKind::NoteRef(_) => "",
        })
        .collect();
    SafeStr::clean(text.trim())
}
