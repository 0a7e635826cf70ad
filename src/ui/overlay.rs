//! What lies over the panes: the help, questions, and the targets of the link hints. Sheets at the bottom, full width.

use super::paint::Painter;
use super::theme::Part;
use crate::app::overlay::{Help, HelpLine, Question, help_columns, help_lines};
use crate::app::{Model, fit};
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
    for (y, line) in (2..rows).zip(help_lines(model, &help.query).iter().skip(help.top)) {
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
    let measure = usize::from(model.viewport.columns.saturating_sub(4)).max(1);
    let mut lines: Vec<(SafeStr, Part)> = Vec::new();
    for line in &question.lines {
        lines.extend(fit::set(line, measure, painter.widths).into_iter().map(|line| (line, Part::Drawer)));
    }
    for url in &question.urls {
        lines.extend(fit::chop(url, measure, painter.widths).into_iter().map(|line| (line, Part::StatusTarget)));
    }
    let room = usize::from(rows.saturating_sub(4));
    lines.truncate(room.max(1));
    let y = sheet(model, painter, rows, lines.len() + 2);
    for (y, (line, part)) in (y..).zip(&lines) {
        painter.text(Position::new(2, y), model.viewport.columns.saturating_sub(2), line, *part);
    }
    let y = rows.saturating_sub(2);
    let mut x = 2;
    let mut cursor = None;
    for (index, choice) in question.choices.iter().enumerate() {
        let text = SafeStr::clean(&format!(" {} {} ", choice.letter(), choice.words().get(model.lang())));
        let part = if index == question.selected { Part::FocusedLink } else { Part::StatusKey };
        if index == question.selected {
            cursor = Some(Position::new(x, y));
        }
        x += painter.text(Position::new(x, y), model.viewport.columns.saturating_sub(x), &text, part) + 2;
    }
    cursor
}

/// Clears a sheet of some lines above the status line, with a blank line at its top, and gives the row of its first line.
fn sheet(model: &Model, painter: &mut Painter, rows: u16, lines: usize) -> u16 {
    let height = u16::try_from(lines + 2).unwrap_or(rows).min(rows);
    painter.fill(Rect::new(0, rows - height, model.viewport.columns, height), Part::Drawer);
    rows - height + 1
}
