//! Han found by how they are read: `anquan`, `anq` and `aq` all find 安全.
//!
//! A needle is letters and digits only. Each Han is met by its whole syllable (of any of its readings, without tones, `v` or
//! `u` for ü), by its initial (`z` or `zh`), and the last one by any beginning of its syllable; Latin letters and digits of
//! the text stand for themselves. At least one Han has to be met: all else is a plain search.
//!
//! The text is walked once from every place that may begin a hit, with the set of all counts of letters that may be met so far:
//! no way of reading is tried twice, however the needle is made.

use pinyin::ToPinyinMulti;
use std::ops::Range;
use std::sync::OnceLock;

/// More letters than this are no pinyin; a set of counts has to fit into 64 bits.
const MOST: usize = 63;

/// A needle that may be pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinyin {
    letters: Vec<u8>,
}

impl Pinyin {
    /// Makes a needle of what was typed: two or more small letters and digits, blanks between them; else none.
    pub fn new(typed: &str) -> Option<Self> {
        let letters: Vec<u8> = typed.bytes().filter(|byte| *byte != b' ').take(MOST + 1).collect();
        let fits = letters.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let some = (2..=MOST).contains(&letters.len()) && letters.iter().any(u8::is_ascii_lowercase);
        (fits && some).then_some(Pinyin { letters })
    }

    /// Finds the first place in a text of one line that is read like this: its bytes, as few as do.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let first = self.letters.first().map_or(0, |&byte| bit(byte));
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            // A Latin word is entered at its beginning only.
            let inside = c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric();
            before = c;
            if !inside
                && Readings::of(c).initials & first != 0
                && let Some(length) = self.length_of_hit(text.get(at..).unwrap_or_default())
            {
                return Some(at..at + length);
            }
        }
        None
    }

    /// Tells whether a text with these sounds may have it; where not, [`Pinyin::find`] finds nothing.
    pub fn may_be_in(&self, sounds: Sounds) -> bool {
        self.letters.iter().all(|&byte| sounds.0 & bit(byte) != 0)
    }

    /// How many bytes at the beginning of `text` are a hit.
    fn length_of_hit(&self, text: &str) -> Option<usize> {
        let all = 1_u64 << self.letters.len();
        // Bit n: n letters may be met so far, without a Han among what met them, or with one.
        let (mut latin, mut read) = (1_u64, 0_u64);
        for (at, c) in text.char_indices() {
            if c == ' ' && at > 0 {
                continue;
            }
            if c.is_ascii() {
                let byte = to_byte(c);
                (latin, read) =
                    (self.met(latin, |rest| same_byte(byte, rest)), self.met(read, |rest| same_byte(byte, rest)));
            } else {
                (latin, read) = (0, self.met(latin | read, |rest| met_by(c, rest)));
            }
            latin &= !all;
            if read & all != 0 {
                return Some(at + c.len_utf8());
            }
            if latin | read == 0 {
                return None;
            }
        }
        None
    }

    /// Goes on from each count in `counts`: `by` says which counts of further letters the next character can meet.
    fn met(&self, counts: u64, by: impl Fn(&[u8]) -> u64) -> u64 {
        let mut left = counts;
        let mut next = 0;
        while left != 0 {
            let count = left.trailing_zeros();
            left &= left - 1;
            let rest = usize::try_from(count).ok().and_then(|count| self.letters.get(count..)).unwrap_or_default();
            next |= by(rest) << count;
        }
        next
    }
}

/// All letters and digits by which the characters of a text can be read, for leaving texts out before they are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sounds(u64);

impl Sounds {
    /// Gathers the sounds of a text.
    pub fn of(text: &str) -> Self {
        Sounds(text.chars().fold(0, |sounds, c| sounds | Readings::of(c).letters))
    }

    /// Tells whether anything in the text is read with this letter or digit.
    pub fn has(self, byte: u8) -> bool {
        self.0 & bit(byte) != 0
    }
}

/// Which letters a character is read with.
#[derive(Clone, Copy, Default)]
struct Readings {
    /// The letters that its readings begin with.
    initials: u64,
    /// All letters of its readings.
    letters: u64,
}

/// The Han that nearly all texts are made of.
const COMMON: Range<u32> = 0x4e00..0xa000;

impl Readings {
    fn of(c: char) -> Self {
        /// Looked up ten times faster than the crate's tables.
        static TABLE: OnceLock<Vec<Readings>> = OnceLock::new();
        if c.is_ascii() {
            let own = bit(to_byte(c));
            return Readings { initials: own, letters: own };
        }
        let code = u32::from(c);
        if !COMMON.contains(&code) {
            return Readings::read(c);
        }
        let table = TABLE.get_or_init(|| {
            COMMON.map(|code| char::from_u32(code).map_or_else(Readings::default, Readings::read)).collect()
        });
        let at = usize::try_from(code - COMMON.start).unwrap_or(usize::MAX);
        table.get(at).copied().unwrap_or_default()
    }

    fn read(c: char) -> Self {
        let mut readings = Readings::default();
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let letters = |letter: char| ways(letter).into_iter().fold(0, |set, byte| set | bit(byte));
            readings.initials |= reading.plain().chars().next().map_or(0, letters);
            readings.letters |= reading.plain().chars().map(letters).fold(0, |all, one| all | one);
        }
        readings
    }
}

/// The place of a letter or digit in a set of them; nothing for all else.
fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        _ => 0, // A byte is no enum of ours.
    }
}

fn to_byte(c: char) -> u8 {
    u8::try_from(c).map_or(0, |byte| byte.to_ascii_lowercase())
}

/// The two ways to type a letter of a syllable; they differ for ü only: `lv` is what keyboards teach, `celue` what is read.
fn ways(letter: char) -> [u8; 2] {
    if letter == 'ü' { [b'v', b'u'] } else { [to_byte(letter); 2] }
}

fn same_byte(byte: u8, rest: &[u8]) -> u64 {
    if rest.first() == Some(&byte) { 0b10 } else { 0 }
}

/// How many letters at the beginning of `rest` a Han can meet: bit n for n of them.
fn met_by(han: char, rest: &[u8]) -> u64 {
    let mut counts = 0;
    for reading in han.to_pinyin_multi().into_iter().flatten() {
        let syllable = reading.plain();
        let same = syllable.chars().zip(rest).take_while(|(letter, typed)| ways(*letter).contains(typed)).count();
        let initial = if syllable.chars().nth(1) == Some('h') { 2 } else { 1 };
        let whole = same == syllable.chars().count();
        let last = same == rest.len();
        counts |= if whole || last { 1 << same } else { 0 };
        counts |= if same >= 1 { 0b10 } else { 0 };
        counts |= if same >= 2 && initial == 2 { 0b100 } else { 0 };
    }
    // Nothing met is no step; a reading may have no letters at all.
    counts & !1
}
