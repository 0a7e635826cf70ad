//! The theme picker: what there is to choose from, trying one on, keeping it. The shell has the themes; the model knows names.

use super::action::Effect;
use super::cursor;
use super::model::Model;
use super::overlay::Overlay;
use crate::reading::{Note, Setting};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// The name of the choice to go by the terminal.
pub const AUTO: &str = "auto";

/// A theme that is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub name: String,
    /// Why it cannot be used.
    pub problem: Option<SafeStr>,
}

/// The open picker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// The row under the cursor.
    pub selected: usize,
    /// The first row to be seen, as far as the cursor allows; see [`Picker::first`].
    pub top: usize,
}

/// Where the sheet of the picker stands on the screen: at the right above the status line, so that the page is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its first column.
    pub x: u16,
    /// Its first row.
    pub y: u16,
    /// How many columns it has.
    pub width: u16,
    /// How many themes it shows; its heading stands above them.
    pub rows: u16,
}

/// How many columns the sheet takes where there are as many.
const WIDTH: u16 = 36;
/// How many rows the sheet has above its themes: a blank one, the heading, a blank one.
pub const HEADING: u16 = 3;
/// How many rows the sheet has beside its themes: those, and a blank one below.
const FRAME: u16 = HEADING + 1;

/// Lays out the sheet.
pub fn sheet(model: &Model) -> Option<Sheet> {
    let panes = model.panes()?;
    let width = model.viewport.columns.min(WIDTH);
    let offers = u16::try_from(model.settings.themes.len()).unwrap_or(u16::MAX);
    let most = (panes.rows / 2).max(panes.rows.saturating_sub(FRAME).min(4));
    let rows = offers.min(most).min(panes.rows.saturating_sub(HEADING)).max(1);
    let height = (rows + FRAME).min(panes.rows);
    Some(Sheet { x: model.viewport.columns - width, y: panes.rows - height, width, rows })
}

/// Opens the picker on the theme that is kept.
pub fn open(model: &mut Model) {
    let selected = model.settings.themes.iter().position(|offer| offer.name == model.theme).unwrap_or(0);
    model.overlay = Some(Overlay::Themes(Picker { selected, top: 0 }));
    rove(model, 0);
}

/// Moves the cursor by some rows, and scrolls as little as needed to have it in sight.
pub fn rove(model: &mut Model, by: isize) {
    let last = model.settings.themes.len().saturating_sub(1);
    let room = sheet(model).map_or(1, |sheet| sheet.rows);
    if let Some(Overlay::Themes(picker)) = &mut model.overlay {
        picker.selected = picker.selected.saturating_add_signed(by).min(last);
        picker.top = picker.first(room);
    }
}

impl Picker {
    /// The first row to be seen where so many rows are: the terminal may have become smaller since it was moved.
    pub fn first(&self, rows: u16) -> usize {
        cursor::first_of_lines(self.top, self.selected, usize::from(rows))
    }
}

/// A row was pressed: the first time it is tried on, the second time it is kept.
pub fn press(model: &mut Model, row: usize) -> Vec<Effect> {
    let Some(Overlay::Themes(picker)) = &mut model.overlay else { return Vec::new() };
    if std::mem::replace(&mut picker.selected, row) == row {
        return keep(model);
    }
    rove(model, 0);
    Vec::new()
}

/// Keeps the theme under the cursor, for the next start too; a broken one is no choice.
pub fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Themes(picker)) = model.overlay else { return Vec::new() };
    let Some(offer) = model.settings.themes.get(picker.selected) else { return Vec::new() };
    if let Some(problem) = &offer.problem {
        model.notice = Some(problem.clone());
        return Vec::new();
    }
    let name = offer.name.clone();
    let shown = if name == AUTO { words::THEME_AUTO.get(model.lang()) } else { &name };
    let told = match &model.settings.theme_decided {
        None => words::THEME_KEPT.get(model.lang()).replace("{}", shown),
        Some(by) => words::THEME_UNTIL.get(model.lang()).replace("{1}", shown).replace("{2}", by),
    };
    model.notice = Some(SafeStr::clean(&told));
    model.overlay = None;
    model.theme.clone_from(&name);
    vec![Effect::Note(Note::Setting(Setting::Theme(name)))]
}

/// Takes the theme up that was chosen in another session, unless the configuration or the command line names one.
pub fn recall(model: &mut Model, name: Option<String>) {
    let usable = |name: &String| model.settings.themes.iter().any(|it| it.name == *name && it.problem.is_none());
    if let Some(name) = name.filter(usable).filter(|_| model.settings.theme_decided.is_none()) {
        model.theme = name;
    }
}

/// Has the shell put on what the picker shows, else what is kept, where it wears something else.
pub fn follow(model: &mut Model) -> Option<Effect> {
    let tried = match &model.overlay {
        Some(Overlay::Themes(picker)) => model.settings.themes.get(picker.selected),
        Some(Overlay::Help(_) | Overlay::Question(_) | Overlay::Hints(_) | Overlay::Finder(_)) | None => None,
    };
    let wanted = tried.filter(|offer| offer.problem.is_none()).map_or(&model.theme, |offer| &offer.name).clone();
    if wanted == model.worn {
        return None;
    }
    model.worn.clone_from(&wanted);
    Some(Effect::Theme(wanted))
}
