//! What runs say about themselves: roles, links, and their places in the source.

use std::fs;
use std::path::Path;
use yundu::document::{self, AlertKind};
use yundu::layout::{Line, Role, Run, Spec, lay_out};

fn lines(body: &str, measure: usize) -> Vec<Line> {
    lay_out(&document::parse(body), &Spec::new(measure)).lines
}

/// Every run as `role text`, blanks trimmed.
fn roles(body: &str) -> Vec<(Role, String)> {
    let lines = lines(body, 80);
    let runs = lines.iter().flat_map(|line| &line.runs).filter(|run| !run.text.trim().is_empty());
    runs.map(|run| (run.role, run.text.trim().to_owned())).collect()
}

#[track_caller]
fn check(body: &str, expected: &[(Role, &str)]) {
    let got = roles(body);
    let got: Vec<(Role, &str)> = got.iter().map(|(role, text)| (*role, text.as_str())).collect();
    assert_eq!(got, expected, "{body}");
}

#[test]
fn each_run_says_what_it_is() {
    check("## 题 `x`", &[(Role::Heading(2), "题"), (Role::Code, "x")]);
    check("见[此](https://a.example/)处", &[(Role::Text, "见"), (Role::Link, "此"), (Role::Text, "处")]);
    check("> 话", &[(Role::QuoteBar, "▎"), (Role::Quote, "话")]);
    check("- 甲", &[(Role::Marker, "•"), (Role::Text, "甲")]);
    check("- [x] 甲", &[(Role::Marker, "[x]"), (Role::Text, "甲")]);
    check("按 <kbd>q</kbd>", &[(Role::Text, "按"), (Role::Key, "q")]);
    check("```go\nx\n```", &[(Role::CodeLanguage, "── go"), (Role::CodeBlock, "x")]);
    check("![图](a.png)", &[(Role::Image, "[image]"), (Role::Image, "图")]);
    check(
        "> [!TIP]\n> 话",
        &[
            (Role::Alert(AlertKind::Tip), "▎"),
            (Role::Alert(AlertKind::Tip), "Tip"),
            (Role::Alert(AlertKind::Tip), "▎"),
            (Role::Text, "话"),
        ],
    );
    check(
        "话[^1]\n\n[^1]: 注",
        &[(Role::Text, "话"), (Role::NoteRef, "[1]"), (Role::NoteRef, "[1]"), (Role::Text, "注")],
    );
}

#[test]
fn a_source_line_has_a_label_and_a_source_link() {
    for (line, label) in [
        ("**Source:** [题](https://a.example/)", "Source:"),
        ("**Source**: [题](https://a.example/)", "Source:"),
        ("来源：[题](https://a.example/)", "来源："),
    ] {
        let got = roles(&format!("## 主要新闻\n\n### 甲\n\n话。\n\n{line}\n"));
        let tail: String = got.iter().filter(|(role, _)| *role == Role::Label).map(|(_, text)| text.as_str()).collect();
        assert_eq!(tail, label, "{got:?}");
        assert_eq!(got.last(), Some(&(Role::SourceLink, "题".to_owned())), "{line}");
    }
}

#[test]
fn a_virtual_gap_is_no_text_of_the_source() {
    let lines = lines("在Kubernetes社区", 80);
    let texts: Vec<(&str, bool)> = lines[0].runs.iter().map(|run| (run.text.as_str(), run.span.is_empty())).collect();
    assert_eq!(texts, [("在", false), (" ", true), ("Kubernetes", false), (" ", true), ("社区", false)]);
}

#[test]
fn a_link_is_one_link_over_all_its_lines() {
    let lines = lines("[云原生技术动态带来了新的消息](https://a.example/)", 12);
    assert!(lines.len() > 2);
    assert!(lines.iter().flat_map(|line| &line.runs).all(|run| run.link == Some(0)));
}

#[test]
fn runs_lead_to_their_bytes() {
    let body = "甲`code`乙 **重点** 丙\n\n```go\nfn x\n```\n";
    for line in lines(body, 80) {
        for run in line.runs.iter().filter(|run| !run.span.is_empty()) {
            assert_eq!(body.get(run.span.clone()), Some(run.text.as_str()), "{:?}", run.role);
        }
    }
}

#[test]
fn nearly_all_runs_of_our_posts_are_exact() {
    let (mut exact, mut all) = (0, 0);
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("posts")).unwrap() {
        let body = fs::read_to_string(entry.unwrap().path()).unwrap();
        let lines = lines(&body, 60);
        let runs =
            lines.iter().flat_map(|line| &line.runs).filter(|run| !run.span.is_empty() && run.role != Role::Rule);
        for run in runs {
            all += 1;
            exact += usize::from(body.get(run.span.clone()).is_some_and(|source| same(run, source)));
        }
    }
    assert!(exact * 100 > all * 97, "{exact} of {all}");
}

/// Line ends of the source are shown as blanks.
fn same(run: &Run, source: &str) -> bool {
    source.replace('\n', " ") == run.text.as_str()
}

#[test]
fn a_line_knows_where_it_begins() {
    let body = "第一段的文字写得很长很长需要换行\n\n第二段\n";
    let lines = lines(body, 12);
    for line in lines.iter().filter(|line| !line.runs.is_empty()) {
        assert!(body[line.offset..].starts_with(line.text().chars().next().unwrap()), "{}", line.text());
    }
    assert_eq!(lines.iter().map(|line| usize::from(line.first)).sum::<usize>(), 2);
}

#[test]
fn a_long_line_of_code_pans_with_its_block() {
    let lines = lines("前\n\n```\nkubectl get pods --all-namespaces\nls\n```\n\n```\nls\n```\n", 20);
    let pans: Vec<_> = lines.iter().map(|line| line.pans).collect();
    assert_eq!(pans, [false, false, true, true, false, false]);
}

#[test]
fn a_long_line_without_a_blank_is_set() {
    for (unit, count) in [("云", 60_000), ("a", 200_000), ("，", 60_000), ("`", 200_000), ("-", 200_000)] {
        let body = unit.repeat(count);
        let lines = lines(&format!("甲{body}"), 80);
        assert!(lines.len() >= 60_000 / 40, "{unit} {}", lines.len());
    }
}

#[test]
fn thousands_of_nested_lists_and_quotes_are_set() {
    let lists: String = (0..2000).map(|depth| format!("{}- 层\n", "  ".repeat(depth % 300))).collect();
    for body in ["> ".repeat(5000) + "话", "- ".repeat(5000) + "话", lists] {
        assert!(lines(&body, 40).iter().all(|line| line.cells() <= 40));
    }
}
