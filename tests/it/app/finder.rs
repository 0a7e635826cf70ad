//! The finder and the palette: what is typed, chosen, given up, and where that leads.

use super::{place, top_text};
use crate::screens::{POSTS, reader, stage::Stage};
use crossterm::event::{Event, MouseEventKind};
use yundu::app::overlay::Overlay;
use yundu::app::{Action, COMMANDS, Command, Focus, Model, Settings};
use yundu::finder::{Found, Scope, Target};
use yundu::layout::Spec;
use yundu::layout::short;
use yundu::reading::View;
use yundu::strings::Lang;
use yundu::text::SafeStr;
use yundu::ui::keymap::translate;

/// The open finder.
fn finder(stage: &Stage) -> &yundu::app::finder::Finder {
    match &stage.model.overlay {
        Some(Overlay::Finder(finder)) => finder,
        other => panic!("no finder but {other:?}"),
    }
}

/// The words of the rows.
fn rows(stage: &Stage) -> Vec<String> {
    finder(stage).rows.iter().map(|row| row.text.to_string()).collect()
}

#[test]
fn a_story_is_found_and_landed_on_and_the_way_back_is_kept() {
    for (columns, typed) in [(80, "wgqy"), (120, "wangguan"), (40, "网关迁移"), (200, "@wgqy")] {
        let mut stage = reader(Lang::Zh, columns, 12);
        stage.keys("J enter ctrl-d ctrl-d ctrl-d");
        let before = (place(&stage).0, top_text(&stage));
        stage.keys("ctrl-p").types(typed);
        let at = rows(&stage).iter().position(|row| row == "网关迁移工具给出差异报告").unwrap();
        for _ in 0..at {
            stage.keys("down");
        }
        stage.keys("enter");
        assert_eq!(stage.model.focus(), Focus::Page, "{typed}");
        assert_eq!(top_text(&stage), "网关迁移工具给出差异报告", "{typed}");
        // The story at hand is the one that was found.
        stage.keys("o");
        assert_eq!(stage.asked, ["open https://gateway.example.com/diff?from=ingress&to=gateway"]);
        stage.keys("ctrl-o");
        assert_eq!((place(&stage).0, top_text(&stage)), before, "{typed}");
    }
}

#[test]
fn a_heading_of_the_open_post_is_jumped_to() {
    let mut stage = reader(Lang::Zh, 80, 12);
    stage.keys("enter ctrl-p").types("@结论").keys("enter");
    let page = stage.model.page.as_ref().unwrap();
    assert_eq!(page.lines[page.here()].text(), "结论");
    stage.keys("ctrl-o");
    assert_eq!(place(&stage).1, 0);
}

#[test]
fn a_post_is_opened_and_selected_and_a_filter_that_hides_it_is_put_aside() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("=").types("tag:mesh").keys("enter");
    assert_eq!(stage.model.matching.len(), 1);
    stage.keys("ctrl-p").types("quota pe").keys("ctrl-u").types("配额").keys("enter");
    assert_eq!((stage.model.focus(), place(&stage).0.as_str()), (Focus::Page, "配额周："));
    assert_eq!((stage.model.matching.len(), stage.model.list.selected), (4, 1));
    assert!(stage.model.notice.is_some());
    // One that passes leaves the filter alone.
    stage.keys("=").keys("ctrl-u").types("tag:kubernetes").keys("enter");
    let listed = stage.model.matching.len();
    stage.keys("ctrl-p").types("配额").keys("enter");
    assert_eq!((stage.model.matching.len(), stage.model.notice.is_none()), (listed, true));
}

#[test]
fn a_tag_sets_the_filter() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter ctrl-p").types("#gateway").keys("enter");
    assert_eq!((stage.model.filter.text.as_str(), stage.model.focus()), ("tag:gateway", Focus::List));
    assert_eq!(stage.model.matching, [0]);
}

#[test]
fn a_view_sets_its_query() {
    let mut stage = reader(Lang::Zh, 80, 24);
    let view = |name, query: &str| View { name: SafeStr::literal(name), query: query.to_owned() };
    stage.model.views = vec![view("网格之外", "-tag:mesh"), view("坏的", "tag:(")];
    stage.keys("ctrl-p").types("wgzw").keys("enter");
    assert_eq!((stage.model.filter.text.as_str(), stage.model.matching.len()), ("-tag:mesh", 3));
    stage.keys("ctrl-p").types("坏的").keys("enter");
    assert_eq!(stage.model.filter.text, "-tag:mesh");
    assert!(stage.model.notice.is_some());
}

