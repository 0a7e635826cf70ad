//! Search in the page: over the text in reading order, so that a hit may reach over a line end and over a gap that only
//! the screen has.

use super::page::Page;
use crate::text::{Needle, cluster};
use std::ops::Range;

/// A search and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is searched for.
    pub needles: Vec<Needle>,
    /// The hits from top to bottom.
    pub hits: Vec<Hit>,
    /// The hit that the reader is at.
    pub current: Option<usize>,
}

/// One hit: the parts of runs that it covers, in order; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit(pub Vec<Piece>);

/// A part of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The line of the page.
    pub line: usize,
    /// The run of the line.
    pub run: usize,
    /// The bytes of the run's text.
    pub bytes: Range<usize>,
}

/// More hits than this are not looked for.
const MOST: usize = 10_000;

impl Search {
    /// Finds what was typed in the page; see [`Needle`].
    pub fn new(query: &str, page: &Page) -> Self {
        Search::of(vec![Needle::new(query)], page)
    }

    /// Finds several needles in the page.
    pub fn of(needles: Vec<Needle>, page: &Page) -> Self {
        let hits = find(&needles, page);
        Search { needles, hits, current: None }
    }

    /// Finds the same again in a page that was set anew.
    #[must_use]
    pub fn again(self, page: &Page) -> Self {
        Search { current: self.current, ..Search::of(self.needles, page) }
    }

    /// What is searched for, as it was typed.
    pub fn query(&self) -> String {
        self.needles.iter().map(Needle::written).collect::<Vec<_>>().join(" ")
    }

    /// The first hit at or below a line; from the top again where there is none.
    pub fn first_from(&self, line: usize) -> Option<usize> {
        let below = self.hits.iter().position(|hit| hit.line() >= line);
        below.or(if self.hits.is_empty() { None } else { Some(0) })
    }

    /// The hits that touch a line, with whether each is the current one.
    pub fn on_line(&self, line: usize) -> impl Iterator<Item = (&Piece, bool)> {
        // Hits are in order, so all that touch the line lie close behind the first one that ends at or below it.
        let start = self.hits.partition_point(|hit| hit.last_line() < line);
        let touching = self.hits.iter().enumerate().skip(start).take_while(move |(_, hit)| hit.line() <= line);
        touching.flat_map(move |(index, hit)| {
            let current = self.current == Some(index);
            hit.0.iter().filter(move |piece| piece.line == line).map(move |piece| (piece, current))
        })
    }
}

impl Hit {
    /// The line on which it begins.
    pub fn line(&self) -> usize {
        self.0.first().map_or(0, |piece| piece.line)
    }

    fn last_line(&self) -> usize {
        self.0.last().map_or(0, |piece| piece.line)
    }
}

/// The text of the page as one string, and which run each stretch of it came from.
#[derive(Default)]
struct Flat {
    text: String,
    /// Where the text of a run begins in `text`, and its line and place there.
    runs: Vec<(usize, usize, usize)>,
}

/// Stands between blocks, over which no hit reaches: no needle has it.
const BORDER: char = '\0';

fn find(needles: &[Needle], page: &Page) -> Vec<Hit> {
    if needles.iter().all(Needle::is_empty) {
        return Vec::new();
    }
    let flat = flatten(page);
    let mut found: Vec<Range<usize>> = needles.iter().flat_map(|needle| needle.find_all(&flat.text, MOST)).collect();
    found.sort_by_key(|hit| (hit.start, hit.end));
    found.truncate(MOST);
    found.into_iter().map(|hit| Hit(pieces(&flat, page, &hit))).filter(|hit| !hit.0.is_empty()).collect()
}

/// Finds the parts of runs that a stretch of the flat text came from.
fn pieces(flat: &Flat, page: &Page, hit: &Range<usize>) -> Vec<Piece> {
    let first = flat.runs.partition_point(|(start, ..)| *start <= hit.start).saturating_sub(1);
    let touched = flat.runs.iter().skip(first).take_while(|(start, ..)| *start < hit.end);
    let piece = |&(start, line, run): &(usize, usize, usize)| {
        let text = &page.lines.get(line)?.runs.get(run)?.text;
        let bytes = hit.start.saturating_sub(start)..hit.end.saturating_sub(start).min(text.len());
        // A mark or a part of an emoji is not lit without the rest of its cluster.
        (bytes.start < bytes.end).then(|| Piece { line, run, bytes: cluster::around(text, bytes) })
    };
    touched.filter_map(piece).collect()
}

fn flatten(page: &Page) -> Flat {
    let mut flat = Flat::default();
    let mut before: Option<(usize, usize)> = None;
    for (index, line) in page.lines.iter().enumerate() {
        let in_head = index < page.head;
        for (number, run) in line.runs.iter().enumerate() {
            // Bars, bullets and virtual gaps are not in the source; the head of the page is text all the same.
            if run.span.is_empty() && !in_head {
                continue;
            }
            match before {
                Some((block, _)) if block != line.block || in_head => flat.text.push(BORDER),
                Some((_, end)) if is_blank(page, end, run.span.start, &flat.text, &run.text) => flat.text.push(' '),
                Some(_) | None => {}
            }
            flat.runs.push((flat.text.len(), index, number));
            flat.text.push_str(&run.text);
            before = Some((line.block, run.span.end));
        }
    }
    flat
}

/// Whether the source has a blank between two runs that none of them shows: the one that a line end took, or a line end of
/// the source beside a narrow character.
fn is_blank(page: &Page, end: usize, start: usize, left: &str, right: &str) -> bool {
    let gap = page.source.get(end..start).unwrap_or_default();
    let shown = left.ends_with(' ') || right.starts_with(' ');
    let narrow = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
    let line_end = gap.starts_with(['\n', '\r']) || gap.ends_with('\n');
    let blank = gap.starts_with([' ', '\t']) || gap.ends_with([' ', '\t']);
    !shown && (blank || line_end && (narrow(left.chars().next_back()) || narrow(right.chars().next())))
}
