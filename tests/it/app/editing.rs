//! Which line of which file the editor is asked for.

use crate::screens::stage::Stage;
use yundu::app::Settings;
use yundu::strings::Lang;

/// Eight lines of front matter and blanks before the body, which begins on line 7.
const POST: &str = "---\ntitle: 题\ndate: 2026-02-01\ntags: [a]\n---\n\n引言。\n\n## 甲\n\n字。\n\n[一](https://example.org/1)\n\
    续 [二](https://example.org/2)\n\n```rust\nfn a() {}\n```\n\n## 乙\n\n完。\n";

#[track_caller]
fn check(keys: &str, post: usize, line: usize) {
    let plain = "没有文首。\n\n第二段。\n";
    let rest = "字。\n\n".repeat(40);
    let post_text = format!("{POST}{rest}");
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut stage = Stage::new(settings, &[("a.md", &post_text), ("b.md", plain)], 80, 10);
    stage.keys(keys);
    let asked: Vec<_> = stage.asked.iter().filter(|asked| asked.starts_with("Edit")).collect();
    assert_eq!(asked, [&format!("Edit {{ generation: 1, post: {post}, line: {line} }}")], "{keys}");
}

#[test]
fn the_line_is_that_of_the_file() {
    // The list names the post and no place in it; so does the head of the page.
    check("e", 0, 1);
    check("j e", 1, 1);
    check("enter e", 0, 1);
    // What is at the top, the heading that was gone to, what is focused.
    check("enter ] e", 0, 9);
    check("enter ] ] e", 0, 20);
    check("enter ] j j e", 0, 11);
    check("enter ] tab e", 0, 13);
    check("enter ] tab tab e", 0, 14);
    check("enter ] tab tab tab e", 0, 16);
    check("enter \\ e", 0, 1);
    check("j enter e", 1, 1);
}

#[test]
fn without_a_post_there_is_nothing_to_edit() {
    let mut stage = Stage::new(Settings { lang: Lang::En, ..Settings::default() }, &[], 80, 24);
    stage.keys("e");
    assert_eq!(stage.model.notice.as_deref(), Some("no post here to edit"));
    assert_eq!(stage.asked, Vec::<String>::new());
}

/// The place of the reader stays where it was in the text, whatever was written above it.
#[test]
fn a_post_that_was_edited_is_shown_at_the_same_place() {
    let body = |above: &str| {
        format!("---\ntitle: 题\n---\n\n{above}{}### 记号\n\n{}", "字。\n\n".repeat(20), "文。\n\n".repeat(30))
    };
    let (before, after) = (body(""), body("新的一段。\n\n另一段。\n\n"));
    let mut stage = Stage::new(Settings { lang: Lang::En, ..Settings::default() }, &[("a.md", &before)], 80, 10);
    stage.keys("enter ]");
    let top = |stage: &Stage| stage.text().lines().take(4).collect::<Vec<_>>().join("\n");
    let seen = top(&stage);
    assert!(seen.contains("记号"), "{seen}");
    stage.load(2, &[("a.md", &after)]);
    assert_eq!(top(&stage), seen);
    stage.load(3, &[("a.md", &before)]);
    assert_eq!(top(&stage), seen);
}
