//! What the finder finds by a few letters, what comes first, and what is lit.

use proptest::prelude::*;
use yundu::document::{self, BlockKind, plain};
use yundu::finder::{Candidate, Entry, Finder, Found, Kind, Scope, Target, Wish, outline_of};
use yundu::post::Post;
use yundu::store::{self, Source};
use yundu::text::SafeStr;

use crate::screens::stage::head;

const POSTS: &[(&str, &str)] = &[
    (
        "2026-02-09-boundary.md",
        "---\ntitle: 云原生安全周报：容器的边界\ndate: 2026-02-09\ntags: [安全, docker]\n---\n\n## 主要新闻\n\n\
         ### Docker 修复 Ask Gordon 漏洞\n\n**来源：** [a](https://a.example/1)\n\n\
         ### K8s 安全公告汇总\n\n**来源：** [b](https://b.example/2)\n\n## 小结\n",
    ),
    (
        "2026-02-02-restart.md",
        "---\ntitle: 就地重启与 Kubernetes 1.36\ndate: 2026-02-02\ntags: [kubernetes, 调度]\n---\n\n## 主要新闻\n\n\
         ### 重启不再是重建\n\n**来源：** [c](https://c.example/3)\n",
    ),
    (
        "2026-01-20-gpu.md",
        "---\ntitle: GPU queue for AI platforms\ndate: 2026-01-20\ntags: [AI, gpu]\n---\n\n## Going on\n",
    ),
];

fn library(posts: &[(&str, &str)]) -> (Finder, Vec<Post>) {
    let heads: Vec<Post> = posts.iter().map(|(path, text)| head(path, text)).collect();
    let mut finder = Finder::new(&heads);
    for (index, (head, (_, text))) in heads.iter().zip(posts).enumerate() {
        finder.add(index, &outline_of(head.body_of(text), &head.title));
    }
    (finder, heads)
}

fn command(name: &'static str, text: &str, also: &str) -> Candidate {
    let [text, also] = [text, also].map(SafeStr::clean);
    Candidate { kind: Kind::Command, text, aside: SafeStr::default(), also, target: Target::Command(name) }
}

fn wish(typed: &str) -> Wish {
    let (scope, typed) = Scope::All.split(typed);
    let candidates =
        vec![command("quit", "退出", "quit quit"), command("copy-link", "复制链接", "copy-link copy the link")];
    Wish { typed: typed.to_owned(), scope, candidates, recent: Vec::new() }
}

fn look(finder: &mut Finder, wish: &Wish) -> Found {
    finder.look(wish, &|| false).unwrap()
}

/// The rows as `kind text` with what is lit in brackets.
fn drawn(found: &Found) -> Vec<String> {
    let draw = |row: &yundu::finder::Row| {
        let mut text = row.text.to_string();
        for range in row.lit.iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        format!("{:?} {text}", row.kind)
    };
    found.rows.iter().map(draw).collect()
}

/// Types an input; `expected` are the first rows.
#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let found = look(&mut library(POSTS).0, &wish(typed));
    let drawn = drawn(&found);
    assert_eq!(drawn[..expected.len().min(drawn.len())], *expected, "{typed}: {drawn:#?}");
    assert!(!expected.is_empty() || drawn.is_empty(), "{typed}: {drawn:#?}");
    assert_eq!(found.total, found.rows.len());
}

#[test]
fn words_pinyin_and_scattered_letters() {
    check("docker", &["Tag [docker]", "Story [Docker] 修复 Ask Gordon 漏洞"]);
    check("gordon", &["Story Docker 修复 Ask [Gordon] 漏洞"]);
    check("dockr", &["Tag [dock]e[r]", "Story [Dock]e[r] 修复 Ask Gordon 漏洞"]);
    let safe = ["Tag [安全]", "Post 云原生[安全]周报：容器的边界", "Story K8s [安全]公告汇总"];
    for typed in ["安全", "anquan", "anq", "aq", "ａｎｑｕａｎ"] {
        check(typed, &safe);
    }
    check("k8s aq", &["Story [K8s] [安全]公告汇总"]);
    check("公告 k8s", &["Story [K8s] 安全[公告]汇总"]);
    check("chongqi", &["Story [重启]不再是重建", "Post 就地[重启]与 Kubernetes 1.36"]);
    check("zhongqi", &["Story [重启]不再是重建", "Post 就地[重启]与 Kubernetes 1.36"]);
    check("1.36", &["Post 就地重启与 Kubernetes [1.36]"]);
    check("云安全", &["Post [云]原生[安全]周报：容器的边界"]);
    check("xyzzy", &[]);
    check("qqqq", &[]);
    // Letters that stand somewhere in a text, one here and one there, are no match.
    check("krnts", &[]);
    check("dxg", &[]);
    check("gpu docker", &[]);
    // Two letters are met by the beginnings of two words only.
    check("gq", &["Post [G]PU [q]ueue for AI platforms"]);
    check("pq", &[]);
    check("ue", &["Post GPU q[ue]ue for AI platforms"]);
}

