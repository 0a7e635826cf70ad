//! Terminal events to actions: keys by the live key map, the mouse by what lies under it.

use crate::app::action::{Action, Place};
use crate::app::key::{Code, Key, Meaning};
use crate::app::mouse::Grip;
use crate::app::overlay::{Overlay, Question};
use crate::app::prompt::{Asked, Edit, Prompt};
use crate::app::{Focus, Model, asking, finder, list, overlay, page as app_page, panes, themes};
use crate::ui::{facets, finder as ui_finder, list as ui_list, outline, page, themes as ui_themes};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// How many lines one turn of the wheel moves.
const WHEEL: i16 = 3;

/// Says what a terminal event means to the model as it is now; `None` where it means nothing.
pub fn translate(event: &Event, model: &Model) -> Option<Action> {
    match event {
        Event::Resize(columns, rows) => Some(Action::Resize { columns: *columns, rows: *rows }),
        Event::Key(event) if event.kind != KeyEventKind::Release => key(*event, model),
        Event::Mouse(event) => mouse(*event, model),
        Event::Paste(text) if model.prompt.is_some() => Some(Action::Edit(Edit::Insert(text.clone()))),
        Event::Paste(_) | Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent, model: &Model) -> Option<Action> {
    let key = key_of(event)?;
    if asking::narrows(model)
        && let Some(rows) = rove(key, model)
    {
        return Some(Action::Rove(rows));
    }
    if let (Some(Overlay::Finder(_)), Code::Char('x'), true) = (&model.overlay, key.code, key.ctrl) {
        return Some(Action::RemoveView);
    }
    if let Some(prompt) = &model.prompt {
        // What is typed stays as it is typed: a full-width form is one, and not the key of its ASCII twin.
        return match event.code {
            KeyCode::Char(c) if !key.ctrl && !key.alt => Some(Action::Edit(Edit::Insert(c.to_string()))),
            // crossterm's enum, not ours.
            _ => edit(key, prompt).map(Action::Edit),
        };
    }
    match &model.overlay {
        Some(Overlay::Question(question)) => answer(key, question),
        Some(Overlay::Hints(hints)) => Some(match key.code {
            Code::Enter if hints.several => Action::TakeHints,
            Code::Char(letter) if !key.ctrl && !key.alt && letter != ' ' => Action::HintLetter(letter),
            Code::Char(_)
            | Code::Enter
            | Code::Esc
            | Code::Tab
            | Code::BackTab
            | Code::Backspace
            | Code::Delete
            | Code::Left
            | Code::Right
            | Code::Up
            | Code::Down
            | Code::PageUp
            | Code::PageDown
            | Code::Home
            | Code::End => Action::Dismiss,
        }),
        Some(Overlay::Themes(_)) => choose_theme(key, model),
        Some(Overlay::Finder(_) | Overlay::Help(_)) | None => command(key, model),
    }
}

/// What a key does in the theme picker.
fn choose_theme(key: Key, model: &Model) -> Option<Action> {
    let screen = || themes::sheet(model).map_or(1, |sheet| isize::try_from(sheet.rows).unwrap_or(1).max(1));
    Some(match (key.code, key.ctrl) {
        (Code::Up | Code::BackTab | Code::Char('k'), false) | (Code::Char('p'), true) => Action::RoveThemes(-1),
        (Code::Down | Code::Tab | Code::Char('j'), false) | (Code::Char('n'), true) => Action::RoveThemes(1),
        (Code::PageUp, _) => Action::RoveThemes(-screen()),
        (Code::PageDown, _) => Action::RoveThemes(screen()),
        (Code::Home | Code::Char('g'), false) => Action::RoveThemes(isize::MIN),
        (Code::End | Code::Char('G'), false) => Action::RoveThemes(isize::MAX),
        (Code::Enter | Code::Char(' '), _) => Action::KeepTheme,
        (Code::Esc | Code::Char('q' | 'T'), _) | (Code::Char('c'), true) => Action::Dismiss,
        (Code::Char(_) | Code::Left | Code::Right | Code::Backspace | Code::Delete, _) => return None,
        (Code::Up | Code::Down | Code::Tab | Code::BackTab | Code::Home | Code::End, true) => return None,
    })
}

/// By how many rows a key moves in the list that the input line narrows. Where there is nothing to
/// complete, Tab moves too.
fn rove(key: Key, model: &Model) -> Option<isize> {
    let asked = model.prompt.as_ref().map(|prompt| prompt.asked);
    let is_finder = asked == Some(Asked::Finder);
    let screen = || {
        let rows = match asked {
            Some(Asked::Library | Asked::Filter) => list::rows_per_screen(model),
            Some(Asked::Help) => overlay::help_room(app_page::rows(model)),
            Some(Asked::Finder | Asked::Search | Asked::View) | None => {
                finder::sheet(model).map_or(1, |sheet| usize::from(sheet.rows))
            }
        };
        isize::try_from(rows).unwrap_or(1).max(1)
    };
    match (key.code, key.ctrl) {
        (Code::Up | Code::Down, _) if key.alt && !is_finder => None,
        (Code::Tab | Code::BackTab, _) if asked == Some(Asked::Filter) => None,
        (Code::Up | Code::BackTab, _) | (Code::Char('p' | 'k'), true) => Some(-1),
        (Code::Down | Code::Tab, _) | (Code::Char('n' | 'j'), true) => Some(1),
        (Code::PageUp, _) => Some(-screen()),
        (Code::PageDown, _) => Some(screen()),
        (Code::Char(_) | Code::Enter | Code::Esc | Code::Backspace | Code::Delete, _) => None,
        (Code::Left | Code::Right | Code::Home | Code::End, _) => None,
    }
}

/// What a key does in the input line. What was asked before comes with Alt and an arrow, and with
/// an arrow alone only where nothing has been typed.
fn edit(key: Key, prompt: &Prompt) -> Option<Edit> {
    Some(match (key.code, key.ctrl) {
        (Code::Char('u'), true) => Edit::DeleteToStart,
        (Code::Char('w'), true) => Edit::DeleteWord,
        (Code::Char('a'), true) | (Code::Home, _) => Edit::Home,
        (Code::Char('e'), true) | (Code::End, _) => Edit::End,
        (Code::Char('p'), true) | (Code::Up, _) if key.alt || prompt.recalls() => Edit::Older,
        (Code::Char('n'), true) | (Code::Down, _) if key.alt || prompt.recalls() => Edit::Newer,
        (Code::Char('b'), true) | (Code::Left, _) => Edit::Left,
        (Code::Char('f'), true) | (Code::Right, _) => Edit::Right,
        (Code::Char('h'), true) | (Code::Backspace, _) => Edit::Backspace,
        (Code::Char('d'), true) | (Code::Delete, _) => Edit::Delete,
        (Code::Char('c' | 'g'), true) | (Code::Esc, _) => Edit::Cancel,
        (Code::Enter, _) => Edit::Accept,
        (Code::Tab, _) => Edit::Complete(true),
        (Code::BackTab, _) => Edit::Complete(false),
        (Code::Char(_) | Code::Up | Code::Down | Code::PageUp | Code::PageDown, _) => return None,
    })
}

/// What a key answers to a question: the letter of a choice, or arrows and Enter, which an input method leaves alone.
fn answer(key: Key, question: &Question) -> Option<Action> {
    let last = question.choices.len().saturating_sub(1);
    match key.code {
        Code::Left | Code::Up | Code::BackTab => Some(Action::Choose(question.selected.saturating_sub(1))),
        Code::Right | Code::Down | Code::Tab => Some(Action::Choose((question.selected + 1).min(last))),
        Code::Enter | Code::Char(' ') => Some(Action::Answer(question.selected)),
        Code::Esc | Code::Char('q') => Some(Action::Dismiss),
        Code::Char(letter) => question.choices.iter().position(|choice| choice.letter() == letter).map(Action::Answer),
        Code::Backspace | Code::Delete | Code::PageUp | Code::PageDown | Code::Home | Code::End => None,
    }
}

fn command(key: Key, model: &Model) -> Option<Action> {
    let mut keys = model.pending.clone();
    keys.push(key);
    match model.settings.keys.meaning(model.focus(), &keys) {
        Meaning::Command(command) => Some(Action::Run(command)),
        Meaning::Prefix => Some(Action::Pending(keys)),
        Meaning::Nothing if model.pending.is_empty() => None,
        Meaning::Nothing => Some(Action::Pending(Vec::new())),
    }
}

/// Makes our key of crossterm's; `None` for keys that cannot mean anything.
pub fn key_of(event: KeyEvent) -> Option<Key> {
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::Insert
        | KeyCode::F(_)
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { ctrl, alt, ..Key::plain(code) })
}

