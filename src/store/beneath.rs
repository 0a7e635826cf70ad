//! Where a file really lies. A name says nothing about that: it may be a link, lie behind one, or become one a moment after
//! it was looked at. So the judgement is about what is open.

use super::file::not_regular;
use crate::diagnostic::Defect;
use crate::strings::post as strings;
use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// How many links one path may lead through, as Linux counts them.
const LINKS: usize = 40;

/// The folder of a library. All files of the library lie below the place where it was when it was listed.
#[derive(Clone, Debug)]
pub struct Root {
    /// As it was named.
    path: PathBuf,
    /// Where it really was.
    real: PathBuf,
    /// What it was.
    facts: Metadata,
    /// True when its name leads through no link, as far as the system can tell.
    plain: bool,
}

/// A file or folder, wherever its name leads.
pub struct Resolved {
    /// Where it really lies.
    pub real: PathBuf,
    /// What it is.
    pub facts: Metadata,
}

/// What a path names in the folder of a library.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// The file or the link, below the root.
    pub entry: PathBuf,
    /// False for a link that leads nowhere.
    pub exists: bool,
}

impl Root {
    /// Finds out where a folder really lies.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn new(path: &Path) -> io::Result<Root> {
        let Resolved { real, facts } = look(path)?;
        Ok(Root { path: path.to_owned(), real, facts, plain: open_without_links(path).is_some() })
    }

    /// The folder as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of a listed file from where the folder really was. Its name may lead elsewhere by now.
    pub fn place<'a>(&self, path: &'a Path) -> Cow<'a, Path> {
        // Taking a path apart costs as much as a tenth of reading a short post.
        let below = if self.plain { None } else { path.strip_prefix(&self.path).ok() };
        below.map_or(Cow::Borrowed(path), |below| Cow::Owned(self.real.join(below)))
    }

    /// Tells whether a real path lies below the folder. A folder that was moved meanwhile is still the same folder.
    pub fn holds(&self, real: &Path) -> bool {
        let is_same = |now: &Resolved| cfg!(unix) && is_same(&now.facts, &self.facts);
        let moved = || look(&self.path).is_ok_and(|now| is_same(&now) && real.starts_with(&now.real));
        real.starts_with(&self.real) || moved()
    }

    /// Judges what was found: a regular file below the folder is a post.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn judge(&self, found: &Resolved) -> Result<(), Box<Defect>> {
        let (file, folder, inside) = (found.facts.is_file(), found.facts.is_dir(), self.holds(&found.real));
        match inside {
            true if file => Ok(()),
            false if file || folder => Err(Box::new(Defect::broken(strings::OUTSIDE, strings::OUTSIDE_HINT))),
            true | false => Err(not_regular()),
        }
    }

    /// Follows a path name by name, as the system does, and tells what it names in the folder; `None` where it names no file,
    /// or one that is not reached through the folder. A link outside the folder is the reader's own, and is followed. A link
    /// of the folder belongs to the folder: where it leads out, the path names the link, and nothing after it counts.
    pub fn named(&self, path: &Path) -> Option<Named> {
        let mut rest = Vec::new();
        put_before(&mut rest, &std::path::absolute(path).ok()?);
        let (mut at, mut inside, mut links) = (PathBuf::new(), false, 0);
        while let Some(name) = rest.pop() {
            if name == ".." {
                at.pop();
                inside = look(&at).is_ok_and(|found| self.holds(&found.real));
                continue;
            }
            at.push(&name);
            let is_link = at.is_symlink();
            if is_link && !inside {
                links += 1;
                let target = at.read_link().ok().filter(|_| links <= LINKS)?;
                at.pop();
                put_before(&mut rest, &target);
                continue;
            }
            let found = look(&at).ok();
            if found.is_none() && !is_link {
                return None;
            }
            let held = found.as_ref().is_some_and(|found| self.holds(&found.real));
            let is_last = rest.is_empty() && !found.as_ref().is_some_and(|found| found.facts.is_dir());
            if is_link && !held || inside && is_last {
                let entry = at.strip_prefix(&self.real).ok()?.to_owned();
                return Some(Named { entry, exists: found.is_some() });
            }
            (at, inside) = (found?.real, held);
        }
        None
    }
}

