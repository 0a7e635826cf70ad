//! Which posts a command works on, and which of them is meant.

use super::args::Arguments;
use super::context::{Context, variable};
use super::failure::{Failure, say};
use super::find::{Found, find};
use crate::config;
use crate::diagnostic::{Defect, Diagnostic};
use crate::document::{self, Document};
use crate::store::{self, Library, Source};
use crate::strings::{cli as words, post as strings};
use crate::text::SafeStr;
use crate::text::near::nearest;
use clap::CommandFactory;
use std::io::Read;
use std::path::Path;

/// One post, chosen, read and parsed.
pub struct Chosen {
    /// The library that it belongs to.
    pub library: Library,
    /// Its index there.
    pub index: usize,
}

/// A post's parsed body with every defect of the file, lines counted from its beginning.
pub struct Body {
    /// The body.
    pub document: Document,
    /// What is wrong with head and body.
    pub defects: Vec<Defect>,
}

/// How many bytes of standard input are read: those of the largest file that the store reads.
const STDIN_BYTES: u64 = 16 << 20;

/// Loads the posts that `path`, `--posts`, the environment, the configuration or the current folder names.
pub fn load(context: &Context, path: Option<&Path>) -> Result<Library, Failure> {
    if let (Some(path), Some(_)) = (path, &context.common.posts) {
        refuse_outside(context, path)?;
    }
    let source = source(context, path);
    let library = store::load(&source, 1).map_err(|diagnostic| missing(context, &source, &diagnostic))?;
    match (&source, &library.posts[..]) {
        (Source::File(path), [post]) => refuse_no_post(context, path, post.broken.as_ref())?,
        (Source::File(_) | Source::BuiltIn | Source::Folder(_) | Source::Text { .. }, _) => {}
    }
    Ok(library)
}

/// Loads the one file of the posts folder at hand that a path names; `None` where it names none of it.
pub fn load_named(context: &Context, path: &Path) -> Result<Option<Library>, Failure> {
    let source = source(context, None);
    let Source::Folder(folder) = &source else { return Ok(None) };
    let Some(named) = store::named(folder, path) else { return Ok(None) };
    let mut listing = store::list(&source).map_err(|diagnostic| missing(context, &source, &diagnostic))?;
    if !listing.keep(&named) {
        return Ok(None);
    }
    let library = store::read(listing, 1);
    for post in &library.posts {
        refuse_no_post(context, path, post.broken.as_ref())?;
    }
    Ok(Some(library))
}

/// Says where posts come from: the named path, `--posts`, and what the environment and the configuration name.
pub fn source(context: &Context, path: Option<&Path>) -> Source {
    let named = path.or(context.common.posts.as_deref());
    config::source(named, &variable, context.config.posts.as_deref(), Path::new(""))
}

/// Finds the post that `word` names: `-` is standard input, then a file of the library, any other file, a post of the library.
pub fn choose(context: &Context, word: &Path) -> Result<Chosen, Failure> {
    if word == Path::new("-") {
        let library = load_source(context, &stdin(context)?)?;
        return Ok(Chosen { library, index: 0 });
    }
    if let Some(library) = load_named(context, word)? {
        return Ok(Chosen { library, index: 0 });
    }
    if word.is_file() {
        return Ok(Chosen { library: load(context, Some(word))?, index: 0 });
    }
    let library = load(context, None)?;
    // Only files are called by their bytes; ids and titles are text.
    let word = word.to_string_lossy();
    match find(&library.posts, &word) {
        Found::One(index) => Ok(Chosen { library, index }),
        Found::Several(found) => Err(several(context, &library, &word, &found)),
        Found::None => Err(no_such_post(context, &library, &word)),
    }
}

impl Chosen {
    /// Reads and parses its body.
    ///
    /// # Errors
    /// Why it cannot be read as a post.
    pub fn body(&self) -> Result<Body, Box<Defect>> {
        body(&self.library, self.index)
    }
}

/// Reads and parses the body of the post at `index`.
pub fn body(library: &Library, index: usize) -> Result<Body, Box<Defect>> {
    let reading = library.open(index)?;
    let post = &library.posts[index];
    let document = document::parse(post.body_of(&reading.text));
    let of_head = library.diagnostics.iter().filter(|it| it.path == post.path).map(|it| it.defect.clone());
    let mut defects: Vec<Defect> = of_head.collect();
    for defect in reading.defects {
        if !defects.contains(&defect) {
            defects.push(defect);
        }
    }
    let below = |line: usize| line + post.body_line.saturating_sub(1);
    defects.extend(document.defects.iter().cloned().map(|defect| Defect { line: defect.line.map(below), ..defect }));
    Ok(Body { document, defects })
}

