//! Selecting with the mouse, and copying: what is selected is drawn as the page shows it, and the text is the author's.

use crate::screens::stage::{Stage, head};
use yundu::app::Settings;
use yundu::app::copying::block_text;
use yundu::app::mouse::Cell;
use yundu::app::page::Page;
use yundu::app::selection::Selection;
use yundu::document;
use yundu::layout::{CodeLines, Spec, Typography, lay_out};
use yundu::strings::Lang;
use yundu::text::cluster;

/// A page of a body set to a measure.
pub fn page(body: &str, spec: &Spec) -> Page {
    let document = document::parse(body);
    let lines = lay_out(&document, spec).lines;
    // A title of its own, or the first heading would not be shown again.
    let mut page = Page::new(head("a.md", "---\ntitle: 别的\n---\n"), body.to_owned(), document);
    page.set(Vec::new(), lines, (spec.measure, spec.widths, spec.folds.clone()));
    page
}

pub fn spec(measure: usize) -> Spec {
    Spec { lang: Lang::Zh, ..Spec::new(measure) }
}

pub fn wrapped(measure: usize) -> Spec {
    Spec { typography: Typography { code: CodeLines::Wrap, ..Typography::default() }, ..spec(measure) }
}

/// The lines of a page, what is lit of each between `⟦` and `⟧`.
fn drawing(page: &Page) -> String {
    let selection = page.selection.unwrap();
    let mut drawing = String::new();
    for (index, line) in page.lines.iter().enumerate() {
        let lit = selection.on_line(page, index).unwrap_or(usize::MAX..usize::MAX);
        let (mut at, text) = (0, line.text());
        let mut drawn = String::new();
        for (_, sign) in cluster::clusters(&text) {
            drawn.push_str(if at == lit.start { "⟦" } else { "" });
            at += page.widths.of(sign);
            drawn.push_str(sign);
            drawn.push_str(if at == lit.end { "⟧" } else { "" });
        }
        drawing.push_str(&drawn);
        drawing.push('\n');
    }
    drawing
}

/// Selects what is drawn between the first `⟦` and the last `⟧`, looks that just what is drawn is lit, and that this is
/// copied.
#[track_caller]
fn check(body: &str, spec: &Spec, drawn: &str, copied: &str) {
    let mut page = page(body, spec);
    let drawn = drawn.trim_matches('\n').lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let cell = |(line, at): (usize, usize), text: &str| {
        let before = text[..at].replace(['⟦', '⟧'], "");
        Cell { line, cell: spec.widths.of(&before) }
    };
    let place = |mark| drawn.lines().enumerate().filter_map(move |(line, text)| Some((line, text.find(mark)?, text)));
    let (line, at, text) = place('⟦').next().unwrap();
    let from = cell((line, at), text);
    let (line, at, text) = place('⟧').last().unwrap();
    let to = cell((line, at), text);
    let to = Cell { cell: to.cell - 1, ..to };
    for (from, to) in [(from, to), (to, from)] {
        page.selection = Some(Selection { from, to });
        let shown = drawing(&page);
        let shown = shown.trim_matches('\n').lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(shown, drawn, "\n{shown}\n");
        assert_eq!(page.selection.unwrap().text(&page), copied);
    }
}

#[test]
fn a_paragraph_is_copied_without_our_gaps_and_line_ends() {
    let body = "云原生Kubernetes社区发布\n新版本，带来 Pod level\nresources 与 API。";
    let all = "
⟦云原生 Kubernetes 社⟧
⟦区发布新版本，带来⟧
⟦Pod level resources⟧
⟦与 API。⟧";
    check(body, &spec(20), all, "云原生Kubernetes社区发布新版本，带来 Pod level resources 与 API。");
    let part = "
云原⟦生 Kubernetes 社⟧
⟦区发布新版本，带来⟧
⟦Pod⟧ level resources
与 API。";
    check(body, &spec(20), part, "生Kubernetes社区发布新版本，带来 Pod");
    let one = "
云原生 Kubernetes 社
区发布新版本，⟦带⟧来
Pod level resources
与 API。";
    check(body, &spec(20), one, "带");
}

