//! Posts folders: from a place on disk, or the posts compiled into the program, to a [`Library`].
//!
//! A library knows the heads of its posts; a body is read when it is asked for. One bad file never hides the others: it is a
//! post with a reason ([`Post::broken`]).

mod decode;
mod file;
mod identity;
mod scan;

use crate::diagnostic::{Defect, Diagnostic, Severity};
use crate::document::scan::estimate;
use crate::post::{self, Post, PostId};
use crate::strings::post as strings;
use crate::text::{SafeStr, safe};
use file::Content;
use include_dir::{Dir, include_dir};
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

pub use decode::{Decoded, decode};
pub use file::FILE_BYTES;
pub use identity::BUILT_IN as BUILT_IN_IDENTITY;
pub use scan::{FOLDER_DEPTH, POSTS, holds_posts, is_post_name};

/// The posts that are compiled into the program.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/posts");

/// Where posts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The posts compiled into the program.
    BuiltIn,
    /// A folder, with all folders below it.
    Folder(PathBuf),
    /// One file.
    File(PathBuf),
    /// A text that was read elsewhere (standard input).
    Text {
        /// What it is called.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

/// All posts of one source.
#[derive(Debug, Default)]
pub struct Library {
    /// The folder; `None` for the built-in posts and a text.
    pub root: Option<PathBuf>,
    /// The heads, newest first, then by file name; posts without a date come last.
    pub posts: Vec<Post>,
    /// What is wrong with heads, files and folders, by path; bodies add theirs when they are read.
    pub diagnostics: Vec<Diagnostic>,
    /// Which reading of the source this is.
    pub generation: u64,
    /// How many files and folders were passed over.
    pub skipped: usize,
    /// Where each post's bytes are.
    places: Vec<Place>,
    /// How many bytes each post had when it was read; 0 where it could not be.
    lengths: Vec<usize>,
}

/// Where a post's bytes are.
#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    BuiltIn(&'static [u8]),
    Text(Vec<u8>),
}

/// Reads all heads of a source.
///
/// # Errors
/// The folder or file that was named is not there or cannot be listed; what is wrong with single posts is in the library.
pub fn load(source: &Source, generation: u64) -> Result<Library, Box<Diagnostic>> {
    let mut rows = Vec::new();
    let mut library = Library { generation, ..Library::default() };
    match source {
        Source::BuiltIn => {
            for file in built_in() {
                let path = SafeStr::clean(&file.path().to_string_lossy());
                rows.push(row(
                    path,
                    Place::BuiltIn(file.contents()),
                    &Content { bytes: file.contents().to_vec(), cut: None },
                ));
            }
        }
        Source::Text { name, bytes } => {
            let content = Content { bytes: bytes.clone(), cut: None };
            rows.push(row(SafeStr::clean(name), Place::Text(bytes.clone()), &content));
        }
        Source::File(path) => {
            exists(path)?;
            let name = path.file_name().unwrap_or(path.as_os_str());
            library.root = path.parent().map(Path::to_owned);
            rows.push(read_row(path.clone(), SafeStr::clean(&name.to_string_lossy()), None, &mut Content::default()));
        }
        Source::Folder(root) => {
            exists(root)?;
            if !root.is_dir() {
                let defect = Defect::broken(strings::NOT_FOLDER, strings::NOT_FOLDER_HINT);
                return Err(Box::new(Diagnostic { path: SafeStr::clean(&root.to_string_lossy()), defect }));
            }
            library.root = Some(root.clone());
            rows = folder(root, &mut library);
        }
    }
    rows.sort_by(|a, b| order(&a.post, &b.post));
    for row in rows {
        library.posts.push(row.post);
        library.places.push(row.place);
        library.lengths.push(row.length);
        library.diagnostics.extend(row.diagnostics);
    }
    Ok(library)
}

