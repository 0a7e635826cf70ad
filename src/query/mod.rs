//! The filter language: `tag:security -tag:ai (author:甲 | 供应链) "in place"`.
//!
//! Words side by side must all hold; `|` or `OR` between them means one of them; `-` or `NOT` before one means that it must
//! not hold; brackets group. `tag:`, `category:` and `author:` compare whole values in their normal form, plain words and
//! `"phrases"` are looked for in the title. The marks of an input method (`：（）｜－“”`) count as their ASCII ones.
//!
//! A query is kept flat: parts that must all hold, each in postfix order. Parsing, matching, printing and dropping it take
//! no recursion.

mod facet;
mod parse;
mod print;
mod set;

use crate::post::{Post, tag::fold};

pub use facet::{Chosen, Loosening, count, loosen};
pub use parse::{ParseError, QUERY_BYTES};
pub use set::Set;

/// What a term looks at. A new field is a variant, a row of [`FIELDS`] and an arm of `Term::holds`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A part of the title: plain words.
    Title,
    /// One tag.
    Tag,
    /// One category.
    Category,
    /// One author.
    Author,
}

/// The names of the fields as they are typed; the first is the one that is printed.
pub const FIELDS: [(Field, &[&str]); 3] = [
    (Field::Tag, &["tag", "tags", "标签"]),
    (Field::Category, &["category", "categories", "cat", "分类"]),
    (Field::Author, &["author", "authors", "作者"]),
];

impl Field {
    /// Gives the name before the colon; plain words have none.
    pub fn name(self) -> Option<&'static str> {
        FIELDS.iter().find(|(field, _)| *field == self).and_then(|(_, names)| names.first().copied())
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    field: Field,
    /// As typed, for printing.
    written: String,
    /// In normal form, for comparing.
    key: String,
}

impl Term {
    /// Makes a condition.
    pub fn new(field: Field, value: &str) -> Self {
        Term { field, written: value.trim().to_owned(), key: fold(value) }
    }

    /// Tells whether it holds for a post.
    fn holds(&self, post: &Post) -> bool {
        match self.field {
            Field::Title => fold(&post.title).contains(&self.key),
            Field::Tag => post.tags.iter().any(|tag| tag.key == self.key),
            Field::Category => post.categories.iter().any(|tag| tag.key == self.key),
            Field::Author => post.authors.iter().any(|author| fold(author) == self.key),
        }
    }
}

/// A step of a part in postfix order: terms put a truth on the stack, the others take theirs from it.
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

impl Part {
    fn matches(&self, post: &Post) -> bool {
        let mut stack: Vec<bool> = Vec::new();
        for step in &self.0 {
            let truth = match step {
                Step::Term(term) => term.holds(post),
                Step::Not => !stack.pop().unwrap_or(true),
                Step::And => stack.pop().unwrap_or(true) & stack.pop().unwrap_or(true),
                Step::Or => stack.pop().unwrap_or(false) | stack.pop().unwrap_or(false),
            };
            stack.push(truth);
        }
        stack.pop().unwrap_or(true)
    }
}

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

    /// Tells whether a post passes.
    pub fn matches(&self, post: &Post) -> bool {
        self.parts.iter().all(|part| part.matches(post))
    }
}