#[test]
fn a_long_address_is_copied_whole() {
    let drawn = "
看
⟦https://kubernetes.⟧
⟦io/docs/concepts/⟧
⟦workloads/ 吧⟧。";
    let body = "看 https://kubernetes.io/docs/concepts/workloads/ 吧。";
    check(body, &spec(20), drawn, "https://kubernetes.io/docs/concepts/workloads/ 吧");
}

#[test]
fn bars_bullets_and_numbers_are_not_copied() {
    let drawn = "
• 一个很长的列表项，
  ⟦它要折到第二行去⟧

• ⟦第二项⟧
  ⟦另起一行⟧

  1. ⟦内层第一⟧
  2. ⟦内层第二⟧

▎ ⟦引文里的话⟧也会
▎ 折行。";
    let body = "- 一个很长的列表项，它要折到第二行去\n- 第二项  \n  另起一行\n\n  1. 内层第一\n  2. 内层第二\n\n\
                > 引文里的话也会折行。";
    let copied = "它要折到第二行去\n\n第二项\n另起一行\n\n内层第一\n内层第二\n\n引文里的话";
    check(body, &spec(20), drawn, copied);
}

#[test]
fn an_image_is_its_words_and_emphasis_is_not_copied() {
    let body = "![架构图](a.png) 在[这里](https://a.example/)，**重点**与 `code span`。";
    let drawn = "
[图] ⟦架构图 在这里，⟧
⟦重点与 code span。⟧";
    check(body, &spec(20), drawn, "架构图 在这里，重点与 code span。");
}

#[test]
fn code_is_copied_byte_for_byte() {
    let body = "```makefile\nall:\n\tgo build  \n\n\techo 云原生技术动态与更多的说明\n```\n\n完。\n";
    let drawn = "
  ── makefile
  ⟦all:⟧
  ⟦    go build  ⟧

  ⟦    echo 云原生技⟧
  ↪ ⟦术动态⟧与更多的说
  ↪ 明

完。";
    check(body, &wrapped(20), drawn, "all:\n\tgo build  \n\n\techo 云原生技术动态");
    // A tab is one thing, and so is a wide sign.
    let drawn = "
  ── makefile
  all:
      go build

      echo 云原⟦生技⟧
  ↪ ⟦术动态与更多的说⟧
  ↪ ⟦明⟧

⟦完⟧。";
    check(body, &wrapped(20), drawn, "生技术动态与更多的说明\n\n完");
    let mut page = page(body, &wrapped(20));
    let cell = |line, cell| Cell { line, cell };
    page.selection = Some(Selection { from: cell(2, 4), to: cell(4, 13) });
    assert_eq!(page.selection.unwrap().text(&page), "\tgo build  \n\n\techo 云原");
    assert_eq!(block_text(&page, 0), "all:\n\tgo build  \n\n\techo 云原生技术动态与更多的说明");
}

#[test]
fn cells_of_a_table_are_parted_by_tabs() {
    let body =
        "| 名称 | 说明 |\n| --- | --- |\n| Pod | 最小的调度单位，里面有一个或几个容器 |\n| Node | 跑 Pod 的机器 |\n";
    let drawn = "
⟦名称 │ 说明⟧
─────┼──────────────
⟦Pod  │ 最小的调度单⟧
     │ ⟦位，里面有一⟧
     │ ⟦个或几个容器⟧
─────┼──────────────
⟦Node │ 跑⟧ Pod 的机器";
    let copied = "名称\t说明\nPod\t最小的调度单位，里面有一个或几个容器\nNode\t跑";
    check(body, &spec(20), drawn, copied);
    let one = "
名称 │ 说明
─────┼──────────────
Pod  │ 最小的调⟦度单⟧
     │ ⟦位，里⟧面有一
     │ 个或几个容器
─────┼──────────────
Node │ 跑 Pod 的机器";
    check(body, &spec(20), one, "度单位，里");
    assert_eq!(block_text(&page(body, &spec(20)), 0), body.trim_end());
    assert_eq!(block_text(&page(&format!("> {}", body.replace('\n', "\n> ")), &spec(20)), 0), body.trim_end());
}

