//! Containers that tags and shortcodes open and close in the middle of Markdown: `<details>`, `{{< notice >}}`. They end
//! where their own end stands, or with what they stand in.

use super::{BlockKind, Builder, Ends, FrameKind, Inline, InlineKind, Span};
use crate::document::foreign::{Section, SectionKind};
use crate::document::html::Tag;
use crate::document::{Block, Marks};

/// How far back the beginning of a container is looked for when its end is read: nothing deeper is shown as a container.
const REACH: usize = 64;

impl Builder<'_> {
    /// Opens a container. Its title is the summary of what is folded, or stands above the text of an alert.
    pub(super) fn begin_section(&mut self, section: Section, span: Span) {
        self.end_paragraph();
        let (kind, ends) = match section.kind {
            SectionKind::Details { open } => (FrameKind::Details { open }, Ends::Details),
            SectionKind::Alert(kind) => (FrameKind::Alert(kind), Ends::Alert),
        };
        let folds = ends == Ends::Details;
        self.open_frame(kind, span.clone(), ends);
        let is_shown = self.frame().and_then(|frame| self.document.frames.get(frame));
        if is_shown.is_some_and(|frame| matches!(frame.kind, FrameKind::Details { .. })) && folds {
            self.unnamed.extend(self.frame().map(|frame| (frame, span.clone())));
        }
        if section.title.is_empty() {
            return;
        }
        let marks = Marks { strong: !folds, ..Marks::default() };
        let title = vec![Inline { kind: InlineKind::Text(section.title), marks, link: None, span: span.clone() }];
        match folds {
            true => self.summary(title, span),
            false => self.push(BlockKind::Paragraph(title), span),
        }
    }

    /// Closes the innermost container of this kind with all that stands open in it. One around the item or quote at hand
    /// is closed when that ends.
    pub(super) fn end_section(&mut self, ends: Ends) {
        self.end_paragraph();
        let innermost = self.masked.steps().each(self.open.iter().rev().take(REACH));
        let depth = innermost.take_while(|open| open.ends != Ends::Parser).position(|open| open.ends == ends);
        if let Some(depth) = depth {
            (0..=depth).for_each(|_| self.close_top());
        } else if ends == Ends::Details {
            self.owed += 1;
        }
    }

    /// Closes the containers on top that end with what they stand in.
    pub(super) fn end_inner_sections(&mut self) {
        while self.open.last().is_some_and(|open| open.ends != Ends::Parser) {
            self.close_top();
        }
    }

    /// Closes what should have ended inside the container that has just been left.
    pub(super) fn pay(&mut self) {
        while self.owed > 0 && self.open.last().is_some_and(|open| open.ends == Ends::Details) {
            self.owed -= 1;
            self.close_top();
        }
        if self.open.is_empty() {
            self.owed = 0;
        }
    }

    fn close_top(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        self.unnamed.pop_if(|(frame, _)| *frame == closed.frame && closed.ends == Ends::Details);
    }

    /// Takes in a summary; without something folded that waits for one, it is a paragraph.
    pub(super) fn summary(&mut self, inlines: Vec<Inline>, span: Span) {
        self.summary_to_come = false;
        let here = self.frame();
        match self.unnamed.pop_if(|(frame, _)| Some(*frame) == here) {
            Some(_) => self.push(BlockKind::Summary(inlines), span),
            None if inlines.is_empty() => {}
            None => self.push(BlockKind::Paragraph(inlines), span),
        }
    }

    /// Gives an empty summary to whatever is open without one: a block is about to follow.
    pub(super) fn name_sections(&mut self) {
        for (frame, span) in std::mem::take(&mut self.unnamed) {
            self.document.blocks.push(Block { frame: Some(frame), kind: BlockKind::Summary(Vec::new()), span });
        }
        self.summary_to_come = false;
    }

    /// Takes in a tag inside a paragraph: it may end what is folded, and it may have a name.
    pub(super) fn mark_tag(&mut self, tag: &str, at: usize) {
        let Some(tag) = Tag::read(tag) else { return };
        if let Some(name) = tag.name_of_place() {
            self.places.push((name, at));
        }
        match (tag.name.as_str(), tag.closing) {
            ("details", false) => self.inline_details.0 += 1,
            ("details", true) if self.inline_details.0 > 0 => self.inline_details.0 -= 1,
            ("details", true) => self.inline_details.1 += 1,
            _ => {}
        }
    }

    /// Ends what a tag inside the block that has just ended has closed.
    pub(super) fn end_inline_sections(&mut self) {
        let (_, closed) = std::mem::take(&mut self.inline_details);
        (0..closed).for_each(|_| self.end_section(Ends::Details));
    }
}
