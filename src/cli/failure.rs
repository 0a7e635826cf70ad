//! How a command ends, and what is said when it could not do its work.

use crate::diagnostic::Diagnostic;
use crate::strings::{Lang, Text, state as strings};
use crate::text::SafeStr;
use std::io;
use std::path::Path;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Well,
    /// `check` found defects, or nothing matched: exit code 1.
    Found,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The words, the configuration, the folder or the post are not what is needed: exit code 2.
    Usage(Complaint),
    /// The reader was asked for where no terminal is: exit code 3.
    NoTerminal(Complaint),
    /// The output could not be written; a closed pipe is exit code 0, all else 4.
    Output(io::Error),
    /// The configuration or a theme has slips: exit code 2.
    Defects(Vec<Diagnostic>),
    /// Another program has locked the reading state: exit code 6.
    Locked(Complaint),
}

/// The exit code when the reading state is locked or too slow, so that changes are not saved or marks are not known.
pub const UNSAVED: u8 = 6;

/// What is wrong and where, and what to do next.
#[derive(Debug)]
pub struct Complaint {
    /// What is wrong, and where.
    pub what: SafeStr,
    /// What to do next; may be empty.
    pub mend: SafeStr,
}

impl Failure {
    /// Makes a usage error.
    pub fn usage(what: SafeStr, mend: SafeStr) -> Self {
        Failure::Usage(Complaint { what, mend })
    }

    /// Makes a failure of a command that needs what another program has locked: which file.
    pub fn locked(lang: Lang, file: &Path) -> Self {
        let what = say(strings::LOCKED_OUT, lang, &[&file.to_string_lossy()]);
        Failure::Locked(Complaint { what, mend: say(strings::LOCKED_OUT_HINT, lang, &[]) })
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Defects(_) => 2,
            Failure::NoTerminal(_) => 3,
            Failure::Locked(_) => UNSAVED,
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Failure::Output(_) => 4,
        }
    }
}

impl From<io::Error> for Failure {
    /// Every plain I/O error inside a command comes from its output; reading files gives [`Failure::Usage`].
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Fills the `{}` of a sentence with `words`, in order, and cleans the whole.
pub fn say(text: Text, lang: Lang, words: &[&str]) -> SafeStr {
    let mut pieces = text.get(lang).split("{}");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    let mut words = words.iter();
    for piece in pieces {
        out.push_str(words.next().copied().unwrap_or_default());
        out.push_str(piece);
    }
    SafeStr::clean(&out)
}
