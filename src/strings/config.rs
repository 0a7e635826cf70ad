//! What is said about the configuration and the themes.
