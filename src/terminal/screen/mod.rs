//! The screen: taken once, drawn on, and given back on every way out.
//!
//! It owns two surfaces, what the terminal shows and what it shall show, and sends the difference ([`frame`]) as one write
//! from a thread of its own, so that a terminal that has stopped taking output stops neither keys nor quitting: while a frame
//! is on its way no other is made, and the next one shows the newest state. Giving back ([`restore`]) is one function for
//! return, error, panic and signals.

pub mod frame;
pub mod restore;
mod style;

use crate::terminal::Message;
use crate::terminal::tty::Tty;
use crate::ui::Surface;
use crossbeam_channel::Sender;
use ratatui::layout::Position;
use std::io;
use std::process::Stdio;
use std::sync::Arc;

/// What is written beside the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Report clicks and the wheel.
    pub mouse: bool,
    /// Write OSC 8, so that the terminal's own click opens links.
    pub links: bool,
}

/// Tells from the environment whether links may be written as OSC 8. A terminal that is not known is taken to pass over what
/// it does not understand, as ECMA-48 asks for. Known to print it, to stumble over it or to do nothing with it are the
/// consoles of kernels, old emulators of older terminals, screen, tmux before 3.4, VTE before 0.50, Apple's Terminal.
pub fn knows_links(variable: &dyn Fn(&str) -> String) -> bool {
    let term = variable("TERM");
    let is_one_of = |names: &[&str]| names.iter().any(|name| term == *name || term.starts_with(&format!("{name}-")));
    if term.is_empty() || is_one_of(&["dumb", "linux", "cons25", "eterm", "vt52", "vt100", "vt102", "vt220"]) {
        return false;
    }
    // What tmux has from the terminal around it, it hands on: the other variables speak of that one, or of one before it.
    if !variable("TMUX").is_empty() {
        let number = |part: Option<&str>| {
            part.and_then(|part| part.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok())
        };
        let version = variable("TERM_PROGRAM_VERSION");
        let mut parts = version.trim_start_matches("next-").split('.');
        let version = (number(parts.next()).unwrap_or(0), number(parts.next()).unwrap_or(0));
        return variable("TERM_PROGRAM") == "tmux" && version >= (3, 4);
    }
    let old_vte = variable("VTE_VERSION").parse().is_ok_and(|version: u32| version < 5000);
    let old_desktop = matches!(variable("COLORTERM").as_str(), "gnome-terminal" | "xfce4-terminal");
    !is_one_of(&["screen"])
        && !term.starts_with("screen.")
        && !old_vte
        && !old_desktop
        && variable("TERM_PROGRAM") != "Apple_Terminal"
}

/// Begins and ends a frame that terminals show at once (synchronized update, DEC mode 2026).
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
const ERASE: &[u8] = b"\x1b[H\x1b[2J";

/// The terminal's screen while the program has it.
pub struct Screen {
    tty: Arc<Tty>,
    options: Options,
    frames: Frames,
    out: Sender<Vec<u8>>,
    /// A frame is on its way.
    busy: bool,
    /// The terminal is not ours for the moment.
    away: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, bracketed paste, mouse reports. `done` is told of each frame that
    /// has gone out.
    ///
    /// # Errors
    /// The terminal could not be set, or no thread could be made.
    pub fn enter(tty: Arc<Tty>, options: Options, done: Sender<Message>) -> io::Result<Self> {
        let (columns, rows) = tty.size();
        let out = writer(Arc::clone(&tty), done)?;
        let screen =
            Screen { tty, options, frames: Frames::new(columns, rows, options.links), out, busy: false, away: false };
        restore::take(&screen.tty, options.mouse)?;
        Ok(screen)
    }

    /// Gives the terminal back, for a stop or for good; see [`restore::give_back`].
    pub fn leave(&mut self) {
        self.away = true;
        restore::give_back();
    }

    /// Takes the terminal again after a stop, whoever had it in between. The next frame sends every cell.
    ///
    /// # Errors
    /// The terminal could not be set.
    pub fn resume(&mut self) -> io::Result<()> {
        self.tty.reopen_output();
        restore::take(&self.tty, self.options.mouse)?;
        self.away = false;
        self.redraw();
        Ok(())
    }

    /// Lends the terminal to a program that is given its keys, and takes it back when that has ended.
    ///
    /// # Errors
    /// The terminal could not be taken again.
    pub fn lend<T>(&mut self, use_it: impl FnOnce(Stdio) -> T) -> io::Result<T> {
        // First: a key that is pressed from now on is not for us.
        self.tty.lend_input();
        self.leave();
        let used = use_it(self.tty.input_of_a_child());
        let resumed = self.resume();
        self.tty.take_input_back();
        resumed.map(|()| used)
    }

    /// Turns mouse reports on or off, with the next frame.
    pub fn set_mouse(&mut self, on: bool) {
        self.options.mouse = on;
        self.append(if on { restore::MOUSE_ON } else { restore::MOUSE_OFF });
    }

    /// Reads the size of the terminal in cells, takes it, and gives columns and rows. The next frame sends every cell: even
    /// where the size is what it was, the terminal may have been smaller in between and cut off what it showed.
    pub fn measure(&mut self) -> (u16, u16) {
        let (columns, rows) = self.tty.size();
        self.frames.resize(columns, rows);
        self.frames.forget();
        (columns, rows)
    }

