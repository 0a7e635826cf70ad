//! Cells: how many terminal columns a cluster takes. The whole program measures with [`Widths`] and with nothing else.
//!
//! 1. The unit is the cluster, never the character: a family of four emoji takes 2 cells, not 8 (UAX #29).
//! 2. Han, kana, Hangul, full-width forms and emoji take 2 (UAX #11 W and F); marks, selectors and joiners take none.
//! 3. A syllable of jamo takes 2, however many letters it is written with.
//! 4. What UAX #11 calls Ambiguous (`“”‘’…—·×→①■★℃│─`) takes 1, or 2 with [`Ambiguous::Wide`].
//! 5. With [`Ambiguous::Wide`], Greek and Cyrillic still take 1: most such terminals draw them so in running text.
//! 6. An emoji with U+FE0F takes 2, with U+FE0E 1 (2 with [`Ambiguous::Wide`]); keycaps, flags, skin tones and joined emoji take 2, half a flag 1.
//! 7. The half-width voiced marks U+FF9E and U+FF9F take 1 each: `ｶﾞ` takes 2.
//! 8. U+3000 takes 2; every other blank takes 1.
//! 9. Consonants that stack (Devanagari and its kin) take a cell each; [`super::cluster`] parts what takes more than 2.
//!
//! What takes no cell and what a terminal would obey is not measured here: [`super::safe`] has removed it.

use unicode_width::UnicodeWidthStr;

/// How wide the characters of East Asian Width "Ambiguous" (UAX #11) are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell: the default of every terminal that we know.
    #[default]
    Narrow,
    /// Two cells: some readers of Chinese set their terminal so.
    Wide,
}

/// The width rules of one terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// The class that terminals disagree on.
    pub ambiguous: Ambiguous,
}

impl Widths {
    /// Counts the cells of one cluster: 1 or 2, and 0 only for what no [`super::SafeStr`] holds.
    pub fn of_cluster(self, cluster: &str) -> usize {
        match self.ambiguous {
            Ambiguous::Narrow => cluster.width(),
            Ambiguous::Wide => cluster.width_cjk(),
        }
    }

    /// Counts the cells of a text: the sum over its clusters.
    pub fn of(self, text: &str) -> usize {
        if text.is_ascii() {
            return text.len();
        }
        super::cluster::clusters(text).map(|(_, cluster)| self.of_cluster(cluster)).sum()
    }
}
