//! Terminals that draw wide what others draw narrow: nothing is cut in two ([`Stage::surface`] looks at every cell), nothing
//! of ours is drawn at another width than we think, and an answer that comes late moves nothing.

use super::emulator::Terminal;
use super::stage::{Stage, grid};
use super::{POSTS, SHOTS};
use yundu::app::{Action, Place, Settings};
use yundu::terminal::screen::Frames;
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
        for columns in (20..=130).step_by(7).chain([170, 200]) {
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

/// What is lit of `text` by a search for `query`, as it stands on the page.
fn lit(text: &str, query: &str) -> Vec<String> {
    let post = format!("---\ntitle: 一\n---\n\n{text}\n");
    let mut stage = Stage::new(Settings::default(), &[("a.md", &post)], 60, 20);
    stage.keys("enter /").types(query);
    let before = grid(&stage.surface().0);
    assert!(before.contains(text), "the search for {query:?} changed the page:\n{before}");
    let page = stage.model.page.as_ref().unwrap();
    let hits = page.search.iter().flat_map(|search| &search.hits).flat_map(|hit| &hit.0);
    hits.map(|piece| page.lines[piece.line].runs[piece.run].text[piece.bytes.clone()].to_owned()).collect()
}

#[test]
fn a_hit_is_whole_clusters() {
    assert_eq!(lit("cafe\u{301} cafe", "fe"), ["fe\u{301}", "fe"]);
    assert_eq!(lit("甲👩\u{200d}💻乙", "💻"), ["👩\u{200d}💻"]);
    assert_eq!(lit("甲👩\u{200d}💻乙", "👩"), ["👩\u{200d}💻"]);
    assert_eq!(lit("か\u{3099}か", "か"), ["か\u{3099}", "か"]);
    assert_eq!(lit("甲🇨🇳🇯🇵乙", "🇳🇯"), ["🇨🇳🇯🇵"]);
}

/// The right half of a wide cluster belongs to what the left half belongs to.
#[test]
fn every_cell_of_a_link_is_the_link() {
    for widths in terminals() {
        let mut stage = stage(widths, 80, 60);
        stage.keys("enter G");
        let page = stage.model.page.as_ref().unwrap();
        let found = page.lines.iter().enumerate().find_map(|(y, line)| {
            let run = line.runs.iter().position(|run| run.text.contains("链接"))?;
            let before: usize = line.runs[..run].iter().map(|run| run.cells).sum();
            Some((y - page.top, before, line.runs[run].cells, line.runs[run].link.unwrap()))
        });
        let (y, before, cells, link) = found.unwrap();
        let margin = u16::try_from((80 - page.measure) / 2).unwrap();
        let (y, from) = (u16::try_from(y).unwrap(), margin + u16::try_from(before).unwrap());
        let to = from + u16::try_from(cells).unwrap();
        for x in 0..80 {
            let place = stage.place_at(x, y);
            let found = match place {
                Some(Place::Text(cell)) => stage.model.page.as_ref().unwrap().link_at(cell),
                Some(_) | None => None,
            };
            assert_eq!(found == Some(link), (from..to).contains(&x), "{place:?} at {x}, {widths:?}");
        }
    }
}

const FILM: [&str; 12] = ["", "j", "enter", "d", "d", "]", "\\", "\\", "?", "esc", "/ 引 enter", "t"];

/// The bytes of a film of frames, shown by a terminal that agrees with us, leave on it what the last frame holds.
#[test]
fn a_terminal_that_agrees_shows_what_is_drawn() {
    for widths in terminals() {
        for (columns, rows) in [(40, 20), (80, 24), (121, 30), (200, 40)] {
            let mut stage = stage(widths, columns, rows);
            let mut frames = Frames::new(columns, rows, true);
            let mut terminal = Terminal::new(columns, rows, widths);
            for keys in FILM {
                let drawn = stage.keys(keys).surface().0;
                terminal.process(&frames.paint(|surface| {
                    surface.clone_from(&drawn);
                    None
                }));
                assert_eq!(terminal.text(), grid(&drawn), "{columns} columns after {keys:?}, {widths:?}");
            }
        }
    }
}

/// In one that does not agree, what it draws otherwise is wrong, and nothing is that stands behind it.
#[test]
fn one_wrong_width_does_not_move_the_rest_of_the_line() {
    for real in terminals() {
        for believed in terminals() {
            let mut stage = stage(believed, 200, 30);
            let mut frames = Frames::new(200, 30, true);
            let mut terminal = Terminal::new(200, 30, real);
            for keys in FILM {
                let drawn = stage.keys(keys).surface().0;
                terminal.process(&frames.paint(|surface| {
                    surface.clone_from(&drawn);
                    None
                }));
            }
            let drawn = stage.surface().0;
            for (y, row) in terminal.rows().enumerate() {
                let mut unsure = 0;
                for (x, symbol) in row.iter().enumerate() {
                    let at = (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
                    let ours = drawn.buffer[at].symbol();
                    // What a doubtful cluster covers in either opinion.
                    let cells = real.of(ours).max(believed.of(ours));
                    if real.of(ours) != believed.of(ours) {
                        unsure = unsure.max(cells);
                    }
                    assert!(unsure > 0 || symbol == ours, "{symbol:?} for {ours:?} at {at:?}\n{}", terminal.text());
                    unsure = unsure.saturating_sub(1);
                }
            }
        }
    }
}