#[test]
fn full_width_letters_are_letters() {
    let title = |title: &str| format!("---\ntitle: {title}\n---\n");
    let mut finder = library(&[("a.md", &title("本周ＧＰＵ调度")), ("b.md", &title("Café 与 ＡＩ"))]).0;
    for (typed, expected) in [
        ("gpu", "Post 本周[ＧＰＵ]调度"),
        ("gpu diaodu", "Post 本周[ＧＰＵ调度]"),
        ("cafe", "Post [Café] 与 ＡＩ"),
        ("café ai", "Post [Café] 与 [ＡＩ]"),
        ("caf yu", "Post [Caf]é [与] ＡＩ"),
    ] {
        assert_eq!(drawn(&look(&mut finder, &wish(typed))), [expected], "{typed}");
    }
}

#[test]
fn capitals_matter_once_one_is_typed() {
    check("Docker", &["Story [Docker] 修复 Ask Gordon 漏洞"]);
    check("DOCKER", &[]);
    check("ai", &["Tag [AI]", "Post GPU queue for [AI] platforms"]);
}

#[test]
fn a_sign_narrows_to_some_kinds() {
    check("#docker", &["Tag [docker]"]);
    check("＃anq", &["Tag [安全]"]);
    check("@aq", &["Story K8s [安全]公告汇总"]);
    check(">lianjie", &["Command 复制[链接]"]);
    check("> tui", &["Command [退]出"]);
    check("#", &["Tag 安全", "Tag docker", "Tag kubernetes", "Tag 调度", "Tag AI", "Tag gpu"]);
    check(">", &["Command 退出", "Command 复制链接"]);
    check("@", &["Heading 主要新闻", "Story Docker 修复 Ask Gordon 漏洞"]);
}

#[test]
fn commands_are_found_in_the_other_language_too() {
    check("quit", &["Command 退出"]);
    check("copy-l", &["Command 复制链接"]);
}

#[test]
fn before_anything_is_typed_the_last_posts_come_first_then_the_newest() {
    let mut finder = library(POSTS).0;
    let recent = Wish { recent: vec![2, 7], ..wish("") };
    let posts: Vec<_> = look(&mut finder, &recent).rows.into_iter().map(|row| row.target).collect();
    assert_eq!(posts, [2, 0, 1].map(Target::Post));
}

#[test]
fn a_row_tells_its_post_and_its_date() {
    let found = look(&mut library(POSTS).0, &wish("gordon"));
    let row = &found.rows[0];
    assert_eq!((row.of.as_str(), row.aside.as_str()), ("云原生安全周报：容器的边界", "2026-02-09"));
    let Target::Place { post: 0, place } = row.target else { panic!("{:?}", row.target) };
    let body = head(POSTS[0].0, POSTS[0].1);
    assert!(body.body_of(POSTS[0].1)[place..].starts_with("### Docker"), "{place}");
    assert_eq!(look(&mut library(POSTS).0, &wish("#docker")).rows[0].aside.as_str(), "1");
}

#[test]
fn a_tag_or_command_is_not_buried_under_headings() {
    let headings: String = (0..500).map(|n| format!("## Docker {n}\n\n")).collect();
    let text = format!("---\ntitle: 目录\ntags: [k-docker]\n---\n\n{headings}");
    let mut finder = library(&[("a.md", &text)]).0;
    let mut wish = wish("docker");
    wish.candidates.push(command("docker", "打开 Docker", ""));
    let found = look(&mut finder, &wish);
    assert_eq!(found.total, 502);
    assert_eq!(found.rows.len(), 200);
    let place = |kind| found.rows.iter().position(|row| row.kind == kind).unwrap();
    assert!(place(Kind::Tag) < 40 && place(Kind::Command) < 40, "{} {}", place(Kind::Tag), place(Kind::Command));
}

