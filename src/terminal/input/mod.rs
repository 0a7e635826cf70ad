//! From the bytes of the terminal to events: keys, mouse, pastes, and the terminal's replies, which are taken out of the
//! stream whenever they come.
//!
//! `token` cuts the stream into whole sequences, so that no reply, however late or odd, can be read as keys or keep later
//! keys waiting; `event` says what one sequence means. Pure: the thread that reads is in `terminal::tty`.

mod event;
mod token;

use crossterm::event::Event;
use std::collections::VecDeque;
use std::time::Duration;
use token::{Cutter, Token};

/// What came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key, a mouse report or a paste.
    Event(Event),
    /// A reply of the terminal to a question, with its introducer.
    Reply(Vec<u8>),
}

/// Turns bytes into [`Input`], wherever the chunks are cut.
#[derive(Debug, Default)]
pub struct Decoder {
    cutter: Cutter,
    ready: VecDeque<Input>,
}

impl Decoder {
    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let cut = self.cutter.push(byte);
            cut.into_iter().flatten().for_each(|token| self.take(token));
        }
    }

    /// How long to wait for more bytes before [`Decoder::give_up_waiting`]; `None` when nothing is unfinished.
    pub fn patience(&self) -> Option<Duration> {
        self.cutter.patience()
    }

    /// Says that nothing more came: a lone ESC is the key Esc, the rest of a broken sequence is dropped.
    pub fn give_up_waiting(&mut self) {
        if let Some(token) = self.cutter.finish() {
            self.take(token);
        }
    }

    /// Gives what has been understood so far, in order.
    pub fn drain(&mut self) -> impl Iterator<Item = Input> + '_ {
        self.ready.drain(..)
    }

    fn take(&mut self, token: Token) {
        let input = match token {
            Token::Keys(bytes) => event::read(&bytes).map(Input::Event),
            Token::Paste(bytes) => Some(Input::Event(Event::Paste(String::from_utf8_lossy(&bytes).into_owned()))),
            Token::Reply(bytes) => Some(Input::Reply(bytes)),
        };
        self.ready.extend(input);
    }
}
