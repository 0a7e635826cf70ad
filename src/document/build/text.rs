//! The steps that bring running text: text, tags, links and images go to the block that is open.

use super::{Atom, AtomKind, Builder, Leaf};
use crate::document::{InlineKind, Span};

impl Builder<'_> {
    /// Takes in text, of a paragraph, an image or a code block.
    pub fn text(&mut self, text: &str, span: Span) {
        if let Some(code) = &mut self.code {
            let unchanged = self.masked.shown().part(span.clone()) == Some(text);
            return code.text.push_str(self.masked.source.part(span).filter(|_| unchanged).unwrap_or(text));
        }
        if matches!(self.leaf, Some((Leaf::Html, _))) {
            // The parser sends the blanks before the first tag as text.
            return self.html_line(text, span);
        }
        self.atom(AtomKind::Text(text.to_owned()), span);
    }

    /// Takes in a finished inline.
    pub fn done(&mut self, kind: InlineKind, span: Span) {
        self.atom(AtomKind::Done(kind), span);
    }

    /// Takes in a reference to a footnote: a link of its own, also inside another one.
    pub fn note_ref(&mut self, label: &str, span: Span) {
        let label = self.restore(label);
        if self.image.is_some() {
            return;
        }
        let outer = self.link;
        self.link = Some(self.composer.add_note(&label, span.clone()));
        self.done(InlineKind::NoteRef(label), span);
        self.link = outer;
    }

    /// Takes in one tag or comment inside a paragraph.
    pub fn html_tag(&mut self, tag: &str, span: Span) {
        let restored = self.restore(tag);
        self.mark_tag(&restored, span.start);
        self.atom(AtomKind::Html(tag.to_owned()), span);
    }

    /// Takes in delimiters that the parser read as emphasis: they are judged anew.
    pub fn delimiter(&mut self, span: Span) {
        if self.image.is_none()
            && let Some(text) = self.masked.shown().part(span.clone())
        {
            self.atom(AtomKind::Text(text.to_owned()), span);
        }
    }

    /// Counts the tildes that begin a struck-through span: one or two.
    pub fn tildes(&self, span: Span) -> usize {
        let second = self.masked.shown().byte(span.start + 1).filter(|_| span.len() > 1);
        1 + usize::from(second == Some(b'~'))
    }

    fn atom(&mut self, kind: AtomKind, span: Span) {
        if let Some((_, alt, _)) = &mut self.image {
            match &kind {
                AtomKind::Text(text) | AtomKind::Plain(text) => alt.push_str(&self.masked.restore(text)),
                AtomKind::Done(InlineKind::Code(text)) => alt.push_str(text),
                AtomKind::Done(InlineKind::SoftBreak | InlineKind::HardBreak) => alt.push(' '),
                AtomKind::Done(_) | AtomKind::Html(_) => {}
            }
            return;
        }
        self.cover(&span);
        self.atoms.push(Atom { kind, link: self.link, span });
    }

    /// Makes the open block reach over `span`; the text of a tight item opens one.
    fn cover(&mut self, span: &Span) {
        let (_, block) = self.leaf.get_or_insert_with(|| {
            // The backslash of an escape belongs to no event.
            let escaped = span.start.checked_sub(1).and_then(|at| self.masked.shown().byte(at)) == Some(b'\\');
            (Leaf::Paragraph, span.start - usize::from(escaped)..span.end)
        });
        block.end = block.end.max(span.end);
    }

    /// Opens a link.
    pub fn start_link(&mut self, target: &str, span: Span) {
        self.cover(&span);
        self.link = Some(self.composer.add_link(target, span, false));
    }

    /// Closes the link. One without words shows its target.
    pub fn end_link(&mut self) {
        let has_words = self.atoms.last().is_some_and(|atom| atom.link == self.link);
        if let Some((target, span)) = self.link.filter(|_| !has_words).and_then(|id| self.composer.written(id)) {
            self.atom(AtomKind::Plain(target), span);
        }
        self.link = None;
    }

    /// Opens an image.
    pub fn start_image(&mut self, target: &str, span: Span) {
        self.image = Some((self.composer.add_link(target, span.clone(), true), String::new(), span));
    }

    /// Closes the image. A picture inside a link leads where the link leads.
    pub fn end_image(&mut self) {
        let Some((picture, alt, span)) = self.image.take() else { return };
        self.composer.name(picture, &alt);
        let outer = self.link;
        self.link = outer.or(Some(picture));
        self.done(InlineKind::Image(alt), span);
        self.link = outer;
    }
}