/// Puts the names of a path before those that are still to be followed; the next one is the last.
fn put_before(rest: &mut Vec<std::ffi::OsString>, path: &Path) {
    rest.extend(path.components().rev().map(|name| name.as_os_str().to_owned()));
}

/// Finds out where a name leads, and to what. No right to read it is needed, and no device notices.
///
/// # Errors
/// It leads nowhere, or the system does not tell.
#[cfg(target_os = "linux")]
pub fn look(path: &Path) -> io::Result<Resolved> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(OFlags::PATH.bits()).unwrap_or_default();
    let file = std::fs::OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    Resolved::of(&file, path)
}

/// Finds out where a name leads, and to what.
///
/// # Errors
/// It leads nowhere, or the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn look(path: &Path) -> io::Result<Resolved> {
    let real = path.canonicalize()?;
    let facts = real.symlink_metadata()?;
    Ok(Resolved { real, facts })
}

impl Resolved {
    /// Finds out where an open file lies that was opened by the name `path`.
    ///
    /// # Errors
    /// The system does not tell, or another file has taken its place meanwhile.
    pub fn of(file: &File, path: &Path) -> io::Result<Resolved> {
        let facts = file.metadata()?;
        let real = match name_of_open(file) {
            Some(real) => real,
            None => name_of_same(&facts, path)?,
        };
        Ok(Resolved { real, facts })
    }

    /// Tells whether the file is still there, by its real path.
    pub fn is_there(&self) -> bool {
        self.real.symlink_metadata().is_ok_and(|facts| is_same(&facts, &self.facts))
    }
}

/// The path by which the system knows an open file. A file that was deleted keeps its path, with a note at its end.
#[cfg(target_os = "linux")]
fn name_of_open(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    // No absolute path: a pipe, or a file in a tree that this process cannot reach.
    std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok().filter(|path| path.is_absolute())
}

/// Other systems do not tell.
#[cfg(not(target_os = "linux"))]
fn name_of_open(_: &File) -> Option<PathBuf> {
    None
}

/// Follows a name to the path of its file, which has to be the file of these facts.
fn name_of_same(facts: &Metadata, path: &Path) -> io::Result<PathBuf> {
    let real = path.canonicalize()?;
    if is_same(&real.symlink_metadata()?, facts) { Ok(real) } else { Err(io::ErrorKind::NotFound.into()) }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Without numbers for files, the name is all that there is.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Opens a path for reading if it leads through no link (openat2, since Linux 5.6); `None` for whatever reason.
#[cfg(target_os = "linux")]
pub fn open_without_links(path: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS).ok().map(File::from)
}

/// Other systems have no such way.
#[cfg(not(target_os = "linux"))]
pub fn open_without_links(_: &Path) -> Option<File> {
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may

    /// Where the system tells no path of an open file, the file that the name leads to has to be the open one.
    #[test]
    #[cfg(unix)]
    fn a_name_leads_to_the_open_file_or_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().canonicalize().unwrap().join(name);
        std::fs::write(at("one"), "1").unwrap();
        std::fs::write(at("two"), "2").unwrap();
        std::os::unix::fs::symlink("one", at("link")).unwrap();
        let facts = std::fs::File::open(at("link")).unwrap().metadata().unwrap();
        assert_eq!(super::name_of_same(&facts, &at("link")).unwrap(), at("one"));
        std::fs::remove_file(at("link")).unwrap();
        std::os::unix::fs::symlink("two", at("link")).unwrap();
        assert!(super::name_of_same(&facts, &at("link")).is_err());
    }
}
