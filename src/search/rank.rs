//! Which parts of which posts have hits, best first.

use super::place::{Class, Part, Parts, without_names};
use crate::post::{Date, Post};
use crate::query::Set;
use crate::text::Needle;
use crate::text::needle::Scanner;
use std::cmp::Reverse;
use std::ops::Range;

/// A part of a post that has hits.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The post, by its number.
    pub post: usize,
    pub(super) part: Part,
    /// What the best of its hits stands in.
    pub(super) class: Class,
    /// How many hits there are.
    pub(super) hits: usize,
    /// The first of its best hits, in bytes of the file.
    pub(super) first: Range<usize>,
    /// The first hit in its text.
    pub(super) below: Option<Range<usize>>,
    /// The needles that it has, as bits.
    needles: u64,
    date: Option<Date>,
}

/// How many hits of a needle in one post are looked at for what they stand in; the others are only counted.
const PLACED: usize = 1000;

/// Gathers the hits of needles, post by post, and ranks the parts of posts that they stand in.
pub struct Ranking {
    scanners: Vec<Scanner>,
    spots: Vec<Spot>,
}

impl Ranking {
    /// Begins one without any hits.
    pub fn new(needles: &[Needle]) -> Self {
        let ready = needles.iter().filter(|needle| !needle.is_empty()).map(Needle::scanner);
        Ranking { scanners: ready.collect(), spots: Vec::new() }
    }

    /// Finds the hits of each needle in a text, without overlapping ones.
    pub fn hits(&self, text: &[u8]) -> Vec<Vec<Range<usize>>> {
        self.scanners.iter().map(|scanner| without_names(text, scanner.find_all(text))).collect()
    }

    /// What makes the needles ready.
    pub(super) fn scanners(&self) -> &[Scanner] {
        &self.scanners
    }

    /// Adds a post with its text and the hits of each needle in it.
    pub fn add(&mut self, number: usize, post: &Post, text: &[u8], hits: &[Vec<Range<usize>>]) {
        self.add_in(&Parts::of(post, text), (number, post), text, hits);
    }

    /// The same with the parts of the post.
    pub(super) fn add_in(
        &mut self,
        parts: &Parts,
        (number, post): (usize, &Post),
        text: &[u8],
        hits: &[Vec<Range<usize>>],
    ) {
        let from = self.spots.len();
        for (needle, hits) in hits.iter().enumerate() {
            for hit in hits.iter().take(PLACED) {
                let (part, class) = parts.place(text, hit.start);
                let below = matches!(class, Class::Story | Class::Body | Class::Front).then(|| hit.clone());
                let (needles, first) = (1 << needle.min(63), hit.clone());
                let spot = Spot { post: number, part, class, hits: 1, first, below, needles, date: post.date };
                self.join(from, spot);
            }
            if let Some(spot) = self.spots.last_mut().filter(|_| hits.len() > PLACED) {
                spot.hits += hits.len() - PLACED;
            }
        }
        if self.spots.len() == from {
            // Other conditions than words let it pass.
            let (part, class, first) = (Part::Opening, Class::Body, parts.body..parts.body);
            self.spots.push(Spot {
                post: number,
                part,
                class,
                hits: 0,
                first,
                below: None,
                needles: 0,
                date: post.date,
            });
        }
    }

    /// Joins a hit to the others of the same part of the same post, whose spots begin at `from`.
    fn join(&mut self, from: usize, hit: Spot) {
        let Some(spot) = self.spots.iter_mut().skip(from).find(|spot| spot.part == hit.part) else {
            return self.spots.push(hit);
        };
        spot.hits += 1;
        spot.needles |= hit.needles;
        if (hit.class, hit.first.start) < (spot.class, spot.first.start) {
            spot.class = hit.class;
            spot.first = hit.first;
        }
        let is_first = |below: &Range<usize>| spot.below.as_ref().is_none_or(|known| below.start < known.start);
        if hit.below.as_ref().is_some_and(is_first) {
            spot.below = hit.below;
        }
    }

    /// Gives the posts other numbers: `numbers` has the new one for each old one.
    pub fn renumber(&mut self, numbers: &[usize]) {
        for spot in &mut self.spots {
            spot.post = numbers.get(spot.post).copied().unwrap_or(usize::MAX);
        }
    }

    /// Ranks the spots of the posts in `set`: those that have more of the needles first, then by what their best hit stands
    /// in, then the newer ones, then by number.
    pub fn rank(&mut self, set: &Set) -> Vec<Spot> {
        let mut spots = std::mem::take(&mut self.spots);
        spots.retain(|spot| set.has(spot.post));
        let key = |spot: &Spot| {
            (Reverse(spot.needles.count_ones()), spot.class, Reverse(spot.date), spot.post, spot.first.start)
        };
        spots.sort_unstable_by_key(key);
        spots
    }

    /// The hits of all needles in one stretch of a text, in order.
    pub(super) fn hits_within(&self, text: &[u8], range: Range<usize>) -> Vec<Range<usize>> {
        let within = text.get(..range.end).unwrap_or(text);
        // A hit may begin a little before it and end inside.
        let from = range.start.saturating_sub(64);
        let hits = self.hits(within.get(from..).unwrap_or_default()).into_iter().flatten();
        let mut found: Vec<Range<usize>> = hits.map(|hit| hit.start + from..hit.end + from).collect();
        found.sort_by_key(|hit| (hit.start, hit.end));
        found
    }
}
