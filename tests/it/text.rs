//! Clusters, cells and safe text.

mod safe;
mod width;
