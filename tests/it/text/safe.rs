//! What may be shown: tables of texts and what is left of them, and what holds for any text.

use super::mixes::any_mix;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use yundu::text::cluster::clusters;
use yundu::text::safe::{Cleaned, Cleaner, MAX_CLUSTER, MAX_MARKS, Verdict, clean, keep};
use yundu::text::{SafeStr, Widths};

/// `raw` must be shown as `expected`, with `removed` characters counted as lost.
#[track_caller]
fn check(raw: &str, expected: &str, removed: usize) {
    let cleaned = clean(raw);
    assert_eq!((cleaned.text.as_str(), cleaned.removed), (expected, removed), "for {raw:?}");
}

/// `raw` must be shown as it is.
#[track_caller]
fn check_kept(raw: &str) {
    check(raw, raw, 0);
}

#[test]
fn controls_become_pictures() {
    check("\x1b[31m红\x1b[0m", "␛[31m红␛[0m", 2);
    check("\u{9b}31m\u{9d}0;t\u{9c}", "<9B>31m<9D>0;t<9C>", 3);
    check("a\0b\x07c\x08d\x7fe", "a␀b␇c␈d␡e", 4);
    check("\u{80}\u{9f}", "<80><9F>", 2);
    check("\x1f\x1e", "␟␞", 2);
}

#[test]
fn line_ends_and_tabs_become_blanks() {
    check("一\t二\n三", "一 二 三", 0);
    check("一\r\n二", "一 二", 0);
    check("a\u{2028}b\u{2029}c\u{85}d", "a b c d", 0);
    check("假的\r真的", "假的␍真的", 1);
    check("⠁\u{2800}⠂", "⠁ ⠂", 0);
}

#[test]
fn what_turns_or_hides_is_removed() {
    check("abc\u{202e}fed\u{202c}", "abcfed", 2);
    check("\u{2066}x\u{2069}\u{200e}\u{200f}\u{61c}", "x", 5);
    check("kube\u{200b}rne\u{2060}tes\u{feff}", "kubernetes", 3);
    check("co\u{ad}op\u{34f}", "coop", 2);
    check("空\u{3164}\u{115f}\u{1160}\u{ffa0}白", "空白", 4);
    check("A\u{e0041}\u{e0042}\u{e007f}", "A", 3);
    check("注\u{fff9}释\u{fffa}字\u{fffb}", "注释字", 3);
    check("非\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}字", "非字", 5);
}

#[test]
fn joiners_stay_where_they_join() {
    check_kept("👩\u{200d}👩\u{200d}👧\u{200d}👦 一家");
    check_kept("👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿");
    check_kept("🏳\u{fe0f}\u{200d}🌈");
    check_kept("می\u{200c}خواهم");
    check_kept("ශ\u{dca}\u{200d}ර\u{dd3}");
    check("ku\u{200d}be\u{200c}let", "kubelet", 2);
    check("云\u{200d}原\u{200c}生", "云原生", 2);
    check("👩\u{200d}", "👩", 1);
    check("\u{200d}👩", "👩", 1);
    check("👩\u{200d}\u{200d}👩", "👩\u{200d}👩", 1);
    check("م\u{200c}\u{200c}خ", "م\u{200c}خ", 1);
    check("م\u{200c} x", "م x", 1);
}

#[test]
fn honest_texts_are_left_alone() {
    check_kept("Kubernetes 1.35：原地重启 Pod（GA）——“很好”……");
    check_kept("مرحبا بالعالم שָׁלוֹם עוֹלָם");
    check_kept("🇨🇳🇯🇵 1\u{fe0f}\u{20e3} #\u{20e3} ☸\u{fe0f} ✅ ©\u{fe0f}");
    check_kept("か\u{3099} ｶﾞ \u{1112}\u{1161}\u{11ab} 한국어");
    check_kept("Việt Nam nguye\u{302}\u{303}n हिन्दी क्षत्रिय ไทยที่");
    check_kept("葛\u{e0100}城 辻\u{fe00}");
    check_kept("\u{3000}\u{3000}首行缩进\u{a0}10\u{202f}kg\u{2009}");
    check_kept("\u{e0b0} \u{fffd} ☐ ☑ │─┼ ①");
    check_kept("");
}

