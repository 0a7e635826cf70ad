//! From typed text to a [`Query`]: a scanner, and operators on a stack.

use super::{FIELDS, Field, Part, Query, Step, Term};
use crate::post::tag::fold;
use crate::strings::{Lang, Text, query as strings};
use crate::text::SafeStr;
use crate::text::near::nearest;

/// The longest query, in bytes.
pub const QUERY_BYTES: usize = 4096;

/// Why a query could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The byte of the typed text at which something else was expected.
    pub offset: usize,
    /// What was expected; `{}` stands for `detail`.
    pub expected: Text,
    /// The name that the sentence speaks of.
    pub detail: SafeStr,
}

impl ParseError {
    /// Says what was expected.
    pub fn message(&self, lang: Lang) -> SafeStr {
        SafeStr::clean(&self.expected.get(lang).replace("{}", &self.detail))
    }
}

/// A piece of a query.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Term(Term),
    Open,
    Close,
    Or,
    And,
    Not,
}

/// An operator that waits for its right side, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Waiting {
    Open(usize),
    Or,
    And,
    Not,
}

/// Reads a query. Operators wait on a stack until one that binds no tighter comes (Dijkstra's shunting yard).
pub(super) fn parse(text: &str) -> Result<Query, ParseError> {
    if text.len() > QUERY_BYTES {
        return Err(error(text.floor_char_boundary(QUERY_BYTES), strings::LONG, &QUERY_BYTES.to_string()));
    }
    let mut builder = Builder::default();
    let mut scanner = Scanner { text, at: 0 };
    while let Some((at, token)) = scanner.token()? {
        builder.token(at, token)?;
    }
    builder.finish(text.trim_end().len())
}

#[derive(Default)]
struct Builder {
    out: Vec<Step>,
    waiting: Vec<Waiting>,
    /// True after a term or a closed bracket.
    complete: bool,
}

impl Builder {
    fn token(&mut self, at: usize, token: Token) -> Result<(), ParseError> {
        match token {
            Token::Term(term) => {
                self.side_by_side();
                self.out.push(Step::Term(term));
                self.complete = true;
            }
            Token::Open => {
                self.side_by_side();
                self.waiting.push(Waiting::Open(at));
                self.complete = false;
            }
            Token::Not => {
                self.side_by_side();
                self.waiting.push(Waiting::Not);
                self.complete = false;
            }
            Token::Or | Token::And => {
                if !self.complete {
                    return Err(error(at, strings::TERM, ""));
                }
                let operator = if token == Token::Or { Waiting::Or } else { Waiting::And };
                self.operator(operator);
            }
            Token::Close => {
                if !self.complete {
                    return Err(error(at, strings::TERM, ""));
                }
                self.settle(0);
                if !matches!(self.waiting.pop(), Some(Waiting::Open(_))) {
                    return Err(error(at, strings::OPEN, ""));
                }
            }
        }
        Ok(())
    }

    /// Two things side by side must both hold.
    fn side_by_side(&mut self) {
        if self.complete {
            self.operator(Waiting::And);
        }
    }

    fn operator(&mut self, operator: Waiting) {
        self.settle(strength(operator));
        self.waiting.push(operator);
        self.complete = false;
    }

    /// Carries out what waits and binds at least as tightly, back to the last open bracket.
    fn settle(&mut self, least: u8) {
        while let Some(step) = self.waiting.last().copied().filter(|top| strength(*top) >= least).and_then(step) {
            self.waiting.pop();
            self.out.push(step);
        }
    }

    fn finish(mut self, end: usize) -> Result<Query, ParseError> {
        if self.out.is_empty() && self.waiting.is_empty() {
            return Ok(Query::default());
        }
        if !self.complete {
            return Err(error(end, strings::TERM, ""));
        }
        self.settle(0);
        match self.waiting.last() {
            Some(Waiting::Open(at)) => Err(error(*at, strings::CLOSE, "")),
            Some(Waiting::Or | Waiting::And | Waiting::Not) | None => Ok(Query { parts: parts(&self.out) }),
        }
    }
}

/// How tightly an operator binds.
fn strength(operator: Waiting) -> u8 {
    match operator {
        Waiting::Open(_) => 0,
        Waiting::Or => 1,
        Waiting::And => 2,
        Waiting::Not => 3,
    }
}

/// What an operator does; a bracket does nothing and stops [`Builder::settle`].
fn step(operator: Waiting) -> Option<Step> {
    match operator {
        Waiting::Open(_) => None,
        Waiting::Or => Some(Step::Or),
        Waiting::And => Some(Step::And),
        Waiting::Not => Some(Step::Not),
    }
}

