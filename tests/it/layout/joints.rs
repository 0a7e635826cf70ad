//! What stands between the lines of a text: nothing, a blank, a line end that the author asked for, or more code.

use yundu::document;
use yundu::layout::{CodeLines, Joint, Spec, Typography, code_bytes, lay_out};
use yundu::text::{Ambiguous, Widths};

/// Each line behind its joint: `¶` for a line end, the text between `<` and `>`, the number and first cell of code.
fn drawing(body: &str, measure: usize) -> String {
    let typography = Typography { code: CodeLines::Wrap, ..Typography::default() };
    let layout = lay_out(&document::parse(body), &Spec { typography, ..Spec::new(measure) });
    let lines = layout.lines.iter().filter(|line| !line.runs.is_empty());
    lines.map(|line| format!("{}|{}\n", joint(&line.joint), line.text().trim_end())).collect()
}

fn joint(joint: &Joint) -> String {
    match joint {
        Joint::LineEnd => "¶".to_owned(),
        Joint::Inside(text) => format!("<{text}>"),
        Joint::Cells(cells) => cells.iter().map(self::joint).collect::<Vec<_>>().join(" "),
        Joint::Code { line, cell } => format!("{line}:{cell}"),
    }
}

#[track_caller]
fn check(body: &str, measure: usize, expected: &str) {
    let found = drawing(body, measure);
    assert_eq!(found.trim_end(), expected.trim(), "\n{found}");
}

#[test]
fn a_line_end_of_the_source_is_nothing_between_two_han_and_else_a_blank() {
    check("云原生技术\n动态的一周", 10, "¶|云原生技术\n<>|动态的一周");
    check("cloud native\ndigest", 12, "¶|cloud native\n< >|digest");
    check("云原生Kubernetes", 10, "¶|云原生\n<>|Kubernetes");
    check("云原生 Kubernetes", 10, "¶|云原生\n< >|Kubernetes");
    check("云原生\u{3000}技术动态", 8, "¶|云原生\n<\u{3000}>|技术动态");
    check("一行  \n另一行", 20, "¶|一行\n¶|另一行");
    check("https://a.example/one/two", 12, "¶|https://a.\n<>|example/one/\n<>|two");
}

#[test]
fn a_marker_inside_the_text_leaves_no_blank() {
    check("1234567890123. a\n", 10, "¶|1234567890\n<>|123. a");
    check("![图示的词](a.png)\n", 8, "¶|[image]\n<>|图示的词");
}

#[test]
fn cells_of_a_row_that_goes_on_are_joined_one_by_one() {
    let body = "| a | b |\n|---|---|\n| 一二三四五六 | cloud native digest |\n";
    check(
        body,
        20,
        "¶|a        │ b\n¶|─────────┼──────────\n¶|一二三四 │ cloud\n<> < >|五六     │ native\n¶ < >|         │ digest",
    );
}

#[test]
fn code_tells_its_lines_and_where_they_go_on() {
    check("```\nab\n\n云原生技术动态 cd\n```\n", 10, "0:0|ab\n1:0|\n2:0|云原生技术\n2:10|↪ 动态 cd");
}

#[test]
fn cells_of_code_lead_to_its_bytes() {
    let narrow = Widths::default();
    let check = |line: &str, cells: std::ops::Range<usize>, widths: Widths, expected: &str| {
        assert_eq!(line.get(code_bytes(line, cells.clone(), widths)), Some(expected), "{line:?} {cells:?}");
    };
    check("abc", 0..3, narrow, "abc");
    check("abc", 1..2, narrow, "b");
    check("abc", 1..1, narrow, "");
    check("abc", 5..usize::MAX, narrow, "");
    // Both halves of a wide sign, every cell of a tab.
    check("a云b", 2..3, narrow, "云");
    check("a云b", 1..3, narrow, "云");
    check("a\tb", 0..2, narrow, "a\t");
    check("a\tb", 3..4, narrow, "\t");
    check("a\tb", 4..5, narrow, "b");
    check("\t\tb", 5..6, narrow, "\t");
    check("云\tb\t", 0..5, narrow, "云\tb");
    // What is shown as something else, or not at all.
    check("a\u{1b}[1mb", 1..2, narrow, "\u{1b}");
    check("a\u{202e}bc", 1..2, narrow, "b");
    check("a\u{202e}bc", 0..1, narrow, "a\u{202e}");
    check("\u{202e}", 0..usize::MAX, narrow, "\u{202e}");
    check("ab  \u{200b}", 1..usize::MAX, narrow, "b  \u{200b}");
    check("か\u{3099}x", 0..1, narrow, "か\u{3099}");
    check("→x", 1..2, narrow.with_ambiguous(Ambiguous::Wide), "→");
    check("", 0..usize::MAX, narrow, "");
}
