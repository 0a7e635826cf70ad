//! Files that get another name keep their marks; copies and other files do not take them.

use super::{Desk, at, drawn, keep, load, name};
use std::fs;
use yundu::reading::Mark;

/// Stars the second of three posts, lets `change` loose on the folder, and expects the marks of these paths.
fn check(what: &str, change: impl Fn(&Desk), expected: &[(&str, &str)]) {
    let desk = Desk::new(3);
    keep(&mut desk.open(), &desk.library(), &[(1, Mark::Star(true)), (1, at(3))]);
    change(&desk);
    // Twice: what was found is written, and found the next time.
    for time in ["first", "second"] {
        let library = desk.library();
        let recalled = desk.open().recall(&library).unwrap();
        let found: Vec<(String, String)> = recalled
            .marks
            .iter()
            .map(|(index, marks)| (library.posts[*index].path.to_string(), super::marks(marks)))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(path, marks)| ((*path).to_owned(), (*marks).to_owned())).collect();
        assert_eq!(found, expected, "{what}, {time} start");
    }
}

#[test]
fn marks_follow_a_renamed_file() {
    let rename = |desk: &Desk, to: &str| {
        let to = desk.posts().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(desk.posts().join(name(1)), to).unwrap();
    };
    check("nothing", |_| {}, &[(&name(1), "*@3")]);
    check("another name", |desk| rename(desk, "new.md"), &[("new.md", "*@3")]);
    check("another folder", |desk| rename(desk, "a/b/new.md"), &[("a/b/new.md", "*@3")]);
    check("gone", |desk| fs::remove_file(desk.posts().join(name(1))).unwrap(), &[]);
    check(
        "copied",
        |desk| assert!(fs::copy(desk.posts().join(name(1)), desk.posts().join("copy.md")).unwrap() > 0),
        &[(&name(1), "*@3")],
    );
    check(
        "renamed and changed",
        |desk| {
            rename(desk, "new.md");
            desk.write("new.md", "# 另一篇\n\n文文\n");
        },
        &[],
    );
    check(
        "one of the same length",
        |desk| {
            rename(desk, "new.md");
            let text = fs::read_to_string(desk.posts().join("new.md")).unwrap();
            desk.write("new.md", &text.replace('第', "弟"));
        },
        &[],
    );
    check(
        "renamed, and another one in its place",
        |desk| {
            rename(desk, "new.md");
            desk.write(&name(1), "# 别的\n");
        },
        // The path has a post, so its marks stay there.
        &[(&name(1), "*@3")],
    );
}

#[test]
fn a_file_that_was_edited_and_marked_again_is_known_by_what_it_holds_now() {
    let desk = Desk::new(2);
    keep(&mut desk.open(), &desk.library(), &[(1, Mark::Star(true))]);
    desk.write(&name(1), "# 改过\n\n新的文字。\n");
    keep(&mut desk.open(), &desk.library(), &[(1, Mark::Read(true))]);
    fs::rename(desk.posts().join(name(1)), desk.posts().join("8000-01-01-new.md")).unwrap();
    assert_eq!(desk.recalled(), "1:r*");
}

#[test]
fn a_post_with_marks_of_its_own_keeps_them() {
    let desk = Desk::new(3);
    keep(&mut desk.open(), &desk.library(), &[(1, Mark::Star(true)), (2, Mark::Read(true))]);
    let text = fs::read_to_string(desk.posts().join(name(1))).unwrap();
    fs::remove_file(desk.posts().join(name(1))).unwrap();
    desk.write(&name(2), &text);
    assert_eq!(desk.recalled(), "1:r");
}

#[test]
fn two_equal_files_share_out_the_marks_of_two() {
    let desk = Desk::new(0);
    desk.write("a.md", "# 同\n");
    desk.write("b.md", "# 同\n");
    keep(&mut desk.open(), &desk.library(), &[(0, Mark::Star(true)), (1, Mark::Star(true))]);
    for (from, to) in [("a.md", "x.md"), ("b.md", "y.md")] {
        fs::rename(desk.posts().join(from), desk.posts().join(to)).unwrap();
    }
    assert_eq!(desk.recalled(), "0:* 1:*");
}

#[test]
fn a_folder_that_was_moved_takes_its_marks_along() {
    let desk = Desk::new(3);
    keep(&mut desk.open(), &desk.library(), &[(0, Mark::Read(true)), (2, Mark::Star(true))]);
    let moved = desk.root.path().join("digests");
    fs::rename(desk.posts(), &moved).unwrap();
    for _ in 0..2 {
        assert_eq!(drawn(&mut desk.open(), &load(&moved)), "0:r 2:*");
    }
    keep(&mut desk.open(), &load(&moved), &[(0, Mark::Read(false))]);
    assert_eq!(drawn(&mut desk.open(), &load(&moved)), "2:*", "what was taken along counts from now on");
    // A folder that only looked gone, on a disk that was not there, still has its own.
    fs::rename(&moved, desk.posts()).unwrap();
    assert_eq!(desk.recalled(), "0:r 2:*");
}

#[test]
fn a_copy_of_a_folder_begins_without_marks() {
    let desk = Desk::new(1);
    keep(&mut desk.open(), &desk.library(), &[(0, Mark::Read(true))]);
    let copy = desk.root.path().join("copy");
    fs::create_dir(&copy).unwrap();
    fs::copy(desk.posts().join(name(0)), copy.join(name(0))).unwrap();
    assert_eq!(drawn(&mut desk.open(), &load(&copy)), "");
}
