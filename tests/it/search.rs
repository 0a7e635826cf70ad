//! Searching all posts: what is found, what is remembered, and how hits are shown.

use yundu::post::{self, Post, PostId};
use yundu::query::Set;
use yundu::search::{self, Corpus, Passages, Seeker};
use yundu::text::{Needle, SafeStr};

/// The texts of posts and their heads, in the order that is given.
fn library(texts: &[&str]) -> (Vec<Post>, Seeker) {
    let mut corpus = Corpus::default();
    let mut posts = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        corpus.push(text.as_bytes());
        let path = format!("post-{index}.md");
        posts.push(post::head(PostId(SafeStr::clean(&path)), SafeStr::clean(&path), text.as_bytes()).0);
    }
    (posts, Seeker::new(corpus))
}

/// Finds the words in all posts that have each of them.
fn passages(texts: &[&str], words: &str, most: usize) -> Passages {
    let (posts, mut seeker) = library(texts);
    let needles: Vec<Needle> = words.split(' ').map(Needle::new).collect();
    let mut set = Set::all(posts.len());
    for needle in &needles {
        set = set.and(&seeker.find(needle, &mut || true).unwrap().set(posts.len()));
    }
    seeker.passages(&posts, &set, &needles, most, &mut || true).unwrap()
}

/// Draws passages: post, class, heading, and the text with its hits between ‹ and ›.
fn drawn(passages: &Passages) -> Vec<String> {
    let line = |passage: &yundu::search::Passage| {
        let (mut text, mut at) = (String::new(), 0);
        for hit in &passage.lit {
            text.push_str(&format!("{}‹{}›", &passage.text[at..hit.start], &passage.text[hit.clone()]));
            at = hit.end;
        }
        format!("{} {:?} {}: {text}{}", passage.post, passage.class, passage.heading, &passage.text[at..])
    };
    passages.shown.iter().map(line).collect()
}

fn check(texts: &[&str], words: &str, expected: &[&str]) {
    assert_eq!(drawn(&passages(texts, words, 50)), expected, "“{words}”");
}

const DIGEST: &str = "---\ntitle: 就地重启\ndate: 2026-02-05\ntags: [kubernetes, docker]\n---\n\n# 就地重启\n\n本周两条，`docker` 其一。\n\n\
    ## 主要新闻\n\n### Docker 的新助手\n\n一段**文字**，讲 [Gordon](https://docs.docker.com/ai)。\n\n#### 细节\n\nGordon\n答话。\n\n\
    **来源：** [A page](https://example.org/a)\n\n### 第二条\n\n- 项目一\n- 用 Docker 的项目\n\n```sh\n# docker 不是标题\ndocker run --rm x\n```\n\n## 结论\n\n完。\n";

#[test]
fn hits_are_grouped_by_section_and_ranked_by_what_they_stand_in() {
    check(
        &[DIGEST],
        "docker",
        &[
            "0 Heading Docker 的新助手: ‹Docker› 的新助手",
            "0 Story 第二条: 用 ‹Docker› 的项目",
            "0 Body 就地重启: 本周两条，‹docker› 其一。",
            "0 Front 就地重启: tags: [kubernetes, ‹docker›]",
        ],
    );
}

#[test]
fn a_title_is_the_best_place_and_an_address_the_last() {
    let posts = [
        "---\ntitle: \"看 Gordon\"\ndate: 2026-01-01\n---\n\n文字。\n",
        "---\ntitle: 甲\ndate: 2026-01-03\n---\n\n## 节\n\n见[这里](https://example.org/gordon?a=(b))与 <https://gordon.example>。\n",
        "---\ndate: 2026-01-02\n---\n\n# Gordon 来了\n\n开头。\n\n## 节\n\nGordon 一，gordon 二。\n",
    ];
    check(
        &posts,
        "gordon",
        &[
            "2 Title Gordon 来了: ‹Gordon› 来了",
            "0 Title 看 Gordon: 看 ‹Gordon›",
            "2 Body 节: ‹Gordon› 一，‹gordon› 二。",
            "1 Address 节: https://example.org/‹gordon›?a=(b)",
        ],
    );
    let found = passages(&posts, "gordon", 1);
    assert_eq!((found.shown.len(), found.all, found.posts, found.hits), (1, 4, 3, 6));
    let address = passages(&posts, "gordon", 9).shown.pop().unwrap();
    assert_eq!(address.address.as_deref(), Some("https://example.org/gordon?a=(b)"));
    assert_eq!((address.line, address.place), (8, Some(41)));
}

