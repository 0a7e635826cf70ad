//! What is said about links, the clipboard and the terminal.
