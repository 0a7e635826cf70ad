//! The one line at the bottom: keys or notices on the left, the position on the right.

use super::paint::Painter;
use super::theme::Part;
use crate::app::outline::Row;
use crate::app::overlay::{Hints, Overlay};
use crate::app::page::Page;
use crate::app::prompt::{Asked, Completing, Prompt};
use crate::app::stop::Stop;
use crate::app::{Command, Focus, Model, key, links, page};
use crate::finder::Scope;
use crate::layout::short;
use crate::query::ParseError;
use crate::strings::{Text, ui as words};
use crate::text::SafeStr;
use ratatui::layout::{Position, Rect};

/// The six commands that are named where nothing else has to be told, each with a word for little room.
fn six(focus: Focus) -> [(Command, Text); 6] {
    let help = (Command::Help, words::SHORT_HELP);
    let back = (Command::Back, words::SHORT_BACK);
    let read_on = (Command::ReadOn, words::SHORT_READ_ON);
    let open = (Command::Open, words::SHORT_OPEN);
    let source = (Command::OpenSource, words::SHORT_SOURCE);
    let facets = (Command::Facets, words::SHORT_FACETS);
    let search = (Command::Search, words::SHORT_SEARCH);
    let down = (Command::Down, words::SHORT_DOWN);
    let up = (Command::Up, words::SHORT_UP);
    match focus {
        Focus::List => [open, read_on, source, facets, help, (Command::Back, words::SHORT_QUIT)],
        Focus::Page => [read_on, source, search, facets, help, back],
        Focus::Facets => [
            (Command::FacetAnd, words::SHORT_AND),
            (Command::FacetOr, words::SHORT_OR),
            (Command::FacetNot, words::SHORT_NOT),
            (Command::Query, words::SHORT_QUERY),
            (Command::AllPosts, words::SHORT_ALL),
            back,
        ],
        Focus::Outline => [open, down, up, source, help, back],
        Focus::Closeup => {
            [down, up, (Command::PaneRight, words::SHORT_RIGHT), (Command::PaneLeft, words::SHORT_LEFT), help, back]
        }
        Focus::Help => [search, down, up, read_on, (Command::Top, words::SHORT_TOP), back],
    }
}

/// Draws the status line on row `y`; with an open input line it says where its cursor stands.
pub fn draw(model: &Model, painter: &mut Painter, y: u16) -> Option<Position> {
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, y, columns, 1), Part::Status);
    let asked = matches!(model.overlay, Some(Overlay::Question(_) | Overlay::Themes(_)));
    let position = if model.pending.is_empty() && !asked { position(model) } else { SafeStr::default() };
    let taken = u16::try_from(painter.widths.of(&position)).unwrap_or(columns).min(columns.saturating_sub(2));
    let start = columns.saturating_sub(taken + 1);
    let room = start.saturating_sub(3);
    painter.text(Position::new(start, y), taken, &position, Part::Status);
    if let Some(prompt) = &model.prompt {
        return Some(input(model, prompt, painter, y, room));
    }
    if let Some((text, part)) = told(model) {
        painter.text(Position::new(1, y), room, &short::cut(&text, usize::from(room), painter.widths), part);
        return None;
    }
    let mut x = 1;
    for (keys, what) in hints(model) {
        let wide = painter.widths.of(&keys) + painter.widths.of(&what) + 1;
        if usize::from(x) + wide > usize::from(room) {
            break;
        }
        x += painter.text(Position::new(x, y), room, &keys, Part::StatusKey) + 1;
        x += painter.text(Position::new(x, y), room, &what, Part::Status) + 2;
    }
    None
}

/// What comes before the keys: a notice, else the target of the focused link.
fn told(model: &Model) -> Option<(SafeStr, Part)> {
    if !model.pending.is_empty() {
        return None;
    }
    if let Some(Overlay::Question(_)) = &model.overlay {
        return Some((SafeStr::literal(words::QUESTION_KEYS.get(model.lang())), Part::Status));
    }
    if let Some(Overlay::Themes(picker)) = &model.overlay {
        let problem = model.settings.themes.get(picker.selected).and_then(|offer| offer.problem.clone());
        let keys = (SafeStr::literal(words::THEME_KEYS.get(model.lang())), Part::Status);
        return Some(problem.map_or(keys, |problem| (problem, Part::Problem)));
    }
    if let (Some(Overlay::Hints(hints)), Some(page)) = (&model.overlay, &model.page) {
        return Some((hinted(model, hints, page), Part::StatusTarget));
    }
    if let Some(notice) = &model.notice {
        return Some((notice.clone(), Part::Notice));
    }
    let page = model.page.as_ref()?;
    let hint = match page.focused.filter(|_| model.focus() == Focus::Page) {
        Some(Stop::Block(_)) => Some(words::ENTER_FILLS),
        Some(Stop::Fold(_)) => Some(words::ENTER_FOLDS),
        Some(Stop::Link(_)) | None => None,
    };
    if let Some(hint) = hint {
        return Some((SafeStr::literal(hint.get(model.lang())), Part::Status));
    }
    let link = match model.focus() {
        Focus::Page => page.focused_link(),
        Focus::Outline => page.outline.get(model.outline.cursor).and_then(Row::link),
        Focus::List | Focus::Facets | Focus::Closeup | Focus::Help => None,
    };
    Some((links::target_words(page, link?, model.lang()), Part::StatusTarget))
}

