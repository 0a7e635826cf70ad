//! From fields to a post: what each key means, and the limits.

use super::field::{Field, Leaf};
use super::problems::Problems;
use super::split::{self, Format, Split};
use super::{Post, PostId, Tag, date, front, title};
use crate::diagnostic::{Defect, Diagnostic};
use crate::strings::post as strings;
use crate::text::{SafeStr, safe};
use std::borrow::Cow;
use std::collections::HashSet;

/// Limits of what is shown, in characters and in number (SAFETY: limits are stated where they are hit).
const TITLE_CHARS: usize = 500;
const TAG_CHARS: usize = 64;
const TAGS: usize = 64;
const EXTRA: usize = 64;
const EXTRA_CHARS: usize = 500;

/// Reads the head of one post. `path` is shown in diagnostics and searched for a date; `bytes` is the whole file in UTF-8,
/// of which only the front matter and the first lines of the body are looked at. Any bytes give a post.
pub fn head(id: PostId, path: SafeStr, bytes: &[u8]) -> (Post, Vec<Diagnostic>) {
    let split = split::split(bytes);
    let front = String::from_utf8_lossy(bytes.get(split.front.clone()).unwrap_or_default());
    let Reader { mut post, mut defects, problems, .. } = read(id, path, bytes, &split, &front);
    defects.extend(problems.list());
    post.warnings = defects.len();
    let path = &post.path;
    let diagnostics = defects.into_iter().map(|defect| Diagnostic { path: path.clone(), defect }).collect();
    (post, diagnostics)
}

/// The keys that title and date come from.
const BRIEF: [&str; 12] = [
    "title",
    "date",
    "published",
    "pubdate",
    "publishdate",
    "created",
    "last_modified",
    "updated",
    "path",
    "url",
    "permalink",
    "slug",
];

/// Reads title and date of one post alone, for many posts of which few are shown. A front matter in which one field refers
/// to another may give a different title than [`head`].
pub fn brief(id: PostId, path: SafeStr, bytes: &[u8]) -> Post {
    let split = split::split(bytes);
    let whole = bytes.get(split.front.clone()).unwrap_or_default();
    let by_line = matches!(split.format, Format::Yaml | Format::Bare);
    let few = if by_line { wanted_lines(whole, split.format) } else { Cow::Borrowed(whole) };
    read(id, path, bytes, &split, &String::from_utf8_lossy(&few)).post
}

/// The lines of the fields that title and date come from, with those that continue them.
fn wanted_lines(front: &[u8], format: Format) -> Cow<'_, [u8]> {
    let mut few = Vec::new();
    let mut wanted = false;
    for line in split::lines(front, 0) {
        let continues = line.bytes.first().is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'-');
        if !continues {
            let key = split::key_of(line.bytes, format);
            // What is no field may be anything: then all of it is read.
            let Some(key) = key.or(line.bytes.starts_with(b"#").then_some(b"")) else { return Cow::Borrowed(front) };
            wanted = BRIEF.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(key));
        }
        if wanted {
            few.extend_from_slice(front.get(line.start..line.next).unwrap_or_default());
        }
    }
    Cow::Owned(few)
}

/// Reads fields, title and date.
fn read<'a>(id: PostId, path: SafeStr, bytes: &[u8], split: &'a Split, front: &'a str) -> Reader<'a> {
    let (fields, defects) = front::fields(front, split);
    let post = Post { id, path, body: split.body.clone(), body_line: split.body_line, ..Post::default() };
    let mut reader = Reader { front, split, defects, problems: Problems::default(), post };
    for field in &fields {
        reader.field(field);
    }
    reader.find_title(bytes.get(split.body.clone()).unwrap_or_default());
    reader.find_date(&fields);
    reader
}

/// A post in the making.
struct Reader<'a> {
    front: &'a str,
    split: &'a Split,
    /// What the parser and the lines of the front matter say.
    defects: Vec<Defect>,
    /// What its fields say.
    problems: Problems,
    post: Post,
}