/// A post on its way into the library.
struct Row {
    post: Post,
    place: Place,
    length: usize,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a folder.
fn folder(root: &Path, library: &mut Library) -> Vec<Row> {
    let found = scan::scan(root);
    library.skipped = found.skipped;
    let shown = |path: &Path| SafeStr::clean(&path.strip_prefix(root).unwrap_or(path).to_string_lossy());
    for (path, defect) in found.defects {
        library.diagnostics.push(Diagnostic { path: shown(&path), defect });
    }
    let mut content = Content::default();
    let entries = found.entries.into_iter();
    entries
        .map(|entry| {
            let path = shown(&entry.path);
            read_row(entry.path, path, entry.refused, &mut content)
        })
        .collect()
}

/// Reads one file of a folder.
fn read_row(path: PathBuf, shown: SafeStr, refused: Option<Defect>, content: &mut Content) -> Row {
    let result = match refused {
        Some(defect) => Err(Box::new(defect)),
        None => file::read(&path, content),
    };
    match result {
        Ok(()) => row(shown, Place::File(path), content),
        Err(defect) => broken(shown, Place::File(path), *defect),
    }
}

/// Makes a row of a file's bytes.
fn row(path: SafeStr, place: Place, content: &Content) -> Row {
    match decode::for_head(&content.bytes) {
        Err(defect) => broken(path, place, *defect),
        Ok((text, defect)) => {
            let (mut post, mut diagnostics) = post::head(id_of(&path), path.clone(), &text);
            let about = estimate(text.get(post.body.clone()).unwrap_or_default());
            (post.stories, post.words) = (about.stories, about.words);
            let more = defect.into_iter().chain(content.cut.clone()).chain(odd_name(&place));
            diagnostics.extend(more.map(|defect| Diagnostic { path: path.clone(), defect }));
            post.warnings = diagnostics.len();
            Row { post, place, length: content.bytes.len(), diagnostics }
        }
    }
}

/// Makes a row of a file that cannot be read.
fn broken(path: SafeStr, place: Place, defect: Defect) -> Row {
    let (mut post, _) = post::head(id_of(&path), path.clone(), b"");
    post.broken = Some(defect.clone());
    post.warnings = 1;
    Row { post, place, length: 0, diagnostics: vec![Diagnostic { path, defect }] }
}

/// Says that a file's name cannot be shown as it is.
fn odd_name(place: &Place) -> Option<Defect> {
    let Place::File(path) = place else { return None };
    let name = path.file_name()?;
    let odd = name.to_str().is_none_or(|name| safe::clean(name).removed > 0 || name.contains(char::is_control));
    odd.then(|| Defect::warning(strings::NAME, strings::NAME_HINT))
}

/// Gives a path without its extension.
fn id_of(path: &SafeStr) -> PostId {
    let end = path.rfind('.').filter(|dot| is_post_name(path.as_str().as_ref()) && *dot > 0).unwrap_or(path.len());
    PostId(path.slice(0..end))
}

/// Newest first, then by file name, then by path.
fn order(a: &Post, b: &Post) -> Ordering {
    let name = |post: &Post| post.path.rsplit('/').next().unwrap_or_default().to_owned();
    b.date.cmp(&a.date).then_with(|| name(a).cmp(&name(b))).then_with(|| a.path.cmp(&b.path))
}

/// Checks that a path is there.
fn exists(path: &Path) -> Result<(), Box<Diagnostic>> {
    let shown = SafeStr::clean(&path.to_string_lossy());
    match path.metadata() {
        Ok(_) => Ok(()),
        Err(error) => Err(Box::new(Diagnostic { path: shown, defect: *file::refused(path, &error) })),
    }
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

/// A post's whole text and what had to be guessed to read it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The decoded file; [`Post::body_of`] takes the body out of it.
    pub text: String,
    /// Encodings, bytes that could not be read, the limit of size.
    pub defects: Vec<Defect>,
}

impl Library {
    /// Reads the whole text of the post at `index`.
    ///
    /// # Errors
    /// Says why it cannot be read: broken from the start, gone since, no text.
    pub fn read(&self, index: usize) -> Result<String, Box<Defect>> {
        self.open(index).map(|reading| reading.text)
    }

    /// Reads the whole text of the post at `index` with what was noticed on the way.
    ///
    /// # Errors
    /// As [`Library::read`].
    pub fn open(&self, index: usize) -> Result<Reading, Box<Defect>> {
        let gone = || Box::new(Defect::broken(strings::NO_SUCH, strings::NO_SUCH_HINT));
        let (Some(post), Some(place)) = (self.posts.get(index), self.places.get(index)) else { return Err(gone()) };
        if let Some(defect) = post.broken.as_ref().filter(|defect| defect.severity == Severity::Broken) {
            return Err(Box::new(defect.clone()));
        }
        let mut content = Content::default();
        let bytes = match place {
            Place::BuiltIn(bytes) => bytes,
            Place::Text(bytes) => bytes.as_slice(),
            Place::File(path) => {
                file::read(path, &mut content)?;
                content.bytes.as_slice()
            }
        };
        let (text, defect) = decode(bytes)?;
        Ok(Reading { text: text.into_owned(), defects: defect.into_iter().chain(content.cut).collect() })
    }

    /// Gives the undecoded bytes of a post that cannot be read as one; empty where nothing may be read: behind a link, or
    /// where there is no regular file.
    pub fn raw(&self, index: usize) -> Vec<u8> {
        match self.places.get(index) {
            Some(Place::BuiltIn(bytes)) => bytes.to_vec(),
            Some(Place::Text(bytes)) => bytes.clone(),
            Some(Place::File(path)) if !path.is_symlink() => {
                let mut content = Content::default();
                file::read(path, &mut content).map_or_else(|_| Vec::new(), |()| content.bytes)
            }
            Some(Place::File(_)) | None => Vec::new(),
        }
    }

    /// Gives the file of a post, for an editor.
    pub fn path(&self, index: usize) -> Option<&Path> {
        match self.places.get(index)? {
            Place::File(path) => Some(path),
            Place::BuiltIn(_) | Place::Text(_) => None,
        }
    }
}
