//! From the bytes of a front matter to its fields: which parser is asked, the guards before it, and the rescue when it
//! refuses.

use super::field::{Field, Fields, Pass};
use super::lines::{self, Reading};
use super::split::{self, Format, Split};
use super::{FRONT_MATTER_BYTES, FRONT_MATTER_DEPTH};
use crate::diagnostic::Defect;
use crate::strings::{Text, post as strings};
use serde::de::DeserializeSeed;

/// Brackets in one front matter; what a YAML parser does with more grows with the square of their number.
const BRACKETS: usize = 4096;

/// Reads the fields of a split file.
pub(super) fn fields(text: &str, split: &Split) -> (Vec<Field>, Vec<Defect>) {
    let mut defects = Vec::new();
    let mut front = text;
    if front.len() > FRONT_MATTER_BYTES {
        defects.push(Defect::warning(strings::TOO_LONG, strings::TOO_LONG_HINT).on_line(split.front_line));
        let cut = front.get(..front.floor_char_boundary(FRONT_MATTER_BYTES)).unwrap_or_default();
        front = cut.rfind('\n').and_then(|end| cut.get(..=end)).unwrap_or(cut);
    }
    if !split.closed {
        let (fence, above) = match split.format {
            Format::Toml => ("+++", 1),
            Format::Json => ("}", 0),
            Format::Yaml | Format::Bare | Format::Absent => ("---", 1),
        };
        let line = split.front_line.saturating_sub(above).max(1);
        defects.push(Defect::warning(strings::UNCLOSED, strings::UNCLOSED_HINT).about(fence).on_line(line));
    }
    if split.closed && split.format != Format::Absent && front.trim().is_empty() {
        defects.push(Defect::warning(strings::EMPTY, strings::EMPTY_HINT).on_line(split.front_line));
        return (Vec::new(), defects);
    }
    let whole = defects.is_empty();
    let (fields, more) = match split.format {
        Format::Absent => (Vec::new(), Vec::new()),
        Format::Json if !split.closed => (Vec::new(), Vec::new()),
        Format::Bare => (lines::read(front, split.front_line, Format::Bare).fields, Vec::new()),
        Format::Yaml => yaml(front, split.front_line, whole),
        Format::Toml => toml(front, split.front_line, whole),
        Format::Json => json(front, split.front_line),
    };
    defects.extend(more);
    (fields, defects)
}

/// Reads YAML: the simple shape by lines, the rest by `serde_yaml` when the guards let it pass, else line by line.
fn yaml(front: &str, line: usize, whole: bool) -> (Vec<Field>, Vec<Defect>) {
    let reading = lines::read(front, line, Format::Yaml);
    if reading.exact || !whole {
        return (reading.fields, if whole { Vec::new() } else { reading.problems });
    }
    if let Some(defect) = guard(front, line) {
        return (reading.fields, vec![defect]);
    }
    match by_parser(front) {
        Ok(fields) => (fields, Vec::new()),
        Err(error) => {
            let at = error.location().map(|place| line + place.line().saturating_sub(1));
            refused(front, line, reading, at, &error.to_string())
        }
    }
}

/// Reads YAML twice: once for the kinds of its values, once for their texts.
fn by_parser(front: &str) -> Result<Vec<Field>, serde_yaml::Error> {
    let mut pass = Pass::first();
    Fields(&mut pass).deserialize(serde_yaml::Deserializer::from_str(front))?;
    Fields(&mut pass.second()).deserialize(serde_yaml::Deserializer::from_str(front))
}

/// Reads TOML.
fn toml(front: &str, line: usize, whole: bool) -> (Vec<Field>, Vec<Defect>) {
    let reading = lines::read(front, line, Format::Toml);
    if !whole {
        return (reading.fields, reading.problems);
    }
    if let Some(defect) = brackets(front, line) {
        return (reading.fields, vec![defect]);
    }
    let mut pass = Pass::first();
    let parsed = toml::de::Deserializer::parse(front).and_then(|it| Fields(&mut pass).deserialize(it));
    match parsed {
        Ok(fields) => (fields, Vec::new()),
        Err(error) => {
            let before = error.span().and_then(|span| front.get(..span.start)).unwrap_or_default();
            let at = Some(line + split::breaks(before.as_bytes()));
            refused(front, line, Reading { problems: Vec::new(), ..reading }, at, error.message())
        }
    }
}

/// Reads JSON; [`split::split`] has parsed it once, so this fails on doubles and depth only.
fn json(front: &str, line: usize) -> (Vec<Field>, Vec<Defect>) {
    let mut pass = Pass::first();
    match Fields(&mut pass).deserialize(&mut serde_json::Deserializer::from_str(front)) {
        Ok(fields) => (fields, Vec::new()),
        Err(error) => {
            (Vec::new(), vec![unreadable(front, line, line + error.line().saturating_sub(1), &error.to_string())])
        }
    }
}