    /// Sends every cell with the next frame.
    pub fn redraw(&mut self) {
        self.frames.forget();
    }

    /// Asks the terminal with the next frame; see [`Frames::ask`].
    pub fn ask(&mut self, questions: Vec<u8>) {
        self.frames.ask(questions);
    }

    /// Sends bytes that change no cell (a clipboard write) with the next frame.
    pub fn append(&mut self, bytes: &[u8]) {
        self.frames.append(bytes);
    }

    /// True when the terminal is ours and the last frame has gone out, so that another may be drawn.
    pub fn is_ready(&self) -> bool {
        !self.busy && !self.away
    }

    /// Takes note that a frame has gone out, `whole` or broken off.
    pub fn frame_done(&mut self, whole: bool) {
        self.busy = false;
        if !whole {
            self.redraw();
        }
    }

    /// Draws a frame and sends what changed. Nothing changed, nothing sent.
    pub fn draw(&mut self, view: impl FnOnce(&mut Surface) -> Option<Position>) {
        let bytes = self.frames.paint(view);
        if !bytes.is_empty() {
            self.busy = self.out.send(bytes).is_ok();
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore::give_back();
    }
}

/// Starts the thread that writes. The channel holds one frame; more are never made.
fn writer(tty: Arc<Tty>, done: Sender<Message>) -> io::Result<Sender<Vec<u8>>> {
    let (sender, frames) = crossbeam_channel::bounded::<Vec<u8>>(1);
    std::thread::Builder::new().name("screen".to_owned()).spawn(move || {
        for frame in frames {
            let written = tty.write(&frame);
            if done.send(Message::Drawn(written)).is_err() {
                return;
            }
        }
    })?;
    Ok(sender)
}

/// Two surfaces, and the bytes between them.
pub struct Frames {
    shown: Surface,
    next: Surface,
    /// The cursor as the terminal has it: its place, or hidden.
    cursor: Option<Position>,
    /// True while nothing is known about the cells of the terminal.
    forgotten: bool,
    links: bool,
    beside: Vec<u8>,
    questions: Vec<u8>,
}

impl Frames {
    /// Makes the surfaces for a terminal of this size in cells, of which nothing is known yet but that its cursor is hidden.
    pub fn new(columns: u16, rows: u16, links: bool) -> Self {
        let surface = Surface::new(columns, rows);
        Frames {
            shown: surface.clone(),
            next: surface,
            cursor: None,
            forgotten: true,
            links,
            beside: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Changes the size in cells; with another size the next frame sends every cell.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = self.next.area();
        if (area.width, area.height) != (columns, rows) {
            self.next = Surface::new(columns, rows);
            self.forget();
        }
    }

    /// Takes nothing of what the terminal shows for granted any more.
    pub fn forget(&mut self) {
        self.forgotten = true;
        self.cursor = None;
    }

    /// Puts questions before the cells of the next frame, which sends every cell: whatever they draw is erased before it is
    /// shown, also where the terminal knows no synchronized updates.
    pub fn ask(&mut self, questions: Vec<u8>) {
        self.questions = questions;
        self.forget();
    }

    /// Adds bytes that go out with the next frame.
    pub fn append(&mut self, bytes: &[u8]) {
        self.beside.extend_from_slice(bytes);
    }

    /// Draws a frame with `view`, which gives the place of the cursor, and returns the bytes that show it; none when the
    /// terminal shows it already.
    pub fn paint(&mut self, view: impl FnOnce(&mut Surface) -> Option<Position>) -> Vec<u8> {
        self.next.reset();
        let cursor = view(&mut self.next).filter(|at| self.next.area().contains(*at));
        debug_assert!(frame::is_clean(&self.next), "a control character reached a cell");
        let mut bytes = std::mem::take(&mut self.beside);
        if self.forgotten {
            let area = self.next.area();
            self.shown = Surface::new(area.width, area.height);
        }
        let cells = frame::encode(&self.shown, &self.next, self.links);
        if self.forgotten || !cells.is_empty() {
            bytes.extend_from_slice(BEGIN);
            // Terminals without synchronized updates would show the cursor running over the page.
            if self.forgotten || self.cursor.is_some() {
                bytes.extend_from_slice(HIDE_CURSOR);
                self.cursor = None;
            }
            if self.forgotten {
                bytes.extend_from_slice(b"\x1b[m");
                bytes.append(&mut self.questions);
                bytes.extend_from_slice(ERASE);
            }
            bytes.extend_from_slice(&cells);
            self.set_cursor(cursor, &mut bytes);
            bytes.extend_from_slice(END);
        } else {
            self.set_cursor(cursor, &mut bytes);
        }
        self.forgotten = false;
        std::mem::swap(&mut self.shown, &mut self.next);
        bytes
    }

    fn set_cursor(&mut self, cursor: Option<Position>, bytes: &mut Vec<u8>) {
        if self.cursor == cursor {
            return;
        }
        match cursor {
            None => bytes.extend_from_slice(HIDE_CURSOR),
            Some(at) => {
                let place = format!("\x1b[{};{}H", u32::from(at.y) + 1, u32::from(at.x) + 1);
                bytes.extend_from_slice(place.as_bytes());
                if self.cursor.is_none() {
                    bytes.extend_from_slice(SHOW_CURSOR);
                }
            }
        }
        self.cursor = cursor;
    }
}
