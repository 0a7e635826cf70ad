//! A table or code block on the whole screen: opened with Enter, moved over in all directions, closed, and the page is where
//! it was.

use crate::screens::stage::Stage;
use yundu::app::stop::Stop;
use yundu::app::{Focus, Settings};

const POST: &str = "# 宽\n\n见[文档](https://example.org/a)。\n\n\
| 组件 | 说明 | 维护者 |\n| --- | --- | --: |\n\
| 甲 | 所有请求的入口，先认清是谁，再看许不许，然后才写进库里，最后告诉在等的人 | 12 |\n\
| 乙 | 在每个节点上 | 7 |\n\n\
```sh\nkubectl get pods --all-namespaces 查看全部命名空间的容器组 --watch\nls\t一二三\n```\n\n完。\n";

fn reader(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::new(Settings::default(), &[("wide.md", POST)], columns, rows);
    stage.keys("enter");
    stage
}

/// Presses `keys` on a reader of 44 by 14 and expects these rows of the screen below the title, blank ones aside.
#[track_caller]
fn check(keys: &str, expected: &[&str]) {
    let mut stage = reader(44, 14);
    let text = stage.keys(keys).text();
    let rows: Vec<_> = text.lines().map(str::trim_end).filter(|row| !row.is_empty()).collect();
    let rows = &rows[..rows.len() - 1];
    assert_eq!(rows, expected, "{text}");
}

#[test]
fn a_table_spreads_and_its_header_and_first_column_stay() {
    let first = [
        "  Table · 2 rows × 3 columns",
        "  组件 │ 说明                             ›",
        "  ─────┼──────────────────────────────────›",
        "  甲   │ 所有请求的入口，先认清是谁，再看 ›",
        "       │ 进库里，最后告诉在等的人         ›",
        "  ─────┼──────────────────────────────────›",
        "  乙   │ 在每个节点上                     ›",
    ];
    check("tab tab enter", &first);
    check("tab tab enter l l l l h h h h h", &first);
    let far = [
        "  Table · 2 rows × 3 columns",
        " ‹组件 │                          │ 维护者",
        " ‹─────┼──────────────────────────┼───────",
        " ‹甲   │ 谁，再看许不许，然后才写 │     12",
        " ‹     │                          │",
        " ‹─────┼──────────────────────────┼───────",
        " ‹乙   │                          │      7",
    ];
    check("tab tab enter l l l l", &far);
    check("tab tab enter l l l l l l l l", &far);
}

#[test]
fn code_is_shown_as_it_is_and_moved_cell_by_cell() {
    let first = ["  sh · 2 lines", "    kubectl get pods --all-namespaces 查看›", "    ls  一二三"];
    check("tab tab tab enter", &first);
    check("tab tab tab enter l", &["  sh · 2 lines", " ‹l get pods --all-namespaces 查看全部命名›", " ‹二三"]);
}

#[test]
fn rows_that_do_not_fit_scroll_below_the_header() {
    let rows: String = (1..=30).map(|row| format!("| {row} | 第 {row} 行 |\n")).collect();
    let post = format!("| 号 | 文 |\n| --- | --- |\n{rows}");
    let mut stage = Stage::new(Settings::default(), &[("long.md", &post)], 44, 12);
    let mut top = |keys: &str| {
        let text = stage.keys(keys).text();
        let rows: Vec<String> = text.lines().skip(1).map(|row| row.trim().to_owned()).collect();
        assert_eq!(rows[0], "号 │ 文", "{text}");
        (
            rows[2].clone(),
            rows[9].clone(),
            text.lines().last().unwrap().trim_end().rsplit("  ").next().unwrap().to_owned(),
        )
    };
    let row = |number: usize| format!("{number:>2} │ 第 {number} 行");
    assert_eq!(top("enter enter"), (row(1).trim().into(), row(8).trim().into(), "line 1–8/30".into()));
    assert_eq!(top("j j").0, row(3).trim());
    assert_eq!(top("G"), (row(23), row(30), "line 23–30/30".into()));
    assert_eq!(top("u").1, row(25));
    assert_eq!(top("g g").0, row(1).trim());
}

#[test]
fn enter_opens_what_is_focused_or_else_the_first_that_is_to_be_seen() {
    let check = |keys: &str, block: Option<usize>| {
        let mut stage = reader(80, 30);
        stage.keys(keys);
        let page = stage.model.page.as_ref().unwrap();
        assert_eq!(page.closeup.as_ref().map(|closeup| closeup.block), block, "{keys}");
        assert_eq!(stage.model.focus(), if block.is_some() { Focus::Closeup } else { Focus::Page }, "{keys}");
    };
    check("enter", Some(2));
    check("tab tab enter", Some(2));
    check("tab tab tab enter", Some(3));
    check("tab enter", None);
    check("enter q", None);
    check("enter esc", None);
}

#[test]
fn closing_comes_back_to_the_page_as_it_was() {
    let mut stage = reader(44, 14);
    stage.keys("tab tab tab");
    let before = stage.shot();
    stage.keys("enter l j");
    assert_ne!(stage.shot(), before);
    assert_eq!(stage.keys("q").shot(), before);
    let page = stage.model.page.as_ref().unwrap();
    assert_eq!(page.focused, Some(Stop::Block(3)));
}

#[test]
fn another_size_sets_it_anew_and_keeps_the_place() {
    let mut stage = reader(44, 14);
    stage.keys("enter l l l l");
    stage.resize(120, 30);
    let wide = stage.text();
    assert!(wide.contains("所有请求的入口") && wide.contains("维护者") && !wide.contains(['‹', '›']), "{wide}");
    stage.resize(20, 5);
    stage.resize(44, 14);
    assert!(stage.text().contains("所有请求的入口"), "{}", stage.text());
}

#[test]
fn the_wheel_moves_it_in_all_directions() {
    use crossterm::event::MouseEventKind::{ScrollLeft, ScrollRight};
    let mut stage = reader(44, 14);
    let before = stage.keys("enter").text();
    assert!(stage.mouse(ScrollRight, 10, 5).text().contains(" ‹组件"), "{}", stage.text());
    assert_eq!(stage.mouse(ScrollLeft, 10, 5).text(), before);
    stage.keys("q");
    let code = "查看全部";
    stage.keys("G");
    assert!(!stage.text().contains(code));
    assert!(stage.mouse(ScrollRight, 10, 5).text().contains(code), "{}", stage.text());
}

#[test]
fn what_has_the_screen_is_copied_as_its_author_wrote_it() {
    let check = |keys: &str, copied: &str| {
        let mut stage = reader(44, 14);
        stage.keys(keys).keys("l y y");
        assert_eq!(stage.asked, [format!("copy {copied}")], "{keys}");
    };
    check("tab tab tab enter", "kubectl get pods --all-namespaces 查看全部命名空间的容器组 --watch\nls\t一二三");
    let (start, end) = (POST.find('|').unwrap(), POST.rfind("| 7 |").unwrap() + "| 7 |".len());
    check("tab tab enter", &POST[start..end]);
}
