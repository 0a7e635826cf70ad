//! What the commands say about posts, stories and links: the shapes of `--json`, and the pieces of the plain output.

use crate::diagnostic::Defect;
use crate::document::{Document, Link, Story, Target};
use crate::post::{Post, Tag};
use crate::strings::Lang;
use crate::text::SafeStr;
use serde::Serialize;

/// One post, as JSON.
#[derive(Serialize)]
pub struct PostRecord<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    date: Option<String>,
    author: Vec<&'a str>,
    source: Vec<&'a str>,
    categories: Vec<&'a str>,
    tags: Vec<&'a str>,
    words: usize,
    minutes: usize,
    stories: Vec<StoryRecord>,
    warnings: Vec<Warning>,
    broken: Option<String>,
}

/// One story, as JSON.
#[derive(Serialize)]
pub struct StoryRecord {
    /// Its number in the post, from 1.
    pub n: usize,
    /// Its heading.
    pub title: String,
    /// Its source links.
    pub sources: Vec<SourceRecord>,
}

/// One source link, as JSON.
#[derive(Serialize)]
pub struct SourceRecord {
    /// The words of the link.
    pub title: String,
    /// Where it leads; none where it is not opened.
    pub url: Option<String>,
}

/// One defect, as JSON.
#[derive(Serialize)]
pub struct Warning {
    line: Option<usize>,
    message: String,
    hint: String,
}

impl<'a> PostRecord<'a> {
    /// Describes a post whose body was read; without one, why not.
    pub fn new(post: &'a Post, body: Result<(&Document, &[Defect]), &Defect>, lang: Lang) -> Self {
        let mut record = PostRecord {
            id: &post.id.0,
            path: &post.path,
            title: &post.title,
            date: post.date.map(|date| date.to_string()),
            author: post.authors.iter().map(SafeStr::as_str).collect(),
            source: post.sources.iter().map(SafeStr::as_str).collect(),
            categories: shown(&post.categories),
            tags: shown(&post.tags),
            words: post.words,
            minutes: post.minutes(),
            stories: Vec::new(),
            warnings: Vec::new(),
            broken: None,
        };
        match body {
            Ok((document, defects)) => {
                record.words = document.words;
                record.minutes = Post { words: document.words, ..Post::default() }.minutes();
                record.stories = stories(document);
                record.warnings = defects.iter().map(|defect| warning(defect, lang)).collect();
            }
            Err(defect) => {
                record.broken = Some(defect.message(lang).to_string());
                record.warnings = vec![warning(defect, lang)];
            }
        }
        record
    }
}

fn shown(tags: &[Tag]) -> Vec<&str> {
    tags.iter().map(|tag| tag.shown.as_str()).collect()
}

fn warning(defect: &Defect, lang: Lang) -> Warning {
    Warning { line: defect.line, message: defect.message(lang).to_string(), hint: defect.hint(lang).to_string() }
}

/// Describes the stories of a post.
pub fn stories(document: &Document) -> Vec<StoryRecord> {
    let source = |id: &usize| {
        let link = document.links.get(*id)?;
        Some(SourceRecord { title: link.text.to_string(), url: url(&link.target).map(str::to_owned) })
    };
    let story = |(index, story): (usize, &Story)| StoryRecord {
        n: index + 1,
        title: story.title(document).to_string(),
        sources: story.sources.iter().filter_map(source).collect(),
    };
    document.stories.iter().enumerate().map(story).collect()
}

/// The canonical URL of a page of the web.
pub fn url(target: &Target) -> Option<&str> {
    match target {
        Target::Web(web) => Some(&web.url),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => None,
    }
}

/// The story that a link stands in. Stories stand in reading order and apart from each other.
pub fn story_of(document: &Document, link: &Link) -> Option<usize> {
    let block = |index: usize| document.blocks.get(index);
    let begins = |story: &Story| block(story.blocks.start).map_or(0, |block| block.span.start);
    let index = document.stories.partition_point(|story| begins(story) <= link.span.start).checked_sub(1)?;
    let last = block(document.stories.get(index)?.blocks.end.checked_sub(1)?)?;
    (link.span.start < last.span.end).then_some(index)
}
