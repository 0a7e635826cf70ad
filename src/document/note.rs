//! Footnotes: the way from a note's label back to its reference, and from a reference to its note.

use super::{Block, Document, FrameId, FrameKind, InlineKind, Link, LinkId, Target};
use crate::text::SafeStr;
use std::collections::HashSet;
use std::ops::Range;

/// Adds a link to the label of every note that something refers to.
pub(super) fn link_back(document: &mut Document) {
    let referred: HashSet<String> = document.links.iter().filter_map(|link| label_of(&link.target)).collect();
    if referred.is_empty() {
        return;
    }
    let mut begin = vec![None; document.frames.len()];
    for block in &document.blocks {
        if let Some(slot @ None) = block.frame.and_then(|frame| begin.get_mut(frame)) {
            *slot = Some(block.span.start);
        }
    }
    let links = &mut document.links;
    for (frame, begin) in document.frames.iter_mut().zip(begin) {
        let FrameKind::Note { label, back } = &mut frame.kind else { continue };
        if !referred.contains(&fold(label)) {
            continue;
        }
        let at = begin.unwrap_or_default();
        let written = format!("[^{label}]");
        let text = SafeStr::clean(&format!("[{label}]"));
        *back = Some(links.len());
        links.push(Link { text, written, target: Target::NoteRef(label.clone()), span: at..at, image: false });
    }
}

/// The label of the note that a target leads to, as labels are compared.
fn label_of(target: &Target) -> Option<String> {
    match target {
        Target::Note(label) => Some(fold(label)),
        Target::NoteRef(_) | Target::Web(_) | Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) => None,
    }
}

/// Labels are compared without regard to case.
fn fold(label: &str) -> String {
    label.to_lowercase()
}

impl Document {
    /// The links that are numbered and listed: all but those between footnotes and their references, which come last.
    pub fn listed_links(&self) -> &[Link] {
        let count = self.links.partition_point(|link| !link.target.is_note());
        self.links.get(..count).unwrap_or_default()
    }

    /// The container of the footnote with this label.
    pub fn note(&self, label: &str) -> Option<FrameId> {
        let wanted = fold(label);
        let is_it = |kind: &FrameKind| matches!(kind, FrameKind::Note { label: other, .. } if fold(other) == wanted);
        self.frames.iter().position(|frame| is_it(&frame.kind))
    }

    /// The first reference to the footnote with this label.
    pub fn note_ref(&self, label: &str) -> Option<LinkId> {
        let wanted = fold(label);
        self.links.iter().position(|link| label_of(&link.target).is_some_and(|label| label == wanted))
    }

    /// The link that leads from the label of a note back to its reference.
    pub fn label_of_note(&self, label: &str) -> Option<LinkId> {
        match self.frames.get(self.note(label)?)?.kind {
            FrameKind::Note { back, .. } => back,
            FrameKind::Quote | FrameKind::Alert(_) | FrameKind::Item { .. } => None,
            FrameKind::Details { .. } | FrameKind::TooDeep => None,
        }
    }

    /// The blocks that lie in a container, nested ones too.
    pub fn blocks_in(&self, frame: FrameId) -> Range<usize> {
        let inside = |block: &Block| self.frame_ids_of(block).any(|id| id == frame);
        let Some(start) = self.blocks.iter().position(inside) else { return 0..0 };
        let rest = self.blocks.get(start..).unwrap_or_default();
        start..start + rest.iter().take_while(|block| inside(block)).count()
    }
}

impl Target {
    /// Tells whether it leads from a footnote's reference to the note, or back.
    pub fn is_note(&self) -> bool {
        match self {
            Target::Note(_) | Target::NoteRef(_) => true,
            Target::Web(_) | Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) => false,
        }
    }
}

/// Tells whether an inline is a link as a reader counts them: a reference to a footnote is none.
pub(super) fn is_link(kind: &InlineKind, link: Option<LinkId>) -> bool {
    link.is_some() && !matches!(kind, InlineKind::NoteRef(_))
}
