//! The real binary in a pseudo terminal.
//!
//! Nothing here sleeps for a guessed time: each step waits, within limits that a slow and busy machine keeps, for what the
//! terminal shows or what the system says of the process.
#![cfg(unix)]

mod editing;
mod endings;
mod leaving;
mod links;
mod outside;
mod panics;
mod probing;
mod purge;
mod reading;
mod remembering;
mod signals;
mod streams;

use crate::terminal::opener::{FakeBrowser, wait_for};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// Three posts of our own; the newest has two stories.
const POSTS: &[(&str, &str)] = &[
    (
        "2026-03-03-third.md",
        "---\ntitle: 第三期：调度\ndate: 2026-03-03\ntags: [调度, kubernetes]\n---\n\n\
         ## 主要新闻\n\n### 1. 成组调度\n\n一组任务要么一起开始，要么都不开始。\n\n\
         **来源：** [成组调度成为默认](https://example.org/gang?a=1&b=2)\n\n\
         ### 2. 原地扩容\n\n容器不用重启。\n\n**来源：** [原地扩容](https://example.org/resize)\n\n\
         见 [example.com](https://example.net/elsewhere)。\n",
    ),
    (
        "2026-02-02-second.md",
        "---\ntitle: 第二期：安全\ndate: 2026-02-02\ntags: [安全]\n---\n\n镜像要签名，签名要检查。\n",
    ),
    ("2026-01-01-first.md", "---\ntitle: First issue\ndate: 2026-01-01\ntags: [news]\n---\n\nThe beginning.\n"),
];

/// The binary, the terminal that it runs in, and a home of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    log: Arc<Mutex<Vec<u8>>>,
    follower: JoinHandle<()>,
    modes: String,
    browser: FakeBrowser,
    _home: TempDir,
}

const SIZE: PtySize = PtySize { rows: 30, cols: 120, pixel_width: 0, pixel_height: 0 };

fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_yundu")
}

/// Writes the posts and gives their folder.
fn write_posts(home: &Path) -> String {
    let posts = home.join("posts");
    fs::create_dir(&posts).unwrap();
    for (name, text) in POSTS {
        fs::write(posts.join(name), text).unwrap();
    }
    posts.display().to_string()
}

impl Session {
    /// Opens the reader on the posts and waits until the newest one is on the screen.
    fn start() -> Self {
        let session = Session::run(|home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)]);
        session.wait("第三期");
        session.wait("成组调度成为默认");
        session
    }

    /// Runs a command in a terminal of its own.
    fn run(command: impl FnOnce(&Path) -> Vec<String>) -> Self {
        Session::run_in(command, &[])
    }

    /// The same with more variables in the environment, which is otherwise a bare one.
    fn run_in(command: impl FnOnce(&Path) -> Vec<String>, environment: &[(&str, &str)]) -> Self {
        let home = TempDir::new().unwrap();
        let browser = FakeBrowser::new("");
        let words = command(home.path());
        let mut builder = CommandBuilder::new(&words[0]);
        builder.args(&words[1..]);
        builder.env_clear();
        builder.cwd(home.path());
        builder.env("HOME", home.path());
        builder.env("PATH", "/usr/bin:/bin");
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "en_US.UTF-8");
        builder.env("BROWSER", browser.command());
        for (name, value) in environment {
            builder.env(name, value);
        }
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let modes = format!("{:?}", pair.master.get_termios().unwrap());
        let child = pair.slave.spawn_command(builder).unwrap();
        drop(pair.slave);
        let screen = vt100::Parser::new(SIZE.rows.try_into().unwrap(), SIZE.cols.try_into().unwrap(), 0);
        let screen = Arc::new(Mutex::new(screen));
        let log = Arc::new(Mutex::new(Vec::new()));
        let follower = follow(pair.master.try_clone_reader().unwrap(), Arc::clone(&screen), Arc::clone(&log));
        let keys = pair.master.take_writer().unwrap();
        Session { child, master: pair.master, keys, screen, log, follower, modes, browser, _home: home }
    }

    fn contents(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Everything that was sent to the terminal.
    fn log(&self) -> String {
        String::from_utf8_lossy(&self.log.lock().unwrap()).into_owned()
    }

    /// The last bytes that were sent to the terminal.
    fn tail(&self) -> String {
        let log = self.log();
        let start = log.len().saturating_sub(600);
        log.get(log.ceil_char_boundary(start)..).unwrap_or_default().to_owned()
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    fn wait(&self, text: &str) {
        self.wait_until(text, |contents| contents.contains(text));
    }

    #[track_caller]
    fn wait_gone(&self, text: &str) {
        self.wait_until(text, |contents| !contents.contains(text));
    }

    #[track_caller]
    fn wait_until(&self, what: &str, seen: impl Fn(&str) -> bool) {
        assert!(
            wait_for(|| seen(&self.contents())),
            "waited in vain for {what:?}:\n{}\n{:?}",
            self.contents(),
            self.tail()
        );
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end, and for what was still on its way to the screen, and gives the exit code.
    #[track_caller]
    fn end(&mut self) -> u32 {
        let mut status = None;
        let ended = wait_for(|| {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        assert!(ended, "the program does not end:\n{}", self.contents());
        assert!(wait_for(|| self.follower.is_finished()), "the terminal stays open:\n{}", self.contents());
        status.unwrap().exit_code()
    }

    /// The modes of the terminal as they were, and nothing of ours left on it.
    #[track_caller]
    fn check_restored(&self) {
        let left = || {
            let screen = self.screen.lock().unwrap();
            let screen = screen.screen();
            let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste(), mouse]
        };
        assert!(wait_for(|| left() == [false; 4]), "left on: alternate screen, no cursor, paste, mouse: {:?}", left());
        let modes = format!("{:?}", self.master.get_termios().unwrap());
        assert_eq!(modes, self.modes, "the modes of the terminal");
        let log = self.log();
        assert!(log.matches("\x1b[?2026h").count() <= log.matches("\x1b[?2026l").count(), "inside a frame");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Already gone, or to be gone: no test leaves a process behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Shows on `screen` what comes from the terminal, until it is closed.
fn follow(
    mut output: Box<dyn Read + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    log: Arc<Mutex<Vec<u8>>>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = output.read(&mut buffer) {
            log.lock().unwrap().extend_from_slice(&buffer[..count]);
            screen.lock().unwrap().process(&buffer[..count]);
        }
    })
}
