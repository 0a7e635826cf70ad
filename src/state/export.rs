//! The state as text: one JSON object a line, each a record that [`super::import`] takes in again.

use super::State;
use super::recall::place;
use super::record::{Content, PostKey, Record, Stamped, asking};
use super::schema;
use crate::reading::{Mark, Setting, StarredStory, StoryKey};
use crate::text::SafeStr;
use rusqlite::{Connection, Result, Row};
use serde::{Deserialize, Serialize};

/// Why the state cannot be read.
pub type Unreadable = rusqlite::Error;

/// One line.
#[derive(Serialize, Deserialize)]
pub struct Line {
    /// What changed.
    #[serde(flatten)]
    pub what: What,
    /// When, for people and to merge by.
    pub time: String,
    /// Its place among all changes of the database.
    pub count: i64,
}

/// The kinds of lines.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum What {
    /// A post is read, or not.
    Read {
        #[serde(flatten)]
        post: Post,
        on: bool,
    },
    /// A post is starred, or not.
    Star {
        #[serde(flatten)]
        post: Post,
        on: bool,
    },
    /// A story is starred, or not.
    Story {
        #[serde(flatten)]
        post: Post,
        story: String,
        title: String,
        on: bool,
    },
    /// Where a post was left; its head where there is no offset.
    Place {
        #[serde(flatten)]
        post: Post,
        offset: Option<usize>,
        quote: String,
    },
    /// A saved view; deleted where it has no query.
    View { name: String, query: Option<String> },
    /// What was asked for in a list.
    Asked { list: String, text: String },
    /// The filter of a library.
    Filter { library: Name, query: String },
    /// The post of a library that was open last.
    Last { library: Name, path: Name },
    /// How the program looks.
    Setting { name: String, value: String },
}

/// What a post is known by.
#[derive(Serialize, Deserialize)]
pub struct Post {
    /// The folder of its library.
    pub library: Name,
    /// Its path below that folder.
    pub path: Name,
    /// How many bytes it held.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size: Option<u64>,
    /// Their hash, in hexadecimal digits: programs that know only floating numbers read it unharmed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
}

/// A path: text where it is UTF-8, as most are, else its bytes in hexadecimal digits.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub enum Name {
    /// UTF-8.
    Text(String),
    /// Any bytes.
    Bytes {
        /// Two digits for each.
        bytes: String,
    },
}

impl State {
    /// Gives every record of the file, the oldest first, as lines that can be shown.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn export(&self) -> std::result::Result<Vec<SafeStr>, Unreadable> {
        let Some(connection) = &self.connection else { return Ok(Vec::new()) };
        let transaction = connection.unchecked_transaction()?;
        if schema::version(&transaction)? == 0 {
            return Ok(Vec::new());
        }
        let mut records = records(&transaction)?;
        records.sort_by_key(|record| record.count);
        let lines = records.iter().filter_map(line);
        Ok(lines.filter_map(|line| serde_json::to_string(&line).ok()).map(|json| visible(&json)).collect())
    }
}

/// Reads all records.
fn records(connection: &Connection) -> Result<Vec<Stamped>> {
    let mut all = Vec::new();
    let stamped = |record, count, time| Stamped { record, time, count };
    let mut marks = connection.prepare(
        "
        SELECT root, path, size, hash, kind, story, value, text, count, time
        FROM mark JOIN post ON post.id = mark.post JOIN library ON library.id = post.library",
    )?;
    let mut rows = marks.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(mark) = mark(row)? {
            all.push(stamped(Record::Mark(post(row)?, mark), row.get(8)?, row.get(9)?));
        }
    }
    let mut notes = connection.prepare(
        "
        SELECT root, kind, value, count, time FROM note JOIN library ON library.id = note.library",
    )?;
    let mut rows = notes.query([])?;
    while let Some(row) = rows.next()? {
        let (library, kind, value): (Vec<u8>, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let record = match kind.as_str() {
            "filter" => Record::Filter(library, String::from_utf8_lossy(&value).into_owned()),
            _ => Record::Last(library, value),
        };
        all.push(stamped(record, row.get(3)?, row.get(4)?));
    }
    let mut views = connection.prepare("SELECT name, query, count, time FROM view")?;
    let mut rows = views.query([])?;
    while let Some(row) = rows.next()? {
        let record = Record::View(SafeStr::clean(&row.get::<_, String>(0)?), row.get(1)?);
        all.push(stamped(record, row.get(2)?, row.get(3)?));
    }
    let mut asked = connection.prepare("SELECT kind, text, count, time FROM asked")?;
    let mut rows = asked.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(list) = asking(&row.get::<_, String>(0)?) {
            all.push(stamped(Record::Asked(list, row.get(1)?), row.get(2)?, row.get(3)?));
        }
    }
    if schema::version(connection)? >= schema::SETTINGS {
        let mut settings = connection.prepare("SELECT kind, value, count, time FROM setting")?;
        let mut rows = settings.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(setting) = Setting::read(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?) {
                all.push(stamped(Record::Setting(setting), row.get(2)?, row.get(3)?));
            }
        }
    }
    Ok(all)
}

