//! What a library has to be found, and the looking.

use super::rank::{self, Hit, What};
use super::word::{self, Eye, Grade, Outline, Word};
use super::{Found, Kind, Row, Target, Wish};
use crate::document::scan::{Section, sections};
use crate::document::{self, BlockKind, plain};
use crate::post::{Post, tag};
use crate::text::SafeStr;
use std::collections::HashMap;

/// So many texts are looked at between two questions whether to stop.
const STRIDE: usize = 256;

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The byte of the body at which it begins.
    pub place: usize,
    /// Its level, from 1.
    pub level: u8,
    /// Whether it is that of a story.
    pub story: bool,
    /// Its words.
    pub text: SafeStr,
}

/// Finds the headings of a body by a scan, which takes a fraction of what parsing it would. The title that a body repeats is
/// none of them.
pub fn outline_of(body: &str, title: &str) -> Vec<Entry> {
    let entry = |section: Section| {
        let line = body.get(section.at..section.text.end).unwrap_or_default();
        Entry {
            place: section.at + (line.len() - line.trim_start().len()),
            level: u8::try_from(section.level).unwrap_or(u8::MAX),
            story: section.story,
            text: words_of(body.get(section.text).unwrap_or_default()),
        }
    };
    let repeats_title = |index: usize, text: &str| index == 0 && letters(text) == letters(title);
    let entries = sections(body.as_bytes()).into_iter().map(entry).enumerate();
    let entries = entries.filter(|(index, entry)| !entry.text.trim().is_empty() && !repeats_title(*index, &entry.text));
    entries.map(|(_, entry)| entry).collect()
}

/// The words of a heading without what Markdown writes in it. Most have nothing of the kind.
fn words_of(written: &str) -> SafeStr {
    const MARKS: &[char] = &['[', '*', '_', '`', '<', '&', '\\', '!', ':', '~', '#', '$', '{'];
    if !written.contains(MARKS) {
        return SafeStr::clean(written.trim());
    }
    let document = document::parse(&format!("# {written}"));
    let words = document.blocks.first().and_then(|block| match &block.kind {
        BlockKind::Heading { inlines, .. } => Some(plain(inlines)),
        BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Table(_) => None,
        BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_) => None,
    });
    words.unwrap_or_else(|| SafeStr::clean(written.trim()))
}

