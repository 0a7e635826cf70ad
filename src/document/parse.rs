//! Markdown to [`Document`]: the only file that knows pulldown-cmark.

use super::build::{Builder, Container, Leaf};
use super::foreign::Masked;
use super::{AlertKind, Alignment, Document, InlineKind, Span};
use crate::text::{Scanner, Steps};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Parses a post's body. Any text gives a document; what is wrong with it is in `defects`.
///
/// A panic of the Markdown parser costs the post its looks, not the program its life: the body is then shown as it is,
/// with a defect that says so.
pub fn parse(body: &str) -> Document {
    parse_counted(body, &Steps::default())
}

/// Parses a post's body as [`parse`] does, and adds what our own passes over it cost to `steps`.
/// What the Markdown parser itself does is not counted.
pub fn parse_counted(body: &str, steps: &Steps) -> Document {
    guarded(body, steps, |body| read(body, steps))
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Tells whether a panic on this thread would be caught by [`parse`], so that a panic hook can keep silent: hooks run
/// before anything is caught, and nothing else tells them.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

fn guarded(body: &str, steps: &Steps, read: impl FnOnce(&str) -> Document) -> Document {
    let outer = GUARDED.replace(true);
    let document = catch_unwind(AssertUnwindSafe(|| read(body)));
    GUARDED.set(outer);
    document.unwrap_or_else(|_| super::build::raw(Scanner::new(body, steps)))
}

fn read(body: &str, steps: &Steps) -> Document {
    let masked = Masked::new(Scanner::new(body, steps));
    let mut builder = Builder::new(&masked);
    let mut images = 0;
    for (event, span) in Parser::new_ext(masked.parsed(), options()).into_offset_iter() {
        take(&mut builder, &mut images, event, span);
    }
    builder.finish()
}

/// The extensions that digests use. Smart punctuation, mathematics and definition lists would change what is written.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Takes in one event. What an image holds is its alternative text, so only the outermost image counts.
fn take(builder: &mut Builder, images: &mut usize, event: Event, span: Span) {
    match event {
        Event::Start(Tag::Image { dest_url, .. }) => {
            if *images == 0 {
                builder.start_image(&dest_url, span);
            }
            *images += 1;
        }
        Event::End(TagEnd::Image) => {
            *images = images.saturating_sub(1);
            if *images == 0 {
                builder.end_image();
            }
        }
        Event::Start(tag) => start(builder, *images > 0, tag, span),
        Event::End(tag) => end(builder, *images > 0, tag, span),
        Event::Text(text) => builder.text(&text, span),
        Event::Code(text) => builder.done(InlineKind::Code(builder.restore(&text)), span),
        Event::FootnoteReference(label) => builder.note_ref(&label, span),
        Event::SoftBreak => builder.done(InlineKind::SoftBreak, span),
        Event::HardBreak => builder.done(InlineKind::HardBreak, span),
        Event::Rule => builder.rule(span),
        Event::TaskListMarker(done) => builder.task(done),
        Event::Html(text) => builder.html_line(&text, span),
        Event::InlineHtml(text) => builder.html_tag(&text, span),
        // Their extensions are off.
        Event::InlineMath(text) | Event::DisplayMath(text) => builder.text(&text, span),
    }
}

fn start(builder: &mut Builder, in_image: bool, tag: Tag, span: Span) {
    match tag {
        Tag::Paragraph => builder.start_paragraph(span),
        Tag::Heading { .. } => builder.start(Leaf::Heading, span),
        Tag::HtmlBlock => builder.start(Leaf::Html, span),
        Tag::CodeBlock(kind) => {
            let info = match &kind {
                CodeBlockKind::Indented => None,
                CodeBlockKind::Fenced(info) => Some(info.as_ref()),
            };
            builder.start_code(info, span);
        }
        Tag::BlockQuote(kind) => {
            builder.enter(kind.map_or(Container::Quote, |kind| Container::Alert(alert(kind))), span);
        }
        Tag::FootnoteDefinition(label) => builder.enter(Container::Note(builder.restore(&label)), span),
        Tag::List(first) => builder.start_list(first),
        Tag::Item => builder.enter(Container::Item, span),
        Tag::Table(columns) => builder.start_table(columns.into_iter().map(alignment).collect(), span),
        Tag::TableRow => builder.start_row(),
        Tag::Link { dest_url, .. } if !in_image => builder.start_link(&dest_url, span),
        Tag::Emphasis => builder.delimiter(span.start..span.start + 1),
        Tag::Strong => builder.delimiter(span.start..span.start + 2),
        Tag::Strikethrough => builder.delimiter(span.start..span.start + builder.tildes(span)),
        Tag::Link { .. } | Tag::Image { .. } | Tag::TableHead | Tag::TableCell | Tag::MetadataBlock(_) => {}
        Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        Tag::Superscript | Tag::Subscript => {}
    }
}

fn end(builder: &mut Builder, in_image: bool, tag: TagEnd, span: Span) {
    match tag {
        TagEnd::Paragraph => builder.end_paragraph(),
        TagEnd::Heading(level) => builder.end_heading(level as u8),
        TagEnd::HtmlBlock => builder.end_html(),
        TagEnd::CodeBlock => builder.end_code(),
        TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Item => builder.leave(),
        TagEnd::List(_) => builder.end_list(),
        TagEnd::TableCell => builder.end_cell(),
        TagEnd::Table => builder.end_table(),
        TagEnd::Link if !in_image => builder.end_link(),
        TagEnd::Emphasis => builder.delimiter(span.end.saturating_sub(1)..span.end),
        TagEnd::Strong => builder.delimiter(span.end.saturating_sub(2)..span.end),
        TagEnd::Strikethrough => builder.delimiter(span.end.saturating_sub(builder.tildes(span.clone()))..span.end),
        TagEnd::Link | TagEnd::Image | TagEnd::TableHead | TagEnd::TableRow | TagEnd::MetadataBlock(_) => {}
        TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        TagEnd::Superscript | TagEnd::Subscript => {}
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

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_of_the_parser_leaves_the_raw_text() {
        let document = super::guarded("# 题\n正文", &crate::text::Steps::default(), |_| {
            assert!(super::is_guarded());
            panic!("on purpose")
        });
        assert!(!super::is_guarded());
        assert_eq!(document.blocks.len(), 1);
        assert_eq!(document.blocks[0].span, 0.."# 题\n正文".len());
        assert_eq!(document.defects.len(), 1);
    }
}
