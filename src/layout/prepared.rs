//! What of a layout does not depend on the measure: the clusters, gaps, words and prices of every text, and how wide the
//! columns of every table would like to be. Made once and kept, it makes the next measure cheap.

use super::Spec;
use super::inline::{Flow, Setting};
use super::role::Roles;
use super::table::Grid;
use crate::document::{Block, BlockKind, Document};
use crate::highlight::Tokens;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document made ready to be set at any measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// For each block.
    texts: Vec<Text>,
    /// What is known of the words of code blocks.
    tokens: BTreeMap<usize, Arc<Tokens>>,
    /// What it was made for, measure, gutter and folds aside.
    spec: Spec,
}

/// What is kept of one block.
#[derive(Clone, Debug, PartialEq)]
pub enum Text {
    /// Running text.
    Flow(Flow),
    /// The cells of a table.
    Table(Grid),
    /// Code and rules are made anew.
    Nothing,
}

impl Prepared {
    /// Prepares all blocks of `document`.
    pub fn new(document: &Document, roles: &Roles, spec: &Spec) -> Prepared {
        let texts = document.blocks.iter().map(|block| Text::new(block, roles, spec)).collect();
        Prepared { texts, tokens: BTreeMap::new(), spec: spec.clone() }
    }

    /// Whether it can be set as `spec` says: all but the measure, the gutter and the folds is what it was made for.
    pub fn suits(&self, spec: &Spec) -> bool {
        self.spec == {
            let Spec { measure, gutter, folds, .. } = self.spec.clone();
            Spec { measure, gutter, folds, ..spec.clone() }
        }
    }

    /// Takes note of what the words of a code block are; the next lines that are set from here show it.
    pub fn colour(&mut self, block: usize, tokens: Arc<Tokens>) {
        self.tokens.insert(block, tokens);
    }

    /// Takes over what is known of code from what the same document was prepared as before.
    #[must_use]
    pub fn coloured_as(self, before: Option<Prepared>) -> Prepared {
        Prepared { tokens: before.map(|before| before.tokens).unwrap_or_default(), ..self }
    }

    /// What is known of the words of a code block.
    pub fn tokens(&self, block: usize) -> Option<&Tokens> {
        self.tokens.get(&block).map(|tokens| &**tokens)
    }

    /// What is kept of a block.
    pub fn text(&self, block: usize) -> Option<&Text> {
        self.texts.get(block)
    }
}

impl Text {
    /// Prepares one block.
    pub fn new(block: &Block, roles: &Roles, spec: &Spec) -> Text {
        let setting = match &block.kind {
            BlockKind::Heading { .. } => Setting::Heading,
            BlockKind::Paragraph(_) | BlockKind::Summary(_) | BlockKind::Foreign(_) => Setting::Paragraph,
            BlockKind::Table(table) => return Text::Table(Grid::new(table, roles, spec)),
            BlockKind::Code { .. } | BlockKind::Rule => return Text::Nothing,
        };
        Text::Flow(Flow::new(&roles.of_block(block), setting, spec))
    }
}
