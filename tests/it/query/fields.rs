//! Every field with examples: what it lets pass.

use super::shelf::{Volume, evaluate, index, post};
use yundu::document::{Facts, facts::Language, parse};
use yundu::post::{Date, Post};
use yundu::query::{FIELDS, Index, Query, Set, Texts};
use yundu::text::{Needle, SafeStr};

fn dated(day: i8, month: i8, year: i16, body: &str) -> Volume {
    let mut volume = post(&format!("第 {day} 天"), &["安全"], "周砚");
    volume.post.date = Some(jiff::civil::date(year, month, day));
    volume.body = body.to_owned();
    volume
}

/// 0 to 5; today is 2026-02-06.
fn library() -> Vec<Volume> {
    let source = |host: &str| format!("## 新闻\n\n一段汉字的正文，写得长一些。\n\nSource: [x](https://{host}/a)\n");
    let mut volumes = vec![
        dated(6, 2, 2026, &source("kubernetes.io")),
        dated(30, 1, 2026, &source("www.docs.kubernetes.io")),
        dated(23, 1, 2026, "Plain English text with a table.\n\n| a | b |\n| - | - |\n| c | d |\n"),
        dated(31, 12, 2025, "これは日本語の文章です。\n\n```sh\nls\n```\n"),
        dated(1, 6, 2024, "이것은 한국어 문장입니다.\n"),
        post("无日期", &["供应链安全", "Supply Chain"], "Lin Yu"),
    ];
    volumes[5].post.sources = vec![SafeStr::clean("https://www.notkubernetes.io/x"), SafeStr::clean("Docker Blog")];
    volumes[5].post.categories.clear();
    volumes[4].post.warnings = 1;
    volumes[1].read = true;
    volumes[2].starred = true;
    volumes
}

#[track_caller]
fn check(query: &str, expected: &[usize]) {
    assert_eq!(evaluate(query, &index(&library())), expected, "{query}");
    let printed = Query::parse(query).unwrap().to_string();
    assert_eq!(evaluate(&printed, &index(&library())), expected, "{query} was printed as {printed}");
}

#[test]
fn each_field_finds_its_posts() {
    check("source:kubernetes.io", &[0, 1]);
    check("source:www.kubernetes.io", &[0, 1]);
    check("source:https://Kubernetes.io/blog/", &[0, 1]);
    check("来源：docs.kubernetes.io", &[1]);
    check("source:notkubernetes.io", &[5]);
    check("source:io", &[0, 1, 5]);
    check("source:\"docker blog\"", &[5]);
    check("source:example.org", &[]);
    check("source:https://kubernetes.io?a", &[0, 1]);
    check("source:kubernetes.io/blog", &[0, 1]);
    check("source:ftp://kubernetes.io/", &[]);
    check("title:天", &[0, 1, 2, 3, 4]);
    check("标题：\"第 6\"", &[0]);
    check("title:wurq", &[5]);
    check("lang:zh", &[0, 1]);
    check("LANG:English", &[2]);
    check("lang:ja", &[3]);
    check("语言：韩文", &[4]);
    check("is:unread", &[0, 2, 3, 4, 5]);
    check("is:已读", &[1]);
    check("is:starred", &[2]);
    check("has:code", &[3]);
    check("has:table", &[2]);
    check("has:warning", &[4]);
    check("tag:安全", &[0, 1, 2, 3, 4]);
    check("分类:云原生 -tag:anquan", &[]);
    check("category:云原生", &[0, 1, 2, 3, 4]);
    check("author:“lin  yu”", &[]);
    check("author:“lin yu”", &[5]);
    check("author:zhouyan", &[0, 1, 2, 3, 4]);
}

