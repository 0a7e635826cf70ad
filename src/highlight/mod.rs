//! What the words of a code block are: keywords, texts, comments, keys.
//!
//! `language` knows what authors call the languages, `scope` what the grammars say, `read` goes through a block line by line.
//! The syntaxes take milliseconds to load and each language some more at its first line, so that this is work for a thread of
//! its own: [`Highlighter::load`] is called when the first block is to be read, and not before.

mod language;
mod read;
mod scope;
mod token;

pub use read::Highlighter;
pub use token::{Token, Tokens};

use crate::document::{BlockKind, Document};

/// Blocks with more bytes than this are plain from there on.
pub const LARGEST: usize = 256 << 10;

/// Lines with more bytes than this are plain. A grammar may take time with the square of a line or worse, and cannot be
/// interrupted inside one: measured over all grammars, the worst of such a length take some tenths of a second.
pub const LONGEST: usize = 300;

/// The lines of a code block, as they are counted here and shown by the layout.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.strip_suffix('\n').unwrap_or(text).split('\n')
}

/// The code blocks of a document that may be more than plain: the number of the block, its language, its text.
pub fn blocks(document: &Document) -> impl Iterator<Item = (usize, &str, &str)> {
    document.blocks.iter().enumerate().filter_map(|(number, block)| match &block.kind {
        BlockKind::Code { language, text } if is_known(language) => Some((number, language.as_str(), text.as_str())),
        BlockKind::Code { .. } | BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Table(_) => None,
        BlockKind::Rule | BlockKind::Foreign(_) | BlockKind::Summary(_) => None,
    })
}

/// Whether a block with this language may be more than plain. What it is called is looked at, the syntaxes are not.
pub fn is_known(language: &str) -> bool {
    language::reading(language).is_some()
}
