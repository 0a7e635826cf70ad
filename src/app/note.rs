//! Footnotes on the page: the way to a note and back, and the note at the foot of the screen while its reference is focused.

use super::action::Effect;
use super::model::Model;
use super::page::{self, Page};
use super::stop::{self, Stop};
use super::{fold, history};
use crate::document::anchor::Place;
use crate::document::{LinkId, Target};
use crate::strings::ui as words;
use crate::text::SafeStr;
use std::ops::Range;

/// The note at the foot of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The lines of the page that it shows.
    pub lines: Range<usize>,
    /// The note goes on behind them.
    pub more: bool,
}

impl Sheet {
    /// How many rows it takes, with the rule above it.
    pub fn rows(&self) -> usize {
        self.lines.len() + 1
    }
}

/// The note that shows at the foot of the screen: that of the focused reference, unless it is on the screen already.
pub fn at_foot(model: &Model) -> Option<Sheet> {
    let rows = page::rows(model);
    let page = model.page.as_ref()?;
    sheet(page, page.focused_link()?, rows)
}

fn sheet(page: &Page, link: LinkId, rows: usize) -> Option<Sheet> {
    let Target::Note(label) = &page.document.links.get(link)?.target else { return None };
    let lines = lines(page, label)?;
    let on_screen = (page.top..page.top + rows).contains(&lines.start);
    let room = (rows / 3).checked_sub(1).filter(|room| *room > 0 && !on_screen)?;
    let end = lines.end.min(lines.start + room);
    Some(Sheet { lines: lines.start..end, more: end < lines.end })
}

/// The lines of a note, without the blank ones around it.
fn lines(page: &Page, label: &str) -> Option<Range<usize>> {
    let blocks = page.document.blocks_in(page.document.note(label)?);
    let body = page.lines.iter().enumerate().skip(page.head);
    let mut lines = body.filter(|(_, line)| blocks.contains(&line.block) && !line.runs.is_empty()).map(|(at, _)| at);
    let first = lines.next()?;
    Some(first..lines.last().unwrap_or(first) + 1)
}

/// The line of the page that a row of its pane shows; none for the rule above a note.
pub fn line_at(model: &Model, row: usize) -> Option<usize> {
    let page = model.page.as_ref()?;
    let Some(sheet) = at_foot(model) else { return Some(page.top + row) };
    let begin = page::rows(model).saturating_sub(sheet.rows());
    match row.checked_sub(begin) {
        None => Some(page.top + row),
        Some(below) => below.checked_sub(1).and_then(|row| sheet.lines.clone().nth(row)),
    }
}

/// Keeps a focused reference above the note that it shows.
pub fn keep_above(page: &mut Page, link: LinkId, rows: usize) {
    let (Some(sheet), Some(line)) = (sheet(page, link, rows), stop::line_of(page, Stop::Link(link))) else { return };
    let room = rows.saturating_sub(sheet.rows());
    if line >= page.top + room {
        page.scroll_to(line + 1 - room, rows);
    }
}

/// Jumps to a note, and focuses the label that leads back.
pub fn follow(model: &mut Model, label: &str) -> Vec<Effect> {
    let found = model.page.as_ref().and_then(|page| {
        let block = page.document.blocks_in(page.document.note(label)?).next()?;
        let place = Place { block, offset: page.document.blocks.get(block)?.span.start };
        Some((place, page.document.label_of_note(label)))
    });
    let Some((place, back)) = found else { return missing(model, label) };
    history::remember(model);
    fold::go_to(model, place);
    if let Some(page) = &mut model.page {
        page.focused = back.map(Stop::Link);
        page.marked = None;
    }
    Vec::new()
}

/// Jumps back to the first reference to a note, and focuses it.
pub fn follow_back(model: &mut Model, label: &str) -> Vec<Effect> {
    let found = model.page.as_ref().and_then(|page| {
        let link = page.document.note_ref(label)?;
        Some((link, page.document.links.get(link)?.span.start))
    });
    let Some((link, place)) = found else { return missing(model, label) };
    history::remember(model);
    let rows = page::rows(model);
    if let Some(page) = &mut model.page {
        page.unfold_place(Some(place));
    }
    page::refresh(model);
    if let Some(page) = &mut model.page {
        stop::show(page, Stop::Link(link), rows);
    }
    Vec::new()
}

fn missing(model: &mut Model, label: &str) -> Vec<Effect> {
    let label = format!("[^{label}]");
    model.notice = Some(SafeStr::clean(&words::NO_NOTE.get(model.lang()).replace("{}", &label)));
    Vec::new()
}
