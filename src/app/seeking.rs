//! What is asked of the texts of all posts: which of them have the words of the filter and of the search, and where. The shell
//! answers when it has looked; until then titles alone decide.

use super::action::Effect;
use super::filter;
use super::finding;
use super::model::Model;
use crate::query::Set;
use crate::text::Needle;

/// Asks for what is not known yet, once.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let needles = unknown(model);
    if needles != model.sought {
        model.sought.clone_from(&needles);
        effects.extend((!needles.is_empty()).then_some(Effect::Find { generation: model.generation, needles }));
    }
    effects.extend(finding::ask(model));
    effects
}

/// The needles of the filter and of the search that have not been looked for.
fn unknown(model: &Model) -> Vec<Needle> {
    let mut needles = model.filter.query.unknown(&model.texts);
    let finding = model.finding.as_ref().map(|finding| finding.query.unknown(&model.texts));
    for needle in finding.into_iter().flatten() {
        if !needles.contains(&needle) {
            needles.push(needle);
        }
    }
    needles
}

/// Takes over which posts have what.
pub fn found(model: &mut Model, generation: u64, found: Vec<(Needle, Set)>) -> Vec<Effect> {
    if generation != model.generation {
        return Vec::new();
    }
    let mut wanted = model.filter.query.needles();
    let news = found.iter().any(|(needle, _)| wanted.contains(needle));
    wanted.extend(model.finding.iter().flat_map(|finding| finding.query.needles()));
    model.texts.trim(&wanted);
    for (needle, posts) in found {
        model.sought.retain(|sought| *sought != needle);
        model.texts.insert(needle, posts);
    }
    if news {
        filter::refresh(model);
    }
    let shows = news && model.prompt.is_none() && model.finding.is_none();
    if shows { filter::show(model) } else { Vec::new() }
}
