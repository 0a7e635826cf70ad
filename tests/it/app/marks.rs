//! What is remembered: read and unread, stars, places, the last filter and post, and taking changes back.

use crate::screens::{POSTS, reader, stage::Stage};
use yundu::app::action::Recollection;
use yundu::app::{Action, Effect, Focus, Settings};
use yundu::reading::{Mark, Marks, Recalled};
use yundu::strings::Lang;

/// Whether each post is read, and what has a star, as `read · title ★ story`.
fn drawn(stage: &Stage) -> Vec<String> {
    let row = |(post, marks): (&yundu::post::Post, &Marks)| {
        let title: String = post.title.chars().take(4).collect();
        let read = if marks.read { "read" } else { "new" };
        let star = if marks.starred { " ★" } else { "" };
        let stories =
            marks.stories.iter().map(|story| format!(" ★{}", story.title.chars().take(6).collect::<String>()));
        format!("{read} {title}{star}{}", stories.collect::<String>())
    };
    stage.model.posts.iter().zip(&stage.model.marks).map(row).collect()
}

/// The reader comes back to what the other has kept.
fn again(before: &Stage) -> Stage {
    let stage = Stage::come_back(Settings { lang: Lang::En, ..Settings::default() }, POSTS, before);
    assert_eq!(drawn(&stage), drawn(before), "what is kept is what was seen");
    stage
}

#[track_caller]
fn check(keys: &str, expected: [&str; 4]) {
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys(keys);
    assert_eq!(drawn(&stage), expected, "{keys}");
    again(&stage);
}

