//! What a story is known by, from one reading of its file to the next.

use crate::document::{Document, Story, Target};

/// A story's identity inside its post: the address of its first source, else its heading in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryKey(pub String);

impl StoryKey {
    /// The identity of a story of a document.
    pub fn of(document: &Document, story: &Story) -> Self {
        let url = story.sources.iter().find_map(|&link| match &document.links.get(link)?.target {
            Target::Web(web) => Some(web.url.clone()),
            Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => None,
        });
        StoryKey(url.unwrap_or_else(|| story.title(document).to_lowercase()))
    }
}