#[test]
fn the_palette_runs_commands_as_their_keys_do() {
    let check = |before: &str, typed: &str, seen: &dyn Fn(&Model) -> bool| {
        let mut stage = reader(Lang::En, 80, 24);
        stage.keys(before).types("：").types(typed).keys("enter");
        assert!(seen(&stage.model), "{typed}: {:?} {:?}", stage.model.overlay, stage.model.pane);
    };
    check("j", "outline", &|model| model.pane == Focus::Outline);
    check("enter", "only the page", &|model| model.zen);
    check("enter", "bottom", &|model| model.page.as_ref().is_some_and(|page| page.top > 0));
    check("j", "help", &|model| matches!(model.overlay, Some(Overlay::Help(_))));
    check("enter", "search in", &|model| model.prompt.is_some());
    check("j", "finder", &|model| matches!(&model.overlay, Some(Overlay::Finder(it)) if it.scope == Scope::All));
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys(":").types("tuichu").keys("enter");
    assert_eq!(stage.asked, ["Quit"]);
}

#[test]
fn the_palette_names_every_command_of_the_pane_with_its_keys() {
    for (keys, focus) in [("j", Focus::List), ("enter", Focus::Page), ("t", Focus::Facets), ("\\", Focus::Outline)] {
        let mut stage = reader(Lang::En, 80, 24);
        stage.keys(keys).keys(":");
        let names: Vec<_> = finder(&stage).rows.iter().map(|row| row.target.clone()).collect();
        let holding = COMMANDS.iter().filter(|info| info.focuses.contains(&focus));
        assert_eq!(names, holding.map(|info| Target::Command(info.name)).collect::<Vec<_>>());
        stage.types("refine the").keys("ctrl-u").types("redraw");
        assert!(stage.text().contains("Ctrl-l"), "{}", stage.text());
    }
}

#[test]
fn escape_leaves_everything_as_it_was() {
    for keys in ["enter ctrl-d", "j", "t j", "\\ j", "enter z"] {
        let mut stage = reader(Lang::Zh, 80, 12);
        stage.keys(keys);
        let before = stage.shot();
        for leave in ["esc", "ctrl-c", "backspace"] {
            stage.keys("ctrl-p").types("an").keys("down pgdn").keys("ctrl-u").keys(leave);
            assert_eq!(stage.shot(), before, "{keys} {leave}");
        }
    }
}

#[test]
fn the_cursor_moves_among_the_rows_and_stays_in_sight() {
    let posts: Vec<(String, String)> =
        (10..60).map(|n| (format!("{n}.md"), format!("---\ntitle: 第 {n} 期\ndate: 2026-01-01\n---\n"))).collect();
    let posts: Vec<(&str, &str)> = posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut stage = Stage::new(Settings::default(), &posts, 80, 24);
    stage.keys("ctrl-p");
    let check = |stage: &mut Stage, keys: &str, selected: usize| {
        stage.keys(keys);
        assert_eq!(finder(stage).selected, selected, "{keys}");
        let chosen = format!("▌ post     第 {} 期", selected + 10);
        assert!(stage.text().contains(&chosen), "{chosen}:\n{}", stage.text());
    };
    check(&mut stage, "down ctrl-n tab", 3);
    check(&mut stage, "up ctrl-p shift-tab", 0);
    check(&mut stage, "up", 0);
    check(&mut stage, "pgdn", 13);
    check(&mut stage, "pgdn pgdn pgdn pgdn", 49);
    check(&mut stage, "pgup", 36);
    stage.resize(80, 10);
    check(&mut stage, "down", 37);
    stage.mouse(MouseEventKind::ScrollUp, 3, 3);
    assert_eq!(finder(&stage).selected, 36);
    let row = stage.text().lines().position(|line| line.contains("第 48 期")).unwrap();
    stage.click(20, u16::try_from(row).unwrap());
    assert_eq!(place(&stage).0, "第 48");
}