/// What of a title matters when it is compared with another.
fn letters(title: &str) -> String {
    tag::fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The texts of a library and what was looked for last.
#[derive(Default)]
pub struct Finder {
    /// Title and date of each post.
    heads: Vec<(SafeStr, SafeStr)>,
    items: Vec<Item>,
    past: Option<Past>,
    eye: Eye,
}

struct Item {
    text: SafeStr,
    outline: Outline,
    what: Leads,
}

/// Where an item leads.
#[derive(Clone, Copy)]
enum Leads {
    Post(usize),
    Place {
        post: usize,
        place: usize,
        story: bool,
    },
    /// How many posts have the tag.
    Tag(usize),
}

impl Item {
    fn new(text: &SafeStr, what: Leads) -> Self {
        Item { text: text.clone(), outline: Outline::of(text), what }
    }

    fn kind(&self) -> Kind {
        match self.what {
            Leads::Post(_) => Kind::Post,
            Leads::Place { story: true, .. } => Kind::Story,
            Leads::Place { story: false, .. } => Kind::Heading,
            Leads::Tag(_) => Kind::Tag,
        }
    }

    fn post(&self) -> usize {
        match self.what {
            Leads::Post(post) | Leads::Place { post, .. } => post,
            Leads::Tag(_) => 0,
        }
    }
}

/// An input that was looked for, and what it left.
struct Past {
    wish: Wish,
    /// How many items there were.
    items: usize,
    /// The items that a longer input may find.
    left: Vec<usize>,
    hits: Vec<Hit>,
}

impl Finder {
    /// Makes a finder of the heads of a library, newest first.
    pub fn new(posts: &[Post]) -> Self {
        let date =
            |post: &Post| post.date.map_or_else(|| post.date_text.clone(), |date| SafeStr::clean(&date.to_string()));
        let heads = posts.iter().map(|post| (post.title.clone(), date(post))).collect();
        let mut items: Vec<Item> =
            posts.iter().enumerate().map(|(index, post)| Item::new(&post.title, Leads::Post(index))).collect();
        items.extend(tags(posts).into_iter().map(|(tag, count)| Item::new(tag, Leads::Tag(count))));
        Finder { heads, items, ..Finder::default() }
    }

    /// Adds the headings of a post's body.
    pub fn add(&mut self, post: usize, entries: &[Entry]) {
        let item =
            |entry: &Entry| Item::new(&entry.text, Leads::Place { post, place: entry.place, story: entry.story });
        self.items.extend(entries.iter().map(item));
    }

    /// Looks for what is wished, unless `stop` says on the way that nobody waits for it any more.
    pub fn look(&mut self, wish: &Wish, stop: &dyn Fn() -> bool) -> Option<Found> {
        let words = word::read(&wish.typed);
        if words.is_empty() {
            return Some(self.suggest(wish));
        }
        let past = self.past.take();
        let now = match self.narrow(&words, wish, past.as_ref(), stop) {
            Some(now) => now,
            None => {
                self.past = past;
                return None;
            }
        };
        let mut hits = self.candidates(&words, wish);
        hits.extend(&now.hits);
        let best = rank::best(&hits);
        self.past = Some(now);
        let rows = best.iter().filter_map(|hit| self.row(&words, wish, hit.what)).collect();
        Some(Found { rows, total: hits.len() })
    }

    /// Looks at the items that a past look has left, or at all of them, and at those that have come since.
    fn narrow(&mut self, words: &[Word], wish: &Wish, past: Option<&Past>, stop: &dyn Fn() -> bool) -> Option<Past> {
        let past = past.filter(|past| past.wish.scope == wish.scope && wish.typed.starts_with(&past.wish.typed));
        let same = past.filter(|past| past.wish.typed == wish.typed);
        let mut now = Past {
            wish: Wish { typed: wish.typed.clone(), scope: wish.scope, ..Wish::default() },
            items: self.items.len(),
            left: same.map_or_else(Vec::new, |past| past.left.clone()),
            hits: same.map_or_else(Vec::new, |past| past.hits.clone()),
        };
        let left = past.filter(|_| same.is_none()).map(|past| past.left.as_slice()).unwrap_or_default();
        let new = past.map_or(0, |past| past.items)..self.items.len();
        for (count, index) in left.iter().copied().chain(new).enumerate() {
            if count % STRIDE == 0 && stop() {
                return None;
            }
            let Some(item) = self.items.get(index).filter(|item| wish.scope.has(item.kind())) else { continue };
            match word::grade(words, &item.text, item.outline, &mut self.eye) {
                Grade::Never => continue,
                Grade::Maybe => {}
                Grade::Met(points) => {
                    now.hits.push(Hit { points, kind: item.kind(), post: item.post(), what: What::Item(index) });
                }
            }
            now.left.push(index);
        }
        Some(now)
    }

    /// The commands and views that are met.
    fn candidates(&mut self, words: &[Word], wish: &Wish) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (index, candidate) in wish.candidates.iter().enumerate().filter(|(_, c)| wish.scope.has(c.kind)) {
            let texts = [&candidate.text, &candidate.also];
            let met = texts.map(|text| match word::grade(words, text, Outline::of(text), &mut self.eye) {
                Grade::Met(points) => Some(points),
                Grade::Never | Grade::Maybe => None,
            });
            // What is not shown counts less: nothing of the row is lit for it.
            // Scattered letters of it would say nothing at all.
            let unseen = met[1].filter(|points| *points >= word::WHOLE).map(|points| points.saturating_sub(50));
            let points = met[0].max(unseen);
            // Beside a post or tag that is met as well, a command comes second.
            let post = if candidate.kind == Kind::Command { usize::MAX } else { 0 };
            hits.extend(points.map(|points| Hit { points, kind: candidate.kind, post, what: What::Candidate(index) }));
        }
        hits
    }

    /// What is useful before anything is typed: the posts that were open last, then the newest; of the narrower scopes all.
    fn suggest(&self, wish: &Wish) -> Found {
        let has = |kind| wish.scope.has(kind);
        let candidates = wish.candidates.iter().enumerate().filter(|(_, candidate)| has(candidate.kind));
        let candidates = candidates.map(|(index, _)| What::Candidate(index));
        let items =
            self.items.iter().enumerate().filter(|(_, item)| has(item.kind())).map(|(index, _)| What::Item(index));
        let (first, total): (Vec<What>, usize) = match wish.scope {
            super::Scope::All => {
                // The posts are the first items.
                let newest = (0..self.heads.len()).filter(|post| !wish.recent.contains(post));
                let posts = wish.recent.iter().copied().filter(|post| *post < self.heads.len()).chain(newest);
                (posts.take(rank::MOST).map(What::Item).collect(), self.heads.len())
            }
            super::Scope::Commands | super::Scope::Tags | super::Scope::Places | super::Scope::Views => {
                let total = candidates.clone().count() + items.clone().count();
                (candidates.chain(items).take(rank::MOST).collect(), total)
            }
        };
        Found { rows: first.into_iter().filter_map(|what| self.bare_row(wish, what)).collect(), total }
    }

    fn row(&mut self, words: &[Word], wish: &Wish, what: What) -> Option<Row> {
        let mut row = self.bare_row(wish, what)?;
        let met = |grade| matches!(grade, Grade::Met(_));
        if met(word::grade(words, &row.text, Outline::of(&row.text), &mut self.eye)) {
            row.lit = word::lit(words, &row.text, &mut self.eye);
        }
        Some(row)
    }

    /// A row without anything lit.
    fn bare_row(&self, wish: &Wish, what: What) -> Option<Row> {
        let item = match what {
            What::Candidate(index) => {
                let it = wish.candidates.get(index)?.clone();
                let (lit, of) = (Vec::new(), SafeStr::default());
                return Some(Row { kind: it.kind, text: it.text, lit, of, aside: it.aside, target: it.target });
            }
            What::Item(index) => self.items.get(index)?,
        };
        let head = |post: usize| self.heads.get(post).cloned().unwrap_or_default();
        let (of, aside, target) = match item.what {
            Leads::Post(post) => (SafeStr::default(), head(post).1, Target::Post(post)),
            Leads::Place { post, place, .. } => (head(post).0, head(post).1, Target::Place { post, place }),
            Leads::Tag(count) => {
                (SafeStr::default(), SafeStr::clean(&count.to_string()), Target::Tag(item.text.clone()))
            }
        };
        Some(Row { kind: item.kind(), text: item.text.clone(), lit: Vec::new(), of, aside, target })
    }
}

/// All tags as first written, those of most posts first.
fn tags(posts: &[Post]) -> Vec<(&SafeStr, usize)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut tags: Vec<(&SafeStr, usize)> = Vec::new();
    for tag in posts.iter().flat_map(|post| &post.tags) {
        let place = *places.entry(&tag.key).or_insert(tags.len());
        match tags.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => tags.push((&tag.shown, 1)),
        }
    }
    tags.sort_by_key(|(_, count)| usize::MAX - count);
    tags
}
