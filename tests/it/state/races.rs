//! Several processes on one state, and processes that are killed. The children are this test binary again: a test that finds
//! a posts folder in [`CHILD`] is one.

use super::{Desk, at, drawn, load, name, story};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use yundu::reading::{Mark, Note};
use yundu::state::{Setup, State};
use yundu::text::SafeStr;

/// Names the desk of a child.
const CHILD: &str = "YUNDU_TEST_CHILD";
/// Which child it is.
const ROLE: &str = "YUNDU_TEST_ROLE";

/// Starts this binary again, to run one test as a child.
fn child(test: &str, desk: &Desk, role: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("state::races::{test}"), "--nocapture", "--test-threads=1"]);
    command.env(CHILD, desk.root.path()).env(ROLE, role);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The desk of the parent, in a child.
fn parents_desk() -> Option<(PathBuf, String)> {
    Some((PathBuf::from(std::env::var_os(CHILD)?), std::env::var(ROLE).unwrap()))
}

fn open(root: &Path) -> State {
    let (state, trouble) = State::open(Some(&root.join("state/yundu/state.db")), Setup::default());
    assert_eq!(trouble, None);
    state
}

/// How many posts the two processes mark: four changes each.
const POSTS: usize = 250;

/// The changes of one of the two processes, about the same posts and views.
fn share(role: &str) -> Vec<(usize, Mark)> {
    let of_post = |index: usize| match role {
        "reader" => [Mark::Read(true), at(index)],
        _ => [Mark::Star(true), Mark::StarStory(story(&format!("s{index}"), "条"), true)],
    };
    (0..POSTS).flat_map(|index| of_post(index).map(|mark| (index, mark))).collect()
}