fn mouse(event: MouseEvent, model: &Model) -> Option<Action> {
    if let Some(Overlay::Finder(it)) = &model.overlay {
        return finder_mouse(event, model, it);
    }
    if let Some(Overlay::Themes(_)) = &model.overlay {
        return theme_mouse(event, model);
    }
    let panes = model.panes().filter(|_| model.prompt.is_none())?;
    if let Some(action) = held(event, model, &panes) {
        return Some(action);
    }
    let over = match &model.overlay {
        Some(Overlay::Help(_)) => Focus::Help,
        Some(Overlay::Question(_) | Overlay::Hints(_) | Overlay::Finder(_) | Overlay::Themes(_)) => return None,
        None if model.focus() == Focus::Closeup => Focus::Closeup,
        None => pane_at(&panes, event.column, event.row)?,
    };
    // Terminals without a sideways wheel have Shift for it.
    let sideways = event.modifiers.contains(KeyModifiers::SHIFT);
    match event.kind {
        MouseEventKind::ScrollRight => Some(Action::Slide { pane: over, right: true }),
        MouseEventKind::ScrollLeft => Some(Action::Slide { pane: over, right: false }),
        MouseEventKind::ScrollDown if sideways => Some(Action::Slide { pane: over, right: true }),
        MouseEventKind::ScrollUp if sideways => Some(Action::Slide { pane: over, right: false }),
        MouseEventKind::ScrollDown => Some(Action::Wheel(over, WHEEL)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(over, -WHEEL)),
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(place_at(model, over, event.column, event.row))),
        MouseEventKind::Down(_) | MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved => None,
    }
}

