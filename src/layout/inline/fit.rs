//! The best set of breaks for a measure (TYPOGRAPHY 1.8): the least sum of squared blanks at the line ends, prices of the
//! breaks and care for the last line. Dynamic programming over the places where a line may end, looking back no further
//! than one line, and mostly no further than the few lines that can still be the cheapest.
//!
//! Of sets of breaks that cost the same, the one is taken whose last line begins first; of those the one whose last line
//! but one does, and so on. So the same text has the same lines, on every machine and in every order of asking (P4).

use super::opportunity::{EMERGENCY, FORBIDDEN, HEADING_WORD, Price};
use super::{Flow, Item, Setting, balance};
use crate::layout::{Breaking, Spec};
use std::ops::Range;

/// A last line that holds one cluster and marks (P2): on lines of [`ROOMY`] cells dearer than any hole, on shorter ones, where
/// few clusters fit, as much as a hole of half a line.
const ORPHAN: Price = EMERGENCY / 100;
/// A measure at which no last line need hold one cluster.
const ROOMY: usize = 40;
/// A last line of at most four cells (P2).
const STUB: Price = 40;
/// A last line below 12 % of the measure (P2).
const SHORT: Price = 12;
/// Not reached.
const NEVER: Price = Price::MAX;

/// Chooses the items of each line; every item is in exactly one.
pub fn fit(flow: &Flow, breaks: &[Price], measure: usize, spec: &Spec) -> Vec<Range<usize>> {
    let paper = Paper { flow, breaks, measure: measure.max(1), reach: reach(flow.setting, spec) };
    let mut lines = Vec::new();
    let mut start = 0;
    while start < flow.items.len() {
        let rest = flow.items.get(start + 1..).unwrap_or_default();
        let end = rest.iter().position(|item| item.hard).map_or(flow.items.len(), |at| start + 1 + at);
        match spec.breaking {
            Breaking::Optimal => paper.best(start..end, &mut lines),
            Breaking::Greedy => paper.greedy(start..end, &mut lines),
        }
        start = end;
    }
    lines
}

/// The cells beyond the measure that a line end may use (H1). A cell of a table has a neighbour there.
fn reach(setting: Setting, spec: &Spec) -> usize {
    match setting {
        Setting::Paragraph | Setting::Heading => spec.gutter.end.min(spec.typography.line_end.reach()),
        Setting::Cell => 0,
    }
}

/// What lines are set on.
struct Paper<'a> {
    flow: &'a Flow,
    breaks: &'a [Price],
    measure: usize,
    /// How many cells beyond the measure a mark at the line end may take.
    reach: usize,
}

/// A place where a line may end and the next one begin.
#[derive(Clone, Copy)]
pub struct Place {
    /// The item that begins the next line.
    pub item: usize,
    /// The column at which a line that ends here has its end, without what may stand in the gutter.
    pub end: usize,
    /// The column at which a line that begins here has its begin.
    pub begin: usize,
    pub price: Price,
}

/// A place that some set of lines reaches, and the cheapest such set.
#[derive(Clone, Copy)]
struct Reached {
    item: usize,
    begin: usize,
    /// What all lines before it cost.
    cost: Price,
    /// Where the line before it begins: an index among those reached.
    back: usize,
}

