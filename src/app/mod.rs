//! The program's state and every change to it: [`update`] takes an [`Action`], changes the [`Model`], and says in
//! [`Effect`]s what the shell has to do in the world.

pub mod action;
pub mod command;
pub mod key;
pub mod list;
pub mod model;
pub mod page;
pub mod panes;

mod library;
mod moving;

pub use action::{Action, Effect, Facts, Opening, Place};
pub use command::{COMMANDS, Command};
pub use key::{Key, KeyMap};
pub use model::{Focus, Model, Settings, Viewport};

/// Carries out one action. The only place where the model changes.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Resize { columns, rows } => {
            model.viewport = Viewport { columns, rows };
            settle(model);
            Vec::new()
        }
        Action::Today(today) => {
            model.today = Some(today);
            list::keep_selected_visible(model);
            Vec::new()
        }
        Action::Library { generation, posts } => library::take(model, generation, posts),
        Action::Loaded { generation, post, text } => library::loaded(model, generation, post, text),
        Action::LaidOut { generation, post, body, document, layout, measure } => {
            library::laid_out(model, generation, post, library::Set { body, document: *document, layout, measure })
        }
        Action::Surveyed { generation, facts } => {
            library::surveyed(model, generation, &facts);
            Vec::new()
        }
        Action::Run(command) => run(model, command),
        Action::Pending(keys) => {
            model.pending = keys;
            Vec::new()
        }
        Action::Click(place) => moving::click(model, place),
        Action::Wheel(pane, lines) => {
            moving::scroll(model, pane, isize::from(lines));
            Vec::new()
        }
        Action::Opened(_) | Action::Copied(_) => Vec::new(),
        Action::Notice(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
    }
}

/// Brings list and page in order after the panes have changed.
fn settle(model: &mut Model) {
    page::refresh(model);
    list::keep_selected_visible(model);
}

fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    model.pending.clear();
    model.notice = None;
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
        Command::Mouse => {
            model.mouse = !model.mouse;
            vec![Effect::Mouse(model.mouse)]
        }
        Command::Reload => vec![Effect::Reload],
        Command::Redraw => vec![Effect::Redraw],
        Command::Suspend => vec![Effect::Suspend],
        Command::Quit => vec![Effect::Quit],
        Command::NextStory
        | Command::PreviousStory
        | Command::HistoryBack
        | Command::HistoryForward
        | Command::NextLink
        | Command::PreviousLink
        | Command::OpenSource
        | Command::OpenAllSources
        | Command::NthLink(_)
        | Command::Hints
        | Command::CopyLink
        | Command::CopyTitle
        | Command::CopyMarkdown
        | Command::CopyPath
        | Command::Search
        | Command::NextHit
        | Command::PreviousHit
        | Command::Facets
        | Command::FacetAnd
        | Command::FacetOr
        | Command::FacetNot
        | Command::Query
        | Command::AllPosts
        | Command::Outline
        | Command::Help => Vec::new(),
    }
}
