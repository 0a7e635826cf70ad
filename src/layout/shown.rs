//! A line of code as it is shown: its tabs grown to their stops, all else cleaned. It knows where each part of it stands in
//! the source, so that colours find their place and what is copied is what was written.

use crate::highlight::Token;
use crate::text::{SafeStr, Widths, cluster, safe};
use std::ops::Range;

/// Tab stops, in cells.
const TAB: usize = 4;

/// A line of code as it is shown.
pub struct Shown {
    /// What is shown.
    pub text: SafeStr,
    /// How many cells it takes.
    pub cells: usize,
    cleaned: safe::Cleaned,
    tabs: Vec<Tab>,
    /// How many bytes the line has in the source.
    raw_len: usize,
}

/// A tab: its byte in the source, and the blanks that it became, in the line that is still to be cleaned.
struct Tab {
    raw: usize,
    blanks: Range<usize>,
}

impl Shown {
    /// Makes a line of code ready to be shown.
    pub fn new(raw: &str, widths: Widths) -> Shown {
        let (mut grown, mut tabs, mut cells) = (String::new(), Vec::new(), 0);
        let mut at = 0;
        for (index, part) in raw.split('\t').enumerate() {
            if index > 0 {
                let blanks = TAB - cells % TAB;
                tabs.push(Tab { raw: at, blanks: grown.len()..grown.len() + blanks });
                grown.extend(std::iter::repeat_n(' ', blanks));
                cells += blanks;
                at += 1;
            }
            if raw.len() > part.len() {
                cells += widths.of(&SafeStr::clean(part));
            }
            grown.push_str(part);
            at += part.len();
        }
        let cleaned = safe::clean(&grown);
        let text = cleaned.text.clone();
        Shown { cells: widths.of(&text), text, cleaned, tabs, raw_len: raw.len() }
    }

    /// The byte of the source that byte `at` of what is shown came from.
    pub fn raw_at(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.raw_len;
        }
        let grown = self.cleaned.raw_offset(at);
        let before = self.tabs.partition_point(|tab| tab.blanks.start <= grown);
        match before.checked_sub(1).and_then(|last| self.tabs.get(last)) {
            Some(tab) if grown < tab.blanks.end => tab.raw,
            Some(tab) => tab.raw + 1 + (grown - tab.blanks.end),
            None => grown,
        }
    }

    /// Parts a stretch of what is shown where it changes what it is. A cluster is what its first byte is.
    pub fn parts(&self, range: Range<usize>, tokens: &[(Range<usize>, Token)]) -> Vec<(Range<usize>, Option<Token>)> {
        let mut parts: Vec<(Range<usize>, Option<Token>)> = Vec::new();
        let mut next = tokens.iter().peekable();
        let shown = self.text.get(range.clone()).unwrap_or_default();
        for (at, cluster) in cluster::clusters(shown) {
            let (start, end) = (range.start + at, range.start + at + cluster.len());
            let raw = self.raw_at(start);
            while next.next_if(|(bytes, _)| bytes.end <= raw).is_some() {}
            let token = next.peek().filter(|(bytes, _)| bytes.start <= raw).map(|(_, token)| *token);
            match parts.last_mut().filter(|(_, before)| *before == token) {
                Some((part, _)) => part.end = end,
                None => parts.push((start..end, token)),
            }
        }
        parts
    }

    /// The byte of the source that parts what is shown before byte `at` from the rest. A tab, and a control that is shown with
    /// several signs, belong to where they begin.
    pub fn border(&self, at: usize) -> usize {
        let raw = self.raw_at(at);
        match at.checked_sub(1) {
            None => 0,
            Some(before) if at < self.text.len() && self.raw_at(before) == raw => {
                (at..=self.text.len()).map(|at| self.raw_at(at)).find(|next| *next > raw).unwrap_or(self.raw_len)
            }
            Some(_) => raw,
        }
    }

    /// The bytes of the source whose clusters stand, if only in part, in these cells.
    fn source(&self, cells: &Range<usize>, widths: Widths) -> Range<usize> {
        // What is not shown before the first cluster goes with it.
        let mut start = (cells.start == 0).then_some(0);
        let (mut column, mut last, mut end) = (0, 0, self.raw_len);
        for (at, cluster) in cluster::clusters(&self.text) {
            let (begin, raw) = (column, self.raw_at(at));
            column += widths.of_cluster(cluster);
            if column > cells.start {
                start = start.or(Some(raw));
            }
            if begin < cells.end {
                last = raw;
            } else if raw > last {
                // Not another blank of the same tab.
                end = raw;
                break;
            }
        }
        let start = start.unwrap_or(self.raw_len);
        if cells.is_empty() { start..start } else { start..end }
    }
}

/// Gives the bytes of a line of code whose clusters stand, if only in part, in these cells of what is shown of it: a tab is
/// taken whole, and what is not shown goes with what stands before it. An end beyond all cells is that of the line.
pub fn code_bytes(raw_line: &str, cells: Range<usize>, widths: Widths) -> Range<usize> {
    Shown::new(raw_line, widths).source(&cells, widths)
}
