//! The thread that reads code for its colours. It is started when the first post with code is opened, and loads the syntaxes
//! then; what it found out is kept for a while, so that a post that is opened again has its colours at once.

use super::Message;
use super::panic::catch;
use crate::app::Action;
use crate::app::action::CodeBlock;
use crate::highlight::{Highlighter, Tokens};
use crossbeam_channel::{Receiver, Sender};
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long one block is read at most; the rest of it is plain. Its first line makes the grammar of its language ready, which
/// takes the longest one half a second, and more on a busy machine.
const ONE_BLOCK: Duration = Duration::from_secs(3);

/// Blocks are sent together for so long: each sending sets the page anew. The first one goes at once.
const BATCH: Duration = Duration::from_millis(100);

/// So many bytes of code are kept with their tokens.
const KEPT: usize = 4 << 20;

/// Code to be read.
pub(super) struct Blocks {
    /// The reading of the library that `post` counts in.
    pub generation: u64,
    /// The index of the post.
    pub post: usize,
    /// Its blocks.
    pub blocks: Vec<CodeBlock>,
}

/// Reads what is asked for until nobody asks any more. The newest post wins: an older one is given up where it
/// stands.
pub(super) fn colour(queue: &Receiver<Blocks>, outbox: &Sender<Message>) {
    let mut desk = Desk::default();
    while let Ok(first) = queue.recv() {
        let newest = queue.try_iter().last().unwrap_or(first);
        desk.answer(newest, &|| queue.is_empty(), outbox);
    }
}

/// What the thread has before it.
#[derive(Default)]
struct Desk {
    highlighter: Option<Highlighter>,
    known: HashMap<(String, String), Option<Arc<Tokens>>>,
    kept: usize,
}

impl Desk {
    fn answer(&mut self, blocks: Blocks, keep_going: &dyn Fn() -> bool, outbox: &Sender<Message>) {
        let Blocks { generation, post, blocks } = blocks;
        let (mut found, mut sent): (Vec<_>, Option<Instant>) = (Vec::new(), None);
        let last = blocks.len().saturating_sub(1);
        for (index, CodeBlock { block, language, text }) in blocks.into_iter().enumerate() {
            if !keep_going() {
                return;
            }
            found.extend(self.tokens(language, text, keep_going).map(|tokens| (block, tokens)));
            let due = index == last || sent.is_none_or(|sent| sent.elapsed() > BATCH);
            if due && !found.is_empty() {
                sent = Some(Instant::now());
                let tokens = std::mem::take(&mut found);
                // Nobody listens once the program ends.
                let _ = outbox.send(Message::Act(Action::Coloured { generation, post, tokens }));
            }
        }
    }

    fn tokens(&mut self, language: String, text: String, keep_going: &dyn Fn() -> bool) -> Option<Arc<Tokens>> {
        let key = (language, text);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let begun = Instant::now();
        let mut go_on = || keep_going() && begun.elapsed() < ONE_BLOCK;
        let read = catch(AssertUnwindSafe(|| {
            self.highlighter.get_or_insert_with(Highlighter::load).tokens(&key.0, &key.1, &mut go_on)
        }));
        if read.is_none() {
            // Nobody knows what the failure has left behind.
            self.highlighter = None;
        }
        let tokens = read.flatten().map(Arc::new);
        // What was given up half-way is to be read anew.
        if keep_going() {
            self.keep(key, tokens.clone());
        }
        tokens
    }

    fn keep(&mut self, key: (String, String), tokens: Option<Arc<Tokens>>) {
        self.kept += key.1.len();
        if self.kept > KEPT {
            self.kept = key.1.len();
            self.known.clear();
        }
        self.known.insert(key, tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::unbounded;

    fn blocks(texts: &[&str]) -> Blocks {
        let block =
            |(block, text): (usize, &&str)| CodeBlock { block, language: "yaml".to_owned(), text: (*text).to_owned() };
        Blocks { generation: 1, post: 0, blocks: texts.iter().enumerate().map(block).collect() }
    }

    /// How many blocks each message has.
    fn sent(inbox: &Receiver<Message>) -> Vec<usize> {
        let of = |message| match message {
            Message::Act(Action::Coloured { tokens, .. }) => tokens.len(),
            _ => 0,
        };
        inbox.try_iter().map(of).collect()
    }

    #[test]
    fn the_first_block_comes_at_once_and_all_are_known_the_next_time() {
        let (outbox, inbox) = unbounded();
        let mut desk = Desk::default();
        assert!(desk.highlighter.is_none());
        desk.answer(blocks(&["a: 1", "b: 2", "c: 3"]), &|| true, &outbox);
        let counts = sent(&inbox);
        assert_eq!((counts.first(), counts.iter().sum()), (Some(&1), 3));
        assert_eq!(desk.known.len(), 3);
        // What is known is not read again.
        desk.highlighter = None;
        desk.answer(blocks(&["a: 1", "c: 3"]), &|| true, &outbox);
        assert!(desk.highlighter.is_none());
        assert_eq!(sent(&inbox).iter().sum::<usize>(), 2);
    }

    #[test]
    fn what_is_given_up_is_neither_sent_nor_kept() {
        let (outbox, inbox) = unbounded();
        let mut desk = Desk::default();
        desk.answer(blocks(&["a: 1"]), &|| false, &outbox);
        assert_eq!((sent(&inbox), desk.known.len()), (Vec::new(), 0));
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let mut desk = Desk::default();
        for number in 0..9 {
            desk.keep(("yaml".to_owned(), number.to_string().repeat(KEPT / 3)), None);
        }
        assert!(desk.known.len() < 4 && desk.kept <= KEPT, "{}", desk.kept);
    }
}
