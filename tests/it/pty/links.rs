//! Links and filters from the keyboard.

use super::{Session, binary, write_posts};
use crate::terminal::opener::{FakeBrowser, wait_for};

#[test]
fn a_link_opens_in_the_browser() {
    let mut session = Session::start();
    session.press("\ro");
    assert_eq!(session.browser.arguments().unwrap(), ["https://example.org/gang?a=1&b=2"]);
    session.press("q");
}

#[test]
fn without_a_browser_the_address_is_shown_and_copied() {
    let mut session = Session::run_in(
        |home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)],
        &[("BROWSER", ""), ("SSH_TTY", "/dev/pts/9")],
    );
    session.wait("成组调度成为默认");
    session.press("\ro");
    session.wait("https://example.org/gang?a=1&b=2");
    // https://example.org/gang?a=1&b=2
    let copied = "\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy9nYW5nP2E9MSZiPTI=\x1b\\";
    assert!(wait_for(|| session.log().contains(copied)));
}

#[test]
fn the_filter_narrows_the_list() {
    let mut session = Session::start();
    session.press("=tag:安全\r");
    session.wait_gone("First issue");
    session.wait("第二期");
}

/// A browser of text may write to the terminal itself; what is on our screen stays.
#[test]
fn the_browser_cannot_write_on_the_screen() {
    let browser = FakeBrowser::new("echo SCRIBBLE > /dev/tty; echo SCRIBBLE; echo SCRIBBLE >&2");
    let mut session = Session::run_in(
        |home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)],
        &[("BROWSER", &browser.command())],
    );
    session.wait("成组调度成为默认");
    session.press("\ro");
    assert_eq!(browser.arguments().unwrap(), ["https://example.org/gang?a=1&b=2"]);
    session.press("J");
    session.wait("签名要检查");
    session.press("qq");
    assert_eq!(session.end(), 0);
    assert!(!session.log().contains("SCRIBBLE"));
}

#[test]
fn a_link_that_names_another_host_asks_first() {
    let mut session = Session::start();
    session.press("\r3");
    session.wait("example.net");
    assert!(!session.browser.was_started());
    session.press("y");
    assert_eq!(session.browser.arguments().unwrap(), ["https://example.net/elsewhere"]);
}
