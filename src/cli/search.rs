//! `yundu search`: the places in all posts where words stand, best first.

use super::context::Context;
use super::failure::{Failure, Outcome, say};
use super::filter;
use super::library::{load, missing, source};
use super::output::Output;
use super::record;
use crate::document::Target;
use crate::post::Post;
use crate::query::{Index, Query, Set, Texts};
use crate::search::{Class, Passage, Passages, Ranking, Spot};
use crate::store::{self, Buffer, Listing};
use crate::strings::{cli as words, search as strings};
use crate::text::pinyin::Pinyin;
use crate::text::{Needle, SafeStr};
use crate::ui::theme::Part;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// Passages, and the heads of their posts by number.
type Hits = (Vec<Post>, Passages);

/// A passage, as JSON.
#[derive(Serialize)]
struct Row<'a> {
    post: &'a str,
    title: &'a str,
    date: Option<String>,
    heading: &'a str,
    class: &'static str,
    line: usize,
    text: &'a str,
    /// From and to, in characters.
    lit: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Prints at most `limit` passages, all of them where it is 0.
pub fn run(context: &Context, out: &mut Output, words: &[String], limit: usize) -> Result<Outcome, Failure> {
    let text = words.join(" ");
    let query = filter::parse(context, &text)?;
    let needles = query.lit();
    let most = if limit == 0 { usize::MAX } else { limit };
    // Without exclusions only posts with a hit can pass, and no more than those need a head.
    let hits = if query.is_text() && needles == query.needles() {
        in_texts(context, &text, &query, most)?
    } else {
        in_library(context, &text, &query, most)?
    };
    let Some((posts, found)) = hits else { return Ok(Outcome::Found) };
    for (number, passage) in found.shown.iter().enumerate() {
        let Some(post) = posts.get(passage.post) else { continue };
        match context.common.json {
            true => out.json(&row(post, passage))?,
            false => print(out, post, passage, &needles, number > 0)?,
        }
    }
    if !context.common.json {
        sum_up(context, &found);
    }
    Ok(Outcome::Well)
}

/// Looks through the files as they lie in the folder, one after the other, and keeps none of them.
fn in_texts(context: &Context, text: &str, query: &Query, most: usize) -> Result<Option<Hits>, Failure> {
    let source = source(context, None);
    let listing = store::list(&source).map_err(|diagnostic| missing(context, &source, &diagnostic))?;
    let needles = query.lit();
    let mut look = Look::through(&listing, &needles);
    look.sort();
    let set = look.passing(query, &needles);
    if !set.is_empty() {
        let found = look.passages(&listing, &set, most);
        return Ok(Some((look.posts.into_iter().map(|(_, post)| post).collect(), found)));
    }
    // What no text has may be the sound of a title; and of several words one may be too much.
    let sounds = |needle: &Needle| Pinyin::new(needle.written()).is_some();
    if needles.len() > 1 || needles.iter().any(sounds) || listing.is_empty() {
        return in_library(context, text, query, most);
    }
    let what = say(words::NOTHING, context.lang, &[text]);
    context.complain(&what, &say(words::NOTHING_HINT, context.lang, &[]));
    Ok(None)
}

/// What one walk through the files of a listing finds.
struct Look {
    ranking: Ranking,
    /// The posts that have one of the needles, by their numbers in the listing.
    posts: Vec<(usize, Post)>,
    /// The posts that have each needle.
    having: Vec<Vec<usize>>,
}

impl Look {
    fn through(listing: &Listing, needles: &[Needle]) -> Self {
        let (ranking, having) = (Ranking::new(needles), vec![Vec::new(); needles.len()]);
        let mut look = Look { ranking, posts: Vec::new(), having };
        let mut buffer = Buffer::default();
        for index in 0..listing.len() {
            let Some(bytes) = listing.bytes(index, &mut buffer) else { continue };
            let hits = look.ranking.hits(&bytes);
            if hits.iter().any(|hits| !hits.is_empty()) {
                drop(bytes);
                look.add(listing, index, &buffer, hits);
            }
        }
        look
    }

    fn add(&mut self, listing: &Listing, index: usize, buffer: &Buffer, hits: Vec<Vec<Range<usize>>>) {
        let Some((post, text)) = listing.brief(index, buffer) else { return };
        // What had to be decoded lies elsewhere now.
        let hits = if matches!(text, Cow::Owned(_)) { self.ranking.hits(&text) } else { hits };
        let number = self.posts.len();
        for (having, _) in self.having.iter_mut().zip(&hits).filter(|(_, hits)| !hits.is_empty()) {
            having.push(number);
        }
        self.ranking.add(number, &post, &text, &hits);
        self.posts.push((index, post));
    }

