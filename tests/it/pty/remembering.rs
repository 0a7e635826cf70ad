//! A new user finds a story by four ways, stars it, quits, and comes back to it; two readers at once; no trace when asked.

use super::{Session, binary};
use crate::terminal::opener::wait_for;
use rustix::process::Signal;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The reader on the built-in posts, with its state and cache in a folder that outlives it, once it shows `text`.
fn reader(home: &Path, arguments: &[&str], text: &str) -> Session {
    let words = std::iter::once(binary()).chain(arguments.iter().copied()).map(str::to_owned).collect();
    let [state, cache] = ["state", "cache"].map(|name| home.join(name).display().to_string());
    let session = Session::run_in(|_| words, &[("XDG_STATE_HOME", state.as_str()), ("XDG_CACHE_HOME", cache.as_str())]);
    session.wait(text);
    session
}

/// What is kept in the state, as lines of JSON.
fn kept(home: &Path) -> String {
    let mut export = Command::new(binary());
    let output = export.args(["state", "export"]).env("XDG_STATE_HOME", home.join("state")).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What stands at the head of the story, on the page.
const STORY: &str = "Ask Gordon 把元数据当成了命令";

#[test]
fn a_story_is_found_starred_and_there_again() {
    let home = TempDir::new().unwrap();
    let mut session = reader(home.path(), &[], "1.35");
    // By a word of its text.
    session.press("\x06gordon");
    session.wait("search all  gordon");
    session.wait(STORY);
    session.press("\r\r");
    session.wait("thehackernews.com");
    session.press("qqq");
    session.wait_gone("search all  gordon");
    // By how a word of its tags is read, in the finder.
    session.press("\x10anquan");
    session.wait("安全");
    session.press("\x1b");
    session.wait_gone("stories, headings");
    // By its tag, and by the host of its source.
    for (query, alone) in [("tag:docker", "1/"), ("source:thehackernews.com", "1/")] {
        session.press("=\x15");
        session.press(query);
        session.press("\r");
        session.wait(&format!("filter  {query}"));
        session.wait("DockerDash 始末");
        session.wait(alone);
    }
    session.press("\rgg]");
    session.wait(&format!("▌ {STORY}"));
    session.press("s");
    session.wait(&format!("starred: {STORY}"));
    session.press("\x03");
    assert_eq!(session.end(), 0);

    let mut session = reader(home.path(), &[], "DockerDash 始末");
    session.press("gs");
    session.wait("filter  is:starred");
    session.wait(&format!("★ {STORY}"));
    session.press("U");
    session.wait("nothing to take back");
    session.press("\x03");
    assert_eq!(session.end(), 0);
}

#[test]
fn two_readers_at_once_lose_nothing_of_each_other() {
    let home = TempDir::new().unwrap();
    let (mut one, mut other) = (reader(home.path(), &[], "1.35"), reader(home.path(), &[], "1.35"));
    one.press("s");
    one.wait("starred: ");
    // What is on the screen is not yet on the disk.
    assert!(wait_for(|| kept(home.path()).contains(r#""kind":"star""#)), "{}", kept(home.path()));
    other.press("js");
    other.wait("starred: ");
    other.press("gs");
    // What the first one has starred came with the second one's own change.
    other.wait("2/2");
    for session in [&mut one, &mut other] {
        session.press("\x03");
        assert_eq!(session.end(), 0);
    }
    let mut again = reader(home.path(), &[], "★ 2026-11-15");
    again.wait("★ 2026-11-20");
    again.press("\x03");
    assert_eq!(again.end(), 0);
}

#[test]
fn a_reader_that_is_told_to_end_keeps_its_place() {
    let home = TempDir::new().unwrap();
    let mut session = reader(home.path(), &[], "1.35");
    session.press("J\r");
    session.wait("多数人的读法");
    session.press("]");
    session.wait_gone("多数人的读法");
    session.signal(Signal::TERM);
    assert_eq!(session.end(), 128 + 15);
    let mut again = reader(home.path(), &[], "back where you left off");
    again.wait("│  一、先认字");
    again.press("\x03");
    assert_eq!(again.end(), 0);
}

/// The paper of the dark theme and of the light one, as they are written in 256 colours.
const DARK: &str = "48;5;234";
const LIGHT: &str = "48;5;231";

#[test]
fn the_theme_and_the_widths_are_there_again_from_the_first_frame() {
    let home = TempDir::new().unwrap();
    let mut session = reader(home.path(), &[], "1.35");
    session.press("T");
    session.wait("Esc leave as it was");
    assert!(session.log().contains(DARK) && !session.log().contains(LIGHT));
    session.press("jj\r");
    session.wait("theme: light");
    assert!(session.log().contains(LIGHT));
    // The divider stands in column 39: pressed there, moved, let go.
    session.press("\x1b[<0;39;5M\x1b[<32;45;5M\x1b[<32;55;5M\x1b[<0;55;5m");
    let divider = |session: &Session, column: u16| {
        let screen = session.screen.lock().unwrap();
        screen.screen().cell(4, column).is_some_and(|cell| cell.contents() == "│")
    };
    assert!(wait_for(|| divider(&session, 54)), "{}", session.contents());
    session.press("\x03");
    assert_eq!(session.end(), 0);
    let mut again = reader(home.path(), &[], "1.35");
    assert!(wait_for(|| divider(&again, 54)), "{}", again.contents());
    assert!(again.log().contains(LIGHT) && !again.log().contains(DARK), "no frame is dark before: {:?}", again.log());
    again.press("\x03");
    assert_eq!(again.end(), 0);
    // Who names a theme at the start has it, and is told who decides.
    let mut dark = reader(home.path(), &["--theme", "dark"], "1.35");
    assert!(dark.log().contains(DARK) && !dark.log().contains(LIGHT));
    dark.press("Tj\r");
    dark.wait("theme: light; at the next start --theme decides again");
    dark.press("\x03");
    assert_eq!(dark.end(), 0);
}

#[test]
fn without_a_state_nothing_is_written() {
    let home = TempDir::new().unwrap();
    let mut session = reader(home.path(), &["--no-state"], "1.35");
    session.press("Tj\r");
    session.wait("theme: ");
    session.press(">s");
    session.wait("starred: ");
    session.press("gs");
    session.wait("filter  is:starred");
    session.press("\x03");
    assert_eq!(session.end(), 0);
    let left: Vec<_> = home.path().read_dir().unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}