impl Paper<'_> {
    /// Adds the lines with the least cost. First only open places are tried; where they do not lead to the end, a word is
    /// too long for the measure, and every place is weighed by its price.
    fn best(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
        let Some(last) = self.place(range.end) else { return };
        let Some(first) = self.flow.items.get(range.start) else { return };
        if last.end <= first.column as usize + self.measure {
            return lines.push(range);
        }
        if self.flow.setting == Setting::Heading && self.balance(range.clone(), lines) {
            return;
        }
        let start = Reached { item: range.start, begin: first.column as usize, cost: 0, back: 0 };
        let inner = || range.clone().skip(1).filter_map(|item| self.place(item));
        let open = inner().filter(|place| place.price < EMERGENCY);
        let Some((reached, mut back)) =
            self.cheapest(start, open, last).or_else(|| self.cheapest(start, inner(), last))
        else {
            return lines.push(range);
        };
        let (begun, mut end) = (lines.len(), range.end);
        while let Some(line) = reached.get(back).filter(|line| line.item < end) {
            lines.push(line.item..end);
            (back, end) = (line.back, line.item);
        }
        lines.get_mut(begun..).unwrap_or_default().reverse();
    }

    /// Adds the lines of a heading (P5), no word of Han cut where that can be; whether it could.
    fn balance(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) -> bool {
        let begin = self.flow.items.get(range.start).map_or(0, |item| item.column as usize);
        let found = [HEADING_WORD, EMERGENCY].into_iter().find_map(|limit| {
            let places = (range.start + 1..=range.end).filter_map(|item| self.place(item));
            let places: Vec<Place> = places.filter(|place| place.price < limit || place.item == range.end).collect();
            balance::breaks(range.start, begin, &places, self.measure)
        });
        let Some(mut begins) = found else { return false };
        begins.push(range.end);
        let mut start = range.start;
        for end in begins {
            lines.push(start..end);
            start = end;
        }
        true
    }

    /// The place before `item`.
    fn place(&self, item: usize) -> Option<Place> {
        let last = self.flow.items.get(item.checked_sub(1)?)?;
        Some(Place {
            item,
            end: last.end_column() as usize - usize::from(last.trimmed).min(self.reach),
            begin: self.flow.items.get(item).map_or(0, |item| item.column as usize),
            price: self.breaks.get(item).copied().unwrap_or(0),
        })
    }

    /// The cheapest way from `start` over `places` to `last`: the places that can be reached, and at which of them the last
    /// line begins. None where no set of lines leads to the end.
    ///
    /// A line costs the square of its blank, a convex function of its end less its begin, and both only grow along the
    /// text. So what is won by beginning a line later only grows with its end (the quadrangle inequality): a line never
    /// begins before the best line to the place before began, and the search goes on from there. It goes from full lines
    /// to empty ones and ends where the blank alone, on top of the cheapest place left, costs as much as the best line so
    /// far. Neither leaves out a better line, nor one that costs the same and begins earlier.
    fn cheapest(
        &self,
        start: Reached,
        places: impl Iterator<Item = Place>,
        last: Place,
    ) -> Option<(Vec<Reached>, usize)> {
        let mut reached = vec![start];
        // Places in rising order of cost: the first is the cheapest of all that lines may still begin at, the next one the
        // cheapest behind it, and so on.
        let (mut least, mut cheapest) = (vec![0], 0);
        let mut first = 0;
        for place in places {
            first += self.overfull(&reached, first, place)?;
            while least.get(cheapest).is_some_and(|&at| at < first) {
                cheapest += 1;
            }
            let floor = least.get(cheapest).and_then(|&at| reached.get(at))?.cost;
            let (mut best, mut back) = (NEVER, first);
            for (at, line) in reached.iter().enumerate().skip(first) {
                let blank = square((line.begin + self.measure).saturating_sub(place.end));
                if floor.saturating_add(blank) >= best {
                    break;
                }
                let cost = line.cost.saturating_add(blank);
                if cost < best {
                    (best, back) = (cost, at);
                }
            }
            first = back;
            let cost = best.saturating_add(place.price);
            while least.len() > cheapest
                && least.last().and_then(|&at| reached.get(at)).is_some_and(|line| line.cost >= cost)
            {
                least.pop();
            }
            least.push(reached.len());
            reached.push(Reached { item: place.item, begin: place.begin, cost, back });
        }
        let back = self.last_of(&reached, last)?;
        Some((reached, back))
    }

    /// How many lines from `first` on are too long when they end at `place`. A line of one cluster never is; none where all
    /// lines are.
    fn overfull(&self, reached: &[Reached], first: usize, place: Place) -> Option<usize> {
        let lines = reached.get(first..)?;
        let fits = |line: &Reached| line.begin + self.measure >= place.end || line.item + 1 == place.item;
        lines.iter().position(fits)
    }

    /// Where the last line begins, which is judged by its own rules.
    fn last_of(&self, reached: &[Reached], last: Place) -> Option<usize> {
        let full = reached.partition_point(|line| line.begin + self.measure < last.end);
        let full = full.min(reached.partition_point(|line| line.item + 1 < last.item));
        let cost = |line: &Reached| {
            let items = self.flow.items.get(line.item..last.item).unwrap_or_default();
            line.cost.saturating_add(self.last_line(items))
        };
        let lines = reached.iter().enumerate().skip(full);
        lines.map(|(at, line)| (cost(line), at)).min().map(|(_, at)| at)
    }

    /// What a last line that is not the only one costs: nothing for its blank, something for being very short (P2).
    fn last_line(&self, items: &[Item]) -> Price {
        let cells = match (items.first(), items.last()) {
            (Some(first), Some(last)) => (last.end_column() - first.column) as usize,
            (Some(_), None) | (None, _) => 0,
        };
        let words = items.iter().filter(|item| item.class.is_word()).take(2).count();
        match (self.flow.setting, words, cells) {
            (Setting::Cell, _, _) => 0,
            (Setting::Paragraph | Setting::Heading, 0 | 1, _) if self.measure >= ROOMY => ORPHAN,
            (Setting::Paragraph | Setting::Heading, 0 | 1, _) => square(self.measure) / 4,
            (Setting::Paragraph | Setting::Heading, _, 0..=4) => STUB.min(square(self.measure) / 40),
            (Setting::Paragraph | Setting::Heading, ..) if cells * 100 < self.measure * 12 => SHORT,
            (Setting::Paragraph | Setting::Heading, ..) => 0,
        }
    }

    /// Adds lines by the last break that fits; where none does, by the least bad one.
    fn greedy(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        while start < range.end {
            let begin = self.flow.items.get(start).map_or(0, |item| item.column as usize);
            let (mut end, mut worst) = (start + 1, NEVER);
            let places = (start + 1..=range.end).filter_map(|item| self.place(item));
            for place in places.take_while(|place| place.item == start + 1 || place.end <= begin + self.measure) {
                let price = if place.item == range.end { 0 } else { place.price };
                let tier = if price < EMERGENCY { 0 } else { price.min(FORBIDDEN) };
                if tier <= worst {
                    (end, worst) = (place.item, tier);
                }
            }
            lines.push(start..end);
            start = end;
        }
    }
}

