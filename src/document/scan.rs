//! A guess at a body's headings, stories and length by one pass over its bytes, for a library's list and its searches:
//! parsing ten thousand bodies would take several times as long as reading them.

use super::story::is_news;
use crate::text::Steps;
use memchr::memchr;
use std::ops::Range;

/// What a scan finds; a parse may find otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// How many stories there seem to be.
    pub stories: usize,
    /// Han and kana characters plus words, about.
    pub words: usize,
}

/// A heading and what stands below it, up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The level of the heading, 1 to 6.
    pub level: usize,
    /// The byte of the body at which the heading's line begins.
    pub at: usize,
    /// The bytes of the heading's text, with what Markdown writes in it.
    pub text: Range<usize>,
    /// It begins a story.
    pub story: bool,
}

/// Guesses the stories and the length of a body, which may be in any state: nothing is decoded but headings.
pub fn estimate(body: &[u8]) -> Estimate {
    estimate_counted(body, &Steps::default())
}

/// Guesses as [`estimate`] does, and adds what that costs to `steps`.
pub fn estimate_counted(body: &[u8], steps: &Steps) -> Estimate {
    let mut scan = Scan::new(body, steps);
    let mut count = 0;
    for (at, line) in lines(body, steps) {
        if scan.line(line, at) {
            count += words(line);
        }
    }
    scan.close_heading(None);
    Estimate { stories: scan.sections.iter().filter(|section| section.story).count(), words: count }
}

/// Finds the headings of a body, which may be in any state. Headings inside quotes and lists are none.
pub fn sections(body: &[u8]) -> Vec<Section> {
    let steps = Steps::default();
    let mut scan = Scan::new(body, &steps);
    for (at, line) in lines(body, &steps) {
        scan.line(line, at);
    }
    scan.close_heading(None);
    scan.sections
}

/// Walks the lines with the bytes at which they begin.
fn lines<'a>(body: &'a [u8], steps: &Steps) -> impl Iterator<Item = (usize, &'a [u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = body.get(at..).filter(|rest| !rest.is_empty())?;
        let len = memchr(b'\n', rest).unwrap_or(rest.len());
        steps.take(len + 1);
        let line = rest.get(..len).unwrap_or_default();
        let next = at + len + 1;
        let start = std::mem::replace(&mut at, next);
        Some((start, line.strip_suffix(b"\r").unwrap_or(line)))
    })
}

struct Scan<'a> {
    body: &'a [u8],
    steps: &'a Steps,
    sections: Vec<Section>,
    /// The byte and length of the fence that is open.
    fence: Option<(u8, usize)>,
    /// The level of the news section around, and of its stories.
    news: Option<(usize, Option<usize>)>,
    /// Whether the last heading may begin a story: it names a news section, and a source line stands below it.
    heading: Option<Heading>,
    /// The level of the story around.
    story: Option<usize>,
    /// Where the lines begin that an underline would make a heading.
    paragraph: Option<usize>,
}

struct Heading {
    news: bool,
    sourced: bool,
}

impl<'a> Scan<'a> {
    fn new(body: &'a [u8], steps: &'a Steps) -> Self {
        Scan { body, steps, sections: Vec::new(), fence: None, news: None, heading: None, story: None, paragraph: None }
    }

    /// Takes a line of the body; false where it is code.
    fn line(&mut self, line: &[u8], at: usize) -> bool {
        if line.first().is_some_and(|byte| !byte.is_ascii()) && self.fence.is_none() {
            // A letter beyond ASCII begins no block but a paragraph.
            self.text(line, at);
            return true;
        }
        let text = line.trim_ascii_start();
        let indent = line.len() - text.len();
        if let Some(fence) = fence(text) {
            match self.fence {
                None => self.fence = Some(fence),
                Some((mark, len)) if fence.0 == mark && fence.1 >= len => self.fence = None,
                Some(_) => {}
            }
            self.paragraph = None;
            return false;
        }
        if self.fence.is_some() {
            return false;
        }
        let level = text.iter().take_while(|&&byte| byte == b'#').count();
        if (1..=6).contains(&level) && indent < 4 && matches!(text.get(level), None | Some(b' ' | b'\t')) {
            let start = at + indent + level;
            self.open_heading(level, at, start..at + line.len());
        } else if let Some(start) = self.paragraph.filter(|_| indent < 4)
            && let Some(level) = underline(text)
        {
            self.open_heading(level, start, start..at);
        } else {
            self.text(text, at);
            if begins_no_paragraph(text) {
                self.paragraph = None;
            }
        }
        true
    }

    /// Takes a line of text; it may name the sources of a story.
    fn text(&mut self, text: &[u8], at: usize) {
        if let Some(heading) = self.heading.as_mut().filter(|heading| !heading.sourced) {
            heading.sourced = is_source_line(text);
        }
        self.paragraph = self.paragraph.or(Some(at));
    }

    fn open_heading(&mut self, level: usize, at: usize, text: Range<usize>) {
        self.close_heading(Some(level));
        let written = self.body.get(text.clone()).unwrap_or_default();
        self.steps.take(written.len());
        let start = text.start + written.len() - written.trim_ascii_start().len();
        // A closing sequence of `#` is no part of it.
        let trimmed = written.trim_ascii_end();
        let open = trimmed.len() - trimmed.iter().rev().take_while(|byte| **byte == b'#').count();
        let closed = trimmed.get(..open).filter(|left| left.last().is_none_or(u8::is_ascii_whitespace));
        let end = text.start + closed.unwrap_or(trimmed).trim_ascii_end().len();
        self.heading = Some(Heading { news: names_news(written), sourced: false });
        self.sections.push(Section { level, at, text: start.min(end)..end, story: false });
        self.paragraph = None;
    }