#[test]
fn two_processes_lose_no_change() {
    if let Some((root, role)) = parents_desk() {
        let library = load(&root.join("posts"));
        let mut state = open(&root);
        fs::write(root.join(&role), "").unwrap();
        while !root.join("go").exists() {
            std::thread::sleep(Duration::from_millis(1));
        }
        for (index, mark) in share(&role) {
            assert_eq!(state.keep(&library, &[(index, mark.clone())]), None, "{role} {index} {mark:?}");
            // As hands do, or one of them would write all while the other one waits.
            std::thread::sleep(Duration::from_millis(1));
        }
        return;
    }
    let desk = Desk::new(POSTS);
    let children = ["reader", "starrer"].map(|role| child("two_processes_lose_no_change", &desk, role));
    while ["reader", "starrer"].iter().any(|role| !desk.root.path().join(role).exists()) {
        std::thread::sleep(Duration::from_millis(1));
    }
    fs::write(desk.root.path().join("go"), "").unwrap();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let expected: Vec<String> = (0..POSTS).map(|index| format!("{index}:r*[条]@{index}")).collect();
    assert_eq!(desk.recalled(), expected.join(" "));
    // Each of the thousand changes has a number of its own, and those of the two stand among each other.
    let lines = desk.open().export().unwrap();
    assert_eq!(lines.len(), 4 * POSTS);
    let starred = |line: &SafeStr| line.contains(r#""kind":"star""#) || line.contains(r#""kind":"story""#);
    let turns = lines.windows(2).filter(|pair| starred(&pair[0]) != starred(&pair[1])).count();
    assert!(turns > 20, "the two took turns only {turns} times");
    for (place, line) in lines.iter().enumerate() {
        assert!(line.ends_with(&format!(r#""count":{}}}"#, place + 1)), "{line}");
    }
}

#[test]
fn two_processes_agree_on_the_last_change_of_one_thing() {
    if let Some((root, role)) = parents_desk() {
        let library = load(&root.join("posts"));
        let mut state = open(&root);
        for turn in 0..100 {
            assert_eq!(state.keep(&library, &[(0, at(if role == "even" { turn * 2 } else { turn * 2 + 1 }))]), None);
            let view = Note::View(SafeStr::clean(&format!("{role} {}", turn % 5)), Some(turn.to_string()));
            assert_eq!(state.note(&library, &view), None);
        }
        return;
    }
    let desk = Desk::new(1);
    let mut watcher = desk.open();
    let children =
        ["even", "odd"].map(|role| child("two_processes_agree_on_the_last_change_of_one_thing", &desk, role));
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(watcher.changed_elsewhere());
    let place = drawn(&mut watcher, &desk.library());
    assert!(place == "0:@198" || place == "0:@199", "{place}");
    let mut views: Vec<String> = watcher
        .recall(&desk.library())
        .unwrap()
        .views
        .iter()
        .map(|view| format!("{} {}", view.name, view.query))
        .collect();
    views.sort();
    let expected: Vec<String> =
        ["even", "odd"].iter().flat_map(|role| (0..5).map(move |n| format!("{role} {n} {}", 95 + n))).collect();
    assert_eq!(views, expected);
}

/// How many posts the killed process marks in turn.
const RING: usize = 4;
/// How often it is killed on each desk, and on how many desks.
const ROUNDS: usize = 25;
const DESKS: usize = 20;

#[test]
fn a_killed_process_leaves_the_old_state_or_the_new_one() {
    if let Some((root, first)) = parents_desk() {
        let library = load(&root.join("posts"));
        let mut out = std::io::stdout();
        writeln!(out, "ready").unwrap();
        out.flush().unwrap();
        let mut state = open(&root);
        for number in first.parse::<usize>().unwrap().. {
            assert_eq!(state.keep(&library, &[(number % RING, at(number))]), None);
            writeln!(out, "did {number}").unwrap();
            out.flush().unwrap();
        }
        return;
    }
    // Two at once: what matters is where the one that is killed stands.
    let worked: Vec<usize> = std::thread::scope(|scope| {
        let work = |half: usize| move || (0..DESKS / 2).map(|desk| kill_often(half * DESKS / 2 + desk)).sum();
        let threads = [0, 1].map(|half| scope.spawn(work(half)));
        threads.map(|thread| thread.join().unwrap()).to_vec()
    });
    let changes: usize = worked.iter().sum();
    // A slow disk takes few of them in so short a time.
    assert!(changes > DESKS * 5, "only {changes} changes in {} rounds", DESKS * ROUNDS);
}

/// Kills a process that keeps one numbered change after another, again and again on one desk; gives the last number.
fn kill_often(seed: usize) -> usize {
    let desk = Desk::new(RING);
    let library = desk.library();
    let mut random = u64::try_from(seed).unwrap() * 2 + 1;
    let mut last = 0;
    for round in 0..ROUNDS {
        let mut child = child("a_killed_process_leaves_the_old_state_or_the_new_one", &desk, &(last + 1).to_string());
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.ends_with("ready\n") {
            assert!(output.read_line(&mut said).unwrap() > 0, "{said}");
        }
        // Knuth's MMIX generator: its high bits are random enough for a moment.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((random >> 33) % 50_000));
        child.kill().unwrap();
        said.clear();
        output.read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        let done = said.lines().filter_map(|line| line.strip_prefix("did ")?.parse::<usize>().ok()).next_back();
        let done = done.unwrap_or(last);
        // Opening checks the whole file; whatever is wrong with it is told.
        let marks = drawn(&mut desk.open(), &library);
        let after = |number: usize| {
            let latest = |index: usize| (1..=number).rev().find(|other| other % RING == index);
            let each = (0..RING).filter_map(|index| Some(format!("{index}:@{}", latest(index)?)));
            each.collect::<Vec<_>>().join(" ")
        };
        let states = [after(done), after(done + 1)];
        assert!(states.contains(&marks), "desk {seed}, round {round}: {marks} is none of {states:?}");
        last = if marks == states[0] { done } else { done + 1 };
    }
    assert!(!desk.file().with_file_name(name(0)).exists());
    last
}
