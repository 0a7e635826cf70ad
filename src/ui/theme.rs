//! Themes: what each role looks like. Colour exists here and nowhere else.

use crate::diagnostic::{Defect, Diagnostic, Severity};
use crate::document::AlertKind;
use crate::highlight::Token;
use crate::layout::Role;
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use crate::ui::colour::{self, Rgb, hexadecimal};
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use std::collections::BTreeMap;

pub use crate::ui::colour::Colours;

/// What something on the screen is. Every one has a style in every theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are those of the theme files; `NAMES` is their list.
pub enum Part {
    Page,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Heading5,
    Heading6,
    Link,
    SourceLink,
    Label,
    Code,
    CodeBlock,
    CodeComment,
    CodeKeyword,
    CodeString,
    CodeConstant,
    CodeFunction,
    CodeType,
    CodeKey,
    CodeHeading,
    CodeInserted,
    CodeDeleted,
    CodeLanguage,
    Key,
    QuoteBar,
    Quote,
    AlertNote,
    AlertTip,
    AlertImportant,
    AlertWarning,
    AlertCaution,
    Marker,
    Image,
    NoteRef,
    TableHead,
    Rule,
    Foreign,
    Meta,
    Group,
    Title,
    TitleSelected,
    Selected,
    SelectedBar,
    Divider,
    Status,
    StatusKey,
    StatusTarget,
    Notice,
    Problem,
    Drawer,
    FocusedLink,
    Hit,
    HitCurrent,
    Hint,
    Match,
    Selection,
}

/// The parts as theme files name them.
pub const NAMES: &[(&str, Part)] = &[
    ("page", Part::Page),
    ("heading-1", Part::Heading1),
    ("heading-2", Part::Heading2),
    ("heading-3", Part::Heading3),
    ("heading-4", Part::Heading4),
    ("heading-5", Part::Heading5),
    ("heading-6", Part::Heading6),
    ("link", Part::Link),
    ("source-link", Part::SourceLink),
    ("label", Part::Label),
    ("code", Part::Code),
    ("code-block", Part::CodeBlock),
    ("code-comment", Part::CodeComment),
    ("code-keyword", Part::CodeKeyword),
    ("code-string", Part::CodeString),
    ("code-constant", Part::CodeConstant),
    ("code-function", Part::CodeFunction),
    ("code-type", Part::CodeType),
    ("code-key", Part::CodeKey),
    ("code-heading", Part::CodeHeading),
    ("code-inserted", Part::CodeInserted),
    ("code-deleted", Part::CodeDeleted),
    ("code-language", Part::CodeLanguage),
    ("key", Part::Key),
    ("quote-bar", Part::QuoteBar),
    ("quote", Part::Quote),
    ("alert-note", Part::AlertNote),
    ("alert-tip", Part::AlertTip),
    ("alert-important", Part::AlertImportant),
    ("alert-warning", Part::AlertWarning),
    ("alert-caution", Part::AlertCaution),
    ("marker", Part::Marker),
    ("image", Part::Image),
    ("note-ref", Part::NoteRef),
    ("table-head", Part::TableHead),
    ("rule", Part::Rule),
    ("foreign", Part::Foreign),
    ("meta", Part::Meta),
    ("group", Part::Group),
    ("title", Part::Title),
    ("title-selected", Part::TitleSelected),
    ("selected", Part::Selected),
    ("selected-bar", Part::SelectedBar),
    ("divider", Part::Divider),
    ("status", Part::Status),
    ("status-key", Part::StatusKey),
    ("status-target", Part::StatusTarget),
    ("notice", Part::Notice),
    ("problem", Part::Problem),
    ("drawer", Part::Drawer),
    ("focused-link", Part::FocusedLink),
    ("hit", Part::Hit),
    ("hit-current", Part::HitCurrent),
    ("hint", Part::Hint),
    ("match", Part::Match),
    ("selection", Part::Selection),
];

