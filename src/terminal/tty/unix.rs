//! Unix: termios, poll(2), signals.

use super::{LARGEST, UNKNOWN_SIZE, job, signal};
use crate::terminal::Message;
use crate::terminal::input::{Decoder, Input};
use crate::terminal::screen::restore;
use crossbeam_channel::Sender;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{self, LocalModes, OptionalActions, QueueSelector, Termios};
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// How long a terminal that takes no output may keep the program from ending.
const LAST_WORDS: Duration = Duration::from_millis(700);
/// How long the thread that reads may take to let go of the keys.
const LETTING_GO: Duration = Duration::from_millis(500);
/// How often a stalled write looks whether it has been given up.
const STALLED: Duration = Duration::from_millis(50);
/// How long the program may take to end in order after a signal, before it is ended: what is being written has a second.
const ORDERLY_END: Duration = Duration::from_millis(1_500);

/// The modes of a terminal.
pub struct Modes(Termios);

/// The terminal.
pub struct Tty {
    input: OwnedFd,
    output: OwnedFd,
    /// Whoever writes holds it, so that two writes never mix.
    turn: Mutex<()>,
    /// True while what is being written shall not be waited for.
    given_up: AtomicBool,
    loan: Loan,
}

/// The keys, while another program has them.
struct Loan {
    /// True while they are lent.
    lent: AtomicBool,
    /// True once the thread that reads has let go of them.
    quiet: AtomicBool,
    /// Wakes that thread: it reads one end, a byte goes into the other.
    waken: UnixStream,
    waker: UnixStream,
}

impl Tty {
    /// Opens the terminal on standard output, reading keys from it even when standard input is a file or a pipe.
    ///
    /// # Errors
    /// Standard output is no terminal, or the terminal cannot be opened.
    pub fn open() -> io::Result<Self> {
        let stdout = rustix::stdio::stdout();
        if !termios::isatty(stdout) {
            return Err(io::Error::from(Errno::NOTTY));
        }
        // Opened anew, so that O_NONBLOCK is ours alone; the name, and not /dev/tty, which macOS cannot poll.
        let open = |flags: OFlags| {
            let name = termios::ttyname(stdout, Vec::new())?;
            rustix::fs::open(name, flags | OFlags::NOCTTY | OFlags::CLOEXEC | OFlags::NONBLOCK, Mode::empty())
        };
        let output = open(OFlags::WRONLY).or_else(|_| rustix::io::fcntl_dupfd_cloexec(stdout, 3))?;
        let stdin = rustix::stdio::stdin();
        let input = if termios::isatty(stdin) {
            rustix::io::fcntl_dupfd_cloexec(stdin, 3)?
        } else {
            let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
            open(OFlags::RDONLY).or_else(|_| rustix::fs::open("/dev/tty", flags, Mode::empty()))?
        };
        let (waken, waker) = UnixStream::pair()?;
        waken.set_nonblocking(true)?;
        let loan = Loan { lent: AtomicBool::new(false), quiet: AtomicBool::new(false), waken, waker };
        Ok(Tty { input, output, turn: Mutex::new(()), given_up: AtomicBool::new(false), loan })
    }

