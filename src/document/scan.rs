//! A guess at a body's stories and length by one pass over its bytes, for a library's list: parsing ten thousand bodies
//! would take several times as long as reading them.

use super::story::is_news;

/// What a scan finds; a parse may find otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// How many stories there seem to be.
    pub stories: usize,
    /// Han and kana characters plus words, about.
    pub words: usize,
}

/// Guesses the stories and the length of a body, which may be in any state: nothing is decoded but headings.
pub fn estimate(body: &[u8]) -> Estimate {
    let mut scan = Scan::default();
    for line in body.split(|&byte| byte == b'\n') {
        scan.line(line.strip_suffix(b"\r").unwrap_or(line));
    }
    scan.close_heading(None);
    Estimate { stories: scan.stories, words: scan.words }
}

#[derive(Default)]
struct Scan {
    stories: usize,
    words: usize,
    /// The byte and length of the fence that is open.
    fence: Option<(u8, usize)>,
    /// The level of the news section around, and of its stories.
    news: Option<(usize, Option<usize>)>,
    /// The level of the last heading if it may begin a story by its sources, and of the story that it lies in.
    heading: Option<Heading>,
    story: Option<usize>,
}

struct Heading {
    level: usize,
    news: bool,
    sourced: bool,
}

impl Scan {
    fn line(&mut self, line: &[u8]) {
        let line = line.trim_ascii_start();
        if let Some(fence) = fence(line) {
            match self.fence {
                None => self.fence = Some(fence),
                Some((mark, len)) if fence.0 == mark && fence.1 >= len => self.fence = None,
                Some(_) => {}
            }
            return;
        }
        if self.fence.is_some() {
            return;
        }
        let level = line.iter().take_while(|&&byte| byte == b'#').count();
        if (1..=6).contains(&level) && matches!(line.get(level), None | Some(b' ' | b'\t')) {
            self.close_heading(Some(level));
            let text = String::from_utf8_lossy(line.get(level..).unwrap_or_default());
            self.heading = Some(Heading { level, news: is_news(text.trim().trim_end_matches('#')), sourced: false });
        } else if let Some(heading) = &mut self.heading {
            heading.sourced |= is_source_line(line);
        }
        self.words += words(line);
    }

    /// Decides about the last heading, when the level of the next is known.
    fn close_heading(&mut self, next: Option<usize>) {
        let Some(Heading { level, news, sourced }) = self.heading.take() else { return };
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
            self.stories += 1;
            self.story = Some(level);
        }
    }
}

/// Reads a line that opens or closes a code fence: its byte and length.
fn fence(line: &[u8]) -> Option<(u8, usize)> {
    let mark = line.first().copied().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let len = line.iter().take_while(|&&byte| byte == mark).count();
    (len >= 3 && !(mark == b'`' && line.get(len..)?.contains(&b'`'))).then_some((mark, len))
}

/// Tells whether a line begins like a source line and holds an address or a link.
fn is_source_line(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"- ").or(line.strip_prefix(b"* ")).unwrap_or(line);
    let start = line.iter().position(|byte| !matches!(byte, b'*' | b'_' | b' ')).unwrap_or(0);
    let rest = line.get(start..).unwrap_or_default();
    let labels = ["source", "来源", "原文", "参考", "出处"];
    let begins = |label: &str| rest.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label.as_bytes()));
    let glued = |needle: &[u8]| line.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle));
    (labels.iter().any(|label| begins(label)) || glued(b"**source")) && (glued(b"](") || glued(b"http") || glued(b"]["))
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
