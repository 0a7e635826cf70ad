//! The model and its update.
