//! Where the words of Chinese text begin, which no blank shows (TYPOGRAPHY P3): a cut by the likeliest words of a static
//! map, made at build time by `build.rs`. It knows Han alone; where a line may end is decided in `layout::inline`.
//!
//! Without the cargo feature `words` there is no map, and [`Words::new`] gives none.

#[cfg(feature = "words")]
mod cut;
#[cfg(not(feature = "words"))]
mod absent;

#[cfg(not(feature = "words"))]
pub use absent::Words;
#[cfg(feature = "words")]
pub use cut::Words;
