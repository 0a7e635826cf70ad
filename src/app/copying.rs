//! What goes to the clipboard: links, titles, the source of a story, paths. Each line is cleaned, the lines stay.

use super::action::Effect;
use super::links;
use super::model::Model;
use super::page::Page;
use crate::document::Target;
use crate::strings::ui as words;
use crate::text::SafeStr;

/// What the reader wants copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The target of the link at hand.
    Link,
    /// The title of the story at hand, and its source.
    Title,
    /// The story at hand as its author wrote it; where there is none, the post.
    Markdown,
    /// The path of the post.
    Path,
}

/// Copies something of the open post.
pub fn copy(model: &mut Model, what: What) -> Vec<Effect> {
    let text = model.page.as_ref().and_then(|page| match what {
        What::Link => link(page),
        What::Title => Some(title(page)),
        What::Markdown => Some(markdown(page)),
        What::Path => Some(page.post.path.to_string()),
    });
    match text.filter(|text| !text.is_empty()) {
        Some(text) => vec![Effect::Copy(text)],
        None => {
            model.notice = Some(SafeStr::literal(words::NOTHING_TO_COPY.get(model.lang())));
            Vec::new()
        }
    }
}

fn link(page: &Page) -> Option<String> {
    let link = page.document.links.get(links::at_hand(page)?)?;
    Some(match &link.target {
        Target::Web(web) => web.url.clone(),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => {
            SafeStr::clean(&link.written).to_string()
        }
    })
}

fn title(page: &Page) -> String {
    let heading = links::story(page).map(|story| story.title(&page.document));
    let title = heading.unwrap_or_else(|| page.post.title.clone());
    match link(page) {
        Some(url) => format!("{title}\n{url}"),
        None => title.to_string(),
    }
}

fn markdown(page: &Page) -> String {
    let blocks = links::story(page).map(|story| story.blocks.clone());
    let blocks = blocks.and_then(|range| page.document.blocks.get(range)).unwrap_or_default();
    let source = match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => page.source.get(first.span.start..last.span.end).unwrap_or_default(),
        (None, _) | (_, None) => &page.source,
    };
    // Cleaning makes a blank of a tab, which a Makefile would not survive.
    let clean =
        |line: &str| line.split('\t').map(|part| SafeStr::clean(part).to_string()).collect::<Vec<_>>().join("\t");
    source.trim_end().lines().map(clean).collect::<Vec<_>>().join("\n")
}
