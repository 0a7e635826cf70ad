//! What lies over the panes: the help, a question, the letters on the links. One of them at a time.

use super::action::Effect;
use super::command::{COMMANDS, Command, Group};
use super::finder::Finder;
use super::key::show_sequence;
use super::model::Model;
use super::prompt::Prompt;
use super::stop::Stop;
use super::themes::Picker;
use crate::document::link::WebTarget;
use crate::layout::short;
use crate::query::GRAMMAR;
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;

/// What lies over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The help.
    Help(Help),
    /// A question, or something that cannot be opened and why.
    Question(Question),
    /// Letters on every visible link and block.
    Hints(Hints),
    /// The finder, or the palette.
    Finder(Finder),
    /// The theme picker.
    Themes(Picker),
}

/// The help: every command with its live keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// What is looked for in it.
    pub query: String,
    /// The first line to be seen.
    pub top: usize,
}

/// Something that the reader has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What there is to know, line by line.
    pub lines: Vec<SafeStr>,
    /// The whole URLs that it is about.
    pub urls: Vec<SafeStr>,
    /// What can be done; the first one does nothing.
    pub choices: Vec<Choice>,
    /// The choice under the cursor.
    pub selected: usize,
}

/// One way to answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do nothing.
    Leave,
    /// Open these pages.
    Open(Vec<WebTarget>),
    /// Copy these lines.
    Copy(Vec<SafeStr>),
}

impl Help {
    /// The first of `lines` lines in view where there is room for `room`: another size has other
    /// lines.
    pub fn first(&self, lines: usize, room: usize) -> usize {
        self.top.min(lines.saturating_sub(room))
    }
}

/// How many lines of the help are in view in so many rows; its heading and a blank line stand above
/// them.
pub fn help_room(rows: usize) -> usize {
    rows.saturating_sub(2)
}

impl Choice {
    /// The letter that chooses it.
    pub fn letter(&self) -> char {
        match self {
            Choice::Leave => 'n',
            Choice::Open(_) => 'y',
            Choice::Copy(_) => 'c',
        }
    }

    /// Its words.
    pub fn words(&self) -> Text {
        match self {
            Choice::Leave => words::CHOICE_LEAVE,
            Choice::Open(_) => words::CHOICE_OPEN,
            Choice::Copy(_) => words::CHOICE_COPY,
        }
    }
}

/// Letters on what is to be seen: links, and blocks that can be focused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Each stop with its letters.
    pub stops: Vec<(String, Stop)>,
    /// The letters typed so far.
    pub typed: String,
    /// Whether several can be chosen before they open.
    pub several: bool,
    /// What has been chosen, in this order.
    pub chosen: Vec<Stop>,
}

impl Hints {
    /// Gives letters to stops: one each, two where there are many. Letters under resting fingers come first.
    pub fn new(stops: Vec<Stop>, several: bool) -> Self {
        const LETTERS: &[u8] = b"asdfjklghqwertyuiopzxcvbnm";
        let count = LETTERS.len();
        let letter = |index: usize| LETTERS.get(index % count).map_or('a', |&byte| char::from(byte));
        let single = stops.len() <= count;
        let label = |index: usize| match single {
            true => letter(index).to_string(),
            false => [letter(index / count), letter(index)].iter().collect(),
        };
        let stops = stops.into_iter().take(count * count).enumerate().map(|(index, stop)| (label(index), stop));
        Hints { stops: stops.collect(), several, ..Hints::default() }
    }

    /// The stops that the typed letters still allow.
    pub fn open(&self) -> impl Iterator<Item = &(String, Stop)> {
        self.stops.iter().filter(|(label, _)| label.starts_with(&self.typed))
    }

    /// The stops whose letters are shown: those, and what has been chosen.
    pub fn shown(&self) -> impl Iterator<Item = &(String, Stop)> {
        self.stops.iter().filter(|(label, stop)| label.starts_with(&self.typed) || self.chosen.contains(stop))
    }
}

/// A question as it is set on the screen, at the bottom and over its full width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionSheet {
    /// How many rows it has.
    pub height: u16,
    /// Its first row with text.
    pub first: u16,
    /// What there is to know; true where it is part of a URL.
    pub lines: Vec<(SafeStr, bool)>,
    /// Where each choice stands, and its words.
    pub choices: Vec<(u16, u16, SafeStr)>,
}

/// Sets a question over the lowest of `rows` rows. The choices are in view before anything else.
pub fn question_sheet(model: &Model, question: &Question, rows: u16) -> QuestionSheet {
    const LEFT: u16 = 2;
    const GAP: u16 = 2;
    let (columns, widths) = (model.viewport.columns, model.settings.widths);
    let measure = usize::from(columns.saturating_sub(2 * LEFT)).max(1);
    let mut lines: Vec<(SafeStr, bool)> = Vec::new();
    for line in &question.lines {
        lines.extend(short::set(line, measure, widths).into_iter().map(|line| (line, false)));
    }
    for url in &question.urls {
        lines.extend(short::chop(url, measure, widths).into_iter().map(|line| (line, true)));
    }
    let (mut x, mut last) = (LEFT, 0);
    let mut choices = Vec::new();
    for choice in &question.choices {
        let text = SafeStr::clean(&format!(" {} {} ", choice.letter(), choice.words().get(model.lang())));
        let wide = u16::try_from(widths.of(&text)).unwrap_or(columns);
        if x > LEFT && x.saturating_add(wide) > columns {
            (x, last) = (LEFT, last + 1);
        }
        choices.push((x, last, text));
        x = x.saturating_add(wide + GAP);
    }
    // Below the choices a blank row, above them another one, and one above all.
    let end = rows.saturating_sub(last + 2);
    lines.truncate(usize::from(end.saturating_sub(2)).max(1));
    let of_text = u16::try_from(lines.len()).unwrap_or(rows);
    let height = (of_text + last + 4).min(rows);
    let first = (rows - height + 1).min(end.saturating_sub(of_text));
    choices.iter_mut().for_each(|(_, y, _)| *y += end);
    QuestionSheet { height, first, lines, choices }
}

