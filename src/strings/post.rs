//! What is said about a post's head, its file and its folder.
