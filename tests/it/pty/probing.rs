//! Questions to the terminal: the tests are the terminal, and answer as they like.

use super::{Session, binary, write_posts};
use crate::terminal::opener::wait_for;
use crate::terminal::probe::places;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const UNICODE: [u32; 9] = [1, 1, 1, 1, 2, 2, 2, 2, 2];
const WIDE: [u32; 9] = [2; 9];
const FENCE: &str = "\x1b[?62;22c";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
/// What a frame of every cell begins with.
const ERASE: &str = "\x1b[2J";

/// The reader on a long post, with a cache folder that other sessions may share.
fn start(cache: &Path, options: &[&str]) -> Session {
    let folder = cache.display().to_string();
    let session = Session::run_in(
        |home| {
            let posts = write_posts(home);
            let text: String = (1..200).map(|n| format!("第 {n} 段“文字”。\n\n")).collect();
            std::fs::write(home.join("posts/2026-04-04-long.md"), format!("# 长文\n\n{text}")).unwrap();
            let words = [binary(), "--posts", &posts].into_iter().chain(options.iter().copied());
            words.map(str::to_owned).collect()
        },
        &[("XDG_CACHE_HOME", &folder), ("XDG_CONFIG_HOME", &folder)],
    );
    session.wait("第 1 段");
    session
}

impl Session {
    fn count(&self, text: &str) -> usize {
        self.log().matches(text).count()
    }

    #[track_caller]
    fn wait_asked(&self, times: usize) {
        assert!(wait_for(|| self.count("\x1b[c") == times), "asked {} times", self.count("\x1b[c"));
    }
}

#[test]
fn a_terminal_that_draws_quotes_wide_is_drawn_for_once_it_has_told() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.wait("│");
    session.wait_asked(1);
    session.press(&format!("{}{FENCE}", places(&WIDE)));
    session.wait_gone("│");
    session.wait("|");
    session.press(&format!("{}{FENCE}", places(&WIDE)));
    session.press("J");
    session.wait("一组任务");
    assert_eq!(session.count(ERASE), 2, "set anew once");
    let file = cache.path().join("yundu/terminals.json");
    assert!(wait_for(|| std::fs::read_to_string(&file).is_ok_and(|text| text.contains("[2,2,2,2,2,2,2,2,2]"))));
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();

    let mut session = start(cache.path(), &[]);
    assert!(!session.contents().contains('│'), "what it told last time is known from the first frame on");
    session.press(&format!("{}{FENCE}J", places(&WIDE)));
    session.wait("一组任务");
    assert_eq!(session.count(ERASE), 1);
    check_show(cache.path());
}

#[test]
fn emoji_without_a_width_to_rely_on_are_shown_as_text() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.press(&format!("{}{FENCE}", places(&[1, 1, 1, 1, 2, 1, 2, 2, 2])));
    let file = cache.path().join("yundu/terminals.json");
    assert!(wait_for(|| file.exists()));
    let folder = cache.path().display().to_string();
    let shown = Session::run_in(
        |home| {
            std::fs::write(home.join("a.md"), "❤\u{fe0f} 与 1\u{fe0f}\u{20e3}\n\n读完了。\n").unwrap();
            [binary(), "show", "a.md"].map(str::to_owned).to_vec()
        },
        &[("XDG_CACHE_HOME", &folder)],
    );
    shown.wait("读完了");
    assert!(shown.log().contains("❤ 与 1\u{20e3}"), "{:?}", shown.log());
}

/// `show` knows what the terminal told; a pipe is no terminal.
#[track_caller]
fn check_show(cache: &Path) {
    let folder = cache.display().to_string();
    let show = |pipe: &str| {
        let session = Session::run_in(
            |home| {
                std::fs::write(home.join("a.md"), "> 引文\n\n读完了。\n").unwrap();
                let script = format!("\"$0\" show a.md {pipe}");
                ["/bin/sh", "-c", &script, binary()].map(str::to_owned).to_vec()
            },
            &[("XDG_CACHE_HOME", &folder)],
        );
        session.wait("读完了");
        session.contents()
    };
    assert!(show("").contains("| 引文"));
    assert!(show("--no-probe").contains("▎ 引文"));
    assert!(show("| cat").contains("▎ 引文"));
}

#[test]
fn late_answers_keep_the_place_and_the_keys() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.wait_asked(1);
    session.press("\r ");
    session.wait_gone("第 1 段");
    let top = |session: &Session| {
        let contents = session.contents();
        let (_, rest) = contents.split_once("第 ")?;
        rest.split(' ').next().map(str::to_owned)
    };
    let before = top(&session);
    let replies = format!("{}{LIGHT}{FENCE}", places(&WIDE));
    for (index, part) in replies.as_bytes().chunks(7).enumerate() {
        session.keys.write_all(part).unwrap();
        session.keys.flush().unwrap();
        if index % 5 == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    session.wait_gone("│");
    assert_eq!(top(&session), before, "{}", session.contents());
    session.press("?");
    session.wait("one line down");
}

