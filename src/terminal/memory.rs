//! The thread that remembers: every change is written by it at once, so that neither the screen nor the next instance
//! waits. Only the place in a post, which every scroll changes, is written when the reader rests.

use super::Message;
use crate::app::Action;
use crate::diagnostic::Defect;
use crate::reading::{Asking, Mark, Note, Recalled};
use crate::state::{self, Setup, State};
use crate::store::Library;
use crate::strings::Lang;
use crate::text::SafeStr;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the reader rests on a place before it is written.
const REST: Duration = Duration::from_millis(500);

/// Something to remember.
pub(super) enum Errand {
    /// A library was read: it is announced with what is remembered of it.
    Library(Arc<Library>),
    /// A change of what is known about a post.
    Keep { generation: u64, post: usize, mark: Mark },
    /// Something that is not about one post.
    Note { generation: u64, note: Note },
    /// The program ends: what waits is written.
    End(Sender<()>),
}

/// Remembers until the end.
pub(super) fn remember(file: Option<PathBuf>, lang: Lang, errands: &Receiver<Errand>, outbox: &Sender<Message>) {
    let (state, trouble) = State::open(file.as_deref(), Setup::default());
    let library = Arc::new(Library::default());
    let mut memory = Memory { state, library, lang, resting: Resting::default(), outbox: outbox.clone() };
    // Told after the library has come: its arrival clears the status line.
    let mut trouble = trouble;
    loop {
        match memory.next(errands) {
            Ok(Errand::End(done)) => {
                memory.settle();
                let _ = done.send(());
                return;
            }
            Ok(errand) => memory.take(errand),
            Err(RecvTimeoutError::Timeout) => memory.settle(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        memory.tell(trouble.take());
    }
}

struct Memory {
    state: State,
    library: Arc<Library>,
    lang: Lang,
    resting: Resting,
    outbox: Sender<Message>,
}

/// What may still change before it is written.
#[derive(Default)]
struct Resting {
    places: BTreeMap<usize, Mark>,
    last: Option<usize>,
    until: Option<Instant>,
}

impl Memory {
    fn next(&self, errands: &Receiver<Errand>) -> Result<Errand, RecvTimeoutError> {
        match self.resting.until {
            Some(deadline) => errands.recv_deadline(deadline),
            None => errands.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn take(&mut self, errand: Errand) {
        match errand {
            Errand::Library(library) => {
                self.settle();
                self.library = library;
                let recalled = self.recall();
                let Library { generation, posts, .. } = &*self.library;
                self.act(Action::Library { generation: *generation, posts: posts.clone(), recalled });
            }
            Errand::End(_) => {}
            // What was asked of a library that is gone counts in other numbers.
            Errand::Keep { generation, .. } | Errand::Note { generation, .. }
                if generation != self.library.generation => {}
            Errand::Keep { post, mark: mark @ Mark::Place(_), .. } => {
                self.resting.places.insert(post, mark);
                self.rest();
            }
            Errand::Note { note: Note::Last(post), .. } => {
                self.resting.last = Some(post);
                self.rest();
            }
            Errand::Keep { post, mark, .. } => {
                let trouble = self.state.keep(&self.library, post, &mark);
                self.wrote(trouble);
            }
            Errand::Note { note, .. } => {
                let trouble = self.state.note(&self.library, &note);
                self.wrote(trouble);
            }
        }
    }

    fn recall(&mut self) -> Box<Recalled> {
        let mut kept = self.state.recall(&self.library);
        self.tell(kept.trouble.take());
        let mut asked = |asking| kept.asked.remove(&asking).unwrap_or_default();
        let (searches, library_searches, filters) =
            (asked(Asking::Page), asked(Asking::Library), asked(Asking::Filter));
        let state::Recalled { marks, views, filter, last, theme, panes, .. } = kept;
        Box::new(Recalled { marks, views, searches, library_searches, filters, filter, last, theme, panes })
    }

    fn rest(&mut self) {
        self.resting.until = Some(Instant::now() + REST);
    }

    /// Writes what the reader rests on.
    fn settle(&mut self) {
        let resting = std::mem::take(&mut self.resting);
        for (post, mark) in &resting.places {
            let trouble = self.state.keep(&self.library, *post, mark);
            self.tell(trouble);
        }
        if let Some(post) = resting.last {
            let trouble = self.state.note(&self.library, &Note::Last(post));
            self.wrote(trouble);
        }
    }

    /// Tells what went wrong, and what other instances have changed meanwhile.
    fn wrote(&mut self, trouble: Option<Defect>) {
        self.tell(trouble);
        if self.state.changed_elsewhere() {
            let recalled = self.recall();
            self.act(Action::Recalled { generation: self.library.generation, recalled });
        }
    }

    fn tell(&self, trouble: Option<Defect>) {
        if let Some(trouble) = trouble {
            let sentence = format!("{}  {}", trouble.message(self.lang), trouble.hint(self.lang));
            self.act(Action::Notice(SafeStr::clean(&sentence)));
        }
    }

    fn act(&self, action: Action) {
        // Nobody listens once the program ends.
        let _ = self.outbox.send(Message::Act(action));
    }
}
