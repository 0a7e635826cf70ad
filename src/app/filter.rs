//! The filter: which posts are listed, the facets with their live counts, and what to loosen when nothing is left.

use super::action::Effect;
use super::cursor;
use super::library;
use super::list;
use super::model::{Focus, Model, Viewport};
use super::overlay;
use super::panes;
use super::prompt::Asked;
use crate::post::{PostId, Tag};
use crate::query::{self, Chosen, Counter, FACETS, Field, Loosening, Query};
use crate::reading::Note;
use std::ops::Range;

/// The filter in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What posts must be like.
    pub query: Query,
    /// The filter as text: as typed, or as printed after the facets changed it.
    pub text: String,
    /// Which part to take away, when no post passes.
    pub loosening: Option<Loosening>,
    /// Posts that were marked since: a post that is read stays in a list of unread ones until the list is asked for anew.
    pub lingering: Vec<usize>,
}

/// The facets and where the reader is in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Facets {
    /// Headings and values from top to bottom.
    pub rows: Vec<FacetRow>,
    /// The row under the cursor: a value wherever there is one.
    pub cursor: usize,
    /// The first row that shows, where the wheel has moved it away from the cursor.
    pub top: Option<usize>,
    /// How the next value is chosen; the counts say what that would leave. Never [`Chosen::Free`].
    pub mode: Chosen,
    /// The fields of which all values are shown.
    pub unfolded: Vec<Field>,
}

impl Default for Facets {
    fn default() -> Self {
        Facets { rows: Vec::new(), cursor: 0, top: None, mode: Chosen::Wanted, unfolded: Vec::new() }
    }
}

impl Facets {
    /// The row that stands first in a pane with `room` rows: where the wheel put it, else as far down as the cursor needs.
    fn first(&self, room: usize) -> usize {
        self.top.unwrap_or(self.cursor.saturating_sub(room / 2)).min(self.rows.len().saturating_sub(room))
    }

    /// The row under the cursor.
    pub fn under(&self) -> Option<&FacetRow> {
        self.rows.get(self.cursor)
    }

    /// Puts the cursor on the row with the same value as `under`; without one it stays near its place.
    pub fn follow(&mut self, under: Option<&FacetRow>) {
        if let Some(row) = under.and_then(|under| self.rows.iter().position(|row| row.same(under))) {
            self.cursor = row;
        }
        self.keep_cursor(0..self.rows.len());
    }

    /// Puts the cursor on the nearest row of a range that can be chosen; without one it stays.
    pub fn keep_cursor(&mut self, within: Range<usize>) {
        let near = within.filter(|row| self.rows.get(*row).is_some_and(FacetRow::is_choice));
        self.cursor = near.min_by_key(|row| row.abs_diff(self.cursor)).unwrap_or(self.cursor);
    }
}

/// One row of the facets.
#[derive(Clone, Debug, PartialEq)]
pub enum FacetRow {
    /// A blank line between two fields.
    Blank,
    /// The heading above the values of a field.
    Heading(Field),
    /// A value of a field, how many posts choosing it would leave, and what the filter says of it.
    Value(Field, Tag, usize, Chosen),
    /// How many values of a field are not shown.
    More(Field, usize),
}

impl FacetRow {
    /// True for the rows that the cursor stops at.
    pub fn is_choice(&self) -> bool {
        match self {
            FacetRow::Value(..) | FacetRow::More(..) => true,
            FacetRow::Blank | FacetRow::Heading(_) => false,
        }
    }

    /// True where both speak of the same value, or of the rest of the same field.
    fn same(&self, other: &FacetRow) -> bool {
        match (self, other) {
            (FacetRow::Value(field, tag, ..), FacetRow::Value(other, it, ..)) => field == other && tag.key == it.key,
            (FacetRow::More(field, _), FacetRow::More(other, _)) => field == other,
            (FacetRow::Value(..) | FacetRow::More(..) | FacetRow::Blank | FacetRow::Heading(_), _) => false,
        }
    }
}

/// The rows of the pane above the first value: a margin, and how values are chosen.
pub fn top_of_rows(viewport: Viewport) -> u16 {
    panes::margin(viewport) + 1
}

/// How many rows of facets the pane has room for.
pub fn room(model: &Model) -> usize {
    let rows = model.panes().map_or(0, |panes| panes.rows);
    usize::from(rows.saturating_sub(top_of_rows(model.viewport)))
}

/// The row of the facets that stands first. In the pane that has the focus the cursor is in view,
/// also while something lies over the lowest rows.
pub fn first(model: &Model) -> usize {
    let room = room(model);
    let top = model.facets.first(room);
    let seen = room.saturating_sub(usize::from(overlay::covered(model)));
    if model.pane == Focus::Facets { cursor::first_of_lines(top, model.facets.cursor, seen) } else { top }
}

/// How many values of a field are shown until the reader asks for all.
const SHOWN: usize = 12;

/// Puts a filter in force and shows the selected post beside the list. It stays selected while it passes.
pub fn set(model: &mut Model, query: Query, text: String) -> Vec<Effect> {
    leave_search(model);
    let selected = selected(model);
    try_out(model, query, text, selected.as_ref());
    let mut effects = show(model);
    effects.push(Effect::Note(Note::Filter(model.filter.text.clone())));
    effects
}

/// The list shows posts again, where it showed the passages of a search.
pub fn leave_search(model: &mut Model) {
    let open = model.open_post();
    if model.finding.take().is_some() {
        model.list.selected = open.and_then(|post| library::row_of(model, post)).unwrap_or(0);
    }
}