impl Reader<'_> {
    /// Gives one field its place.
    fn field(&mut self, field: &Field) {
        match field.key.to_lowercase().as_str() {
            "title" => self.post.title = self.text(field, &joined(field), TITLE_CHARS),
            "date" => self.date(field),
            "author" | "authors" => self.authors(field),
            "source" | "sources" => self.sources(field),
            "category" | "categories" => self.categories(field),
            "tag" | "tags" | "keyword" | "keywords" => self.tags(field),
            "taxonomies" => self.taxonomies(field),
            "layout" => {}
            _ => self.extra(field),
        }
    }

    /// Cleans one text for a line and cuts it; both are stated.
    fn text(&mut self, field: &Field, text: &str, limit: usize) -> SafeStr {
        let text = text.trim();
        let end = text.char_indices().nth(limit).map_or(text.len(), |(index, _)| index);
        if end < text.len() {
            self.warn(field, Defect::warning(strings::FIELD_CUT, strings::FIELD_CUT_HINT));
        }
        let cleaned = safe::clean(text.get(..end).unwrap_or_default());
        if cleaned.removed > 0 || text.contains(['\n', '\u{2028}', '\u{2029}', '\u{85}']) {
            self.warn(field, Defect::warning(strings::UNSAFE_FIELD, strings::UNSAFE_FIELD_HINT));
        }
        if end < text.len() { SafeStr::clean(&format!("{}…", cleaned.text)) } else { cleaned.text }
    }

    /// Adds a warning once for each field.
    fn warn(&mut self, field: &Field, defect: Defect) {
        let mut defect = defect;
        if defect.detail.is_empty() {
            defect.detail = SafeStr::clean(&field.key);
        }
        let is_it = |it: &Defect| it.message == defect.message && it.detail == defect.detail;
        if self.defects.iter().any(is_it) || self.problems.has(is_it) {
            return;
        }
        let (front, split) = (self.front, self.split);
        self.problems.add(|| match line_of(front, split, &field.key) {
            Some((number, line)) => {
                let start = line.find([':', '=']).map_or(0, |at| at + 1);
                let start = start + line.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                defect.on_line(number).showing(line, start..line.trim_end().len())
            }
            None => defect,
        });
    }

    fn date(&mut self, field: &Field) {
        let written = joined(field);
        if written.trim().is_empty() {
            return;
        }
        self.post.date_text = self.text(field, &written, TAG_CHARS);
        self.post.date = date::parse(&written);
        if self.post.date.is_none() {
            let shown = self.post.date_text.clone();
            self.warn(field, Defect::warning(strings::BAD_DATE, strings::BAD_DATE_HINT).about(&shown));
        }
    }

    /// Authors: a text, a list, a map with a name, a list of such maps.
    fn authors(&mut self, field: &Field) {
        for name in names(field) {
            let parts: Vec<&str> = if field.list { vec![name] } else { name.split([',', '，', '、', ';']).collect() };
            for part in parts {
                let shown = self.text(field, part, TITLE_CHARS);
                if !shown.is_empty() && !self.post.authors.contains(&shown) && self.post.authors.len() < TAGS {
                    self.post.authors.push(shown);
                }
            }
        }
    }

    /// Sources: a URL, several with commas, or a list of names.
    fn sources(&mut self, field: &Field) {
        for text in field.leaves.iter().map(|leaf| leaf.text.as_str()) {
            let urls = text.matches("://").count() > 1;
            let parts: Vec<&str> = if urls { text.split([',', '，', ' ']).collect() } else { vec![text] };
            for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
                let shown = self.text(field, part, super::SOURCE_CHARS);
                if looks_unsafe(part) {
                    self.warn(field, Defect::warning(strings::BAD_SOURCE, strings::BAD_SOURCE_HINT).about(&shown));
                }
                if self.post.sources.len() < TAGS {
                    self.post.sources.push(shown);
                }
            }
        }
    }

    fn categories(&mut self, field: &Field) {
        let words: Vec<String> = words(field, false);
        let known = std::mem::take(&mut self.post.categories);
        self.post.categories = self.values(field, known, &words);
    }

    fn tags(&mut self, field: &Field) {
        let words: Vec<String> = words(field, true);
        let known = std::mem::take(&mut self.post.tags);
        self.post.tags = self.values(field, known, &words);
    }

    /// Zola's table of tags and categories.
    fn taxonomies(&mut self, field: &Field) {
        let below = |keys: [&str; 2]| {
            let leaves = field.leaves.iter().filter(|leaf| keys.contains(&leaf.key.to_lowercase().as_str()));
            let leaves = leaves.map(|leaf| Leaf::plain(leaf.text.as_str())).collect();
            Field { key: field.key.clone(), leaves, list: true }
        };
        self.tags(&below(["tags", "tag"]));
        self.categories(&below(["categories", "category"]));
        self.authors(&below(["authors", "author"]));
    }

    /// Adds values without doubles, up to the limit.
    fn values(&mut self, field: &Field, mut into: Vec<Tag>, words: &[String]) -> Vec<Tag> {
        let mut keys: HashSet<String> = into.iter().map(|tag| tag.key.clone()).collect();
        for word in words {
            let tag = Tag::new(&self.text(field, word, TAG_CHARS));
            if tag.key.is_empty() || !keys.insert(tag.key.clone()) {
                continue;
            }
            if into.len() == TAGS {
                self.warn(field, Defect::warning(strings::FIELD_CUT, strings::FIELD_CUT_HINT));
                break;
            }
            into.push(tag);
        }
        into
    }

    /// Keeps a key that means nothing to us.
    fn extra(&mut self, field: &Field) {
        if self.post.extra.len() >= EXTRA {
            let defect = Defect::warning(strings::EXTRA_CUT, strings::EXTRA_CUT_HINT).about(&EXTRA.to_string());
            return self.warn(field, defect);
        }
        let leaf =
            |leaf: &Leaf| if leaf.key.is_empty() { leaf.text.clone() } else { format!("{}: {}", leaf.key, leaf.text) };
        let value = field.leaves.iter().take(TAGS).map(leaf).collect::<Vec<_>>().join(", ");
        let value: String = value.chars().take(EXTRA_CHARS).collect();
        let key: String = field.key.chars().take(TAG_CHARS).collect();
        self.post.extra.push((SafeStr::clean(&key), SafeStr::clean(&value)));
    }

    /// Gives a post without a title one: the first H1, else the first line, else the file name.
    fn find_title(&mut self, body: &[u8]) {
        if !is_blank(&self.post.title) {
            return;
        }
        if !self.post.title.is_empty()
            || self.problems.has(|it| it.message == strings::UNSAFE_FIELD && &*it.detail == "title")
        {
            let field = Field { key: "title".to_owned(), ..Field::default() };
            self.warn(&field, Defect::warning(strings::BLANK_TITLE, strings::BLANK_TITLE_HINT));
        }
        let found = title::of_body(body).map(|text| {
            let end = text.char_indices().nth(TITLE_CHARS).map(|(index, _)| index);
            match end {
                Some(end) => SafeStr::clean(&format!("{}…", text.get(..end).unwrap_or_default())),
                None => SafeStr::clean(&text),
            }
        });
        self.post.title = found.filter(|title| !is_blank(title)).unwrap_or_else(|| name_of(&self.post.path));
    }

    /// Gives a post without a date one: from the file name, from the path, from a key that holds a path.
    fn find_date(&mut self, fields: &[Field]) {
        if self.post.date.is_some() {
            return;
        }
        const DATES: [&str; 6] = ["published", "pubdate", "publishdate", "created", "last_modified", "updated"];
        const PATHS: [&str; 4] = ["path", "url", "permalink", "slug"];
        let value = |names: &[&str]| {
            let field = names.iter().find_map(|name| fields.iter().find(|field| field.key.eq_ignore_ascii_case(name)));
            field.map(joined).unwrap_or_default()
        };
        let path = self.post.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        self.post.date = date::parse(&value(&DATES))
            .or_else(|| date::find(name))
            .or_else(|| date::find(path))
            .or_else(|| date::find(&value(&PATHS)));
    }
}

