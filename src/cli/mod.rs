//! The command line: arguments in, exit code out. The commands print plain lines or JSON; without one the reader opens.

pub mod args;
mod check;
mod context;
mod failure;
mod filter;
mod find;
mod library;
pub mod linear;
mod links;
mod list;
mod output;
mod reader;
mod record;
mod search;
mod show;
mod state;
mod wardrobe;

use crate::strings::cli as words;
use crate::terminal::tty::take_file_limit;
use crate::text::SafeStr;
use args::{Arguments, Command, Common};
use clap::Parser;
use context::Context;
use failure::{Failure, Outcome, say};
use output::Output;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Runs the program with the words of its command line, the program's own name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    take_file_limit();
    let arguments = match Arguments::try_parse_from(exclusions(words)) {
        Ok(arguments) => arguments,
        Err(error) => return Context::new(Common::default()).finish(explain(&error)),
    };
    let mut context = Context::new(arguments.common.clone());
    let ended = context.configure().and_then(|()| perform(&context, arguments));
    context.finish(ended)
}

/// Lets `-tag:ai` stand in a query, where clap would look for options: no option of one hyphen is longer than a letter.
fn exclusions(words: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut in_query = false;
    words.into_iter().map(move |word| {
        in_query |= word == "list" || word == "search" || word == "tags";
        let excluded = word.to_str().and_then(|word| word.strip_prefix('-'));
        match excluded.filter(|rest| in_query && !rest.starts_with('-') && rest.chars().count() > 1) {
            Some(rest) => OsString::from(format!("NOT {rest}")),
            None => word,
        }
    })
}

/// Prints clap's own help, version or complaint; every line is cleaned, for it may quote the command line.
fn explain(error: &clap::Error) -> Result<u8, Failure> {
    let text = error.render().to_string();
    let text: String = text.lines().map(|line| format!("{}\n", SafeStr::clean(line))).collect();
    if error.use_stderr() {
        context::complain_raw(&format!("yundu: {text}"));
    } else {
        io::stdout().write_all(text.as_bytes())?;
    }
    Ok(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn perform(context: &Context, arguments: Arguments) -> Result<u8, Failure> {
    let Arguments { path, command, .. } = arguments;
    if let (Some(path), Some(_)) = (&path, &command) {
        let what = say(words::PATH_AND_COMMAND, context.lang, &[&path.to_string_lossy()]);
        return Err(Failure::usage(what, say(words::PATH_AND_COMMAND_HINT, context.lang, &[])));
    }
    if let (Some(path), None) = (&path, &command) {
        library::must_exist(context, path)?;
    }
    let is_reader = command.is_none() && !context.common.json;
    if is_reader && !context.common.plain && io::stdout().is_terminal() {
        return reader::run(context, path.as_deref());
    }
    let theme = context.theme()?;
    let mut out = Output::new(io::stdout().lock(), context.is_coloured().then_some(theme), context.widths());
    let outcome = match command {
        None if is_reader && context.common.plain => linear::run(context, &mut out, path.as_deref()),
        None => list::run(context, &mut out, path.as_deref(), &[], false),
        Some(Command::List { query, stories }) => list::run(context, &mut out, None, &query, stories),
        Some(Command::Search { query, limit }) => search::run(context, &mut out, &query, limit),
        Some(Command::Show { post, width }) => show::run(context, &mut out, &post, width),
        Some(Command::Tags { query }) => list::tags(context, &mut out, &query),
        Some(Command::Links { post }) => links::run(context, &mut out, &post),
        Some(Command::Open { post, number, yes }) => links::open(context, &mut out, &post, number, yes),
        Some(Command::Check { path }) => check::run(context, &mut out, path.as_deref()),
        Some(Command::State { command }) => state::run(context, &mut out, &command),
        Some(Command::Purge { yes }) => state::purge(context, &mut out, yes),
    };
    // What was printed before a failure stands; a failure to write it counts only when nothing else failed.
    let written = out.finish();
    let outcome = outcome?;
    written?;
    Ok(match outcome {
        Outcome::Well => 0,
        Outcome::Found => 1,
    })
}
