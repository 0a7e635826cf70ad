//! The commands about the state, through the real binary, in a home of its own.

use super::{Desk, keep};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use yundu::reading::Mark;
use yundu::state::{Setup, State};

/// A home with a posts folder.
struct Home {
    desk: Desk,
}

impl Home {
    fn new() -> Home {
        let desk = Desk::new(2);
        fs::create_dir(desk.root.path().join("home")).unwrap();
        Home { desk }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desk.root.path().join("home").join(name)
    }

    fn state(&self) -> PathBuf {
        self.path("state/yundu/state.db")
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yundu"));
        for variable in ["YUNDU_POSTS", "LC_ALL", "LC_MESSAGES", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env_remove(variable);
        }
        command.env("LANG", "C").env("TERM", "xterm-256color").env("HOME", self.path(""));
        command.env("XDG_STATE_HOME", self.path("state")).env("XDG_CACHE_HOME", self.path("cache"));
        command.current_dir(self.path("")).args(arguments.split_whitespace());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the words with this input, and expects the exit code; gives output and complaint.
    fn run(&self, arguments: &str, input: &str, code: i32) -> (String, String) {
        let mut child = self.command(arguments).spawn().unwrap();
        // A program that reads nothing may be gone before all is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(code), "`yundu {arguments}`\n{out}\n{err}");
        (out, err)
    }

    fn mark(&self) {
        let (mut state, trouble) = State::open(Some(&self.state()), Setup::default());
        assert_eq!(trouble, None);
        keep(&mut state, &self.desk.library(), &[(0, Mark::Read(true)), (1, Mark::Star(true))]);
    }

    /// Every file and folder of the home, sorted.
    fn everything(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                }
                found.push(entry.path().strip_prefix(self.path("")).unwrap().display().to_string());
            }
        }
        found.sort();
        found
    }
}

#[test]
fn commands_that_only_read_leave_no_trace() {
    let home = Home::new();
    let posts = home.desk.posts();
    for words in ["list", "--no-state list", "state export", "purge", "tags", "show 9000"] {
        home.run(&format!("--posts {} {words}", posts.display()), "", 0);
        assert_eq!(home.everything(), Vec::<String>::new(), "after `yundu {words}`");
    }
    let (out, err) = home.run("state export --lang zh", "", 0);
    assert!(out.is_empty() && err.contains("还没有记录"), "{out}{err}");
    assert!(home.run("purge", "", 0).0.contains("nothing to remove"));
}

#[test]
fn the_state_goes_out_and_comes_in() {
    let home = Home::new();
    home.mark();
    let (text, err) = home.run("state export", "", 0);
    assert_eq!((text.lines().count(), err.as_str()), (2, ""), "{text}");
    assert!(text.contains(r#""kind":"read""#) && text.contains(r#""kind":"star""#), "{text}");
    let other = Home::new();
    let (out, err) = other.run("state import", &text, 0);
    assert_eq!((out.as_str(), err.as_str()), ("records read: 2; news among them: 2\n", ""));
    assert_eq!(other.run("state export", "", 0).0, text);
    fs::write(other.path("a.jsonl"), format!("{text}nothing\n")).unwrap();
    let (out, err) = other.run("state import a.jsonl --json", "", 1);
    assert_eq!(out, "{\"records\":2,\"news\":0,\"bad\":1}\n");
    assert!(err.contains("a.jsonl:3: this is no record: expected ident") && err.contains("mend: each line"), "{err}");
    assert_eq!(other.run("state import -", &text, 0).0, "records read: 2; news among them: 0\n");
    let (out, err) = other.run("state import missing.jsonl", "", 2);
    assert!(out.is_empty() && err.contains("“missing.jsonl” cannot be read"), "{err}");
}

#[test]
fn without_state_there_is_nothing_to_export() {
    let home = Home::new();
    home.mark();
    for words in ["--no-state state export", "state import --no-state"] {
        let (out, err) = home.run(words, "", 2);
        assert!(out.is_empty() && err.contains("leave out --no-state"), "{words}: {err}");
    }
    assert_eq!(home.everything(), ["state", "state/yundu", "state/yundu/state.db"]);
}

#[test]
fn a_damaged_state_is_told_and_set_aside() {
    let home = Home::new();
    home.mark();
    fs::write(home.state(), "x".repeat(5000)).unwrap();
    let (out, err) = home.run("state export", "", 0);
    assert!(out.is_empty() && err.contains("damaged") && err.contains("state.db.broken-"), "{out}{err}");
    assert_eq!(home.run("state export", "", 0), (String::new(), String::new()), "told once");
}

#[test]
fn purge_asks_first_and_removes_only_what_is_ours() {
    let home = Home::new();
    home.mark();
    let ours = ["state.db.broken-20260101T000000Z", "state.db.v1", "state.db-journal"];
    ours.iter().for_each(|name| fs::write(home.state().with_file_name(name), "x").unwrap());
    fs::write(home.state().with_file_name("notes.txt"), "mine").unwrap();
    fs::create_dir_all(home.path("cache/yundu")).unwrap();
    fs::write(home.path("cache/yundu/terminals.json"), "{}").unwrap();
    fs::write(home.path("cache/yundu/terminals.7.new"), "{}").unwrap();
    let before = home.everything();
    // Nobody to ask: the list, the way out, and nothing done; a yes through a pipe is none.
    let (out, err) = home.run("purge", "y\n", 2);
    assert!(out.is_empty() && err.contains("add --yes"), "{out}{err}");
    for name in ours.iter().chain(&["state.db", "terminals.json", "terminals.7.new"]) {
        assert!(err.contains(&format!("{name}\n")), "{name}: {err}");
    }
    assert!(!err.contains("notes.txt"), "{err}");
    assert_eq!(home.everything(), before);
    let (out, err) = home.run("purge --yes --lang zh", "", 0);
    assert!(err.is_empty() && out.lines().all(|line| line.starts_with("已删除 ")), "{out}{err}");
    // Six files and the folder of the cache; the other folder is not empty.
    assert_eq!(out.lines().count(), 7, "{out}");
    assert_eq!(home.everything(), ["cache", "state", "state/yundu", "state/yundu/notes.txt"]);
}

/// A limit on the size of files is a disk that is full: it is told, and ends nothing by itself.
#[test]
#[cfg(unix)]
fn an_import_into_too_small_files_is_told() {
    let here = Home::new();
    here.mark();
    let (text, _) = here.run("state export", "", 0);
    let there = Home::new();
    fs::write(there.path("marks.jsonl"), text).unwrap();
    let yundu = there.command("");
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "ulimit -f 0; exec \"$0\" state import marks.jsonl", env!("CARGO_BIN_EXE_yundu")]);
    for (name, value) in yundu.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.current_dir(there.path("")).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{:?} {err}", output.status);
    assert!(err.contains("the reading state cannot be written"), "{err}");
}