/// Finds the line on which a key stands.
fn line_of<'a>(front: &'a str, split: &Split, key: &str) -> Option<(usize, &'a str)> {
    let found = split::lines(front.as_bytes(), 0).enumerate().find(|(_, line)| {
        split::key_of(line.bytes, split.format).is_some_and(|it| it.eq_ignore_ascii_case(key.as_bytes()))
    });
    let (index, line) = found?;
    Some((split.front_line + index, front.get(line.start..line.start + line.bytes.len())?))
}

/// Gives the file name without its extension; never empty.
fn name_of(path: &SafeStr) -> SafeStr {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if is_blank(stem) { SafeStr::literal("?") } else { SafeStr::clean(stem) }
}

/// True where nothing can be seen.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'))
}

/// Joins all texts of a field.
fn joined(field: &Field) -> String {
    field.leaves.iter().map(|leaf| leaf.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Gives the names of an author field: of a map what stands under `name`, else its first value.
fn names(field: &Field) -> Vec<&str> {
    let named: Vec<&str> = field
        .leaves
        .iter()
        .filter(|it| it.key.is_empty() || it.key.eq_ignore_ascii_case("name"))
        .map(|it| it.text.as_str())
        .collect();
    if named.is_empty() { field.leaves.first().map(|it| it.text.as_str()).into_iter().collect() } else { named }
}

/// Gives the words of a tags field: the items of a list; of one text its parts between commas, else (`blanks`) between
/// blanks, when none of them is a phrase in another script.
fn words(field: &Field, blanks: bool) -> Vec<String> {
    let texts = field.leaves.iter().map(|leaf| leaf.text.as_str());
    if field.list {
        return texts.map(str::to_owned).collect();
    }
    let parts = texts.flat_map(|text| {
        let comma = text.contains([',', '，', '、', ';', '；']);
        text.split(
            move |c: char| {
                if comma { matches!(c, ',' | '，' | '、' | ';' | '；') } else { blanks && c.is_whitespace() }
            },
        )
    });
    parts.map(|part| part.trim().trim_matches(['"', '\'']).to_owned()).filter(|part| !part.is_empty()).collect()
}

/// True for a source that looks like an address which must not be opened, or like an option.
fn looks_unsafe(source: &str) -> bool {
    let scheme = source.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let other = scheme.is_some_and(|scheme| {
        !matches!(scheme.as_str(), "http" | "https")
            && scheme.len() > 1
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
            && source.get(scheme.len() + 1..).is_some_and(|rest| !rest.starts_with(' '))
    });
    other || source.starts_with('-')
}