/// The price of a hole of so many cells.
pub fn square(cells: usize) -> Price {
    (cells as Price).saturating_mul(cells as Price)
}

#[cfg(test)]
mod tests {
    use super::super::Gap;
    use super::super::opportunity::Prices;
    use super::*;
    use crate::layout::Gutter;
    use crate::text::{class::Class, safe};
    use proptest::prelude::*;

    /// A cluster as the search sees it, and the price of the break before it.
    #[derive(Clone, Debug)]
    struct Cluster {
        cells: u8,
        gap: u32,
        trimmed: bool,
        hard: bool,
        word: bool,
        price: Price,
    }

    fn cluster() -> impl Strategy<Value = Cluster> {
        let open = prop_oneof![Just(0), Just(9), Just(40), Just(90), Just(EMERGENCY / 10)];
        let price = prop_oneof![12 => open, 6 => Just(EMERGENCY), 1 => Just(FORBIDDEN)];
        let gap = prop_oneof![6 => Just(0_u32), 2 => Just(1_u32), 1 => 2..5_u32];
        (1..3_u8, gap, any::<bool>(), 0..40_u8, 0..4_u8, price).prop_map(|(cells, gap, trimmed, hard, word, price)| {
            Cluster { cells, gap, trimmed: trimmed && cells == 2, hard: hard == 0, word: word > 0, price }
        })
    }

    fn flow(clusters: &[Cluster], setting: Setting) -> Flow {
        let mut column = 0;
        let item = |cluster: &Cluster| {
            let before = column + cluster.gap;
            column = before + u32::from(cluster.cells);
            Item {
                start: 0,
                piece: 0,
                column: before,
                head: 'x',
                class: if cluster.word { Class::Letter } else { Class::Symbol },
                len: 1,
                wide: false,
                cells: cluster.cells,
                code: false,
                hard: cluster.hard,
                trimmed: cluster.trimmed,
                inside_word: false,
                quote: None,
                gap: Gap::None,
            }
        };
        let items = clusters.iter().map(item).collect();
        Flow {
            cleaned: safe::clean(""),
            items,
            blanks: Vec::new(),
            origins: Vec::new(),
            setting,
            prices: Prices::default(),
        }
    }

    /// What a line costs; none when it is too long.
    fn cost(paper: &Paper, stretch: &Range<usize>, line: Range<usize>) -> Option<Price> {
        let items = &paper.flow.items[line.clone()];
        let trimmed = usize::from(items.last()?.trimmed).min(paper.reach);
        let slack = (paper.measure + trimmed).checked_sub(paper.flow.cells(line.clone()));
        let slack = if items.len() == 1 { slack.unwrap_or(0) } else { slack? };
        Some(match (line.start == stretch.start, line.end == stretch.end) {
            (true, true) => 0,
            (false, true) => paper.last_line(items),
            (_, false) => square(slack) + paper.breaks[line.end],
        })
    }

