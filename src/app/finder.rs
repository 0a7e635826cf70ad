//! The finder (posts, stories, headings, tags, views, commands) and the palette (commands): asking for rows, moving among them,
//! and going where the chosen one leads. The looking itself is a worker's; see [`crate::finder`].

use super::action::Effect;
use super::command::COMMANDS;
use super::cursor;
use super::key::show_sequence;
use super::model::{Focus, Model};
use super::overlay::Overlay;
use super::prompt::Asked;
use super::{asking, filter, fold, library, links, list, marks, moving, page};
use crate::finder::{Candidate, Found, Kind, Row, Scope, Target, Wish};
use crate::post::PostId;
use crate::query::{Field, Query};
use crate::strings::{Lang, ui as words};
use crate::text::SafeStr;

/// So many posts that were open last are named before anything is typed.
const RECENT: usize = 10;

/// The open finder. What is typed stands in the input line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// What it was opened for; commands make it the palette.
    pub scope: Scope,
    /// The number of the last look.
    pub asked: u64,
    /// The number of the look that the rows answer.
    pub answered: u64,
    /// What was found, best first.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// False while bodies are still being read.
    pub complete: bool,
    /// The row under the cursor.
    pub selected: usize,
    /// The first row in view, as far as the cursor allows; see [`Finder::first`].
    pub top: usize,
    /// True when the reader has pressed Enter before the answer to what was typed came.
    chosen: bool,
}

/// Where the finder stands on the screen, in rows from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its first row.
    pub top: u16,
    /// The row of the hints, where there is room for them.
    pub hints: Option<u16>,
    /// The row on which the first thing found stands.
    pub first: u16,
    /// How many rows of things found there are.
    pub rows: u16,
}

/// Lays the sheet over the lower part of the panes, over all of them where rows are scarce.
pub fn sheet(model: &Model) -> Option<Sheet> {
    let rows = model.panes()?.rows;
    let height = if rows < 20 { rows } else { (rows * 3 / 5).clamp(16, 28) };
    let top = rows - height;
    let roomy = height >= 10;
    let first = if roomy { top + 3 } else { top };
    Some(Sheet { top, hints: roomy.then_some(top + 1), first, rows: rows - first })
}

/// Opens the finder.
pub fn open(model: &mut Model, scope: Scope) -> Vec<Effect> {
    let effects = asking::open(model, Asked::Finder);
    model.overlay = Some(Overlay::Finder(Finder { scope, ..Finder::default() }));
    effects.into_iter().chain(look(model)).collect()
}

/// Asks for what is typed.
pub fn look(model: &mut Model) -> Vec<Effect> {
    let typed = model.prompt.as_ref().map(|prompt| prompt.text.clone()).unwrap_or_default();
    let Some(Overlay::Finder(finder)) = &model.overlay else { return Vec::new() };
    let (scope, typed) = finder.scope.split(&typed);
    let wish = Wish { typed: typed.to_owned(), scope, candidates: candidates(model), recent: recent(model) };
    model.looks += 1;
    let (generation, number) = (model.generation, model.looks);
    if let Some(Overlay::Finder(finder)) = &mut model.overlay {
        (finder.asked, finder.chosen) = (number, false);
    }
    vec![Effect::Look { generation, number, wish }]
}

/// Asks again when another library has come: the rows count posts of the old one.
pub fn look_again(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &mut model.overlay else { return Vec::new() };
    *finder = Finder { scope: finder.scope, ..Finder::default() };
    look(model)
}

/// The commands that hold in the pane that has the focus, with their keys, and the saved views.
fn candidates(model: &Model) -> Vec<Candidate> {
    let lang = model.lang();
    let holding = COMMANDS.iter().filter(|info| info.focuses.contains(&model.pane));
    let commands = holding.map(|info| {
        let keys: Vec<_> = model.settings.keys.keys_of(info.command).map(show_sequence).collect();
        let other = match lang {
            Lang::Zh => info.words.en,
            Lang::En => info.words.zh,
        };
        Candidate {
            kind: Kind::Command,
            text: SafeStr::literal(info.words.get(lang)),
            aside: SafeStr::clean(&keys.join("  ")),
            also: SafeStr::clean(&format!("{} {other}", info.name)),
            target: Target::Command(info.name),
        }
    });
    let views = model.views.iter().map(|view| Candidate {
        kind: Kind::View,
        text: view.name.clone(),
        aside: SafeStr::clean(&view.query),
        also: SafeStr::default(),
        target: Target::View(view.query.clone()),
    });
    views.chain(commands).collect()
}

/// The posts that were open last, without the one that is.
fn recent(model: &Model) -> Vec<usize> {
    let open = model.page.as_ref().map(|page| page.id());
    let mut ids: Vec<&PostId> = Vec::new();
    for spot in model.past.iter().rev() {
        if ids.len() < RECENT && Some(&spot.post) != open && !ids.contains(&&spot.post) {
            ids.push(&spot.post);
        }
    }
    ids.into_iter().filter_map(|id| model.find(id)).collect()
}

