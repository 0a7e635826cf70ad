//! Posts folders: from a place on disk, or the posts compiled into the program, to a [`Library`].
//!
//! A library knows the heads of its posts; a body is read when it is asked for. One bad file never hides the others: it is a
//! post with a reason ([`Post::broken`]).

mod beneath;
mod decode;
mod file;
mod identity;
mod head;
mod list;
mod scan;

use crate::diagnostic::{Defect, Diagnostic, Severity};
use crate::post::Post;
use crate::search::Corpus;
use crate::strings::post as strings;
use beneath::Root;
use file::Content;
use include_dir::{Dir, include_dir};
use list::Place;
use std::path::{Path, PathBuf};

pub use beneath::Named;
pub use decode::{Decoded, decode};
pub use file::FILE_BYTES;
pub use head::order;
pub use identity::BUILT_IN as BUILT_IN_IDENTITY;
pub use list::{Buffer, Listing, list};
pub use scan::{FOLDER_DEPTH, POSTS, holds_posts, is_post_name};

/// The posts that are compiled into the program.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/posts");

/// After how many posts a long reading asks whether it shall go on.
const PAUSE: usize = 64;

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
    /// Where the files of a folder must lie.
    within: Option<Root>,
    /// Where each post's bytes are.
    places: Vec<Place>,
    /// How many bytes each post had when it was read; 0 where it could not be.
    lengths: Vec<usize>,
}

/// Reads all heads of a source.
///
/// # Errors
/// The folder or file that was named is not there or cannot be listed; what is wrong with single posts is in the library.
pub fn load(source: &Source, generation: u64) -> Result<Library, Box<Diagnostic>> {
    Ok(read(list(source)?, generation))
}

/// Tells which file or link of a folder of posts a path names, however it is spelled; `None` where it names none.
pub fn named(folder: &Path, path: &Path) -> Option<Named> {
    Root::new(folder).ok()?.named(path)
}

/// Reads all heads of a listing.
pub fn read(mut listing: Listing, generation: u64) -> Library {
    let mut content = Content::default();
    let (listed, within) = (listing.take(), listing.within.take());
    let mut rows: Vec<head::Row> = listed.map(|listed| head::read(listed, within.as_ref(), &mut content)).collect();
    rows.sort_by(|a, b| order(&a.post, &b.post));
    let Listing { root, diagnostics, skipped, .. } = listing;
    let mut library = Library { root, diagnostics, skipped, generation, within, ..Library::default() };
    for row in rows {
        library.posts.push(row.post);
        library.places.push(row.place);
        library.lengths.push(row.length);
        library.diagnostics.extend(row.diagnostics);
    }
    library
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
        let bytes = place.read(self.within.as_ref(), &mut content)?;
        let (text, defect) = decode(bytes)?;
        Ok(Reading { text: text.into_owned(), defects: defect.into_iter().chain(content.cut).collect() })
    }

    /// Reads the texts of all posts, for searching them. `None` when `keep_going`, which is asked from time to time, says no.
    pub fn corpus(&self, keep_going: &mut dyn FnMut() -> bool) -> Option<Corpus> {
        let ends = self.posts.iter().map(|post| post.body.end);
        let mut corpus = Corpus::with_room(self.posts.len(), ends.sum());
        let mut content = Content::default();
        for (index, (post, place)) in self.posts.iter().zip(&self.places).enumerate() {
            if index % PAUSE == 0 && !keep_going() {
                return None;
            }
            let bytes = place.read(self.within.as_ref(), &mut content).ok().filter(|_| post.broken.is_none());
            match bytes.and_then(|bytes| decode::for_head(bytes).ok()) {
                Some((text, _)) => corpus.push(&text),
                None => corpus.push(b""),
            }
        }
        Some(corpus)
    }

    /// Gives the undecoded bytes of a post that cannot be read as one; empty where nothing may be read: outside the folder,
    /// or where there is no regular file.
    pub fn raw(&self, index: usize) -> Vec<u8> {
        let mut content = Content::default();
        match self.places.get(index) {
            Some(Place::BuiltIn(bytes)) => bytes.to_vec(),
            Some(Place::Text(bytes)) => bytes.clone(),
            Some(Place::File(path)) => {
                file::read(path, self.within.as_ref(), &mut content).map_or_else(|_| Vec::new(), |()| content.bytes)
            }
            None => Vec::new(),
        }
    }

    /// Gives the file of a post, for an editor: the real one, where the post is one of a folder. Some posts have none.
    ///
    /// # Errors
    /// Says why it may not be opened: outside the folder, gone, no regular file.
    pub fn path(&self, index: usize) -> Result<Option<PathBuf>, Box<Defect>> {
        match self.places.get(index) {
            Some(Place::File(path)) => file::locate(path, self.within.as_ref()).map(Some),
            Some(Place::BuiltIn(_) | Place::Text(_)) | None => Ok(None),
        }
    }
}
