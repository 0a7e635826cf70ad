//! The database file: how it is opened, what is in it, how an older one becomes today's.

use super::Setup;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Says that a database is ours: "ydst", in the place that SQLite has for it (<https://sqlite.org/fileformat2.html>, 1.3.14).
const APPLICATION: i32 = 0x7964_7374;

/// How much of the file is held in memory; that of 10,000 marked posts has 3 MB.
const CACHE_KB: i32 = 8 * 1024;

/// What makes each version out of the one before; a change of the tables is a new step, never a change of an old one.
///
/// `count` orders all changes of one database, whatever the clock does; `time` (milliseconds since 1970) is for people and
/// for imports. What was taken back stays as a row that says so, or an old import would bring it back.
const STEPS: &[&str] = &[
    "
CREATE TABLE counter (only INTEGER PRIMARY KEY CHECK (only = 1), count INTEGER NOT NULL) STRICT;
INSERT INTO counter VALUES (1, 0);
CREATE TABLE library (id INTEGER PRIMARY KEY, root BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE post (
  id INTEGER PRIMARY KEY, library INTEGER NOT NULL, path BLOB NOT NULL, size INTEGER, hash INTEGER, UNIQUE (library, path)
) STRICT;
CREATE TABLE mark (
  post INTEGER NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, value INTEGER NOT NULL, text TEXT NOT NULL,
  count INTEGER NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (post, kind, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE note (
  library INTEGER NOT NULL, kind TEXT NOT NULL, value BLOB NOT NULL, count INTEGER NOT NULL, time INTEGER NOT NULL,
  PRIMARY KEY (library, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE view (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT, count INTEGER NOT NULL, time INTEGER NOT NULL
) STRICT;
CREATE TABLE asked (
  kind TEXT NOT NULL, text TEXT NOT NULL, count INTEGER NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (kind, text)
) STRICT, WITHOUT ROWID;
",
    "
CREATE TABLE setting (
  kind TEXT PRIMARY KEY, value TEXT NOT NULL, count INTEGER NOT NULL, time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
];

/// The version that this program writes.
pub const VERSION: usize = STEPS.len();

/// The first version that has settings; an older file may be open that cannot be written.
pub const SETTINGS: usize = 2;

/// An open database.
pub struct Opened {
    /// It.
    pub connection: Connection,
    /// Whether it may be written.
    pub access: Access,
}

/// Whether a database may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Write,
    /// Not now, and why; trying again may help.
    Blocked(String),
    /// Its disk or its permissions forbid it.
    Read,
    /// A newer program wrote it, in this version.
    Newer(usize),
}

/// Why there is no database.
#[derive(Debug)]
pub enum Refusal {
    /// What is in the file makes no sense.
    Damaged(String),
    /// Another program has locked the file for now. This says nothing about the file itself, so it is tried again, and
    /// never opened in any other way: while somebody writes, a reader without locks reads nonsense.
    Locked,
    /// The file cannot be reached.
    Unusable(String),
    /// Something else stands there: a folder, a pipe.
    NoFile,
}

/// Opens the database, and makes it where there is none. Waits for a lock no longer than [`Setup::patience`].
pub fn open(file: &Path, setup: &Setup) -> Result<Opened, Refusal> {
    prepare(file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened =
        Connection::open_with_flags(file, flags).and_then(|connection| examine(connection, setup, STEPS, file));
    match opened {
        Ok(Some(opened)) => Ok(opened),
        Ok(None) => read_only(file, setup),
        Err(error) => match refusal(&error) {
            lasting @ (Refusal::Damaged(_) | Refusal::Locked) => Err(lasting),
            Refusal::Unusable(_) | Refusal::NoFile => read_only(file, setup),
        },
    }
}

/// Makes the folder and an empty file that nobody else may read, before SQLite would make one that everybody may.
fn prepare(file: &Path) -> Result<(), Refusal> {
    let unusable = |error: io::Error| Refusal::Unusable(format!("{}: {error}", file.display()));
    match fs::metadata(file) {
        Ok(facts) if facts.is_file() => return Ok(()),
        Ok(_) => return Err(Refusal::NoFile),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unusable(error)),
    }
    let mut folder = DirBuilder::new();
    let mut options = OpenOptions::new();
    folder.recursive(true);
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        options.mode(0o600);
    }
    file.parent().map_or(Ok(()), |parent| folder.create(parent)).map_err(unusable)?;
    match options.open(file) {
        Ok(_) => Ok(()),
        // Another instance was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(unusable(error)),
    }
}

/// Looks at what was opened, and brings it up to date; `None` where it may not even be read in the way of writers.
fn examine(connection: Connection, setup: &Setup, steps: &[&str], file: &Path) -> rusqlite::Result<Option<Opened>> {
    connection.busy_timeout(setup.patience)?;
    let version = version(&connection)?;
    if version > steps.len() {
        return Ok(None);
    }
    // What the check below reads is there for recalling; without it 2 MB are.
    connection.pragma_update(None, "cache_size", -CACHE_KB)?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let sound: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    let fresh = version == 0 && tables == 0;
    if sound != "ok" || (!fresh && (application != APPLICATION || version == 0)) {
        return Err(foreign());
    }
    if connection.is_readonly("main")? {
        return Ok(Some(Opened { connection, access: Access::Read }));
    }
    connection.pragma_update(None, "synchronous", if setup.waits { "full" } else { "off" })?;
    // The mode stays in the file. Where another instance is just opening it, it is what it is.
    let mode: rusqlite::Result<String> =
        connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0));
    if mode.is_err_and(|error| !is_lock(&error)) {
        let _: rusqlite::Result<String> =
            connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0));
    }
    let _: i64 = connection.pragma_update_and_check(None, "max_page_count", setup.pages, |row| row.get(0))?;
    let current = if version == steps.len() { Ok(()) } else { bring_up(&connection, version, steps, file) };
    Ok(Some(match current {
        Ok(()) => Opened { connection, access: Access::Write },
        Err(error) => match refusal(&error) {
            Refusal::Damaged(_) | Refusal::Locked => return Err(error),
            Refusal::Unusable(reason) => Opened { connection, access: Access::Blocked(reason) },
            Refusal::NoFile => Opened { connection, access: Access::Read },
        },
    }))
}

/// Copies an older file aside and makes today's version of it.
fn bring_up(connection: &Connection, version: usize, steps: &[&str], file: &Path) -> rusqlite::Result<()> {
    if version > 0 {
        // Not while another program writes: each attempt would make the copy anew.
        drop(Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?);
        let mut copy = file.as_os_str().to_owned();
        copy.push(format!(".v{version}"));
        // `VACUUM INTO` writes no file that exists; one of an earlier attempt is not worth more than today's.
        let _ = fs::remove_file(&copy);
        connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    migrate(&transaction, steps)?;
    transaction.commit()
}

/// Takes the steps that are left, inside a transaction: another instance may have taken them meanwhile.
fn migrate(transaction: &Transaction<'_>, steps: &[&str]) -> rusqlite::Result<()> {
    let version = version(transaction)?;
    for step in steps.iter().skip(version) {
        transaction.execute_batch(step)?;
    }
    if version < steps.len() {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
    }
    Ok(())
}

/// Begins a change: waits for other writers, and makes the tables where the disk was too full for them until now. An older
/// file is never brought up to date here, where no copy of it is made first.
pub fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    match version(&transaction)? {
        0 => migrate(&transaction, STEPS)?,
        VERSION => {}
        _ => return Err(foreign()),
    }
    Ok(transaction)
}

/// Gives the version of a database; 0 for one without tables.
pub fn version(connection: &Connection) -> rusqlite::Result<usize> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Opens a file that cannot be written, or that only a newer program may. Where not even the file that coordinates readers
/// can be made, nobody else writes either, and the database is read as it lies there.
fn read_only(file: &Path, setup: &Setup) -> Result<Opened, Refusal> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let look = |connection| look(connection, setup);
    let plain = Connection::open_with_flags(file, flags).and_then(look);
    let opened = plain.or_else(|first| {
        if is_lock(&first) {
            return Err(first);
        }
        let uri = format!("file:{}?immutable=1", escaped(file));
        let frozen = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).and_then(look);
        frozen.map_err(|_| first)
    });
    opened.map_err(|error| refusal(&error))
}

