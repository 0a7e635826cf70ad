//! The best set of breaks for a measure (TYPOGRAPHY 1.8): the least sum of squared blanks at the line ends, prices of the
//! breaks and care for the last line. Dynamic programming over the items, looking back no further than one line.

use super::opportunity::{EMERGENCY, FORBIDDEN, MANDATORY, Price};
use super::{Flow, Item, Setting};
use crate::layout::{Breaking, Spec};
use std::ops::Range;

/// A last line that holds one cluster and marks (P2); less on lines so short that few clusters fit.
const ORPHAN: Price = 400;
/// A last line of at most four cells (P2).
const STUB: Price = 40;
/// A last line below 12 % of the measure (P2).
const SHORT: Price = 12;
/// Not reached.
const NEVER: Price = Price::MAX;
/// Beyond this a line end is as blank as it can be; keeps the squares far below [`EMERGENCY`].
const MOST_SLACK: usize = 1000;

/// Chooses the items of each line; every item is in exactly one.
pub fn fit(flow: &Flow, breaks: &[Price], measure: usize, setting: Setting, spec: &Spec) -> Vec<Range<usize>> {
    let paper = Paper { flow, breaks, measure: measure.max(1), setting, trim: spec.trim };
    let mut lines = Vec::new();
    let mut start = 0;
    while start < flow.items.len() {
        let rest = breaks.get(start + 1..).unwrap_or_default();
        let end = rest.iter().position(|&price| price == MANDATORY).map_or(flow.items.len(), |at| start + 1 + at);
        match spec.breaking {
            Breaking::Optimal => paper.best(start..end, &mut lines),
            Breaking::Greedy => paper.greedy(start..end, &mut lines),
        }
        start = end;
    }
    lines
}

/// What lines are set on.
struct Paper<'a> {
    flow: &'a Flow,
    breaks: &'a [Price],
    measure: usize,
    setting: Setting,
    trim: bool,
}

impl Paper<'_> {
    /// Adds the lines with the least cost. First only open places are tried; where they do not lead to the end, a word is
    /// too long for the measure, and every place is weighed by its price.
    fn best(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
        let (start, end) = (range.start, range.end);
        let back = self.cheapest(range.clone(), EMERGENCY).or_else(|| self.cheapest(range, NEVER)).unwrap_or_default();
        let first = lines.len();
        let mut at = end;
        while at > start {
            let from = back.get(at - start).map_or(start, |&steps| at - (steps as usize).clamp(1, at - start));
            lines.push(from..at);
            at = from;
        }
        lines.get_mut(first..).unwrap_or_default().reverse();
    }

    /// For every place the number of items on the line that ends there in the cheapest set of lines, using only breaks
    /// below `limit`; none when no such set reaches the end.
    fn cheapest(&self, range: Range<usize>, limit: Price) -> Option<Vec<u32>> {
        let items = self.flow.items.get(range.clone())?;
        let breaks = self.breaks.get(range)?;
        let mut costs = vec![NEVER; items.len() + 1];
        let mut back = vec![0_u32; items.len() + 1];
        *costs.first_mut()? = 0;
        for from in 0..items.len() {
            let so_far = *costs.get(from)?;
            if so_far == NEVER {
                continue;
            }
            let begin = items.get(from)?.column;
            for (count, item) in (1..).zip(items.get(from..)?) {
                let cells = (item.end_column() - begin) as usize;
                let Some(slack) = self.slack(cells, item, count) else {
                    if cells > self.measure + 1 { break } else { continue }
                };
                let to = from + count;
                let cost = match breaks.get(to) {
                    None => self.last_line(items.get(from..to)?, from == 0, cells),
                    Some(&price) if price < limit => price + square(slack),
                    Some(_) => continue,
                };
                let cost = so_far.saturating_add(cost);
                let place = costs.get_mut(to)?;
                if cost < *place {
                    *place = cost;
                    *back.get_mut(to)? = u32::try_from(count).unwrap_or(u32::MAX);
                }
            }
        }
        (*costs.last()? != NEVER).then_some(back)
    }

    /// The cells that a line leaves blank; none when it does not fit. A line of one cluster always fits.
    fn slack(&self, cells: usize, last: &Item, count: usize) -> Option<usize> {
        let trimmed = usize::from(self.trim && last.trimmed);
        match self.measure.checked_sub(cells - trimmed.min(cells)) {
            None if count == 1 => Some(0),
            slack => slack,
        }
    }

    /// What the last line costs: nothing for its blank, something for being very short (P2).
    fn last_line(&self, items: &[Item], only: bool, cells: usize) -> Price {
        if only || self.setting == Setting::Cell {
            return 0;
        }
        let words = items.iter().filter(|item| item.class.is_word()).take(2).count();
        let short = match (words, cells) {
            (0 | 1, _) => ORPHAN.min(square(self.measure) / 4),
            (_, 0..=4) => STUB.min(square(self.measure) / 40),
            _ if cells * 100 < self.measure * 12 => SHORT,
            _ => 0,
        };
        match self.setting {
            Setting::Heading => short + square(self.measure.saturating_sub(cells)) / 4,
            Setting::Paragraph | Setting::Cell => short,
        }
    }

    /// Adds lines by the last break that fits; where none does, by the least bad one.
    fn greedy(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        while start < range.end {
            let (mut end, mut worst) = (start + 1, NEVER);
            let begin = self.flow.items.get(start).map_or(0, |item| item.column);
            for (count, item) in (1..).zip(self.flow.items.get(start..range.end).unwrap_or_default()) {
                let cells = (item.end_column() - begin) as usize;
                if self.slack(cells, item, count).is_none() {
                    if cells > self.measure + 1 { break } else { continue }
                }
                let at = start + count;
                let price = if at == range.end { 0 } else { self.breaks.get(at).copied().unwrap_or(0) };
                let tier = if price < EMERGENCY { 0 } else { price.min(FORBIDDEN) };
                if tier <= worst {
                    (end, worst) = (at, tier);
                }
            }
            lines.push(start..end);
            start = end;
        }
    }
}

fn square(cells: usize) -> Price {
    let cells = cells.min(MOST_SLACK) as Price;
    cells * cells
}
