//! Search in the page: over the text in reading order, so that a hit may reach over a line end and over a gap that only
//! the screen has.

use super::page::Page;
use crate::text::cluster;
use std::ops::Range;

/// A search and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is searched for.
    pub query: String,
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
    /// Finds `query` in the page. Without a capital letter in it, capitals do not matter. Blanks at its ends do not count.
    pub fn new(query: &str, page: &Page) -> Self {
        let hits = find(query, page);
        Search { query: query.to_owned(), hits, current: None }
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

/// The text of the page as one string of folded characters, and which run each stretch of it came from.
#[derive(Default)]
struct Flat {
    text: String,
    /// Where the text of a run begins in `text`, and its line and place there.
    runs: Vec<(usize, usize, usize)>,
}

fn find(query: &str, page: &Page) -> Vec<Hit> {
    let exact = query.chars().any(char::is_uppercase);
    let needle: String = query.trim().chars().map(|c| fold(c, exact)).collect();
    if needle.is_empty() {
        return Vec::new();
    }
    let flat = flatten(page, exact);
    let found = flat.text.match_indices(&needle).take(MOST);
    found.map(|(at, hit)| Hit(pieces(&flat, page, at..at + hit.len(), exact))).filter(|hit| !hit.0.is_empty()).collect()
}

/// Finds the parts of runs that a stretch of the flat text came from.
fn pieces(flat: &Flat, page: &Page, range: Range<usize>, exact: bool) -> Vec<Piece> {
    let first = flat.runs.partition_point(|(start, ..)| *start <= range.start).saturating_sub(1);
    let touched = flat.runs.iter().skip(first).take_while(|(start, ..)| *start < range.end);
    let piece = |&(start, line, run): &(usize, usize, usize)| {
        let text = &page.lines.get(line)?.runs.get(run)?.text;
        let mut flat_end = start;
        let mut bytes: Option<Range<usize>> = None;
        for (at, c) in text.char_indices() {
            let flat_start = flat_end;
            flat_end += fold(c, exact).len_utf8();
            if flat_start >= range.start && flat_end <= range.end {
                let end = at + c.len_utf8();
                bytes = Some(bytes.map_or(at, |bytes| bytes.start)..end);
            }
        }
        // A mark or a part of an emoji is not lit without the rest of its cluster.
        Some(Piece { line, run, bytes: cluster::around(text, bytes?) })
    };
    touched.filter_map(piece).collect()
}

fn flatten(page: &Page, exact: bool) -> Flat {
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
                Some((block, _)) if block != line.block || in_head => flat.text.push('\n'),
                Some((_, end)) if is_blank(page, end, run.span.start, &flat.text, &run.text) => flat.text.push(' '),
                Some(_) | None => {}
            }
            flat.runs.push((flat.text.len(), index, number));
            flat.text.extend(run.text.chars().map(|c| fold(c, exact)));
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

/// The small letter of a character where it is one character; with `exact` the character itself.
fn fold(c: char, exact: bool) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if !exact => one,
        (Some(_) | None, _) => c,
    }
}
