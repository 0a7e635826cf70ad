//! Posts folders.