/// How many rows above the status line are covered over their full width by an open input line or a
/// question.
pub fn covered(model: &Model) -> u16 {
    let second = |prompt: &Prompt| prompt.completing.is_some() || prompt.problem.is_some();
    match &model.overlay {
        Some(Overlay::Question(question)) => {
            model.panes().map_or(0, |panes| question_sheet(model, question, panes.rows).height)
        }
        Some(Overlay::Help(_) | Overlay::Hints(_) | Overlay::Finder(_) | Overlay::Themes(_)) | None => {
            u16::from(model.prompt.as_ref().is_some_and(second))
        }
    }
}

/// Carries out the choice under the cursor and closes the question.
pub fn answer(model: &mut Model, choice: usize) -> Vec<Effect> {
    let Some(Overlay::Question(question)) = model.overlay.take() else { return Vec::new() };
    match question.choices.into_iter().nth(choice) {
        Some(Choice::Open(targets)) => targets.into_iter().map(Effect::Open).collect(),
        Some(Choice::Copy(lines)) => {
            vec![Effect::Copy(lines.iter().map(SafeStr::as_str).collect::<Vec<_>>().join("\n"))]
        }
        Some(Choice::Leave) | None => Vec::new(),
    }
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a group.
    Group(SafeStr),
    /// A command: its keys, its words.
    Command(SafeStr, SafeStr),
    /// An example of a query that needs a line of its own; what it finds follows without keys.
    Query(SafeStr),
    /// A hint without a key.
    Remark(SafeStr),
    /// Nothing.
    Blank,
}

/// The lines of the help that match what is looked for.
pub fn help_lines(model: &Model, query: &str) -> Vec<HelpLine> {
    let lang = model.lang();
    let query = query.trim().to_lowercase();
    let mut lines = Vec::new();
    for group in Group::ALL {
        let rows = COMMANDS.iter().filter(|info| info.group == group).filter_map(|info| {
            let keys: Vec<_> = model.settings.keys.keys_of(info.command).map(show_sequence).collect();
            // Nine keys that differ in nothing but the number are one row.
            let (keys, what) = if let Command::NthLink(n) = info.command {
                (format!("{}–9", keys.join(" ")), (n == 1).then_some(words::HELP_NTH)?)
            } else {
                (keys.join("  "), info.words)
            };
            let hay = format!("{keys} {} {} {}", what.zh, what.en, info.name).to_lowercase();
            hay.contains(&query).then(|| HelpLine::Command(SafeStr::clean(&keys), SafeStr::clean(what.get(lang))))
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Group(SafeStr::literal(group.title().get(lang))));
        lines.extend(rows);
    }
    let examples = examples(model, &query);
    if !examples.is_empty() {
        lines.extend((!lines.is_empty()).then_some(HelpLine::Blank));
        lines.push(HelpLine::Group(SafeStr::literal(words::HELP_QUERIES.get(lang))));
        lines.extend(examples);
    }
    if lines.is_empty() {
        lines.push(HelpLine::Remark(SafeStr::literal(words::HELP_NOTHING.get(lang))));
    } else {
        lines.push(HelpLine::Blank);
        let measure = usize::from(help_columns(model.viewport.columns).0).max(1);
        for remark in [words::HELP_TYPING, words::HELP_MOUSE, words::HELP_DIVIDERS] {
            let set = short::set(&SafeStr::literal(remark.get(lang)), measure, model.settings.widths);
            lines.extend(set.into_iter().map(HelpLine::Remark));
        }
    }
    lines
}

/// How wide the help is on so many columns, and how much of that stands before the words.
pub fn help_columns(columns: u16) -> (u16, u16) {
    let width = columns.saturating_sub(4).min(76);
    (width, (width / 3).clamp(12, 22).min(width))
}

/// The examples of queries that match what is looked for. Where they have no room beside their words, these stand below.
fn examples(model: &Model, looked_for: &str) -> Vec<HelpLine> {
    let (width, keys) = help_columns(model.viewport.columns);
    let widths = model.settings.widths;
    let narrow = width < 60;
    let mut lines = Vec::new();
    for row in GRAMMAR {
        let hay = format!("{} {} {}", row.example, row.words.zh, row.words.en).to_lowercase();
        if !hay.contains(looked_for) {
            continue;
        }
        let example = SafeStr::literal(row.example);
        let words = SafeStr::literal(row.words.get(model.lang()));
        if narrow {
            lines.push(HelpLine::Query(example));
            let set = short::set(&words, usize::from(width).max(1), widths);
            lines.extend(set.into_iter().map(HelpLine::Remark));
        } else if widths.of(&example) < usize::from(keys) {
            lines.push(HelpLine::Command(example, words));
        } else {
            lines.extend([HelpLine::Query(example), HelpLine::Command(SafeStr::default(), words)]);
        }
    }
    lines
}
