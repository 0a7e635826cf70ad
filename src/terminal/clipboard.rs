//! The clipboard of the terminal: OSC 52, which works through SSH and has no receipt.

use crate::strings::{Text, terminal as strings};
use crate::text::safe::clean_lines;
use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text that is sent, in bytes before it is cleaned; terminals refuse more, some of them silently.
pub const LIMIT: usize = 100_000;

/// Makes the sequence that puts `text` on the clipboard, each of its lines cleaned: what is pasted into a shell must not hold
/// more than what could be seen.
///
/// # Errors
/// Gives why not: the text is too long, or empty, which would clear the clipboard.
pub fn sequence(text: &str) -> Result<String, Text> {
    if text.is_empty() {
        return Err(strings::NOTHING_TO_COPY);
    }
    if text.len() > LIMIT {
        return Err(strings::TOO_LONG_TO_COPY);
    }
    let clean = clean_lines(text);
    let mut sequence = String::new();
    // Writing to memory does not fail.
    let _ = CopyToClipboard::to_clipboard_from(clean).write_ansi(&mut sequence);
    Ok(sequence)
}
