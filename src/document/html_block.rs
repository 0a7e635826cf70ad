//! HTML blocks: taken apart at the tags that end a paragraph, so that their text is set like any other.

use super::html::{Tag, decode};
use super::inline::{Atom, AtomKind};
use super::{InlineKind, Span};
use crate::text::{Scanner, Steps};

/// The parts that an HTML block falls into.
#[derive(Debug)]
pub(super) enum Part {
    Paragraph(Vec<Atom>),
    Heading(u8, Vec<Atom>),
    Code(String, Span),
    Rule(Span),
    /// `<details>`, and whether it is to be shown unfolded.
    Details(bool, Span),
    EndDetails,
    Summary(Vec<Atom>),
    /// A summary whose text is to come.
    OpenSummary,
    EndSummary,
}

/// The lines of an HTML block and where each begins in the source.
#[derive(Default)]
pub(super) struct Source {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl Source {
    /// Adds a line that stands at `start` in the source.
    pub fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
    }

    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|&(first, _)| first <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |&(first, start)| start + at - first)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let first = self.place(start);
        first..end.checked_sub(1).map_or(first, |last| self.place(last) + 1).max(first)
    }

    /// Tells whether it has no line yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Splits the block at its tags; with it come the names that tags give to their places in the source.
    pub fn parts(&self, steps: &Steps) -> (Vec<Part>, Vec<(String, usize)>) {
        let text = Scanner::new(&self.text, steps);
        let mut parts = Parts::new(self, text);
        let last = text.seek_last(0..text.len(), ">").unwrap_or(0);
        let mut at = 0;
        while at < text.len() {
            let tag = (at < last).then(|| tag_end(text, at)).flatten();
            let end = match tag {
                Some(end) => {
                    parts.tag(at, end);
                    end
                }
                None => {
                    let end = text.seek(at + 1..text.len(), "<").unwrap_or(text.len());
                    parts.text(at, end);
                    end
                }
            };
            at = end;
        }
        parts.close();
        parts.close_summary();
        (parts.parts, parts.places)
    }
}

struct Parts<'a> {
    source: &'a Source,
    whole: Scanner<'a>,
    parts: Vec<Part>,
    atoms: Vec<Atom>,
    heading: Option<u8>,
    code: Option<(usize, String)>,
    summary: bool,
    /// Inside a script or a style sheet, whose tags are none.
    hidden: bool,
    places: Vec<(String, usize)>,
}

impl<'a> Parts<'a> {
    fn new(source: &'a Source, whole: Scanner<'a>) -> Self {
        Parts {
            source,
            whole,
            parts: Vec::new(),
            atoms: Vec::new(),
            heading: None,
            code: None,
            summary: false,
            hidden: false,
            places: Vec::new(),
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let text = self.whole.part(start..end).unwrap_or_default();
        if let Some((_, code)) = &mut self.code {
            code.push_str(&decode(text));
            return;
        }
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let words = line.trim_matches(['\n', '\r', '\t', ' ']);
            if !words.is_empty() {
                let indent = line.len() - line.trim_start_matches(['\n', '\r', '\t', ' ']).len();
                // Blanks between a tag and a word stand for one blank.
                let glued = at == start && indent > 0 && !self.atoms.is_empty();
                let from = at + indent - usize::from(glued);
                let trailing = line[indent + words.len()..].starts_with(' ') && !line.ends_with('\n');
                let to = at + indent + words.len() + usize::from(trailing);
                self.push(
                    AtomKind::Plain(decode(self.whole.part(from..to).unwrap_or_default()).into_owned()),
                    from,
                    to,
                );
            }
            if words.is_empty() && !line.ends_with('\n') && !self.atoms.is_empty() {
                // Between two tags.
                self.push(AtomKind::Plain(" ".to_owned()), at, at + line.len());
            }
            if line.ends_with('\n') && !self.atoms.is_empty() {
                self.push(AtomKind::Done(InlineKind::SoftBreak), at + line.len() - 1, at + line.len());
            }
            at += line.len();
        }
    }

