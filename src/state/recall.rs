//! Reading back what was kept about a library.

use super::adopt::{self, Adopted, Orphan};
use super::record::{Content, PostKey, Record, Stamped, asking};
use super::{ASKED, Locked, schema};
use crate::diagnostic::Defect;
use crate::reading::{Anchor, Asking, Mark, Marks, PaneWidths, Setting, StarredStory, StoryKey, View};
use crate::store::Library;
use crate::strings::state as strings;
use crate::text::SafeStr;
use rusqlite::{Connection, Result, Row};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// All that is kept about a library, and what belongs to all of them.
#[derive(Debug, Default)]
pub struct Recalled {
    /// The posts about which something is known, by their index.
    pub marks: Vec<(usize, Marks)>,
    /// The saved views, in the order in which they were made.
    pub views: Vec<View>,
    /// What has been asked for, each list with the latest last.
    pub asked: HashMap<Asking, Vec<String>>,
    /// The filter that was in force.
    pub filter: String,
    /// The index of the post that was open last.
    pub last: Option<usize>,
    /// The theme that was chosen.
    pub theme: Option<String>,
    /// How wide the panes were made.
    pub panes: PaneWidths,
    /// What is wrong with the state, where it was not told before.
    pub trouble: Option<Defect>,
}

/// Reads the database, then applies what is not written yet. Gives also what was found to be moved, and the posts with
/// marks whose files were never read.
///
/// # Errors
/// The database is locked.
pub fn recall(
    connection: Option<&Connection>,
    library: &Library,
    identity: &[u8],
    pending: &[Stamped],
) -> std::result::Result<(Recalled, Vec<Record>, Vec<usize>), Locked> {
    let shelf = Shelf::new(library, identity);
    let mut found = Found::default();
    let read = connection.map_or(Ok(()), |connection| read(connection, &shelf, &mut found));
    let trouble = match read {
        Ok(()) => None,
        Err(error) if schema::is_lock(&error) => return Err(Locked),
        Err(error) => Some(Defect::warning(strings::DAMAGED, strings::DAMAGED_HINT).about(&error.to_string())),
    };
    for change in pending {
        found.apply(&change.record, &shelf);
    }
    let Found { marks, mut recalled, moved, unread } = found;
    recalled.marks = marks.into_iter().filter(|(_, marks)| *marks != Marks::default()).collect();
    recalled.marks.sort_by_key(|(index, _)| *index);
    recalled.trouble = trouble;
    Ok((recalled, moved, unread))
}

/// A library by its paths.
struct Shelf<'a> {
    library: &'a Library,
    identity: &'a [u8],
    indexes: HashMap<Cow<'a, [u8]>, usize>,
}

impl<'a> Shelf<'a> {
    fn new(library: &'a Library, identity: &'a [u8]) -> Self {
        let paths = (0..library.posts.len()).filter_map(|index| Some((library.relative(index)?, index)));
        Shelf { library, identity, indexes: paths.collect() }
    }
}

/// What has been found so far.
#[derive(Default)]
struct Found {
    marks: HashMap<usize, Marks>,
    recalled: Recalled,
    moved: Vec<Record>,
    /// Posts of which it is not known what their files hold.
    unread: Vec<usize>,
}

/// Reads all in one transaction, so that another instance's change is in all of it or in nothing. What was read before an
/// error counts.
fn read(connection: &Connection, shelf: &Shelf<'_>, found: &mut Found) -> Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let version = schema::version(&transaction)?;
    if version == 0 {
        return Ok(());
    }
    posts(&transaction, shelf, found)?;
    found.recalled.views = views(&transaction)?;
    let mut asked = transaction.prepare("SELECT kind, text FROM asked ORDER BY count")?;
    for row in asked.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))? {
        let (kind, text) = row?;
        if let Some(asking) = asking(&kind) {
            found.recalled.asked.entry(asking).or_default().push(text);
        }
    }
    let notes = "SELECT kind, value FROM note WHERE library = (SELECT id FROM library WHERE root = ?1)";
    let mut notes = transaction.prepare(notes)?;
    for row in notes.query_map([shelf.identity], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))? {
        let (kind, value) = row?;
        match kind.as_str() {
            "filter" => found.recalled.filter = String::from_utf8_lossy(&value).into_owned(),
            "last" => found.recalled.last = shelf.indexes.get(value.as_slice()).copied(),
            _ => {}
        }
    }
    if version >= schema::SETTINGS {
        settings(&transaction)?.into_iter().for_each(|setting| found.recalled.set(setting));
    }
    Ok(())
}

/// Reads how the program looks; what makes no sense is passed over.
fn settings(connection: &Connection) -> Result<Vec<Setting>> {
    let mut settings = connection.prepare("SELECT kind, value FROM setting")?;
    let rows = settings.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    rows.filter_map(|row| row.map(|(kind, value)| Setting::read(&kind, &value)).transpose()).collect()
}

fn views(connection: &Connection) -> Result<Vec<View>> {
    let mut views = connection.prepare("SELECT name, query FROM view WHERE query IS NOT NULL ORDER BY id")?;
    let view = |row: &Row<'_>| Ok(View { name: SafeStr::clean(&row.get::<_, String>(0)?), query: row.get(1)? });
    views.query_map([], view)?.collect()
}

