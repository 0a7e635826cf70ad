//! What every command is told: the words they share, and what the environment and the configuration say.

use super::args::{Color, Common, LangName};
use super::failure::{Complaint, Failure, say};
use super::wardrobe::is_path;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity, render};
use crate::layout::{CodeLines, Form, Gutter, LineStart, Spec, Typography};
use crate::strings::{Lang, cli as words};
use crate::terminal::inquiry::{self, Inquiry};
use crate::terminal::known::Known;
use crate::terminal::probe::{Answer, can_be_asked};
use crate::terminal::tty::HEARS_REPLIES;
use crate::text::near::nearest;
use crate::text::words::Words;
use crate::text::{SafeStr, Widths};
use crate::ui::theme::{self, Colours, Theme};
use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What every command is told.
pub struct Context {
    /// The words that all commands share.
    pub common: Common,
    /// The language of what is printed.
    pub lang: Lang,
    /// The configuration.
    pub config: Config,
    /// What the terminal answered last.
    answer: OnceCell<Answer>,
}

/// How much of a theme's file is read, in bytes.
const THEME_BYTES: u64 = 64 * 1024;

impl Context {
    /// Takes the words alone; the configuration is read by [`Context::configure`], for its slips are told in a language.
    pub fn new(common: Common) -> Self {
        let lang = common.lang.map_or_else(|| config::lang(&variable), Lang::from);
        Context { common, lang, config: Config::default(), answer: OnceCell::new() }
    }

    /// Reads the configuration that was named, or the one that is found.
    pub fn configure(&mut self) -> Result<(), Failure> {
        self.config = Config::load(self.common.config.as_deref(), &variable).map_err(Failure::Defects)?;
        self.lang = self.common.lang.map(Lang::from).or(self.config.lang).unwrap_or(self.lang);
        Ok(())
    }

    /// The width rules of the terminal, as far as they are known.
    pub fn widths(&self) -> Widths {
        inquiry::widths(&self.answer(), self.config.ambiguous)
    }

    /// What the terminal answered last; nothing where standard output is none, or nothing shall be asked.
    fn answer(&self) -> Answer {
        let recall = || Known::here(&variable).recall().filter(|_| self.may_ask()).unwrap_or_default();
        *self.answer.get_or_init(recall)
    }

    fn may_ask(&self) -> bool {
        !self.common.no_probe && io::stdout().is_terminal()
    }

    /// The questions to the terminal; none where it cannot or shall not be asked.
    pub fn inquiry(&self) -> Option<Inquiry> {
        let asks = HEARS_REPLIES && self.may_ask() && io::stdin().is_terminal() && can_be_asked(&text("TERM"));
        let colours = (self.chosen_theme().is_none() && self.is_coloured()).then(colours);
        asks.then(|| Inquiry::new(Known::here(&variable), self.answer(), self.config.ambiguous, colours))
    }

    /// The words of Han that are kept whole.
    pub fn words(&self) -> Option<Arc<Words>> {
        self.config.words.as_deref().and_then(Words::new).map(Arc::new)
    }

    /// The way to set a page of `cells` cells, the gutter among them, that nobody can scroll sideways.
    pub fn spec(&self, cells: usize) -> Spec {
        let plain = self.common.plain;
        let line_start = if plain { LineStart::Flush } else { self.config.typography.line_start };
        let typography = Typography { code: CodeLines::Wrap, line_start, ..self.config.typography };
        let gutter = Gutter::within(cells, &typography);
        let measure = cells - gutter.cells();
        let form = if plain { Form::Linear } else { Form::Page };
        let (words, widths) = (self.words(), self.widths());
        Spec { gutter, typography, form, lang: self.lang, words, widths, ..Spec::new(measure) }
    }

    /// Whether standard output takes colours.
    pub fn is_coloured(&self) -> bool {
        match self.common.color {
            Color::Always | Color::Auto if self.common.plain => false,
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && text("NO_COLOR").is_empty() && text("TERM") != "dumb",
        }
    }

    /// The theme: the one that was named, the configured one, or the one that suits the terminal.
    pub fn theme(&self) -> Result<Theme, Failure> {
        let colours = colours();
        let suitable = || {
            let light = self.answer().is_light();
            theme::suitable(!self.is_coloured(), &text("TERM"), light, &text("COLORFGBG")).to_owned()
        };
        let name = self.chosen_theme().unwrap_or_else(suitable);
        if let Some(theme) = Theme::built_in(&name, colours) {
            return Ok(theme);
        }
        match theme_file(&name, self.common.config.as_deref()) {
            Some(file) => self.read_theme(&file, colours),
            None => Err(self.no_theme(&name)),
        }
    }

