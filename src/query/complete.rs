//! How the word at the cursor of a query can go on.

use super::parse::{ends_word, field_named, is_quote};
use super::print::quoted;
use super::term::{HAS, IS, LANGUAGES};
use super::when::NAMED;
use super::{FIELDS, Field, Index};
use crate::post::tag::fold;
use crate::text::pinyin::Pinyin;
use std::ops::Range;

/// What can stand in place of a piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the text to replace.
    pub replace: Range<usize>,
    /// What can stand there, the likeliest first; never empty.
    pub choices: Vec<String>,
}

/// How many choices are offered.
const MOST: usize = 100;

/// The word at the cursor, up to it.
struct Word<'a> {
    /// Where it begins, or behind the colon its value does.
    start: usize,
    field: Option<Field>,
    /// The value or name so far, without a quote.
    begun: &'a str,
    /// Whether a quote is open.
    open: bool,
}

/// Finds what can be completed at byte `cursor` of a query: names of fields, or values of the field that stands there, those
/// that begin like it before those that have it inside and those that are read like it, each the most frequent first.
pub fn complete(text: &str, cursor: usize, index: &Index) -> Option<Completion> {
    let head = text.get(..cursor)?;
    let word = word(head);
    let mut choices = match word.field {
        Some(field) => values(field, word.begun, index),
        None if word.open => return None,
        None => names(word.begun),
    };
    choices.truncate(MOST);
    // A quote behind the cursor closes the one that is replaced.
    let closed = word.open.then(|| text.get(cursor..)?.chars().next().filter(|c| is_quote(*c))).flatten();
    let end = cursor + closed.map_or(0, char::len_utf8);
    (!choices.is_empty()).then_some(Completion { replace: word.start..end, choices })
}

fn word(head: &str) -> Word<'_> {
    let mut word = Word { start: 0, field: None, begun: head, open: false };
    let mut escaped = false;
    for (at, c) in head.char_indices() {
        let next = at + c.len_utf8();
        if word.open {
            let ends = is_quote(c) && !escaped;
            escaped = c == '\\' && !escaped;
            if ends {
                word = Word { start: next, field: None, begun: "", open: false };
            }
            continue;
        }
        let begun = head.get(word.start..at).unwrap_or_default();
        if is_quote(c) {
            // A phrase stands for itself, but behind a colon it is the value.
            let field = word.field.filter(|_| begun.is_empty());
            word = Word { start: at, field, begun: "", open: true };
        } else if ends_word(c) || (begun.is_empty() && word.field.is_none() && matches!(c, '-' | '－')) {
            word = Word { start: next, field: None, begun: "", open: false };
        } else if matches!(c, ':' | '：')
            && word.field.is_none()
            && let Some(field) = field_named(begun)
        {
            word = Word { start: next, field: Some(field), begun: "", open: false };
        }
    }
    word.begun = head.get(word.start..).unwrap_or_default();
    if word.open {
        word.begun = word.begun.get(word.begun.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    word
}

/// The names of fields that begin like `begun`, in the language that it is typed in.
fn names(begun: &str) -> Vec<String> {
    let begun = fold(begun);
    let shown = |names: &[&'static str]| match begun.is_ascii() {
        true => names.first().copied().filter(|name| name.starts_with(&begun)),
        false => names.iter().copied().find(|name| name.starts_with(&begun)),
    };
    FIELDS.iter().filter_map(|(_, names)| Some(format!("{}:", shown(names)?))).collect()
}

fn values(field: Field, begun: &str, index: &Index) -> Vec<String> {
    let words = |rows: Vec<&[&'static str]>| {
        let begun = fold(begun);
        let of = |names: &[&'static str]| match begun.is_empty() {
            true => names.first().copied(),
            false => names.iter().copied().find(|name| name.starts_with(&begun)),
        };
        rows.into_iter().filter_map(of).map(str::to_owned).collect()
    };
    match field {
        Field::Text | Field::Title => Vec::new(),
        Field::Is => words(IS.iter().map(|(_, names)| *names).collect()),
        Field::Has => words(HAS.iter().map(|(_, names)| *names).collect()),
        Field::Lang => words(LANGUAGES.iter().map(|(_, names)| *names).collect()),
        Field::Tag | Field::Category | Field::Author | Field::Source => known(field, begun, index),
        Field::Date | Field::Since | Field::Until | Field::After | Field::Before => days(field, begun, index),
    }
}

/// The values of the library that are like `begun`.
fn known(field: Field, begun: &str, index: &Index) -> Vec<String> {
    let (begun, pinyin) = (fold(begun), Pinyin::new(begun));
    let rows = index.values(field).into_iter().flat_map(|values| values.rows());
    let mut found: Vec<(u8, usize, &str)> = Vec::new();
    for value in rows {
        let key = &value.tag.key;
        let near = if key.starts_with(&begun) {
            0
        } else if key.contains(&begun) {
            1
        } else if pinyin.as_ref().is_some_and(|pinyin| pinyin.find(&value.tag.shown).is_some()) {
            2
        } else {
            continue;
        };
        found.push((near, usize::MAX - value.posts.len(), value.tag.shown.as_str()));
    }
    found.sort_unstable();
    found.into_iter().map(|(.., shown)| quoted(shown)).collect()
}

/// The months of the library, the newest first, and the days that have names.
fn days(field: Field, begun: &str, index: &Index) -> Vec<String> {
    let from = if field == Field::Date { begun.rfind("..").map_or(0, |dots| dots + 2) } else { 0 };
    let (before, begun) = begun.split_at(from);
    let mut months: Vec<&str> =
        index.values(field).into_iter().flat_map(|values| values.rows()).map(|value| value.tag.key.as_str()).collect();
    months.sort_unstable_by(|a, b| b.cmp(a));
    let ascii = begun.is_ascii();
    let named = NAMED.iter().map(|(name, _)| *name).filter(|name| name.is_ascii() == ascii);
    let all = months.into_iter().chain(named).filter(|name| name.starts_with(begun));
    all.map(|name| format!("{before}{name}")).collect()
}
