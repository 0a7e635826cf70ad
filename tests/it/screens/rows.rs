//! The selected row of every list is on the screen, whole, at every height and after every way to
//! get there. What is looked at is the drawn screen: the rows on the ground of what is selected.

use super::stage::Stage;
use crossterm::event::MouseEventKind;
use ratatui::layout::Position;
use ratatui::style::Color;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;
use yundu::app::list::List;
use yundu::app::overlay::Overlay;
use yundu::app::themes::Offer;
use yundu::app::{Focus, Settings, Viewport};
use yundu::store::{self, Source};
use yundu::strings::Lang;
use yundu::ui::theme::Part;

/// Path and text of the posts that are compiled in, and of some that are made to be awkward, newest
/// first.
pub fn library() -> Vec<(&'static str, &'static str)> {
    static POSTS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let posts = POSTS.get_or_init(|| {
        let library = store::load(&Source::BuiltIn, 1).unwrap();
        let read = |(at, post): (usize, &yundu::post::Post)| (post.path.to_string(), library.read(at).unwrap());
        library.posts.iter().enumerate().map(read).collect()
    });
    posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// Titles of one line and of more than two, months that change at every row and at none, a broken
/// post and one without a date.
const AWKWARD: &[(&str, &str)] = &[
    ("a.md", "---\ntitle: 一\ndate: 2026-02-06\n---\n\n网关\n"),
    (
        "b.md",
        "---\ntitle: A title that goes on and on, over the first line and the second, and then still further, so that the rest is cut off\ndate: 2026-02-06\n---\n\n## 网关之一\n\n文\n\n[来源](https://a.example/)\n\n## 网关之二\n\n文\n\n## 网关之三\n\n文\n",
    ),
    ("c.md", "---\ntitle: 三\ndate: 2026-02-02\n---\n\n网关\n"),
    ("d.md", "---\ntitle: [四\ndate: 2026-01-02\n---\n\n网关\n"),
    (
        "e.md",
        "---\ntitle: 五，写得很长很长的一个标题，长到四十列的终端里一定要占两行才放得下，再长一点就只好截断了，真的\ndate: 2026-01-01\n---\n\n网关\n",
    ),
    ("f.md", "---\ntitle: 六\ndate: 2025-12-01\n---\n\n网关\n"),
    ("g.md", "---\ntitle: 七\ndate: 2025-12-01\n---\n\n网关\n"),
    ("h.md", "---\ntitle: 八\ndate: 2025-11-01\n---\n\n网关\n"),
    ("i.md", "网关\n"),
];

/// A reader of some posts at a size. To begin is not cheap, and every test begins many times.
fn reader(posts: &[(&str, &str)], lang: Lang, (columns, rows): (u16, u16)) -> Stage {
    thread_local!(static BEGUN: RefCell<Vec<(usize, Lang, Stage)>> = const { RefCell::new(Vec::new()) });
    BEGUN.with_borrow_mut(|begun| {
        if !begun.iter().any(|(count, of, _)| (*count, *of) == (posts.len(), lang)) {
            let names = ["auto", "dark", "light", "high-contrast", "plain", "mine", "yours", "theirs"];
            let themes = names.map(|name| Offer { name: name.to_owned(), problem: None }).to_vec();
            let mut stage = Stage::new(Settings { lang, themes, ..Settings::default() }, posts, 80, 24);
            stage.survey(posts);
            begun.push((posts.len(), lang, stage));
        }
        let (.., stage) = begun.iter().find(|(count, of, _)| (*count, *of) == (posts.len(), lang)).unwrap();
        let mut stage = stage.clone();
        stage.resize(columns, rows);
        stage
    })
}

/// The rows of the screen that stand on the ground of what is selected, within some columns and
/// rows.
fn selected(stage: &Stage, columns: Range<u16>, rows: Range<u16>) -> Vec<String> {
    let surface = stage.drawn().0;
    let cell = |x, y| surface.buffer.cell(Position::new(x, y)).unwrap();
    let on_ground = |y: &u16| columns.clone().any(|x| cell(x, *y).bg == Color::Rgb(255, 255, 255));
    // The first cells hold the bar and the sign of what is unread, which change on the way.
    let text = |y| columns.clone().skip(4).map(|x| cell(x, y).symbol()).collect::<String>().trim_end().to_owned();
    rows.filter(on_ground).map(text).collect()
}

/// What the selected row of the list looks like where there is room for everything.
fn want(stage: &Stage) -> Vec<String> {
    let mut model = stage.model.clone();
    let slot = model.panes().unwrap().list.unwrap();
    (model.overlay, model.prompt) = (None, None);
    model.viewport.rows = 30;
    model.list = List { top: model.list.selected, ..model.list };
    let mut tall = Stage::new(Settings::default(), &[], 20, 5);
    tall.model = model;
    selected(&tall, slot.x..slot.end(), 0..29)
}

/// The selected row of the list is whole; where there is no room for that, as much of it as there
/// is room for. `covered` rows above the status line are not the list's.
#[track_caller]
fn check_list(stage: &Stage, known: &mut HashMap<usize, Vec<String>>, covered: u16, after: &str) {
    let Viewport { columns, rows } = stage.model.viewport;
    let slot = stage.model.panes().unwrap().list.unwrap();
    let queried = stage.model.finding.is_some() || !stage.model.filter.text.is_empty();
    let room = rows - 1 - covered - u16::from(rows >= 16) - if queried { 2 } else { 0 };
    if stage.model.rows() == 0 {
        return;
    }
    let want = known.entry(stage.model.list.selected).or_insert_with(|| self::want(stage));
    assert!(!want.is_empty());
    let want = &want[..want.len().min(usize::from(room))];
    let found = selected(stage, slot.x..slot.end(), 0..rows - 1 - covered);
    assert!(found == want, "{columns}x{rows} after {after}: {found:#?} and not {want:#?}\n{}", stage.text());
}

/// Presses keys one after the other and looks at the list after each.
#[track_caller]
fn walk(stage: &mut Stage, known: &mut HashMap<usize, Vec<String>>, keys: &[&str]) {
    for key in keys {
        stage.keys(key);
        check_list(stage, known, 0, key);
    }
}

/// A walk over all rows: down at every height, up at every third one, and the ways to go faster.
fn all_rows(rows: usize, height: u16) -> Vec<&'static str> {
    let mut keys = vec!["j"; rows];
    keys.extend(["g g", "pgdn", "ctrl-d", "b", "G"]);
    keys.extend(vec!["k"; if height.is_multiple_of(3) { rows } else { 2 }]);
    keys.push("home");
    keys
}

