//! Where things are: the configuration, the posts, and the language of the locale. The environment comes in as a function,
//! so that tests can bring their own.

use crate::store::{Source, holds_posts};
use crate::strings::Lang;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Gives a variable of the environment.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Gives a variable that is set and not empty.
fn set(variable: Variable<'_>, name: &str) -> Option<OsString> {
    variable(name).filter(|value| !value.is_empty())
}

/// Lists where a configuration may be, the first that exists counts: `$XDG_CONFIG_HOME`, `~/.config` on every system, then
/// the folder that the system itself has for it.
pub fn files(variable: Variable<'_>) -> Vec<PathBuf> {
    let xdg = set(variable, "XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = set(variable, "HOME").map(|home| PathBuf::from(home).join(".config"));
    let mut files: Vec<PathBuf> = xdg.into_iter().chain(home).map(|folder| folder.join("yundu")).collect();
    files.extend(directories::ProjectDirs::from("", "", "yundu").map(|folders| folders.config_dir().to_owned()));
    files.iter_mut().for_each(|folder| folder.push("config.yaml"));
    files.dedup();
    files
}

/// Gives the folder behind a leading `~`, and lays relative paths below `base`.
pub fn expand(path: &str, base: &Path, variable: Variable<'_>) -> PathBuf {
    match (path.strip_prefix('~'), set(variable, "HOME")) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            PathBuf::from(home).join(rest.trim_start_matches('/'))
        }
        (Some(_) | None, _) => base.join(path),
    }
}

/// Says where posts come from: the path that was named, `$YUNDU_POSTS`, the configured one, `_posts` and `posts` below the
/// folder `here` when they hold posts, and last those that are compiled into the program.
pub fn source(named: Option<&Path>, variable: Variable<'_>, configured: Option<&Path>, here: &Path) -> Source {
    let path = named.map(Path::to_owned);
    let path = path.or_else(|| set(variable, "YUNDU_POSTS").map(PathBuf::from));
    let path = path.or_else(|| configured.map(Path::to_owned));
    if let Some(path) = path {
        return if path.is_dir() || !path.exists() { Source::Folder(path) } else { Source::File(path) };
    }
    let found = ["_posts", "posts"].map(|name| here.join(name)).into_iter().find(|folder| holds_posts(folder));
    found.map_or(Source::BuiltIn, Source::Folder)
}

/// Gives the language of the locale, by POSIX's order of variables: Chinese where it is one of China's, else English.
pub fn lang(variable: Variable<'_>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| set(variable, name));
    let chinese = locale.is_some_and(|locale| locale.to_string_lossy().to_lowercase().starts_with("zh"));
    if chinese { Lang::Zh } else { Lang::En }
}
