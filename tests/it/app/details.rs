//! What is folded: Enter, clicks, and every way that leads into it.

use super::top_text;
use crate::screens::stage::Stage;
use yundu::app::Settings;
use yundu::app::stop::Stop;
use yundu::text::Widths;

/// A post with details around `hidden`, among paragraphs.
fn post(hidden: &str) -> String {
    let filler = "一段文字。\n\n".repeat(30);
    format!(
        "# 题\n\n见[丙](#丙)和[名](#name)。\n\n{filler}<details>\n<summary>折叠的</summary>\n\n{hidden}\n\n</details>\n\n{filler}## 尾\n\n末。\n"
    )
}

const HIDDEN: &str =
    "里面\n\n### 丙\n\n丙的文字\n\n<details><summary>内层</summary>\n\n<a name=\"name\"></a>斑马\n\n</details>";

fn open(text: &str) -> Stage {
    let mut stage = Stage::new(Settings::default(), &[("a.md", text)], 80, 24);
    stage.keys("enter");
    stage
}

/// Whether a text is to be seen.
#[track_caller]
fn shows(stage: &Stage, text: &str, expected: bool) {
    assert_eq!(stage.text().contains(text), expected, "{text}\n{}", stage.text());
}

/// The row of the screen on which a text stands.
#[track_caller]
fn row_of(stage: &Stage, text: &str) -> usize {
    stage.text().lines().position(|line| line.contains(text)).expect(text)
}

#[test]
fn enter_unfolds_and_folds_and_the_summary_stays_where_it_is() {
    let mut stage = open(&post(HIDDEN));
    stage.keys("tab tab tab");
    let row = row_of(&stage, "▸ 折叠的");
    shows(&stage, "里面", false);
    stage.keys("enter");
    assert_eq!(row_of(&stage, "▾ 折叠的"), row);
    shows(&stage, "里面", true);
    shows(&stage, "▸ 内层", true);
    stage.keys("tab enter");
    shows(&stage, "斑马", true);
    stage.keys("shift-tab enter");
    assert_eq!(row_of(&stage, "▸ 折叠的"), row);
    shows(&stage, "里面", false);
    // What was unfolded inside is so again.
    stage.keys("enter");
    shows(&stage, "斑马", true);
}

#[test]
fn details_that_their_author_opened_are_open() {
    let mut stage = open(
        "# 题\n\n<details open><summary>一</summary>\n\n看得见\n\n</details>\n<details><summary>二</summary>\n\n藏着\n\n</details>\n",
    );
    shows(&stage, "看得见", true);
    shows(&stage, "藏着", false);
    stage.keys("tab enter");
    shows(&stage, "看得见", false);
    shows(&stage, "藏着", false);
}

#[test]
fn a_click_on_a_summary_unfolds_it() {
    let mut stage = open("# 题\n\n<details><summary>折叠的</summary>\n\n里面\n\n</details>\n");
    let row = row_of(&stage, "▸ 折叠的");
    let line = stage.text().lines().nth(row).unwrap().to_owned();
    let column = Widths::default().of(&line[..line.find("叠").unwrap()]);
    let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
    stage.click(column, row);
    shows(&stage, "里面", true);
    stage.click(column, row);
    shows(&stage, "里面", false);
}

#[test]
fn whatever_leads_inside_unfolds_it() {
    let check = |keys: &str, expected: &str| {
        let mut stage = open(&post(HIDDEN));
        stage.keys(keys);
        shows(&stage, expected, true);
        let page = stage.model.page.as_ref().unwrap();
        assert!(page.lines.iter().any(|line| line.text().contains(expected)), "{keys}");
    };
    check("1", "丙的文字");
    check("2", "斑马");
    // A search in the page, as it is typed and afterwards.
    check("/ 斑 马", "斑马");
    check("/ 斑 马 enter n", "斑马");
    // A search in the library.
    check("esc ctrl-f 斑 马 enter enter", "斑马");
}

#[test]
fn an_abandoned_search_leaves_things_folded() {
    let mut stage = open(&post(HIDDEN));
    stage.keys("tab tab tab");
    let before = (stage.text(), top_text(&stage));
    stage.keys("/ 斑 马");
    shows(&stage, "斑马", true);
    stage.keys("esc");
    assert_eq!((stage.text(), top_text(&stage)), before);
}

#[test]
fn the_place_where_the_reader_was_is_unfolded_again() {
    let long = "藏着的一段。\n\n".repeat(40) + "斑马\n\n" + &"藏着的一段。\n\n".repeat(40);
    let text = post(&long);
    let posts = [("a.md", text.as_str()), ("b.md", "# 乙\n\n文\n")];
    let mut stage = Stage::new(Settings::default(), &posts, 80, 24);
    stage.keys("enter / 斑 马 enter");
    shows(&stage, "斑马", true);
    let stage = Stage::come_back(Settings::default(), &posts, &stage);
    let mut stage = stage;
    stage.keys("enter");
    shows(&stage, "斑马", true);
}

#[test]
fn the_way_back_leads_into_what_was_folded_since() {
    let mut stage = open(&post(HIDDEN));
    stage.keys("1");
    shows(&stage, "丙的文字", true);
    stage.keys("ctrl-o");
    assert_eq!(stage.model.page.as_ref().unwrap().top, 0);
    let is_outer = |stage: &Stage| stage.model.page.as_ref().unwrap().focused == Some(Stop::Fold(0));
    for _ in 0..5 {
        if !is_outer(&stage) {
            stage.keys("tab");
        }
    }
    assert!(is_outer(&stage));
    stage.keys("enter");
    shows(&stage, "▸ 折叠的", true);
    stage.keys("alt-right");
    shows(&stage, "丙的文字", true);
}

#[test]
fn a_resize_and_a_reload_keep_what_is_unfolded() {
    let text = post(HIDDEN);
    let mut stage = open(&text);
    stage.keys("tab tab tab enter");
    stage.resize(60, 24);
    shows(&stage, "里面", true);
    stage.load(2, &[("a.md", &text)]);
    shows(&stage, "里面", true);
}

#[test]
fn long_bodies_are_set_by_a_worker_with_what_is_unfolded() {
    let text = post(HIDDEN) + &"填充的文字。\n\n".repeat(60_000);
    let mut stage = open(&text);
    shows(&stage, "里面", false);
    stage.keys("tab tab tab");
    assert!(matches!(stage.model.page.as_ref().unwrap().focused, Some(Stop::Fold(_))));
    stage.keys("enter");
    shows(&stage, "里面", true);
    stage.keys("enter");
    shows(&stage, "里面", false);
    stage.keys("g g 1");
    shows(&stage, "丙的文字", true);
}
