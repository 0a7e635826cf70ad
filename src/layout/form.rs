//! What a layout is for: a page on a screen, or a plain text for printers and for readers of screens, which has no signs that
//! draw, no columns, and says in words or numbers what a page shows by its looks.

use super::Spec;
use crate::document::{Inline, InlineKind, LinkId};
use crate::strings::document as words;
use std::collections::HashMap;

/// What a layout is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A page: drawn with lines and signs, its tables with columns.
    #[default]
    Page,
    /// A plain text, from line to line: signs of ASCII, tables as records, links with their numbers.
    Linear,
}

/// How many signs a rule of a plain text has.
const RULE: usize = 3;

impl Spec {
    /// Whether it is a plain text that is set.
    pub(super) fn is_linear(&self) -> bool {
        self.form == Form::Linear
    }

    /// A sign that draws, or its twin of ASCII: where it has no sure width, and in plain text.
    pub(super) fn sign(&self, sign: &'static str, twin: &'static str) -> &'static str {
        if self.is_linear() { twin } else { self.widths.narrow(sign, twin) }
    }

    /// What begins every line of a quote.
    pub(super) fn bar(&self) -> &'static str {
        if self.is_linear() { "> " } else { self.widths.narrow("▎ ", "| ") }
    }

    /// A thematic break in a line of `measure` cells.
    pub(super) fn rule(&self, measure: usize) -> String {
        let cells = if self.is_linear() { measure.min(RULE) } else { measure };
        self.sign("─", "-").repeat(cells)
    }

    /// The label of a footnote, and of a reference to it.
    pub(super) fn note(&self, label: &str) -> String {
        if self.is_linear() { words::NOTE.get(self.lang).replace("{}", label) } else { format!("[{label}]") }
    }

    /// What stands above a block of code; none where nothing does.
    pub(super) fn code_label(&self, language: &str) -> Option<String> {
        match (self.is_linear(), language.is_empty()) {
            (true, true) => Some(words::CODE.get(self.lang).to_owned()),
            (true, false) => Some(words::CODE_IN.get(self.lang).replace("{}", language)),
            (false, true) => None,
            (false, false) => Some(format!("{}{language}", self.widths.narrow("── ", "-- "))),
        }
    }

    /// What stands before a heading.
    pub(super) fn heading_sign(&self, level: u8) -> Option<String> {
        self.is_linear().then(|| format!("{} ", "#".repeat(usize::from(level.clamp(1, 6)))))
    }
}

/// The last inline of each link of a text: behind it stands the number of the link. A reference to a footnote has none.
pub(super) fn ends_of_links(inlines: &[Inline]) -> HashMap<LinkId, usize> {
    let counts = |inline: &&Inline| !matches!(inline.kind, InlineKind::NoteRef(_));
    let links = inlines.iter().enumerate().filter(|(_, inline)| counts(inline));
    links.filter_map(|(index, inline)| Some((inline.link?, index))).collect()
}

/// The number of a link, as it stands in a plain text.
pub fn link_number(link: LinkId) -> String {
    format!("[{}]", link + 1)
}