#[test]
fn keys_between_the_replies_are_keys() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.wait_asked(1);
    let replies = places(&WIDE);
    let (some, rest) = replies.split_at(places(&WIDE[..4]).len());
    session.press(&format!("{some}J{rest}K{LIGHT}J{FENCE}"));
    session.wait("一组任务");
    session.wait_gone("│");
}

#[test]
fn a_terminal_that_answers_nothing_or_nonsense_is_taken_by_unicode() {
    for replies in
        ["", "\x1b[1;2R\x1b[1;2R", FENCE, "\x1b[99999999999;7R\x1b]11;pink\x1b\\\x1b[?c", "\x1b[;R\x1b[1R\x1b[R"]
    {
        let cache = TempDir::new().unwrap();
        let mut session = start(cache.path(), &[]);
        session.wait_asked(1);
        session.press(replies);
        session.press("J");
        session.wait("一组任务");
        session.wait("│");
        assert_eq!(session.count(ERASE), 1);
        assert!(!cache.path().join("yundu").exists(), "nothing was learnt from {replies:?}");
        let begun = Instant::now();
        session.press("qq");
        assert_eq!(session.end(), 0);
        assert!(begun.elapsed() < Duration::from_secs(20), "it waits for nobody");
        session.check_restored();
    }
}

#[test]
fn replies_after_the_end_are_not_left_to_the_shell() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.wait_asked(1);
    session.press(&format!("qq{}{FENCE}", places(&UNICODE)));
    assert_eq!(session.end(), 0);
    session.check_restored();
    assert!(!session.contents().contains("R\x1b") && !session.contents().contains(";2R"), "{}", session.contents());
}

#[test]
fn nothing_is_asked_where_it_is_not_wanted_or_not_understood() {
    let cache = TempDir::new().unwrap();
    let session = start(cache.path(), &["--no-probe"]);
    assert_eq!(session.count("\x1b[6n") + session.count("\x1b[c") + session.count("\x1b]11"), 0);
    for term in ["linux", "dumb"] {
        let session = Session::run_in(
            |home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)],
            &[("TERM", term)],
        );
        session.wait("第三期");
        assert_eq!(session.count("\x1b[6n") + session.count("\x1b[c"), 0, "{term}");
    }
    let piped = Session::run(|home| {
        let posts = write_posts(home);
        ["/bin/sh", "-c", "\"$0\" --posts \"$1\" < /dev/null", binary(), &posts].map(str::to_owned).to_vec()
    });
    piped.wait("第三期");
    assert_eq!(piped.count("\x1b[6n"), 0, "standard input is no terminal");
}

#[test]
fn the_configuration_outweighs_the_answer() {
    let cache = TempDir::new().unwrap();
    std::fs::create_dir(cache.path().join("yundu")).unwrap();
    std::fs::write(cache.path().join("yundu/config.yaml"), "ambiguous: wide\n").unwrap();
    let mut session = start(cache.path(), &[]);
    assert!(!session.contents().contains('│'));
    session.press(&format!("{}{FENCE}J", places(&UNICODE)));
    session.wait("一组任务");
    assert!(!session.contents().contains('│'));
    assert_eq!(session.count(ERASE), 1);
}

#[test]
fn the_paper_chooses_the_theme_where_the_reader_has_not() {
    let cache = TempDir::new().unwrap();
    let paper = |session: &Session| session.screen.lock().unwrap().screen().cell(1, 1).map(|cell| cell.bgcolor());
    let mut session = start(cache.path(), &[]);
    let dark = paper(&session);
    session.press(&format!("{LIGHT}{}{FENCE}", places(&UNICODE)));
    assert!(wait_for(|| paper(&session) != dark), "the page stays dark");
    let light = paper(&session);
    let file = cache.path().join("yundu/terminals.json");
    assert!(wait_for(|| std::fs::read_to_string(&file).is_ok_and(|text| text.contains("[253,246,227]"))));

    let session = start(cache.path(), &[]);
    assert_eq!(paper(&session), light, "known from the first frame on");
    let mut session = start(cache.path(), &["--theme", "dark"]);
    session.press(&format!("{LIGHT}{}{FENCE}J", places(&UNICODE)));
    session.wait("一组任务");
    assert_eq!(paper(&session), dark, "the reader has chosen");
}

#[test]
fn a_redraw_mends_every_cell_and_asks_again() {
    let cache = TempDir::new().unwrap();
    let mut session = start(cache.path(), &[]);
    session.wait_asked(1);
    session.screen.lock().unwrap().process("\x1b[5;5HXYZZY 一团乱".as_bytes());
    session.wait("XYZZY");
    session.press("\x0c");
    session.wait_gone("XYZZY");
    session.wait("第 1 段");
    session.wait_asked(2);
    session.press(&format!("{}{FENCE}", places(&WIDE)));
    session.wait_gone("│");
}
