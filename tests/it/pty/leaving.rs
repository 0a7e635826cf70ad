//! Nothing that was marked is lost when the program ends: it waits for the state, says so, and says what it gave up.

use super::{Session, binary};
use crate::terminal::opener::wait_for;
use rusqlite::Connection;
use rustix::process::Signal;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How many posts the folder has.
const POSTS: usize = 333;

/// A home with posts and a state that another program may lock.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Home(TempDir::new().unwrap());
        fs::create_dir(home.posts()).unwrap();
        for index in 0..POSTS {
            let text = format!("---\ntitle: Post {index:03}\n---\n\nText {index}.\n");
            fs::write(home.posts().join(format!("{index:03}.md")), text).unwrap();
        }
        home
    }

    /// A home whose state is there already, with a star on one post.
    fn with_a_star() -> Self {
        let home = Home::new();
        let mut session = home.reader();
        session.press("jjs");
        session.wait("starred: Post 002");
        session.press("q");
        assert_eq!(session.end(), 0);
        home
    }

    fn posts(&self) -> PathBuf {
        self.0.path().join("posts")
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("state/yundu/state.db")
    }

    /// Opens the reader and waits for the list.
    fn reader(&self) -> Session {
        let session = self.start();
        session.wait("Post 001");
        session
    }

    fn start(&self) -> Session {
        let posts = self.posts().display().to_string();
        let state = self.0.path().join("state").display().to_string();
        Session::run_in(
            |_| vec![binary().to_owned(), "--posts".to_owned(), posts],
            &[("XDG_STATE_HOME", state.as_str())],
        )
    }

    fn command(&self, words: &[&str]) -> std::process::Output {
        let mut command = Command::new(binary());
        command.args(words).env("XDG_STATE_HOME", self.0.path().join("state")).env("LANG", "C");
        command.current_dir(self.0.path()).output().unwrap()
    }

    /// How many posts have a mark of this kind.
    fn kept(&self, kind: &str) -> usize {
        let output = self.command(&["state", "export"]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines()
            .filter(|line| line.contains(&format!(r#""kind":"{kind}""#)) && line.contains(r#""on":true"#))
            .count()
    }

    /// Locks the state until the lock is dropped.
    fn lock(&self, how: &str) -> Connection {
        lock(&self.file(), how)
    }
}

fn lock(file: &Path, how: &str) -> Connection {
    let other = Connection::open(file).unwrap();
    other.busy_timeout(Duration::from_secs(5)).unwrap();
    other.execute_batch(how).unwrap();
    other
}

/// Nobody else may write; everybody may read.
const WRITE: &str = "BEGIN IMMEDIATE";

/// Nobody else may do anything, as on a disk without WAL.
const EXCLUSIVE: &str = "PRAGMA journal_mode=delete; BEGIN EXCLUSIVE";

#[test]
fn everything_is_marked_and_the_program_left_at_once() {
    let home = Home::new();
    for round in 0..5 {
        let mut session = home.reader();
        session.press(if round % 2 == 0 { "Aq" } else { "gaAq" });
        assert_eq!(session.end(), 0);
        assert_eq!(home.kept("read"), POSTS, "round {round}");
        fs::remove_dir_all(home.0.path().join("state")).unwrap();
    }
}

#[test]
fn leaving_waits_for_a_lock_of_two_seconds() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let other = home.lock(WRITE);
    let begun = Instant::now();
    session.press("Aq");
    session.wait("state locked; changes to write: 333");
    assert!(begun.elapsed() > Duration::from_millis(400));
    std::thread::sleep(Duration::from_secs(2).saturating_sub(begun.elapsed()));
    drop(other);
    assert_eq!(session.end(), 0);
    session.check_restored();
    assert!(!session.log().contains("not saved"));
    assert_eq!((home.kept("read"), home.kept("star")), (POSTS, 1));
}

#[test]
fn leaving_gives_up_after_ten_seconds_and_says_what_is_lost() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let _other = home.lock(WRITE);
    let begun = Instant::now();
    session.press("Aq");
    let ended = session.end();
    assert!(begun.elapsed() > Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(ended, 6);
    session.check_restored();
    session.wait("changes that were not saved: 333 (another program has locked the state)");
}

#[test]
fn who_does_not_want_to_wait_leaves_at_once() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let _other = home.lock(WRITE);
    session.press("sjs");
    session.wait("starred: Post 001");
    session.press("q");
    session.wait("Ctrl-c leaves now");
    // A second q is no such wish.
    session.press("q");
    session.press("\x03");
    assert_eq!(session.end(), 6);
    session.wait("changes that were not saved: 2");
    assert_eq!(home.kept("star"), 1);
}

#[test]
fn a_signal_waits_a_second_and_says_what_is_lost() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let home = Home::with_a_star();
        let mut session = home.reader();
        let other = home.lock(WRITE);
        session.press("A");
        session.wait("333 posts marked read");
        let begun = Instant::now();
        session.signal(signal);
        assert_eq!(session.end(), code);
        assert!(begun.elapsed() > Duration::from_millis(900), "{:?}", begun.elapsed());
        session.check_restored();
        session.wait("changes that were not saved: 333");
        drop(other);
        // Where the lock is gone in time nothing is lost, and nothing is said.
        let mut session = home.reader();
        let other = home.lock(WRITE);
        session.press("A");
        session.wait("333 posts marked read");
        session.signal(signal);
        std::thread::sleep(Duration::from_millis(300));
        drop(other);
        assert_eq!(session.end(), code);
        assert!(!session.log().contains("not saved"));
        assert_eq!(home.kept("read"), POSTS);
    }
}

