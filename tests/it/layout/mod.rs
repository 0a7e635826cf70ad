//! The layout engine: drawn examples, invariants, and a judge that must see when the engine is broken.

mod broken;
pub mod code;
pub mod corpus;
mod drawn;
pub mod invariants;
mod joints;
mod judge;
mod linear;
pub mod mixes;
mod prepared;
mod runs;
mod tables;
#[cfg(feature = "words")]
mod words;
