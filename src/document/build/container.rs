//! The containers that the parser opens and closes: quotes, lists and their items, notes.

use super::super::tag_words::alert;
use super::{
    BlockKind, Builder, Container, Ends, Finding, Frame, FrameId, FrameKind, Inline, InlineKind, List, MAX_DEPTH,
    Marker, Open, Problem, Span,
};

impl Builder<'_> {
    /// Opens a container.
    pub fn enter(&mut self, container: Container, span: Span) {
        self.end_paragraph();
        let kind = match container {
            Container::Quote => FrameKind::Quote,
            Container::Alert(kind) => FrameKind::Alert(kind),
            Container::Note(label) => FrameKind::Note { label, back: None },
            Container::Item => self.next_item(),
        };
        self.open_frame(kind, span, Ends::Parser);
    }

    pub(super) fn open_frame(&mut self, kind: FrameKind, span: Span, ends: Ends) {
        let parent = self.frame();
        let blocks = self.document.blocks.len();
        if let Some(deepest) = parent.filter(|_| self.open.len() > MAX_DEPTH) {
            return self.open.push(Open { frame: deepest, ends, blocks, span });
        }
        let too_deep = self.open.len() == MAX_DEPTH;
        if too_deep {
            self.findings.push(Finding { problem: Problem::TooDeep, at: span.start });
        }
        let kind = if too_deep { FrameKind::TooDeep } else { kind };
        self.document.frames.push(Frame { parent, kind });
        self.open.push(Open { frame: self.document.frames.len() - 1, ends, blocks, span });
    }

    /// Closes the innermost container. An item or alert that holds nothing keeps its line.
    pub fn leave(&mut self) {
        self.end_paragraph();
        self.end_inner_sections();
        let keeps_line = matches!(self.innermost(), Some(FrameKind::Item { .. } | FrameKind::Alert(_)));
        let Some(Open { blocks, span, .. }) = self.open.last() else { return };
        if keeps_line && self.document.blocks.len() == *blocks {
            let span = span.clone();
            self.push(BlockKind::Paragraph(Vec::new()), span);
        }
        self.open.pop();
        self.pay();
    }

    /// Opens a list; an ordered one begins with the number `first`.
    pub fn start_list(&mut self, first: Option<u64>) {
        self.end_paragraph();
        self.lists.push(List { id: self.tight.len(), next: first });
        self.tight.push(true);
    }

    /// Closes the innermost list.
    pub fn end_list(&mut self) {
        self.lists.pop();
    }

    fn next_item(&mut self) -> FrameKind {
        let Some(List { id, next }) = self.lists.last_mut() else { return FrameKind::Quote };
        let marker = next.map_or(Marker::Bullet, Marker::Number);
        *next = next.map(|number| number.saturating_add(1));
        FrameKind::Item { marker, tight: true, list: *id }
    }

    /// Makes the innermost item a task.
    pub fn task(&mut self, done: bool) {
        if let Some(FrameKind::Item { marker, .. }) = self.innermost() {
            *marker = Marker::Task(done);
        }
    }

    pub(super) fn innermost(&mut self) -> Option<&mut FrameKind> {
        let frame = self.frame()?;
        self.document.frames.get_mut(frame).map(|frame| &mut frame.kind)
    }

    pub(super) fn frame(&self) -> Option<FrameId> {
        self.open.last().map(|open| open.frame)
    }

    /// Makes an alert of a quote that begins with its kind and a title (`> [!TIP] 标题`), or with a kind that only other
    /// programs than GitHub know. Gives back what follows the title.
    pub(super) fn titled_alert(&mut self, mut inlines: Vec<Inline>, span: &Span) -> Vec<Inline> {
        let begins = self.open.last().is_some_and(|open| open.blocks == self.document.blocks.len());
        let first = inlines.first_mut().filter(|inline| begins && inline.link.is_none());
        let Some(Inline { kind: InlineKind::Text(text), span: place, .. }) = first else { return inlines };
        let kind = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')).and_then(|(word, _)| alert(word));
        let quote = matches!(self.innermost(), Some(FrameKind::Quote)) && text.len() == place.len();
        let (Some(kind), true) = (kind, quote) else { return inlines };
        let rest = text.split_once(']').map_or("", |(_, rest)| rest);
        let title = rest.strip_prefix(['+', '-']).unwrap_or(rest).trim_start().to_owned();
        place.start = place.end - title.len();
        *text = title;
        if let Some(frame) = self.innermost() {
            *frame = FrameKind::Alert(kind);
        }
        let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
        let end = inlines.iter().position(is_break).unwrap_or(inlines.len());
        let below = inlines.split_off(end);
        let below: Vec<Inline> = below.into_iter().skip_while(is_break).collect();
        inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
        inlines.iter_mut().for_each(|inline| inline.marks.strong = true);
        if let Some(last) = inlines.last().map(|last| last.span.end) {
            self.push(BlockKind::Paragraph(inlines), span.start..last);
        }
        below
    }

    /// Makes a task of an item that begins with a box glued to a word of Chinese (`[ ]任务`): no link looks like that.
    pub(super) fn glued_task(&mut self, inlines: &mut Vec<Inline>) {
        let begins = self.open.last().is_some_and(|open| open.blocks == self.document.blocks.len());
        let Some(Inline { kind: InlineKind::Text(text), link: None, span, .. }) = inlines.first_mut() else { return };
        let done = match text.get(..3) {
            Some("[ ]") => false,
            Some("[x]" | "[X]") => true,
            Some(_) | None => return,
        };
        let wide = text.chars().nth(3).is_some_and(|c| c >= '\u{2e80}');
        let is_item =
            matches!(self.innermost(), Some(FrameKind::Item { marker: Marker::Bullet | Marker::Number(_), .. }));
        if begins && wide && is_item && text.len() == span.len() {
            text.drain(..3);
            span.start += 3;
            self.task(done);
        }
    }
}
