//! Links: which one is at hand, what opens at once, what is asked or refused, and the way back.

use super::{place, top_text};
use crate::screens::reader;
use crate::screens::stage::{Stage, head};
use crossterm::event::MouseEventKind;
use yundu::app::links::post_at;
use yundu::app::{Action, Opening, Settings};
use yundu::strings::Lang;

#[test]
fn links_open_jump_ask_or_are_refused() {
    let check = |keys: &str, asked: &[&str], overlay: bool| {
        let mut stage = reader(Lang::En, 80, 24);
        stage.keys("enter").keys(keys);
        assert_eq!(stage.asked, asked, "{keys}");
        assert_eq!(stage.model.overlay.is_some(), overlay, "{keys}");
    };
    let probe = "open https://example.org/blog/run-a-probe-by-hand/";
    check("tab enter", &[probe], false);
    check("o", &[probe], false);
    check("] ] o", &["open https://gateway.example.com/diff?from=ingress&to=gateway"], false);
    check("1", &[probe], false);
    check("9", &[], false);
    // The words name one host, the target is another.
    check("5", &[], true);
    check("5 n", &[], false);
    check("5 enter", &[], false);
    check("5 y", &["open https://mirror.example.com/diff"], false);
    check("5 right enter", &["open https://mirror.example.com/diff"], false);
    check("5 c", &["copy https://mirror.example.com/diff"], false);
    check("6", &[], true);
    check("6 y", &[], true);
    check("6 c", &["copy mailto:desk@example.org"], false);
    check("] ] f f", &["open https://gateway.example.com/diff?from=ingress&to=gateway"], false);
    check("y l", &["copy https://example.org/blog/run-a-probe-by-hand/"], false);
    check("y p", &["copy 2026-02-06-probe.md"], false);
    check("y x", &[], false);
}

#[test]
fn a_relative_link_leads_to_its_post_and_the_way_back_is_kept() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter ] ]");
    let before = (place(&stage).0, top_text(&stage));
    stage.keys("2");
    assert_eq!(place(&stage).0, "配额周：");
    stage.keys("ctrl-o");
    assert_eq!((place(&stage).0, top_text(&stage)), before);
    stage.keys("alt-right");
    assert_eq!(place(&stage).0, "配额周：");
}

#[test]
fn a_relative_link_with_an_anchor_jumps_there() {
    let from = "# 甲\n\n见[乙的结尾](乙.md#结尾)。\n";
    let to = format!("# 乙\n\n{}## 结尾\n\n完。\n", "一段。\n\n".repeat(40));
    let mut stage = Stage::new(Settings::default(), &[("甲.md", from), ("乙.md", &to)], 80, 24);
    stage.keys("enter 1");
    assert_eq!(place(&stage).0, "乙");
    assert!(stage.text().contains("完。"), "{}", stage.text());
}

#[test]
fn a_relative_link_without_a_post_asks_with_the_whole_address() {
    let check = |site: Option<&str>, source: &str, expected: &str| {
        let text = format!("---\ntitle: 甲\nsource: {source}\n---\n见[关于](/about/)。\n");
        let settings = Settings { site: site.map(str::to_owned), ..Settings::default() };
        let mut stage = Stage::new(settings, &[("甲.md", &text)], 80, 24);
        stage.keys("enter 1");
        assert!(stage.text().contains(expected), "{}", stage.text());
        assert_eq!(stage.asked, Vec::<String>::new());
    };
    check(Some("https://site.example/blog/"), "x", "https://site.example/about/");
    check(None, "https://origin.example/a/b", "https://origin.example/about/");
    check(None, "x", "`site`");
}

#[test]
fn a_story_is_copied_as_it_was_written() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter ] y m y t");
    assert!(
        stage.asked[0].starts_with("copy ### 启动探针可以单独调试\n\nKubernetes 1.36 的 `kubectl probe`"),
        "{:?}",
        stage.asked
    );
    assert_eq!(stage.asked[1], "copy 启动探针可以单独调试\nhttps://example.org/blog/run-a-probe-by-hand/");
}

#[test]
fn a_click_shows_the_target_and_a_second_one_opens_it() {
    let mut stage = reader(Lang::Zh, 120, 40);
    let text = stage.text();
    let row = text.lines().position(|line| line.contains("Run a probe")).unwrap();
    let line = text.lines().nth(row).unwrap();
    let column = yundu::text::Widths::default().of(&line[..line.find("Run a").unwrap()]);
    let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
    stage.click(column, row);
    assert_eq!(stage.asked, Vec::<String>::new());
    assert!(stage.text().lines().last().unwrap().contains("example.org/blog/run-a-probe-by-hand/"));
    stage.click(column, row);
    assert_eq!(stage.asked, ["open https://example.org/blog/run-a-probe-by-hand/"]);
}

