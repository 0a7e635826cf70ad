//! The outline of the open post: its headings, and under each the links that stand there.

use super::cursor;
use super::model::{Focus, Model, Viewport};
use super::overlay;
use super::page::Page;
use super::panes::margin;
use crate::document::{BlockKind, LinkId, plain};
use crate::text::SafeStr;

/// One row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it leads to.
    pub kind: RowKind,
    /// Its words.
    pub text: SafeStr,
    /// The line of the page that it stands on.
    pub line: usize,
}

impl Row {
    /// The link that it leads to, unless it is a heading.
    pub fn link(&self) -> Option<LinkId> {
        match self.kind {
            RowKind::Link(link) => Some(link),
            RowKind::Heading(_) | RowKind::Story(_) => None,
        }
    }
}

/// What a row of the outline leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A heading, with its level.
    Heading(u8),
    /// The heading of a story, with its level.
    Story(u8),
    /// A link.
    Link(LinkId),
}

/// Where the reader is in the outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The row under the cursor.
    pub cursor: usize,
}

/// Makes the outline of a page, in reading order.
pub fn rows(page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut seen: Option<LinkId> = None;
    for (line, set) in page.lines.iter().enumerate().skip(page.head) {
        if set.first
            && let Some(block) = page.document.blocks.get(set.block)
            && let BlockKind::Heading { level, inlines, .. } = &block.kind
            && !set.runs.is_empty()
        {
            let story = page.document.stories.iter().any(|story| story.heading == set.block);
            let kind = if story { RowKind::Story(*level) } else { RowKind::Heading(*level) };
            rows.push(Row { kind, text: plain(inlines), line });
        }
        for link in set.runs.iter().filter_map(|run| run.link) {
            if seen.is_none_or(|last| link > last)
                && let Some(target) = page.document.links.get(link).filter(|link| !link.target.is_note())
            {
                rows.push(Row { kind: RowKind::Link(link), text: target.text.clone(), line });
                seen = Some(link);
            }
        }
    }
    rows
}

/// The row whose heading a line of the page lies under; a heading just below it counts as reached.
pub fn current(rows: &[Row], line: usize) -> Option<usize> {
    let headings = rows.iter().enumerate().filter(|(_, row)| !matches!(row.kind, RowKind::Link(_)));
    headings.take_while(|(_, row)| row.line <= line + 1).last().map(|(index, _)| index)
}

/// The row that the reader is at while the outline has the focus.
pub fn here(model: &Model) -> Option<usize> {
    let page = model.page.as_ref().filter(|_| model.pane == Focus::Outline)?;
    current(&page.outline, page.here())
}

/// Takes the cursor of the outline along where the page was moved since the reader was at `before`.
pub fn follow(model: &mut Model, before: Option<usize>) {
    let here = here(model);
    if before.is_some() && here != before {
        model.outline.cursor = here.unwrap_or_default();
    }
    // Another post, or another set of lines, may have fewer rows.
    let last = model.page.as_ref().map_or(0, |page| page.outline.len().saturating_sub(1));
    model.outline.cursor = model.outline.cursor.min(last);
}

/// The row of the pane on which the first row of the outline stands, below its heading.
pub fn top_of_rows(viewport: Viewport) -> u16 {
    margin(viewport) + 2
}

/// How many rows of the outline the pane has room for.
pub fn room(model: &Model) -> usize {
    let rows = model.panes().map_or(0, |panes| panes.rows);
    usize::from(rows.saturating_sub(top_of_rows(model.viewport)))
}

/// The row that stands first: where the wheel put it, else as far down as the cursor or the reading
/// position needs. In the pane that has the focus the cursor is in view, also while something lies
/// over the lowest rows.
pub fn first(model: &Model) -> usize {
    let room = room(model);
    let Some(page) = &model.page else { return 0 };
    let here = || current(&page.outline, page.here()).unwrap_or(0);
    let at = if model.pane == Focus::Outline { model.outline.cursor } else { here() };
    let last = page.outline.len().saturating_sub(room);
    let top = page.outline_top.unwrap_or(at.saturating_sub(room / 2)).min(last);
    let seen = room.saturating_sub(usize::from(overlay::covered(model)));
    if model.pane == Focus::Outline { cursor::first_of_lines(top, at, seen) } else { top }
}