/// What holding the button does wherever the mouse is by then, also outside the panes; pressing it on a divider begins that.
fn held(event: MouseEvent, model: &Model, panes: &panes::Panes) -> Option<Action> {
    let at = (event.column, event.row);
    let bare = model.overlay.is_none() && model.focus() != Focus::Closeup;
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) if bare => {
            divider_at(panes, at).map(|pane| Action::Click(Place::Divider(pane)))
        }
        MouseEventKind::Drag(MouseButton::Left) if bare => {
            let place = match model.grip {
                Some(Grip::Text(_)) => page::cell_at(model, at.0, at.1).map(Place::Text),
                Some(Grip::Divider(_)) | None => {
                    pane_at(panes, at.0, at.1).map(|pane| place_at(model, pane, at.0, at.1))
                }
            };
            Some(Action::Drag { place, column: event.column })
        }
        MouseEventKind::Up(MouseButton::Left) => Some(Action::Release),
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollDown
        | MouseEventKind::ScrollUp
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

/// The pane whose divider is under a cell: the one on the left of the rule; that of the outline is on its left.
fn divider_at(panes: &panes::Panes, (column, row): (u16, u16)) -> Option<Focus> {
    let is_under = |pane: &Focus| panes.slot(*pane).is_some_and(|slot| slot.x.checked_sub(1) == Some(column));
    let right = panes.row().find(is_under).filter(|_| row < panes.rows && pane_at(panes, column, row).is_none())?;
    let left = || panes.row().take_while(|&pane| pane != right).last();
    if right == Focus::Outline { Some(right) } else { left() }
}

/// In the theme picker the wheel moves the cursor wherever the mouse is; a click tries a theme on, a second one keeps it, one
/// beside the sheet leaves it.
fn theme_mouse(event: MouseEvent, model: &Model) -> Option<Action> {
    match event.kind {
        MouseEventKind::ScrollDown => Some(Action::RoveThemes(1)),
        MouseEventKind::ScrollUp => Some(Action::RoveThemes(-1)),
        MouseEventKind::Down(MouseButton::Left) => match ui_themes::place_at(model, event.column, event.row) {
            ui_themes::At::Row(row) => Some(Action::Click(Place::ThemeRow(row))),
            ui_themes::At::Sheet => None,
            ui_themes::At::Beside => Some(Action::Dismiss),
        },
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

/// In the finder a click chooses, the wheel moves the cursor, wherever the mouse is.
fn finder_mouse(event: MouseEvent, model: &Model, it: &finder::Finder) -> Option<Action> {
    match event.kind {
        MouseEventKind::ScrollDown => Some(Action::Rove(1)),
        MouseEventKind::ScrollUp => Some(Action::Rove(-1)),
        MouseEventKind::Down(MouseButton::Left) => {
            ui_finder::row_at(model, it, event.row).map(|row| Action::Click(Place::FinderRow(row)))
        }
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

/// The pane under a cell: a drawer before what it covers.
fn pane_at(panes: &panes::Panes, column: u16, row: u16) -> Option<Focus> {
    let candidates = panes.drawer.into_iter().chain(panes.row());
    let inside = |focus: &Focus| panes.slot(*focus).is_some_and(|slot| (slot.x..slot.end()).contains(&column));
    (row < panes.rows).then(|| candidates.into_iter().find(inside)).flatten()
}

fn place_at(model: &Model, pane: Focus, column: u16, row: u16) -> Place {
    let place = match pane {
        Focus::List => ui_list::row_at(model, row).map(Place::Row),
        Focus::Page => page::text_at(model, column, row).map(Place::Text),
        Focus::Outline => outline::row_at(model, row).map(Place::OutlineRow),
        Focus::Facets => facets::row_at(model, row).map(Place::FacetRow),
        Focus::Closeup | Focus::Help => None,
    };
    place.unwrap_or(Place::Pane(pane))
}
