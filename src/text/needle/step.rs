//! One step of a hit: from a character that was met to the next one, over what Markdown writes between them.
//!
//! 1. A character that is there is taken before anything is passed over.
//! 2. Passed over are the marks of emphasis, code and links, link targets, a backslash before what it escapes, and characters
//!    that nobody sees. ASCII letters and digits side by side are solid: nothing may stand between them, and in
//!    Markdown all of them are of one width.
//! 3. A run of blanks is one blank. A line end with the quote marks and the indent of the next line is one beside ASCII, and
//!    nothing between wide characters. No hit reaches from a heading to its text, or over an empty line.

use super::fold::{fold, is_full, voiced};
use memchr::{memchr, memrchr};

/// How many marks may stand between two characters. Without a bound a text of nothing but marks would take the square of
/// its length.
const MARKS: usize = 16;
/// How long a link target between two characters may be, in bytes.
pub const TARGET: usize = 1024;

/// A character that was met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// As it is compared.
    pub c: char,
    /// Where the next one begins.
    pub end: usize,
    /// It is the full-width form of an ASCII character.
    full: bool,
}

impl Unit {
    /// A character that stands just as it is compared, before `end`.
    pub fn literal(c: char, end: usize) -> Self {
        Unit { c, end, full: false }
    }
}

/// The way in which a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Every character stands for itself.
    Plain,
    /// Marks may stand between characters.
    Markdown,
}

/// Takes the character `want` at `at` or behind the marks there; `last` is the one before.
pub(super) fn step(
    text: &[u8],
    at: usize,
    last: Option<Unit>,
    want: char,
    exact: bool,
    reading: Reading,
) -> Option<Unit> {
    let solid = last.is_some_and(|last| last.c.is_ascii_alphanumeric()) && want.is_ascii_alphanumeric();
    let mut place = Place { at, ended: false };
    for _ in 0..=MARKS {
        let met = if want == ' ' { blank(text, place.at, last, reading) } else { unit(text, place.at, exact) };
        if let Some(met) = met.filter(|met| met.c == want) {
            let mixed = solid && last.is_some_and(|last| last.full != met.full);
            return Some(met).filter(|_| !mixed || reading == Reading::Plain);
        }
        let last = last.filter(|_| !solid && reading == Reading::Markdown)?;
        place = place.pass(text, last)?;
    }
    None
}

/// Reads the character at `at`. Bytes that are no UTF-8 are none.
fn unit(text: &[u8], at: usize, exact: bool) -> Option<Unit> {
    let lead = *text.get(at)?;
    if lead.is_ascii() {
        return Some(Unit { c: fold(char::from(lead), exact), end: at + 1, full: false });
    }
    let c = character(text, at)?;
    let end = at + c.len_utf8();
    let voiced = matches!(c, '\u{ff66}'..='\u{ff9d}').then(|| voiced(c, character(text, end)?)).flatten();
    match voiced {
        Some(c) => Some(Unit { c, end: end + 3, full: false }),
        None => Some(Unit { c: fold(c, exact), end, full: is_full(c) }),
    }
}

fn character(text: &[u8], at: usize) -> Option<char> {
    let len = match text.get(at)? {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0.. => 4,
    };
    std::str::from_utf8(text.get(at..at + len)?).ok()?.chars().next()
}

/// Reads a run of blanks as one.
fn blank(text: &[u8], at: usize, last: Option<Unit>, reading: Reading) -> Option<Unit> {
    let one = |end: usize| Some(Unit { c: ' ', end, full: false }).filter(|_| end > at);
    match reading {
        Reading::Plain => one(blanks(text, at, true)),
        Reading::Markdown => match Gap::at(text, at) {
            Gap::None | Gap::Break => None,
            Gap::Blanks(end) => one(end),
            Gap::LineEnd(end) => one(end).filter(|_| last.is_none_or(|last| is_spaced(text, end, last))),
        },
    }
}

/// Where the run of blanks from `at` ends.
fn blanks(text: &[u8], mut at: usize, over_line_ends: bool) -> usize {
    loop {
        match text.get(at) {
            Some(b'\n' | b'\r' | 0x0b | 0x0c) if !over_line_ends => return at,
            Some(byte) if byte.is_ascii() && !char::from(*byte).is_whitespace() => return at,
            Some(_) => match character(text, at) {
                Some(c) if c.is_whitespace() => at += c.len_utf8(),
                Some(_) | None => return at,
            },
            None => return at,
        }
    }
}

