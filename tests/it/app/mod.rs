//! What the keys do to the model: the command table, the panes, and the way through posts, links, searches and filters.

mod closeup;
mod code;
mod copying;
mod cursor;
mod details;
mod editing;
mod find;
mod finding;
mod finder;
mod hints;
mod history;
mod links;
mod looks;
mod marks;
mod notes;
mod selection;
mod typing;

use crate::screens::{POSTS, reader, stage::Stage};
use std::collections::HashSet;
use yundu::app::key::{Key, KeyMap, show_sequence};
use yundu::app::page::{self, Awaited, Goal};
use yundu::app::panes::{Slot, arrange, column};
use yundu::app::{Action, COMMANDS, Command, Focus, Settings, Viewport};
use yundu::layout::{Typography, lay_out};
use yundu::reading::PaneWidths;
use yundu::strings::Lang;
use yundu::text::SafeStr;

const FOCUSES: [Focus; 6] = [Focus::List, Focus::Page, Focus::Facets, Focus::Outline, Focus::Closeup, Focus::Help];

// ---- the table -----------------------------------------------------------------------------------------------------

#[test]
fn no_key_means_two_things_in_one_focus() {
    let map = KeyMap::default();
    for focus in FOCUSES {
        let bound: Vec<_> = map.in_focus(focus).collect();
        for (at, (keys, command)) in bound.iter().enumerate() {
            for (other_keys, other) in &bound[at + 1..] {
                let clash = keys.starts_with(other_keys) || other_keys.starts_with(keys);
                assert!(!clash, "{} is {command:?} and {other:?} in {focus:?}", show_sequence(keys));
            }
        }
    }
}

#[test]
fn every_row_of_the_table_is_sound() {
    let mut names = HashSet::new();
    for info in COMMANDS {
        assert!(names.insert(info.name), "{} twice", info.name);
        assert_eq!(info.command.info().name, info.name);
        assert!(!info.focuses.is_empty() && !info.words.zh.is_empty() && !info.words.en.is_empty(), "{}", info.name);
        for keys in info.keys {
            assert!(Key::parse_sequence(keys).is_some(), "{keys} is no key");
        }
    }
}

#[test]
fn keys_are_read_and_shown() {
    let check = |written: &str, shown: Option<&str>| {
        assert_eq!(Key::parse_sequence(written).map(|keys| show_sequence(&keys)).as_deref(), shown, "{written}");
    };
    check("g g", Some("g g"));
    check("ctrl-d", Some("Ctrl-d"));
    check("alt-left", Some("Alt-←"));
    check("shift-tab", Some("Shift-Tab"));
    check("space", Some("Space"));
    check("？", Some("?"));
    check("：", Some(":"));
    check("ctrl-", None);
    check("nonsense", None);
    check("", None);
}

#[test]
fn a_key_with_two_meanings_in_one_focus_is_found() {
    let check = |command: Command, keys: &str, clash: Option<Command>| {
        let mut map = KeyMap::default();
        map.rebind(command, vec![Key::parse_sequence(keys).unwrap()]);
        assert_eq!(map.clash(command).map(|(_, other)| other), clash, "{keys}");
    };
    check(Command::NextPost, "j", Some(Command::Down));
    check(Command::NextPost, "g", Some(Command::Top));
    check(Command::NextPost, "y y", Some(Command::Copy));
    check(Command::NextPost, "y z", None);
    check(Command::NextPost, "q x", Some(Command::Back));
    check(Command::FacetOr, "n", None); // `n` is of the page.
    check(Command::FacetOr, "j", Some(Command::Down));
}

// ---- the panes -----------------------------------------------------------------------------------------------------