#[test]
fn stale_answers_are_dropped_and_enter_waits_for_the_right_one() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("ctrl-p");
    let all = finder(&stage).clone();
    stage.types("mesh");
    let mesh = finder(&stage).clone();
    let found = |of: &yundu::app::finder::Finder| Found { rows: of.rows.clone(), total: of.total };
    stage.act(Action::Sighted { number: all.asked, found: found(&all), complete: true });
    assert_eq!(finder(&stage), &mesh);
    // What was typed last is not answered yet when the reader presses Enter: nothing is chosen among the old rows.
    let number = mesh.asked + 1;
    if let Some(Overlay::Finder(finder)) = &mut stage.model.overlay {
        finder.asked = number;
    }
    stage.keys("enter");
    assert!(matches!(stage.model.overlay, Some(Overlay::Finder(_))));
    stage.act(Action::Sighted { number: mesh.asked, found: found(&mesh), complete: true });
    assert!(matches!(stage.model.overlay, Some(Overlay::Finder(_))));
    let quota = Found { rows: vec![all.rows[1].clone()], total: 1 };
    stage.act(Action::Sighted { number, found: quota, complete: false });
    assert_eq!((stage.model.overlay.is_none(), place(&stage).0.as_str()), (true, "配额周："));
    // Nobody waits any more.
    stage.act(Action::Sighted { number, found: found(&all), complete: true });
    assert!(stage.model.overlay.is_none());
}

#[test]
fn more_rows_do_not_move_the_cursor_off_what_it_is_on() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("ctrl-p down");
    let before = finder(&stage).clone();
    let mut rows = before.rows.clone();
    rows.rotate_right(1);
    stage.act(Action::Sighted { number: before.asked, found: Found { rows, total: 9 }, complete: true });
    assert_eq!((finder(&stage).selected, finder(&stage).rows[2].clone()), (2, before.rows[1].clone()));
    assert!(stage.text().contains("3/9"), "{}", stage.text());
}

#[test]
fn another_library_is_looked_through_anew() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("ctrl-p").types("Mesh");
    stage.load(2, &POSTS[2..]);
    assert_eq!(finder(&stage).rows[0].target, Target::Post(0));
    stage.keys("enter");
    assert_eq!(place(&stage).0, "Mesh");
}

#[test]
fn nothing_found_says_so_and_enter_stays() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("ctrl-p").types("xyzzy").keys("enter");
    assert!(stage.text().contains("没有找到"), "{}", stage.text());
    stage.event(Event::Paste("\u{1b}[2J".to_owned()));
    assert!(stage.text().contains("xyzzy␛[2J"), "{}", stage.text());
}

/// While the finder is open no key but its own means anything.
#[test]
fn letters_are_typed_and_not_run() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("ctrl-p").types("q?:oO");
    assert_eq!(stage.model.prompt.as_ref().unwrap().text, "q?:oO");
    assert_eq!(stage.asked, Vec::<String>::new());
    let event = Event::Key(crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char('j')));
    assert!(!matches!(translate(&event, &stage.model), Some(Action::Run(Command::Down))));
}

#[test]
fn titles_of_one_line_have_the_gaps_of_the_page() {
    let check = |title: &str, part: &str, expected: &str| {
        let start = title.find(part).unwrap();
        let lit = start..start + part.len();
        let (set, parts) = short::spaced(&SafeStr::clean(title), std::slice::from_ref(&lit), &Spec::new(10));
        let [range] = &parts[..] else { panic!("{parts:?}") };
        let drawn = format!("{}[{}]{}", &set[..range.start], &set[range.clone()], &set[range.end..]);
        assert_eq!(drawn, expected);
    };
    check("欧盟发布Tech法案", "Tech", "欧盟发布 [Tech] 法案");
    check("欧盟发布Tech法案", "布Tech法", "欧盟发[布 Tech 法]案");
    check("谈谈K8s安全", "K8s安全", "谈谈 [K8s 安全]");
    check("谈谈 K8s（安全）。", "安全", "谈谈 K8s（[安全]）。");
    check("“重启”与“重建”：*不是*一回事", "一回", "“重启”与“重建”：*不是*[一回]事");
}