#[test]
fn selectors_stay_on_what_has_variants() {
    check("x\u{fe0f}y\u{fe00}", "xy", 2);
    check("1\u{fe0f} 个", "1 个", 1);
    check("☸\u{fe0f}\u{fe0f}\u{fe0e}", "☸\u{fe0f}", 2);
    check("葛\u{e0100}\u{e0101}", "葛\u{e0100}", 1);
    check("😀\u{e0148}\u{e0155}", "😀", 2);
    check("\u{fe0f}☸", "☸", 1);
    check("“\u{fe01}", "“", 1);
}

#[test]
fn marks_are_limited() {
    let zalgo = format!("e{}", "\u{301}".repeat(2000));
    check(&zalgo, &format!("e{}", "\u{301}".repeat(MAX_MARKS)), 2000 - MAX_MARKS);
    check("\u{301}abc", "abc", 1);
    check("a \u{301}b", "a \u{301}b", 0);
    check("e\u{200b}\u{301}", "e\u{301}", 1);
    check(&format!("ｶ{}", "ﾞ".repeat(20)), &format!("ｶ{}", "ﾞ".repeat(MAX_MARKS)), 12);
    let women = vec!["👩"; 200].join("\u{200d}");
    assert!(clusters(&SafeStr::clean(&women)).all(|(_, cluster)| cluster.len() <= MAX_CLUSTER));
    assert_eq!(SafeStr::clean(&women).matches('👩').count(), 200);
}

#[test]
fn every_byte_has_a_place_in_the_raw_text() {
    let raw = "云\u{200b}原\x1b[0m\u{9b}生\r\n\u{2028}x";
    let cleaned = clean(raw);
    assert_eq!(cleaned.text.as_str(), "云原␛[0m<9B>生  x");
    assert_eq!(cleaned.first_removed, Some(3));
    let places = cleaned.text.char_indices().map(|(at, c)| (c, &raw[cleaned.raw_offset(at)..]));
    for (c, rest) in places {
        let first = rest.chars().next().unwrap();
        let expected = match c {
            '␛' => '\x1b',
            '<' | '9' | 'B' | '>' => '\u{9b}',
            ' ' if first == '\n' => '\n',
            ' ' => '\u{2028}',
            other => other,
        };
        assert_eq!(first, expected);
    }
}

#[test]
fn a_slice_outside_gives_nothing() {
    let text = SafeStr::clean("云原生");
    assert_eq!(text.slice(0..3).as_str(), "云");
    assert_eq!(text.slice(1..3).as_str(), "");
    assert_eq!(text.slice(0..100).as_str(), "");
}

/// The characters that no cell may hold, spelled out once more and not read from the program.
pub fn is_forbidden(c: char) -> bool {
    let c = u32::from(c);
    let invisible = [
        0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x2800,
        0x3164, 0xfeff, 0xffa0,
    ];
    c < 0x20
        || (0x7f..=0x9f).contains(&c)
        || invisible.contains(&c)
        || (0x202a..=0x202e).contains(&c)
        || (0x2060..=0x206f).contains(&c)
        || (0xfff0..=0xfffb).contains(&c)
        || (0xfdd0..=0xfdef).contains(&c)
        || c & 0xfffe == 0xfffe
        || (0xe0000..=0xe00ff).contains(&c)
        || (0xe01f0..=0xe0fff).contains(&c)
}

