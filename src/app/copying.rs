//! What goes to the clipboard: links, titles, the source of a story, paths. Each line is cleaned, the lines stay.

use super::action::Effect;
use super::extract::{self, Part};
use super::links;
use super::model::Model;
use super::page::Page;
use super::stop::{self, Stop};
use crate::document::{BlockKind, Target};
use crate::strings::ui as words;
use crate::text::SafeStr;
use crate::text::safe::clean_lines;

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

/// Copies the selection, else the block at hand.
pub fn copy_at_hand(model: &mut Model) -> Vec<Effect> {
    let text = model.page.as_ref().map(|page| match (&page.closeup, page.selection) {
        (Some(closeup), _) => block_text(page, closeup.block),
        (None, Some(selection)) => selection.text(page),
        (None, None) => block_at_hand(page).map(|block| block_text(page, block)).unwrap_or_default(),
    });
    put(model, text)
}

/// Copies what is selected. Where that is no text (bars, blank lines), nothing is selected any more.
pub fn copy_selection(model: &mut Model) -> Vec<Effect> {
    let Some(page) = &mut model.page else { return Vec::new() };
    let text = page.selection.map(|selection| selection.text(page)).filter(|text| !text.is_empty());
    page.selection = page.selection.filter(|_| text.is_some());
    if text.is_some() { put(model, text) } else { Vec::new() }
}

/// The block at hand: what is focused, or what holds it; else the heading that the reader went to; else the first block to
/// be seen. The head of the page is none.
fn block_at_hand(page: &Page) -> Option<usize> {
    let focused = match page.focused {
        Some(Stop::Block(block)) => Some(block),
        Some(stop @ Stop::Link(_)) => {
            stop::line_of(page, stop).and_then(|line| page.lines.get(line)).map(|line| line.block)
        }
        Some(Stop::Fold(_)) | None => None,
    };
    let mut below = page.lines.iter().skip(page.here().max(page.head)).filter(|line| !line.runs.is_empty());
    focused.or(page.marked).or_else(|| below.next().map(|line| line.block))
}

/// Copies something of the open post.
pub fn copy(model: &mut Model, what: What) -> Vec<Effect> {
    let text = model.page.as_ref().and_then(|page| match what {
        What::Link => link(page),
        What::Title => Some(title(page)),
        What::Markdown => Some(markdown(page)),
        What::Path => Some(page.post.path.to_string()),
    });
    put(model, text)
}

fn put(model: &mut Model, text: Option<String>) -> Vec<Effect> {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => vec![Effect::Copy(clean_lines(&text))],
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
    source.trim_end().to_owned()
}

/// The source of a block: code byte for byte, the lines of a table as they are written, else its text as it is read.
pub fn block_text(page: &Page, block: usize) -> String {
    let Some(found) = page.document.blocks.get(block) else { return String::new() };
    match &found.kind {
        BlockKind::Code { text, .. } => text.clone(),
        BlockKind::Table(_) => {
            let source = page.source.get(found.span.clone()).unwrap_or_default().trim_end();
            // Inside a quote or list every line begins with what that takes.
            let bare = |line: &str| match found.frame {
                Some(_) => line.trim_start_matches([' ', '\t', '>']).to_owned(),
                None => line.to_owned(),
            };
            source.lines().map(bare).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Summary(_)
        | BlockKind::Rule
        | BlockKind::Foreign(_) => {
            let lines = page.lines.iter().enumerate().skip(page.head).filter(|(_, line)| line.block == block);
            let parts: Vec<Part> = lines.map(|(line, _)| Part { line, cells: 0..usize::MAX }).collect();
            extract::text(page, &parts)
        }
    }
}
