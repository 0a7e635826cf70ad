//! The thread that remembers: every change is written by it at once, so that neither the screen nor the next instance
//! waits. Only the place in a post, which every scroll changes, is written when the user rests.
//!
//! What another program's lock keeps out is tried again until it is written. Nothing here waits long for a lock, so that
//! the end of the program is always heard.

use super::Message;
use crate::app::Action;
use crate::diagnostic::Defect;
use crate::reading::{Asking, Mark, Note, Recalled};
use crate::state::{self, Locked, Setup, State};
use crate::store::Library;
use crate::strings::Lang;
use crate::strings::state as strings;
use crate::text::SafeStr;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long the user rests on a place before it is written, and before files of marked posts are read.
const REST: Duration = Duration::from_millis(500);

/// How long one attempt waits for a lock.
const PATIENCE: Duration = Duration::from_millis(50);

/// How long after an attempt that met a lock the next one comes.
const AGAIN: Duration = Duration::from_millis(100);

/// How long a lock may last before the user is told of it. Other readers hold it for some milliseconds.
const LONG: Duration = Duration::from_millis(500);

/// Something to remember.
pub(super) enum Errand {
    /// A library was read: what is remembered of it is told.
    Library(Arc<Library>),
    /// What is remembered was told while changes were on their way, and is to be told again.
    Recall,
    /// What one gesture changes about posts of a library.
    Keep(Arc<Library>, Vec<(usize, Mark)>),
    /// Something that is not about one post.
    Note(Arc<Library>, Note),
    /// The program ends: what waits is written, and it is said how that went.
    End(Sender<Ending>),
}

/// What the thread could do until the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// Why not all is written: one sentence, where nothing more can be done about it.
    pub reason: Option<SafeStr>,
}

/// What is not written yet. It is known at any moment, also while the disk is slow.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    changes: AtomicUsize,
    locked: AtomicBool,
}

impl Backlog {
    /// Tells how many changes of the user are not written.
    pub fn changes(&self) -> usize {
        self.changes.load(Ordering::SeqCst)
    }

    /// True while another program's lock is the reason.
    pub fn is_locked(&self) -> bool {
        self.locked.load(Ordering::SeqCst)
    }

    /// Counts an errand that is on its way.
    pub fn add(&self, errand: &Errand) {
        self.changes.fetch_add(errand.changes(), Ordering::SeqCst);
    }

    fn remove(&self, changes: usize) {
        self.changes.fetch_sub(changes, Ordering::SeqCst);
    }
}

impl Errand {
    /// How many changes of the user it brings.
    fn changes(&self) -> usize {
        match self {
            Errand::Keep(_, marks) => marks.iter().filter(|(_, mark)| !matches!(mark, Mark::Place(_))).count(),
            Errand::Note(_, note) => usize::from(!matches!(note, Note::Last(_))),
            Errand::Library(_) | Errand::Recall | Errand::End(_) => 0,
        }
    }
}

/// Where the thread finds its state, and whom it tells.
pub(super) struct Memory {
    /// The file; none to keep nothing.
    pub file: Option<PathBuf>,
    /// The language of what is told.
    pub lang: Lang,
    /// What is not written yet.
    pub backlog: Arc<Backlog>,
    /// Who is told.
    pub outbox: Sender<Message>,
}