#[test]
fn the_selected_post_is_whole_at_every_height() {
    let mut known = HashMap::new();
    let mut stage = reader(&library(), Lang::En, (80, 24));
    for rows in 5..=60 {
        stage.resize(80, rows);
        check_list(&stage, &mut known, 0, "a resize");
        walk(&mut stage, &mut known, &all_rows(library().len(), rows));
    }
    // A terminal that grows shows more rows, and not nothing below the last one.
    for rows in (5..60).step_by(5) {
        let mut grown = stage.clone();
        grown.resize(80, 5).keys("G").resize(80, rows);
        let mut begun = stage.clone();
        begun.resize(80, rows).keys("g g G");
        assert_eq!(grown.text(), begun.text());
    }
    // At the last row, in the middle, at the first one: the terminal shrinks and grows.
    for keys in ["", "k k k k k k k", "g g"] {
        stage.keys(keys);
        for rows in (5..60).rev().chain(5..60).chain([60, 5, 60, 7, 24]) {
            stage.resize(80, rows);
            check_list(&stage, &mut known, 0, "a resize");
        }
    }
}

#[test]
fn a_row_of_many_lines_is_whole_at_every_width() {
    let widths = [(Lang::En, 20), (Lang::Zh, 40), (Lang::En, 60), (Lang::Zh, 120), (Lang::En, 200)];
    for (lang, columns) in widths {
        let mut stage = reader(AWKWARD, lang, (columns, 24));
        let mut known = HashMap::new();
        let heights: &[u16] = if columns < 120 { &[5, 6, 9, 15, 16, 25] } else { &[5, 16, 25] };
        for &rows in heights {
            stage.resize(columns, rows);
            walk(&mut stage, &mut known, &all_rows(AWKWARD.len(), rows));
        }
        // Stars of stories make a row longer while it is the last one in sight.
        for &rows in if columns < 120 { &[5, 7, 9, 11, 12, 24][..] } else { &[9, 16] } {
            let mut stage = reader(AWKWARD, lang, (columns, rows));
            stage.keys("j enter ] s ] s ] s q q");
            assert_eq!(stage.model.pane, Focus::List);
            for key in ["", "j", "k", "G", "k", "s", "r", "A", "U", "U"] {
                stage.keys(key);
                check_list(&stage, &mut HashMap::new(), 0, key);
            }
        }
    }
}