    /// Puts the posts in the order of a library.
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.posts.len()).collect();
        order.sort_by(|&a, &b| store::order(&self.posts[a].1, &self.posts[b].1));
        let mut numbers = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| numbers[old] = new);
        self.posts = order.iter().map(|&old| std::mem::take(&mut self.posts[old])).collect();
        self.having.iter_mut().flatten().for_each(|number| *number = numbers[*number]);
        self.ranking.renumber(&numbers);
    }

    /// The posts that pass. Titles and dates have no part in a query of words.
    fn passing(&self, query: &Query, needles: &[Needle]) -> Set {
        if needles.len() == 1 {
            return Set::all(self.posts.len());
        }
        let mut texts = Texts::default();
        for (needle, having) in needles.iter().zip(&self.having) {
            let mut set = Set::none(self.posts.len());
            having.iter().for_each(|&post| set.insert(post));
            texts.insert(needle.clone(), set);
        }
        query.evaluate(&Index::new(&vec![Post::default(); self.posts.len()]), &texts)
    }

    /// Reads the files of the best spots again, for what stands around them.
    fn passages(&mut self, listing: &Listing, set: &Set, most: usize) -> Passages {
        let spots = self.ranking.rank(set);
        let mut buffer = Buffer::default();
        let make = |spot: &Spot| {
            let (index, post) = self.posts.get(spot.post)?;
            listing.bytes(*index, &mut buffer)?;
            let (_, text) = listing.brief(*index, &buffer)?;
            self.ranking.passage(post, &text, spot)
        };
        let shown = spots.iter().take(most).filter_map(make).collect();
        Passages { shown, ..Passages::count(&spots, set) }
    }
}

/// Reads the whole library, where more than words counts.
fn in_library(context: &Context, text: &str, query: &Query, most: usize) -> Result<Option<Hits>, Failure> {
    let mut library = load(context, None)?;
    let index = filter::index(context, &library, query, query.needs_bodies())?;
    let mut seeker = filter::seeker(&library);
    let texts = filter::seek(&mut seeker, &query.needles());
    let Some(set) = filter::passing(context, &library, text, query, (&index, &texts)) else { return Ok(None) };
    let found = seeker.passages(&library.posts, &set, &query.lit(), most, &mut || true);
    Ok(Some((std::mem::take(&mut library.posts), found.unwrap_or_default())))
}

/// Prints one passage: where it is, and its text.
fn print(out: &mut Output, post: &Post, passage: &Passage, needles: &[Needle], apart: bool) -> Result<(), Failure> {
    if apart {
        out.blank()?;
    }
    let date = SafeStr::clean(&format!("{:10}", post.date.map(|date| date.to_string()).unwrap_or_default()));
    let heading = &passage.heading;
    let mut lit: Vec<_> = needles.iter().flat_map(|needle| needle.find_all(heading, usize::MAX)).collect();
    lit.sort_by_key(|hit| hit.start);
    out.pieces(&[(Part::Meta, &date, &[]), (Part::Meta, &post.id.0, &[]), (Part::Title, heading, &lit)])?;
    // A heading is not said twice.
    if passage.text != *heading && !passage.text.is_empty() {
        out.pieces(&[(Part::Page, &SafeStr::default(), &[]), (Part::Page, &passage.text, &passage.lit)])?;
    }
    Ok(())
}

fn row<'a>(post: &'a Post, passage: &'a Passage) -> Row<'a> {
    let characters = |at: usize| passage.text.get(..at).unwrap_or_default().chars().count();
    let target = passage.address.as_deref().map(|address| Target::judge(address, ""));
    Row {
        post: &post.id.0,
        title: &post.title,
        date: post.date.map(|date| date.to_string()),
        heading: &passage.heading,
        class: name(passage.class),
        line: passage.line,
        text: &passage.text,
        lit: passage.lit.iter().map(|hit| [characters(hit.start), characters(hit.end)]).collect(),
        url: target.as_ref().and_then(record::url).map(str::to_owned),
    }
}

/// The name of a class, as JSON has it.
fn name(class: Class) -> &'static str {
    match class {
        Class::Title => "title",
        Class::Heading => "heading",
        Class::Story => "story",
        Class::Body => "body",
        Class::Front => "front",
        Class::Address => "address",
    }
}

/// Says on standard error how much there is, and what is not shown.
fn sum_up(context: &Context, found: &Passages) {
    let number = |count: usize| count.to_string();
    let mut said = say(strings::FOUND, context.lang, &[&number(found.posts), &number(found.hits)]).to_string();
    let left = found.all - found.shown.len();
    if left > 0 {
        said.push_str(&say(strings::NOT_SHOWN, context.lang, &[&number(left)]));
    }
    super::context::complain_raw(&format!("{said}\n"));
}
