//! Texts that mix what Chinese and English are written with and what makes clusters of several characters.

use proptest::prelude::*;

/// Stretches of plain text, and between them marks, selectors, joiners, flags, jamo, scripts whose letters stack, and any
/// character at all.
pub fn any_mix() -> impl Strategy<Value = String> {
    let plain = "[ -~一-龥ぁ-ゖァ-ヺ가-힣！-～、-】“”‘’—…α-яÀ-ÿ─■①→]{1,6}";
    let joins = "\u{301}\u{20e3}\u{3099}\u{309a}\u{302a}\u{fe0e}\u{fe0f}\u{fe00}\u{e0100}\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}\u{feff}\
                 \u{600}\u{70f}\u{110bd}\u{1f3fb}\u{1f3ff}👩💻❤☸⌚👍🇨🇳🇯#*1©™\
                 \u{1100}\u{1112}\u{1160}\u{1161}\u{11a8}\u{11ab}가각ﾞﾟｶ\
                 क\u{93f}\u{94d}षสที่ำမ\u{1039}ម\u{17d2}ක\u{dca}مــא\u{5b8}\u{1820}\u{180b}\r\n\t\x1b\u{9b}\u{85}\u{2028}\u{202e}\u{3164}";
    let joins = prop::sample::select(joins.chars().collect::<Vec<_>>());
    let part = prop_oneof![3 => plain, 4 => joins.prop_map(String::from), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}