#[test]
fn the_selected_post_is_whole_with_a_filter_and_without_one() {
    let mut stage = reader(&library(), Lang::Zh, (80, 24));
    let (mut all, mut unread) = (HashMap::new(), HashMap::new());
    for rows in (5..=60).step_by(2) {
        stage.resize(80, rows);
        walk(&mut stage, &mut unread, &["g u", "G", "k", "home", "j"]);
        walk(&mut stage, &mut all, &["g a", "k", "G", "k", "g a"]);
    }
    for rows in [5, 6, 7, 9, 12, 16, 20, 24, 30, 60] {
        for typed in ["tag:kubernetes", "的"] {
            stage.resize(80, rows).keys("=").types(typed).keys("enter");
            walk(&mut stage, &mut HashMap::new(), &["G", "k", "k", "home", "pgdn"]);
            walk(&mut stage, &mut all, &["g a", "G", "g a"]);
        }
    }
}

#[test]
fn the_selected_hit_is_whole_at_every_height() {
    for (columns, step) in [(40, 18), (80, 2), (120, 50)] {
        let mut stage = reader(&library(), Lang::En, (columns, 60));
        let mut known = HashMap::new();
        stage.keys("ctrl-f").types("调度").keys("enter");
        assert_eq!(stage.model.rows(), 12);
        for rows in (5..=60).step_by(step) {
            stage.resize(columns, rows);
            check_list(&stage, &mut known, 0, "a resize");
            let keys = if rows % 25 == 5 { all_rows(12, rows) } else { vec!["g g", "j", "G"] };
            walk(&mut stage, &mut known, &keys);
            // While it is typed, the keys that move choose as well.
            if rows % 11 == 5 {
                walk(&mut stage, &mut known, &["ctrl-f", "down", "pgup", "pgdn", "ctrl-p", "esc"]);
            }
        }
    }
}

#[test]
fn what_lies_over_the_lowest_rows_does_not_hide_the_selected_one() {
    for columns in [40, 80, 120] {
        for rows in [5, 6, 8, 12, 16, 40] {
            // The input line has a second line while it completes a word, and while it cannot be
            // read.
            for (typed, keys) in [("标签:", "tab tab"), ("-is:read (", "")] {
                for at in ["j j j j", "G"] {
                    let mut stage = reader(&library(), Lang::Zh, (columns, rows));
                    stage.keys(at).keys("=");
                    let before = stage.text();
                    stage.types(typed).keys(keys);
                    check_list(&stage, &mut HashMap::new(), 1, typed);
                    stage.keys("esc");
                    let after = stage.keys("=").text();
                    assert_eq!(after, before, "{columns}x{rows}");
                }
            }
        }
    }
    // A question lies over all panes.
    for rows in [12, 20, 24, 30] {
        let mut stage = reader(&library(), Lang::Zh, (120, rows));
        stage.keys("j j j j j j j j").keys("j j j j j j");
        let before = stage.text();
        stage.keys("O");
        let sheet = stage.text().lines().position(|line| line.starts_with("  要打开") || line.contains("个网页"));
        if let (Some(sheet), true) = (sheet, stage.model.overlay.is_some()) {
            let covered = rows - 1 - (u16::try_from(sheet).unwrap() - 1);
            if covered + 6 < rows {
                check_list(&stage, &mut HashMap::new(), covered, "O");
            }
            stage.keys("esc");
            assert_eq!(stage.text(), before);
        }
    }
}

