//! Footnotes: the way there and back, and the note at the foot of the screen.

use super::top_text;
use crate::screens::stage::Stage;
use yundu::app::Settings;
use yundu::app::note;

fn post() -> String {
    let filler = "一段文字。\n\n".repeat(30);
    format!(
        "# 题\n\n甲[^1]乙[^long]丙[链](https://a.test/)。\n\n{filler}末尾[^1]。\n\n[^1]: 短注。\n\n[^long]: 长注一。\n\n    {}\n",
        "长注的文字。\n\n    ".repeat(20).trim_end()
    )
}

fn open(rows: u16) -> Stage {
    let mut stage = Stage::new(Settings::default(), &[("a.md", &post())], 80, rows);
    stage.keys("enter");
    stage
}

/// The rows at the foot of the page, from the rule on.
fn foot(stage: &Stage) -> Vec<String> {
    let text = stage.text();
    let rows = text.lines().map(str::trim).skip_while(|line| !line.starts_with("───")).skip(1);
    let mut rows: Vec<String> = rows.map(str::to_owned).collect();
    rows.pop();
    rows
}

#[test]
fn a_focused_reference_shows_its_note() {
    let mut stage = open(24);
    assert_eq!(foot(&stage), [""; 0]);
    stage.keys("tab");
    assert_eq!(foot(&stage), ["[1] 短注。"]);
    stage.keys("tab");
    assert_eq!(foot(&stage)[..3], ["[long] 长注一。", "", "长注的文字。"]);
    assert_eq!(foot(&stage).len(), 23 / 3 - 1);
    assert!(foot(&stage).last().unwrap().ends_with('↓'), "{}", stage.text());
    stage.keys("tab");
    assert_eq!(foot(&stage), [""; 0]);
    stage.keys("shift-tab esc");
    assert_eq!(foot(&stage), [""; 0]);
}

#[test]
fn a_note_on_the_screen_is_not_shown_twice() {
    let text = "甲[^1]。\n\n[^1]: 短注。\n";
    let mut stage = Stage::new(Settings::default(), &[("a.md", text)], 80, 24);
    stage.keys("enter tab");
    assert_eq!(note::at_foot(&stage.model), None);
    // Nor where there is no room for it.
    let mut stage = open(7);
    stage.keys("tab");
    assert_eq!(note::at_foot(&stage.model).map(|sheet| sheet.rows()), Some(2));
    let mut stage = open(6);
    stage.keys("tab");
    assert_eq!(note::at_foot(&stage.model), None);
}

#[test]
fn the_reference_stays_above_its_note() {
    let filler = "一段文字。\n\n".repeat(30);
    let text = format!("# 题\n\n{filler}甲[^1]。\n\n{filler}[^1]: 短注。\n");
    let mut stage = Stage::new(Settings::default(), &[("a.md", &text)], 80, 24);
    stage.keys("enter");
    for _ in 0..40 {
        stage.keys("j");
        if stage.text().contains("甲[1]") {
            break;
        }
    }
    stage.keys("tab");
    assert!(stage.text().contains("甲[1]") && !foot(&stage).is_empty(), "{}", stage.text());
}

#[test]
fn a_note_is_followed_and_leads_back() {
    let mut stage = open(24);
    stage.keys("tab tab enter");
    assert!(stage.text().contains("[long] 长注一。"), "{}", stage.text());
    assert!(stage.model.page.as_ref().unwrap().top > 20);
    assert_eq!(foot(&stage), [""; 0]);
    // Its label is focused: Enter goes back to the reference, which is then focused.
    stage.keys("enter");
    assert!(stage.text().contains("甲[1]乙[long]"), "{}", stage.text());
    assert_eq!(foot(&stage)[0], "[long] 长注一。");
    // History knows all of these places.
    stage.keys("ctrl-o");
    assert!(!stage.text().contains("甲[1]乙"), "{}", stage.text());
    stage.keys("ctrl-o");
    assert_eq!(top_text(&stage), "题");
}

#[test]
fn the_last_of_several_references_comes_back_by_history() {
    let mut stage = open(24);
    stage.keys("G");
    for _ in 0..30 {
        stage.keys("k");
        if stage.text().contains("末尾[1]") {
            break;
        }
    }
    let before = top_text(&stage);
    stage.keys("tab enter enter");
    assert!(stage.text().contains("甲[1]乙[long]"), "the label leads to the first one: {}", stage.text());
    stage.keys("ctrl-o ctrl-o");
    assert_eq!(top_text(&stage), before);
}

#[test]
fn notes_have_no_number_and_no_row_of_the_outline_but_a_hint() {
    let mut stage = open(24);
    stage.keys("1");
    assert_eq!(stage.asked, ["open https://a.test/"]);
    let outline = &stage.model.page.as_ref().unwrap().outline;
    assert_eq!(outline.iter().filter(|row| row.link().is_some()).count(), 1);
    stage.keys("f");
    let text = stage.text();
    assert!(text.lines().last().unwrap().contains("[^long]"), "{text}");
}

#[test]
fn a_note_inside_details_is_unfolded() {
    let text = format!(
        "甲[^1]。\n\n{}<details><summary>注</summary>\n\n[^1]: 短注。\n\n</details>\n",
        "一段。\n\n".repeat(30)
    );
    let mut stage = Stage::new(Settings::default(), &[("a.md", &text)], 80, 24);
    stage.keys("enter tab");
    assert_eq!(note::at_foot(&stage.model), None);
    stage.keys("enter");
    assert!(stage.text().contains("短注。"), "{}", stage.text());
}
