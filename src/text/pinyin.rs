//! Han found by how they are read: `anquan`, `anq` and `aq` all find 安全.
//!
//! A needle is letters and digits only. Each Han is met by its whole syllable (of any of its readings, without tones, `v` for
//! ü), by its initial (`z` or `zh`), and the last one by any beginning of its syllable; Latin letters and digits of the text
//! stand for themselves. At least one Han has to be met: all else is a plain search.

use pinyin::ToPinyinMulti;
use std::collections::HashMap;
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

/// The letters that the characters of a text can begin with when they are read, and the second letters of their syllables:
/// what a needle cannot be in is known by them at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds(Vec<(u64, u64)>);

impl Sounds {
    /// Gives the sounds of several texts; each character is looked up once.
    pub fn of_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Sounds> {
        let mut known: HashMap<char, (u64, u64)> = HashMap::new();
        let mut of = |c: char| *known.entry(c).or_insert_with(|| sounds(c));
        texts.into_iter().map(|text| Sounds(text.chars().filter(|c| *c != ' ').map(&mut of).collect())).collect()
    }
}

impl Pinyin {
    /// False where the needle is certainly not in a text with these sounds.
    pub fn may_be_in(&self, sounds: &Sounds) -> bool {
        let [first, second, ..] = self.letters.as_slice() else { return false };
        let (first, second) = (bit(*first), bit(*second));
        let next = sounds.0.iter().skip(1).map(|(begin, _)| *begin).chain([0]);
        sounds.0.iter().zip(next).any(|((begin, inner), next)| begin & first != 0 && (inner | next) & second != 0)
    }
}

/// One bit for each letter and digit.
fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        _ => 0,
    }
}

fn sounds(c: char) -> (u64, u64) {
    if c.is_ascii() {
        return (bit(to_byte(c)), 0);
    }
    let (mut begin, mut inner) = (0, 0);
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let mut letters = reading.plain().chars().map(|c| if c == 'ü' { b'v' } else { to_byte(c) });
        begin |= letters.next().map_or(0, bit);
        inner |= letters.next().map_or(0, bit);
    }
    (begin, inner)
}
