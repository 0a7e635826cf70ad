//! Clusters, cells, needles, pinyin and safe text.

mod cluster;
mod mixes;
mod needle;
mod pinyin;
pub mod safe;
mod width;
#[cfg(feature = "words")]
pub mod words;
