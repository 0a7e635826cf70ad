//! The way back and forward, in one post and across posts.

use super::{place, top_text};
use crate::screens::{reader, stage::Stage};
use yundu::app::stop::Stop;
use yundu::app::{Action, Effect, Settings, update};
use yundu::strings::Lang;

/// Three posts that lead from one to the next.
fn stage(columns: u16) -> Stage {
    let text = |title: &str, tag: &str, next: &str| {
        let before = "一段。\n\n".repeat(40);
        format!("---\ntitle: {title}\ntags: [{tag}]\n---\n{before}见[下一篇]({next})。\n\n{before}")
    };
    let posts = [text("甲", "一", "b.md"), text("乙", "二", "c.md"), text("丙", "一", "a.md")];
    let posts = [("a.md", posts[0].as_str()), ("b.md", &posts[1]), ("c.md", &posts[2])];
    Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &posts, columns, 24)
}

fn focused(stage: &Stage) -> Option<Stop> {
    stage.model.page.as_ref().unwrap().focused
}

/// Goes down to the link and follows it.
const FOLLOW: &str = "d d d d tab enter";

#[test]
fn the_place_and_the_focus_are_kept_both_ways() {
    for columns in [80, 120] {
        let mut stage = stage(columns);
        stage.keys("enter").keys(FOLLOW);
        assert_eq!(place(&stage).0, "乙");
        stage.keys(FOLLOW);
        assert_eq!(place(&stage).0, "丙");
        stage.keys("d d");
        let third = top_text(&stage);
        stage.keys("ctrl-o");
        let second = (place(&stage).0, top_text(&stage), focused(&stage));
        assert_eq!((second.0.as_str(), second.2), ("乙", Some(Stop::Link(0))));
        stage.keys("alt-left");
        assert_eq!((place(&stage).0.as_str(), focused(&stage)), ("甲", Some(Stop::Link(0))));
        assert_ne!(stage.model.page.as_ref().unwrap().top, 0);
        stage.keys("ctrl-o");
        assert_eq!(place(&stage).0, "甲", "there is nothing before it");
        stage.keys("alt-right");
        assert_eq!((place(&stage).0, top_text(&stage), focused(&stage)), second);
        stage.keys("alt-right alt-right");
        assert_eq!((place(&stage).0.as_str(), top_text(&stage)), ("丙", third));
    }
}

#[test]
fn the_way_back_leads_to_a_post_that_the_filter_hides() {
    let mut stage = stage(120);
    stage.keys("enter").keys(FOLLOW);
    stage.keys("=").types("tag:一").keys("enter");
    assert_eq!(stage.model.matching.len(), 2);
    stage.keys("J");
    stage.keys("ctrl-o");
    assert_eq!((place(&stage).0.as_str(), focused(&stage)), ("甲", Some(Stop::Link(0))));
    // Back in the second post, which the list does not show.
    let mut stage = self::stage(120);
    stage.keys("enter").keys(FOLLOW).keys("ctrl-o =").types("tag:一").keys("enter alt-right");
    assert_eq!(place(&stage).0, "乙");
    assert_eq!(stage.model.matching.len(), 2, "the filter stays");
}

#[test]
fn a_post_that_is_gone_is_passed_over() {
    let mut stage = stage(120);
    stage.keys("enter").keys(FOLLOW).keys(FOLLOW);
    let files: Vec<String> =
        ["---\ntitle: 甲\n---\n还在。\n", "---\ntitle: 丙\n---\n也在。\n"].map(str::to_owned).to_vec();
    stage.load(2, &[("a.md", &files[0]), ("c.md", &files[1])]);
    stage.keys("ctrl-o");
    assert_eq!(place(&stage).0, "甲");
    stage.keys("alt-right");
    assert_eq!(place(&stage).0, "丙");
}

/// Two steps back before the first one's post has been read: none of them is lost.
#[test]
fn quick_steps_back_are_all_kept() {
    let mut stage = stage(120);
    stage.keys("enter").keys(FOLLOW).keys(FOLLOW);
    let command = |command| Action::Run(command);
    let mut read = Vec::new();
    for _ in 0..2 {
        let effects = update(&mut stage.model, command(yundu::app::Command::HistoryBack));
        read.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Read { post, .. } => Some(post),
            _ => None,
        }));
    }
    assert_eq!(read, [1, 0]);
    let spots = |stage: &Stage| stage.model.future.iter().map(|spot| spot.post.0.to_string()).collect::<Vec<_>>();
    assert_eq!(spots(&stage), ["c", "b"]);
}

/// Neighbours are no jumps: the way back leads to before the last jump.
#[test]
fn the_next_post_is_no_jump() {
    let mut stage = reader(Lang::Zh, 120, 24);
    stage.keys("enter J J ctrl-o");
    let third = place(&stage).0;
    assert_eq!(stage.model.list.selected, 2);
    stage.keys("ctrl-o");
    assert_eq!(place(&stage).0, third);
}

#[test]
fn a_jump_inside_a_post_comes_back_to_its_link() {
    let before = "一段。\n\n".repeat(40);
    let post = format!("{before}见[下面](#二)。\n\n{before}\n## 二\n\n{before}");
    let mut stage = Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &[("a.md", &post)], 80, 24);
    stage.keys("enter").keys(FOLLOW);
    let there = stage.model.page.as_ref().unwrap().place;
    assert_eq!(focused(&stage), None);
    stage.keys("ctrl-o");
    assert_eq!(focused(&stage), Some(Stop::Link(0)));
    assert!(stage.text().contains("下面"), "{}", stage.text());
    stage.keys("alt-right");
    assert_eq!((stage.model.page.as_ref().unwrap().place, focused(&stage)), (there, None));
}
