//! How wide the panes beside the page are: the reader's own choice, by dragging a divider or by keys.

use super::action::Effect;
use super::model::{Focus, Model};
use super::panes::{LEAST_PAGE, LEAST_PANE};
use super::settle;
use crate::reading::{Note, PaneWidths, Setting};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// How many cells a key makes a pane wider.
const STEP: i32 = 2;

/// Makes the pane that has the focus wider or narrower; where that is the page, the pane beside it gives or takes.
pub fn step(model: &mut Model, wider: bool) -> Vec<Effect> {
    let by = if wider { STEP } else { -STEP };
    let panes = model.panes();
    let beside = || panes.and_then(|panes| panes.row().find(|&pane| pane != Focus::Page));
    let (pane, by) = match model.pane {
        Focus::Page => (beside(), -by),
        Focus::List if panes.is_some_and(|panes| panes.page.is_none()) => (None, by),
        pane => (Some(pane), by),
    };
    let width = pane.and_then(|pane| panes?.slot(pane)).map(|slot| i32::from(slot.width) + by);
    match pane.zip(width).filter(|(pane, _)| limits(model, *pane).is_some()) {
        Some((pane, width)) => {
            set(model, pane, width);
            vec![keep(model)]
        }
        None => {
            model.notice = Some(SafeStr::literal(words::NO_DIVIDER.get(model.lang())));
            Vec::new()
        }
    }
}

/// Gives all panes back the widths that the size of the terminal asks for.
pub fn reset(model: &mut Model) -> Vec<Effect> {
    model.pane_widths = PaneWidths::default();
    settle(model);
    model.notice = Some(SafeStr::literal(words::PANES_RESET.get(model.lang())));
    vec![keep(model)]
}

/// Moves the divider of a pane to a column of the screen; says whether it is elsewhere now.
pub fn drag(model: &mut Model, pane: Focus, column: u16) -> bool {
    let Some(slot) = model.panes().and_then(|panes| panes.slot(pane)) else { return false };
    let column = i32::from(column);
    let width = if pane == Focus::Outline { i32::from(slot.end()) - column - 1 } else { column - i32::from(slot.x) };
    set(model, pane, width)
}

/// Lets go of a divider: keeps what it was moved to; pressed twice without moving it, the pane is as wide as at first.
pub fn release(model: &mut Model, pane: Focus) -> Vec<Effect> {
    if std::mem::take(&mut model.dragged) {
        return vec![keep(model)];
    }
    if model.rested.replace(pane) != Some(pane) {
        return Vec::new();
    }
    model.rested = None;
    if let Some(own) = own(&mut model.pane_widths, pane) {
        *own = None;
    }
    settle(model);
    vec![keep(model)]
}

/// Says what is to be remembered when a divider was let go.
pub fn keep(model: &Model) -> Effect {
    Effect::Note(Note::Setting(Setting::Panes(model.pane_widths)))
}

/// Makes a pane as wide as that, within its limits; says whether that is another width than before.
fn set(model: &mut Model, pane: Focus, width: i32) -> bool {
    let Some((least, most)) = limits(model, pane) else { return false };
    let before = model.panes().and_then(|panes| panes.slot(pane)).map(|slot| slot.width);
    let width = u16::try_from(width.max(0)).unwrap_or(u16::MAX).clamp(least, most.max(least));
    if let Some(own) = own(&mut model.pane_widths, pane).filter(|_| before != Some(width)) {
        *own = Some(width);
        settle(model);
        return true;
    }
    false
}

/// Where the reader's width of a pane is kept.
fn own(widths: &mut PaneWidths, pane: Focus) -> Option<&mut Option<u16>> {
    match pane {
        Focus::Facets => Some(&mut widths.facets),
        Focus::List => Some(&mut widths.list),
        Focus::Outline => Some(&mut widths.outline),
        Focus::Page | Focus::Closeup | Focus::Help => None,
    }
}

/// How narrow and how wide a pane may be made, the others staying as they are; none for a pane without a divider.
fn limits(model: &Model, pane: Focus) -> Option<(u16, u16)> {
    let panes = model.panes().filter(|panes| panes.drawer != Some(pane))?;
    let slot = panes.slot(pane).filter(|_| pane != Focus::Page)?;
    // Beside the facets a list may have the rest of the screen for itself.
    let (rest, least) = match (panes.page, panes.list) {
        (Some(page), _) => (page, LEAST_PAGE),
        (None, Some(list)) if pane == Focus::Facets => (list, LEAST_PANE),
        (None, _) => return None,
    };
    Some((LEAST_PANE, slot.width + rest.width.saturating_sub(least)))
}
