//! Terminal events to actions: input methods, key releases, pastes, prefixes, the mouse.

use super::reader;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};
use yundu::app::overlay::Overlay;
use yundu::app::prompt::Asked;
use yundu::app::{Action, Command, Focus};
use yundu::strings::Lang;
use yundu::ui::keymap::translate;

fn press(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

#[test]
fn full_width_marks_count_as_their_ascii_ones() {
    let stage = reader(Lang::Zh, 120, 24);
    let check = |c, command| assert_eq!(translate(&press(KeyCode::Char(c)), &stage.model), command, "{c}");
    check('？', Some(Action::Run(Command::Help)));
    check('／', Some(Action::Run(Command::Search)));
    check('＝', Some(Action::Run(Command::Query)));
    check('\u{3000}', Some(Action::Run(Command::ReadOn)));
    check('云', None);
}

#[test]
fn shift_makes_a_capital_where_the_terminal_has_not() {
    let stage = reader(Lang::Zh, 120, 24);
    for c in ['g', 'G'] {
        let event = Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::SHIFT));
        assert_eq!(translate(&event, &stage.model), Some(Action::Run(Command::Bottom)));
    }
}

#[test]
fn releases_mean_nothing_and_repeats_are_presses() {
    let stage = reader(Lang::Zh, 120, 24);
    let event = |kind| Event::Key(KeyEvent { kind, ..KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE) });
    assert_eq!(translate(&event(KeyEventKind::Release), &stage.model), None);
    assert_eq!(translate(&event(KeyEventKind::Repeat), &stage.model), Some(Action::Run(Command::Down)));
}

#[test]
fn a_prefix_waits_for_its_second_key_and_gives_up_on_a_wrong_one() {
    let mut stage = reader(Lang::En, 120, 24);
    stage.keys("y");
    assert!(stage.text().lines().last().unwrap().contains("copy the link"), "the keys that can follow are named");
    stage.keys("x");
    assert_eq!(stage.model.pending, []);
    assert_eq!(stage.asked, Vec::<String>::new());
}

#[test]
fn what_is_typed_stays_as_it_is_typed() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter /").types("先？q");
    stage.event(Event::Paste("粘\u{1b}贴\n".to_owned()));
    stage.keys("left left");
    let prompt = stage.model.prompt.as_ref().unwrap();
    assert_eq!((prompt.asked, prompt.text.as_str()), (Asked::Search, "先？q粘␛贴 "));
    assert_eq!(prompt.head(), "先？q粘␛");
    stage.keys("ctrl-u").types("a b").keys("end ctrl-w");
    assert_eq!(stage.model.prompt.as_ref().unwrap().text, "a ");
    // The cursor of the terminal stands in the input line, where an input method opens its window.
    let (_, cursor) = stage.surface();
    assert_eq!(cursor.unwrap().y, 23);
}

#[test]
fn the_history_of_searches_comes_back_with_the_arrow() {
    let mut stage = reader(Lang::Zh, 80, 24);
    for query in ["探针", "网关", "探针"] {
        stage.keys("/").types(query).keys("enter");
    }
    stage.keys("/ up");
    assert_eq!(stage.model.prompt.as_ref().unwrap().text, "探针");
    stage.keys("up up");
    assert_eq!(stage.model.prompt.as_ref().unwrap().text, "网关");
    stage.keys("down down");
    assert_eq!(stage.model.prompt.as_ref().unwrap().text, "");
}

#[test]
fn the_wheel_moves_the_pane_under_it() {
    let mut stage = reader(Lang::Zh, 120, 10);
    stage.keys("l").mouse(MouseEventKind::ScrollDown, 80, 3);
    assert_eq!((stage.model.page.as_ref().unwrap().top, stage.model.list.top), (3, 0));
    stage.mouse(MouseEventKind::ScrollDown, 5, 3);
    assert_eq!((stage.model.page.as_ref().unwrap().top, stage.model.list.top), (3, 1));
    assert_eq!(stage.model.focus(), Focus::Page, "the focus stays where it was");
    assert_eq!(stage.model.list.selected, 0, "and the page shows what it showed");
    // In the list that has the focus the selected row comes along, and with it the page.
    stage.keys("h").mouse(MouseEventKind::ScrollDown, 5, 3);
    assert_eq!((stage.model.list.top, stage.model.list.selected), (1, 1));
    assert_eq!(stage.model.open_post(), Some(1));
}

#[test]
fn the_wheel_moves_facets_and_outline_without_the_focus() {
    let mut stage = reader(Lang::Zh, 200, 10);
    for column in [5, 190] {
        let before = stage.text();
        stage.mouse(MouseEventKind::ScrollDown, column, 3);
        let after = stage.text();
        assert_ne!(before, after, "{column}");
        stage.mouse(MouseEventKind::ScrollUp, column, 3);
        assert_eq!(stage.text(), before, "{column}");
    }
    stage.mouse(MouseEventKind::ScrollDown, 5, 3).keys("t j");
    assert!(stage.surface().1.is_some(), "a key brings the cursor back into sight");
}

#[test]
fn a_click_opens_a_row_and_closes_a_drawer() {
    let mut stage = reader(Lang::Zh, 120, 24);
    stage.click(5, 9);
    assert_eq!(stage.model.list.selected, 1);
    stage.keys("\\").click(60, 3);
    assert_eq!(stage.model.focus(), Focus::Page);
    stage.keys("?").click(60, 3);
    assert!(matches!(stage.model.overlay, Some(Overlay::Help(_))));
}

#[test]
fn the_help_can_be_searched_in_both_languages() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("? /").types("复制").keys("enter");
    let text = stage.text();
    assert!(text.contains("y l") && text.contains("copy the link") && !text.contains("half a screen"), "{text}");
    stage.keys("esc");
    assert_eq!(stage.model.focus(), Focus::List);
    stage.keys("? /").types("子域名").keys("enter");
    let text = stage.text();
    assert!(text.contains("source:kubernetes.io") && !text.contains("has:code") && !text.contains("copy"), "{text}");
}
