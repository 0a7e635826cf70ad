//! What to loosen when no post passes.

use super::{Index, Query, Set, Texts};

/// The part of a query to drop, so that posts appear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    /// The part as text.
    pub part: String,
    /// The query without it.
    pub without: Query,
    /// How many posts that leaves.
    pub posts: usize,
}

/// Longer queries are pasted texts rather than conditions.
const MOST_PARTS: usize = 24;

/// Finds the part whose removal shows the most posts; of equals the last, which was typed last. Where several parts stand in
/// the way of each other, those that fit no post together with the ones before them. `None` where nothing helps.
pub fn loosen(query: &Query, index: &Index, texts: &Texts) -> Option<Loosening> {
    if query.parts.len() > MOST_PARTS {
        return None;
    }
    let sets: Vec<Set> = query.parts.iter().map(|part| part.evaluate(index, texts)).collect();
    let tries = (0..query.parts.len()).map(|at| {
        let mut without = query.clone();
        let part = Query { parts: vec![without.parts.remove(at)] };
        let others = sets.iter().enumerate().filter(|(other, _)| *other != at);
        let left = others.fold(Set::all(index.posts()), |left, (_, set)| left.and(set));
        Loosening { part: part.to_string(), without, posts: left.len() }
    });
    tries.filter(|it| it.posts > 0).max_by_key(|it| it.posts).or_else(|| keep_what_fits(query, &sets, index.posts()))
}

/// Keeps each part that still leaves posts after those kept before it.
fn keep_what_fits(query: &Query, sets: &[Set], posts: usize) -> Option<Loosening> {
    let (mut without, mut dropped) = (Query::default(), Query::default());
    let mut left = Set::all(posts);
    for (part, set) in query.parts.iter().zip(sets) {
        let fits = left.clone().and(set);
        if fits.is_empty() {
            dropped.parts.push(part.clone());
        } else {
            without.parts.push(part.clone());
            left = fits;
        }
    }
    let helps = !left.is_empty() && !dropped.parts.is_empty();
    helps.then(|| Loosening { part: dropped.to_string(), without, posts: left.len() })
}
