//! What the search for foreign marks has found ahead of a mark and before it, kept for the marks
//! that follow: however many there are, each byte is looked at a few times.

use super::foreign::MAX_LEN;
use crate::text::Scanner;
use std::ops::Range;

/// A kind of mark: how it begins and ends.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub open: &'static str,
    close: &'static str,
    /// It may run over the lines of a paragraph.
    lines: bool,
    /// Its first word is the name of a command.
    pub command: bool,
}

/// The kinds of marks; a longer opener comes before a shorter one that it begins with.
pub(super) const KINDS: [Kind; 6] = [
    Kind { open: "{{<", close: ">}}", lines: true, command: true },
    Kind { open: "{{%", close: "%}}", lines: true, command: true },
    Kind { open: "{{", close: "}}", lines: false, command: false },
    Kind { open: "{%", close: "%}", lines: true, command: true },
    Kind { open: "{:", close: "}", lines: false, command: false },
    Kind { open: "{#", close: "}", lines: false, command: false },
];

pub(super) const ATTRIBUTES: &str = "{:";
pub(super) const ANCHOR: &str = "{#";

/// What was found ahead for one kind of mark: the next mark of the kind need not look again.
pub(super) struct Ahead {
    pub kind: Kind,
    open: Next,
    close: Next,
    line_end: Next,
}

impl Ahead {
    /// Begins a search.
    pub fn new(kind: Kind) -> Self {
        Ahead { kind, open: Next::new(kind.open), close: Next::new(kind.close), line_end: Next::new("\n") }
    }

    /// Reads the mark at `at`: its length in bytes and what stands inside. It keeps to one line, or
    /// to one paragraph without code fences, and holds no opener of its own kind.
    pub fn read<'a>(&mut self, text: Scanner<'a>, at: usize) -> Option<(usize, &'a str)> {
        let Kind { open, close, lines, .. } = self.kind;
        let inside = at + open.len();
        let mut limit = text.len().min(at + MAX_LEN);
        if !lines {
            limit = self.line_end.within(text, at..limit).unwrap_or(limit);
        }
        let end = self.close.within(text, inside..limit)?;
        if self.open.within(text, inside..end).is_some() {
            return None;
        }
        let inner = text.part(inside..end)?;
        let broken = inner.lines().skip(1).any(|line| {
            let line = line.trim_start();
            line.is_empty() || line.starts_with("```") || line.starts_with("~~~")
        });
        (!broken).then_some((end + close.len() - at, inner))
    }
}

/// Where a word stands next. What lies between the last place that was asked about and the word is
/// not searched again, so all marks of a text together search it once.
struct Next {
    word: &'static str,
    /// From the first byte up to the second, no word begins.
    clear: Range<usize>,
    /// The word stands at the end of what is clear.
    found: bool,
}

impl Next {
    fn new(word: &'static str) -> Self {
        Next { word, clear: 0..0, found: false }
    }

    /// Finds the first word that lies in a range. Ranges are asked about in the order of their
    /// starts.
    fn within(&mut self, text: Scanner, range: Range<usize>) -> Option<usize> {
        if !(self.clear.start..=self.clear.end).contains(&range.start) {
            *self = Next { clear: range.start..range.start, ..Next::new(self.word) };
        }
        self.clear.start = range.start;
        if !self.found && self.clear.end + self.word.len() <= range.end {
            let found = text.seek(self.clear.end..range.end, self.word);
            self.found = found.is_some();
            self.clear.end = found.unwrap_or(range.end + 1 - self.word.len());
        }
        Some(self.clear.end).filter(|at| self.found && at + self.word.len() <= range.end)
    }
}

/// The line that a mark stands on, up to the first word: found once for all marks of the line.
#[derive(Default)]
pub(super) struct Line {
    /// Where it begins.
    start: usize,
    /// Up to here it has been searched for line ends.
    searched: usize,
    /// Where its first characters end; none until they are asked for.
    indent: Option<Indent>,
}

/// Where the first characters of a line end.
#[derive(Clone, Copy)]
pub(super) struct Indent {
    /// Its white space.
    pub blanks: usize,
    /// Its blanks and marks of quotes.
    pub quotes: usize,
    /// Those, and a bullet with the blanks after it.
    pub item: usize,
    /// Its spaces and marks of quotes.
    pub text: usize,
    /// After those stands the sign of a heading.
    pub heading: bool,
}

impl Line {
    /// Where the line begins of the last place that was asked about.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Gives what the line begins with that `at` stands on. Places are asked about in their order.
    pub fn indent(&mut self, text: Scanner, at: usize) -> Indent {
        if let Some(end) = text.seek_last(self.searched.min(at)..at, "\n") {
            *self = Line { start: end + 1, searched: at, indent: None };
        }
        self.searched = self.searched.max(at);
        let start = self.start;
        *self.indent.get_or_insert_with(|| Indent::read(text, start))
    }
}

impl Indent {
    fn read(text: Scanner, start: usize) -> Self {
        let is_quote = |c: char| matches!(c, ' ' | '\t' | '>');
        let quotes = text.run(start, is_quote);
        let bullet = matches!(text.byte(quotes), Some(b'-' | b'*' | b'+'));
        let item = if bullet { text.run(quotes + 1, is_quote) } else { quotes };
        let words = text.run(start, |c| matches!(c, ' ' | '>'));
        let heading = text.byte(words) == Some(b'#');
        Indent { blanks: text.run(start, is_blank), quotes, item, text: words, heading }
    }
}

/// White space that does not end a line.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}
