//! Hints: letters on links and blocks, one of which is then followed, or several links opened together.

use super::action::Effect;
use super::links;
use super::model::Model;
use super::overlay::{Hints, Overlay};
use super::page::{self, Page};
use super::stop::{self, Stop};
use crate::document::link::WebTarget;
use crate::document::{LinkId, Target};
use crate::strings::ui as words;

/// Puts letters on what is to be seen; where several can be chosen, only on links that open pages of the web.
pub fn open(model: &mut Model, several: bool) -> Vec<Effect> {
    let rows = page::rows(model);
    let Some(page) = &model.page else { return links::say(model, words::NO_LINKS_HERE) };
    let mut stops = stop::on_lines(page, page.top..page.top + rows);
    stops.retain(|stop| match stop {
        Stop::Link(link) => !several || web(page, *link).is_some(),
        Stop::Block(_) | Stop::Fold(_) => !several,
    });
    if stops.is_empty() {
        return links::say(model, words::NO_LINKS_HERE);
    }
    model.overlay = Some(Overlay::Hints(Hints::new(stops, several)));
    Vec::new()
}

/// The page of the web to which a link leads.
fn web(page: &Page, link: LinkId) -> Option<&WebTarget> {
    match &page.document.links.get(link)?.target {
        Target::Web(web) => Some(web),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) => None,
        Target::Note(_) | Target::NoteRef(_) => None,
    }
}

/// Takes one more letter. The last one of a hint follows its link, or chooses it where several can be chosen, or takes that
/// back; a wrong one gives up, or is forgotten where something may be chosen already.
pub fn letter(model: &mut Model, letter: char) -> Vec<Effect> {
    let Some(Overlay::Hints(hints)) = &mut model.overlay else { return Vec::new() };
    hints.typed.extend(letter.to_lowercase());
    let found = hints.stops.iter().find(|(label, _)| *label == hints.typed).map(|(_, stop)| *stop);
    let over = found.is_some() || hints.open().next().is_none();
    match found {
        Some(stop) if hints.several => {
            let count = hints.chosen.len();
            hints.chosen.retain(|other| *other != stop);
            if hints.chosen.len() == count {
                hints.chosen.push(stop);
            }
            hints.typed.clear();
        }
        None if hints.several && over => hints.typed.clear(),
        Some(_) | None if over => model.overlay = None,
        Some(_) | None => {}
    }
    match found {
        Some(stop) if model.overlay.is_none() => go(model, stop),
        Some(_) | None => Vec::new(),
    }
}

/// Does what choosing a stop means: a link is followed, a block focused.
fn go(model: &mut Model, stop: Stop) -> Vec<Effect> {
    let rows = page::rows(model);
    match stop {
        Stop::Link(link) => links::follow(model, link),
        Stop::Block(_) | Stop::Fold(_) => {
            if let Some(page) = &mut model.page {
                stop::show(page, stop, rows);
            }
            super::moving::focus_page(model);
            Vec::new()
        }
    }
}

/// Opens all that was chosen, in this order.
pub fn take(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Hints(hints)) = model.overlay.take() else { return Vec::new() };
    let Some(page) = &model.page else { return Vec::new() };
    let mut targets: Vec<WebTarget> = Vec::new();
    for stop in hints.chosen {
        let target = match stop {
            Stop::Link(link) => web(page, link),
            Stop::Block(_) | Stop::Fold(_) => None,
        };
        targets.extend(target.filter(|web| !targets.iter().any(|other| other.url == web.url)).cloned());
    }
    links::open_all(model, targets, words::OPEN_CHOSEN)
}