#[test]
fn a_signal_ends_the_wait_of_a_key() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let _other = home.lock(WRITE);
    session.press("Aq");
    session.wait("Ctrl-c leaves now");
    session.signal(Signal::TERM);
    let begun = Instant::now();
    assert_eq!(session.end(), 143);
    assert!(begun.elapsed() < Duration::from_secs(5));
    session.wait("changes that were not saved: 333");
}

#[test]
fn a_lock_at_the_start_keeps_no_post_from_being_read_and_costs_no_mark() {
    for how in [EXCLUSIVE, WRITE] {
        let home = Home::with_a_star();
        let other = home.lock(how);
        let mut session = home.reader();
        session.press("s");
        session.wait("starred: Post 000");
        session.wait("state locked by another program");
        assert!(!session.contents().contains("permission"));
        session.press("j");
        session.wait("Text 1.");
        drop(other);
        session.wait("the state is free again");
        // What was remembered is known now: the star of the first session.
        session.wait("★");
        session.press("js");
        session.wait("no longer starred: Post 002");
        session.press("js");
        session.wait("starred: Post 003");
        session.press("q");
        assert_eq!(session.end(), 0, "{how}");
        assert_eq!(home.kept("star"), 2, "{how}");
        assert!(
            !fs::read_dir(home.file().parent().unwrap())
                .unwrap()
                .any(|entry| { entry.unwrap().file_name().to_string_lossy().contains("broken") })
        );
    }
}

/// A lock may hide another fault. That the lock is gone does not mean that all is well.
#[test]
fn what_cannot_be_written_after_a_lock_is_not_called_written() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let other = home.lock(WRITE);
    session.press("s");
    session.wait("state locked by another program");
    fs::remove_dir_all(home.file().parent().unwrap()).unwrap();
    drop(other);
    session.wait("moved or removed");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.wait("changes that were not saved: 1 (its file was moved or removed)");
    assert!(!session.log().contains("everything is written"));
}

