//! Hostile posts: every cell of every frame.
