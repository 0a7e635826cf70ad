//! What is remembered of the posts: how it reaches the model, and how the model's changes reach the thread that keeps them.

use super::memory::Errand;
use super::{Message, Session};
use crate::app::Action;
use crate::app::action::Recollection;
use crate::post::Post;
use crate::reading::Recalled;
use crate::store::Library;
use crossbeam_channel::Receiver;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the posts wait, at the start, for what is remembered of them. On a slow disk they are shown without it, and it
/// comes later.
const RECOLLECTION: Duration = Duration::from_millis(100);

/// What has passed between the model and the thread that remembers.
#[derive(Default)]
pub(super) struct Remembering {
    /// How many changes were given to it.
    pub given: u64,
    /// The reading of the library of which the model knows what is remembered; 0 before the first.
    pub generation: u64,
    /// The user has pressed a key.
    pub begun: bool,
}

impl Session {
    /// Waits for the posts and, not long, for what is remembered of them, so that the list comes with its marks. Keys that
    /// are pressed meanwhile count after that.
    pub(super) fn begin(&mut self, inbox: &Receiver<Message>) -> ControlFlow<u8> {
        let end = Instant::now() + RECOLLECTION;
        let (mut library, mut remembered, mut later) = (None, None, Vec::new());
        while library.is_none() || remembered.is_none() {
            let message = match library {
                Some(_) => inbox.recv_deadline(end).ok(),
                None => inbox.recv().ok(),
            };
            match message {
                Some(Message::Library(read, posts)) => library = Some((read, posts)),
                Some(Message::Recalled { recalled, .. }) => remembered = Some(recalled),
                Some(message) => later.push(message),
                None => break,
            }
        }
        if let Some((library, posts)) = library {
            self.show(library, posts, remembered.flatten())?;
        }
        later.into_iter().try_for_each(|message| self.take(message))
    }

    /// Shows a library.
    pub(super) fn show(
        &mut self,
        library: Arc<Library>,
        posts: Vec<Post>,
        recalled: Option<Box<Recalled>>,
    ) -> ControlFlow<u8> {
        let generation = library.generation;
        self.library = library;
        if recalled.is_some() {
            self.remembering.generation = generation;
        }
        self.act(Action::Library { generation, posts, recalled })
    }

    /// Takes over what is remembered. What was changed while it was on its way is not in it: then it is asked for again.
    pub(super) fn recall(&mut self, generation: u64, recalled: Box<Recalled>, taken: u64) -> ControlFlow<u8> {
        let Remembering { given, begun, .. } = self.remembering;
        if taken != given {
            self.workers.remember(Errand::Recall);
            return ControlFlow::Continue(());
        }
        let is_first = self.model.generation == generation && self.remembering.generation != generation;
        let when = match is_first {
            true if begun || generation > 1 => Recollection::Late,
            true => Recollection::AtStart,
            false => Recollection::Again,
        };
        self.remembering.generation = generation;
        self.act(Action::Recalled { generation, recalled, when })
    }

    /// Gives a change to the thread that remembers.
    pub(super) fn remember(&mut self, errand: Errand) {
        self.remembering.given += 1;
        self.workers.remember(errand);
    }
}
