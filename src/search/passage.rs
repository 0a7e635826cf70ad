//! Passages: where hits are, and what stands around them.

use super::place::{Class, Part, Parts, address_start, line_start};
use super::rank::{Ranking, Spot};
use super::seeker::Seeker;
use super::visible::Visible;
use crate::post::Post;
use crate::query::Set;
use crate::text::{Needle, SafeStr, Widths, cluster, safe};
use std::ops::Range;

/// How many cells of text a passage shows.
pub const CELLS: usize = 120;
/// How many of them stand before the first hit, where there is that much.
const BEFORE: usize = 40;
/// How far around a hit its text is looked for, in bytes.
const AROUND: usize = 512;

/// The hits in one part of one post.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The post, by its number in the library.
    pub post: usize,
    /// What the best hit stands in.
    pub class: Class,
    /// Where that hit begins, in bytes of the post's body; `None` in the front matter.
    pub place: Option<usize>,
    /// The line of the file, from 1, on which it begins.
    pub line: usize,
    /// The heading of the story or section; the post's title where there is none.
    pub heading: SafeStr,
    /// The text around the first hit, on one line, `…` where it is cut.
    pub text: SafeStr,
    /// The hits in `text`, in bytes, apart and in order.
    pub lit: Vec<Range<usize>>,
    /// How many hits the part has.
    pub hits: usize,
    /// The target of the link, as written, where the hit stands in an address.
    pub address: Option<String>,
}

/// Passages, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passages {
    /// As many as were asked for.
    pub shown: Vec<Passage>,
    /// How many there are.
    pub all: usize,
    /// How many posts have hits or pass without any.
    pub posts: usize,
    /// How many hits there are.
    pub hits: usize,
}

/// After how many posts a long ranking asks whether it shall go on.
const PAUSE: usize = 64;

impl Seeker {
    /// Ranks the hits of all `needles` in the posts of `set` and makes passages of the best `most` places. A post of the set
    /// that has no hit, because something else let it pass, gives one passage with its first text.
    ///
    /// `posts` are the heads of the posts whose texts the corpus has. `None` when `keep_going` says no.
    pub fn passages(
        &self,
        posts: &[Post],
        set: &Set,
        needles: &[Needle],
        most: usize,
        keep_going: &mut dyn FnMut() -> bool,
    ) -> Option<Passages> {
        let mut ranking = Ranking::new(needles);
        for (count, index) in set.iter().enumerate() {
            if count % PAUSE == 0 && !keep_going() {
                return None;
            }
            let Some((post, parts)) = posts.get(index).and_then(|post| Some((post, self.parts(index, post)?))) else {
                continue;
            };
            let hits: Vec<_> = ranking.scanners().iter().map(|scanner| self.hits(index, scanner)).collect();
            ranking.add_in(parts, (index, post), self.corpus().get(index), &hits);
        }
        let spots = ranking.rank(set);
        let make = |spot: &Spot| {
            let post = posts.get(spot.post)?;
            passage(&ranking, self.parts(spot.post, post)?, post, self.corpus().get(spot.post), spot)
        };
        let shown = spots.iter().take(most).filter_map(make).collect();
        Some(Passages { shown, ..Passages::count(&spots, set) })
    }
}

impl Passages {
    /// Counts spots; none of them is shown yet.
    pub fn count(spots: &[Spot], set: &Set) -> Self {
        let hits = spots.iter().map(|spot| spot.hits).sum();
        Passages { shown: Vec::new(), all: spots.len(), posts: set.len(), hits }
    }
}

impl Ranking {
    /// Makes the passage of a spot of a post.
    pub fn passage(&self, post: &Post, text: &[u8], spot: &Spot) -> Option<Passage> {
        passage(self, &Parts::of(post, text), post, text, spot)
    }
}

