//! The reading state on disk: one SQLite file, shared by all instances, that a fault can cost at most what was just done.
//!
//! What one gesture changes is one transaction at the moment at which it is made; nobody ever writes back a whole state, so
//! two instances lose nothing of each other: of two changes of one thing the later one counts. What cannot be written stays
//! in memory, is part of what is recalled, and is tried again with the next change. Opening never fails.
//!
//! A file that another program has locked is waited for ([`Locked`]): it is not read, not replaced, and not given up.
//! Changes made meanwhile are written by [`State::retry`] after the lock is gone.
//!
//! [`open`] opens the file by [`schema`], [`record`] says what a change is, [`keep`] writes and [`recall`] reads them, [`adopt`] finds files
//! that were renamed, [`aside`] moves a damaged file away, [`export`] and [`import`] are its text form, [`place`] where it lies.

mod adopt;
mod aside;
mod export;
mod hash;
mod import;
mod keep;
mod open;
mod place;
mod recall;
mod record;
mod schema;

use crate::diagnostic::Defect;
use crate::reading::{Mark, Note};
use crate::store::Library;
use crate::strings::{Lang, state as strings};
use crate::text::SafeStr;
use open::{unusable, unwritable};
use record::{Content, PostKey, Record, Stamped};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use export::Unreadable;
pub use hash::fnv1a;
pub use import::Imported;
use place::Footing;
pub use place::{file, files};
pub use recall::Recalled;
pub use schema::is_lock;

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
    /// How long one attempt waits for a lock of another program; a change takes that program some milliseconds.
    pub patience: Duration,
}

impl Default for Setup {
    /// 64 MB, some 300,000 marked posts, the clock of the system, five seconds.
    fn default() -> Self {
        let clock = || jiff::Timestamp::now().as_millisecond();
        Setup { pages: 16 * 1024, waits: true, clock, patience: Duration::from_secs(5) }
    }
}

/// Another program has locked the state for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked;

/// Why changes are not written, a lock apart.
enum Failure {
    /// The file was moved or removed.
    Gone,
    /// Something else stands there: a folder, a pipe.
    NoFile,
    /// The file or its disk takes no writing.
    ReadOnly,
    /// A newer program wrote the file.
    Newer,
    /// What the system said.
    Refused(String),
}

/// How many files are read for one gesture before it is written. The others are read when the program rests.
const AT_ONCE: usize = 64;

/// The reading state, open.
pub struct State {
    connection: Option<Connection>,
    /// The file, while it is not open because another program has locked it.
    awaited: Option<PathBuf>,
    /// The last attempt to open, to read or to write met a lock.
    locked: bool,
    /// Which file that is.
    footing: Option<Footing>,
    /// Whether trying to write makes sense.
    writes: bool,
    setup: Setup,
    /// What is not in the file (yet), oldest first, each thing once.
    pending: Vec<Stamped>,
    /// The user knows that something could not be written.
    told: bool,
    /// Why nothing is written, or why the last attempt failed, where that was no lock.
    failure: Option<Failure>,
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
    /// Marked posts whose files are still to be read.
    unread: Vec<usize>,
}

