//! The cells of clusters, by the numbered rules of `text::width`.

use yundu::text::cluster::clusters;
use yundu::text::{Ambiguous, Selectors, Sequence, Widths};

/// `text` must take `narrow` cells, and `wide` ones where ambiguous characters are wide.
#[track_caller]
fn check(text: &str, narrow: usize, wide: usize) {
    let cells = |ambiguous| Widths::default().with_ambiguous(ambiguous).of(text);
    assert_eq!((cells(Ambiguous::Narrow), cells(Ambiguous::Wide)), (narrow, wide), "for {text:?}");
}

#[test]
fn letters_and_ideographs() {
    check("", 0, 0);
    check("Pod", 3, 3);
    check("云原生", 6, 6);
    check("カナ ｶﾅ 한국", 12, 12);
    check("，。（）！～", 12, 12);
    check("αя é ñ", 6, 9);
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
    check("⌚\u{fe0e}", 1, 1);
    check("☎\u{fe0e}☎\u{fe0f}", 3, 4);
}

/// `text` must take so many cells in a terminal that differs from Unicode in `change` alone.
#[track_caller]
fn check_with(change: impl Fn(&mut Widths), text: &str, cells: usize) {
    let mut widths = Widths::default();
    change(&mut widths);
    assert_eq!(widths.of(text), cells, "for {text:?} with {widths:?}");
}

/// Makes one class differ from Unicode.
type Change = fn(&mut Widths);

/// What belongs to which class: each text holds one character of each range of its class, and none of another.
#[test]
fn each_class_of_ambiguous_characters_is_apart() {
    const CLASSES: [(&str, Change); 4] = [
        ("“”‘’…—·×→■★℃°※Ⅷ¨", |widths| widths.signs = Ambiguous::Wide),
        ("àéøœāǚαΩяЯ", |widths| widths.letters = Ambiguous::Wide),
        ("─│┼═▌▎▒", |widths| widths.boxes = Ambiguous::Wide),
        ("①⓪Ⓐ❶㉈🄰", |widths| widths.circled = Ambiguous::Wide),
    ];
    for (class, (_, widen)) in CLASSES.iter().enumerate() {
        for (other, (sample, _)) in CLASSES.iter().enumerate() {
            let grown = if class == other { 2 } else { 1 };
            check_with(widen, sample, sample.chars().count() * grown);
        }
        check_with(widen, "abc 中文，（）ｶﾞ ❤\u{fe0f}ñ", 20);
    }
    check_with(|widths| widths.letters = Ambiguous::Wide, "e\u{301}α\u{301}", 3);
}

#[test]
fn selectors_that_are_ignored_or_dropped_leave_the_character_as_it_is() {
    for selectors in [Selectors::Ignored, Selectors::Dropped] {
        check_with(|widths| widths.selectors = selectors, "❤\u{fe0f}⚠\u{fe0f}☎\u{fe0f}", 3);
        check_with(|widths| widths.selectors = selectors, "1\u{fe0f}\u{20e3}", 1);
        check_with(|widths| widths.selectors = selectors, "⌚\u{fe0e}😀", 4);
        let wide = Widths { selectors, ..Widths::default() }.with_ambiguous(Ambiguous::Wide);
        assert_eq!(wide.of("☎\u{fe0f}"), 2);
    }
    let shown = |selectors| Widths { selectors, ..Widths::default() }.shown("❤\u{fe0f}").into_owned();
    assert_eq!(shown(Selectors::Obeyed), "❤\u{fe0f}");
    assert_eq!(shown(Selectors::Ignored), "❤\u{fe0f}");
    assert_eq!(shown(Selectors::Dropped), "❤");
}

#[test]
fn sequences_that_are_taken_apart_are_added_up() {
    let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
    check_with(|widths| widths.joined = Sequence::Parts, "👩\u{200d}💻", 4);
    check_with(|widths| widths.joined = Sequence::Parts, family, 8);
    check_with(|widths| widths.joined = Sequence::Parts, "❤\u{fe0f}\u{200d}🔥", 4);
    check_with(|widths| widths.joined = Sequence::Parts, "क्\u{200d}ष👍🏽🇨🇳", 6);
    check_with(|widths| widths.toned = Sequence::Parts, "👍🏽", 4);
    check_with(|widths| widths.toned = Sequence::Parts, "☝🏽", 3);
    check_with(|widths| widths.toned = Sequence::Parts, "👩🏽\u{200d}🤝\u{200d}👨🏿", 6);
    check_with(|widths| widths.toned = Sequence::Parts, family, 2);
    check_with(|widths| widths.flags = Sequence::Parts, "🇨🇳", 4);
    check_with(|widths| widths.flags = Sequence::Parts, "🇨", 2);
}

#[test]
fn our_own_signs_have_twins_of_one_cell() {
    let narrow = |widths: Widths| [widths.narrow("▎ ", "| "), widths.narrow("•", "-"), widths.narrow("─", "-")];
    assert_eq!(narrow(Widths::default()), ["▎ ", "•", "─"]);
    assert_eq!(narrow(Widths { boxes: Ambiguous::Wide, ..Widths::default() }), ["| ", "•", "-"]);
    assert_eq!(narrow(Widths { signs: Ambiguous::Wide, ..Widths::default() }), ["▎ ", "-", "─"]);
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
