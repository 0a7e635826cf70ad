//! Where one sequence ends and the next begins: the states of ECMA-48, with the two things that only terminals do, mouse
//! reports of three raw bytes and bracketed paste.

use std::time::Duration;

/// One whole sequence.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A character, a key's sequence or a mouse report.
    Keys(Vec<u8>),
    /// What was pasted.
    Paste(Vec<u8>),
    /// An answer of the terminal.
    Reply(Vec<u8>),
}

/// How long an ESC may be the begin of a sequence. A key's sequence comes in one piece or in two close together.
const ESCAPE_WAIT: Duration = Duration::from_millis(40);
/// How long the rest of a sequence may take.
const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// How long the rest of a reply or of a paste may take.
const STRING_WAIT: Duration = Duration::from_secs(1);

/// Longer control sequences are read to their end and dropped.
const LONGEST_SEQUENCE: usize = 256;
/// Longer replies and pastes are cut off here; what follows is read to its end and dropped.
const LONGEST_REPLY: usize = 4 << 10;
const LONGEST_PASTE: usize = 1 << 20;

const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// Inside a character that needs so many more bytes.
    Character(u8),
    /// After ESC.
    Escape,
    /// After ESC O.
    SingleShift,
    /// After ESC [ ; control sequence.
    Control,
    /// Inside a mouse report that needs so many more bytes.
    Mouse(u8),
    /// Inside OSC, DCS, APC, PM or SOS.
    String,
    /// The same, after an ESC.
    StringEscape,
    Paste,
}

/// The state machine.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    state: State,
    held: Vec<u8>,
}

impl Cutter {
    /// Takes one byte and gives the sequences that it ends: usually none or one, two when it breaks one off.
    pub fn push(&mut self, byte: u8) -> [Option<Token>; 2] {
        match self.state {
            State::Ground => [self.start(byte), None],
            State::Character(more) => self.in_character(byte, more),
            State::Escape => [self.after_escape(byte), None],
            State::SingleShift => {
                self.hold(byte, LONGEST_SEQUENCE);
                [self.keys(), None]
            }
            State::Control => [self.in_control(byte), None],
            State::Mouse(more) => {
                self.hold(byte, LONGEST_SEQUENCE);
                self.state = State::Mouse(more - 1);
                [if more == 1 { self.keys() } else { None }, None]
            }
            State::String => [self.in_string(byte), None],
            State::StringEscape => self.after_string_escape(byte),
            State::Paste => [self.in_paste(byte), None],
        }
    }

