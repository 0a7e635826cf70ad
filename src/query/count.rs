//! The values of a field with the number of posts that the reader would get by adding each to the query.

use super::index::Value;
use super::{Chosen, Field, Index, Part, Query, Set, Step, Texts};
use crate::post::Tag;
use std::collections::HashMap;

/// The fields that are facets, from top to bottom.
pub const FACETS: [Field; 5] = [Field::Tag, Field::Category, Field::Author, Field::Source, Field::Date];

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub tag: Tag,
    /// How many posts there would be with it in the query; for a chosen one how many there are.
    pub posts: usize,
    /// How many of the posts that pass have it.
    pub seen: usize,
    /// What the query says about it.
    pub chosen: Chosen,
}

/// A query that has been evaluated, ready to count values.
pub struct Counter<'a> {
    query: &'a Query,
    index: &'a Index,
    texts: &'a Texts,
    seen: Set,
}

impl<'a> Counter<'a> {
    /// Evaluates a query.
    pub fn new(query: &'a Query, index: &'a Index, texts: &'a Texts) -> Self {
        Counter { query, index, texts, seen: query.evaluate(index, texts) }
    }

    /// The posts that pass.
    pub fn seen(&self) -> &Set {
        &self.seen
    }

    /// Counts every value of a field for a mode of choosing. The values that posts have which pass come first: months with
    /// the newest at the top, all others by how many of these posts have them, then by how many of all, then by name. The
    /// order is the same in every mode.
    pub fn count(&self, field: Field, mode: Chosen) -> Vec<Count> {
        let Some(values) = self.index.values(field).filter(|_| FACETS.contains(&field)) else { return Vec::new() };
        let said = self.query.said(field);
        let all = self.seen.len();
        // What `or` adds: the posts that only the alternatives of this field keep away.
        let kept_away = if mode == Chosen::Either { self.kept_away(field) } else { None };
        let mut rows: Vec<(usize, Count)> = Vec::new();
        for value in values.rows() {
            let key = &value.tag.key;
            let below: Option<Set> = values.has_below(key).then(|| {
                let mut set = Set::none(self.index.posts());
                values.of_key(key).flat_map(|value| &value.posts).for_each(|post| set.insert(*post));
                set
            });
            let here = |set: &Set| match &below {
                Some(posts) => posts.clone().and(set).len(),
                None => shared(value, set),
            };
            let seen = here(&self.seen);
            let chosen = said.get(key).copied().unwrap_or_default();
            let posts = match (chosen, mode, &kept_away) {
                (Chosen::Wanted | Chosen::Either | Chosen::Excluded, ..) => all,
                (Chosen::Free, Chosen::Either, Some(away)) => all + here(away),
                (Chosen::Free, Chosen::Excluded, _) => all - seen,
                (Chosen::Free, Chosen::Wanted | Chosen::Either | Chosen::Free, _) => seen,
            };
            rows.push((value.posts.len(), Count { tag: value.tag.clone(), posts, seen, chosen }));
        }
        rows.sort_by(|(a_all, a), (b_all, b)| {
            let by_name = a.tag.key.cmp(&b.tag.key);
            let by_number = (b.seen, b_all).cmp(&(a.seen, a_all));
            let by_use = (a.seen == 0).cmp(&(b.seen == 0));
            if field == Field::Date { by_use.then(by_name.reverse()) } else { by_number.then(by_name) }
        });
        rows.into_iter().map(|(_, count)| count).collect()
    }

    /// The posts that all parts let pass but the alternatives of a field; `None` where it has none.
    fn kept_away(&self, field: Field) -> Option<Set> {
        let at = self.query.parts.iter().rposition(|part| part.alternatives(field).is_some())?;
        let others = self.query.parts.iter().enumerate().filter(|(index, _)| *index != at);
        let rest = others.map(|(_, part)| part.evaluate(self.index, self.texts));
        let rest = rest.fold(Set::all(self.index.posts()), |all, set| all.and(&set));
        Some(rest.and(&self.seen.clone().complement()))
    }
}

/// How many posts of a value are in a set.
fn shared(value: &Value, set: &Set) -> usize {
    value.posts.iter().filter(|post| set.has(**post)).count()
}

impl Query {
    /// What the query says about the values of a field, by their keys.
    fn said(&self, field: Field) -> HashMap<String, Chosen> {
        let mut said = HashMap::new();
        for part in &self.parts {
            for (key, chosen) in part.said(field) {
                said.entry(key).or_insert(chosen);
            }
        }
        said
    }
}

impl Part {
    fn said(&self, field: Field) -> Vec<(String, Chosen)> {
        if let [Step::Term(term), Step::Not] = self.0.as_slice() {
            let key = term.facet_key().filter(|_| term.field == field);
            return key.map(|key| (key, Chosen::Excluded)).into_iter().collect();
        }
        let terms = self.alternatives(field).unwrap_or_default();
        let chosen = if terms.len() == 1 { Chosen::Wanted } else { Chosen::Either };
        terms.into_iter().filter_map(|term| Some((term.facet_key()?, chosen))).collect()
    }
}