/// Gives what the lines said and why the parser did not take them.
fn refused(front: &str, line: usize, reading: Reading, at: Option<usize>, said: &str) -> (Vec<Field>, Vec<Defect>) {
    let first = front.trim_start();
    if first.starts_with("- ") || (first.starts_with(['[', '{']) && reading.fields.is_empty()) {
        let defect = Defect::warning(strings::NOT_A_MAP, strings::NOT_A_MAP_HINT).on_line(line);
        return (reading.fields, vec![defect]);
    }
    let problems = if reading.problems.is_empty() {
        vec![unreadable(front, line, at.unwrap_or(line), said)]
    } else {
        reading.problems
    };
    (reading.fields, problems)
}

/// Says that the parser stopped at a line, in its own words.
fn unreadable(front: &str, line: usize, at: usize, said: &str) -> Defect {
    let said = said.split(" at line ").next().unwrap_or_default().lines().next().unwrap_or_default();
    let shown = front.lines().nth(at.saturating_sub(line)).unwrap_or_default();
    let indent = shown.len() - shown.trim_start().len();
    let defect = Defect::warning(strings::UNREADABLE, strings::UNREADABLE_HINT).about(said).on_line(at);
    defect.showing(shown, indent..shown.trim_end().len())
}

/// Refuses what no YAML parser reads in sensible time and space: anchors, aliases, type marks, chains of `? `, deep
/// indentation, many brackets.
fn guard(front: &str, line: usize) -> Option<Defect> {
    let mut block = None;
    for (index, text) in front.lines().enumerate() {
        let indent = text.len() - text.trim_start().len();
        if text.trim().is_empty() || block.is_some_and(|above| indent > above) {
            continue;
        }
        block = opens_block(text).then_some(indent);
        let found = if indent > FRONT_MATTER_DEPTH {
            Some((strings::TOO_DEEP, strings::TOO_DEEP_HINT, indent, FRONT_MATTER_DEPTH.to_string()))
        } else {
            mark(text).map(|(at, mark)| (strings::MARKS, strings::MARKS_HINT, at, mark.to_string()))
        };
        if let Some((message, hint, at, detail)) = found {
            return Some(at_line(message, hint, line + index, text, at).about(&detail));
        }
    }
    brackets(front, line)
}

/// True for `key: |` and `key: >-`: what is indented below is text.
fn opens_block(text: &str) -> bool {
    let value = text.rsplit_once([' ', '\t']).map_or("", |(_, value)| value);
    value.len() <= 3 && value.starts_with(['|', '>'])
}

/// Finds an anchor, an alias, a type mark or a complex key outside quotes.
fn mark(text: &str) -> Option<(usize, char)> {
    let mut quote: Option<char> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let starts = matches!(before, ' ' | '\t' | '[' | '{' | ',');
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        match quote {
            Some('"') if c == '\\' => {
                chars.next();
            }
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if starts && matches!(c, '"' | '\'') => quote = Some(c),
            None if starts && c == '#' => return None,
            None if starts && matches!(c, '&' | '*' | '!') && next != ' ' => return Some((at, c)),
            None if c == '?' && next == ' ' && text.get(..at).is_some_and(|head| head.trim().is_empty()) => {
                return Some((at, c));
            }
            None => {}
        }
        before = c;
    }
    None
}

/// Counts brackets, in quotes too: their depth and their number are limited.
fn brackets(front: &str, line: usize) -> Option<Defect> {
    let (mut depth, mut count) = (0_usize, 0_usize);
    for (index, text) in front.lines().enumerate() {
        for (at, c) in text.char_indices() {
            match c {
                '[' | '{' => {
                    depth += 1;
                    count += 1;
                }
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > FRONT_MATTER_DEPTH || count > BRACKETS {
                let defect = at_line(strings::TOO_DEEP, strings::TOO_DEEP_HINT, line + index, text, at);
                return Some(defect.about(&FRONT_MATTER_DEPTH.to_string()));
            }
        }
    }
    None
}

/// Makes a warning with the caret below one character.
fn at_line(message: Text, hint: Text, number: usize, text: &str, at: usize) -> Defect {
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    Defect::warning(message, hint).on_line(number).showing(text, at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Where the lines are sure of themselves, the parser agrees.
        #[test]
        fn lines_and_parser_agree(
            lines in prop::collection::vec(
                "(title|Tags|date|云|x y)( )?:( |  )?(\\[[a-z0-9\"', ~#:-]{0,9}\\]|[ -~云：]{0,8}|\"[ -~云]{0,6}\"|'[ -~云]{0,6}')|[ ]{0,3}- ?[ -~云]{0,6}|#[a-z]?|[ ]{0,2}",
                0..5,
            )
        ) {
            let front = lines.join("\n") + "\n";
            let reading = lines::read(&front, 1, Format::Yaml);
            if reading.exact && !reading.fields.is_empty() {
                match by_parser(&front) {
                    Ok(fields) => prop_assert_eq!(fields, reading.fields, "{}", front),
                    Err(error) => prop_assert!(false, "{error}: {front}"),
                }
            }
        }
    }
}
