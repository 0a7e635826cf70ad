//! Front matter read line by line. One reader does two jobs: the common shape of a digest is read here without a YAML
//! parser, and where a parser refuses a front matter, what each line says on its own is kept.

use super::field::{Field, Leaf};
use super::problems::Problems;
use super::split::{self, Format};
use crate::diagnostic::Defect;
use crate::strings::{Text, post as strings};
use std::collections::HashMap;
use std::ops::Range;

/// What the lines say.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The fields; of doubles, the last.
    pub fields: Vec<Field>,
    /// True where the whole front matter was of the simple shape, so that a YAML parser would say the same.
    pub exact: bool,
    /// What a parser may have stumbled over, with lines counted from 1.
    pub problems: Vec<Defect>,
}

/// How one value was understood.
struct Scalar {
    text: String,
    exact: bool,
    problem: Option<Odd>,
}

/// What a YAML parser would not like about a value, and where in the value.
struct Odd {
    message: Text,
    hint: Text,
    at: Range<usize>,
    detail: String,
}

impl Odd {
    fn new(message: Text, hint: Text, at: Range<usize>) -> Self {
        Odd { message, hint, at, detail: String::new() }
    }

    fn about(self, detail: char) -> Self {
        Odd { detail: detail.to_string(), ..self }
    }

    /// Says it of a value in a line.
    fn defect(self, value: &str, line: &str, number: usize) -> Defect {
        let Odd { message, hint, at, detail } = self;
        let start = line.rfind(value).unwrap_or(0);
        let defect = Defect::warning(message, hint).on_line(number).showing(line, start + at.start..start + at.end);
        defect.about(&detail)
    }
}

/// Reads `front`, whose first line has the number `line`.
pub(super) fn read(front: &str, line: usize, format: Format) -> Reading {
    let mut reader = Reader { format, exact: true, ..Reader::default_for(format) };
    for (index, it) in split::lines(front.as_bytes(), 0).enumerate() {
        let text = front.get(it.start..it.start + it.bytes.len()).unwrap_or_default();
        reader.line(text, line + index);
    }
    Reading { fields: reader.fields, exact: reader.exact, problems: reader.problems.list() }
}

/// The state between two lines.
struct Reader {
    format: Format,
    fields: Vec<Field>,
    keys: HashMap<String, usize>,
    problems: Problems,
    exact: bool,
    /// The field that indented lines and items belong to.
    current: Option<usize>,
    /// True after `key: |` and `key: >`.
    block: bool,
    /// True after `key:` with nothing behind it, and the items below.
    bare: bool,
    /// The indentation of the first item below the key.
    indent: Option<usize>,
}

impl Reader {
    fn default_for(format: Format) -> Self {
        Reader {
            format,
            fields: Vec::new(),
            keys: HashMap::new(),
            problems: Problems::default(),
            exact: true,
            current: None,
            block: false,
            bare: false,
            indent: None,
        }
    }

    fn line(&mut self, line: &str, number: usize) {
        let text = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if text.is_empty() || (text.starts_with('#') && !self.block) {
            return;
        }
        if line.starts_with('\t') {
            self.exact = false;
            self.problems.add(|| Defect::warning(strings::TAB, strings::TAB_HINT).on_line(number).showing(line, 0..1));
        }
        if let Some((at, _)) = line.char_indices().find(|(_, c)| c.is_control() && *c != '\t') {
            self.exact = false;
            let defect = || Defect::warning(strings::CONTROL, strings::CONTROL_HINT);
            self.problems.add(|| defect().on_line(number).showing(line, at..at + 1));
        }
        if indented && self.block {
            self.continue_text(text);
        } else if let Some(item) = text.strip_prefix("- ").or_else(|| (text == "-").then_some("")) {
            self.item(item.trim(), line, number);
        } else if indented {
            self.indented(text, line, number);
        } else if let Some((key, value)) = key_and_value(text, self.format) {
            self.key(key, value, line, number);
        } else {
            self.exact = false;
            self.block = false;
            self.current = None;
            if self.format == Format::Toml && text.starts_with('[') {
                return;
            }
            self.problems.add(|| odd_line(line, number));
        }
    }

