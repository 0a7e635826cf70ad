//! Leaving: the program ends when what was changed is written, not before, and says so when that takes long.

use super::inquiry::Inquiry;
use super::memory::{Ending, Errand};
use super::{Message, Session};
use crate::app::Action;
use crate::strings::state as strings;
use crate::text::SafeStr;
use crossbeam_channel::{Receiver, at, bounded, select};
use crossterm::event::{Event, KeyCode, KeyModifiers};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// How long leaving is silent.
const SILENT: Duration = Duration::from_millis(500);

/// How long leaving by a key waits for what is being written.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long leaving by a signal waits: whoever sends one may send a stronger one soon.
const LAST_WRITE: Duration = Duration::from_secs(1);

/// How the reader ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The exit code: 0, or 128 + n when signal n ended it.
    pub code: u8,
    /// What is not written, if anything is not.
    pub unsaved: Option<Unsaved>,
}

/// What was not written before the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// What, and why, as a sentence.
    pub what: SafeStr,
    /// True where it was given up while it could still have been written; false where the disk or the file takes nothing,
    /// which was reported when it happened.
    pub given_up: bool,
}

impl Session {
    /// Waits until all changes are written, and not for ever.
    pub(super) fn leave(&mut self, inbox: &Receiver<Message>, ended: ControlFlow<u8>) -> Ended {
        let (done, written) = bounded(1);
        self.workers.remember(Errand::End(done));
        let mut code = match ended {
            ControlFlow::Break(code) => code,
            // Nobody is left to send anything.
            ControlFlow::Continue(()) => 0,
        };
        let begun = Instant::now();
        let mut end = begun + if code == 0 { PATIENCE } else { LAST_WRITE };
        let mut silent = (code == 0).then_some(begun + SILENT);
        loop {
            select! {
                recv(written) -> ending => {
                    let unsaved = match ending {
                        Ok(Ending { reason }) => reason.map(|why| self.unsaved(&why, false)),
                        // The thread has ended by a fault of its own.
                        Err(_) => Some(self.unsaved(strings::WHY_FAILED.get(self.model.lang()), true)),
                    };
                    return Ended { code, unsaved };
                }
                recv(inbox) -> message => match message {
                    Ok(Message::End(signal)) => {
                        code = signal;
                        end = end.min(Instant::now() + LAST_WRITE);
                    }
                    Ok(Message::Input(event)) if silent.is_none() && is_ctrl_c(&event) => end = Instant::now(),
                    Ok(message) => self.take_while_leaving(message),
                    Err(_) => end = Instant::now(),
                },
                recv(at(silent.map_or(end, |silent| silent.min(end)))) -> _ => {}
            }
            let now = Instant::now();
            if now >= end {
                let why = if self.workers.backlog().is_locked() { strings::WHY_LOCKED } else { strings::WHY_SLOW };
                return Ended { code, unsaved: Some(self.unsaved(why.get(self.model.lang()), true)) };
            }
            if silent.take_if(|silent| now >= *silent).is_some() {
                self.say_what_is_written();
            }
        }
    }

    /// Waits a moment for replies that are on their way: the shell would take them for keys.
    pub(super) fn take_late_replies(&mut self, inbox: &Receiver<Message>) {
        while let Some(deadline) = self.inquiry.as_ref().and_then(Inquiry::deadline)
            && let Ok(message) = inbox.recv_deadline(deadline)
        {
            if let Message::Reply(reply) = message {
                let _ = self.hear(&reply);
            }
        }
    }

    /// The terminal may still be resized, stopped and continued; everything else comes too late.
    fn take_while_leaving(&mut self, message: Message) {
        match message {
            Message::Drawn(_) | Message::Resized | Message::Stop | Message::Continued | Message::Reply(_) => {
                // The program is about to end anyway.
                let _ = self.take(message);
            }
            Message::Input(_)
            | Message::Act(_)
            | Message::Library(..)
            | Message::Recalled { .. }
            | Message::Edit { .. }
            | Message::End(_) => {}
        }
        self.draw();
    }

    fn say_what_is_written(&mut self) {
        let (changes, lang) = (self.workers.backlog().changes(), self.model.lang());
        let sentence = match changes {
            0 => strings::LEAVING_PLACE,
            _ if self.workers.backlog().is_locked() => strings::LEAVING_LOCKED,
            _ => strings::LEAVING,
        };
        let notice = SafeStr::clean(&sentence.get(lang).replace("{}", &changes.to_string()));
        // A notice asks for nothing that could end the program.
        let _ = self.act(Action::Notice(notice));
        self.draw();
    }

    fn unsaved(&self, why: &str, given_up: bool) -> Unsaved {
        let (changes, lang) = (self.workers.backlog().changes(), self.model.lang());
        let what = match changes {
            0 => strings::PLACE_NOT_SAVED.get(lang).replace("{}", why),
            _ => strings::NOT_SAVED.get(lang).replacen("{}", &changes.to_string(), 1).replacen("{}", why, 1),
        };
        Unsaved { what: SafeStr::clean(&what), given_up }
    }
}

fn is_ctrl_c(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL))
}