    fn tag(&mut self, start: usize, end: usize) {
        let text = self.whole.part(start..end).unwrap_or_default();
        let Some(tag) = Tag::read(text) else { return };
        if self.code.is_some() && tag.name != "pre" {
            return;
        }
        if let Some(name) = tag.name_of_place() {
            self.places.push((name, self.source.place(start)));
        }
        match tag.name.as_str() {
            "script" | "style" => {
                self.hidden = !tag.closing;
                self.push(AtomKind::Html(text.to_owned()), start, end);
            }
            "details" | "summary" if self.hidden => {}
            "details" => {
                self.close();
                self.close_summary();
                let span = self.source.span(start, end);
                let open = tag.attribute("open").is_some();
                self.parts.push(if tag.closing { Part::EndDetails } else { Part::Details(open, span) });
            }
            "summary" if tag.closing => {
                self.close_summary();
                self.parts.push(Part::EndSummary);
            }
            "summary" => {
                self.close();
                self.summary = true;
            }
            "pre" if tag.closing => {
                if let Some((from, code)) = self.code.take() {
                    let code = code.trim_matches('\n').to_owned();
                    self.parts.push(Part::Code(code, self.source.span(from, end)));
                }
            }
            "pre" => {
                self.close();
                self.code = Some((start, String::new()));
            }
            "hr" => {
                self.close();
                self.parts.push(Part::Rule(self.source.span(start, end)));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close();
                self.heading = text.bytes().find(u8::is_ascii_digit).filter(|_| !tag.closing).map(|digit| digit - b'0');
            }
            "td" | "th" if !tag.closing && !self.atoms.is_empty() => {
                self.push(AtomKind::Plain(" ".to_owned()), start, end);
            }
            name if BREAKING.contains(&name) => self.close(),
            _ => self.push(AtomKind::Html(text.to_owned()), start, end),
        }
    }

    fn push(&mut self, kind: AtomKind, start: usize, end: usize) {
        self.atoms.push(Atom { kind, link: None, span: self.source.span(start, end) });
    }

    /// Ends a summary.
    fn close_summary(&mut self) {
        if std::mem::take(&mut self.summary) {
            let atoms = self.take();
            self.parts.push(if atoms.is_empty() { Part::OpenSummary } else { Part::Summary(atoms) });
        }
    }

    /// The atoms so far, without line ends behind them.
    fn take(&mut self) -> Vec<Atom> {
        let mut atoms = std::mem::take(&mut self.atoms);
        while atoms.last().is_some_and(|atom| matches!(atom.kind, AtomKind::Done(InlineKind::SoftBreak))) {
            atoms.pop();
        }
        atoms
    }

    /// Ends a paragraph. A summary goes on over the tags that would end one.
    fn close(&mut self) {
        if let Some((from, code)) = self.code.take() {
            let span = self.source.span(from, self.whole.len());
            self.parts.push(Part::Code(code.trim_matches('\n').to_owned(), span));
        }
        if self.summary {
            return;
        }
        let atoms = self.take();
        let heading = self.heading.take();
        if !atoms.is_empty() {
            self.parts.push(match heading {
                Some(level) => Part::Heading(level, atoms),
                None => Part::Paragraph(atoms),
            });
        }
    }
}

/// Elements whose tags end a paragraph.
const BREAKING: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// How far an attribute's quote is looked for, in bytes: an unclosed one costs no more.
const QUOTE_LIMIT: usize = 4096;

/// Finds the end of the tag, comment or declaration that begins at `at`.
fn tag_end(text: Scanner, at: usize) -> Option<usize> {
    if text.has_at(at, "<!--") {
        return Some(text.seek(at..text.len(), "-->").map_or(text.len(), |end| end + 3));
    }
    let begins = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?');
    if !text.has_at(at, "<") || !text.byte(at + 1).is_some_and(begins) {
        return None;
    }
    let mut quote = None;
    for at in at..text.len().min(at + QUOTE_LIMIT) {
        match (quote, text.byte(at)) {
            (None, Some(b'>')) => return Some(at + 1),
            (None, Some(byte @ (b'"' | b'\''))) => quote = Some(byte),
            (Some(open), Some(byte)) if open == byte => quote = None,
            (_, _) => {}
        }
    }
    text.seek(at..text.len(), ">").map(|end| end + 1)
}