impl From<Role> for Part {
    fn from(role: Role) -> Self {
        match role {
            Role::Text => Part::Page,
            Role::Heading(0 | 1) => Part::Heading1,
            Role::Heading(2) => Part::Heading2,
            Role::Heading(3) => Part::Heading3,
            Role::Heading(4) => Part::Heading4,
            Role::Heading(5) => Part::Heading5,
            Role::Heading(6..) => Part::Heading6,
            Role::Link => Part::Link,
            Role::SourceLink => Part::SourceLink,
            Role::Label => Part::Label,
            Role::Code => Part::Code,
            Role::CodeBlock => Part::CodeBlock,
            Role::CodeToken(token) => Part::from(token),
            Role::CodeLanguage => Part::CodeLanguage,
            Role::Key => Part::Key,
            Role::QuoteBar => Part::QuoteBar,
            Role::Quote => Part::Quote,
            Role::Alert(AlertKind::Note) => Part::AlertNote,
            Role::Alert(AlertKind::Tip) => Part::AlertTip,
            Role::Alert(AlertKind::Important) => Part::AlertImportant,
            Role::Alert(AlertKind::Warning) => Part::AlertWarning,
            Role::Alert(AlertKind::Caution) => Part::AlertCaution,
            Role::Marker => Part::Marker,
            Role::Image => Part::Image,
            Role::NoteRef => Part::NoteRef,
            Role::TableHead => Part::TableHead,
            Role::Rule => Part::Rule,
            Role::Foreign => Part::Foreign,
        }
    }
}

impl From<Token> for Part {
    fn from(token: Token) -> Self {
        match token {
            Token::Comment => Part::CodeComment,
            Token::Keyword => Part::CodeKeyword,
            Token::String => Part::CodeString,
            Token::Constant => Part::CodeConstant,
            Token::Function => Part::CodeFunction,
            Token::Type => Part::CodeType,
            Token::Key => Part::CodeKey,
            Token::Heading => Part::CodeHeading,
            Token::Inserted => Part::CodeInserted,
            Token::Deleted => Part::CodeDeleted,
        }
    }
}

/// A style for every part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// What it is called.
    pub name: SafeStr,
    /// One style for each row of [`NAMES`].
    styles: Vec<Style>,
}

/// A theme as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    palette: BTreeMap<String, String>,
    #[serde(default)]
    roles: BTreeMap<String, Look>,
}

/// How one role looks, as it stands in a theme's file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

/// The themes that are compiled in.
const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../themes/dark.yaml")),
    ("light", include_str!("../../themes/light.yaml")),
    ("high-contrast", include_str!("../../themes/high-contrast.yaml")),
    ("plain", include_str!("../../themes/plain.yaml")),
];

impl Theme {
    /// The names of the themes that are compiled in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// Gives a theme that is compiled in.
    pub fn built_in(name: &str, colours: Colours) -> Option<Self> {
        let (name, text) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name)?;
        Some(Theme::parse(&SafeStr::clean(name), text, colours).0)
    }

    /// The style of a part: what it says of itself. What it leaves open is that of what it stands on, [`Part::Page`] in the end.
    pub fn style(&self, part: Part) -> Style {
        let at = NAMES.iter().position(|(_, named)| *named == part);
        at.and_then(|at| self.styles.get(at)).copied().unwrap_or_default()
    }

    /// Reads a theme's file. What it cannot use it says; a defect that is `Broken` means a wrong colour or no theme at all.
    pub fn parse(path: &SafeStr, text: &str, colours: Colours) -> (Self, Vec<Diagnostic>) {
        let mut defects = Vec::new();
        let file: File = serde_yaml::from_str(text).unwrap_or_else(|error| {
            let line = error.location().map(|at| at.line());
            defects.push(defect(
                line,
                Severity::Broken,
                words::THEME_UNREADABLE,
                words::THEME_SHAPE,
                &error.to_string(),
            ));
            File { name: path.to_string(), palette: BTreeMap::new(), roles: BTreeMap::new() }
        });
        for name in file.roles.keys().filter(|name| !NAMES.iter().any(|(known, _)| known == name)) {
            let line = line_of(text, name);
            defects.push(defect(line, Severity::Warning, words::THEME_ROLE, words::THEME_ROLE_HINT, name));
        }
        for (name, colour) in file.palette.iter().filter(|(_, colour)| hexadecimal(colour).is_none()) {
            let line = line_of(text, name);
            defects.push(defect(line, Severity::Broken, words::THEME_COLOUR, words::THEME_COLOUR_HINT, colour));
        }
        let mut styles: Vec<Style> = Vec::with_capacity(NAMES.len());
        for (name, part) in NAMES {
            let look = file.roles.get(*name);
            for colour in look.iter().flat_map(|look| [&look.fg, &look.bg]).flatten() {
                if !file.palette.contains_key(colour) && hexadecimal(colour).is_none() {
                    let line = line_of(text, name);
                    defects.push(defect(line, Severity::Broken, words::THEME_COLOUR, words::THEME_COLOUR_HINT, colour));
                }
            }
            let own = look.map(|look| style(look, &file, colours, *part)).unwrap_or_default();
            // The words of code stand on its paper, in its ink where the theme says nothing of them.
            let code = NAMES
                .iter()
                .position(|(_, named)| *named == Part::CodeBlock)
                .filter(|_| Token::ALL.map(Part::from).contains(part));
            styles.push(code.and_then(|code| styles.get(code)).copied().unwrap_or_default().patch(own));
        }
        let diagnostics = defects.into_iter().map(|defect| Diagnostic { path: path.clone(), defect }).collect();
        (Theme { name: SafeStr::clean(&file.name), styles }, diagnostics)
    }
}

