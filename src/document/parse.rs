//! Markdown to [`Document`]: the only file that knows pulldown-cmark.

use super::link::{self, Link};
use super::{
    AlertKind, Alignment, Block, BlockKind, Document, Frame, FrameId, FrameKind, Inline, InlineKind, MAX_DEPTH, Marker,
    Marks, Span, Table,
};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Parses a post's body. Any text gives a document; what is wrong with it is in `defects`.
pub fn parse(body: &str) -> Document {
    let mut builder = Builder { body, ..Builder::default() };
    for (event, span) in Parser::new_ext(body, options()).into_offset_iter() {
        builder.event(event, span);
    }
    builder.document
}

/// The extensions that digests use. Smart punctuation, mathematics and definition lists would change what is written.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

#[derive(Default)]
struct Builder<'a> {
    body: &'a str,
    document: Document,
    /// The open containers; `TooDeep` stands for all that lie below it.
    open: Vec<FrameId>,
    /// The open lists: their number and the next marker.
    lists: Vec<(usize, Option<u64>)>,
    next_list: usize,
    inlines: Vec<Inline>,
    block: Option<Span>,
    code: Option<(String, String)>,
    table: Option<Table>,
    marks: [usize; 3],
    link: Option<usize>,
    image: Option<(usize, String)>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match (&mut self.code, &mut self.image) {
                (Some((_, code)), _) => code.push_str(&text),
                (None, Some((_, alt))) => alt.push_str(&text),
                (None, None) => self.inline(InlineKind::Text(text.into_string()), span),
            },
            Event::Code(text) => match &mut self.image {
                Some((_, alt)) => alt.push_str(&text),
                None => self.inline(InlineKind::Code(text.into_string()), span),
            },
            Event::FootnoteReference(label) => self.inline(InlineKind::NoteRef(label.into_string()), span),
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, span),
            Event::HardBreak => self.inline(InlineKind::HardBreak, span),
            Event::Rule => self.push(BlockKind::Rule, span),
            Event::TaskListMarker(done) => {
                if let Some(FrameKind::Item { marker, .. }) = self.frame_kind() {
                    *marker = Marker::Task(done);
                }
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Paragraph => {
                self.loosen();
                self.block = Some(span);
            }
            Tag::Heading { .. } | Tag::HtmlBlock => {
                self.close_text();
                self.block = Some(span);
            }
            Tag::BlockQuote(kind) => {
                self.close_text();
                self.enter(kind.map_or(FrameKind::Quote, |kind| FrameKind::Alert(alert(kind))));
            }
            Tag::CodeBlock(kind) => {
                self.close_text();
                self.block = Some(span);
                let info = match &kind {
                    CodeBlockKind::Indented => "",
                    CodeBlockKind::Fenced(info) => info,
                };
                self.code = Some((info.split_whitespace().next().unwrap_or_default().to_owned(), String::new()));
            }
            Tag::List(first) => {
                self.close_text();
                self.lists.push((self.next_list, first));
                self.next_list += 1;
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(label) => {
                self.close_text();
                self.enter(FrameKind::Note(label.into_string()));
            }
            Tag::Table(columns) => {
                self.close_text();
                self.block = Some(span);
                self.table = Some(Table { columns: columns.into_iter().map(alignment).collect(), ..Table::default() });
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Emphasis => self.marks[0] += 1,
            Tag::Strong => self.marks[1] += 1,
            Tag::Strikethrough => self.marks[2] += 1,
            Tag::Link { dest_url, .. } => self.link = Some(self.add_link(&dest_url, span, false)),
            Tag::Image { dest_url, .. } => {
                if self.image.is_none() {
                    self.image = Some((self.add_link(&dest_url, span, true), String::new()));
                }
            }
            Tag::TableHead | Tag::TableCell | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_text(),
            TagEnd::Heading(level) => {
                let span = self.block.take().unwrap_or_default();
                let inlines = std::mem::take(&mut self.inlines);
                let anchor = String::new();
                self.push(BlockKind::Heading { level: level as u8, inlines, anchor }, span);
            }
            TagEnd::HtmlBlock => self.block = None,
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close_text();
                self.open.pop();
            }
            TagEnd::Item => {
                self.close_text();
                self.open.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                let span = self.block.take().unwrap_or_default();
                if let Some((language, mut text)) = self.code.take() {
                    if text.ends_with('\n') {
                        text.pop();
                    }
                    self.push(BlockKind::Code { language, text }, span);
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inlines);
                if let Some(table) = &mut self.table {
                    table.rows.last_mut().unwrap_or(&mut table.header).push(cell);
                }
            }
            TagEnd::Table => {
                let span = self.block.take().unwrap_or_default();
                if let Some(table) = self.table.take() {
                    self.push(BlockKind::Table(table), span);
                }
            }
            TagEnd::Emphasis => self.marks[0] = self.marks[0].saturating_sub(1),
            TagEnd::Strong => self.marks[1] = self.marks[1].saturating_sub(1),
            TagEnd::Strikethrough => self.marks[2] = self.marks[2].saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Image => {
                if let Some((id, alt)) = self.image.take() {
                    let span = self.document.links.get(id).map(|link| link.span.clone()).unwrap_or_default();
                    let outer = self.link.replace(id);
                    self.inline(InlineKind::Image(alt), span);
                    self.link = outer;
                }
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::MetadataBlock(_) => {}
            TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    fn item(&mut self) {
        let Some((list, next)) = self.lists.last_mut() else { return };
        let marker = next.map_or(Marker::Bullet, Marker::Number);
        *next = next.map(|n| n.saturating_add(1));
        let list = *list;
        self.enter(FrameKind::Item { marker, tight: true, list });
    }

    /// A paragraph that stands in an item makes its list loose (CommonMark 5.3).
    fn loosen(&mut self) {
        let Some(FrameKind::Item { list, .. }) = self.frame_kind() else { return };
        let wanted = *list;
        for frame in self.document.frames.iter_mut().rev() {
            match &mut frame.kind {
                FrameKind::Item { list, tight, .. } if *list == wanted => *tight = false,
                _ => {}
            }
        }
    }

    fn frame_kind(&mut self) -> Option<&mut FrameKind> {
        let id = *self.open.last()?;
        self.document.frames.get_mut(id).map(|frame| &mut frame.kind)
    }

    fn enter(&mut self, kind: FrameKind) {
        let parent = self.open.last().copied();
        let frames = &mut self.document.frames;
        match (self.open.len(), parent) {
            (MAX_DEPTH.., Some(deepest)) if self.open.len() > MAX_DEPTH => self.open.push(deepest),
            (depth, parent) => {
                let kind = if depth >= MAX_DEPTH { FrameKind::TooDeep } else { kind };
                frames.push(Frame { parent, kind });
                self.open.push(frames.len() - 1);
            }
        }
    }

    fn add_link(&mut self, written: &str, span: Span, image: bool) -> usize {
        let text = crate::text::SafeStr::default();
        let target = link::Target::judge(written, &text);
        self.document.links.push(Link { text, written: written.to_owned(), target, span, image });
        self.document.links.len() - 1
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        if self.table.is_none() {
            let block = self.block.get_or_insert(span.clone());
            block.end = block.end.max(span.end);
        }
        let marks = Marks { emphasis: self.marks[0] > 0, strong: self.marks[1] > 0, strike: self.marks[2] > 0 };
        self.inlines.push(Inline { kind, marks, link: self.link, span });
    }

    fn close_text(&mut self) {
        let Some(span) = self.block.take() else { return };
        let inlines = std::mem::take(&mut self.inlines);
        self.push(BlockKind::Paragraph(inlines), span);
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        let span = span.start..span.start + self.body.get(span.clone()).map_or(0, |text| text.trim_end().len());
        self.document.blocks.push(Block { frame: self.open.last().copied(), kind, span });
    }
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(column: pulldown_cmark::Alignment) -> Alignment {
    match column {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
