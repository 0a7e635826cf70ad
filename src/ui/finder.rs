//! The finder and the palette: a sheet over the lower part of the panes. What is typed stands below it, in the status line.

use super::paint::{Painter, Sign};
use super::theme::Part;
use crate::app::Model;
use crate::app::finder::{Finder, Sheet, sheet};
use crate::app::key::{Code, Key};
use crate::finder::{Kind, Row, Scope};
use crate::layout::Spec;
use crate::layout::short;
use crate::strings::{Lang, Text, ui as words};
use crate::text::{SafeStr, Widths, cluster};
use ratatui::layout::{Position, Rect};
use std::ops::Range;

/// The blank cells before everything, where the bar stands.
const INDENT: u16 = 3;
/// The blank cells between two columns.
const GAP: u16 = 2;
/// From this many cells on stories have the title of their post beside them.
const WITH_POST: u16 = 100;
/// From this many cells on posts and stories have their date beside them.
const WITH_DATE: u16 = 64;

/// The columns of the rows, in cells.
struct Columns {
    /// Where the words begin.
    text: u16,
    /// Where the column of post titles begins; none where there is no room for it.
    of: Option<u16>,
    /// Where everything ends.
    end: u16,
    /// Whether dates are shown.
    dates: bool,
    /// Whether the kinds are named.
    kinds: bool,
}

/// Lays out the columns. They do not go on to the far edge of a wide terminal: what belongs together stays together.
fn columns(model: &Model, scope: Scope) -> Columns {
    let all = model.viewport.columns;
    if matches!(scope, Scope::Commands | Scope::Views) {
        return Columns { text: INDENT, of: None, end: all.saturating_sub(2).min(84), dates: false, kinds: false };
    }
    let kind = match model.lang() {
        Lang::Zh => 4,
        Lang::En => 7,
    };
    let end = all.saturating_sub(2).min(150);
    let text = INDENT + kind + GAP;
    let room = end.saturating_sub(text + DATE + GAP);
    let of = (all >= WITH_POST).then_some(text + room * 3 / 5 + GAP);
    Columns { text, of, end, dates: all >= WITH_DATE, kinds: true }
}

/// The cells of a date.
const DATE: u16 = 10;

/// Draws the sheet.
pub fn draw(model: &Model, painter: &mut Painter, finder: &Finder) {
    let Some(sheet) = sheet(model) else { return };
    let all = model.viewport.columns;
    painter.fill(Rect::new(0, sheet.top, all, sheet.first + sheet.rows - sheet.top), Part::Drawer);
    if let Some(y) = sheet.hints {
        hints(model, painter, finder.scope, y);
    }
    let columns = columns(model, finder.scope);
    if finder.rows.is_empty() && finder.answered == finder.asked {
        let sentence = if finder.complete { words::FINDER_NOTHING } else { words::FINDER_LOOKING };
        let sentence = SafeStr::literal(sentence.get(model.lang()));
        let measure = usize::from(all.saturating_sub(INDENT + 1)).max(1);
        for (y, line) in (sheet.first..sheet.first + sheet.rows).zip(short::set(&sentence, measure, painter.widths)) {
            painter.text(Position::new(INDENT, y), all.saturating_sub(INDENT), &line, Part::Meta);
        }
    }
    let rows = finder.rows.iter().enumerate().skip(finder.first(sheet.rows));
    for (y, (index, found)) in (sheet.first..sheet.first + sheet.rows).zip(rows) {
        let selected = index == finder.selected;
        if selected {
            painter.ground(Rect::new(0, y, all, 1), Part::Selected);
        }
        row(model, painter, &columns, found, y, selected);
        if selected {
            painter.sign(Position::new(1, y), Sign::Bar, Part::SelectedBar);
        }
    }
}

/// Names the signs that narrow the finder, then what Enter and Escape do, as far as there is room.
fn hints(model: &Model, painter: &mut Painter, scope: Scope, y: u16) {
    let lang = model.lang();
    let signs = words::FINDER_SIGNS.iter().filter(|_| !matches!(scope, Scope::Commands | Scope::Views));
    let signs = signs.map(|(sign, what)| (SafeStr::literal(sign), *what));
    let go = if scope == Scope::Commands { words::FINDER_RUN } else { words::FINDER_GO };
    let keys = [(Code::Enter, go), (Code::Esc, words::FINDER_LEAVE)];
    let keys = keys.map(|(code, what)| (SafeStr::clean(&Key::plain(code).to_string()), what));
    let remove = (scope == Scope::Views).then_some((SafeStr::literal("Ctrl-x"), words::FINDER_REMOVE));
    let mut x = INDENT;
    let end = model.viewport.columns.saturating_sub(1);
    for (sign, what) in signs.chain(keys).chain(remove) {
        let what = SafeStr::literal(what.get(lang));
        let wide = painter.widths.of(&sign) + 1 + painter.widths.of(&what);
        if usize::from(x) + wide > usize::from(end) {
            break;
        }
        x += painter.text(Position::new(x, y), end, &sign, Part::StatusKey) + 1;
        x += painter.text(Position::new(x, y), end, &what, Part::Meta) + 3;
    }
}

