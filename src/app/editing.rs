//! Handing a post to the reader's editor, at the line that is being read.

use super::action::Effect;
use super::model::{Focus, Model};
use super::stop::{self, Stop};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// Asks for the editor on the post at hand.
pub fn edit(model: &mut Model) -> Vec<Effect> {
    let in_list = matches!(model.focus(), Focus::List | Focus::Facets);
    let post = if in_list { model.selected() } else { model.open_post() };
    let Some(post) = post else {
        model.notice = Some(SafeStr::literal(words::NOTHING_TO_EDIT.get(model.lang())));
        return Vec::new();
    };
    let line = if in_list { Some(1) } else { line(model) };
    vec![Effect::Edit { generation: model.generation, post, line: line.unwrap_or(1) }]
}

/// The line of the file, from 1, that shows what is focused, else what the reader is at: its head where that is the head of
/// the page.
fn line(model: &Model) -> Option<usize> {
    let page = model.page.as_ref()?;
    let shown = page.focused.and_then(|stop| match stop {
        Stop::Link(link) => page.document.links.get(link).map(|link| link.span.start),
        Stop::Block(_) | Stop::Fold(_) => {
            stop::line_of(page, stop).and_then(|line| page.lines.get(line)).map(|line| line.offset)
        }
    });
    let here = page.here();
    // The blank line before a heading belongs to what follows it.
    let text = page.lines.iter().enumerate().skip(here).find(|(_, line)| !line.runs.is_empty());
    let read = || text.filter(|(index, _)| *index >= page.head).map(|(_, line)| line.offset);
    let offset = shown.or_else(read)?;
    let before = page.source.get(..offset.min(page.source.len())).unwrap_or_default();
    Some(page.post.body_line.max(1) + before.bytes().filter(|&byte| byte == b'\n').count())
}
