//! The posts that the query on the command line lets through, and what is said when there are none.

use super::context::{Context, variable};
use super::failure::{Failure, say};
use super::library::body;
use crate::diagnostic::{Defect, Diagnostic};
use crate::document::Facts;
use crate::query::{Index, ParseError, Query, Set, Texts, loosen};
use crate::search::Seeker;
use crate::state::{self, Locked, Setup, State};
use crate::store::Library;
use crate::strings::cli as words;
use crate::text::{Needle, SafeStr};

/// Gives the indexes of the posts that pass; `None`, with a word about it on standard error, when there are none.
pub fn matching(context: &Context, library: &Library, query: &[String]) -> Result<Option<Vec<usize>>, Failure> {
    let text = query.join(" ");
    let query = parse(context, &text)?;
    let index = index(context, library, &query, query.needs_bodies())?;
    let texts = texts(library, &query.needles());
    Ok(passing(context, library, &text, &query, (&index, &texts)).map(|found| found.iter().collect()))
}

/// Gives the posts that pass; `None`, with a word about it on standard error, when there are none.
pub fn passing(
    context: &Context,
    library: &Library,
    text: &str,
    query: &Query,
    (index, texts): (&Index, &Texts),
) -> Option<Set> {
    let found = query.evaluate(index, texts);
    if !found.is_empty() {
        return Some(found);
    }
    let (what, mend) = if library.posts.is_empty() {
        let root = library.root.as_ref().map(|root| root.to_string_lossy().into_owned()).unwrap_or_default();
        (say(words::EMPTY, context.lang, &[&root]), say(words::EMPTY_HINT, context.lang, &[]))
    } else {
        (say(words::NOTHING, context.lang, &[text]), looser(context, query, index, texts))
    };
    context.complain(&what, &mend);
    None
}

/// Reads a query. What cannot be read is shown with a caret under the place.
pub fn parse(context: &Context, text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(|error| {
        let path = say(words::THE_QUERY, context.lang, &[]);
        let ParseError { offset, expected, detail } = error;
        let defect = Defect::broken(expected, words::QUERY_HINT).about(&detail).showing(text, offset..offset);
        Failure::Defects(vec![Diagnostic { path, defect }])
    })
}

/// Files the posts of a library for a query; with `bodies`, by what these tell too.
///
/// # Errors
/// The query asks what was read or starred, and another program has locked that.
pub fn index(context: &Context, library: &Library, query: &Query, bodies: bool) -> Result<Index, Failure> {
    let mut index = Index::new(&library.posts);
    index.set_today(jiff::Zoned::now().date());
    if query.needs_marks() {
        mark(context, &mut index, library)?;
    }
    for at in 0..library.posts.len() {
        if let Some(body) = bodies.then(|| body(library, at).ok()).flatten() {
            let facts = Facts { warnings: body.defects.len(), ..Facts::of(&body.document) };
            index.learn(at, &facts);
        }
    }
    Ok(index)
}

/// Notes what has been read and starred, where something is remembered.
fn mark(context: &Context, index: &mut Index, library: &Library) -> Result<(), Failure> {
    let file = state::file(&variable).filter(|file| !context.common.no_state && file.exists());
    let Some(file) = file else { return Ok(()) };
    let (mut state, trouble) = State::open(Some(&file), Setup::default());
    // Opening has waited long enough.
    let locked = |_: Locked| Failure::locked(context.lang, &file);
    let recalled = if state.is_locked() { Err(Locked) } else { state.recall(library) }.map_err(locked)?;
    for trouble in trouble.into_iter().chain(recalled.trouble) {
        context.complain(&trouble.message(context.lang), &trouble.hint(context.lang));
    }
    for (post, marks) in recalled.marks {
        index.mark(post, marks.read, marks.has_star());
    }
    Ok(())
}

/// Looks up which posts have the needles in title or text.
pub fn texts(library: &Library, needles: &[Needle]) -> Texts {
    if needles.is_empty() { Texts::default() } else { seek(&mut seeker(library), needles) }
}

/// Reads the texts of all posts, to search them.
pub fn seeker(library: &Library) -> Seeker {
    Seeker::new(library.corpus(&mut || true).unwrap_or_default())
}

/// Looks up which posts have the needles in their text.
pub fn seek(seeker: &mut Seeker, needles: &[Needle]) -> Texts {
    let mut texts = Texts::default();
    for needle in needles {
        let posts = seeker.corpus().len();
        let found = seeker.find(needle, &mut || true).map(|found| found.set(posts));
        texts.insert(needle.clone(), found.unwrap_or_else(|| Set::none(posts)));
    }
    texts
}

/// Says which part of the query to drop, and how many posts that leaves.
fn looser(context: &Context, query: &Query, index: &Index, texts: &Texts) -> SafeStr {
    match loosen(query, index, texts) {
        Some(part) => say(words::LOOSEN, context.lang, &[&part.part, &part.posts.to_string()]),
        None => say(words::NOTHING_HINT, context.lang, &[]),
    }
}
