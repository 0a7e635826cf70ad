//! What was found of one needle.

use super::place::is_name;
use crate::query::Set;
use crate::text::needle::Scanner;

/// The hits of one needle in the posts that were looked through so far: the first ones of the library.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The posts that have hits, in order.
    posts: Vec<Hits>,
    /// Where hits begin in their posts, for the next keystroke; overlapping ones too.
    starts: Vec<u32>,
    /// How many posts were looked through.
    searched: usize,
    /// How many hits there are, without overlapping ones.
    total: usize,
}

/// The hits of one post.
#[derive(Clone, Copy, Debug)]
struct Hits {
    post: usize,
    /// How many there are, without overlapping ones.
    count: usize,
    /// How many beginnings lie before those of this post; `None` where they were not kept.
    from: Option<usize>,
    /// How many beginnings there are.
    starts: usize,
}

impl Found {
    /// The posts of a library of `posts` posts that have hits.
    pub fn set(&self, posts: usize) -> Set {
        let mut set = Set::none(posts);
        self.posts.iter().for_each(|hits| set.insert(hits.post));
        set
    }

    /// How many hits a post has.
    pub fn in_post(&self, post: usize) -> usize {
        self.of(post).map_or(0, |hits| hits.count)
    }

    /// How many posts have hits.
    pub fn posts(&self) -> usize {
        self.posts.len()
    }

    /// How many hits there are.
    pub fn hits(&self) -> usize {
        self.total
    }

    /// How many posts were looked through; the library's, unless the search was stopped.
    pub fn searched(&self) -> usize {
        self.searched
    }

    /// How many places are remembered for the next keystroke.
    pub(super) fn kept(&self) -> usize {
        self.starts.len()
    }

    /// Forgets them.
    pub(super) fn forget(&mut self) {
        self.starts = Vec::new();
        self.posts.iter_mut().for_each(|hits| hits.from = None);
    }

    fn of(&self, post: usize) -> Option<&Hits> {
        let index = self.posts.binary_search_by_key(&post, |hits| hits.post).ok()?;
        self.posts.get(index)
    }

    /// Looks through the next post. `base` has all places of this post where a hit can begin; at most `room` beginnings are
    /// kept in all.
    pub(super) fn look(&mut self, scanner: &Scanner, text: &[u8], base: Option<&Found>, room: usize) {
        let post = self.searched;
        self.searched += 1;
        let before = self.starts.len();
        let (mut count, mut starts, mut end) = (0, 0, 0);
        let mut kept = text.len() < u32::MAX as usize;
        let each = |hit: std::ops::Range<usize>| {
            if is_name(text, &hit) {
                return;
            }
            starts += 1;
            if hit.start >= end {
                count += 1;
                end = hit.end;
            }
            kept &= self.starts.len() < room;
            if let Some(start) = u32::try_from(hit.start).ok().filter(|_| kept) {
                self.starts.push(start);
            }
        };
        match base {
            None => scanner.each_hit(text, each),
            Some(base) => match base.starts_in(post) {
                Starts::None => return,
                Starts::Forgotten => scanner.each_hit(text, each),
                Starts::Kept(places) => {
                    places.iter().filter_map(|&at| scanner.hit_at(text, at as usize)).for_each(each);
                }
            },
        }
        if !kept {
            self.starts.truncate(before);
        }
        if count > 0 {
            self.total += count;
            self.posts.push(Hits { post, count, from: kept.then_some(before), starts });
        }
    }

    /// Where hits begin in a post.
    pub(super) fn starts_in(&self, post: usize) -> Starts<'_> {
        let Some(hits) = self.of(post) else { return Starts::None };
        let kept = hits.from.and_then(|from| self.starts.get(from..from + hits.starts));
        kept.map_or(Starts::Forgotten, Starts::Kept)
    }
}

/// What is known of the places where hits begin in a post.
pub(super) enum Starts<'a> {
    /// There are none.
    None,
    /// There are some, but where was not kept.
    Forgotten,
    /// These.
    Kept(&'a [u32]),
}
