//! Which rows of a list are in view: one rule for every list that has a selected row.

/// The first row in view: `top`, moved as little as needed to have the `selected` row whole in
/// `room` lines. A row that has more lines than that is the first one. `lines` says how many lines
/// a row takes, and whether it is the first in view, where a heading may stand above it.
pub fn first(top: usize, selected: usize, room: usize, lines: impl Fn(usize, bool) -> usize) -> usize {
    let mut first = selected;
    let mut below = 0;
    for row in (top.min(selected)..selected).rev() {
        below += lines(row + 1, false);
        if below + lines(row, true) > room {
            break;
        }
        first = row;
    }
    first
}

/// The same where every row is one line.
pub fn first_of_lines(top: usize, selected: usize, room: usize) -> usize {
    first(top, selected, room, |_, _| 1)
}

/// The row in view that is nearest to `selected`: `room` rows of one line are in view from `top`
/// on.
pub fn nearest_of_lines(top: usize, selected: usize, room: usize) -> usize {
    selected.clamp(top, top + room.saturating_sub(1))
}