    /// `- item`, at any indentation, below the last key.
    fn item(&mut self, item: &str, line: &str, number: usize) {
        let Some(field) = self.current.and_then(|index| self.fields.get_mut(index)) else {
            self.exact = false;
            return self.problems.add(|| odd_line(line, number));
        };
        // Items after a value (`key: value` and then `- item`) are not what YAML means.
        let indent = line.len() - line.trim_start().len();
        self.exact &= self.bare && indent == *self.indent.get_or_insert(indent);
        field.list = true;
        let (inner, value) = match key_and_value(item, Format::Yaml) {
            Some((key, value)) if !key.contains(' ') => (key, value),
            Some(_) | None => ("", item),
        };
        self.exact &= inner.is_empty() && !item.is_empty() && !item.starts_with("- ");
        let scalar = scalar(value);
        self.exact &= scalar.exact;
        if let Some(odd) = scalar.problem {
            self.problems.add(|| odd.defect(value, line, number));
        }
        if !scalar.text.is_empty() {
            field.leaves.push(Leaf { key: inner.to_owned(), text: scalar.text });
        }
    }

    /// An indented line: an inner key, or more of the text above.
    fn indented(&mut self, text: &str, line: &str, number: usize) {
        self.exact = false;
        let Some(field) = self.current.and_then(|index| self.fields.get_mut(index)) else {
            return self.problems.add(|| odd_line(line, number));
        };
        let Some((key, value)) = key_and_value(text, self.format) else { return self.continue_text(text) };
        let scalar = scalar(value);
        if let Some(odd) = scalar.problem {
            self.problems.add(|| odd.defect(value, line, number));
        }
        if !scalar.text.is_empty() {
            field.leaves.push(Leaf { key: key.to_owned(), text: scalar.text });
        }
    }

    /// Joins a line to the text above it.
    fn continue_text(&mut self, text: &str) {
        self.exact = false;
        let Some(field) = self.current.and_then(|index| self.fields.get_mut(index)) else { return };
        if field.list || text.starts_with(['[', ']']) {
            field.list = true;
            let items = text.trim_start_matches('[').trim_end_matches(']').split(',').map(unquoted);
            field.leaves.extend(items.filter(|item| !item.is_empty()).map(Leaf::plain));
            return;
        }
        match field.leaves.last_mut() {
            Some(leaf) => {
                leaf.text.push(' ');
                leaf.text.push_str(text);
            }
            None => field.leaves.push(Leaf::plain(text)),
        }
    }

    /// `key: value` at the beginning of a line.
    fn key(&mut self, key: &str, value: &str, line: &str, number: usize) {
        let mut field = Field { key: key.to_owned(), ..Field::default() };
        self.block = matches!(value.as_bytes().first(), Some(b'|' | b'>')) && value.len() <= 3;
        self.bare = value.is_empty();
        self.indent = None;
        let glued = !value.is_empty() && line.trim_end().ends_with(&format!(":{value}"));
        self.exact &= !self.block && !glued && !line.starts_with(['"', '\'']);
        if let Some(items) = flow_list(value) {
            field.list = true;
            let inside = value.trim_start_matches('[').trim_end_matches(']');
            self.exact &= inside.len() + 2 == value.len() && !inside.contains(['#', ':', '{', '}', '[', ']']);
            for item in items.into_iter().map(str::trim) {
                let scalar = scalar(item);
                self.exact &= scalar.exact && !scalar.text.is_empty();
                if let Some(odd) = scalar.problem {
                    self.problems.add(|| odd.defect(item, line, number));
                }
                if !scalar.text.is_empty() {
                    field.leaves.push(Leaf::plain(scalar.text));
                }
            }
        } else if !self.block {
            let scalar = if self.format == Format::Bare {
                Scalar { text: value.to_owned(), exact: true, problem: None }
            } else {
                scalar(value)
            };
            self.exact &= scalar.exact;
            if let Some(odd) = scalar.problem {
                self.problems.add(|| odd.defect(value, line, number));
            }
            if !scalar.text.is_empty() {
                field.leaves.push(Leaf::plain(scalar.text));
            }
        }
        self.store(field, line, number);
    }

    /// Keeps a field; the last of doubles counts, as it does on the sites that these posts are written for.
    fn store(&mut self, field: Field, line: &str, number: usize) {
        let next = self.fields.len();
        let index = *self.keys.entry(field.key.to_lowercase()).or_insert(next);
        self.current = Some(index);
        if index == next {
            return self.fields.push(field);
        }
        self.exact = false;
        self.problems.add(|| {
            let defect = Defect::warning(strings::DUPLICATE, strings::DUPLICATE_HINT).about(&field.key);
            defect.on_line(number).showing(line, 0..field.key.len())
        });
        if let Some(first) = self.fields.get_mut(index) {
            *first = field;
        }
    }
}

