//! The texts of all posts, side by side.

/// The texts of all posts of a library, in its order: whole files, front matter included, in UTF-8 as far as they are text.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    text: Vec<u8>,
    /// Where each post ends.
    ends: Vec<usize>,
}

impl Corpus {
    /// Makes an empty one with room for `bytes` bytes of `posts` posts.
    pub fn with_room(posts: usize, bytes: usize) -> Self {
        Corpus { text: Vec::with_capacity(bytes), ends: Vec::with_capacity(posts) }
    }

    /// Adds the text of the next post; a post that cannot be read has none.
    pub fn push(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        self.ends.push(self.text.len());
    }

    /// The text of a post; empty where there is none.
    pub fn get(&self, post: usize) -> &[u8] {
        let start = post.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        self.ends.get(post).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
    }

    /// How many posts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without any post.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many bytes all texts have.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}
