//! The program's state and every change to it: [`update`] takes an [`Action`], changes the [`Model`], and says in
//! [`Effect`]s what the shell has to do in the world.

pub mod action;
pub mod asking;
pub mod closeup;
pub mod command;
pub mod cursor;
pub mod editing;
pub mod filter;
pub mod extract;
pub mod finding;
pub mod finder;
pub mod key;
pub mod links;
pub mod list;
pub mod marks;
pub mod model;
pub mod mouse;
pub mod note;
pub mod outline;
pub mod overlay;
pub mod page;
pub mod panes;
pub mod prompt;
pub mod search;
pub mod selection;
pub mod seeking;
pub mod stop;
pub mod themes;
pub mod widening;

mod colouring;
mod completing;
pub mod copying;
mod fold;
mod head;
mod hinting;
mod history;
mod library;
mod moving;
mod panning;
mod telling;

pub use action::{Action, Effect, Opening, Place};
pub use command::{COMMANDS, Command};
pub use key::{Key, KeyMap};
pub use model::{Focus, Model, Settings, Viewport};

use crate::finder::Scope;
use crate::query::{Chosen, Query};
use crate::strings::ui as words;
use crate::text::SafeStr;
use command::Group;
use copying::What;
use prompt::Asked;

/// Carries out one action. The only place where the model changes.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let here = outline::here(model);
    let mut effects = perform(model, action);
    outline::follow(model, here);
    effects.extend(page::ask_for_lines(model));
    effects.extend(colouring::ask(model));
    effects.extend(marks::follow(model));
    effects.extend(seeking::ask(model));
    effects.extend(themes::follow(model));
    effects
}

fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Resize { columns, rows } => {
            model.viewport = Viewport { columns, rows };
            settle(model);
            Vec::new()
        }
        Action::Widths(widths) => {
            if widths != model.settings.widths {
                model.settings.widths = widths;
                settle(model);
            }
            Vec::new()
        }
        Action::Today(today) => {
            model.today = Some(today);
            model.index.set_today(today);
            filter::refresh(model);
            list::keep_selected_visible(model);
            Vec::new()
        }
        Action::Library { generation, posts, recalled } => {
            library::take(model, generation, posts, recalled.map(|recalled| *recalled))
        }
        Action::Recalled { generation, recalled, when } => library::recalled(model, generation, *recalled, when),
        Action::Loaded { generation, post, text } => library::loaded(model, generation, post, text),
        Action::LaidOut { generation, post, body, document, layout, measure, widths, folds } => {
            let set = library::Set { body, document: *document, layout, measure, widths, folds };
            library::laid_out(model, generation, post, set)
        }
        Action::Coloured { generation, post, tokens } => {
            colouring::take(model, generation, post, tokens);
            Vec::new()
        }
        Action::Surveyed { generation, facts } => {
            library::surveyed(model, generation, &facts);
            Vec::new()
        }
        Action::Passages { generation, number, passages } => finding::take(model, generation, number, *passages),
        Action::Found { generation, found } => seeking::found(model, generation, found),
        Action::Run(command) => run(model, command),
        Action::Pending(keys) => {
            model.pending = keys;
            Vec::new()
        }
        Action::Click(place) => mouse::press(model, place),
        Action::Drag { place, column } => mouse::drag(model, place, column),
        Action::Release => mouse::release(model),
        Action::Wheel(pane, lines) => moving::scroll(model, pane, isize::from(lines)),
        Action::Slide { pane, right } => mouse::slide(model, pane, right),
        Action::Edit(edit) => asking::edit(model, &edit),
        Action::Answer(choice) => overlay::answer(model, choice),
        Action::Choose(choice) => {
            if let Some(overlay::Overlay::Question(question)) = &mut model.overlay {
                question.selected = choice.min(question.choices.len().saturating_sub(1));
            }
            Vec::new()
        }
        Action::HintLetter(letter) => hinting::letter(model, letter),
        Action::TakeHints => hinting::take(model),
        Action::Sighted { number, found, complete } => finder::sighted(model, number, found, complete),
        Action::RemoveView => finder::remove_view(model),
        Action::Rove(rows) => asking::rove(model, rows),
        Action::RoveThemes(rows) => {
            themes::rove(model, rows);
            Vec::new()
        }
        Action::KeepTheme => themes::keep(model),
        Action::Dismiss => {
            close(model);
            Vec::new()
        }
        Action::Opened(opening) => telling::opened(model, opening),
        Action::Copied(result) => telling::copied(model, result),
        Action::Notice(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
    }
}

/// Takes away what lies over the panes, with the input line of a finder; false where nothing does.
fn close(model: &mut Model) -> bool {
    model.prompt.take_if(|prompt| prompt.asked == Asked::Finder);
    model.overlay.take().is_some()
}

/// Brings list and page in order after the panes have changed.
fn settle(model: &mut Model) {
    page::refresh(model);
    closeup::refresh(model);
    list::keep_selected_visible(model);
}

/// Whether a command speaks of what the page shows. Where the list has the screen for itself, it shows the selected post
/// first, so that nothing is opened or copied unseen.
fn needs_page(command: Command) -> bool {
    let speaks_of_hits_or_stories = matches!(
        command,
        Command::Search | Command::NextHit | Command::PreviousHit | Command::NextStory | Command::PreviousStory
    );
    speaks_of_hits_or_stories || command.info().group == Group::Links
}

fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    model.pending.clear();
    model.notice = None;
    model.page.iter_mut().for_each(|page| page.clicked = None);
    if needs_page(command) && model.focus() == Focus::List && !moving::page_is_visible(model) {
        let mut effects = moving::open(model);
        // What is typed next belongs to the search: as commands, the letters would open and copy.
        if command == Command::Search && model.pane == Focus::Page {
            effects.extend(asking::open(model, Asked::Search));
        }
        return effects;
    }
    match command {
        Command::Down => moving::step(model, 1),
        Command::Up => moving::step(model, -1),
        Command::HalfDown => moving::screens(model, 1, 2),
        Command::HalfUp => moving::screens(model, -1, 2),
        Command::ScreenDown => moving::screens(model, 1, 1),
        Command::ScreenUp => moving::screens(model, -1, 1),
        Command::ReadOn => moving::read_on(model),
        Command::Top => moving::ends(model, false),
        Command::Bottom => moving::ends(model, true),
        Command::PaneLeft => moving::pane(model, false),
        Command::PaneRight => moving::pane(model, true),
        Command::Open => moving::open(model),
        Command::Back => moving::back(model),
        Command::NextPost => moving::other_post(model, 1),
        Command::PreviousPost => moving::other_post(model, -1),
        Command::Zen => {
            model.zen = !model.zen;
            if model.zen {
                moving::focus(model, Focus::Page);
            }
            settle(model);
            Vec::new()
        }
        Command::Themes => {
            themes::open(model);
            Vec::new()
        }
        Command::Narrower => widening::step(model, false),
        Command::Wider => widening::step(model, true),
        Command::ResetWidths => widening::reset(model),
        Command::EditPost => editing::edit(model),
        Command::Mouse => {
            model.mouse = !model.mouse;
            let notice = if model.mouse { words::MOUSE_ON } else { words::MOUSE_OFF };
            model.notice = Some(SafeStr::literal(notice.get(model.lang())));
            vec![Effect::Mouse(model.mouse)]
        }
        Command::Reload => vec![Effect::Reload],
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Quit => vec![Effect::Quit],
        Command::NextStory => moving::story(model, true),
        Command::PreviousStory => moving::story(model, false),
        Command::HistoryBack => history::travel(model, true),
        Command::HistoryForward => history::travel(model, false),
        Command::NextLink => stop::focus_next(model, true),
        Command::PreviousLink => stop::focus_next(model, false),
        Command::OpenSource => links::open_source(model),
        Command::OpenAllSources => links::open_all_sources(model),
        Command::NthLink(n) => links::follow_nth(model, n),
        Command::Hints => hinting::open(model, false),
        Command::ManyHints => hinting::open(model, true),
        Command::Copy => copying::copy_at_hand(model),
        Command::CopyLink => copying::copy(model, What::Link),
        Command::CopyTitle => copying::copy(model, What::Title),
        Command::CopyMarkdown => copying::copy(model, What::Markdown),
        Command::CopyPath => copying::copy(model, What::Path),
        Command::Search => asking::search_here(model),
        Command::NextHit => asking::next_hit(model, true),
        Command::PreviousHit => asking::next_hit(model, false),
        Command::Outline => {
            let there = model.pane == Focus::Outline;
            model.outline.cursor =
                model.page.as_ref().map_or(0, |page| outline::current(&page.outline, page.here()).unwrap_or_default());
            moving::focus(model, if there { model.home } else { Focus::Outline });
            Vec::new()
        }
        Command::Help => {
            let open = matches!(model.overlay, Some(overlay::Overlay::Help(_)));
            model.overlay = (!open).then(|| overlay::Overlay::Help(overlay::Help::default()));
            Vec::new()
        }
        Command::Facets => {
            let there = model.pane == Focus::Facets;
            moving::focus(model, if there { model.home } else { Focus::Facets });
            Vec::new()
        }
        Command::FacetAnd => filter::choose(model, Chosen::Wanted),
        Command::FacetOr => filter::choose(model, Chosen::Either),
        Command::FacetNot => filter::choose(model, Chosen::Excluded),
        Command::FacetMode => {
            filter::next_mode(model);
            Vec::new()
        }
        Command::Query => asking::open(model, Asked::Filter),
        Command::Star => marks::star(model),
        Command::Read => marks::toggle_read(model),
        Command::ReadAll => marks::read_all(model),
        Command::Undo => marks::undo(model),
        Command::FindAll => asking::open(model, Asked::Library),
        Command::Unread => filter::set_text(model, "is:unread"),
        Command::Starred => filter::set_text(model, "is:starred"),
        Command::SaveView => asking::name_view(model),
        Command::Finder => finder::open(model, Scope::All),
        Command::Views if model.views.is_empty() => {
            model.notice = Some(SafeStr::literal(words::NO_VIEWS.get(model.lang())));
            Vec::new()
        }
        Command::Views => finder::open(model, Scope::Views),
        Command::Palette => finder::open(model, Scope::Commands),
        Command::AllPosts => filter::set(model, Query::default(), String::new()),
    }
}
