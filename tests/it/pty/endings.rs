//! Every way out gives the terminal back.

use super::{SIZE, Session, binary, write_posts};
use crate::terminal::opener::wait_for;
use portable_pty::{Child, CommandBuilder, MasterPty, native_pty_system};
use rustix::process::Signal;
use std::fs;
use std::io::{Read, Write};
use std::time::{Duration, Instant};
use tempfile::TempDir;

#[track_caller]
fn check_signal(signal: Signal, code: u32) {
    let mut session = Session::start();
    session.signal(signal);
    assert_eq!(session.end(), code);
    session.check_restored();
}

#[test]
fn interrupted_from_outside() {
    check_signal(Signal::INT, 130);
}

#[test]
fn terminated() {
    check_signal(Signal::TERM, 143);
}

#[test]
fn hung_up() {
    check_signal(Signal::HUP, 129);
}

#[test]
fn quit_from_outside() {
    check_signal(Signal::QUIT, 131);
}

#[test]
fn escape_leaves_like_q() {
    let mut session = Session::start();
    session.press("\x1b");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// The state of a process, its user and system time in seconds.
#[cfg(target_os = "linux")]
fn process(pid: i32) -> Option<(char, f64)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    Some((fields[0].chars().next()?, ticks / 100.0))
}

#[test]
#[cfg(target_os = "linux")]
fn stopped_and_continued() {
    let mut session = Session::start();
    let pid = session.pid().as_raw_nonzero().get();
    session.signal(Signal::TSTP);
    assert!(wait_for(|| process(pid).is_some_and(|(state, _)| state == 'T')), "not stopped");
    session.check_restored();
    session.signal(Signal::CONT);
    session.wait("第三期");
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    // Stopped without a word, as by kill -STOP.
    session.signal(Signal::STOP);
    assert!(wait_for(|| process(pid).is_some_and(|(state, _)| state == 'T')), "not stopped");
    session.signal(Signal::CONT);
    session.press("K");
    session.wait("一组任务");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// Ctrl-z under a shell with job control: the shell comes back, `fg` brings the page back.
#[test]
fn suspended_from_the_keyboard() {
    let script = "set -m; \"$0\" --posts \"$1\"; echo stopped; read line; fg; echo ended";
    let mut session = Session::run(|home| {
        vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned(), binary().to_owned(), write_posts(home)]
    });
    session.wait("一组任务");
    session.press("\x1a");
    session.wait("stopped");
    session.check_restored();
    session.press("\n");
    session.wait("一组任务");
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    session.wait("ended");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// Without a shell to come back to, Ctrl-z would only freeze the program.
#[test]
fn not_suspended_where_nobody_could_continue_it() {
    let mut session = Session::start();
    session.press("\x1a");
    session.wait("there is no shell to go back to");
    session.press("J");
    session.wait("签名要检查");
}

/// The program with its first frame shown, in a terminal that nobody reads any more.
#[cfg(target_os = "linux")]
struct Unread {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    pid: i32,
    _home: TempDir,
}

#[cfg(target_os = "linux")]
fn start_unread() -> Unread {
    let home = TempDir::new().unwrap();
    let pair = native_pty_system().openpty(SIZE).unwrap();
    let mut builder = CommandBuilder::new(binary());
    builder.args(["--posts", &write_posts(home.path())]);
    builder.env("TERM", "xterm-256color");
    let child = pair.slave.spawn_command(builder).unwrap();
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("\x1b[?2026l") {
        let count = output.read(&mut buffer).unwrap();
        assert!(count > 0, "ended before the first frame");
        seen.extend_from_slice(&buffer[..count]);
    }
    let pid = i32::try_from(child.process_id().unwrap()).unwrap();
    Unread { child, master: pair.master, pid, _home: home }
}

/// The terminal goes away: the program ends within two seconds and does not spin.
#[test]
#[cfg(target_os = "linux")]
fn the_terminal_is_closed() {
    let mut unread = start_unread();
    let closed = Instant::now();
    drop(unread.master);
    let mut cpu = 0.0;
    // A zombie still tells its times; it is ours to reap.
    let gone = wait_for(|| {
        process(unread.pid).is_none_or(|(state, seconds)| {
            cpu = seconds;
            state == 'Z'
        })
    });
    let took = closed.elapsed();
    assert!(gone, "still there");
    assert!(took < Duration::from_secs(2), "took {took:?}");
    assert!(cpu < 0.5, "used {cpu} s");
    assert_eq!(unread.child.wait().unwrap().exit_code(), 129);
}

/// A terminal that takes no more output stops neither the keys nor the end.
#[test]
#[cfg(target_os = "linux")]
fn quits_while_the_output_is_stopped() {
    let mut unread = start_unread();
    let mut keys = unread.master.take_writer().unwrap();
    // The frames of these keys would fill the terminal's buffer many times over.
    for _ in 0..400 {
        keys.write_all(b"JK\x0c").unwrap();
        std::thread::sleep(Duration::from_millis(1));
    }
    keys.write_all(b"qq").unwrap();
    assert!(wait_for(|| unread.child.try_wait().unwrap().is_some()), "waits for the terminal");
}
