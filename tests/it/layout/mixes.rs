//! Random mixes of scripts, marks, emoji, code and links at random measures hold the invariants.

use super::invariants::check;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use yundu::layout::{
    Breaking, CodeLines, Form, Gutter, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, Spec, Typography,
};
use yundu::text::words::Words;
use yundu::text::{Ambiguous, Selectors, Sequence, Widths};

/// Words of every kind that meets another at a line break.
const WORDS: &[&str] = &[
    "云",
    "原生",
    "技术动态",
    "的",
    "操作系统",
    "，",
    "。",
    "、",
    "：",
    "！",
    "？",
    "（",
    "）",
    "《",
    "》",
    "「",
    "」",
    "“",
    "”",
    "‘",
    "’",
    "——",
    "……",
    "…",
    "—",
    "·",
    "～",
    "％",
    "／",
    "a",
    "Kubernetes",
    "kube-apiserver",
    "in-place",
    "don't",
    "AI/ML",
    "v1.35",
    "4.50.0",
    "60",
    "3000%",
    "#1287",
    "$30",
    "10,000",
    "5:00",
    "KEP-5573",
    "C++",
    "(GA)",
    "[x]",
    "\"",
    "'",
    "!",
    "?",
    ".",
    ",",
    ":",
    ";",
    "-",
    "/",
    "&amp;",
    "\\*",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "`kubectl get pods`",
    "`a.b.c/d_e`",
    "`CSINode.spec.drivers[*].allocatable.count`",
    "`中文代码`",
    "[链接](https://a.example/b)",
    "[a link](/b)",
    "![图](c.png)",
    "https://kubernetes.io/docs/concepts/?a=b&c=d#e",
    "www.example.com",
    "/var/log/containers/x.log",
    "データ",
    "ァ",
    "ー",
    "々",
    "ｶﾞ",
    "か\u{3099}",
    "한국어",
    "클라우드",
    "ไทยภาษา",
    "été",
    "Привет",
    "שלום",
    "مرحبا",
    "नमस्ते",
    "👩‍💻",
    "🇨🇳",
    "👍🏽",
    "❤️",
    "1️⃣",
    "☺",
    "\u{200b}",
    "\u{a0}",
    "\u{2060}",
    "\u{3000}",
    "\u{301}",
    "\u{feff}",
    "\u{1b}[31m",
    "\u{202e}",
    "\t",
    "<kbd>Ctrl</kbd>",
    "a<br>b",
    "[^1]",
    "{{< x >}}",
    "① ",
    "→",
    "│",
    "℃",
    "№",
    "㎡",
    "\u{ad}",
];

/// What stands between two words.
const JOINTS: &[&str] =
    &["", "", "", " ", " ", "\n", "  \n", "\n\n", "\n- ", "\n> ", "\n1. ", "\n## ", "|", "\n\n```\n", "  "];

/// A text of words of every kind.
pub fn mix() -> impl Strategy<Value = String> {
    let word = (0..JOINTS.len(), 0..WORDS.len()).prop_map(|(joint, word)| format!("{}{}", JOINTS[joint], WORDS[word]));
    prop::collection::vec(word, 1..60).prop_map(|words| words.concat())
}

/// The width rules of any terminal.
fn widths() -> impl Strategy<Value = Widths> {
    let cells = || prop_oneof![Just(Ambiguous::Narrow), Just(Ambiguous::Wide)];
    let sequence = || prop_oneof![Just(Sequence::Whole), Just(Sequence::Parts)];
    let selectors = prop_oneof![Just(Selectors::Obeyed), Just(Selectors::Ignored), Just(Selectors::Dropped)];
    let ambiguous = (cells(), cells(), cells(), cells());
    (ambiguous, selectors, sequence(), sequence(), sequence()).prop_map(
        |((signs, letters, boxes, circled), selectors, joined, toned, flags)| Widths {
            signs,
            letters,
            boxes,
            circled,
            selectors,
            joined,
            toned,
            flags,
        },
    )
}

