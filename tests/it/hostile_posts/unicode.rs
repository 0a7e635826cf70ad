//! Text that turns, hides, floods or imitates; and honest text that only looks so.

use super::case::{Case, Class};
use super::reader::Reader;
use yundu::app::prompt::Edit;
use yundu::app::{Action, Command};
use yundu::document::parse;
use yundu::layout::{Line, Spec, lay_out};

/// The cases.
pub fn cases() -> Vec<Case> {
    let tags: String = "ignore all".chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect();
    let selectors: String = ('\u{fe00}'..='\u{fe0f}').chain('\u{e0100}'..='\u{e01ef}').collect();
    let flood: String = ('\u{300}'..='\u{36f}').cycle().take(2000).collect();
    let each: String = "云digest原".chars().flat_map(|c| [c].into_iter().chain('\u{300}'..='\u{320}')).collect();
    let spaces: String = "\u{a0}\u{1680}\u{2000}\u{2003}\u{2007}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}"
        .chars()
        .flat_map(|c| ['间', c])
        .collect();
    let women = vec!["👩"; 200].join("\u{200d}");
    vec![
        Case::body("bidi-embeds", Class::Warn, "汇给 \u{202e}moc.elpmaxe\u{202c} 与 \u{202a}a\u{202b}b\u{202d}c")
            .shows(&["汇给moc.elpmaxe"]),
        Case::body("bidi-isolates", Class::Warn, "```c\n/*\u{202e} \u{2066}if (root)\u{2069} \u{2066}*/\n```"),
        Case::body("bidi-marks", Class::Warn, "甲\u{200e}乙\u{200f}丙\u{61c}丁\u{2067}").shows(&["甲乙丙丁"]),
        Case::body("arabic-hebrew", Class::Show, "السلام عليكم، שלום לכולם 与中文。").shows(&["السلام", "שלום"]),
        Case::body("persian", Class::Show, "نمی\u{200c}دانم می\u{200c}روم").shows(&["نمی\u{200c}دانم"]),
        Case::body("hidden-in-word", Class::Warn, "ku\u{200b}be\u{200c}r\u{200d}ne\u{2060}te\u{feff}s")
            .shows(&["kubernetes"]),
        Case::body("soft-hyphen", Class::Warn, "安\u{ad}全\u{180e}").shows(&["安全"]),
        Case::body("zalgo", Class::Warn, &format!("Z{flood}完")).shows(&["完"]),
        Case::body("zalgo-each", Class::Warn, &each),
        Case::body("zalgo-code", Class::Warn, &format!("```\nx{flood}\n```")),
        Case::body(
            "mark-first",
            Class::Warn,
            "\u{301}\u{302}行首\n\n| \u{301} | b |\n|---|---|\n| \u{308}a | \u{20dd} |\n\n### \u{301}题",
        ),
        Case::body("tag-characters", Class::Warn, &format!("A{tags}B\u{e0001}")).shows(&["AB"]),
        Case::body("selectors", Class::Warn, &format!("😀{selectors}完")).shows(&["完"]),
        Case::body("selector-each", Class::Warn, "a\u{fe01}b\u{fe02}c\u{e0141}d").shows(&["abcd"]),
        Case::body("fillers", Class::Warn, "a\u{3164}b\u{115f}\u{1160}c\u{ffa0}d\u{34f}e\u{17b4}\u{17b5}f")
            .shows(&["abcdef"]),
        Case::body("braille-blank", Class::Show, "⠓⠑⠇⠇⠕\u{2800}⠺").shows(&["⠓⠑⠇⠇⠕"]),
        Case::body("annotation", Class::Warn, "正\u{fff9}文\u{fffa}注\u{fffb}").shows(&["正文注"]),
        Case::body("noncharacters", Class::Warn, "甲\u{fdd0}\u{fffe}\u{1ffff}\u{10fffe}乙").shows(&["甲乙"]),
        Case::body("private-use", Class::Show, "图标\u{e0b0}\u{f8ff}\u{10fffd}").shows(&["图标"]),
        Case::body("spaces", Class::Show, &spaces),
        Case::body("separators", Class::Show, "甲\u{2028}乙\u{2029}丙\u{85}丁"),
        Case::body("odd-widths", Class::Show, "﷽ 𒀱 ①②③ ±×÷ ｶﾞｷﾟ Ⅷ ℃ —— …… 𰻝").shows(&["①②③", "ｶﾞｷﾟ"]),
        Case::body(
            "emoji",
            Class::Show,
            "👩\u{200d}👩\u{200d}👧 🏳\u{fe0f}\u{200d}🌈 🇨🇳 1\u{fe0f}\u{20e3} 👍🏽 ☸\u{fe0f} 👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿",
        ),
        Case::body("emoji-chain", Class::Warn, &women),
        Case::body("emoji-tones", Class::Warn, &format!("👍{}", "🏽".repeat(200))),
        Case::body("flags-odd", Class::Show, "🇨🇳🇨 🇨🇨🇨🇨🇨"),
        Case::body("jamo-chain", Class::Warn, &"\u{1100}".repeat(300)),
        Case::body("jamo-old", Class::Show, "\u{1112}\u{119e}\u{11ab} \u{1100}\u{1161}")
            .shows(&["\u{1112}\u{119e}\u{11ab}"]),
        Case::body("conjuncts", Class::Warn, &"क\u{94d}".repeat(300)),
        Case::body("hindi", Class::Show, "हिन्दी में क्षत्रिय").shows(&["क्षत्रिय"]),
        Case::body("prepended", Class::Warn, &format!("{}١", "\u{600}".repeat(100))),
        Case::body("half-width-marks", Class::Warn, &format!("ｶ{}", "ﾞ".repeat(100))),
        Case::body("normal-forms", Class::Show, "Café Cafe\u{301} ﬁ ＡＢＣ 가 \u{1100}\u{1161} Å \u{212b} 葛\u{e0100}")
            .shows(&["葛\u{e0100}"]),
        Case::body("lookalikes", Class::Show, "Κubеrnеtеs раураl").shows(&["раураl"]),
        Case::body("one-long-word", Class::Show, &"漫".repeat(3000)),
        Case::body("only-marks", Class::Warn, &"\u{301}".repeat(500)),
        Case::body("only-hidden", Class::Warn, &"\u{200b}\u{2060}".repeat(500)),
    ]
}

#[test]
fn a_line_may_end_where_a_zero_width_space_was() {
    let lines = |text: &str, measure| {
        let layout = lay_out(&parse(text), &Spec::new(measure));
        layout.lines.iter().map(Line::text).collect::<Vec<_>>()
    };
    assert_eq!(lines("kuber\u{200b}netes", 6), ["kuber", "netes"]);
    assert_eq!(lines("kuber\u{200b}netes", 20), ["kubernetes"]);
    assert_eq!(lines("云\u{200b}原\u{200b}生", 20), ["云原生"]);
}

#[test]
fn a_word_with_hidden_characters_is_found() {
    let case = cases().into_iter().find(|case| case.name == "hidden-in-word").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("post.md"), &case.bytes).unwrap();
    let mut reader = Reader::new(&folder, &case.name, (80, 24));
    reader.run(Command::Open);
    reader.run(Command::Search);
    reader.act(Action::Edit(Edit::Insert("kubernetes".to_owned())));
    reader.act(Action::Edit(Edit::Accept));
    // One in the tags of its head, one in its body.
    assert_eq!(reader.hits(), 2);
}
