//! Sentences of the program: how their gaps are filled.

use yundu::strings::{Lang, text};

#[track_caller]
fn check(wording: &'static str, parts: &[&str], expected: &str) {
    assert_eq!(text("", wording).fill(Lang::En, parts).as_str(), expected);
}

#[test]
fn gaps_are_filled_in_their_order() {
    check("{} posts", &["7"], "7 posts");
    check("{1} of {2}", &["3", "9"], "3 of 9");
    check("{2}, then {1}", &["b", "a"], "a, then b");
    check("{} and {}", &["twice"], "twice and twice");
    check("none", &["7"], "none");
}

#[test]
fn what_fills_a_gap_is_text() {
    // A title may look like a gap, and may carry an escape.
    check("{1}: {2}", &["{2}", "x"], "{2}: x");
    check("“{}”", &["a\u{1b}[31mb"], &format!("“{}”", yundu::text::SafeStr::clean("a\u{1b}[31mb")));
    check("{1}{2}", &["only"], "only");
    check("open { brace", &["x"], "open { brace");
}

#[test]
fn both_languages_are_filled() {
    let found = text("{1} 处，{2} 篇", "{1} hits in {2} posts");
    assert_eq!(found.fill(Lang::Zh, &["3", "2"]).as_str(), "3 处，2 篇");
    assert_eq!(found.fill(Lang::En, &["3", "2"]).as_str(), "3 hits in 2 posts");
}
