//! What setting a post costs, for callgrind: each step is a function of its own, run once, so that their instructions can be
//! compared with those of parsing the same text (`.ci/instructions`, which holds the bounds).
//!
//! `layout [FILE]`: a post of this repository where no file is named.

use pulldown_cmark::{Options, Parser};
use std::hint::black_box;
use std::sync::Arc;
use yundu::document::{self, Document};
use yundu::layout::{self, Gutter, Layout, Prepared, Spec};
use yundu::text::words::Words;

fn main() -> std::io::Result<()> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/posts/2026-11-15-how-to-read-release-notes.md");
    // Cargo gives a bench the argument `--bench`.
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let text = std::fs::read_to_string(path.as_deref().unwrap_or(default))?;
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(&*text, |(_, body)| body);
    let spec = Spec { gutter: Gutter { end: 1, ..Gutter::default() }, ..Spec::new(79) };
    let with_words = Spec { words: Words::new(&[]).map(Arc::new), ..spec.clone() };

    black_box(parse_alone(body));
    let document = make_document(body);
    black_box(set_without_words(&document, &spec));
    black_box(set_with_words(&document, &with_words));
    let prepared = prepare_with_words(&document, &with_words);
    black_box(set_again(&document, &prepared, &Spec { measure: 63, ..with_words }));
    Ok(())
}

/// The parser alone, with the extensions that posts are read with.
#[inline(never)]
fn parse_alone(body: &str) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(body, options).into_offset_iter().count()
}

#[inline(never)]
fn make_document(body: &str) -> Document {
    document::parse(body)
}

#[inline(never)]
fn set_without_words(document: &Document, spec: &Spec) -> (Layout, &'static str) {
    // Two functions that do the same become one; this one says more.
    (layout::lay_out(document, spec), "without words")
}

#[inline(never)]
fn set_with_words(document: &Document, spec: &Spec) -> Layout {
    layout::lay_out(document, spec)
}

#[inline(never)]
fn prepare_with_words(document: &Document, spec: &Spec) -> Prepared {
    layout::prepare(document, spec)
}

/// What a resize costs.
#[inline(never)]
fn set_again(document: &Document, prepared: &Prepared, spec: &Spec) -> Layout {
    layout::set(document, prepared, spec)
}
