//! How the program looks while it runs: the theme that is tried on and kept, the dividers, the outline beside the page.

use crate::screens::{POSTS, reader, stage::Stage};
use crossterm::event::MouseEventKind;
use yundu::app::themes::Offer;
use yundu::app::{Action, Effect, Focus, Place, Settings};
use yundu::reading::{Note, PaneWidths, Setting};
use yundu::strings::Lang;
use yundu::text::SafeStr;

fn settings(decided: Option<&'static str>) -> Settings {
    let offer = |name: &str| Offer { name: name.to_owned(), problem: None };
    let broken = Offer { name: "mine".to_owned(), problem: Some(SafeStr::literal("line 3: red is no colour")) };
    let themes = vec![offer("auto"), offer("dark"), offer("light"), broken, offer("own")];
    Settings { lang: Lang::En, themes, theme_decided: decided.map(SafeStr::literal), ..Settings::default() }
}

/// What the shell was asked to show, in order; what was kept; what is told.
#[track_caller]
fn check_theme(decided: Option<&'static str>, keys: &str, shown: &[&str], kept: Option<&str>, told: &str) -> Stage {
    let mut stage = Stage::new(settings(decided), POSTS, 80, 24);
    stage.keys(keys);
    let asked: Vec<String> = shown.iter().map(|name| format!("Theme({name:?})")).collect();
    assert_eq!(stage.asked, asked, "{keys}");
    let note = |effect: &Effect| match effect {
        Effect::Note(Note::Setting(Setting::Theme(name))) => Some(name.clone()),
        _ => None,
    };
    assert_eq!(stage.kept.iter().find_map(note).as_deref(), kept, "{keys}");
    assert_eq!(stage.model.notice.as_deref().unwrap_or_default(), told, "{keys}");
    stage
}

#[test]
fn a_theme_is_tried_on_and_kept_or_put_back() {
    check_theme(None, "T", &[], None, "");
    check_theme(None, "T j", &["dark"], None, "");
    check_theme(None, "T j j enter", &["dark", "light"], Some("light"), "theme: light");
    check_theme(None, "T j j esc", &["dark", "light", "auto"], None, "");
    check_theme(None, "T down down up space", &["dark", "light", "dark"], Some("dark"), "theme: dark");
    check_theme(None, "T end", &["own"], None, "");
    check_theme(None, "T enter", &[], Some("auto"), "theme: as the terminal");
    // One that is broken cannot be worn; the keys of the reader do nothing else meanwhile.
    check_theme(None, "T j j j", &["dark", "light", "auto"], None, "");
    check_theme(None, "T j j j enter", &["dark", "light", "auto"], None, "line 3: red is no colour");
    check_theme(None, "T j r s x esc", &["dark", "auto"], None, "");
    let decided = Some("config.yaml (theme)");
    let told = "theme: dark; at the next start config.yaml (theme) decides again";
    check_theme(decided, "T j enter", &["dark"], Some("dark"), told);
}

#[test]
fn the_picker_shows_the_page_beside_it_and_why_a_theme_is_none() {
    let stage = check_theme(None, "enter T j j j", &["dark", "light", "auto"], None, "");
    let text = stage.text();
    let last: Vec<&str> = text.lines().rev().take(14).collect();
    assert!(last.iter().any(|line| line.starts_with(" line 3: red is no colour")), "{text}");
    assert!(last.iter().any(|line| line.trim_start().len() > 40), "the page is seen: {text}");
    assert!(text.contains("* as the terminal"), "{text}");
    for (columns, rows) in [(20, 5), (20, 8), (40, 12), (200, 50)] {
        let mut stage = Stage::new(settings(None), POSTS, 120, 50);
        stage.keys("T end");
        stage.resize(columns, rows);
        let (_, cursor) = stage.surface();
        assert!(cursor.is_some_and(|at| at.y < rows - 1), "the cursor is seen at {columns}x{rows}:\n{}", stage.text());
    }
}

#[test]
fn the_mouse_tries_a_theme_on_and_keeps_it() {
    let mut stage = Stage::new(settings(None), POSTS, 80, 24);
    stage.keys("T");
    let row = stage.text().lines().position(|line| line.ends_with("light")).unwrap();
    let row = u16::try_from(row).unwrap();
    stage.click(60, row);
    assert_eq!((stage.asked.last().unwrap().as_str(), stage.model.theme.as_str()), ("Theme(\"light\")", "auto"));
    stage.mouse(MouseEventKind::ScrollUp, 1, 1).mouse(MouseEventKind::ScrollDown, 1, 1).click(60, row);
    assert_eq!((stage.model.theme.as_str(), stage.model.overlay.is_some()), ("light", false));
    // A press beside the sheet leaves it.
    stage.keys("T k").click(3, 3);
    assert_eq!((stage.asked.last().unwrap().as_str(), stage.model.overlay.is_some()), ("Theme(\"light\")", false));
}