#[test]
fn panes_by_columns() {
    let check = |columns, rows, focus, home, expected: &str| {
        let drawn = match arrange(Viewport { columns, rows }, focus, home, false) {
            None => "too small".to_owned(),
            Some(panes) => [Focus::Facets, Focus::List, Focus::Page, Focus::Outline]
                .into_iter()
                .filter_map(|pane| {
                    let slot = panes.slot(pane)?;
                    let over = if panes.drawer == Some(pane) { "over " } else { "" };
                    Some(format!("{over}{pane:?} {}+{}", slot.x, slot.width))
                })
                .collect::<Vec<_>>()
                .join(", "),
        };
        assert_eq!(drawn, expected, "{columns}x{rows} {focus:?}");
    };
    check(19, 24, Focus::List, Focus::List, "too small");
    check(20, 4, Focus::List, Focus::List, "too small");
    check(20, 5, Focus::List, Focus::List, "List 0+20");
    check(80, 24, Focus::List, Focus::List, "List 0+80");
    check(80, 24, Focus::Page, Focus::Page, "Page 0+80");
    check(80, 24, Focus::Facets, Focus::List, "Facets 0+32, List 33+47");
    check(80, 24, Focus::Facets, Focus::Page, "over Facets 0+32, Page 0+80");
    check(40, 24, Focus::Facets, Focus::List, "over Facets 0+40, List 0+40");
    check(120, 24, Focus::Facets, Focus::List, "over Facets 0+38, List 0+38, Page 39+81");
    check(80, 24, Focus::Outline, Focus::Page, "Page 0+80, over Outline 36+44");
    check(109, 24, Focus::Page, Focus::Page, "Page 0+109");
    check(110, 24, Focus::List, Focus::List, "List 0+38, Page 39+71");
    check(169, 24, Focus::List, Focus::List, "List 0+42, Page 43+126");
    check(170, 24, Focus::List, Focus::List, "Facets 0+24, List 25+44, Page 70+71, Outline 142+28");
}

#[test]
fn panes_have_the_widths_that_the_reader_has_given_them() {
    let check = |columns, own: [u16; 3], expected: &str| {
        let [facets, list, outline] = own.map(|width| Some(width).filter(|width| *width > 0));
        let panes = arrange(Viewport { columns, rows: 40 }, Focus::List, Focus::List, false).unwrap();
        let panes = panes.with(&PaneWidths { facets, list, outline });
        let drawn = panes.row().filter_map(|pane| panes.slot(pane)).map(|slot| format!("{}+{}", slot.x, slot.width));
        assert_eq!(drawn.collect::<Vec<_>>().join(" "), expected, "{columns} {own:?}");
    };
    check(120, [0, 0, 0], "0+38 39+81");
    check(120, [0, 50, 0], "0+50 51+69");
    check(120, [30, 50, 30], "0+50 51+69");
    // The page keeps its least width, a side pane its own.
    check(120, [0, 90, 0], "0+63 64+56");
    check(120, [0, 3, 0], "0+16 17+103");
    check(80, [0, 30, 0], "0+80");
    check(200, [0, 60, 0], "0+24 25+60 86+85 172+28");
    check(200, [40, 60, 50], "0+31 32+60 93+56 150+50");
    check(170, [60, 60, 60], "0+16 17+60 78+56 135+35");
    // Back where there is room.
    check(260, [60, 60, 60], "0+60 61+60 122+77 200+60");
}

#[test]
fn the_page_is_never_squeezed_beside_other_panes() {
    for columns in 110..400 {
        let panes = arrange(Viewport { columns, rows: 40 }, Focus::List, Focus::List, false).unwrap();
        let text = column(panes.page.unwrap(), 80);
        assert!((56..=80).contains(&text.width), "{columns}: {text:?}");
    }
}

/// H6: an odd measure would cost every line of Han a cell. What the reader sets is kept to.
#[test]
fn the_page_has_an_even_measure_and_stands_in_the_middle() {
    for width in 20..400 {
        let pane = Slot { x: 7, width };
        let text = column(pane, 80);
        assert!(text.width <= 80 && text.width.is_multiple_of(2), "{width}: {text:?}");
        let (left, right) = (text.x - pane.x, pane.end() - text.end());
        assert!(left >= 2 && (left..=left + 1).contains(&right), "{width}: {text:?}");
        assert!(text.width == 80 || right <= 3, "{width}: {text:?}");
    }
    assert_eq!(column(Slot { x: 0, width: 120 }, 73).width, 73);
}