#[test]
fn the_wheel_and_the_mouse_keep_the_selected_row_in_sight() {
    for columns in [80, 120] {
        for rows in if columns == 80 { (5..=60).step_by(3) } else { (9..=10).step_by(1) } {
            let mut stage = reader(&library(), Lang::En, (columns, rows));
            for turn in 0..if columns == 80 { 9 } else { 16 } {
                let down = turn % 9 < 6;
                let kind = if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
                stage.mouse(kind, 5, 3);
                check_list(&stage, &mut HashMap::new(), 0, "the wheel");
            }
            if columns == 120 {
                for y in 0..rows - 1 {
                    stage.click(5, y);
                    check_list(&stage, &mut HashMap::new(), 0, "a click");
                    stage.click(5, y).keys("h");
                    stage.model.pane = Focus::List;
                    check_list(&stage, &mut HashMap::new(), 0, "a second click");
                }
            }
        }
    }
}

// ---- the other lists -----------------------------------------------------------------------------------------------

/// One row, and no more, stands on the ground of what is selected: the row of the pane or sheet
/// that the keys move in.
#[track_caller]
fn check_one(stage: &Stage, columns: Range<u16>, rows: Range<u16>, after: &str) {
    let Viewport { columns: wide, rows: high } = stage.model.viewport;
    let found = selected(stage, columns, rows);
    assert!(found.len() == 1, "{wide}x{high} after {after}: {found:#?}\n{}", stage.text());
}

/// Ways to move in a pane; the facets have `tab` too.
const STEPS: [&str; 8] = ["j", "pgdn", "ctrl-d", "u", "b", "G", "k", "tab"];

#[test]
fn the_cursor_of_facets_and_outline_is_in_view() {
    for (pane, key) in [(Focus::Facets, "t"), (Focus::Outline, "\\")] {
        for (columns, step) in [(40, 11), (80, 2), (120, 27), (200, 27)] {
            let mut stage = reader(&library(), Lang::En, (columns, 60));
            stage.keys("enter").keys(key);
            for rows in (5..=60).step_by(step) {
                stage.resize(columns, rows);
                let slot = stage.model.panes().unwrap().slot(pane).unwrap();
                let check = |stage: &Stage, after: &str| check_one(stage, slot.x..slot.end(), 0..rows - 1, after);
                check(&stage, "a resize");
                for key in STEPS.iter().filter(|key| pane == Focus::Facets || **key != "tab") {
                    stage.keys(key);
                    check(&stage, key);
                }
                for kind in [MouseEventKind::ScrollUp, MouseEventKind::ScrollUp, MouseEventKind::ScrollDown] {
                    stage.mouse(kind, slot.x + 4, 2);
                    check(&stage, "the wheel");
                }
                if rows % 8 == 5 {
                    stage.click(slot.x + 4, rows - 2).keys(key);
                    if stage.model.pane != pane {
                        stage.keys(key);
                    }
                    for key in ["", "J", "K", "r", "J"] {
                        stage.keys(key);
                        if stage.model.pane == pane {
                            check(&stage, key);
                        }
                    }
                }
            }
            // The pane shrinks below a cursor that a click or the wheel has left at its foot.
            for rows in (5..60).rev().step_by(step) {
                stage.mouse(MouseEventKind::ScrollDown, columns - 20, 2).resize(columns, rows);
                let slot = stage.model.panes().unwrap().slot(pane).unwrap();
                check_one(&stage, slot.x..slot.end(), 0..rows - 1, "a resize");
            }
        }
    }
}

/// One bar stands on the ground of what is selected: in the sheet that `open` has opened.
#[track_caller]
fn check_bar(stage: &Stage, open: &str, after: &str) {
    let Viewport { columns, rows } = stage.model.viewport;
    let from = yundu::app::finder::sheet(&stage.model).filter(|_| open != "T").map_or(0, |sheet| sheet.top);
    let x = if open == "T" { columns.saturating_sub(36) } else { 0 } + 1;
    let surface = stage.drawn().0;
    let cell = |y: u16| surface.buffer.cell(Position::new(x, y)).unwrap();
    let bars = (from..rows - 1).filter(|&y| cell(y).symbol() == "▌" && cell(y).bg == Color::Rgb(255, 255, 255));
    assert!(bars.count() == 1, "{columns}x{rows} after {open} {after}\n{}", stage.text());
}

