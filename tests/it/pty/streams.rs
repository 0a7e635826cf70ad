//! Where the keys come from when standard input is something else, and what happens without a terminal.

use super::{Session, binary, write_posts};
use std::process::{Command, Stdio};

#[test]
fn keys_are_read_from_the_terminal_when_input_is_a_pipe() {
    let script = "echo ignored | \"$0\" --posts \"$1\"";
    let mut session = Session::run(|home| {
        vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned(), binary().to_owned(), write_posts(home)]
    });
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

#[test]
fn without_a_terminal_the_posts_are_listed() {
    let home = tempfile::TempDir::new().unwrap();
    let output =
        Command::new(binary()).args(["--posts", &write_posts(home.path())]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("第三期") && !text.contains('\x1b'), "{text}");
}

#[test]
fn bad_input_leaves_the_terminal_untouched() {
    let mut session = Session::run(|_| vec![binary().to_owned(), "--posts".to_owned(), "/no/such/folder".to_owned()]);
    assert_eq!(session.end(), 2);
    session.wait("/no/such/folder");
    session.check_restored();
    assert!(!session.log().contains("\x1b[?1049h"), "{:?}", session.log());
}