/// Any way of setting, and any gutter.
fn typography() -> impl Strategy<Value = (Typography, Gutter)> {
    let line_end = prop_oneof![Just(LineEnd::Flush), Just(LineEnd::Trim), Just(LineEnd::Hang)];
    let line_start = prop_oneof![Just(LineStart::Flush), Just(LineStart::Outdent)];
    let paragraphs = prop_oneof![Just(Paragraphs::Spaced), Just(Paragraphs::Indented)];
    let code = prop_oneof![Just(CodeLines::Pan), Just(CodeLines::Wrap)];
    let hangul = prop_oneof![Just(Hangul::Words), Just(Hangul::Syllables)];
    let path_breaks = prop_oneof![Just(PathBreaks::After), Just(PathBreaks::Before)];
    let switches = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let breaks = (hangul, path_breaks);
    let gutter = (0..3_usize, 0..4_usize).prop_map(|(start, end)| Gutter { start, end });
    (switches, line_end, line_start, paragraphs, code, breaks, gutter).prop_map(
        |((autospace, unit_gaps, sign_gaps, justify), line_end, line_start, paragraphs, code, breaks, gutter)| {
            let (hangul, path_breaks) = breaks;
            let gaps = Typography { autospace, unit_gaps, sign_gaps, hangul, path_breaks, ..Typography::default() };
            (Typography { line_end, line_start, justify, paragraphs, code, ..gaps }, gutter)
        },
    )
}

/// Mixes that were set wrong once, or judged wrong, and the measure at which they were.
const ONCE_WRONG: &[(&str, usize)] = &[
    ("——  №![图](c.png)", 11),
    ("𝼀#{𞥞𑍇𝄀%a 𝔻!\u{fffc}", 5),
    ("云\u{2060}\u{301}", 1),
    ("云云$30“№ 1\u{fe0f}\u{20e3}云", 5),
    ("云\n1. …………（", 6),
    ("中（a\u{2060}-5%)", 6),
    ("中（국\u{2060}-5%)", 7),
    ("ꬠ🌀 ව𖭽 0𑜀A¡aஜଵa aaA\u{fffc}A꣎𐿠𝓅ெ-0a0Aᢰ#𐳀aꫛ𝒽0A \u{fffc}۞ᥰ", 4),
    ("https://kubernetes.io/docs/concepts/?a=b&c=d#e \u{301}#1287", 3),
    ("列出的用户里有滴滴、快手、阿里(https://www.cncf.io/announcements/2026/01/14/cloud-native-comp", 32),
    ("ਲ®\u{fffc}aA0a®\u{fffc}A!AA𐆠꣎a0!#¡0aꥠ-0!a®!ⶨA0®𐞲aﹶᏸ א", 7),
];

/// The ways of setting in which they are tried.
fn ways(measure: usize) -> Vec<Spec> {
    let plain = Spec::new(measure);
    let syllables = Typography { hangul: Hangul::Syllables, ..Typography::default() };
    vec![
        Spec { breaking: Breaking::Greedy, ..plain.clone() },
        Spec { widths: plain.widths.with_ambiguous(Ambiguous::Wide), ..plain.clone() },
        Spec { widths: Widths { selectors: Selectors::Ignored, ..plain.widths }, ..plain.clone() },
        Spec { typography: syllables, ..plain.clone() },
        Spec { form: Form::Linear, ..plain.clone() },
        plain,
    ]
}

#[test]
fn what_was_wrong_once_holds() {
    for &(text, measure) in ONCE_WRONG {
        ways(measure).iter().for_each(|spec| drop(check(text, spec)));
    }
}

/// The words of the built-in list, where there is one.
static KNOWN: LazyLock<Option<Arc<Words>>> = LazyLock::new(|| Words::new(&[]).map(Arc::new));

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_holds_the_invariants(text in mix(), measure in 1_usize..70, greedy: bool, words: bool, taste in typography(), widths in widths()) {
        let mut spec = Spec::new(measure);
        spec.breaking = if greedy { Breaking::Greedy } else { Breaking::Optimal };
        (spec.typography, spec.gutter) = taste;
        spec.widths = widths;
        spec.words = words.then(|| KNOWN.clone()).flatten();
        check(&text, &spec);
    }

    #[test]
    fn any_characters_hold_the_invariants(text in "\\PC{0,80}", measure in 1_usize..40) {
        check(&text, &Spec::new(measure));
    }

    #[test]
    fn any_mix_holds_the_invariants_as_plain_text(text in mix(), measure in 1_usize..70) {
        check(&text, &Spec { form: Form::Linear, ..Spec::new(measure) });
    }
}
