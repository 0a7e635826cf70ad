//! The best set of breaks for a measure (TYPOGRAPHY 1.8): the least sum of squared blanks at the line ends, prices of the
//! breaks and care for the last line. Dynamic programming over the places where a line may end, looking back no further
//! than one line, and mostly no further than the few lines that can still be the cheapest.
//!
//! Of sets of breaks that cost the same, the one is taken whose last line begins first; of those the one whose last line
//! but one does, and so on. So the same text has the same lines, on every machine and in every order of asking (P4).

use super::edge::Edges;
use super::opportunity::{EMERGENCY, FORBIDDEN, HEADING_WORD, Price};
use super::{Flow, Item, Setting, balance};
use crate::layout::{Breaking, Spec};
use crate::text::class::is_han;
use std::ops::Range;

/// A last line that holds one cluster and marks (P2); below [`FEW`] cells as much as a hole of half a line.
const ORPHAN: Price = 400;
/// A measure at which lines hold few clusters.
const FEW: usize = 20;
/// The same on lines of [`ROOMY`] cells: dearer than any hole.
const LONE: Price = EMERGENCY / 100;
/// A measure at which no last line need hold one cluster.
const ROOMY: usize = 40;
/// A last line of at most four cells (P2).
const STUB: Price = 40;
/// A last line below 12 % of the measure (P2).
const SHORT: Price = 12;
/// No line is longer; keeps the squares below [`MOST`].
const WIDEST: usize = 1 << 31;
/// The most cells of blank that lines are first tried with.
const HOLE: usize = 10;
/// More is not counted.
const MOST: Price = Price::MAX / 2;
/// Not reached.
const NEVER: Price = Price::MAX;

