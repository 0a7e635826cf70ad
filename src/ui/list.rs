//! The list of posts.

use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::list::{INDENT, ListLine, ListLineKind};
use crate::app::panes::{Slot, margin};
use crate::app::{Focus, Model, finding, list};
use crate::layout::short;
use crate::strings::ui as words;
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// Draws the list and says where the cursor stands: on the selected row.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) -> Option<Position> {
    let head = list::head(model);
    let y = margin(model.viewport);
    if let Some((name, text)) = list::shown_query(model) {
        let label = SafeStr::clean(&format!("{}  ", name.get(model.lang())));
        let x = slot.x + 2;
        let used = painter.text(Position::new(x, y), slot.width - 2, &label, Part::Group);
        let room = slot.width.saturating_sub(used + 3);
        let text = short::cut(&text, usize::from(room), painter.widths);
        painter.text(Position::new(x + used, y), room, &text, Part::TitleSelected);
    }
    if model.rows() == 0 {
        empty(model, painter, slot, head);
        return None;
    }
    let (mut cursor, mut before) = (None, None);
    for (y, line) in (head..rows).zip(list::visible(model, slot.width, rows.saturating_sub(head))) {
        let selected = line.row == model.list.selected;
        let part = match line.kind {
            ListLineKind::Group => Part::Group,
            ListLineKind::Title if selected => Part::TitleSelected,
            ListLineKind::Title => Part::Title,
            ListLineKind::Meta => Part::Meta,
            ListLineKind::Star => Part::Meta,
            ListLineKind::Excerpt => Part::Page,
            ListLineKind::Broken => Part::Problem,
            ListLineKind::Blank => continue,
        };
        let indent = match line.kind {
            ListLineKind::Group => INDENT - 2,
            ListLineKind::Star => INDENT + 2,
            ListLineKind::Title | ListLineKind::Meta | ListLineKind::Excerpt => INDENT,
            ListLineKind::Broken | ListLineKind::Blank => INDENT,
        };
        let at = Position::new(slot.x + indent, y);
        let chosen = selected && line.kind != ListLineKind::Group;
        if chosen {
            painter.ground(Rect::new(slot.x, y, slot.width, 1), Part::Selected);
        }
        painter.text(at, slot.width.saturating_sub(indent), &line.text, part);
        light(painter, at, slot.end().saturating_sub(at.x), &line);
        mark(model, painter, slot, y, &line, before != Some((line.row, line.kind)));
        before = Some((line.row, line.kind));
        if chosen {
            let bar = if model.focus() == Focus::List { Sign::Bar } else { Sign::RestingBar };
            painter.sign(Position::new(slot.x + 1, y), bar, Part::SelectedBar);
            cursor = cursor.or(Some(Position::new(slot.x + 1, y)));
        }
    }
    cursor
}

/// Draws over a line what of it a search has found.
fn light(painter: &mut Painter, at: Position, room: u16, line: &ListLine) {
    for lit in &line.lit {
        let before = painter.widths.of(line.text.get(..lit.start).unwrap_or_default());
        let before = u16::try_from(before).unwrap_or(u16::MAX);
        let place = Position::new(at.x.saturating_add(before), at.y);
        painter.text(place, room.saturating_sub(before), &line.text.slice(lit.clone()), Part::Hit);
    }
}

/// Draws what stands before a line: on the first line of a title whether the post is unread, before its facts its star, and
/// the star of each starred story.
fn mark(model: &Model, painter: &mut Painter, slot: Slot, y: u16, line: &ListLine, is_first: bool) {
    let Some(post) = model.post_at(line.row) else { return };
    let marks = model.marks_of(post);
    let broken = model.posts.get(post).is_some_and(|post| post.broken.is_some());
    let (column, sign) = match line.kind {
        ListLineKind::Title if is_first && !marks.read && !broken => (2, Sign::Unread),
        ListLineKind::Meta if marks.starred => (2, Sign::Star),
        ListLineKind::Star => (INDENT, Sign::Star),
        ListLineKind::Title | ListLineKind::Meta | ListLineKind::Group => return,
        ListLineKind::Excerpt | ListLineKind::Broken | ListLineKind::Blank => return,
    };
    painter.sign(Position::new(slot.x + column, y), sign, Part::SelectedBar);
}

/// Says why the list is empty and what to do about it.
fn empty(model: &Model, painter: &mut Painter, slot: Slot, head: u16) {
    let lang = model.lang();
    let measure = usize::from(slot.width.saturating_sub(4)).max(1);
    let sentences: Vec<String> = if model.generation == 0 {
        vec![words::READING.get(lang).to_owned()]
    } else if model.posts.is_empty() {
        vec![
            words::NO_POSTS.get(lang).replace("{}", &model.settings.library),
            words::NO_POSTS_HINT.get(lang).to_owned(),
        ]
    } else if let Some(finding) = &model.finding {
        finding::nothing(model, finding).iter().map(SafeStr::to_string).collect()
    } else {
        let loosening = model.filter.loosening.as_ref().map(|loosening| {
            let count = loosening.posts.to_string();
            words::LOOSEN.get(lang).replace("{1}", &loosening.part).replace("{2}", &count)
        });
        let start = words::NO_MATCH.get(lang).to_owned();
        std::iter::once(start).chain(loosening).chain([words::NO_MATCH_HINT.get(lang).to_owned()]).collect()
    };
    let mut y = head;
    for sentence in sentences {
        for line in short::set(&SafeStr::clean(&sentence), measure, painter.widths) {
            painter.text(Position::new(slot.x + 2, y), slot.width.saturating_sub(2), &line, Part::Meta);
            y += 1;
        }
        y += 1;
    }
}

/// The row of the list that stands on a line of its pane.
pub fn row_at(model: &Model, y: u16) -> Option<usize> {
    let (slot, rows) = list::area(model)?;
    let y = y.checked_sub(list::head(model))?;
    let line = list::visible(model, slot.width, rows).into_iter().nth(usize::from(y))?;
    (!matches!(line.kind, ListLineKind::Blank | ListLineKind::Group)).then_some(line.row)
}
