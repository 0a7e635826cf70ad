//! The cells of clusters, by the numbered rules of `text::width`.

use yundu::text::cluster::clusters;
use yundu::text::{Ambiguous, Widths};

/// `text` must take `narrow` cells, and `wide` ones where ambiguous characters are wide.
#[track_caller]
fn check(text: &str, narrow: usize, wide: usize) {
    let cells = |ambiguous| Widths { ambiguous }.of(text);
    assert_eq!((cells(Ambiguous::Narrow), cells(Ambiguous::Wide)), (narrow, wide), "for {text:?}");
}

#[test]
fn letters_and_ideographs() {
    check("", 0, 0);
    check("Pod", 3, 3);
    check("云原生", 6, 6);
    check("カナ ｶﾅ 한국", 12, 12);
    check("，。（）！～", 12, 12);
    check("αя é ñ", 6, 6);
    check("𠮷𰻝", 4, 4);
}

#[test]
fn marks_and_jamo() {
    check("か\u{3099}", 2, 2);
    check("e\u{301}", 1, 1);
    check("\u{1112}\u{1161}\u{11ab}", 2, 2);
    check("ｶﾞ", 2, 2);
    check("ﾊﾟﾝ", 3, 3);
    check("葛\u{e0100}", 2, 2);
    check("क्षत्रिय", 6, 6);
    check("مرحبا", 5, 5);
}

#[test]
fn what_terminals_disagree_on() {
    check("“中”", 4, 6);
    check("‘’…—·×→①■★°℃│─", 14, 28);
    check("——", 2, 4);
}

#[test]
fn emoji() {
    check("😀", 2, 2);
    check("☸\u{fe0f}", 2, 2);
    check("☸", 1, 1);
    check("⚠\u{fe0f}", 2, 2);
    check("1\u{fe0f}\u{20e3}", 2, 2);
    check("🇨🇳", 2, 2);
    check("🇨", 1, 1);
    check("👍🏽", 2, 2);
    check("👩\u{200d}💻", 2, 2);
    check("👩\u{200d}👩\u{200d}👧\u{200d}👦", 2, 2);
    check("⌚\u{fe0e}", 1, 2);
}

#[test]
fn blanks() {
    check("\u{3000}", 2, 2);
    check(" \u{a0}\u{2003}\u{2009}\u{202f}", 5, 5);
    check("\u{fffd}\u{e0b0}", 2, 4);
}

#[test]
fn the_unit_is_the_cluster() {
    let parts = |text| clusters(text).map(|(at, cluster)| (at, cluster.len())).collect::<Vec<_>>();
    assert_eq!(parts("a云e\u{301}"), [(0, 1), (1, 3), (4, 3)]);
    assert_eq!(parts("🇨🇳🇯🇵"), [(0, 8), (8, 8)]);
    assert_eq!(parts("👩\u{200d}💻x"), [(0, 11), (11, 1)]);
    assert_eq!(parts("क्ष"), [(0, 9)]);
    assert_eq!(parts("स्त्र"), [(0, 12), (12, 3)]);
    assert_eq!(parts("\u{600}©\u{fe0f}"), [(0, 2), (2, 5)]);
    assert_eq!(parts("👍🏽🏽"), [(0, 8), (8, 4)]);
}
