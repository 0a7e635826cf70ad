//! What a library and its posts are known by from one start of the program to the next: bytes, for paths are bytes.

use super::{Library, Place};
use std::borrow::Cow;
use std::path::Path;

/// The identity of the library that is compiled into the program; no folder is called so, for folders have whole paths.
pub const BUILT_IN: &[u8] = b"built-in";

impl Library {
    /// Gives the library's identity: the whole path of its folder without links. `None` for a text, which comes and goes.
    pub fn identity(&self) -> Option<Vec<u8>> {
        match (&self.root, self.places.first()) {
            (Some(root), _) => {
                // A file named without its folder lies in the current one.
                let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
                let whole = root.canonicalize().or_else(|_| std::path::absolute(root));
                Some(bytes(&whole.unwrap_or_else(|_| root.to_owned())).into_owned())
            }
            (None, Some(Place::Text(_))) => None,
            (None, Some(Place::BuiltIn(_) | Place::File(_)) | None) => Some(BUILT_IN.to_vec()),
        }
    }

    /// Gives the path of the post at `index` below the library's folder, as the system writes it.
    pub fn relative(&self, index: usize) -> Option<Cow<'_, [u8]>> {
        let place = self.places.get(index)?;
        match (place, &self.root) {
            (Place::File(path), Some(root)) => Some(below(bytes(path), &bytes(root))),
            (Place::File(path), None) => Some(bytes(path)),
            (Place::BuiltIn(_) | Place::Text(_), _) => Some(Cow::Borrowed(self.posts.get(index)?.path.as_bytes())),
        }
    }

    /// Tells how many bytes the post at `index` had when the library was read; 0 where it could not be read.
    pub fn length(&self, index: usize) -> usize {
        self.lengths.get(index).copied().unwrap_or(0)
    }
}

/// Takes the folder off the front of a path; the scan has put it there byte by byte.
fn below<'a>(path: Cow<'a, [u8]>, root: &[u8]) -> Cow<'a, [u8]> {
    let start = match path.strip_prefix(root) {
        Some(rest) => path.len() - rest.len() + rest.iter().take_while(|byte| **byte == b'/').count(),
        None => 0,
    };
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(path.get(start..).unwrap_or_default()),
        Cow::Owned(mut path) => Cow::Owned(path.split_off(start)),
    }
}

/// Gives the bytes of a path.
#[cfg(unix)]
fn bytes(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

/// Gives the bytes of a path, with the slashes of Unix.
#[cfg(not(unix))]
fn bytes(path: &Path) -> Cow<'_, [u8]> {
    Cow::Owned(path.to_string_lossy().replace('\\', "/").into_bytes())
}
