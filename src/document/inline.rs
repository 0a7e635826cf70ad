//! Running text: atoms as the parser gives them become inlines with marks and links.
//!
//! The parser's own emphasis is thrown away (its delimiters come here as text), because it does not know Chinese
//! punctuation; see [`super::emphasis`].

use super::emphasis::{self, Neighbours, Run};
use super::foreign::{Masked, Meaning, Region};
use super::html::{self, Effect};
use super::link::{Link, LinkId, Target};
use super::weave::{Runs, Token, weave};
use super::{Inline, InlineKind, Span, autolink};
use crate::text::{SafeStr, Scanner};
use std::ops::Range;

/// A piece of a block's text before emphasis is read.
#[derive(Debug)]
pub(super) struct Atom {
    pub kind: AtomKind,
    pub link: Option<LinkId>,
    pub span: Span,
}

#[derive(Debug)]
pub(super) enum AtomKind {
    /// Text of Markdown: it may hold delimiters, shortcodes and bare URLs.
    Text(String),
    /// Text of an HTML block: it holds no delimiters.
    Plain(String),
    /// One HTML tag or comment.
    Html(String),
    /// What is finished.
    Done(InlineKind),
}

/// Turns atoms into inlines; shared by all blocks of a document.
pub(super) struct Composer<'a> {
    masked: &'a Masked<'a>,
    links: Vec<Link>,
    /// The words of each link, gathered from its inlines.
    words: Vec<String>,
}

impl<'a> Composer<'a> {
    /// Makes a composer for the document of `masked`.
    pub fn new(masked: &'a Masked<'a>) -> Self {
        Composer { masked, links: Vec::new(), words: Vec::new() }
    }

    /// Adds a link and gives its index. It is judged at the end, when its words are known.
    pub fn add_link(&mut self, written: &str, span: Span, image: bool) -> LinkId {
        let written = written.to_owned();
        self.links.push(Link { text: SafeStr::default(), written, target: Target::Anchor(String::new()), span, image });
        self.words.push(String::new());
        self.links.len() - 1
    }

    /// Adds the link from a footnote's reference to the note.
    pub fn add_note(&mut self, label: &str, span: Span) -> LinkId {
        let id = self.add_link(&format!("[^{label}]"), span, false);
        if let Some(link) = self.links.get_mut(id) {
            link.target = Target::Note(label.to_owned());
        }
        self.name(id, &format!("[{label}]"));
        id
    }

    /// Gives a link's target as the parser gave it, unless it is empty, and its place.
    pub fn written(&self, link: LinkId) -> Option<(String, Span)> {
        self.links
            .get(link)
            .filter(|link| !link.written.is_empty())
            .map(|link| (link.written.clone(), link.span.clone()))
    }

    /// Gives a link words that no inline of it has.
    pub fn name(&mut self, link: LinkId, words: &str) {
        if let Some(all) = self.words.get_mut(link) {
            all.push_str(words);
        }
    }

    /// Gives all links, judged.
    pub fn finish(self) -> Vec<Link> {
        let Composer { masked, links, words } = self;
        let judged = links.into_iter().zip(words).map(|(link, words)| {
            masked.steps().take(link.written.len() + words.len());
            let text = SafeStr::clean(words.trim());
            if link.target.is_note() {
                return Link { text, ..link };
            }
            // The words of a picture are not read as a promise of where it leads.
            let promise = if link.image { "" } else { text.as_str() };
            let target = Target::judge(&masked.resolve(&link.written), promise);
            Link { text, target, written: masked.restore(&link.written).into_owned(), ..link }
        });
        judged.collect()
    }

    /// Reads the emphasis, tags, shortcodes and bare URLs of one block.
    pub fn compose(&mut self, atoms: Vec<Atom>) -> Vec<Inline> {
        let mut pass = Pass::new(self, &atoms);
        for atom in atoms {
            pass.atom(atom);
        }
        pass.flush();
        let Pass { tokens, mut runs, .. } = pass;
        runs.values_mut().for_each(|runs| emphasis::pair(runs, self.masked.steps()));
        let inlines = weave(tokens, &runs, self.masked.source);
        for inline in &inlines {
            if let Some(id) = inline.link.filter(|&id| !self.links[id].image) {
                self.name(id, words_of(&inline.kind));
            }
        }
        inlines
    }
}

/// Gives the words of an inline as a link's text shows them.
fn words_of(kind: &InlineKind) -> &str {
    match kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Image(text) => text,
        InlineKind::Label(text) => text,
        InlineKind::SoftBreak | InlineKind::HardBreak => " ",
        InlineKind::NoteRef(_) | InlineKind::Foreign(_) => "",
    }
}

/// One pass over the atoms of a block.
struct Pass<'p, 'a> {
    composer: &'p mut Composer<'a>,
    tokens: Vec<Token>,
    runs: Runs,
    state: html::State,
    html_link: Option<LinkId>,
    stretch: Stretch,
    stretch_link: Option<LinkId>,
    /// Bytes of the source line or lines between two breaks that the neighbours of a delimiter are looked for in.
    line: Span,
    /// The ends of the block's lines, the last first.
    line_ends: Vec<usize>,
}

