//! Walking a posts folder: which files are posts, which are passed over, and what is refused before it is opened.

use super::beneath::{self, Root};
use super::file;
use crate::diagnostic::Defect;
use crate::strings::post as strings;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// How deep folders may lie. Links to folders are not followed, so this only stops trees that nobody built by hand.
pub const FOLDER_DEPTH: usize = 64;
/// How many posts one library holds.
pub const POSTS: usize = 200_000;

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// The posts, and what cannot be one though its name says so.
    pub entries: Vec<Entry>,
    /// How many files and folders were passed over: hidden ones, read-me files, editor leftovers, other kinds.
    pub skipped: usize,
    /// What the limits and the system kept from us, with the folder it happened in.
    pub defects: Vec<(PathBuf, Defect)>,
}

/// One file.
#[derive(Debug)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not even opened.
    pub refused: Option<Defect>,
}

/// Walks `root`, without recursion.
pub fn scan(root: &Root) -> Found {
    let mut found = Found::default();
    let mut folders = vec![(root.path().to_owned(), 0_usize)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.defects.push((folder.clone(), *file::refused(&folder, &error)));
                continue;
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => one(&entry, root, depth, &mut folders, &mut found),
                Err(error) => found.defects.push((folder.clone(), *file::refused(&folder, &error))),
            }
            if found.entries.len() >= POSTS {
                let defect = Defect::warning(strings::TOO_MANY, strings::TOO_MANY_HINT).about(&POSTS.to_string());
                found.defects.push((root.path().to_owned(), defect));
                return found;
            }
        }
    }
    found
}

/// Judges one directory entry.
fn one(entry: &DirEntry, root: &Root, depth: usize, folders: &mut Vec<(PathBuf, usize)>, found: &mut Found) {
    let name = entry.file_name();
    let path = entry.path();
    let post = is_post_name(&name);
    let kind = match entry.file_type() {
        Ok(kind) => kind,
        Err(error) => return found.entries.push(Entry { refused: Some(*file::refused(&path, &error)), path }),
    };
    if is_passed_over(&name) {
        found.skipped += 1;
    } else if kind.is_dir() {
        if depth < FOLDER_DEPTH {
            folders.push((path, depth + 1));
        } else {
            let defect =
                Defect::warning(strings::FOLDER_DEEP, strings::FOLDER_DEEP_HINT).about(&FOLDER_DEPTH.to_string());
            found.defects.push((path, defect));
        }
    } else if kind.is_symlink() {
        linked(path, post, root, found);
    } else if !post {
        found.skipped += 1;
    } else {
        let refused = (!kind.is_file()).then(|| *file::not_regular());
        found.entries.push(Entry { path, refused });
    }
}

/// Judges a link: one to a file inside the folder is a post like any other; the folders it may lead to are listed where
/// they are.
fn linked(path: PathBuf, post: bool, root: &Root, found: &mut Found) {
    let refused = match beneath::look(&path) {
        Err(error) if post => Some(*file::refused(&path, &error)),
        Err(_) => return found.skipped += 1,
        Ok(target) => {
            let folder = target.facts.is_dir();
            if !post && !folder || folder && root.holds(&target.real) {
                return found.skipped += 1;
            }
            root.judge(&target).err().map(|defect| *defect)
        }
    };
    found.entries.push(Entry { path, refused });
}

/// How many entries are looked at to see whether a folder holds posts.
const LOOKED_AT: usize = 2000;

/// Tells whether a folder holds posts, without reading all of it.
pub fn holds_posts(folder: &Path) -> bool {
    let mut folders = vec![folder.to_owned()];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let (name, kind) = (entry.file_name(), entry.file_type());
            looked_at += 1;
            if looked_at > LOOKED_AT {
                return false;
            }
            match kind {
                _ if is_passed_over(&name) => {}
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) if is_post_name(&name) => return true,
                Ok(_) | Err(_) => {}
            }
        }
    }
    false
}

/// True for the extensions of Markdown, in any case.
pub fn is_post_name(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    [&b".md"[..], b".markdown", b".mdown"].iter().any(|end| {
        name.len() > end.len() && name.get(name.len() - end.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    })
}

/// True for hidden files and folders, read-me files, `node_modules` and what editors leave behind.
fn is_passed_over(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let readme = bytes.get(..6).is_some_and(|head| head.eq_ignore_ascii_case(b"README"))
        && matches!(bytes.get(6), None | Some(b'.' | b'-' | b'_'));
    bytes.starts_with(b".")
        || bytes.starts_with(b"#") && bytes.ends_with(b"#")
        || bytes.ends_with(b"~")
        || name == "node_modules"
        || readme
}
