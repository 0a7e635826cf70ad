//! Signals that are neither keys nor questions: limits of the shell, timers, whatever another program sends. Those that end a
//! program end this one in order.

use super::{Session, binary, write_posts};
use signal_hook::consts::signal;
use std::process::Command;

/// Signals that end a program which knows nothing of them, in the numbers of this system.
const ENDING: &[i32] = &[
    signal::SIGABRT,
    signal::SIGALRM,
    signal::SIGHUP,
    signal::SIGINT,
    signal::SIGIO,
    signal::SIGPROF,
    signal::SIGQUIT,
    signal::SIGSYS,
    signal::SIGTERM,
    signal::SIGTRAP,
    signal::SIGUSR1,
    signal::SIGUSR2,
    signal::SIGVTALRM,
    signal::SIGXCPU,
];

/// The same on Linux alone: a failing power supply, the one that is left from coprocessors, and the real-time ones that no
/// library keeps for itself.
const ENDING_ON_LINUX: &[i32] = &[30, 16, 35, 50, 64];

#[test]
fn whatever_ends_the_program_gives_the_terminal_back() {
    let others = if cfg!(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))) {
        ENDING_ON_LINUX
    } else {
        &[]
    };
    for signal in ENDING.iter().chain(others) {
        let mut session = Session::start();
        let pid = session.pid().as_raw_nonzero().to_string();
        let kill = format!("kill -{signal} {pid}");
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success(), "{kill}");
        assert_eq!(session.end(), u32::try_from(128 + signal).unwrap(), "signal {signal}");
        session.check_restored();
    }
}

/// A limit on the time of the processor is a signal too.
#[test]
fn a_limit_on_time_gives_the_terminal_back() {
    let script = "ulimit -S -t 1; exec \"$0\" --posts \"$1\"";
    let mut session = Session::run(|home| {
        vec!["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned(), binary().to_owned(), write_posts(home)]
    });
    session.wait("一组任务");
    // Drawing everything anew takes time until there is none left.
    while session.child.try_wait().unwrap().is_none() {
        let _ = std::io::Write::write_all(&mut session.keys, &b"\x0cJ\x0cK".repeat(20));
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(session.end(), 152);
    session.check_restored();
}

/// A limit on the size of files is a full disk: one warning, and reading goes on.
#[test]
fn a_limit_on_the_size_of_files_ends_nothing() {
    for blocks in ["0", "8"] {
        let script = format!("ulimit -f {blocks}; exec \"$0\" --posts \"$1\"");
        let mut session = Session::run(|home| {
            vec!["/bin/sh".to_owned(), "-c".to_owned(), script, binary().to_owned(), write_posts(home)]
        });
        session.wait("一组任务");
        session.wait("marks stay in memory");
        session.press("s");
        session.wait("starred: ");
        session.press("J");
        session.wait("签名要检查");
        session.press("K");
        session.wait("★");
        session.press("qq");
        assert_eq!(session.end(), 0, "{blocks} blocks");
        session.wait("changes that were not saved: 1 (");
        session.check_restored();
    }
}
