//! The configuration: one YAML file with a handful of settings, read before the terminal is touched. What is wrong with it
//! is said with its line and what to write instead; nothing is passed over in silence.

mod place;

use crate::app::command::{COMMANDS, Command};
use crate::app::key::{Key, KeyMap, show_sequence};
use crate::diagnostic::{Defect, Diagnostic};
use crate::layout::{CodeLines, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, SingleLetters, Typography};
use crate::strings::{Lang, Text, config as strings};
use crate::text::class::is_han;
use crate::text::near::nearest;
use crate::text::{Ambiguous, SafeStr};
use serde_yaml::Value;
use std::io;
use std::path::{Path, PathBuf};

pub use place::{Variable, files, lang, source};

/// What the reader can set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The posts folder.
    pub posts: Option<PathBuf>,
    /// The language of the interface, instead of the locale's.
    pub lang: Option<Lang>,
    /// The name of the theme.
    pub theme: Option<String>,
    /// The web address below which relative links of posts lie.
    pub site: Option<String>,
    /// Whether mouse reporting is on at the start.
    pub mouse: bool,
    /// Whether links are written so that the terminal's own click opens them; none where the terminal decides.
    pub links: Option<bool>,
    /// The longest line of the page in cells, 20 to 400.
    pub width: usize,
    /// What is a matter of taste in how the page is set.
    pub typography: Typography,
    /// The reader's own words, beside those that are built in; none where words are not looked for.
    pub words: Option<Vec<String>>,
    /// How wide ambiguous characters are; none where the terminal is asked.
    pub ambiguous: Option<Ambiguous>,
    /// The browser's command: a program, its arguments, `%s` for the URL.
    pub browser: Option<String>,
    /// The editor's command: a program and its arguments, quoted as in a shell.
    pub editor: Option<String>,
    /// The live key map.
    pub keys: KeyMap,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            posts: None,
            lang: None,
            theme: None,
            site: None,
            mouse: true,
            links: None,
            width: 80,
            typography: Typography::default(),
            words: Some(Vec::new()),
            ambiguous: None,
            browser: None,
            editor: None,
            keys: KeyMap::default(),
        }
    }
}

/// Puts one value into the configuration; `None` where it cannot be used.
type Set = fn(&mut Config, &Value) -> Option<()>;

/// The settings but `keys`: their names, what they do, and what they take.
const SETTINGS: &[(&str, Set, Text)] = &[
    ("posts", |it, value| set(&mut it.posts, text(value).map(PathBuf::from)), strings::POSTS),
    ("lang", |it, value| set(&mut it.lang, language(value)), strings::LANG),
    ("theme", |it, value| set(&mut it.theme, text(value)), strings::THEME),
    ("site", |it, value| set(&mut it.site, text(value).filter(|site| is_web(site))), strings::SITE),
    ("mouse", |it, value| put(&mut it.mouse, switch(value)), strings::SWITCH),
    ("links", |it, value| set(&mut it.links, switch(value)), strings::SWITCH),
    ("width", |it, value| put(&mut it.width, cells(value)), strings::WIDTH),
    ("words", |it, value| put(&mut it.words, words(value)), strings::WORDS),
    ("autospace", |it, value| put(&mut it.typography.autospace, switch(value)), strings::SWITCH),
    ("unit-gaps", |it, value| put(&mut it.typography.unit_gaps, switch(value)), strings::SWITCH),
    ("sign-gaps", |it, value| put(&mut it.typography.sign_gaps, switch(value)), strings::SWITCH),
    ("line-end", |it, value| put(&mut it.typography.line_end, one_of(value, &LINE_ENDS)), strings::LINE_END),
    ("line-start", |it, value| put(&mut it.typography.line_start, one_of(value, &LINE_STARTS)), strings::LINE_START),
    ("justify", |it, value| put(&mut it.typography.justify, switch(value)), strings::SWITCH),
    ("paragraphs", |it, value| put(&mut it.typography.paragraphs, one_of(value, &PARAGRAPHS)), strings::PARAGRAPHS),
    ("hangul", |it, value| put(&mut it.typography.hangul, one_of(value, &HANGUL)), strings::HANGUL),
    ("single-letters", |it, value| put(&mut it.typography.single_letters, one_of(value, &LETTERS)), strings::LETTERS),
    ("path-breaks", |it, value| put(&mut it.typography.path_breaks, one_of(value, &PATHS)), strings::PATHS),
    ("code", |it, value| put(&mut it.typography.code, one_of(value, &CODE)), strings::CODE),
    ("ambiguous", |it, value| put(&mut it.ambiguous, one_of(value, &AMBIGUOUS)), strings::AMBIGUOUS),
    ("browser", |it, value| set(&mut it.browser, text(value)), strings::BROWSER),
    ("editor", |it, value| set(&mut it.editor, text(value)), strings::EDITOR),
];

