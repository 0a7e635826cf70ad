//! Opening the state, once or again and again: what each fault of the file means for the session.

use super::place::Footing;
use super::schema::{self, Access, Opened, Refusal};
use super::{Failure, State, aside};
use crate::diagnostic::Defect;
use crate::strings::state as strings;
use std::path::{Path, PathBuf};

impl State {
    /// Opens the file that is not open yet; it stays awaited where another program has locked it.
    pub(super) fn open_awaited(&mut self) -> Option<Defect> {
        let file = self.awaited.take()?;
        self.locked = false;
        let (opened, aside) = match schema::open(&file, &self.setup) {
            Err(Refusal::Damaged(reason)) => match aside::set_aside(&file, &self.setup) {
                Ok((opened, place)) => {
                    let told = |place: PathBuf| {
                        let message = Defect::warning(strings::SET_ASIDE, strings::SET_ASIDE_HINT);
                        message.about(&place.to_string_lossy())
                    };
                    (Ok(opened), place.map(told))
                }
                Err(Refusal::Locked) => (Err(Refusal::Locked), None),
                Err(_) => (Err(Refusal::Damaged(reason)), None),
            },
            opened => (opened, None),
        };
        let trouble = match opened {
            Ok(opened) => self.take(opened, &file),
            Err(Refusal::Locked) => {
                self.awaited = Some(file);
                self.locked = true;
                None
            }
            Err(Refusal::Damaged(reason)) => {
                self.failure = Some(Failure::Refused(reason.clone()));
                Some(Defect::warning(strings::DAMAGED, strings::DAMAGED_HINT).about(&reason))
            }
            Err(Refusal::Unusable(reason)) => {
                self.failure = Some(Failure::Refused(reason.clone()));
                Some(unusable(&reason))
            }
            Err(Refusal::NoFile) => {
                self.failure = Some(Failure::NoFile);
                Some(Defect::warning(strings::NO_FILE, strings::UNUSABLE_HINT).about(&file.to_string_lossy()))
            }
        };
        aside.or(trouble)
    }

    /// Takes over an open database.
    fn take(&mut self, opened: Opened, file: &Path) -> Option<Defect> {
        let Opened { connection, access } = opened;
        let (writes, trouble) = match access {
            Access::Write => (true, None),
            Access::Blocked(reason) => (true, Some(unwritable(&reason))),
            Access::Read => {
                self.failure = Some(Failure::ReadOnly);
                (false, Some(Defect::warning(strings::READ_ONLY, strings::READ_ONLY_HINT)))
            }
            Access::Newer(version) => {
                self.failure = Some(Failure::Newer);
                let trouble = Defect::warning(strings::NEWER, strings::NEWER_HINT).about(&version.to_string());
                (false, Some(trouble))
            }
        };
        self.connection = Some(connection);
        self.footing = Footing::of(file);
        self.writes = writes;
        self.told = trouble.is_some();
        self.changed_elsewhere();
        trouble
    }
}

/// Reports that changes stay in memory, and why.
pub fn unwritable(reason: &str) -> Defect {
    Defect::warning(strings::UNWRITTEN, strings::UNWRITTEN_HINT).about(reason)
}

/// Reports that the file cannot be reached, and why.
pub fn unusable(reason: &str) -> Defect {
    Defect::warning(strings::UNUSABLE, strings::UNUSABLE_HINT).about(reason)
}
