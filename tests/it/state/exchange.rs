//! The state as text: what is exported can be imported, here and elsewhere, in any order and any number of times.

use super::{Desk, at, drawn, keep, load, name, said, story};
use std::fs;
use yundu::reading::{Asking, Mark, Note, PaneWidths, Setting};
use yundu::state::{Imported, Setup, State};
use yundu::store::Library;
use yundu::strings::Lang;
use yundu::text::SafeStr;

type Clock = fn() -> i64;

/// What a desk exports.
fn export(desk: &Desk) -> String {
    desk.open().export().unwrap().iter().map(|line| format!("{line}\n")).collect()
}

fn import(desk: &Desk, text: &str) -> Imported {
    desk.open().import(text.as_bytes()).unwrap()
}

fn taken(records: usize, news: usize) -> Imported {
    Imported { records, news, bad: Vec::new() }
}

/// Keeps marks as if the clock stood still at a time.
fn keep_at(desk: &Desk, clock: Clock, library: &Library, marks: &[(usize, Mark)]) {
    let (mut state, trouble) = State::open(Some(&desk.file()), Setup { clock, ..Setup::default() });
    assert_eq!(said(trouble), "");
    keep(&mut state, library, marks);
}

#[test]
fn what_is_exported_comes_back() {
    let desk = Desk::new(3);
    let library = desk.library();
    let mut state = desk.open();
    let marks = [
        (0, Mark::Read(true)),
        (0, Mark::Star(true)),
        (0, Mark::Star(false)),
        (1, Mark::StarStory(story("https://b.example/", "“乙”\\\"\u{1f468}\u{200d}\u{1f469}"), true)),
        (1, Mark::StarStory(story("a", "甲"), true)),
        (
            2,
            Mark::Place(Some(yundu::reading::Anchor {
                offset: 3,
                quote: "\0\u{1b}[2J\u{202e}\u{9b}é\u{301}".to_owned(),
            })),
        ),
        (1, Mark::Place(None)),
    ];
    keep(&mut state, &library, &marks);
    let notes = [
        Note::View(SafeStr::clean("v"), Some("tag:a -tag:b".to_owned())),
        Note::View(SafeStr::clean("w"), Some("x".to_owned())),
        Note::View(SafeStr::clean("w"), None),
        Note::Asked(Asking::Library, "供应链".to_owned()),
        Note::Filter("tag:安全".to_owned()),
        Note::Last(2),
        Note::Setting(Setting::Theme("light".to_owned())),
        Note::Setting(Setting::Panes(PaneWidths { list: Some(44), ..PaneWidths::default() })),
    ];
    notes.iter().for_each(|note| assert_eq!(state.note(&library, note), None));
    let before = state.recall(&library).unwrap();
    drop(state);
    let text = export(&desk);
    assert_eq!(text.lines().count(), marks.len() - 1 + notes.len() - 1, "each thing once:\n{text}");
    for line in text.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].is_string(), "{line}");
        assert_eq!(SafeStr::clean(line).as_str(), line, "fit for a terminal");
    }
    // Into nothing: all is there, and once more it is no news.
    fs::remove_file(desk.file()).unwrap();
    let lines = text.lines().count();
    assert_eq!(import(&desk, &text), taken(lines, lines));
    assert_eq!(import(&desk, &text), taken(lines, 0));
    let after = desk.open().recall(&library).unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    assert_eq!(export(&desk), text, "and exported again it is the same");
}

/// Lets two desks with the same posts make changes at their times, merges the exports into a third one both ways round, and
/// expects the same of both.
fn merge(one: (Clock, Mark), two: (Clock, Mark), expected: &str) {
    let home = Desk::new(2);
    let library = home.library();
    let exports = [&one, &two].map(|(clock, mark)| {
        let desk = Desk::new(0);
        keep_at(&desk, *clock, &library, &[(1, mark.clone())]);
        export(&desk)
    });
    for order in [[0, 1], [1, 0], [0, 0], [1, 1]] {
        let desk = Desk::new(0);
        for index in order.into_iter().chain([0, 1]) {
            import(&desk, &exports[index]);
        }
        assert_eq!(drawn(&mut desk.open(), &library), expected, "{one:?} and {two:?}, order {order:?}");
    }
}

#[test]
fn of_two_records_the_newer_one_counts() {
    let early: Clock = || 1_000_000;
    let late: Clock = || 2_000_000;
    merge((early, Mark::Star(false)), (late, Mark::Star(true)), "1:*");
    merge((early, Mark::Star(true)), (late, Mark::Star(false)), "");
    // A star is never lost to a record of the same moment.
    merge((early, Mark::Star(true)), (early, Mark::Star(false)), "1:*");
    merge((early, Mark::Read(true)), (late, Mark::Star(true)), "1:r*");
    merge((early, at(3)), (late, at(1)), "1:@1");
    let starred = |key: &str| Mark::StarStory(story(key, key), true);
    merge((early, starred("a")), (late, starred("b")), "1:[a][b]");
}

