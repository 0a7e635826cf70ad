//! `yundu` without a command: the reader, on the posts that are found.

use super::Context;
use super::failure::{Complaint, Failure, say};
use super::library::{load, source};
use crate::app::Settings;
use crate::strings::cli as words;
use crate::terminal::opener::Browser;
use crate::terminal::{self, World, screen};
use crate::text::SafeStr;
use crate::ui::theme::{self, Theme};
use std::io;
use std::path::Path;

/// Opens the reader and gives the exit code of the program.
pub fn run(context: &Context, path: Option<&Path>) -> Result<u8, Failure> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let library = load(context, path)?;
    let root = library.root.as_ref().map(|root| SafeStr::clean(&root.to_string_lossy())).unwrap_or_default();
    let settings = Settings { lang: context.lang, widths: context.widths, library: root, ..Settings::default() };
    let plain = || Theme::built_in("plain", theme::colours_of("", ""));
    let world = World {
        library,
        source: source(context, path),
        theme: context.theme()?.or_else(plain).unwrap_or_default(),
        browser: Browser::from_environment(None, |name| std::env::var_os(name)),
        links: screen::knows_links(&variable("TERM"), !variable("TMUX").is_empty()),
    };
    terminal::run(settings, world).map_err(|error| no_terminal(context, &error))
}

fn no_terminal(context: &Context, error: &io::Error) -> Failure {
    Failure::NoTerminal(Complaint {
        what: say(words::NO_TERMINAL, context.lang, &[&error.to_string()]),
        mend: say(words::NO_TERMINAL_HINT, context.lang, &[]),
    })
}