fn load_source(context: &Context, source: &Source) -> Result<Library, Failure> {
    store::load(source, 1).map_err(|diagnostic| missing(context, source, &diagnostic))
}

fn stdin(context: &Context) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(STDIN_BYTES).read_to_end(&mut bytes);
    let unread = |error: std::io::Error| {
        Failure::usage(say(words::NO_INPUT, context.lang, &[&error.to_string()]), SafeStr::default())
    };
    read.map_err(unread)?;
    Ok(Source::Text { name: words::STDIN.to_owned(), bytes })
}

/// What is said when the folder or file is not there.
pub fn missing(context: &Context, source: &Source, diagnostic: &Diagnostic) -> Failure {
    let (lang, shown) = (context.lang, diagnostic.path.as_str());
    let reason = diagnostic.defect.message(lang);
    let what = match source {
        Source::Folder(_) => say(words::NO_FOLDER, lang, &[shown, &reason]),
        Source::File(_) | Source::BuiltIn | Source::Text { .. } => say(words::NO_POST_FILE, lang, &[shown, &reason]),
    };
    Failure::usage(what, beside(context, Path::new(shown)).unwrap_or_else(|| say(words::FOLDER_HINT, lang, &[])))
}

/// Refuses the word of `yundu WORD` that names neither a file nor a folder: perhaps a command was meant.
pub fn must_exist(context: &Context, path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let word = path.to_string_lossy();
    let command =
        nearest(&word, Arguments::command().get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
    let mend = match command {
        Some(command) => Some(say(words::MEANT, context.lang, &[&command])),
        None => beside(context, path),
    };
    let mend = mend.unwrap_or_else(|| say(words::HELP_HINT, context.lang, &[]));
    Err(Failure::usage(say(words::NO_SUCH_PATH, context.lang, &[&word]), mend))
}

/// Suggests the entry of the same folder that is written most like `path`.
fn beside(context: &Context, path: &Path) -> Option<SafeStr> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = folder.read_dir().ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: Vec<String> = names.take(10_000).collect();
    let near = nearest(&name, names.iter().map(String::as_str))?;
    let shown = if folder == Path::new(".") { near.to_owned() } else { folder.join(near).display().to_string() };
    Some(say(words::MEANT, context.lang, &[&shown]))
}

/// Refuses a path that names a link of the posts folder which `--posts` names, where that folder refuses it.
fn refuse_outside(context: &Context, path: &Path) -> Result<(), Failure> {
    let named = load_named(context, path)?;
    match named.as_ref().and_then(|library| library.posts.first()?.broken.as_ref()) {
        Some(defect) if defect.message == strings::OUTSIDE => {
            let what =
                say(words::NO_POST_FILE, context.lang, &[&path.to_string_lossy(), &defect.message(context.lang)]);
            Err(Failure::usage(what, defect.hint(context.lang)))
        }
        Some(_) | None => Ok(()),
    }
}

/// A file that is named like no post and cannot be read as one is a mistake of the command line, not a broken post.
fn refuse_no_post(context: &Context, path: &Path, broken: Option<&Defect>) -> Result<(), Failure> {
    match broken {
        Some(defect) if !store::is_post_name(path.as_os_str()) => {
            let what =
                say(words::NO_POST_FILE, context.lang, &[&path.to_string_lossy(), &defect.message(context.lang)]);
            Err(Failure::usage(what, say(words::POST_FILE_HINT, context.lang, &[])))
        }
        Some(_) | None => Ok(()),
    }
}

fn several(context: &Context, library: &Library, word: &str, found: &[usize]) -> Failure {
    const SHOWN: usize = 5;
    let ids: Vec<&str> = found.iter().take(SHOWN).map(|&index| library.posts[index].id.0.as_str()).collect();
    let more = if found.len() > SHOWN { " …" } else { "" };
    let what = say(words::SEVERAL, context.lang, &[word, &found.len().to_string()]);
    Failure::usage(what, say(words::SEVERAL_HINT, context.lang, &[&format!("{}{more}", ids.join("  "))]))
}

fn no_such_post(context: &Context, library: &Library, word: &str) -> Failure {
    let names = library.posts.iter().flat_map(|post| [post.id.0.as_str(), post.title.as_str()]);
    let mend = match nearest(word, names) {
        Some(near) => say(words::MEANT, context.lang, &[near]),
        None => say(words::LIST_HINT, context.lang, &[]),
    };
    Failure::usage(say(words::NO_SUCH_POST, context.lang, &[word]), mend)
}
