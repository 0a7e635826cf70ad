//! One condition of a query: a field and what its value must be.

use super::when::{NAMED, When};
use super::{Field, parse::ParseError};
use crate::document::facts::{Language, host};
use crate::post::tag::fold;
use crate::strings::{Text, query as strings};
use crate::text::near::nearest;
use crate::text::{Needle, SafeStr};

/// What has been done with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Is {
    /// It has not been read.
    Unread,
    /// It has been read.
    Read,
    /// It, or one of its stories, has a star.
    Starred,
}

/// What a post can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Has {
    /// A block of code.
    Code,
    /// A table.
    Table,
    /// A defect.
    Warning,
}

/// The words after `is:`; the first of a row is the one that is suggested.
pub const IS: [(Is, &[&str]); 3] = [
    (Is::Unread, &["unread", "未读"]),
    (Is::Read, &["read", "已读"]),
    (Is::Starred, &["starred", "star", "星标", "收藏"]),
];

/// The words after `has:`.
pub const HAS: [(Has, &[&str]); 3] = [
    (Has::Code, &["code", "代码"]),
    (Has::Table, &["table", "tables", "表格"]),
    (Has::Warning, &["warning", "warnings", "警告"]),
];

/// The words after `lang:`.
pub const LANGUAGES: [(Language, &[&str]); 4] = [
    (Language::Zh, &["zh", "chinese", "中文"]),
    (Language::En, &["en", "english", "英文"]),
    (Language::Ja, &["ja", "japanese", "日文"]),
    (Language::Ko, &["ko", "korean", "韩文"]),
];

/// What a term compares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Test {
    /// A part of the text, or of the title.
    Needle(Needle),
    /// A whole value in its normal form.
    Value(String),
    Is(Is),
    Has(Has),
    Lang(Language),
    /// From one day to another; how the ends count is the field's matter.
    Days(Option<When>, Option<When>),
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub(super) field: Field,
    /// As typed, for printing.
    pub(super) written: String,
    pub(super) test: Test,
}

/// Why a value cannot be read.
pub(super) struct Unread {
    /// The byte of the value.
    pub at: usize,
    pub expected: Text,
    pub detail: String,
}

impl Unread {
    pub fn at(self, start: usize) -> ParseError {
        ParseError { offset: start + self.at, expected: self.expected, detail: SafeStr::clean(&self.detail) }
    }
}

impl Term {
    /// Makes a condition. `None` where the field has no such value.
    pub fn new(field: Field, value: &str) -> Option<Self> {
        Term::read(field, value).ok()
    }

    pub(super) fn read(field: Field, value: &str) -> Result<Self, Unread> {
        let written = value.trim().to_owned();
        if written.is_empty() {
            let (expected, detail) = field.name().map_or((strings::TERM, ""), |name| (strings::VALUE, name));
            return Err(Unread { at: 0, expected, detail: detail.to_owned() });
        }
        let test = match field {
            Field::Text | Field::Title => Test::Needle(Needle::new(&written)),
            Field::Tag | Field::Category | Field::Author => Test::Value(fold(&written)),
            Field::Source => Test::Value(host(&written)),
            Field::Is => Test::Is(word(&IS, &written, field)?),
            Field::Has => Test::Has(word(&HAS, &written, field)?),
            Field::Lang => Test::Lang(word(&LANGUAGES, &written, field)?),
            Field::Date => range(value)?,
            Field::Since | Field::After => Test::Days(Some(when(value, 0)?), None),
            Field::Until | Field::Before => Test::Days(None, Some(when(value, 0)?)),
        };
        Ok(Term { field, written, test })
    }

    /// The text that is looked for in the whole post.
    pub(super) fn needle(&self) -> Option<&Needle> {
        match (&self.test, self.field) {
            (Test::Needle(needle), Field::Text) => Some(needle),
            (Test::Needle(_) | Test::Value(_) | Test::Is(_) | Test::Has(_) | Test::Lang(_) | Test::Days(..), _) => None,
        }
    }

    /// True where both look for the same.
    pub(super) fn same(&self, other: &Term) -> bool {
        self.field == other.field && self.test == other.test
    }

    /// The key of the facet value that it names; none where it names no single one.
    pub(super) fn facet_key(&self) -> Option<String> {
        match &self.test {
            Test::Value(key) => Some(key.clone()),
            Test::Days(Some(When::Month(year, month)), last) if *last == Some(When::Month(*year, *month)) => {
                Some(month_key(*year, *month))
            }
            Test::Days(..) | Test::Needle(_) | Test::Is(_) | Test::Has(_) | Test::Lang(_) => None,
        }
    }
}

/// A month as a value of a facet: `2026-02`.
pub(super) fn month_key(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

/// Finds what a word of a fixed choice stands for.
fn word<T: Copy>(rows: &[(T, &'static [&'static str])], written: &str, field: Field) -> Result<T, Unread> {
    let folded = fold(written);
    if let Some((value, _)) = rows.iter().find(|(_, names)| names.contains(&folded.as_str())) {
        return Ok(*value);
    }
    let name = field.name().unwrap_or_default();
    let near = nearest(&folded, rows.iter().flat_map(|(_, names)| names.iter().copied()));
    Err(match near {
        Some(near) => Unread { at: 0, expected: strings::NEAR_VALUE, detail: format!("{name}:{near}") },
        None => {
            let known: Vec<String> =
                rows.iter().filter_map(|(_, names)| Some(format!("{name}:{}", names.first()?))).collect();
            Unread { at: 0, expected: strings::KNOWN_VALUES, detail: known.join(" ") }
        }
    })
}

/// Reads `2026-02`, `2026-01..2026-02`, `2026-01..` or `..2026-02`.
fn range(value: &str) -> Result<Test, Unread> {
    let Some((from, to)) = value.split_once("..") else {
        let day = Some(when(value, 0)?);
        return Ok(Test::Days(day, day));
    };
    let side = |text: &str, at: usize| {
        let empty = text.trim().is_empty();
        if empty { Ok(None) } else { when(text, at).map(Some) }
    };
    let (first, last) = (side(from, 0)?, side(to, from.len() + 2)?);
    if first.is_none() && last.is_none() {
        return Err(Unread { at: 0, expected: strings::DAY, detail: String::new() });
    }
    Ok(Test::Days(first, last))
}

fn when(value: &str, at: usize) -> Result<When, Unread> {
    let folded = fold(value);
    When::parse(&folded).ok_or_else(|| match nearest(&folded, NAMED.map(|(name, _)| name)) {
        Some(near) => Unread { at, expected: strings::NEAR_VALUE, detail: near.to_owned() },
        None => Unread { at, expected: strings::DAY, detail: String::new() },
    })
}