    /// The theme that was named on the command line, or the configured one where there are colours for it.
    pub fn chosen_theme(&self) -> Option<String> {
        let configured = || self.config.theme.clone().filter(|_| self.is_coloured());
        self.common.theme.clone().or_else(configured)
    }

    /// Reads a theme of the reader's own. Wrong colours are refused; what is only unknown is told.
    fn read_theme(&self, file: &Path, colours: Colours) -> Result<Theme, Failure> {
        let shown = SafeStr::clean(&file.to_string_lossy());
        let text = read_text(file).map_err(|error| {
            let what = say(words::NO_THEME_FILE, self.lang, &[&shown, &error.to_string()]);
            Failure::usage(what, SafeStr::default())
        })?;
        let (theme, defects) = Theme::parse(&shown, &text, colours);
        if defects.iter().any(|it| it.defect.severity == Severity::Broken) {
            return Err(Failure::Defects(defects));
        }
        self.tell(&defects);
        Ok(theme)
    }

    fn no_theme(&self, name: &str) -> Failure {
        let known: Vec<&str> = Theme::names().collect();
        let mend = match nearest(name, known.iter().copied()) {
            Some(near) => say(words::MEANT, self.lang, &[near]),
            None => say(words::THEMES_HINT, self.lang, &[&known.join("  ")]),
        };
        Failure::usage(say(words::NO_THEME, self.lang, &[name]), mend)
    }

    /// Turns the end of a command into an exit code, and says what went wrong.
    pub fn finish(&self, ended: Result<u8, Failure>) -> ExitCode {
        ExitCode::from(ended.unwrap_or_else(|failure| {
            self.report(&failure);
            failure.code()
        }))
    }

    /// Says on standard error why there is no result, and what to do.
    pub fn complain(&self, what: &SafeStr, mend: &SafeStr) {
        let mut text = format!("{}\n", say(words::ERROR, self.lang, &[what]));
        if !mend.is_empty() {
            text.push_str(&format!("{}\n", say(words::MEND, self.lang, &[mend])));
        }
        complain_raw(&text);
    }

    /// Says on standard error what is wrong with a file of the reader's own.
    fn tell(&self, defects: &[Diagnostic]) {
        for defect in defects {
            let said = render(defect, self.lang, self.widths());
            let (first, rest) = said.split_once('\n').unwrap_or((&said, ""));
            complain_raw(&format!("{}\n{rest}", say(words::ERROR, self.lang, &[first])));
        }
    }

    fn report(&self, failure: &Failure) {
        match failure {
            Failure::Usage(Complaint { what, mend })
            | Failure::NoTerminal(Complaint { what, mend })
            | Failure::Locked(Complaint { what, mend }) => {
                self.complain(what, mend);
            }
            Failure::Defects(defects) => self.tell(defects),
            Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Failure::Output(error) => {
                let what = say(words::NO_OUTPUT, self.lang, &[&error.to_string()]);
                self.complain(&what, &say(words::OUTPUT_HINT, self.lang, &[]));
            }
        }
    }
}

/// How many colours the terminal shows.
pub fn colours() -> Colours {
    theme::colours_of(&text("COLORTERM"), &text("TERM"))
}

/// A variable of the environment.
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// A variable of the environment as text, empty where it is not set.
pub fn text(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// Writes lines, each cleaned, to standard error.
pub fn complain_raw(text: &str) {
    let text: String = text.lines().map(|line| format!("{}\n", SafeStr::clean(line))).collect();
    // Standard error may be closed; then there is nobody to tell.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// The file behind a theme's name: a path as it stands, else `themes/NAME.yaml` beside a configuration.
fn theme_file(name: &str, config: Option<&Path>) -> Option<PathBuf> {
    if is_path(name) {
        return Some(PathBuf::from(name));
    }
    let files = config.map(Path::to_owned).into_iter().chain(config::files(&variable));
    let beside = files.filter_map(|file| Some(file.parent()?.join("themes").join(format!("{name}.yaml"))));
    beside.into_iter().find(|file| file.is_file())
}

/// Reads a theme's file.
pub fn read_text(file: &Path) -> io::Result<String> {
    use io::Read;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut text = String::new();
    std::fs::File::open(file)?.take(THEME_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Zh => Lang::Zh,
            LangName::En => Lang::En,
        }
    }
}
