//! One word of an input against one text: whether it is met, how well, and where.
//!
//! From best to least: the beginning of the text, the beginning of a word, the inside of a word, Han by how they are read, and
//! letters scattered over the text, where a reader would still recognise them.

use crate::text::pinyin::{Pinyin, Sounds};
use crate::text::{cluster, needle};
use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::ops::Range;

/// What the ways of being met are worth. Between two of them lies more than all that is added within one.
const START: u32 = 1000;
const WORD: u32 = 900;
const INSIDE: u32 = 700;
const READ: u32 = 600;
/// Two letters from the inside of a word say less than the same two as initials.
const FRAGMENT: u32 = 500;
const SCATTERED: u32 = 200;

/// What a text is worth at least that meets a word with letters that stand together.
pub const WHOLE: u32 = READ;

/// What is added for a text that is covered whole, and half of it for one that is covered half: no finer, so that among texts
/// that are met alike the newer ones come first.
const COVERED: u32 = 80;
/// What is added for Han that are read like this from the beginning of the text on.
const READ_FROM_START: u32 = 40;

/// How much a scattered match must be worth for each letter: about 26 is a word's beginning, 20 the inside of a word, 16 a
/// letter alone, less whatever lies between. Han say more than letters do.
const LETTER: u32 = 21;
const HAN: u32 = 15;
/// What a scattered match must be worth besides, so that two letters are met by the beginnings of two words only.
const FEW: u32 = 8;

/// The characters of a text as a set of 64 bits, in which texts without those of a word are passed over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outline {
    shapes: u64,
    sounds: Sounds,
}

impl Outline {
    /// Makes the outline of a text.
    pub fn of(text: &str) -> Self {
        let shapes = text.chars().fold(0, |set, c| {
            let small = small(narrow(c));
            set | shape(small) | if c.is_ascii() { 0 } else { shape(normalize(small)) | shape(normalize(c)) }
        });
        Outline { shapes, sounds: Sounds::of(text) }
    }
}

/// The plain twin of a full-width letter, digit or mark.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// The small letter of a character, where that is one character.
fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        (Some(_) | None, _) => c,
    }
}

/// The place of a character in a set of 64: one for each letter and digit, the rest shared.
fn shape(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
        other => 1 << (36 + u32::from(other) % 28),
    }
}

/// A word that is looked for.
pub struct Word {
    text: String,
    inside: Atom,
    scattered: Atom,
    pinyin: Option<Pinyin>,
    shapes: u64,
    letters: u32,
    /// Has characters that stand in no Latin word.
    han: bool,
}

/// Reads the words of an input: blanks stand between them, full-width forms count as their plain twins.
pub fn read(typed: &str) -> Vec<Word> {
    needle::folded(typed, true).split_whitespace().map(Word::new).collect()
}

/// How well a text meets a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Not at all, nor any longer word that begins with this one.
    Never,
    /// Not well enough; a longer word may be met.
    Maybe,
    /// So well.
    Met(u32),
}

impl Word {
    fn new(text: &str) -> Self {
        let atom = |kind| Atom::new(text, CaseMatching::Smart, Normalization::Smart, kind, false);
        Word {
            text: text.to_owned(),
            inside: atom(AtomKind::Substring),
            scattered: atom(AtomKind::Fuzzy),
            pinyin: Pinyin::new(text),
            shapes: text.chars().fold(0, |set, c| set | shape(small(c))),
            letters: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            han: text.chars().any(is_blank),
        }
    }

    /// Says how well a text meets it.
    pub fn grade(&self, text: &str, outline: Outline, eye: &mut Eye) -> Grade {
        let plain = if outline.shapes & self.shapes == self.shapes { self.written(text, eye) } else { Grade::Never };
        if matches!(plain, Grade::Met(points) if points >= INSIDE) {
            return plain;
        }
        match (self.spoken(text, outline), plain) {
            (Grade::Met(read), Grade::Met(plain)) => Grade::Met(read.max(plain)),
            (Grade::Met(points), Grade::Maybe | Grade::Never) | (Grade::Maybe | Grade::Never, Grade::Met(points)) => {
                Grade::Met(points)
            }
            (Grade::Maybe, Grade::Maybe | Grade::Never) | (Grade::Never, Grade::Maybe) => Grade::Maybe,
            (Grade::Never, Grade::Never) => Grade::Never,
        }
    }

    /// How well the text meets it by its characters.
    fn written(&self, text: &str, eye: &mut Eye) -> Grade {
        let Eye { matcher, chars, bytes, places } = eye;
        let hay = see(text, self.han, chars, bytes);
        let Some(score) = self.scattered.score(hay, matcher).map(u32::from) else { return Grade::Never };
        let length = u32::try_from(hay.len()).unwrap_or(u32::MAX);
        let covered = match self.letters {
            letters if letters >= length => COVERED,
            letters if letters.saturating_mul(2) >= length => COVERED / 2,
            _ => 0,
        };
        places.clear();
        if self.inside.indices(hay, matcher, places).is_some() {
            let first = places.first().copied().unwrap_or(0);
            let before = first.checked_sub(1).map(|before| hay.get(before));
            return Grade::Met(covered + self.worth(before));
        }
        let least = if self.han { HAN * self.letters } else { LETTER * self.letters + FEW };
        if self.letters >= 2 && score >= least {
            return Grade::Met(SCATTERED + covered + 10 * (score / self.letters).min(30));
        }
        Grade::Maybe
    }

