//! The cut: the cheapest way through all known words of a stretch of Han, where a word costs the logarithm of how rarely it
//! was counted. That is jieba's maximum-probability cut, from right to left, in whole numbers.

use super::map;
use crate::text::class::is_han;
use std::collections::BTreeMap;

/// What a Han costs that no list knows: more than any word.
const UNKNOWN: u32 = 1 << 12;
/// What a word of the reader's costs, in the parts of `build.rs`: as much as a very common word, less than any two Han.
const OWN: u32 = 1 << 10;

/// The words that are known: the list, our terms, and the reader's own. They stand for themselves: two are equal that know
/// the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The reader's own words by their first character.
    own: BTreeMap<char, Vec<Vec<char>>>,
}

/// The best cut of the rest of a stretch.
#[derive(Clone, Copy, Default)]
struct Rest {
    cost: u64,
    /// How many characters its first word has.
    length: usize,
}

impl Words {
    /// Takes the built-in words and the reader's `own`, which are stretches of Han. Gives none where the program was built
    /// without words.
    pub fn new(own: &[String]) -> Option<Words> {
        let mut words = Words { own: BTreeMap::new() };
        for word in own {
            let word: Vec<char> = word.chars().collect();
            if let Some(&first) = word.first() {
                words.own.entry(first).or_default().push(word);
            }
        }
        Some(words)
    }

    /// The byte offsets in `text` at which a word of Han begins, in order. What is not Han belongs to no word and parts
    /// words; a Han that is in no word is one.
    pub fn starts(&self, text: &str) -> Vec<usize> {
        let (mut starts, mut han, mut rests) = (Vec::new(), Vec::new(), Vec::new());
        let mut chars = text.char_indices().peekable();
        while let Some((begin, first)) = chars.next() {
            if !is_han(first) {
                continue;
            }
            han.clear();
            han.push(first);
            while let Some((_, next)) = chars.next_if(|&(_, next)| is_han(next)) {
                han.push(next);
            }
            self.cut(&han, &mut rests);
            let (mut at, mut length) = (begin, 0);
            for (index, c) in han.iter().enumerate() {
                if index == length {
                    starts.push(at);
                    length += rests.get(index).map_or(1, |rest| rest.length);
                }
                at += c.len_utf8();
            }
        }
        starts
    }

    /// Finds the best cut of the rest of `han` from each of its characters.
    fn cut(&self, han: &[char], rests: &mut Vec<Rest>) {
        rests.clear();
        rests.resize(han.len() + 1, Rest::default());
        for at in (0..han.len()).rev() {
            let cost_of_rest = |length: usize| rests.get(at + length).map_or(0, |rest| rest.cost);
            let text = han.get(at..).unwrap_or_default();
            let mut best = Rest { cost: u64::from(UNKNOWN) + cost_of_rest(1), length: 1 };
            let mut weigh = |length: usize, cost: u32| {
                let cost = u64::from(cost) + cost_of_rest(length);
                // Of two cuts that cost the same the one with the longer word is taken, as jieba does.
                if (cost, best.length) <= (best.cost, length) {
                    best = Rest { cost, length };
                }
            };
            map::each_word(text, &mut weigh);
            for own in text.first().and_then(|first| self.own.get(first)).into_iter().flatten() {
                if text.starts_with(own) {
                    weigh(own.len(), OWN);
                }
            }
            if let Some(rest) = rests.get_mut(at) {
                *rest = best;
            }
        }
    }
}
