//! Line-break classes: what a character may do at the edges of a line. Unicode's table (UAX #14) under an overlay for
//! Chinese and Japanese (CLREQ 3.1, JLREQ 3.1, GB/T 15834). What two neighbours may do is decided in
//! `layout::inline::opportunity`; this file only says what each one is.

use unicode_linebreak::{BreakClass, break_property};

/// What a character is at the edges of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Han, kana, Hangul and other wide signs: a line may end before and after them (UAX #14 ID, H2, H3, EB).
    Wide,
    /// Small kana, prolonged sound and iteration marks: letters that begin no line (JLREQ cl-09, cl-10, cl-11; UAX #14 CJ, NS).
    Follower,
    /// Letters of scripts that set blanks between words (UAX #14 AL, HL).
    Letter,
    /// Letters of scripts without blanks whose words only a dictionary knows, such as Thai (UAX #14 SA).
    Unspaced,
    /// ASCII and other narrow digits (UAX #14 NU).
    Digit,
    /// Opening brackets and quotes: end no line (CLREQ 3.1.3; UAX #14 OP).
    Open,
    /// Pauses, stops and closing marks: begin no line, a blank before them or not (CLREQ 3.1.3; UAX #14 CL, EX, NS).
    Close,
    /// ASCII stops and closing brackets: begin no line unless a blank stands before them, as in `a .config`.
    AsciiClose,
    /// Dashes and dots that join: begin no line (CLREQ 3.1.3 connectors and interpuncts).
    Connector,
    /// The solidus: begins no line, and should end none (GB/T 15834 5.1.10).
    Slash,
    /// Per cent, degrees and units behind a number: begin no line (JLREQ cl-13; UAX #14 PO).
    Suffix,
    /// Currency signs and the number sign: end no line (JLREQ cl-12; UAX #14 PR).
    Prefix,
    /// Marks that come in pairs, never torn apart: —— and …… (CLREQ 3.1.4; UAX #14 B2, IN).
    Pair,
    /// The hyphen-minus (UAX #14 HY).
    Hyphen,
    /// ASCII quotes: opening or closing by what stands around them.
    Quote,
    /// No line ends on either side (UAX #14 GL, WJ).
    Glue,
    /// Other narrow signs.
    Symbol,
}

/// Those of them that may hang in a gutter of two cells as a whole (H2; CLREQ on hanging).
const HUNG: &str = "、，。";
/// Opening full-width marks whose left half is blank: they may begin a line one cell before it (H3).
const OUTDENTED: &str = "（《「『【〈";

impl Class {
    /// Tells what `c` is at the edges of a line.
    pub fn of(c: char) -> Class {
        match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '\u{4e00}'..='\u{9fff}' => Class::Wide,
            '\0'..='\x7f' => of_ascii(c),
            _ => overlay(c).unwrap_or_else(|| from_unicode(c)),
        }
    }

    /// Whether it is part of a word or number: a letter of any script or a digit.
    pub fn is_word(self) -> bool {
        matches!(self, Class::Wide | Class::Follower | Class::Letter | Class::Unspaced | Class::Digit)
    }
}

/// The classes of ASCII: none of them is Unicode's.
fn of_ascii(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '(' | '[' | '{' => Class::Open,
        '!' | '?' | ',' | '.' | ':' | ';' | ')' | ']' | '}' => Class::AsciiClose,
        '/' => Class::Slash,
        '-' => Class::Hyphen,
        '"' | '\'' => Class::Quote,
        '%' => Class::Suffix,
        '$' | '#' => Class::Prefix,
        _ => Class::Symbol,
    }
}

/// The classes that we give ourselves, before Unicode's.
fn overlay(c: char) -> Option<Class> {
    let class = match c {
        // CLREQ "pause or stop marks", full and small forms, and the double marks.
        '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？' | '﹐' | '﹑' | '﹒' | '﹔' | '﹕' | '﹖' | '﹗'
        | '｡' | '､' | '‼' | '⁇' | '⁈' | '⁉' | '︰' | '︱' => Class::Close,
        // CLREQ closing brackets and quotes, and their half-width and Latin kin.
        '）' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟' | '’' | '”'
        | '»' | '›' | '｠' | '｣' | '⦆' | '﹚' | '﹜' | '﹞' => Class::Close,
        // CLREQ opening brackets and quotes, and their half-width and Latin kin.
        '（' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' | '‘' | '“' | '«'
        | '‹' | '｟' | '｢' | '⦅' | '﹙' | '﹛' | '﹝' => Class::Open,
        // CLREQ connector marks and interpuncts.
        '–' | '‐' | '〜' | '～' | '゠' | '·' | '・' | '･' | '‧' | '•' => Class::Connector,
        // JLREQ cl-13, and the primes.
        '％' | '‰' | '‱' | '℃' | '℉' | '°' | '′' | '″' | '¢' | '￠' | '㎡' | '㎏' | '㎜' | '㎝' | '㎞' | '㎎'
        | '㏄' | '㎥' => Class::Suffix,
        // JLREQ cl-12 and the signs of currency.
        '￥' | '¥' | '＄' | '£' | '￡' | '€' | '₩' | '№' => Class::Prefix,
        // CLREQ inseparable marks and what stands for them.
        '—' | '…' | '⋯' | '‥' | '―' | '─' | '⸺' => Class::Pair,
        // JLREQ cl-09 and cl-10: iteration marks, the prolonged sound mark. cl-11: small kana.
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | 'ー' | 'ｰ' => Class::Follower,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' => {
            Class::Follower
        }
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ㇰ'..='ㇿ' => {
            Class::Follower
        }
        '／' => Class::Slash,
        _ => return None,
    };
    Some(class)
}

