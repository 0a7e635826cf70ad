//! The one rule for which rows of a list are in view, against its definition.

use yundu::app::cursor::{first, first_of_lines, nearest_of_lines};

/// How many lines the rows of a list take where they are not the first in view, and where they are.
const LISTS: &[[&[usize]; 2]] = &[
    [&[1, 1, 1, 1, 1, 1], &[1, 1, 1, 1, 1, 1]],
    [&[2, 5, 2, 2, 6, 3], &[4, 4, 4, 4, 5, 4]],
    [&[3, 3, 3, 9, 3, 3], &[2, 2, 2, 8, 2, 2]],
];

#[test]
fn the_selected_row_is_whole_and_the_rows_move_as_little_as_needed() {
    for [later, leading] in LISTS {
        let lines = |row: usize, leads: bool| if leads { leading[row] } else { later[row] };
        for top in 0..later.len() + 2 {
            for selected in 0..later.len() {
                for room in 0..30 {
                    let found = first(top, selected, room, lines);
                    let fits =
                        |from: usize| lines(from, true) + later[from + 1..=selected].iter().sum::<usize>() <= room;
                    // The first that is not before `top`, or the selected row itself where even that is too long.
                    let expected = (top.min(selected)..=selected).find(|&from| fits(from)).unwrap_or(selected);
                    assert_eq!(found, expected, "{later:?}: top {top}, selected {selected}, room {room}");
                }
            }
        }
    }
}

#[test]
fn a_long_list_costs_no_more_than_a_screen() {
    let asked = std::cell::Cell::new(0);
    let lines = |_: usize, _: bool| {
        asked.set(asked.get() + 1);
        2
    };
    assert_eq!(first(0, 1_000_000, 40, lines), 1_000_000 - 19);
    assert!(asked.get() < 60, "{} rows were set", asked.get());
    assert_eq!(first_of_lines(0, usize::MAX - 1, 0), usize::MAX - 1);
}

#[test]
fn the_nearest_row_in_view_is_in_view() {
    assert_eq!([0, 3, 5, 7, 9].map(|selected| nearest_of_lines(3, selected, 5)), [3, 3, 5, 7, 7]);
    assert_eq!(nearest_of_lines(3, 9, 0), 3);
}
