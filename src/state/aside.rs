//! A damaged file is moved out of the way, never deleted: what can be read of it may be worth a repair.

use super::Setup;
use super::schema::{self, Opened, Refusal};
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What SQLite lays beside a database.
pub const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Moves the file to a name with the time in it, and opens a new one; says where the old one is now. The folder is locked
/// meanwhile: of two instances that find the file damaged, the second one finds the new file of the first, and moves nothing.
/// A file that another program has locked by now stays where it is.
///
/// # Errors
/// The file is locked, or cannot be moved or made anew.
pub fn set_aside(file: &Path, setup: &Setup) -> Result<(Opened, Option<PathBuf>), Refusal> {
    // Not the file: SQLite locks that one itself. Where folders cannot be locked, two instances at once are a risk.
    let folder = file.parent().and_then(|folder| File::open(folder).ok());
    let _locked = folder.as_ref().map(File::lock);
    match schema::open(file, setup) {
        Ok(opened) => return Ok((opened, None)),
        Err(Refusal::Locked) => return Err(Refusal::Locked),
        Err(Refusal::Damaged(_) | Refusal::Unusable(_) | Refusal::NoFile) => {}
    }
    let place = free_name(file, (setup.clock)());
    fs::rename(file, &place).map_err(|error| Refusal::Unusable(error.to_string()))?;
    for end in BESIDE {
        // Most are not there.
        let _ = fs::rename(with(file, end), with(&place, end));
    }
    Ok((schema::open(file, setup)?, Some(place)))
}

/// Gives a name that no file has.
fn free_name(file: &Path, time: i64) -> PathBuf {
    let time = jiff::Timestamp::from_millisecond(time).unwrap_or_default();
    let base = with(file, &format!(".broken-{}", time.strftime("%Y%m%dT%H%M%SZ")));
    let numbered = (2..).map(|n| with(&base, &format!("-{n}")));
    std::iter::once(base.clone()).chain(numbered).find(|place| !place.exists()).unwrap_or(base)
}

/// Adds to the end of a path.
pub fn with(path: &Path, end: &str) -> PathBuf {
    let mut whole: OsString = path.as_os_str().to_owned();
    whole.push(end);
    PathBuf::from(whole)
}
