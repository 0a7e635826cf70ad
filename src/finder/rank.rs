//! What comes first: the better match; but of each kind every further row counts a little less, so that a command or tag that
//! matches well is not buried under five hundred headings. Among equals the newer post comes first.

use super::Kind;

/// No more rows than this are shown.
pub const MOST: usize = 200;

/// How much less a row is worth for each doubling of its place among those of its kind.
const LESS: u32 = 40;

/// Something found, before it is a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How well it matches.
    pub points: u32,
    /// What it is.
    pub kind: Kind,
    /// Its post, the newest being 0; 0 for what has none.
    pub post: usize,
    /// What was found.
    pub what: What,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A candidate of the wish, by its place there.
    Candidate(usize),
    /// A row of the stock, by its place there.
    Item(usize),
}

/// Gives the best hits, best first.
pub fn best(hits: &[Hit]) -> Vec<Hit> {
    let kinds = [Kind::Post, Kind::Story, Kind::Heading, Kind::Tag, Kind::View, Kind::Command];
    let mut all: Vec<(u32, Hit)> = kinds.into_iter().flat_map(|kind| of_kind(hits, kind)).collect();
    all.sort_unstable_by_key(|(points, hit)| (u32::MAX - points, hit.post, hit.kind, hit.what));
    all.truncate(MOST);
    all.into_iter().map(|(_, hit)| hit).collect()
}

/// The best hits of one kind, with what each is worth among those of other kinds.
fn of_kind(hits: &[Hit], kind: Kind) -> impl Iterator<Item = (u32, Hit)> {
    let order = |hit: &Hit| (u32::MAX - hit.points, hit.post, hit.what);
    let mut own: Vec<Hit> = hits.iter().filter(|hit| hit.kind == kind).copied().collect();
    if own.len() > MOST {
        own.select_nth_unstable_by_key(MOST, order);
        own.truncate(MOST);
    }
    own.sort_unstable_by_key(order);
    (1_u32..).zip(own).map(|(place, hit)| (hit.points.saturating_sub(LESS * place.ilog2()), hit))
}
