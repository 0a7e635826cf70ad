//! The filter language: what it reads, what it refuses and where, that it prints what it reads, and the facets.

use proptest::prelude::*;
use yundu::post::{Post, Tag};
use yundu::query::{Chosen, Field, Query, count, loosen};
use yundu::strings::Lang;
use yundu::text::SafeStr;

fn post(title: &str, tags: &[&str], author: &str) -> Post {
    Post {
        title: SafeStr::clean(title),
        tags: tags.iter().map(|tag| Tag::new(tag)).collect(),
        categories: vec![Tag::new("云原生")],
        authors: vec![SafeStr::clean(author)],
        ..Post::default()
    }
}

fn posts() -> Vec<Post> {
    vec![
        post("原地重启与 Dragonfly", &["kubernetes", "security"], "甲"),
        post("AI agents move in", &["AI", "security"], "乙"),
        post("供应链：签名", &["security", "Supply Chain"], "甲"),
        post("etcd 3.6", &["kubernetes"], "Lin Yu"),
    ]
}

/// Checks which of [`posts`] a query lets pass, by their numbers, and that its printed form is read the same.
#[track_caller]
fn check(query: &str, expected: &[usize]) {
    let parsed = Query::parse(query).unwrap();
    let found: Vec<usize> =
        posts().iter().enumerate().filter(|(_, post)| parsed.matches(post)).map(|it| it.0).collect();
    assert_eq!(found, expected, "{query}");
    assert_eq!(Query::parse(&parsed.to_string()).unwrap(), parsed, "{query} was printed as {parsed}");
}

#[test]
fn queries_find() {
    check("", &[0, 1, 2, 3]);
    check("  \u{3000} ", &[0, 1, 2, 3]);
    check("tag:security", &[0, 1, 2]);
    check("TAG:Security", &[0, 1, 2]);
    check("tag：ｓｅｃｕｒｉｔｙ", &[0, 1, 2]);
    check("标签：security 作者：甲", &[0, 2]);
    check("tag:security -tag:ai", &[0, 2]);
    check("tag:security NOT tag:ai", &[0, 2]);
    check("tag:security －tag:ai", &[0, 2]);
    check("tag:\"supply chain\"", &[2]);
    check("tag:“supply chain”", &[2]);
    check("tag:ai | tag:kubernetes", &[0, 1, 3]);
    check("tag:ai OR tag:kubernetes", &[0, 1, 3]);
    check("tag:ai ｜ tag:kubernetes", &[0, 1, 3]);
    check("tag:ai AND tag:kubernetes", &[]);
    check("tag:security tag:ai | etcd", &[1, 3]);
    check("tag:security (tag:ai | dragonfly)", &[0, 1]);
    check("tag:security （tag:ai | dragonfly）", &[0, 1]);
    check("-(tag:ai | tag:kubernetes)", &[2]);
    check("--tag:ai", &[1]);
    check("- - - tag:ai", &[0, 2, 3]);
    check("author:\"lin yu\"", &[3]);
    check("category:云原生 author:乙", &[1]);
    check("move in", &[1]);
    check("\"move in\"", &[1]);
    check("重启", &[0]);
    check("供应链：签名", &[2]);
    check("3.6", &[3]);
    check("\"OR\"", &[]);
    check("tag:a-b", &[]);
    check("tag:\"-x\" | \"a \\\" b\"", &[]);
}

/// Checks where a query is refused.
#[track_caller]
fn refused(query: &str, offset: usize, words: &str) {
    let error = Query::parse(query).unwrap_err();
    assert_eq!(error.offset, offset, "{query}: {error:?}");
    assert!(error.message(Lang::En).contains(words), "{query}: {}", error.message(Lang::En));
    assert!(!error.message(Lang::Zh).is_empty());
}

#[test]
fn mistakes_name_their_place() {
    refused("tag:", 4, "a value is expected after “tag:”");
    refused("a tag:\"\"", 8, "a value is expected");
    refused("tag:(", 4, "a value is expected");
    refused("|", 0, "a word");
    refused("a |", 3, "a word");
    refused("a | | b", 4, "a word");
    refused("a -", 3, "a word");
    refused("()", 1, "a word");
    refused("(a | b", 0, "never closed");
    refused("重启 (a", 7, "never closed");
    refused("a) b", 1, "closes nothing");
    refused("\"a b", 0, "the quote is never closed");
    refused("a tga:security", 2, "did you mean tag:");
    refused("a lang:zh", 2, "there is no “lang:”");
    refused("https://example.org", 0, "goes in quotes");
    refused(&"x".repeat(5000), 4096, "longer");
}

