//! One paragraph in forty cells as `fold -s` sets it, by plain UAX #14, and by yundu: what the READMEs show is what comes out.

use super::{READMES, check};
use std::sync::Arc;
use yundu::document;
use yundu::layout::{self, Spec};
use yundu::text::Widths;
use yundu::text::words::Words;

/// A paragraph with what digests are full of: straight quotes, a dash, numbers, names, long words.
const PARAGRAPH: &str = "这一版叫作\"世界树\"，共有 60 项增强——其中 17 项已经稳定。就地调整 Pod 资源不再需要重启，工作负载\
感知的调度进入 Alpha，AI/ML 任务可以成组放置。维护者提醒：升级前请先读 v1.35.0 的弃用说明，再看看各个命名空间里的可用区标签\
是否还在用旧写法。";

/// The length of a line in cells.
const MEASURE: usize = 40;

#[test]
fn one_paragraph_is_set_three_ways() {
    for (name, _) in READMES {
        let mut blocks = String::from("\n");
        for (way, lines) in [("fold -s", folded()), ("UAX #14", by_uax14()), ("yundu", by_yundu())] {
            blocks.push_str(&format!("\n{way}:\n\n```text\n{}\n```\n", lines.join("\n")));
        }
        check(name, "three-ways", &format!("{blocks}\n"));
    }
}

fn by_yundu() -> Vec<String> {
    let spec = Spec { words: Words::new(&[]).map(Arc::new), ..Spec::new(MEASURE) };
    layout::lay_out(&document::parse(PARAGRAPH), &spec).lines.iter().map(layout::Line::text).collect()
}

/// GNU's `fold -s -w 40` counts bytes: a line ends behind the last blank that fits, else in the middle of a character.
fn folded() -> Vec<String> {
    let mut rest = PARAGRAPH.as_bytes();
    let mut lines = Vec::new();
    while rest.len() > MEASURE {
        let end = rest[..MEASURE].iter().rposition(|&byte| byte == b' ').map_or(MEASURE, |at| at + 1);
        lines.push(String::from_utf8_lossy(&rest[..end]).trim_end().to_owned());
        rest = &rest[end..];
    }
    lines.push(String::from_utf8_lossy(rest).into_owned());
    lines
}

/// The last opportunity of plain UAX #14 that fits, line by line.
fn by_uax14() -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(PARAGRAPH) {
        let piece = &PARAGRAPH[start..end];
        let line = lines.last_mut().unwrap();
        if Widths::default().of(&format!("{line}{}", piece.trim_end())) > MEASURE {
            line.truncate(line.trim_end().len());
            lines.push(piece.to_owned());
        } else {
            line.push_str(piece);
        }
        start = end;
    }
    lines
}
