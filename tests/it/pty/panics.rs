//! A panic gives the terminal back before it says a word.
//!
//! The program has no way to panic that a test could take. So this test program starts itself in a terminal, takes the screen
//! as the program does, and panics.

use super::Session;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use yundu::strings::Lang;
use yundu::terminal::panic;
use yundu::terminal::screen::{Options, Screen};
use yundu::terminal::tty::Tty;
use yundu::text::SafeStr;

/// Says that the test below is to play the program, and where it is to panic.
const PLAY: &str = "YUNDU_TEST_PANIC";

/// The program that panics. Started by the tests below; by itself it does nothing.
#[test]
fn play_the_program() {
    let Ok(place) = std::env::var(PLAY) else { return };
    let (outbox, _inbox) = crossbeam_channel::unbounded();
    let tty = Arc::new(Tty::open().unwrap());
    let mut screen = Screen::enter(tty, Options { mouse: true, links: true }, outbox).unwrap();
    screen.draw(|_| None);
    panic::reading(Lang::Zh, Some(&SafeStr::clean("2026/\x1b[2J坏.md")));
    match place.as_str() {
        "caught" => {
            assert_eq!(panic::catch(AssertUnwindSafe(|| panic!("nobody hears this"))), None::<()>);
            std::process::exit(7);
        }
        "worker" => std::thread::spawn(|| panic!("broken \x1b]52;c;YQ==\x07 and odd")).join().unwrap(),
        _ => panic!("broken \x1b]52;c;YQ==\x07 and odd"),
    }
}

fn play(place: &str) -> Session {
    let program = std::env::current_exe().unwrap().display().to_string();
    let words = ["--exact", "pty::panics::play_the_program", "--test-threads=1"].map(str::to_owned);
    Session::run_in(|_| [program].into_iter().chain(words).collect(), &[(PLAY, place)])
}

#[test]
fn a_panic_anywhere_gives_the_terminal_back_and_is_told() {
    for place in ["here", "worker"] {
        let mut session = play(place);
        assert_eq!(session.end(), 101, "{place}");
        session.wait("程序内部错误: broken");
        session.wait("panics.rs");
        session.wait("坏.md");
        session.check_restored();
        let log = session.log();
        let (back, told) = (log.rfind("\x1b[?1049l").unwrap(), log.find("程序内部错误").unwrap());
        assert!(back < told, "told on a screen that vanishes");
        assert!(!log.contains("\x1b]52") && !log.contains("\x1b[2J坏"), "the message is cleaned");
    }
}

#[test]
fn a_panic_that_is_caught_is_not_seen() {
    let mut session = play("caught");
    assert_eq!(session.end(), 7);
    assert!(!session.log().contains("nobody hears this"));
    assert!(!session.log().contains("\x1b[?1049l"), "the terminal was not given back for it");
}
