//! Searching all posts: results while typing, the way through them, the page beside them, and back to where it began.

use super::place;
use crate::screens::{reader, stage::Stage};
use yundu::app::prompt::Edit;
use yundu::app::{Action, Command, Effect, Focus, list, update};
use yundu::query::Set;
use yundu::search::{Class, Passage, Passages};
use yundu::strings::Lang;
use yundu::text::{Needle, SafeStr};

/// The rows of the list: headings, with the text around the first hit and what of it is lit in brackets.
fn rows(stage: &Stage) -> Vec<String> {
    let found = stage.model.finding.as_ref().expect("a search is open");
    let lit = |text: &str, ranges: &[std::ops::Range<usize>]| {
        let mut shown = text.to_owned();
        for range in ranges.iter().rev() {
            shown.insert(range.end, ']');
            shown.insert(range.start, '[');
        }
        shown
    };
    found.rows.iter().map(|row| format!("{} · {}", row.heading, lit(&row.text, &row.lit))).collect()
}

#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("ctrl-f").types(typed);
    let rows = rows(&stage);
    let begins = rows.iter().zip(expected).all(|(row, start)| row.contains(start));
    assert!(begins && rows.len() == expected.len(), "{typed}: {rows:#?}");
}

#[test]
fn hits_come_while_typing_with_the_text_around_them() {
    check("探针", &["云原生周记：[探针]先行", "启动探针可以单独调试", "启动[探针]终于可以单独调试"]);
    check("kubectl", &["启动探针可以单独调试 · Kubernetes 1.36 的 [kubectl] probe"]);
    check("KUBECTL", &[]);
    check("ｋｕｂｅｃｔｌ", &["[kubectl]"]);
    check("差额 调度", &["报表按命名空间、团队和标签三种口径给出用量，[差额]会写明来自哪一次[调度]"]);
    check("\"trust domain\"", &["one [trust domain]"]);
    check("一句 -tag:digest", &["正文只有这[一句]"]);
    check("差额 探针", &[]);
    check("没有的话", &[]);
}

#[test]
fn an_empty_result_says_what_each_word_has_alone() {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("ctrl-f").types("差额 探针");
    let text = stage.text();
    assert!(text.contains("Nothing found for “差额 探针”."), "{text}");
    assert!(text.contains("“差额” alone is in 1 posts"), "{text}");
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("ctrl-f").types("gordon (");
    assert!(stage.text().contains("a word or tag:name is expected"), "{}", stage.text());
}

#[test]
fn the_way_through_the_passages_shows_each_on_the_page() {
    let mut stage = reader(Lang::En, 120, 14);
    stage.keys("ctrl-f").types("security | 网关").keys("enter");
    assert_eq!(stage.model.focus(), Focus::List);
    let lit = |stage: &Stage| {
        let page = stage.model.page.as_ref().unwrap();
        let search = page.search.as_ref().expect("hits are lit");
        let hit = &search.hits[search.current.expect("one of them is the one to look at")].0[0];
        (page.top..page.top + 13).contains(&hit.line)
    };
    assert!(lit(&stage), "{}", stage.text());
    let count = stage.model.rows();
    assert!(count > 1, "{:?}", rows(&stage));
    for _ in 1..count {
        stage.keys("j");
        assert!(lit(&stage), "{}", stage.text());
    }
    // On the page, the next and the previous passage are the next and the previous post.
    stage.keys("enter K");
    assert_eq!((stage.model.focus(), stage.model.list.selected), (Focus::Page, count - 2));
    stage.keys("n");
    assert!(lit(&stage));
}

#[test]
fn a_passage_is_opened_and_left_again_level_by_level() {
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys("j enter ]");
    let before = place(&stage);
    stage.keys("ctrl-f").types("probe").keys("enter enter");
    assert_eq!((stage.model.focus(), place(&stage).0.as_str()), (Focus::Page, "云原生周"));
    // The hits on the page, the page, the passages.
    stage.keys("q q");
    assert!(stage.model.finding.is_some() && stage.model.focus() == Focus::List);
    assert!(stage.text().contains("search all  probe"), "{}", stage.text());
    stage.keys("q");
    assert!(stage.model.finding.is_none());
    assert_eq!((stage.model.focus(), place(&stage)), (Focus::Page, before));
}

#[test]
fn escape_while_typing_leaves_everything_as_it_was() {
    for (columns, keys) in [(120, "j j"), (80, "j"), (80, "enter j j")] {
        let mut stage = reader(Lang::En, columns, 14);
        stage.keys(keys);
        let before = (stage.text(), stage.model.focus(), stage.model.list);
        stage.keys("ctrl-f").types("探针").keys("esc");
        assert_eq!((stage.text(), stage.model.focus(), stage.model.list), before, "{keys} at {columns}");
    }
}

