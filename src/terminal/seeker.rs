//! The thread that looks through the texts of all posts. The texts are read when they are asked for first and stay in memory;
//! a search gives way to the next one, for the reader has typed on.

use super::Message;
use crate::app::Action;
use crate::query::Set;
use crate::search::Seeker;
use crate::store::Library;
use crate::text::Needle;
use crossbeam_channel::{Receiver, Sender};
use std::sync::Arc;

/// Something to look for.
pub(super) enum Search {
    /// A library was read: what was asked of the one before is no longer wanted.
    Library(Arc<Library>),
    /// Which posts have these needles; what was asked for before is no longer wanted. Without any, the texts are made ready.
    Find { generation: u64, needles: Vec<Needle> },
    /// What stands around the hits of some needles in some posts.
    Passages { generation: u64, number: u64, needles: Vec<Needle>, posts: Set, most: usize },
}

/// Looks for what is asked until nobody asks any more.
pub(super) fn seek(searches: &Receiver<Search>, outbox: &Sender<Message>) {
    let mut thread = Thread { library: Arc::default(), seeker: None, find: None, passages: None, outbox };
    loop {
        if thread.find.is_none() && thread.passages.is_none() {
            let Ok(search) = searches.recv() else { return };
            thread.note(search);
        }
        searches.try_iter().for_each(|search| thread.note(search));
        thread.work(&mut || searches.is_empty());
    }
}

struct Thread<'a> {
    library: Arc<Library>,
    /// The texts of the library, once they were asked for.
    seeker: Option<Seeker>,
    find: Option<Vec<Needle>>,
    passages: Option<(u64, Vec<Needle>, Set, usize)>,
    outbox: &'a Sender<Message>,
}

impl Thread<'_> {
    fn note(&mut self, search: Search) {
        match search {
            Search::Library(library) => {
                self.library = library;
                (self.seeker, self.find, self.passages) = (None, None, None);
            }
            Search::Find { generation, needles } if generation == self.library.generation => {
                self.find = Some(needles);
            }
            Search::Passages { generation, number, needles, posts, most } if generation == self.library.generation => {
                self.passages = Some((number, needles, posts, most));
            }
            // Asked of a library that is gone.
            Search::Find { .. } | Search::Passages { .. } => {}
        }
    }

    /// Does what is to be done; what is given up because something new has come is kept for the next time.
    fn work(&mut self, keep_going: &mut dyn FnMut() -> bool) {
        if self.find.is_none() && self.passages.is_none() {
            return;
        }
        let generation = self.library.generation;
        let seeker =
            self.seeker.get_or_insert_with(|| Seeker::new(self.library.corpus(&mut || true).unwrap_or_default()));
        if let Some((number, needles, posts, most)) = &self.passages {
            for needle in needles {
                if seeker.find(needle, keep_going).is_none() {
                    return;
                }
            }
            let found = seeker.passages(&self.library.posts, posts, needles, *most, keep_going);
            let Some(passages) = found.map(Box::new) else { return };
            let number = *number;
            self.passages = None;
            self.tell(Action::Passages { generation, number, passages });
        } else if let Some(needles) = &self.find {
            let mut found = Vec::new();
            for needle in needles {
                let Some(hits) = seeker.find(needle, keep_going) else { return };
                found.push((needle.clone(), hits.set(self.library.posts.len())));
            }
            self.find = None;
            if !found.is_empty() {
                self.tell(Action::Found { generation, found });
            }
        }
    }

    fn tell(&self, action: Action) {
        // Nobody listens once the program ends.
        let _ = self.outbox.send(Message::Act(action));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{self, Source};

    #[test]
    fn texts_are_read_when_something_is_looked_for_and_not_before() {
        let (outbox, inbox) = crossbeam_channel::unbounded();
        let mut thread = Thread { library: Arc::default(), seeker: None, find: None, passages: None, outbox: &outbox };
        let Ok(library) = store::load(&Source::BuiltIn, 3).map(Arc::new) else {
            panic!("the built-in posts are there")
        };
        thread.note(Search::Library(Arc::clone(&library)));
        thread.work(&mut || true);
        assert!(thread.seeker.is_none());
        thread.note(Search::Find { generation: 3, needles: Vec::new() });
        thread.work(&mut || true);
        assert_eq!(thread.seeker.as_ref().map(|seeker| seeker.corpus().len()), Some(library.posts.len()));
        assert!(inbox.is_empty(), "nothing was asked");
        // What is given up for something newer is done later.
        thread.note(Search::Find { generation: 3, needles: vec![Needle::new("gordon")] });
        thread.work(&mut || false);
        assert!(thread.find.is_some() && inbox.is_empty());
        thread.work(&mut || true);
        assert!(thread.find.is_none() && inbox.len() == 1);
        thread.note(Search::Find { generation: 2, needles: vec![Needle::new("gordon")] });
        assert!(thread.find.is_none(), "asked of a library that is gone");
    }
}