/// What the last session left is there after a lock at the start, whether a key was pressed meanwhile or not.
#[test]
fn a_lock_at_the_start_takes_nothing_back_that_was_kept_before() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    session.press("jjjA");
    session.wait("333 posts marked read");
    session.press("q");
    assert_eq!(session.end(), 0);
    // Nothing is touched: nothing is to be written, and leaving does not wait.
    let other = home.lock(EXCLUSIVE);
    let mut session = home.reader();
    session.wait("state locked by another program");
    let begun = Instant::now();
    session.press("q");
    assert_eq!(session.end(), 0);
    assert!(begun.elapsed() < Duration::from_secs(5));
    // Everything is marked once more, and taken back: what was read stays read.
    let mut session = home.reader();
    session.wait("state locked by another program");
    session.press("A");
    session.wait("333 posts marked read");
    drop(other);
    session.wait("the state is free again");
    session.press("U");
    session.wait("nothing to take back");
    session.press("q");
    assert_eq!(session.end(), 0);
    assert_eq!((home.kept("read"), home.kept("star")), (POSTS, 1));
    let output = home.command(&["state", "export"]);
    let last = String::from_utf8_lossy(&output.stdout)
        .lines()
        .find(|line| line.contains(r#""kind":"last""#))
        .map(str::to_owned);
    assert!(last.is_some_and(|last| last.contains("003.md")), "the post that was open is still the last one");
}

#[test]
fn a_lock_past_five_seconds_is_waited_out_during_the_session() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let other = home.lock(WRITE);
    session.press("s");
    session.wait("starred: Post 000");
    session.wait("state locked by another program");
    // Keys are answered meanwhile.
    session.press("js");
    session.wait("starred: Post 001");
    std::thread::sleep(Duration::from_secs(6));
    session.press("jjA");
    session.wait("333 posts marked read");
    drop(other);
    // Without another key.
    session.wait("the state is free again");
    assert!(wait_for(|| home.kept("star") == 3 && home.kept("read") == POSTS));
    session.press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn a_reload_under_a_lock_keeps_the_marks() {
    let home = Home::with_a_star();
    let mut session = home.reader();
    let other = home.lock(WRITE);
    session.press("s");
    session.wait("starred: Post 000");
    fs::remove_file(home.posts().join("001.md")).unwrap();
    session.press("R");
    session.wait_gone("Post 001");
    session.press("s");
    session.wait("no longer starred: Post 000");
    session.press("js");
    session.wait("no longer starred: Post 002");
    session.press("js");
    session.wait("starred: Post 003");
    drop(other);
    session.press("q");
    assert_eq!(session.end(), 0);
    assert_eq!(home.kept("star"), 1);
}

/// The reader from line to line: it lists posts without the state, and waits for it at the end.
#[test]
fn the_plain_reader_waits_like_the_other() {
    for (hold, code, read) in [(Duration::from_secs(2), 0, 1), (Duration::from_secs(30), 6, 0)] {
        let home = Home::with_a_star();
        let other = home.lock(EXCLUSIVE);
        let mut command = Command::new(binary());
        command.args(["--plain", "--posts", "posts"]).current_dir(home.0.path()).env("LANG", "C");
        command.env("XDG_STATE_HOME", home.0.path().join("state"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let begun = Instant::now();
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"1\nq\n").unwrap();
        let release = std::thread::spawn(move || {
            while begun.elapsed() < hold && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(20));
            }
            drop(other);
            child.wait_with_output().unwrap()
        });
        let output = release.join().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{out}\n{err}");
        assert!(out.contains("state locked by another program") && out.contains("Text 0."), "{out}");
        assert_eq!(err.contains("changes that were not saved: 1 "), code == 6, "{err}");
        assert_eq!(home.kept("read"), read);
    }
}

#[test]
fn commands_wait_for_a_lock_and_then_say_so() {
    let home = Home::with_a_star();
    let other = home.lock(EXCLUSIVE);
    for words in [&["state", "export"][..], &["list", "is:starred", "--posts", "posts"], &["state", "import", "none"]] {
        fs::write(home.0.path().join("none"), "").unwrap();
        let begun = Instant::now();
        let output = home.command(words);
        let took = begun.elapsed();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(6), 0), "{words:?}: {said}");
        assert!(said.contains("another program has locked the state"), "{said}");
        assert!(took < Duration::from_secs(9), "one wait of five seconds: {took:?}");
    }
    // What asks nothing of the state does not wait for it.
    assert!(home.command(&["list", "--posts", "posts"]).status.success());
    drop(other);
    assert!(home.command(&["list", "is:starred", "--posts", "posts"]).status.success());
}
