//! Sets of posts by their index in the library.

/// Some of the posts of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// One bit for each post.
    words: Vec<u64>,
    /// How many posts the library has.
    posts: usize,
}

impl Set {
    /// None of `posts` posts.
    pub fn none(posts: usize) -> Self {
        Set { words: vec![0; posts.div_ceil(64)], posts }
    }

    /// All of `posts` posts.
    pub fn all(posts: usize) -> Self {
        Set::none(posts).complement()
    }

    /// Those of `posts` posts for which `holds`.
    pub fn of(posts: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut set = Set::none(posts);
        (0..posts).filter(|&post| holds(post)).for_each(|post| set.insert(post));
        set
    }

    /// Adds a post; one that the library does not have is passed over.
    pub fn insert(&mut self, post: usize) {
        if post < self.posts
            && let Some(word) = self.words.get_mut(post / 64)
        {
            *word |= 1 << (post % 64);
        }
    }

    /// Takes a post out.
    pub fn remove(&mut self, post: usize) {
        if let Some(word) = self.words.get_mut(post / 64) {
            *word &= !(1 << (post % 64));
        }
    }

    /// Tells whether a post is in it.
    pub fn has(&self, post: usize) -> bool {
        self.words.get(post / 64).is_some_and(|word| word >> (post % 64) & 1 == 1)
    }

    /// Counts its posts.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// True without any post.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Walks its posts in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let bits = |(index, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        };
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(bits)
    }

    /// The posts that are in both.
    #[must_use]
    pub fn and(mut self, other: &Set) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
        self
    }

    /// The posts that are in either.
    #[must_use]
    pub fn or(mut self, other: &Set) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
        self
    }

    /// The posts of the library that are not in it.
    #[must_use]
    pub fn complement(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut()
            && !self.posts.is_multiple_of(64)
        {
            *last &= (1 << (self.posts % 64)) - 1;
        }
        self
    }
}
