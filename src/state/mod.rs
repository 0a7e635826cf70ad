//! The reading state on disk: one SQLite file, shared by all instances, that a fault can cost at most what was just done.
//!
//! Every change is a transaction of its own at the moment at which it is made; nobody ever writes back a whole state, so two
//! instances lose nothing of each other: of two changes of one thing the later one counts. What cannot be written stays in
//! memory, is part of what is recalled, and is tried again with the next change. Opening never fails.
//!
//! [`schema`] opens the file, [`record`] says what a change is, [`keep`] writes and [`recall`] reads them, [`adopt`] finds files
//! that were renamed, [`aside`] moves a damaged file away, [`export`] and [`import`] are its text form, [`place`] where it lies.

mod adopt;
mod aside;
mod export;
mod hash;
mod import;
mod keep;
mod place;
mod recall;
mod record;
mod schema;

use crate::diagnostic::Defect;
use crate::reading::{Mark, Note};
use crate::store::Library;
use crate::strings::state as strings;
use record::{Content, PostKey, Record, Stamped};
use rusqlite::Connection;
use schema::{Access, Opened, Refusal};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

pub use export::Unreadable;
pub use hash::fnv1a;
pub use import::Imported;
use place::Footing;
pub use place::{file, files};
pub use recall::Recalled;

/// How many questions of a kind are kept.
pub const ASKED: usize = 200;

/// What a state is given from outside.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// How many pages of 4 KB the file may take.
    pub pages: u32,
    /// Whether a change waits until it is on the disk. Without it a power cut
    /// may cost the state; a program that dies costs nothing either way.
    pub waits: bool,
    /// Gives the time in milliseconds since 1970.
    pub clock: fn() -> i64,
}

impl Default for Setup {
    /// 64 MB, some 300,000 marked posts, and the clock of the system.
    fn default() -> Self {
        Setup { pages: 16 * 1024, waits: true, clock: || jiff::Timestamp::now().as_millisecond() }
    }
}

/// The reading state, open.
pub struct State {
    connection: Option<Connection>,
    /// Which file that is.
    footing: Option<Footing>,
    /// Whether trying to write makes sense.
    writes: bool,
    setup: Setup,
    /// What is not in the file (yet), oldest first, each thing once.
    pending: Vec<Stamped>,
    /// The reader knows that something could not be written.
    told: bool,
    /// What SQLite said when the file was last looked at; another instance's changes move it on.
    data_version: i64,
    known: Known,
}

/// What was found out about a library and need not be found out again.
#[derive(Default)]
struct Known {
    generation: u64,
    root: Option<PathBuf>,
    identity: Vec<u8>,
    contents: HashMap<Vec<u8>, Option<Content>>,
}

impl State {
    /// Opens the state, or makes it. Without a file nothing is read or written, and marks live in memory. What is wrong is
    /// told once; reading goes on.
    pub fn open(file: Option<&Path>, setup: Setup) -> (State, Option<Defect>) {
        let Some(file) = file else { return (State::new(None, false, setup), None) };
        let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        match schema::open(&whole, &setup) {
            Ok(opened) => State::of(opened, &whole, setup),
            Err(Refusal::Unusable(reason)) => (State::new(None, false, setup), Some(unusable(&reason))),
            Err(Refusal::NoFile) => {
                let trouble = Defect::warning(strings::NO_FILE, strings::UNUSABLE_HINT).about(&whole.to_string_lossy());
                (State::new(None, false, setup), Some(trouble))
            }
            Err(Refusal::Damaged(reason)) => match aside::set_aside(&whole, &setup) {
                Ok((opened, place)) => {
                    let (state, trouble) = State::of(opened, &whole, setup);
                    let aside = place.map(|place| {
                        let message = Defect::warning(strings::SET_ASIDE, strings::SET_ASIDE_HINT);
                        message.about(&place.to_string_lossy())
                    });
                    (state, aside.or(trouble))
                }
                Err(_) => {
                    let trouble = Defect::warning(strings::DAMAGED, strings::DAMAGED_HINT).about(&reason);
                    (State::new(None, false, setup), Some(trouble))
                }
            },
        }
    }

    fn new(connection: Option<Connection>, writes: bool, setup: Setup) -> State {
        let mut state = State {
            connection,
            footing: None,
            writes,
            setup,
            pending: Vec::new(),
            told: false,
            data_version: 0,
            known: Known::default(),
        };
        state.changed_elsewhere();
        state
    }

    fn of(opened: Opened, file: &Path, setup: Setup) -> (State, Option<Defect>) {
        let Opened { connection, access } = opened;
        let (writes, trouble) = match access {
            Access::Write => (true, None),
            Access::Blocked(reason) => (true, Some(unwritable(&reason))),
            Access::Read => (false, Some(Defect::warning(strings::READ_ONLY, strings::READ_ONLY_HINT))),
            Access::Newer(version) => {
                let trouble = Defect::warning(strings::NEWER, strings::NEWER_HINT).about(&version.to_string());
                (false, Some(trouble))
            }
        };
        let mut state = State::new(Some(connection), writes, setup);
        state.footing = Footing::of(file);
        state.told = trouble.is_some();
        (state, trouble)
    }

