//! What the shell reports back, in words for the status line.

use super::action::{Effect, Opening};
use super::links;
use super::model::Model;
use super::overlay::{Choice, Overlay};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// Tells how an opening went. Without a browser the URL is shown whole and copied.
pub fn opened(model: &mut Model, opening: Opening) -> Vec<Effect> {
    let lang = model.lang();
    match opening {
        Opening::Started(url) => {
            let host = url.split('/').nth(2).unwrap_or(&url);
            model.notice = Some(SafeStr::clean(&words::OPENED.get(lang).replace("{}", host)));
            Vec::new()
        }
        Opening::NoBrowser(url) => {
            let lines = vec![SafeStr::literal(words::NO_BROWSER.get(lang))];
            // Several pages may have been asked for at once: each answer joins the ones before it.
            let mut urls = match model.overlay.take() {
                Some(Overlay::Question(before)) if before.lines == lines => before.urls,
                Some(Overlay::Question(_) | Overlay::Help(_) | Overlay::Hints(_)) | None => Vec::new(),
                Some(Overlay::Finder(_) | Overlay::Themes(_)) => Vec::new(),
            };
            urls.push(SafeStr::clean(&url));
            links::ask(model, lines, urls.clone(), vec![Choice::Leave, Choice::Copy(urls)])
        }
        Opening::Failed(url, reason) => {
            let lines = vec![SafeStr::clean(&words::OPEN_FAILED.get(lang).replace("{}", &reason))];
            let shown = SafeStr::clean(&url);
            links::ask(model, lines, vec![shown.clone()], vec![Choice::Leave, Choice::Copy(vec![shown])])
        }
    }
}

/// Tells what became of a copy; the shell knows where it went, and why not.
pub fn copied(model: &mut Model, result: Result<SafeStr, SafeStr>) -> Vec<Effect> {
    model.notice = Some(result.unwrap_or_else(|reason| reason));
    Vec::new()
}
