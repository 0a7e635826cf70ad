//! Code that is wider than the page: it is shifted sideways, nothing of it is out of reach.

use crate::screens::stage::Stage;
use yundu::app::mouse::Cell;
use yundu::app::{Action, Effect, Focus, Place, Settings};
use yundu::layout::Role;

const POST: &str = "# 宽\n\n> ```sh\n> kubectl get pods --all-namespaces 查看全部命名空间的容器组 --watch\n> ls 一二三四五\n> ```\n\n后文\n";

fn reader() -> Stage {
    let mut stage = Stage::new(Settings::default(), &[("wide.md", POST)], 44, 16);
    stage.keys("enter");
    stage
}

/// The two lines of code as they stand on the screen.
#[track_caller]
fn check(stage: &Stage, expected: [&str; 2]) {
    let text = stage.text();
    let rows: Vec<_> = text.lines().map(str::trim_end).filter(|row| row.starts_with("  ▎")).collect();
    assert_eq!(rows[rows.len() - 2..], expected, "{text}");
}

#[test]
fn wide_code_is_shifted_and_then_the_pane_changes() {
    let mut stage = reader();
    check(&stage, ["  ▎   kubectl get pods --all-namespaces 查›", "  ▎   ls 一二三四五"]);
    stage.keys("l");
    // The cut half of 三 stays blank.
    check(&stage, ["  ▎  ‹get pods --all-namespaces 查看全部命›", "  ▎  ‹ 四五"]);
    stage.keys("l l l l l l l");
    check(&stage, ["  ▎  ‹ces 查看全部命名空间的容器组 --watch", "  ▎  ‹"]);
    assert_eq!(stage.model.pane, Focus::Page);
    stage.keys("h h h h");
    check(&stage, ["  ▎   kubectl get pods --all-namespaces 查›", "  ▎   ls 一二三四五"]);
    stage.keys("h");
    assert_eq!(stage.model.pane, Focus::List);
}

#[test]
fn a_hit_in_wide_code_is_brought_into_sight() {
    let mut stage = reader();
    stage.keys("/").types("watch").keys("enter");
    assert!(stage.text().contains("--watch"), "{}", stage.text());
    stage.keys("/").types("kubectl").keys("enter");
    assert!(stage.text().contains("kubectl get"), "{}", stage.text());
}

