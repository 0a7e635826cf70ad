//! The clipboard of the terminal: OSC 52, which works through SSH and has no receipt.

use crate::strings::{Text, terminal as strings};
use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text that is sent, in bytes; terminals refuse more, some of them silently.
pub const LIMIT: usize = 100_000;

/// Makes the sequence that puts `text` on the clipboard.
///
/// # Errors
/// Gives why not: the text is too long, or empty, which would clear the clipboard.
pub fn sequence(text: &str) -> Result<String, Text> {
    if text.is_empty() {
        return Err(strings::NOTHING_TO_COPY);
    }
    let mut sequence = String::new();
    let written = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    if text.len() > LIMIT || written.is_err() { Err(strings::TOO_LONG_TO_COPY) } else { Ok(sequence) }
}
