//! The scanner behind [`super::foreign`]: where foreign marks stand in a body and what they mean.

use super::MAX_COLUMNS;
use super::foreign::{MAX_LEN, Meaning};
use std::ops::Range;

/// What becomes of a mark.
#[derive(Debug)]
pub(super) enum Mark {
    /// It has this meaning.
    Meaning(Meaning),
    /// The parser sees this text in its place, equally long: a code fence, or blanks.
    Line(String),
}

/// Finds the foreign marks of a body in order.
pub(super) fn find(source: &str) -> Vec<(Range<usize>, Mark)> {
    let mut scan = Scan { source, marks: Vec::new(), raw: false, fence: None };
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
    scan.marks
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
    /// The mark that opened a highlighted block.
    fence: Option<usize>,
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
        self.marks.push((at..at + len, Mark::Meaning(Meaning::Nothing)));
        len
    }

    /// Reads `{#name}` at the end of a heading.
    fn anchor(&mut self, at: usize, rest: &str) -> usize {
        let Some((len, name)) = delimited(rest, "{#", "}", false) else { return 1 };
        let ends_line = rest.get(len..).is_some_and(|rest| rest.lines().next().unwrap_or_default().trim().is_empty());
        let line = self.line_before(at);
        let in_heading = line.trim_start_matches([' ', '>']).starts_with('#');
        if !ends_line || !in_heading || name.contains([' ', '{', '#']) {
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

/// One word of a mark: `value`, `"a value"` or `key="value"`.
#[derive(Debug)]
struct Word<'a> {
    key: Option<&'a str>,
    value: &'a str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'')).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        let (key, tail) = match tail.strip_prefix('=') {
            Some(tail) if !head.is_empty() => (Some(head), tail),
            _ if head.is_empty() => (None, tail),
            _ => {
                words.push(Word { key: None, value: head });
                rest = tail.trim_start();
                continue;
            }
        };
        let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, tail) = match quote {
            Some(quote) => tail.get(1..).unwrap_or_default().split_once(quote).unwrap_or((&tail[1..], "")),
            None => tail.split_at(tail.find(char::is_whitespace).unwrap_or(tail.len())),
        };
        words.push(Word { key, value });
        rest = tail.trim_start();
    }
    words
}

/// Says what a mark means by its name.
fn meaning(name: &str, words: &[Word], inner: &str) -> Meaning {
    let named = |key: &str| words.iter().find(|word| word.key == Some(key)).map(|word| word.value);
    let given = |n: usize| words.iter().skip(1).filter(|word| word.key.is_none()).nth(n).map(|word| word.value);
    let page = |address: String| Meaning::Link { text: address.clone(), target: address };
    let known = match name {
        "figure" | "img" | "image" | "asset_img" => named("src").or(given(0)).map(|source| Meaning::Image {
            alt: named("alt").or(named("caption")).or(named("title")).unwrap_or_default().to_owned(),
            target: source.to_owned(),
        }),
        "youtube" => named("id").or(given(0)).map(|id| page(format!("https://www.youtube.com/watch?v={id}"))),
        "bilibili" => named("id").or(given(0)).map(|id| page(format!("https://www.bilibili.com/video/{id}"))),
        "vimeo" => named("id").or(given(0)).map(|id| page(format!("https://vimeo.com/{id}"))),
        "gist" => given(0).zip(given(1)).map(|(user, id)| page(format!("https://gist.github.com/{user}/{id}"))),
        "ref" | "relref" | "post_url" | "link" => given(0).map(|path| page(path.to_owned())),
        _ => None,
    };
    known.unwrap_or_else(|| Meaning::Shown { target: standing_for(inner.trim()) })
}

/// Gives what an output mark stands for inside a link's target: a quoted path, or nothing for the site's own address.
fn standing_for(inner: &str) -> String {
    let quoted = ['"', '\''].into_iter().find_map(|quote| inner.strip_prefix(quote)?.split_once(quote));
    quoted.map_or_else(String::new, |(path, _)| path.to_owned())
}
