//! Heads of posts.
