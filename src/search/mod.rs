//! Searching all posts: their texts lie side by side in memory ([`Corpus`]), a [`Seeker`] finds what is looked for and
//! remembers it for the next keystroke, and [`Passages`] say where the hits are and what stands around them, best first.
//!
//! Nothing is indexed: looking through ten thousand posts takes less than reading them, and Han are found as they are written.

mod corpus;
mod found;
mod passage;
mod place;
mod rank;
mod seeker;
mod visible;

pub use crate::document::scan::{Section, sections};
pub use corpus::Corpus;
pub use found::Found;
pub use passage::{CELLS, Passage, Passages};
pub use place::Class;
pub use rank::{Ranking, Spot};
pub use seeker::Seeker;
pub use visible::{heading, shown};
