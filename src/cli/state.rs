//! `yundu state export`, `yundu state import` and `yundu purge`: what is kept about reading, as text, and gone.

use super::args::StateCommand;
use super::context::{Context, complain_raw, variable};
use super::failure::{Failure, Outcome, say};
use super::output::Output;
use crate::diagnostic::{Defect, Diagnostic};
use crate::state::{self, Imported, Setup, State};
use crate::strings::state as words;
use crate::terminal::known;
use crate::text::SafeStr;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// Exports or imports.
pub fn run(context: &Context, out: &mut Output, command: &StateCommand) -> Result<Outcome, Failure> {
    let file = state::file(&variable).filter(|_| !context.common.no_state);
    let Some(file) = file else {
        let hint = say(words::NO_PLACE_HINT, context.lang, &[]);
        return Err(Failure::usage(say(words::NO_PLACE, context.lang, &[]), hint));
    };
    match command {
        StateCommand::Export => export(context, out, &file),
        StateCommand::Import { file: from } => import(context, out, &file, from.as_deref()),
    }
}

/// Prints every record. Where nothing was ever kept no file is made for it.
fn export(context: &Context, out: &mut Output, file: &Path) -> Result<Outcome, Failure> {
    if file.symlink_metadata().is_err() {
        context.complain(&shown(words::NOTHING_KEPT, context, file), &SafeStr::default());
        return Ok(Outcome::Well);
    }
    let state = open(context, file)?;
    let unread = |error: state::Unreadable| match state::is_lock(&error) {
        true => Failure::locked(context.lang, file),
        false => failed(file, Defect::broken(words::DAMAGED, words::DAMAGED_HINT).about(&error.to_string())),
    };
    state.export().map_err(unread)?.iter().try_for_each(|line| out.json_line(line))?;
    Ok(Outcome::Well)
}

/// Opens the state. What is wrong with it is reported and does not stop anything, but for a lock.
fn open(context: &Context, file: &Path) -> Result<State, Failure> {
    let (state, trouble) = State::open(Some(file), Setup::default());
    if let Some(trouble) = trouble {
        context.complain(&trouble.message(context.lang), &trouble.hint(context.lang));
    }
    if state.is_locked() { Err(Failure::locked(context.lang, file)) } else { Ok(state) }
}

fn failed(file: &Path, defect: Defect) -> Failure {
    Failure::Defects(vec![Diagnostic { path: SafeStr::clean(&file.to_string_lossy()), defect }])
}

/// What was imported, as JSON.
#[derive(Serialize)]
struct Counts {
    records: usize,
    news: usize,
    bad: usize,
}

/// Merges records from a file or standard input.
fn import(context: &Context, out: &mut Output, file: &Path, from: Option<&Path>) -> Result<Outcome, Failure> {
    let lang = context.lang;
    let unread = |name: &str, error: io::Error| {
        let what = say(words::NO_IMPORT, lang, &[name, &error.to_string()]);
        Failure::usage(what, say(words::NO_IMPORT_HINT, lang, &[]))
    };
    let (name, text): (String, Box<dyn Read>) = match from.filter(|from| *from != Path::new("-")) {
        Some(from) => {
            let name = from.to_string_lossy().into_owned();
            let text = File::open(from).map_err(|error| unread(&name, error))?;
            (name, Box::new(text))
        }
        None => ("-".to_owned(), Box::new(io::stdin().lock())),
    };
    let mut state = open(context, file)?;
    let imported = state.import(BufReader::new(text)).map_err(|defect| match state.is_locked() {
        true => Failure::locked(lang, file),
        false => failed(file, *defect),
    })?;
    let Imported { records, news, bad } = imported;
    for defect in &bad {
        let what = format!("{name}:{}: {}", defect.line.unwrap_or_default(), defect.message(lang));
        context.complain(&SafeStr::clean(&what), &SafeStr::default());
    }
    if context.common.json {
        out.json(&Counts { records, news, bad: bad.len() })?;
    } else {
        out.line(&say(words::IMPORTED, lang, &[&records.to_string(), &news.to_string()]))?;
    }
    if !bad.is_empty() {
        context.complain(&say(words::BAD_LINES, lang, &[&bad.len().to_string()]), &say(words::RECORD_HINT, lang, &[]));
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Well)
}

/// Removes the state, the cache, and the folders that are empty then; shows them first, and asks.
pub fn purge(context: &Context, out: &mut Output, yes: bool) -> Result<Outcome, Failure> {
    let lang = context.lang;
    let (state, cache) = (state::file(&variable), known::folder());
    let mut files: Vec<PathBuf> = state.as_deref().map(state::files).unwrap_or_default();
    files.extend(cache.as_deref().map(known::files).unwrap_or_default());
    if files.is_empty() {
        out.line(&say(words::NOTHING_TO_PURGE, lang, &[]))?;
        return Ok(Outcome::Well);
    }
    if !yes {
        let list = files.iter().map(|file| format!("  {}\n", file.display())).collect::<String>();
        complain_raw(&format!("{}\n{list}", say(words::PURGE, lang, &[])));
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let what = say(words::NOT_ASKED, lang, &[]);
            return Err(Failure::usage(what, say(words::NOT_ASKED_HINT, lang, &[])));
        }
        if !agreed(context) {
            out.line(&say(words::NOT_PURGED, lang, &[]))?;
            return Ok(Outcome::Well);
        }
    }
    let mut left = 0;
    for file in &files {
        match fs::remove_file(file) {
            Ok(()) => out.line(&shown(words::PURGED, context, file))?,
            Err(error) => {
                left += 1;
                let what = say(words::NOT_REMOVED, lang, &[&file.to_string_lossy(), &error.to_string()]);
                context.complain(&what, &SafeStr::default());
            }
        }
    }
    for folder in state.as_deref().and_then(Path::parent).into_iter().chain(cache.as_deref()) {
        // What holds something else stays.
        if fs::remove_dir(folder).is_ok() {
            out.line(&shown(words::PURGED, context, folder))?;
        }
    }
    Ok(if left == 0 { Outcome::Well } else { Outcome::Found })
}

/// Asks on the terminal; all but a yes is a no.
fn agreed(context: &Context) -> bool {
    // Standard error is a terminal; where the question cannot be written, nobody answers it either.
    let _ = write!(io::stderr(), "{} ", say(words::PURGE_QUESTION, context.lang, &[]));
    let mut answer = String::new();
    let read = io::stdin().lock().take(64).read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "ｙ")
}

fn shown(words: crate::strings::Text, context: &Context, path: &Path) -> SafeStr {
    say(words, context.lang, &[&path.to_string_lossy()])
}