/// Text pieces that follow one another: URLs and delimiters may run across them.
#[derive(Default)]
struct Stretch {
    text: String,
    pieces: Vec<Piece>,
}

struct Piece {
    /// Where it begins in the stretch's text, in bytes.
    at: usize,
    len: usize,
    span: Span,
    /// Whether it stands in the source as it is and is Markdown, so that delimiters may be in it.
    delimiters: bool,
    verbatim: bool,
    /// Whether its first character is no delimiter, because a backslash stands before it.
    escaped: bool,
}

impl<'p, 'a> Pass<'p, 'a> {
    fn new(composer: &'p mut Composer<'a>, atoms: &[Atom]) -> Self {
        let breaks = atoms.iter().filter(|atom| is_break(&atom.kind)).map(|atom| atom.span.start);
        let end = atoms.last().map_or(0, |atom| atom.span.end);
        let mut line_ends: Vec<usize> = breaks.chain([end]).collect();
        line_ends.reverse();
        let start = atoms.first().map_or(0, |atom| atom.span.start);
        let line = start..line_ends.pop().unwrap_or(end);
        Pass {
            composer,
            tokens: Vec::new(),
            runs: Runs::new(),
            state: html::State::default(),
            html_link: None,
            stretch: Stretch::default(),
            stretch_link: None,
            line,
            line_ends,
        }
    }

    fn atom(&mut self, atom: Atom) {
        let link = atom.link.or(self.html_link);
        match atom.kind {
            AtomKind::Html(tag) => self.html(&tag, link, atom.span),
            _ if self.state.is_hidden() => {}
            AtomKind::Text(text) => self.text(text, true, link, atom.span),
            AtomKind::Plain(text) => self.text(text, false, link, atom.span),
            AtomKind::Done(kind) => {
                let line_end = matches!(kind, InlineKind::SoftBreak | InlineKind::HardBreak);
                self.done(kind, link, atom.span.clone());
                if line_end {
                    self.line = atom.span.end..self.line_ends.pop().unwrap_or(usize::MAX);
                }
            }
        }
    }

    fn html(&mut self, tag: &str, link: Option<LinkId>, span: Span) {
        self.flush();
        let tag = self.composer.masked.restore(tag).into_owned();
        match self.state.take(&tag) {
            Effect::Nothing => {}
            Effect::Shown => self.done(InlineKind::Text(tag), link, span),
            Effect::Break => self.done(InlineKind::HardBreak, link, span),
            Effect::Image { alt, source } => {
                let picture = self.composer.add_link(&source, span.clone(), true);
                self.composer.name(picture, &alt);
                self.done(InlineKind::Image(alt), link.or(Some(picture)), span);
            }
            Effect::OpenLink(target) => self.html_link = Some(self.composer.add_link(&target, span, false)),
            Effect::CloseLink => self.html_link = None,
        }
    }

    /// Takes in text; shortcodes in it become what they mean.
    fn text(&mut self, text: String, markdown: bool, link: Option<LinkId>, span: Span) {
        if let Some(kind) = self.state.set_apart(&self.composer.masked.restore(&text)) {
            return self.done(kind, link, span);
        }
        if link != self.stretch_link {
            self.flush();
            self.stretch_link = link;
        }
        let masked = self.composer.masked;
        let verbatim = masked.shown().part(span.clone()) == Some(text.as_str());
        for (part, region) in masked.split(&text) {
            let part_span = if verbatim { span.start + part.start..span.start + part.end } else { span.clone() };
            match region {
                None => self.stretch_push(&text[part], verbatim, markdown, part_span),
                Some(region) => self.region(region, link, part_span),
            }
        }
    }

    fn region(&mut self, region: &Region, link: Option<LinkId>, span: Span) {
        match &region.meaning {
            Meaning::Nothing | Meaning::Anchor(_) | Meaning::Opens(_) | Meaning::Closes(_) => {}
            Meaning::Shown { .. } => self.done(InlineKind::Foreign(region.source.clone()), link, span),
            Meaning::Plain | Meaning::Marker | Meaning::WideTable => {
                self.stretch_push(&region.source, true, false, span)
            }
            Meaning::Link { text, target } => {
                let id = self.composer.add_link(target, span.clone(), false);
                self.done(InlineKind::Text(text.clone()), link.or(Some(id)), span);
            }
            Meaning::Image { alt, target, caption, link: leads } => {
                let picture = self.composer.add_link(target, span.clone(), true);
                self.composer.name(picture, alt);
                let page = leads.as_ref().map(|leads| self.composer.add_link(leads, span.clone(), false));
                let link = link.or(page);
                self.done(InlineKind::Image(alt.clone()), link.or(Some(picture)), span.clone());
                if !caption.is_empty() {
                    self.done(InlineKind::HardBreak, None, span.clone());
                    self.done(InlineKind::Text(caption.clone()), link, span);
                }
            }
        }
    }

