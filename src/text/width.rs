//! Cells: how many terminal columns a cluster takes. The whole program measures with [`Widths`] and with nothing else.

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
    /// Counts the cells of one grapheme cluster: 0, 1 or 2.
    pub fn of_cluster(self, cluster: &str) -> usize {
        let cells = match self.ambiguous {
            Ambiguous::Narrow => cluster.width(),
            Ambiguous::Wide => cluster.width_cjk(),
        };
        cells.min(2)
    }

    /// Counts the cells of a text: the sum over its clusters.
    pub fn of(self, text: &str) -> usize {
        super::cluster::clusters(text).map(|(_, cluster)| self.of_cluster(cluster)).sum()
    }
}
