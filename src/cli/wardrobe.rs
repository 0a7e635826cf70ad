//! The themes that the reader offers: those that are compiled in, and the reader's own beside the configuration.

use super::context::{Context, text, variable};
use super::failure::say;
use crate::app::themes::{AUTO, Offer};
use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::strings::{cli as words, ui};
use crate::terminal::wardrobe::Wardrobe;
use crate::text::SafeStr;
use crate::ui::theme::Theme;
use std::path::{Path, PathBuf};

/// How many themes of the reader's own are offered.
const MOST: usize = 64;

/// All themes, and what is to be said of each.
pub fn wardrobe(context: &Context) -> (Wardrobe, Vec<Offer>) {
    let colourless = !context.is_coloured() || text("TERM") == "dumb";
    let colours = super::context::colours();
    let mut wardrobe = Wardrobe { colours, colourless, colorfgbg: text("COLORFGBG"), own: Vec::new() };
    let plain = SafeStr::literal(ui::THEME_COLOURLESS.get(context.lang));
    let problem = |name: &str| (colourless && name != "plain").then(|| plain.clone());
    let mut offers = vec![Offer { name: AUTO.to_owned(), problem: None }];
    offers.extend(Theme::names().map(|name| Offer { name: name.to_owned(), problem: problem(name) }));
    for (name, file) in files(context) {
        let read = super::context::read_text(&file)
            .map_err(|error| SafeStr::clean(&error.to_string()))
            .and_then(|text| parse(context, &file, &text, colours));
        let problem = match read {
            Ok(theme) => {
                wardrobe.own.push((name.clone(), theme));
                problem(&name)
            }
            Err(why) => Some(why),
        };
        offers.push(Offer { name, problem });
    }
    (wardrobe, offers)
}

/// Reads a theme, or says the first thing that is wrong with it, and where.
fn parse(context: &Context, file: &Path, text: &str, colours: crate::ui::theme::Colours) -> Result<Theme, SafeStr> {
    let (theme, defects) = Theme::parse(&SafeStr::clean(&file.to_string_lossy()), text, colours);
    match defects.into_iter().find(|it| it.defect.severity == Severity::Broken) {
        None => Ok(theme),
        Some(Diagnostic { defect, .. }) => {
            let said = defect.message(context.lang);
            Err(match defect.line {
                Some(line) => say(words::ON_LINE, context.lang, &[&line.to_string(), &said]),
                None => said,
            })
        }
    }
}

/// The reader's own themes by name: the one that was named by its path, and those in the folders beside configurations. A name
/// of a built-in theme always means that one.
fn files(context: &Context) -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    if let Some(name) = context.chosen_theme().filter(|name| is_path(name)) {
        files.push((name.clone(), PathBuf::from(name)));
    }
    let configurations = context.common.config.clone().into_iter().chain(config::files(&variable));
    for folder in configurations.filter_map(|file| Some(file.parent()?.join("themes"))) {
        let entries = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
        let mut found: Vec<PathBuf> = entries.filter(|file| file.extension().is_some_and(|it| it == "yaml")).collect();
        found.sort();
        for file in found {
            let name = file.file_stem().and_then(|stem| stem.to_str()).filter(|name| *name != AUTO).map(str::to_owned);
            let Some(name) = name.filter(|name| !Theme::names().any(|known| known == name)) else { continue };
            if files.len() < MOST && !files.iter().any(|(known, _)| *known == name) {
                files.push((name, file));
            }
        }
    }
    files
}

/// Whether a theme is named by the path of its file.
pub fn is_path(name: &str) -> bool {
    name.contains('/') || name.ends_with(".yaml")
}

/// Who names the theme at every start.
pub fn decided(context: &Context) -> Option<SafeStr> {
    if context.common.theme.is_some() {
        return Some(SafeStr::literal("--theme"));
    }
    context.chosen_theme()?;
    let found = config::files(&variable).into_iter().find(|file| file.is_file());
    let file = context.common.config.clone().or(found)?;
    Some(SafeStr::clean(&format!("{} (theme)", file.display())))
}
