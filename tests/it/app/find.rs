//! Searching in the page, and filtering the list by facets and by text.

use super::place;
use crate::screens::reader;
use crate::screens::stage::{Stage, head};
use yundu::app::filter::FacetRow;
use yundu::app::prompt::Edit;
use yundu::app::{Action, Command, Effect, Model, Settings, update};
use yundu::post::Post;
use yundu::query::{Chosen, Field, Set};
use yundu::strings::Lang;
use yundu::text::Needle;

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
    // The mode that was used last is that of Enter; Tab goes on to the next.
    check(&["t tab enter"], "tag:kubernetes", 2);
    check(&["t tab tab enter"], "-tag:kubernetes", 2);
    check(&["t tab tab tab enter j enter"], "tag:kubernetes tag:security", 1);
    check(&["t + j enter"], "tag:kubernetes | tag:security", 3);
    check(&["t - - enter"], "-tag:kubernetes", 2);
    // Text is looked for in the whole post.
    check(&["=", "\"先看清楚", "enter"], "先看清楚", 1);
    check(&["=", "\"-先看清楚 -tag:mesh", "enter"], "-先看清楚 -tag:mesh", 2);
}

#[test]
fn facets_follow_the_line_as_it_is_typed() {
    let mut stage = reader(Lang::En, 120, 40);
    let count = |stage: &Stage, wanted: &str| {
        stage.model.facets.rows.iter().find_map(|row| match row {
            FacetRow::Value(_, tag, count, chosen) if tag.shown.as_str() == wanted => Some((*count, *chosen)),
            _ => None,
        })
    };
    assert_eq!(count(&stage, "kubernetes"), Some((2, Chosen::Free)));
    stage.keys("=").types("tag:security");
    assert_eq!(count(&stage, "kubernetes"), Some((1, Chosen::Free)));
    assert_eq!(count(&stage, "security"), Some((2, Chosen::Wanted)));
    stage.keys("esc t tab");
    assert_eq!(stage.model.facets.mode, Chosen::Either);
    stage.keys("=").types("tag:security");
    assert_eq!(count(&stage, "kubernetes"), Some((3, Chosen::Free)));
    stage.keys("esc");
    assert_eq!(count(&stage, "kubernetes"), Some((2, Chosen::Free)));
}

#[test]
fn long_facets_are_folded_until_they_are_asked_for() {
    let heads: Vec<(String, String)> = (0..30)
        .map(|n| (format!("{n:02}.md"), format!("---\ntitle: 第 {n} 期\nauthor: 作者{n:02}\n---\n\n正文\n")))
        .collect();
    let posts: Vec<(&str, &str)> = heads.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut stage = Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &posts, 80, 24);
    let values = |stage: &Stage| stage.model.facets.rows.iter().filter(|row| row.is_choice()).count();
    assert_eq!(values(&stage), 13);
    assert!(stage.model.facets.rows.contains(&FacetRow::More(Field::Author, 18)));
    // A chosen one is always among them.
    stage.keys("=").types("author:作者25 | author:作者26").keys("enter");
    assert_eq!(values(&stage), 13);
    stage.keys("=").keys("ctrl-u").types("-author:作者25").keys("enter t G");
    assert_eq!(values(&stage), 14);
    assert!(stage.text().contains("… 还有 17 项"), "{}", stage.text());
    stage.keys("enter");
    assert_eq!((values(&stage), stage.model.filter.text.as_str()), (30, "-author:作者25"));
    assert!(stage.surface().1.is_some(), "the cursor stays in sight");
}

#[test]
fn what_texts_say_is_asked_for_once_and_late_answers_keep_the_place() {
    let mut model = Model::new(Settings::default());
    let posts: Vec<Post> = ["甲 one", "乙 two", "丙 three"]
        .iter()
        .map(|title| head(&format!("{title}.md"), &format!("# {title}\n\n正文\n")))
        .collect();
    update(&mut model, Action::Resize { columns: 80, rows: 24 });
    update(&mut model, Action::Library { generation: 7, posts, recalled: Some(Box::default()) });
    update(&mut model, Action::Run(Command::Down));
    update(&mut model, Action::Run(Command::Query));
    let asked = |effects: Vec<Effect>| {
        let needles = effects.into_iter().find_map(|effect| match effect {
            Effect::Find { generation: 7, needles } => Some(needles),
            _ => None,
        });
        needles.map(|needles| needles.iter().map(Needle::written).collect::<Vec<_>>().join(","))
    };
    let typed = |model: &mut Model, text: &str| update(model, Action::Edit(Edit::Insert(text.to_owned())));
    assert_eq!(asked(typed(&mut model, "t")).as_deref(), Some("t"));
    assert_eq!(model.matching, [1, 2], "titles decide at first");
    assert_eq!(asked(update(&mut model, Action::Edit(Edit::Left))), None, "asked for already");
    update(&mut model, Action::Edit(Edit::End));
    assert_eq!(asked(typed(&mut model, " -o")).as_deref(), Some("t,o"));
    assert_eq!(model.matching, [2]);
    let found = |needle: &str, posts: &[usize]| (Needle::new(needle), Set::of(3, |post| posts.contains(&post)));
    let answer = |generation, found| Action::Found { generation, found };
    update(&mut model, answer(6, vec![found("t", &[])]));
    assert_eq!(model.matching, [2], "that was another library");
    update(&mut model, answer(7, vec![found("t", &[0, 1, 2])]));
    assert_eq!(model.matching, [2]);
    update(&mut model, answer(7, vec![found("o", &[])]));
    assert_eq!(model.matching, [0, 1, 2]);
    assert_eq!(model.selected(), Some(1), "the selected post stays so");
    assert_eq!(asked(update(&mut model, Action::Edit(Edit::Backspace))), None, "t is known");
    // Another reading of the library knows nothing yet.
    let posts = model.posts.clone();
    let effects = update(&mut model, Action::Library { generation: 8, posts, recalled: Some(Box::default()) });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Find { generation: 8, .. })), "{effects:?}");
}

#[test]
fn tab_completes_the_filter() {
    let check = |keys: &[&str], text: &str, rows: usize| {
        let mut stage = reader(Lang::En, 120, 30);
        stage.keys("=");
        for keys in keys {
            match keys.strip_prefix('"') {
                Some(text) => stage.types(text),
                None => stage.keys(keys),
            };
        }
        let typed = stage.model.prompt.as_ref().map(|prompt| prompt.text.as_str());
        assert_eq!((typed, stage.model.matching.len()), (Some(text), rows), "{keys:?}\n{}", stage.text());
    };
    check(&["\"ca", "tab"], "category:", 1);
    check(&["\"tag:k", "tab"], "tag:kubernetes", 2);
    check(&["\"tag:kub", "tab", "\" -tag:sec", "tab"], "tag:kubernetes -tag:security", 1);
    check(&["\"is:", "tab"], "is:unread", 4);
    check(&["\"is:", "tab tab"], "is:read", 0);
    check(&["\"is:", "shift-tab"], "is:starred", 0);
    check(&["\"is:", "tab tab shift-tab"], "is:unread", 4);
    check(&["\"is:", "shift-tab tab"], "is:unread", 4);
    // The beginning that all share comes first, then one after the other.
    check(&["\"date:2", "tab"], "date:202", 0);
    check(&["\"date:2", "tab tab"], "date:2026-02", 1);
    check(&["\"date:2", "tab tab tab"], "date:2026-01", 1);
    // After another key Tab begins anew.
    check(&["\"date:2", "tab", "\"5", "tab"], "date:2025-12", 1);
    check(&["\"先看", "tab"], "先看", 1);
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
