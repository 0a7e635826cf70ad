//! What a search looks for, and where a text has it.
//!
//! A needle without a capital letter finds any case, one with a capital exactly that ("smart case"). Full-width and
//! half-width forms are one (NFKC of single characters), and a run of blanks is one blank. Han are found as they are written:
//! no tokenizer stands between a reader and a substring.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

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
        let mut folded: Vec<char> = Vec::new();
        for c in written.chars() {
            folded.extend(fold(c, exact));
        }
        folded.dedup_by(|next, before| *next == ' ' && *before == ' ');
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
            let Some(hit) = starts.filter_map(|at| Some(at..self.end_of_hit(text, at)?)).next() else { break };
            from = hit.end;
            hits.push(hit);
        }
        hits
    }

    /// The end of the hit that begins at byte `at`.
    fn end_of_hit(&self, text: &str, at: usize) -> Option<usize> {
        let mut wanted = self.folded.iter().copied().peekable();
        let mut blank = false;
        for (offset, c) in text.get(at..)?.char_indices() {
            for folded in fold(c, self.exact) {
                if folded == ' ' && blank {
                    continue;
                }
                match wanted.next() {
                    None => return Some(at + offset),
                    Some(want) if want == folded => blank = folded == ' ',
                    Some(_) => return None,
                }
            }
            if wanted.peek().is_none() {
                return Some(at + offset + c.len_utf8());
            }
        }
        None
    }
}

/// The characters that stand for one in comparisons: its compatibility forms, small unless `exact`; blanks are one blank.
pub fn fold(c: char, exact: bool) -> impl Iterator<Item = char> {
    let plain = c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let wide = (!plain).then(|| std::iter::once(c).nfkc()).into_iter().flatten();
    let narrow = plain.then_some(c).into_iter();
    let small = move |c: char| {
        let one = exact.then_some(c).into_iter();
        let lower = (!exact).then(|| c.to_lowercase()).into_iter().flatten();
        one.chain(lower)
    };
    narrow.chain(wide).map(|c| if c.is_whitespace() { ' ' } else { c }).flat_map(small)
}
