//! `yundu` without a command: the reader, on the posts that are found.

use super::context::{Context, text, variable};
use super::failure::{Complaint, Failure, say};
use super::library::{load, source};
use crate::app::Settings;
use crate::state;
use crate::strings::cli as words;
use crate::terminal::opener::Browser;
use crate::terminal::{self, World, screen};
use crate::text::SafeStr;
use std::io;
use std::path::Path;

/// Opens the reader and gives the exit code of the program.
pub fn run(context: &Context, path: Option<&Path>) -> Result<u8, Failure> {
    let library = load(context, path)?;
    let root = library.root.as_ref().map(|root| SafeStr::clean(&root.to_string_lossy())).unwrap_or_default();
    let config = &context.config;
    let settings = Settings {
        lang: context.lang,
        measure: config.width,
        widths: context.widths(),
        typography: config.typography,
        words: context.words(),
        mouse: config.mouse,
        site: config.site.clone(),
        library: root,
        keys: config.keys.clone(),
    };
    let world = World {
        library,
        source: source(context, path),
        theme: context.theme()?,
        browser: Browser::from_environment(config.browser.clone(), variable),
        inquiry: context.inquiry(),
        state: if context.common.no_state { None } else { state::file(&variable) },
        links: config.links.unwrap_or_else(|| screen::knows_links(&text)),
    };
    terminal::run(settings, world).map_err(|error| no_terminal(context, &error))
}

fn no_terminal(context: &Context, error: &io::Error) -> Failure {
    Failure::NoTerminal(Complaint {
        what: say(words::NO_TERMINAL, context.lang, &[&error.to_string()]),
        mend: say(words::NO_TERMINAL_HINT, context.lang, &[]),
    })
}
