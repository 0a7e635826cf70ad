//! No size and no sequence of commands makes the reader panic, and no wide cluster is ever cut in two.

use super::{POSTS, reader};
use proptest::prelude::*;
use yundu::app::mouse::Cell;
use yundu::app::prompt::Edit;
use yundu::app::{Action, COMMANDS, Focus, Place};
use yundu::strings::Lang;

fn action() -> impl Strategy<Value = Action> {
    let command = (0..COMMANDS.len()).prop_map(|index| Action::Run(COMMANDS[index].command));
    let size = (0..300u16, 0..300u16).prop_map(|(columns, rows)| Action::Resize { columns, rows });
    let text = "\\PC{0,3}".prop_map(|text| Action::Edit(Edit::Insert(text)));
    let edits = [Edit::Accept, Edit::Cancel, Edit::Backspace, Edit::DeleteWord, Edit::Older, Edit::Left];
    let edit = (0..edits.len()).prop_map(move |index| Action::Edit(edits[index].clone()));
    let place = (0..6usize, 0..40usize).prop_map(|(kind, n)| {
        Action::Click(match kind {
            0 => Place::Row(n),
            1 => Place::Text(Cell { line: n, cell: n }),
            2 => Place::OutlineRow(n),
            3 => Place::FacetRow(n),
            4 => Place::Pane(Focus::Page),
            _ => Place::Pane(Focus::Help),
        })
    });
    let answer = prop_oneof![
        (0..4usize).prop_map(Action::Answer),
        (0..4usize).prop_map(Action::Choose),
        proptest::char::range('a', 'z').prop_map(Action::HintLetter),
        Just(Action::Dismiss),
        Just(Action::TakeHints),
    ];
    let drag = (0..60usize, 0..90usize, 0..90u16).prop_map(|(line, cell, column)| {
        let place = (column > 0).then_some(Place::Text(Cell { line, cell }));
        if column % 3 == 1 { Action::Release } else { Action::Drag { place, column } }
    });
    let wheel = (-9..9i16).prop_map(|lines| Action::Wheel(Focus::Page, lines));
    prop_oneof![6 => command, 1 => size, 2 => text, 1 => edit, 1 => place, 1 => answer, 1 => wheel, 2 => drag]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_size_and_any_commands_draw(columns in 0..300u16, rows in 0..300u16, actions in prop::collection::vec(action(), 0..24)) {
        let mut stage = reader(Lang::Zh, columns, rows);
        for action in actions {
            stage.act(action);
            stage.surface();
        }
        stage.load(2, &POSTS[1..]);
        stage.surface();
    }
}
