//! Han found by how they are read.

use pinyin::ToPinyinMulti;
use proptest::prelude::*;
use std::ops::Range;
use std::time::{Duration, Instant};
use yundu::text::pinyin::{Pinyin, Sounds};

/// Looks for `typed` in `text`; `expected` is the part that is met.
#[track_caller]
fn check(typed: &str, text: &str, expected: Option<&str>) {
    let found = Pinyin::new(typed).and_then(|needle| needle.find(text));
    assert_eq!(found.map(|range| &text[range]), expected, "{typed} in {text}");
}

#[test]
fn syllables_beginnings_and_initials() {
    for typed in ["anquan", "anq", "aq", "anqu", "aquan", "an quan"] {
        check(typed, "云原生安全周报", Some("安全"));
    }
    check("yys", "云原生安全周报", Some("云原生"));
    check("yunys", "云原生安全周报", Some("云原生"));
    check("anquanb", "云原生安全周报", None);
    check("aqz", "云原生安全周报", Some("安全周"));
    check("nq", "安全", None);
    check("uan", "安全", None);
    check("aq", "安装与全部", None);
}

#[test]
fn a_han_has_all_its_readings() {
    check("zhongqi", "就地重启", Some("重启"));
    check("chongqi", "就地重启", Some("重启"));
    check("zq", "就地重启", Some("重启"));
    check("chq", "就地重启", Some("重启"));
    check("yinhang", "银行", Some("银行"));
    check("yinxing", "银行", Some("银行"));
}

#[test]
fn umlauts_are_typed_as_v_or_u() {
    check("celve", "网络策略", Some("策略"));
    check("celue", "网络策略", Some("策略"));
    check("lvse", "绿色计算", Some("绿色"));
    check("nvxing", "女性", Some("女性"));
}

#[test]
fn initials_of_two_letters() {
    check("shzh", "时钟", Some("时钟"));
    check("sz", "时钟", Some("时钟"));
    check("shz", "时钟", Some("时钟"));
    check("szh", "时钟", Some("时钟"));
    check("hz", "时钟", None);
}

#[test]
fn latin_and_han_are_mixed() {
    check("k8s aq", "谈谈 K8s 安全", Some("K8s 安全"));
    check("k8saq", "K8s安全", Some("K8s安全"));
    check("aijs", "用 AI 加速", Some("AI 加速"));
    // A Latin word is entered at its beginning only, and without a Han nothing is pinyin.
    check("saq", "K8s安全", None);
    check("kubernetes", "Kubernetes 安全", None);
    check("zhi", "网站支持", Some("支"));
    check("1zhou", "第1周", Some("1周"));
}

#[test]
fn what_is_no_pinyin_makes_no_needle() {
    for typed in ["", "a", "1", "88", "Anquan", "an全", "an-quan", "lü", &"a".repeat(64)] {
        assert_eq!(Pinyin::new(typed), None, "{typed}");
    }
    assert!(Pinyin::new(&"a".repeat(63)).is_some());
}

/// Every way of reading a text against every way of typing it would be far too many.
#[test]
fn no_needle_takes_long() {
    let begun = Instant::now();
    for needle in [
        "shishishishishishishishishishishishishishishishishishishishish1",
        "sssssssssssssssssssssssssssssssssssssssssh1",
    ] {
        check(needle, &"是时十 ".repeat(2_000), None);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

/// The same by trying out every way: where it begins, which reading, how much of it.
fn naive(typed: &str, text: &str) -> Option<Range<usize>> {
    let letters = typed.replace(' ', "");
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    (0..chars.len()).find_map(|first| {
        let inside = first > 0 && chars[first - 1].1.is_ascii_alphanumeric() && chars[first].1.is_ascii_alphanumeric();
        let ends =
            if inside || chars[first].1 == ' ' { Vec::new() } else { ends(&chars[first..], &letters, false, true) };
        let start = chars[first].0;
        ends.into_iter().min().map(|end| start..end)
    })
}

/// Where hits end that begin with the first of `chars`.
fn ends(chars: &[(usize, char)], rest: &str, han: bool, first: bool) -> Vec<usize> {
    let Some(((at, c), tail)) = chars.split_first() else { return Vec::new() };
    if *c == ' ' && !first {
        return ends(tail, rest, han, false);
    }
    let own = c.to_ascii_lowercase().to_string();
    let mut found = Vec::new();
    for length in 1..=rest.len() {
        let (part, left) = rest.split_at(length);
        let met = if c.is_ascii() {
            part == own
        } else {
            readings(*c).iter().any(|reading| meets(reading, part, left.is_empty()))
        };
        let han = han || !c.is_ascii();
        if met && left.is_empty() && han {
            found.push(at + c.len_utf8());
        } else if met {
            found.extend(ends(tail, left, han, false));
        }
    }
    found
}

fn readings(han: char) -> Vec<String> {
    let plain = han.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain());
    plain.flat_map(|reading| ["v", "u"].map(|u| reading.replace('ü', u))).collect()
}

/// Whether a part of what was typed stands for a syllable: whole, its initial, at the end of the needle any beginning.
fn meets(syllable: &str, part: &str, last: bool) -> bool {
    let initial = part.len() == 1 || part.len() == 2 && part.ends_with('h') && syllable[1..].starts_with('h');
    syllable.starts_with(part) && (part == syllable || last || initial)
}

proptest! {
    #[test]
    fn the_walk_finds_what_trying_all_ways_finds(
        typed in "[a-z]{2,6}|(zh|ch|sh|z|s|an|q|quan|l|v|lv|k8s|1| ){2,4}",
        text in "[安全重启时钟策略绿是aAk8s1 ：é一]{0,10}",
    ) {
        if let Some(needle) = Pinyin::new(&typed) {
            let found = needle.find(&text);
            prop_assert_eq!(found.clone(), naive(&typed, &text), "{} in {}", typed, text);
            if let Some(range) = found {
                prop_assert!(text.get(range).is_some());
                prop_assert!(needle.may_be_in(Sounds::of(&text)));
            }
        }
    }
}
