//! Putting a [`Document`] together from the parser's steps: blocks into frames, text into inlines.
//!
//! The parser's nesting is followed with counters and one stack of frame numbers, never by recursion.

mod container;
mod html;
mod section;
mod text;

use super::defect::{Finding, Problem};
use super::foreign::{Masked, Meaning, Region, Section, SectionKind};
use super::html_block::{Part, Source};
use super::inline::{Atom, AtomKind, Composer};
use super::{
    AlertKind, Alignment, Block, BlockKind, Document, Frame, FrameId, FrameKind, Inline, InlineKind, LinkId, MAX_DEPTH,
    Marker, Span, Table, anchor, defect, hidden, note, order, story, words,
};
use crate::text::Scanner;

/// A container that the parser opens.
pub(super) enum Container {
    Quote,
    Alert(AlertKind),
    Note(String),
    Item,
}

/// A leaf block whose text is to come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Paragraph,
    Heading,
    Html,
    Code,
    Table,
}

/// What ends a container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// The parser says so.
    Parser,
    /// `</details>`, or a shortcode that stands for it.
    Details,
    /// The closing shortcode of an alert.
    Alert,
}

/// An open container.
struct Open {
    frame: FrameId,
    ends: Ends,
    /// How many blocks there were when it was opened.
    blocks: usize,
    span: Span,
}

struct List {
    id: usize,
    next: Option<u64>,
}

/// A document in the making.
pub(super) struct Builder<'a> {
    masked: &'a Masked<'a>,
    composer: Composer<'a>,
    document: Document,
    findings: Vec<Finding>,
    anchors: anchor::Anchors,
    open: Vec<Open>,
    lists: Vec<List>,
    /// Whether each list is tight, by its number.
    tight: Vec<bool>,
    leaf: Option<(Leaf, Span)>,
    atoms: Vec<Atom>,
    link: Option<LinkId>,
    /// The image whose alternative text is being gathered: where it stands and the link around it.
    image: Option<(LinkId, String, Span)>,
    code: Option<Code>,
    html: Source,
    /// What a shortcode on a line of its own opens or closes.
    section: Option<Meaning>,
    /// Open details that have no summary yet, and the tags that opened them.
    unnamed: Vec<(FrameId, Span)>,
    /// A summary has been opened whose text is still to come.
    summary_to_come: bool,
    /// How many `</details>` have been met inside an item or quote of what they close.
    owed: usize,
    /// How many details have been opened inside the open paragraph, and closed that were opened before it.
    inline_details: (usize, usize),
    /// Names that tags and attributes give to places of the source.
    places: Vec<(String, usize)>,
    table: Table,
}

#[derive(Default)]
struct Code {
    language: String,
    text: String,
    fenced: bool,
}

impl<'a> Builder<'a> {
    /// Begins a document for a masked body.
    pub fn new(masked: &'a Masked<'a>) -> Self {
        Builder {
            masked,
            composer: Composer::new(masked),
            document: Document::default(),
            findings: Vec::new(),
            anchors: anchor::Anchors::default(),
            open: Vec::new(),
            lists: Vec::new(),
            tight: Vec::new(),
            leaf: None,
            atoms: Vec::new(),
            link: None,
            image: None,
            code: None,
            html: Source::default(),
            section: None,
            unnamed: Vec::new(),
            summary_to_come: false,
            owed: 0,
            inline_details: (0, 0),
            places: masked.places.clone(),
            table: Table::default(),
        }
    }

    /// Ends the document: lists know whether they are tight, links are judged, stories found, words counted.
    pub fn finish(mut self) -> Document {
        self.end_paragraph();
        let Builder { mut document, composer, mut findings, tight: lists, masked, places, .. } = self;
        for frame in &mut document.frames {
            if let FrameKind::Item { tight, list, .. } = &mut frame.kind {
                *tight = lists.get(*list).copied().unwrap_or(true);
            }
        }
        document.links = composer.finish();
        masked.steps().take(document.links.len() + document.frames.len() + document.blocks.len() + places.len());
        note::link_back(&mut document);
        order::number_links(&mut document);
        story::find(masked.source, &mut document);
        document.anchors = anchor::places(places, &document.blocks);
        document.words = words::of_document(&document);
        findings.extend(defect::of_links(&document.links));
        findings.extend(hidden::find(masked.source, &document));
        document.defects = defect::report(masked.source, findings);
        document
    }

    /// Puts foreign marks back into a text.
    pub fn restore(&self, text: &str) -> String {
        self.masked.restore(text).into_owned()
    }

    /// Begins a paragraph that the parser names as one: in an item it makes the list loose (CommonMark 5.3).
    pub fn start_paragraph(&mut self, span: Span) {
        self.start(Leaf::Paragraph, span);
        if let Some(FrameKind::Item { list, .. }) = self.innermost() {
            let list = *list;
            if let Some(tight) = self.tight.get_mut(list) {
                *tight = false;
            }
        }
    }

    /// Begins a leaf block.
    pub fn start(&mut self, leaf: Leaf, span: Span) {
        self.end_paragraph();
        self.leaf = Some((leaf, span));
    }

    /// Ends a paragraph, also one that the parser does not name (the text of a tight item).
    pub fn end_paragraph(&mut self) {
        let Some((_, span)) = self.leaf.take_if(|(leaf, _)| *leaf == Leaf::Paragraph) else { return };
        let atoms = std::mem::take(&mut self.atoms);
        self.paragraph(atoms, span);
        self.end_inline_sections();
    }

