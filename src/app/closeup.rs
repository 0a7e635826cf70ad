//! A table or code block that has the whole screen: set as wide as it wants to be, and moved over with the keys of the page.

use super::action::Effect;
use super::model::Model;
use super::page;
use super::panes::margin;
use crate::document::BlockKind;
use crate::layout::{Alone, Spec, alone};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// How many cells one step sideways is.
const STEP: usize = 8;

/// The blank columns on either side.
pub const SIDE: u16 = 2;

/// The block that has the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Closeup {
    /// Which of the document's blocks it is.
    pub block: usize,
    /// Its lines.
    pub set: Alone,
    /// The first line below the header that is to be seen, counted without the header.
    pub top: usize,
    /// How many cells are out of sight on the left.
    pub left: usize,
    /// The cells that a line has room for.
    pub room: usize,
    /// The rows that lines have room for, the header's among them.
    pub rows: usize,
}

impl Closeup {
    /// How many lines stay at the top while the rest scrolls: those of the header, unless they take too much of the screen.
    pub fn head(&self) -> usize {
        if self.set.head * 3 <= self.rows { self.set.head } else { 0 }
    }

    /// How many cells on the left stay where they are while the rest moves sideways: the first column of a table, unless it
    /// takes too much of the screen.
    pub fn stub(&self) -> usize {
        if self.set.stub * 3 <= self.room { self.set.stub } else { 0 }
    }

    /// How many lines there are to scroll through.
    pub fn lines(&self) -> usize {
        self.set.lines.len() - self.head().min(self.set.lines.len())
    }

    /// How many of them are on the screen at once.
    pub fn shown(&self) -> usize {
        self.rows.saturating_sub(self.head())
    }

    /// Keeps the screen full where it can be.
    fn settle(&mut self) {
        self.top = self.top.min(self.lines().saturating_sub(self.shown()));
        self.left = self.left.min(self.set.cells.saturating_sub(self.room));
    }
}

/// The row of the first line: below the title, and a blank row where rows are not scarce.
pub fn first_row(model: &Model) -> u16 {
    1 + 2 * margin(model.viewport)
}

/// Gives the whole screen to a table or code block of the page.
pub fn open(model: &mut Model, block: usize) -> Vec<Effect> {
    set(model, block, (0, 0));
    Vec::new()
}

/// Sets the block anew for another size or other width rules; what was at the top left stays there.
pub fn refresh(model: &mut Model) {
    let open = model.page.as_ref().and_then(|page| page.closeup.as_ref());
    if let Some((block, place)) = open.map(|closeup| (closeup.block, (closeup.top, closeup.left))) {
        set(model, block, place);
    }
}

fn set(model: &mut Model, block: usize, (top, left): (usize, usize)) {
    let room = usize::from(model.viewport.columns.saturating_sub(2 * SIDE).max(1));
    let rows = page::rows(model).saturating_sub(usize::from(first_row(model))).max(1);
    let spec = Spec { measure: room, ..page::spec(model) };
    let Some(page) = &mut model.page else { return };
    let tokens = page.prepared.as_ref().and_then(|prepared| prepared.tokens(block));
    let alone = alone(&page.document, block, tokens, &spec);
    let mut closeup = Closeup { block, set: alone, top, left, room, rows };
    closeup.settle();
    page.closeup = Some(closeup).filter(|closeup| !closeup.set.lines.is_empty());
}

/// Moves down by lines; negative is upwards.
pub fn scroll(model: &mut Model, lines: isize) {
    if let Some(closeup) = closeup(model) {
        closeup.top = closeup.top.saturating_add_signed(lines);
        closeup.settle();
    }
}

/// Moves sideways by a step.
pub fn pan(model: &mut Model, right: bool) {
    if let Some(closeup) = closeup(model) {
        closeup.left = if right { closeup.left + STEP } else { closeup.left.saturating_sub(STEP) };
        closeup.settle();
    }
}

fn closeup(model: &mut Model) -> Option<&mut Closeup> {
    model.page.as_mut()?.closeup.as_mut()
}

/// What stands at its top: the language of code, the size of a table.
pub fn title(model: &Model) -> SafeStr {
    let lang = model.lang();
    let page = model.page.as_ref();
    let block = page.and_then(|page| page.document.blocks.get(page.closeup.as_ref()?.block));
    let count = |words: crate::strings::Text, number: usize| words.get(lang).replace("{}", &number.to_string());
    match block.map(|block| &block.kind) {
        Some(BlockKind::Table(table)) => {
            let size = [count(words::TABLE_ROWS, table.rows.len()), count(words::TABLE_COLUMNS, table.columns.len())];
            SafeStr::clean(&format!("{} · {}", words::TABLE.get(lang), size.join(" × ")))
        }
        Some(BlockKind::Code { language, text }) => {
            let name = if language.is_empty() { words::CODE.get(lang) } else { language };
            SafeStr::clean(&format!("{name} · {}", count(words::CODE_LINES, text.lines().count())))
        }
        Some(
            BlockKind::Heading { .. }
            | BlockKind::Summary(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Rule
            | BlockKind::Foreign(_),
        )
        | None => SafeStr::default(),
    }
}
