//! The rules of marks: what a change changes, what takes it back, what a star and a place hold on to.

use yundu::document;
use yundu::reading::{Anchor, Mark, Marks, PaneWidths, Setting, StarredStory, StoryKey};
use yundu::text::SafeStr;

fn story(key: &str, title: &str) -> StarredStory {
    StarredStory { key: StoryKey(key.to_owned()), title: SafeStr::clean(title) }
}

fn at(offset: usize) -> Mark {
    Mark::Place(Some(Anchor { offset, quote: "文".to_owned() }))
}

/// Makes changes and draws what is so afterwards, then takes them back one by one and expects to be where it began.
fn check(changes: &[Mark], expected: &str) {
    let mut marks = Marks::default();
    let mut undo = Vec::new();
    for change in changes {
        let before = marks.clone();
        match marks.set(change) {
            Some(back) => undo.push((back, before)),
            None => assert_eq!(marks, before, "{change:?} said that it changed nothing"),
        }
        let again = marks.clone();
        assert_eq!(marks.set(change), None, "{change:?} a second time");
        assert_eq!(marks, again, "{change:?} a second time");
    }
    let stories: Vec<&str> = marks.stories.iter().map(|story| story.title.as_str()).collect();
    let place = marks.place.as_ref().map_or("-".to_owned(), |place| place.offset.to_string());
    let drawn = format!("read {} star {} [{}] at {place}", marks.read, marks.starred, stories.join(" "));
    assert_eq!(drawn, expected, "{changes:?}");
    assert_eq!(marks.has_star(), marks.starred || !stories.is_empty());
    while let Some((back, before)) = undo.pop() {
        marks.set(&back);
        let order = |marks: &Marks| {
            let mut keys: Vec<String> = marks.stories.iter().map(|story| story.key.0.clone()).collect();
            keys.sort();
            (marks.read, marks.starred, keys, marks.place.clone())
        };
        assert_eq!(order(&marks), order(&before), "after taking back {back:?}");
    }
    assert_eq!(marks, Marks::default());
}

#[test]
fn every_change_can_be_made_and_taken_back() {
    check(&[], "read false star false [] at -");
    check(&[Mark::Read(false), Mark::Star(false), Mark::Place(None)], "read false star false [] at -");
    check(&[Mark::Read(true)], "read true star false [] at -");
    check(&[Mark::Read(true), Mark::Star(true), Mark::Read(false)], "read false star true [] at -");
    check(&[at(3), at(9), at(9)], "read false star false [] at 9");
    check(&[at(3), Mark::Place(None)], "read false star false [] at -");
    let (a, b) = (story("https://a.example/", "甲"), story("乙", "乙"));
    check(&[Mark::StarStory(a.clone(), true), Mark::StarStory(b.clone(), true)], "read false star false [甲 乙] at -");
    check(
        &[Mark::StarStory(a.clone(), true), Mark::StarStory(b.clone(), true), Mark::StarStory(a.clone(), false)],
        "read false star false [乙] at -",
    );
    check(&[Mark::StarStory(a, false)], "read false star false [] at -");
}

#[test]
fn a_story_keeps_its_star_under_another_heading() {
    let mut marks = Marks::default();
    marks.set(&Mark::StarStory(story("k", "旧标题"), true));
    assert_eq!(marks.set(&Mark::StarStory(story("k", "新标题"), true)), None);
    assert!(marks.set(&Mark::StarStory(story("k", "新标题"), false)).is_some());
    assert!(!marks.has_star());
}

/// The keys of a digest's stories, one a line.
fn keys(body: &str) -> Vec<String> {
    let document = document::parse(body);
    document.stories.iter().map(|story| StoryKey::of(&document, story).0).collect()
}

#[test]
fn a_story_is_known_by_its_first_source_and_else_by_its_heading() {
    let digest =
        |first: &str, rest: &str| format!("## 主要新闻\n\n### {first}\n\n文。{rest}\n\n### Second One\n\n没有来源。\n");
    let source = "\n\n**Source:** [A](https://Example.org/a) 和 [B](https://example.org/b)";
    assert_eq!(keys(&digest("第一条", source)), ["https://example.org/a", "second one"]);
    assert_eq!(keys(&digest("改了标题", source)), ["https://example.org/a", "second one"]);
    assert_eq!(keys(&digest("只有标题", "")), ["只有标题", "second one"]);
    let mail = "\n\n**Source:** [M](mailto:a@example.org)";
    assert_eq!(keys(&digest("Only A Mail", mail)), ["only a mail", "second one"]);
}

/// Notes the place `‸` of the first body and expects it at the `‸` of the second one.
fn found(before: &str, after: &str) {
    let mark = |text: &str| (text.find('‸').unwrap(), text.replacen('‸', "", 1));
    let ((from, before), (to, after)) = (mark(before), mark(after));
    let anchor = Anchor::new(&before, from);
    assert_eq!(anchor.find(&before), from, "{before:?}");
    assert_eq!(anchor.find(&after), to, "{after:?}");
}

#[test]
fn a_place_is_found_again_after_an_edit() {
    found("甲乙‸丙丁", "甲乙‸丙丁");
    found("第一段。\n\n‸第二段。", "新的一段。\n\n第一段。\n\n‸第二段。");
    found("第一段。\n\n‸第二段。", "‸第二段。");
    // The nearest of two.
    found("同\n\n‸同样的话\n\n尾", "头\n\n‸同样的话\n\n尾");
    found("甲。甲。‸甲。", "甲。甲。‸甲。");
    // The text is gone: the old byte, inside the body and between characters.
    found("abcdef‸ghi", "xxxxxx‸yyy");
    found("abcdef‸ghi", "xx‸");
    found("abcd‸ghi", "中‸文文");
    found("甲乙‸", "甲乙‸丙");
}

#[test]
fn a_place_noted_anywhere_is_one_in_any_body() {
    let bodies = ["", "a", "中文", "é\u{301}x", "🀄🀄🀄", "a\0b", "很长".repeat(99).as_str()].map(str::to_owned);
    for body in &bodies {
        for offset in 0..body.len() + 3 {
            let anchor = Anchor::new(body, offset);
            assert!(anchor.quote.chars().count() <= 48);
            assert!(anchor.offset <= offset && body.is_char_boundary(anchor.offset));
            for other in &bodies {
                let place = anchor.find(other);
                assert!(other.is_char_boundary(place) && place <= other.len(), "{anchor:?} in {other:?}: {place}");
            }
        }
    }
    let wild = Anchor { offset: usize::MAX, quote: "文".to_owned() };
    assert_eq!(wild.find("中文"), 3);
    assert_eq!(Anchor { offset: usize::MAX, quote: String::new() }.find("中文"), 6);
    assert_eq!(Anchor { offset: 1, quote: String::new() }.find("中文"), 0);
}

#[test]
fn what_a_setting_is_set_to_can_be_read_again() {
    let check = |setting: Setting, value: &str| {
        assert_eq!(setting.value(), value);
        assert_eq!(Setting::read(setting.kind(), value), Some(setting));
    };
    let panes = |facets, list, outline| Setting::Panes(PaneWidths { facets, list, outline });
    check(Setting::Theme("high-contrast".to_owned()), "high-contrast");
    check(panes(None, None, None), "- - -");
    check(panes(Some(24), None, Some(65_535)), "24 - 65535");
    for (kind, value) in
        [("theme", ""), ("panes", ""), ("panes", "1 2"), ("panes", "1 2 3 4"), ("panes", "1 2 70000"), ("x", "1")]
    {
        assert_eq!(Setting::read(kind, value), None, "{kind} {value}");
    }
}
