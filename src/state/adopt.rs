//! Files that were renamed or moved: the marks of a path that is gone go to a path without any that holds the same.

use super::hash::fnv1a;
use super::record::{Content, PostKey, Record};
use crate::store::Library;
use std::collections::{HashMap, HashSet, VecDeque};

/// A post of the database whose file is not in the library.
pub struct Orphan {
    /// Its row.
    pub id: i64,
    /// What it is known by.
    pub key: PostKey,
}

/// An orphan and the post that it is now.
pub struct Adopted {
    /// The row of the orphan.
    pub id: i64,
    /// The index of the post.
    pub index: usize,
    /// What to write, so that it need not be found again.
    pub record: Record,
}

/// Tells what the file of a post holds; `None` where it is empty or cannot be read.
pub fn content(library: &Library, index: usize) -> Option<Content> {
    let bytes = library.raw(index);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    (size > 0).then(|| Content { size, hash: fnv1a(&bytes) })
}

/// Finds orphans among the posts at `fresh`, which have no marks; the first ones that fit get them. Only files of a size
/// that is looked for are read.
pub fn find(library: &Library, identity: &[u8], fresh: &[usize], orphans: Vec<Orphan>) -> Vec<Adopted> {
    let sizes: HashSet<u64> = orphans.iter().filter_map(|orphan| Some(orphan.key.content?.size)).collect();
    let mut waiting: HashMap<Content, VecDeque<Orphan>> = HashMap::new();
    for orphan in orphans {
        if let Some(content) = orphan.key.content {
            waiting.entry(content).or_default().push_back(orphan);
        }
    }
    let fits = |index: &&usize| u64::try_from(library.length(**index)).is_ok_and(|size| sizes.contains(&size));
    let mut found = Vec::new();
    for &index in fresh.iter().filter(fits) {
        let (Some(content), Some(path)) = (content(library, index), library.relative(index)) else { continue };
        if let Some(Orphan { id, key }) = waiting.get_mut(&content).and_then(VecDeque::pop_front) {
            let to = PostKey { library: identity.to_vec(), path: path.into_owned(), content: Some(content) };
            found.push(Adopted { id, index, record: Record::Moved(key, to) });
        }
    }
    found
}

/// Tells whether the folder of another library is gone, so that its posts may be found elsewhere: it was moved, or its marks
/// come from another machine.
pub fn is_gone(root: &[u8]) -> bool {
    root != crate::store::BUILT_IN_IDENTITY && path(root).is_some_and(|path| path.symlink_metadata().is_err())
}

/// Makes a path of the bytes that [`Library::identity`] made of it.
#[cfg(unix)]
fn path(bytes: &[u8]) -> Option<std::path::PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(std::path::PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

/// Makes a path of the bytes that [`Library::identity`] made of it.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<std::path::PathBuf> {
    std::str::from_utf8(bytes).ok().map(std::path::PathBuf::from)
}
