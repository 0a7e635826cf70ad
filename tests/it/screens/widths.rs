//! Terminals that draw wide what others draw narrow: nothing is cut in two ([`Stage::surface`] looks at every cell), nothing
//! of ours is drawn at another width than we think, and an answer that comes late moves nothing.

use super::stage::Stage;
use super::{POSTS, SHOTS};
use yundu::app::{Action, Settings};
use yundu::text::{Ambiguous, SafeStr, Selectors, Sequence, Widths};

/// A post in which every class of doubtful characters stands in every kind of block.
const DOUBTFUL: &str = "---\ntitle: “双宽”与 α ── ① ❤️ 的一期\ndate: 2026-02-07\ntags: [“甲”, α, ❤️]\n---\n\n\
## ① “标题”——α 👩‍💻\n\n\
正文里有 “引号”、‘单引号’、破折号——和省略号……还有 α β γ、Привет、① ② ③、❤️ 1️⃣ 👩‍💻 👍🏽 🇨🇳，行末的ｶﾞ与 café。\n\n\
- 甲 · 乙 × 丙 → 丁\n  - 👩‍👩‍👧‍👦 一家\n    - 👍🏽👍🏽👍🏽\n1. “一”\n10. ①\n\n> “引文” ── ■ ★\n\n> [!NOTE]\n> ℃ 与 °\n\n\
| 项 | “值” |\n| --- | ---: |\n| α | 👍🏽 |\n| ❤️ | ① |\n\n\
```yaml\nkey: \"“很长的一行代码，一直写到右边界以外，好让它可以左右移动 👍🏽 ① α ── 完”\"\n```\n\n---\n\n\
**来源：** [“链接” α](https://example.org/a)\n";

/// Unicode's rules, and terminals that differ from it.
fn terminals() -> [Widths; 4] {
    let wide = Widths::default().with_ambiguous(Ambiguous::Wide);
    let parts = Widths {
        selectors: Selectors::Ignored,
        joined: Sequence::Parts,
        toned: Sequence::Parts,
        flags: Sequence::Parts,
        ..Widths::default()
    };
    [Widths::default(), wide, parts, Widths { selectors: Selectors::Dropped, toned: Sequence::Parts, ..wide }]
}

fn stage(widths: Widths, columns: u16, rows: u16) -> Stage {
    let mut posts = vec![("2026-02-07-doubt.md", DOUBTFUL)];
    posts.extend(POSTS);
    Stage::new(Settings { widths, library: SafeStr::literal("posts"), ..Settings::default() }, &posts, columns, rows)
}

/// What a terminal of 80 columns shows where ambiguous characters are wide and emoji are taken apart.
#[test]
fn a_page_of_doubtful_characters() {
    let mut stage = stage(Widths { toned: Sequence::Parts, ..terminals()[1] }, 80, 50);
    insta::with_settings!({
        snapshot_path => "../../data/screens",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("doubtful-80", stage.keys("enter").text());
    });
}

#[test]
fn no_pane_and_no_overlay_cuts_a_cluster_in_two() {
    let looks = ["", "t", "\\", "enter \\", "enter f", "enter ?", "enter 1", "enter y", "enter / 引", "="];
    for widths in terminals() {
        for columns in (20..=130).step_by(3).chain([170, 200]) {
            for keys in looks {
                let mut stage = stage(widths, columns, 30);
                stage.keys(keys).surface();
            }
        }
    }
}

#[test]
fn wide_code_is_shifted_cell_by_cell() {
    for widths in terminals() {
        let mut stage = stage(widths, 40, 60);
        stage.keys("enter");
        for _ in 0..70 {
            stage.model.page.as_mut().unwrap().pan += 1;
            stage.surface();
        }
    }
}

#[test]
fn the_shots_are_drawn_at_every_width() {
    for widths in terminals() {
        for (_, lang, (columns, rows), keys) in SHOTS {
            let mut stage = stage(widths, *columns, *rows);
            stage.model.settings.lang = *lang;
            for keys in *keys {
                match keys.strip_prefix('"') {
                    Some(text) => stage.types(text),
                    None => stage.keys(keys),
                };
                stage.surface();
            }
        }
    }
}

#[test]
fn an_answer_that_comes_late_keeps_the_place() {
    for before in terminals() {
        for after in terminals() {
            let mut stage = stage(before, 44, 12);
            stage.keys("enter d d d");
            let place = |stage: &Stage| {
                let page = stage.model.page.as_ref().unwrap();
                (page.place, page.top, page.lines[page.top].text())
            };
            let (at, _, text) = place(&stage);
            stage.act(Action::Widths(after));
            let (now_at, top, now) = place(&stage);
            assert_eq!(now_at, at);
            assert!(after != before || now == text, "{text} became {now}");
            let page = stage.model.page.as_ref().unwrap();
            let end = page.lines.get(top + 1).map_or(usize::MAX, |line| line.offset);
            assert!((page.lines[top].offset..=end).contains(&at.unwrap()), "{text} is not at the top: {now}");
            let mut fresh = self::stage(after, 44, 12);
            fresh.keys("enter");
            assert_eq!(page.lines, fresh.model.page.as_ref().unwrap().lines);
            stage.act(Action::Widths(before));
            assert_eq!(place(&stage).0, at);
        }
    }
}