#[test]
fn sections_with_more_of_the_needles_come_first() {
    let posts = ["# 题\n\n## 甲\n\n只有安全。\n\n## 乙\n\n安全与**更新**。\n", "# 安全\n\n更新。\n"];
    check(
        &posts,
        "安全 更新",
        &["0 Body 乙: ‹安全›与‹更新›。", "1 Title 安全: ‹安全›", "0 Body 甲: 只有‹安全›。", "1 Body 安全: ‹更新›。"],
    );
}

#[test]
fn a_hit_in_a_heading_shows_what_stands_below_it() {
    check(&["# 题\n\n## 新的容器\n\n没有。\n\n容器在这里。\n"], "容器", &["0 Heading 新的容器: ‹容器›在这里。"]);
}

#[test]
fn the_text_around_a_hit_is_what_a_page_shows() {
    let check = |body: &str, word: &str, expected: &str| {
        let text = format!("# 题\n\n## 节\n\n{body}\n");
        assert_eq!(drawn(&passages(&[&text], word, 9)), [format!("0 Body 节: {expected}")], "{body}");
    };
    check("**Docker**的 [文档](https://example.org) 与 `snake_case`。", "Docker的", "‹Docker的› 文档 与 snake_case。");
    check("上一段。\n\n- 甲\n- 用 `x` 的乙\n- 丙", "乙", "用 x 的‹乙›");
    check("供\n应\n链 in\nplace", "供应链 in place", "‹供应链› ‹in› ‹place›");
    check("> 引\n> 文在此", "引文", "‹引文›在此");
    check("```sh\na_b **x** # 链\n```", "链", "a_b **x** # ‹链›");
    check("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |", "二", "| 一 | ‹二› |");
    check("<!--\n一 **链**\n-->", "链", "<!-- 一 **‹链›** -->");
    check("a\u{1b}[31m链", "链", "a␛[31m‹链›");
    let long = format!("{}链{}", "文".repeat(100), "字".repeat(100));
    check(&long, "链", &format!("…{}‹链›{}…", "文".repeat(20), "字".repeat(38)));
}

#[test]
fn a_post_that_passes_without_a_hit_shows_its_beginning() {
    let (posts, seeker) = library(&["# 题\n\n开头的话。\n"]);
    let found = seeker.passages(&posts, &Set::all(1), &[Needle::new("无")], 9, &mut || true).unwrap();
    assert_eq!(drawn(&found), ["0 Body 题: 题"]);
}

