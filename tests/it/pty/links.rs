//! Links and filters from the keyboard.

use super::{Session, binary, write_posts};
use crate::terminal::opener::{FakeBrowser, wait_for};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

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

/// A post with a link that takes several lines, two links to one page, and one that is no page of the web.
const WRAPPING: &str = "---\ntitle: 折行的链接\n---\n\n\
    一段话里有[一个很长很长的链接文字，它要折到第二行去，第二行之后还有第三行，因为这一段话实在是太长了，一行两行都放不下，\
    所以还要再长一点，再长一点，直到它真的占了三行为止](https://long.example/path)，后面是[甲](https://same.example/)和\
    [乙](https://same.example/)，还有[信](mailto:a@example.org)。\n";

/// Opens the reader on that post alone, its page on the whole screen.
fn wrapping() -> Session {
    let session = Session::run(|home| {
        let posts = home.join("posts");
        fs::create_dir(&posts).unwrap();
        fs::write(posts.join("2026-01-01-long.md"), WRAPPING).unwrap();
        vec![binary().to_owned(), "--posts".to_owned(), posts.display().to_string()]
    });
    session.wait("真的占了三行为止");
    session
}

/// What the bytes of a session say of OSC 8: for each cell that a link was written to, its id and URL. Looks that each link
/// is closed before the cursor goes to another line.
fn linked(log: &str) -> BTreeMap<(usize, usize), (String, String)> {
    let (mut found, mut open, mut row, mut column) = (BTreeMap::new(), None::<(String, String)>, 0, 0);
    let mut rest = log;
    while let Some(c) = rest.chars().next() {
        if let Some(link) = rest.strip_prefix("\x1b]8;") {
            let (body, after) = link.split_once("\x1b\\").expect("OSC 8 has an end");
            let (parameters, url) = body.split_once(';').unwrap();
            open = (!url.is_empty()).then(|| (parameters.to_owned(), url.to_owned()));
            rest = after;
        } else if let Some(string) = rest.strip_prefix("\x1b]") {
            rest = string.split_once("\x1b\\").map_or("", |(_, after)| after);
        } else if let Some(sequence) = rest.strip_prefix("\x1b[") {
            let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap();
            let number = |at: usize| sequence[..end].split(';').nth(at).and_then(|n| n.parse().ok()).unwrap_or(1);
            match &sequence[end..=end] {
                "H" => {
                    assert!(open.is_none() || number(0) == row, "a link is open over a line end: {open:?}");
                    (row, column) = (number(0), number(1));
                }
                "G" => column = number(0),
                "C" => column += number(0),
                _ => {}
            }
            rest = &sequence[end + 1..];
        } else {
            assert!(open.is_none() || !matches!(c, '\r' | '\n'), "a link is open over a line end: {open:?}");
            if !c.is_control() {
                found.remove(&(row, column));
                found.extend(open.clone().map(|link| ((row, column), link)));
                column += yundu::text::Widths::default().of(c.encode_utf8(&mut [0; 4]));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    assert_eq!(open, None, "a link stays open");
    found
}

/// The last frame that sends every cell, and what came after it.
fn frame(session: &Session) -> String {
    let log = session.log();
    log[log.rfind("\x1b[H\x1b[2J").unwrap()..].to_owned()
}

#[test]
fn links_are_balanced_on_every_line_and_one_id_is_one_link() {
    let mut session = wrapping();
    let first = linked(&frame(&session));
    let ids = |found: &BTreeMap<(usize, usize), (String, String)>, of: &str| -> BTreeSet<String> {
        found.values().filter(|(_, url)| url == of).map(|(id, _)| id.clone()).collect()
    };
    let rows: BTreeSet<usize> =
        first.iter().filter(|(_, (_, url))| url == "https://long.example/path").map(|((row, _), _)| *row).collect();
    assert_eq!(rows.len(), 3, "{first:?}\n{}", session.contents());
    assert_eq!(ids(&first, "https://long.example/path").len(), 1);
    assert_eq!(ids(&first, "https://same.example/").len(), 2, "two links, although to one page");
    assert!(first.values().all(|(_, url)| url.starts_with("https://")), "{first:?}");
    // The ids stay what they are in other frames and at another width, where the outline shows the links too.
    session.press("\x0c\r");
    session.wait_until("a new frame", |_| session.log().matches("\x1b[2J").count() > 1);
    session.master.resize(portable_pty::PtySize { rows: 30, cols: 200, ..super::SIZE }).unwrap();
    session.wait_until("the outline", |_| linked(&frame(&session)).keys().any(|(_, column)| *column > 170));
    let wide = linked(&frame(&session));
    for url in ["https://long.example/path", "https://same.example/"] {
        assert_eq!(ids(&first, url), ids(&wide, url), "{url}");
    }
    linked(&session.log());
}

/// Reports a press and the release of the left button at a cell, counted from 1.
fn click(session: &mut Session, (row, column): (usize, usize)) {
    session.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
}

#[test]
fn a_link_that_is_clicked_twice_in_a_wrapped_place_opens_once() {
    let mut session = wrapping();
    let found = linked(&frame(&session));
    let rows: BTreeSet<usize> = found.iter().filter(|(_, (_, url))| url.contains("long")).map(|(at, _)| at.0).collect();
    let second = *rows.iter().nth(1).unwrap();
    let at = *found.keys().rfind(|(row, _)| *row == second).unwrap();
    click(&mut session, at);
    session.wait_until("the target", |screen| screen.lines().last().unwrap_or_default().contains("long.example"));
    assert!(!session.browser.was_started());
    click(&mut session, at);
    assert_eq!(session.browser.arguments().unwrap(), ["https://long.example/path"]);
    session.press("\x03");
    assert_eq!(session.end(), 0);
    assert_eq!(session.browser.count(), 1);
}

/// Bytes in, bytes out: what is dragged over goes to the clipboard of the terminal as its author wrote it.
#[test]
fn what_is_dragged_over_is_copied() {
    let mut session = wrapping();
    let found = linked(&frame(&session));
    let of_link = || found.iter().filter(|(_, (_, url))| url.contains("long")).map(|(at, _)| *at);
    let (from, to) = (of_link().next().unwrap(), of_link().next_back().unwrap());
    session.press(&format!("\x1b[<0;{1};{0}M\x1b[<32;{3};{2}M\x1b[<0;{3};{2}m", from.0, from.1, to.0, to.1));
    session.wait("to the terminal's clipboard; characters: ");
    // 一个很长很长的链接
    let copied = "\x1b]52;c;5LiA5Liq5b6I6ZW/5b6I6ZW/55qE6ZO+5o6l";
    assert!(wait_for(|| session.log().contains(copied)), "{:?}", session.tail());
    assert!(!session.browser.was_started());
}
