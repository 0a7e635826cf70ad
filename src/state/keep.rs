//! Writing changes. Each names what it changes and nothing else, so what another instance has written stays.

use super::record::{PostKey, Record, Stamped, asking_word};
use super::{ASKED, schema};
use crate::reading::Mark;
use rusqlite::{Connection, OptionalExtension, Params, Result, Transaction, params};

/// Which of two changes of one thing counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The one that is made now.
    Last,
    /// The one with the later time; of two with one time the one with the higher count, then the one that says more.
    Newest,
}

/// Writes changes that were just made, in one transaction. Each gets a count of its own.
pub fn write(connection: &mut Connection, changes: &[Stamped]) -> Result<()> {
    let transaction = schema::begin(connection)?;
    let mut writer = Writer::new(&transaction);
    let mut count: i64 = transaction.query_row("SELECT count FROM counter", [], |row| row.get(0))?;
    for change in changes.iter().filter(|change| !change.record.is_fleeting()) {
        count += 1;
        writer.store(&change.record, Stamp { time: change.time, count }, Rule::Last)?;
    }
    transaction.execute("UPDATE counter SET count = ?1", [count])?;
    transaction.commit()
}

/// Merges changes that were made elsewhere, in one transaction; says how many of them were news.
pub fn merge(connection: &mut Connection, changes: &[Stamped]) -> Result<usize> {
    let transaction = schema::begin(connection)?;
    let mut writer = Writer::new(&transaction);
    let mut news = 0;
    for Stamped { record, time, count } in changes {
        news += writer.store(record, Stamp { time: *time, count: *count }, Rule::Newest)?;
    }
    let highest = changes.iter().map(|change| change.count).max().unwrap_or(0);
    transaction.execute("UPDATE counter SET count = max(count, ?1)", [highest])?;
    transaction.commit()?;
    Ok(news)
}

/// When a change was made.
#[derive(Clone, Copy)]
struct Stamp {
    time: i64,
    count: i64,
}

/// Writes changes inside a transaction. Its statements are prepared once: thousands of changes come in one gesture.
struct Writer<'t> {
    transaction: &'t Transaction<'t>,
    /// The library of the last change and its row: all changes of a gesture are about one.
    library: Option<(Vec<u8>, i64)>,
}

impl<'t> Writer<'t> {
    fn new(transaction: &'t Transaction<'t>) -> Self {
        Writer { transaction, library: None }
    }

    /// Writes one change; says how many rows are other than before. The time of a thing never goes back, whatever the
    /// clock does, so that an export of today never beats tomorrow's change.
    fn store(&mut self, record: &Record, stamp: Stamp, rule: Rule) -> Result<usize> {
        let (Stamp { time, count }, last) = (stamp, rule == Rule::Last);
        match record {
            Record::Mark(post, mark) => {
                let library = self.post(post, rule)?;
                let (kind, story, value, text) = columns(mark);
                self.execute(
                    "
                    INSERT INTO mark (post, kind, story, value, text, count, time)
                    VALUES ((SELECT id FROM post WHERE library = ?1 AND path = ?2), ?3, ?4, ?5, ?6, ?7, ?8)
                    ON CONFLICT DO UPDATE SET
                      value = excluded.value, text = excluded.text, count = excluded.count,
                      time = max(time, excluded.time)
                    WHERE ?9 OR (excluded.time, excluded.count, excluded.value) > (time, count, value)",
                    params![library, post.path, kind, story, value, text, count, time, last],
                )
            }
            Record::Content(post) => self.post(post, rule).map(|_| 0),
            Record::View(name, query) => self.execute(
                "
                INSERT INTO view (name, query, count, time) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET query = excluded.query, count = excluded.count, time = max(time, excluded.time)
                WHERE ?5 OR (excluded.time, excluded.count) > (time, count)",
                params![name.as_str(), query, count, time, last],
            ),
            Record::Asked(asking, text) => {
                let kind = asking_word(*asking);
                let changed = self.execute(
                    "
                    INSERT INTO asked (kind, text, count, time) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT DO UPDATE SET count = excluded.count, time = max(time, excluded.time)
                    WHERE ?5 OR (excluded.time, excluded.count) > (time, count)",
                    params![kind, text, count, time, last],
                )?;
                self.execute(
                    "
                    DELETE FROM asked WHERE kind = ?1
                    AND text NOT IN (SELECT text FROM asked WHERE kind = ?1 ORDER BY count DESC LIMIT ?2)",
                    params![kind, i64::try_from(ASKED).unwrap_or(i64::MAX)],
                )?;
                Ok(changed)
            }
            Record::Filter(library, query) => self.note(library, "filter", query.as_bytes(), stamp, rule),
            Record::Last(library, path) => self.note(library, "last", path, stamp, rule),
            Record::Setting(setting) => self.execute(
                "
                INSERT INTO setting (kind, value, count, time) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET value = excluded.value, count = excluded.count, time = max(time, excluded.time)
                WHERE ?5 OR (excluded.time, excluded.count, excluded.value) > (time, count, value)",
                params![setting.kind(), setting.value(), count, time, last],
            ),
            Record::Moved(from, to) => self.moved(from, to),
        }
    }