/// A needle typed letter by letter has the hits that it has at once, whatever is remembered.
#[test]
fn a_further_keystroke_finds_what_a_new_search_finds() {
    let texts: Vec<String> = (0..600).map(|n| format!("供应链 {n} ，docker{} Docker 哈哈哈", n % 7)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for typed in ["供应链 3", "docker5", "哈哈哈", "Docker"] {
        let (_, mut typing) = library(&texts);
        for (at, c) in typed.char_indices() {
            let needle = Needle::new(&typed[..at + c.len_utf8()]);
            let (_, mut fresh) = library(&texts);
            let expected = fresh.find(&needle, &mut || true).unwrap().clone();
            let found = typing.find(&needle, &mut || true).unwrap();
            assert_eq!((found.hits(), found.set(600)), (expected.hits(), expected.set(600)), "{}", needle.written());
            assert!((0..600).all(|post| found.in_post(post) == expected.in_post(post)));
        }
    }
}

#[test]
fn a_search_can_be_stopped_and_goes_on_where_it_was() {
    let texts = vec!["供应链"; 1000];
    let (posts, mut seeker) = library(&texts);
    let needle = Needle::new("应");
    let mut asked = 0;
    let stopped = seeker.find(&needle, &mut || {
        asked += 1;
        asked < 3
    });
    assert!(stopped.is_none());
    assert_eq!(seeker.found(&needle).unwrap().searched(), 512);
    assert_eq!(seeker.find_until(&needle, 600, &mut || true).unwrap().posts(), 600);
    assert_eq!(seeker.find(&needle, &mut || true).unwrap().posts(), 1000);
    assert!(seeker.passages(&posts, &Set::all(1000), &[needle], 9, &mut || false).is_none());
}

#[test]
fn hits_without_end_are_counted_and_not_kept() {
    let text = "a".repeat(600_000);
    let (_, mut seeker) = library(&[&text, &text, "ab"]);
    let counts = |found: &yundu::search::Found| [0, 1, 2].map(|post| found.in_post(post));
    assert_eq!(counts(seeker.find(&Needle::new("a"), &mut || true).unwrap()), [600_000, 600_000, 1]);
    assert_eq!(counts(seeker.find(&Needle::new("aa"), &mut || true).unwrap()), [300_000, 300_000, 0]);
    assert_eq!(counts(seeker.find(&Needle::new("ab"), &mut || true).unwrap()), [0, 0, 1]);
}

/// Draws the headings that a scan finds: level, `*` for a story, text.
#[test]
fn sections_are_found_by_lines() {
    let check = |body: &str, expected: &[&str]| {
        let line = |section: &search::Section| {
            let mark = if section.story { "*" } else { "" };
            format!("{}{mark} {}", section.level, search::heading(body.as_bytes(), section))
        };
        let found: Vec<String> = search::sections(body.as_bytes()).iter().map(line).collect();
        assert_eq!(found, expected, "{body}");
    };
    let parts = DIGEST.splitn(3, "---\n").last().unwrap();
    check(parts, &["1 就地重启", "2 主要新闻", "3* Docker 的新助手", "4 细节", "3* 第二条", "2 结论"]);
    check("# a #\n## [b](x) `c`\n####### no\n#no\n    # code\n", &["1 a", "2 b c"]);
    check("一行\n二行\n===\n\nb\n---\n\n---\n", &["1 一行二行", "2 b"]);
    check("```\n# no\n~~~\n```\n~~~~\n# no\n~~~\n~~~~\n# yes\n", &["1 yes"]);
    check("- a\n---\n> b\n---\n| a |\n---\n", &[]);
    check("## x\n\n**Source:** [a](https://a.example)\n", &["2* x"]);
}

/// Every post has `title`, `date` and `tags`: their names say nothing, their values do, and below the fence they are words.
#[test]
fn the_names_of_fields_are_not_searched() {
    let text =
        "---\ntitle: a date\ndate: 2026-02-05\ntags:\n  - tags\nextra:\n  more: x\n---\n\ntitle: here\n\nNo more.\n";
    check(&[text], "title", &["0 Body a date: ‹title›: here"]);
    check(&[text], "date", &["0 Title a date: a ‹date›"]);
    check(&[text], "tags", &["0 Front a date: - ‹tags›"]);
    check(&[text], "extra", &[]);
    check(&[text], "more", &["0 Body a date: No ‹more›."]);
    check(&["+++\ntitle = \"x\"\n+++\n\ny\n"], "title", &[]);
    // Longer needles are looked for where the shorter ones were found.
    let (posts, mut seeker) = library(&[text]);
    for (typed, hits) in [("t", 4), ("ti", 1), ("tit", 1), ("title", 1)] {
        let found = seeker.find(&Needle::new(typed), &mut || true).unwrap();
        assert_eq!((found.set(posts.len()).len(), found.hits()), (1, hits), "{typed}");
    }
}

/// A hit in a heading of very many marks is shown about as fast as one in a heading of half as many.
#[cfg(target_os = "linux")]
#[test]
fn marks_around_a_hit_cost_in_step() {
    use crate::state::gestures::work;
    for mark in ["[a ", "[a]( ", "[a][ ", "](", "]("] {
        let cost = |count: usize| {
            let text = format!("# zebra {}\n", mark.repeat(count));
            let before = work();
            assert_eq!(passages(&[&text], "zebra", 10).shown.len(), 1, "{mark}");
            work().saturating_sub(before).as_secs_f64()
        };
        // A busy machine makes single times useless: a mark is judged after it has been too slow every time.
        let ratios = std::iter::repeat_with(|| cost(40_000) / cost(20_000)).take(5);
        let slow: Vec<f64> = ratios.take_while(|ratio| *ratio >= 3.0).collect();
        assert!(slow.len() < 5, "{mark}: {slow:?}");
    }
}