    /// Keeps a change of what is known about the post at `index`. The first change that cannot be written is told.
    pub fn keep(&mut self, library: &Library, index: usize, mark: &Mark) -> Option<Defect> {
        let post = self.key(library, index)?;
        self.add(Record::Mark(post, mark.clone()))
    }

    /// Keeps something that is not about one post; told as [`State::keep`] does.
    pub fn note(&mut self, library: &Library, note: &Note) -> Option<Defect> {
        let record = match note {
            Note::View(name, query) => Record::View(name.clone(), query.clone()),
            Note::Asked(asking, text) => Record::Asked(*asking, text.clone()),
            Note::Setting(setting) => Record::Setting(setting.clone()),
            Note::Filter(query) => Record::Filter(self.identity(library), query.clone()),
            Note::Last(index) => {
                let path = library.relative(*index)?.into_owned();
                Record::Last(self.identity(library), path)
            }
        };
        self.add(record)
    }

    /// Gives all that is kept about a library, what could not be written among it. Reads no post, unless the file of a marked
    /// one is gone; then those of its size that have no marks, to find it under its new name.
    pub fn recall(&mut self, library: &Library) -> Recalled {
        let identity = self.identity(library);
        let told = self.told;
        let (mut recalled, moved) = recall::recall(self.connection.as_ref(), library, &identity, &self.pending);
        if self.writes && !moved.is_empty() {
            let time = (self.setup.clock)();
            // Before the changes that wait: those are about the new paths.
            self.pending.retain(|change| !matches!(change.record, Record::Moved(..)));
            self.pending.splice(0..0, moved.into_iter().map(|record| Stamped { record, time, count: 0 }));
            let unwritten = self.flush();
            recalled.trouble = recalled.trouble.or(unwritten);
        }
        // Once is enough.
        self.told |= recalled.trouble.is_some();
        recalled.trouble = recalled.trouble.filter(|_| !told);
        recalled
    }

    /// Tells whether another instance has written since this was asked last.
    pub fn changed_elsewhere(&mut self) -> bool {
        let Some(connection) = &self.connection else { return false };
        let version = connection.pragma_query_value(None, "data_version", |row| row.get(0));
        // A file that cannot be read has no news.
        let version = version.unwrap_or(self.data_version);
        std::mem::replace(&mut self.data_version, version) != version
    }

    /// Lets the file have this many pages from now on; the next change writes what did not fit.
    pub fn make_room(&mut self, pages: u32) {
        self.setup.pages = pages;
        if let Some(connection) = &self.connection {
            // The next change shows whether it helped.
            let _: rusqlite::Result<i64> =
                connection.pragma_update_and_check(None, "max_page_count", pages, |row| row.get(0));
        }
    }

    /// Tells how many changes are in memory only.
    pub fn unwritten(&self) -> usize {
        self.pending.len()
    }

    /// Adds a change to what is not written, and writes all of that.
    fn add(&mut self, record: Record) -> Option<Defect> {
        self.pending.retain(|other| !record.replaces(&other.record));
        let time = (self.setup.clock)();
        self.pending.push(Stamped { record, time, count: 0 });
        self.flush()
    }

    /// Writes what is not written yet; the first time that it fails is told.
    fn flush(&mut self) -> Option<Defect> {
        let connection = self.connection.as_mut().filter(|_| self.writes)?;
        let trouble = if self.footing.as_ref().is_some_and(Footing::is_lost) {
            // SQLite would go on writing to a file without a name, which ends with the program.
            Defect::warning(strings::GONE, strings::GONE_HINT)
        } else {
            match keep::write(connection, &self.pending) {
                Ok(()) => {
                    self.pending.retain(|change| change.record.is_fleeting());
                    return None;
                }
                Err(error) => unwritable(&error.to_string()),
            }
        };
        (!std::mem::replace(&mut self.told, true)).then_some(trouble)
    }

    /// Gives the identity of a library, found out once; empty for a text.
    fn identity(&mut self, library: &Library) -> Vec<u8> {
        self.learn(library);
        self.known.identity.clone()
    }

    fn learn(&mut self, library: &Library) {
        let known = &mut self.known;
        if known.identity.is_empty() || known.generation != library.generation || known.root != library.root {
            *known = Known {
                generation: library.generation,
                root: library.root.clone(),
                identity: library.identity().unwrap_or_default(),
                contents: HashMap::new(),
            };
        }
    }

    /// Gives what a post is known by; what its file holds is found out at its first mark.
    fn key(&mut self, library: &Library, index: usize) -> Option<PostKey> {
        self.learn(library);
        let path = library.relative(index)?.into_owned();
        let contents = &mut self.known.contents;
        let content = match contents.get(&path) {
            Some(content) => *content,
            None => {
                let content = adopt::content(library, index);
                contents.insert(path.clone(), content);
                content
            }
        };
        Some(PostKey { library: self.known.identity.clone(), path, content })
    }
}

fn unwritable(reason: &str) -> Defect {
    Defect::warning(strings::UNWRITTEN, strings::UNWRITTEN_HINT).about(reason)
}

fn unusable(reason: &str) -> Defect {
    Defect::warning(strings::UNUSABLE, strings::UNUSABLE_HINT).about(reason)
}
