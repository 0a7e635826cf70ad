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
