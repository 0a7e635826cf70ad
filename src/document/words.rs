//! Counting what there is to read: each Han or kana character, and each word of other scripts.

use super::{BlockKind, Document, Inline, InlineKind};

/// Counts Han and kana characters plus words: runs of other letters and digits between blanks and punctuation of Chinese.
pub(super) fn count(text: &str) -> usize {
    let mut counter = Counter::default();
    counter.add(text);
    counter.words
}

/// Counts the words of a document's running text; code blocks are looked at rather than read, so they do not count.
pub(super) fn of_document(document: &Document) -> usize {
    let of_block = |kind: &BlockKind| match kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
            of_inlines(inlines)
        }
        BlockKind::Table(table) => {
            table.header.iter().chain(table.rows.iter().flatten()).map(|cell| of_inlines(cell)).sum()
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Foreign(_) => 0,
    };
    document.blocks.iter().map(|block| of_block(&block.kind)).sum()
}

fn of_inlines(inlines: &[Inline]) -> usize {
    let mut counter = Counter::default();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Image(text) => {
                counter.add(text);
            }
            InlineKind::Label(text) => counter.add(text),
            InlineKind::SoftBreak | InlineKind::HardBreak => counter.in_word = false,
            InlineKind::NoteRef(_) | InlineKind::Foreign(_) => {}
        }
    }
    counter.words
}

/// A count that goes on over several texts: a word may run across them.
#[derive(Default)]
struct Counter {
    words: usize,
    in_word: bool,
}

impl Counter {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let ascii = c.is_ascii_alphanumeric();
            if !ascii && is_character(c) {
                self.words += 1;
                self.in_word = false;
            } else if ascii || c.is_alphanumeric() {
                self.words += usize::from(!self.in_word);
                self.in_word = true;
            } else if c.is_whitespace() || !c.is_ascii() {
                // `v1.35`, `it's` and `a/b` are one word each.
                self.in_word = false;
            }
        }
    }
}

/// Tells whether `c` is read as a word of its own: Han and kana.
fn is_character(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
        || matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