/// Reads which post a row is about.
fn post(row: &Row<'_>) -> Result<PostKey> {
    let (size, hash): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
    let content = size.zip(hash).map(|(size, hash)| Content { size: size.cast_unsigned(), hash: hash.cast_unsigned() });
    Ok(PostKey { library: row.get(0)?, path: row.get(1)?, content })
}

/// Reads the mark of a row; `None` for a kind that we do not know.
fn mark(row: &Row<'_>) -> Result<Option<Mark>> {
    let (kind, value): (String, i64) = (row.get(4)?, row.get(6)?);
    Ok(match kind.as_str() {
        "read" => Some(Mark::Read(value > 0)),
        "star" => Some(Mark::Star(value > 0)),
        "place" => Some(Mark::Place(place(value, row.get(7)?))),
        "story" => {
            let title = SafeStr::clean(&row.get::<_, String>(7)?);
            Some(Mark::StarStory(StarredStory { key: StoryKey(row.get(5)?), title }, value > 0))
        }
        _ => None,
    })
}

/// Makes the line of a record; `None` where it has none, or a time that no calendar has.
fn line(stamped: &Stamped) -> Option<Line> {
    let what = match &stamped.record {
        Record::Mark(post, mark) => {
            let post = Post {
                library: name(&post.library),
                path: name(&post.path),
                size: post.content.map(|content| content.size),
                hash: post.content.map(|content| format!("{:016x}", content.hash)),
            };
            match mark {
                Mark::Read(on) => What::Read { post, on: *on },
                Mark::Star(on) => What::Star { post, on: *on },
                Mark::StarStory(story, on) => {
                    let (story, title) = (story.key.0.clone(), story.title.to_string());
                    What::Story { post, story, title, on: *on }
                }
                Mark::Place(place) => {
                    let quote = place.as_ref().map(|anchor| anchor.quote.clone()).unwrap_or_default();
                    What::Place { post, offset: place.as_ref().map(|anchor| anchor.offset), quote }
                }
            }
        }
        Record::View(name, query) => What::View { name: name.to_string(), query: query.clone() },
        Record::Asked(list, text) => {
            What::Asked { list: super::record::asking_word(*list).to_owned(), text: text.clone() }
        }
        Record::Filter(library, query) => What::Filter { library: name(library), query: query.clone() },
        Record::Last(library, path) => What::Last { library: name(library), path: name(path) },
        Record::Setting(setting) => What::Setting { name: setting.kind().to_owned(), value: setting.value() },
        Record::Content(_) | Record::Moved(..) => return None,
    };
    let time = jiff::Timestamp::from_millisecond(stamped.time).ok()?.to_string();
    Some(Line { what, time, count: stamped.count })
}

/// Writes bytes as a name.
fn name(bytes: &[u8]) -> Name {
    match std::str::from_utf8(bytes) {
        Ok(text) => Name::Text(text.to_owned()),
        Err(_) => Name::Bytes { bytes: bytes.iter().map(|byte| format!("{byte:02x}")).collect() },
    }
}

/// Makes a line of JSON fit for a terminal without losing a character: what may not be shown is written as `\u` and its
/// number.
fn visible(json: &str) -> SafeStr {
    let shown = SafeStr::clean(json);
    if shown.as_str() == json {
        return shown;
    }
    let mut out = String::with_capacity(json.len() * 2);
    for c in json.chars() {
        if c.is_ascii_graphic() || c == ' ' {
            out.push(c);
        } else {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    SafeStr::clean(&out)
}
