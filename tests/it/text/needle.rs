//! Needles: what they find in a line of text and in the source of posts.

use proptest::prelude::*;
use std::ops::Range;
use yundu::text::Needle;

/// Looks for `typed` in a line of text, whose hits are written between ‹ and ›.
fn check(typed: &str, expected: &str) {
    let text = expected.replace(['‹', '›'], "");
    let hits = Needle::new(typed).find_all(&text, usize::MAX);
    assert_eq!(drawn(&text, &hits), expected, "“{typed}” in a line");
    assert_eq!(Needle::new(typed).is_in(&text), expected.contains('‹'));
}

/// Looks for `typed` in Markdown, whose hits are written between ‹ and ›.
fn check_source(typed: &str, expected: &str) {
    let text = expected.replace(['‹', '›'], "");
    let scanner = Needle::new(typed).scanner();
    assert_eq!(drawn(&text, &scanner.find_all(text.as_bytes())), expected, "“{typed}” in Markdown");
}

fn drawn(text: &str, hits: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for hit in hits {
        out.push_str(&format!("{}‹{}›", &text[at..hit.start], &text[hit.clone()]));
        at = hit.end;
    }
    out + &text[at..]
}

#[test]
fn case_matters_only_when_a_capital_was_typed() {
    check("docker", "‹Docker› ‹DOCKER› ‹docker›");
    check("Docker", "‹Docker› DOCKER docker");
    check("é", "‹É› ‹é› e");
    check("ß", "‹ß› ẞ ss");
    check("k8s", "‹K8s› ‹k8S› \u{212a}8s");
}

#[test]
fn width_does_not_matter() {
    check("gordon", "‹ＧＯＲＤＯＮ› ‹gordon›");
    check("ＧＯＲＤＯＮ", "‹GORDON› gordon");
    check("ガ", "‹ガ›‹ｶﾞ›カｶ");
    check("ｶﾞイド", "‹ガイド›‹ｶﾞｲﾄﾞ›");
    check("カ", "ガｶﾞ‹カ›‹ｶ›");
    check("：a", "‹:A› ‹：ａ›");
    check("ｂA", "‹bＡ› ‹bA› ba");
    check("￥9", "‹¥9› ‹￥９›");
}

#[test]
fn blanks_are_one_blank() {
    check("  in \t place ", "‹in  place› ‹in\u{3000}place› inplace");
    check(" ", "a b");
    check("", "a");
}

#[test]
fn han_are_found_as_they_are_written() {
    check("供应链", "软件‹供应链›安全，供 应链");
    check("安全", "‹安全›‹安全›");
    check("哈哈", "‹哈哈›哈");
}

#[test]
fn marks_may_stand_between_characters() {
    check_source("Docker的", "**‹Docker**的›文档");
    check_source("安全更新", "‹安全**更新›** ‹安全*更新›* ~~‹安全~~更新› `‹安全`更新›");
    check_source(
        "安全更新",
        "‹安全[更新›](https://example.org/安全更) [‹安全](a_(b).md)更新› [‹安全][1]更新› 安全(更新)",
    );
    check_source("安全的图", "‹安全![的图›](x.png)");
    check_source("安全更新", "‹安全\u{200b}更新› ‹安\u{ad}全更新›");
    check_source("the new agent", "‹the **new** agent› ‹the *new*  agent› thenew agent");
    check_source("a_b", "‹a_b› ‹a\\_b› ab");
    check_source("*重要*", "‹*重要*› 重要");
    check_source("运行 k3s", "‹运行 `k3s›`");
}

#[test]
fn letters_and_digits_are_solid() {
    check_source("snakecase", "snake_case snake*case* s\u{200b}nakecase ‹snakecase›");
    check_source("docker", "d**o**cker ‹docker› doｃker ‹ｄｏｃｋｅｒ›");
}