/// Draws one row: its kind, its words, its post, and what stands beside it.
fn row(model: &Model, painter: &mut Painter, columns: &Columns, row: &Row, y: u16, selected: bool) {
    if columns.kinds {
        let kind = SafeStr::literal(name(row.kind).get(model.lang()));
        painter.text(Position::new(INDENT, y), columns.text.saturating_sub(INDENT), &kind, Part::Meta);
    }
    let dated = matches!(row.kind, Kind::Post | Kind::Story | Kind::Heading);
    let mut end = columns.end;
    if !row.aside.is_empty() && (columns.dates || !dated) {
        let most = usize::from(end.saturating_sub(columns.text) / 2);
        let aside = short::cut(&row.aside, most, painter.widths);
        let wide = u16::try_from(painter.widths.of(&aside)).unwrap_or(0);
        end = end.saturating_sub(wide);
        painter.text(Position::new(end, y), wide, &aside, Part::Meta);
        end = end.saturating_sub(GAP);
    }
    let spec = Spec { widths: painter.widths, typography: model.settings.typography, ..Spec::new(1) };
    if let Some(of) = columns.of.filter(|_| !row.of.is_empty()) {
        let room = end.saturating_sub(of);
        let title = short::cut(&short::spaced(&row.of, &[], &spec).0, usize::from(room), painter.widths);
        painter.text(Position::new(of, y), room, &title, Part::Meta);
        end = of.saturating_sub(GAP);
    }
    let room = end.saturating_sub(columns.text);
    let (text, lit) =
        if dated { short::spaced(&row.text, &row.lit, &spec) } else { (row.text.clone(), row.lit.clone()) };
    let (text, lit) = window(&text, &lit, usize::from(room), painter.widths);
    let plain = if selected { Part::TitleSelected } else { Part::Title };
    let mut x = columns.text;
    for (piece, met) in pieces(&text, &lit) {
        let left = end.saturating_sub(x);
        x += painter.text(Position::new(x, y), left, &piece, if met { Part::Match } else { plain });
    }
}

fn name(kind: Kind) -> Text {
    match kind {
        Kind::Post => words::KIND_POST,
        Kind::Story => words::KIND_STORY,
        Kind::Heading => words::KIND_HEADING,
        Kind::Tag => words::KIND_TAG,
        Kind::View => words::KIND_VIEW,
        Kind::Command => words::KIND_COMMAND,
    }
}

/// The part of a text of at most `room` cells that shows the first thing lit in it, and what is lit there.
fn window(text: &SafeStr, lit: &[Range<usize>], room: usize, widths: Widths) -> (SafeStr, Vec<Range<usize>>) {
    let first = lit.first().cloned().unwrap_or_default();
    let before = |at: usize| widths.of(text.get(..at).unwrap_or_default());
    let all = widths.of(text);
    let mut start = 0;
    if all > room && before(first.end) + 1 > room {
        // The match stands a third from the left; no more is cut off than needed to show the end.
        let gone = before(first.start).saturating_sub(room / 3).min(all + 1 - room);
        start = cluster::clusters(text).map(|(at, _)| at).find(|&at| before(at) >= gone).unwrap_or(0).min(first.start);
    }
    let sign = if start > 0 { "…" } else { "" };
    let shown = SafeStr::clean(&format!("{sign}{}", text.slice(start..text.len())));
    let cut = short::cut(&shown, room, widths);
    let whole = if cut == shown { shown.len() } else { cut.len().saturating_sub("…".len()) };
    let moved = |at: usize| (at.saturating_sub(start) + sign.len()).min(whole);
    let lit = lit.iter().map(|range| moved(range.start)..moved(range.end)).filter(|range| !range.is_empty()).collect();
    (cut, lit)
}

/// Cuts a text where what is lit begins and ends.
fn pieces(text: &SafeStr, lit: &[Range<usize>]) -> Vec<(SafeStr, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in lit {
        pieces.push((text.slice(at..range.start), false));
        pieces.push((text.slice(range.clone()), true));
        at = range.end;
    }
    pieces.push((text.slice(at..text.len()), false));
    pieces
}

/// The row of the finder that stands on a line of the screen.
pub fn row_at(model: &Model, finder: &Finder, y: u16) -> Option<usize> {
    let Sheet { first, rows, .. } = sheet(model)?;
    let line = y.checked_sub(first).filter(|line| *line < rows)?;
    let row = finder.first(rows) + usize::from(line);
    (row < finder.rows.len()).then_some(row)
}
