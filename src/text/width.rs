//! Cells: how many terminal columns a cluster takes. The whole program measures with [`Widths`] and with nothing else.
//!
//! 1. The unit is the cluster, never the character: a family of four emoji takes 2 cells, not 8 (UAX #29).
//! 2. Han, kana, Hangul, full-width forms and emoji take 2 (UAX #11 W and F); marks, selectors and joiners take none.
//! 3. A syllable of jamo takes 2, however many letters it is written with.
//! 4. What UAX #11 calls Ambiguous takes 1 or 2, as the terminal says, in four classes that are asked for apart (W3):
//!    signs (`“”‘’…—·×→■★℃`), letters (`α я é`, W4), box drawing and blocks (`│─▌`, W5), circled numbers and letters (`①`).
//! 5. What a terminal makes of emoji sequences is a class each as well (W6): selectors (`❤️`, `1️⃣`), joined emoji (`👩‍💻`),
//!    skin tones (`👍🏽`), flags (`🇨🇳`). By Unicode they take 2, and half a flag or an emoji with U+FE0E takes 1.
//! 6. Where a terminal takes a sequence apart, its parts are added up: a thumb with a skin tone takes 4, and stays one cluster.
//! 7. The half-width voiced marks U+FF9E and U+FF9F take 1 each: `ｶﾞ` takes 2 (W7).
//! 8. U+3000 takes 2; every other blank takes 1.
//! 9. Consonants that stack (Devanagari and its kin) take a cell each; [`super::cluster`] parts what takes more than 2.
//!
//! What takes no cell and what a terminal would obey is not measured here: [`super::safe`] has removed it.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a class of characters of East Asian Width "Ambiguous" (UAX #11) is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell: the default of every terminal that we know.
    #[default]
    Narrow,
    /// Two cells: some readers of Chinese set their terminal so.
    Wide,
}

/// What a terminal makes of a character with the variation selector U+FE0F or U+FE0E behind it (UTS #51 1.4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selectors {
    /// Two cells with U+FE0F, one with U+FE0E, as Unicode means it.
    #[default]
    Obeyed,
    /// As many cells as without it.
    Ignored,
    /// Nothing that could be relied on: U+FE0F is left out, which makes the text form of it ([`Widths::shown`]).
    Dropped,
}

/// What a terminal makes of an emoji that is written with several characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sequence {
    /// One sign of two cells, as Unicode means it.
    #[default]
    Whole,
    /// A sign for each character that has cells of its own.
    Parts,
}

/// The width rules of one terminal: its answer for each class that terminals disagree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// Ambiguous punctuation and symbols: all that is in none of the next three classes.
    pub signs: Ambiguous,
    /// Ambiguous letters: Greek, Cyrillic, some Latin ones with accents (W4).
    pub letters: Ambiguous,
    /// Box drawing and block elements, U+2500 to U+259F (W5).
    pub boxes: Ambiguous,
    /// Numbers and letters in circles, brackets and squares.
    pub circled: Ambiguous,
    /// Emoji and keycaps with U+FE0F, emoji with U+FE0E.
    pub selectors: Selectors,
    /// Emoji joined with U+200D.
    pub joined: Sequence,
    /// Emoji with a skin tone.
    pub toned: Sequence,
    /// Pairs of regional indicators; in parts, half a flag takes 2.
    pub flags: Sequence,
}

impl Widths {
    /// The same rules with one answer for all ambiguous characters.
    pub fn with_ambiguous(self, cells: Ambiguous) -> Self {
        Widths { signs: cells, letters: cells, boxes: cells, circled: cells, ..self }
    }

    /// Counts the cells of one cluster: 1 or 2, more only for emoji that the terminal takes apart, and 0 only for what no
    /// [`super::SafeStr`] holds.
    #[inline]
    pub fn of_cluster(self, cluster: &str) -> usize {
        undoubted(cluster.as_bytes()).unwrap_or_else(|| self.by_tables(cluster))
    }

    fn by_tables(self, cluster: &str) -> usize {
        let cells = cluster.width();
        if self == Widths::default() {
            return cells;
        }
        let mut characters = cluster.chars();
        match (characters.next(), characters.next()) {
            (Some(first), Some(second)) if is_emoji_sequence(first, second) => self.of_emoji(cluster),
            (Some(first), _) => cells + self.growth(first),
            (None, _) => 0,
        }
    }

