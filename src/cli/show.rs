//! `yundu show`: one post set into lines.

use super::context::Context;
use super::failure::{Failure, Outcome, say};
use super::library::{Body, Chosen, body, choose};
use super::links;
use super::output::Output;
use super::record::PostRecord;
use crate::config::Config;
use crate::diagnostic::Defect;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Marks, Target};
use crate::highlight::{self, Highlighter};
use crate::layout::{self, Form, Gutter, Layout, Spec};
use crate::post::{Post, Tag};
use crate::store::Library;
use crate::strings::{cli as words, ui};
use crate::terminal::panic::catch;
use crate::text::SafeStr;
use crate::ui::theme::Part;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long code is read for its colours; what is left is plain.
const COLOURING: Duration = Duration::from_secs(3);

/// How much of an address that is not opened is printed, in characters.
const LONGEST_REFUSED: usize = 400;

/// Prints one post.
pub fn run(context: &Context, out: &mut Output, word: &Path, width: Option<u16>) -> Result<Outcome, Failure> {
    let chosen = choose(context, word)?;
    let Chosen { library, index } = &chosen;
    let post = &library.posts[*index];
    let body = chosen.body();
    if context.common.json {
        let body = body.as_ref().map(|body| (&body.document, &body.defects[..])).map_err(|defect| &**defect);
        out.json(&PostRecord::new(post, body, context.lang))?;
        return Ok(Outcome::Well);
    }
    let spec = context.spec(width.map_or_else(|| widest(&context.config), usize::from));
    out.leave_gutter(spec.gutter.start);
    match body {
        Ok(body) => page(context, out, post, &body, &spec)?,
        Err(defect) => broken(context, out, &chosen.library, chosen.index, &defect, &spec)?,
    }
    Ok(Outcome::Well)
}

/// Prints one post of a library, set as wide as the terminal.
pub fn post(context: &Context, out: &mut Output, library: &Library, index: usize) -> Result<Option<Document>, Failure> {
    let spec = context.spec(widest(&context.config));
    out.leave_gutter(spec.gutter.start);
    match body(library, index) {
        Ok(body) => {
            page(context, out, &library.posts[index], &body, &spec)?;
            Ok(Some(body.document))
        }
        Err(defect) => broken(context, out, library, index, &defect, &spec).map(|()| None),
    }
}

/// How many cells a page may take, the gutter among them: those of the terminal, as far as the configured measure and its
/// gutter need them. Where there is no terminal nobody knows of a gutter, and the measure is all there is.
fn widest(config: &Config) -> usize {
    let gutter = Gutter::within(usize::MAX, &config.typography);
    let most = config.width + gutter.cells();
    crossterm::terminal::size().map_or(config.width, |(columns, _)| most.min(usize::from(columns).max(1)))
}

/// Title, a quiet line, body. A first heading that repeats the title is the title.
fn page(context: &Context, out: &mut Output, post: &Post, body: &Body, spec: &Spec) -> Result<(), Failure> {
    let mut layout =
        if out.has_styles() { coloured(&body.document, spec) } else { layout::lay_out(&body.document, spec) };
    let title = if body.document.repeats_title(&post.title) {
        let rest = layout.lines.iter().position(|line| line.block > 0).unwrap_or(layout.lines.len());
        let rest = layout.lines.split_off(rest);
        std::mem::replace(&mut layout, Layout { lines: rest })
    } else {
        let inlines = vec![text(&post.title)];
        one_block(BlockKind::Heading { level: 1, inlines, anchor: String::new() }, spec)
    };
    out.layout(&title)?;
    quiet(out, &about(post, spec), spec)?;
    if layout.lines.first().is_some_and(|line| !line.runs.is_empty()) {
        out.blank()?;
    }
    out.layout(&layout)?;
    if spec.form == Form::Linear { targets(context, out, &body.document, spec) } else { Ok(()) }
}

