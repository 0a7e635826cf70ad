//! Clusters, cells, sounds and safe text.

mod cluster;
mod mixes;
mod needle;
mod pinyin;
pub mod safe;
mod sounds;
mod width;
#[cfg(feature = "words")]
pub mod words;
