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

/// Finds the part whose removal shows the most posts; of equals the last, which was typed last. Where several parts stand in
/// the way of each other, those that fit no post together with the ones before them. `None` where nothing helps.
pub fn loosen(query: &Query, index: &Index, texts: &Texts) -> Option<Loosening> {
    let tries = (0..query.parts.len()).map(|at| {
        let mut without = query.clone();
        let part = Query { parts: vec![without.parts.remove(at)] };
        let count = without.evaluate(index, texts).len();
        Loosening { part: part.to_string(), without, posts: count }
    });
    tries.filter(|it| it.posts > 0).max_by_key(|it| it.posts).or_else(|| keep_what_fits(query, index, texts))
}

/// Keeps each part that still leaves posts after those kept before it.
fn keep_what_fits(query: &Query, index: &Index, texts: &Texts) -> Option<Loosening> {
    let (mut without, mut dropped) = (Query::default(), Query::default());
    let mut left = Set::all(index.posts());
    for part in &query.parts {
        let fits = part.evaluate(index, texts).and(&left);
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
