//! What goes to the clipboard of the terminal.

use yundu::strings::Lang;
use yundu::terminal::clipboard::{LIMIT, sequence, told};

#[track_caller]
fn check(text: &str, expected: Result<&str, &str>) {
    let sequence = sequence(text).map_err(|why| why.get(Lang::En));
    assert_eq!(sequence.as_deref().map_err(|why| *why), expected);
}

#[test]
fn text_is_sent_whole_or_not_at_all() {
    check("云读", Ok("\x1b]52;c;5LqR6K+7\x1b\\"));
    check("https://example.org/?a=1", Ok("\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy8/YT0x\x1b\\"));
    check("a\nb", Ok("\x1b]52;c;YQpi\x1b\\"));
    // a␛b: what cannot be seen is not pasted either.
    check("a\x1bb", Ok("\x1b]52;c;YeKQm2I=\x1b\\"));
    check("a:\n\tb", Ok("\x1b]52;c;YToKCWI=\x1b\\"));
    check("", Err("nothing to copy"));
    check(&"a".repeat(LIMIT + 1), Err("over 100 KB, too long for the terminal's clipboard"));
    assert!(sequence(&"a".repeat(LIMIT)).is_ok());
}

#[test]
fn how_much_was_sent_is_told() {
    let check = |text: &str, zh: &str, en: &str| {
        assert_eq!((&*told(text, Lang::Zh), &*told(text, Lang::En)), (zh, en));
    };
    check("云读", "已发送到终端的剪贴板，2 字", "sent to the terminal's clipboard; characters: 2");
    check(
        "か\u{3099}\n\nb\n",
        "已发送到终端的剪贴板，2 字，3 行",
        "sent to the terminal's clipboard; characters: 2, lines: 3",
    );
}