    /// How long the unfinished sequence may be waited for.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape | State::SingleShift => Some(ESCAPE_WAIT),
            // ESC [ and ESC ] may be Alt with a bracket.
            State::Control | State::String if self.held.len() == 2 => Some(ESCAPE_WAIT),
            State::Character(_) | State::Control | State::Mouse(_) => Some(SEQUENCE_WAIT),
            State::String | State::StringEscape | State::Paste => Some(STRING_WAIT),
        }
    }

    /// Ends the unfinished sequence: what can be a key is one, a paste is what came of it, the rest is dropped.
    pub fn finish(&mut self) -> Option<Token> {
        match self.state {
            State::Escape | State::SingleShift => self.keys(),
            State::Control | State::String if self.held.len() == 2 => self.keys(),
            State::Paste => Some(Token::Paste(self.reset())),
            State::Ground
            | State::Character(_)
            | State::Control
            | State::Mouse(_)
            | State::String
            | State::StringEscape => {
                self.reset();
                None
            }
        }
    }

    fn start(&mut self, byte: u8) -> Option<Token> {
        self.held.push(byte);
        match byte {
            0x1b => self.state = State::Escape,
            0x00..=0x7f => return self.keys(),
            0xc2..=0xdf => self.state = State::Character(1),
            0xe0..=0xef => self.state = State::Character(2),
            0xf0..=0xf4 => self.state = State::Character(3),
            // Not the begin of any character.
            0x80..=0xc1 | 0xf5..=0xff => {
                self.reset();
            }
        }
        None
    }

    fn in_character(&mut self, byte: u8, more: u8) -> [Option<Token>; 2] {
        if !(0x80..=0xbf).contains(&byte) {
            self.reset();
            return [self.start(byte), None];
        }
        self.held.push(byte);
        self.state = State::Character(more - 1);
        [if more == 1 { self.keys() } else { None }, None]
    }

    fn after_escape(&mut self, byte: u8) -> Option<Token> {
        match byte {
            // The first ESC was a key; the second may begin something.
            0x1b => {
                let key = self.keys();
                self.start(byte);
                return key;
            }
            b'[' => self.state = State::Control,
            b'O' => self.state = State::SingleShift,
            b']' | b'P' | b'_' | b'^' | b'X' => self.state = State::String,
            // Alt with a character.
            0x80..=0xff => return self.start(byte),
            0x00..=0x7f => {
                self.held.push(byte);
                return self.keys();
            }
        }
        self.held.push(byte);
        None
    }

    fn in_control(&mut self, byte: u8) -> Option<Token> {
        match byte {
            0x1b => {
                self.reset();
                return self.start(byte);
            }
            // A control character breaks a sequence off.
            0x00..=0x1f | 0x7f..=0xff => {
                self.reset();
                return self.start(byte);
            }
            // F1 to F5 of the Linux console are ESC [ [ A to E.
            b'[' if self.held.len() == 2 => self.state = State::SingleShift,
            b'M' if self.held.len() == 2 => self.state = State::Mouse(3),
            0x40..=0x7e => return self.end_control(byte),
            0x20..=0x3f => {}
        }
        self.hold(byte, LONGEST_SEQUENCE);
        None
    }

    fn end_control(&mut self, last: u8) -> Option<Token> {
        self.hold(last, LONGEST_SEQUENCE);
        if self.held == PASTE_BEGIN {
            self.reset();
            self.state = State::Paste;
            return None;
        }
        let parameters = self.held.get(2..self.held.len() - 1).unwrap_or_default();
        let private = matches!(parameters.first(), Some(b'?' | b'>' | b'='));
        let intermediate = parameters.iter().any(|byte| (0x20..=0x2f).contains(byte));
        // Cursor position, device attributes and status, window and mode reports.
        let report = matches!(last, b'R' | b'c' | b'n' | b't' | b'x' | b'y');
        if private || intermediate || (report && !parameters.is_empty()) {
            return Some(Token::Reply(self.reset()));
        }
        self.keys()
    }

    fn in_string(&mut self, byte: u8) -> Option<Token> {
        match byte {
            0x07 => return Some(Token::Reply(self.reset())),
            0x1b => self.state = State::StringEscape,
            // CAN and SUB break a string off.
            0x18 | 0x1a => {
                self.reset();
            }
            _ => self.hold(byte, LONGEST_REPLY),
        }
        None
    }

    fn after_string_escape(&mut self, byte: u8) -> [Option<Token>; 2] {
        if byte == b'\\' {
            return [Some(Token::Reply(self.reset())), None];
        }
        // The string was broken off by another sequence.
        self.reset();
        [self.start(0x1b), self.after_escape(byte)]
    }

    fn in_paste(&mut self, byte: u8) -> Option<Token> {
        if self.held.len() >= LONGEST_PASTE + PASTE_END.len() {
            // Keeps the last bytes, to see the end when it comes.
            self.held.remove(LONGEST_PASTE);
        }
        self.held.push(byte);
        if !self.held.ends_with(PASTE_END) {
            return None;
        }
        let mut paste = self.reset();
        paste.truncate(paste.len() - PASTE_END.len());
        Some(Token::Paste(paste))
    }

    fn hold(&mut self, byte: u8, limit: usize) {
        if self.held.len() < limit {
            self.held.push(byte);
        }
    }

    fn keys(&mut self) -> Option<Token> {
        Some(Token::Keys(self.reset()))
    }

    fn reset(&mut self) -> Vec<u8> {
        self.state = State::Ground;
        std::mem::take(&mut self.held)
    }
}