#[test]
fn a_line_end_is_a_blank_beside_ascii_and_nothing_between_wide_characters() {
    check_source("供应链", "‹供\n应链› ‹供应\r\n  链›");
    check_source("供应链", "> ‹供\n> 应链›\n\n供\n\n应链");
    check_source("供 应链", "供\n应链 ‹供 应链›");
    check_source("in place", "‹in\nplace› ‹in  \n> > place› ‹in\\\nplace›");
    check_source("inplace", "in\nplace");
    check_source("用 Docker", "‹用\n**Docker›** ‹用 Docker› 用Docker");
    check_source("用Docker", "用\nDocker ‹用Docker›");
    check_source("供应链", "# 供\n应链\n\n供\n***\n应链\n\n供\n- 应链");
}

#[test]
fn what_is_typed_behind_a_needle_extends_it() {
    let check = |long: &str, short: &str, expected: bool| {
        assert_eq!(Needle::new(long).extends(&Needle::new(short)), expected, "“{long}” after “{short}”");
    };
    check("供应链", "供应", true);
    check("供应链", "供应链", true);
    check("供应", "供应链", false);
    check("docker的", "DOCKER", false);
    check("dockerD", "docker", true);
    check("DOCKER", "do", true);
    check("ＤＯＣ", "do", true);
    check("a b", "a ", true);
    check("ガ", "カ", false);
    check("ｶﾞ", "ｶ", false);
    check("a", "", false);
}

#[test]
fn marks_without_end_take_no_time() {
    let marks = "*".repeat(1 << 20);
    assert!(Needle::new("*供").scanner().find_all(marks.as_bytes()).is_empty());
    let open = "供](".repeat(1 << 16);
    assert!(Needle::new("供应").scanner().find_all(open.as_bytes()).is_empty());
}

/// Every byte is tried as a beginning.
fn naive(typed: &str, text: &[u8]) -> Vec<Range<usize>> {
    let scanner = Needle::new(typed).scanner();
    (0..text.len()).filter_map(|at| scanner.hit_at(text, at)).collect()
}

fn fast(typed: &str, text: &[u8]) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    Needle::new(typed).scanner().each_hit(text, |hit| hits.push(hit));
    hits
}

/// Texts of few different pieces, so that needles are often met.
fn pieces(most: usize) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "A", "b", "ａ", "Ａ", "1", "１", "k", "供", "应", "链", "カ", "ｶ", "ﾞ", "ガ", "é", "É", " ", "\n", "> ",
        "*", "**", "_", "`", "[", "](", ")", "](x)", "\\", "~~", "-", "：", ":", "\u{3000}", "\u{200b}", "#", "\r\n",
        "\u{212a}",
    ]);
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_fast_scan_finds_what_trying_every_byte_finds(typed in pieces(5), text in pieces(60), cut in 0_usize..9, bad in any::<u8>()) {
        let mut bytes = text.into_bytes();
        let at = cut * bytes.len() / 9;
        if cut > 5 && at < bytes.len() {
            bytes[at] = bad;
        }
        prop_assert_eq!(fast(&typed, &bytes), naive(&typed, &bytes));
    }

    #[test]
    fn a_further_keystroke_finds_nothing_new(short in pieces(4), more in pieces(3), text in pieces(60)) {
        let long = format!("{short}{more}");
        if Needle::new(&long).extends(&Needle::new(&short)) {
            let known: Vec<usize> = fast(&short, text.as_bytes()).iter().map(|hit| hit.start).collect();
            for hit in fast(&long, text.as_bytes()) {
                prop_assert!(known.contains(&hit.start), "“{}” at {} not among {:?}", long, hit.start, known);
            }
        }
    }

    /// Where there is no Markdown, both ways of reading find the same.
    #[test]
    fn plain_text_reads_the_same_either_way(typed in "[a-cA-C供应链ガｶﾞ ]{1,4}", text in "[a-cA-C供应链ガｶﾞ ]{0,40}") {
        let needle = Needle::new(&typed);
        prop_assert_eq!(needle.find_all(&text, usize::MAX), needle.scanner().find_all(text.as_bytes()));
    }
}