/// Takes a postfix sequence apart at its outermost `And`s.
fn parts(steps: &[Step]) -> Vec<Part> {
    let starts = starts(steps);
    let mut parts = Vec::new();
    let mut open = vec![steps.len()];
    // Right sides come off first: what is pushed last is the left side, so parts are gathered from the right.
    while let Some(end) = open.pop() {
        let Some(last) = end.checked_sub(1) else { continue };
        let start = starts.get(last).copied().unwrap_or(0);
        if steps.get(last) == Some(&Step::And) {
            let middle = last.checked_sub(1).and_then(|right| starts.get(right)).copied().unwrap_or(start);
            open.push(middle);
            open.push(last);
        } else {
            parts.push(Part(steps.get(start..end).unwrap_or_default().to_vec()));
        }
    }
    parts.reverse();
    parts
}

/// For each step, where the expression that ends with it begins.
pub(super) fn starts(steps: &[Step]) -> Vec<usize> {
    let mut stack: Vec<usize> = Vec::new();
    let mut starts = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let start = match step {
            Step::Term(_) => index,
            Step::Not => stack.pop().unwrap_or(index),
            Step::And | Step::Or => {
                stack.pop();
                stack.pop().unwrap_or(index)
            }
        };
        stack.push(start);
        starts.push(start);
    }
    starts
}

/// Cuts typed text into tokens.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    /// Gives the next token and where it stands.
    fn token(&mut self) -> Result<Option<(usize, Token)>, ParseError> {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.at += c.len_utf8();
        }
        let at = self.at;
        let Some(c) = self.peek() else { return Ok(None) };
        let token = match ascii(c) {
            '(' => Token::Open,
            ')' => Token::Close,
            '|' => Token::Or,
            '-' => Token::Not,
            _ => return self.word().map(|token| Some((at, token))),
        };
        self.at += c.len_utf8();
        Ok(Some((at, token)))
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// Reads a word, a phrase, or `field:value`.
    fn word(&mut self) -> Result<Token, ParseError> {
        let start = self.at;
        if let Some(phrase) = self.phrase()? {
            return Ok(Token::Term(self.term(start, Field::Text, &phrase)?));
        }
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| !ends_word(*c)) {
            self.at += c.len_utf8();
            if ascii(c) == ':'
                && let Some(field) = field(&word, start)?
            {
                let start = self.at;
                let value = match self.phrase()? {
                    Some(phrase) => phrase,
                    None => self.rest_of_word(),
                };
                return Ok(Token::Term(self.term(start, field, &value)?));
            }
            word.push(c);
        }
        Ok(match word.as_str() {
            "OR" => Token::Or,
            "AND" => Token::And,
            "NOT" => Token::Not,
            _ => Token::Term(self.term(start, Field::Text, &word)?),
        })
    }

    /// Makes a term of the value that begins at `start`; an empty one is a mistake, behind a colon at its end.
    fn term(&self, start: usize, field: Field, value: &str) -> Result<Term, ParseError> {
        let empty = value.trim().is_empty() && field != Field::Text;
        Term::read(field, value).map_err(|wrong| wrong.at(if empty { self.at } else { start }))
    }

    fn rest_of_word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| !ends_word(*c)) {
            self.at += c.len_utf8();
            word.push(c);
        }
        word
    }

    /// Reads `"…"`; `\` keeps the next character as it is.
    fn phrase(&mut self) -> Result<Option<String>, ParseError> {
        let start = self.at;
        let Some(open) = self.peek().filter(|c| is_quote(*c)) else { return Ok(None) };
        self.at += open.len_utf8();
        let mut phrase = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if is_quote(c) {
                return Ok(Some(phrase));
            }
            let kept = if c == '\\' { self.peek() } else { None };
            self.at += kept.map_or(0, char::len_utf8);
            phrase.push(kept.unwrap_or(c));
        }
        Err(error(start, strings::QUOTE, ""))
    }
}

/// Finds a field by the name before a colon. Unknown names in Latin letters are mistakes; other words may hold a colon.
fn field(name: &str, at: usize) -> Result<Option<Field>, ParseError> {
    if let Some(field) = field_named(name) {
        return Ok(Some(field));
    }
    let latin = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    if !latin {
        return Ok(None);
    }
    Err(match nearest(name, FIELDS.iter().filter_map(|(_, names)| names.first().copied())) {
        Some(near) => error(at, strings::NEAR, near),
        None => error(at, strings::FIELD, name),
    })
}

/// The field of a name, in any case and width.
pub(super) fn field_named(name: &str) -> Option<Field> {
    let name = fold(name);
    FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// Gives the ASCII mark for the one that an input method types.
fn ascii(c: char) -> char {
    match c {
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '｜' => '|',
        '－' => '-',
        _ => c,
    }
}

/// True for the quotes of a phrase.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

/// True for what ends a word.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(ascii(c), '(' | ')' | '|')
}

fn error(offset: usize, expected: Text, detail: &str) -> ParseError {
    ParseError { offset, expected, detail: SafeStr::clean(detail) }
}
