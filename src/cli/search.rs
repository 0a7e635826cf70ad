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
use crate::search::{Class, Corpus, Passage, Passages, Seeker};
use crate::store::{self, Buffer, Listing};
use crate::strings::{cli as words, search as strings};
use crate::text::pinyin::Pinyin;
use crate::text::{Needle, SafeStr};
use crate::ui::theme::Part;
use serde::Serialize;

/// Posts that pass, with their texts.
struct Hits {
    posts: Vec<Post>,
    seeker: Seeker,
    set: Set,
}

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
    // Without exclusions only posts with a hit can pass, and no more than those need a head.
    let hits = if query.is_text() && needles == query.needles() {
        in_texts(context, &text, &query, &needles)?
    } else {
        in_library(context, &text, &query)?
    };
    let Some(Hits { posts, seeker, set }) = hits else { return Ok(Outcome::Found) };
    let most = if limit == 0 { usize::MAX } else { limit };
    let found = seeker.passages(&posts, &set, &needles, most, &mut || true).unwrap_or_default();
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

/// Looks through the files as they lie in the folder, and makes heads of those that pass.
fn in_texts(context: &Context, text: &str, query: &Query, needles: &[Needle]) -> Result<Option<Hits>, Failure> {
    let source = source(context, None);
    let listing = store::list(&source).map_err(|diagnostic| missing(context, &source, &diagnostic))?;
    let (corpus, posts) = with_hits(&listing, needles);
    let mut hits = Hits { set: Set::none(posts.len()), seeker: Seeker::new(corpus), posts };
    let texts = hits.seek(needles);
    // Titles and dates have no part in a query of words.
    let index = Index::new(&vec![Post::default(); hits.posts.len()]);
    hits.set = query.evaluate(&index, &texts);
    // What no text has may be the sound of a title; and of several words one may be too much.
    let more = needles.len() > 1 || needles.iter().any(|needle| Pinyin::new(needle.written()).is_some());
    match hits.set.is_empty() {
        false => Ok(Some(hits)),
        true if more || listing.is_empty() => in_library(context, text, query),
        true => {
            let what = say(words::NOTHING, context.lang, &[text]);
            context.complain(&what, &say(words::NOTHING_HINT, context.lang, &[]));
            Ok(None)
        }
    }
}

/// Reads all files of a listing and keeps those that have one of the needles, in the order of a library.
fn with_hits(listing: &Listing, needles: &[Needle]) -> (Corpus, Vec<Post>) {
    let scanners: Vec<_> = needles.iter().map(Needle::scanner).collect();
    let (mut corpus, mut posts, mut buffer) = (Corpus::default(), Vec::new(), Buffer::default());
    for index in 0..listing.len() {
        let bytes = listing.bytes(index, &mut buffer);
        if !bytes.is_some_and(|bytes| scanners.iter().any(|scanner| scanner.is_in(&bytes))) {
            continue;
        }
        if let Some((post, text)) = listing.head(index, &buffer) {
            corpus.push(&text);
            posts.push(post);
        }
    }
    let mut order: Vec<usize> = (0..posts.len()).collect();
    order.sort_by(|&a, &b| store::order(&posts[a], &posts[b]));
    corpus.arrange(&order);
    let posts = order.iter().map(|&index| std::mem::take(&mut posts[index])).collect();
    (corpus, posts)
}

/// Reads the whole library, where more than words counts.
fn in_library(context: &Context, text: &str, query: &Query) -> Result<Option<Hits>, Failure> {
    let mut library = load(context, None)?;
    let index = filter::index(&library, query.needs_bodies());
    let seeker = filter::seeker(&library);
    let mut hits = Hits { posts: Vec::new(), seeker, set: Set::none(library.posts.len()) };
    let texts = hits.seek(&query.needles());
    let Some(set) = filter::passing(context, &library, text, query, (&index, &texts)) else { return Ok(None) };
    Ok(Some(Hits { posts: std::mem::take(&mut library.posts), set, ..hits }))
}

impl Hits {
    /// Looks the needles up in all texts.
    fn seek(&mut self, needles: &[Needle]) -> Texts {
        filter::seek(&mut self.seeker, needles)
    }
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
