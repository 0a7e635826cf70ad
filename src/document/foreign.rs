//! Other programs' marks in a post: Liquid, Hugo shortcodes, kramdown attributes.
//!
//! They are taken out of the Markdown before it is parsed, each replaced by a filler of the same length, so that no star
//! in `{% include x a="*" %}` becomes emphasis, `[t]({{< ref "x" >}})` is a link, and every offset stays true.

use super::AlertKind;
use crate::text::{Scanner, Steps};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A body whose foreign marks are hidden under fillers, and the way back.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    /// The body as it was given.
    pub source: Scanner<'a>,
    /// The body as the parser sees it: equally long.
    text: Cow<'a, str>,
    regions: Vec<Region>,
    /// Which of them each mark is, by how it is written.
    known: HashMap<&'a str, usize>,
    /// Names that attributes give to places of the source.
    pub places: Vec<(String, usize)>,
}

/// One foreign mark.
#[derive(Debug)]
pub(super) struct Region {
    /// The mark as written.
    pub source: String,
    pub meaning: Meaning,
}

/// What a foreign mark is to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing to read.
    Nothing,
    /// The name of the heading that it ends (`{#name}`).
    Anchor(String),
    /// Shown dimmed as written. In a link's target it stands for this text.
    Shown { target: String },
    /// Text of the author after all: the beginning of a comment that is never closed.
    Plain,
    /// Text of the author after all: the marker of a container that is too deep.
    Marker,
    /// The second line of a table that has more columns than are shown.
    WideTable,
    /// A link.
    Link { text: String, target: String },
    /// A picture.
    Image {
        /// What stands for it.
        alt: String,
        /// The picture.
        target: String,
        /// What stands below it.
        caption: String,
        /// Where it leads.
        link: Option<String>,
    },
    /// The beginning of a container, on a line of its own.
    Opens(Section),
    /// The end of one.
    Closes(SectionKind),
}

/// A container that shortcodes open and close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub kind: SectionKind,
    /// Its title; may be empty.
    pub title: String,
}

/// What such a container is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// Folded, unless `open`.
    Details { open: bool },
    /// An alert.
    Alert(AlertKind),
}

/// Fillers begin with a character from here on: 4 bytes, private use, in no real text.
const FIRST: u32 = 0x10_0000;
const LAST: u32 = 0x10_fffd;
/// What stands around the filler of a mark that is a block by itself.
const LINE_OPEN: &str = "<?";
const LINE_CLOSE: &str = "?>";
/// The first byte of every such character in UTF-8.
const FIRST_BYTE: u8 = 0xf4;
/// A mark longer than this, in bytes, is no mark.
pub(super) const MAX_LEN: usize = 1024;

impl<'a> Masked<'a> {
    /// Hides the foreign marks of a body. A body that holds filler characters itself is left alone.
    pub fn new(source: Scanner<'a>) -> Self {
        let text = Cow::Borrowed(source.whole());
        let mut masked = Masked { source, text, regions: Vec::new(), known: HashMap::new(), places: Vec::new() };
        if masked.text.as_bytes().contains(&FIRST_BYTE) {
            return masked;
        }
        let super::shortcode::Found { marks, places } = super::shortcode::find(source);
        masked.places = places;
        if marks.is_empty() {
            return masked;
        }
        let mut text = String::with_capacity(source.len());
        let mut end = 0;
        for (range, mark) in marks {
            let Some(written) = source.part(range.clone()).filter(|_| range.start >= end) else { continue };
            text.push_str(source.part(end..range.start).unwrap_or_default());
            end = range.end;
            match mark {
                super::shortcode::Mark::Line(line) => text.push_str(&line),
                super::shortcode::Mark::Meaning(meaning) => masked.fill(&mut text, written, meaning),
                super::shortcode::Mark::Section(meaning) => masked.fill_line(&mut text, written, meaning),
            }
        }
        text.push_str(source.part(end..source.len()).unwrap_or_default());
        masked.text = Cow::Owned(text);
        masked
    }