    fn execute(&self, sql: &str, values: impl Params) -> Result<usize> {
        self.transaction.prepare_cached(sql)?.execute(values)
    }

    /// Writes something about a library as a whole.
    fn note(&mut self, library: &[u8], kind: &str, value: &[u8], stamp: Stamp, rule: Rule) -> Result<usize> {
        let Stamp { time, count } = stamp;
        let library = self.library(library)?;
        self.execute(
            "
            INSERT INTO note (library, kind, value, count, time) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET value = excluded.value, count = excluded.count, time = max(time, excluded.time)
            WHERE ?6 OR (excluded.time, excluded.count) > (time, count)",
            params![library, kind, value, count, time, rule == Rule::Last],
        )
    }

    /// Finds or makes the row of a library.
    fn library(&mut self, root: &[u8]) -> Result<i64> {
        if let Some((_, id)) = self.library.as_ref().filter(|(known, _)| known == root) {
            return Ok(*id);
        }
        let mut find = self.transaction.prepare_cached("SELECT id FROM library WHERE root = ?1")?;
        let id = match find.query_row([root], |row| row.get(0)).optional()? {
            Some(id) => id,
            None => {
                self.execute("INSERT INTO library (root) VALUES (?1)", [root])?;
                self.transaction.last_insert_rowid()
            }
        };
        self.library = Some((root.to_vec(), id));
        Ok(id)
    }

    /// Makes the row of a post where there is none, and gives the row of its library. What its file holds is known best by
    /// who has just read it.
    fn post(&mut self, post: &PostKey, rule: Rule) -> Result<i64> {
        let library = self.library(&post.library)?;
        let size = post.content.map(|content| content.size.cast_signed());
        let hash = post.content.map(|content| content.hash.cast_signed());
        let row = params![library, post.path, size, hash];
        self.execute("INSERT OR IGNORE INTO post (library, path, size, hash) VALUES (?1, ?2, ?3, ?4)", row)?;
        if hash.is_some() {
            self.execute(
                "
                UPDATE post SET size = ?3, hash = ?4
                WHERE library = ?1 AND path = ?2 AND hash IS NOT ?4 AND (?5 OR hash IS NULL)",
                params![library, post.path, size, hash, rule == Rule::Last],
            )?;
        }
        Ok(library)
    }

    /// Gives the marks of one post to another one that has none.
    fn moved(&mut self, from: &PostKey, to: &PostKey) -> Result<usize> {
        let old = self.library(&from.library)?;
        if from.library == to.library {
            return self.execute(
                "UPDATE OR IGNORE post SET path = ?3 WHERE library = ?1 AND path = ?2",
                params![old, from.path, to.path],
            );
        }
        let new = self.post(to, Rule::Last)?;
        self.execute(
            "
            INSERT OR IGNORE INTO mark (post, kind, story, value, text, count, time)
            SELECT (SELECT id FROM post WHERE library = ?1 AND path = ?2), kind, story, value, text, count, time FROM mark
            WHERE post = (SELECT id FROM post WHERE library = ?3 AND path = ?4)",
            params![new, to.path, old, from.path],
        )
    }
}

/// Gives what the columns of a mark hold: its kind, its story, its value, its text.
fn columns(mark: &Mark) -> (&'static str, &str, i64, &str) {
    match mark {
        Mark::Read(on) => ("read", "", i64::from(*on), ""),
        Mark::Star(on) => ("star", "", i64::from(*on), ""),
        Mark::StarStory(story, on) => ("story", story.key.0.as_str(), i64::from(*on), story.title.as_str()),
        Mark::Place(None) => ("place", "", -1, ""),
        Mark::Place(Some(anchor)) => ("place", "", i64::try_from(anchor.offset).unwrap_or(i64::MAX), &anchor.quote),
    }
}
