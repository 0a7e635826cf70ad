//! The scanner behind [`super::foreign`]: where foreign marks stand in a body and what they mean.

use super::foreign::{MAX_LEN, Meaning, Section};
use super::tag_words::{Word, meaning, section, words};
use super::{MAX_COLUMNS, MAX_DEPTH};
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

/// Finds the foreign marks of a body in order, and the names that some of them give to places.
pub(super) fn find(source: &str) -> (Vec<(Range<usize>, Mark)>, Vec<(String, usize)>) {
    let mut scan = Scan {
        source,
        marks: Vec::new(),
        places: Vec::new(),
        raw: false,
        fence: None,
        comment: None,
        open: Vec::new(),
    };
    // An opener after this is never closed: it would hide the rest of the post.
    let comments_end = source.rfind("-->").unwrap_or(0);
    let is_open = |at: usize| at >= comments_end;
    let marks_end = source.rfind('}').unwrap_or(0);
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'{' | b'<'))) {
        at += next;
        let rest = &source[at..];
        let len = if rest.starts_with("<!--") && is_open(at) {
            scan.marks.push((at..at + 4, Mark::Meaning(Meaning::Plain)));
            4
        } else if at < marks_end {
            scan.brace(at, rest)
        } else {
            1
        };
        at += len;
    }
    scan.unfence();
    scan.marks.extend(wide_tables(source));
    scan.marks.sort_by_key(|(range, _)| range.start);
    (scan.marks, scan.places)
}

/// Finds the delimiter rows of tables with more than [`MAX_COLUMNS`] columns. Four bytes of each are hidden, so that the
/// parser sees no table: it would fill every row up to that width.
fn wide_tables(source: &str) -> Vec<(Range<usize>, Mark)> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let row = line.trim_start_matches([' ', '\t', '>']);
        let cells = row.trim_end();
        let cells = cells.strip_prefix('|').unwrap_or(cells);
        let columns = 1 + cells.strip_suffix('|').unwrap_or(cells).bytes().filter(|&byte| byte == b'|').count();
        if columns > MAX_COLUMNS
            && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r' | b'\n'))
        {
            let at = start + line.len() - row.len();
            marks.push((at..at + 4, Mark::Meaning(Meaning::WideTable)));
        }
        start += line.len();
    }
    marks
}

