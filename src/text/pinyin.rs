//! Han found by how they are read: `anquan`, `anq` and `aq` all find 安全.
//!
//! A needle is letters and digits only. Each Han is met by its whole syllable (of any of its readings, without tones, `v` for
//! ü), by its initial (`z` or `zh`), and the last one by any beginning of its syllable; Latin letters and digits of the text
//! stand for themselves. At least one Han has to be met: all else is a plain search.

use pinyin::ToPinyinMulti;
use std::ops::Range;

/// A needle that may be pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinyin {
    letters: Vec<u8>,
}

impl Pinyin {
    /// Makes a needle of what was typed: two or more small letters and digits, blanks between them; else none.
    pub fn new(typed: &str) -> Option<Self> {
        let letters: Vec<u8> = typed.bytes().filter(|byte| *byte != b' ').collect();
        let fits = letters.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        (fits && letters.len() >= 2 && letters.iter().any(u8::is_ascii_lowercase)).then_some(Pinyin { letters })
    }

    /// Finds the first place in a text of one line that is read like this: its bytes.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        text.char_indices().find_map(|(at, c)| {
            // A Latin word is entered at its beginning only.
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let inside = c.is_ascii_alphanumeric() && before.is_some_and(|before| before.is_ascii_alphanumeric());
            (!inside && c != ' ').then(|| self.end_of_hit(text, at))?.map(|end| at..end)
        })
    }

    /// The end of a hit that begins at byte `at`. All ways of reading are tried, from a stack.
    fn end_of_hit(&self, text: &str, at: usize) -> Option<usize> {
        // Where in the text, how many letters are met, whether a Han was among it.
        let mut ways = vec![(at, 0_usize, false)];
        while let Some((at, met, han)) = ways.pop() {
            let rest = self.letters.get(met..).unwrap_or_default();
            if rest.is_empty() {
                if han {
                    return Some(at);
                }
                continue;
            }
            let Some(c) = text.get(at..).and_then(|tail| tail.chars().next()) else { continue };
            let next = at + c.len_utf8();
            if c == ' ' && met > 0 {
                ways.push((next, met, han));
            } else if c.is_ascii() {
                if rest.first() == Some(&to_byte(c)) {
                    ways.push((next, met + 1, han));
                }
            } else {
                ways.extend(met_by(c, rest).into_iter().map(|letters| (next, met + letters, true)));
            }
        }
        None
    }
}

fn to_byte(c: char) -> u8 {
    u8::try_from(c).map_or(0, |byte| byte.to_ascii_lowercase())
}

/// How many letters of `rest` a Han can meet, in all ways.
fn met_by(han: char, rest: &[u8]) -> Vec<usize> {
    let mut lengths = Vec::new();
    for reading in han.to_pinyin_multi().into_iter().flatten() {
        let syllable: Vec<u8> = reading.plain().chars().map(|c| if c == 'ü' { b'v' } else { to_byte(c) }).collect();
        let same = syllable.iter().zip(rest).take_while(|(a, b)| a == b).count();
        let initial = if syllable.get(1) == Some(&b'h') { 2 } else { 1 };
        let whole = same == syllable.len();
        let last = same == rest.len();
        lengths.extend((whole || last).then_some(same));
        lengths.extend((1..=initial).filter(|&letters| letters <= same));
    }
    lengths.retain(|&length| length > 0);
    lengths.sort_unstable();
    lengths.dedup();
    lengths
}

impl Pinyin {
    /// The letters and digits of the needle.
    pub(super) fn letters(&self) -> &[u8] {
        &self.letters
    }
}
