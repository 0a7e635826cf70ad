//! However many posts a gesture marks, the state gets one transaction, and little work.

use super::{Desk, drawn, keep};
use std::fs;
use std::time::Duration;
use yundu::reading::Mark;
use yundu::state::{Setup, State};

/// How many transactions stand in the write-ahead log of a state that is open: a frame that ends one says how large the
/// file is then (<https://sqlite.org/fileformat2.html>, 4.1).
fn transactions(desk: &Desk) -> usize {
    const HEADER: usize = 32;
    const FRAME: usize = 24 + 4096;
    let log = fs::read(desk.file().with_file_name("state.db-wal")).unwrap();
    if log.is_empty() {
        return 0;
    }
    let salt = log.get(16..24).unwrap().to_vec();
    let frames = log[HEADER..].chunks_exact(FRAME).take_while(|frame| frame[8..16] == salt[..]);
    frames.filter(|frame| frame[4..8] != [0; 4]).count()
}

/// Opens a state whose log grows with every transaction.
fn open(desk: &Desk) -> State {
    let state = desk.open();
    // A reader in the middle of its work keeps the log from being taken over into the file and begun anew.
    let reader = rusqlite::Connection::open(desk.file()).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM counter").unwrap();
    std::mem::forget(reader);
    state
}

#[test]
fn a_gesture_is_one_transaction() {
    let desk = Desk::new(333);
    let library = desk.library();
    keep(&mut desk.open(), &library, &[(0, Mark::Star(true))]);
    let mut state = open(&desk);
    for (count, on) in [(1, true), (64, true), (65, false), (333, true), (333, false)] {
        let before = transactions(&desk);
        let marks: Vec<(usize, Mark)> = (0..count).map(|index| (index, Mark::Read(on))).collect();
        assert_eq!(state.keep(&library, &marks), None);
        assert_eq!(transactions(&desk), before + 1, "{count} marks");
        assert_eq!(state.unwritten(), 0);
    }
    assert_eq!(drawn(&mut state, &library), "0:*");
}

#[test]
fn of_two_changes_of_one_thing_in_a_gesture_the_later_one_counts() {
    let desk = Desk::new(2);
    let library = desk.library();
    let marks = [(0, Mark::Read(true)), (1, Mark::Star(true)), (0, Mark::Read(false)), (1, Mark::Star(true))];
    assert_eq!(desk.open().keep(&library, &marks), None);
    assert_eq!(desk.recalled(), "1:*");
    assert_eq!(desk.open().export().unwrap().len(), 2);
}

/// After a gesture on many posts their files are read when the program rests, or at the next start.
#[test]
fn marks_of_many_posts_follow_renamed_files_too() {
    let all: Vec<(usize, Mark)> = (0..200).map(|index| (index, Mark::Read(true))).collect();
    for later in [false, true] {
        let desk = Desk::new(200);
        let mut state = desk.open();
        assert_eq!(state.keep(&desk.library(), &all), None);
        if later {
            drop(state);
            state = desk.open();
            drawn(&mut state, &desk.library());
        }
        let mut turns = 0;
        while state.read_on(&desk.library()) {
            turns += 1;
        }
        assert!(turns > 1, "in parts, so that a key is answered meanwhile");
        assert_eq!(state.retry(), None);
        drop(state);
        fs::rename(desk.posts().join(super::name(150)), desk.posts().join("0001-01-01-z.md")).unwrap();
        let recalled = desk.open().recall(&desk.library()).unwrap();
        assert_eq!(recalled.marks.len(), 200, "later: {later}");
        // All is known now: nothing is read again.
        let mut again = desk.open();
        drawn(&mut again, &desk.library());
        assert!(!again.read_on(&desk.library()) && !again.waits());
    }
}

/// The time that this thread has worked.
#[cfg(target_os = "linux")]
pub fn work() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_marks_take_a_tenth_of_a_second() {
    let desk = Desk::new(10);
    for index in 10..10_000 {
        desk.write(&format!("{index:05}.md"), "x\n");
    }
    let library = desk.library();
    // A busy machine makes single times useless: the least of several counts.
    let mut least = [Duration::MAX; 2];
    for attempt in 0..4 {
        let file = desk.file().with_file_name(format!("{attempt}.db"));
        let (mut state, trouble) = State::open(Some(&file), Setup { waits: false, ..Setup::default() });
        assert_eq!(trouble, None);
        for (on, least) in [true, false].into_iter().zip(&mut least) {
            let marks: Vec<(usize, Mark)> = (0..10_000).map(|index| (index, Mark::Read(on))).collect();
            let before = work();
            assert_eq!(state.keep(&library, &marks), None);
            *least = work().saturating_sub(before).min(*least);
        }
        if least.iter().all(|took| *took < MOST) {
            return;
        }
    }
    panic!("marked and taken back: {least:?}");
}

/// What marking 10,000 posts by one key may cost.
const MOST: Duration = Duration::from_millis(100);