/// Any text, rich in what is dangerous.
fn any_text() -> impl Strategy<Value = String> {
    let special = "\x1b\r\n\t\u{9b}\u{202e}\u{200b}\u{200c}\u{200d}\u{fe0f}\u{fe0e}\u{fe00}\u{e0100}\u{e0001}\u{301}\u{20e3}\
                   \u{1f3fd}👩❤🇨1#eمक\u{94d}ष\u{1100}\u{1161}\u{11a8}가\u{600}\u{70f}ｶﾞ云， \u{1820}\u{180b}\u{3164}〰©";
    let special = prop::sample::select(special.chars().collect::<Vec<_>>());
    prop::collection::vec(prop_oneof![4 => special, 1 => any::<char>()], 0..80).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_safe(raw in any_text()) {
        let cleaned = clean(&raw);
        prop_assert!(!cleaned.text.chars().any(is_forbidden), "{:?}", cleaned.text);
        for (_, cluster) in clusters(&cleaned.text) {
            prop_assert!(cluster.len() <= MAX_CLUSTER, "{cluster:?}");
            let marks = cluster.chars().filter(|&c| unicode_normalization::char::is_combining_mark(c)).count();
            prop_assert!(marks <= MAX_MARKS, "{cluster:?}");
            prop_assert!((1..=2).contains(&Widths::default().of_cluster(cluster)), "{cluster:?}");
        }
        let again = clean(&cleaned.text);
        prop_assert_eq!(again.text, cleaned.text);
        prop_assert_eq!(again.removed, 0);
    }

    #[test]
    fn plain_stretches_are_cleaned_like_single_characters(raw in any_mix()) {
        let (mut cleaner, mut expected, mut places, mut removed) = (Cleaner::default(), String::new(), Vec::new(), 0);
        for (at, c) in raw.char_indices() {
            let verdict = cleaner.verdict(c, raw[at..].chars().nth(1));
            let shown = match verdict {
                Verdict::Keep => c.to_string(),
                Verdict::Blank => " ".to_owned(),
                Verdict::Picture(picture) => picture.to_owned(),
                Verdict::Remove | Verdict::Fold => String::new(),
            };
            places.extend(shown.chars().map(|shown| (shown, at)));
            expected.push_str(&shown);
            removed += usize::from(verdict.is_loss());
        }
        let cleaned = clean(&raw);
        let found: Vec<_> = cleaned.text.char_indices().map(|(at, c)| (c, cleaned.raw_offset(at))).collect();
        prop_assert_eq!((cleaned.text.as_str(), cleaned.removed), (expected.as_str(), removed));
        prop_assert_eq!(found, places);
        prop_assert!(!cleaned.is_plain() || clusters(&cleaned.text).all(|(_, cluster)| cluster.chars().count() == 1));
        prop_assert_eq!(keep(raw.clone()).ok(), Some(cleaned).filter(Cleaned::is_plain));
    }

    #[test]
    fn places_are_kept(raw in any_text()) {
        let cleaned = clean(&raw);
        let mut last = 0;
        for (at, shown) in cleaned.text.char_indices() {
            let origin = cleaned.raw_offset(at);
            prop_assert!(origin >= last && raw.is_char_boundary(origin));
            let first = raw[origin..].chars().next().unwrap();
            prop_assert!(shown == first || shown == ' ' || clean(&first.to_string()).text.contains(shown));
            last = origin;
        }
    }

    #[test]
    fn what_is_allowed_is_kept(raw in "[ -~\u{a1}-\u{ac}\u{391}-\u{3a1}一-龥ぁ-ゖァ-ヺ가-힣！-～、-】“”‘’—…א-תء-ي👍-👏]{0,60}") {
        let cleaned = clean(&raw);
        prop_assert_eq!(cleaned.text.as_str(), raw.as_str());
        prop_assert!(!cleaned.is_plain() || clusters(&raw).all(|(_, cluster)| cluster.chars().count() == 1));
    }

    #[test]
    fn a_buffer_advances_as_we_count(raw in prop_oneof![9 => any_text(), 1 => Just("❤🏽\u{200d}👩".to_owned())]) {
        // ratatui adds a cell for each half-width voiced mark that its own width already counts.
        let raw = raw.replace(['\u{ff9e}', '\u{ff9f}'], "");
        let text = SafeStr::clean(&raw);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        for (_, cluster) in clusters(&text) {
            let (end, _) = buffer.set_stringn(0, 0, cluster, 20, Style::default());
            prop_assert_eq!(usize::from(end), Widths::default().of_cluster(cluster), "{:?}", cluster);
        }
    }
}