/// The names of the ways to end a line.
const LINE_ENDS: [(&str, LineEnd); 3] = [("flush", LineEnd::Flush), ("trim", LineEnd::Trim), ("hang", LineEnd::Hang)];
/// The names of the ways to begin one.
const LINE_STARTS: [(&str, LineStart); 2] = [("flush", LineStart::Flush), ("outdent", LineStart::Outdent)];
/// The names of the ways to tell a paragraph from the one before it.
const PARAGRAPHS: [(&str, Paragraphs); 2] = [("spaced", Paragraphs::Spaced), ("indented", Paragraphs::Indented)];
/// The names of the ways to part Korean.
const HANGUL: [(&str, Hangul); 2] = [("words", Hangul::Words), ("syllables", Hangul::Syllables)];
/// The names of what a blank beside a single letter is.
const LETTERS: [(&str, SingleLetters); 2] = [("kept", SingleLetters::Kept), ("free", SingleLetters::Free)];
/// The names of the sides of a separator.
const PATHS: [(&str, PathBreaks); 2] = [("after", PathBreaks::After), ("before", PathBreaks::Before)];
/// The names of what becomes of long lines of code.
const CODE: [(&str, CodeLines); 2] = [("pan", CodeLines::Pan), ("wrap", CodeLines::Wrap)];

/// The names of the widths of ambiguous characters, and none that is asked for.
const AMBIGUOUS: [(&str, Option<Ambiguous>); 5] = [
    ("probe", None),
    ("narrow", Some(Ambiguous::Narrow)),
    ("wide", Some(Ambiguous::Wide)),
    ("1", Some(Ambiguous::Narrow)),
    ("2", Some(Ambiguous::Wide)),
];

/// The setting that is a map of its own.
const KEYS: &str = "keys";

impl Config {
    /// Reads the file that was named, else the first that exists of [`files`], else nothing.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of its lines.
    pub fn load(named: Option<&Path>, variable: Variable<'_>) -> Result<Self, Vec<Diagnostic>> {
        let found = files(variable).into_iter().find(|file| file.is_file());
        let Some(file) = named.map(Path::to_owned).or(found) else { return Ok(Config::default()) };
        let shown = SafeStr::clean(&file.to_string_lossy());
        let text = read(&file).map_err(|error| {
            let defect = Defect::broken(strings::UNREADABLE, strings::UNREADABLE_HINT).about(&error.to_string());
            vec![Diagnostic { path: shown.clone(), defect }]
        })?;
        let mut config = Config::parse(&text, &shown)?;
        let base = file.parent().unwrap_or(Path::new(""));
        config.posts = config.posts.map(|posts| place::expand(&posts.to_string_lossy(), base, variable));
        Ok(config)
    }

    /// Reads a configuration; `path` names it in what is said.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of its lines.
    pub fn parse(text: &str, path: &SafeStr) -> Result<Self, Vec<Diagnostic>> {
        let mut config = Config::default();
        let mut defects = Vec::new();
        match serde_yaml::from_str::<Option<serde_yaml::Mapping>>(text) {
            Ok(settings) => {
                for (key, value) in settings.unwrap_or_default() {
                    let key = self::text(&key).unwrap_or_default();
                    defects.extend(config.setting(&key, &value, text));
                }
            }
            Err(error) => defects.push(syntax(&error, text)),
        }
        defects.sort_by_key(|defect| defect.line);
        if defects.is_empty() {
            return Ok(config);
        }
        Err(defects.into_iter().map(|defect| Diagnostic { path: path.clone(), defect }).collect())
    }

    /// Carries out one line.
    fn setting(&mut self, key: &str, value: &Value, file: &str) -> Vec<Defect> {
        if value.is_null() {
            return Vec::new();
        }
        if key == KEYS {
            return self.keys(value, file);
        }
        let Some((_, set, takes)) = SETTINGS.iter().find(|(name, ..)| *name == key) else {
            let known = SETTINGS.iter().map(|(name, ..)| *name).chain([KEYS]);
            return vec![unknown(&NO_SETTING, key, known, file)];
        };
        match set(self, value) {
            Some(()) => Vec::new(),
            None => vec![at(Defect::broken(strings::VALUE, *takes).about(key), key, file)],
        }
    }

    /// Binds keys: `command: key`, `command: [key, key]`; an empty list leaves a command without one.
    fn keys(&mut self, value: &Value, file: &str) -> Vec<Defect> {
        let wrong = |name: &str| at(Defect::broken(strings::VALUE, strings::KEYS).about(name), name, file);
        let Value::Mapping(bindings) = value else { return vec![wrong(KEYS)] };
        let mut defects = Vec::new();
        let mut bound = Vec::new();
        for (name, value) in bindings {
            let name = text(name).unwrap_or_default();
            let Some(info) = COMMANDS.iter().find(|info| info.name == name) else {
                let known = COMMANDS.iter().map(|info| info.name);
                defects.push(unknown(&NO_COMMAND, &name, known, file));
                continue;
            };
            let sequences: Option<Vec<Vec<Key>>> = match value {
                Value::Sequence(keys) => keys.iter().map(|key| Key::parse_sequence(&text(key)?)).collect(),
                one => text(one).and_then(|key| Key::parse_sequence(&key)).map(|keys| vec![keys]),
            };
            match sequences {
                Some(sequences) => {
                    self.keys.rebind(info.command, sequences);
                    bound.push(info.command);
                }
                None => defects.push(wrong(&name)),
            }
        }
        // Judged together: two commands may well swap their keys.
        defects.extend(bound.into_iter().filter_map(|command| self.clash(command, file)));
        defects
    }