/// Chooses the theme that suits a terminal: `plain` without colours, else by its paper, as it told itself (`light`) or as
/// `COLORFGBG` tells, else `dark`, which paints its own paper and so is readable on any.
pub fn suitable(no_colour: bool, term: &str, light: Option<bool>, colorfgbg: &str) -> &'static str {
    if no_colour || term == "dumb" {
        return "plain";
    }
    let background = colorfgbg.rsplit(';').next().unwrap_or_default();
    by_paper(light.unwrap_or(matches!(background, "7" | "15")))
}

/// The theme for light or dark paper.
pub fn by_paper(light: bool) -> &'static str {
    if light { "light" } else { "dark" }
}

/// Says how many colours a terminal shows, from `COLORTERM` and `TERM`.
pub fn colours_of(colorterm: &str, term: &str) -> Colours {
    // Over SSH only `TERM` comes along.
    let known = ["kitty", "alacritty", "wezterm", "foot", "ghostty"];
    if matches!(colorterm, "truecolor" | "24bit") || term.contains("direct") || known.iter().any(|it| term.contains(it))
    {
        Colours::True
    } else if term.contains("256color") {
        Colours::Indexed
    } else {
        Colours::Sixteen
    }
}

fn defect(line: Option<usize>, severity: Severity, message: Text, hint: Text, detail: &str) -> Defect {
    Defect { line, severity, message, hint, detail: SafeStr::clean(detail), excerpt: None }
}

/// The line, from 1, on which a key of the file stands.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let line = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    text.lines().position(line).map(|index| index + 1)
}

/// The look of a part as a style; what it leaves open it takes from what it stands on.
fn style(look: &Look, file: &File, colours: Colours, part: Part) -> Style {
    let rgb = |name: &Option<String>| {
        let name = name.as_ref()?;
        hexadecimal(file.palette.get(name).unwrap_or(name))
    };
    let marks = [
        (look.bold, Modifier::BOLD),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
    ];
    let add_modifier = marks.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
    let (ink, paper) = (rgb(&look.fg), rgb(&look.bg));
    let shown = |rgb: Rgb| match colours {
        Colours::True => Color::Rgb(rgb[0], rgb[1], rgb[2]),
        Colours::Indexed | Colours::Sixteen => Color::Indexed(colour::indexed(rgb)),
    };
    let marked = Style { add_modifier, ..Style::default() };
    match colours {
        Colours::True | Colours::Indexed => Style { fg: ink.map(shown), bg: paper.map(shown), ..marked },
        Colours::Sixteen => {
            let page = file.roles.get("page").and_then(|page| rgb(&page.bg));
            let dark = page.is_none_or(colour::is_dark);
            sixteen(marked, ink, paper, (part, dark))
        }
    }
}

/// The same in sixteen colours, on dark or light paper. Greys become ink and paper of the page; a paper that has a hue, and
/// that of a key, is had by reversing, for only so it is known that the ink on it can be read.
fn sixteen(style: Style, ink: Option<Rgb>, paper: Option<Rgb>, (part, dark): (Part, bool)) -> Style {
    if part == Part::Page {
        let fg = ink.zip(paper).map(|(ink, _)| colour::ink(ink, dark));
        return Style { fg, bg: paper.map(|_| colour::paper(dark)), ..style };
    }
    match paper.filter(|paper| colour::has_hue(*paper) || part == Part::Key) {
        Some(paper) => Style { fg: colour::accent(paper, dark), ..style.add_modifier(Modifier::REVERSED) },
        None => Style { fg: ink.and_then(|ink| colour::accent(ink, dark)), ..style },
    }
}
