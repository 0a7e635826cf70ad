//! Markdown to [`Document`]: the only file that knows pulldown-cmark.

use super::Document;

/// Parses a post's body. Any text gives a document; what is wrong with it is in `defects`.
pub fn parse(body: &str) -> Document {
    let _ = body;
    Document::default()
}