    fn stretch_push(&mut self, text: &str, verbatim: bool, markdown: bool, span: Span) {
        let Stretch { text: all, pieces } = &mut self.stretch;
        let at = all.len();
        all.push_str(text);
        let delimiters = verbatim && markdown;
        if let Some(last) = pieces.last_mut()
            && last.span.end == span.start
            && (last.verbatim, last.delimiters) == (verbatim, delimiters)
            && verbatim
        {
            last.len += text.len();
            last.span.end = span.end;
            return;
        }
        let covered = pieces.last().is_some_and(|last| last.span.end == span.start);
        let before = span.start.checked_sub(1).and_then(|at| self.composer.masked.shown().byte(at));
        let escaped = !covered && before == Some(b'\\');
        pieces.push(Piece { at, len: text.len(), span, delimiters, verbatim, escaped });
    }

    fn done(&mut self, kind: InlineKind, link: Option<LinkId>, span: Span) {
        self.flush();
        let inline = Inline { kind, marks: self.state.marks(), link, span };
        self.tokens.push(Token::Done(inline));
    }

    /// Finds the URLs and the delimiters of the stretch.
    fn flush(&mut self) {
        let Stretch { text, pieces } = std::mem::take(&mut self.stretch);
        let steps = self.composer.masked.steps();
        let urls = if self.stretch_link.is_none() { autolink::find(Scanner::new(&text, steps)) } else { Vec::new() };
        let mut urls = urls.into_iter().peekable();
        let mut open: Option<(usize, LinkId)> = None;
        for piece in &pieces {
            let end = piece.at + piece.len;
            let mut at = piece.at;
            while at < end {
                if let Some((url_end, id)) = open {
                    let until = url_end.min(end);
                    self.piece(&text, piece, at..until, Some(id), false);
                    open = open.filter(|_| url_end > end);
                    at = until;
                    continue;
                }
                let next = urls.peek().map_or(end, |url| url.start.min(end));
                if next > at {
                    self.piece(&text, piece, at..next, self.stretch_link, piece.delimiters);
                    at = next;
                } else if let Some(url) = urls.next() {
                    let span = Stretch::span(&pieces, &url);
                    let id = self.composer.add_link(&autolink::target(&text[url.clone()]), span, false);
                    open = Some((url.end, id));
                }
            }
        }
    }

    /// Adds a part of a piece: text, or text and runs of delimiters.
    fn piece(&mut self, text: &str, piece: &Piece, part: Range<usize>, link: Option<LinkId>, delimiters: bool) {
        self.composer.masked.steps().take(part.len());
        let mut at = part.start;
        while at < part.end {
            let rest = &text[at..part.end];
            let first = rest.as_bytes()[0];
            let is_run = delimiters && is_delimiter(first) && !(piece.escaped && at == piece.at);
            let len = if is_run {
                rest.bytes().take_while(|&byte| byte == first).count()
            } else {
                let skip = rest.chars().next().map_or(1, char::len_utf8);
                let stop = |byte: u8| delimiters && is_delimiter(byte);
                rest.bytes().skip(skip).position(stop).map_or(rest.len(), |len| skip + len)
            };
            let span = piece.span_of(at..at + len);
            let kind = InlineKind::Text(text[at..at + len].to_owned());
            let inline = Inline { kind, marks: self.state.marks(), link, span: span.clone() };
            self.tokens.push(if is_run {
                let run = Run::new(first, len, self.neighbours(span));
                let runs = self.runs.entry(link).or_default();
                runs.push(run);
                Token::Run { index: runs.len() - 1, inline }
            } else {
                Token::Done(inline)
            });
            at += len;
        }
    }

    /// Looks beside a run, over tildes (they are as good as not there for `**~~a~~**b`).
    fn neighbours(&self, run: Span) -> Neighbours {
        let source = self.composer.masked.shown();
        let line = self.line.start.min(run.start)..self.line.end.clamp(run.end, source.len());
        let mut back = source.chars(line.start..run.start).rev().filter(|&c| c != '~');
        let before = back.next().unwrap_or(' ');
        let before_last = back.next().unwrap_or(' ');
        let mut ahead = source.chars(run.end..line.end).skip_while(|&c| c == '~');
        Neighbours { before_last, before, after: ahead.next().unwrap_or(' ') }
    }
}

fn is_break(kind: &AtomKind) -> bool {
    matches!(kind, AtomKind::Done(InlineKind::SoftBreak | InlineKind::HardBreak))
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}

impl Piece {
    /// Gives the source of a part of the piece; what is not verbatim is one whole.
    fn span_of(&self, part: Range<usize>) -> Span {
        if self.verbatim {
            self.span.start + part.start - self.at..self.span.start + part.end - self.at
        } else {
            self.span.clone()
        }
    }
}

impl Stretch {
    fn span(pieces: &[Piece], range: &Range<usize>) -> Span {
        let of = |at: usize| pieces.get(pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?);
        let start = of(range.start).map_or(0, |piece| piece.span_of(range.start..range.start + 1).start);
        let last = range.end.saturating_sub(1);
        start..of(last).map_or(start, |piece| piece.span_of(last..last + 1).end)
    }
}
