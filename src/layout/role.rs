//! Inlines of the document into pieces to be set: which role each plays where it stands.

use super::inline::{Look, Piece, PieceKind};
use super::{Role, Spec, form};
use crate::document::{Block, BlockKind, Document, FrameKind, Inline, InlineKind, LinkId, Marks, Span};
use crate::strings::document as words;
use std::borrow::Cow;
use std::collections::HashMap;

/// Gives inlines their roles.
pub struct Roles<'s> {
    /// For every link whether a story names it as its source.
    sources: Vec<bool>,
    /// For every container whether it is a quote, or stands in one.
    quotes: Vec<bool>,
    spec: &'s Spec,
}

impl<'s> Roles<'s> {
    /// Reads the sources of the stories of `document`, and what is a quote in it.
    pub fn new(document: &Document, spec: &'s Spec) -> Roles<'s> {
        let mut sources = vec![false; document.links.len()];
        for &link in document.stories.iter().flat_map(|story| &story.sources) {
            if let Some(source) = sources.get_mut(link) {
                *source = true;
            }
        }
        let mut quotes: Vec<bool> = Vec::with_capacity(document.frames.len());
        for frame in &document.frames {
            let outer = frame.parent.and_then(|parent| quotes.get(parent)).copied().unwrap_or(false);
            quotes.push(outer || frame.kind == FrameKind::Quote);
        }
        Roles { sources, quotes, spec }
    }

    /// The pieces of a block of running text; none for a block of another kind.
    pub fn of_block<'a>(&self, block: &'a Block) -> Vec<Piece<'a>> {
        match &block.kind {
            BlockKind::Heading { level, inlines, .. } => {
                let role = Role::Heading(*level);
                let sign = self.spec.heading_sign(*level);
                let sign = sign.map(|sign| own(sign.into(), role, Marks::default(), None, block.span.clone()));
                sign.into_iter().chain(self.pieces(inlines, role)).collect()
            }
            BlockKind::Paragraph(inlines) => {
                let quoted = block.frame.and_then(|frame| self.quotes.get(frame)) == Some(&true);
                self.pieces(inlines, if quoted { Role::Quote } else { Role::Text })
            }
            BlockKind::Summary(inlines) => {
                let mut pieces = self.pieces(inlines, Role::Text);
                if inlines.is_empty() {
                    let words = words::SUMMARY.get(self.spec.lang);
                    pieces.push(own(words.into(), Role::Text, Marks::default(), None, block.span.clone()));
                }
                pieces.iter_mut().for_each(|piece| piece.look.marks.strong = true);
                pieces
            }
            BlockKind::Foreign(raw) => {
                let look = Look { role: Role::Foreign, ..Look::default() };
                vec![Piece { text: raw.into(), kind: PieceKind::Prose, look, span: block.span.clone() }]
            }
            BlockKind::Code { .. } | BlockKind::Table(_) | BlockKind::Rule => Vec::new(),
        }
    }

    /// The pieces of `inlines`, where plain text is `base`.
    pub fn pieces<'a>(&self, inlines: &'a [Inline], base: Role) -> Vec<Piece<'a>> {
        let mut pieces = Vec::with_capacity(inlines.len());
        let ends = if self.spec.is_linear() { form::ends_of_links(inlines) } else { HashMap::new() };
        for (index, inline) in inlines.iter().enumerate() {
            self.push(&mut pieces, inline, self.text_role(inline.link, base));
            if let Some(link) = inline.link.filter(|link| ends.get(link) == Some(&index)) {
                // A line never begins with the number (U+2060 is glue).
                let number = format!("\u{2060}{}", form::link_number(link));
                pieces.push(own(number.into(), base, inline.marks, inline.link, inline.span.clone()));
            }
        }
        pieces
    }

    fn push<'a>(&self, pieces: &mut Vec<Piece<'a>>, inline: &'a Inline, text: Role) {
        let (text, kind, role) = match &inline.kind {
            InlineKind::Text(words) => (Cow::Borrowed(words.as_str()), PieceKind::Prose, text),
            InlineKind::Code(code) => (Cow::Borrowed(code.as_str()), PieceKind::Code, Role::Code),
            InlineKind::Key(key) => (Cow::Borrowed(key.as_str()), PieceKind::Prose, Role::Key),
            InlineKind::Label(words) => (Cow::Borrowed(words.as_str()), PieceKind::Prose, Role::Label),
            InlineKind::SoftBreak => (Cow::Borrowed(" "), PieceKind::SoftBreak, text),
            InlineKind::HardBreak => (Cow::Borrowed(" "), PieceKind::HardBreak, text),
            InlineKind::NoteRef(label) => (Cow::Owned(self.spec.note(label)), PieceKind::Prose, Role::NoteRef),
            InlineKind::Foreign(raw) => (Cow::Borrowed(raw.as_str()), PieceKind::Prose, Role::Foreign),
            InlineKind::Image(alt) => {
                let mark = words::IMAGE.get(self.spec.lang);
                pieces.push(own(mark.into(), Role::Image, inline.marks, inline.link, inline.span.clone()));
                if alt.is_empty() {
                    return;
                }
                (Cow::Borrowed(alt.as_str()), PieceKind::Prose, Role::Image)
            }
        };
        let look = Look { role, marks: inline.marks, link: inline.link };
        pieces.push(Piece { text, kind, look, span: inline.span.clone() });
    }

    fn text_role(&self, link: Option<LinkId>, base: Role) -> Role {
        match link {
            None => base,
            Some(link) if self.sources.get(link) == Some(&true) => Role::SourceLink,
            Some(_) => Role::Link,
        }
    }
}

/// A piece of our own: it stands at the begin of `near` and covers nothing of the source.
pub fn own<'a>(text: Cow<'a, str>, role: Role, marks: Marks, link: Option<LinkId>, near: Span) -> Piece<'a> {
    Piece { text, kind: PieceKind::Prose, look: Look { role, marks, link }, span: near.start..near.start }
}