/// Our class for each class of UAX #14.
fn from_unicode(c: char) -> Class {
    use BreakClass as B;
    match break_property(u32::from(c)) {
        B::Ideographic | B::EmojiBase | B::EmojiModifier | B::RegionalIndicator => Class::Wide,
        B::HangulLvSyllable | B::HangulLvtSyllable | B::HangulLJamo | B::HangulVJamo | B::HangulTJamo => Class::Wide,
        B::ConditionalJapaneseStarter => Class::Follower,
        B::NonStarter | B::ClosePunctuation | B::CloseParenthesis | B::Exclamation => Class::Close,
        B::OpenPunctuation => Class::Open,
        B::Numeric => Class::Digit,
        B::Prefix => Class::Prefix,
        B::Postfix => Class::Suffix,
        B::InfixSeparator => Class::AsciiClose,
        B::Hyphen => Class::Hyphen,
        B::BeforeAndAfter | B::Inseparable => Class::Pair,
        B::NonBreakingGlue | B::WordJoiner => Class::Glue,
        B::ComplexContext => Class::Unspaced,
        B::Alphabetic | B::HebrewLetter | B::CombiningMark | B::ZeroWidthJoiner => letter_or_symbol(c),
        B::Ambiguous | B::Unknown | B::Symbol | B::Quotation | B::After | B::Before | B::Contingent => Class::Symbol,
        B::Mandatory | B::CarriageReturn | B::LineFeed | B::NextLine | B::Surrogate | B::Space => Class::Symbol,
        B::ZeroWidthSpace => Class::Symbol,
    }
}

/// UAX #14 AL holds letters and many signs; only letters take part in autospace and hyphenation.
fn letter_or_symbol(c: char) -> Class {
    if c.is_alphanumeric() { Class::Letter } else { Class::Symbol }
}

/// Whether `c` is Han, kana or Bopomofo: what a virtual gap parts from Latin letters (CSS Text 4 text-autospace).
pub fn is_ideographic(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is a Han character: what words of Chinese are made of.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is Hangul: Korean sets blanks between words, so a line end of the source is one (CSS Text 3, 4.1.2).
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Whether the right half of `c` is blank, so that it may stand in the gutter at a line end (TYPOGRAPHY 1.7 H1).
pub fn is_trimmed(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '」' | '』' | '】' | '〉')
}

/// Whether `c` may hang behind a line as a whole (TYPOGRAPHY 1.7 H2).
pub fn hangs(c: char) -> bool {
    HUNG.contains(c)
}

/// Whether the left half of `c` is blank, so that it may stand in the gutter at a line start (TYPOGRAPHY 1.7 H3).
pub fn is_outdented(c: char) -> bool {
    OUTDENTED.contains(c)
}

/// Whether `c` is a blank that may be collapsed and at which a line may end. No-break blanks are not.
pub fn is_blank(c: char) -> bool {
    match c {
        ' ' => true,
        '!'..='~' | '\u{4e00}'..='\u{9fff}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => false,
        _ => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, from_unicode, is_blank, is_trimmed};
    use std::collections::HashMap;

    /// The sets of CLREQ and JLREQ once more, as they are read.
    const SETS: [(&str, Class); 14] = [
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Class::Letter),
        ("0123456789", Class::Digit),
        ("、。，．：；！？﹐﹑﹒﹔﹕﹖﹗｡､‼⁇⁈⁉︰︱", Class::Close),
        ("）］｝〉》」』】〕〗〙〛〞〟’”»›｠｣⦆﹚﹜﹞", Class::Close),
        ("（［｛〈《「『【〔〖〘〚〝‘“«‹｟｢⦅﹙﹛﹝([{", Class::Open),
        ("!?,.:;)]}", Class::AsciiClose),
        ("–‐〜～゠·・･‧•", Class::Connector),
        ("/／", Class::Slash),
        ("%％‰‱℃℉°′″¢￠㎡㎏㎜㎝㎞㎎㏄㎥", Class::Suffix),
        ("$￥¥＄£￡€₩№#", Class::Prefix),
        ("—…⋯‥―─⸺", Class::Pair),
        (
            "々〻ゝゞヽヾーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
            Class::Follower,
        ),
        ("-", Class::Hyphen),
        ("\"'", Class::Quote),
    ];

    #[test]
    fn every_character_has_the_class_of_its_set_or_of_unicode() {
        let listed: HashMap<char, Class> =
            SETS.iter().flat_map(|&(set, class)| set.chars().map(move |c| (c, class))).collect();
        for c in '\0'..=char::MAX {
            let other = || if c.is_ascii() { Class::Symbol } else { from_unicode(c) };
            assert_eq!(Class::of(c), listed.get(&c).copied().unwrap_or_else(other), "{c:?}");
        }
    }

    #[test]
    fn every_white_space_that_does_not_glue_is_a_blank() {
        let glues = |c: char| "\u{a0}\u{2007}\u{202f}".contains(c);
        assert!(('\0'..=char::MAX).all(|c| is_blank(c) == (c.is_whitespace() && !glues(c))));
        assert!(('\0'..=char::MAX).filter(|&c| is_blank(c)).all(|c| Class::of(c) == Class::Symbol));
    }

    #[test]
    fn marks_with_a_blank_right_half_are_trimmed() {
        let trimmed = "，。、；：？！）》」』】〉";
        assert!(('\0'..=char::MAX).filter(|&c| is_trimmed(c)).all(|c| trimmed.contains(c)));
        assert!(trimmed.chars().all(|c| is_trimmed(c) && Class::of(c) == Class::Close));
    }
}
