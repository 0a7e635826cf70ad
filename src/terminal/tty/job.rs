//! Stopping and continuing (Ctrl-z): what a shell with job control does with us, and what to do where there is none.
//!
//! While the terminal is ours its keyboard sends no signals, so a SIGTSTP comes from [`ask_for_stop`], or from somebody who
//! stops this very program and will continue it. While the editor has the terminal, Ctrl-z stops it and us together; POSIX
//! has such a stop do nothing in a process group that no shell looks after, and a program that takes the signal has to see to
//! that itself.

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, getpgrp, getsid, kill_current_process_group, waitpid};
use signal_hook::consts::signal::SIGTSTP;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::time::Duration;

/// How long an editor stays stopped that nobody else continues. One that stops again and again takes no time of the processor.
const PAUSE: Duration = Duration::from_millis(100);

/// Tells whether a shell could continue us. One with job control starts each job in a process group of its own; the group of
/// the leader of the session is none of its jobs, and its parent is outside the session.
pub fn has_shell() -> bool {
    getsid(None).is_ok_and(|leader| leader != getpgrp())
}

/// Asks for a stop (Ctrl-z): the whole job gets SIGTSTP, as if the terminal had sent it, since the shell may be waiting for a
/// parent of ours. The stop itself comes back as [`Message::Stop`]. Gives false, and does nothing, where no shell could
/// continue us.
///
/// [`Message::Stop`]: crate::terminal::Message::Stop
pub fn ask_for_stop() -> bool {
    has_shell() && kill_current_process_group(Signal::TSTP).is_ok()
}

/// Stops the program until it is continued.
pub fn stop() {
    // Fails only for signals that do not exist.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// Waits for the end of a program that has our terminal. If it stops where no shell could continue it, it is continued here.
///
/// # Errors
/// The program is no child of ours.
pub fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else { return child.wait() };
    loop {
        match waitpid(Some(pid), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) if !status.stopped() => return Ok(ExitStatus::from_raw(status.as_raw())),
            Ok(Some(_)) if !has_shell() => {
                std::thread::sleep(PAUSE);
                // With whatever it has started: the editor itself may be a child of a script.
                let _ = kill_current_process_group(Signal::CONT);
            }
            Ok(Some(_) | None) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
