//! A query as text; what is printed reads back as the same query.

use super::parse::{ends_word, is_quote};
use super::{Part, Query, Step, Term};
use std::fmt;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let several = self.parts.len() > 1;
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            let printed = print(part);
            f.write_str(&if several && printed.loose == Loose::Or { bracketed(printed.text) } else { printed.text })?;
        }
        Ok(())
    }
}

/// How loosely the outermost operator of a text binds.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Loose {
    Tight,
    And,
    Or,
}

/// A printed expression.
struct Printed {
    text: String,
    loose: Loose,
}

/// Prints one part.
fn print(part: &Part) -> Printed {
    let mut stack: Vec<Printed> = Vec::new();
    for step in &part.0 {
        let printed = match step {
            Step::Term(term) => Printed { text: term.to_string(), loose: Loose::Tight },
            Step::Not => {
                let it = pop(&mut stack);
                let inner = if it.loose == Loose::Tight { it.text } else { bracketed(it.text) };
                Printed { text: format!("-{inner}"), loose: Loose::Tight }
            }
            Step::And => pair(&mut stack, " ", Loose::And),
            Step::Or => pair(&mut stack, " | ", Loose::Or),
        };
        stack.push(printed);
    }
    pop(&mut stack)
}

/// Joins the two topmost texts. The left side may bind as loosely as the operator, the right side not.
fn pair(stack: &mut Vec<Printed>, operator: &str, loose: Loose) -> Printed {
    let right = pop(stack);
    let left = pop(stack);
    let left = if left.loose > loose { bracketed(left.text) } else { left.text };
    let right = if right.loose >= loose { bracketed(right.text) } else { right.text };
    Printed { text: format!("{left}{operator}{right}"), loose }
}

fn pop(stack: &mut Vec<Printed>) -> Printed {
    stack.pop().unwrap_or(Printed { text: String::new(), loose: Loose::Tight })
}

fn bracketed(text: String) -> String {
    format!("({text})")
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.written.as_str();
        if let Some(name) = self.field.name() {
            return write!(f, "{name}:{}", quoted(value));
        }
        let operator = matches!(value, "OR" | "AND" | "NOT") || value.starts_with(['-', '－']);
        let unclear = operator || value.contains([':', '：']);
        f.write_str(&if unclear { in_quotes(value) } else { quoted(value) })
    }
}

/// A value as it stands behind a colon: in quotes where a blank, a quote or a bracket would end it.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.is_empty() && !value.chars().any(ends_word);
    if plain { value.to_owned() } else { in_quotes(value) }
}

fn in_quotes(value: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in value.chars() {
        if is_quote(c) || c == '\\' {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
