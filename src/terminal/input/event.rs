//! What one whole sequence means. termina's parser knows the sequences; its events become crossterm's, which the key map knows.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use termina::event as termina_event;
use termina::{Event as TerminaEvent, Parser};

/// Reads one sequence; `None` for one that means nothing to us.
pub(super) fn read(sequence: &[u8]) -> Option<Event> {
    // An introducer after which nothing came is Alt with that character.
    if let [0x1b, character @ (b'[' | b']' | b'O' | b'P' | b'_' | b'^' | b'X')] = sequence {
        let Event::Key(key) = read(&[*character])? else { return None };
        return Some(Event::Key(KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT)));
    }
    // Introducers at which the parser gives up halfway, so that it would take the rest for characters.
    if matches!(sequence, [0x1b, b'[', b';' | b':' | b'>' | b'=' | b'?', ..]) {
        return None;
    }
    let mut parser = Parser::default();
    parser.parse(sequence, false);
    let event = parser.pop()?;
    match parser.pop() {
        None => convert(event),
        Some(_) => None,
    }
}

fn convert(event: TerminaEvent) -> Option<Event> {
    match event {
        TerminaEvent::Key(key) => convert_key(key).map(Event::Key),
        TerminaEvent::Mouse(mouse) => Some(Event::Mouse(convert_mouse(mouse))),
        TerminaEvent::Paste(text) => Some(Event::Paste(text)),
        TerminaEvent::WindowResized(_)
        | TerminaEvent::FocusIn
        | TerminaEvent::FocusOut
        | TerminaEvent::Csi(_)
        | TerminaEvent::Osc(_)
        | TerminaEvent::Dcs(_) => None,
    }
}

/// Leaves out releases and keys that are only modifiers, locks or media: nothing is bound to them.
fn convert_key(key: termina_event::KeyEvent) -> Option<KeyEvent> {
    use termina_event::KeyCode as Code;
    let code = match key.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(number) => KeyCode::F(number),
        Code::KeypadBegin
        | Code::CapsLock
        | Code::ScrollLock
        | Code::NumLock
        | Code::PrintScreen
        | Code::Pause
        | Code::Menu
        | Code::Null
        | Code::Modifier(_)
        | Code::Media(_) => return None,
    };
    let kind = match key.kind {
        termina_event::KeyEventKind::Press => KeyEventKind::Press,
        termina_event::KeyEventKind::Repeat => KeyEventKind::Repeat,
        termina_event::KeyEventKind::Release => return None,
    };
    Some(KeyEvent::new_with_kind(code, convert_modifiers(key.modifiers), kind))
}

fn convert_modifiers(modifiers: termina_event::Modifiers) -> KeyModifiers {
    use termina_event::Modifiers as From;
    let pairs = [
        (From::SHIFT, KeyModifiers::SHIFT),
        (From::ALT, KeyModifiers::ALT),
        (From::CONTROL, KeyModifiers::CONTROL),
        (From::SUPER, KeyModifiers::SUPER),
        (From::HYPER, KeyModifiers::HYPER),
        (From::META, KeyModifiers::META),
    ];
    pairs.into_iter().filter(|(from, _)| modifiers.contains(*from)).map(|(_, to)| to).collect()
}

fn convert_mouse(mouse: termina_event::MouseEvent) -> MouseEvent {
    use termina_event::MouseEventKind as Kind;
    let kind = match mouse.kind {
        Kind::Down(button) => MouseEventKind::Down(convert_button(button)),
        Kind::Up(button) => MouseEventKind::Up(convert_button(button)),
        Kind::Drag(button) => MouseEventKind::Drag(convert_button(button)),
        Kind::Moved => MouseEventKind::Moved,
        Kind::ScrollDown => MouseEventKind::ScrollDown,
        Kind::ScrollUp => MouseEventKind::ScrollUp,
        Kind::ScrollLeft => MouseEventKind::ScrollLeft,
        Kind::ScrollRight => MouseEventKind::ScrollRight,
    };
    MouseEvent { kind, column: mouse.column, row: mouse.row, modifiers: convert_modifiers(mouse.modifiers) }
}

fn convert_button(button: termina_event::MouseButton) -> MouseButton {
    match button {
        termina_event::MouseButton::Left => MouseButton::Left,
        termina_event::MouseButton::Right => MouseButton::Right,
        termina_event::MouseButton::Middle => MouseButton::Middle,
    }
}