#[test]
fn a_theme_that_was_kept_is_worn_at_the_next_start_unless_somebody_decides() {
    let mut before = Stage::new(settings(None), POSTS, 80, 24);
    before.keys("T j j enter");
    let check = |settings: Settings, worn: &[&str]| {
        let stage = Stage::come_back(settings, POSTS, &before);
        assert_eq!(stage.asked, worn.iter().map(|name| format!("Theme({name:?})")).collect::<Vec<_>>());
    };
    check(settings(None), &["light"]);
    check(settings(Some("--theme")), &[]);
    // It is gone, or broken since.
    check(Settings { themes: Vec::new(), ..settings(None) }, &[]);
    let mut broken = settings(None);
    broken.themes[2].problem = Some(SafeStr::literal("broken"));
    check(broken, &[]);
}

/// What lies over the panes may be replaced at any moment: a theme that was only tried on goes with it.
#[test]
fn a_theme_that_was_tried_on_goes_with_the_picker() {
    let mut stage = Stage::new(settings(None), POSTS, 80, 24);
    stage.keys("T j");
    stage.act(Action::Opened(yundu::app::Opening::NoBrowser("https://example.org/".to_owned())));
    assert_eq!(stage.asked, ["Theme(\"dark\")", "Theme(\"auto\")"]);
}

// ---- the dividers --------------------------------------------------------------------------------------------------

/// The widths of the panes that stand side by side.
fn widths(stage: &Stage) -> Vec<u16> {
    let panes = stage.model.panes().unwrap();
    panes.row().map(|pane| panes.slot(pane).unwrap().width).collect()
}

/// Presses a cell, moves to each of the columns, and lets go.
fn drag(stage: &mut Stage, from: u16, to: &[u16]) {
    let cells: Vec<(u16, u16)> = std::iter::once((from, 5)).chain(to.iter().map(|&column| (column, 7))).collect();
    stage.drag(&cells);
}

#[track_caller]
fn check_drag(columns: u16, from: u16, to: &[u16], expected: &[u16]) {
    let mut stage = reader(Lang::En, columns, 24);
    let kept = stage.kept.len();
    drag(&mut stage, from, to);
    assert_eq!(widths(&stage), expected, "{columns}: {from} {to:?}");
    let page = stage.model.page.as_ref().unwrap();
    let wanted = yundu::app::panes::column(stage.model.panes().unwrap().page.unwrap(), 80).width;
    assert_eq!(page.measure, usize::from(wanted), "the page is set to its pane");
    let notes = stage.kept[kept..].iter().filter(|it| matches!(it, Effect::Note(Note::Setting(_))));
    assert!(notes.count() <= 1, "what is dragged is kept once");
    let again = Stage::come_back(Settings { lang: Lang::En, ..Settings::default() }, POSTS, &stage);
    assert_eq!(widths(&again), expected, "and is so at the next start");
}

#[test]
fn a_divider_is_dragged_as_far_as_the_panes_allow() {
    check_drag(120, 38, &[39, 45, 50], &[50, 69]);
    check_drag(120, 38, &[90], &[63, 56]);
    check_drag(120, 38, &[2], &[16, 103]);
    check_drag(120, 38, &[50, 38], &[38, 81]);
    check_drag(200, 24, &[30], &[30, 44, 95, 28]);
    check_drag(200, 24, &[150], &[69, 44, 56, 28]);
    check_drag(200, 69, &[60], &[24, 35, 110, 28]);
    check_drag(200, 171, &[150], &[24, 44, 80, 49]);
    check_drag(200, 171, &[199], &[24, 44, 113, 16]);
    // No divider: nothing moves.
    check_drag(120, 37, &[60], &[38, 81]);
}

#[test]
fn a_divider_that_is_pressed_twice_goes_back() {
    let mut stage = reader(Lang::En, 200, 24);
    drag(&mut stage, 69, &[60]);
    drag(&mut stage, 24, &[30]);
    assert_eq!(widths(&stage), [30, 35, 104, 28]);
    drag(&mut stage, 66, &[]);
    assert_eq!(widths(&stage), [30, 35, 104, 28], "once is an accident");
    stage.click(10, 5);
    drag(&mut stage, 66, &[]);
    assert_eq!(widths(&stage), [30, 35, 104, 28], "not twice in a row");
    drag(&mut stage, 66, &[]);
    assert_eq!(widths(&stage), [30, 44, 95, 28]);
    stage.keys("g w");
    assert_eq!(widths(&stage), [24, 44, 101, 28]);
}

