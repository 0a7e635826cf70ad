//! The filter language: what it reads, what it refuses and where, and that it prints what it reads.

mod complete;
mod facets;
mod fields;
mod index;
mod shelf;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use shelf::{evaluate, index, small};
use yundu::query::{FIELDS, GRAMMAR, Query, Texts};
use yundu::strings::Lang;
use yundu::text::Needle;

/// Checks which posts of a small library a query lets pass, by their numbers, and that its printed form is read the same.
#[track_caller]
fn check(query: &str, expected: &[usize]) {
    assert_eq!(evaluate(query, &index(&small())), expected, "{query}");
    let parsed = Query::parse(query).unwrap();
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
    check("DRAGONFLY", &[]);
    check("dragonfly", &[0]);
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
    refused("a colour:red", 2, "there is no “colour:”");
    refused("a lnag:zh", 2, "did you mean lang:");
    refused("a lang:zx", 7, "known here are lang:zh");
    refused("lang:klingon", 5, "known here are lang:zh lang:en lang:ja lang:ko");
    refused("标签：安全 is:raed", 19, "did you mean is:read");
    refused("is:\"un read\"", 3, "did you mean is:unread");
    refused("has:pictures", 4, "known here are has:code has:table has:warning");
    refused("since:yesterdy", 6, "did you mean yesterday");
    refused("since:2q", 6, "a date is expected here");
    refused("until：2026-02-30", 8, "a date is expected here");
    refused("date:2026-13", 5, "a date is expected here");
    refused("date:2026-01..soon", 14, "a date is expected here");
    refused("date:..", 5, "a date is expected here");
    refused("before:", 7, "a value is expected after “before:”");
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
            assert_eq!(query.evaluate(&index(&small()), &Texts::default()).len(), 3);
            assert_eq!(Query::parse(&query.to_string()).unwrap(), query);
        };
        std::thread::Builder::new().stack_size(128 * 1024).spawn(run).unwrap().join().unwrap();
    }
}

/// Makes queries as a person might type them, with every field.
fn typed() -> impl Strategy<Value = String> {
    let word = "[a-z重启：]{1,3}|\"[ -~“]{1,5}\"|NOT a|\"(OR|AND|NOT|-a|a:b|\\\\\\\\)\"";
    let value = "[a-zA-Z]{1,2}|\"[ -~“”：]{1,4}\"|[-:.a-z]{1,4}";
    let day = "(2026|2026-0[1-9]|2026/1/3|2026年2月|2026-02-05|[0-9]{1,2}[dwmy]|today|昨天|\"2 weeks\"|3周)";
    let named = prop::sample::select(FIELDS.iter().flat_map(|(_, names)| names.iter()).collect::<Vec<_>>());
    let chosen = "(is:(unread|READ|星标)|has:(code|tables|警告)|lang:(zh|EN|日文|ko))";
    let dates = format!("(date|since|until|after|before|日期)[:：]{day}|date:{day}?\\.\\.{day}");
    let atom = prop_oneof![
        word,
        (named, value).prop_map(|(name, value)| format!("{name}:{value}")),
        chosen,
        prop::string::string_regex(&dates).unwrap(),
    ];
    atom.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" | "))),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

#[test]
fn most_of_what_the_generator_types_is_read() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts: Vec<String> = (0..200).map(|_| typed().new_tree(&mut runner).unwrap().current()).collect();
    let read = texts.iter().filter(|text| Query::parse(text).is_ok()).count();
    assert!(read > 60, "{read} of {}", texts.len());
    for (field, _) in FIELDS {
        let name = format!("{}:", field.name().unwrap());
        let printed = texts.iter().filter_map(|text| Some(Query::parse(text).ok()?.to_string()));
        assert!(printed.filter(|text| text.contains(&name)).count() > 0, "{name}");
    }
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

#[test]
fn a_query_tells_what_it_looks_for_in_texts() {
    let check = |query: &str, needles: &[&str], lit: &[&str], is_text: bool| {
        let parsed = Query::parse(query).unwrap();
        let written = |needles: Vec<Needle>| needles.iter().map(|it| it.written().to_owned()).collect::<Vec<_>>();
        assert_eq!(written(parsed.needles()), needles, "{query}");
        assert_eq!(written(parsed.lit()), lit, "{query}");
        assert_eq!(parsed.is_text(), is_text, "{query}");
        let mut texts = Texts::default();
        parsed.needles().into_iter().take(1).for_each(|needle| texts.insert(needle, Default::default()));
        assert_eq!(written(parsed.unknown(&texts)), needles.get(1..).unwrap_or_default(), "{query}");
    };
    check("", &[], &[], false);
    check("a b a", &["a", "b"], &["a", "b"], true);
    check("\"a b\" -c", &["a b", "c"], &["a b"], true);
    check("-(a | -b)", &["a", "b"], &["b"], true);
    check("-(-(a c) | b)", &["a", "c", "b"], &["a", "c"], true);
    check("a -a", &["a"], &["a"], true);
    check("a title:b tag:c", &["a"], &["a"], false);
    check("tag:c", &[], &[], false);
}

#[test]
fn only_some_fields_need_the_bodies() {
    for (query, needs) in [
        ("a tag:b is:read since:2w title:c author:d category:e", false),
        ("a -(tag:b | source:c)", true),
        ("has:warning", true),
        ("lang:zh", true),
    ] {
        assert_eq!(Query::parse(query).unwrap().needs_bodies(), needs, "{query}");
    }
}

#[test]
fn every_example_of_the_grammar_is_read_and_every_field_has_one() {
    let all: String = GRAMMAR.iter().map(|row| format!("{} {}\n", row.example, row.words.en)).collect();
    for row in GRAMMAR {
        let query = Query::parse(row.example).unwrap();
        assert!(!query.is_empty() && !row.words.zh.is_empty(), "{}", row.example);
    }
    for (_, names) in FIELDS {
        assert!(all.contains(&format!("{}:", names[0])), "{}", names[0]);
    }
}
