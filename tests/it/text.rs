//! Clusters, cells and safe text.