struct Scan<'a> {
    source: &'a str,
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
    fn brace(&mut self, at: usize, rest: &str) -> usize {
        let found = match rest.as_bytes() {
            [b'{', b'{', b'<', ..] => delimited(rest, "{{<", ">}}", true).map(|(len, inner)| (len, inner, true)),
            [b'{', b'{', b'%', ..] => delimited(rest, "{{%", "%}}", true).map(|(len, inner)| (len, inner, true)),
            [b'{', b'{', ..] => delimited(rest, "{{", "}}", false).map(|(len, inner)| (len, inner, false)),
            [b'{', b'%', ..] => delimited(rest, "{%", "%}", true).map(|(len, inner)| (len, inner, true)),
            [b'{', b':', ..] if !self.raw => return self.attributes(at, rest),
            [b'{', b'#', ..] if !self.raw => return self.anchor(at, rest),
            _ => None,
        };
        let Some((len, inner, command)) = found else { return 1 };
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
                self.open.retain(|(_, mark, _)| *mark < open);
                self.fence = self.fence.filter(|&fence| fence < open);
                let mark = Mark::Line(blanked(self.source.get(start..range.end).unwrap_or_default()));
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
            let at = self.open.iter().rev().take(MAX_DEPTH).position(|(open, ..)| open == name);
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
    fn has_line(&self, range: &Range<usize>) -> bool {
        let before = self.line_before(range.start).trim_matches([' ', '\t', '>']);
        let after = self.source.get(range.end..).and_then(|text| text.lines().next()).unwrap_or_default();
        matches!(before, "" | "-" | "*" | "+") && after.trim().is_empty() && range.len() >= SHORTEST
    }

    /// Takes back the fence of a highlighted block that is never closed: it would swallow the rest of the post.
    fn unfence(&mut self) {
        if let Some((_, mark)) = self.fence.take().and_then(|open| self.marks.get_mut(open)) {
            *mark = Mark::Meaning(Meaning::Shown { target: String::new() });
        }
    }

    /// Reads kramdown's `{: .class}`, `{:key="value"}` and `{:toc}`.
    fn attributes(&mut self, at: usize, rest: &str) -> usize {
        let Some((len, inner)) = delimited(rest, "{:", "}", false) else { return 1 };
        let inner = inner.trim();
        // Not `{:ok, pid}`: that is the author's text.
        if inner != "toc" && !inner.starts_with(['.', '#', ':', '/']) && !inner.contains("=\"") {
            return 1;
        }
        let before = self.line_before(at);
        let begin = Some(at - before.len()).filter(|_| before.trim().is_empty());
        if let Some(name) = inner.split_whitespace().find_map(|word| word.strip_prefix('#')) {
            // On a line of its own it belongs to the block that ends there.
            let place = begin.map_or(at, |begin| begin.saturating_sub(2));
            self.places.push((name.to_owned(), place));
        }
        match begin.filter(|_| inner == "toc").and_then(|begin| self.list_before(begin)) {
            // The list says only that a table of contents belongs here.
            Some(start) => {
                let written = self.source.get(start..at + len).unwrap_or_default();
                self.marks.push((start..at + len, Mark::Line(blanked(written))));
            }
            None => self.marks.push((at..at + len, Mark::Meaning(Meaning::Nothing))),
        }
        len
    }

    /// Where the line above begins, if it is a list of one item without marks.
    fn list_before(&self, line: usize) -> Option<usize> {
        let above = self.line_before(line.checked_sub(1)?);
        let item = above.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = item.starts_with(['-', '*', '+', '.', ')']) && item.get(1..)?.starts_with([' ', '\t']);
        (is_item && !above.contains('{') && above.len() < LONGEST_ITEM).then_some(line - 1 - above.len())
    }

    /// Reads `{#name}` or `{#name .class}` at the end of a heading.
    fn anchor(&mut self, at: usize, rest: &str) -> usize {
        let Some((len, inner)) = delimited(rest, "{#", "}", false) else { return 1 };
        let mut after = rest.get(len..).unwrap_or_default().split('\n');
        let ends_line = after.next().unwrap_or_default().trim_matches(['#', ' ', '\t', '\r']).is_empty();
        let below = after.next().unwrap_or_default().trim();
        let underlined = !below.is_empty() && ['=', '-'].iter().any(|sign| below.chars().all(|c| c == *sign));
        let line = self.line_before(at).trim_start_matches([' ', '>']);
        let mut words = inner.split_whitespace();
        let name = words.next().unwrap_or_default();
        let are_attributes = words.all(|word| word.starts_with(['.', '#']) || word.contains('='));
        let in_heading = line.starts_with('#') || underlined && !line.is_empty();
        if !ends_line || !in_heading || !are_attributes || name.is_empty() || name.contains(['{', '#']) {
            return 1;
        }
        self.marks.push((at..at + len, Mark::Meaning(Meaning::Anchor(name.to_owned()))));
        len
    }

    /// Gives what stands before `at` on its line, as far as a mark could care.
    fn line_before(&self, at: usize) -> &str {
        let window = (at.saturating_sub(MAX_LEN)..=at).find(|&from| self.source.is_char_boundary(from)).unwrap_or(at);
        self.source.get(window..at).and_then(|text| text.rsplit('\n').next()).unwrap_or_default()
    }

    /// Tells whether a mark has its line for itself, with at most three blanks before it.
    fn alone(&self, range: &Range<usize>) -> bool {
        let before = self.line_before(range.start);
        let after = self.source.get(range.end..).and_then(|text| text.lines().next()).unwrap_or_default();
        before.len() <= 3 && before.bytes().all(|byte| byte == b' ') && after.trim().is_empty()
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

/// Reads `open … close` at the start of `text`: its length in bytes and what stands inside. It keeps to one line, or to one
/// paragraph without code fences when `lines` is set.
fn delimited<'t>(text: &'t str, open: &str, close: &str, lines: bool) -> Option<(usize, &'t str)> {
    let limit = (0..=text.len().min(MAX_LEN)).rev().find(|&at| text.is_char_boundary(at))?;
    let limit = text.get(..limit)?.find('\n').filter(|_| !lines).unwrap_or(limit);
    let window = text.get(open.len()..limit)?;
    let end = window.find(close)?;
    let inner = window.get(..end)?;
    let broken = inner.lines().skip(1).any(|line| {
        let line = line.trim_start();
        line.is_empty() || line.starts_with("```") || line.starts_with("~~~")
    });
    (!broken && !inner.contains(open)).then_some((open.len() + end + close.len(), inner))
}