#[test]
fn code_is_plain_until_its_colours_come_and_nothing_moves() {
    let mut stage = reader();
    let roles = |stage: &Stage| {
        let runs = stage.model.page.iter().flat_map(|page| &page.lines).flat_map(|line| &line.runs);
        runs.filter(|run| matches!(run.role, Role::CodeToken(_))).map(|run| run.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(roles(&stage), [""; 0]);
    stage.keys("j l");
    let before = (stage.text(), stage.model.page.as_ref().map(|page| (page.top, page.pan, page.place)));
    stage.colour();
    assert_eq!(roles(&stage), ["kubectl", "ls"]);
    assert_eq!((stage.text(), stage.model.page.as_ref().map(|page| (page.top, page.pan, page.place))), before);
    // They are kept when the page is set to another measure, and are not asked for again.
    stage.resize(60, 16).keys("j k");
    assert_eq!(roles(&stage), ["kubectl", "ls"]);
    let widths = stage.model.settings.widths.with_ambiguous(yundu::text::Ambiguous::Wide);
    stage.act(Action::Widths(widths));
    assert_eq!(roles(&stage), ["kubectl", "ls"]);
    assert!(stage.colouring.is_empty());
}

#[test]
fn colours_are_asked_for_once_and_only_where_there_is_code() {
    let posts = [("a.md", "# 甲\n\n话\n\n```\nx\n```\n\n```text\ny\n```\n"), ("b.md", POST)];
    let mut stage = Stage::new(Settings::default(), &posts, 120, 30);
    assert_eq!(stage.colouring, []);
    stage.keys("J enter j k");
    let asked = |stage: &Stage| match stage.colouring.as_slice() {
        [Effect::Colour { post, blocks, .. }] => (*post, blocks.iter().map(|it| it.block).collect::<Vec<_>>()),
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&stage), (1, vec![1]));
    stage.keys("d u G");
    assert_eq!(asked(&stage), (1, vec![1]));
    // A post that is opened again asks again: the worker knows the answer.
    stage.keys("K J");
    assert_eq!(stage.colouring.len(), 2);
}

#[test]
fn colours_of_another_post_or_library_are_dropped() {
    let posts = [("a.md", POST), ("b.md", POST)];
    let mut stage = Stage::new(Settings::default(), &posts, 120, 30);
    let coloured = |stage: &Stage| {
        let runs = stage.model.page.iter().flat_map(|page| &page.lines).flat_map(|line| &line.runs);
        runs.filter(|run| matches!(run.role, Role::CodeToken(_))).count()
    };
    let late = std::mem::take(&mut stage.colouring);
    stage.keys("J");
    let of_b = std::mem::replace(&mut stage.colouring, late);
    stage.colour();
    assert_eq!(coloured(&stage), 0);
    stage.load(2, &posts);
    stage.colouring = of_b;
    stage.colour();
    assert_eq!(coloured(&stage), 0);
}

#[test]
fn a_hit_over_several_words_of_code_is_brought_into_sight() {
    let post = "# 宽\n\n```go\nvar 一个很长很长很长很长很长很长的名字 = fmt.Println(\"末尾\") // 完\n```\n";
    let mut stage = Stage::new(Settings::default(), &[("wide.md", post)], 44, 16);
    stage.keys("enter").colour();
    stage.keys("/").types("println(\"末尾").keys("enter");
    assert!(stage.text().contains("Println(\"末尾\")"), "{}", stage.text());
    let shot = stage.shot();
    let hit: Vec<&str> = shot.lines().filter(|line| line.ends_with(" hit-current")).collect();
    assert_eq!(hit.len(), 1, "{shot}");
    stage.keys("/").types("var").keys("enter");
    assert!(stage.text().contains("var 一个"), "{}", stage.text());
}

#[test]
fn a_long_body_stays_plain() {
    let long = format!("# 长\n\n```go\nvar a = 1\n```\n\n{}", "话。\n\n".repeat(yundu::app::page::LARGE / 8));
    let mut stage = Stage::new(Settings::default(), &[("long.md", &long)], 80, 20);
    stage.keys("enter");
    assert_eq!(stage.colouring, []);
    assert!(stage.text().contains("var a = 1"), "{}", stage.text());
}

#[test]
fn code_on_the_whole_screen_has_its_colours_too() {
    let mut stage = reader();
    stage.keys("tab enter");
    let words = |stage: &Stage| {
        let closeup = stage.model.page.as_ref().and_then(|page| page.closeup.as_ref()).expect("it is open");
        let runs = closeup.set.lines.iter().flat_map(|line| &line.runs);
        runs.filter(|run| matches!(run.role, Role::CodeToken(_))).map(|run| run.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(words(&stage), [""; 0]);
    stage.colour();
    assert_eq!(words(&stage), ["kubectl", "ls"]);
}

#[test]
fn what_is_selected_stays_selected_when_colours_come() {
    let mut stage = reader();
    let lines = stage.model.page.as_ref().map(|page| page.lines.as_slice()).unwrap_or_default();
    let line = lines.iter().position(|line| line.text().contains("kubectl get")).unwrap();
    stage.act(Action::Click(Place::Text(Cell { line, cell: 5 })));
    stage.act(Action::Drag { place: Some(Place::Text(Cell { line, cell: 14 })), column: 14 });
    let selected = |stage: &Stage| stage.model.page.as_ref().and_then(|page| page.selection);
    assert!(selected(&stage).is_some());
    let before = selected(&stage);
    stage.colour();
    assert_eq!(selected(&stage), before);
}
