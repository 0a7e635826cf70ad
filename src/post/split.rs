//! Where the front matter ends and the body begins. Looks at fences only and works on bytes: whether they are UTF-8, and
//! what the front matter says, is not its business.

use std::ops::Range;

/// How the front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `---` to `---` or `...`.
    Yaml,
    /// `+++` to `+++`.
    Toml,
    /// A `{…}` object.
    Json,
    /// `Key: value` lines up to the first blank one, as Pelican has them.
    Bare,
    /// None.
    Absent,
}

/// The two parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// How the front matter is written.
    pub format: Format,
    /// Its bytes, without the fences.
    pub front: Range<usize>,
    /// The line, from 1, of its first byte.
    pub front_line: usize,
    /// The bytes of the body.
    pub body: Range<usize>,
    /// The line, from 1, of the body's first byte.
    pub body_line: usize,
    /// False where the closing fence is missing.
    pub closed: bool,
}

/// One line of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it begins.
    pub start: usize,
    /// Where the next one begins.
    pub next: usize,
    /// Its bytes without the line end.
    pub bytes: &'a [u8],
}

impl<'a> Line<'a> {
    /// Its bytes without blanks at either end.
    pub fn trimmed(self) -> &'a [u8] {
        self.bytes.trim_ascii()
    }
}

/// Walks the lines from `at`; LF, CR LF and a lone CR end them.
pub(super) fn lines(bytes: &[u8], mut at: usize) -> impl Iterator<Item = Line<'_>> {
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let end = match rest.get(length..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            Some([]) | None => 0,
        };
        let line = Line { start: at, next: at + length + end, bytes: rest.get(..length).unwrap_or_default() };
        at = line.next;
        Some(line)
    })
}

/// The keys that make bare `Key: value` lines a front matter.
const KNOWN: [&str; 11] =
    ["title", "date", "author", "authors", "tags", "tag", "category", "categories", "slug", "summary", "source"];

/// Splits a file.
pub(super) fn split(bytes: &[u8]) -> Split {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let (open, line) = skip_blank(bytes, start);
    let absent = Split {
        format: Format::Absent,
        front: start..start,
        front_line: 1,
        body: start..bytes.len(),
        body_line: 1,
        closed: true,
    };
    let Some(first) = lines(bytes, open).next() else { return absent };
    match first.bytes.trim_ascii_end() {
        b"---" => fenced(bytes, first, line, Format::Yaml).filter(|it| reads_as_yaml(bytes, it)),
        b"+++" => fenced(bytes, first, line, Format::Toml),
        [b'{', ..] => json(bytes, first, line),
        _ => bare(bytes, first, line),
    }
    .unwrap_or(absent)
}

/// Skips blank lines and HTML comments; gives the offset and the line, from 1, of what follows them.
fn skip_blank(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    let mut line = 1;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let text = rest.trim_ascii_start();
        let from = at + rest.len() - text.len();
        let comment = text.strip_prefix(b"<!--").and_then(|inside| find(inside, b"-->"));
        let next = match comment {
            Some(length) => from + 4 + length + 3,
            None => line_start(bytes, from).max(start),
        };
        line += breaks(bytes.get(at..next).unwrap_or_default());
        if comment.is_none() || next == at {
            return (next, line);
        }
        at = next;
    }
}

/// Gives the beginning of the line that `at` is in.
fn line_start(bytes: &[u8], at: usize) -> usize {
    let head = bytes.get(..at).unwrap_or_default();
    head.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |index| index + 1)
}

/// Counts the line ends.
pub(super) fn breaks(bytes: &[u8]) -> usize {
    lines(bytes, 0).filter(|line| line.next > line.start + line.bytes.len()).count()
}

/// Finds the first `needle`.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// Reads up to the closing fence. Without one, the lines at the top that read as front matter are taken for it.
fn fenced(bytes: &[u8], open: Line, line: usize, format: Format) -> Option<Split> {
    for (number, it) in (line + 1..).zip(lines(bytes, open.next)) {
        let ends = match it.bytes.trim_ascii_end() {
            b"---" | b"..." => format == Format::Yaml,
            b"+++" => format == Format::Toml,
            _ => false,
        };
        if ends {
            return Some(Split {
                format,
                front: open.next..it.start,
                front_line: line + 1,
                body: it.next..bytes.len(),
                body_line: number + 1,
                closed: true,
            });
        }
    }
    let mut end = open.next;
    let mut count = 0;
    for it in lines(bytes, open.next).take_while(|it| key_of(it.bytes, format).is_some() || is_item(it.bytes)) {
        end = it.next;
        count += 1;
    }
    (count > 0).then(|| Split {
        format,
        front: open.next..end,
        front_line: line + 1,
        body: end..bytes.len(),
        body_line: line + 1 + count,
        closed: false,
    })
}