    /// What it is worth to stand whole behind a character. Between Han there are no blanks to begin a word after.
    fn worth(&self, before: Option<char>) -> u32 {
        match before {
            None => START,
            Some(c) if self.han || !c.is_alphanumeric() => WORD,
            Some(_) if self.letters < 3 => FRAGMENT,
            Some(_) => INSIDE,
        }
    }

    /// How well the text meets it by how its Han are read.
    fn spoken(&self, text: &str, outline: Outline) -> Grade {
        let Some(pinyin) = &self.pinyin else {
            // One letter is no pinyin yet.
            let first = self.text.bytes().next().filter(|_| self.letters == 1);
            let may = first.is_some_and(|byte| outline.sounds.has(byte));
            return if may { Grade::Maybe } else { Grade::Never };
        };
        match pinyin.may_be_in(outline.sounds).then(|| pinyin.find(text)).flatten() {
            Some(hit) => Grade::Met(READ + if hit.start == 0 { READ_FROM_START } else { 0 }),
            None => Grade::Never,
        }
    }

    /// The parts of a text that meet it: what a reader's eye shall be led to, in bytes.
    pub fn lit(&self, text: &str, eye: &mut Eye) -> Vec<Range<usize>> {
        let Eye { matcher, chars, bytes, .. } = eye;
        let hay = see(text, self.han, chars, bytes);
        let mut places = Vec::new();
        if self.inside.indices(hay, matcher, &mut places).is_none() {
            if let Some(hit) = self.pinyin.as_ref().and_then(|pinyin| pinyin.find(text)) {
                return vec![hit];
            }
            self.scattered.indices(hay, matcher, &mut places);
        }
        places.sort_unstable();
        let mut places = places.into_iter().peekable();
        let mut lit = Vec::new();
        for (number, (at, c)) in (0..).zip(text.char_indices()) {
            if places.next_if_eq(&number).is_some() {
                lit.push(cluster::around(text, at..at + c.len_utf8()));
            }
        }
        lit
    }
}

/// What matching needs and is made once.
pub struct Eye {
    matcher: Matcher,
    chars: Vec<char>,
    bytes: Vec<u8>,
    places: Vec<u32>,
}

impl Default for Eye {
    fn default() -> Self {
        Eye { matcher: Matcher::new(Config::DEFAULT), chars: Vec::new(), bytes: Vec::new(), places: Vec::new() }
    }
}

/// Gives a text as the matcher reads it, one place for each character. Where no Han are looked for, each of them is a blank: a
/// Latin word begins behind it, and most texts are plain bytes then.
fn see<'a>(text: &'a str, han: bool, chars: &'a mut Vec<char>, bytes: &'a mut Vec<u8>) -> Utf32Str<'a> {
    if han {
        return Utf32Str::new(text, chars);
    }
    bytes.clear();
    for c in text.chars().map(narrow) {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => bytes.push(byte),
            Ok(_) | Err(_) if is_blank(c) => bytes.push(b' '),
            Ok(_) | Err(_) => {
                chars.clear();
                chars.extend(text.chars().map(narrow).map(|c| if is_blank(c) { ' ' } else { c }));
                return Utf32Str::Unicode(chars);
            }
        }
    }
    Utf32Str::Ascii(bytes)
}

/// Whether a character can be no part of a word of Latin letters: Han and all that comes behind them, marks.
fn is_blank(c: char) -> bool {
    !c.is_ascii() && (c >= '\u{2e80}' || !c.is_alphanumeric())
}

/// Says how well a text meets all words; the worth of the words is averaged.
pub fn grade(words: &[Word], text: &str, outline: Outline, eye: &mut Eye) -> Grade {
    let mut points = Some(0);
    for word in words {
        match word.grade(text, outline, eye) {
            Grade::Never => return Grade::Never,
            Grade::Maybe => points = None,
            Grade::Met(more) => points = points.map(|points| points + more),
        }
    }
    let count = u32::try_from(words.len()).unwrap_or(1).max(1);
    points.map_or(Grade::Maybe, |points| Grade::Met(points / count))
}

/// The parts of a text that meet the words, in order and apart from each other.
pub fn lit(words: &[Word], text: &str, eye: &mut Eye) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = words.iter().flat_map(|word| word.lit(text, eye)).collect();
    all.sort_unstable_by_key(|range| (range.start, range.end));
    let mut lit: Vec<Range<usize>> = Vec::new();
    for range in all {
        match lit.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => lit.push(range),
        }
    }
    lit
}
