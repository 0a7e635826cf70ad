//! Opening one file: only regular ones, never blocking, never more than the limit.

use crate::diagnostic::Defect;
use crate::strings::post as strings;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

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

/// Reads a file into `content`, whose buffer is used again. What counts is what was opened, not what the path named when
/// the folder was listed.
///
/// # Errors
/// Says why it cannot be read.
pub fn read(path: &Path, content: &mut Content) -> Result<(), Box<Defect>> {
    content.bytes.clear();
    content.cut = None;
    let file = open(path).map_err(|error| refused(path, &error))?;
    let facts = file.metadata().map_err(|error| refused(path, &error))?;
    if !facts.is_file() {
        return Err(not_regular());
    }
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
