//! What lies over the panes: the help, questions, and the targets of the link hints. Sheets at the bottom, full width.

use super::paint::Painter;
use super::theme::Part;
use crate::app::Model;
use crate::app::overlay::{Help, HelpLine, Question, help_columns, help_lines, help_room, question_sheet};
use crate::strings::ui as words;
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// Draws the help over all panes.
pub fn help(model: &Model, painter: &mut Painter, rows: u16, help: &Help) -> Option<Position> {
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, 0, columns, rows), Part::Page);
    let (width, keys) = help_columns(columns);
    let x = (columns - width) / 2;
    painter.text(Position::new(x, 0), width, &SafeStr::literal(words::HELP.get(model.lang())), Part::Heading1);
    let lines = help_lines(model, &help.query);
    let first = help.first(lines.len(), help_room(usize::from(rows)));
    for (y, line) in (2..rows).zip(lines.iter().skip(first)) {
        let at = Position::new(x, y);
        match line {
            HelpLine::Group(title) => drop(painter.text(at, width, title, Part::Group)),
            HelpLine::Command(named, what) => {
                painter.text(at, keys.saturating_sub(1), named, Part::TitleSelected);
                painter.text(Position::new(x + keys, y), width - keys, what, Part::Page);
            }
            HelpLine::Query(example) => drop(painter.text(at, width, example, Part::TitleSelected)),
            HelpLine::Remark(remark) => drop(painter.text(at, width, remark, Part::Meta)),
            HelpLine::Blank => {}
        }
    }
    Some(Position::new(x, 0))
}

/// Draws a question at the bottom and says where the cursor stands: on the choice.
pub fn question(model: &Model, painter: &mut Painter, rows: u16, question: &Question) -> Option<Position> {
    let columns = model.viewport.columns;
    let sheet = question_sheet(model, question, rows);
    painter.fill(Rect::new(0, rows - sheet.height, columns, sheet.height), Part::Drawer);
    for (y, (line, is_url)) in (sheet.first..).zip(&sheet.lines) {
        let part = if *is_url { Part::StatusTarget } else { Part::Drawer };
        painter.text(Position::new(2, y), columns.saturating_sub(2), line, part);
    }
    let mut cursor = None;
    for (index, (x, y, text)) in sheet.choices.iter().enumerate() {
        let at = Position::new(*x, *y);
        let part = if index == question.selected { Part::FocusedLink } else { Part::StatusKey };
        if index == question.selected {
            cursor = Some(at);
        }
        painter.text(at, columns.saturating_sub(*x), text, part);
    }
    cursor
}
