//! Configuration and themes.