impl State {
    /// Opens the state, or makes it. Without a file nothing is read or written, and marks live in memory. What is wrong is
    /// reported once; reading goes on. Where the file is locked, [`State::is_locked`] says so.
    pub fn open(file: Option<&Path>, setup: Setup) -> (State, Option<Defect>) {
        let mut state = State::new(setup);
        state.awaited = file.map(|file| std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
        let trouble = state.open_awaited();
        (state, trouble)
    }

    fn new(setup: Setup) -> State {
        State {
            connection: None,
            awaited: None,
            locked: false,
            footing: None,
            writes: false,
            setup,
            pending: Vec::new(),
            told: false,
            failure: None,
            data_version: 0,
            known: Known::default(),
        }
    }

    /// Keeps what one gesture changes about posts, by their indexes, in one transaction. The first change that cannot be
    /// written is reported.
    pub fn keep(&mut self, library: &Library, marks: &[(usize, Mark)]) -> Option<Defect> {
        let new: HashSet<usize> = marks.iter().map(|(index, _)| *index).collect();
        self.learn(library);
        self.known.unread.retain(|index| !new.contains(index));
        let count = new.len();
        self.known.unread.extend(new);
        if count <= AT_ONCE {
            // The changes themselves say what the files hold.
            self.read_files(library, count);
        }
        let record = |(index, mark): &(usize, Mark)| Some(Record::Mark(self.key(library, *index)?, mark.clone()));
        let records: Vec<Record> = marks.iter().filter_map(record).collect();
        self.add(records)
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
        self.add(vec![record])
    }

    /// Gives all that is kept about a library, what could not be written among it. Reads no post, unless the file of a marked
    /// one is gone; then those of its size that have no marks, to find it under its new name.
    ///
    /// # Errors
    /// The state is locked: what is in it is not known yet.
    pub fn recall(&mut self, library: &Library) -> Result<Recalled, Locked> {
        let opening = self.open_awaited();
        if self.awaited.is_some() {
            return Err(Locked);
        }
        let identity = self.identity(library);
        let told = self.told && opening.is_none();
        let read = recall::recall(self.connection.as_ref(), library, &identity, &self.pending);
        // Reading may work while writing does not: what waits to be written still meets the lock.
        self.locked = read.is_err() || self.locked && self.has_unwritten();
        let (mut recalled, moved, unread) = read?;
        recalled.trouble = opening.or(recalled.trouble);
        self.known.unread.extend(unread);
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
        Ok(recalled)
    }

    /// Tries again to open and to write what another program's lock has kept out. What is wrong otherwise is reported once.
    pub fn retry(&mut self) -> Option<Defect> {
        self.flush()
    }

    /// True where the last attempt to open, to read or to write met another program's lock: trying again soon makes sense.
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Reads the files of some marked posts, so that their marks are found again after a file was renamed, and notes what
    /// they hold with the next change. Gives false when there is nothing more to read.
    pub fn read_on(&mut self, library: &Library) -> bool {
        self.learn(library);
        let records = self.read_files(library, AT_ONCE);
        self.pending.extend(records);
        !self.known.unread.is_empty()
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

    /// Tells how many changes of the user are in memory only.
    pub fn unwritten(&self) -> usize {
        self.pending.iter().filter(|change| change.record.is_of_the_user()).count()
    }

    /// True where something waits to be written that would be lost with the program. Nothing waits where the file may
    /// only be read: that was reported when it was opened.
    pub fn waits(&self) -> bool {
        let lost = |record: &Record| !record.is_fleeting() && !record.is_found_again();
        (self.writes || self.awaited.is_some()) && self.pending.iter().any(|change| lost(&change.record))
    }

    fn has_unwritten(&self) -> bool {
        self.pending.iter().any(|change| !change.record.is_fleeting())
    }

    /// Says why nothing is written, or why the last attempt failed, where it did and met no lock.
    pub fn failure(&self, lang: Lang) -> Option<SafeStr> {
        self.failure.as_ref().map(|failure| match failure {
            Failure::Gone => SafeStr::literal(strings::WHY_GONE.get(lang)),
            Failure::NoFile => SafeStr::literal(strings::WHY_NO_FILE.get(lang)),
            Failure::ReadOnly => SafeStr::literal(strings::WHY_READ_ONLY.get(lang)),
            Failure::Newer => SafeStr::literal(strings::WHY_NEWER.get(lang)),
            Failure::Refused(reason) => SafeStr::clean(reason),
        })
    }

    /// Adds changes to what is not written, and writes all of that.
    fn add(&mut self, records: Vec<Record>) -> Option<Defect> {
        let time = (self.setup.clock)();
        // Of two changes of one thing in one gesture the later one counts, too.
        let mut things = HashSet::with_capacity(records.len());
        let mut latest: Vec<bool> = records.iter().rev().map(|record| things.insert(record.thing())).collect();
        latest.reverse();
        self.pending.retain(|other| !things.contains(&other.record.thing()));
        drop(things);
        let records = records.into_iter().zip(latest).filter_map(|(record, latest)| latest.then_some(record));
        self.pending.extend(records.map(|record| Stamped { record, time, count: 0 }));
        self.flush()
    }

    /// Opens what is not open yet and writes what is not written yet; the first time that it fails is reported. A lock is no
    /// failure: see [`State::is_locked`].
    fn flush(&mut self) -> Option<Defect> {
        let opening = self.open_awaited();
        if !self.has_unwritten() {
            return opening;
        }
        let Some(connection) = self.connection.as_mut().filter(|_| self.writes) else { return opening };
        self.locked = false;
        self.failure = None;
        // SQLite goes on writing to a file without a name, which ends with the program. It may have lost its name while
        // the change waited for a lock.
        let is_lost = || self.footing.as_ref().is_some_and(Footing::is_lost);
        let written = if is_lost() { Ok(()) } else { keep::write(connection, &self.pending) };
        let (failure, trouble) = match written {
            Ok(()) if is_lost() => (Failure::Gone, Defect::warning(strings::GONE, strings::GONE_HINT)),
            Ok(()) => {
                self.pending.retain(|change| change.record.is_fleeting());
                return opening;
            }
            Err(error) if schema::is_lock(&error) => {
                self.locked = true;
                return opening;
            }
            Err(error) => (Failure::Refused(error.to_string()), unwritable(&error.to_string())),
        };
        self.failure = Some(failure);
        opening.or_else(|| (!std::mem::replace(&mut self.told, true)).then_some(trouble))
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
                unread: Vec::new(),
            };
        }
    }

    /// Gives what a post is known by, with what its file holds where that was read.
    fn key(&self, library: &Library, index: usize) -> Option<PostKey> {
        let path = library.relative(index)?.into_owned();
        let content = self.known.contents.get(&path).copied().flatten();
        Some(PostKey { library: self.known.identity.clone(), path, content })
    }

    /// Reads the files of at most so many marked posts; gives what they hold, as changes to write.
    fn read_files(&mut self, library: &Library, most: usize) -> Vec<Stamped> {
        let time = (self.setup.clock)();
        let some = self.known.unread.len().saturating_sub(most);
        let mut found = Vec::new();
        for index in self.known.unread.split_off(some) {
            let Some(path) = library.relative(index) else { continue };
            if !self.known.contents.contains_key(&*path) {
                self.known.contents.insert(path.into_owned(), adopt::content(library, index));
                found.extend(self.key(library, index).filter(|key| key.content.is_some()));
            }
        }
        found.into_iter().map(|key| Stamped { record: Record::Content(key), time, count: 0 }).collect()
    }
}
