//! What queries are evaluated on: for each value of each field the posts that have it.

use super::term::month_key;
use super::titles::Titles;
use super::{Field, Set};
use crate::document::facts::{Facts, Language, authority, host};
use crate::post::{Date, Post, Tag};
use crate::text::SafeStr;
use crate::text::pinyin::{Pinyin, Sounds};
use std::cell::OnceCell;
use std::collections::HashMap;

/// The posts of a library by what they are, have and say in their titles. Hosts of stories, code, tables and languages are
/// known after [`Index::learn`].
#[derive(Clone, Debug, Default)]
pub struct Index {
    posts: usize,
    pub(super) titles: Titles,
    /// How titles, tags and categories sound, once a reader has typed what may be pinyin.
    sounds: OnceCell<[Vec<Sounds>; 3]>,
    spelled: Vec<SafeStr>,
    tags: Values,
    categories: Values,
    authors: Values,
    hosts: Values,
    months: Values,
    /// All posts with a known language, by it.
    languages: HashMap<Language, Set>,
    pub(super) dates: Vec<Option<Date>>,
    pub(super) read: Set,
    pub(super) starred: Set,
    pub(super) code: Set,
    pub(super) tables: Set,
    pub(super) warnings: Set,
    pub(super) today: Option<Date>,
}

/// The value of a written source: the host of an address, else the name that it is.
fn source_tag(source: &str) -> Tag {
    let key = host(source);
    let shown = if source.contains("://") { Tag::new(&key).shown } else { Tag::new(source).shown };
    Tag { key, shown }
}

/// The values of one field.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    rows: Vec<Value>,
    by_key: HashMap<String, usize>,
    /// For a host the rows of those below it.
    below: HashMap<String, Vec<usize>>,
}

/// A value and the posts that have it, in order.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub tag: Tag,
    pub posts: Vec<usize>,
}

impl Index {
    /// Files posts by what their heads say.
    pub fn new(posts: &[Post]) -> Self {
        let none = Set::none(posts.len());
        let mut index = Index {
            posts: posts.len(),
            titles: Titles::new(posts),
            spelled: posts.iter().map(|post| post.title.clone()).collect(),
            dates: posts.iter().map(|post| post.date).collect(),
            read: none.clone(),
            starred: none.clone(),
            code: none.clone(),
            tables: none.clone(),
            warnings: Set::of(posts.len(), |at| posts.get(at).is_some_and(|post| post.warnings > 0)),
            ..Index::default()
        };
        // Thousands of posts share a few authors, hosts and months; each is brought into its normal form once.
        let mut authors: HashMap<&str, Tag> = HashMap::new();
        let mut hosts: HashMap<&str, Tag> = HashMap::new();
        let mut months: HashMap<(i16, i8), Tag> = HashMap::new();
        for (at, post) in posts.iter().enumerate() {
            post.tags.iter().for_each(|tag| index.tags.add(tag, at));
            post.categories.iter().for_each(|tag| index.categories.add(tag, at));
            for author in &post.authors {
                index.authors.add(authors.entry(author).or_insert_with(|| Tag::new(author)), at);
            }
            for source in &post.sources {
                index.hosts.add_host(hosts.entry(authority(source)).or_insert_with(|| source_tag(source)), at);
            }
            if let Some(date) = post.date {
                let (year, month) = (date.year(), date.month());
                let tag = months.entry((year, month)).or_insert_with(|| Tag::new(&month_key(year, month)));
                index.months.add(tag, at);
            }
        }
        index
    }

    /// How many posts there are.
    pub fn posts(&self) -> usize {
        self.posts
    }

    /// Adds what the body of a post tells.
    pub fn learn(&mut self, post: usize, facts: &Facts) {
        if post >= self.posts {
            return;
        }
        for host in &facts.hosts {
            self.hosts.add_host(&Tag { key: host.clone(), shown: SafeStr::clean(host) }, post);
        }
        put(&mut self.code, post, facts.code);
        put(&mut self.tables, post, facts.tables);
        if facts.warnings > 0 {
            self.warnings.insert(post);
        }
        for (language, posts) in &mut self.languages {
            put(posts, post, facts.lang == Some(*language));
        }
        if let Some(language) = facts.lang {
            self.languages.entry(language).or_insert_with(|| Set::none(self.posts)).insert(post);
        }
    }

