//! Taking the terminal and giving it back. One function gives back, on return, error, panic and signals alike; called twice it
//! does nothing the second time.

use crate::terminal::panic;
use crate::terminal::tty::{Modes, Tty};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Alternate screen, bracketed paste, no cursor until the first frame; no autowrap, so that a line which the terminal draws
/// wider than we think is cut off at the edge and does not run into the next one.
const TAKE: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?7l";
/// Clicks, drags and the wheel, in the encoding without a limit of 223 columns.
pub(super) const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
pub(super) const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Ends whatever a frame cut short may have left open (a link, colours, a synchronized update), then undoes [`TAKE`].
const GIVE_BACK: &[u8] = b"\x1b]8;;\x1b\\\x1b[m\x1b[?2026l\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// The terminal as it was, while we have it.
struct Taken {
    tty: Arc<Tty>,
    before: Modes,
}

static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the terminal, and sees to it that a panic gives it back. Where it is ours already (the program was stopped without
/// being asked), everything is set once more.
///
/// # Errors
/// The modes of the terminal could not be read or set.
pub fn take(tty: &Arc<Tty>, mouse: bool) -> io::Result<()> {
    panic::install();
    {
        let mut taken = taken();
        let found = tty.make_raw()?;
        let before = taken.take().map_or(found, |taken| taken.before);
        *taken = Some(Taken { tty: Arc::clone(tty), before });
    }
    // Not under the lock: a terminal that takes no output would keep us from giving it back.
    tty.write(TAKE)?;
    tty.write(if mouse { MOUSE_ON } else { MOUSE_OFF })
}

/// Gives the terminal back as it was. Safe to call at any time, from any thread, any number of times.
pub fn give_back() {
    if let Some(Taken { tty, before }) = taken().take() {
        tty.give_up_output();
        // Nothing can be done about a terminal that takes neither bytes nor modes: it is gone.
        let _ = tty.write_last(&[MOUSE_OFF, GIVE_BACK].concat());
        let _ = tty.set_modes(&before);
    }
}
