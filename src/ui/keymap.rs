//! Terminal events to actions: keys by the live key map, the mouse by what lies under it.

use crate::app::action::{Action, Place};
use crate::app::key::{Code, Key, Meaning};
use crate::app::{Focus, Model, panes};
use crate::ui::list;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// How many lines one turn of the wheel moves.
const WHEEL: i16 = 3;

/// Says what a terminal event means to the model as it is now; `None` where it means nothing.
pub fn translate(event: &Event, model: &Model) -> Option<Action> {
    match event {
        Event::Resize(columns, rows) => Some(Action::Resize { columns: *columns, rows: *rows }),
        Event::Key(event) if event.kind != KeyEventKind::Release => key(key_of(*event)?, model),
        Event::Mouse(event) => mouse(*event, model),
        Event::Paste(_) | Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(key: Key, model: &Model) -> Option<Action> {
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
    let panes = model.panes()?;
    let over = pane_at(&panes, event.column, event.row)?;
    match event.kind {
        MouseEventKind::ScrollDown => Some(Action::Wheel(over, WHEEL)),
        MouseEventKind::ScrollUp => Some(Action::Wheel(over, -WHEEL)),
        MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(place_at(model, over, event.column, event.row))),
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
        Focus::List => list::row_at(model, row).map(Place::Row),
        Focus::Page => super::page::link_at(model, column, row).map(Place::Link),
        Focus::Facets | Focus::Outline | Focus::Help => None,
    };
    place.unwrap_or(Place::Pane(pane))
}
