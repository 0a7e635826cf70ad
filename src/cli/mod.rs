//! The command line: arguments in, exit code out. The commands print plain lines or JSON; without one the reader opens.

pub mod args;
mod check;
mod failure;
mod filter;
mod find;
mod library;
mod links;
mod list;
mod output;
mod reader;
mod record;
mod show;

use crate::layout::{CodeLines, Spec};
use crate::strings::{Lang, cli as words};
use crate::text::near::nearest;
use crate::text::{SafeStr, Widths};
use crate::ui::theme::{self, Theme};
use args::{Arguments, Color, Command, Common, LangName};
use clap::Parser;
use failure::{Complaint, Failure, Outcome, say};
use output::Output;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What every command is told: the words they share, and what the environment and the configuration say.
pub struct Context {
    /// The words that all commands share.
    pub common: Common,
    /// The language of what is printed.
    pub lang: Lang,
    /// The posts folder of the configuration.
    pub posts: Option<PathBuf>,
    /// The width rules of the terminal.
    pub widths: Widths,
}

/// Runs the program with the words of its command line, the program's own name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(exclusions(words)) {
        Ok(arguments) => arguments,
        Err(error) => return Context::new(Common::default()).finish(explain(&error)),
    };
    let context = Context::new(arguments.common.clone());
    context.finish(perform(&context, arguments))
}

/// Lets `-tag:ai` stand in a query, where clap would look for options: no option of one hyphen is longer than a letter.
fn exclusions(words: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut in_query = false;
    words.into_iter().map(move |word| {
        in_query |= word == "list" || word == "tags";
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
        // Standard error may be closed; then there is nobody to tell.
        let _ = io::stderr().write_all(format!("yundu: {text}").as_bytes());
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
    if command.is_none() && !context.common.json && io::stdout().is_terminal() {
        context.theme()?;
        return reader::run(context, path.as_deref());
    }
    let mut out = Output::new(io::stdout().lock(), context.theme()?);
    let outcome = match command {
        None => list::run(context, &mut out, path.as_deref(), &[], false),
        Some(Command::List { query, stories }) => list::run(context, &mut out, None, &query, stories),
        Some(Command::Show { post, width }) => show::run(context, &mut out, &post, width),
        Some(Command::Tags { query }) => list::tags(context, &mut out, &query),
        Some(Command::Links { post }) => links::run(context, &mut out, &post),
        Some(Command::Open { post, number, yes }) => links::open(context, &mut out, &post, number, yes),
        Some(Command::Check { path }) => check::run(context, &mut out, path.as_deref()),
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

impl Context {
    fn new(common: Common) -> Self {
        let lang = common.lang.map_or_else(lang_of_locale, Lang::from);
        Context { common, lang, posts: None, widths: Widths::default() }
    }

    /// The theme that colours the output; none where it is to be plain.
    fn theme(&self) -> Result<Option<Theme>, Failure> {
        let set = |name: &str| std::env::var(name).unwrap_or_default();
        let colours = theme::colours_of(&set("COLORTERM"), &set("TERM"));
        let named = self.common.theme.as_deref();
        if let Some(name) = named.filter(|name| Theme::built_in(name, colours).is_none()) {
            let known: Vec<&str> = Theme::names().collect();
            let mend = match nearest(name, known.iter().copied()) {
                Some(near) => say(words::MEANT, self.lang, &[near]),
                None => say(words::THEMES_HINT, self.lang, &[&known.join("  ")]),
            };
            return Err(Failure::usage(say(words::NO_THEME, self.lang, &[name]), mend));
        }
        let coloured = match self.common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && set("NO_COLOR").is_empty() && set("TERM") != "dumb",
        };
        let name = named.unwrap_or_else(|| theme::suitable(false, &set("TERM"), &set("COLORFGBG")));
        Ok(if coloured { Theme::built_in(name, colours) } else { None })
    }

    /// The way to set a page of `measure` cells that nobody can scroll sideways.
    fn spec(&self, measure: usize) -> Spec {
        Spec { code: CodeLines::Wrap, lang: self.lang, widths: self.widths, ..Spec::new(measure) }
    }

    /// Says on standard error why there is no result, and what to do.
    fn complain(&self, what: &SafeStr, mend: &SafeStr) {
        let mut text = format!("{}\n", say(words::ERROR, self.lang, &[what]));
        if !mend.is_empty() {
            text.push_str(&format!("{}\n", say(words::MEND, self.lang, &[mend])));
        }
        // Standard error may be closed; then there is nobody to tell.
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Turns the end of a command into an exit code, and says what went wrong.
    fn finish(&self, ended: Result<u8, Failure>) -> ExitCode {
        ExitCode::from(ended.unwrap_or_else(|failure| {
            self.report(&failure);
            failure.code()
        }))
    }

    fn report(&self, failure: &Failure) {
        match failure {
            Failure::Usage(Complaint { what, mend }) | Failure::NoTerminal(Complaint { what, mend }) => {
                self.complain(what, mend);
            }
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Failure::Output(error) => {
                let what = say(words::NO_OUTPUT, self.lang, &[&error.to_string()]);
                self.complain(&what, &say(words::OUTPUT_HINT, self.lang, &[]));
            }
            Failure::Other(error) => self.complain(&SafeStr::clean(&format!("{error:#}")), &SafeStr::default()),
        }
    }
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Zh => Lang::Zh,
            LangName::En => Lang::En,
        }
    }
}

/// Chinese where the locale is Chinese, by POSIX's order of variables.
fn lang_of_locale() -> Lang {
    let value = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(value);
    if locale.is_some_and(|locale| locale.starts_with("zh")) { Lang::Zh } else { Lang::En }
}
