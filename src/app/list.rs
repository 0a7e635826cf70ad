//! The list of posts, or of the passages of a search: its selection, and what of it is to be seen.

use super::cursor;
use super::finding;
use super::model::{Focus, Model};
use super::overlay;
use super::panes::{self, Slot};
use crate::layout::Spec;
use crate::layout::short;
use crate::post::{Date, Post};
use crate::strings::{Lang, Text, ui as words};
use crate::text::SafeStr;
use std::ops::Range;

/// Where the reader is in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The selected row, counted among the matching posts.
    pub selected: usize,
    /// The first row in view, as far as the selected one allows.
    pub top: usize,
    /// True after the wheel has moved the rows while another pane had the focus.
    pub away: bool,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The row that it belongs to, counted among the matching posts.
    pub row: usize,
    /// What stands on it.
    pub kind: ListLineKind,
    /// Its text; empty for a blank line.
    pub text: SafeStr,
    /// The bytes of it that a search has found.
    pub lit: Vec<Range<usize>>,
}

/// What stands on a line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLineKind {
    /// The name of a group: today, this week, a month.
    Group,
    /// A line of a title.
    Title,
    /// Date, stories and reading time.
    Meta,
    /// A starred story.
    Star,
    /// The text around a hit.
    Excerpt,
    /// Why a post cannot be read.
    Broken,
    /// Nothing.
    Blank,
}

/// How many starred stories of a post are named in its row.
const STARS: usize = 3;

/// How many cells of a list pane stand left of its text.
pub const INDENT: u16 = 4;

/// How many rows at the top of the list's pane are not the list's: a margin where there is room, and the filter.
pub fn head(model: &Model) -> u16 {
    let asked = if shown_query(model).is_some() { 2 } else { 0 };
    panes::margin(model.viewport) + asked
}

/// What stands above the list: the search that it shows, or the filter in force, each with its name.
pub fn shown_query(model: &Model) -> Option<(Text, SafeStr)> {
    match &model.finding {
        Some(finding) => Some((words::ASK_LIBRARY, SafeStr::clean(&finding.text))),
        None if model.filter.text.is_empty() => None,
        None => Some((words::ASK_FILTER, SafeStr::clean(&model.filter.text))),
    }
}

/// The columns of the list's pane, and how many rows of it are the list's, also where something
/// lies over them.
pub fn area(model: &Model) -> Option<(Slot, u16)> {
    let panes = model.panes()?;
    Some((panes.list?, panes.rows.saturating_sub(head(model)).max(1)))
}

/// Gives the lines of the list that are in view in a pane of `width` cells and `rows` rows. The
/// selected row is among them, whole where there is room, also while something lies over the lowest
/// rows.
pub fn visible(model: &Model, width: u16, rows: u16) -> Vec<ListLine> {
    let room = usize::from(rows.saturating_sub(overlay::covered(model)));
    let top = first(model, (width, rows), room);
    let mut lines = Vec::new();
    for row in top..model.rows() {
        if lines.len() >= room {
            break;
        }
        let mut of_row = row_lines(model, row, width, rows, row == top);
        if row == top {
            drop_heading(&mut of_row, room);
        }
        lines.extend(of_row);
    }
    lines.truncate(room);
    lines
}

/// The first row in view in a pane of so many cells and rows, of which `room` rows can be seen.
fn first(model: &Model, (width, rows): (u16, u16), room: usize) -> usize {
    let last = model.rows().saturating_sub(1);
    if model.list.away {
        return model.list.top.min(last);
    }
    let lines = |row, leads| row_lines(model, row, width, rows, leads).len();
    cursor::first(model.list.top, model.list.selected.min(last), room, lines)
}

/// The first row in view when the list is scrolled to its end.
fn last_top(model: &Model, (width, rows): (u16, u16), room: usize) -> usize {
    let last = model.rows().saturating_sub(1);
    cursor::first(0, last, room, |row, leads| row_lines(model, row, width, rows, leads).len())
}

/// Takes away of the heading above the first row in view what leaves no room for the row itself.
fn drop_heading(lines: &mut Vec<ListLine>, room: usize) {
    let is_heading = |line: &&ListLine| matches!(line.kind, ListLineKind::Group | ListLineKind::Blank);
    let heading = lines.iter().take_while(is_heading).count();
    let excess = lines.len().saturating_sub(room).min(heading);
    lines.drain(heading - excess..heading);
}

/// Moves the first row in view so that the whole selected one is in view.
pub fn keep_selected_visible(model: &mut Model) {
    model.list.selected = model.list.selected.min(model.rows().saturating_sub(1));
    model.list.away = false;
    if let Some((slot, rows)) = area(model) {
        let (size, room) = ((slot.width, rows), usize::from(rows));
        // A terminal that has grown has room for rows above the ones in view. A row has two lines
        // at least.
        if (model.rows().saturating_sub(model.list.top)) * 2 <= room {
            model.list.top = model.list.top.min(last_top(model, size, room));
        }
        model.list.top = first(model, size, room);
    }
}

