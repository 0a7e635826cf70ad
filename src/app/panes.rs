//! Which panes there are at a size, as plain numbers of cells. `ui` makes rectangles of them.

use super::model::{Focus, Viewport};
use crate::reading::PaneWidths;

/// The page is never made narrower than this for a pane beside it.
pub const LEAST_PAGE: u16 = 56;
/// No pane beside another is made narrower than this.
pub const LEAST_PANE: u16 = 16;

/// The columns of one pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The first column.
    pub x: u16,
    /// How many columns, at least 1.
    pub width: u16,
}

impl Slot {
    /// The column behind the last one.
    pub fn end(self) -> u16 {
        self.x.saturating_add(self.width)
    }
}

/// The panes of one frame. Side by side ones have one column between them for a thin rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// How many rows each pane has; the status line stands below.
    pub rows: u16,
    /// Tags, categories and authors.
    pub facets: Option<Slot>,
    /// The list of posts.
    pub list: Option<Slot>,
    /// The open post.
    pub page: Option<Slot>,
    /// Headings and links.
    pub outline: Option<Slot>,
    /// Whether facets or outline lie over the other panes instead of beside them.
    pub drawer: Option<Focus>,
}

/// Arranges the panes: one below 110 columns, list and page from 110, all four from 170; below 20 columns or 5 rows nothing
/// fits. `home` is the pane that shows where only one does.
pub fn arrange(viewport: Viewport, focus: Focus, home: Focus, zen: bool) -> Option<Panes> {
    let Viewport { columns, rows } = viewport;
    if columns < 20 || rows < 5 {
        return None;
    }
    let mut panes = Panes { rows: rows - 1, ..Panes::default() };
    let whole = Slot { x: 0, width: columns };
    match columns {
        _ if zen => panes.page = Some(whole),
        0..110 if home == Focus::Page => panes.page = Some(whole),
        0..110 => panes.list = Some(whole),
        110..170 => {
            let list = 38 + (columns - 110) * 4 / 59;
            panes.list = Some(Slot { x: 0, width: list });
            panes.page = Some(Slot { x: list + 1, width: columns - list - 1 });
        }
        170.. => {
            panes.facets = Some(Slot { x: 0, width: 24 });
            panes.list = Some(Slot { x: 25, width: 44 });
            panes.page = Some(Slot { x: 70, width: columns - 70 - 29 });
            panes.outline = Some(Slot { x: columns - 28, width: 28 });
        }
    }
    if focus == Focus::Facets && panes.facets.is_none() {
        open_facets(&mut panes, columns);
    }
    if focus == Focus::Outline && panes.outline.is_none() {
        let width = if columns < 60 { columns } else { 44 };
        panes.outline = Some(Slot { x: columns - width, width });
        panes.drawer = Some(Focus::Outline);
    }
    Some(panes)
}

/// Opens the facets where they have no pane of their own: over the list or the page; beside a list that has the screen for
/// itself, so that it can be seen what a choice leaves.
fn open_facets(panes: &mut Panes, columns: u16) {
    let width = match (panes.list, panes.page) {
        (Some(list), Some(_)) => list.width,
        (Some(_) | None, _) if columns < 60 => columns,
        (Some(_) | None, _) => 32,
    };
    panes.facets = Some(Slot { x: 0, width });
    match (panes.list, panes.page) {
        (Some(_), None) if columns >= 60 => panes.list = Some(Slot { x: width + 1, width: columns - width - 1 }),
        (Some(_) | None, _) => panes.drawer = Some(Focus::Facets),
    }
}

impl Panes {
    /// Gives the panes the widths that the reader has chosen, as far as there is room for the least widths of all. The last
    /// one takes the rest: the page, or the list where it stands beside the facets.
    pub fn with(mut self, own: &PaneWidths) -> Self {
        let rest = if self.page.is_some() { Focus::Page } else { Focus::List };
        let row: Vec<Focus> = self.row().collect();
        let columns = row.last().and_then(|&pane| self.slot(pane)).map_or(0, Slot::end);
        let chosen = |pane| match pane {
            Focus::Facets => own.facets,
            Focus::List => own.list,
            Focus::Outline => own.outline,
            Focus::Page | Focus::Closeup | Focus::Help => None,
        };
        let sides = row.iter().filter(|&&pane| pane != rest);
        let mut widths: Vec<(Focus, u16)> = sides
            .filter_map(|&pane| Some((pane, chosen(pane).unwrap_or(self.slot(pane)?.width).max(LEAST_PANE))))
            .collect();
        if widths.iter().all(|&(pane, _)| chosen(pane).is_none()) {
            return self;
        }
        let least = if rest == Focus::Page { LEAST_PAGE } else { LEAST_PANE };
        let rules = u16::try_from(widths.len()).unwrap_or(0);
        let room = columns.saturating_sub(rules + least);
        let mut excess = widths.iter().map(|(_, width)| *width).sum::<u16>().saturating_sub(room);
        // The list is what a reader looks at most.
        for giving in [Focus::Facets, Focus::Outline, Focus::List] {
            if let Some((_, width)) = widths.iter_mut().find(|(pane, _)| *pane == giving) {
                let cut = excess.min(*width - LEAST_PANE);
                (*width, excess) = (*width - cut, excess - cut);
            }
        }
        let sides = widths.iter().map(|(_, width)| *width).sum::<u16>();
        let mut x = 0;
        for pane in row {
            let side = widths.iter().find(|(side, _)| *side == pane).map(|(_, width)| *width);
            let width = side.unwrap_or(columns.saturating_sub(sides + rules)).max(1);
            *self.slot_mut(pane) = Some(Slot { x, width });
            x += width + 1;
        }
        if let (Some(Focus::Facets), Some(list)) = (self.drawer, self.list) {
            self.facets = Some(list);
        }
        self
    }

    fn slot_mut(&mut self, focus: Focus) -> &mut Option<Slot> {
        match focus {
            Focus::Facets => &mut self.facets,
            Focus::List => &mut self.list,
            Focus::Page | Focus::Closeup | Focus::Help => &mut self.page,
            Focus::Outline => &mut self.outline,
        }
    }

    /// The columns of the pane that has this focus.
    pub fn slot(&self, focus: Focus) -> Option<Slot> {
        match focus {
            Focus::Facets => self.facets,
            Focus::List => self.list,
            Focus::Page => self.page,
            Focus::Outline => self.outline,
            Focus::Closeup | Focus::Help => None,
        }
    }

    /// The panes that stand side by side, from the left; drawers are not among them.
    pub fn row(&self) -> impl DoubleEndedIterator<Item = Focus> {
        let order = [Focus::Facets, Focus::List, Focus::Page, Focus::Outline];
        order.into_iter().filter(|&focus| self.slot(focus).is_some() && self.drawer != Some(focus))
    }
}

/// The columns of the page's text inside its pane: at most `measure`, centred, with margins of at least 2, which is all that
/// marks beside the measure ever need (TYPOGRAPHY 1.7 H1 to H3). Where the pane decides, their number is even, for an odd one
/// costs every line of Han a cell (H6).
pub fn column(pane: Slot, measure: usize) -> Slot {
    let room = (pane.width.saturating_sub(2 * MARGIN) & !1).max(1);
    let width = room.min(u16::try_from(measure).unwrap_or(u16::MAX)).max(1);
    Slot { x: pane.x + (pane.width - width) / 2, width }
}

/// The least number of blank columns on either side of the page's text.
const MARGIN: u16 = 2;

/// How many rows stay blank above the panes' text: one, where rows are not scarce.
pub fn margin(viewport: Viewport) -> u16 {
    u16::from(viewport.rows >= 16)
}
