//! The posts that the query on the command line lets through, and what is said when there are none.

use super::context::Context;
use super::failure::{Failure, say};
use crate::query::{Query, loosen};
use crate::store::Library;
use crate::strings::cli as words;
use crate::text::SafeStr;

/// Gives the indexes of the posts that pass; `None`, with a word about it on standard error, when there are none.
pub fn matching(context: &Context, library: &Library, query: &[String]) -> Result<Option<Vec<usize>>, Failure> {
    let text = query.join(" ");
    let query = parse(context, &text)?;
    let found: Vec<usize> = (0..library.posts.len()).filter(|&index| query.matches(&library.posts[index])).collect();
    if !found.is_empty() {
        return Ok(Some(found));
    }
    let (what, mend) = if library.posts.is_empty() {
        let root = library.root.as_ref().map(|root| root.to_string_lossy().into_owned()).unwrap_or_default();
        (say(words::EMPTY, context.lang, &[&root]), say(words::EMPTY_HINT, context.lang, &[]))
    } else {
        (say(words::NOTHING, context.lang, &[&text]), looser(context, library, &query))
    };
    context.complain(&what, &mend);
    Ok(None)
}

fn parse(context: &Context, text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(|error| {
        let (before, rest) = text.split_at_checked(error.offset).unwrap_or((text, ""));
        let place = format!("{before}▲{rest}");
        let what = say(words::BAD_QUERY, context.lang, &[&place, &error.message(context.lang)]);
        Failure::usage(what, say(words::QUERY_HINT, context.lang, &[]))
    })
}

/// Says which part of the query to drop, and how many posts that leaves.
fn looser(context: &Context, library: &Library, query: &Query) -> SafeStr {
    match loosen(query, &library.posts) {
        Some(part) => say(words::LOOSEN, context.lang, &[&part.part, &part.posts.to_string()]),
        None => say(words::NOTHING_HINT, context.lang, &[]),
    }
}
