//! The one line at the bottom: keys or notices on the left, the position on the right.

use super::paint::Painter;
use super::theme::Part;
use crate::app::{Command, Focus, Model, key, page};
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// The six commands that are named where nothing else has to be told, each with a word for little room.
fn six(focus: Focus) -> [(Command, Text); 6] {
    let help = (Command::Help, words::SHORT_HELP);
    let back = (Command::Back, words::SHORT_BACK);
    let read_on = (Command::ReadOn, words::SHORT_READ_ON);
    let source = (Command::OpenSource, words::SHORT_SOURCE);
    let facets = (Command::Facets, words::SHORT_FACETS);
    let search = (Command::Search, words::SHORT_SEARCH);
    match focus {
        Focus::List => [(Command::Open, words::SHORT_OPEN), read_on, source, facets, help, back],
        Focus::Page | Focus::Facets | Focus::Outline | Focus::Help => [read_on, source, search, facets, help, back],
    }
}

/// Draws the status line on row `y`.
pub fn draw(model: &Model, painter: &mut Painter, y: u16) {
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, y, columns, 1), Part::Status);
    let position = position(model);
    let taken = u16::try_from(painter.widths.of(&position)).unwrap_or(columns);
    let start = columns.saturating_sub(taken + 1);
    let room = start.saturating_sub(3);
    painter.text(Position::new(start, y), taken, &position, Part::Status);
    if let Some(notice) = &model.notice {
        painter.text(Position::new(1, y), room, notice, Part::Notice);
        return;
    }
    let mut x = 1;
    for (keys, what) in hints(model) {
        let wide = painter.widths.of(&keys) + painter.widths.of(&what) + 1;
        if usize::from(x) + wide > usize::from(room) {
            break;
        }
        x += painter.text(Position::new(x, y), room, &keys, Part::StatusKey) + 1;
        x += painter.text(Position::new(x, y), room, &what, Part::Status) + 3;
    }
}

/// The keys to name: how an unfinished sequence can go on, else the six.
fn hints(model: &Model) -> Vec<(SafeStr, SafeStr)> {
    let lang = model.lang();
    let map = &model.settings.keys;
    if !model.pending.is_empty() {
        let begun = |(keys, command): (&[key::Key], Command)| {
            let rest = keys.strip_prefix(model.pending.as_slice())?;
            Some((SafeStr::clean(&key::show_sequence(rest)), SafeStr::literal(command.info().words.get(lang))))
        };
        let start = (SafeStr::clean(&key::show_sequence(&model.pending)), SafeStr::literal("…"));
        return std::iter::once(start).chain(map.in_focus(model.focus()).filter_map(begun)).collect();
    }
    let named = six(model.focus()).into_iter().filter_map(|(command, word)| {
        let keys = map.keys_of(command).next()?;
        Some((SafeStr::clean(&key::show_sequence(keys)), SafeStr::literal(word.get(lang))))
    });
    named.collect()
}

/// Where the reader is: which post of how many, how far down the page, how long to go.
fn position(model: &Model) -> SafeStr {
    let lang = model.lang();
    let mut parts = Vec::new();
    if !model.matching.is_empty() {
        let row = (model.list.selected + 1).to_string();
        let of = words::POST_OF.get(lang).replace("{1}", &row).replace("{2}", &model.matching.len().to_string());
        parts.push(of);
    }
    let seen = model.panes().is_some_and(|panes| panes.page.is_some());
    if let Some(open) = model.page.as_ref().filter(|_| seen) {
        let rows = page::rows(model);
        parts.push(format!("{}%", open.percent(rows)));
        let left = open.minutes_left(rows);
        if left > 0 {
            parts.push(words::MINUTES_LEFT.get(lang).replace("{}", &left.to_string()));
        }
    }
    SafeStr::clean(&parts.join(" · "))
}