// ---- the mouse -----------------------------------------------------------------------------------------------------

/// Where a text stands on the screen: the column of its first cell, and the row.
fn find(stage: &Stage, text: &str) -> (u16, u16) {
    let screen = stage.text();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let before = stage.model.settings.widths.of(&line[..line.find(text).unwrap()]);
    (u16::try_from(before).unwrap(), u16::try_from(row).unwrap())
}

fn selected(stage: &Stage) -> Option<Selection> {
    stage.model.page.as_ref().unwrap().selection
}

const BODY: &str =
    "---\ntitle: 题\n---\n云原生技术与Kubernetes社区，见[一个链接](https://a.example/)。\n\n第二段的话。\n";

#[test]
fn what_was_dragged_over_is_copied_and_stays_lit() {
    let mut stage = Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &[("a.md", BODY)], 120, 24);
    let (from, to) = (find(&stage, "技术"), find(&stage, "社区"));
    stage.drag(&[from, (from.0 + 5, from.1), to]);
    assert_eq!(stage.asked, ["copy 技术与Kubernetes社"]);
    let lit = format!("{}:{}-{} selection", from.1, from.0, to.0 + 1);
    assert!(stage.shot().contains(&lit), "{lit}\n{}", stage.shot());
    stage.keys("y y");
    assert_eq!(stage.asked[1], stage.asked[0]);
    stage.keys("j k");
    assert!(selected(&stage).is_some(), "scrolling keeps it");
    stage.keys("esc");
    assert_eq!((selected(&stage), stage.model.focus()), (None, yundu::app::Focus::Page));
    stage.drag(&[from, to]).resize(60, 24);
    assert_eq!(selected(&stage), None, "the lines are others now");
}

/// The right half of a wide cluster is not beside it, and a hand that trembles does not drag.
#[test]
fn both_halves_of_a_wide_cluster_are_one() {
    let mut stage = Stage::new(Settings::default(), &[("a.md", BODY)], 120, 24);
    let (from, to) = (find(&stage, "技术"), find(&stage, "社区"));
    stage.drag(&[(from.0 + 1, from.1), to]);
    assert_eq!(stage.asked, ["copy 技术与Kubernetes社"]);
    stage.drag(&[from, (from.0 + 1, from.1)]);
    assert_eq!((stage.asked.len(), selected(&stage)), (1, None));
}

#[test]
fn a_link_that_is_dragged_is_selected_and_not_followed() {
    let mut stage = Stage::new(Settings::default(), &[("a.md", BODY)], 120, 24);
    let (x, y) = find(&stage, "一个链接");
    stage.click(x, y);
    stage.drag(&[(x, y), (x + 7, y)]);
    assert_eq!(stage.asked, ["copy 一个链接"]);
    stage.click(x, y);
    assert_eq!((stage.asked.len(), selected(&stage)), (2, None));
    assert_eq!(stage.asked[1], "open https://a.example/");
}

#[test]
fn only_text_of_the_page_is_selected() {
    let mut stage = Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &[("题目.md", BODY)], 120, 24);
    let (x, y) = find(&stage, "第二段");
    stage.drag(&[(x + 4, y), (3, y)]);
    assert_eq!(stage.asked, ["copy 第二段"], "{}", stage.text());
    stage.drag(&[(5, y), (x + 4, y)]);
    assert_eq!(stage.asked.len(), 1, "a drag that begins in the list selects nothing");
    stage.drag(&[(x, y - 1), (x + 9, y - 1)]);
    assert_eq!((stage.asked.len(), selected(&stage)), (1, None), "nor does one over nothing");
    let (x, y) = find(&stage, "分钟");
    stage.drag(&[(x, y), (119, y)]);
    assert_eq!(stage.asked.len(), 2, "the head of the page is text too: {}", stage.text());
}