// ---- through the posts ---------------------------------------------------------------------------------------------

/// The open post and the top line of its page.
fn place(stage: &Stage) -> (String, usize) {
    let page = stage.model.page.as_ref().unwrap();
    (page.post.title.chars().take(4).collect(), page.top)
}

/// The first words at the top of the page.
fn top_text(stage: &Stage) -> String {
    let page = stage.model.page.as_ref().unwrap();
    page.lines[page.top..].iter().map(|line| line.text()).find(|text| !text.trim().is_empty()).unwrap()
}

#[test]
fn the_newest_post_is_open_and_space_reads_through_all_of_them() {
    let mut stage = reader(Lang::En, 120, 12);
    assert_eq!(place(&stage), ("云原生周".to_owned(), 0));
    let mut titles = vec![place(&stage).0];
    for _ in 0..60 {
        stage.keys("space");
        let (title, top) = place(&stage);
        if titles.last() != Some(&title) {
            assert_eq!(top, 0, "a post begins at its head");
            titles.push(title);
        }
    }
    assert_eq!(titles, ["云原生周", "配额周：", "Mesh", "没有文首"].map(|t| t.chars().take(4).collect::<String>()));
    assert!(stage.model.notice.is_some(), "at the very end it is said");
}

/// P6: the eye finds its place again.
#[test]
fn two_lines_of_a_screen_stay_when_the_next_one_comes() {
    for (keys, back) in [("space", "b"), ("pgdn", "pgup")] {
        let mut stage = reader(Lang::Zh, 60, 12);
        stage.keys("enter").keys(keys);
        let (_, top) = place(&stage);
        assert_eq!(top, 11 - 2, "{keys}");
        stage.keys(back);
        assert_eq!(place(&stage).1, 0, "{back}");
    }
}

/// Titles are set as the page is.
#[test]
fn lists_have_the_gaps_of_the_page() {
    for (autospace, title) in [(true, "在 Kubernetes 里"), (false, "在Kubernetes里")] {
        let typography = Typography { autospace, ..Typography::default() };
        let settings = Settings { typography, ..Settings::default() };
        let stage = Stage::new(settings, &[("a.md", "# 在Kubernetes里\n")], 120, 20);
        let text = stage.text();
        assert_eq!(text.matches(title).count(), 2, "{text}");
    }
}

#[test]
fn the_reading_position_survives_sizes_and_drawers() {
    let mut stage = reader(Lang::Zh, 120, 16);
    stage.keys("enter ] ]");
    let before = top_text(&stage);
    stage.keys("\\ esc t esc z z");
    assert_eq!(top_text(&stage), before);
    for (columns, rows) in [(40, 16), (300, 16), (20, 5), (0, 0), (80, 16), (120, 16)] {
        stage.resize(columns, rows);
        // The line that holds the first character of the old one stands at the top; where it breaks depends on the size.
        let first = before.chars().next().unwrap();
        assert!(rows < 16 || top_text(&stage).contains(first), "{columns}x{rows}: {}", top_text(&stage));
    }
    assert_eq!(top_text(&stage), before);
}

#[test]
fn what_does_not_depend_on_the_size_is_kept_when_it_changes() {
    let mut stage = reader(Lang::Zh, 120, 16);
    stage.keys("enter");
    let kept = stage.model.page.as_ref().unwrap().prepared.clone();
    for columns in [40, 64, 300, 120] {
        stage.resize(columns, 16);
        let page = stage.model.page.as_ref().unwrap();
        assert!(kept.is_some() && page.prepared == kept, "{columns}");
        let body = lay_out(&page.document, &page::spec(&stage.model));
        assert!(body.lines.ends_with(&page.lines[page.head..]), "{columns}");
    }
}