#[test]
fn in_the_outline_too_a_target_is_shown_before_it_opens() {
    let mut stage = reader(Lang::Zh, 200, 16);
    stage.mouse(MouseEventKind::ScrollDown, 190, 8);
    let row = stage.text().lines().position(|line| line.contains("│       Run a")).expect("a link in the outline");
    let row = u16::try_from(row).unwrap();
    for asked in [0, 1] {
        stage.click(190, row);
        assert_eq!(stage.asked.len(), asked);
        assert!(stage.text().lines().last().unwrap().contains("example.org"), "{}", stage.text());
    }
}

#[test]
fn a_hint_shows_the_end_of_a_host_that_has_no_room() {
    let body = "[链](https://a.very.long.example.org/1)[链](https://b.example/2)";
    let mut stage = Stage::new(Settings::default(), &[("a.md", body)], 80, 24);
    stage.keys("enter f");
    let text = stage.text();
    let (status, page) = text.lines().next_back().zip(text.lines().nth(5)).unwrap();
    assert!(status.contains("a a.very.long.example.org") && !page.contains("a.very"), "{text}");
    let two = "一段很长很长的字[链接文字很长](https://a.very.long.example.org/1)[链](https://b.example/2)";
    let mut stage = Stage::new(Settings::default(), &[("a.md", two)], 80, 24);
    stage.keys("enter f");
    assert!(stage.text().contains("…le.org"), "{}", stage.text());
}

#[test]
fn a_screen_of_the_help_is_one_blank_away() {
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("?");
    let before = stage.text();
    stage.keys("space");
    assert_ne!(stage.text(), before);
}

#[test]
fn without_a_browser_every_address_is_shown_whole() {
    let mut stage = reader(Lang::En, 120, 30);
    for url in ["https://a.example/one", "https://b.example/two"] {
        stage.act(Action::Opened(Opening::NoBrowser(url.to_owned())));
    }
    let text = stage.text();
    assert!(text.contains("https://a.example/one") && text.contains("https://b.example/two"), "{text}");
    stage.keys("c");
    assert_eq!(stage.asked, ["copy https://a.example/one\nhttps://b.example/two"]);
}

#[test]
fn a_post_without_stories_opens_its_own_source() {
    let text = "---\ntitle: 文章\nsource: https://origin.example/post\n---\n正文一段。\n";
    let mut stage = Stage::new(Settings::default(), &[("文章.md", text)], 120, 24);
    assert!(stage.text().contains("from origin.example"), "{}", stage.text());
    stage.keys("o");
    assert_eq!(stage.asked, ["open https://origin.example/post"]);
}

#[test]
fn a_story_without_a_source_offers_that_of_the_whole_post() {
    let check = |front: &str, asked: &[&str], question: bool| {
        let post = format!("---\ntitle: 题\n{front}---\n\n## 主要新闻\n\n### 没有原文\n\n正文。\n");
        let mut stage = Stage::new(Settings::default(), &[("a.md", &post)], 80, 24);
        stage.keys("enter o");
        assert_eq!(stage.model.overlay.is_some(), question, "{front}");
        stage.keys("y");
        assert_eq!(stage.asked, asked, "{front}");
    };
    check("source: https://example.org/week/\n", &["open https://example.org/week/"], true);
    check("", &[], false);
}

#[test]
fn a_path_means_a_post() {
    let files = ["a/甲.md", "a/乙.md", "b/乙.md", "b/2026-02-05-丙.md", "b/丁.md", "b/index.md"];
    let posts: Vec<_> = files.iter().map(|path| head(path, "# 题\n")).collect();
    let check = |path: &str, expected: Option<&str>| {
        let found = post_at(&posts, &posts[0], path).map(|post| files[post]);
        assert_eq!(found, expected, "{path}");
    };
    check("乙.md", Some("a/乙.md"));
    check("../b/乙.md#锚", Some("b/乙.md"));
    check("/b/乙/", Some("b/乙.md"));
    // `post_url` and `ref` name a post of any folder, where only one has the name.
    check("2026-02-05-丙", Some("b/2026-02-05-丙.md"));
    check("/_posts/2026-02-05-丙.md", Some("b/2026-02-05-丙.md"));
    check("/2026/02/05/丙/", Some("b/2026-02-05-丙.md"));
    check("丁.md", Some("b/丁.md"));
    check("丁", Some("b/丁.md"));
    check("/posts/丁.md", Some("b/丁.md"));
    // A page of the site that happens to be called like a post is none.
    check("/docs/丁/", None);
    check("index.md", None);
    check("戊.md", None);
    check("/", None);
}