/// There is nothing above the first row that a terminal could tell of, so the page moves while the mouse stays on it.
#[test]
fn the_page_moves_on_below_and_above() {
    let body: String = (0..60).map(|number| format!("第 {number} 段。\n\n")).collect();
    let body = format!("---\ntitle: 题\n---\n{body}");
    let mut stage = Stage::new(Settings::default(), &[("a.md", &body)], 80, 12);
    stage.keys("enter");
    let top = |stage: &Stage| stage.model.page.as_ref().unwrap().top;
    let (x, y) = find(&stage, "第 0 段");
    let below: Vec<(u16, u16)> = (0..20).map(|step| (x + step % 2, 11)).collect();
    stage.drag(&[&[(x, y)], below.as_slice()].concat());
    assert_eq!(top(&stage), 20);
    assert!(
        stage.asked[0].starts_with("copy 第 0 段。\n\n第 1 段。") && stage.asked[0].contains("第 9 段"),
        "{:?}",
        stage.asked
    );
    let above: Vec<(u16, u16)> = (0..6).map(|step| (x + step % 2, 0)).collect();
    stage.drag(&[&[(x, 8)], above.as_slice()].concat());
    assert_eq!(top(&stage), 15, "one line for every report but the first");
}

/// What is under the mouse is what was shifted there.
#[test]
fn code_that_is_shifted_sideways_is_selected_where_it_is_shown() {
    let digits: String = (0..30).map(|number| format!("{number:03}云")).collect();
    let body = format!("---\ntitle: 题\n---\n```\n{digits}\n\tshort\n```\n");
    let mut stage = Stage::new(Settings::default(), &[("a.md", &body)], 60, 16);
    stage.keys("enter l l");
    assert_eq!(stage.model.page.as_ref().unwrap().pan, 16);
    let (x, y) = find(&stage, "006云");
    stage.drag(&[(x + 1, y), (x + 7, y)]);
    assert_eq!(stage.asked, ["copy 06云007"]);
    let lit = format!("{y}:{}-{} selection", x + 1, x + 7);
    assert!(stage.shot().contains(&lit), "{lit}\n{}", stage.shot());
    stage.drag(&[(x, y), (x, y + 1)]);
    assert_eq!(stage.asked[1], format!("copy {}\n\tshort", &digits[digits.find("006").unwrap()..]));
}

/// A blank line begins at the place of the line below it, and is not that line.
#[test]
fn a_click_moves_nothing() {
    let body: String = (0..60).map(|number| format!("第 {number} 段。\n\n")).collect();
    let mut stage = Stage::new(Settings::default(), &[("a.md", &body)], 120, 12);
    stage.keys("enter j j j j j j");
    for _ in 0..2 {
        let before = stage.model.page.as_ref().unwrap().top;
        stage.click(100, 3);
        assert_eq!(stage.model.page.as_ref().unwrap().top, before);
        stage.keys("j");
    }
}

#[test]
fn a_second_click_takes_the_word_and_a_third_one_the_paragraph() {
    let mut stage = Stage::new(Settings::default(), &[("a.md", BODY)], 120, 24);
    let (x, y) = find(&stage, "bernetes");
    stage.click(x, y).click(x, y).click(x, y);
    assert_eq!(stage.asked, ["copy Kubernetes", "copy 云原生技术与Kubernetes社区，见一个链接。"]);
    stage.keys("esc").click(x, y).keys("j k").click(x, y);
    assert_eq!(stage.asked.len(), 2, "clicks with something between are two first ones");
}

#[test]
#[cfg(feature = "words")]
fn a_word_of_han_is_the_one_that_lines_end_at() {
    let words = yundu::text::words::Words::new(&[]).map(std::sync::Arc::new);
    let mut stage = Stage::new(Settings { words, ..Settings::default() }, &[("a.md", BODY)], 120, 24);
    let (x, y) = find(&stage, "术与");
    stage.click(x + 1, y).click(x + 1, y);
    assert_eq!(stage.asked, ["copy 技术"]);
}
