//! Code that is wider than the page: it is shifted sideways, nothing of it is out of reach.

use crate::screens::stage::Stage;
use yundu::app::{Focus, Settings};

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
