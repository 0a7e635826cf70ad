//! Clusters, cells and safe text.

pub mod safe;
mod width;
