//! Facets: the values of a field with the number of posts that each would leave, the edits that choosing one makes, and
//! what to loosen when nothing is left.

use super::{Field, Part, Query, Step, Term};
use crate::post::{Post, Tag};
use std::collections::HashMap;

/// What a query says about one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    #[default]
    Free,
    /// Posts must have it.
    Wanted,
    /// Posts must have it or another value that the query names beside it.
    Either,
    /// Posts must not have it.
    Excluded,
}

/// The part of a query to drop, so that posts appear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    /// The part as text.
    pub part: String,
    /// The query without it.
    pub without: Query,
    /// How many posts that leaves.
    pub posts: usize,
}

impl Query {
    /// Tells what the query says about a value, in a part of its own or among alternatives.
    pub fn chosen(&self, field: Field, value: &str) -> Chosen {
        let term = Term::new(field, value);
        self.parts.iter().map(|part| part.says(&term)).find(|said| *said != Chosen::Free).unwrap_or_default()
    }

    /// Makes the query that wants a value, too.
    #[must_use]
    pub fn with(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Wanted)
    }

    /// Makes the query that lets posts with a value pass beside those that its last value of this field lets pass.
    #[must_use]
    pub fn allowing(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Either)
    }

    /// Makes the query that excludes a value.
    #[must_use]
    pub fn excluding(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Excluded)
    }

    /// Makes the query that says nothing about a value.
    #[must_use]
    pub fn without(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Free)
    }

    /// Makes the query that has `wish` for a value, or nothing where it had that already.
    #[must_use]
    pub fn toggled(&self, field: Field, value: &str, wish: Chosen) -> Query {
        let wish = if self.chosen(field, value) == wish { Chosen::Free } else { wish };
        self.edited(field, value, wish)
    }

    /// Takes back what the query says about a value, then puts the wish at its end.
    fn edited(&self, field: Field, value: &str, wish: Chosen) -> Query {
        let term = Term::new(field, value);
        let mut parts: Vec<Part> = self.parts.iter().filter_map(|part| part.without(&term)).collect();
        match wish {
            Chosen::Free => {}
            Chosen::Wanted => parts.push(Part(vec![Step::Term(term)])),
            Chosen::Excluded => parts.push(Part(vec![Step::Term(term), Step::Not])),
            Chosen::Either => match parts.iter_mut().rfind(|part| part.alternatives(field).is_some()) {
                Some(part) => part.0.extend([Step::Term(term), Step::Or]),
                None => parts.push(Part(vec![Step::Term(term)])),
            },
        }
        Query { parts }
    }
}

impl Part {
    /// Gives the terms of a part that is one term, or several of which one must hold, all of the same field.
    fn alternatives(&self, field: Field) -> Option<Vec<&Term>> {
        let mut terms = Vec::new();
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Term(term) if term.field == field && (index == 0 || index % 2 == 1) => terms.push(term),
                Step::Or if index > 0 && index % 2 == 0 => {}
                Step::Term(_) | Step::Not | Step::And | Step::Or => return None,
            }
        }
        Some(terms)
    }

    /// Tells what this part says about `term`, where it is simple enough to be chosen value by value.
    fn says(&self, term: &Term) -> Chosen {
        if let [Step::Term(it), Step::Not] = self.0.as_slice() {
            return if it.same(term) { Chosen::Excluded } else { Chosen::Free };
        }
        match self.alternatives(term.field) {
            Some(terms) if !terms.iter().any(|it| it.same(term)) => Chosen::Free,
            Some(terms) if terms.len() == 1 => Chosen::Wanted,
            Some(_) => Chosen::Either,
            None => Chosen::Free,
        }
    }

    /// Gives this part without what it says about `term`; `None` where nothing is left.
    fn without(&self, term: &Term) -> Option<Part> {
        if self.says(term) == Chosen::Free {
            return Some(self.clone());
        }
        let terms = self.alternatives(term.field).unwrap_or_default();
        let mut steps = Vec::new();
        for it in terms.into_iter().filter(|it| !it.same(term)) {
            let joins = !steps.is_empty();
            steps.push(Step::Term(it.clone()));
            steps.extend(joins.then_some(Step::Or));
        }
        (!steps.is_empty()).then_some(Part(steps))
    }
}

impl Term {
    /// True where both look for the same value.
    fn same(&self, other: &Term) -> bool {
        self.field == other.field && self.key == other.key
    }
}

/// Lists every value of a field with the number of posts that the reader would see after choosing it, for a chosen one the
/// number that is seen; the most frequent first, then by the number in the whole library, then by name. Plain words have no
/// values.
pub fn count(posts: &[Post], query: &Query, field: Field) -> Vec<(Tag, usize)> {
    let mut rows: HashMap<String, (Tag, usize, usize)> = HashMap::new();
    for post in posts {
        let passes = usize::from(query.matches(post));
        for tag in values(post, field) {
            let row = rows.entry(tag.key.clone()).or_insert_with(|| (tag, 0, 0));
            row.1 += passes;
            row.2 += 1;
        }
    }
    for (tag, count, _) in rows.values_mut() {
        // Choosing an excluded value takes the exclusion back.
        if query.chosen(field, &tag.key) == Chosen::Excluded {
            let chosen = query.with(field, &tag.key);
            *count = posts.iter().filter(|post| chosen.matches(post)).count();
        }
    }
    let mut rows: Vec<(Tag, usize, usize)> = rows.into_values().collect();
    rows.sort_by(|a, b| (b.1, b.2, &a.0.key).cmp(&(a.1, a.2, &b.0.key)));
    rows.into_iter().map(|(tag, count, _)| (tag, count)).collect()
}

/// Gives the values that one post has for a field.
fn values(post: &Post, field: Field) -> Vec<Tag> {
    match field {
        Field::Title => Vec::new(),
        Field::Tag => post.tags.clone(),
        Field::Category => post.categories.clone(),
        Field::Author => {
            let mut authors: Vec<Tag> = post.authors.iter().map(|author| Tag::new(author)).collect();
            authors.dedup_by(|a, b| a.key == b.key);
            authors
        }
    }
}

/// Finds the part whose removal shows the most posts; of equals the last, which was typed last. Where several parts stand in
/// the way of each other, those that fit no post together with the ones before them. `None` where nothing helps.
pub fn loosen(query: &Query, posts: &[Post]) -> Option<Loosening> {
    let tries = (0..query.parts.len()).map(|index| {
        let mut without = query.clone();
        let part = Query { parts: vec![without.parts.remove(index)] };
        let count = posts.iter().filter(|post| without.matches(post)).count();
        Loosening { part: part.to_string(), without, posts: count }
    });
    tries.filter(|it| it.posts > 0).max_by_key(|it| it.posts).or_else(|| keep_what_fits(query, posts))
}

/// Keeps each part that still leaves posts after those kept before it.
fn keep_what_fits(query: &Query, posts: &[Post]) -> Option<Loosening> {
    let (mut without, mut dropped) = (Query::default(), Query::default());
    let mut left: Vec<&Post> = posts.iter().collect();
    for part in &query.parts {
        let alone = Query { parts: vec![part.clone()] };
        let fits: Vec<&Post> = left.iter().copied().filter(|post| alone.matches(post)).collect();
        if fits.is_empty() {
            dropped.parts.push(part.clone());
        } else {
            without.parts.push(part.clone());
            left = fits;
        }
    }
    let helps = !left.is_empty() && !dropped.parts.is_empty();
    helps.then(|| Loosening { part: dropped.to_string(), without, posts: left.len() })
}
