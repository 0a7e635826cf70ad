//! The reader in a terminal: the loop, and the world around it.
//!
//! The loop sleeps on one channel. The thread that reads the terminal, the thread that writes to it and the workers send
//! [`Message`]s; nothing ticks.

pub mod clipboard;
#[cfg(unix)]
pub mod input;
pub mod opener;
pub mod screen;
mod tty;

use crate::app::{self, Action, Effect, Model};
use crate::text::SafeStr;
use crate::ui::Surface;
use crossbeam_channel::Sender;
use crossterm::event::{Event, KeyCode};
use ratatui::layout::Position;
use screen::{Options, Screen};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::panic::PanicHookInfo;
use std::sync::Arc;
use tty::Tty;

/// What wakes the loop.
pub enum Message {
    /// A key, a mouse report or a paste.
    Input(Event),
    /// What a worker has to say.
    Act(Action),
    /// A frame has gone out, or could not.
    Drawn(io::Result<()>),
    /// The terminal has another size.
    Resized,
    /// The program shall stop until it is continued (SIGTSTP).
    Stop,
    /// The program was stopped and goes on (SIGCONT).
    Continued,
    /// The program shall end with this exit code.
    End(u8),
}

/// The exit code of a program that ends by a signal.
fn stop_code(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Opens the reader and runs it until the reader leaves; gives the exit code, 128 + n when signal n ended it.
///
/// # Errors
/// There is no terminal, or it could not be set.
pub fn run(model: Model, options: Options) -> io::Result<u8> {
    let tty = Arc::new(Tty::open()?);
    let (outbox, inbox) = crossbeam_channel::unbounded();
    let screen = Screen::enter(Arc::clone(&tty), options, outbox.clone())?;
    tty::read_input(tty, outbox.clone())?;
    let mut session = Session { model, screen, outbox, changed: true };
    session.resized();
    loop {
        session.draw();
        let Ok(first) = inbox.recv() else { return Ok(0) };
        for message in std::iter::once(first).chain(inbox.try_iter()) {
            if let ControlFlow::Break(code) = session.take(message) {
                return Ok(code);
            }
        }
    }
}

/// The running program.
struct Session {
    model: Model,
    screen: Screen,
    outbox: Sender<Message>,
    /// True when the screen may show an old state.
    changed: bool,
}

impl Session {
    fn draw(&mut self) {
        if self.changed && self.screen.is_ready() {
            self.changed = false;
            self.screen.draw(|surface| view(&self.model, surface));
        }
    }

    fn take(&mut self, message: Message) -> ControlFlow<u8> {
        match message {
            Message::Input(event) => match translate(&self.model, &event) {
                Some(Ok(action)) => self.act(action)?,
                Some(Err(effect)) => self.perform(effect)?,
                None => {}
            },
            Message::Act(action) => self.act(action)?,
            Message::Drawn(Ok(())) => self.screen.frame_done(),
            // The reader of the keys sees the end of the terminal as well, and says so.
            Message::Drawn(Err(_)) => {}
            Message::Resized => self.resized(),
            Message::Stop => {
                self.screen.leave();
                tty::stop();
            }
            Message::Continued => {
                if self.screen.resume().is_err() {
                    return ControlFlow::Break(1);
                }
                self.resized();
            }
            Message::End(code) => return ControlFlow::Break(code),
        }
        ControlFlow::Continue(())
    }

    fn resized(&mut self) {
        let (columns, rows) = self.screen.measure();
        self.changed = true;
        let _ = self.act(Action::Resize { columns, rows });
    }

    fn act(&mut self, action: Action) -> ControlFlow<u8> {
        self.changed = true;
        app::update(&mut self.model, action).into_iter().try_for_each(|effect| self.perform(effect))
    }

    fn perform(&mut self, effect: Effect) -> ControlFlow<u8> {
        match effect {
            Effect::Quit => return ControlFlow::Break(0),
            Effect::Suspend => {
                tty::ask_for_stop();
            }
            Effect::Redraw => self.screen.redraw(),
            Effect::Mouse(on) => self.screen.set_mouse(on),
            Effect::Read { .. } | Effect::LayOut { .. } | Effect::Reload | Effect::Open(_) | Effect::Copy(_) => {}
        }
        ControlFlow::Continue(())
    }
}

fn translate(_: &Model, event: &Event) -> Option<Result<Action, Effect>> {
    let Event::Key(key) = event else { return None };
    match key.code {
        KeyCode::Char('q') => Some(Err(Effect::Quit)),
        KeyCode::Char('z') => Some(Err(Effect::Suspend)),
        _ => None,
    }
}

fn view(_: &Model, surface: &mut Surface) -> Option<Position> {
    let area = surface.area();
    surface.buffer.set_string(0, 0, format!("云读 {}x{}", area.width, area.height), ratatui::style::Style::new());
    Some(Position::new(0, 0))
}

/// Says on standard error, cleaned, what went wrong inside the program and where.
fn report_panic(panic: &PanicHookInfo<'_>) {
    let what = panic.payload_as_str().unwrap_or("?");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(io::stderr(), "yundu: {} ({})", SafeStr::clean(what), SafeStr::clean(&place));
}
