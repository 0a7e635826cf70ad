//! Which signals the program takes, and what for.
//!
//! Left to the system are those that cannot be taken (KILL, STOP); those that a fault of the program raises, for after them
//! the same instruction would run again (SEGV, BUS, ILL, FPE); the stops of a job that reads or writes in the background (TTIN,
//! TTOU); those that end nothing (CHLD, URG); and PIPE, which is ignored from the start of every program in Rust.

use signal_hook::consts::signal::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What the reader of the terminal must hear of: without these it does not start.
pub const NEEDED: [i32; 7] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// What would end the program as well. A handler cannot go on for them, but the terminal is given back.
const ENDING: [i32; 10] = [SIGABRT, SIGALRM, SIGIO, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU];

/// The real-time signals; a C library keeps some of the first ones for itself and refuses them.
#[cfg(target_os = "linux")]
const REAL_TIME: std::ops::RangeInclusive<i32> = 34..=64;

/// Every other signal that ends a program. The system may refuse some of them.
pub fn ending() -> impl Iterator<Item = i32> {
    #[cfg(target_os = "linux")]
    let others = {
        use rustix::process::Signal;
        [Signal::POWER.as_raw(), Signal::STKFLT.as_raw()].into_iter().chain(REAL_TIME)
    };
    #[cfg(not(target_os = "linux"))]
    let others = std::iter::empty();
    ENDING.into_iter().chain(others)
}

/// Makes a limit on the size of files (`ulimit -f`) an error of the write that goes beyond it, as a full disk is, and no end
/// of the program. A handler does that, and not `SIG_IGN`, which the programs that are started here would inherit.
pub fn take_file_limit() {
    // Without it the limit does what it did.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
