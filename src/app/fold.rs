//! What is folded on the page: which details show what they hold, and how a place inside one is reached.

use super::action::Effect;
use super::model::Model;
use super::page::{self, Page};
use super::stop::{self, Stop};
use crate::document::anchor::Place;
use crate::document::{Block, BlockKind, FrameId, FrameKind};
use crate::layout::Folds;
use std::collections::BTreeSet;

impl Page {
    /// The details that are unfolded.
    fn unfolded(&self) -> BTreeSet<FrameId> {
        let is_open = |id: &FrameId| {
            let details = self.document.frames.get(*id).is_some_and(|it| matches!(it.kind, FrameKind::Details { .. }));
            details && self.folds.is_open(&self.document, *id)
        };
        (0..self.document.frames.len()).filter(is_open).collect()
    }

    /// Unfolds all that a block lies in. A summary lies in what is around its details.
    pub fn unfold_block(&mut self, block: usize) {
        let Some(block) = self.document.blocks.get(block) else { return };
        let own = usize::from(matches!(block.kind, BlockKind::Summary(_)));
        let around: Vec<FrameId> = self.document.frame_ids_of(block).skip(own).collect();
        if around.iter().all(|&frame| self.folds.is_open(&self.document, frame)) {
            return;
        }
        let mut open = self.unfolded();
        open.extend(around);
        self.folds = Folds::Only(open);
    }

    /// Unfolds all that a place of the source lies in.
    pub fn unfold_place(&mut self, place: Option<usize>) {
        let Some(place) = place else { return };
        let begins = |block: &Block| block.span.start <= place;
        if let Some(block) = self.document.blocks.iter().rposition(begins) {
            self.unfold_block(block);
        }
    }

    /// Whether anything is folded.
    fn has_folded(&self) -> bool {
        self.folds.open_frames(&self.document).contains(&false)
    }
}

/// Unfolds everything on the page.
pub fn open_all(model: &mut Model) {
    if model.page.as_ref().is_some_and(Page::has_folded) {
        set(model, Folds::All);
    }
}

/// Folds and unfolds as it says; the line at the top of the page stays there where it can.
pub fn set(model: &mut Model, folds: Folds) {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return };
    // A blank line has the place of the block below it.
    let above = page.place.map_or(0, |place| page.line_of(Some(place)).saturating_sub(page.top));
    page.folds = folds;
    page::refresh(model);
    let Some(page) = model.page.as_mut().filter(|page| page.folds == page.set_folds) else { return };
    let top = page.top.saturating_sub(above);
    if page.lines.get(top).is_some_and(|line| line.runs.is_empty()) {
        page.scroll_to(top, rows);
    }
}

/// Folds or unfolds details. The summary stays in its row.
pub fn toggle(model: &mut Model, frame: FrameId) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return Vec::new() };
    let row = |page: &Page| stop::line_of(page, Stop::Fold(frame)).and_then(|line| line.checked_sub(page.top));
    let before = row(page);
    let mut open = page.unfolded();
    if !open.remove(&frame) {
        open.insert(frame);
    }
    page.folds = Folds::Only(open);
    page.focused = Some(Stop::Fold(frame));
    page::refresh(model);
    if let Some(page) = &mut model.page
        && let Some(line) = stop::line_of(page, Stop::Fold(frame))
    {
        match before {
            Some(before) => page.scroll_to(line.saturating_sub(before), rows),
            None => page.reveal(line, rows),
        }
    }
    Vec::new()
}

/// Brings a place of the document to the top of the pane, unfolded. Where a worker has to set its lines first, they will come
/// with that place at the top.
pub fn go_to(model: &mut Model, place: Place) {
    let rows = page::rows(model);
    if let Some(page) = &mut model.page {
        page.unfold_block(place.block);
    }
    page::refresh(model);
    let Some(page) = &mut model.page else { return };
    if page.folds == page.set_folds {
        page.go_to(page.line_of_anchor(place), rows);
    } else {
        (page.place, page.marked) = (Some(place.offset), Some(place.block));
    }
}

/// Brings the heading at a place of the source to the top of the pane, unfolded, and marks it as the one to be at.
pub fn go_to_heading(model: &mut Model, offset: usize) {
    let Some(page) = &model.page else { return };
    let is_there = |block: &Block| matches!(block.kind, BlockKind::Heading { .. }) && block.span.contains(&offset);
    let heading = page.document.blocks.iter().position(is_there);
    let shown = || page.lines.get(page.line_of(Some(offset))).map_or(0, |line| line.block);
    go_to(model, Place { block: heading.unwrap_or_else(shown), offset });
}

/// Scrolls to a place of the source, unfolded.
pub fn scroll_to(model: &mut Model, place: Option<usize>) {
    let rows = page::rows(model);
    if let Some(page) = &mut model.page {
        page.unfold_place(place);
    }
    page::refresh(model);
    let Some(page) = &mut model.page else { return };
    page.marked = None;
    if page.folds == page.set_folds {
        page.scroll_to(page.line_of(place), rows);
    } else {
        page.place = place;
    }
}
