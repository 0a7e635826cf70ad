//! What has been read, starred, and where: values and their rules. Where they are kept is the shell's business.

mod anchor;
mod look;
mod story;

use crate::text::SafeStr;

pub use anchor::Anchor;
pub use look::{PaneWidths, Setting};
pub use story::StoryKey;

/// What the reader has done with one post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Its end has been on screen, or the reader said so.
    pub read: bool,
    /// It is starred as a whole.
    pub starred: bool,
    /// Its starred stories, in the order in which they were starred.
    pub stories: Vec<StarredStory>,
    /// Where the reader left it; `None` at its head.
    pub place: Option<Anchor>,
}

/// A story with a star.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarredStory {
    /// Which story of the post.
    pub key: StoryKey,
    /// Its heading when it was starred.
    pub title: SafeStr,
}

/// One change of what is known about a post. Setting what is so already changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Read, or unread.
    Read(bool),
    /// The whole post is starred, or not.
    Star(bool),
    /// One of its stories is starred, or not.
    StarStory(StarredStory, bool),
    /// Where the reader left it.
    Place(Option<Anchor>),
}

impl Marks {
    /// True where the post or one of its stories has a star.
    pub fn has_star(&self) -> bool {
        self.starred || !self.stories.is_empty()
    }

    /// Makes a change and gives the one that takes it back; `None` where nothing changes.
    pub fn set(&mut self, mark: &Mark) -> Option<Mark> {
        match mark {
            Mark::Read(on) => (std::mem::replace(&mut self.read, *on) != *on).then_some(Mark::Read(!on)),
            Mark::Star(on) => (std::mem::replace(&mut self.starred, *on) != *on).then_some(Mark::Star(!on)),
            Mark::StarStory(story, on) => {
                let at = self.stories.iter().position(|starred| starred.key == story.key);
                match (at, on) {
                    (None, true) => {
                        self.stories.push(story.clone());
                        Some(Mark::StarStory(story.clone(), false))
                    }
                    (Some(at), false) => Some(Mark::StarStory(self.stories.remove(at), true)),
                    (Some(_), true) | (None, false) => None,
                }
            }
            Mark::Place(place) => {
                let before = std::mem::replace(&mut self.place, place.clone());
                (before != *place).then_some(Mark::Place(before))
            }
        }
    }
}

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name; never empty.
    pub name: SafeStr,
    /// The query as text.
    pub query: String,
}

/// What an input line has been asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asking {
    /// A search in one post.
    Page,
    /// A search in all posts.
    Library,
    /// A filter.
    Filter,
}

/// Something to keep that is not about one post.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// A saved view; without a query it is deleted.
    View(SafeStr, Option<String>),
    /// Something that was asked for.
    Asked(Asking, String),
    /// The filter in force.
    Filter(String),
    /// The post that is open, by its place in the library.
    Last(usize),
    /// How the program looks, in all libraries.
    Setting(Setting),
}

/// What was kept, brought back for one reading of a library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recalled {
    /// The marks of posts, by their place in the library; a post without any is not among them.
    pub marks: Vec<(usize, Marks)>,
    /// The saved views, by name.
    pub views: Vec<View>,
    /// What was searched for in posts, oldest first.
    pub searches: Vec<String>,
    /// What was searched for in the library, oldest first.
    pub library_searches: Vec<String>,
    /// The filters that were typed, oldest first.
    pub filters: Vec<String>,
    /// The filter that was in force when the library was last left.
    pub filter: String,
    /// The post that was open then.
    pub last: Option<usize>,
    /// The theme that was chosen while the program ran, by its name.
    pub theme: Option<String>,
    /// How wide the panes were made.
    pub panes: PaneWidths,
}
