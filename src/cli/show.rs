//! `yundu show`: one post set into lines.

use super::context::Context;
use super::failure::{Failure, Outcome, say};
use super::library::{Body, Chosen, choose};
use super::output::Output;
use super::record::PostRecord;
use crate::config::Config;
use crate::diagnostic::Defect;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Marks};
use crate::highlight::{self, Highlighter};
use crate::layout::{self, Gutter, Layout, Spec};
use crate::post::Post;
use crate::strings::ui;
use crate::terminal::panic::catch;
use crate::text::SafeStr;
use crate::ui::theme::Part;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long code is read for its colours; what is left is plain.
const COLOURING: Duration = Duration::from_secs(3);

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
        Ok(body) => page(out, post, &body, &spec)?,
        Err(defect) => broken(context, out, &chosen, &defect, &spec)?,
    }
    Ok(Outcome::Well)
}

/// How many cells a page may take, the gutter among them: those of the terminal, as far as the configured measure and its
/// gutter need them. Where there is no terminal nobody knows of a gutter, and the measure is all there is.
fn widest(config: &Config) -> usize {
    let gutter = Gutter::within(usize::MAX, &config.typography);
    let most = config.width + gutter.cells();
    crossterm::terminal::size().map_or(config.width, |(columns, _)| most.min(usize::from(columns).max(1)))
}

/// Title, a quiet line, body. A first heading that repeats the title is the title.
fn page(out: &mut Output, post: &Post, body: &Body, spec: &Spec) -> Result<(), Failure> {
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
    quiet(out, &about(post), spec)?;
    if layout.lines.first().is_some_and(|line| !line.runs.is_empty()) {
        out.blank()?;
    }
    out.layout(&layout)
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
fn broken(context: &Context, out: &mut Output, chosen: &Chosen, defect: &Defect, spec: &Spec) -> Result<(), Failure> {
    let post = &chosen.library.posts[chosen.index];
    let reason = say(ui::BROKEN, context.lang, &[&defect.message(context.lang)]);
    let reason = format!("{}: {reason}", post.path);
    for sentence in [reason.as_str(), &defect.hint(context.lang)] {
        let set = one_block(BlockKind::Paragraph(vec![text(sentence)]), spec);
        set.lines.iter().try_for_each(|line| out.line_as(Part::Problem, &SafeStr::clean(&line.text())))?;
    }
    let raw = chosen.library.raw(chosen.index);
    if !raw.is_empty() {
        out.blank()?;
        let code = BlockKind::Code { language: String::new(), text: String::from_utf8_lossy(&raw).into_owned() };
        out.layout(&one_block(code, spec))?;
    }
    Ok(())
}

/// Date, authors and tags on one line.
fn about(post: &Post) -> String {
    let date = post.date.map(|date| date.to_string()).unwrap_or_else(|| post.date_text.to_string());
    let authors = post.authors.iter().map(SafeStr::as_str).collect::<Vec<_>>().join(" ");
    let tags = post.tags.iter().map(|tag| format!("#{}", tag.shown)).collect::<Vec<_>>().join(" ");
    let parts = [date, authors, tags].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
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