/// Where the links of a plain text lead, by their numbers.
fn targets(context: &Context, out: &mut Output, document: &Document, spec: &Spec) -> Result<(), Failure> {
    if document.listed_links().is_empty() {
        return Ok(());
    }
    out.blank()?;
    let heading = vec![text(words::LINKS.get(context.lang))];
    out.layout(&one_block(BlockKind::Heading { level: 2, inlines: heading, anchor: String::new() }, spec))?;
    out.blank()?;
    for (id, link) in document.listed_links().iter().enumerate() {
        let mut said: Vec<SafeStr> = links::target(context, &link.target);
        if let Target::Refused(_) = link.target {
            said.insert(0, SafeStr::clean(&link.written.chars().take(LONGEST_REFUSED).collect::<String>()));
        }
        let said = said.iter().map(SafeStr::as_str).collect::<Vec<_>>().join("  ");
        let line = vec![text(&format!("{} {said}", layout::link_number(id)))];
        out.layout(&one_block(BlockKind::Paragraph(line), spec))?;
    }
    Ok(())
}

/// The lines with the words of code in their colours. The syntaxes are loaded only when there is code.
fn coloured(document: &Document, spec: &Spec) -> Layout {
    let mut prepared = layout::prepare(document, spec);
    let begun = Instant::now();
    let mut highlighter = None;
    for (block, language, text) in highlight::blocks(document) {
        let highlighter = highlighter.get_or_insert_with(Highlighter::load);
        // A failure of a grammar costs the block its colours.
        let mut keep_going = || begun.elapsed() < COLOURING;
        let tokens = catch(AssertUnwindSafe(|| highlighter.tokens(language, text, &mut keep_going)));
        if let Some(tokens) = tokens.flatten() {
            prepared.colour(block, Arc::new(tokens));
        }
    }
    layout::set(document, &prepared, spec)
}

/// The reason, then the raw text, cleaned.
fn broken(
    context: &Context,
    out: &mut Output,
    library: &Library,
    index: usize,
    defect: &Defect,
    spec: &Spec,
) -> Result<(), Failure> {
    let post = &library.posts[index];
    let reason = say(ui::BROKEN, context.lang, &[&defect.message(context.lang)]);
    let reason = format!("{}: {reason}", post.path);
    for sentence in [reason.as_str(), &defect.hint(context.lang)] {
        let set = one_block(BlockKind::Paragraph(vec![text(sentence)]), spec);
        set.lines.iter().try_for_each(|line| out.line_as(Part::Problem, &SafeStr::clean(&line.text())))?;
    }
    let raw = library.raw(index);
    if !raw.is_empty() {
        out.blank()?;
        let code = BlockKind::Code { language: String::new(), text: String::from_utf8_lossy(&raw).into_owned() };
        out.layout(&one_block(code, spec))?;
    }
    Ok(())
}

/// Date, authors and tags on one line.
fn about(post: &Post, spec: &Spec) -> String {
    let plain = spec.form == Form::Linear;
    let date = post.date.map(|date| date.to_string()).unwrap_or_else(|| post.date_text.to_string());
    let authors = post.authors.iter().map(SafeStr::as_str).collect::<Vec<_>>().join(" ");
    let comma = if plain { words::COMMA.get(spec.lang) } else { " · " };
    let sign = |tag: &Tag| if plain { tag.shown.to_string() } else { format!("#{}", tag.shown) };
    let tags = post.tags.iter().map(sign).collect::<Vec<_>>().join(if plain { comma } else { " " });
    let parts = [date, authors, tags].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(comma)
}

fn quiet(out: &mut Output, sentence: &str, spec: &Spec) -> Result<(), Failure> {
    let set = one_block(BlockKind::Paragraph(vec![text(sentence)]), spec);
    set.lines.iter().try_for_each(|line| out.line_as(Part::Meta, &SafeStr::clean(&line.text())))
}

fn one_block(kind: BlockKind, spec: &Spec) -> Layout {
    let block = Block { frame: None, kind, span: 0..0 };
    layout::lay_out(&Document { blocks: vec![block], ..Document::default() }, spec)
}

fn text(text: &str) -> Inline {
    Inline { kind: InlineKind::Text(text.to_owned()), marks: Marks::default(), link: None, span: 0..0 }
}
