//! What Tab goes through on the page and Enter opens: links, and blocks that can be looked at on a screen of their own.

use super::action::Effect;
use super::model::Model;
use super::moving;
use super::note;
use super::page::{self, Page};
use crate::document::{BlockKind, FrameId, LinkId};
use crate::strings::ui as words;
use crate::text::SafeStr;
use std::ops::Range;

/// Something on the page that can be focused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A link.
    Link(LinkId),
    /// A table or code block, by its place among the blocks of the document.
    Block(usize),
    /// The summary of something folded, by its container.
    Fold(FrameId),
}

/// The stops on some lines of the page, in reading order, each once.
pub fn on_lines(page: &Page, lines: Range<usize>) -> Vec<Stop> {
    let lines = lines.start..lines.end.min(page.lines.len());
    let mut stops = Vec::new();
    for (_, stop) in lines.flat_map(|line| on_line(page, line)) {
        if !stops.contains(&stop) {
            stops.push(stop);
        }
    }
    stops
}

/// The stops on a line of the page, each with the cell at which it begins there.
pub fn on_line(page: &Page, index: usize) -> Vec<(usize, Stop)> {
    let Some(line) = page.lines.get(index).filter(|line| !line.runs.is_empty()) else { return Vec::new() };
    let block = block_at(page, index).map(|stop| (0, stop));
    let mut cell = 0;
    let links = line.runs.iter().filter_map(|run| {
        cell += run.cells;
        Some((cell - run.cells, Stop::Link(run.link?)))
    });
    block.into_iter().chain(links).collect()
}

/// The stop that the block on a line of the page is, links aside.
pub fn block_at(page: &Page, index: usize) -> Option<Stop> {
    let line = page.lines.get(index).filter(|line| index >= page.head && !line.runs.is_empty())?;
    let fold = || folds(page, line.block).map(Stop::Fold);
    opens(page, line.block).then_some(Stop::Block(line.block)).or_else(fold)
}

/// Whether a block can be looked at on a screen of its own.
fn opens(page: &Page, block: usize) -> bool {
    page.document.blocks.get(block).is_some_and(|block| match block.kind {
        BlockKind::Code { .. } | BlockKind::Table(_) => true,
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Summary(_) => false,
        BlockKind::Rule | BlockKind::Foreign(_) => false,
    })
}

/// The details that a block is the summary of.
pub fn folds(page: &Page, block: usize) -> Option<FrameId> {
    let block = page.document.blocks.get(block)?;
    block.frame.filter(|_| matches!(block.kind, BlockKind::Summary(_)))
}

/// The first line that shows a stop.
pub fn line_of(page: &Page, stop: Stop) -> Option<usize> {
    match stop {
        Stop::Link(link) => page.lines.iter().position(|line| line.runs.iter().any(|run| run.link == Some(link))),
        Stop::Fold(frame) => {
            let block = page.document.blocks_in(frame).next()?;
            Some(page.line_of_block(block)).filter(|&line| page.lines.get(line).is_some_and(|it| it.block == block))
        }
        Stop::Block(block) => Some(page.line_of_block(block)).filter(|&line| line < page.lines.len()),
    }
}

/// What Enter opens: the focused stop, else the first table, code block or summary that is to be seen on `rows` rows.
pub fn at_hand(page: &Page, rows: usize) -> Option<Stop> {
    let is_link = |stop: &Stop| matches!(stop, Stop::Link(_));
    let blocks = || on_lines(page, page.top..page.top + rows).into_iter().find(|stop| !is_link(stop));
    page.focused.or_else(blocks)
}

/// Focuses the next or previous stop: from the focused one while it is to be seen, else from the edge of the screen.
pub fn focus_next(model: &mut Model, forward: bool) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return Vec::new() };
    let visible = on_lines(page, page.top..page.top + rows);
    let next = match page.focused.filter(|stop| visible.contains(stop)) {
        Some(stop) => neighbour(page, stop, forward),
        None if forward => on_lines(page, page.here()..page.lines.len()).first().copied(),
        None => on_lines(page, 0..page.top + rows).last().copied(),
    };
    match next {
        Some(stop) => show(page, stop, rows),
        None => model.notice = Some(SafeStr::literal(words::NO_MORE_LINKS.get(model.settings.lang))),
    }
    moving::focus_page(model);
    Vec::new()
}

fn neighbour(page: &Page, stop: Stop, forward: bool) -> Option<Stop> {
    let all = on_lines(page, 0..page.lines.len());
    let at = all.iter().position(|&other| other == stop)?;
    let next = if forward { at + 1 } else { at.checked_sub(1)? };
    all.get(next).copied()
}

/// Focuses a stop and brings it into sight.
pub fn show(page: &mut Page, stop: Stop, rows: usize) {
    page.focused = Some(stop);
    if let Some(line) = line_of(page, stop) {
        page.reveal(line, rows);
    }
    if let Stop::Link(link) = stop {
        note::keep_above(page, link, rows);
    }
}