#[test]
fn depth_costs_no_stack() {
    let deep = |count: usize| format!("{}a{}", "(".repeat(count), ")".repeat(count));
    for text in [
        deep(2000),
        format!("{}a", "-".repeat(4000)),
        "a|".repeat(1000) + "a",
        "(a|".repeat(600) + "a" + &")".repeat(600),
    ] {
        let run = move || {
            let query = Query::parse(&text).unwrap();
            assert!(query.matches(&post("a", &[], "")));
            assert_eq!(Query::parse(&query.to_string()).unwrap(), query);
        };
        std::thread::Builder::new().stack_size(128 * 1024).spawn(run).unwrap().join().unwrap();
    }
}

/// Makes queries as a person might type them.
fn typed() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        "[a-z重启：]{1,3}",
        "tag:[a-z]{1,2}",
        "author:\"[ -~“]{1,4}\"",
        "\"[ -~]{1,5}\"",
        Just("NOT a".to_owned()),
    ];
    atom.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" | "))),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

proptest! {
    #[test]
    fn printing_reads_back(text in typed()) {
        if let Ok(query) = Query::parse(&text) {
            let printed = query.to_string();
            prop_assert_eq!(Query::parse(&printed), Ok(query), "{} was printed as {}", text, printed);
        }
    }

    #[test]
    fn anything_is_read_or_refused_in_place(text in "[ -~（）：“”｜－\\u{3000}a-z重]{0,30}") {
        match Query::parse(&text) {
            Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
            Err(error) => prop_assert!(text.is_char_boundary(error.offset)),
        }
    }
}

/// Checks the counts of a facet, most frequent first.
#[track_caller]
fn counts(query: &str, field: Field, expected: &str) {
    let rows = count(&posts(), &Query::parse(query).unwrap(), field);
    let shown: Vec<String> = rows.iter().map(|(tag, count)| format!("{} {count}", tag.shown)).collect();
    assert_eq!(shown.join(", "), expected, "{query}");
}

#[test]
fn counts_say_what_choosing_would_show() {
    counts("", Field::Tag, "security 3, kubernetes 2, AI 1, Supply Chain 1");
    counts("tag:ai", Field::Tag, "security 1, AI 1, kubernetes 0, Supply Chain 0");
    counts("-tag:security", Field::Tag, "security 3, kubernetes 1, AI 0, Supply Chain 0");
    counts("tag:kubernetes | tag:ai", Field::Tag, "security 2, kubernetes 2, AI 1, Supply Chain 0");
    counts("author:甲", Field::Tag, "security 2, kubernetes 1, Supply Chain 1, AI 0");
    counts("tag:security", Field::Author, "甲 2, 乙 1, Lin Yu 0");
    counts("", Field::Title, "");
}

#[test]
fn facets_edit_the_query() {
    let query = Query::default().with(Field::Tag, "Supply Chain").with(Field::Author, "甲");
    assert_eq!(query.to_string(), "tag:\"Supply Chain\" author:甲");
    let query = query.excluding(Field::Tag, "ai");
    assert_eq!(query.to_string(), "tag:\"Supply Chain\" author:甲 -tag:ai");
    assert_eq!(query.chosen(Field::Tag, "AI"), Chosen::Excluded);
    let query = query.allowing(Field::Tag, "security");
    assert_eq!(query.to_string(), "(tag:\"Supply Chain\" | tag:security) author:甲 -tag:ai");
    assert_eq!(query.chosen(Field::Tag, "security"), Chosen::Either);
    let query = query.without(Field::Tag, "supply chain");
    assert_eq!(query.to_string(), "tag:security author:甲 -tag:ai");
    assert_eq!(query.chosen(Field::Tag, "security"), Chosen::Wanted);
    let query = query.toggled(Field::Tag, "ai", Chosen::Excluded).toggled(Field::Author, "甲", Chosen::Excluded);
    assert_eq!(query.to_string(), "tag:security -author:甲");
    let query = query.toggled(Field::Tag, "security", Chosen::Wanted).without(Field::Author, "甲");
    assert!(query.is_empty());
    // What was typed in a more elaborate way is left alone.
    let typed = Query::parse("(tag:a -tag:b | etcd) -tag:ai").unwrap();
    assert_eq!(typed.with(Field::Tag, "ai").to_string(), "(tag:a -tag:b | etcd) tag:ai");
}

#[test]
fn an_empty_result_says_what_to_loosen() {
    let check = |query: &str, expected: Option<(&str, &str, usize)>| {
        let found = loosen(&Query::parse(query).unwrap(), &posts());
        let found = found.map(|it| (it.part, it.without.to_string(), it.posts));
        let expected = expected.map(|(part, without, posts)| (part.to_owned(), without.to_owned(), posts));
        assert_eq!(found, expected, "{query}");
    };
    check("tag:security tag:ai 供应链", Some(("供应链", "tag:security tag:ai", 1)));
    // No single part is to blame.
    check("tag:security 没有 tag:ai 也没有", Some(("没有 也没有", "tag:security tag:ai", 1)));
    check("tag:ai tag:kubernetes author:甲 etcd", Some(("tag:kubernetes author:甲 etcd", "tag:ai", 1)));
    check("没有 也没有", Some(("没有 也没有", "", 4)));
    check("", None);
}
