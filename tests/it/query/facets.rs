//! Facets: counts that say what choosing would show, edits of the query, and what to loosen when nothing is left.

use super::shelf::{index, libraries, small};
use proptest::prelude::*;
use yundu::query::{Chosen, Counter, FACETS, Field, Query, Texts, loosen};

/// Checks the counts of a facet in a mode, in their order.
#[track_caller]
fn counts(query: &str, field: Field, mode: Chosen, expected: &str) {
    let (query, index, texts) = (Query::parse(query).unwrap(), index(&small()), Texts::default());
    let rows = Counter::new(&query, &index, &texts).count(field, mode);
    let shown: Vec<String> = rows.iter().map(|it| format!("{} {}", it.tag.shown, it.posts)).collect();
    assert_eq!(shown.join(", "), expected, "{query}");
}

#[test]
fn counts_say_what_choosing_would_show() {
    use Chosen::{Either, Excluded, Wanted};
    counts("", Field::Tag, Wanted, "security 3, kubernetes 2, AI 1, Supply Chain 1");
    counts("", Field::Tag, Either, "security 3, kubernetes 2, AI 1, Supply Chain 1");
    counts("", Field::Tag, Excluded, "security 1, kubernetes 2, AI 3, Supply Chain 3");
    counts("tag:ai", Field::Tag, Wanted, "security 1, AI 1, kubernetes 0, Supply Chain 0");
    counts("tag:ai", Field::Tag, Either, "security 3, AI 1, kubernetes 3, Supply Chain 2");
    counts("tag:ai", Field::Tag, Excluded, "security 0, AI 1, kubernetes 1, Supply Chain 1");
    counts("-tag:security", Field::Tag, Wanted, "kubernetes 1, security 1, AI 0, Supply Chain 0");
    counts("tag:kubernetes | tag:ai", Field::Tag, Wanted, "security 2, kubernetes 3, AI 3, Supply Chain 0");
    counts("tag:kubernetes | tag:ai", Field::Tag, Either, "security 4, kubernetes 3, AI 3, Supply Chain 4");
    counts("author:甲", Field::Tag, Wanted, "security 2, kubernetes 1, Supply Chain 1, AI 0");
    counts("tag:security", Field::Author, Wanted, "甲 2, 乙 1, Lin Yu 0");
    counts("", Field::Text, Wanted, "");
}

#[test]
fn months_come_newest_first_and_those_that_are_seen_before_the_others() {
    let mut volumes = small();
    for (volume, month) in volumes.iter_mut().zip([3, 1, 2, 2]) {
        volume.post.date = Some(jiff::civil::date(2026, month, 5));
    }
    let check = |query: &str, mode: Chosen, expected: &str| {
        let (query, index, texts) = (Query::parse(query).unwrap(), index(&volumes), Texts::default());
        let rows = Counter::new(&query, &index, &texts).count(Field::Date, mode);
        let shown: Vec<String> = rows.iter().map(|it| format!("{} {}", it.tag.shown, it.posts)).collect();
        assert_eq!(shown.join(", "), expected);
    };
    check("", Chosen::Wanted, "2026-03 1, 2026-02 2, 2026-01 1");
    check("tag:ai", Chosen::Wanted, "2026-01 1, 2026-03 0, 2026-02 0");
    check("date:2026-02", Chosen::Either, "2026-02 2, 2026-03 3, 2026-01 3");
    check("日期：2026年2月", Chosen::Excluded, "2026-02 2, 2026-03 2, 2026-01 2");
}

/// One thing that a reader does in the facets.
fn edit() -> impl Strategy<Value = (Field, usize, Chosen)> {
    let mode = prop::sample::select(vec![Chosen::Wanted, Chosen::Either, Chosen::Excluded]);
    (prop::sample::select(FACETS.to_vec()), 0_usize..6, mode)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_count_is_what_the_edited_query_finds(
        library in libraries(),
        typed in prop::sample::select(vec!["", "a -code", "(tag:ai | is:unread)", "has:code", "-(tag:安全 tag:ai)", "since:2025-02"]),
        edits in prop::collection::vec(edit(), 0..5),
    ) {
        let (index, texts) = (index(&library), Texts::default());
        let mut query = Query::parse(typed).unwrap();
        for (field, at, mode) in edits {
            let rows = Counter::new(&query, &index, &texts).count(field, mode);
            if let Some(row) = rows.get(at) {
                query = query.toggled(field, &row.tag.shown, mode);
                prop_assert_eq!(&Query::parse(&query.to_string()).unwrap(), &query);
            }
        }
        let counter = Counter::new(&query, &index, &texts);
        for field in FACETS {
            for mode in [Chosen::Wanted, Chosen::Either, Chosen::Excluded] {
                for row in counter.count(field, mode) {
                    let value = &row.tag.shown;
                    prop_assert_eq!(row.chosen, query.chosen(field, value), "{} in {}", value, query);
                    let then = if row.chosen != Chosen::Free { query.clone() } else { query.toggled(field, value, mode) };
                    let found = then.evaluate(&index, &texts).len();
                    prop_assert_eq!(row.posts, found, "{:?} {} in {} is {}", mode, value, query, then);
                    let seen = query.with(field, value).evaluate(&index, &texts).and(counter.seen()).len();
                    prop_assert!(row.chosen != Chosen::Free || row.seen == seen);
                }
            }
        }
    }
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
        let found = loosen(&Query::parse(query).unwrap(), &index(&small()), &Texts::default());
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
