//! What is kept is there again: marks, views, questions, the filter and the last post, of every kind of library.

use super::{Desk, at, beside, drawn, keep, load, name, story};
use std::fs;
use yundu::reading::{Asking, Mark, Note, PaneWidths, Setting, View};
use yundu::state::{ASKED, Setup, State, file, fnv1a};
use yundu::store::{self, Source};
use yundu::text::SafeStr;

/// Makes changes to a library of four posts and expects them to be recalled at once and after a new start.
fn check(changes: &[(usize, Mark)], expected: &str) {
    let desk = Desk::new(4);
    let library = desk.library();
    let mut state = desk.open();
    keep(&mut state, &library, changes);
    assert_eq!(drawn(&mut state, &library), expected, "at once: {changes:?}");
    assert_eq!(state.unwritten(), 0);
    drop(state);
    assert_eq!(desk.recalled(), expected, "after a new start: {changes:?}");
}

#[test]
fn marks_are_there_again() {
    check(&[], "");
    check(&[(0, Mark::Read(true)), (2, Mark::Star(true)), (3, at(7))], "0:r 2:* 3:@7");
    check(&[(1, Mark::Read(true)), (1, Mark::Star(true)), (1, Mark::Read(false))], "1:*");
    check(&[(1, at(5)), (1, at(0)), (2, at(5)), (2, Mark::Place(None))], "1:@0");
    check(&[(0, Mark::Star(true)), (0, Mark::Star(false)), (0, Mark::Star(true))], "0:*");
    let (a, b) = (story("a", "甲"), story("b", "乙\u{1b}[2J"));
    let both = [(0, Mark::StarStory(b.clone(), true)), (0, Mark::StarStory(a.clone(), true))];
    check(&both, "0:[乙␛[2J][甲]");
    check(&[&both[..], &[(0, Mark::StarStory(b, false))]].concat(), "0:[甲]");
    check(&[(9, Mark::Read(true))], "");
}

#[test]
fn places_keep_their_words() {
    let desk = Desk::new(1);
    let library = desk.library();
    let place = yundu::reading::Anchor { offset: 4, quote: "“引”\0\u{202e}'; DROP TABLE mark; --\n".to_owned() };
    keep(&mut desk.open(), &library, &[(0, Mark::Place(Some(place.clone())))]);
    assert_eq!(desk.open().recall(&library).unwrap().marks[0].1.place, Some(place));
}

#[test]
fn notes_are_there_again() {
    let desk = Desk::new(3);
    let library = desk.library();
    let mut state = desk.open();
    let view = |name: &str, query: Option<&str>| Note::View(SafeStr::clean(name), query.map(str::to_owned));
    let notes = [
        view("安全", Some("tag:security")),
        view("old", Some("x")),
        view("docker", Some("tag:docker")),
        view("安全", Some("tag:security is:unread")),
        view("old", None),
        Note::Asked(Asking::Page, "甲".to_owned()),
        Note::Asked(Asking::Library, "乙".to_owned()),
        Note::Asked(Asking::Page, "丙".to_owned()),
        Note::Asked(Asking::Page, "甲".to_owned()),
        Note::Filter("tag:ai".to_owned()),
        Note::Filter("tag:docker".to_owned()),
        Note::Last(2),
        Note::Last(1),
    ];
    for note in &notes {
        assert_eq!(state.note(&library, note), None);
    }
    let views = [("安全", "tag:security is:unread"), ("docker", "tag:docker")]
        .map(|(name, query)| View { name: SafeStr::clean(name), query: query.to_owned() });
    for mut state in [state, desk.open()] {
        let recalled = state.recall(&library).unwrap();
        assert_eq!(recalled.views, views);
        assert_eq!(recalled.asked[&Asking::Page], ["丙", "甲"]);
        assert_eq!(recalled.asked[&Asking::Library], ["乙"]);
        assert!(!recalled.asked.contains_key(&Asking::Filter));
        assert_eq!((recalled.filter.as_str(), recalled.last), ("tag:docker", Some(1)));
    }
    // Views and questions belong to all libraries, a filter and a last post to theirs.
    let recalled = desk.open().recall(&store::load(&Source::BuiltIn, 1).unwrap()).unwrap();
    assert_eq!((recalled.views.len(), recalled.asked.len()), (2, 2));
    assert_eq!((recalled.filter.as_str(), recalled.last), ("", None));
}