/// Takes over what was found, when it is what was asked for last. The cursor stays on what the reader has moved it to.
pub fn sighted(model: &mut Model, number: u64, found: Found, complete: bool) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &mut model.overlay else { return Vec::new() };
    if number != finder.asked {
        return Vec::new();
    }
    let under = finder.rows.get(finder.selected).map(|row| row.target.clone());
    let under = under.filter(|_| finder.answered == number && finder.selected > 0);
    let again = under.and_then(|target| found.rows.iter().position(|row| row.target == target));
    (finder.rows, finder.total, finder.complete, finder.answered) = (found.rows, found.total, complete, number);
    finder.selected = again.unwrap_or(0);
    let chosen = finder.chosen;
    show_selected(model);
    if chosen { accept(model) } else { Vec::new() }
}

/// Moves the cursor by some rows.
pub fn rove(model: &mut Model, by: isize) -> Vec<Effect> {
    if let Some(Overlay::Finder(finder)) = &mut model.overlay {
        finder.selected = finder.selected.saturating_add_signed(by).min(finder.rows.len().saturating_sub(1));
    }
    show_selected(model);
    Vec::new()
}

/// Scrolls as little as needed to have the cursor in sight.
pub fn show_selected(model: &mut Model) {
    let rows = sheet(model).map_or(1, |sheet| sheet.rows);
    if let Some(Overlay::Finder(finder)) = &mut model.overlay {
        finder.top = finder.first(rows);
    }
}

impl Finder {
    /// The first row in view where so many rows are: the terminal may have another size than when
    /// the cursor was moved.
    pub fn first(&self, rows: u16) -> usize {
        let room = usize::from(rows).max(1);
        let last = self.rows.len().saturating_sub(room);
        cursor::first_of_lines(self.top.min(last), self.selected, room)
    }
}

/// Chooses the row under the cursor, as soon as the rows are those of what is typed.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &mut model.overlay else { return Vec::new() };
    if finder.answered != finder.asked {
        finder.chosen = true;
        return Vec::new();
    }
    let selected = finder.selected;
    choose(model, selected)
}

/// Goes where a row leads. Without that row the finder stays open.
pub fn choose(model: &mut Model, row: usize) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &mut model.overlay else { return Vec::new() };
    finder.chosen = false;
    let Some(row) = finder.rows.get(row).cloned() else { return Vec::new() };
    super::close(model);
    match row.target {
        Target::Post(post) => {
            select(model, post);
            let effects = library::open_selected(model);
            moving::focus(model, Focus::Page);
            effects
        }
        Target::Place { post, place } => go_to(model, post, place),
        Target::Tag(tag) => {
            let query = Query::default().with(Field::Tag, &tag);
            let text = query.to_string();
            list_posts(model, query, text)
        }
        Target::View(text) => match Query::parse(&text) {
            Ok(query) => list_posts(model, query, text),
            Err(error) => {
                model.notice = Some(error.message(model.lang()));
                Vec::new()
            }
        },
        Target::Command(name) => match COMMANDS.iter().find(|info| info.name == name) {
            Some(info) => super::run(model, info.command),
            None => Vec::new(),
        },
    }
}

/// Deletes the saved view under the cursor, which can be taken back; other rows stay.
pub fn remove_view(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &model.overlay else { return Vec::new() };
    let row = finder.rows.get(finder.selected).filter(|row| row.kind == Kind::View);
    let Some(name) = row.map(|row| row.text.clone()) else { return Vec::new() };
    let mut effects = marks::keep_view(model, &name, None);
    effects.extend(look(model));
    effects
}

/// Shows a heading of a post at the top of the page.
fn go_to(model: &mut Model, post: usize, place: usize) -> Vec<Effect> {
    let is_open = model.page.as_ref().zip(model.posts.get(post)).is_some_and(|(page, post)| *page.id() == post.id);
    let here = is_open && model.awaited.is_none();
    select(model, post);
    let mut effects = Vec::new();
    if here {
        fold::go_to_heading(model, place);
    } else {
        effects = library::open(model, post, page::Goal::Heading(place));
    }
    moving::focus(model, Focus::Page);
    effects
}

/// Selects a post of the list; a filter that hides it is put aside. The way back is kept.
fn select(model: &mut Model, post: usize) {
    links::remember(model);
    filter::leave_search(model);
    if library::row_of(model, post).is_none() {
        filter::try_out(model, Query::default(), String::new(), None);
        model.notice = Some(SafeStr::literal(words::FILTER_ASIDE.get(model.lang())));
    }
    if let Some(row) = library::row_of(model, post) {
        model.list.selected = row;
        list::keep_selected_visible(model);
    }
}

/// Lists the posts of a query.
fn list_posts(model: &mut Model, query: Query, text: String) -> Vec<Effect> {
    let effects = filter::set(model, query, text);
    moving::focus(model, Focus::List);
    effects
}