#[test]
fn a_post_is_read_when_its_end_has_been_on_screen() {
    check("enter", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("enter G", ["read 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("enter G k k q", ["read 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    // A short post is read when it is opened, not when the list goes past it.
    check("j j j enter", ["new 云原生周", "new 配额周：", "new Mesh", "read 没有文首"]);
    let mut stage = reader(Lang::En, 120, 40);
    stage.keys("j j j k");
    assert!(stage.model.marks.iter().all(|marks| !marks.read), "{:?}", drawn(&stage));
}

#[test]
fn read_and_unread_are_the_readers_own_word_too() {
    check("r", ["read 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("r r", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    // Its end is on screen, and still the reader says that it is not read.
    check("enter G r j k", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("enter G r q enter G", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("enter G r J K G", ["read 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("A", ["read 云原生周", "read 配额周：", "read Mesh", "read 没有文首"]);
}

#[test]
fn a_star_is_for_the_post_in_the_list_and_for_the_story_on_the_page() {
    check("s", ["new 云原生周 ★", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("s s", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    check("j enter ] s", ["new 云原生周", "new 配额周： ★配额报表进入", "new Mesh", "new 没有文首"]);
    check("j enter ] s s", ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
}

#[test]
fn every_change_can_be_taken_back() {
    let untouched = ["new 云原生周", "new 配额周：", "new Mesh", "new 没有文首"];
    for keys in ["r U", "s U", "A U", "enter G U", "j enter ] s U", "s r A U U U", "r r U U U U"] {
        check(keys, untouched);
    }
    check("r A U", ["read 云原生周", "new 配额周：", "new Mesh", "new 没有文首"]);
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys("U");
    assert!(stage.text().contains("nothing to take back"), "{}", stage.text());
}

#[test]
fn space_at_the_end_goes_to_the_next_unread_post() {
    let mut stage = reader(Lang::En, 80, 60);
    stage.keys("j r k enter space");
    assert_eq!(
        stage.model.page.as_ref().unwrap().post.title.as_str(),
        "Mesh notes: ambient mode leaves the lab, and sidecars keep their uses"
    );
    stage.keys("space");
    assert!(stage.text().contains("没有文首"), "{}", stage.text());
    stage.keys("space space");
    assert!(stage.text().contains("nothing unread"), "{}", stage.text());
    assert!(drawn(&stage).iter().all(|row| row.starts_with("read")));
}

#[test]
fn the_reader_comes_back_to_where_it_was_left() {
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys("j enter j j j j j j");
    let place = |stage: &Stage| stage.model.page.as_ref().map(|page| (page.id().clone(), page.place));
    let before = place(&stage);
    let mut back = again(&stage);
    assert_eq!(place(&back), before);
    assert_eq!(back.model.selected(), Some(1));
    // Another post, and back again.
    back.keys("enter K J");
    assert_eq!(place(&back), before);
    // At its end there is nothing to come back to.
    back.keys("G");
    let mut back = again(&back);
    assert_eq!(place(&back).map(|(_, place)| place), Some(None));
    assert_eq!(back.model.selected(), Some(0), "the first unread one");
    back.keys("r");
    assert_eq!(again(&back).model.selected(), Some(2));
}

#[test]
fn the_place_is_found_again_below_what_was_added_above_it() {
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys("enter ]");
    let top = |stage: &Stage| {
        let page = stage.model.page.as_ref().unwrap();
        page.lines[page.top..].iter().map(|line| line.text()).find(|text| !text.trim().is_empty())
    };
    let before = top(&stage);
    let (path, text) = POSTS[0];
    let longer = text.replacen("\n## ", "\n新加的一段，很长，占好几行。新加的一段，很长。\n\n新加的又一段。\n\n## ", 1);
    assert_ne!(longer, text);
    let mut posts = POSTS.to_vec();
    posts[0] = (path, &longer);
    let stage = Stage::come_back(Settings { lang: Lang::En, ..Settings::default() }, &posts, &stage);
    assert_eq!(top(&stage), before);
}

#[test]
fn the_last_filter_is_in_force_again_while_it_finds_something() {
    let mut stage = reader(Lang::En, 80, 14);
    stage.keys("=").types("tag:finops").keys("enter");
    let back = again(&stage);
    assert_eq!((back.model.filter.text.as_str(), back.model.matching.len()), ("tag:finops", 1));
    assert_eq!(back.model.filters, ["tag:finops"]);
    let others: Vec<_> = POSTS.iter().copied().filter(|(_, text)| !text.contains("finops")).collect();
    let back = Stage::come_back(Settings::default(), &others, &stage);
    assert_eq!((back.model.filter.text.as_str(), back.model.matching.len()), ("", others.len()));
}

#[test]
fn marks_stay_with_their_posts_when_the_library_is_read_again() {
    let mut stage = reader(Lang::En, 120, 14);
    stage.keys("j s");
    stage.load(2, POSTS);
    assert_eq!(drawn(&stage)[1], "new 配额周： ★");
    stage.keys("U");
    assert_eq!(drawn(&stage)[1], "new 配额周：");
    assert_eq!(stage.model.focus(), Focus::List);
}

#[test]
fn a_filter_is_saved_as_a_view_and_found_again() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("V");
    assert!(stage.text().contains("no filter to save yet"), "{}", stage.text());
    stage.keys("g v");
    assert!(stage.text().contains("no views yet"), "{}", stage.text());
    stage.keys("=").types("tag:finops").keys("enter V").types("账 单").keys("enter g a");
    let mut back = again(&stage);
    assert_eq!(back.model.matching.len(), 4);
    back.keys("g v").types("账").keys("enter");
    assert_eq!((back.model.filter.text.as_str(), back.model.matching.len()), ("tag:finops", 1));
    // The palette and the finder know it, too; deleted it comes back with the key that undoes.
    back.keys("g v ctrl-x esc");
    assert_eq!(back.model.views, []);
    back.keys("U ctrl-p").types("账单").keys("enter");
    assert_eq!((back.model.filter.text.as_str(), back.model.views.len()), ("tag:finops", 1));
}

#[test]
fn what_another_reader_has_changed_is_taken_over_and_nothing_else() {
    let mut stage = reader(Lang::En, 120, 24);
    stage.keys("j s");
    let mut recalled = Recalled { filter: "tag:finops".to_owned(), last: Some(3), ..Default::default() };
    for post in [0, 1] {
        let marks = Marks { starred: true, read: post == 0, ..Default::default() };
        recalled.marks.push((post, marks));
    }
    let generation = stage.model.generation;
    stage.act(Action::Recalled { generation, recalled: Box::new(recalled), when: Recollection::Again });
    assert_eq!(drawn(&stage), ["read 云原生周 ★", "new 配额周： ★", "new Mesh", "new 没有文首"]);
    // Its filter and its place are its own.
    assert_eq!((stage.model.filter.text.as_str(), stage.model.selected()), ("", Some(1)));
    // What was done here can be taken back.
    stage.keys("U");
    assert_eq!(drawn(&stage)[..2], ["read 云原生周 ★", "new 配额周："]);
}

/// What the state is asked to keep by one key: how many changes of marks in how many gestures.
fn gestures(stage: &mut Stage, keys: &str) -> Vec<usize> {
    let before = stage.kept.len();
    stage.keys(keys);
    let marks = |kept: &Effect| match kept {
        Effect::Keep(marks) => Some(marks.iter().filter(|(_, mark)| !matches!(mark, Mark::Place(_))).count()),
        _ => None,
    };
    stage.kept[before..].iter().filter_map(marks).filter(|count| *count > 0).collect()
}

#[test]
fn one_gesture_is_kept_as_one_change() {
    let mut stage = reader(Lang::En, 80, 24);
    assert_eq!(gestures(&mut stage, "s"), [1]);
    assert_eq!(gestures(&mut stage, "A"), [4]);
    assert_eq!(gestures(&mut stage, "U"), [4]);
    assert_eq!(gestures(&mut stage, "A"), [4]);
    assert_eq!(gestures(&mut stage, "A"), Vec::<usize>::new());
    assert_eq!(gestures(&mut stage, "r"), [1]);
}

#[test]
fn marks_are_kept_through_a_reload_that_does_not_know_them_yet() {
    let mut stage = reader(Lang::En, 80, 24);
    stage.keys("s j r");
    let before = drawn(&stage);
    assert_eq!(before[..2], ["new 云原生周 ★", "read 配额周："]);
    // One post is new, one is gone, and the state is locked.
    let mut posts = stage.model.posts.clone();
    let gone = posts.pop().unwrap();
    let id = yundu::post::PostId(yundu::text::SafeStr::clean("new"));
    posts.insert(0, yundu::post::Post { id: id.clone(), ..gone });
    let generation = stage.model.generation + 1;
    stage.act(Action::Library { generation, posts, recalled: None });
    assert_eq!(drawn(&stage)[1..3], before[..2]);
    stage.keys("g u");
    assert!(!stage.model.matching.contains(&2), "filters know them, too: {:?}", stage.model.matching);
    stage.keys("U");
    assert_eq!(drawn(&stage)[2], "new 配额周：");
}

/// What is remembered of the second post: read, and left in its middle, under a filter.
fn memory(stage: &Stage) -> Recalled {
    let id = |post: usize| (post, Marks { starred: true, ..Default::default() });
    assert!(stage.model.posts.len() > 2);
    Recalled { filter: "is:starred".to_owned(), theme: None, marks: vec![id(1), id(2)], ..Default::default() }
}

#[test]
fn what_is_remembered_may_come_late() {
    let late = |keys: &str, when| {
        let mut stage = reader(Lang::En, 80, 24);
        stage.keys(keys);
        let (generation, recalled) = (stage.model.generation, Box::new(memory(&stage)));
        stage.act(Action::Recalled { generation, recalled, when });
        (stage.model.filter.text.clone(), stage.model.matching.clone(), stage.model.selected())
    };
    // Nobody has pressed a key: it is as if it had come in time.
    assert_eq!(late("", Recollection::AtStart), ("is:starred".to_owned(), vec![1, 2], Some(1)));
    // The user has gone on: nothing moves under the hands, and what is listed is listed by the marks.
    assert_eq!(late("j j", Recollection::Late), (String::new(), vec![0, 1, 2, 3], Some(2)));
    assert_eq!(late("g s", Recollection::Late).1, [1, 2]);
}

/// The model's part of a gesture on many posts: step by step, not each step through all posts again.
#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_posts_are_marked_and_unmarked_at_once() {
    use crate::state::gestures::work;
    use std::time::Duration;
    let texts: Vec<(String, String)> = (0..10_000).map(|n| (format!("{n:05}.md"), format!("# {n}\n"))).collect();
    let posts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut stage = Stage::new(Settings { lang: Lang::En, ..Settings::default() }, &posts, 80, 24);
    for command in [yundu::app::Command::ReadAll, yundu::app::Command::Undo] {
        let before = work();
        let effects = yundu::app::update(&mut stage.model, Action::Run(command));
        let took = work().saturating_sub(before);
        assert!(matches!(&effects[..], [Effect::Keep(marks)] if marks.len() == 10_000), "{command:?}");
        // The state has the rest of the tenth of a second; unoptimised, this takes a third of that.
        assert!(took < Duration::from_millis(100), "{command:?}: {took:?}");
    }
}

/// While another program has locked what is remembered, nothing is known that could be written back.
#[test]
fn what_is_not_known_is_not_written_back() {
    let texts: Vec<&str> = POSTS.iter().map(|(_, text)| *text).collect();
    let posts = reader(Lang::En, 80, 24).model.posts.clone();
    let mut stage = Stage::new(Settings { lang: Lang::En, ..Settings::default() }, &[], 80, 24);
    stage.model.remembers = false;
    stage.model.generation = 0;
    stage.kept.clear();
    stage.set_files(texts.iter().map(|text| (*text).to_owned()).collect());
    stage.act(Action::Library { generation: 2, posts, recalled: None });
    assert_eq!(stage.kept, [], "the post that is shown first is not the one that was left");
    assert_eq!(gestures(&mut stage, "A"), [4]);
    assert_eq!(gestures(&mut stage, "U"), Vec::<usize>::new(), "what was there before is not known");
    assert!(stage.model.notice.as_ref().is_some_and(|notice| notice.contains("while the state is locked")));
    // Now it is: what is done from here on can be taken back, what was done before cannot.
    let recalled =
        Box::new(Recalled { marks: vec![(0, Marks { read: true, ..Marks::default() })], ..Recalled::default() });
    stage.act(Action::Recalled { generation: 2, recalled, when: Recollection::Late });
    assert_eq!(gestures(&mut stage, "U"), Vec::<usize>::new());
    assert_eq!(gestures(&mut stage, "s"), [1]);
    assert_eq!(gestures(&mut stage, "U"), [1]);
}
