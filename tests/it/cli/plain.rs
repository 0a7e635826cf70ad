//! `--plain`: posts as plain text, and the reader from line to line; and what `--color always` writes.

use super::{check, command, posts};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use yundu::cli::linear::Answer;
use yundu::text::Widths;

#[test]
fn a_post_as_plain_text_names_what_a_page_shows() {
    let restart = "# 就地重启\n2026-02-05, 甲, kubernetes, Security\n\n本周两条。\n";
    check("show restart --posts . --plain", 0, &[restart, "### 第一条\n"], &[]);
    let targets =
        "## Links\n\n[1] https://example.org/a\n[2] https://evil.example/x look before you open: evil.example, ";
    check("show restart --posts . --plain --width 200", 0, &["A page[1]\n", targets, "[3] mailto:a@example.org "], &[]);
    // No colours, whatever else is said; and JSON is what it always is.
    check("show restart --posts . --plain --color always", 0, &[restart], &[]);
    check("show restart --posts . --plain --json", 0, &["{\"id\":\"2026-02-05-restart\""], &[]);
    check("show 2026-01-15-plain.md --plain --lang zh", 0, &["# 长文\n2026-01-15\n\n没有文首信息的文章。\n"], &[]);
}

/// The lines of `show` with colours, without their escapes: each escape is one that sets a style, each line ends without one.
fn uncoloured(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains('\x1b'), "no colours: {text}");
    let mut plain = String::new();
    for line in text.lines() {
        let mut styled = false;
        for (index, piece) in line.split('\x1b').enumerate() {
            if index == 0 {
                plain += piece;
                continue;
            }
            let (codes, rest) = piece.strip_prefix('[').and_then(|piece| piece.split_once('m')).expect(line);
            assert!(codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{codes:?} in {line:?}");
            styled = codes != "0";
            plain += rest;
        }
        assert!(!styled, "a style goes on behind {line:?}");
        plain.push('\n');
    }
    plain
}

#[test]
fn colours_for_a_pager_begin_and_end_on_every_line() {
    let folder = posts();
    for width in ["20", "33", "72"] {
        let arguments = ["show", "restart", "--posts", ".", "--width", width];
        let coloured = uncoloured(folder.path(), &[&arguments[..], &["--color", "always"]].concat());
        let plain = command(folder.path(), &[&arguments[..], &["--color", "never"]].concat()).output().unwrap().stdout;
        assert_eq!(coloured, String::from_utf8(plain).unwrap());
        let widest = coloured.lines().map(|line| Widths::default().of(line)).max();
        assert!(widest <= width.parse().ok(), "{widest:?} at {width}:\n{coloured}");
    }
}

#[test]
fn answers_are_read() {
    let check = |line: &str, expected: Answer| assert_eq!(Answer::read(line), expected, "{line:?}");
    check("3\n", Answer::Post(3));
    check(" １２ \r\n", Answer::Post(12));
    check("\n", Answer::Next);
    check("", Answer::Next);
    check("l\n", Answer::List);
    check("m", Answer::More);
    check("q", Answer::Quit);
    check("o 4", Answer::Open(4));
    check("ｏ４", Answer::Open(4));
    check("o", Answer::Unknown);
    check("open", Answer::Unknown);
    check("-1", Answer::Unknown);
    check("\u{1b}[A", Answer::Unknown);
}

/// Reads from line to line in a home of its own, and gives what was printed.
fn read(folder: &Path, arguments: &[&str], answers: &str) -> String {
    let mut command = command(folder, arguments);
    command.env("XDG_STATE_HOME", folder.join("state")).env("BROWSER", "true");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\x1b'), "{text}");
    text
}

#[track_caller]
fn says(text: &str, pieces: &[&str]) {
    let mut rest = text;
    for piece in pieces {
        let at = rest.find(piece).unwrap_or_else(|| panic!("{piece:?} is not in\n{rest}"));
        rest = &rest[at + piece.len()..];
    }
}

#[test]
fn posts_are_read_from_line_to_line() {
    let folder = posts();
    let said = read(folder.path(), &["--plain", "--posts", "."], "1\no 1\no 9\n\nx\n99\n");
    let listed = "1. 2026-02-05 就地重启 (≈ 2 stories, unread)\n2. 2026-01-15 长文 (unread)\n";
    says(
        &said,
        &[listed, "leave > ", "# 就地重启\n", "https://example.org/a\n", "opened example.org in the browser\n"],
    );
    says(&said, &["there is no link 9; the post has 3\n", "# 长文\n", "that line means nothing", "there are 6\n"]);
    assert!(said.ends_with("leave > \n"), "the end of the input leaves: {said}");
    // What was read is kept as the reader keeps it.
    let said = read(folder.path(), &["--plain", "--posts", "."], "q\n");
    says(&said, &["1. 2026-02-05 就地重启 (≈ 2 stories)\n2. 2026-01-15 长文\n3. ", "unread)\n"]);
    let said = read(folder.path(), &["--plain", "--posts", ".", "--no-state"], "");
    says(&said, &["就地重启 (≈ 2 stories, unread)"]);
}

#[test]
fn a_doubtful_link_is_opened_after_a_question_only() {
    let folder = posts();
    let asked = ["https://evil.example/x was not opened: evil.example", "Open it? y opens, Enter does not > "];
    let said = read(folder.path(), &["--plain", "--posts", ".", "--no-state"], "o 2\n1\no 2\n\no 2\ny\no 3\n");
    says(&said, &["read a post first"]);
    says(&said, &[asked[0], asked[1], asked[0], asked[1], "opened evil.example in the browser"]);
    assert_eq!(said.matches("opened evil.example in").count(), 1, "{said}");
    says(&said, &["mailto: links are not opened"]);
}

#[test]
fn the_reader_of_lines_speaks_chinese() {
    let folder = posts();
    let said = read(folder.path(), &["--plain", "--posts", ".", "--no-state", "--lang", "zh"], "\n");
    says(&said, &["就地重启 (≈ 2 条, 未读)", "q 离开 > \n# 就地重启", "## 链接"]);
}
