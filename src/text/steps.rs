//! What reading a text costs, counted in steps: a byte that is looked at, or an item of a list that
//! is visited.
//!
//! A text that is as long as a post is reached through a [`Scanner`], which charges every look.
//! Nothing hands out the rest of the text for free, so code that looks ahead from each of many
//! marks shows in the count. `tests/it/document/growth.rs` holds the count in step with the size of
//! the text.

use memchr::{memchr2, memmem};
use std::cell::Cell;
use std::ops::Range;

/// The steps that were taken so far. One count is handed through all parts of a parse.
#[derive(Debug, Default)]
pub struct Steps(Cell<u64>);

impl Steps {
    /// The number of steps.
    pub fn taken(&self) -> u64 {
        self.0.get()
    }

    /// Counts some steps.
    pub fn take(&self, steps: usize) {
        self.0.set(self.0.get().saturating_add(u64::try_from(steps).unwrap_or(u64::MAX)));
    }

    /// Walks a list, one step for each item that is visited.
    pub fn each<I: IntoIterator>(&self, items: I) -> std::iter::Inspect<I::IntoIter, impl FnMut(&I::Item)> {
        items.into_iter().inspect(|_| self.take(1))
    }
}

/// A text in which every look costs a step for each byte that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scanner<'a> {
    text: &'a str,
    steps: &'a Steps,
}

impl<'a> Scanner<'a> {
    /// Makes a scanner of a text that adds to a count.
    pub fn new(text: &'a str, steps: &'a Steps) -> Self {
        Scanner { text, steps }
    }

    /// The count that looks are added to.
    pub fn steps(self) -> &'a Steps {
        self.steps
    }

    /// The length of the text in bytes.
    pub fn len(self) -> usize {
        self.text.len()
    }

    /// Whether there is no text.
    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// Gives a part of the text, and charges all of it. There is none where the range cuts a
    /// character.
    pub fn part(self, range: Range<usize>) -> Option<&'a str> {
        let part = self.text.get(range)?;
        self.steps.take(part.len());
        Some(part)
    }

    /// Gives the whole text, and charges all of it.
    pub fn whole(self) -> &'a str {
        self.steps.take(self.text.len());
        self.text
    }

    /// Gives the last border of two characters at or before `at`.
    pub fn floor(self, at: usize) -> usize {
        self.text.floor_char_boundary(at)
    }

    /// Gives the byte at a place.
    pub fn byte(self, at: usize) -> Option<u8> {
        self.steps.take(1);
        self.text.as_bytes().get(at).copied()
    }

    /// Tells whether a word stands at a place.
    pub fn has_at(self, at: usize, word: &str) -> bool {
        self.steps.take(word.len());
        self.text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
    }

    /// Finds the first `word` that lies in a range.
    pub fn seek(self, range: Range<usize>, word: &str) -> Option<usize> {
        let start = range.start;
        let found = self.text.as_bytes().get(range.clone()).and_then(|part| memmem::find(part, word.as_bytes()));
        self.steps.take(found.map_or(range.len(), |at| at + word.len()));
        found.map(|at| start + at)
    }

    /// Finds the last `word` that lies in a range.
    pub fn seek_last(self, range: Range<usize>, word: &str) -> Option<usize> {
        let start = range.start;
        let found = self.text.as_bytes().get(range.clone()).and_then(|part| memmem::rfind(part, word.as_bytes()));
        self.steps.take(found.map_or(range.len(), |at| range.len() - at));
        found.map(|at| start + at)
    }

    /// Finds the first of two bytes from a place on.
    pub fn seek_either(self, from: usize, one: u8, other: u8) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        let found = memchr2(one, other, rest);
        self.steps.take(found.map_or(rest.len(), |at| at + 1));
        found.map(|at| from + at)
    }

    /// Finds the first byte that fits from a place on.
    pub fn seek_byte(self, from: usize, fits: impl Fn(u8) -> bool) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        let found = rest.iter().position(|&byte| fits(byte));
        self.steps.take(found.map_or(rest.len(), |at| at + 1));
        found.map(|at| from + at)
    }

    /// Gives the characters from a place on that lie within some bytes.
    pub fn head(self, at: usize, bytes: usize) -> &'a str {
        self.part(at..self.floor(at.saturating_add(bytes))).unwrap_or_default()
    }

    /// Gives the end of the run of characters that begins at `from`; `from` itself where none fits.
    pub fn run(self, from: usize, fits: impl Fn(char) -> bool) -> usize {
        let mut end = from;
        for c in self.chars(from..self.text.len()) {
            if !fits(c) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    /// Gives the start of the run of characters that ends at `to`; `to` itself where none fits.
    pub fn run_before(self, to: usize, fits: impl Fn(char) -> bool) -> usize {
        let mut start = to;
        for c in self.chars(0..to).rev() {
            if !fits(c) {
                break;
            }
            start -= c.len_utf8();
        }
        start
    }

    /// Walks the characters of a range from either end; only those that are visited are charged.
    pub fn chars(self, range: Range<usize>) -> impl DoubleEndedIterator<Item = char> + 'a {
        let chars = self.text.get(range).unwrap_or_default().chars();
        chars.inspect(move |c| self.steps.take(c.len_utf8()))
    }

    /// Walks the lines, each with its line end and with the byte at which it begins.
    pub fn lines(self) -> impl Iterator<Item = (usize, &'a str)> {
        let mut start = 0;
        self.text.split_inclusive('\n').map(move |line| {
            self.steps.take(line.len());
            let at = start;
            start += line.len();
            (at, line)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is looked at, the steps that it costs, and the look.
    type Look = (&'static str, u64, fn(Scanner));

    #[test]
    fn what_is_looked_at_is_charged_and_nothing_else() {
        let looks: &[Look] = &[
            ("a part", 3, |text| assert_eq!(text.part(2..5), Some("云"))),
            ("a part that cuts a character", 0, |text| assert_eq!(text.part(2..4), None)),
            ("a byte", 1, |text| assert_eq!(text.byte(1), Some(b'1'))),
            ("a word", 2, |text| assert!(text.has_at(0, "01"))),
            ("a word that is found", 6, |text| assert_eq!(text.seek(0..8, "5"), Some(5))),
            ("a word that is not there", 8, |text| assert_eq!(text.seek(0..8, "x"), None)),
            ("the last word", 1, |text| assert_eq!(text.seek_last(0..8, "7"), Some(7))),
            ("the first of two bytes", 2, |text| assert_eq!(text.seek_either(0, b'7', b'1'), Some(1))),
            ("a run and what ends it", 5, |text| assert_eq!(text.run(0, |c| c.is_ascii()), 2)),
            ("a run backwards", 6, |text| assert_eq!(text.run_before(8, |c| c.is_ascii()), 5)),
            ("characters", 4, |text| assert_eq!(text.chars(1..8).nth(1), Some('云'))),
        ];
        for (name, steps, look) in looks {
            let count = Steps::default();
            look(Scanner::new("01云567", &count));
            assert_eq!(count.taken(), *steps, "{name}");
        }
    }

    #[test]
    fn a_list_costs_what_is_visited() {
        let steps = Steps::default();
        assert_eq!(steps.each([1, 2, 3, 4]).find(|&item| item == 3), Some(3));
        assert_eq!(steps.taken(), 3);
    }
}
