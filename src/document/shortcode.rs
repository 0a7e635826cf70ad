//! The scanner behind [`super::foreign`]: where foreign marks stand in a body and what they mean.

use super::ahead::{ANCHOR, ATTRIBUTES, Ahead, Indent, KINDS, Kind, Line, is_blank};
use super::foreign::{Meaning, Section};
use super::tag_words::{Word, meaning, section, words};
use super::{MAX_DEPTH, line};
use crate::text::Scanner;
use std::ops::Range;

/// What becomes of a mark.
#[derive(Debug)]
pub(super) enum Mark {
    /// It has this meaning.
    Meaning(Meaning),
    /// The parser sees this text in its place, equally long: a code fence, or blanks.
    Line(String),
    /// It has this meaning, and is a block by itself.
    Section(Meaning),
}

/// What a body has of other programs.
#[derive(Debug)]
pub(super) struct Found {
    /// Its marks in order.
    pub marks: Vec<(Range<usize>, Mark)>,
    /// The names that some of them give to places.
    pub places: Vec<(String, usize)>,
}

/// Finds the foreign marks of a body, and the names that some of them give to places.
pub(super) fn find(text: Scanner) -> Found {
    let mut scan = Scan {
        text,
        ahead: KINDS.map(Ahead::new),
        line: Line::default(),
        marks: Vec::new(),
        places: Vec::new(),
        raw: false,
        fence: None,
        comment: None,
        open: Vec::new(),
    };
    // An opener after this is never closed: it would hide the rest of the post.
    let comments_end = text.seek_last(0..text.len(), "-->").unwrap_or(0);
    let marks_end = text.seek_last(0..text.len(), "}").unwrap_or(0);
    let mut at = 0;
    while let Some(next) = text.seek_either(at, b'{', b'<') {
        at = next;
        let len = if at >= comments_end && text.has_at(at, "<!--") {
            scan.marks.push((at..at + 4, Mark::Meaning(Meaning::Plain)));
            4
        } else if at < marks_end {
            scan.brace(at)
        } else {
            1
        };
        at += len;
    }
    scan.unfence();
    scan.marks.extend(line::find(text).into_iter().map(|(range, meaning)| (range, Mark::Meaning(meaning))));
    scan.marks.sort_by_key(|(range, _)| range.start);
    Found { marks: scan.marks, places: scan.places }
}

struct Scan<'a> {
    text: Scanner<'a>,
    ahead: [Ahead; KINDS.len()],
    line: Line,
    marks: Vec<(Range<usize>, Mark)>,
    /// Inside `{% raw %}`.
    raw: bool,
    /// Names of places.
    places: Vec<(String, usize)>,
    /// The mark that opened a highlighted block.
    fence: Option<usize>,
    /// The mark that opened a comment.
    comment: Option<usize>,
    /// Marks that may open a container, if their end is found: their name, which of the marks, and the container.
    open: Vec<(String, usize, Section)>,
}

