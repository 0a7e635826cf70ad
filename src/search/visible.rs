//! The text that a stretch of Markdown shows, on one line.

use crate::document::scan::Section;
use crate::text::SafeStr;
use crate::text::needle::{TARGET, target_len};
use memchr::{memchr, memmem};
use std::ops::Range;

/// A text without what Markdown writes in it.
#[derive(Debug, Default)]
pub(super) struct Visible {
    pub text: String,
    /// The byte of the source that each byte of the text came from.
    from: Vec<usize>,
}

/// Gives the words of a heading.
pub fn heading(body: &[u8], section: &Section) -> SafeStr {
    shown(body, section.text.clone())
}

/// Gives the text that a stretch of Markdown shows, on one line.
pub fn shown(source: &[u8], range: Range<usize>) -> SafeStr {
    SafeStr::clean(Visible::of(source, range).text.trim())
}

impl Visible {
    /// Takes the marks off a stretch of Markdown.
    pub fn of(source: &[u8], range: Range<usize>) -> Self {
        let mut visible = Visible::default();
        let mut walk = Walk::new(source.get(..range.end).unwrap_or(source), range.start);
        if walk.source.get(..walk.at).is_none_or(|before| matches!(before.last(), None | Some(b'\n'))) {
            walk.begin_line();
        }
        while walk.at < walk.source.len() {
            walk.step(&mut visible);
        }
        visible
    }

    /// Takes a stretch as it stands, line ends as blanks.
    pub fn raw(source: &[u8], range: Range<usize>) -> Self {
        let mut visible = Visible::default();
        let mut walk = Walk::new(source.get(..range.end).unwrap_or(source), range.start);
        while walk.at < walk.source.len() {
            walk.keep(&mut visible);
        }
        visible
    }

    /// The part of the text that came from a part of the source.
    pub fn range(&self, source: &Range<usize>) -> Range<usize> {
        let start = self.from.partition_point(|&from| from < source.start);
        start..self.from.partition_point(|&from| from < source.end).max(start)
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.from.resize(self.text.len(), at);
    }
}

/// A walk through Markdown.
struct Walk<'a> {
    source: &'a [u8],
    at: usize,
    /// Brackets that opened a link.
    open: usize,
    line: Line,
}

/// What a bracket has to know of its line, looked up once for all of them.
#[derive(Clone, Copy, Default)]
struct Line {
    /// Where it ends.
    end: usize,
    /// Where its last middle of a link stands, `](` or `][`; 0 where it has none.
    middle: usize,
}

impl<'a> Walk<'a> {
    fn new(source: &'a [u8], at: usize) -> Self {
        Walk { source, at, open: 0, line: Line::default() }
    }

    /// Looks up the line at hand.
    fn line(&mut self) -> Line {
        if self.at >= self.line.end {
            let rest = self.rest();
            let line = rest.get(..memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or_default();
            let middle = memmem::rfind(line, b"](").max(memmem::rfind(line, b"]["));
            self.line = Line { end: self.at + line.len(), middle: middle.map_or(0, |middle| self.at + middle) };
        }
        self.line
    }

    fn rest(&self) -> &'a [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes one character or one mark.
    fn step(&mut self, visible: &mut Visible) {
        let before = self.at.checked_sub(1).and_then(|before| self.source.get(before)).copied().unwrap_or(b' ');
        match self.rest() {
            [b'\\', escaped, ..] if escaped.is_ascii_punctuation() => {
                self.at += 1;
                self.keep(visible);
            }
            [b'`', ..] | [b'~', b'~', ..] => self.at += 1,
            [b'~', ..] if before == b'~' => self.at += 1,
            [b'*', next, ..] if !(before.is_ascii_whitespace() && next.is_ascii_whitespace()) => self.at += 1,
            [b'_', next, ..] if !(before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()) => self.at += 1,
            [b'*' | b'_'] => self.at += 1,
            [b'!', b'[', ..] => self.at += 1,
            [b'[', ..] if self.begins_link() => {
                self.open += 1;
                self.at += 1;
            }
            [b']', ..] if self.open > 0 => self.close_link(),
            [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => self.tag(visible),
            [b'\r', ..] => self.at += 1,
            [b'\n', ..] => self.line_end(visible),
            [_, ..] | [] => self.keep(visible),
        }
    }

    /// Takes the next character as it is.
    fn keep(&mut self, visible: &mut Visible) {
        let near = self.rest().get(..self.rest().len().min(4)).unwrap_or_default();
        let c = near.utf8_chunks().next().map_or(' ', |chunk| chunk.valid().chars().next().unwrap_or('\u{fffd}'));
        let len = if c == '\u{fffd}' && !near.starts_with("\u{fffd}".as_bytes()) { 1 } else { c.len_utf8() };
        let c = if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c };
        if c != ' ' || !visible.text.ends_with(' ') {
            visible.push(c, self.at);
        }
        self.at += len.max(1);
    }

    /// Whether a bracket opens a link: the line has the middle of one further on.
    fn begins_link(&mut self) -> bool {
        self.line().middle > self.at
    }

    /// Passes over a closing bracket with the target behind it.
    fn close_link(&mut self) {
        self.open -= 1;
        let end = self.line().end.min(self.at + TARGET);
        let line = self.source.get(self.at..end).unwrap_or_default();
        let len = match line.get(1) {
            Some(b'(') => target_len(line),
            Some(b'[') => memchr(b']', line.get(2..).unwrap_or_default()).map(|len| len + 3),
            Some(_) | None => None,
        };
        self.at += len.unwrap_or(1);
    }

    /// Passes over an HTML tag; an address in angle brackets is kept.
    fn tag(&mut self, visible: &mut Visible) {
        let rest = self.rest();
        let near = rest.get(..rest.len().min(512)).unwrap_or_default();
        match memchr(b'>', near) {
            Some(end) if memmem::find(near.get(..end).unwrap_or_default(), b"://").is_none() => self.at += end + 1,
            Some(_) => self.at += 1,
            None => self.keep(visible),
        }
    }

    /// Joins two lines: with a blank beside ASCII, with nothing between wide characters.
    fn line_end(&mut self, visible: &mut Visible) {
        let at = self.at;
        self.at += 1;
        self.begin_line();
        let narrow = visible.text.chars().next_back().is_none_or(|c| c.is_ascii());
        let next = self.rest().iter().find(|byte| !matches!(byte, b'*' | b'_' | b'`' | b'~' | b'[' | b'!'));
        if (narrow || next.is_none_or(u8::is_ascii)) && !visible.text.ends_with(' ') {
            visible.push(' ', at);
        }
    }

    /// Passes over what stands at the beginning of a line: indent, quote marks, the mark of an item or of a heading.
    fn begin_line(&mut self) {
        let rest = self.rest();
        let mut len = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
        let marks = rest.get(len..).unwrap_or_default();
        let level = marks.iter().take_while(|byte| **byte == b'#').count();
        let digits = marks.iter().take_while(|byte| byte.is_ascii_digit()).count();
        len += match marks {
            [b'-' | b'*' | b'+', b' ', ..] => 2,
            _ if level > 0 && marks.get(level) == Some(&b' ') => level + 1,
            _ if digits > 0 && matches!(marks.get(digits..), Some([b'.' | b')', b' ', ..])) => digits + 2,
            _ => 0,
        };
        self.at += len;
    }
}
