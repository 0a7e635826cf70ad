//! The defects of one front matter, up to a number. Each one shows its line, and a line may be as
//! long as the whole front matter: to make them all would cost the square of its length.

use crate::diagnostic::Defect;
use crate::strings::document as strings;

/// How many defects are listed; nobody reads more.
pub(super) const LISTED: usize = 100;

/// Defects, and how many more there are than are listed.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<Defect>,
    more: usize,
}

impl Problems {
    /// Adds a defect. It is made only if it will be listed.
    pub fn add(&mut self, make: impl FnOnce() -> Defect) {
        if self.listed.len() < LISTED {
            self.listed.push(make());
        } else {
            self.more += 1;
        }
    }

    /// Tells whether a defect like this one is listed.
    pub fn has(&self, is_it: impl Fn(&Defect) -> bool) -> bool {
        self.listed.iter().any(is_it)
    }

    /// Gives the defects; the last one says how many are not listed.
    pub fn list(self) -> Vec<Defect> {
        let more =
            (self.more > 0).then(|| Defect::warning(strings::MORE, strings::MORE_HINT).about(&self.more.to_string()));
        self.listed.into_iter().chain(more).collect()
    }
}
