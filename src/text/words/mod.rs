//! Where the words of Chinese text begin, which no blank shows (TYPOGRAPHY P3): the likeliest cut by a map of words that is
//! built in. It knows Han alone; what a border of words is worth to a line is decided in `layout::inline`. `README.md` beside
//! this file says where the words come from and how they are weighed.
//!
//! Without the cargo feature `words` there is no map, and [`Words::new`] gives none.

#[cfg(feature = "words")]
mod cut;
#[cfg(feature = "words")]
mod map;
#[cfg(not(feature = "words"))]
mod absent;

#[cfg(not(feature = "words"))]
pub use absent::Words;
#[cfg(feature = "words")]
pub use cut::Words;
