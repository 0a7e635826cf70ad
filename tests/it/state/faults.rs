//! Disks that are full, folders that take no files, places that are no files: one warning, reading goes on, and what could not
//! be written is written when it can be.

use super::{Desk, beside, drawn, keep, said};
use std::fs;
use yundu::reading::{Mark, Note};
use yundu::state::{Setup, State};

/// Fills the state until a change is not written, as on a full disk; gives how many were.
fn fill(state: &mut State, desk: &Desk) -> (usize, String) {
    let library = desk.library();
    for index in 0..library.posts.len() {
        let told = said(state.keep(&library, &[(index, Mark::Read(true))]));
        if state.unwritten() > 0 {
            return (index, told);
        }
    }
    panic!("the disk never was full");
}

#[test]
fn a_full_disk_costs_one_warning_and_nothing_else() {
    let desk = Desk::new(400);
    let library = desk.library();
    drop(desk.open());
    let pages = u32::try_from(fs::metadata(desk.file()).unwrap().len() / 4096).unwrap() + 2;
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { pages, ..Setup::default() });
    assert_eq!(trouble, None);
    let (written, told) = fill(&mut state, &desk);
    assert!(written > 10 && told.contains("full") && told.contains("memory"), "{written}: {told}");
    // Everything else is silent, and known.
    let all: Vec<(usize, Mark)> = (0..400).map(|index| (index, Mark::Star(true))).collect();
    keep(&mut state, &library, &all);
    assert_eq!(state.note(&library, &Note::Filter("tag:a".to_owned())), None);
    let recalled = state.recall(&library).unwrap();
    assert!(recalled.marks.iter().enumerate().all(|(at, (index, marks))| at == *index && marks.starred));
    assert_eq!((recalled.marks.len(), recalled.filter.as_str(), recalled.trouble), (400, "tag:a", None));
    assert_eq!(recalled.marks.iter().filter(|(_, marks)| marks.read).count(), written + 1);
    // What was written before is there for others; what was not is not.
    let others = desk.open().recall(&library).unwrap();
    assert!(others.marks.iter().all(|(_, marks)| marks.read), "{others:?}");
    assert!((written..=written + 1).contains(&others.marks.len()), "{} of {written}", others.marks.len());
}

#[test]
fn what_did_not_fit_is_written_once_there_is_room() {
    let desk = Desk::new(400);
    let library = desk.library();
    // A disk too full even for the tables.
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { pages: 2, ..Setup::default() });
    assert!(said(trouble).contains("full"));
    keep(&mut state, &library, &[(0, Mark::Star(true)), (1, Mark::Read(true))]);
    assert_eq!(drawn(&mut state, &library), "0:* 1:r");
    assert_eq!(state.unwritten(), 2);
    state.make_room(Setup::default().pages);
    keep(&mut state, &library, &[(1, Mark::Read(false)), (2, Mark::Read(true))]);
    assert_eq!(state.unwritten(), 0);
    assert_eq!(desk.recalled(), "0:* 2:r");
}

#[test]
fn a_lock_that_is_held_costs_a_wait_or_a_warning_and_no_change() {
    let desk = Desk::new(1);
    let library = desk.library();
    let mut state = desk.open();
    let other = rusqlite::Connection::open(desk.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        let kept = scope.spawn(|| said(state.keep(&library, &[(0, Mark::Read(true))])));
        std::thread::sleep(std::time::Duration::from_millis(300));
        other.execute_batch("COMMIT").unwrap();
        assert_eq!(kept.join().unwrap(), "");
    });
    assert_eq!(desk.recalled(), "0:r");
}

/// Opens a state at `place` below a desk, and expects a warning with these words, and marks in memory.
fn unusable(place: &str, expected: &str) {
    let desk = Desk::new(1);
    let library = desk.library();
    fs::write(desk.root.path().join("a-file"), "x").unwrap();
    fs::create_dir(desk.root.path().join("a-folder")).unwrap();
    let place = desk.root.path().join(place);
    let (mut state, trouble) = State::open(Some(&place), Setup::default());
    let trouble = trouble.unwrap_or_else(|| panic!("nothing was told about {place:?}"));
    let told = trouble.message(yundu::strings::Lang::En);
    assert!(told.contains(expected) && told.contains("memory"), "{place:?}: {told}");
    assert!(!trouble.hint(yundu::strings::Lang::Zh).is_empty());
    keep(&mut state, &library, &[(0, Mark::Star(true))]);
    assert_eq!(drawn(&mut state, &library), "0:*");
    assert_eq!(fs::read_to_string(desk.root.path().join("a-file")).unwrap(), "x");
    assert!(beside(&desk.root.path().join("a-folder/x")).is_empty());
}

#[test]
fn a_place_that_takes_no_file_costs_one_warning() {
    unusable("a-file/state.db", "cannot be used");
    unusable("a-file/b/c/state.db", "cannot be used");
    unusable("a-folder", "no regular file");
    if cfg!(target_os = "linux") {
        unusable("/proc/yundu/state.db", "cannot be used");
        unusable("/proc/self/mem/state.db", "cannot be used");
        unusable("/dev/null", "no regular file");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_leave_to_write_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(2);
    let library = desk.library();
    keep(&mut desk.open(), &library, &[(0, Mark::Read(true))]);
    let folder = desk.file().parent().unwrap().to_owned();
    let allow = |file: u32, in_folder: u32| {
        fs::set_permissions(desk.file(), fs::Permissions::from_mode(file)).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(in_folder)).unwrap();
    };
    allow(0o400, 0o500);
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup::default());
    let told = said(trouble);
    assert_eq!(drawn(&mut state, &library), "0:r", "{told}");
    keep(&mut state, &library, &[(1, Mark::Star(true))]);
    assert_eq!(drawn(&mut state, &library), "0:r 1:*");
    // The superuser may write all the same.
    let kept = state.unwritten() == 0;
    assert_eq!(kept, told.is_empty(), "{told}");
    drop(state);
    allow(0o600, 0o700);
    assert_eq!(desk.recalled(), if kept { "0:r 1:*" } else { "0:r" });
}

#[cfg(unix)]
#[test]
fn a_state_that_is_purged_meanwhile_stays_away() {
    let desk = Desk::new(2);
    let library = desk.library();
    let mut state = desk.open();
    keep(&mut state, &library, &[(0, Mark::Read(true))]);
    yundu::state::files(&desk.file()).iter().for_each(|file| fs::remove_file(file).unwrap());
    assert!(said(state.keep(&library, &[(1, Mark::Star(true))])).contains("moved or removed"));
    keep(&mut state, &library, &[(1, Mark::Read(true))]);
    assert_eq!(drawn(&mut state, &library), "0:r 1:r*");
    drop(state);
    assert!(beside(&desk.file()).is_empty(), "{:?}", beside(&desk.file()));
}
