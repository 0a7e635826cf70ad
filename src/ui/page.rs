//! The open post: laid-out lines copied into cells.

use super::paint::{Painter, Sign};
use super::theme::{Part, Theme};
use crate::app::mouse::Cell;
use crate::app::overlay::{Hints, Overlay};
use crate::app::page::Page;
use crate::app::panes::{Slot, column, margin};
use crate::app::stop::{self, Stop};
use crate::app::{Focus, Model, extract, links, note};
use crate::document::{LinkId, Target};
use crate::layout::short;
use crate::layout::{Joint, Line, Role, Run};
use crate::reading::StoryKey;
use crate::strings::ui as words;
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use std::collections::HashMap;

/// Draws the page and says where the cursor stands: on the focused link, else at the top.
pub fn draw(model: &Model, painter: &mut Painter, slot: Slot, rows: u16) -> Option<Position> {
    let text = column(slot, model.settings.measure);
    let Some(page) = &model.page else {
        let y = margin(model.viewport);
        let sentence = if model.awaited.is_some() || model.generation == 0 { words::READING } else { words::NO_PAGE };
        let sentence = SafeStr::literal(sentence.get(model.lang()));
        painter.text(Position::new(text.x, y), text.width, &sentence, Part::Meta);
        return None;
    };
    let mut cursor = Position::new(text.x, 0);
    let mut urls = HashMap::new();
    let heading = links::story(page).map(|story| story.heading);
    for (y, (index, line)) in (0..rows).zip(page.lines.iter().enumerate().skip(page.top)) {
        let starred = is_starred(model, page, index);
        if starred {
            painter.sign(Position::new(text.x.saturating_sub(2), y), Sign::Star, Part::SelectedBar);
        }
        // Where the margin has room for one sign only, the star stands there.
        let bar = text.x.saturating_sub(if starred { 3 } else { 2 });
        let here = heading == Some(line.block) || page.focused == Some(Stop::Block(line.block));
        if here && index >= page.head && !line.runs.is_empty() && bar >= slot.x && bar < text.x {
            let sign = if model.focus() == Focus::Page { Sign::Bar } else { Sign::RestingBar };
            painter.sign(Position::new(bar, y), sign, Part::SelectedBar);
        }
        let focused = draw_line(painter, page, (index, line), (slot, text), y, &mut urls);
        cursor = focused.unwrap_or(cursor);
        let start = if line.pans { text.x } else { begin(text, line) };
        light_selection(painter, page, index, Position::new(start, y), text);
    }
    Some(cursor)
}

/// Draws one line of the page, and says where the last run of the focused link begins on it. `urls` are the numbers of the
/// links that have been drawn.
pub fn draw_line(
    painter: &mut Painter,
    page: &Page,
    (index, line): (usize, &Line),
    (slot, text): (Slot, Slot),
    y: u16,
    urls: &mut HashMap<LinkId, u16>,
) -> Option<Position> {
    if let Joint::Code { .. } = line.joint {
        lay_paper(painter, Position::new(begin(text, line), y), text.end(), line);
    }
    if line.pans {
        draw_code(painter, page, (index, line), Position::new(text.x, y), text);
        return None;
    }
    let mut x = begin(text, line);
    let mut focused = None;
    for (number, run) in line.runs.iter().enumerate() {
        let at = Position::new(x, y);
        // A mark at the line end may stand in the margin (TYPOGRAPHY H1, H2).
        let room = slot.end().saturating_sub(x);
        let width = painter.styled(at, room, &run.text, style(page, index, run, painter.theme));
        light_hits(painter, page, Lit { line: index, number, run, gone: 0 }, at, room);
        if let Some(link) = run.link {
            let number = *urls.entry(link).or_insert_with(|| register(painter, page, link));
            painter.surface.set_link(at, width, number);
            if page.focused_link() == Some(link) {
                focused = Some(at);
            }
        }
        x = x.saturating_add(width);
    }
    focused
}

/// Lays the paper of a code block under one of its lines, as far as its column goes and from a cell before the code.
pub fn lay_paper(painter: &mut Painter, from: Position, end: u16, line: &Line) {
    let before = u16::try_from(line.code_from().saturating_sub(1)).unwrap_or(u16::MAX);
    let x = from.x.saturating_add(before);
    painter.fill(Rect::new(x, from.y, end.saturating_sub(x), 1), Part::CodeBlock);
}

/// Whether a line of the page begins something starred: its title, or the heading of a story.
fn is_starred(model: &Model, page: &Page, index: usize) -> bool {
    let Some(marks) = model.open_post().map(|post| model.marks_of(post)).filter(|marks| marks.has_star()) else {
        return false;
    };
    let has_text = |index: usize| page.lines.get(index).is_some_and(|line| !line.runs.is_empty());
    if index < page.head {
        return marks.starred && has_text(index) && !(0..index).any(has_text);
    }
    let Some(line) = page.lines.get(index).filter(|line| !line.runs.is_empty()) else { return false };
    let goes_on = |before: &Line| before.block == line.block && !before.runs.is_empty();
    let goes_on = index > page.head && page.lines.get(index - 1).is_some_and(goes_on);
    let story = page.document.stories.iter().find(|story| story.heading == line.block && !goes_on);
    story.is_some_and(|story| {
        let key = StoryKey::of(&page.document, story);
        marks.stories.iter().any(|starred| starred.key == key)
    })
}