#[test]
fn what_was_searched_for_comes_back_with_the_arrow() {
    let mut stage = reader(Lang::En, 120, 14);
    stage.keys("ctrl-f").types("probe").keys("enter q");
    stage.keys("ctrl-f up");
    assert_eq!(stage.model.prompt.as_ref().map(|prompt| prompt.text.as_str()), Some("probe"));
    assert!(stage.model.rows() > 0);
    // An open search is there to be changed.
    stage.keys("enter ctrl-f");
    assert_eq!(stage.model.prompt.as_ref().map(|prompt| prompt.text.as_str()), Some("probe"));
}

#[test]
fn answers_to_an_older_question_are_dropped() {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("ctrl-f").types("probe");
    let rows = stage.model.rows();
    let found = Box::default();
    let generation = stage.model.generation;
    stage.act(yundu::app::Action::Passages { generation, number: 1, passages: found });
    assert_eq!(stage.model.rows(), rows);
    let (_, room) = list::area(&stage.model).unwrap();
    assert!(!list::visible(&stage.model, 40, room).is_empty());
}

#[test]
fn the_filter_finds_words_in_texts_too() {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("=").types("差额").keys("enter");
    assert_eq!(stage.model.matching, [1]);
    stage.keys("g u");
    assert_eq!(stage.model.matching.len(), 4);
    stage.keys("j r");
    assert_eq!(stage.model.matching.len(), 4, "what was read stays in sight");
    stage.keys("g u");
    assert_eq!(stage.model.matching.len(), 3);
    stage.keys("s g s");
    assert_eq!(stage.model.matching.len(), 1);
}

#[test]
fn what_becomes_known_meanwhile_does_not_move_the_reader() {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("j =").types("tag:kubernetes").keys("enter ctrl-f").types("probe | 网关 | 工具").keys("enter j j");
    let before = (stage.model.list, stage.text());
    assert!(stage.model.list.selected == 2, "{before:?}");
    let facts = vec![(3, yundu::document::Facts::default())];
    stage.act(yundu::app::Action::Surveyed { generation: stage.model.generation, facts });
    assert_eq!((stage.model.list, stage.text()), before);
    stage.keys("q");
    assert_eq!((stage.model.selected(), stage.model.rows()), (Some(1), 2));
}

#[test]
fn the_story_that_was_found_is_the_one_at_hand() {
    for (typed, url) in
        [("Ingress", "https://gateway.example.com/"), ("kubectl", "https://example.org/blog/run-a-probe")]
    {
        let mut stage = reader(Lang::En, 120, 60);
        stage.keys("ctrl-f").types(typed).keys("enter o");
        assert!(stage.asked.len() == 1 && stage.asked[0].starts_with(&format!("open {url}")), "{:?}", stage.asked);
    }
}

#[test]
fn all_that_is_found_can_be_marked_read() {
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("ctrl-f").types("报表 | probe").keys("enter A");
    assert_eq!(stage.model.marks.iter().map(|marks| marks.read).collect::<Vec<_>>(), [true, true, false, false]);
}

#[test]
fn more_passages_are_made_when_the_reader_has_typed() {
    let stories: String = (0..60).map(|n| format!("## 第 {n} 节\n\n词\n\n")).collect();
    let mut stage = Stage::new(yundu::app::Settings::default(), &[("a.md", &stories)], 80, 24);
    stage.keys("ctrl-f").types("词");
    let finding = |stage: &Stage| {
        let finding = stage.model.finding.as_ref().unwrap();
        (finding.rows.len(), finding.hits)
    };
    assert_eq!(finding(&stage), (40, 60));
    stage.keys("enter");
    assert_eq!(finding(&stage), (60, 60));
    stage.keys("j j G");
    assert_eq!(stage.model.list.selected, 59);
}

#[test]
fn an_answer_that_comes_after_enter_shows_its_first_passage() {
    let mut model = reader(Lang::En, 120, 40).model;
    let mut asked = Vec::new();
    for action in [Action::Run(Command::FindAll), insert("Ingress"), Action::Edit(Edit::Accept)] {
        asked.extend(update(&mut model, action));
    }
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Find { .. })));
    let set = Set::of(4, |post| post == 1);
    let found = vec![(Needle::new("Ingress"), set)];
    let generation = model.generation;
    let effects = update(&mut model, Action::Found { generation, found });
    let number = effects.iter().find_map(|effect| match effect {
        Effect::Passages { number, .. } => Some(*number),
        _ => None,
    });
    let passages = Box::new(Passages { shown: vec![passage(1)], all: 1, posts: 1, hits: 1 });
    let answer = Action::Passages { generation, number: number.unwrap(), passages };
    let effects = update(&mut model, answer);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Read { post: 1, .. })), "{effects:?}");
}

fn insert(text: &str) -> Action {
    Action::Edit(Edit::Insert(text.to_owned()))
}

fn passage(post: usize) -> Passage {
    let (class, heading, text) = (Class::Body, SafeStr::default(), SafeStr::clean("Ingress"));
    Passage { post, class, place: None, line: 1, heading, text, lit: Vec::new(), hits: 1, address: None }
}
