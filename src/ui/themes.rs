//! The theme picker: a small sheet in the corner, so that the page shows what a theme is like.

use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::Model;
use crate::app::themes::{AUTO, HEADING, Offer, Picker, Sheet, sheet};
use crate::layout::short;
use crate::strings::ui as words;
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// The blank cells before the words, where the bar and the sign of the kept theme stand.
const INDENT: u16 = 5;

/// Draws the sheet and says where the cursor stands.
pub fn draw(model: &Model, painter: &mut Painter, picker: &Picker) -> Option<Position> {
    let Sheet { x, y, width, rows } = sheet(model)?;
    let bottom = model.panes()?.rows;
    painter.fill(Rect::new(x, y, width, bottom - y), Part::Drawer);
    if x > 0 {
        super::divide(painter, x, (y, bottom), Part::Divider);
    }
    painter.text(
        Position::new(x + 3, y + 1),
        width - 3,
        &SafeStr::literal(words::THEMES.get(model.lang())),
        Part::Group,
    );
    let mut cursor = None;
    let offers = model.settings.themes.iter().enumerate().skip(picker.first(rows));
    for (row, (index, offer)) in (first(y)..bottom.min(first(y) + rows)).zip(offers) {
        let at = Position::new(x + INDENT, row);
        let selected = index == picker.selected;
        let part = match (&offer.problem, selected) {
            (Some(_), _) => Part::Meta,
            (None, true) => Part::TitleSelected,
            (None, false) => Part::Title,
        };
        if selected {
            painter.ground(Rect::new(x, row, width, 1), Part::Selected);
        }
        let room = usize::from(width.saturating_sub(INDENT + 1));
        painter.text(at, width.saturating_sub(INDENT), &short::cut(&name(model, offer), room, painter.widths), part);
        if offer.name == model.theme {
            painter.text(Position::new(x + 3, row), 1, &SafeStr::literal("*"), part);
        }
        if selected {
            painter.sign(Position::new(x + 1, row), Sign::Bar, Part::SelectedBar);
            cursor = Some(Position::new(x + 1, row));
        }
    }
    cursor
}

fn name(model: &Model, offer: &Offer) -> SafeStr {
    match offer.name.as_str() {
        AUTO => SafeStr::literal(words::THEME_AUTO.get(model.lang())),
        name => SafeStr::clean(name),
    }
}

/// The row of the first theme, in a sheet that begins at `y`.
fn first(y: u16) -> u16 {
    y + HEADING
}

/// What of the sheet is under a cell.
pub enum At {
    /// A theme.
    Row(usize),
    /// Something else of it.
    Sheet,
    /// Nothing of it.
    Beside,
}

/// Says what of the sheet is under a cell.
pub fn place_at(model: &Model, column: u16, row: u16) -> At {
    let (Some(Sheet { x, y, rows, .. }), Some(crate::app::overlay::Overlay::Themes(picker))) =
        (sheet(model), &model.overlay)
    else {
        return At::Beside;
    };
    if column < x || row < y {
        return At::Beside;
    }
    let index =
        row.checked_sub(first(y)).filter(|line| *line < rows).map(|line| picker.first(rows) + usize::from(line));
    index.filter(|&index| index < model.settings.themes.len()).map_or(At::Sheet, At::Row)
}
