//! `yundu list` and `yundu tags`: posts, stories and facets with their counts.

use super::context::Context;
use super::failure::{Failure, Outcome, say};
use super::filter::{self, matching};
use super::library::{Body, body, load};
use super::output::Output;
use super::record::{PostRecord, StoryRecord, stories};
use crate::post::Post;
use crate::query::{Chosen, Count, Counter, Field};
use crate::store::Library;
use crate::strings::{Text, cli as words, ui};
use crate::text::{SafeStr, Widths};
use crate::ui::theme::Part;
use serde::Serialize;
use std::path::Path;

/// Prints the posts of the library, or their stories.
pub fn run(
    context: &Context,
    out: &mut Output,
    path: Option<&Path>,
    query: &[String],
    by_story: bool,
) -> Result<Outcome, Failure> {
    let library = load(context, path)?;
    let Some(found) = matching(context, &library, query)? else { return Ok(Outcome::Found) };
    match (by_story, context.common.json) {
        (false, false) => rows(context, out, &library, &found)?,
        (false, true) => found.iter().try_for_each(|&index| {
            let body = body(&library, index);
            let body = body.as_ref().map(|body| (&body.document, &body.defects[..])).map_err(|defect| &**defect);
            out.json(&PostRecord::new(&library.posts[index], body, context.lang))
        })?,
        (true, json) => found.iter().try_for_each(|&index| stories_of(out, &library, index, json))?,
    }
    Ok(Outcome::Well)
}

/// Rows aligned by cells: date, id, title, stories, minutes.
fn rows(context: &Context, out: &mut Output, library: &Library, found: &[usize]) -> Result<(), Failure> {
    /// Longer ids and titles go beyond their column rather than being cut.
    const WIDEST: [usize; 2] = [44, 72];
    let rows: Vec<[String; 5]> = found.iter().map(|&index| columns(context, library, index)).collect();
    let cells = |text: &str| context.widths().of(text);
    let widest = |column: usize| rows.iter().map(|row| cells(&row[column])).max().unwrap_or(0);
    let cells = [10, widest(1).min(WIDEST[0]), widest(2).min(WIDEST[1]), widest(3), 0];
    for row in &rows {
        let padded: Vec<String> =
            row.iter().zip(cells).map(|(text, cells)| pad(context.widths(), text, cells)).collect();
        out.line(&SafeStr::clean(&padded.join("  ")))?;
    }
    Ok(())
}

/// What the row of one post says. The body is read for it: the head only estimates stories and length.
fn columns(context: &Context, library: &Library, index: usize) -> [String; 5] {
    let post = &library.posts[index];
    let date = post.date.map(|date| date.to_string()).unwrap_or_default();
    let id = post.id.0.to_string();
    let (title, stories, minutes) = match body(library, index) {
        Err(defect) => {
            let reason = say(ui::BROKEN, context.lang, &[&defect.message(context.lang)]);
            (reason, String::new(), String::new())
        }
        Ok(Body { document, .. }) => {
            let minutes = Post { words: document.words, ..Post::default() }.minutes();
            let stories = match document.stories.len() {
                0 => String::new(),
                count => counted(ui::STORIES, count, context),
            };
            (post.title.clone(), stories, counted(ui::MINUTES, minutes, context))
        }
    };
    [date, id, title.to_string(), stories, minutes]
}

fn counted(forms: [Text; 2], count: usize, context: &Context) -> String {
    let [one, many] = forms;
    say(if count == 1 { one } else { many }, context.lang, &[&count.to_string()]).to_string()
}

/// Adds blanks up to `cells` cells.
fn pad(widths: Widths, text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(widths.of(text))))
}

/// The stories of one post, one a line.
fn stories_of(out: &mut Output, library: &Library, index: usize, json: bool) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Row<'a> {
        post: &'a str,
        date: Option<String>,
        #[serde(flatten)]
        story: StoryRecord,
    }
    let post = &library.posts[index];
    let Ok(body) = body(library, index) else { return Ok(()) };
    for story in stories(&body.document) {
        let date = post.date.map(|date| date.to_string());
        if json {
            out.json(&Row { post: &post.id.0, date, story })?;
        } else {
            let row = format!("{:10}  {}  {}  {}", date.unwrap_or_default(), post.id.0, story.n, story.title);
            out.line(&SafeStr::clean(&row))?;
        }
    }
    Ok(())
}

/// Prints the values of the facets with the number of posts that have them, most frequent first; months newest first.
pub fn tags(context: &Context, out: &mut Output, query: &[String]) -> Result<Outcome, Failure> {
    #[derive(Serialize)]
    struct Row<'a> {
        facet: &'a str,
        name: &'a str,
        count: usize,
    }
    let library = load(context, None)?;
    let text = query.join(" ");
    let query = filter::parse(context, &text)?;
    // Hosts are known from the bodies.
    let (index, texts) = (filter::index(context, &library, &query, true)?, filter::texts(&library, &query.needles()));
    if filter::passing(context, &library, &text, &query, (&index, &texts)).is_none() {
        return Ok(Outcome::Found);
    }
    let counter = Counter::new(&query, &index, &texts);
    let facets = [
        ("tag", words::TAGS, Field::Tag),
        ("category", words::CATEGORIES, Field::Category),
        ("author", words::AUTHORS, Field::Author),
        ("source", words::SOURCES, Field::Source),
        ("month", words::MONTHS, Field::Date),
    ]
    .map(|(facet, heading, field)| {
        let mut values = counter.count(field, Chosen::Wanted);
        values.retain(|value| value.seen > 0);
        (facet, heading, values)
    });
    let filled = facets.iter().filter(|(.., values)| !values.is_empty());
    for (i, (facet, heading, values)) in filled.enumerate() {
        if !context.common.json {
            if i > 0 {
                out.blank()?;
            }
            out.line_as(Part::Group, &say(*heading, context.lang, &[]))?;
        }
        for Count { tag, seen, .. } in values {
            if context.common.json {
                out.json(&Row { facet, name: &tag.shown, count: *seen })?;
            } else {
                out.line(&SafeStr::clean(&format!("{seen:>6}  {}", tag.shown)))?;
            }
        }
    }
    Ok(Outcome::Well)
}
