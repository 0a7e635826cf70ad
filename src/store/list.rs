//! What a source holds, before any of it is read: places with names. A search reads them one after the other and makes heads
//! of those alone that it found something in.

use super::beneath::{Named, Root};
use super::file::{self, Content};
use super::head::id_of;
use super::scan::{self, is_post_name};
use super::{BUILT_IN, Source, decode};
use crate::diagnostic::{Defect, Diagnostic};
use crate::post::{self, Post};
use crate::strings::post as strings;
use crate::text::SafeStr;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// The posts of a source, unread, in no order.
#[derive(Debug, Default)]
pub struct Listing {
    /// The folder; `None` for the built-in posts and a text.
    pub root: Option<PathBuf>,
    /// What the limits and the system kept from us.
    pub diagnostics: Vec<Diagnostic>,
    /// How many files and folders were passed over.
    pub skipped: usize,
    /// Where the files of a folder must lie.
    pub(super) within: Option<Root>,
    listed: Vec<Listed>,
}

/// One post that is not read yet.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its path as shown.
    pub path: SafeStr,
    pub place: Place,
    /// Why it is not even opened.
    pub refused: Option<Defect>,
}

/// Where a post's bytes are.
#[derive(Clone, Debug)]
pub(super) enum Place {
    File(PathBuf),
    BuiltIn(&'static [u8]),
    Text(Vec<u8>),
}

impl Place {
    /// Gives the bytes, those of a file in `content`; with a root, only of a file below it.
    ///
    /// # Errors
    /// Says why they cannot be read.
    pub fn read<'a>(&'a self, root: Option<&Root>, content: &'a mut Content) -> Result<&'a [u8], Box<Defect>> {
        match self {
            Place::BuiltIn(bytes) => Ok(bytes),
            Place::Text(bytes) => Ok(bytes),
            Place::File(path) => {
                file::read(path, root, content)?;
                Ok(&content.bytes)
            }
        }
    }

    /// The bytes that are in no file.
    pub fn held(&self) -> Option<&[u8]> {
        match self {
            Place::BuiltIn(bytes) => Some(bytes),
            Place::Text(bytes) => Some(bytes),
            Place::File(_) => None,
        }
    }
}

/// Lists the posts of a source without reading them.
///
/// # Errors
/// The folder or file that was named is not there or cannot be listed.
pub fn list(source: &Source) -> Result<Listing, Box<Diagnostic>> {
    let mut listing = Listing::default();
    let listed = |path: &str, place: Place| Listed { path: SafeStr::clean(path), place, refused: None };
    match source {
        Source::BuiltIn => {
            let files = built_in().map(|file| listed(&file.path().to_string_lossy(), Place::BuiltIn(file.contents())));
            listing.listed = files.collect();
        }
        Source::Text { name, bytes } => listing.listed.push(listed(name, Place::Text(bytes.clone()))),
        Source::File(path) => {
            exists(path)?;
            let name = path.file_name().unwrap_or(path.as_os_str());
            listing.root = path.parent().map(Path::to_owned);
            listing.listed.push(listed(&name.to_string_lossy(), Place::File(path.clone())));
        }
        Source::Folder(root) => {
            exists(root)?;
            if !root.is_dir() {
                let defect = Defect::broken(strings::NOT_FOLDER, strings::NOT_FOLDER_HINT);
                return Err(Box::new(Diagnostic { path: SafeStr::clean(&root.to_string_lossy()), defect }));
            }
            listing = folder(root)?;
        }
    }
    Ok(listing)
}

/// Walks a folder.
fn folder(root: &Path) -> Result<Listing, Box<Diagnostic>> {
    let within = Root::new(root).map_err(|error| unreachable(root, &error))?;
    let found = scan::scan(&within);
    let shown = |path: &Path| SafeStr::clean(&below(root, path));
    let entry = |entry: scan::Entry| {
        let path = shown(&entry.path);
        Listed { path, place: Place::File(entry.path), refused: entry.refused }
    };
    let diagnostic = |(path, defect): (PathBuf, Defect)| Diagnostic { path: shown(&path), defect };
    Ok(Listing {
        root: Some(root.to_owned()),
        skipped: found.skipped,
        diagnostics: found.defects.into_iter().map(diagnostic).collect(),
        within: Some(within),
        listed: found.entries.into_iter().map(entry).collect(),
    })
}

/// The part of a path below `root`, of which a walk has made it. Taking it apart name by name would cost more than the walk.
fn below<'a>(root: &Path, path: &'a Path) -> Cow<'a, str> {
    let (whole, root) = (path.as_os_str().as_encoded_bytes(), root.as_os_str().as_encoded_bytes());
    let rest = whole.strip_prefix(root).unwrap_or(whole);
    let is_separator = |byte: &u8| std::path::is_separator(char::from(*byte));
    let start = rest.iter().take_while(|byte| rest.len() < whole.len() && is_separator(byte)).count();
    String::from_utf8_lossy(rest.get(start..).unwrap_or_default())
}