#[test]
fn the_looks_are_those_of_all_libraries() {
    let desk = Desk::new(1);
    let library = desk.library();
    let mut state = desk.open();
    let panes = PaneWidths { list: Some(50), outline: Some(16), ..PaneWidths::default() };
    let theme = |name: &str| Note::Setting(Setting::Theme(name.to_owned()));
    for note in [theme("light"), Note::Setting(Setting::Panes(panes)), theme("a \u{1b}[2J 主题")] {
        assert_eq!(state.note(&library, &note), None);
    }
    let (mut memory, _) = State::open(None, Setup::default());
    memory.note(&library, &theme("a \u{1b}[2J 主题"));
    memory.note(&library, &Note::Setting(Setting::Panes(panes)));
    for mut state in [state, desk.open(), memory] {
        for library in [&library, &store::load(&Source::BuiltIn, 1).unwrap()] {
            let recalled = state.recall(library).unwrap();
            assert_eq!((recalled.theme.as_deref(), recalled.panes), (Some("a \u{1b}[2J 主题"), panes));
        }
    }
    // What somebody has written there that makes no sense is passed over.
    let foreign = rusqlite::Connection::open(desk.file()).unwrap();
    foreign.execute_batch("UPDATE setting SET value = '1 2'; INSERT INTO setting VALUES ('x', 'y', 1, 1)").unwrap();
    let recalled = desk.open().recall(&library).unwrap();
    assert_eq!((recalled.theme.as_deref(), recalled.panes), (Some("1 2"), PaneWidths::default()));
}

#[test]
fn only_the_latest_questions_are_kept() {
    let desk = Desk::new(1);
    let library = desk.library();
    let mut kept = desk.open();
    let (mut memory, _) = State::open(None, Setup::default());
    for state in [&mut kept, &mut memory] {
        for number in 0..ASKED + 10 {
            state.note(&library, &Note::Asked(Asking::Filter, number.to_string()));
        }
        let asked = &state.recall(&library).unwrap().asked[&Asking::Filter];
        assert_eq!((asked.len(), asked[0].as_str()), (ASKED, "10"));
        assert_eq!(asked.last().unwrap(), &(ASKED + 9).to_string());
    }
}

#[test]
fn every_library_has_marks_of_its_own() {
    let desk = Desk::new(2);
    let other = Desk::new(2);
    let built_in = store::load(&Source::BuiltIn, 1).unwrap();
    let mut state = desk.open();
    keep(&mut state, &desk.library(), &[(0, Mark::Read(true))]);
    keep(&mut state, &other.library(), &[(1, Mark::Star(true))]);
    keep(&mut state, &built_in, &[(0, Mark::Star(true))]);
    let mut state = desk.open();
    assert_eq!(drawn(&mut state, &desk.library()), "0:r");
    assert_eq!(drawn(&mut state, &other.library()), "1:*");
    assert_eq!(drawn(&mut state, &built_in), "0:*");
    // One post of a folder, and the folder by another way, are the same posts.
    let file = store::load(&Source::File(desk.posts().join(name(0))), 1).unwrap();
    assert_eq!(drawn(&mut state, &file), "0:r");
    assert_eq!(drawn(&mut state, &load(&desk.posts().join("../posts/."))), "0:r");
    #[cfg(unix)]
    {
        let link = other.root.path().join("link");
        std::os::unix::fs::symlink(desk.posts(), &link).unwrap();
        assert_eq!(drawn(&mut state, &load(&link)), "0:r");
    }
}

#[test]
fn a_text_from_elsewhere_is_marked_in_memory_only() {
    let desk = Desk::new(0);
    let text = Source::Text { name: "stdin.md".to_owned(), bytes: b"# a".to_vec() };
    let text = store::load(&text, 1).unwrap();
    let mut state = desk.open();
    keep(&mut state, &text, &[(0, Mark::Read(true))]);
    assert_eq!(state.note(&text, &Note::Last(0)), None);
    assert_eq!(drawn(&mut state, &text), "0:r");
    assert_eq!(drawn(&mut desk.open(), &text), "");
    assert!(desk.open().export().unwrap().is_empty());
}

