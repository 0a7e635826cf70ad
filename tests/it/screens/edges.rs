//! What stands beside the measure: it is drawn, found, clicked and linked like all other text of the page.

use super::stage::Stage;
use yundu::app::Settings;
use yundu::layout::{LineEnd, LineStart, Typography};
use yundu::text::Widths;

/// A page of 36 cells in 40 columns whose text, below six rows of head, is two long links.
fn stage() -> Stage {
    let link = |text: &str| format!("[云原生周报里的动态今天写着本周社区大{text}](https://a.example/)\n");
    let body = [link("，还有一些值得一看的消息"), link("《动态》与其他的消息")].join("\n");
    let post = format!("---\ntitle: 边\ndate: 2026-02-06\n---\n\n{body}\n");
    let typography = Typography { line_end: LineEnd::Hang, line_start: LineStart::Outdent, ..Typography::default() };
    let mut stage = Stage::new(Settings { typography, ..Settings::default() }, &[("a.md", &post)], 40, 16);
    stage.keys("enter");
    stage
}

/// The rows of the link: where each begins and ends on the screen.
fn rows(stage: &Stage) -> Vec<(u16, u16, u16)> {
    let text = stage.text();
    let lines = (0..).zip(text.lines()).skip(6).take(6).filter(|(_, line)| !line.is_empty());
    let cells = |text: &str| u16::try_from(Widths::default().of(text)).unwrap();
    lines.map(|(y, line)| (y, cells(&line[..line.len() - line.trim_start().len()]), cells(line))).collect()
}

#[test]
fn marks_reach_into_both_margins() {
    let rows = rows(&stage());
    assert!(rows.iter().all(|&(_, begin, end)| (1..=2).contains(&begin) && end <= 40), "{rows:?}");
    assert!(rows.iter().any(|&(_, begin, _)| begin == 1), "nothing begins before the measure: {rows:?}");
    assert!(rows.iter().any(|&(_, _, end)| end == 40), "nothing hangs: {rows:?}");
}

#[test]
fn every_cell_of_a_line_is_the_link_and_none_beside_it() {
    let mut stage = stage();
    for (y, begin, end) in rows(&stage) {
        for x in begin.saturating_sub(1)..(end + 1).min(40) {
            stage.model.page.as_mut().unwrap().focused = None;
            stage.click(x, y);
            let inside = (begin..end).contains(&x);
            let focused = stage.model.page.as_ref().unwrap().focused_link();
            assert_eq!(focused.is_some(), inside, "{x},{y} of {begin}..{end}\n{}", stage.text());
        }
        let (surface, _) = stage.surface();
        let linked: Vec<u16> =
            (0..40).filter(|&x| surface.url_at(ratatui::layout::Position::new(x, y)).is_some()).collect();
        assert_eq!(linked, (begin..end).collect::<Vec<_>>());
    }
}

#[test]
fn a_hit_beside_the_measure_is_lit() {
    for (query, at) in [("《", 1..3), ("，", 38..40)] {
        let mut stage = stage();
        stage.keys("/").types(query).keys("enter");
        let lit = format!(":{}-{} hit", at.start, at.end - 1);
        assert!(stage.shot().contains(&lit), "{lit}\n{}", stage.shot());
    }
}
