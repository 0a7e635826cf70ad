//! The facets: values of the fields with how many posts choosing each would leave.

use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::filter::{FacetRow, first, top_of_rows};
use crate::app::panes::{Slot, margin};
use crate::app::{Command, Focus, Model, key};
use crate::layout::short;
use crate::query::{Chosen, Field};
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// Draws the facets and says where the cursor stands.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) -> Option<Position> {
    if model.facets.rows.is_empty() {
        let empty = SafeStr::literal(words::FACETS_EMPTY.get(model.lang()));
        let measure = usize::from(slot.width.saturating_sub(4)).max(1);
        for (y, line) in (1..rows).zip(short::set(&empty, measure, painter.widths)) {
            painter.text(Position::new(slot.x + 2, y), slot.width.saturating_sub(2), &line, Part::Meta);
        }
        return None;
    }
    let mut cursor = None;
    mode(model, painter, slot);
    let top = top_of_rows(model.viewport);
    for (y, (index, row)) in (top..rows).zip(model.facets.rows.iter().enumerate().skip(first(model))) {
        let chosen = model.focus() == Focus::Facets && index == model.facets.cursor;
        if chosen {
            painter.ground(Rect::new(slot.x, y, slot.width, 1), Part::Selected);
        }
        match row {
            FacetRow::Blank => {}
            FacetRow::Heading(field) => {
                let heading = title(*field);
                let heading = SafeStr::literal(heading.get(model.lang()));
                painter.text(Position::new(slot.x + 2, y), slot.width.saturating_sub(2), &heading, Part::Group);
            }
            FacetRow::Value(_, tag, count, chosen) => value(painter, slot, y, &tag.shown, *count, *chosen),
            FacetRow::More(_, count) => {
                let more = SafeStr::clean(&words::FACET_MORE.get(model.lang()).replace("{}", &count.to_string()));
                painter.text(Position::new(slot.x + 4, y), slot.width.saturating_sub(5), &more, Part::Meta);
            }
        }
        if chosen {
            painter.sign(Position::new(slot.x, y), Sign::Bar, Part::SelectedBar);
            cursor = Some(Position::new(slot.x, y));
        }
    }
    cursor
}

/// Says above the values how the next one is chosen, and which key chooses another way.
fn mode(model: &Model, painter: &mut Painter, slot: Slot) {
    let y = margin(model.viewport);
    let word = match model.facets.mode {
        Chosen::Wanted | Chosen::Free => words::SHORT_AND,
        Chosen::Either => words::SHORT_OR,
        Chosen::Excluded => words::SHORT_NOT,
    };
    let said = words::FACET_MODE.get(model.lang()).replace("{}", word.get(model.lang()));
    let wide =
        painter.text(Position::new(slot.x + 2, y), slot.width.saturating_sub(2), &SafeStr::clean(&said), Part::Meta);
    let keys = model.settings.keys.keys_of(Command::FacetMode).next();
    let Some(keys) = keys.map(|keys| SafeStr::clean(&key::show_sequence(keys))) else { return };
    let cells = u16::try_from(painter.widths.of(&keys)).unwrap_or(0);
    let x = slot.end().saturating_sub(2 + cells);
    if x > slot.x + 2 + wide {
        painter.text(Position::new(x, y), cells, &keys, Part::StatusKey);
    }
}

fn value(painter: &mut Painter, slot: Slot, y: u16, name: &SafeStr, count: usize, chosen: Chosen) {
    let (mark, part) = match chosen {
        Chosen::Free if count == 0 => (" ", Part::Meta),
        Chosen::Free => (" ", Part::Title),
        Chosen::Wanted => ("*", Part::TitleSelected),
        Chosen::Either => ("+", Part::TitleSelected),
        Chosen::Excluded => ("-", Part::Meta),
    };
    let number = SafeStr::clean(&count.to_string());
    let wide = u16::try_from(painter.widths.of(&number)).unwrap_or(0);
    let end = slot.end().saturating_sub(2 + wide);
    painter.text(Position::new(slot.x + 2, y), 1, &SafeStr::clean(mark), part);
    let room = end.saturating_sub(slot.x + 5);
    painter.text(Position::new(slot.x + 4, y), room, &short::cut(name, usize::from(room), painter.widths), part);
    painter.text(Position::new(end, y), wide, &number, Part::Meta);
}

fn title(field: Field) -> Text {
    match field {
        Field::Category => words::FACET_CATEGORIES,
        Field::Author => words::FACET_AUTHORS,
        Field::Source => words::FACET_HOSTS,
        Field::Date | Field::Since | Field::Until | Field::After | Field::Before => words::FACET_MONTHS,
        Field::Tag | Field::Text | Field::Title | Field::Lang | Field::Is | Field::Has => words::FACET_TAGS,
    }
}

/// The value that stands on a line of the pane.
pub fn row_at(model: &Model, y: u16) -> Option<usize> {
    let row = first(model) + usize::from(y.checked_sub(top_of_rows(model.viewport))?);
    model.facets.rows.get(row).is_some_and(FacetRow::is_choice).then_some(row)
}
