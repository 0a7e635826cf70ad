//! Hostile posts: every cell of every frame that is drawn of them, from the file to the screen.
//!
//! Each case is a file and what is expected of it; `case` says in which words. They are written for this test.

mod case;
mod encodings;
mod folder;
mod growth;
mod escapes;
mod heads;
mod links;
mod reader;
mod shapes;
mod unicode;

use reader::check;

/// Terminals with list and page side by side, and with room for one only.
const SIZES: &[(u16, u16)] = &[(130, 20), (43, 15)];

#[test]
fn escapes_of_each_kind() {
    check(&escapes::kinds(), SIZES);
}

#[test]
fn escapes_in_each_place() {
    check(&escapes::product(), &[(80, 24)]);
}

#[test]
fn front_matter() {
    check(&heads::cases(), SIZES);
}

#[test]
fn letters() {
    check(&unicode::cases(), SIZES);
}

#[test]
fn encodings_and_files() {
    check(&encodings::cases(), SIZES);
}

#[test]
fn links_are_shown() {
    check(&links::cases(), SIZES);
}

#[test]
fn links_lead_where_they_say() {
    links::cases().iter().for_each(links::check_fates);
}

#[test]
fn shapes_end_in_time() {
    check(&shapes::cases(), &[(80, 24)]);
}
