//! Taking in what [`super::export`] wrote, here or on another machine: each line is merged on its own by its time.

use super::export::{Line, Name, Post, What};
use super::record::{Content, PostKey, Record, Stamped, asking};
use super::{State, is_lock, keep, unusable, unwritable};
use crate::diagnostic::Defect;
use crate::reading::{Anchor, Mark, Setting, StarredStory, StoryKey};
use crate::strings::state as strings;
use crate::text::SafeStr;
use std::io::{self, BufRead, Read};

/// What came of an import.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many records were read.
    pub records: usize,
    /// How many of them were news; the others were known, or older than what is known.
    pub news: usize,
    /// Lines that are no records, and what was expected there.
    pub bad: Vec<Defect>,
}

/// The longest line that is read, in bytes.
const LINE: u64 = 1 << 20;

/// The highest count that is taken: no database gets there by counting.
const MOST: i64 = 1 << 53;

impl State {
    /// Takes in records, one a line. Bad lines are passed over and told; all others are written together.
    ///
    /// # Errors
    /// The text cannot be read, or the state cannot be written; [`State::is_locked`] tells whether a lock is the reason.
    pub fn import(&mut self, mut text: impl BufRead) -> Result<Imported, Box<Defect>> {
        let mut imported = Imported::default();
        let mut records = Vec::new();
        let mut line = Vec::new();
        for number in 1.. {
            let read = next(&mut text, &mut line).map_err(|error| unusable(&error.to_string()))?;
            match read {
                Some(true) if line.trim_ascii().is_empty() => {}
                Some(true) => match parse(&line) {
                    Ok(record) => records.push(record),
                    Err(defect) => imported.bad.push(defect.on_line(number)),
                },
                Some(false) => {
                    let defect = Defect::warning(strings::LONG_LINE, strings::RECORD_HINT);
                    imported.bad.push(defect.on_line(number));
                }
                None => break,
            }
        }
        imported.records = records.len();
        let Some(connection) = self.connection.as_mut().filter(|_| self.writes) else {
            return Err(Box::new(Defect::broken(strings::NO_WRITING, strings::READ_ONLY_HINT)));
        };
        let merged = keep::merge(connection, &records);
        self.locked = merged.as_ref().is_err_and(is_lock);
        imported.news = merged.map_err(|error| unwritable(&error.to_string()))?;
        Ok(imported)
    }
}

/// Reads the next line: `false` for one that is too long, `None` at the end.
fn next(text: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    if text.by_ref().take(LINE).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || u64::try_from(line.len()).is_ok_and(|length| length < LINE) {
        return Ok(Some(true));
    }
    while text.by_ref().take(LINE).read_until(b'\n', line)? > 0 && !line.ends_with(b"\n") {
        line.clear();
    }
    Ok(Some(false))
}

/// Says what was expected, in the form in which it is written.
fn expected(what: &str) -> Box<Defect> {
    Box::new(Defect::warning(strings::EXPECTED, strings::RECORD_HINT).about(what))
}

/// Reads one record, or says what was expected.
fn parse(line: &[u8]) -> Result<Stamped, Box<Defect>> {
    let no_record = |error: serde_json::Error| {
        Box::new(Defect::warning(strings::NO_RECORD, strings::RECORD_HINT).about(&error.to_string()))
    };
    let Line { what, time, count } = serde_json::from_slice(line).map_err(no_record)?;
    if !(0..=MOST).contains(&count) {
        return Err(expected(&format!("count: 0 … {MOST}")));
    }
    let time: jiff::Timestamp = time.parse().map_err(|_| expected("time: 2026-02-05T08:00:00Z"))?;
    let record = match what {
        What::Read { post, on } => Record::Mark(key(post)?, Mark::Read(on)),
        What::Star { post, on } => Record::Mark(key(post)?, Mark::Star(on)),
        What::Story { post, story, title, on } => {
            let story = StarredStory { key: StoryKey(story), title: SafeStr::clean(&title) };
            Record::Mark(key(post)?, Mark::StarStory(story, on))
        }
        What::Place { post, offset, quote } => {
            Record::Mark(key(post)?, Mark::Place(offset.map(|offset| Anchor { offset, quote })))
        }
        What::View { name, query } => Record::View(filled(SafeStr::clean(&name), "name")?, query),
        What::Asked { list, text } => {
            Record::Asked(asking(&list).ok_or_else(|| expected("list: page | library | filter"))?, text)
        }
        What::Setting { name, value } => Record::Setting(
            Setting::read(&name, &value).ok_or_else(|| expected("name: theme | panes, value: dark | - 40 -"))?,
        ),
        What::Filter { library, query } => Record::Filter(bytes(library, "library")?, query),
        What::Last { library, path } => Record::Last(bytes(library, "library")?, bytes(path, "path")?),
    };
    Ok(Stamped { record, time: time.as_millisecond(), count })
}

fn key(post: Post) -> Result<PostKey, Box<Defect>> {
    let hash = match post.hash {
        Some(digits) => Some(u64::from_str_radix(&digits, 16).map_err(|_| expected("hash: 0123456789abcdef"))?),
        None => None,
    };
    let content = post.size.zip(hash).map(|(size, hash)| Content { size, hash });
    Ok(PostKey { library: bytes(post.library, "library")?, path: bytes(post.path, "path")?, content })
}

/// Reads a name; it may not be empty.
fn bytes(name: Name, field: &str) -> Result<Vec<u8>, Box<Defect>> {
    let bytes = match name {
        Name::Text(text) => text.into_bytes(),
        Name::Bytes { bytes } => {
            let pairs = bytes.as_bytes().chunks(2);
            let byte = |pair: &[u8]| {
                let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
                u8::from_str_radix(pair, 16).ok()
            };
            let read: Option<Vec<u8>> = pairs.map(byte).collect();
            read.ok_or_else(|| expected(&format!("{field}: {{\"bytes\": \"e4ba91\"}}")))?
        }
    };
    if bytes.is_empty() { Err(expected(&format!("{field}: …"))) } else { Ok(bytes) }
}

fn filled(text: SafeStr, field: &str) -> Result<SafeStr, Box<Defect>> {
    if text.is_empty() { Err(expected(&format!("{field}: …"))) } else { Ok(text) }
}
