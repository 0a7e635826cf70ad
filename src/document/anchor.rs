//! Anchors: the names that `#name` links find places by. Which name a heading has is for the generator of a site to say, so
//! all that are common are known.

use super::{Block, BlockKind, Document, Inline, InlineKind};
use crate::text::Steps;
use std::collections::HashMap;

/// A name for a place that is no heading's own: an `id` or `<a name>` of HTML, or an attribute of kramdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub place: Place,
}

/// Where an anchor leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The block.
    pub block: usize,
    /// The place in the source, which may lie inside the block.
    pub offset: usize,
}

/// The anchors given so far.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// How often each name was asked for.
    used: HashMap<String, usize>,
}

impl Anchors {
    /// Gives a heading its anchor: the name that its author gave it, or GitHub's slug; `-1`, `-2`, … make it unique.
    pub fn add(&mut self, named: Option<String>, inlines: &[Inline], steps: &Steps) -> String {
        self.unique(named.unwrap_or_else(|| slug(&text_of(inlines))), steps)
    }

    fn unique(&mut self, base: String, steps: &Steps) -> String {
        let mut anchor = base.clone();
        steps.take(anchor.len());
        while self.used.contains_key(&anchor) {
            steps.take(anchor.len());
            let count = self.used.entry(base.clone()).or_default();
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        self.used.insert(anchor.clone(), 0);
        anchor
    }
}

/// Gives each name the block that it stands in, or else the one behind it.
pub(super) fn places(names: Vec<(String, usize)>, blocks: &[Block]) -> Vec<Anchor> {
    let ends: Vec<usize> =
        blocks.iter().scan(0, |end, block| Some(std::mem::replace(end, block.span.end.max(*end)).max(*end))).collect();
    let place = |(name, offset): (String, usize)| {
        let block = ends.partition_point(|&end| end < offset).min(blocks.len().checked_sub(1)?);
        Some(Anchor { name, place: Place { block, offset } })
    };
    names.into_iter().filter_map(place).collect()
}

impl Document {
    /// Finds the place that an anchor names: by the names that its author gave, by the headings' own, by those that other
    /// generators would give them, else by one that differs only in case, hyphens and punctuation.
    pub fn anchor(&self, anchor: &str) -> Option<Place> {
        let named =
            |fits: &dyn Fn(&str) -> bool| self.anchors.iter().find(|named| fits(&named.name)).map(|named| named.place);
        let small = anchor.to_lowercase();
        let wanted = loose(anchor);
        named(&|name| name == anchor)
            .or_else(|| self.heading(|own, _| own == anchor))
            .or_else(|| self.generated(anchor))
            .or_else(|| named(&|name| name.to_lowercase() == small))
            .filter(|_| !anchor.is_empty())
            .or_else(|| self.heading(|own, text| is_near(own, &wanted) || is_near(text, &wanted)))
            .or_else(|| self.heading(|own, _| is_near(own.trim_start_matches(is_numbering), &wanted)))
    }

    /// The first heading whose anchor and text are the wanted ones.
    fn heading(&self, mut fits: impl FnMut(&str, &str) -> bool) -> Option<Place> {
        let mut is_it = |block: &Block| match &block.kind {
            BlockKind::Heading { anchor, inlines, .. } => fits(anchor, &text_of(inlines)),
            BlockKind::Paragraph(_) | BlockKind::Summary(_) | BlockKind::Code { .. } => false,
            BlockKind::Table(_) | BlockKind::Rule | BlockKind::Foreign(_) => false,
        };
        let block = self.blocks.iter().position(&mut is_it)?;
        Some(Place { block, offset: self.blocks.get(block)?.span.start })
    }

    /// The heading that Hugo or kramdown would give this name.
    fn generated(&self, anchor: &str) -> Option<Place> {
        [hugo as fn(&str) -> String, kramdown].into_iter().find_map(|rule| {
            let (mut names, steps) = (Anchors::default(), Steps::default());
            self.heading(|_, text| names.unique(rule(text), &steps) == anchor)
        })
    }
}

/// Gives a heading's words on one line.
pub(super) fn text_of(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Label(text) => text,
        InlineKind::SoftBreak | InlineKind::HardBreak => " ",
        InlineKind::Image(_) | InlineKind::NoteRef(_) | InlineKind::Foreign(_) => "",
    });
    words.collect()
}

/// Makes the slug of GitHub, which is that of Jekyll too (kramdown's parser of GFM): lower case; letters, marks, digits, `-`
/// and `_` kept, blanks to `-`, all else dropped.
pub(super) fn slug(text: &str) -> String {
    let kept = text.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphabetic() || c.is_numeric() && !is_numeral(c) || is_mark(c) => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// Makes the slug of Hugo: as GitHub's, without marks.
fn hugo(text: &str) -> String {
    let slug: String = slug(text).chars().filter(|&c| !is_mark(c)).collect();
    if slug.is_empty() { "heading".to_owned() } else { slug }
}

/// Makes the slug of kramdown itself: from the first letter on, ASCII only. What has none is a `section`.
fn kramdown(text: &str) -> String {
    let letters = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).chars();
    let kept = letters.filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    let slug: String = kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// Combining marks that a word cannot be written without, and the one that makes a sign an emoji.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}')
        || c == '\u{20e3}'
}

/// Numbers that are no digits: `①`, `²`, `½`, `㈠`.
fn is_numeral(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215f}' | '\u{2189}')
        || matches!(c, '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
        || matches!(c, '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325f}')
        || matches!(c, '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}')
}

/// Makes an anchor comparable across site generators: kramdown drops what stands before the first letter and keeps only
/// ASCII, others differ in the number of hyphens; Chinese letters, digits and Latin letters are what they agree on.
pub(super) fn loose(anchor: &str) -> String {
    let letters = anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.collect()
}

fn is_near(anchor: &str, wanted: &str) -> bool {
    !wanted.is_empty() && loose(anchor) == wanted
}

/// Tells what kramdown drops from the front of an anchor.
fn is_numbering(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '_')
}