#[test]
fn back_leads_out_one_level_at_a_time() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter z t ?").keys("esc");
    assert_eq!(stage.model.focus(), Focus::Facets);
    stage.keys("esc");
    assert_eq!((stage.model.focus(), stage.model.zen), (Focus::Page, true));
    stage.keys("esc");
    assert_eq!((stage.model.focus(), stage.model.zen), (Focus::Page, false));
    stage.keys("q");
    assert_eq!(stage.model.focus(), Focus::List);
    assert_eq!(stage.asked, Vec::<String>::new());
    stage.keys("q");
    assert_eq!(stage.asked, ["Quit"]);
}

#[test]
fn nothing_is_opened_from_a_page_that_is_not_seen() {
    for keys in ["o", "tab", "f", "y l", "/", "]"] {
        let mut stage = reader(Lang::Zh, 80, 24);
        stage.keys("j").keys(keys);
        assert_eq!((stage.model.focus(), place(&stage).0.as_str()), (Focus::Page, "配额周："), "{keys}");
        assert_eq!(stage.asked, Vec::<String>::new(), "{keys}");
    }
}

#[test]
fn what_is_typed_after_the_search_key_is_never_a_command() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("j /").types("oq");
    let prompt = stage.model.prompt.as_ref().unwrap();
    assert_eq!((prompt.text.as_str(), place(&stage).0.as_str()), ("oq", "配额周："));
    stage.keys("ctrl-u").types("节点").keys("enter");
    assert_eq!(stage.asked, Vec::<String>::new());
    assert!(stage.model.page.as_ref().unwrap().search.is_some());
}

#[test]
fn stale_answers_are_dropped() {
    let mut stage = reader(Lang::Zh, 120, 24);
    stage.load(5, &POSTS[1..]);
    let before = place(&stage);
    stage.act(Action::Library { generation: 4, posts: Vec::new(), recalled: Some(Box::default()) });
    stage.act(Action::Loaded { generation: 1, post: 2, text: Ok("# old".to_owned()) });
    stage.act(Action::Loaded { generation: 5, post: 2, text: Ok("# not asked for".to_owned()) });
    assert_eq!(place(&stage), before);
    assert_eq!(stage.model.posts.len(), 3);
}

#[test]
fn a_post_that_vanishes_stays_on_the_page_and_that_is_said() {
    let mut stage = reader(Lang::En, 120, 24);
    stage.load(2, &POSTS[1..]);
    assert_eq!(place(&stage).0, "云原生周");
    assert!(stage.model.notice.is_some());
    stage.keys("j");
    assert_eq!(place(&stage).0, "Mesh");
}

#[test]
fn the_next_post_after_one_that_is_not_listed_is_the_selected_one() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("enter");
    stage.load(2, &POSTS[1..]);
    stage.keys("J");
    assert_eq!(place(&stage).0, "配额周：");
    stage.keys("J");
    assert_ne!(place(&stage).0, "配额周：");
}

#[test]
fn a_post_that_cannot_be_read_says_why_on_its_page() {
    let mut stage = reader(Lang::En, 120, 24);
    stage.keys("j");
    let text = Err(SafeStr::clean("permission denied"));
    stage.model.awaited = Some(Awaited { post: 2, goal: Goal::Left });
    stage.act(Action::Loaded { generation: 1, post: 2, text });
    assert!(stage.text().contains("permission denied"));
}

#[test]
fn the_words_that_the_page_adds_are_in_the_readers_language() {
    for (lang, words) in [(Lang::Zh, "当心"), (Lang::En, "Caution")] {
        let settings = Settings { lang, ..Settings::default() };
        let stage = Stage::new(settings, &[("甲.md", "# 甲\n\n> [!CAUTION]\n> 勿动。\n")], 120, 24);
        assert!(stage.text().contains(words), "{}", stage.text());
    }
}

#[test]
fn a_long_body_is_set_by_a_worker() {
    let long = format!("# 长文\n\n```\n{}```\n", "云原生的一行日志，写了很多遍。\n".repeat(30_000));
    let mut stage = Stage::new(Settings::default(), &[("long.md", &long)], 120, 24);
    assert!(stage.model.page.as_ref().unwrap().lines.len() > 30_000);
    stage.resize(60, 24).keys("enter G");
    assert!(top_text(&stage).contains("云原生"));
}
