//! Every way out gives the terminal back.

use super::{SIZE, Session, binary, write_posts};
use crate::terminal::opener::wait_for;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::Signal;
use std::fs;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
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

/// Bytes that no keyboard sends, many sizes in a row: whatever they do, the program ends in order.
#[test]
fn garbage_and_a_storm_of_sizes_end_in_order() {
    // An editor that keys do not end would be left to itself here.
    let mut session = Session::run_in(
        |home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)],
        &[("EDITOR", "true")],
    );
    session.wait("成组调度成为默认");
    // xorshift: the same bytes on every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..300 {
        // q, Esc and Ctrl-z would end it too soon.
        let bytes: Vec<u8> =
            (0..100).map(|_| next().to_le_bytes()[0]).filter(|byte| !b"q\x1b\x1a".contains(byte)).collect();
        let (rows, cols) = ((next() % 60) as u16 + 1, (next() % 220) as u16 + 1);
        session.master.resize(PtySize { rows, cols, ..PtySize::default() }).unwrap();
        if session.keys.write_all(&bytes).is_err() {
            break;
        }
    }
    // Out of whatever prompt or pane it is in.
    for _ in 0..200 {
        if session.child.try_wait().unwrap().is_some() {
            break;
        }
        let _ = session.keys.write_all(b"\x1b");
        std::thread::sleep(Duration::from_millis(60));
    }
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// A line of 1,200 baud: frames are left out, not queued, and the last state is shown in the end.
#[test]
#[cfg(target_os = "linux")]
fn a_slow_line_shows_the_last_state() {
    let mut unread = start_unread();
    let mut keys = unread.master.take_writer().unwrap();
    let mut output = unread.master.try_clone_reader().unwrap();
    for _ in 0..300 {
        keys.write_all(b"JK\x0c").unwrap();
        std::thread::sleep(Duration::from_millis(1));
    }
    keys.write_all(b"J").unwrap();
    let screen = vt100::Parser::new(SIZE.rows.try_into().unwrap(), SIZE.cols.try_into().unwrap(), 0);
    let screen = Arc::new(Mutex::new(screen));
    let (shown, total) = (Arc::clone(&screen), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&total);
    std::thread::spawn(move || {
        let mut buffer = [0; 64];
        while let Ok(read @ 1..) = output.read(&mut buffer) {
            std::thread::sleep(Duration::from_millis(1));
            shown.lock().unwrap().process(&buffer[..read]);
            count.fetch_add(read, Ordering::Relaxed);
        }
    });
    assert!(wait_for(|| screen.lock().unwrap().screen().contents().contains("签名要检查")));
    let bytes = total.load(Ordering::Relaxed);
    assert!(bytes < 200_000, "{bytes} bytes for 900 frames: they were queued");
    keys.write_all(b"qq").unwrap();
    assert!(wait_for(|| unread.child.try_wait().unwrap().is_some()));
}