/// Moves the rows in view by `by`. Where the keys are the list's, the selected row comes along;
/// true where it does.
pub fn wheel(model: &mut Model, by: isize) -> bool {
    let Some((slot, rows)) = area(model) else { return false };
    let size = (slot.width, rows);
    let before = model.list;
    let last = model.rows().saturating_sub(1);
    let (before_top, most) = (first(model, size, usize::from(rows)), last_top(model, size, usize::from(rows)));
    let top = before_top.saturating_add_signed(by).min(most.max(before_top));
    model.list.top = top;
    if model.pane != Focus::List {
        model.list.away = true;
        return false;
    }
    model.list = List { selected: before.selected.clamp(top, last), top, away: false };
    while model.list.selected > top && first(model, size, usize::from(rows)) != top {
        model.list.selected -= 1;
    }
    model.list.selected != before.selected
}

/// How many rows of the list fit into its pane, roughly: what half a screen and a screen are counted by.
pub fn rows_per_screen(model: &Model) -> usize {
    let Some((slot, rows)) = area(model) else { return 1 };
    let mut seen: Vec<_> = visible(model, slot.width, rows).into_iter().map(|line| line.row).collect();
    seen.dedup();
    seen.len().saturating_sub(1).max(1)
}

fn row_lines(model: &Model, row: usize, width: u16, rows: u16, first: bool) -> Vec<ListLine> {
    let measure = usize::from(width.saturating_sub(INDENT + 1)).max(1);
    let settings = &model.settings;
    let (words, typography, widths) = (settings.words.clone(), settings.typography, settings.widths);
    let spec = Spec { widths, words, typography, ..Spec::new(measure) };
    match &model.finding {
        Some(finding) => finding::row_lines(model, finding, row, &spec, first),
        None => post_lines(model, row, &spec, first, rows >= ROOMY),
    }
}

/// From so many rows on there is a blank line between posts.
const ROOMY: u16 = 24;

/// The lines of one post: its group where it begins one, its title, its facts.
fn post_lines(model: &Model, row: usize, spec: &Spec, first: bool, roomy: bool) -> Vec<ListLine> {
    let Some(&index) = model.matching.get(row) else { return Vec::new() };
    let Some(post) = model.posts.get(index) else { return Vec::new() };
    let line = |kind, text| ListLine { row, kind, text, lit: Vec::new() };
    let (measure, widths) = (spec.measure, spec.widths);
    let mut lines = Vec::new();
    let group = group_of(model, row);
    let opens_group = row == 0 || group_of(model, row - 1) != group;
    if !first && (opens_group || roomy) {
        lines.push(line(ListLineKind::Blank, SafeStr::default()));
    }
    if first || opens_group {
        lines.push(line(ListLineKind::Group, group));
        lines.push(line(ListLineKind::Blank, SafeStr::default()));
    }
    lines.extend(short::two_lines(&post.title, spec).into_iter().map(|text| line(ListLineKind::Title, text)));
    match &post.broken {
        Some(defect) => {
            let why = words::BROKEN.get(model.lang()).replace("{}", &defect.message(model.lang()));
            let lines_of_why = short::two_lines(&SafeStr::clean(&why), spec);
            lines.extend(lines_of_why.into_iter().map(|text| line(ListLineKind::Broken, text)));
        }
        None => lines.push(line(ListLineKind::Meta, short::cut(&meta(post, model), measure, widths))),
    }
    // Behind the star and a blank.
    let measure = measure.saturating_sub(2).max(1);
    let stories = &model.marks_of(index).stories;
    let starred = stories.iter().take(STARS).map(|story| short::cut(&story.title, measure, widths));
    lines.extend(starred.map(|title| line(ListLineKind::Star, title)));
    lines
}

fn meta(post: &Post, model: &Model) -> SafeStr {
    let lang = model.lang();
    let mut parts = Vec::new();
    parts.extend(post.date.map(|date| date.to_string()));
    if post.stories > 0 {
        parts.push(counted(words::STORIES, post.stories, post.parsed, lang));
    }
    parts.push(counted(words::MINUTES, post.minutes(), post.parsed, lang));
    SafeStr::clean(&parts.join(" · "))
}

/// Writes a count with its noun, `[one, many]`; `≈` stands before what is only estimated.
pub fn counted(noun: [Text; 2], count: usize, exact: bool, lang: Lang) -> String {
    let sign = if exact { "" } else { "≈ " };
    let [one, many] = noun;
    let noun = if count == 1 { one } else { many };
    format!("{sign}{}", noun.get(lang).replace("{}", &count.to_string()))
}

fn month_name(date: Date) -> &'static str {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(date.month() - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// The group that a row stands in: today, this week, this month, then month by month.
fn group_of(model: &Model, row: usize) -> SafeStr {
    let lang = model.lang();
    let date = model.matching.get(row).and_then(|&index| model.posts.get(index)?.date);
    let Some(date) = date else { return SafeStr::literal(words::NO_DATE.get(lang)) };
    let month = || match lang {
        Lang::Zh => format!("{} 年 {} 月", date.year(), date.month()),
        Lang::En => format!("{} {}", month_name(date), date.year()),
    };
    let Some(today) = model.today else { return SafeStr::clean(&month()) };
    let monday = i32::from(today.weekday().to_monday_zero_offset());
    let days = today.since(date).map_or(i32::MAX, |span| span.get_days());
    if days == 0 {
        SafeStr::literal(words::TODAY.get(lang))
    } else if (1..=monday).contains(&days) {
        SafeStr::literal(words::THIS_WEEK.get(lang))
    } else if days > 0 && today.first_of_month() == date.first_of_month() {
        SafeStr::literal(words::THIS_MONTH.get(lang))
    } else {
        SafeStr::clean(&month())
    }
}