/// Says that a line is nothing that we know.
fn odd_line(line: &str, number: usize) -> Defect {
    let start = line.len() - line.trim_start().len();
    Defect::warning(strings::ODD_LINE, strings::ODD_LINE_HINT)
        .on_line(number)
        .showing(line, start..line.trim_end().len())
}

/// Splits `key: value`.
fn key_and_value(text: &str, format: Format) -> Option<(&str, &str)> {
    let key = split::key_of(text.as_bytes(), format)?;
    let key = std::str::from_utf8(key).ok()?;
    let mark = if format == Format::Toml { '=' } else { ':' };
    let value = text.split_once(mark)?.1;
    Some((key.trim(), value.trim()))
}

/// Gives the items of `[a, b]` on one line; commas inside quotes do not divide.
fn flow_list(value: &str) -> Option<Vec<&str>> {
    let inside = value.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut start = 0;
    let mut quote = None;
    for (index, c) in inside.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if inside.get(start..index).is_some_and(|head| head.trim().is_empty()) => {
                quote = Some(c)
            }
            (_, Some(open)) if c == open => quote = None,
            (',', None) => {
                items.push(inside.get(start..index).unwrap_or_default());
                start = index + 1;
            }
            (_, _) => {}
        }
    }
    let last = inside.get(start..).unwrap_or_default();
    if !last.trim().is_empty() {
        items.push(last);
    }
    Some(items)
}

/// Takes the quotes off, where both stand.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let pair = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    pair('"').or_else(|| pair('\'')).unwrap_or(text)
}

/// Reads one value as well as it can be read, and says what a YAML parser would not like about it.
fn scalar(value: &str) -> Scalar {
    match value.as_bytes().first() {
        None => Scalar { text: String::new(), exact: true, problem: None },
        Some(&quote @ (b'"' | b'\'')) => quoted(value, quote),
        Some(b'~') if value == "~" => Scalar { text: String::new(), exact: true, problem: None },
        Some(
            first @ (b'[' | b']' | b'{' | b'}' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b'|' | b'>' | b',' | b'#'
            | b'?' | b'-' | b':'),
        ) => {
            let starts = !matches!(first, b'-' | b'?' | b':') || value.get(1..2) == Some(" ");
            let odd = || Odd::new(strings::INDICATOR, strings::INDICATOR_HINT, 0..1).about(char::from(*first));
            let problem = (starts && *first != b'#').then(odd);
            let text = if *first == b'#' { String::new() } else { value.to_owned() };
            Scalar { text, exact: false, problem }
        }
        Some(_) => plain(value),
    }
}

/// Reads a value without quotes.
fn plain(value: &str) -> Scalar {
    let text = value.find(" #").and_then(|comment| value.get(..comment)).unwrap_or(value).trim_end();
    let colon = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len));
    if let Some(at) = colon {
        let problem = Odd::new(strings::COLON, strings::COLON_HINT, at..at + 1);
        return Scalar { text: text.to_owned(), exact: false, problem: Some(problem) };
    }
    let null = matches!(text, "null" | "Null" | "NULL");
    let odd = text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'));
    Scalar { text: text.to_owned(), exact: !null && !odd, problem: None }
}

/// Reads a value in quotes; inner quotes of the same kind are kept as they stand.
fn quoted(value: &str, quote: u8) -> Scalar {
    let inner_quotes = |at: usize| Odd::new(strings::INNER_QUOTES, strings::INNER_QUOTES_HINT, at..at + 1);
    let mark = char::from(quote);
    let inside = value.get(1..).unwrap_or_default();
    let body = inside
        .find(" #")
        .and_then(|at| inside.get(..at))
        .map(str::trim_end)
        .filter(|body| body.ends_with(mark))
        .unwrap_or(inside);
    let Some(text) = body.strip_suffix(mark) else {
        let problem = match inside.find(mark) {
            Some(at) => inner_quotes(1 + at),
            None => Odd::new(strings::OPEN, strings::OPEN_HINT, 0..1).about(mark),
        };
        return Scalar { text: inside.to_owned(), exact: false, problem: Some(problem) };
    };
    let escapes = text.contains('\\') && quote == b'"';
    let inner = text.find(mark);
    let doubled = quote == b'\'' && !text.replace("''", "").contains('\'');
    let problem = inner.filter(|_| !escapes && !doubled).map(|at| inner_quotes(1 + at));
    let text = if doubled { text.replace("''", "'") } else { text.to_owned() };
    let exact = !escapes && problem.is_none() && !text.chars().any(char::is_control);
    Scalar { text, exact, problem }
}
