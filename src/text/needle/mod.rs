//! What a search looks for, and where a text has it.
//!
//! A needle without a capital letter finds any case, one with a capital exactly that ("smart case"). Full-width and
//! half-width forms are one, and a run of blanks is one blank. Han are found as they are written: no tokenizer stands between
//! a reader and a substring.

mod fold;
mod scan;
mod step;

use fold::fold;
use std::ops::Range;
use step::{Reading, Unit};

pub use fold::folded;
pub use scan::{Scanner, apart};
pub use step::{TARGET, target_len};

/// A word or phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Needle {
    /// As typed, without blanks at its ends.
    written: String,
    /// What is compared: the folded characters.
    folded: Vec<char>,
    /// Whether capitals matter.
    exact: bool,
}

impl Needle {
    /// Makes a needle of what was typed. Without anything but blanks in it, it is empty and finds nothing.
    pub fn new(written: &str) -> Self {
        let written = written.trim().to_owned();
        let exact = written.chars().any(char::is_uppercase);
        let folded = folded(&written, exact).chars().collect();
        Needle { written, folded, exact }
    }

    /// True where there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// What was typed, without blanks at its ends.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Tells whether a text of one line has it.
    pub fn is_in(&self, text: &str) -> bool {
        !self.find_all(text, 1).is_empty()
    }

    /// Finds it in a text of one line: the bytes of at most `most` hits that do not overlap, from the left.
    pub fn find_all(&self, text: &str, most: usize) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        let mut from = 0;
        while hits.len() < most && !self.is_empty() {
            let starts = text.get(from..).unwrap_or_default().char_indices().map(|(at, _)| from + at);
            let end = |at: usize| end_of_hit(self, text.as_bytes(), at, Reading::Plain);
            let Some(hit) = starts.filter_map(|at| Some(at..end(at)?)).next() else { break };
            from = hit.end;
            hits.push(hit);
        }
        hits
    }

    /// Makes it ready for looking through the source of many posts.
    pub fn scanner(&self) -> Scanner {
        Scanner::new(self)
    }

    /// Whether every hit of it begins where one of `other` does, as when more is typed behind `other`.
    pub fn extends(&self, other: &Needle) -> bool {
        let begins = self.folded.len() >= other.folded.len()
            && self.folded.iter().zip(&other.folded).all(|(own, other_one)| *other_one == fold(*own, other.exact));
        !other.is_empty() && begins && (self.exact || !other.exact)
    }
}

/// The end of the hit that begins at byte `at`.
fn end_of_hit(needle: &Needle, text: &[u8], at: usize, reading: Reading) -> Option<usize> {
    end_from(needle, text, at, (0, 0), reading)
}

/// The end of the hit that begins at byte `at`, where so many characters in so many bytes are known to be met.
fn end_from(needle: &Needle, text: &[u8], at: usize, (met, bytes): (usize, usize), reading: Reading) -> Option<usize> {
    let known = met.checked_sub(1).and_then(|last| needle.folded.get(last));
    let mut last = known.map(|&c| Unit::literal(c, at + bytes));
    for &want in needle.folded.get(met..)? {
        let at = last.map_or(at, |last| last.end);
        last = Some(step::step(text, at, last, want, needle.exact, reading)?);
    }
    last.map(|last| last.end)
}