#[test]
fn an_old_export_undoes_nothing() {
    let desk = Desk::new(2);
    let library = desk.library();
    keep_at(&desk, || 5_000_000, &library, &[(0, Mark::Read(true)), (1, Mark::Read(true))]);
    let old = export(&desk);
    // The clock has gone back since, and still this is the later change.
    keep_at(&desk, || 1_000, &library, &[(0, Mark::Read(false)), (0, Mark::Star(true))]);
    assert_eq!(import(&desk, &old), taken(2, 0));
    assert_eq!(desk.recalled(), "0:* 1:r");
    // What is done after an import comes after it, whatever the count of the import was.
    let far = old.replace("\"count\":1}", "\"count\":1000000}").replace("\"path\":\"9000", "\"path\":\"8999");
    import(&desk, &far);
    keep_at(&desk, || 6_000_000, &library, &[(1, Mark::Read(false))]);
    assert_eq!(desk.recalled(), "0:*");
    let last = export(&desk);
    assert!(last.lines().last().unwrap().ends_with("\"count\":1000001}"), "{last}");
}

#[test]
fn marks_from_another_machine_find_their_posts() {
    let there = Desk::new(2);
    keep(&mut there.open(), &there.library(), &[(1, Mark::Star(true)), (1, at(3))]);
    let text = export(&there);
    // Here the folder is another one, and the file has another name.
    let here = Desk::new(2);
    fs::rename(here.posts().join(name(1)), here.posts().join("renamed.md")).unwrap();
    drop(there);
    import(&here, &text);
    assert_eq!(here.recalled(), "1:*@3");
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes_travel() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new(0);
    let folder = desk.root.path().join(std::ffi::OsStr::from_bytes(b"\xffposts"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xfe\n.md")), "# a").unwrap();
    let library = load(&folder);
    keep(&mut desk.open(), &library, &[(0, Mark::Star(true))]);
    let text = export(&desk);
    assert!(text.contains(r#""path":{"bytes":"fe0a2e6d64"}"#), "{text}");
    fs::remove_file(desk.file()).unwrap();
    import(&desk, &text);
    assert_eq!(drawn(&mut desk.open(), &library), "0:*");
}

/// Imports one bad line between two good ones, and expects what is said about it.
fn bad(line: &str, expected: &str) {
    let desk = Desk::new(2);
    let good = |path: &str| {
        let library = desk.posts().canonicalize().unwrap();
        let time = "2026-02-05T08:00:00Z";
        serde_json::json!({"kind": "star", "library": library, "path": path, "on": true, "time": time, "count": 1})
    };
    let text = format!("{}\n\n{line}\r\n{}", good(&name(0)), good(&name(1)));
    let imported = import(&desk, &text);
    assert_eq!((imported.records, imported.news, imported.bad.len()), (2, 2, 1), "{line}");
    assert_eq!(imported.bad[0].line, Some(3), "{line}");
    let said = imported.bad[0].message(Lang::En);
    assert!(said.contains(expected), "{line}: {said}");
    assert_eq!(desk.recalled(), "0:* 1:*", "{line}");
}

#[test]
fn a_bad_line_costs_itself_only() {
    let post = r#""library":"/x","path":"a.md""#;
    let stamp = r#""time":"2026-02-05T08:00:00Z","count":1"#;
    bad("marks: []", "expected value");
    bad("{}", "missing field `");
    bad(&format!(r#"{{"kind":"star",{post},{stamp}}}"#), "missing field `on`");
    bad(
        &format!(r#"{{"kind":"stars",{post},"on":true,{stamp}}}"#),
        "unknown variant `stars`, expected one of `read`, `star`",
    );
    bad(&format!(r#"{{"kind":"star",{post},"on":1,{stamp}}}"#), "expected a boolean");
    bad(
        &format!(r#"{{"kind":"star",{post},"on":true,"time":"yesterday","count":1}}"#),
        "expected: time: 2026-02-05T08:00:00Z",
    );
    bad(
        &format!(r#"{{"kind":"star",{post},"on":true,"time":"2026-02-05T08:00:00Z","count":-1}}"#),
        "expected: count: 0 … ",
    );
    let highest = i64::MAX;
    bad(
        &format!(r#"{{"kind":"star",{post},"on":true,"time":"2026-02-05T08:00:00Z","count":{highest}}}"#),
        "expected: count: 0 … ",
    );
    bad(&format!(r#"{{"kind":"star","library":"","path":"a.md","on":true,{stamp}}}"#), "expected: library: …");
    bad(
        &format!(r#"{{"kind":"star","library":"/x","path":{{"bytes":"f"}},"on":true,{stamp}}}"#),
        r#"expected: path: {"bytes": "e4ba91"}"#,
    );
    bad(&format!(r#"{{"kind":"star",{post},"size":3,"hash":"x","on":true,{stamp}}}"#), "expected: hash: ");
    bad(&format!(r#"{{"kind":"asked","list":"x","text":"y",{stamp}}}"#), "expected: list: page | library | filter");
    bad(&format!(r#"{{"kind":"view","name":"","query":"y",{stamp}}}"#), "expected: name: …");
    bad(&"x".repeat(3 << 20), "longer than 1 MB");
    bad("\u{1b}]0;x\u{7}", "expected value");
}
