//! The terminal as the operating system has it: its bytes, its modes, its size, its end.

#[cfg(unix)]
mod job;
#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod signal;
#[cfg(unix)]
mod unix;

#[cfg(unix)]
pub use job::{ask_for_stop, stop, wait};
#[cfg(not(unix))]
pub use other::{Modes, Tty, ask_for_stop, read_input, stop, take_file_limit, wait};
#[cfg(unix)]
pub use signal::take_file_limit;
#[cfg(unix)]
pub use unix::{Modes, Tty, read_input};

/// Whether the terminal's replies come through [`read_input`].
pub const HEARS_REPLIES: bool = cfg!(unix);

/// What is assumed where a terminal does not tell its size (a serial line).
const UNKNOWN_SIZE: (u16, u16) = (80, 24);
/// The largest size in columns and rows that is drawn; a terminal may claim 65,535 each, which no memory holds.
const LARGEST: (u16, u16) = (1_000, 500);
