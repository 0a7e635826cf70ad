//! The thread that finds: it owns what can be found in the library and answers the finder's looks, so that typing never waits.
//!
//! Heads are known at once. Bodies are read for their headings when the finder is opened first, the newest first, and an
//! unfinished answer is mended as they come. The newest look wins: an older one is given up where it stands.

use super::Message;
use super::panic::catch;
use crate::app::Action;
use crate::finder::{self, Finder, Kind, Wish};
use crate::store::Library;
use crossbeam_channel::{Receiver, Sender};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long bodies are read between two answers to the same look.
const BATCH: Duration = Duration::from_millis(200);

/// What the thread is told.
pub(super) enum Ask {
    /// The library was read, at the start or again.
    Library(Arc<Library>),
    /// Look for something.
    Look { generation: u64, number: u64, wish: Wish },
}

/// A look that may have to be answered again.
struct Look {
    generation: u64,
    number: u64,
    wish: Wish,
}

/// Answers looks until nobody is left to ask.
pub(super) fn answer_all(asks: &Receiver<Ask>, outbox: &Sender<Message>) {
    let mut desk = Desk { library: Arc::default(), finder: Finder::default(), read: 0, look: None };
    // Sleeps while there is nothing to do; reads bodies while a look waits for them.
    while let Ok(ask) = asks.recv() {
        desk.take(ask);
        loop {
            asks.try_iter().for_each(|ask| desk.take(ask));
            let stop = || !asks.is_empty();
            if !desk.answer(&stop, outbox) {
                break;
            }
        }
    }
}

/// What the thread has before it.
struct Desk {
    library: Arc<Library>,
    finder: Finder,
    /// How many bodies have been read.
    read: usize,
    /// What is still to be answered, or not for good.
    look: Option<Look>,
}

impl Desk {
    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Library(library) => {
                self.finder = Finder::new(&library.posts);
                (self.library, self.read) = (library, 0);
            }
            Ask::Look { generation, number, wish } => self.look = Some(Look { generation, number, wish }),
        }
    }

    /// Answers the look and, where the library is not read to its end, goes on reading. True where there is more to do.
    fn answer(&mut self, stop: &dyn Fn() -> bool, outbox: &Sender<Message>) -> bool {
        let Some(look) = self.look.take_if(|look| look.generation <= self.library.generation) else { return false };
        if look.generation < self.library.generation {
            // The reader will ask again when the new library is there.
            return false;
        }
        // Commands and tags are not in bodies.
        let complete = self.read >= self.library.posts.len() || !look.wish.scope.has(Kind::Heading);
        match self.finder.look(&look.wish, stop) {
            Some(found) => {
                let action = Action::Sighted { number: look.number, found, complete };
                if outbox.send(Message::Act(action)).is_err() || complete {
                    return false;
                }
                self.read_on(stop);
            }
            // Given up for a newer one, which is taken next.
            None => return true,
        }
        self.look.get_or_insert(look);
        true
    }

    /// Reads bodies for a while.
    fn read_on(&mut self, stop: &dyn Fn() -> bool) {
        let begun = Instant::now();
        while begun.elapsed() < BATCH && !stop() && self.read < self.library.posts.len() {
            let post = self.read;
            self.read += 1;
            let Some(head) = self.library.posts.get(post) else { continue };
            // What cannot be read or parsed is told when it is opened.
            let Ok(text) = self.library.read(post) else { continue };
            let entries = catch(AssertUnwindSafe(|| finder::outline_of(head.body_of(&text), &head.title)));
            self.finder.add(post, &entries.unwrap_or_default());
        }
    }
}