#[test]
fn days_are_counted_as_a_reader_means_them() {
    check("date:2026-02", &[0]);
    check("date:2026", &[0, 1, 2]);
    check("日期：2026年1月", &[1, 2]);
    check("date:2026/1/30", &[1]);
    check("date:2026-01..2026-02", &[0, 1, 2]);
    check("date:2025..2026-01-23", &[2, 3]);
    check("date:2026-01-24..", &[0, 1]);
    check("date:..2024", &[4]);
    check("date:today", &[0]);
    check("date:今天..今天", &[0]);
    check("since:2026-01-30", &[0, 1]);
    check("since:2w", &[0, 1, 2]);
    check("since:13d", &[0, 1]);
    check("since:1m", &[0, 1, 2]);
    check("since:2周", &[0, 1, 2]);
    check("since:2y", &[0, 1, 2, 3, 4]);
    check("since:昨天", &[0]);
    check("since:2026-01", &[0, 1, 2]);
    check("until:2026-01-23", &[2, 3, 4]);
    check("until:2026-01", &[1, 2, 3, 4]);
    check("until:1w", &[1, 2, 3, 4]);
    check("after:2026-01", &[0]);
    check("after:2026-01-30", &[0]);
    check("after:2026-01-29", &[0, 1]);
    check("before:2026-01", &[3, 4]);
    check("before:2026-01-30", &[2, 3, 4]);
    check("after:2025 before:2026-02", &[1, 2]);
    check("-since:2024", &[5]);
    check("since:0d", &[0]);
    // Beyond the calendar's ends.
    check("since:999y", &[0, 1, 2, 3, 4]);
    check("after:9999", &[]);
}

#[test]
fn without_a_clock_no_relative_date_holds() {
    let post = Post { date: Some(Date::MIN), ..Post::default() };
    let index = Index::new(&[post]);
    assert_eq!(evaluate("since:2w", &index), [0; 0]);
    assert_eq!(evaluate("until:2026", &index), [0]);
}

#[test]
fn pinyin_finds_titles_and_tags() {
    check("anquan", &[0, 1, 2, 3, 4, 5]);
    check("aq", &[0, 1, 2, 3, 4, 5]);
    check("gongying", &[5]);
    check("AQ", &[]);
    check("tag:aq", &[0, 1, 2, 3, 4]);
    check("tag:gylaq", &[5]);
    check("tag:supply", &[]);
    // A tag that is called so is meant.
    let mut volumes = library();
    volumes[2].post.tags = post("", &["aq"], "").post.tags;
    assert_eq!(evaluate("tag:aq", &index(&volumes)), [2]);
}

#[test]
fn what_is_known_of_texts_decides_before_titles() {
    let index = index(&library());
    let query = Query::parse("天 -正文").unwrap();
    let mut texts = Texts::default();
    assert_eq!(query.evaluate(&index, &texts).len(), 5);
    texts.insert(Needle::new("正文"), Set::of(6, |post| post < 2));
    assert_eq!(query.evaluate(&index, &texts).iter().collect::<Vec<_>>(), [2, 3, 4]);
    texts.insert(Needle::new("天"), Set::of(6, |post| post == 5 || post == 1));
    assert_eq!(query.evaluate(&index, &texts).iter().collect::<Vec<_>>(), [5]);
    texts.clear();
    assert_eq!(query.evaluate(&index, &texts).len(), 5);
}

#[test]
fn later_facts_replace_earlier_ones() {
    let mut index = index(&library());
    index.learn(3, &Facts { lang: Some(Language::Zh), ..Facts::default() });
    index.mark(1, false, true);
    index.learn(99, &Facts::default());
    index.mark(99, true, true);
    assert_eq!(evaluate("lang:ja | has:code | is:read", &index), [0; 0]);
    assert_eq!(evaluate("lang:zh", &index), [0, 1, 3]);
    assert_eq!(evaluate("is:starred", &index), [1, 2]);
}

#[test]
fn a_body_tells_its_language_by_its_letters() {
    for (body, expected) in [
        ("", None),
        ("123 。", None),
        ("Kubernetes v1.35 ships.", Some(Language::En)),
        ("Kubernetes v1.35 发布，kubelet 与 containerd 都有变化", Some(Language::Zh)),
        ("The word 安全 means security, and nothing else in this text.", Some(Language::En)),
        ("Kubernetesの新しい機能", Some(Language::Ja)),
        ("Kubernetes 새로운 기능", Some(Language::Ko)),
        ("```\nlet code = count;\n```\n\n代码", Some(Language::Zh)),
        ("| 表 | 格 |\n| - | - |\n| 甲 | 乙 |", Some(Language::Zh)),
    ] {
        assert_eq!(Facts::of(&parse(body)).lang, expected, "{body}");
    }
}

#[test]
fn every_name_of_a_field_is_its_name() {
    for (field, names) in FIELDS {
        for name in names {
            let value = match field.name() {
                Some("is") => "read",
                Some("has") => "code",
                Some("lang") => "zh",
                Some("date" | "since" | "until" | "after" | "before") => "2w",
                Some(_) | None => "x",
            };
            let query = Query::parse(&format!("{}：{value}", name.to_uppercase())).unwrap();
            assert_eq!(query.to_string(), format!("{}:{value}", names[0]));
        }
    }
}