    /// Leaves the keys to another program, from the moment at which this returns.
    pub fn lend_input(&self) {
        self.set_lent(true);
        let end = Instant::now() + LETTING_GO;
        while !self.loan.quiet.load(Ordering::SeqCst) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Takes the keys back.
    pub fn take_input_back(&self) {
        self.set_lent(false);
    }

    fn set_lent(&self, lent: bool) {
        self.loan.lent.store(lent, Ordering::SeqCst);
        // A pipe that is full wakes as well.
        let _ = (&self.loan.waker).write(b"!");
    }

    /// What a program reads its keys from: the terminal, also where our own standard input is something else.
    pub fn input_of_a_child(&self) -> Stdio {
        if termios::isatty(rustix::stdio::stdin()) {
            return Stdio::inherit();
        }
        let name = termios::ttyname(&self.input, Vec::new());
        let opened = name
            .and_then(|name| rustix::fs::open(name, OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()));
        opened.map_or_else(|_| Stdio::inherit(), Stdio::from)
    }

    /// Reads the size in columns and rows, at most 1,000 by 500.
    pub fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(&self.output) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col.min(LARGEST.0), size.ws_row.min(LARGEST.1)),
            Ok(_) | Err(_) => UNKNOWN_SIZE,
        }
    }

    /// Switches to raw mode and gives the modes as they were.
    ///
    /// # Errors
    /// The modes could not be read or set.
    pub fn make_raw(&self) -> io::Result<Modes> {
        let before = termios::tcgetattr(&self.input)?;
        let mut raw = before.clone();
        raw.make_raw();
        // A program in the background (a browser that is one of text) that writes on our screen is stopped.
        raw.local_modes |= LocalModes::TOSTOP;
        termios::tcsetattr(&self.input, OptionalActions::Now, &raw)?;
        Ok(Modes(before))
    }

    /// Sets modes that [`Tty::make_raw`] gave, and drops input that nobody has read (late mouse reports and replies), which
    /// the shell would take for commands.
    ///
    /// # Errors
    /// The modes could not be set.
    pub fn set_modes(&self, modes: &Modes) -> io::Result<()> {
        // Input that cannot be dropped is no reason to keep the modes.
        let _ = termios::tcflush(&self.input, QueueSelector::IFlush);
        Ok(termios::tcsetattr(&self.input, OptionalActions::Now, &modes.0)?)
    }

    /// Writes all bytes, waiting for a slow terminal until [`Tty::give_up_output`] is called; after that, nothing.
    ///
    /// # Errors
    /// The terminal is gone, or the output was given up.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = || !self.given_up.load(Ordering::SeqCst);
        if wanted() { self.write_while(bytes, wanted) } else { Err(io::ErrorKind::TimedOut.into()) }
    }

    /// Makes a write that waits for the terminal stop waiting, and later ones fail.
    pub fn give_up_output(&self) {
        self.given_up.store(true, Ordering::SeqCst);
    }

    /// Takes up output again after [`Tty::give_up_output`].
    pub fn reopen_output(&self) {
        self.given_up.store(false, Ordering::SeqCst);
    }

    /// Writes the last bytes, in bounded time: output that a stopped terminal has not taken is thrown away for them.
    ///
    /// # Errors
    /// The terminal did not take them.
    pub fn write_last(&self, bytes: &[u8]) -> io::Result<()> {
        let end = Instant::now() + LAST_WORDS;
        let _turn = loop {
            match self.turn.try_lock() {
                Ok(turn) => break Some(turn),
                Err(TryLockError::Poisoned(turn)) => break Some(turn.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() > end => break None,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let mut waited = false;
        self.write_while(bytes, || {
            if !std::mem::replace(&mut waited, true) {
                let _ = termios::tcflush(&self.output, QueueSelector::OFlush);
            }
            Instant::now() < end
        })
    }

    /// Writes; each time the terminal takes nothing, asks whether to wait on.
    fn write_while(&self, mut bytes: &[u8], mut wait: impl FnMut() -> bool) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.output, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    if !wait() {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                    wait_for(&mut [PollFd::new(&self.output, PollFlags::OUT)], Some(STALLED))?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// poll(2): gives false when the time was over; an interruption by a signal counts as something that happened.
fn wait_for(fds: &mut [PollFd<'_>], timeout: Option<Duration>) -> io::Result<bool> {
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    match poll(fds, timeout.as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Starts the only reader of the terminal and of the signals.
///
/// # Errors
/// The signals could not be taken, or no thread could be made.
pub fn read_input(tty: Arc<Tty>, outbox: Sender<Message>) -> io::Result<()> {
    let (read, write) = UnixStream::pair()?;
    let signals = SignalDelivery::with_pipe(read, write, SignalOnly, signal::NEEDED)?;
    for signal in signal::ending() {
        // One that the system keeps for itself does what it always did.
        let _ = signals.handle().add_signal(signal);
    }
    std::thread::Builder::new().name("input".to_owned()).spawn(move || {
        if let Some(code) = read_until_end(&tty, signals, &outbox) {
            // The loop ends the program in order; if it is stuck, the program ends all the same.
            let _ = outbox.send(Message::End(code));
            std::thread::sleep(ORDERLY_END);
            restore::give_back();
            signal_hook::low_level::exit(i32::from(code));
        }
    })?;
    Ok(())
}

/// Reads until the terminal or a signal ends the program, and gives the exit code; `None` when nobody listens any more.
fn read_until_end(
    tty: &Tty,
    mut signals: SignalDelivery<UnixStream, SignalOnly>,
    outbox: &Sender<Message>,
) -> Option<u8> {
    let mut decoder = Decoder::default();
    let mut buffer = [0; 4096];
    loop {
        let lent = tty.loan.lent.load(Ordering::SeqCst);
        tty.loan.quiet.store(lent, Ordering::SeqCst);
        if lent {
            if let Some(code) = serve_signals(tty, &mut signals) {
                return Some(code);
            }
            continue;
        }
        let patience = decoder.patience();
        let signal_end = signals.get_read().as_fd();
        let mut ends = [
            PollFd::new(&tty.input, PollFlags::IN),
            PollFd::from_borrowed_fd(signal_end, PollFlags::IN),
            PollFd::new(&tty.loan.waken, PollFlags::IN),
        ];
        let happened = wait_for(&mut ends, patience);
        let [terminal, _, woken] = ends.map(|end| end.revents());
        if happened.is_err() {
            return Some(stop_code(SIGHUP));
        }
        if !woken.is_empty() {
            let _ = (&tty.loan.waken).read(&mut buffer);
            continue;
        }
        for signal in signals.pending() {
            match signal {
                SIGTSTP => outbox.send(Message::Stop).ok()?,
                SIGCONT => outbox.send(Message::Continued).ok()?,
                SIGWINCH => outbox.send(Message::Resized).ok()?,
                ending => return Some(stop_code(ending)),
            }
        }
        if !terminal.is_empty() {
            match read_some(tty.input.as_fd(), &mut buffer) {
                Read::Bytes(bytes) => decoder.feed(bytes),
                Read::Nothing if !terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => {}
                Read::Nothing | Read::Gone => return Some(stop_code(SIGHUP)),
            }
        } else if matches!(happened, Ok(false)) {
            decoder.give_up_waiting();
        }
        for input in decoder.drain() {
            match input {
                Input::Event(event) => outbox.send(Message::Input(event)).ok()?,
                Input::Reply(reply) => outbox.send(Message::Reply(reply)).ok()?,
            }
        }
    }
}

/// Waits, while another program has the keys, for a signal or for their return. Signals of the keyboard are that program's
/// affair; a stop stops us with it where a shell waits for us, and does nothing elsewhere.
fn serve_signals(tty: &Tty, signals: &mut SignalDelivery<UnixStream, SignalOnly>) -> Option<u8> {
    let signal_end = signals.get_read().as_fd();
    let mut ends = [PollFd::from_borrowed_fd(signal_end, PollFlags::IN), PollFd::new(&tty.loan.waken, PollFlags::IN)];
    if wait_for(&mut ends, None).is_err() {
        return Some(stop_code(SIGHUP));
    }
    let _ = (&tty.loan.waken).read(&mut [0; 64]);
    for signal in signals.pending() {
        match signal {
            SIGTSTP if job::has_shell() => job::stop(),
            // The size is read anew when the keys come back.
            SIGTSTP | SIGCONT | SIGWINCH | SIGINT | SIGQUIT => {}
            ending => return Some(stop_code(ending)),
        }
    }
    None
}

/// The exit code of a program that ends by a signal.
fn stop_code(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

enum Read<'a> {
    Bytes(&'a [u8]),
    Nothing,
    Gone,
}

/// Reads what is there. An end of file and every lasting error (EIO) mean that the terminal is gone.
fn read_some<'a>(input: BorrowedFd<'_>, buffer: &'a mut [u8]) -> Read<'a> {
    match rustix::io::read(input, &mut *buffer) {
        Ok(0) => Read::Gone,
        Ok(count) => Read::Bytes(buffer.get(..count).unwrap_or_default()),
        Err(Errno::AGAIN | Errno::INTR) => Read::Nothing,
        Err(_) => Read::Gone,
    }
}