#[test]
fn without_a_file_marks_live_in_memory() {
    let desk = Desk::new(2);
    let library = desk.library();
    let (mut state, trouble) = State::open(None, Setup::default());
    assert_eq!(trouble, None);
    keep(&mut state, &library, &[(0, Mark::Read(true)), (1, at(3)), (1, at(4)), (0, Mark::Read(false))]);
    assert_eq!(drawn(&mut state, &library), "1:@4");
    assert_eq!(state.unwritten(), 1, "each thing is held once, and a place is no change of the user's");
    assert!(!state.changed_elsewhere());
    assert!(!desk.file().parent().unwrap().exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(1);
    let mut state = desk.open();
    keep(&mut state, &desk.library(), &[(0, Mark::Read(true))]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(desk.file().parent().unwrap()), 0o700);
    let names = beside(&desk.file());
    assert!(names.iter().any(|name| name == "state.db-wal"), "{names:?}");
    for name in names {
        assert_eq!(mode(&desk.file().with_file_name(&name)), 0o600, "{name}");
    }
    drop(state);
    assert_eq!(beside(&desk.file()), ["state.db"], "nothing is left lying about");
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes_are_kept_apart() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new(0);
    for name in [&b"\xffa.md"[..], b"\xfea.md", b"\xf0\x9fb.md", b"c\n.md"] {
        fs::write(desk.posts().join(std::ffi::OsStr::from_bytes(name)), name).unwrap();
    }
    let library = desk.library();
    assert_eq!(library.posts.len(), 4);
    let index = |name: &[u8]| (0..4).find(|&index| library.relative(index).unwrap().as_ref() == name).unwrap();
    let (marked, other) = (index(b"\xffa.md"), index(b"\xfea.md"));
    assert_eq!(library.posts[marked].path, library.posts[other].path, "they look alike");
    keep(&mut desk.open(), &library, &[(marked, Mark::Star(true))]);
    assert_eq!(desk.recalled(), format!("{marked}:*"));
}

#[test]
fn a_change_made_elsewhere_is_noticed_and_kept() {
    let desk = Desk::new(2);
    let library = desk.library();
    let (mut one, mut two) = (desk.open(), desk.open());
    assert!(!one.changed_elsewhere());
    keep(&mut one, &library, &[(0, Mark::Read(true))]);
    assert!(!one.changed_elsewhere(), "its own change is no news");
    keep(&mut two, &library, &[(0, Mark::Star(true)), (1, Mark::Read(true))]);
    assert!(one.changed_elsewhere());
    assert!(!one.changed_elsewhere(), "told once");
    assert_eq!(drawn(&mut one, &library), "0:r* 1:r");
    // Of two changes of one thing the later one counts.
    keep(&mut one, &library, &[(1, Mark::Read(false))]);
    keep(&mut two, &library, &[(0, Mark::Read(false))]);
    assert_eq!(drawn(&mut one, &library), "0:*");
    assert_eq!(drawn(&mut two, &library), "0:*");
}

#[test]
fn a_clock_that_goes_back_loses_nothing() {
    let desk = Desk::new(1);
    let library = desk.library();
    let clocks: [fn() -> i64; 5] = [|| 2_000_000_000_000, || 1_000, || -1, || i64::MAX, || i64::MIN];
    for (turn, clock) in clocks.into_iter().enumerate() {
        let (mut state, trouble) = State::open(Some(&desk.file()), Setup { clock, ..Setup::default() });
        assert_eq!(trouble, None);
        let on = turn % 2 == 0;
        keep(&mut state, &library, &[(0, Mark::Star(on)), (0, at(turn))]);
        let expected = format!("0:{}@{turn}", if on { "*" } else { "" });
        assert_eq!(drawn(&mut state, &library), expected);
        assert_eq!(desk.recalled(), expected);
    }
}

#[test]
fn the_file_lies_where_the_system_wants_it() {
    let set = |value: &'static str| move |name: &str| (name == "XDG_STATE_HOME").then(|| value.into());
    assert_eq!(file(&set("/x")).unwrap(), std::path::Path::new("/x/yundu/state.db"));
    // Only whole paths count: XDG base directories, "if an implementation encounters a relative path".
    let system = file(&|_| None).unwrap();
    assert_eq!(file(&set("x")).unwrap(), system);
    assert!(system.is_absolute() && system.ends_with("state.db"), "{system:?}");
}

#[test]
fn the_hash_is_the_published_one() {
    for (text, hash) in [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)] {
        assert_eq!(fnv1a(text.as_bytes()), hash, "{text:?}");
    }
}
