//! Writing changes. Each names what it changes and nothing else, so what another instance has written stays.

use super::record::{PostKey, Record, Stamped, asking_word};
use super::{ASKED, schema};
use crate::reading::Mark;
use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};

/// Which of two changes of one thing counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The one that is made now.
    Last,
    /// The one with the later time; of two with one time the one with the higher count, then the one that says more.
    Newest,
}

/// Writes changes that were just made, in one transaction.
pub fn write(connection: &mut Connection, changes: &[Stamped]) -> Result<()> {
    let transaction = schema::begin(connection)?;
    for change in changes.iter().filter(|change| !change.record.is_fleeting()) {
        let count =
            transaction.query_row("UPDATE counter SET count = count + 1 RETURNING count", [], |row| row.get(0))?;
        store(&transaction, &change.record, Stamp { time: change.time, count }, Rule::Last)?;
    }
    transaction.commit()
}

/// Merges changes that were made elsewhere, in one transaction; says how many of them were news.
pub fn merge(connection: &mut Connection, changes: &[Stamped]) -> Result<usize> {
    let transaction = schema::begin(connection)?;
    let mut news = 0;
    for Stamped { record, time, count } in changes {
        transaction.execute("UPDATE counter SET count = max(count, ?1)", [count])?;
        news += store(&transaction, record, Stamp { time: *time, count: *count }, Rule::Newest)?;
    }
    transaction.commit()?;
    Ok(news)
}

/// When a change was made.
#[derive(Clone, Copy)]
struct Stamp {
    time: i64,
    count: i64,
}

/// Writes one change; says how many rows are other than before. The time of a thing never goes back, whatever the clock
/// does, so that an export of today never beats tomorrow's change.
fn store(transaction: &Transaction<'_>, record: &Record, stamp: Stamp, rule: Rule) -> Result<usize> {
    let (Stamp { time, count }, last) = (stamp, rule == Rule::Last);
    match record {
        Record::Mark(post, mark) => {
            let post = post_row(transaction, post, rule)?;
            let (kind, story, value, text) = columns(mark);
            transaction
                .prepare(
                    "
                INSERT INTO mark (post, kind, story, value, text, count, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT DO UPDATE SET
                  value = excluded.value, text = excluded.text, count = excluded.count, time = max(time, excluded.time)
                WHERE ?8 OR (excluded.time, excluded.count, excluded.value) > (time, count, value)",
                )?
                .execute(params![post, kind, story, value, text, count, time, last])
        }
        Record::View(name, query) => transaction.execute(
            "
            INSERT INTO view (name, query, count, time) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET query = excluded.query, count = excluded.count, time = max(time, excluded.time)
            WHERE ?5 OR (excluded.time, excluded.count) > (time, count)",
            params![name.as_str(), query, count, time, last],
        ),
        Record::Asked(asking, text) => {
            let kind = asking_word(*asking);
            let changed = transaction.execute(
                "
                INSERT INTO asked (kind, text, count, time) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET count = excluded.count, time = max(time, excluded.time)
                WHERE ?5 OR (excluded.time, excluded.count) > (time, count)",
                params![kind, text, count, time, last],
            )?;
            transaction.execute(
                "
                DELETE FROM asked WHERE kind = ?1
                AND text NOT IN (SELECT text FROM asked WHERE kind = ?1 ORDER BY count DESC LIMIT ?2)",
                params![kind, i64::try_from(ASKED).unwrap_or(i64::MAX)],
            )?;
            Ok(changed)
        }
        Record::Filter(library, query) => note(transaction, library, "filter", query.as_bytes(), stamp, rule),
        Record::Last(library, path) => note(transaction, library, "last", path, stamp, rule),
        Record::Setting(setting) => transaction.execute(
            "
            INSERT INTO setting (kind, value, count, time) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET value = excluded.value, count = excluded.count, time = max(time, excluded.time)
            WHERE ?5 OR (excluded.time, excluded.count, excluded.value) > (time, count, value)",
            params![setting.kind(), setting.value(), count, time, last],
        ),
        Record::Moved(from, to) => moved(transaction, from, to),
    }
}

/// Writes something about a library as a whole.
fn note(
    transaction: &Transaction<'_>,
    library: &[u8],
    kind: &str,
    value: &[u8],
    Stamp { time, count }: Stamp,
    rule: Rule,
) -> Result<usize> {
    let library = library_row(transaction, library)?;
    transaction.execute(
        "
        INSERT INTO note (library, kind, value, count, time) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET value = excluded.value, count = excluded.count, time = max(time, excluded.time)
        WHERE ?6 OR (excluded.time, excluded.count) > (time, count)",
        params![library, kind, value, count, time, rule == Rule::Last],
    )
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

/// Finds or makes the row of a library.
fn library_row(transaction: &Transaction<'_>, root: &[u8]) -> Result<i64> {
    let found = transaction.query_row("SELECT id FROM library WHERE root = ?1", [root], |row| row.get(0)).optional()?;
    match found {
        Some(id) => Ok(id),
        None => transaction.query_row("INSERT INTO library (root) VALUES (?1) RETURNING id", [root], |row| row.get(0)),
    }
}

/// Finds or makes the row of a post. What its file holds is known best by who has just read it.
fn post_row(transaction: &Transaction<'_>, post: &PostKey, rule: Rule) -> Result<i64> {
    let library = library_row(transaction, &post.library)?;
    let size = post.content.map(|content| content.size.cast_signed());
    let hash = post.content.map(|content| content.hash.cast_signed());
    transaction.execute(
        "
        INSERT INTO post (library, path, size, hash) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET size = excluded.size, hash = excluded.hash
        WHERE excluded.hash IS NOT NULL AND hash IS NOT excluded.hash AND (?5 OR hash IS NULL)",
        params![library, post.path, size, hash, rule == Rule::Last],
    )?;
    transaction.query_row("SELECT id FROM post WHERE library = ?1 AND path = ?2", params![library, post.path], |row| {
        row.get(0)
    })
}

/// Gives the marks of one post to another one that has none.
fn moved(transaction: &Transaction<'_>, from: &PostKey, to: &PostKey) -> Result<usize> {
    let old = library_row(transaction, &from.library)?;
    if from.library == to.library {
        return transaction.execute(
            "UPDATE OR IGNORE post SET path = ?3 WHERE library = ?1 AND path = ?2",
            params![old, from.path, to.path],
        );
    }
    let new = post_row(transaction, to, Rule::Last)?;
    transaction.execute(
        "
        INSERT OR IGNORE INTO mark (post, kind, story, value, text, count, time)
        SELECT ?1, kind, story, value, text, count, time FROM mark
        WHERE post = (SELECT id FROM post WHERE library = ?2 AND path = ?3)",
        params![new, old, from.path],
    )
}