impl Scan<'_> {
    /// Reads the mark at `at`, if one begins there, and gives its length in bytes.
    fn brace(&mut self, at: usize) -> usize {
        let text = self.text;
        let Some(ahead) = self.ahead.iter_mut().find(|ahead| text.has_at(at, ahead.kind.open)) else { return 1 };
        let Kind { open, command, .. } = ahead.kind;
        let special = matches!(open, ATTRIBUTES | ANCHOR);
        let Some((len, inner)) = (!special || !self.raw).then(|| ahead.read(text, at)).flatten() else { return 1 };
        match open {
            ATTRIBUTES => return self.attributes(at, len, inner),
            ANCHOR => return self.anchor(at, len, inner),
            _ => {}
        }
        let range = at..at + len;
        let words = words(inner.trim_matches('-'));
        let name = if command { words.first().map_or("", |word| word.value) } else { "" };
        if self.raw && name != "endraw" {
            return 1;
        }
        match name {
            "raw" | "endraw" => {
                self.raw = name == "raw";
                let mark =
                    if self.alone(&range) { Mark::Line(" ".repeat(len)) } else { Mark::Meaning(Meaning::Nothing) };
                self.marks.push((range, mark));
            }
            "highlight" | "endhighlight" | "/highlight" => self.highlight(range, &words, inner),
            "comment" | "endcomment" | "/comment" => self.comment(range, name == "comment"),
            _ if self.fence.is_none() && self.section(&range, name, &words) => {}
            _ => self.marks.push((range, Mark::Meaning(meaning(name, &words, inner)))),
        }
        len
    }

    /// Turns a highlighted block into a code fence, when both its marks stand on lines of their own.
    fn highlight(&mut self, range: Range<usize>, words: &[Word], inner: &str) {
        let len = range.len();
        let opens = words.first().is_some_and(|word| word.value == "highlight");
        let mark = if !self.alone(&range) || opens == self.fence.is_some() {
            Mark::Meaning(meaning("", words, inner))
        } else if opens {
            self.fence = Some(self.marks.len());
            let language = words.get(1).filter(|word| word.key.is_none()).map_or("", |word| word.value);
            Mark::Line(padded(&format!("{FENCE}{language}"), len))
        } else {
            self.fence = None;
            Mark::Line(padded(FENCE, len))
        };
        self.marks.push((range, mark));
    }

    /// Hides a comment with all that stands in it.
    fn comment(&mut self, range: Range<usize>, opens: bool) {
        match self.comment.take().filter(|_| !opens) {
            Some(open) => {
                let start = self.marks.get(open).map_or(range.start, |(range, _)| range.start);
                self.marks.truncate(open);
                while self.open.pop_if(|(_, mark, _)| *mark >= open).is_some() {}
                self.fence = self.fence.filter(|&fence| fence < open);
                let mark = Mark::Line(blanked(self.text.part(start..range.end).unwrap_or_default()));
                self.marks.push((start..range.end, mark));
            }
            None => {
                self.comment = opens.then_some(self.marks.len());
                self.marks.push((range, Mark::Meaning(Meaning::Shown { target: String::new() })));
            }
        }
    }

    /// Notes a mark that opens a container, and makes it one when its end is found; both have lines of their own.
    fn section(&mut self, range: &Range<usize>, name: &str, words: &[Word]) -> bool {
        if !self.has_line(range) {
            return false;
        }
        let closes = name.strip_prefix('/').or(name.strip_prefix("end")).filter(|name| !name.is_empty());
        if let Some(name) = closes {
            // Ends are looked for among the last few that are open: nothing deeper is shown as a container.
            let at = self.text.steps().each(self.open.iter().rev().take(MAX_DEPTH)).position(|(open, ..)| open == name);
            let Some(at) = at.and_then(|at| self.open.len().checked_sub(at + 1)) else { return false };
            let Some((_, mark, section)) = self.open.drain(at..).next() else { return false };
            let kind = section.kind;
            if let Some((_, mark)) = self.marks.get_mut(mark) {
                *mark = Mark::Section(Meaning::Opens(section));
            }
            self.marks.push((range.clone(), Mark::Section(Meaning::Closes(kind))));
            return true;
        }
        let Some(section) = section(name, words) else { return false };
        self.open.push((name.to_owned(), self.marks.len(), section));
        self.marks.push((range.clone(), Mark::Meaning(Meaning::Shown { target: String::new() })));
        true
    }

    /// Tells whether a mark is all that its line has, inside quotes and items.
    fn has_line(&mut self, range: &Range<usize>) -> bool {
        if range.len() < SHORTEST {
            return false;
        }
        let indent = self.line.indent(self.text, range.start);
        (range.start == indent.quotes || range.start == indent.item) && self.ends_line(range.end)
    }

    /// Takes back the fence of a highlighted block that is never closed: it would swallow the rest of the post.
    fn unfence(&mut self) {
        if let Some((_, mark)) = self.fence.take().and_then(|open| self.marks.get_mut(open)) {
            *mark = Mark::Meaning(Meaning::Shown { target: String::new() });
        }
    }

    /// Takes in kramdown's `{: .class}`, `{:key="value"}` and `{:toc}`.
    fn attributes(&mut self, at: usize, len: usize, inner: &str) -> usize {
        let inner = inner.trim();
        // Not `{:ok, pid}`: that is the author's text.
        if inner != "toc" && !inner.starts_with(['.', '#', ':', '/']) && !inner.contains("=\"") {
            return 1;
        }
        let is_first = at == self.line.indent(self.text, at).blanks;
        let begin = is_first.then_some(self.line.start());
        if let Some(name) = inner.split_whitespace().find_map(|word| word.strip_prefix('#')) {
            // On a line of its own it belongs to the block that ends there.
            let place = begin.map_or(at, |begin| begin.saturating_sub(2));
            self.places.push((name.to_owned(), place));
        }
        match begin.filter(|_| inner == "toc").and_then(|begin| self.list_before(begin)) {
            // The list says only that a table of contents belongs here.
            Some(start) => {
                let written = self.text.part(start..at + len).unwrap_or_default();
                self.marks.push((start..at + len, Mark::Line(blanked(written))));
            }
            None => self.marks.push((at..at + len, Mark::Meaning(Meaning::Nothing))),
        }
        len
    }

    /// Where the line above begins, if it is a list of one item without marks.
    fn list_before(&self, line: usize) -> Option<usize> {
        let end = line.checked_sub(1)?;
        let window = end.saturating_sub(LONGEST_ITEM);
        let start = self.text.seek_last(window..end, "\n").map_or(window, |at| at + 1);
        if end - start >= LONGEST_ITEM {
            return None;
        }
        let above = self.text.part(start..end)?;
        let item = above.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = item.starts_with(['-', '*', '+', '.', ')']) && item.get(1..)?.starts_with([' ', '\t']);
        (is_item && !above.contains('{')).then_some(start)
    }

    /// Takes in `{#name}` or `{#name .class}` at the end of a heading.
    fn anchor(&mut self, at: usize, len: usize, inner: &str) -> usize {
        let mut words = inner.split_whitespace();
        let name = words.next().unwrap_or_default();
        let are_attributes = words.all(|word| word.starts_with(['.', '#']) || word.contains('='));
        if !are_attributes || name.is_empty() || name.contains(['{', '#']) {
            return 1;
        }
        let Indent { text, heading, .. } = self.line.indent(self.text, at);
        let end = self.text.run(at + len, |c| matches!(c, '#' | ' ' | '\t' | '\r'));
        if !self.is_line_end(end) || !heading && (text == at || !self.is_underline(end + 1)) {
            return 1;
        }
        self.marks.push((at..at + len, Mark::Meaning(Meaning::Anchor(name.to_owned()))));
        len
    }

    /// Tells whether the line that begins at `start` makes a heading of the line above.
    fn is_underline(&self, start: usize) -> bool {
        let from = self.text.run(start, is_blank);
        let Some(sign) = self.text.byte(from).filter(|byte| matches!(byte, b'=' | b'-')) else { return false };
        self.ends_line(self.text.run(from, |c| c == char::from(sign)))
    }

    /// Tells whether a mark has its line for itself, with at most three blanks before it.
    fn alone(&mut self, range: &Range<usize>) -> bool {
        let is_first = range.start == self.line.indent(self.text, range.start).blanks;
        let before = self.line.start()..range.start;
        is_first && before.len() <= 3 && self.text.chars(before).all(|c| c == ' ') && self.ends_line(range.end)
    }

    /// Tells whether nothing but blanks stands between `at` and the end of its line.
    fn ends_line(&self, at: usize) -> bool {
        self.is_line_end(self.text.run(at, is_blank))
    }

    fn is_line_end(&self, at: usize) -> bool {
        matches!(self.text.byte(at), None | Some(b'\n'))
    }
}

const FENCE: &str = "~~~~~~~~";

/// What stands for a table of contents is not longer, in bytes.
const LONGEST_ITEM: usize = 200;

/// The bytes that a mark needs to be a block by itself: those of its filler, and of the line of HTML around it.
const SHORTEST: usize = 8;

/// Blanks in place of a text, its line ends kept.
fn blanked(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}

fn padded(text: &str, len: usize) -> String {
    let mut line: String = text.chars().filter(char::is_ascii).take(len).collect();
    line.extend(std::iter::repeat_n(' ', len - line.len()));
    line
}