/// What is told of hints: where they lead, or what is chosen of them. Between close links a hint has no room for its target.
fn hinted(model: &Model, hints: &Hints, page: &Page) -> SafeStr {
    let lang = model.lang();
    let host = |stop: Stop| match stop {
        Stop::Link(link) => Some(links::host_words(page, link, lang)),
        Stop::Block(_) | Stop::Fold(_) => None,
    };
    if hints.several && hints.typed.is_empty() {
        let hosts: Vec<String> = hints.chosen.iter().filter_map(|stop| Some(host(*stop)?.to_string())).collect();
        let told =
            words::HINTS_CHOSEN.get(lang).replace("{1}", &hosts.len().to_string()).replace("{2}", &hosts.join("  "));
        return if hosts.is_empty() { SafeStr::literal(words::HINTS_HOW.get(lang)) } else { SafeStr::clean(&told) };
    }
    let open = hints.open().filter_map(|(label, stop)| Some(format!("{label} {}", host(*stop)?)));
    SafeStr::clean(&open.collect::<Vec<_>>().join("  "))
}

/// Draws the input line: what it asks for, the text, the cursor; a text that is too long shows its part around the cursor.
fn input(model: &Model, prompt: &Prompt, painter: &mut Painter, y: u16, room: u16) -> Position {
    let label = match prompt.asked {
        Asked::Search => words::ASK_SEARCH,
        Asked::Library => words::ASK_LIBRARY,
        Asked::View => words::ASK_VIEW,
        Asked::Filter => words::ASK_FILTER,
        Asked::Help => words::ASK_HELP,
        Asked::Finder => match &model.overlay {
            Some(Overlay::Finder(finder)) if finder.scope == Scope::Commands => words::ASK_PALETTE,
            Some(_) | None => words::ASK_FINDER,
        },
    };
    let label = SafeStr::clean(&format!("{}  ", label.get(model.lang())));
    let start = 1 + painter.text(Position::new(1, y), room, &label, Part::StatusKey);
    let room = (room + 1).saturating_sub(start).max(1);
    let head = SafeStr::clean(prompt.head());
    let (mut hidden, mut wide) = (0, painter.widths.of(&head));
    for (at, cluster) in crate::text::cluster::clusters(&head) {
        if wide < usize::from(room) {
            break;
        }
        wide -= painter.widths.of_cluster(cluster);
        hidden = at + cluster.len();
    }
    let shown = SafeStr::clean(prompt.text.get(hidden..).unwrap_or_default());
    painter.text(Position::new(start, y), room, &shown, Part::Status);
    if let Some(completing) = &prompt.completing {
        choices(model, completing, painter, y.saturating_sub(1));
    } else if let Some(problem) = &prompt.problem {
        let before = SafeStr::clean(prompt.text.get(hidden..problem.offset).unwrap_or_default());
        let caret = start + u16::try_from(painter.widths.of(&before)).unwrap_or(0);
        complain(model, problem, painter, y.saturating_sub(1), caret);
    }
    Position::new(start + u16::try_from(wide).unwrap_or(0), y)
}

/// Draws what can stand at the cursor, as many choices as there is room for around the one that stands there.
fn choices(model: &Model, completing: &Completing, painter: &mut Painter, y: u16) {
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, y, columns, 1), Part::Status);
    let choices: Vec<SafeStr> = completing.choices.iter().map(|choice| SafeStr::clean(choice)).collect();
    let cells = |choice: &SafeStr| painter.widths.of(choice) + 2;
    let room = usize::from(columns.saturating_sub(1));
    let (current, mut first, mut wide) = (completing.current.unwrap_or(0), 0, 0);
    for (at, choice) in choices.iter().enumerate().take(current + 1) {
        wide += cells(choice);
        if wide > room {
            (first, wide) = (at, cells(choice));
        }
    }
    let mut x = 1;
    for (at, choice) in choices.iter().enumerate().skip(first) {
        let part = if completing.current == Some(at) { Part::FocusedLink } else { Part::Status };
        x += painter.text(Position::new(x, y), columns.saturating_sub(x), choice, part) + 2;
        if x >= columns {
            break;
        }
    }
}