#[test]
fn the_keys_make_the_pane_wider_and_narrower() {
    let check = |columns: u16, keys: &str, expected: &[u16]| {
        let mut stage = reader(Lang::En, columns, 24);
        stage.keys(keys);
        assert_eq!(widths(&stage), expected, "{columns}: {keys}");
    };
    check(120, "> >", &[42, 77]);
    check(120, "< < <", &[32, 87]);
    check(120, "enter >", &[36, 83]);
    check(120, "enter <", &[40, 79]);
    check(120, &"> ".repeat(40), &[63, 56]);
    check(120, &"< ".repeat(40), &[16, 103]);
    check(200, "t >", &[26, 44, 99, 28]);
    check(200, "\\ >", &[24, 44, 99, 30]);
    check(80, "t >", &[34, 45]);
    check(80, ">", &[80]);
    check(80, "enter >", &[80]);
    check(120, "z >", &[120]);
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys(">");
    assert_eq!(stage.model.notice.as_deref(), Some("no pane here to make wider or narrower"));
}

#[test]
fn widths_are_kept_over_sizes_where_they_have_no_room() {
    let mut stage = reader(Lang::En, 200, 24);
    drag(&mut stage, 69, &[90]);
    stage.resize(120, 24);
    assert_eq!(widths(&stage), [63, 56]);
    stage.resize(80, 24).resize(200, 24);
    assert_eq!(widths(&stage), [24, 65, 80, 28]);
    assert_eq!(stage.model.pane_widths, PaneWidths { list: Some(65), ..PaneWidths::default() });
}

#[test]
fn a_divider_is_the_cell_between_two_panes() {
    let stage = reader(Lang::En, 200, 24);
    let check = |column, expected| assert_eq!(stage.place_at(column, 5), Some(expected), "{column}");
    check(24, Place::Divider(Focus::Facets));
    check(69, Place::Divider(Focus::List));
    check(171, Place::Divider(Focus::Outline));
    assert_eq!(stage.place_at(69, 23), None, "the status line has none");
    // A drawer covers what lies under it.
    let mut stage = reader(Lang::En, 120, 24);
    stage.keys("\\");
    assert_eq!(stage.place_at(38, 5), Some(Place::Divider(Focus::List)));
    stage.keys("esc t");
    assert_ne!(stage.place_at(37, 5), Some(Place::Divider(Focus::List)));
}

// ---- the outline ---------------------------------------------------------------------------------------------------

/// A post of many headings, each with a screen of text and a link.
fn long() -> String {
    let section =
        |n: usize| format!("### 第 {n} 条\n\n{}[链接 {n}](https://example.org/{n})\n\n", "字。\n\n".repeat(8));
    format!("---\ntitle: 长\ndate: 2026-02-01\n---\n\n{}", (1..=30).map(section).collect::<String>())
}

/// The row of the outline that is marked as the one at hand.
fn marked(stage: &Stage) -> String {
    let text = stage.text();
    let marked = text.lines().filter_map(|line| line.rsplit('│').next()).filter(|row| row.contains(['▏', '▌']));
    let marked: Vec<&str> = marked.map(|row| row.trim_start_matches(['▏', '▌', ' ']).trim_end()).collect();
    assert_eq!(marked.len(), 1, "{text}");
    marked[0].to_owned()
}

#[test]
fn the_outline_follows_the_page() {
    let text = long();
    let check = |keys: &[&str], expected: &str| {
        let settings = Settings { lang: Lang::En, ..Settings::default() };
        let mut stage = Stage::new(settings, &[("long.md", &text)], 200, 20);
        stage.keys("enter");
        for keys in keys {
            match keys.strip_prefix('"') {
                Some(typed) => stage.types(typed),
                None => stage.keys(keys),
            };
        }
        assert_eq!(marked(&stage), expected, "{keys:?}");
    };
    check(&["] ] ]"], "第 3 条");
    check(&["] ] ] ["], "第 2 条");
    check(&["G ]"], "第 30 条");
    check(&["pgdn pgdn pgdn pgdn pgdn pgdn pgdn pgdn pgdn"], "第 8 条");
    // A heading that was gone to is left behind by a search that leads elsewhere, and by links.
    check(&["] ] /", "\"第 20", "enter"], "第 19 条");
    check(&["] ] /", "\"第 20", "enter ]"], "第 20 条");
    check(&["] ] G"], "第 30 条");
}

#[test]
fn the_outline_follows_the_wheel_while_it_has_the_focus() {
    let text = long();
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut stage = Stage::new(settings, &[("long.md", &text)], 200, 20);
    stage.keys("enter \\");
    for _ in 0..80 {
        stage.mouse(MouseEventKind::ScrollDown, 100, 5);
    }
    let here = stage.model.outline.cursor;
    assert!(here > 20, "the cursor stands at {here}");
    assert!(marked(&stage).starts_with('第'));
    stage.keys("j j k");
    assert_eq!(stage.model.outline.cursor, here + 1, "the keys move on from there");
}
