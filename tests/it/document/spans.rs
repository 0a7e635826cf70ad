//! Where blocks stand in the source: body in, each block's source out.

use yundu::document::{BlockKind, InlineKind, parse};

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let document = parse(body);
    let found: Vec<&str> = document.blocks.iter().map(|block| &body[block.span.clone()]).collect();
    assert_eq!(found, expected, "{body:?}");
}

#[test]
fn a_tight_item_is_covered_whole() {
    check("- 甲[乙](https://a.example/b)\n- 丙", &["甲[乙](https://a.example/b)", "丙"]);
    check(
        "- [甲](https://a.example/b)\n  **乙** `丙`\n- ![丁](d.png)",
        &["[甲](https://a.example/b)\n  **乙** `丙`", "![丁](d.png)"],
    );
    check("1. <https://a.example/b>\n2. \\*甲\n", &["<https://a.example/b>", "\\*甲"]);
    check("- 甲\n  - [乙](b)\n  丙\n", &["甲", "[乙](b)\n  丙"]);
}

#[test]
fn a_source_line_is_covered_whole() {
    check(
        "甲[乙](b)\n**Source:** [丙](https://a.example/b)\n",
        &["甲[乙](b)", "**Source:** [丙](https://a.example/b)"],
    );
    check("- 甲\n  来源：[丙](https://a.example/b)\n", &["甲", "来源：[丙](https://a.example/b)"]);
    check("甲[乙](b) **Source:** [丙](https://a.example/b)", &["甲[乙](b)", "**Source:** [丙](https://a.example/b)"]);
}

#[test]
fn an_empty_item_stands_where_its_marker_stands() {
    check("- 甲\n-\n- 乙", &["甲", "-", "乙"]);
    check("-\n- 甲\n\n末", &["-", "甲", "末"]);
    check("> 1. 甲\n> 2.\n", &["甲", "2."]);
}

#[test]
fn blanks_before_a_tag_stay_in_their_block() {
    let document = parse(" <br>\n云\n\n\u{301}");
    let last = document.blocks.last().unwrap();
    let BlockKind::Paragraph(inlines) = &last.kind else { panic!("{last:?}") };
    assert!(matches!(&inlines[..], [inline] if inline.kind == InlineKind::Text("\u{301}".into())), "{inlines:?}");
}
