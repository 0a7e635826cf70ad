//! What a stretch of code is.

use std::ops::Range;

/// What a stretch of code is, as far as a reader of an article wants to see it. All else is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// A remark of the author.
    Comment,
    /// A word of the language itself: `func`, `if`, `FROM`.
    Keyword,
    /// A text in quotes.
    String,
    /// A number, `true`, `null`: a value that is itself.
    Constant,
    /// The name of a function where it is made or called, a command of a shell.
    Function,
    /// The name of a type.
    Type,
    /// The name that a value is given: a key of YAML or JSON, an attribute, a tag.
    Key,
    /// The heading of a part: `[section]`, the place of a hunk.
    Heading,
    /// A line that came in.
    Inserted,
    /// A line that went out.
    Deleted,
}

impl Token {
    /// All of them.
    pub const ALL: [Token; 10] = [
        Token::Comment,
        Token::Keyword,
        Token::String,
        Token::Constant,
        Token::Function,
        Token::Type,
        Token::Key,
        Token::Heading,
        Token::Inserted,
        Token::Deleted,
    ];
}

/// For each line of a code block its stretches that are not plain: bytes of the line as it stands in the source, in order,
/// none over another.
pub type Tokens = Vec<Vec<(Range<usize>, Token)>>;
