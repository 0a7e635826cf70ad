//! Opening one file: only regular ones, never blocking, never more than the limit.

use super::beneath::{self, Resolved, Root};
use crate::diagnostic::Defect;
use crate::strings::post as strings;
use std::borrow::Cow;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How much of a file is read, in bytes.
pub const FILE_BYTES: usize = 16 * 1024 * 1024;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The bytes, at most [`FILE_BYTES`].
    pub bytes: Vec<u8>,
    /// Says that there were more.
    pub cut: Option<Defect>,
}

/// Opens without waiting for the other end of a pipe and without taking over a terminal.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    options.open(path)
}

/// Opens a regular file; with a root, only one below it. What counts is what is open, not what the path named before.
///
/// # Errors
/// Says why it is not opened.
fn open_judged(path: &Path, root: Option<&Root>) -> Result<(File, Metadata), Box<Defect>> {
    let path = &*root.map_or(Cow::Borrowed(path), |root| root.place(path));
    let refused = |error: io::Error| refused(path, &error);
    // A file that is reached without a link lies where its path says.
    let plain = root.and_then(|_| beneath::open_without_links(path));
    let judge = root.filter(|_| plain.is_none());
    let file = plain.map_or_else(|| open(path), Ok).map_err(refused)?;
    if let Some(root) = judge {
        let found = Resolved::of(&file, path).map_err(refused)?;
        root.judge(&found)?;
        return Ok((file, found.facts));
    }
    let facts = file.metadata().map_err(refused)?;
    if facts.is_file() { Ok((file, facts)) } else { Err(not_regular()) }
}

/// Finds out which file an editor shall be given: with a root the real one below it, else the one that was named.
///
/// # Errors
/// Says why there is none.
pub fn locate(path: &Path, root: Option<&Root>) -> Result<PathBuf, Box<Defect>> {
    let place = root.map_or(Cow::Borrowed(path), |root| root.place(path));
    let found = beneath::look(&place).map_err(|error| refused(&place, &error))?;
    match root {
        Some(root) => {
            root.judge(&found)?;
            // A file that was replaced in this moment has a path that is no name of a file.
            if !found.is_there() {
                return Err(refused(&place, &io::ErrorKind::NotFound.into()));
            }
        }
        None if found.facts.is_file() => {}
        None => return Err(not_regular()),
    }
    // The real paths of Windows have a form that few editors know.
    Ok(if root.is_some() && cfg!(not(windows)) { found.real } else { path.to_owned() })
}

/// Reads a file into `content`, whose buffer is used again; with a root, only a file below it.
///
/// # Errors
/// Says why it cannot be read.
pub fn read(path: &Path, root: Option<&Root>, content: &mut Content) -> Result<(), Box<Defect>> {
    content.bytes.clear();
    content.cut = None;
    let (file, facts) = open_judged(path, root)?;
    let limit = u64::try_from(FILE_BYTES).unwrap_or(u64::MAX);
    // What has a size is read to it, which saves asking whether there is more; some files of the system say that they have none.
    let size = if facts.len() == 0 { limit + 1 } else { facts.len().min(limit + 1) };
    file.take(size).read_to_end(&mut content.bytes).map_err(|error| refused(path, &error))?;
    if content.bytes.len() > FILE_BYTES {
        content.bytes.truncate(FILE_BYTES);
        // Not inside a character: its last bytes, then its first.
        while content.bytes.pop_if(|byte| (0x80..0xc0).contains(byte)).is_some() {}
        content.bytes.pop_if(|byte| *byte >= 0xc0);
        let tenths = facts.len().saturating_mul(10) / (1024 * 1024);
        content.cut = Some(Defect::warning(strings::CUT, strings::CUT_HINT).about(&format!(
            "{}.{} MB",
            tenths / 10,
            tenths % 10
        )));
    }
    Ok(())
}

/// Says that something is no regular file.
pub fn not_regular() -> Box<Defect> {
    Box::new(Defect::broken(strings::NOT_REGULAR, strings::NOT_REGULAR_HINT))
}

/// Says why the system did not give a file.
pub fn refused(path: &Path, error: &io::Error) -> Box<Defect> {
    let linked = path.symlink_metadata().is_ok_and(|facts| facts.is_symlink());
    // Opening a socket gives ENXIO, which has no kind of its own.
    let special = path.metadata().is_ok_and(|facts| !facts.is_file() && !facts.is_dir());
    Box::new(match error.kind() {
        _ if special => return not_regular(),
        io::ErrorKind::NotFound if linked => Defect::broken(strings::DANGLING, strings::DANGLING_HINT),
        io::ErrorKind::NotFound => Defect::broken(strings::NO_SUCH, strings::NO_SUCH_HINT),
        _ => Defect::broken(strings::REFUSED, strings::REFUSED_HINT).about(&error.to_string()),
    })
}