    /// The body as the parser sees it.
    pub fn shown(&self) -> Scanner<'_> {
        Scanner::new(&self.text, self.source.steps())
    }

    /// The body for the parser, which counts no steps.
    pub fn parsed(&self) -> &str {
        &self.text
    }

    /// The count of steps.
    pub fn steps(&self) -> &'a Steps {
        self.source.steps()
    }

    fn fill(&mut self, text: &mut String, written: &'a str, meaning: Meaning) {
        let rest = written.len().checked_sub(4).filter(|_| written.len() <= MAX_LEN);
        let Some((rest, filler)) = rest.and_then(|rest| Some((rest, self.filler(written, meaning)?))) else {
            return text.push_str(written);
        };
        text.push(filler);
        text.extend(std::iter::repeat_n('x', rest));
    }

    /// Writes a processing instruction, which is a block of HTML by itself and ends a paragraph (CommonMark 4.6, type 3).
    fn fill_line(&mut self, text: &mut String, written: &'a str, meaning: Meaning) {
        let rest = written.len().checked_sub(LINE_OPEN.len() + 4 + LINE_CLOSE.len());
        let Some((rest, filler)) = rest.and_then(|rest| Some((rest, self.filler(written, meaning)?))) else {
            return text.push_str(written);
        };
        text.push_str(LINE_OPEN);
        text.push(filler);
        text.extend(std::iter::repeat_n('x', rest));
        text.push_str(LINE_CLOSE);
    }

    /// Gives the filler of a mark; equal marks share one. None is left when there are very many
    /// marks.
    fn filler(&mut self, written: &'a str, meaning: Meaning) -> Option<char> {
        let known = self.known.get(written).copied();
        let known = known.filter(|&index| self.regions.get(index).is_some_and(|region| region.meaning == meaning));
        let index = known.unwrap_or(self.regions.len());
        let code = u32::try_from(index).ok()?.checked_add(FIRST).filter(|&code| code <= LAST)?;
        if known.is_none() {
            self.regions.push(Region { source: written.to_owned(), meaning });
            self.known.insert(written, index);
        }
        char::from_u32(code)
    }

    /// Gives what the mark means that a line of HTML is a filler for.
    pub fn section(&self, line: &str) -> Option<&Meaning> {
        self.steps().take(line.len());
        let code = line.trim_start_matches(' ').strip_prefix(LINE_OPEN)?.chars().next().map(u32::from)?;
        let index = usize::try_from(code.checked_sub(FIRST)?).ok()?;
        let meaning = self.regions.get(index).map(|region| &region.meaning)?;
        matches!(meaning, Meaning::Opens(_) | Meaning::Closes(_)).then_some(meaning)
    }

    /// Splits a text of the parser into its own words and the marks among them.
    pub fn split(&self, text: &str) -> Vec<(Range<usize>, Option<&Region>)> {
        self.steps().take(text.len());
        let mut parts = Vec::new();
        let mut own = 0;
        let mut from = 0;
        while let Some((at, region)) = self.next(text, from) {
            if at > own {
                parts.push((own..at, None));
            }
            own = (at + region.source.len()).min(text.len());
            from = own;
            parts.push((at..own, Some(region)));
        }
        if own < text.len() {
            parts.push((own..text.len(), None));
        }
        parts
    }

    fn next(&self, text: &str, from: usize) -> Option<(usize, &Region)> {
        if self.regions.is_empty() {
            return None;
        }
        let rest = text.get(from..)?;
        let at = from + rest.find(|c: char| u32::from(c) >= FIRST)?;
        let code = text.get(at..)?.chars().next().map(u32::from)?;
        let region = self.regions.get(usize::try_from(code - FIRST).ok()?)?;
        text.is_char_boundary((at + region.source.len()).min(text.len())).then_some((at, region))
    }

    /// Puts the marks back into a text of the parser as they were written.
    pub fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.rewrite(text, |region| &region.source)
    }

    /// Puts into a link's target what its marks stand for.
    pub fn resolve<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.rewrite(text, |region| match &region.meaning {
            Meaning::Link { target, .. } | Meaning::Image { target, .. } | Meaning::Shown { target } => target,
            Meaning::Nothing | Meaning::Anchor(_) | Meaning::Opens(_) | Meaning::Closes(_) => "",
            Meaning::Plain | Meaning::Marker | Meaning::WideTable => &region.source,
        })
    }

    /// Tells whether a text of the parser holds a mark of this meaning.
    pub fn has(&self, text: &str, meaning: &Meaning) -> bool {
        self.steps().take(text.len());
        text.as_bytes().contains(&FIRST_BYTE)
            && self.split(text).iter().any(|(_, region)| region.is_some_and(|region| region.meaning == *meaning))
    }

    /// Gives the mark that a text of the parser consists of.
    pub fn only(&self, text: &str) -> Option<&Region> {
        match self.split(text).as_slice() {
            [(_, Some(region))] => Some(region),
            _ => None,
        }
    }

    /// Gives the name that a heading's text ends with.
    pub fn anchor(&self, text: &str) -> Option<String> {
        self.split(text).into_iter().find_map(|(_, region)| match &region?.meaning {
            Meaning::Anchor(name) => Some(name.clone()),
            Meaning::Nothing | Meaning::Shown { .. } | Meaning::Plain | Meaning::Marker | Meaning::WideTable => None,
            Meaning::Link { .. } | Meaning::Image { .. } | Meaning::Opens(_) | Meaning::Closes(_) => None,
        })
    }

    fn rewrite<'t>(&self, text: &'t str, with: impl Fn(&Region) -> &str) -> Cow<'t, str> {
        self.steps().take(text.len());
        if self.regions.is_empty() || !text.as_bytes().contains(&FIRST_BYTE) {
            return Cow::Borrowed(text);
        }
        let parts = self.split(text);
        Cow::Owned(parts.into_iter().map(|(range, region)| region.map_or(&text[range], &with)).collect())
    }
}