#[test]
fn what_lies_over_facets_and_outline_does_not_hide_their_cursor() {
    for (pane, key, over) in [
        (Focus::Facets, "t", "= t a g : tab tab"),
        (Focus::Facets, "t", "= ("),
        (Focus::Outline, "\\", "= ("),
        (Focus::Outline, "\\", "O"),
    ] {
        for columns in [40, 80, 200] {
            for rows in [7, 8, 9, 12, 16, 24, 30] {
                let mut stage = reader(&library(), Lang::Zh, (columns, rows));
                stage.keys("enter").keys(key).keys("G");
                let slot = stage.model.panes().unwrap().slot(pane).unwrap();
                let before = stage.text();
                stage.keys(over);
                let covered = if over == "O" { 12 } else { 1 };
                if over == "O" && (stage.model.overlay.is_none() || rows < 24) {
                    continue;
                }
                let columns = slot.x..slot.end();
                let found = selected(&stage, columns, 0..rows - 1 - covered);
                assert!(found.len() == 1, "{}x{rows} after {over}: {found:#?}\n{}", slot.end(), stage.text());
                stage.keys("esc");
                assert_eq!(stage.text(), before);
            }
        }
    }
}

#[test]
fn the_cursor_of_finder_palette_and_themes_is_in_view() {
    for (open, typed) in [("ctrl-p", "k"), (":", ""), ("T", "")] {
        for (columns, step) in [(40, 18), (80, 2), (200, 27)] {
            let mut stage = reader(&library(), Lang::Zh, (columns, 60));
            stage.keys(open).types(typed);
            for rows in (5..=60).step_by(step) {
                stage.resize(columns, rows);
                let check = |stage: &Stage, after: &str| check_bar(stage, open, after);
                check(&stage, "a resize");
                for key in ["down", "pgdn", "pgdn", "up"] {
                    stage.keys(key);
                    check(&stage, key);
                }
                for kind in [MouseEventKind::ScrollUp, MouseEventKind::ScrollDown] {
                    stage.mouse(kind, 5, 2);
                    check(&stage, "the wheel");
                }
            }
            for rows in [60, 5, 60, 30, 9, 40] {
                stage.keys("pgdn pgdn pgdn pgdn pgdn").resize(columns, rows);
                check_bar(&stage, open, "a resize");
            }
        }
    }
}

#[test]
fn the_help_is_scrolled_to_its_end_and_no_further() {
    for columns in [20, 40, 120] {
        let mut stage = reader(&library(), Lang::En, (columns, 24));
        stage.keys("? G");
        let last = stage.text().lines().rev().nth(1).unwrap().to_owned();
        for rows in (5..=60).step_by(11) {
            for key in ["g g", "G", "k", "j", "end", "pgup", "pgdn", "pgdn"] {
                stage.resize(columns, rows).keys(key);
                let text = stage.text();
                assert!(text.lines().nth(2).is_some() && text.lines().nth(rows.into()).is_none());
                let at_end = text.lines().nth(usize::from(rows) - 2) == Some(&last);
                assert_eq!(at_end, !matches!(key, "g g" | "k" | "pgup"), "{columns}x{rows} after {key}\n{text}");
            }
            // More columns, fewer lines: the end is still the end.
            stage.resize(columns + 40, rows);
            assert!(!stage.text().lines().nth(usize::from(rows) - 2).unwrap().is_empty(), "{}", stage.text());
        }
    }
}

#[test]
fn the_chosen_answer_to_a_question_is_in_view() {
    for lang in [Lang::Zh, Lang::En] {
        for columns in [20, 23, 40, 80, 200] {
            for rows in [5, 6, 7, 10, 24] {
                let mut stage = super::reader(lang, columns, rows);
                stage.keys("enter 5");
                for key in ["", "right", "right", "right", "left", "tab", "left", "left"] {
                    stage.keys(key);
                    let (surface, cursor) = stage.drawn();
                    let cursor = cursor.unwrap();
                    let cell = |x| surface.buffer.cell(Position::new(x, cursor.y)).unwrap();
                    let chosen = |x: &u16| Some(cell(*x).fg) == stage.theme.style(Part::FocusedLink).fg;
                    let shown: String = (0..columns).filter(chosen).map(|x| cell(x).symbol()).collect();
                    let Some(Overlay::Question(question)) = &stage.model.overlay else { panic!("no question") };
                    let choice = &question.choices[question.selected];
                    assert_eq!(
                        shown,
                        format!(" {} {} ", choice.letter(), choice.words().get(lang)),
                        "{columns}x{rows}"
                    );
                }
            }
        }
    }
}
