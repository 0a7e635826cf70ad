//! What terminals have answered, kept for the next start: a small file in the cache folder. It holds nothing that cannot be
//! asked again, so a file that is broken, foreign or of another version counts as none, and one that cannot be written is
//! no defect.

use super::probe::Answer;
use crate::config::Variable;
use directories::ProjectDirs;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The version of the file; another one is thrown away.
const VERSION: u32 = 1;
/// The file in the cache folder.
const FILE: &str = "terminals.json";
/// How many terminals are kept; the one that answered first goes first.
const MOST: usize = 32;
/// How much of the file is read, in bytes.
const FILE_BYTES: u64 = 64 * 1024;
/// How much of a variable tells terminals apart, in characters.
const NAME: usize = 64;

/// The file.
#[derive(Default, Serialize, Deserialize)]
struct Terminals {
    version: u32,
    /// Each terminal and its answer, the newest last.
    terminals: Vec<(String, Answer)>,
}

/// The place for the answer of one terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    file: Option<PathBuf>,
    /// Which terminal it is.
    name: String,
}

impl Known {
    /// The place for the terminal that the environment names, in the system's cache folder.
    pub fn here(variable: Variable<'_>) -> Self {
        Known::new(folder().map(|folder| folder.join(FILE)), variable)
    }

    /// The same in a file of one's own; without one nothing is remembered.
    pub fn new(file: Option<PathBuf>, variable: Variable<'_>) -> Self {
        let text = |name: &str| -> String {
            let value = variable(name).unwrap_or_default();
            value.to_string_lossy().chars().filter(|c| c.is_ascii_graphic()).take(NAME).collect()
        };
        let inside = if text("TMUX").is_empty() { "" } else { "tmux" };
        let names = [text("TERM"), text("TERM_PROGRAM"), text("TERM_PROGRAM_VERSION"), inside.to_owned()];
        Known { file, name: names.join(" ") }
    }

    /// What this terminal answered last.
    pub fn recall(&self) -> Option<Answer> {
        let Terminals { terminals, .. } = read(self.file.as_deref()?)?;
        terminals.into_iter().rev().find(|(name, _)| *name == self.name).map(|(_, answer)| answer)
    }

    /// Keeps an answer; a file that says so already is left alone.
    ///
    /// # Errors
    /// The file could not be written.
    pub fn remember(&self, answer: Answer) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        if self.recall() == Some(answer) {
            return Ok(());
        }
        let mut known = read(file).unwrap_or_default();
        known.version = VERSION;
        known.terminals.retain(|(name, _)| *name != self.name);
        known.terminals.push((self.name.clone(), answer));
        let surplus = known.terminals.len().saturating_sub(MOST);
        known.terminals.drain(..surplus);
        write(file, serde_json::to_string(&known)?.as_bytes())
    }
}

/// Gives the system's cache folder for this program.
pub fn folder() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "yundu")?.cache_dir().to_owned())
}

/// Lists the files in a cache folder that are ours: answers, and ones that a program could not finish.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let ours = |name: &str| name == FILE || (name.starts_with("terminals.") && name.ends_with(".new"));
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.filter(|entry| entry.file_name().to_str().is_some_and(ours)).map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// Reads the file; none where there is no such file or it makes no sense.
fn read(file: &Path) -> Option<Terminals> {
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    File::open(file).ok()?.take(FILE_BYTES).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok().filter(|known: &Terminals| known.version == VERSION)
}

/// Writes a file whole or not at all: another program that reads it meanwhile sees the old one.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let fresh = folder.join(format!("terminals.{}.new", std::process::id()));
    let mut out = File::create(&fresh)?;
    let written = out.write_all(bytes).and_then(|()| out.sync_all()).and_then(|()| fs::rename(&fresh, file));
    match written {
        // Folders can be synchronized on Unix only; without it the old file may come back after a power cut.
        Ok(()) => drop(File::open(folder).and_then(|folder| folder.sync_all())),
        // Nothing can be done about a folder that takes no files.
        Err(_) => drop(fs::remove_file(&fresh)),
    }
    written
}
