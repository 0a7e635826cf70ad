//! The editor gets the terminal and the keys, the reader shows what it has written and has its screen again.

use super::{Session, binary, write_posts};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Starts the reader with a script as its editor.
fn with_editor(script: &str) -> (Session, std::path::PathBuf) {
    let mut place = None;
    let session = Session::run(|home| {
        let editor = home.join("my editor");
        fs::write(&editor, format!("#!/bin/sh\n{script}")).unwrap();
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(home.join("config.yaml"), format!("editor: \"'{}' --flag\"\n", editor.display())).unwrap();
        place = Some(home.to_owned());
        let config = home.join("config.yaml").display().to_string();
        vec![binary().to_owned(), "--posts".to_owned(), write_posts(home), "--config".to_owned(), config]
    });
    session.wait("一组任务");
    (session, place.unwrap())
}

fn read(home: &Path, name: &str) -> String {
    fs::read_to_string(home.join(name)).unwrap()
}

#[test]
fn the_editor_has_the_terminal_and_its_change_is_shown() {
    let script = "stty -a > \"$HOME/modes\"; printf '%s\\n' \"$@\" > \"$HOME/words\"; echo editing; read line\n\
        printf '%s' \"$line\" > \"$HOME/typed\"; printf '\\n新写的一段。\\n' >> \"$2\"\n";
    let (mut session, home) = with_editor(script);
    session.press("e");
    session.wait("editing");
    // The terminal is the shell's again: its modes, its screen, no mouse; and the keys are the editor's.
    session.check_restored();
    session.press("jjq\n");
    session.wait("新写的一段");
    assert!(read(&home, "modes").contains(" icanon"), "{}", read(&home, "modes"));
    assert_eq!(read(&home, "typed"), "jjq");
    let words = read(&home, "words");
    assert!(words.starts_with("--flag\n/") && words.ends_with("2026-03-03-third.md\n"), "{words}");
    // The reader has its keys again.
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// Ctrl-c and Ctrl-\ in an editor are its own affair.
#[test]
fn signals_of_the_keyboard_go_to_the_editor_only() {
    let script = "trap 'echo caught > \"$HOME/caught\"' INT\necho editing; read line; read line; exit 3\n";
    let (mut session, home) = with_editor(script);
    session.press("e");
    session.wait("editing");
    session.press("\x03");
    assert!(crate::terminal::opener::wait_for(|| home.join("caught").exists()), "the editor has not heard it");
    session.press("\n\n");
    session.wait("ended with 3");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_post_without_a_file_has_no_editor() {
    let mut session = Session::run(|_| vec![binary().to_owned()]);
    session.wait("1.35");
    session.press("e");
    session.wait("this post has no file to edit");
    session.press("\x03");
    assert_eq!(session.end(), 0);
}