/// Reads the marks of all posts of a library, and says which were found under other names.
fn posts(connection: &Connection, shelf: &Shelf<'_>, found: &mut Found) -> Result<()> {
    let mut rows: HashMap<i64, usize> = HashMap::with_capacity(shelf.library.posts.len());
    let mut orphans = Vec::new();
    for orphan in keys(connection, shelf.identity)? {
        match shelf.indexes.get(orphan.key.path.as_slice()) {
            Some(index) => {
                if orphan.key.content.is_none() && shelf.library.length(*index) > 0 {
                    found.unread.push(*index);
                }
                rows.insert(orphan.id, *index);
            }
            None => orphans.push(orphan),
        }
    }
    let mut roots = connection.prepare("SELECT root FROM library WHERE root <> ?1")?;
    for root in roots.query_map([shelf.identity], |row| row.get::<_, Vec<u8>>(0))? {
        let root = root?;
        if !shelf.identity.is_empty() && adopt::is_gone(&root) {
            orphans.extend(keys(connection, &root)?);
        }
    }
    orphans.retain(|orphan| orphan.key.content.is_some());
    if !orphans.is_empty() {
        let known: HashSet<usize> = rows.values().copied().collect();
        let fresh: Vec<usize> = (0..shelf.library.posts.len()).filter(|index| !known.contains(index)).collect();
        for Adopted { id, index, record } in adopt::find(shelf.library, shelf.identity, &fresh, orphans) {
            rows.insert(id, index);
            found.moved.push(record);
        }
    }
    marks(connection, &rows, &mut found.marks)
}

/// Lists the posts that are known of a library.
fn keys(connection: &Connection, root: &[u8]) -> Result<Vec<Orphan>> {
    // The plus keeps SQLite off the index: most rows are of one library, and it would look each of them up.
    let sql = "SELECT id, path, size, hash FROM post WHERE +library = (SELECT id FROM library WHERE root = ?1)";
    let mut posts = connection.prepare(sql)?;
    let key = |row: &Row<'_>| {
        let (size, hash): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
        let content =
            size.zip(hash).map(|(size, hash)| Content { size: size.cast_unsigned(), hash: hash.cast_unsigned() });
        Ok(Orphan { id: row.get(0)?, key: PostKey { library: root.to_vec(), path: row.get(1)?, content } })
    };
    posts.query_map([root], key)?.collect()
}

/// Reads the marks of the posts whose rows are asked for, from one end of the table to the other: most are of the library that
/// is open, and looking for them one by one takes longer. What makes no sense is passed over: somebody has edited it.
fn marks(connection: &Connection, rows: &HashMap<i64, usize>, marks: &mut HashMap<usize, Marks>) -> Result<()> {
    let mut stars: HashMap<usize, Vec<(i64, StarredStory)>> = HashMap::new();
    marks.reserve(rows.len());
    let mut statement = connection.prepare("SELECT post, kind, story, value, text, count FROM mark")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let Some(&index) = rows.get(&row.get(0)?) else { continue };
        let value: i64 = row.get(3)?;
        let of_post = marks.entry(index).or_default();
        match row.get_ref(1)?.as_bytes()? {
            b"read" => of_post.read = value > 0,
            b"star" => of_post.starred = value > 0,
            b"place" => of_post.place = place(value, row.get(4)?),
            b"story" if value > 0 => {
                let title = SafeStr::clean(row.get_ref(4)?.as_str()?);
                let story = StarredStory { key: StoryKey(row.get(2)?), title };
                stars.entry(index).or_default().push((row.get(5)?, story));
            }
            _ => {}
        }
    }
    for (index, mut stories) in stars {
        stories.sort_by_key(|(count, _)| *count);
        marks.entry(index).or_default().stories = stories.into_iter().map(|(_, story)| story).collect();
    }
    Ok(())
}

/// Makes a place of its columns; a negative value is the head of the post.
pub fn place(value: i64, quote: String) -> Option<Anchor> {
    usize::try_from(value).ok().map(|offset| Anchor { offset, quote })
}

impl Recalled {
    fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Theme(name) => self.theme = Some(name),
            Setting::Panes(panes) => self.panes = panes,
        }
    }
}

impl Found {
    /// Applies a change that is not in the database.
    fn apply(&mut self, record: &Record, shelf: &Shelf<'_>) {
        let recalled = &mut self.recalled;
        match record {
            Record::Mark(post, mark) => self.mark(post, mark, shelf),
            Record::View(name, query) => {
                let at = recalled.views.iter().position(|view| view.name == *name);
                match (at, query) {
                    (Some(at), Some(query)) => recalled.views[at].query.clone_from(query),
                    (Some(at), None) => drop(recalled.views.remove(at)),
                    (None, Some(query)) => recalled.views.push(View { name: name.clone(), query: query.clone() }),
                    (None, None) => {}
                }
            }
            Record::Asked(asking, text) => {
                let asked = recalled.asked.entry(*asking).or_default();
                asked.retain(|other| other != text);
                asked.push(text.clone());
                asked.drain(..asked.len().saturating_sub(ASKED));
            }
            Record::Filter(library, query) if library == shelf.identity => recalled.filter.clone_from(query),
            Record::Last(library, path) if library == shelf.identity => {
                recalled.last = shelf.indexes.get(path.as_slice()).copied();
            }
            Record::Setting(setting) => recalled.set(setting.clone()),
            // Another library's; what is not recalled; and what was moved has been found again above.
            Record::Filter(..) | Record::Last(..) | Record::Content(_) | Record::Moved(..) => {}
        }
    }

    fn mark(&mut self, post: &PostKey, mark: &Mark, shelf: &Shelf<'_>) {
        let index = shelf.indexes.get(post.path.as_slice()).filter(|_| post.library == shelf.identity);
        if let Some(index) = index {
            self.marks.entry(*index).or_default().set(mark);
        }
    }
}
