//! What the words of a code block are: keywords, texts, comments, keys.

mod token;

pub use token::{Token, Tokens};
