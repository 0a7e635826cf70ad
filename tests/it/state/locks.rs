//! A state that another program has locked is waited for: nothing is lost, nothing is read wrong, nothing is said of damage.

use super::{Desk, beside, drawn, keep, said};
use rusqlite::Connection;
use std::time::{Duration, Instant};
use yundu::reading::{Mark, Note};
use yundu::state::{Locked, Setup, State};

/// Ways in which another program locks the file, and whether it can be read meanwhile.
const LOCKS: &[(&str, bool)] = &[
    ("PRAGMA journal_mode=wal; BEGIN IMMEDIATE", true),
    ("PRAGMA journal_mode=wal; PRAGMA locking_mode=exclusive; BEGIN EXCLUSIVE", false),
    ("PRAGMA journal_mode=delete; BEGIN IMMEDIATE", true),
    ("PRAGMA journal_mode=delete; BEGIN EXCLUSIVE", false),
    ("PRAGMA journal_mode=delete; PRAGMA locking_mode=exclusive; BEGIN EXCLUSIVE", false),
];

/// Locks the state of a desk until it is dropped.
fn lock(desk: &Desk, how: &str) -> Connection {
    let other = Connection::open(desk.file()).unwrap();
    // One of the pragmas may have to wait for a connection that is just closing.
    other.busy_timeout(Duration::from_secs(5)).unwrap();
    other.execute_batch(how).unwrap();
    other
}

/// Opens the state as the reader does: no attempt waits long for a lock.
fn open(desk: &Desk) -> State {
    let setup = Setup { patience: Duration::from_millis(20), ..Setup::default() };
    let (state, trouble) = State::open(Some(&desk.file()), setup);
    assert_eq!(said(trouble), "", "a lock is no trouble");
    state
}

/// A desk whose first post is read.
fn desk() -> Desk {
    let desk = Desk::new(4);
    keep(&mut desk.open(), &desk.library(), &[(0, Mark::Read(true))]);
    desk
}

/// Writes what waits, after the lock is gone, and expects it to be in the file.
fn check_written(mut state: State, desk: &Desk, how: &str, expected: &str) {
    assert_eq!(said(state.retry()), "", "{how}");
    assert!(!state.is_locked() && !state.waits() && state.unwritten() == 0, "{how}");
    assert_eq!(drawn(&mut state, &desk.library()), expected, "{how}");
    drop(state);
    assert_eq!(desk.recalled(), expected, "{how}");
    let odd: Vec<String> = beside(&desk.file()).into_iter().filter(|name| !name.starts_with("state.db")).collect();
    assert_eq!(odd, Vec::<String>::new());
    assert!(!beside(&desk.file()).iter().any(|name| name.contains("broken")), "{how}: taken for damaged");
}

#[test]
fn a_lock_at_the_start() {
    for &(how, readable) in LOCKS {
        let desk = desk();
        let library = desk.library();
        let other = lock(&desk, how);
        let begun = Instant::now();
        let mut state = open(&desk);
        let recalled = state.recall(&library);
        if readable {
            assert_eq!(recalled.unwrap().marks.len(), 1, "{how}");
        } else {
            assert_eq!(recalled.map(|_| ()).unwrap_err(), Locked, "{how}");
            assert!(state.is_locked(), "{how}");
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "{how}: {:?}", begun.elapsed());
        for _ in 0..3 {
            keep(&mut state, &library, &[(1, Mark::Star(true)), (0, Mark::Star(true))]);
            assert_eq!(said(state.note(&library, &Note::Filter("tag:a".to_owned()))), "");
            assert_eq!((state.unwritten(), state.is_locked(), state.waits()), (3, true, true), "{how}");
        }
        drop(other);
        check_written(state, &desk, how, "0:r* 1:*");
    }
}

/// A file in WAL mode that is open here can only be kept from being written: no other program gets it whole.
#[test]
fn a_lock_during_a_session() {
    let desk = desk();
    let library = desk.library();
    let mut state = open(&desk);
    let other = lock(&desk, "BEGIN IMMEDIATE");
    keep(&mut state, &library, &[(1, Mark::Star(true))]);
    assert_eq!((state.unwritten(), state.is_locked()), (1, true));
    assert_eq!(drawn(&mut state, &library), "0:r 1:*", "what waits is known");
    assert!(state.is_locked() && state.waits(), "that it can be read does not mean that it can be written");
    drop(other);
    check_written(state, &desk, "during a session", "0:r 1:*");
}

/// Where WAL cannot be had, every change of another program locks the whole file for a moment.
#[test]
fn a_lock_during_a_session_on_a_disk_without_wal() {
    for how in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        let desk = desk();
        let library = desk.library();
        let mut state = open(&desk);
        let other = lock(&desk, "PRAGMA user_version");
        // The reader is between two changes: its connection gives the mode up to the other one.
        drop(state);
        other.execute_batch("PRAGMA journal_mode=delete").unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        state = open(&desk);
        other.execute_batch("COMMIT").unwrap();
        other.execute_batch(how).unwrap();
        keep(&mut state, &library, &[(2, Mark::Read(true))]);
        assert_eq!((state.unwritten(), state.is_locked()), (1, true), "{how}");
        if how == "BEGIN EXCLUSIVE" {
            assert_eq!(state.recall(&library).map(|_| ()).unwrap_err(), Locked);
        }
        drop(other);
        check_written(state, &desk, how, "0:r 2:r");
    }
}

/// A damaged file stays where it is while another program has it locked.
#[test]
fn a_locked_file_is_never_moved_or_read_without_locks() {
    let desk = desk();
    let other = lock(&desk, "PRAGMA journal_mode=delete; BEGIN EXCLUSIVE; UPDATE mark SET value = 0");
    let before = std::fs::read(desk.file()).unwrap();
    let mut state = open(&desk);
    assert_eq!(state.recall(&desk.library()).map(|_| ()).unwrap_err(), Locked);
    keep(&mut state, &desk.library(), &[(3, Mark::Star(true))]);
    assert_eq!(std::fs::read(desk.file()).unwrap(), before);
    assert!(!beside(&desk.file()).iter().any(|name| name.contains("broken")));
    drop(other);
    check_written(state, &desk, "rolled back", "0:r 3:*");
}

#[test]
fn an_older_file_that_is_locked_is_brought_up_to_date_later() {
    let desk = desk();
    let older = Connection::open(desk.file()).unwrap();
    older.execute_batch("PRAGMA journal_mode=delete; DROP TABLE setting; PRAGMA user_version = 1").unwrap();
    older.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut state = open(&desk);
    keep(&mut state, &desk.library(), &[(1, Mark::Star(true))]);
    assert!(state.is_locked());
    assert!(!beside(&desk.file()).contains(&"state.db.v1".to_owned()), "copied once, and not at each attempt");
    drop(older);
    check_written(state, &desk, "older", "0:r 1:*");
}
