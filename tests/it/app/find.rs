//! Searching in the page, and filtering the list by facets and by text.

use super::place;
use crate::screens::{reader, stage::Stage};
use yundu::app::Settings;
use yundu::strings::Lang;

#[test]
fn search_finds_over_line_ends_and_knows_capitals() {
    let check = |columns: u16, query: &str, hits: usize| {
        let mut stage = reader(Lang::Zh, columns, 24);
        stage.keys("enter /").types(query).keys("enter");
        let page = stage.model.page.as_ref().unwrap();
        let found = page.search.as_ref().map_or(0, |search| search.hits.len());
        assert_eq!(found, hits, "{query} at {columns}");
    };
    for columns in [20, 30, 40, 61, 80] {
        check(columns, "过去要在Pod反复重启", 0);
        check(columns, "过去要在 Pod 反复重启的间隙里抢着看日志", 1);
        check(columns, "先看清楚再动手", 1);
        check(columns, "KUBECTL", 0);
        check(columns, "Ingress to Gateway", 1);
        check(columns, "ingress to gateway", 1);
        check(columns, "没有的话", 0);
    }
}

#[test]
fn escape_returns_to_where_the_search_began() {
    let mut stage = reader(Lang::Zh, 80, 9);
    stage.keys("enter ]");
    let before = place(&stage);
    stage.keys("/").types("写信");
    assert_ne!(place(&stage), before);
    stage.keys("esc");
    assert_eq!(place(&stage), before);
    stage.keys("/").types("没有的话").keys("enter");
    assert_eq!(place(&stage), before, "an empty result keeps the place");
}

#[test]
fn hits_wrap_around_with_a_notice() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("enter /").types("gateway").keys("enter");
    let count = stage.model.page.as_ref().unwrap().search.as_ref().unwrap().hits.len();
    assert!(count > 1);
    for _ in 1..count {
        stage.keys("n");
        assert_eq!(stage.model.notice, None);
    }
    stage.keys("n");
    assert!(stage.model.notice.is_some());
    assert!(stage.text().contains(&format!("1/{count}")));
}

#[test]
fn facets_make_the_filter_and_the_filter_can_be_typed() {
    let check = |keys: &[&str], filter: &str, rows: usize| {
        let mut stage = reader(Lang::En, 120, 30);
        for keys in keys {
            match keys.strip_prefix('"') {
                Some(text) => stage.types(text),
                None => stage.keys(keys),
            };
        }
        assert_eq!((stage.model.filter.text.as_str(), stage.model.matching.len()), (filter, rows), "{keys:?}");
    };
    check(&[], "", 4);
    check(&["t space"], "tag:kubernetes", 2);
    check(&["t space space"], "", 4);
    check(&["t -"], "-tag:kubernetes", 2);
    check(&["=", "\"tag:mesh | tag:finops", "enter"], "tag:mesh | tag:finops", 2);
    check(&["=", "\"tag:mesh", "esc"], "", 4);
    check(&["=", "\"tag:mesh (", "enter"], "tag:mesh", 1);
    check(&["=", "\"tag:mesh tag:finops", "enter"], "tag:mesh tag:finops", 0);
    check(&["=", "\"tag:mesh", "enter", "g a"], "", 4);
}

#[test]
fn the_selected_post_stays_selected_while_it_passes() {
    let mut stage = reader(Lang::En, 120, 30);
    stage.keys("j j");
    assert_eq!(place(&stage).0, "Mesh");
    stage.keys("=").types("tag:security").keys("enter");
    assert_eq!(place(&stage).0, "Mesh");
    stage.keys("=").keys("ctrl-u").types("tag:finops").keys("enter");
    assert_eq!(place(&stage).0, "配额周：");
}

/// TYPOGRAPHY A1: the cell between Han and Latin is not in the text.
#[test]
fn a_gap_is_neither_searched_nor_copied() {
    let open = || {
        let mut stage = Stage::new(Settings::default(), &[("a.md", "# 题\n\n在Kubernetes里用`kubectl`查\n")], 60, 16);
        stage.keys("enter");
        stage
    };
    assert!(open().text().contains("在 Kubernetes 里用 kubectl 查"));
    for (query, hits) in [("在Kubernetes里用kubectl查", 1), ("在 Kubernetes 里", 0)] {
        let mut stage = open();
        stage.keys("/").types(query).keys("enter");
        assert_eq!(stage.model.page.as_ref().unwrap().search.as_ref().unwrap().hits.len(), hits, "{query}");
    }
    let mut stage = open();
    stage.keys("y m");
    assert_eq!(stage.asked, ["copy # 题\n\n在Kubernetes里用`kubectl`查"]);
}