    /// Notes what the reader has done with a post.
    pub fn mark(&mut self, post: usize, read: bool, starred: bool) {
        put(&mut self.read, post, read);
        put(&mut self.starred, post, starred);
    }

    /// Notes the day that relative dates count from.
    pub fn set_today(&mut self, today: Date) {
        self.today = Some(today);
    }

    /// The values of a field that has some.
    pub(super) fn values(&self, field: Field) -> Option<&Values> {
        match field {
            Field::Tag => Some(&self.tags),
            Field::Category => Some(&self.categories),
            Field::Author => Some(&self.authors),
            Field::Source => Some(&self.hosts),
            Field::Date | Field::Since | Field::Until | Field::After | Field::Before => Some(&self.months),
            Field::Text | Field::Title | Field::Lang | Field::Is | Field::Has => None,
        }
    }

    pub(super) fn in_language(&self, language: Language) -> Set {
        self.languages.get(&language).cloned().unwrap_or_else(|| Set::none(self.posts))
    }

    /// The posts whose title is read like this, somewhere in it.
    pub(super) fn sounding(&self, pinyin: &Pinyin) -> Set {
        let [titles, ..] = self.sounds();
        let titles = titles.iter().zip(&self.spelled).enumerate();
        let mut found = Set::none(self.posts);
        titles.filter(|(_, (sounds, title))| is_read(pinyin, **sounds, title)).for_each(|(post, _)| found.insert(post));
        found
    }

    /// The posts with a tag or a category that is read like this, somewhere in it.
    pub(super) fn tags_sounding(&self, pinyin: &Pinyin) -> Set {
        let [_, tags, categories] = self.sounds();
        let mut found = Set::none(self.posts);
        for (sounds, values) in [(tags, &self.tags), (categories, &self.categories)] {
            let rows = sounds.iter().zip(&values.rows);
            let read = rows.filter(|(sounds, value)| is_read(pinyin, **sounds, &value.tag.shown));
            read.flat_map(|(_, value)| &value.posts).for_each(|post| found.insert(*post));
        }
        found
    }

    fn sounds(&self) -> &[Vec<Sounds>; 3] {
        self.sounds.get_or_init(|| {
            let shown = |values: &Values| values.rows.iter().map(|value| Sounds::of(&value.tag.shown)).collect();
            [self.spelled.iter().map(|title| Sounds::of(title)).collect(), shown(&self.tags), shown(&self.categories)]
        })
    }
}

/// Whether a text with these sounds is read like this, somewhere in it.
fn is_read(pinyin: &Pinyin, sounds: Sounds, text: &str) -> bool {
    pinyin.may_be_in(sounds) && pinyin.find(text).is_some()
}

impl Values {
    /// Files a post; gives the row where it is a new one.
    fn file(&mut self, tag: &Tag, post: usize) -> Option<usize> {
        let known = self.by_key.get(&tag.key).copied();
        let at = known.unwrap_or_else(|| {
            self.by_key.insert(tag.key.clone(), self.rows.len());
            self.rows.push(Value { tag: tag.clone(), posts: Vec::new() });
            self.rows.len() - 1
        });
        let posts = &mut self.rows.get_mut(at)?.posts;
        if let Err(place) = posts.binary_search(&post) {
            posts.insert(place, post);
        }
        known.is_none().then_some(at)
    }

    fn add(&mut self, tag: &Tag, post: usize) {
        let _ = self.file(tag, post);
    }

    /// Files a host below all that it is a part of, too.
    fn add_host(&mut self, host: &Tag, post: usize) {
        let Some(row) = self.file(host, post) else { return };
        let parents = host.key.match_indices('.').filter_map(|(dot, _)| host.key.get(dot + 1..));
        parents.for_each(|parent| self.below.entry(parent.to_owned()).or_default().push(row));
    }

    pub fn rows(&self) -> impl Iterator<Item = &Value> {
        self.rows.iter()
    }

    /// The rows that a key stands for: its own, and those of the hosts below it.
    pub fn of_key(&self, key: &str) -> impl Iterator<Item = &Value> {
        let below = self.below.get(key).into_iter().flatten();
        self.by_key.get(key).into_iter().chain(below).filter_map(|row| self.rows.get(*row))
    }

    /// True where other hosts stand below this one.
    pub fn has_below(&self, key: &str) -> bool {
        self.below.contains_key(key)
    }
}

fn put(set: &mut Set, post: usize, is_in: bool) {
    if is_in { set.insert(post) } else { set.remove(post) }
}