/// True for a list item or an indented line.
fn is_item(line: &[u8]) -> bool {
    line.starts_with(b"- ") || (line.starts_with(b" ") && !line.trim_ascii().is_empty())
}

/// Tells a front matter from a body that begins with a rule (`---`) and has another one further down: its first line that
/// says something is a key, an item or a flow collection.
fn reads_as_yaml(bytes: &[u8], split: &Split) -> bool {
    let front = bytes.get(split.front.clone()).unwrap_or_default();
    let first = lines(front, 0).map(Line::trimmed).find(|line| !line.is_empty() && !line.starts_with(b"#"));
    match first {
        None => !front.contains(&b'#'),
        Some([b'-' | b'?', b' ', ..] | [b'{' | b'[' | b'&' | b'!' | b'%', ..]) => true,
        Some(line) => key_of(line, Format::Yaml).is_some(),
    }
}

/// Gives the key of a `key: value` (TOML: `key = value`) line.
pub(super) fn key_of(line: &[u8], format: Format) -> Option<&[u8]> {
    let mark = if format == Format::Toml { b'=' } else { b':' };
    let end = line.iter().position(|&b| b == mark)?;
    let key = line.get(..end)?.trim_ascii_end();
    let after = line.get(end + 1);
    let spaced = format == Format::Toml
        || matches!(after, None | Some(b' ' | b'\t'))
        || KNOWN.iter().any(|k| k.as_bytes().eq_ignore_ascii_case(key));
    let key = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or(key);
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b' ') || *b >= 0x80;
    (spaced && !key.is_empty() && key.len() <= 64 && key.iter().all(plain)).then_some(key)
}

/// Reads one JSON object at the top of the file.
fn json(bytes: &[u8], open: Line, line: usize) -> Option<Split> {
    // `{%`, `{{` and `{:` are Liquid and kramdown.
    let inside = bytes.get(open.start + 1..)?.trim_ascii_start();
    if !matches!(inside.first(), Some(b'"' | b'}')) {
        return None;
    }
    let rest = bytes.get(open.start..)?;
    let capped = rest.get(..rest.len().min(super::FRONT_MATTER_BYTES)).unwrap_or_default();
    let mut values = serde_json::Deserializer::from_slice(capped).into_iter::<serde::de::IgnoredAny>();
    if values.next()?.is_err() {
        let at = open.start;
        let body = at..bytes.len();
        return Some(Split {
            format: Format::Json,
            front: at..at,
            front_line: line,
            body,
            body_line: line,
            closed: false,
        });
    }
    let end = open.start + values.byte_offset();
    let next = lines(bytes, end).next().map_or(end, |it| if it.trimmed().is_empty() { it.next } else { end });
    let above = breaks(bytes.get(open.start..next).unwrap_or_default());
    Some(Split {
        format: Format::Json,
        front: open.start..end,
        front_line: line,
        body: next..bytes.len(),
        body_line: line + above,
        closed: true,
    })
}

/// Reads `Key: value` lines up to the first blank one, when each has that shape and one key is a known one. A single line
/// counts only when it is the title: `Source: …` may well begin a body.
fn bare(bytes: &[u8], open: Line, line: usize) -> Option<Split> {
    let mut end = open.start;
    let mut next = open.start;
    let mut count = 0;
    let (mut keys, mut known, mut titled) = (0, false, false);
    for it in lines(bytes, open.start) {
        next = it.next;
        count += 1;
        if it.trimmed().is_empty() {
            break;
        }
        let continues = end > open.start && it.bytes.starts_with(b"  ");
        if !continues {
            let key = key_of(it.bytes, Format::Bare).filter(|key| !key.contains(&b' ') && key.is_ascii())?;
            keys += 1;
            known |= KNOWN.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(key));
            titled |= key.eq_ignore_ascii_case(b"title");
        }
        end = it.next;
        if end - open.start > super::FRONT_MATTER_BYTES {
            return None;
        }
    }
    (titled || known && keys > 1).then(|| Split {
        format: Format::Bare,
        front: open.start..end,
        front_line: line,
        body: next..bytes.len(),
        body_line: line + count,
        closed: true,
    })
}
