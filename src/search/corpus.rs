//! The texts of all posts, side by side.

use std::ops::Range;

/// The texts of all posts of a library, in its order: whole files, front matter included, in UTF-8 as far as they are text.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    text: Vec<u8>,
    /// Where the text of each post lies.
    posts: Vec<Range<usize>>,
}

impl Corpus {
    /// Makes an empty one with room for `bytes` bytes of `posts` posts.
    pub fn with_room(posts: usize, bytes: usize) -> Self {
        Corpus { text: Vec::with_capacity(bytes), posts: Vec::with_capacity(posts) }
    }

    /// Adds the text of the next post; a post that cannot be read has none.
    pub fn push(&mut self, text: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(text);
        self.posts.push(start..self.text.len());
    }

    /// The text of a post; empty where there is none.
    pub fn get(&self, post: usize) -> &[u8] {
        self.posts.get(post).and_then(|place| self.text.get(place.clone())).unwrap_or_default()
    }

    /// Puts the posts in another order, given by their present numbers.
    pub fn arrange(&mut self, order: &[usize]) {
        self.posts = order.iter().map(|&post| self.posts.get(post).cloned().unwrap_or_default()).collect();
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.posts.len()
    }

    /// True without any post.
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// How many bytes all texts have.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}
