//! From the bytes of one file to the head of a post and its place in the library.

use super::beneath::Root;
use super::decode;
use super::file::Content;
use super::list::{Listed, Place};
use super::scan::is_post_name;
use crate::diagnostic::{Defect, Diagnostic};
use crate::document::scan::estimate;
use crate::post::{self, Post, PostId};
use crate::strings::post as strings;
use crate::text::{SafeStr, safe};
use std::cmp::Ordering;

/// A post on its way into the library.
pub(super) struct Row {
    pub post: Post,
    pub place: Place,
    /// How many bytes it has; 0 where it could not be read.
    pub length: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one listed file, in a buffer that is used again; with a root, only a file below it.
pub(super) fn read(listed: Listed, root: Option<&Root>, content: &mut Content) -> Row {
    let Listed { path, place, refused } = listed;
    content.cut = None;
    let bytes = match refused {
        Some(defect) => Err(Box::new(defect)),
        None => place.read(root, content).map(<[u8]>::len),
    };
    match bytes {
        Ok(_) => row(path, place, content),
        Err(defect) => broken(path, place, *defect),
    }
}

/// Makes a row of a file's bytes.
fn row(path: SafeStr, place: Place, content: &Content) -> Row {
    let bytes = place.held().unwrap_or(&content.bytes);
    match decode::for_head(bytes) {
        Err(defect) => broken(path, place, *defect),
        Ok((text, defect)) => {
            let (mut post, mut diagnostics) = post::head(id_of(&path), path.clone(), &text);
            let about = estimate(text.get(post.body.clone()).unwrap_or_default());
            (post.stories, post.words) = (about.stories, about.words);
            let more = defect.into_iter().chain(content.cut.clone()).chain(odd_name(&place));
            diagnostics.extend(more.map(|defect| Diagnostic { path: path.clone(), defect }));
            post.warnings = diagnostics.len();
            drop(text);
            let length = bytes.len();
            Row { post, place, length, diagnostics }
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
pub(super) fn id_of(path: &SafeStr) -> PostId {
    let end = path.rfind('.').filter(|dot| is_post_name(path.as_str().as_ref()) && *dot > 0).unwrap_or(path.len());
    PostId(path.slice(0..end))
}

/// Orders the posts of a library: newest first, then by file name, then by path.
pub fn order(a: &Post, b: &Post) -> Ordering {
    fn name(post: &Post) -> &str {
        post.path.rsplit('/').next().unwrap_or_default()
    }
    b.date.cmp(&a.date).then_with(|| name(a).cmp(name(b))).then_with(|| a.path.cmp(&b.path))
}
