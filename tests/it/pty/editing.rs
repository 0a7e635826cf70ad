//! The editor gets the terminal and the keys, the reader shows what it has written and has its screen again.

use super::{Session, binary, write_posts};
#[cfg(target_os = "linux")]
use rustix::process::Signal;
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

/// Ctrl-z stops nobody where no shell could continue them, and the reader has its keys again when the editor ends.
#[test]
fn a_stop_in_the_editor_is_no_end_where_nobody_could_continue() {
    let (mut session, home) = with_editor("echo editing; read x; printf '%s' \"$x\" > \"$HOME/typed\"\n");
    session.press("e");
    session.wait("editing");
    session.press("\x1a");
    session.press("jj\n");
    assert!(crate::terminal::opener::wait_for(|| home.join("typed").exists()), "the editor is stopped");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// The same below a shell without job control, which leads the session in our place.
#[test]
fn nor_below_a_shell_without_jobs() {
    let script = "\"$0\" --posts \"$1\"; echo ended";
    let mut session = Session::run_in(
        |home| {
            fs::write(home.join("ed"), "#!/bin/sh\necho editing; read x; echo \"typed $x\"\n").unwrap();
            fs::set_permissions(home.join("ed"), fs::Permissions::from_mode(0o755)).unwrap();
            vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned(), binary().to_owned(), write_posts(home)]
        },
        &[("VISUAL", "./ed")],
    );
    session.wait("一组任务");
    session.press("\x1a");
    session.wait("there is no shell to go back to");
    session.press("e");
    session.wait("editing");
    session.press("\x1a\n");
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    session.wait("ended");
    assert_eq!(session.end(), 0);
}

/// An editor that stops by itself is continued where nobody else would do it.
#[test]
fn an_editor_that_stops_is_continued_where_no_shell_does() {
    let (mut session, home) = with_editor("echo editing; kill -STOP $$; echo again > \"$HOME/again\"\n");
    session.press("e");
    assert!(crate::terminal::opener::wait_for(|| home.join("again").exists()), "the editor is stopped");
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// Below a shell with job control Ctrl-z stops the editor and the reader together, and `fg` continues both.
#[test]
fn a_stop_in_the_editor_goes_back_to_the_shell() {
    let script = "set -m; \"$0\" --posts \"$1\"; echo stopped; read line; fg; echo ended";
    let mut session = Session::run_in(
        |home| {
            fs::write(home.join("ed"), "#!/bin/sh\necho editing; read x; echo \"$x\" > \"$HOME/typed\"\n").unwrap();
            fs::set_permissions(home.join("ed"), fs::Permissions::from_mode(0o755)).unwrap();
            vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned(), binary().to_owned(), write_posts(home)]
        },
        &[("VISUAL", "./ed")],
    );
    session.wait("一组任务");
    session.press("e");
    session.wait("editing");
    session.press("\x1a");
    session.wait("stopped");
    session.press("\nabc\n");
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    session.wait("ended");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// What the reader does with signals is its own: the editor has them as a shell would give them.
#[test]
#[cfg(target_os = "linux")]
fn the_editor_ignores_no_signal_of_ours() {
    let (mut session, home) = with_editor("grep '^SigIgn' /proc/$$/status > \"$HOME/ignored\"\n");
    session.press("e");
    assert!(crate::terminal::opener::wait_for(|| !fs::read_to_string(home.join("ignored"))
        .unwrap_or_default()
        .is_empty()));
    let ignored = read(&home, "ignored");
    let ignored = u64::from_str_radix(ignored.trim_start_matches("SigIgn:").trim(), 16).unwrap();
    for signal in [Signal::PIPE, Signal::XFSZ, Signal::TSTP, Signal::USR1] {
        assert_eq!(ignored >> (signal.as_raw() - 1) & 1, 0, "{signal:?} is ignored: {ignored:x}");
    }
    session.press("qq");
    assert_eq!(session.end(), 0);
}