    /// Counts the cells of a text: the sum over its clusters.
    pub fn of(self, text: &str) -> usize {
        if text.is_ascii() {
            return text.len();
        }
        super::cluster::clusters(text).map(|(_, cluster)| self.of_cluster(cluster)).sum()
    }

    /// Gives a cluster as it is to be written: its text form where the terminal's emoji form cannot be relied on, and the
    /// letters of a Hangul syllable as the one character that every terminal draws (NFC).
    pub fn shown(self, cluster: &str) -> Cow<'_, str> {
        if matches!(cluster.chars().next(), Some('\u{1100}'..='\u{1112}')) {
            return Cow::Owned(cluster.nfc().collect());
        }
        self.reliable(cluster)
    }

    /// Gives a text with its emoji in their text form where the terminal's emoji form cannot be relied on (W6).
    pub fn reliable(self, text: &str) -> Cow<'_, str> {
        match self.selectors {
            Selectors::Dropped if text.contains(EMOJI_FORM) => Cow::Owned(text.replace(EMOJI_FORM, "")),
            Selectors::Obeyed | Selectors::Ignored | Selectors::Dropped => Cow::Borrowed(text),
        }
    }

    /// Gives `sign` where each of its characters takes one cell, else its ASCII `twin`: what we draw ourselves keeps its
    /// place on every terminal (W5, L1, T6).
    pub fn narrow(self, sign: &'static str, twin: &'static str) -> &'static str {
        if self.of(sign) == sign.chars().count() { sign } else { twin }
    }

    /// Adds up the characters of an emoji sequence, as far as the terminal does.
    fn of_emoji(self, cluster: &str) -> usize {
        let (mut cells, mut base, mut grown, mut hidden) = (0, 0, 0, false);
        for c in cluster.chars() {
            match c {
                JOINER => hidden = self.joined == Sequence::Whole,
                EMOJI_FORM if self.selectors == Selectors::Obeyed && base + grown == 1 => cells += 1,
                TEXT_FORM if self.selectors == Selectors::Obeyed && base == 2 => cells -= 1,
                TONE_FIRST..=TONE_LAST if cells > 0 && self.toned == Sequence::Whole => {}
                _ => {
                    (base, grown) = if hidden { (0, 0) } else { (c.width().unwrap_or(0), self.growth(c)) };
                    cells += base + grown;
                    hidden = false;
                }
            }
        }
        cells
    }

    /// The cells that a character takes more than by Unicode's defaults.
    fn growth(self, c: char) -> usize {
        let cells = match c {
            '\0'..='\x7f' => Ambiguous::Narrow,
            HALF_FLAG_FIRST..=HALF_FLAG_LAST => match self.flags {
                Sequence::Whole => Ambiguous::Narrow,
                Sequence::Parts => Ambiguous::Wide,
            },
            _ if is_ambiguous_letter(c) => self.letters,
            _ if !is_ambiguous_sign(c) => Ambiguous::Narrow,
            '\u{2500}'..='\u{259f}' => self.boxes,
            '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' => self.circled,
            '\u{3248}'..='\u{324f}' | '\u{1f100}'..='\u{1f1ac}' => self.circled,
            _ => self.signs,
        };
        match cells {
            Ambiguous::Narrow => 0,
            Ambiguous::Wide => 1,
        }
    }
}

/// The cells of what most texts are made of, by its bytes, without a look into the tables: no terminal disagrees on these.
#[inline]
fn undoubted(cluster: &[u8]) -> Option<usize> {
    match cluster {
        [b' '..=b'~'] => Some(1),
        // Han, U+4E00 to U+9FFF.
        [0xe4, 0xb8..=0xbf, _] | [0xe5..=0xe9, _, _] => Some(2),
        // Chinese marks, U+3000 to U+3011 and U+FF01 to U+FF3F.
        [0xe3, 0x80, 0x80..=0x91] | [0xef, 0xbc, 0x81..=0xbf] => Some(2),
        _ => None,
    }
}