/// Puts a filter of our own in force.
pub fn set_text(model: &mut Model, text: &str) -> Vec<Effect> {
    set(model, Query::parse(text).unwrap_or_default(), text.to_owned())
}

/// Opens the selected post where the page stands beside the list.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let beside = model.panes().is_some_and(|panes| panes.list.is_some() && panes.page.is_some());
    if beside { library::open_selected(model) } else { Vec::new() }
}

/// The identity of the selected post.
pub fn selected(model: &Model) -> Option<PostId> {
    model.selected().and_then(|index| model.posts.get(index)).map(|post| post.id.clone())
}

/// Puts a filter in force that is still being typed: the page stays as it is.
pub fn try_out(model: &mut Model, query: Query, text: String, selected: Option<&PostId>) {
    model.filter = Filter { query, text, ..Filter::default() };
    apply(model, selected);
}

/// Decides anew after something about the posts has become known. The selected post stays where it is.
pub fn refresh(model: &mut Model) {
    let typing = model.prompt.as_ref().filter(|prompt| prompt.asked == Asked::Filter);
    let selected = typing.and_then(|prompt| prompt.keeps().cloned()).or_else(|| selected(model));
    let top = model.list.top;
    apply(model, selected.as_ref());
    model.list.top = top;
    list::keep_selected_visible(model);
}

/// Decides anew which posts are listed, and counts the facets.
pub fn apply(model: &mut Model, selected: Option<&PostId>) {
    let counter = Counter::new(&model.filter.query, &model.index, &model.texts);
    let mut listed = counter.seen().clone();
    model.filter.lingering.iter().for_each(|&post| listed.insert(post));
    let matching: Vec<usize> = listed.iter().collect();
    let under = model.facets.under().cloned();
    model.facets.rows = rows(&counter, &model.facets);
    model.facets.follow(under.as_ref());
    model.matching = matching;
    let nothing = model.matching.is_empty() && !model.posts.is_empty();
    model.filter.loosening = nothing.then(|| query::loosen(&model.filter.query, &model.index, &model.texts)).flatten();
    if model.finding.is_some() {
        // The list shows passages; which posts are listed shows when the search is left.
        return;
    }
    model.list.selected = selected.and_then(|id| library::row_of(model, model.find(id)?)).unwrap_or(0);
    model.list.top = 0;
    list::keep_selected_visible(model);
}

fn rows(counter: &Counter, facets: &Facets) -> Vec<FacetRow> {
    let mut rows = Vec::new();
    for field in FACETS {
        let values = counter.count(field, facets.mode);
        if values.is_empty() {
            continue;
        }
        rows.extend((!rows.is_empty()).then_some(FacetRow::Blank));
        rows.push(FacetRow::Heading(field));
        // A row that says that one more is hidden takes the place of that one.
        let all = facets.unfolded.contains(&field) || values.len() <= SHOWN + 1;
        let mut hidden = 0;
        for (at, value) in values.into_iter().enumerate() {
            if all || at < SHOWN || value.chosen != Chosen::Free {
                rows.push(FacetRow::Value(field, value.tag, value.posts, value.chosen));
            } else {
                hidden += 1;
            }
        }
        rows.extend((hidden > 0).then_some(FacetRow::More(field, hidden)));
    }
    rows
}

/// Moves the cursor of the facets by rows that can be chosen; headings are stepped over.
pub fn step(model: &mut Model, by: isize) {
    let choices: Vec<usize> = (0..model.facets.rows.len())
        .filter(|&row| model.facets.rows.get(row).is_some_and(FacetRow::is_choice))
        .collect();
    let at = choices.partition_point(|&row| row < model.facets.cursor);
    let next = at.saturating_add_signed(by).min(choices.len().saturating_sub(1));
    model.facets.cursor = choices.get(next).copied().unwrap_or(0);
    model.facets.top = None;
}

/// Goes on to the next mode: and, or, not. The counts are those of the mode.
pub fn next_mode(model: &mut Model) {
    let mode = match model.facets.mode {
        Chosen::Wanted => Chosen::Either,
        Chosen::Either => Chosen::Excluded,
        Chosen::Excluded | Chosen::Free => Chosen::Wanted,
    };
    set_mode(model, mode);
}

fn set_mode(model: &mut Model, mode: Chosen) {
    if model.facets.mode != mode {
        model.facets.mode = mode;
        refresh(model);
    }
}

/// Chooses the value under the cursor in a mode, which holds from then on.
pub fn choose(model: &mut Model, mode: Chosen) -> Vec<Effect> {
    set_mode(model, mode);
    enter(model)
}

/// Wants, allows or excludes the value under the cursor, as the mode says; what it already is it ceases to be. The cursor
/// stays on the value. On the row that says that there are more it shows them.
pub fn enter(model: &mut Model) -> Vec<Effect> {
    match model.facets.rows.get(model.facets.cursor).cloned() {
        Some(FacetRow::Value(field, tag, ..)) => {
            let query = model.filter.query.toggled(field, &tag.shown, model.facets.mode);
            let text = query.to_string();
            set(model, query, text)
        }
        Some(FacetRow::More(field, _)) => {
            // The cursor stays where the next values appear.
            model.facets.unfolded.push(field);
            refresh(model);
            Vec::new()
        }
        Some(FacetRow::Blank | FacetRow::Heading(_)) | None => Vec::new(),
    }
}
