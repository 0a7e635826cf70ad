//! A damaged file is moved out of the way, never deleted: what can be read of it may be worth a repair.

use super::Setup;
use super::schema::{self, Opened, Refusal};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What SQLite lays beside a database.
pub const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Moves the file to a name with the time in it, and opens a new one; says where the old one is now. The folder is locked
/// meanwhile: of two instances that find the file damaged, the second one finds the new file of the first, and moves nothing.
pub fn set_aside(file: &Path, setup: &Setup) -> io::Result<(Opened, Option<PathBuf>)> {
    // Not the file: SQLite locks that one itself. Where folders cannot be locked, two instances at once are a risk.
    let folder = file.parent().and_then(|folder| File::open(folder).ok());
    let _locked = folder.as_ref().map(File::lock);
    let refused = |refusal: Refusal| io::Error::other(format!("{refusal:?}"));
    if let Ok(opened) = schema::open(file, setup) {
        return Ok((opened, None));
    }
    let place = free_name(file, (setup.clock)());
    fs::rename(file, &place)?;
    for end in BESIDE {
        // Most are not there.
        let _ = fs::rename(with(file, end), with(&place, end));
    }
    let opened = schema::open(file, setup).map_err(refused)?;
    Ok((opened, Some(place)))
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