#[test]
fn among_equals_the_newer_post_comes_first() {
    let posts: Vec<(String, String)> = (1..30)
        .map(|day| (format!("{day}.md"), format!("---\ntitle: 第 {day:02} 期安全\ndate: 2026-01-{day:02}\n---\n")))
        .rev()
        .collect();
    let posts: Vec<(&str, &str)> = posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let found = look(&mut library(&posts).0, &wish("aq"));
    let dates: Vec<_> = found.rows.iter().map(|row| row.aside.to_string()).collect();
    assert!(dates.len() == 29 && dates.is_sorted_by(|a, b| a > b), "{dates:?}");
}

#[test]
fn headings_are_words_and_a_title_that_is_repeated_is_none() {
    let check = |body: &str, title: &str, expected: &[&str]| {
        let texts: Vec<_> = outline_of(body, title).into_iter().map(|entry| entry.text.to_string()).collect();
        assert_eq!(texts, expected, "{body:?}");
    };
    check("# 周报\n\n## 一\n\n正文\n\n## `二` **三**：[四](https://a.example)\n", "周报", &["一", "二 三：四"]);
    check("# **周报**\n\n## 一 ##\n", "周报！", &["一"]);
    check("# 周报\n\n## 一\n", "别的", &["周报", "一"]);
    check("#\n\n正文\n", "周报", &[]);
    check("```\n# 代码\n```\n\n  ## A & B: C\n", "x", &["A & B: C"]);
}

/// The scan finds what the parser finds in every built-in post, in the same places.
#[test]
fn headings_are_those_of_the_parser() {
    let library = store::load(&Source::BuiltIn, 1).unwrap();
    let mut headings = 0;
    for (index, post) in library.posts.iter().enumerate() {
        let text = library.read(index).unwrap();
        let body = post.body_of(&text);
        let document = document::parse(body);
        let parsed = document.blocks.iter().enumerate().filter_map(|(at, block)| match &block.kind {
            BlockKind::Heading { level, inlines, .. } if at > 0 || !document.repeats_title(&post.title) => {
                let story = document.stories.iter().any(|story| story.heading == at);
                Some(Entry { place: block.span.start, level: *level, story, text: plain(inlines) })
            }
            _ => None,
        });
        let parsed: Vec<Entry> = parsed.collect();
        headings += parsed.len();
        assert_eq!(outline_of(body, &post.title), parsed, "{}", post.path);
    }
    assert!(headings > 50, "{headings}");
}

#[test]
fn a_look_that_nobody_waits_for_is_given_up_and_harms_nothing() {
    let mut finder = library(POSTS).0;
    let before = look(&mut finder, &wish("a"));
    assert_eq!(finder.look(&wish("aq"), &|| true), None);
    assert_eq!(look(&mut finder, &wish("a")), before);
    check("aq", &drawn(&look(&mut finder, &wish("aq"))).iter().map(String::as_str).collect::<Vec<_>>());
}

/// Something typed, cut at any character.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof!["(#|@|>|)(安全|aq|anquan|k8s|docker|重启|zhong|chong|qi|AI|gpu| |é|e|1|。){1,4}", "[a-z安全 ]{1,5}",]
}

proptest! {
    /// Typed letter by letter, with bodies coming in between, an input finds what it finds when typed at once.
    #[test]
    fn narrowing_finds_what_a_fresh_look_finds(typed in typed(), late in 0..4_usize) {
        let heads: Vec<Post> = POSTS.iter().map(|(path, text)| head(path, text)).collect();
        let outlines: Vec<_> =
            heads.iter().zip(POSTS).map(|(head, (_, text))| outline_of(head.body_of(text), &head.title)).collect();
        let mut narrowed = Finder::new(&heads);
        let mut fresh = library(POSTS).0;
        for (step, (at, c)) in typed.char_indices().enumerate() {
            look(&mut narrowed, &wish(&typed[..at + c.len_utf8()]));
            if step == late {
                outlines.iter().enumerate().for_each(|(index, outline)| narrowed.add(index, outline));
            }
        }
        if typed.chars().count() > late {
            prop_assert_eq!(look(&mut narrowed, &wish(&typed)), look(&mut fresh, &wish(&typed)));
        }
    }

    #[test]
    fn what_is_lit_is_whole_characters_in_order(typed in typed()) {
        for row in look(&mut library(POSTS).0, &wish(&typed)).rows {
            let mut end = 0;
            for range in &row.lit {
                prop_assert!(range.start >= end && range.end > range.start, "{:?}", row);
                prop_assert!(row.text.get(range.clone()).is_some(), "{:?}", row);
                end = range.end;
            }
        }
    }
}
