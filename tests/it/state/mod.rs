//! The reading state on disk: what is kept, what two instances and faults do to it, and the commands about it.

mod commands;
mod damage;
mod exchange;
mod faults;
pub mod gestures;
mod kept;
mod locks;
mod races;
mod renamed;

use std::fs;
use std::path::{Path, PathBuf};
use yundu::diagnostic::Defect;
use yundu::reading::{Anchor, Mark, Marks, StarredStory, StoryKey};
use yundu::state::{Setup, State};
use yundu::store::{self, Library, Source};
use yundu::strings::Lang;
use yundu::text::SafeStr;

/// A posts folder and a place for the state, in a folder that goes with it.
struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    /// Lays out `posts` posts of different content.
    fn new(posts: usize) -> Desk {
        let desk = Desk { root: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.posts()).unwrap();
        for index in 0..posts {
            desk.write(&name(index), &format!("# 第 {index} 篇\n\n{}\n", "文".repeat(index + 1)));
        }
        desk
    }

    fn posts(&self) -> PathBuf {
        self.root.path().join("posts")
    }

    fn file(&self) -> PathBuf {
        self.root.path().join("state/yundu/state.db")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.posts().join(name), text).unwrap();
    }

    fn library(&self) -> Library {
        load(&self.posts())
    }

    /// Opens the state, which must be well.
    fn open(&self) -> State {
        let (state, trouble) = State::open(Some(&self.file()), Setup::default());
        assert_eq!(trouble.map(|trouble| trouble.message(Lang::En)), None);
        state
    }

    /// Opens the state anew and draws what it recalls.
    fn recalled(&self) -> String {
        drawn(&mut self.open(), &self.library())
    }
}

fn load(folder: &Path) -> Library {
    store::load(&Source::Folder(folder.to_owned()), 1).unwrap()
}

/// The name of a post; the first one is the newest, so its index is its number.
fn name(index: usize) -> String {
    format!("{:04}-01-01-p.md", 9000 - index)
}

fn story(key: &str, title: &str) -> StarredStory {
    StarredStory { key: StoryKey(key.to_owned()), title: SafeStr::clean(title) }
}

fn at(offset: usize) -> Mark {
    Mark::Place(Some(Anchor { offset, quote: "文".to_owned() }))
}

/// Keeps marks, and expects that nothing is said.
fn keep(state: &mut State, library: &Library, marks: &[(usize, Mark)]) {
    for (index, mark) in marks {
        let trouble = state.keep(library, &[(*index, mark.clone())]);
        assert_eq!(trouble.map(|trouble| trouble.message(Lang::En)), None, "{mark:?}");
    }
}

/// Draws the marks of a post: `r` read, `*` starred, the starred stories, `@` the place.
fn marks(marks: &Marks) -> String {
    let mut out = String::new();
    out.push_str(if marks.read { "r" } else { "" });
    out.push_str(if marks.starred { "*" } else { "" });
    marks.stories.iter().for_each(|story| out.push_str(&format!("[{}]", story.title)));
    marks.place.iter().for_each(|place| out.push_str(&format!("@{}", place.offset)));
    out
}

/// Draws what a state recalls of a library: `index:marks` for each post.
fn drawn(state: &mut State, library: &Library) -> String {
    let recalled = state.recall(library).unwrap();
    assert_eq!(recalled.trouble.map(|trouble| trouble.message(Lang::En)), None);
    let each = recalled.marks.iter().map(|(index, of_post)| format!("{index}:{}", marks(of_post)));
    each.collect::<Vec<_>>().join(" ")
}

fn said(trouble: Option<Defect>) -> String {
    trouble.map(|trouble| trouble.message(Lang::En).to_string()).unwrap_or_default()
}

/// The names of the files beside the state, sorted.
fn beside(file: &Path) -> Vec<String> {
    let entries = file.parent().unwrap().read_dir().into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