/// Chooses the items of each line; every item is in exactly one.
pub fn fit(flow: &Flow, breaks: &[Price], measure: usize, edges: Edges, spec: &Spec) -> Vec<Range<usize>> {
    let paper = Paper { flow, breaks, measure: measure.clamp(1, WIDEST), edges };
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

/// What lines are set on.
struct Paper<'a> {
    flow: &'a Flow,
    breaks: &'a [Price],
    measure: usize,
    edges: Edges,
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

/// A place where a line may begin, and the cheapest set of lines that ends there.
#[derive(Clone, Copy)]
struct Reached {
    /// The item that begins the line.
    item: usize,
    /// Its column.
    begin: usize,
    /// What the lines before it cost.
    cost: Price,
    /// Where the line before it begins: an index among those reached.
    back: usize,
}

impl Paper<'_> {
    /// Adds the lines with the least cost. First only open places are tried; where they do not lead to the end, a word is
    /// too long for the measure, and every place is weighed by its price.
    fn best(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) {
        if self.fits(&range) {
            return lines.push(range);
        }
        if self.flow.setting == Setting::Heading && self.balance(range.clone(), lines) {
            return;
        }
        // Lines that are nearly full lead to the end of almost every text. Where all of them cost less than one line that is
        // not, there is nothing to be won from such.
        let full = self.cheapest(&range, EMERGENCY, HOLE).filter(|(_, cost)| *cost < square(HOLE + 1));
        let found =
            full.or_else(|| self.cheapest(&range, EMERGENCY, WIDEST)).or_else(|| self.cheapest(&range, NEVER, WIDEST));
        let Some((reached, _)) = found else {
            return lines.push(range);
        };
        let (begun, mut end, mut next) = (lines.len(), range.end, reached.last());
        while let Some(line) = next {
            lines.push(line.item..end);
            end = line.item;
            next = reached.get(line.back).filter(|before| before.item < end);
        }
        lines.get_mut(begun..).unwrap_or_default().reverse();
    }

    /// Adds the lines of a heading (P5), no word of Han cut where that can be; whether it could.
    fn balance(&self, range: Range<usize>, lines: &mut Vec<Range<usize>>) -> bool {
        let begin = self.begin(range.start);
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
            end: self.edges.end(last),
            begin: self.begin(item),
            price: self.breaks.get(item).copied().unwrap_or(0),
        })
    }

    /// Whether all of `range` fits on one line.
    fn fits(&self, range: &Range<usize>) -> bool {
        let items = self.flow.items.get(range.clone()).unwrap_or_default();
        items.last().is_none_or(|last| self.edges.end(last) <= self.begin(range.start) + self.measure)
    }

    /// The column at which a line has its begin that begins with the item at `at`.
    fn begin(&self, at: usize) -> usize {
        self.flow.items.get(at).map_or(0, |item| self.edges.begin(at, item))
    }

    /// The cheapest set of lines with at most `hole` cells of blank, and what it costs, as the places that some set of lines
    /// reaches over breaks below `limit`; the last of them is where the last line of the cheapest set begins. None where no
    /// set of lines leads to the end.
    ///
    /// A line costs the square of its blank, a convex function of its end less its begin, and both only grow along the
    /// text. So what is won by beginning a line later only grows with its end (the quadrangle inequality): a line never
    /// begins before the best line to the place before began, and the search goes on from there. It goes from full lines
    /// to empty ones and ends where the blank alone, on top of the cheapest place left, costs as much as the best line so
    /// far. Neither leaves out a better line, nor one that costs the same and begins earlier.
    fn cheapest(&self, range: &Range<usize>, limit: Price, hole: usize) -> Option<(Vec<Reached>, Price)> {
        let items = self.flow.items.get(range.clone())?;
        let prices = self.breaks.get(range.clone())?;
        let mut reached = Vec::with_capacity(items.len());
        reached.push(Reached { item: range.start, begin: self.begin(range.start), cost: 0, back: 0 });
        let mut least = Least::with_capacity(items.len());
        least.push(0, 0);
        let mut first = 0;
        for ((pair, &price), item) in items.windows(2).zip(prices.get(1..)?).zip(range.start + 1..) {
            let [last, next] = pair else { continue };
            if price >= limit {
                continue;
            }
            let end = self.edges.end(last);
            let row = reached.get(first..)?;
            let full = self.overfull(row, end, item)?;
            first += full;
            let row = row.get(full..)?;
            let floor = least.from(first)?;
            // The blank of a line is this and its begin, modulo the size of a number. One cluster that is too wide has none.
            let spare = self.measure.max(end.saturating_sub(row.last()?.begin)).wrapping_sub(end);
            let (mut best, mut back) = (NEVER, first);
            for (at, line) in (first..).zip(row) {
                let blank = line.begin.wrapping_add(spare);
                if blank > hole || square(blank) >= best - floor {
                    break;
                }
                let blank = square(blank);
                if line.cost + blank < best {
                    (best, back) = (line.cost + blank, at);
                }
            }
            if best == NEVER {
                continue;
            }
            let cost = best.saturating_add(price).min(MOST);
            least.push(reached.len(), cost);
            reached.push(Reached { item, begin: self.edges.begin(item, next), cost, back });
            first = back;
        }
        let (last, cost) = self.last_of(&reached, items, range)?;
        reached.truncate(last + 1);
        Some((reached, cost))
    }

    /// How many of the lines that begin at `reached` are too long when they end at column `end`, before `item`. A line of
    /// one cluster never is; none where all lines are.
    fn overfull(&self, reached: &[Reached], end: usize, item: usize) -> Option<usize> {
        reached.iter().position(|line| line.begin + self.measure >= end || line.item + 1 == item)
    }

    /// Where the last line begins, which is judged by its own rules.
    fn last_of(&self, reached: &[Reached], items: &[Item], range: &Range<usize>) -> Option<(usize, Price)> {
        let end = self.edges.end(items.last()?);
        let full = reached.partition_point(|line| line.begin + self.measure < end && line.item + 1 < range.end);
        let (mut best, mut back) = (NEVER, None);
        for (at, line) in (full..).zip(reached.get(full..)?).filter(|(_, line)| line.item < range.end) {
            if line.cost < best {
                let cost = line.cost.saturating_add(self.last_line(items.get(line.item - range.start..)?));
                if cost < best {
                    (best, back) = (cost, Some(at));
                }
            }
        }
        back.map(|back| (back, best))
    }

    /// What a last line that is not the only one costs: nothing for its blank, something for being very short (P2).
    fn last_line(&self, items: &[Item]) -> Price {
        let cells = match (items.first(), items.last()) {
            (Some(first), Some(last)) => (last.end_column() - first.column) as usize,
            (Some(_), None) | (None, _) => 0,
        };
        // A picture is no mark, but next to a single Han it is no word either.
        let letters = items
            .iter()
            .filter(|item| item.class.is_word() && (is_han(item.head) || item.head.is_alphanumeric()))
            .take(2)
            .count();
        let words =
            if letters == 0 { items.iter().filter(|item| item.class.is_word()).take(2).count() } else { letters };
        match (self.flow.setting, words, cells) {
            (Setting::Cell, _, _) => 0,
            (Setting::Paragraph | Setting::Heading, 0 | 1, _) if self.measure >= ROOMY => LONE,
            (Setting::Paragraph | Setting::Heading, 0 | 1, _) if self.measure >= FEW => ORPHAN,
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
            let (mut end, mut worst) = (start + 1, NEVER);
            for at in (start + 1..=range.end).take_while(|&at| at == start + 1 || self.fits(&(start..at))) {
                let price = self.breaks.get(at).copied().filter(|_| at < range.end).unwrap_or(0);
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

/// The cheapest of the last places of a growing row, wherever it begins: those that no later place is as cheap as.
struct Least {
    /// Places and their costs, both rising.
    places: Vec<(usize, Price)>,
    /// How many of them lie before the begin of the row.
    past: usize,
}

impl Least {
    fn with_capacity(places: usize) -> Least {
        Least { places: Vec::with_capacity(places), past: 0 }
    }

    /// Adds the next place.
    fn push(&mut self, at: usize, cost: Price) {
        while self.places.len() > self.past && self.places.last().is_some_and(|&(_, last)| last >= cost) {
            self.places.pop();
        }
        self.places.push((at, cost));
    }

    /// What the cheapest place from `first` on costs; `first` never goes back.
    fn from(&mut self, first: usize) -> Option<Price> {
        while self.places.get(self.past).is_some_and(|&(at, _)| at < first) {
            self.past += 1;
        }
        self.places.get(self.past).map(|&(_, cost)| cost)
    }
}

/// The price of a hole of so many cells.
pub fn square(cells: usize) -> Price {
    (cells as Price) * (cells as Price)
}

#[cfg(test)]
mod tests {
    use super::super::Gap;
    use super::super::opportunity::Prices;
    use super::*;
    use crate::layout::{Gutter, LineEnd, LineStart, Typography};
    use crate::text::class::{self, Class};
    use crate::text::safe;
    use proptest::prelude::*;

    /// A cluster as the search sees it, and the price of the break before it.
    #[derive(Clone, Debug)]
    struct Cluster {
        head: char,
        gap: u32,
        hard: bool,
        word: bool,
        price: Price,
    }

    fn cluster() -> impl Strategy<Value = Cluster> {
        let open = prop_oneof![Just(0), Just(9), Just(40), Just(90), Just(EMERGENCY / 10)];
        let price = prop_oneof![12 => open, 6 => Just(EMERGENCY), 1 => Just(FORBIDDEN)];
        let gap = prop_oneof![6 => Just(0_u32), 2 => Just(1_u32), 1 => 2..5_u32];
        let head = prop::sample::select(vec!['x', 'x', '云', '，', '」', '（']);
        (head, gap, 0..40_u8, 0..4_u8, price).prop_map(|(head, gap, hard, word, price)| Cluster {
            head,
            gap,
            hard: hard == 0,
            word: word > 0,
            price,
        })
    }

    fn flow(clusters: &[Cluster], setting: Setting) -> Flow {
        let mut column = 0;
        let item = |cluster: &Cluster| {
            let before = column + cluster.gap;
            let wide = cluster.head != 'x';
            column = before + 1 + u32::from(wide);
            Item {
                start: 0,
                piece: 0,
                column: before,
                head: cluster.head,
                class: if cluster.word { Class::Letter } else { Class::Symbol },
                len: 1,
                wide,
                cells: 1 + u8::from(wide),
                code: false,
                hard: cluster.hard,
                trimmed: class::is_trimmed(cluster.head),
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
        let slack = (paper.begin(line.start) + paper.measure).checked_sub(paper.edges.end(items.last()?));
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

    fn check(clusters: &[Cluster], measure: usize, setting: Setting, gutter: Gutter, indent: usize) {
        let flow = flow(clusters, setting);
        let prices: Vec<Price> = clusters.iter().map(|cluster| cluster.price).collect();
        let line_end = LineEnd::Hang;
        let typography = Typography { line_end, line_start: LineStart::Outdent, ..Typography::default() };
        let spec = Spec { gutter, typography, ..Spec::new(measure) };
        let edges = Edges::new(setting, indent, &spec);
        let paper = Paper { flow: &flow, breaks: &prices, measure, edges };
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
        assert_eq!(fit(&flow, &prices, measure, edges, &spec), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_search_leaves_out_no_better_set_of_lines(
            clusters in prop::collection::vec(cluster(), 1..150),
            measure in 1..60_usize,
            setting in prop::sample::select(vec![Setting::Paragraph, Setting::Cell]),
            (start, end) in (0..2_usize, 0..3_usize),
            indent in 0..5_usize,
        ) {
            check(&clusters, measure, setting, Gutter { start, end }, indent);
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
            let edges = Edges::new(Setting::Heading, 0, &spec);
            let paper = Paper { flow: &flow, breaks: &prices, measure, edges };
            let whole = 0..clusters.len();
            let lines = fit(&flow, &prices, measure, edges, &spec);
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