/// Draws a caret over the place of the input line that cannot be read, and beside it what was expected there.
fn complain(model: &Model, problem: &ParseError, painter: &mut Painter, y: u16, caret: u16) {
    let columns = model.viewport.columns;
    painter.fill(Rect::new(0, y, columns, 1), Part::Status);
    let message = problem.message(model.lang());
    let wide = u16::try_from(painter.widths.of(&message)).unwrap_or(columns);
    let mark = SafeStr::literal("v");
    painter.text(Position::new(caret, y), 1, &mark, Part::StatusKey);
    let beside = caret + 2;
    let x = if beside + wide <= columns { beside } else { caret.saturating_sub(wide + 1) };
    painter.text(Position::new(x, y), columns.saturating_sub(x), &message, Part::Notice);
}

/// The keys to name: how an unfinished sequence can go on, else the six.
fn hints(model: &Model) -> Vec<(SafeStr, SafeStr)> {
    let lang = model.lang();
    let map = &model.settings.keys;
    if !model.pending.is_empty() {
        let begun = |(keys, command): (&[key::Key], Command)| {
            let rest = keys.strip_prefix(model.pending.as_slice())?;
            Some((SafeStr::clean(&key::show_sequence(rest)), {
                let what = command.info().words;
                SafeStr::literal(what.get(lang))
            }))
        };
        let start = (SafeStr::clean(&key::show_sequence(&model.pending)), SafeStr::literal("…"));
        return std::iter::once(start).chain(map.in_focus(model.focus()).filter_map(begun)).collect();
    }
    let named = six(model.focus()).into_iter().filter_map(|(command, word)| {
        let keys = map.keys_of(command).next()?;
        let what = source_host(model).filter(|_| command == Command::OpenSource);
        Some((SafeStr::clean(&key::show_sequence(keys)), what.unwrap_or(SafeStr::literal(word.get(lang)))))
    });
    named.collect()
}

/// The host that the source of the story at hand opens, where the page is to be seen and the line has room for it.
fn source_host(model: &Model) -> Option<SafeStr> {
    let page = model.page.as_ref().filter(|_| model.viewport.columns >= 110)?;
    let source = links::story(page)?.sources.first().copied()?;
    Some(links::host_words(page, source, model.lang()))
}

/// Where the reader is: which hit, which post of how many, how far down the page, how long to go. Narrow terminals get the
/// numbers alone.
fn position(model: &Model) -> SafeStr {
    let lang = model.lang();
    if let Some(Overlay::Finder(finder)) = &model.overlay {
        let at = if finder.rows.is_empty() { 0 } else { finder.selected + 1 };
        let more = if finder.complete { "" } else { "+" };
        return SafeStr::clean(&format!("{at}/{}{more}", finder.total));
    }
    if let Some(closeup) = model.page.as_ref().and_then(|page| page.closeup.as_ref()) {
        let last = (closeup.top + closeup.shown()).min(closeup.lines());
        let [first, last, all] = [closeup.top + 1, last, closeup.lines()].map(|number| number.to_string());
        let of = words::LINES_OF.get(lang).replace("{1}", &first).replace("{2}", &last);
        return SafeStr::clean(&of.replace("{3}", &all));
    }
    let narrow = model.viewport.columns < 60;
    let mut parts = Vec::new();
    let seen = model.panes().is_some_and(|panes| panes.page.is_some());
    let open = model.page.as_ref().filter(|_| seen);
    if let Some(search) = open.and_then(|page| page.search.as_ref()) {
        let at = search.current.map_or(0, |current| current + 1);
        parts.push(format!("{at}/{}", search.hits.len()));
    }
    if model.rows() > 0 {
        let [row, all] = [model.list.selected + 1, model.rows()].map(|number| number.to_string());
        let of = if narrow { "{1}/{2}" } else { words::POST_OF.get(lang) };
        parts.push(of.replace("{1}", &row).replace("{2}", &all));
    }
    if let Some(finding) = model.finding.as_ref().filter(|finding| finding.complete && finding.posts > 0 && !narrow) {
        let [hits, posts] = [finding.hits, finding.posts].map(|number| number.to_string());
        parts.push(words::FOUND.get(lang).replace("{1}", &hits).replace("{2}", &posts));
    }
    let defects: usize = model.posts.iter().map(|post| post.warnings).sum();
    if defects > 0 && model.focus() == Focus::List && model.finding.is_none() && !narrow {
        parts.push(words::DEFECTS.get(lang).replace("{}", &defects.to_string()));
    }
    if let Some(open) = open {
        let rows = page::rows(model);
        parts.push(format!("{}%", open.percent(rows)));
        let left = open.minutes_left(rows);
        if left > 0 && !narrow {
            parts.push(words::MINUTES_LEFT.get(lang).replace("{}", &left.to_string()));
        }
    }
    SafeStr::clean(&parts.join(" · "))
}
