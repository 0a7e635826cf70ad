//! Reading: what keys do on a real terminal.

use super::{Session, binary, write_posts};
use crate::terminal::opener::wait_for;
use portable_pty::PtySize;
use std::time::Duration;

#[test]
fn opens_reads_and_quits() {
    let mut session = Session::start();
    session.wait("First issue");
    session.press("J");
    session.wait("签名要检查");
    session.press("K");
    session.wait("一组任务");
    session.press("\x1b[B\x1b[B\r");
    session.wait("The beginning.");
    session.press("qq");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

#[test]
fn a_long_post_is_paged_through() {
    let mut session = Session::run(|home| {
        let posts = write_posts(home);
        let text: String = (1..200).map(|n| format!("第 {n} 段文字。\n\n")).collect();
        std::fs::write(home.join("posts/2026-04-04-long.md"), format!("# 长文\n\n{text}终点到了。\n")).unwrap();
        vec![binary().to_owned(), "--posts".to_owned(), posts]
    });
    session.wait("第 1 段文字");
    session.press("\r ");
    session.wait_gone("第 1 段文字");
    session.press("G");
    session.wait("终点到了");
    session.press("gg");
    session.wait("第 1 段文字");
}

#[test]
fn another_size_keeps_the_page() {
    let mut session = Session::start();
    for (rows, cols) in [(24, 80), (50, 200), (10, 40), (3, 10), (1, 1), (30, 120)] {
        session.screen.lock().unwrap().screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        session.master.resize(PtySize { rows, cols, ..PtySize::default() }).unwrap();
        if rows >= 10 {
            session.wait("第三期");
        }
    }
    session.wait("一组任务");
    session.press("qq");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

#[test]
fn links_are_written_so_that_the_terminal_can_click_them() {
    let session = Session::start();
    let log = session.log();
    assert!(log.contains(";https://example.org/gang?a=1&b=2\x1b\\"), "{log:?}");
    assert!(!log.contains("example.net"), "the terminal's click would not ask");
    let plain = Session::run_in(
        |home| vec![binary().to_owned(), "--posts".to_owned(), write_posts(home)],
        &[("TERM", "linux")],
    );
    plain.wait("成组调度成为默认");
    assert!(!plain.log().contains("\x1b]8;id"));
}

#[test]
fn late_replies_and_unknown_sequences_are_no_keys() {
    let mut session = Session::start();
    session.press("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c\x1b[24;80R\x1b[?2026;2$y\x1bP>|q(q)\x1b\\\x1b_q\x1b\\");
    session.press("J");
    session.wait("签名要检查");
}

#[test]
fn the_finder_finds_by_pinyin_and_the_palette_runs() {
    let mut session = Session::start();
    session.press("\x10");
    session.wait("第二期：安全");
    session.press("ydkr");
    session.wait("1/1");
    session.press("\r");
    session.wait("容器不用重启");
    session.wait_gone("1/1");
    session.press("\x10anq\r");
    session.wait("镜像要签名");
    session.press(":outline\r");
    session.wait("no headings or links");
    session.press(":quit\r");
    assert_eq!(session.end(), 0);
    session.check_restored();
}

/// All threads sleep while nothing happens: a second without a single switch to any of them, and without a byte.
#[test]
#[cfg(target_os = "linux")]
fn idle_means_asleep() {
    let session = Session::start();
    let tasks = format!("/proc/{}/task", session.pid().as_raw_nonzero());
    let activity = || {
        let threads = std::fs::read_dir(&tasks).unwrap().flatten();
        let switches = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("status")).ok());
        let lines: Vec<String> = switches
            .flat_map(|status| {
                status.lines().filter(|line| line.contains("ctxt")).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        (lines, session.log().len())
    };
    assert!(wait_for(|| {
        let before = activity();
        std::thread::sleep(Duration::from_secs(1));
        before == activity()
    }));
}
