//! Finding a needle fast in the bytes of many posts: vector instructions find where its first characters stand, and every
//! such place is then looked at step by step.

use super::fold::forms;
use super::step::Reading;
use super::{Needle, end_of_hit};
use aho_corasick::{AhoCorasick, Input, Span, packed};
use memchr::memmem;
use std::ops::Range;

/// How many letters at the beginning of a needle are looked for in all their cases.
const LETTERS: usize = 3;

/// A needle made ready for looking through Markdown, of any bytes.
pub struct Scanner {
    needle: Needle,
    starts: Starts,
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
        let beginnings = beginnings(&needle.folded, needle.exact);
        let slow = |all: &[String]| AhoCorasick::new(all).map_or(Starts::Nowhere, |slow| Starts::Slow(Box::new(slow)));
        let starts = match &beginnings[..] {
            [] => Starts::Nowhere,
            [one] => Starts::One(Box::new(memmem::Finder::new(one).into_owned())),
            all => packed::Searcher::new(all).map_or_else(|| slow(all), |fast| Starts::Some(Box::new(fast))),
        };
        Scanner { needle: needle.clone(), starts }
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
        match &self.starts {
            Starts::Nowhere => None,
            Starts::One(finder) => finder.find(text.get(from..)?).map(|at| from + at),
            Starts::Some(searcher) if from < text.len() => searcher.find_in(text, span).map(|found| found.start()),
            Starts::Some(_) => None,
            Starts::Slow(searcher) => searcher.find(Input::new(text).range(from..)).map(|found| found.start()),
        }
    }

    /// The bytes of the hit that begins at byte `at`.
    pub fn hit_at(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        Some(at..end_of_hit(&self.needle, text, at, Reading::Markdown)?)
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
