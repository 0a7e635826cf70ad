//! The lines of a heading (TYPOGRAPHY P5; CSS text-wrap: balance): as few as can be, and all of them about as long. The
//! squared blanks of all lines are summed, the last one too, so that one long and one short line cost more than two of the
//! middle; prices move the break to a mark.

use super::fit::{Place, square};
use super::opportunity::Price;

/// Longer headings are set like paragraphs: what is balanced should be taken in at a glance, and the search stays short.
const MOST_LINES: usize = 6;

/// The items at which the lines after the first begin. The heading begins at column `begin`, before item `first`; the last
/// of `places` is its end. None where its places do not suffice or it is too long.
pub fn breaks(first: usize, begin: usize, places: &[Place], measure: usize) -> Option<Vec<usize>> {
    let heading = Heading { first, begin, places, measure };
    let count = heading.fewest()?;
    if count > MOST_LINES { None } else { heading.even(count) }
}

struct Heading<'a> {
    first: usize,
    begin: usize,
    places: &'a [Place],
    measure: usize,
}

impl Heading<'_> {
    /// The cells of a line between two places; 0 is the begin, `n` the `n`-th of `places`. None when it is too long.
    fn cells(&self, from: usize, to: usize) -> Option<usize> {
        let (item, begin) = match from.checked_sub(1).and_then(|from| self.places.get(from)) {
            Some(place) => (place.item, place.begin),
            None => (self.first, self.begin),
        };
        let end = self.places.get(to.checked_sub(1)?)?;
        let cells = end.end.saturating_sub(begin);
        (cells <= self.measure || end.item == item + 1).then_some(cells)
    }

    /// The least number of lines.
    fn fewest(&self) -> Option<usize> {
        let (mut count, mut from) = (0, 0);
        while from < self.places.len() {
            from = (from + 1..=self.places.len()).take_while(|&to| self.cells(from, to).is_some()).last()?;
            count += 1;
        }
        Some(count)
    }

    /// The set of `count` lines with the least cost; of several that cost the same the one whose last line begins first.
    fn even(&self, count: usize) -> Option<Vec<usize>> {
        let end = self.places.len();
        let mut costs: Vec<Option<Price>> = vec![None; end + 1];
        *costs.first_mut()? = Some(0);
        let mut backs = Vec::with_capacity(count);
        for line in 1..=count {
            let ways = |to: usize| {
                let reach = (0..to).rev().map_while(|from| Some((from, self.cells(from, to)?)));
                let price = |place: &Place| if to == end { 0 } else { place.price };
                let price = self.places.get(to.checked_sub(1)?).map(price)?;
                let cost = |(from, cells): (usize, usize)| {
                    let before = costs.get(from).copied().flatten()?;
                    Some((before.saturating_add(price + square(self.measure.saturating_sub(cells))), from))
                };
                reach.filter_map(cost).min()
            };
            let best: Vec<_> =
                (0..=end).map(|to| if (to == end) == (line == count) { ways(to) } else { None }).collect();
            costs = best.iter().map(|best| best.map(|(cost, _)| cost)).collect();
            backs.push(best);
        }
        let mut at = end;
        let mut items = Vec::with_capacity(count);
        for best in backs.iter().rev() {
            (_, at) = best.get(at).copied().flatten()?;
            items.extend(at.checked_sub(1).and_then(|place| self.places.get(place)).map(|place| place.item));
        }
        items.reverse();
        Some(items)
    }
}
