//! The input lines: no key takes away what was typed, keys that move choose in the list that the
//! text narrows, and Escape leaves everything as it was.

use crate::screens::{POSTS, reader, stage::Stage};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use yundu::app::prompt::Asked;
use yundu::strings::Lang;

/// How each input line is opened, what it asks, and a text for it.
const LINES: &[(&str, Asked, &str)] = &[
    ("enter /", Asked::Search, "pro 网"),
    ("enter / p r o b e enter /", Asked::Search, "网关"),
    ("=", Asked::Filter, "is:unread 网"),
    ("enter =", Asked::Filter, "is:unread 网"),
    ("t =", Asked::Filter, "-is:starred"),
    ("ctrl-f", Asked::Library, "网关 | probe"),
    ("enter ctrl-f", Asked::Library, "网关 | probe"),
    ("ctrl-f p r o b e enter j ctrl-f", Asked::Library, " | 网关"),
    ("ctrl-f p r o b e enter j =", Asked::Filter, "is:unread"),
    ("ctrl-p", Asked::Finder, "wg"),
    (":", Asked::Finder, "co"),
    ("g v", Asked::Finder, "v"),
    ("? /", Asked::Help, "co"),
    ("? j j j /", Asked::Help, "co"),
    ("= i s : u n r e a d enter V", Asked::View, "名"),
];

/// A reader who has asked for this and that before, in a terminal of some columns.
fn practised(columns: u16, rows: u16) -> Stage {
    let mut stage = reader(Lang::En, columns, rows);
    stage.survey(POSTS);
    for (keys, typed) in [("/", "旧"), ("=", "is:unread"), ("ctrl-f", "工具"), ("=", "-is:read"), ("V", "v")] {
        stage.keys("enter").keys(keys).keys("ctrl-u").types(typed).keys("enter q q");
        stage.asked.clear();
        stage.keys(if keys == "V" { "g a" } else { "" });
    }
    stage
}

/// Every key that types nothing and deletes nothing.
const KEYS: &[&str] = &[
    "up",
    "down",
    "down",
    "up",
    "ctrl-n",
    "ctrl-n",
    "ctrl-p",
    "pgdn",
    "pgup",
    "left",
    "right",
    "home",
    "end",
    "ctrl-a",
    "ctrl-e",
    "ctrl-b",
    "ctrl-f",
    "ctrl-j",
    "ctrl-k",
    "ctrl-l",
    "ctrl-o",
    "ctrl-r",
    "ctrl-t",
    "ctrl-y",
    "ctrl-z",
    "alt-left",
    "alt-right",
    "alt-b",
    "alt-f",
    "alt-x",
    "alt-n",
    "ctrl-up",
    "ctrl-down",
    "alt-down",
];

fn text(stage: &Stage) -> String {
    stage.model.prompt.as_ref().map(|prompt| prompt.text.clone()).unwrap_or_default()
}

#[test]
fn no_key_takes_away_what_was_typed() {
    for (open, asked, typed) in LINES {
        for (columns, rows) in [(40, 12), (120, 24)] {
            let mut stage = practised(columns, rows);
            stage.keys(open);
            assert_eq!(stage.model.prompt.as_ref().map(|prompt| prompt.asked), Some(*asked), "{open}");
            stage.types(typed);
            let full = text(&stage);
            assert!(full.ends_with(typed));
            for key in KEYS {
                stage.keys(key);
                assert_eq!(text(&stage), full, "{open} at {columns}: {key} took it away");
            }
            // Function keys and keys that terminals send on their own.
            for code in [KeyCode::F(1), KeyCode::Insert, KeyCode::Null, KeyCode::CapsLock] {
                stage.event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            }
            for kind in [MouseEventKind::ScrollDown, MouseEventKind::ScrollUp, MouseEventKind::Moved] {
                stage.mouse(kind, 3, 3);
            }
            stage.event(Event::FocusLost);
            stage.resize(columns + 30, rows).resize(columns, rows + 1).resize(columns, rows);
            assert_eq!(text(&stage), full, "{open}");
            // What was asked before comes without it, and it comes back after that.
            for keys in ["alt-up alt-down", "alt-up alt-up alt-up alt-up alt-down alt-down alt-down alt-down alt-down"]
            {
                stage.keys(keys);
                assert_eq!(text(&stage), full, "{open}: {keys}");
            }
        }
    }
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let ways = ["", "down", "pgdn down up", "left left", "alt-up", "alt-up down alt-down", "ctrl-u", "ctrl-w down"];
    for (open, _, typed) in LINES {
        for (columns, rows, at) in [(40, 12, "G"), (120, 16, "j j")] {
            let (before, key) = if *open == "g v" { ("", *open) } else { open.rsplit_once(' ').unwrap_or(("", open)) };
            let mut stage = practised(columns, rows);
            stage.keys(at).keys(before);
            stage.model.notice = None;
            let was = (stage.shot(), stage.model.list, stage.model.pane, stage.model.rows());
            for (keys, leave) in ways.iter().zip(["esc", "ctrl-c", "ctrl-g"].iter().cycle()) {
                stage.keys(key).types(typed).keys(keys).keys(leave);
                assert!(stage.model.prompt.is_none());
                let is = (stage.shot(), stage.model.list, stage.model.pane, stage.model.rows());
                assert!(is == was, "{open} at {columns}x{rows}, {at}, {keys}, {leave}:\n{}\n{}", was.0, is.0);
            }
        }
    }
}

