//! Moving: through the list, down the page, between panes, back out.

use super::action::Effect;
use super::library;
use super::model::{Focus, Model};
use super::outline::{self, RowKind};
use super::overlay::{self, Overlay};
use super::stop::{self, Stop};
use super::{closeup, cursor, filter, finding, fold, links, list, page, settle};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// Moves one line or row in the pane that has the focus.
pub fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    scroll_focused(model, by, by)
}

/// Moves a screen, or with `parts` a part of it, in the pane that has the focus.
pub fn screens(model: &mut Model, direction: isize, parts: usize) -> Vec<Effect> {
    // Two lines of the old screen stay in sight, so that the eye finds its place again.
    let lines = page::rows(model).saturating_sub(2).max(1).div_ceil(parts);
    let rows = list::rows_per_screen(model).div_ceil(parts);
    scroll_focused(model, direction * signed(lines), direction * signed(rows))
}

fn scroll_focused(model: &mut Model, lines: isize, rows: isize) -> Vec<Effect> {
    match model.focus() {
        Focus::List => select(model, model.list.selected.saturating_add_signed(rows)),
        Focus::Page => scroll(model, Focus::Page, lines),
        Focus::Outline => {
            if let Some(page) = &mut model.page {
                let last = page.outline.len().saturating_sub(1);
                model.outline.cursor = model.outline.cursor.saturating_add_signed(rows).min(last);
                page.outline_top = None;
            }
            Vec::new()
        }
        pane @ (Focus::Closeup | Focus::Help) => scroll(model, pane, lines),
        Focus::Facets => {
            filter::step(model, rows);
            Vec::new()
        }
    }
}

/// Moves what a pane shows by lines, wherever the focus is. Where it is in that pane, the selected
/// row stays in view.
pub fn scroll(model: &mut Model, pane: Focus, lines: isize) -> Vec<Effect> {
    let rows = page::rows(model);
    match pane {
        Focus::Page => {
            if let Some(page) = &mut model.page {
                page.scroll_to(page.top.saturating_add_signed(lines), rows);
            }
        }
        Focus::List => {
            if list::wheel(model, lines.signum()) {
                return filter::show(model);
            }
        }
        Focus::Outline => {
            let room = outline::room(model);
            let first = outline::first(model);
            if let Some(page) = &mut model.page {
                let last = page.outline.len().saturating_sub(room);
                let top = first.saturating_add_signed(lines).min(last);
                page.outline_top = Some(top);
                if model.pane == Focus::Outline {
                    model.outline.cursor = cursor::nearest_of_lines(top, model.outline.cursor, room);
                }
            }
        }
        Focus::Closeup => closeup::scroll(model, lines),
        Focus::Help => {
            if let Some(Overlay::Help(mut help)) = model.overlay.take() {
                let all = overlay::help_lines(model, &help.query).len();
                let room = overlay::help_room(rows);
                help.top = help.first(all, room).saturating_add_signed(lines);
                help.top = help.first(all, room);
                model.overlay = Some(Overlay::Help(help));
            }
        }
        Focus::Facets => {
            let room = filter::room(model);
            let last = model.facets.rows.len().saturating_sub(room);
            let top = filter::first(model).saturating_add_signed(lines).min(last);
            model.facets.top = Some(top);
            if model.pane == Focus::Facets {
                model.facets.keep_cursor(top..top + room.max(1));
            }
        }
    }
    Vec::new()
}

/// Selects a row of the list; where the page stands beside it, it shows that post.
pub fn select(model: &mut Model, row: usize) -> Vec<Effect> {
    model.list.selected = row;
    list::keep_selected_visible(model);
    filter::show(model)
}

/// Reads on: a screen down, at the end of the page the next unread post.
pub fn read_on(model: &mut Model) -> Vec<Effect> {
    if matches!(model.focus(), Focus::Closeup | Focus::Help) {
        return screens(model, 1, 1);
    }
    if !page_is_visible(model) {
        return open(model);
    }
    let rows = page::rows(model);
    let at_end = model.page.as_ref().is_none_or(|page| page.top >= page.last_top(rows));
    if at_end {
        return next_unread(model);
    }
    scroll(model, Focus::Page, signed(rows.saturating_sub(2).max(1)))
}

/// Goes to the beginning or the end of the pane that has the focus.
pub fn ends(model: &mut Model, end: bool) -> Vec<Effect> {
    let far = if end { isize::MAX } else { isize::MIN };
    scroll_focused(model, far, far)
}

/// Opens a neighbour of the selected post; where the open one is not listed any more, the selected one itself.
pub fn other_post(model: &mut Model, by: isize) -> Vec<Effect> {
    let open = model.page.as_ref().filter(|_| page_is_visible(model) && model.awaited.is_none());
    let selected = model.selected().and_then(|post| model.posts.get(post));
    if open.zip(selected).is_some_and(|(page, post)| *page.id() != post.id) {
        return library::open_selected(model);
    }
    let row = model.list.selected.saturating_add_signed(by);
    if row >= model.rows() || row == model.list.selected {
        let notice = if by > 0 { words::LAST_POST } else { words::FIRST_POST };
        model.notice = Some(SafeStr::literal(notice.get(model.lang())));
        return Vec::new();
    }
    model.list.selected = row;
    list::keep_selected_visible(model);
    library::open_selected(model)
}

/// Opens the next unread post below the selected one, else the first one of the list.
fn next_unread(model: &mut Model) -> Vec<Effect> {
    let unread = |&row: &usize| {
        let post = model.post_at(row);
        let open = model.page.as_ref().map(|page| page.id());
        post.is_some_and(|post| {
            let is_open = model.posts.get(post).is_some_and(|post| Some(&post.id) == open);
            !is_open && !model.marks_of(post).read
        })
    };
    let below = (model.list.selected + 1..model.rows()).find(unread);
    let Some(row) = below.or_else(|| (0..model.rows()).find(unread)) else {
        model.notice = Some(SafeStr::literal(words::NOTHING_UNREAD.get(model.lang())));
        return Vec::new();
    };
    model.list.selected = row;
    list::keep_selected_visible(model);
    library::open_selected(model)
}