/// Remembers until the end.
pub(super) fn remember(memory: Memory, errands: &Receiver<Errand>) {
    let (state, trouble) = State::open(memory.file.as_deref(), Setup { patience: PATIENCE, ..Setup::default() });
    let library = Arc::new(Library::default());
    let mut keeper = Keeper {
        state,
        library,
        memory,
        resting: Resting::default(),
        owes: false,
        taken: 0,
        lock: None,
        again: None,
        ending: None,
    };
    // Told after the library has come: its arrival clears the status line.
    let mut trouble = trouble;
    loop {
        match keeper.next(errands) {
            Ok(errand) => keeper.take(errand),
            Err(RecvTimeoutError::Timeout) => keeper.wake(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        keeper.tell(trouble.take());
        if keeper.ends() {
            return;
        }
    }
}

struct Keeper {
    state: State,
    /// The library that was read last.
    library: Arc<Library>,
    memory: Memory,
    resting: Resting,
    /// What is remembered of the library could not be read yet.
    owes: bool,
    /// How many errands with changes were taken.
    taken: u64,
    /// The lock that the last attempt met.
    lock: Option<Lock>,
    /// When the next attempt comes.
    again: Option<Instant>,
    /// Who waits for the end.
    ending: Option<Sender<Ending>>,
}

/// A lock of another program.
#[derive(Clone, Copy)]
struct Lock {
    since: Instant,
    told: bool,
}

/// What may still change before it is written.
#[derive(Default)]
struct Resting {
    /// The library that the posts are of.
    library: Arc<Library>,
    places: BTreeMap<usize, Mark>,
    last: Option<usize>,
    until: Option<Instant>,
}

impl Keeper {
    fn next(&self, errands: &Receiver<Errand>) -> Result<Errand, RecvTimeoutError> {
        match self.resting.until.into_iter().chain(self.again).min() {
            Some(deadline) => errands.recv_deadline(deadline),
            None => errands.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn take(&mut self, errand: Errand) {
        let (changes, before) = (errand.changes(), self.state.unwritten());
        match errand {
            Errand::Library(library) => {
                self.settle();
                self.library = library;
                self.recall(true);
            }
            Errand::Recall => self.recall(false),
            Errand::Keep(library, marks) => {
                self.taken += 1;
                let (places, marks): (Vec<_>, Vec<_>) =
                    marks.into_iter().partition(|(_, mark)| matches!(mark, Mark::Place(_)));
                if !places.is_empty() {
                    self.rest(&library).places.extend(places);
                }
                if !marks.is_empty() {
                    let trouble = self.state.keep(&library, &marks);
                    self.wrote(trouble);
                    if marks.len() > 1 {
                        self.rest(&library);
                    }
                }
            }
            Errand::Note(library, Note::Last(post)) => {
                self.taken += 1;
                self.rest(&library).last = Some(post);
            }
            Errand::Note(library, note) => {
                self.taken += 1;
                let trouble = self.state.note(&library, &note);
                self.wrote(trouble);
            }
            Errand::End(done) => {
                self.settle();
                self.write();
                self.ending = Some(done);
            }
        }
        self.count(changes + before);
    }

    /// What was to be done at this time: writing what the user rests on, reading files, trying a locked state again.
    fn wake(&mut self) {
        let before = self.state.unwritten();
        let now = Instant::now();
        if self.again.is_some_and(|again| again <= now) {
            self.again = None;
            if self.owes {
                self.recall(false);
            }
            self.write();
        }
        if self.resting.until.is_some_and(|until| until <= now) {
            self.settle();
            if self.state.read_on(&Arc::clone(&self.library)) {
                // A few files at a time: nobody waits for them, and a slow disk has other things to do.
                self.resting.until = Some(now + REST);
            } else {
                self.write();
            }
        }
        self.count(before);
    }

    /// Takes what is written by now off the number of unwritten changes.
    fn count(&mut self, before: usize) {
        self.memory.backlog.remove(before.saturating_sub(self.state.unwritten()));
        self.memory.backlog.locked.store(self.state.is_locked(), Ordering::SeqCst);
    }

    /// Writes what waits.
    fn write(&mut self) {
        let trouble = self.state.retry();
        self.wrote(trouble);
    }

    /// Tells what is remembered of the library; `answers` an announcement, which waits for it.
    fn recall(&mut self, answers: bool) {
        let generation = self.library.generation;
        match self.state.recall(&self.library) {
            Ok(mut kept) => {
                self.owes = false;
                self.tell(kept.trouble.take());
                let recalled = Some(Box::new(converted(kept)));
                self.send(Message::Recalled { generation, recalled, taken: self.taken });
                // Some files were never read; and what was locked out until now is written.
                self.resting.until.get_or_insert_with(|| Instant::now() + REST);
            }
            Err(Locked) => {
                self.owes = true;
                self.meet_lock();
                if answers {
                    self.send(Message::Recalled { generation, recalled: None, taken: self.taken });
                }
            }
        }
    }

    fn rest(&mut self, library: &Arc<Library>) -> &mut Resting {
        if !Arc::ptr_eq(library, &self.resting.library) {
            self.settle();
            self.resting.library = Arc::clone(library);
        }
        self.resting.until = Some(Instant::now() + REST);
        &mut self.resting
    }

    /// Writes what the user rests on.
    fn settle(&mut self) {
        let Resting { library, places, last, .. } = std::mem::take(&mut self.resting);
        self.resting.library = Arc::clone(&library);
        if !places.is_empty() {
            let places: Vec<(usize, Mark)> = places.into_iter().collect();
            let trouble = self.state.keep(&library, &places);
            self.wrote(trouble);
        }
        if let Some(post) = last {
            let trouble = self.state.note(&library, &Note::Last(post));
            self.wrote(trouble);
        }
    }

    /// Tells what went wrong, what the lock of another program keeps out, and what other instances have changed meanwhile.
    fn wrote(&mut self, trouble: Option<Defect>) {
        let is_well = trouble.is_none() && self.state.failure(self.memory.lang).is_none();
        self.tell(trouble);
        if self.state.is_locked() {
            self.meet_lock();
            return;
        }
        if !self.owes && self.lock.take().is_some_and(|lock| lock.told) && is_well && !self.state.waits() {
            self.notice(strings::UNLOCKED.get(self.memory.lang));
        }
        if self.state.changed_elsewhere() && !self.owes {
            self.recall(false);
        }
    }

    /// Has a locked state tried again soon, and tells of it when it lasts.
    fn meet_lock(&mut self) {
        let now = Instant::now();
        self.again = Some(now + AGAIN);
        let lock = self.lock.get_or_insert(Lock { since: now, told: false });
        if !lock.told && now.duration_since(lock.since) >= LONG {
            lock.told = true;
            self.notice(strings::LOCKED.get(self.memory.lang));
        }
    }

    /// Answers who waits for the end, once nothing more is to be written, or it cannot be.
    fn ends(&mut self) -> bool {
        let waits = self.state.waits();
        // A place that cannot be kept is not worth a word where nothing can: that was reported at the start.
        let reason = self.state.failure(self.memory.lang).filter(|_| waits || self.state.unwritten() > 0);
        if self.ending.is_some() && waits && reason.is_none() {
            self.again.get_or_insert_with(|| Instant::now() + AGAIN);
            return false;
        }
        let Some(done) = self.ending.take() else { return false };
        // Who does not wait any more does not ask.
        let _ = done.send(Ending { reason });
        true
    }

    fn tell(&self, trouble: Option<Defect>) {
        if let Some(trouble) = trouble {
            self.notice(&format!("{}  {}", trouble.message(self.memory.lang), trouble.hint(self.memory.lang)));
        }
    }

    fn notice(&self, sentence: &str) {
        self.send(Message::Act(Action::Notice(SafeStr::clean(sentence))));
    }

    fn send(&self, message: Message) {
        // Nobody listens once the program ends.
        let _ = self.memory.outbox.send(message);
    }
}

/// What the core calls what the state has kept.
fn converted(mut kept: state::Recalled) -> Recalled {
    let mut asked = |asking| kept.asked.remove(&asking).unwrap_or_default();
    let (searches, library_searches, filters) = (asked(Asking::Page), asked(Asking::Library), asked(Asking::Filter));
    let state::Recalled { marks, views, filter, last, theme, panes, .. } = kept;
    Recalled { marks, views, searches, library_searches, filters, filter, last, theme, panes }
}
