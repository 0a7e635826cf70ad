//! The filter: which posts are listed, the facets with their live counts, and what to loosen when nothing is left.

use super::action::Effect;
use super::library;
use super::list;
use super::marks;
use super::model::Model;
use crate::post::{PostId, Tag};
use crate::query::{self, Chosen, Field, Loosening, Query};
use crate::reading::Note;

/// The filter in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// What posts must be like.
    pub query: Query,
    /// The filter as text: as typed, or as printed after the facets changed it.
    pub text: String,
    /// Which part to take away, when no post passes.
    pub loosening: Option<Loosening>,
}

/// The facets and where the reader is in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// Headings and values from top to bottom.
    pub rows: Vec<FacetRow>,
    /// The row under the cursor: a value wherever there is one.
    pub cursor: usize,
    /// The first row that shows, where the wheel has moved it away from the cursor.
    pub top: Option<usize>,
}

impl Facets {
    /// The row that stands first in a pane with `room` rows: where the wheel put it, else as far down as the cursor needs.
    pub fn first(&self, room: usize) -> usize {
        self.top.unwrap_or(self.cursor.saturating_sub(room / 2)).min(self.rows.len().saturating_sub(room))
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
}

/// The fields that are facets, from top to bottom.
const FIELDS: [Field; 3] = [Field::Tag, Field::Category, Field::Author];

/// Puts a filter in force and shows the selected post beside the list. It stays selected while it passes.
pub fn set(model: &mut Model, query: Query, text: String) -> Vec<Effect> {
    let selected = selected(model);
    try_out(model, query, text, selected.as_ref());
    let mut effects = show(model);
    effects.push(marks::note(model, Note::Filter(model.filter.text.clone())));
    effects
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
    model.filter = Filter { query, text, loosening: None };
    apply(model, selected);
}

/// Decides anew which posts are listed, and counts the facets.
pub fn apply(model: &mut Model, selected: Option<&PostId>) {
    let query = &model.filter.query;
    model.matching = (0..model.posts.len()).filter(|&i| model.posts.get(i).is_some_and(|p| query.matches(p))).collect();
    let nothing = model.matching.is_empty() && !model.posts.is_empty();
    model.filter.loosening = nothing.then(|| query::loosen(query, &model.posts)).flatten();
    model.facets.rows = rows(model);
    let last = model.facets.rows.len().saturating_sub(1);
    model.facets.cursor = model.facets.cursor.clamp(1.min(last), last);
    model.list.selected = selected.and_then(|id| library::row_of(model, model.find(id)?)).unwrap_or(0);
    model.list.top = 0;
    list::keep_selected_visible(model);
}

fn rows(model: &Model) -> Vec<FacetRow> {
    let mut rows = Vec::new();
    for field in FIELDS {
        let values = query::count(&model.posts, &model.filter.query, field);
        if !values.is_empty() {
            rows.extend((!rows.is_empty()).then_some(FacetRow::Blank));
            rows.push(FacetRow::Heading(field));
        }
        rows.extend(values.into_iter().map(|(tag, count)| {
            let chosen = model.filter.query.chosen(field, &tag.shown);
            FacetRow::Value(field, tag, count, chosen)
        }));
    }
    rows
}

/// Moves the cursor of the facets by values; headings are stepped over.
pub fn step(model: &mut Model, by: isize) {
    let values: Vec<usize> = (0..model.facets.rows.len())
        .filter(|&row| matches!(model.facets.rows.get(row), Some(FacetRow::Value(..))))
        .collect();
    let at = values.partition_point(|&row| row < model.facets.cursor);
    let next = at.saturating_add_signed(by).min(values.len().saturating_sub(1));
    model.facets.cursor = values.get(next).copied().unwrap_or(0);
    model.facets.top = None;
}

/// Wants, allows or excludes the value under the cursor; what it already is it ceases to be. The cursor stays on the value.
pub fn toggle(model: &mut Model, wish: Chosen) -> Vec<Effect> {
    let Some(FacetRow::Value(field, tag, ..)) = model.facets.rows.get(model.facets.cursor).cloned() else {
        return Vec::new();
    };
    let query = model.filter.query.toggled(field, &tag.shown, wish);
    let text = query.to_string();
    let effects = set(model, query, text);
    let same = |row: &FacetRow| matches!(row, FacetRow::Value(f, t, ..) if *f == field && t.key == tag.key);
    if let Some(row) = model.facets.rows.iter().position(same) {
        model.facets.cursor = row;
    }
    effects
}
