//! `yundu` without a command: the reader, on the posts that are found.

use super::context::{Context, text, variable};
use super::failure::{Complaint, Failure, UNSAVED, say};
use super::library::{load, source};
use super::wardrobe;
use crate::app::Settings;
use crate::app::themes::AUTO;
use crate::state;
use crate::strings::cli as words;
use crate::terminal::editor::Editor;
use crate::terminal::opener::Browser;
use crate::terminal::{self, Ended, Unsaved, World, screen};
use crate::text::SafeStr;
use std::io;
use std::path::Path;

/// Opens the reader and gives the exit code of the program.
pub fn run(context: &Context, path: Option<&Path>) -> Result<u8, Failure> {
    let library = load(context, path)?;
    let root = library.root.as_ref().map(|root| SafeStr::clean(&root.to_string_lossy())).unwrap_or_default();
    let config = &context.config;
    let (wardrobe, themes) = wardrobe::wardrobe(context);
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
        themes,
        theme: context.chosen_theme().unwrap_or_else(|| AUTO.to_owned()),
        theme_decided: wardrobe::decided(context),
    };
    let world = World {
        library,
        source: source(context, path),
        theme: context.theme()?,
        wardrobe,
        browser: Browser::from_environment(config.browser.clone(), variable),
        editor: Editor::from_environment(config.editor.clone(), variable),
        inquiry: context.inquiry(),
        state: if context.common.no_state { None } else { state::file(&variable) },
        links: config.links.unwrap_or_else(|| screen::knows_links(&text)),
    };
    let Ended { code, unsaved } = terminal::run(settings, world).map_err(|error| no_terminal(context, &error))?;
    let Some(Unsaved { what, given_up }) = unsaved else { return Ok(code) };
    context.complain(&what, &SafeStr::default());
    Ok(if given_up && code == 0 { UNSAVED } else { code })
}

fn no_terminal(context: &Context, error: &io::Error) -> Failure {
    Failure::NoTerminal(Complaint {
        what: say(words::NO_TERMINAL, context.lang, &[&error.to_string()]),
        mend: say(words::NO_TERMINAL_HINT, context.lang, &[]),
    })
}
