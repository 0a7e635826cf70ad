//! The reader's editor: started without a shell on one file, at a line, and waited for.

use super::tty;
use crate::strings::{Lang, terminal as strings};
use crate::text::SafeStr;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is started where nobody names an editor.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// The command of the reader's editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// A program and its arguments, as a shell would read them.
    pub command: String,
}

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// `+N file`.
    Plus,
    /// `file:N`.
    Colon,
    /// `--wait --goto file:N`.
    Goto,
    /// `--wait file:N`.
    WaitColon,
    /// Not at all.
    None,
}

/// The editors that are known, by the names of their programs.
const KNOWN: &[(&[&str], Habit)] = &[
    (
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "kak",
            "micro",
            "ne",
            "joe",
            "jed",
            "mg",
            "mcedit",
            "gedit",
        ],
        Habit::Plus,
    ),
    (&["hx", "helix"], Habit::Colon),
    (&["code", "code-insiders", "codium", "vscodium"], Habit::Goto),
    (&["subl", "zed", "zeditor"], Habit::WaitColon),
];

impl Editor {
    /// Finds out which editor it is: the configured one, `VISUAL`, `EDITOR`, or the one that every system has.
    pub fn from_environment(configured: Option<String>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let named = |name: &str| variable(name).and_then(|value| value.into_string().ok());
        let named = configured.into_iter().chain(["VISUAL", "EDITOR"].into_iter().filter_map(named));
        let command = named.into_iter().find(|command| !split(command).is_empty());
        Editor { command: command.unwrap_or_else(|| USUAL.to_owned()) }
    }

    /// The words of the command line that opens `file` at `line`. A relative file must not begin with a dash; see [`run`].
    ///
    /// [`run`]: Editor::run
    pub fn words(&self, file: &Path, line: usize) -> Vec<OsString> {
        let mut words: Vec<OsString> = split(&self.command).into_iter().map(OsString::from).collect();
        let program = words.first().map(|program| Path::new(program).file_stem().unwrap_or_default().to_owned());
        let known =
            |names: &[&str]| program.as_deref().is_some_and(|it| names.iter().any(|name| it == OsStr::new(name)));
        let habit = KNOWN.iter().find(|(names, _)| known(names)).map_or(Habit::None, |(_, habit)| *habit);
        if matches!(habit, Habit::Goto | Habit::WaitColon) && !words.iter().any(|it| it == "--wait" || it == "-w") {
            words.push("--wait".into());
        }
        match habit {
            Habit::Plus => words.push(format!("+{line}").into()),
            Habit::Goto => words.push("--goto".into()),
            Habit::Colon | Habit::WaitColon | Habit::None => {}
        }
        let mut named = file.as_os_str().to_owned();
        if matches!(habit, Habit::Colon | Habit::WaitColon | Habit::Goto) {
            named.push(format!(":{line}"));
        }
        words.push(named);
        words
    }

    /// Opens `file` at `line` with the terminal that `input` reads from, and waits until the editor ends.
    ///
    /// # Errors
    /// It could not be started, or ended badly; as a sentence.
    pub fn run(&self, file: &Path, line: usize, input: Stdio, lang: Lang) -> Result<(), SafeStr> {
        // An absolute path is never taken for an option.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let words = self.words(&file, line);
        let Some((program, arguments)) = words.split_first() else { return Ok(()) };
        let shown = program.to_string_lossy();
        let failed = |error: io::Error| {
            let reason = match error.kind() {
                io::ErrorKind::NotFound => strings::NO_SUCH_PROGRAM.get(lang).to_owned(),
                _ => error.to_string(),
            };
            SafeStr::clean(&strings::NO_EDITOR.get(lang).replace("{1}", &shown).replace("{2}", &reason))
        };
        let mut command = Command::new(program);
        let status = command.args(arguments).stdin(input).spawn().and_then(|mut child| tty::wait(&mut child));
        let status = status.map_err(failed)?;
        if status.success() {
            return Ok(());
        }
        let ended = status.code().map_or_else(|| status.to_string(), |code| code.to_string());
        Err(SafeStr::clean(&strings::EDITOR_FAILED.get(lang).replace("{1}", &shown).replace("{2}", &ended)))
    }
}

/// Cuts a command into words as a shell does: at blanks that are not quoted. Nothing else of a shell: no variables, no globs.
pub fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            // A backslash is only itself between single quotes, and before a letter, where it belongs to a path of Windows.
            (None | Some('"'), '\\') => {
                let next = chars.clone().next().filter(|next| !next.is_alphanumeric());
                word.get_or_insert_default().push(next.unwrap_or(c));
                if next.is_some() {
                    chars.next();
                }
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (Some(_) | None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
