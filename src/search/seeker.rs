//! Looking through all posts, now and at the next keystroke.

use super::corpus::Corpus;
use super::found::{Found, Starts};
use super::place::{Parts, without_names};
use crate::post::Post;
use crate::text::Needle;
use crate::text::needle::{Scanner, apart};
use std::cell::OnceCell;
use std::ops::Range;

/// After how many posts a search asks whether it shall go on.
const PAUSE: usize = 256;
/// How many places of hits are remembered in all: 4 MB.
const PLACES: usize = 1_000_000;
/// How many needles are remembered.
const NEEDLES: usize = 32;

/// Finds needles in all posts of a library. It remembers the last ones: a needle that only has more typed behind one of them
/// is looked for where that one was found.
#[derive(Debug, Default)]
pub struct Seeker {
    corpus: Corpus,
    /// The needles that were looked for, the last one last.
    known: Vec<(Needle, Found)>,
    /// The parts of posts that had hits: while a reader types they are asked for again and again.
    parts: Vec<OnceCell<Parts>>,
}

impl Seeker {
    /// Takes the texts that are to be looked through.
    pub fn new(corpus: Corpus) -> Self {
        let parts = (0..corpus.len()).map(|_| OnceCell::new()).collect();
        Seeker { corpus, known: Vec::new(), parts }
    }

    /// The parts of a post, by its number in the corpus.
    pub(super) fn parts(&self, number: usize, post: &Post) -> Option<&Parts> {
        Some(self.parts.get(number)?.get_or_init(|| Parts::of(post, self.corpus.get(number))))
    }

    /// The texts.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// What is remembered of a needle: all its hits, or those of the first posts.
    pub fn found(&self, needle: &Needle) -> Option<&Found> {
        self.known.iter().find(|(known, _)| known == needle).map(|(_, found)| found)
    }

    /// Finds a needle in all posts. `keep_going` is asked from time to time; when it says no, there is no result, but what
    /// was found so far is remembered and the next search for the same needle goes on from there.
    pub fn find(&mut self, needle: &Needle, keep_going: &mut dyn FnMut() -> bool) -> Option<&Found> {
        self.find_until(needle, self.corpus.len(), keep_going)
    }

    /// Finds a needle in the first `posts` posts, the newest ones, so that their hits can be shown while the rest is looked
    /// through.
    pub fn find_until(
        &mut self,
        needle: &Needle,
        posts: usize,
        keep_going: &mut dyn FnMut() -> bool,
    ) -> Option<&Found> {
        let until = posts.min(self.corpus.len());
        let known = self.known.iter().position(|(known, _)| known == needle);
        let (needle, mut found) = match known {
            Some(index) => self.known.remove(index),
            None => (needle.clone(), Found::default()),
        };
        let done = found.searched() >= until || self.go_on(&needle, &mut found, until, keep_going);
        self.remember(needle, found);
        self.known.last().map(|(_, found)| found).filter(|_| done)
    }

    /// Looks through the posts that were not looked through yet; false when it was stopped.
    fn go_on(&self, needle: &Needle, found: &mut Found, until: usize, keep_going: &mut dyn FnMut() -> bool) -> bool {
        let scanner = needle.scanner();
        // Of the needles that this one extends, the longest one leaves the fewest places.
        let shorter = self.known.iter().filter(|(known, _)| needle.extends(known));
        let base = shorter.max_by_key(|(known, _)| known.written().len()).map(|(_, found)| found);
        for post in found.searched()..until {
            if post % PAUSE == 0 && !keep_going() {
                return false;
            }
            let base = base.filter(|base| post < base.searched());
            found.look(&scanner, self.corpus.get(post), base, PLACES);
        }
        true
    }

    /// The hits of a needle in one post, without overlapping ones.
    pub(super) fn hits(&self, post: usize, scanner: &Scanner) -> Vec<Range<usize>> {
        let text = self.corpus.get(post);
        let found = self.found(scanner.needle()).filter(|found| post < found.searched());
        match found.map(|found| found.starts_in(post)) {
            Some(Starts::None) => Vec::new(),
            Some(Starts::Kept(starts)) => apart(starts.iter().filter_map(|&at| scanner.hit_at(text, at as usize))),
            Some(Starts::Forgotten) | None => without_names(text, scanner.find_all(text)),
        }
    }

    /// Keeps the last needles, and the places of as many of them as there is room for.
    fn remember(&mut self, needle: Needle, found: Found) {
        self.known.push((needle, found));
        let too_many = self.known.len().saturating_sub(NEEDLES);
        self.known.drain(..too_many);
        let mut places = 0;
        for (_, found) in self.known.iter_mut().rev() {
            places += found.kept();
            if places > PLACES {
                places -= found.kept();
                found.forget();
            }
        }
    }
}
