//! Other systems: crossterm's console functions and its event reader.

use super::{LARGEST, UNKNOWN_SIZE};
use crate::terminal::Message;
use crossbeam_channel::Sender;
use crossterm::event::{self, Event, KeyEventKind};
use crossterm::terminal;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// True while another program has the keys.
static LENT: AtomicBool = AtomicBool::new(false);
/// How often is looked whether they are back.
const WHILE_LENT: Duration = Duration::from_millis(50);

/// The modes of a terminal; crossterm keeps them.
pub struct Modes;

/// The terminal.
pub struct Tty;

impl Tty {
    /// Opens the console on standard output.
    ///
    /// # Errors
    /// Standard output is no console.
    pub fn open() -> io::Result<Self> {
        if io::stdout().is_terminal() { Ok(Tty) } else { Err(io::ErrorKind::Unsupported.into()) }
    }

    /// Reads the size in columns and rows, at most 1,000 by 500.
    pub fn size(&self) -> (u16, u16) {
        let (columns, rows) = terminal::size().unwrap_or(UNKNOWN_SIZE);
        (columns.min(LARGEST.0), rows.min(LARGEST.1))
    }

    /// Switches to raw mode.
    ///
    /// # Errors
    /// The console refuses.
    pub fn make_raw(&self) -> io::Result<Modes> {
        terminal::enable_raw_mode().map(|()| Modes)
    }

    /// Leaves raw mode.
    ///
    /// # Errors
    /// The console refuses.
    pub fn set_modes(&self, _: &Modes) -> io::Result<()> {
        terminal::disable_raw_mode()
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// The console is gone.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }

    /// The thread that reads waits as soon as it has the event that it waits for; that one is lost.
    pub fn lend_input(&self) {
        LENT.store(true, Ordering::SeqCst);
    }

    /// Takes the events back.
    pub fn take_input_back(&self) {
        LENT.store(false, Ordering::SeqCst);
    }

    /// A program that is started here has our console.
    pub fn input_of_a_child(&self) -> Stdio {
        Stdio::inherit()
    }

    /// Does nothing: a console takes its output.
    pub fn give_up_output(&self) {}

    /// Does nothing.
    pub fn reopen_output(&self) {}

    /// Writes the last bytes.
    ///
    /// # Errors
    /// The console is gone.
    pub fn write_last(&self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes)
    }
}

/// There are no jobs to stop.
pub fn ask_for_stop() -> bool {
    false
}

/// There are no jobs to stop.
pub fn stop() {}

/// Waits for the end of a program that has our console.
///
/// # Errors
/// The system does not tell.
pub fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    child.wait()
}

/// There is no such limit.
pub fn take_file_limit() {}

/// Starts the reader of the console.
///
/// # Errors
/// No thread could be made.
pub fn read_input(_: Arc<Tty>, outbox: Sender<Message>) -> io::Result<()> {
    std::thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            while LENT.load(Ordering::SeqCst) {
                std::thread::sleep(WHILE_LENT);
            }
            let message = match event::read() {
                Ok(Event::Resize(..)) => Message::Resized,
                Ok(Event::Key(key)) if key.kind == KeyEventKind::Release => continue,
                Ok(_) if LENT.load(Ordering::SeqCst) => continue,
                Ok(event) => Message::Input(event),
                Err(_) => Message::End(1),
            };
            let last = matches!(message, Message::End(_));
            if outbox.send(message).is_err() || last {
                return;
            }
        }
    })?;
    Ok(())
}