#[test]
fn the_arrows_choose_in_the_list_that_the_line_narrows() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("ctrl-f").types("网关 | probe").keys("down down");
    let rows = stage.model.rows();
    assert_eq!((text(&stage).as_str(), stage.model.list.selected, rows > 3), ("网关 | probe", 2, true));
    let row = stage.model.finding.as_ref().unwrap().rows[2].clone();
    stage.keys("left right ctrl-n ctrl-p enter");
    assert_eq!(yundu::app::finding::selected(&stage.model), Some(&row), "Enter keeps what was chosen");
    stage.keys("enter");
    assert_eq!(stage.model.open_post(), Some(row.post));

    // A post that is chosen while a filter is typed stays chosen while it passes.
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("=").types("is:unre").keys("ctrl-u").types("is:unread").keys("down down");
    let post = stage.model.selected();
    stage.types(" -tag:zzz").keys("enter");
    assert_eq!((stage.model.selected(), stage.model.filter.text.as_str()), (post, "is:unread -tag:zzz"));

    // A row of the finder stays chosen while the cursor of the line moves.
    stage.keys("g a ctrl-p").types("wg").keys("down left right home end");
    assert!(stage.shot().contains("selected-bar selected"), "{}", stage.shot());
    assert_eq!(stage.model.overlay.as_ref().map(|overlay| format!("{overlay:?}").contains("selected: 1")), Some(true));
}

#[test]
fn what_was_asked_before_comes_back_without_losing_what_is_typed() {
    let mut stage = practised(80, 24);
    stage.keys("enter /").keys("up");
    assert_eq!(text(&stage), "旧", "an empty line has the arrow for it");
    stage.types("闻").keys("alt-down");
    assert_eq!(text(&stage), "");
    stage.keys("alt-up");
    assert_eq!(text(&stage), "旧闻", "what was changed is not lost either");
    stage.keys("esc q ctrl-f").types("新").keys("alt-up");
    assert_eq!((text(&stage).as_str(), stage.model.finding.as_ref().unwrap().text.as_str()), ("工具", "工具"));
    stage.keys("alt-down");
    assert_eq!((text(&stage).as_str(), stage.model.finding.as_ref().unwrap().text.as_str()), ("新", "新"));
    stage.keys("esc =").types("x").keys("alt-up alt-up alt-down alt-down");
    assert_eq!(text(&stage), "x");
}

#[test]
fn a_search_goes_on_in_posts_that_were_read_anew() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("ctrl-f").types("网");
    stage.load(2, POSTS);
    assert_eq!(text(&stage), "网");
    stage.types("关");
    assert_eq!(text(&stage), "网关");
    assert_eq!(stage.model.finding.as_ref().map(|finding| finding.text.as_str()), Some("网关"));
    assert!(stage.model.rows() > 0);
    stage.keys("esc");
    assert_eq!((stage.model.rows(), stage.model.finding.is_none()), (4, true));
}