/// Draws a line of a block that is wider than the page: the code shifted, and signs where more of it lies. A wide cluster at
/// an edge is shown whole or not at all.
fn draw_code(painter: &mut Painter, page: &Page, (index, line): (usize, &Line), from: Position, text: Slot) {
    let cells = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
    let begin = from.x.saturating_add(cells(line.code_from()));
    // Where the next run begins, before it is shifted; what stands before the code is not.
    let (mut before, mut code, mut drawn) = (0_usize, 0_usize, begin);
    for (number, run) in line.runs.iter().enumerate() {
        let (start, gone) = match run.role.is_code() {
            true => (begin.saturating_add(cells(code.saturating_sub(page.pan))), page.pan.saturating_sub(code)),
            false => (from.x.saturating_add(cells(before)), 0),
        };
        let room = text.end().saturating_sub(start);
        before += run.cells;
        code += if run.role.is_code() { run.cells } else { 0 };
        if gone < run.cells {
            let at = Position::new(start, from.y);
            let style = style(page, index, run, painter.theme);
            drawn = start.saturating_add(painter.styled(at, room, &painter.scrolled(&run.text, gone), style));
            light_hits(painter, page, Lit { line: index, number, run, gone }, at, room);
        }
    }
    if page.pan > 0 && code > 0 {
        painter.sign(Position::new(begin.saturating_sub(1), from.y), Sign::MoreLeft, Part::Meta);
    }
    if code > page.pan + usize::from(text.end().saturating_sub(begin)) {
        // The half of a wide cluster that had no room is paper, as the rest of the block.
        let rest = SafeStr::clean(&" ".repeat(usize::from(text.end().saturating_sub(drawn))));
        painter.text(Position::new(drawn, from.y), text.end().saturating_sub(drawn), &rest, Part::CodeBlock);
        painter.sign(Position::new(text.end(), from.y), Sign::MoreRight, Part::Meta);
    }
}

/// A run that hits may lie in.
struct Lit<'a> {
    line: usize,
    number: usize,
    run: &'a Run,
    /// How many of its cells are scrolled away to the left.
    gone: usize,
}

/// Draws the hits of the search in one run over its text.
fn light_hits(painter: &mut Painter, page: &Page, lit: Lit, from: Position, room: u16) {
    let Some(search) = &page.search else { return };
    for (piece, current) in search.on_line(lit.line).filter(|(piece, _)| piece.run == lit.number) {
        let before = painter.widths.of(lit.run.text.get(..piece.bytes.start).unwrap_or_default());
        let hit = painter.scrolled(&lit.run.text.slice(piece.bytes.clone()), lit.gone.saturating_sub(before));
        let before = u16::try_from(before.saturating_sub(lit.gone)).unwrap_or(u16::MAX);
        let part = if current { Part::HitCurrent } else { Part::Hit };
        let place = Position::new(from.x.saturating_add(before), from.y);
        painter.text(place, room.saturating_sub(before), &hit, part);
    }
}

/// Writes the letters of the hints over what they stand for, each with where it leads; what is chosen looks chosen.
pub fn draw_hints(model: &Model, painter: &mut Painter, slot: Slot, rows: u16, hints: &Hints) {
    let text = column(slot, model.settings.measure);
    let Some(page) = &model.page else { return };
    let mut seen = Vec::new();
    for (y, (index, line)) in (0..rows).zip(page.lines.iter().enumerate().skip(page.top)) {
        let mut chips = Vec::new();
        let from = begin(text, line);
        for (cell, stop) in stop::on_line(page, index) {
            if let Some((label, stop)) = hints.shown().find(|(_, shown)| *shown == stop)
                && !seen.contains(stop)
            {
                seen.push(*stop);
                chips.push((from.saturating_add(u16::try_from(cell).unwrap_or(u16::MAX)), label, *stop));
            }
        }
        let mut free = 0;
        for (index, (x, label, stop)) in chips.iter().enumerate() {
            let next = chips.get(index + 1).map_or(text.end() + 1, |(next, ..)| *next);
            let chosen = hints.chosen.contains(stop);
            let sign = if chosen { painter.widths.narrow("✓", "+") } else { " " };
            // Between links of a cell or two there is room for the letters only, and a table begins
            // where its first link does.
            let x = free.max(*x);
            let letters = u16::try_from(label.len()).unwrap_or(u16::MAX);
            let (at, room) = (Position::new(x, y), next.saturating_sub(x).max(letters));
            free = x.saturating_add(room);
            let spaced = format!(" {label}{sign} ");
            let tight = usize::from(room) < label.len() + 2;
            chip(model, painter, page, (at, room), if tight { label } else { &spaced }, *stop);
        }
    }
}