fn passage(ranking: &Ranking, parts: &Parts, post: &Post, text: &[u8], spot: &Spot) -> Option<Passage> {
    let in_address = spot.class == Class::Address;
    // A heading is shown in any case; what stands below it says more.
    let hit = if spot.class == Class::Heading { spot.below.as_ref() } else { None }.unwrap_or(&spot.first);
    let address = in_address.then(|| address_around(text, hit.start)).flatten();
    let range = match (&address, parts.heading_at(spot.part)) {
        (Some(address), _) => address.clone(),
        (None, Some(heading)) if heading.contains(&hit.start) => heading,
        (None, _) if spot.part == Part::Title => title_value(text, hit.start),
        (None, _) if hit.start < parts.body => line_around(text, hit.start),
        (None, _) => block(text, hit.start, parts.body),
    };
    let raw = in_address || hit.start < parts.body || is_code(text.get(parts.body..hit.start).unwrap_or_default());
    let found = ranking.hits_within(text, range.clone());
    let around = |visible: Visible| {
        let hits: Vec<Range<usize>> = found.iter().map(|hit| visible.range(hit)).collect();
        cut(&visible.text, &hits)
    };
    let (mut shown, mut lit) = (SafeStr::default(), Vec::new());
    if !raw {
        (shown, lit) = around(Visible::of(text, range.clone()));
    }
    // A comment shows nothing; then its source does.
    if raw || lit.is_empty() && !found.is_empty() {
        (shown, lit) = around(Visible::raw(text, range));
    }
    let written = |range: Range<usize>| Some(String::from_utf8_lossy(text.get(range)?).into_owned());
    Some(Passage {
        post: spot.post,
        class: spot.class,
        place: spot.first.start.checked_sub(parts.body),
        line: 1 + memchr::memchr_iter(b'\n', text.get(..spot.first.start)?).count(),
        heading: parts.heading(spot.part, post, text),
        text: shown,
        lit,
        hits: spot.hits,
        address: address.and_then(written),
    })
}

/// The address around a byte.
fn address_around(text: &[u8], at: usize) -> Option<Range<usize>> {
    let start = address_start(text, at)?;
    let rest = text.get(start..)?;
    let rest = rest.get(..rest.len().min(2048))?;
    let mut open = 0_usize;
    let ends = |byte: &u8| {
        open += usize::from(*byte == b'(');
        let closes = *byte == b')' && open == 0;
        open = open.saturating_sub(usize::from(*byte == b')'));
        closes || byte.is_ascii_whitespace() || matches!(byte, b'>' | b'"') || !byte.is_ascii()
    };
    let len = rest.iter().position(ends).unwrap_or(rest.len());
    Some(start..(start + len).max(at))
}