fn look(connection: Connection, setup: &Setup) -> rusqlite::Result<Opened> {
    connection.busy_timeout(setup.patience)?;
    let version = version(&connection)?;
    let access = if version > VERSION { Access::Newer(version) } else { Access::Read };
    Ok(Opened { connection, access })
}

/// Writes a path as the path of a URI.
fn escaped(file: &Path) -> String {
    let text = file.to_string_lossy();
    text.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// The error for a database that is not what we write.
fn foreign() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_NOTADB);
    rusqlite::Error::SqliteFailure(code, None)
}

/// Sorts out what an error means for the file.
pub fn refusal(error: &rusqlite::Error) -> Refusal {
    match error.sqlite_error_code() {
        _ if is_lock(error) => Refusal::Locked,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Refusal::Damaged(error.to_string()),
        Some(_) | None => Refusal::Unusable(error.to_string()),
    }
}

/// Tells whether an error says only that another program has the file locked. SQLITE_PROTOCOL is the same in the first
/// moments of a WAL file, SQLITE_LOCKED within one process (<https://sqlite.org/rescode.html>).
pub fn is_lock(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => true,
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    //! The next version does not exist yet; that an older file becomes one of it can only be shown in here.
    #![allow(clippy::unwrap_used)] // a test may

    use super::*;

    /// Opens a file as a program would whose steps are these.
    fn opened(file: &Path, steps: &[&str]) -> Connection {
        prepare(file).unwrap();
        let connection = Connection::open(file).unwrap();
        let opened = examine(connection, &Setup::default(), steps, file).unwrap().unwrap();
        assert_eq!(opened.access, Access::Write);
        opened.connection
    }

    fn names(connection: &Connection) -> Vec<String> {
        let mut names = connection.prepare("SELECT name FROM view ORDER BY id").unwrap();
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn an_older_file_is_copied_aside_and_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a #?% b").join("state.db");
        let add = "INSERT INTO view (name, query, count, time) VALUES (?1, 'x', 1, 1)";
        opened(&file, STEPS).execute(add, ["old"]).unwrap();
        let steps = [STEPS, &["ALTER TABLE view ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"]].concat();
        for turn in 0..2 {
            let newer = opened(&file, &steps);
            assert_eq!((version(&newer).unwrap(), names(&newer).len()), (VERSION + 1, turn + 1));
            let colour: String = newer.query_row("SELECT colour FROM view LIMIT 1", [], |row| row.get(0)).unwrap();
            assert_eq!(colour, "red");
            newer.execute(add, [turn.to_string()]).unwrap();
        }
        let mut copy = file.as_os_str().to_owned();
        copy.push(format!(".v{VERSION}"));
        let copy = opened(Path::new(&copy), STEPS);
        assert_eq!((version(&copy).unwrap(), names(&copy)), (VERSION, vec!["old".to_owned()]));
        // And the program of today reads the newer one, and does not write it.
        let read = open(&file, &Setup::default()).map(|opened| opened.access);
        assert!(matches!(read, Ok(Access::Newer(newer)) if newer == VERSION + 1));
    }

    #[test]
    fn the_first_version_gets_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.db");
        let first = opened(&file, &STEPS[..1]);
        first.execute("INSERT INTO view (name, query, count, time) VALUES ('old', 'x', 1, 1)", []).unwrap();
        assert!(first.query_row("SELECT count(*) FROM setting", [], |row| row.get::<_, i64>(0)).is_err());
        drop(first);
        let now = opened(&file, STEPS);
        assert_eq!((version(&now).unwrap(), names(&now)), (SETTINGS, vec!["old".to_owned()]));
        now.query_row("SELECT count(*) FROM setting", [], |row| row.get::<_, i64>(0)).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_version() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.db");
        drop(opened(&file, STEPS));
        let steps = [STEPS, &["DROP TABLE asked; ALTER TABLE nothing ADD COLUMN a"]].concat();
        let connection = Connection::open(&file).unwrap();
        let blocked = examine(connection, &Setup::default(), &steps, &file).unwrap().unwrap();
        assert!(matches!(blocked.access, Access::Blocked(_)));
        drop(blocked);
        let old = opened(&file, STEPS);
        assert_eq!(version(&old).unwrap(), VERSION);
        old.query_row("SELECT count(*) FROM asked", [], |row| row.get::<_, i64>(0)).unwrap();
    }
}