/// The blanks of Markdown at a place.
enum Gap {
    None,
    /// Blanks inside a line end here.
    Blanks(usize),
    /// A line end inside a block; the text of the next line begins here.
    LineEnd(usize),
    /// The end of a block.
    Break,
}

impl Gap {
    fn at(text: &[u8], at: usize) -> Gap {
        let inside = blanks(text, at, false);
        // A backslash before a line end is a hard break.
        let end = inside + usize::from(matches!(text.get(inside..inside + 2), Some([b'\\', b'\n' | b'\r'])));
        let next = match text.get(end..).unwrap_or_default() {
            [b'\r', b'\n', ..] => end + 2,
            [b'\n', ..] => end + 1,
            [_, ..] | [] if inside > at => return Gap::Blanks(inside),
            [_, ..] | [] => return Gap::None,
        };
        let quoted = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>');
        let indent = text.get(next..).unwrap_or_default().iter().take_while(|byte| quoted(byte)).count();
        match text.get(next + indent) {
            Some(b'\n' | b'\r') | None => Gap::Break,
            Some(_) if is_heading(text, at) => Gap::Break,
            Some(_) => Gap::LineEnd(next + indent),
        }
    }
}

/// Whether the line around `at` is a heading.
fn is_heading(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = memrchr(b'\n', before).map_or(before, |end| before.get(end + 1..).unwrap_or_default());
    line.trim_ascii_start().starts_with(b"#")
}

/// Whether a line end stands for a blank: one of its neighbours is ASCII.
fn is_spaced(text: &[u8], end: usize, last: Unit) -> bool {
    let marks = |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'~' | b'[' | b'!' | b'\\');
    let next = text.get(end..).unwrap_or_default().iter().take(MARKS).find(|byte| !marks(byte));
    last.c.is_ascii() && !last.full || next.is_some_and(u8::is_ascii)
}

/// A place between two characters.
struct Place {
    at: usize,
    /// A line end was passed; there is no second one inside a block.
    ended: bool,
}

impl Place {
    /// Passes over one mark.
    fn pass(self, text: &[u8], last: Unit) -> Option<Place> {
        let Place { at, ended } = self;
        let rest = text.get(at..)?;
        let marks = match rest {
            // Han, Hangul and letters: most places end here.
            [0xe4..=0xee, ..] | [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] => return None,
            [b'*' | b'_' | b'`' | b'~' | b'[', ..] => 1,
            [b'!', b'[', ..] => 2,
            [b']', ..] => behind_bracket(rest),
            [b'\\', escaped, ..] if escaped.is_ascii_punctuation() => 1,
            // Soft hyphen, U+200B, U+2060, U+FEFF, variation selectors.
            [0xc2, 0xad, ..] => 2,
            [0xe2, 0x80, 0x8b, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
            [0xef, 0xb8, 0x80..=0x8f, ..] => 3,
            [_, ..] | [] => match Gap::at(text, at) {
                Gap::LineEnd(end) if !ended && !is_spaced(text, end, last) => {
                    return Some(Place { at: end, ended: true });
                }
                Gap::LineEnd(_) | Gap::Blanks(_) | Gap::Break | Gap::None => return None,
            },
        };
        Some(Place { at: at + marks, ended })
    }
}

/// The bytes of a closing bracket with the target or the reference behind it.
fn behind_bracket(rest: &[u8]) -> usize {
    let near = rest.get(..rest.len().min(TARGET)).unwrap_or_default();
    let line = near.get(..memchr(b'\n', near).unwrap_or(near.len())).unwrap_or_default();
    match line.get(1) {
        Some(b'(') => target_len(line).unwrap_or(1),
        Some(b'[') => memchr(b']', line.get(2..).unwrap_or_default()).map_or(1, |len| 2 + len + 1),
        Some(_) | None => 1,
    }
}

/// The length of `](target)`, brackets inside the target in pairs.
pub fn target_len(line: &[u8]) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' if open == 1 => return Some(at + 1),
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}
