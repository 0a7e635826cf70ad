//! Files that are torn, edited, foreign or newer: what makes no sense is set aside unharmed and told, what is newer is left
//! alone, and reading always goes on.

use super::{Desk, at, beside, drawn, keep, said, story};
use std::fs;
use std::path::Path;
use yundu::reading::{Mark, Note};
use yundu::state::{Setup, State};
use yundu::store::Library;

const MARKS: &str = "0:r 1:*[条] 2:@7";

/// A desk with a small state.
struct Patient {
    desk: Desk,
    library: Library,
    /// The bytes of its file.
    whole: Vec<u8>,
}

fn patient() -> Patient {
    let desk = Desk::new(3);
    let library = desk.library();
    let mut state = desk.open();
    let marks =
        [(0, Mark::Read(true)), (1, Mark::Star(true)), (1, Mark::StarStory(story("k", "条"), true)), (2, at(7))];
    keep(&mut state, &library, &marks);
    state.note(&library, &Note::Filter("tag:a".to_owned()));
    drop(state);
    let whole = fs::read(desk.file()).unwrap();
    Patient { desk, library, whole }
}

/// Puts these bytes in the place of the state and opens it. It must be usable whatever they are; says what was told.
fn open(Patient { desk, library, .. }: &Patient, bytes: &[u8]) -> (String, String) {
    fs::remove_dir_all(desk.file().parent().unwrap()).unwrap();
    fs::create_dir(desk.file().parent().unwrap()).unwrap();
    fs::write(desk.file(), bytes).unwrap();
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { waits: false, ..Setup::default() });
    let told = said(trouble);
    let found = if told.is_empty() { drawn(&mut state, library) } else { String::new() };
    state.keep(library, &[(0, Mark::Star(true))]);
    assert!(state.recall(library).unwrap().marks.iter().any(|(index, marks)| *index == 0 && marks.starred), "{told}");
    (told, found)
}

/// Where the state was set aside: exactly one file, which holds the bytes as they were.
fn set_aside(file: &Path, bytes: &[u8]) {
    let names = beside(file);
    let aside: Vec<&String> = names.iter().filter(|name| name.starts_with("state.db.broken-")).collect();
    assert_eq!(aside.len(), 1, "{names:?}");
    assert!(fs::read(file.with_file_name(aside[0])).unwrap() == bytes, "{aside:?} is not what was there");
}

#[test]
fn a_file_cut_off_anywhere_is_set_aside() {
    let patient = patient();
    let Patient { desk, whole, .. } = &patient;
    let page = 4096;
    let mut whole_ones = 0;
    assert!(whole.len() > 8 * page, "{} bytes", whole.len());
    // Every byte of the first page, and a spread over the rest. A file of one byte is an empty one to SQLite, which makes such
    // files itself on some systems.
    let cuts = (2..page).chain((page..whole.len()).step_by(997));
    let borders = (1..whole.len() / page).map(|number| number * page);
    for cut in cuts.chain(borders) {
        let (told, found) = open(&patient, &whole[..cut]);
        if told.is_empty() {
            // Nothing but zeros at the end of an empty page was cut off.
            assert_eq!(found, MARKS, "{cut} bytes");
            whole_ones += 1;
        } else {
            assert!(told.contains("damaged"), "{cut} bytes: {told:?}");
            set_aside(&desk.file(), &whole[..cut]);
        }
    }
    assert!(whole_ones < 10, "{whole_ones} cuts were not noticed");
}

#[test]
fn an_empty_file_is_a_new_state() {
    let patient = patient();
    let whole = &patient.whole;
    assert_eq!(open(&patient, b""), (String::new(), String::new()));
    assert_eq!(open(&patient, whole), (String::new(), MARKS.to_owned()));
}

#[test]
fn what_is_no_state_is_set_aside() {
    let patient = patient();
    let Patient { desk, whole, .. } = &patient;
    let other = desk.root.path().join("other.db");
    let foreign = rusqlite::Connection::open(&other).unwrap();
    foreign.execute_batch("CREATE TABLE mark (a); PRAGMA user_version = 1").unwrap();
    drop(foreign);
    let mut unsigned = whole.clone();
    unsigned[68..72].fill(0);
    let files: [&[u8]; 5] = [b"marks:\n  - a\n", &[0; 4096], &[0xff; 10_000], &fs::read(other).unwrap(), &unsigned];
    for bytes in files {
        let (told, _) = open(&patient, bytes);
        assert!(told.contains("damaged") && told.contains("state.db.broken-"), "{told:?}");
        set_aside(&desk.file(), bytes);
    }
}

