//! `yundu` without a command: the reader, on the posts that are found.

use super::Context;
use super::failure::{Complaint, Failure, say};
use super::library::load;
use crate::app::{self, Action, Model, Settings};
use crate::strings::cli as words;
use crate::terminal::{self, screen::Options};
use crate::text::SafeStr;
use std::io;
use std::path::Path;

/// Opens the reader and gives the exit code of the program.
pub fn run(context: &Context, path: Option<&Path>) -> Result<u8, Failure> {
    let library = load(context, path)?;
    let root = library.root.as_ref().map(|root| SafeStr::clean(&root.to_string_lossy())).unwrap_or_default();
    let settings = Settings { lang: context.lang, widths: context.widths, library: root, ..Settings::default() };
    let options = Options { mouse: settings.mouse, links: true };
    let mut model = Model::new(settings);
    // The effects of the first reading are asked for again by the first resize.
    app::update(&mut model, Action::Library { generation: library.generation, posts: library.posts.clone() });
    terminal::run(model, options).map_err(|error| no_terminal(context, &error))
}

fn no_terminal(context: &Context, error: &io::Error) -> Failure {
    Failure::NoTerminal(Complaint {
        what: say(words::NO_TERMINAL, context.lang, &[&error.to_string()]),
        mend: say(words::NO_TERMINAL_HINT, context.lang, &[]),
    })
}