    /// The same by trying every line: at each place the first of the cheapest.
    fn plain(paper: &Paper, stretch: Range<usize>, limit: Price) -> Option<Vec<Range<usize>>> {
        let mut best: Vec<Option<(Price, usize)>> = vec![None; stretch.len() + 1];
        best[0] = Some((0, 0));
        for to in 1..=stretch.len() {
            let end = stretch.start + to;
            if end < stretch.end && paper.breaks[end] >= limit {
                continue;
            }
            let ways = (0..to)
                .filter_map(|from| Some((best[from]?.0 + cost(paper, &stretch, stretch.start + from..end)?, from)));
            best[to] = ways.min();
        }
        let mut lines = Vec::new();
        let mut to = stretch.len();
        while to > 0 {
            let from = best[to]?.1;
            lines.insert(0, stretch.start + from..stretch.start + to);
            to = from;
        }
        Some(lines)
    }

    fn check(clusters: &[Cluster], measure: usize, setting: Setting, gutter: Gutter) {
        let flow = flow(clusters, setting);
        let prices: Vec<Price> = clusters.iter().map(|cluster| cluster.price).collect();
        let spec = Spec { gutter, ..Spec::new(measure) };
        let paper = Paper { flow: &flow, breaks: &prices, measure, reach: reach(setting, &spec) };
        let mut begins: Vec<usize> = (1..clusters.len()).filter(|&at| clusters[at].hard).collect();
        begins.insert(0, 0);
        let ends = begins.iter().skip(1).copied().chain([clusters.len()]);
        let stretches = begins.iter().zip(ends).map(|(&begin, end)| begin..end);
        let expected: Vec<Range<usize>> = stretches
            .flat_map(|stretch| {
                plain(&paper, stretch.clone(), EMERGENCY)
                    .or_else(|| plain(&paper, stretch, Price::MAX))
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(fit(&flow, &prices, measure, &spec), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_search_leaves_out_no_better_set_of_lines(
            clusters in prop::collection::vec(cluster(), 1..150),
            measure in 1..60_usize,
            setting in prop::sample::select(vec![Setting::Paragraph, Setting::Cell]),
            gutter in 0..2_usize,
        ) {
            check(&clusters, measure, setting, Gutter { end: gutter });
        }

        #[test]
        fn a_heading_has_the_fewest_lines_and_the_evenest(
            clusters in prop::collection::vec(cluster(), 1..40),
            measure in 8..40_usize,
        ) {
            let clusters: Vec<Cluster> = clusters.into_iter().map(|cluster| Cluster { hard: false, ..cluster }).collect();
            let flow = flow(&clusters, Setting::Heading);
            let prices: Vec<Price> = clusters.iter().map(|cluster| cluster.price).collect();
            let spec = Spec::new(measure);
            let paper = Paper { flow: &flow, breaks: &prices, measure, reach: 0 };
            let whole = 0..clusters.len();
            let lines = fit(&flow, &prices, measure, &spec);
            // Every set of at most three lines.
            let cost = |ends: &[usize]| {
                let mut from = 0;
                let mut sum = 0;
                for &to in ends {
                    let cells = flow.cells(from..to);
                    let price = if to == whole.end { 0 } else { prices[to] };
                    if price >= HEADING_WORD || cells > measure && to > from + 1 {
                        return None;
                    }
                    sum += price + square(measure.saturating_sub(cells));
                    from = to;
                }
                Some(sum)
            };
            let end = whole.end;
            let two = (1..end).filter_map(|a| cost(&[a, end])).min();
            let three = (1..end).flat_map(|a| (a + 1..end).map(move |b| [a, b, end])).filter_map(|ends| cost(&ends)).min();
            let ours = cost(&lines.iter().map(|line| line.end).collect::<Vec<_>>());
            match (cost(&[end]), two, three) {
                (Some(_), _, _) => assert_eq!(lines.len(), 1),
                (None, Some(best), _) => assert_eq!((lines.len(), ours), (2, Some(best))),
                (None, None, Some(best)) => assert_eq!((lines.len(), ours), (3, Some(best))),
                (None, None, None) => assert!(lines.len() > 1 || paper.place(end).is_some()),
            }
        }
    }
}