/// U+200D joins two emoji into one.
const JOINER: char = '\u{200d}';
/// Asks for the emoji form of the character before it.
const EMOJI_FORM: char = '\u{fe0f}';
/// Asks for its text form.
const TEXT_FORM: char = '\u{fe0e}';
const TONE_FIRST: char = '\u{1f3fb}';
const TONE_LAST: char = '\u{1f3ff}';
const HALF_FLAG_FIRST: char = '\u{1f1e6}';
const HALF_FLAG_LAST: char = '\u{1f1ff}';

/// Whether a cluster that begins so is written with several emoji, or with one and a selector.
fn is_emoji_sequence(first: char, second: char) -> bool {
    match second {
        EMOJI_FORM | TEXT_FORM | TONE_FIRST..=TONE_LAST | HALF_FLAG_FIRST..=HALF_FLAG_LAST => true,
        // Joiners stand in Indic and Arabic words too; emoji begin in these blocks.
        JOINER => matches!(first, '©' | '®' | '\u{2000}'..='\u{33ff}' | '\u{1f000}'..='\u{1faff}'),
        _ => false,
    }
}

/// Signs of East Asian Width "Ambiguous" that `width_cjk` leaves out: accents that stand alone.
const ACCENTS: &str = "¨´¸˄˘˙˚˛˝˟";

/// Whether `c` is a letter of East Asian Width "Ambiguous" (UAX #11); `width_cjk` leaves them out.
fn is_ambiguous_letter(c: char) -> bool {
    matches!(
        c,
        'ª' | 'º' | 'Æ' | 'Ð' | 'Ø' | 'Þ'..='á' | 'æ' | 'è'..='ê' | 'ì'..='í' | 'ð' | 'ò'..='ó' | 'ø'..='ú' | 'ü' | 'þ' // Latin 1
            | 'ā' | 'đ' | 'ē' | 'ě' | 'Ħ'..='ħ' | 'ī' | 'ı'..='ĳ' | 'ĸ' | 'Ŀ'..='ł' | 'ń' | 'ň'..='ŋ' | 'ō' // Latin A
            | 'Œ'..='œ' | 'Ŧ'..='ŧ' | 'ū' | 'ǎ' | 'ǐ' | 'ǒ' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ɑ' | 'ɡ' // and B: pinyin
            | 'ˇ' | 'ˉ'..='ˋ' | 'ˍ' | 'ː' // letters that modify
            | 'Α'..='Ρ' | 'Σ'..='Ω' | 'α'..='ρ' | 'σ'..='ω' // Greek
            | 'Ё' | 'А'..='я' | 'ё' // Cyrillic
            | 'ⁿ' | '\u{2113}' | '\u{2126}' | '\u{212b}' // litre, ohm, ångström
    )
}

fn is_ambiguous_sign(c: char) -> bool {
    c.width() != c.width_cjk() || ACCENTS.contains(c)
}

/// Whether terminals disagree on the cells of a cluster: what [`Widths`] has a class for, and every cluster of several
/// characters.
pub fn is_doubtful(cluster: &str) -> bool {
    let mut characters = cluster.chars();
    match (characters.next(), characters.next()) {
        (Some('\0'..='\x7f') | None, None) => false,
        (Some(HALF_FLAG_FIRST..=HALF_FLAG_LAST), None) => true,
        (Some(c), None) => is_ambiguous_letter(c) || is_ambiguous_sign(c),
        (_, Some(_)) => true,
    }
}

/// Whether a cluster is as wide as a Han by Unicode's defaults, on every terminal alike.
pub fn is_wide(cluster: &str) -> bool {
    by_default(cluster) > 1
}

/// Whether a character takes cells by itself on any terminal.
pub(super) fn takes_cells(c: char) -> bool {
    c.width().is_some_and(|cells| cells > 0)
}

/// Counts the cells of a text by Unicode's defaults alone: what decides where a cluster is parted, on every terminal alike.
pub(super) fn by_default(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::{is_doubtful, undoubted};
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn what_is_measured_without_tables_is_measured_alike() {
        for c in '\0'..=char::MAX {
            let shown = c.to_string();
            let Some(cells) = undoubted(shown.as_bytes()) else { continue };
            assert_eq!((Some(cells), is_doubtful(&shown)), (c.width(), false), "{c:?}");
        }
    }
}