/// Checks that a path is there.
fn exists(path: &Path) -> Result<(), Box<Diagnostic>> {
    path.metadata().map(|_| ()).map_err(|error| unreachable(path, &error))
}

/// Says why a file or folder that was named cannot be reached.
fn unreachable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic { path: SafeStr::clean(&path.to_string_lossy()), defect: *file::refused(path, error) })
}

/// Walks the built-in posts.
fn built_in() -> impl Iterator<Item = &'static include_dir::File<'static>> {
    let mut folders = vec![&BUILT_IN];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter(|file| is_post_name(file.path().as_os_str())));
    }
    files.into_iter()
}

/// What a file is read into, one after the other.
#[derive(Debug, Default)]
pub struct Buffer {
    content: Content,
}

impl Listing {
    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// True without any post.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Keeps one file alone, even one that is passed over in the folder. Gives false where it is neither listed nor there.
    pub fn keep(&mut self, named: &Named) -> bool {
        let path = self.root.as_ref().map(|root| root.join(&named.entry)).unwrap_or_default();
        let is_it = |listed: &Listed| matches!(&listed.place, Place::File(file) if *file == path);
        let listed = self.listed.iter().position(is_it).map(|index| self.listed.swap_remove(index));
        let shown = SafeStr::clean(&named.entry.to_string_lossy());
        let unlisted = || Listed { path: shown, place: Place::File(path.clone()), refused: None };
        self.diagnostics.clear();
        self.listed = listed.or_else(|| named.exists.then(unlisted)).into_iter().collect();
        !self.listed.is_empty()
    }

    /// Takes the posts out.
    pub(super) fn take(&mut self) -> impl Iterator<Item = Listed> + use<> {
        std::mem::take(&mut self.listed).into_iter()
    }

    /// Reads the bytes of a post to look through them: in UTF-8, unless all but the beginning of the file is broken. `None`
    /// where it cannot be read.
    pub fn bytes<'a>(&'a self, index: usize, buffer: &'a mut Buffer) -> Option<Cow<'a, [u8]>> {
        let listed = self.listed.get(index).filter(|listed| listed.refused.is_none())?;
        let bytes = listed.place.read(self.within.as_ref(), &mut buffer.content).ok()?;
        if decode::begins_as_utf8(bytes) { Some(Cow::Borrowed(bytes)) } else { Some(decode::for_head(bytes).ok()?.0) }
    }

    /// Reads title and date of a post whose bytes have just been read, and gives its text. `None` where it is no post.
    pub fn brief<'a>(&'a self, index: usize, buffer: &'a Buffer) -> Option<(Post, Cow<'a, [u8]>)> {
        let listed = self.listed.get(index)?;
        let bytes = listed.place.held().unwrap_or(&buffer.content.bytes);
        let begins = decode::begins_as_utf8(bytes) && decode::is_text(bytes);
        let text = if begins { Cow::Borrowed(bytes) } else { decode::for_head(bytes).ok()?.0 };
        Some((post::brief(id_of(&listed.path), listed.path.clone(), &text), text))
    }
}