    fn paragraph(&mut self, atoms: Vec<Atom>, span: Span) {
        if self.has(&atoms, &Meaning::WideTable) {
            self.findings.push(Finding { problem: Problem::WideTable, at: span.start });
            let text = self.masked.source.part(span.clone()).unwrap_or_default().trim_end().to_owned();
            return self.push(BlockKind::Code { language: String::new(), text }, span);
        }
        if self.has(&atoms, &Meaning::Plain) {
            self.findings.push(Finding { problem: Problem::OpenComment, at: span.start });
        }
        let foreign = match atoms.as_slice() {
            [Atom { kind: AtomKind::Text(text), .. }] => self.masked.only(text),
            _ => None,
        };
        match foreign {
            Some(Region { meaning: Meaning::Shown { .. }, source }) => {
                self.push(BlockKind::Foreign(source.clone()), span);
            }
            _ => {
                let mut inlines = self.compose(atoms);
                self.glued_task(&mut inlines);
                let blocks = self.document.blocks.len();
                let inlines = self.titled_alert(inlines, &span);
                let titled = self.document.blocks.len() > blocks;
                let span = inlines.first().filter(|_| titled).map_or(span.start, |first| first.span.start)..span.end;
                match inlines.is_empty() {
                    true => {}
                    false if self.summary_to_come => self.summary(inlines, span),
                    false => self.push(BlockKind::Paragraph(inlines), span),
                }
            }
        }
    }

    fn has(&self, atoms: &[Atom], meaning: &Meaning) -> bool {
        atoms.iter().any(|atom| matches!(&atom.kind, AtomKind::Text(text) if self.masked.has(text, meaning)))
    }

    /// Ends a heading.
    pub fn end_heading(&mut self, level: u8) {
        let Some((_, span)) = self.leaf.take() else { return };
        let atoms = std::mem::take(&mut self.atoms);
        self.heading(level, atoms, span);
        self.end_inline_sections();
    }

    fn heading(&mut self, level: u8, atoms: Vec<Atom>, span: Span) {
        let named = atoms.iter().rev().find_map(|atom| match &atom.kind {
            AtomKind::Text(text) => self.masked.anchor(text),
            AtomKind::Plain(_) | AtomKind::Html(_) | AtomKind::Done(_) => None,
        });
        let inlines = self.compose(atoms);
        let anchor = self.anchors.add(named, &inlines, self.masked.steps());
        if self.summary_to_come {
            self.places.push((anchor, span.start));
            return self.summary(inlines, span);
        }
        self.push(BlockKind::Heading { level, inlines, anchor }, span);
    }

    /// Begins a code block; `info` is a fence's info string.
    pub fn start_code(&mut self, info: Option<&str>, span: Span) {
        self.start(Leaf::Code, span);
        let language = self.restore(info.unwrap_or_default());
        // Pandoc and kramdown write it as a class: `{.yaml}`.
        let language = language.trim_start_matches(['{', ' ', '.']);
        let language = language.split([' ', '\t', ',', '{', '}']).next().unwrap_or_default().to_owned();
        self.code = Some(Code { language, text: String::new(), fenced: info.is_some() });
    }

    /// Ends a code block.
    pub fn end_code(&mut self) {
        let (Some((_, span)), Some(Code { language, mut text, fenced })) = (self.leaf.take(), self.code.take()) else {
            return;
        };
        if fenced && !defect::is_closed_fence(self.masked.shown(), span.clone()) {
            self.findings.push(Finding { problem: Problem::OpenFence, at: span.start });
        }
        if text.ends_with('\n') {
            text.pop();
        }
        self.push(BlockKind::Code { language, text }, span);
    }

    /// Adds a thematic break.
    pub fn rule(&mut self, span: Span) {
        self.end_paragraph();
        self.push(BlockKind::Rule, span);
    }

    /// Begins a table.
    pub fn start_table(&mut self, columns: Vec<Alignment>, span: Span) {
        self.start(Leaf::Table, span);
        self.table = Table { columns, ..Table::default() };
    }

    /// Begins a row of the table's body.
    pub fn start_row(&mut self) {
        self.trim_row();
        self.table.rows.push(Vec::new());
    }

    /// Drops the empty cells at the last row's end: the parser fills each row up to the table's width.
    fn trim_row(&mut self) {
        if let Some(row) = self.table.rows.last_mut() {
            let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row.truncate(filled);
        }
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        let atoms = std::mem::take(&mut self.atoms);
        let cell = self.compose(atoms);
        let row = self.table.rows.last_mut().unwrap_or(&mut self.table.header);
        row.push(cell);
    }

    /// Ends a table.
    pub fn end_table(&mut self) {
        let Some((_, span)) = self.leaf.take() else { return };
        self.trim_row();
        let table = std::mem::take(&mut self.table);
        self.push(BlockKind::Table(table), span);
        self.end_inline_sections();
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        self.name_sections();
        let len = self.masked.source.part(span.clone()).map_or(0, |text| text.trim_end().len());
        let frame = self.frame();
        self.document.blocks.push(Block { frame, kind, span: span.start..span.start + len });
    }

    fn compose(&mut self, atoms: Vec<Atom>) -> Vec<Inline> {
        self.composer.compose(atoms)
    }
}

/// Gives a body as one block of code: what is left when it could not be parsed.
pub(super) fn raw(source: Scanner) -> Document {
    let body = source.whole();
    let kind = BlockKind::Code { language: String::new(), text: body.to_owned() };
    let blocks = vec![Block { frame: None, kind, span: 0..body.len() }];
    let mut document = Document { blocks, words: words::count(body), ..Document::default() };
    let mut findings = vec![Finding { problem: Problem::Unparsed, at: 0 }];
    findings.extend(hidden::find(source, &document));
    document.defects = defect::report(source, findings);
    document
}