    /// Says that a key of `command` has another meaning at the same place.
    fn clash(&self, command: Command, file: &str) -> Option<Defect> {
        let (keys, other) = self.keys.clash(command)?;
        let said = format!("{} = {}, {}", show_sequence(keys), command.info().name, other.info().name);
        Some(at(Defect::broken(strings::CLASH, strings::CLASH_HINT).about(&said), command.info().name, file))
    }
}

/// How much of a configuration is read, in bytes.
const FILE_BYTES: u64 = 64 * 1024;

fn read(file: &Path) -> io::Result<String> {
    use io::Read;
    let facts = file.metadata()?;
    if !facts.is_file() || facts.len() > FILE_BYTES {
        return Err(io::Error::other("no regular file of at most 64 KB"));
    }
    let mut text = String::new();
    std::fs::File::open(file)?.take(FILE_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

/// Says why the file is no YAML, in the parser's words.
fn syntax(error: &serde_yaml::Error, file: &str) -> Defect {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let defect = Defect::broken(strings::SYNTAX, strings::SYNTAX_HINT).about(said);
    let Some(place) = error.location() else { return defect };
    let line = file.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
    let column = line.char_indices().nth(place.column().saturating_sub(1)).map_or(line.len(), |(index, _)| index);
    defect.on_line(place.line()).showing(line, column..column + 1)
}

/// Says that a name is none: the excerpt shows what was written, the hint names the one that is near, or what there is.
fn unknown<'a>(words: &Unknown, name: &str, known: impl Iterator<Item = &'a str>, file: &str) -> Defect {
    let known: Vec<&str> = known.collect();
    let defect = match nearest(name, known.iter().copied()) {
        Some(near) => Defect::broken(words.no_such, strings::NEAR_HINT).about(near),
        None => Defect::broken(words.no_such, words.hint).about(&known.join(" ")),
    };
    at(defect, name, file)
}

/// What is said about a name that is none.
struct Unknown {
    no_such: Text,
    hint: Text,
}

/// About settings.
const NO_SETTING: Unknown = Unknown { no_such: strings::NO_SETTING, hint: strings::KEY_HINT };
/// About commands.
const NO_COMMAND: Unknown = Unknown { no_such: strings::NO_COMMAND, hint: strings::COMMAND_HINT };

/// Puts a defect on the line on which a key stands, the caret below it.
fn at(defect: Defect, key: &str, file: &str) -> Defect {
    let found = file.lines().enumerate().find_map(|(index, line)| {
        let start = line.len() - line.trim_start().len();
        let start = start + usize::from(line.get(start..)?.starts_with(['"', '\'']));
        let rest = line.get(start..)?.strip_prefix(key)?;
        rest.trim_start_matches(['"', '\'', ' ']).starts_with(':').then_some((index + 1, line, start))
    });
    match found {
        Some((number, line, start)) => defect.on_line(number).showing(line, start..start + key.len()),
        None => defect,
    }
}

// ---- values --------------------------------------------------------------------------------------------------------

/// Puts a value into its place, when there is one.
fn put<T>(place: &mut T, value: Option<T>) -> Option<()> {
    value.map(|value| *place = value)
}

/// Puts a value into a place that may stay empty.
fn set<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    value.map(|value| *place = Some(value))
}

/// Finds the way that has this name.
fn one_of<T: Copy>(value: &Value, ways: &[(&str, T)]) -> Option<T> {
    let name = text(value)?;
    ways.iter().find(|(known, _)| *known == name).map(|&(_, way)| way)
}

/// Reads a text; numbers and truths count as what they look like.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => None,
    }
}

fn language(value: &Value) -> Option<Lang> {
    match text(value)?.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

fn switch(value: &Value) -> Option<bool> {
    match text(value)?.as_str() {
        "on" | "yes" | "true" => Some(true),
        "off" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// Reads a switch, or the reader's own words: of two to sixteen Han each, as long as the words that are built in.
fn words(value: &Value) -> Option<Option<Vec<String>>> {
    let word = |value| text(value).filter(|word| word.chars().all(is_han) && (2..=16).contains(&word.chars().count()));
    match value {
        Value::Sequence(own) => own.iter().map(word).collect::<Option<_>>().map(Some),
        one => switch(one).map(|on| on.then(Vec::new)),
    }
}

fn cells(value: &Value) -> Option<usize> {
    text(value)?.parse().ok().filter(|cells| (20..=400).contains(cells))
}

fn is_web(site: &str) -> bool {
    url::Url::parse(site).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
