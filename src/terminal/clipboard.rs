//! The clipboard of the terminal: OSC 52, which works through SSH and has no receipt.

use crate::strings::{Lang, Text, terminal as strings};
use crate::text::SafeStr;
use crate::text::cluster::clusters;
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

/// Says that a text was sent, and how much it is.
pub fn told(text: &str, lang: Lang) -> SafeStr {
    let (signs, lines) =
        (clusters(text).filter(|(_, sign)| *sign != "\n").count(), text.trim_end_matches('\n').lines().count());
    let say = |words: Text, count: usize| words.get(lang).replace("{}", &count.to_string());
    let lines = if lines > 1 { say(strings::SENT_LINES, lines) } else { String::new() };
    SafeStr::clean(&format!("{}{}{lines}", strings::SENT_TO_CLIPBOARD.get(lang), say(strings::SENT_SIGNS, signs)))
}
