//! The reader ends lines between words, on the page and in the list, as `show` does.

use super::stage::Stage;
use std::sync::Arc;
use yundu::app::Settings;
use yundu::text::words::Words;

const POST: &str = "---\ntitle: 安全通告：容器运行时修复了一个提权漏洞\ndate: 2026-02-07\n---\n\n\
我们把云原生应用的工作负载迁移到另外两个可用区，整个过程没有中断任何服务。\n";

/// Checks which lines are on the screen with words and which without.
#[track_caller]
fn check(keys: &str, measure: usize, columns: u16, with: &[&str], without: &[&str]) {
    for (words, lines, others) in [(Words::new(&[]).map(Arc::new), with, without), (None, without, with)] {
        let mut stage = Stage::new(Settings { words, measure, ..Settings::default() }, &[("a.md", POST)], columns, 24);
        let text = stage.keys(keys).text();
        for line in lines {
            let alone = |row: &str| row.trim_matches([' ', '▌', '●']) == *line;
            assert!(text.lines().any(alone), "no {line}, others are {others:?}:\n{text}");
        }
    }
}

#[test]
fn lines_of_the_page_end_between_words() {
    let with = ["我们把云原生应用的", "工作负载迁移到另外两个"];
    check("enter", 22, 40, &with, &["我们把云原生应用的工作", "负载迁移到另外两个可用"]);
}

#[test]
fn titles_in_the_list_end_between_words() {
    check("", 80, 29, &["安全通告：容器运行时"], &["安全通告：容器运行"]);
}