/// Gives the focus to a pane; list and page are also what shows where there is room for one only.
pub fn focus(model: &mut Model, focus: Focus) {
    model.pane = focus;
    match focus {
        Focus::List | Focus::Page => model.home = focus,
        Focus::Facets | Focus::Outline | Focus::Closeup | Focus::Help => {}
    }
    settle(model);
}

/// Shifts the wide code of the page, else goes to the pane on the left or right, where there is one.
pub fn pane(model: &mut Model, right: bool) -> Vec<Effect> {
    let rows = page::rows(model);
    if model.focus() == Focus::Closeup {
        closeup::pan(model, right);
        return Vec::new();
    }
    if model.focus() == Focus::Page && model.page.as_mut().is_some_and(|page| page.pan(right, rows)) {
        return Vec::new();
    }
    let Some(panes) = model.panes() else { return Vec::new() };
    let row: Vec<_> = panes.row().collect();
    let at = row.iter().position(|&pane| pane == model.pane);
    let next = match (at, right) {
        (Some(at), true) => row.get(at + 1).copied(),
        (Some(at), false) => at.checked_sub(1).and_then(|left| row.get(left).copied()),
        (None, _) => Some(model.home),
    };
    match (next, model.pane, right) {
        (Some(next), ..) => focus(model, next),
        // One pane at a time: the page lies to the right of the list.
        (None, Focus::List, true) => return open(model),
        (None, Focus::Page, false) if !model.zen => focus(model, Focus::List),
        (None, ..) => {}
    }
    Vec::new()
}

/// Opens what is selected.
pub fn open(model: &mut Model) -> Vec<Effect> {
    match model.focus() {
        Focus::List => {
            if model.finding.is_some() {
                links::remember(model);
            }
            let effects = library::open_selected(model);
            if model.selected().is_some() {
                focus(model, Focus::Page);
            }
            effects
        }
        Focus::Page => match model.page.as_ref().and_then(|page| stop::at_hand(page, page::rows(model))) {
            Some(Stop::Link(link)) => links::follow(model, link),
            Some(Stop::Block(block)) => closeup::open(model, block),
            Some(Stop::Fold(frame)) => fold::toggle(model, frame),
            None => Vec::new(),
        },
        Focus::Outline => open_outline_row(model, model.outline.cursor),
        Focus::Facets => filter::enter(model),
        Focus::Closeup | Focus::Help => Vec::new(),
    }
}

/// Goes where a row of the outline leads.
pub fn open_outline_row(model: &mut Model, row: usize) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(row) = model.page.as_ref().and_then(|page| page.outline.get(row)).cloned() else { return Vec::new() };
    match row.kind {
        RowKind::Link(link) => links::follow(model, link),
        RowKind::Heading(_) | RowKind::Story(_) => {
            links::remember(model);
            if let Some(page) = &mut model.page {
                page.go_to(row.line, rows);
            }
            focus(model, Focus::Page);
            Vec::new()
        }
    }
}

/// Goes to the next or previous story heading; in a post without stories, to the next or previous heading.
pub fn story(model: &mut Model, forward: bool) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &mut model.page else { return Vec::new() };
    let has_stories = !page.document.stories.is_empty();
    let is_stop = |kind: RowKind| match kind {
        RowKind::Story(_) => true,
        RowKind::Heading(_) => !has_stories,
        RowKind::Link(_) => false,
    };
    let mut stops = page.outline.iter().filter(|row| is_stop(row.kind)).map(|row| row.line);
    // Near the end of a post a heading cannot reach the top of the screen; the mark still moves on.
    let here = page.here();
    let next = if forward { stops.find(|&line| line > here) } else { stops.rfind(|&line| line < here) };
    match next {
        Some(line) => page.go_to(line, rows),
        None => model.notice = Some(SafeStr::literal(words::NO_MORE_STORIES.get(model.settings.lang))),
    }
    focus_page(model);
    Vec::new()
}

/// Whether the page is one of the panes, or lies under a drawer.
pub fn page_is_visible(model: &Model) -> bool {
    model.panes().is_some_and(|panes| panes.page.is_some())
}

/// Gives the focus to the page where it is to be seen, unless it has it.
pub fn focus_page(model: &mut Model) {
    if page_is_visible(model) && model.pane != Focus::Page {
        focus(model, Focus::Page);
    }
}

/// Goes one level back: out of a drawer, out of zen, from the page to the list, and out of the program.
pub fn back(model: &mut Model) -> Vec<Effect> {
    if super::close(model) || model.page.as_mut().is_some_and(|page| page.closeup.take().is_some()) {
        return Vec::new();
    }
    if let Some(page) = &mut model.page
        && model.pane == Focus::Page
        && (page.selection.take().is_some() || page.search.take().is_some() || page.focused.take().is_some())
    {
        return Vec::new();
    }
    match model.pane {
        Focus::Page if model.zen => {
            model.zen = false;
            settle(model);
        }
        Focus::Page => focus(model, Focus::List),
        Focus::List if model.finding.is_some() => return finding::close(model),
        Focus::List => return vec![Effect::Quit],
        Focus::Facets | Focus::Outline | Focus::Closeup | Focus::Help => focus(model, model.home),
    }
    Vec::new()
}

fn signed(lines: usize) -> isize {
    isize::try_from(lines).unwrap_or(isize::MAX)
}