/// Writes one hint: its letters, and where the link leads as far as there is room.
fn chip(model: &Model, painter: &mut Painter, page: &Page, (at, room): (Position, u16), label: &str, stop: Stop) {
    let left = usize::from(room).saturating_sub(painter.widths.of(label) + 1);
    let target = match stop {
        Stop::Link(link) => {
            let words = links::host_words(page, link, model.lang());
            let is_host = matches!(page.document.links.get(link).map(|link| &link.target), Some(Target::Web(_)));
            if is_host {
                short::cut_host(&words, left, painter.widths)
            } else {
                short::cut(&words, left, painter.widths)
            }
        }
        Stop::Block(_) | Stop::Fold(_) => SafeStr::default(),
    };
    let chosen = matches!(&model.overlay, Some(Overlay::Hints(hints)) if hints.chosen.contains(&stop));
    let part = if chosen { Part::Selection } else { Part::Hint };
    painter.text(at, room, &SafeStr::clean(&format!("{label}{target} ")), part);
}

/// The cell of the page at a place of the screen, wherever its pane is: beside the text the nearest one, below the page's
/// last line one of the lines that it would have.
pub fn cell_at(model: &Model, x: u16, y: u16) -> Option<Cell> {
    let text = column(model.panes()?.page?, model.settings.measure);
    let page = model.page.as_ref()?;
    let index = note::line_at(model, usize::from(y))?;
    let Some(line) = page.lines.get(index) else { return Some(Cell { line: index, cell: 0 }) };
    let Some(cell) = x.checked_sub(begin(text, line)).map(usize::from) else {
        return Some(Cell { line: index, cell: 0 });
    };
    let shifted = line.pans && cell >= extract::margin(line);
    Some(Cell { line: index, cell: cell + if shifted { page.pan } else { 0 } })
}

/// The cell of the page's text at a place of the screen in its pane; none beside the begin of a line and below the last one.
pub fn text_at(model: &Model, x: u16, y: u16) -> Option<Cell> {
    let text = column(model.panes()?.page?, model.settings.measure);
    let line = model.page.as_ref()?.lines.get(note::line_at(model, usize::from(y))?)?;
    cell_at(model, x, y).filter(|_| x >= begin(text, line))
}

/// Lights what is selected of a line.
fn light_selection(painter: &mut Painter, page: &Page, index: usize, from: Position, text: Slot) {
    let cells = page.selection.and_then(|selection| selection.on_line(page, index));
    let (Some(cells), Some(line)) = (cells, page.lines.get(index)) else { return };
    let margin = extract::margin(line);
    let place = |cell: usize| if line.pans { cell.saturating_sub(page.pan).max(margin) } else { cell };
    let (start, end) = (place(cells.start), place(cells.end));
    // A mark at the line end may stand in the margin.
    let most = if line.pans { usize::from(text.width) } else { usize::MAX };
    let cells = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
    let (start, end) = (cells(start), cells(end.min(most)));
    painter.light(Rect::new(from.x.saturating_add(start), from.y, end.saturating_sub(start), 1), Part::Selection);
}

/// The column of the first cell of a line: that of the text, or one before it (TYPOGRAPHY H3).
fn begin(text: Slot, line: &Line) -> u16 {
    text.x.saturating_sub(u16::try_from(line.outdent).unwrap_or(u16::MAX))
}

/// Registers a link of the page for the terminal's own click, and gives its number; 0 for what that may not open.
pub fn register(painter: &mut Painter, page: &Page, link: LinkId) -> u16 {
    match page.document.links.get(link).map(|link| &link.target) {
        // The terminal's own click asks nothing, so that a link in doubt must not be one for it.
        Some(Target::Web(web)) if web.doubts.is_empty() => painter.surface.add_link(link, &web.url),
        Some(Target::Web(_)) => 0,
        Some(Target::Anchor(_) | Target::Relative(_) | Target::Refused(_)) | None => 0,
        Some(Target::Note(_) | Target::NoteRef(_)) => 0,
    }
}

fn style(page: &Page, index: usize, run: &Run, theme: &Theme) -> Style {
    let part = if run.role == Role::Text && index < page.head { Part::Meta } else { Part::from(run.role) };
    let style = marked(page, run, theme, part);
    let folds = || page.lines.get(index).filter(|_| index >= page.head).and_then(|line| stop::folds(page, line.block));
    let on_fold = matches!(page.focused, Some(Stop::Fold(frame)) if folds() == Some(frame));
    if on_fold { style.patch(theme.style(Part::FocusedLink)) } else { style }
}

/// How a run of the body looks.
pub fn look(page: &Page, run: &Run, theme: &Theme) -> Style {
    marked(page, run, theme, Part::from(run.role))
}

/// The style of a part with the marks of a run.
fn marked(page: &Page, run: &Run, theme: &Theme, part: Part) -> Style {
    let mut style = theme.style(part);
    if run.marks.strong {
        style = style.add_modifier(Modifier::BOLD);
    }
    if run.marks.emphasis {
        style = style.add_modifier(Modifier::ITALIC);
    }
    if run.marks.strike {
        style = style.add_modifier(Modifier::CROSSED_OUT);
    }
    if run.link.is_some() && run.link == page.focused_link() {
        style = style.patch(theme.style(Part::FocusedLink));
    }
    style
}
