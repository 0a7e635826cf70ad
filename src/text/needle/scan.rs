//! Finding a needle fast in the bytes of many posts: vector instructions find where its first characters stand, and every
//! such place is then looked at step by step.

use super::fold::forms;
use super::step::Reading;
use super::{Needle, end_from};
use aho_corasick::{AhoCorasick, Input, Span, packed};
use memchr::memmem;
use std::cell::OnceCell;
use std::ops::Range;

/// How many letters at the beginning of a needle are looked for in all their cases.
const LETTERS: usize = 3;

/// A needle made ready for looking through Markdown, of any bytes.
pub struct Scanner {
    needle: Needle,
    /// The needle as it is compared, for texts that have it just so.
    literal: String,
    /// Made when a text is looked through; a further keystroke looks at known places only.
    starts: OnceCell<Starts>,
}

/// How the places are found where a hit may begin. Each finds every such place, and places where none begins.
enum Starts {
    Nowhere,
    /// There is one way to write the beginning.
    One(Box<memmem::Finder<'static>>),
    /// There are some.
    Some(Box<packed::Searcher>),
    /// There are some, and this machine has no vector instructions for them.
    Slow(Box<AhoCorasick>),
}

impl Scanner {
    /// Makes a needle ready.
    pub(super) fn new(needle: &Needle) -> Self {
        let literal = needle.folded.iter().collect();
        Scanner { needle: needle.clone(), literal, starts: OnceCell::new() }
    }

    /// What is looked for.
    pub fn needle(&self) -> &Needle {
        &self.needle
    }

    /// Calls `each` with the bytes of every hit, by its beginning. Hits may overlap.
    pub fn each_hit(&self, text: &[u8], mut each: impl FnMut(Range<usize>)) {
        let mut from = 0;
        while let Some(at) = self.candidate(text, from) {
            if let Some(hit) = self.hit_at(text, at) {
                each(hit);
            }
            from = at + 1;
        }
    }

    /// The first place from `from` on where a hit may begin.
    fn candidate(&self, text: &[u8], from: usize) -> Option<usize> {
        let span = Span { start: from, end: text.len() };
        match self.starts.get_or_init(|| Starts::of(&self.needle)) {
            Starts::Nowhere => None,
            Starts::One(finder) => finder.find(text.get(from..)?).map(|at| from + at),
            Starts::Some(searcher) if from < text.len() => searcher.find_in(text, span).map(|found| found.start()),
            Starts::Some(_) => None,
            Starts::Slow(searcher) => searcher.find(Input::new(text).range(from..)).map(|found| found.start()),
        }
    }

    /// The bytes of the hit that begins at byte `at`.
    pub fn hit_at(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        let rest = text.get(at..)?;
        let same = rest.iter().zip(self.literal.as_bytes()).take_while(|(byte, literal)| byte == literal).count();
        if same == self.literal.len() && same > 0 {
            return Some(at..at + same);
        }
        Some(at..end_from(&self.needle, text, at, self.met(same), Reading::Markdown)?)
    }

    /// How many characters lie in the first `bytes` bytes of the literal, and their bytes. A blank is not among the last
    /// ones: there may be more of it.
    fn met(&self, bytes: usize) -> (usize, usize) {
        let met = self.literal.get(..self.literal.floor_char_boundary(bytes)).unwrap_or_default().trim_end_matches(' ');
        (met.chars().count(), met.len())
    }

    /// Finds all hits that do not overlap, from the left.
    pub fn find_all(&self, text: &[u8]) -> Vec<Range<usize>> {
        let (mut hits, mut end) = (Vec::new(), 0);
        self.each_hit(text, |hit| {
            if hit.start >= end {
                end = hit.end;
                hits.push(hit);
            }
        });
        hits
    }
}

/// Leaves out hits that overlap the one before, from the left.
pub fn apart(hits: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut end = 0;
    let mut kept = Vec::new();
    for hit in hits {
        if hit.start >= end {
            end = hit.end;
            kept.push(hit);
        }
    }
    kept
}

impl Starts {
    fn of(needle: &Needle) -> Self {
        let slow = |all: &[String]| AhoCorasick::new(all).map_or(Starts::Nowhere, |slow| Starts::Slow(Box::new(slow)));
        match &beginnings(&needle.folded, needle.exact)[..] {
            [] => Starts::Nowhere,
            [one] => Starts::One(Box::new(memmem::Finder::new(one).into_owned())),
            all => packed::Searcher::new(all).map_or_else(|| slow(all), |fast| Starts::Some(Box::new(fast))),
        }
    }
}

/// All ways to write the beginning of a needle: one character in all its forms, or some ASCII letters and digits, which stand
/// side by side in a text, in all cases.
fn beginnings(folded: &[char], exact: bool) -> Vec<String> {
    let Some(&first) = folded.first() else { return Vec::new() };
    let solid = folded.iter().take(LETTERS).take_while(|c| c.is_ascii_alphanumeric());
    let mut found = vec![String::new()];
    for &letter in solid {
        let capital = Some(letter.to_ascii_uppercase()).filter(|&capital| !exact && capital != letter);
        let mut longer = Vec::new();
        for case in [Some(letter), capital].into_iter().flatten() {
            longer.extend(found.iter().map(|beginning| format!("{beginning}{case}")));
        }
        found = longer;
    }
    let wide = |form: &String| !first.is_ascii_alphanumeric() || !form.is_ascii();
    found.extend(forms(first, exact).into_iter().filter(wide));
    found.retain(|form| !form.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The short cut over what is written just so changes nothing.
    #[test]
    fn a_hit_is_the_same_step_by_step() {
        let pieces = ["a", "A", "供", "应", " ", "*", "\n", "ａ"];
        for word in ["供应", "a 供", "aa", "a*", "供 a", "*供", "aA", "供a"] {
            let scanner = Needle::new(word).scanner();
            for number in 0..pieces.len().pow(5) {
                let text: String =
                    (0..5).map(|digit| pieces[number / pieces.len().pow(digit) % pieces.len()]).collect();
                for at in 0..text.len() {
                    let steps = end_from(&scanner.needle, text.as_bytes(), at, (0, 0), Reading::Markdown);
                    assert_eq!(scanner.hit_at(text.as_bytes(), at), steps.map(|end| at..end), "{word:?} in {text:?}");
                }
            }
        }
    }
}