/// The line around a byte, as far as it is near.
fn line_around(text: &[u8], at: usize) -> Range<usize> {
    let start = line_start(text, at).max(at.saturating_sub(AROUND));
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.get(..rest.len().min(2 * AROUND)).unwrap_or_default();
    start..at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The value of the front matter's line around a byte.
fn title_value(text: &[u8], at: usize) -> Range<usize> {
    let Range { start: line, end } = line_around(text, at);
    let head = text.get(line..end).unwrap_or_default();
    let skip = head.iter().position(|byte| matches!(byte, b':' | b'=')).map_or(0, |mark| mark + 1);
    let quote = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    let skip = skip + head.get(skip..).unwrap_or_default().iter().take_while(|byte| quote(byte)).count();
    let tail = head.get(skip..).unwrap_or_default().iter().rev().take_while(|byte| quote(byte)).count();
    let start = (line + skip).min(at);
    start..end.saturating_sub(tail).max(start)
}

/// The lines around a byte that belong to one block: no empty line, heading, item, row or fence begins inside.
fn block(text: &[u8], at: usize, floor: usize) -> Range<usize> {
    let begins = |line: usize| begins_block(text.get(line..).unwrap_or_default());
    let mut start = line_start(text, at).max(floor);
    while start > floor && at - start < AROUND && !begins(start) {
        let above = line_start(text, start - 1).max(floor);
        if text
            .get(above..start)
            .is_none_or(|line| line.trim_ascii().is_empty() || line.starts_with(b"#") || is_fence(line))
        {
            break;
        }
        start = above;
    }
    let mut end = at;
    while let Some(rest) = text.get(end..).filter(|rest| !rest.is_empty() && end - at < AROUND) {
        let next = end + memchr::memchr(b'\n', rest).map_or(rest.len(), |len| len + 1);
        end = next;
        let below = text.get(next..).unwrap_or_default();
        if begins(next) || below.is_empty() || matches!(below.first(), Some(b'\n' | b'\r')) {
            break;
        }
    }
    // A line may be a megabyte long.
    let start = start.max(at.saturating_sub(AROUND));
    let start =
        start + text.get(start..at).unwrap_or_default().iter().take_while(|byte| (0x80..0xc0).contains(*byte)).count();
    start..end.min(at + 2 * AROUND).max(at)
}

/// Whether a line begins a block of its own.
fn begins_block(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let item = |rest: &[u8]| matches!(rest, [b'-' | b'*' | b'+', b' ', ..] | [b'0'..=b'9', b'.' | b')', b' ', ..]);
    matches!(line, [] | [b'#' | b'|', ..] | [b'`', b'`', b'`', ..] | [b'~', b'~', b'~', ..]) || item(line)
}

/// Whether the text behind `before` is code: a fence is open.
fn is_code(before: &[u8]) -> bool {
    before.split(|byte| *byte == b'\n').filter(|line| is_fence(line)).count() % 2 == 1
}

/// Whether a line opens or closes a block of code.
fn is_fence(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    line.starts_with(b"```") || line.starts_with(b"~~~")
}

/// Cuts a text to the cells around its first hit and cleans it.
fn cut(text: &str, hits: &[Range<usize>]) -> (SafeStr, Vec<Range<usize>>) {
    let cleaned = safe::clean(text);
    let clean = cleaned.text.as_str();
    let offsets: Vec<(usize, usize)> = cluster::clusters(clean).map(|(at, _)| (at, cleaned.raw_offset(at))).collect();
    let to_clean =
        |raw: usize| offsets.get(offsets.partition_point(|(_, from)| *from < raw)).map_or(clean.len(), |it| it.0);
    let lit = joined(hits.iter().map(|hit| to_clean(hit.start)..to_clean(hit.end)).filter(|hit| !hit.is_empty()));
    let widths = Widths::default();
    let first = lit.first().map_or(0, |hit| hit.start);
    let cells = |range: Range<usize>| widths.of(clean.get(range).unwrap_or_default());
    let mut start = 0;
    let mut left = cells(0..first);
    let all = left + cells(first..clean.len());
    // Where the rest is short, more of what stands before it is shown.
    let most_before = BEFORE.max(CELLS.saturating_sub(all - left));
    for (at, cluster) in cluster::clusters(clean) {
        if left <= most_before || at >= first {
            break;
        }
        left -= widths.of_cluster(cluster);
        start = at + cluster.len();
    }
    let mut end = start;
    let mut used = usize::from(start > 0);
    for (at, cluster) in cluster::clusters(clean.get(start..).unwrap_or_default()) {
        used += widths.of_cluster(cluster);
        if used >= CELLS {
            break;
        }
        end = start + at + cluster.len();
    }
    shortened(clean, start..end, &lit)
}

/// Takes a part of a text, with `…` where something is cut off.
fn shortened(clean: &str, part: Range<usize>, lit: &[Range<usize>]) -> (SafeStr, Vec<Range<usize>>) {
    let body = clean.get(part.clone()).unwrap_or_default();
    let trimmed = body.trim_start();
    let start = part.start + body.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    let end = start + trimmed.len();
    let head = if clean.get(..start).is_some_and(|left| !left.trim().is_empty()) { "…" } else { "" };
    let tail = if clean.get(end..).is_some_and(|rest| !rest.trim().is_empty()) { "…" } else { "" };
    let moved = |hit: &Range<usize>| {
        let (from, to) = (hit.start.max(start), hit.end.min(end));
        (from < to).then(|| from - start + head.len()..to - start + head.len())
    };
    (SafeStr::clean(&format!("{head}{trimmed}{tail}")), lit.iter().filter_map(moved).collect())
}

/// Joins ranges that touch; they come in order of their beginnings.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => joined.push(range),
        }
    }
    joined
}
