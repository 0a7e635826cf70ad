//! Where the reading state lies.

use super::aside::{BESIDE, with};
use crate::config::Variable;
use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// Gives the file of the state: below `$XDG_STATE_HOME`, else in the folder that the system has for such files,
/// `~/.local/state/yundu` on Linux. `None` where there is no home.
pub fn file(variable: Variable<'_>) -> Option<PathBuf> {
    let named = variable("XDG_STATE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = named.map(|folder| folder.join("yundu")).or_else(|| {
        let folders = ProjectDirs::from("", "", "yundu")?;
        Some(folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned())
    })?;
    Some(folder.join("state.db"))
}

/// Lists the files of the state that are there: itself, what SQLite lays beside it, damaged ones and copies of older versions.
pub fn files(file: &Path) -> Vec<PathBuf> {
    let beside = BESIDE.map(|end| with(file, end));
    let mut found: Vec<PathBuf> =
        std::iter::once(file.to_owned()).chain(beside).filter(|path| path.symlink_metadata().is_ok()).collect();
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return found };
    let ours = |entry: &PathBuf| {
        let rest = entry.file_name().and_then(|it| it.as_encoded_bytes().strip_prefix(name.as_encoded_bytes()));
        rest.is_some_and(|rest| rest.starts_with(b".broken-") || rest.starts_with(b".v"))
    };
    let entries = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let mut more: Vec<PathBuf> = entries.filter(ours).collect();
    more.sort();
    found.extend(more);
    found
}

/// A file that is open, and what it is known by whatever it is called.
pub struct Footing {
    file: PathBuf,
    id: (u64, u64),
}

impl Footing {
    /// Notes which file stands there; `None` where files have no such numbers, or cannot be removed while they are open.
    pub fn of(file: &Path) -> Option<Footing> {
        Some(Footing { file: file.to_owned(), id: id(file)? })
    }

    /// Tells whether the file was moved or removed since.
    pub fn is_lost(&self) -> bool {
        id(&self.file) != Some(self.id)
    }
}

/// Gives the numbers of the device and of the file on it. The file is not opened: to close it again would give up the locks
/// that SQLite holds (<https://sqlite.org/howtocorrupt.html>, 2.2).
#[cfg(unix)]
fn id(file: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let facts = file.metadata().ok()?;
    Some((facts.dev(), facts.ino()))
}

/// Gives no number.
#[cfg(not(unix))]
fn id(_: &Path) -> Option<(u64, u64)> {
    None
}
