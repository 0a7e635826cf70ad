//! The filter language: `tag:security -tag:ai (author:甲 | 供应链) since:2w "in place"`.
//!
//! Words side by side must all hold; `|` or `OR` between them means one of them; `-` or `NOT` before one means that it must
//! not hold; brackets group. Plain words and `"phrases"` are looked for in the whole post, `field:value` looks at one of
//! [`FIELDS`]. The marks of an input method (`：（）｜－“”`) count as their ASCII ones. [`GRAMMAR`] has an example of everything.
//!
//! A query is kept flat: parts that must all hold, each in postfix order. Parsing, evaluating, printing and dropping it take
//! no recursion. It is evaluated on an [`Index`], and on what is known of [`Texts`].

mod complete;
mod count;
mod evaluate;
mod facet;
mod grammar;
mod index;
mod loosen;
mod parse;
mod print;
mod set;
mod term;
mod titles;
mod when;

pub use complete::{Completion, complete};
pub use count::{Count, Counter, FACETS};
pub use evaluate::Texts;
pub use facet::Chosen;
pub use grammar::{GRAMMAR, Row};
pub use index::Index;
pub use loosen::{Loosening, loosen};
pub use parse::{ParseError, QUERY_BYTES};
pub use set::Set;
pub use term::Term;

/// What a term looks at. A new field is a variant, a row of [`FIELDS`], and an arm where values are read and evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The whole post: plain words.
    Text,
    /// The title.
    Title,
    /// One tag.
    Tag,
    /// One category.
    Category,
    /// One author.
    Author,
    /// The host of a source, of a story's or the post's own, or a host above it.
    Source,
    /// The language of the body.
    Lang,
    /// What the reader has done with it.
    Is,
    /// What is in it.
    Has,
    /// A day, a month, a year, or from one to another.
    Date,
    /// From the beginning of what is named.
    Since,
    /// To the end of what is named.
    Until,
    /// From after the end of what is named.
    After,
    /// To before the beginning of what is named.
    Before,
}

/// The names of the fields as they are typed; the first is the one that is printed.
pub const FIELDS: [(Field, &[&str]); 13] = [
    (Field::Tag, &["tag", "tags", "标签"]),
    (Field::Category, &["category", "categories", "cat", "分类"]),
    (Field::Author, &["author", "authors", "作者"]),
    (Field::Source, &["source", "sources", "host", "site", "来源", "网站"]),
    (Field::Title, &["title", "标题"]),
    (Field::Lang, &["lang", "language", "语言"]),
    (Field::Is, &["is", "状态"]),
    (Field::Has, &["has", "含有"]),
    (Field::Date, &["date", "日期"]),
    (Field::Since, &["since", "起始"]),
    (Field::Until, &["until", "截至"]),
    (Field::After, &["after", "晚于"]),
    (Field::Before, &["before", "早于"]),
];

impl Field {
    /// Gives the name before the colon; plain words have none.
    pub fn name(self) -> Option<&'static str> {
        FIELDS.iter().find(|(field, _)| *field == self).and_then(|(_, names)| names.first().copied())
    }
}

/// A step of a part in postfix order: terms put posts on the stack, the others take theirs from it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Term(Term),
    Not,
    And,
    Or,
}

/// One of the parts that must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part(Vec<Step>);

/// A filter for posts; the empty one lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    parts: Vec<Part>,
}

impl Query {
    /// Reads a query as it was typed.
    ///
    /// # Errors
    /// Says where it cannot be read and what was expected there.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        parse::parse(text)
    }

    /// True where every post passes.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}
