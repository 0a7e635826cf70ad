//! Keys as plain values, how they are written, and which command a sequence of them means.

use super::command::{COMMANDS, Command};
use super::model::Focus;
use std::fmt;

/// One key press. Shift is part of the character; for keys without a character it is not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// The keys that can mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key with a character; blank is `Char(' ')`.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// Every key without a character of its own: how it is written in a configuration, how it is shown.
const NAMES: &[(Code, &str, &str)] = &[
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "shift-tab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Delete"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::PageUp, "pgup", "PgUp"),
    (Code::PageDown, "pgdn", "PgDn"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
];

impl Key {
    /// Makes a key without modifiers. A full-width form, as typed under an input method, counts as its ASCII twin.
    pub fn plain(code: Code) -> Self {
        let code = match code {
            Code::Char(c) => Code::Char(half_width(c)),
            other => other,
        };
        Key { code, ctrl: false, alt: false }
    }

    /// Reads one key as configurations write it: `j`, `ctrl-d`, `alt-left`, `space`. `None` where it names no key.
    pub fn parse(written: &str) -> Option<Self> {
        let mut rest = written;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            if let Some(tail) = rest.strip_prefix("ctrl-").filter(|tail| !tail.is_empty()) {
                (ctrl, rest) = (true, tail);
            } else if let Some(tail) = rest.strip_prefix("alt-").filter(|tail| !tail.is_empty()) {
                (alt, rest) = (true, tail);
            } else {
                break;
            }
        }
        let named = NAMES.iter().find(|(_, name, _)| *name == rest).map(|(code, ..)| *code);
        let mut chars = rest.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some(code), ..) => code,
            (None, Some(c), None) => Code::Char(c),
            (None, ..) => return None,
        };
        Some(Key { ctrl, alt, ..Key::plain(code) })
    }

    /// Reads a sequence of keys separated by blanks: `g g`, `y l`.
    pub fn parse_sequence(written: &str) -> Option<Vec<Self>> {
        let keys: Vec<_> = written.split_whitespace().map(Key::parse).collect::<Option<_>>()?;
        (!keys.is_empty()).then_some(keys)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((.., shown)), _) => f.write_str(shown),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, _) => Ok(()),
        }
    }
}

/// Writes a sequence of keys as the help shows it: `g g`.
pub fn show_sequence(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Gives the ASCII twin of a full-width form (U+FF01 to U+FF5E) and of the ideographic space.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Which key sequences mean which command: the defaults, then what the reader has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyMap {
    bindings: Vec<(Vec<Key>, Command)>,
}

/// What a sequence of keys means in one focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This command.
    Command(Command),
    /// The beginning of at least one longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for KeyMap {
    fn default() -> Self {
        let bindings = COMMANDS.iter().flat_map(|info| {
            info.keys.iter().filter_map(|written| Some((Key::parse_sequence(written)?, info.command)))
        });
        KeyMap { bindings: bindings.collect() }
    }
}

impl KeyMap {
    /// Gives `command` these key sequences instead of the ones it had.
    pub fn rebind(&mut self, command: Command, sequences: Vec<Vec<Key>>) {
        self.bindings.retain(|(_, other)| *other != command);
        self.bindings.extend(sequences.into_iter().map(|keys| (keys, command)));
    }

    /// Finds a key sequence of `command` that means another command too, or begins or goes on with one of it, in a focus
    /// that both share; gives the sequence and the other command.
    pub fn clash(&self, command: Command) -> Option<(&[Key], Command)> {
        let meet = |other: Command| command.info().focuses.iter().any(|focus| other.info().focuses.contains(focus));
        self.keys_of(command).find_map(|keys| {
            let other = self.bindings.iter().find(|(bound, other)| {
                *other != command && meet(*other) && (bound.starts_with(keys) || keys.starts_with(bound))
            });
            other.map(|(_, other)| (keys, *other))
        })
    }

    /// Says what `keys` mean in `focus`.
    pub fn meaning(&self, focus: Focus, keys: &[Key]) -> Meaning {
        let mut meaning = Meaning::Nothing;
        for (bound, command) in self.in_focus(focus) {
            if bound == keys {
                return Meaning::Command(command);
            }
            if bound.starts_with(keys) {
                meaning = Meaning::Prefix;
            }
        }
        meaning
    }

    /// Walks the bindings that hold in `focus`.
    pub fn in_focus(&self, focus: Focus) -> impl Iterator<Item = (&[Key], Command)> {
        let here = self.bindings.iter().filter(move |(_, command)| command.info().focuses.contains(&focus));
        here.map(|(keys, command)| (keys.as_slice(), *command))
    }

    /// Walks the key sequences of one command, the first being the one to name.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = &[Key]> {
        self.bindings.iter().filter(move |(_, bound)| *bound == command).map(|(keys, _)| keys.as_slice())
    }
}