#[test]
fn flipped_bytes_cost_at_most_the_marks() {
    let patient = patient();
    let Patient { desk, whole, .. } = &patient;
    let mut damaged = 0;
    for place in (0..100).chain((100..whole.len()).step_by(293)) {
        for flip in [0x01, 0x80] {
            let mut bytes = whole.clone();
            bytes[place] ^= flip;
            let (told, _) = open(&patient, &bytes);
            if told.contains("damaged") {
                damaged += 1;
                set_aside(&desk.file(), &bytes);
            }
        }
    }
    assert!(damaged > 40, "only {damaged} were noticed");
}

#[test]
fn a_log_that_is_torn_loses_only_its_end() {
    let desk = Desk::new(3);
    let library = desk.library();
    let mut state = desk.open();
    keep(&mut state, &library, &[(0, Mark::Read(true)), (1, Mark::Read(true)), (2, Mark::Read(true))]);
    // As it lies there while the program runs: what follows is a crash.
    let copy = |end: &str| fs::read(format!("{}{end}", desk.file().display())).unwrap();
    let (main, log) = (copy(""), copy("-wal"));
    drop(state);
    let states = ["", "0:r", "0:r 1:r", "0:r 1:r 2:r"];
    let mut seen = std::collections::BTreeSet::new();
    for cut in (0..=log.len()).rev().step_by(1021).chain([log.len()]) {
        fs::remove_dir_all(desk.file().parent().unwrap()).unwrap();
        fs::create_dir(desk.file().parent().unwrap()).unwrap();
        fs::write(desk.file(), &main).unwrap();
        fs::write(format!("{}-wal", desk.file().display()), &log[..cut]).unwrap();
        let marks = desk.recalled();
        assert!(states.contains(&marks.as_str()), "{cut}: {marks}");
        seen.insert(marks);
    }
    assert_eq!(seen.len(), states.len(), "{seen:?}");
}

#[test]
fn a_newer_state_is_read_and_left_alone() {
    let Patient { desk, library, .. } = patient();
    let newer = rusqlite::Connection::open(desk.file()).unwrap();
    newer.execute_batch("ALTER TABLE mark ADD COLUMN colour TEXT; PRAGMA user_version = 7").unwrap();
    drop(newer);
    let bytes = fs::read(desk.file()).unwrap();
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { waits: false, ..Setup::default() });
    assert!(said(trouble).contains("newer yundu (version 7)"));
    assert_eq!(drawn(&mut state, &library), MARKS);
    keep(&mut state, &library, &[(0, Mark::Star(true)), (2, Mark::Place(None))]);
    assert_eq!(drawn(&mut state, &library), "0:r* 1:*[条]");
    assert!(state.import(&b""[..]).is_err(), "an import that would be forgotten is refused");
    drop(state);
    assert!(fs::read(desk.file()).unwrap() == bytes, "it was changed");
    // A version so new that nothing in it is known.
    let strange = rusqlite::Connection::open(desk.file()).unwrap();
    strange.execute_batch("DROP TABLE mark; DROP TABLE view; PRAGMA user_version = 8").unwrap();
    drop(strange);
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { waits: false, ..Setup::default() });
    assert!(said(trouble).contains("(version 8)"));
    keep(&mut state, &library, &[(0, Mark::Star(true))]);
    assert_eq!(drawn(&mut state, &library), "0:*", "and it was said already that this is a newer one");
}

#[test]
fn a_state_that_becomes_newer_meanwhile_is_not_written() {
    let Patient { desk, library, .. } = patient();
    let mut state = desk.open();
    rusqlite::Connection::open(desk.file()).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    assert!(said(state.keep(&library, &[(0, Mark::Star(true))])).contains("cannot be written"));
    assert_eq!(state.unwritten(), 1);
    assert_eq!(drawn(&mut state, &library), "0:r* 1:*[条] 2:@7");
}
