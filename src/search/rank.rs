//! Which parts of which posts have hits, best first.

use super::found::Starts;
use super::place::{Class, Part, Parts};
use super::seeker::Seeker;
use crate::post::Post;
use crate::query::Set;
use crate::text::Needle;
use crate::text::needle::Scanner;
use std::cmp::Reverse;
use std::ops::Range;

/// After how many posts it is asked whether to go on.
const PAUSE: usize = 64;

/// A part of a post that has hits.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub post: usize,
    pub part: Part,
    /// What the best of its hits stands in.
    pub class: Class,
    /// How many hits there are.
    pub hits: usize,
    /// The first of its best hits, in bytes of the file.
    pub first: Range<usize>,
    /// The first hit in its text.
    pub below: Option<Range<usize>>,
    /// The needles that it has, as bits.
    needles: u64,
}

/// What is looked for in which posts.
pub(super) struct Wanted<'a> {
    seeker: &'a Seeker,
    posts: &'a [Post],
    needles: Vec<(&'a Needle, Scanner)>,
}

impl<'a> Wanted<'a> {
    pub fn new(seeker: &'a Seeker, posts: &'a [Post], needles: &'a [Needle]) -> Self {
        let ready = needles.iter().filter(|needle| !needle.is_empty()).map(|needle| (needle, needle.scanner()));
        Wanted { seeker, posts, needles: ready.collect() }
    }

    /// Finds the spots of the posts in `set`, the best ones first: those that have more of the needles, then by class, then
    /// the newer ones. `None` when `keep_going` says no.
    pub fn rank(&self, set: &Set, keep_going: &mut dyn FnMut() -> bool) -> Option<Vec<Spot>> {
        let mut spots = Vec::new();
        for (count, post) in set.iter().enumerate() {
            if count % PAUSE == 0 && !keep_going() {
                return None;
            }
            self.look(post, &mut spots);
        }
        let date = |spot: &Spot| self.posts.get(spot.post).and_then(|post| post.date);
        let key = |spot: &Spot| {
            (Reverse(spot.needles.count_ones()), spot.class, Reverse(date(spot)), spot.post, spot.first.start)
        };
        spots.sort_by_cached_key(key);
        Some(spots)
    }

    /// Adds the spots of one post.
    fn look(&self, index: usize, spots: &mut Vec<Spot>) {
        let Some(post) = self.posts.get(index) else { return };
        let text = self.seeker.corpus().get(index);
        let parts = Parts::of(post, text);
        let from = spots.len();
        for (number, (needle, scanner)) in self.needles.iter().enumerate() {
            for hit in self.hits(index, text, needle, scanner) {
                let (part, class) = parts.place(text, hit.start);
                add(spots, from, index, part, class, &hit, 1 << number.min(63));
            }
        }
        if spots.len() == from {
            // Other conditions than words let it pass.
            let first = parts.body..parts.body;
            spots.push(Spot {
                post: index,
                part: Part::Opening,
                class: Class::Body,
                hits: 0,
                below: None,
                first,
                needles: 0,
            });
        }
    }

    /// The hits of one needle in one post, without overlapping ones.
    pub fn hits(&self, post: usize, text: &[u8], needle: &Needle, scanner: &Scanner) -> Vec<Range<usize>> {
        let starts =
            self.seeker.found(needle).filter(|found| post < found.searched()).map(|found| found.starts_in(post));
        match starts {
            Some(Starts::None) => Vec::new(),
            Some(Starts::Kept(starts)) => {
                let mut end = 0;
                let all = starts.iter().filter_map(|&at| scanner.hit_at(text, at as usize));
                let apart = |hit: &Range<usize>| {
                    let apart = hit.start >= end;
                    end = if apart { hit.end } else { end };
                    apart
                };
                all.filter(apart).collect()
            }
            Some(Starts::Forgotten) | None => scanner.find_all(text),
        }
    }

    /// The hits of all needles in one stretch of a post, in order.
    pub fn hits_within(&self, text: &[u8], range: Range<usize>) -> Vec<Range<usize>> {
        let within = text.get(..range.end).unwrap_or(text);
        let mut found = Vec::new();
        for (_, scanner) in &self.needles {
            // A little before it, for a hit that begins there and ends inside.
            let from = range.start.saturating_sub(64);
            let hits = scanner.find_all(within.get(from..).unwrap_or_default());
            found.extend(hits.into_iter().map(|hit| hit.start + from..hit.end + from));
        }
        found.sort_by_key(|hit| (hit.start, hit.end));
        found
    }
}

/// Adds a hit to the spot of its part.
fn add(spots: &mut Vec<Spot>, from: usize, post: usize, part: Part, class: Class, hit: &Range<usize>, needle: u64) {
    let in_text = matches!(class, Class::Story | Class::Body | Class::Front);
    let below = in_text.then(|| hit.clone());
    let known = spots.iter_mut().skip(from).find(|spot| spot.part == part);
    let Some(spot) = known else {
        return spots.push(Spot { post, part, class, hits: 1, below, first: hit.clone(), needles: needle });
    };
    spot.hits += 1;
    spot.needles |= needle;
    if (class, hit.start) < (spot.class, spot.first.start) {
        spot.class = class;
        spot.first = hit.clone();
    }
    if in_text && spot.below.as_ref().is_none_or(|below| hit.start < below.start) {
        spot.below = below;
    }
}
