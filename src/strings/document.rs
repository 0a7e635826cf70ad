//! What is said about a post's body.
