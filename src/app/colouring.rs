//! The colours of code: asked for once when a page with code is opened, laid on its lines when they come. Until then, and on
//! pages whose bodies are longer than [`super::page::LARGE`], code is plain.

use super::action::{CodeBlock, Effect};
use super::model::Model;
use super::page;
use crate::highlight::{self, Tokens};
use std::sync::Arc;

/// Asks what the words of the code on a new page are, where it has any.
pub fn ask(model: &mut Model) -> Option<Effect> {
    let generation = model.generation;
    let fresh = |page: &&mut page::Page| !page.coloured && page.prepared.is_some();
    let post = model.open_post()?;
    let page = model.page.as_mut().filter(fresh)?;
    page.coloured = true;
    let blocks: Vec<CodeBlock> = highlight::blocks(&page.document)
        .map(|(block, language, text)| CodeBlock { block, language: language.to_owned(), text: text.to_owned() })
        .collect();
    (!blocks.is_empty()).then_some(Effect::Colour { generation, post, blocks })
}

/// Lays colours on the code of the page that they were asked for. The lines stay where they are.
pub fn take(model: &mut Model, generation: u64, post: usize, tokens: Vec<(usize, Arc<Tokens>)>) {
    if generation != model.generation || model.open_post() != Some(post) {
        return;
    }
    let prepared = model.page.as_mut().filter(|page| page.coloured).and_then(|page| page.prepared.as_mut());
    let Some(prepared) = prepared else { return };
    for (block, tokens) in tokens {
        prepared.colour(block, tokens);
    }
    page::set_again(model);
}
