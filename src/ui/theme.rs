//! Themes: what each role looks like. Colour exists here and nowhere else.

use crate::diagnostic::{Defect, Diagnostic, Severity};
use crate::document::AlertKind;
use crate::highlight::Token;
use crate::layout::Role;
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use std::collections::BTreeMap;

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

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// 24 bits.
    #[default]
    True,
    /// The 256 of xterm.
    Indexed,
    /// The 16 of the reader's own palette. The page then keeps the terminal's own ink and paper.
    Sixteen,
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
            let own = look.map(|look| style(look, &file, colours, *part == Part::Page)).unwrap_or_default();
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
    if matches!(colorterm, "truecolor" | "24bit") || term.contains("direct") {
        Colours::True
    } else if term.contains("256color")
        || ["kitty", "alacritty", "wezterm", "foot", "ghostty"].iter().any(|t| term.contains(t))
    {
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

fn style(look: &Look, file: &File, colours: Colours, base: bool) -> Style {
    let colour = |name: &Option<String>| {
        let name = name.as_ref()?;
        let rgb = hexadecimal(file.palette.get(name).unwrap_or(name))?;
        match colours {
            Colours::True => Some(Color::Rgb(rgb[0], rgb[1], rgb[2])),
            Colours::Indexed => Some(Color::Indexed(indexed(rgb))),
            Colours::Sixteen if base => None,
            Colours::Sixteen => sixteen(rgb),
        }
    };
    let marks = [
        (look.bold, Modifier::BOLD),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
    ];
    let add_modifier = marks.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
    Style { fg: colour(&look.fg), bg: colour(&look.bg), add_modifier, ..Style::default() }
}

/// Reads `#rrggbb`.
fn hexadecimal(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some([r, g, b])
}

/// The nearest of the 240 fixed colours of xterm: a cube of 6 steps and 24 greys.
fn indexed(rgb: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = (0..216u8)
        .map(|i| (16 + i, [STEPS[usize::from(i / 36)], STEPS[usize::from(i / 6 % 6)], STEPS[usize::from(i % 6)]]));
    let greys = (0..24u8).map(|i| (232 + i, [8 + 10 * i; 3]));
    cube.chain(greys).min_by_key(|(_, colour)| distance(*colour, rgb)).map_or(15, |(index, _)| index)
}

/// The nearest of the 16 colours that the reader may have chosen anew; greys stay the terminal's own ink and paper.
fn sixteen(rgb: [u8; 3]) -> Option<Color> {
    const BRIGHT: [(Color, [u8; 3]); 6] = [
        (Color::Red, [230, 120, 110]),
        (Color::Green, [150, 200, 140]),
        (Color::Yellow, [230, 180, 110]),
        (Color::Blue, [140, 185, 225]),
        (Color::Magenta, [195, 175, 230]),
        (Color::Cyan, [130, 210, 210]),
    ];
    let [low, high] = [rgb.iter().min()?, rgb.iter().max()?];
    if high - low < 32 {
        return None;
    }
    BRIGHT.into_iter().min_by_key(|(_, colour)| distance(*colour, rgb)).map(|(colour, _)| colour)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