    /// Decides about the last heading, when the level of the next is known.
    fn close_heading(&mut self, next: Option<usize>) {
        let (Some(Heading { news, sourced }), Some(section)) = (self.heading.take(), self.sections.last_mut()) else {
            return;
        };
        let level = section.level;
        self.story = self.story.filter(|&story| level > story);
        if self.news.is_some_and(|(section, _)| level <= section) {
            self.news = None;
        }
        let begins = match &mut self.news {
            Some((_, stories)) => level <= *stories.get_or_insert(level),
            None if news && next.is_some_and(|next| next > level) => {
                self.news = Some((level, None));
                false
            }
            None => level > 1 && sourced,
        };
        if begins && self.story.is_none() {
            section.story = true;
            self.story = Some(level);
        }
    }
}

/// The level of the heading that an underline makes of the lines above it.
fn underline(line: &[u8]) -> Option<usize> {
    let line = line.trim_ascii_end();
    let all = |mark: u8| line.iter().all(|&byte| byte == mark);
    match line.first()? {
        b'=' if all(b'=') => Some(1),
        b'-' if all(b'-') => Some(2),
        _ => None,
    }
}

/// True for an empty line and for what begins or continues another block than a paragraph.
fn begins_no_paragraph(line: &[u8]) -> bool {
    match line {
        [] | [b'>' | b'|' | b'<', ..] | [b'-' | b'*' | b'+', b' ' | b'\t', ..] => true,
        [b'0'..=b'9', ..] => {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            matches!(line.get(digits..), Some([b'.' | b')', b' ' | b'\t', ..]))
        }
        [_, ..] => false,
    }
}

/// Reads a line that opens or closes a code fence: its byte and length.
fn fence(line: &[u8]) -> Option<(u8, usize)> {
    let mark = line.first().copied().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let len = line.iter().take_while(|&&byte| byte == mark).count();
    (len >= 3 && !(mark == b'`' && line.get(len..)?.contains(&b'`'))).then_some((mark, len))
}

/// Up to its gloss no name of a news section is longer, with a number and a picture before it.
const NEWS_BYTES: usize = 64;

/// Tells whether a heading names a news section. Most are too long for that, or have no word of one.
fn names_news(heading: &[u8]) -> bool {
    let begins = |(at, byte): (usize, &u8)| match byte {
        b'n' | b'N' => has_at(heading, at, b"news"),
        b's' | b'S' => has_at(heading, at, b"stories"),
        b'h' | b'H' => has_at(heading, at, b"headlines"),
        0xe9 => has_at(heading, at, "闻".as_bytes()),
        0xe5 => has_at(heading, at, "头条".as_bytes()),
        _ => false, // A byte is no enum of ours.
    };
    // An English gloss in brackets may be long.
    let name = memchr(b'(', heading).unwrap_or(heading.len());
    let may_be = name <= NEWS_BYTES && heading.iter().enumerate().any(begins);
    may_be && is_news(String::from_utf8_lossy(heading).trim().trim_end_matches('#'))
}

/// Tells whether a word stands at a place, in any case.
fn has_at(text: &[u8], at: usize, word: &[u8]) -> bool {
    text.get(at..at + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
}

/// Tells whether a line begins like a source line and holds an address or a link.
fn is_source_line(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"- ").or(line.strip_prefix(b"* ")).unwrap_or(line);
    let start = line.iter().position(|byte| !matches!(byte, b'*' | b'_' | b' ')).unwrap_or(0);
    let rest = line.get(start..).unwrap_or_default();
    let labels = ["来源", "原文", "参考", "出处"];
    let glued = |needle: &[u8]| {
        let [first, ..] = needle else { return true };
        memchr::memchr2_iter(*first, first.to_ascii_uppercase(), line).any(|at| has_at(line, at, needle))
    };
    let labelled = match rest.first() {
        Some(b's' | b'S') => has_at(rest, 0, b"source") || glued(b"**source"),
        Some(0xe5 | 0xe6) => labels.iter().any(|label| rest.starts_with(label.as_bytes())) || glued(b"**source"),
        Some(_) | None => glued(b"**source"),
    };
    labelled && (glued(b"](") || glued(b"http") || glued(b"]["))
}

/// Counts the words of a line, without link targets and tags.
fn words(line: &[u8]) -> usize {
    let (mut words, mut in_word, mut skip) = (0, false, None);
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        at += 1;
        if let Some(end) = skip {
            skip = Some(end).filter(|&end| byte != end);
            continue;
        }
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                words += usize::from(!in_word);
                in_word = true;
            }
            b'(' if at > 1 && line.get(at - 2) == Some(&b']') => {
                skip = Some(b')');
                in_word = false;
            }
            b'<' if line.get(at).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')) => {
                skip = Some(b'>');
            }
            0..=0x7f => in_word &= !byte.is_ascii_whitespace(),
            // Lead bytes of UTF-8: what they begin is Han or kana, punctuation, or a letter.
            0xe3..=0xe9 | 0xf0 => {
                let second = line.get(at).copied().unwrap_or_default();
                let letter = match byte {
                    0xe3 => matches!(second, 0x81..=0x83 | 0x90..),
                    0xf0 => second >= 0xa0,
                    _ => true,
                };
                words += usize::from(letter);
                in_word = false;
            }
            0xc3..=0xdf | 0xea..=0xed => {
                words += usize::from(!in_word);
                in_word = true;
            }
            0xc2 | 0xe0..=0xe2 | 0xee..=0xef | 0xf1.. => in_word = false,
            // Bytes within a character.
            0x80..=0xc1 => {}
        }
    }
    words
}
