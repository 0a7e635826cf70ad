//! Blocks one below the other, with their indents, bars, markers and blank lines.

use super::frame::{Frames, LEAST_TEXT, Margin};
use super::inline::{Flow, Piece, Setting, TextLine};
use super::prepared::{Prepared, Text};
use super::role::{Roles, own};
use super::{CodeLines, Joint, Layout, Line, Paragraphs, Role, Run, Spec, code, table};
use crate::document::{Block, BlockKind, Document, FrameId, Marks, Span};
use crate::text::SafeStr;

/// The indent of a paragraph: two ideographs (P7).
const INDENT: usize = 4;

/// Sets all blocks of `document`, some of which may be prepared.
pub fn lay_out(document: &Document, prepared: Option<&Prepared>, spec: &Spec) -> Layout {
    let mut page = Page {
        document,
        prepared,
        spec,
        roles: Roles::new(document, spec),
        frames: Frames::new(document, spec),
        lines: Vec::new(),
        chain: Vec::new(),
        before: None,
    };
    for (id, block) in document.blocks.iter().enumerate() {
        if page.frames.shows(block) {
            page.block(id, block);
        }
    }
    Layout { lines: page.lines }
}

/// The page while it grows.
struct Page<'a> {
    document: &'a Document,
    prepared: Option<&'a Prepared>,
    spec: &'a Spec,
    roles: Roles<'a>,
    frames: Frames<'a>,
    lines: Vec<Line>,
    /// The containers of the block before.
    chain: Vec<FrameId>,
    /// The block before, of those that show.
    before: Option<usize>,
}

impl Page<'_> {
    fn block(&mut self, id: usize, block: &Block) {
        let chain = self.frames.chain(block.frame);
        self.blank_lines(id, block, &chain);
        let start = self.lines.len();
        for (depth, words, role) in self.frames.announcements(&chain) {
            let outer = chain.get(..depth).unwrap_or_default();
            let margin = self.frames.margin(outer, block.span.start);
            let said = own(words.get(self.spec.lang).into(), role, Marks::default(), None, block.span.clone());
            let lines = self.text(vec![said], &margin, Setting::Paragraph);
            self.push(id, &margin, lines);
        }
        let margin = self.frames.margin(&chain, block.span.start);
        let indent = if self.is_indented(id, &chain) { INDENT } else { 0 };
        let lines = match self.prepared.and_then(|prepared| prepared.text(id)) {
            Some(text) => self.lines((id, block), text, &margin, indent),
            None => self.lines((id, block), &Text::new(block, &self.roles, self.spec), &margin, indent),
        };
        // An alert without text is announced, which is all there is to it.
        if !lines.is_empty() || self.lines.len() == start {
            self.push(id, &margin, lines);
        }
        if let Some(line) = self.lines.get_mut(start) {
            line.first = true;
        }
        self.chain = chain;
        self.before = Some(id);
    }

    /// The lines of a block, led by the markers that found no room in the margin: they begin its text, or stand above lines
    /// that are not running text.
    fn lines(&self, (id, block): (usize, &Block), text: &Text, margin: &Margin, indent: usize) -> Vec<TextLine> {
        let measure = self.measure(margin);
        let lines = match (text, &block.kind) {
            (Text::Flow(flow), _) if margin.inside.is_empty() => return flow.lines(measure, indent, self.spec),
            (Text::Flow(flow), _) => return self.text(self.roles.of_block(block), margin, flow.setting()),
            (Text::Table(grid), BlockKind::Table(table)) => {
                table::lines(table, grid, &self.roles, block.span.start, measure, self.spec)
            }
            (_, BlockKind::Code { language, text }) => {
                let tokens = self.prepared.and_then(|prepared| prepared.tokens(id));
                code::lines(&code::Source { language, text, span: &block.span }, tokens, measure, self.spec)
            }
            (_, BlockKind::Rule) => vec![self.rule(&block.span, measure)],
            (Text::Table(_) | Text::Nothing, _) => Vec::new(),
        };
        if margin.inside.is_empty() {
            return lines;
        }
        let mut all = self.text(Vec::new(), margin, Setting::Paragraph);
        all.extend(lines);
        all
    }

    /// Running text of our own, or behind markers that found no room in the margin.
    fn text(&self, pieces: Vec<Piece>, margin: &Margin, setting: Setting) -> Vec<TextLine> {
        let mut all = margin.inside.clone();
        all.extend(pieces);
        Flow::new(&all, setting, self.spec).lines(self.measure(margin), 0, self.spec)
    }

    /// The cells that `margin` leaves to a line.
    fn measure(&self, margin: &Margin) -> usize {
        self.spec.measure.saturating_sub(margin.cells).max(1)
    }

    fn rule(&self, span: &Span, measure: usize) -> TextLine {
        let text = SafeStr::clean(&self.spec.rule(measure));
        let cells = self.spec.widths.of(&text);
        let run = Run { text, role: Role::Rule, marks: Marks::default(), link: None, cells, span: span.clone() };
        TextLine { runs: vec![run], offset: span.start, cells, outdent: 0, joint: Joint::LineEnd }
    }

    /// Adds the lines of a block behind their margin. A block without lines shows its marker all the same.
    fn push(&mut self, block: usize, margin: &Margin, lines: Vec<TextLine>) {
        let offset = self.offset_of(block);
        let empty = TextLine { runs: Vec::new(), offset, cells: 0, outdent: 0, joint: Joint::LineEnd };
        let lines = if lines.is_empty() && !margin.first.is_empty() { vec![empty] } else { lines };
        let code = matches!(self.document.blocks.get(block).map(|block| &block.kind), Some(BlockKind::Code { .. }));
        // The lines of a block are shifted together, so one that is too wide makes them all pan.
        let widest = lines.iter().map(|line| line.cells).max().unwrap_or_default();
        let pans = code && self.spec.typography.code == CodeLines::Pan && margin.cells + widest > self.spec.measure;
        for (index, line) in lines.into_iter().enumerate() {
            let mut runs = if index == 0 { margin.first.clone() } else { margin.rest.clone() };
            // Places only go forward, so that one can be searched for; blocks of our own making may point back.
            let offset = line.offset.max(self.lines.last().map_or(0, |last| last.offset));
            for run in &mut runs {
                run.span = offset..offset;
            }
            // The blank behind a bullet or bar is a gutter too.
            let outdent = line.outdent - usize::from(line.outdent > 0 && draw_in(&mut runs));
            let runs = if runs.is_empty() {
                line.runs
            } else {
                {
                    runs.extend(line.runs);
                    runs
                }
            };
            self.lines.push(Line { runs, block, offset, first: false, outdent, pans, joint: line.joint });
        }
    }

    /// Whether the paragraph begins with an indent instead of standing behind a blank line: one that follows a paragraph,
    /// neither of them in a list or quote (P7). Below 24 cells every cell is needed, as in lists (L2).
    fn is_indented(&self, id: usize, chain: &[FrameId]) -> bool {
        let block = |id: Option<usize>| id.and_then(|id| self.document.blocks.get(id)).map(|block| &block.kind);
        let is_paragraph = |id| matches!(block(id), Some(BlockKind::Paragraph(_)));
        self.spec.typography.paragraphs == Paragraphs::Indented
            && self.spec.measure >= LEAST_TEXT
            && chain.is_empty()
            && self.chain.is_empty()
            && is_paragraph(Some(id))
            && is_paragraph(self.before)
    }

    fn offset_of(&self, block: usize) -> usize {
        self.document.blocks.get(block).map_or(0, |block| block.span.start)
    }

    /// The blank lines before a block (TYPOGRAPHY P8): none inside tight lists, more above a heading than below it. The
    /// bars of the containers that go on stand in them too (L3).
    fn blank_lines(&mut self, id: usize, block: &Block, chain: &[FrameId]) {
        let Some(before) = self.before.and_then(|id| self.document.blocks.get(id)) else { return };
        let shared = self.chain.iter().zip(chain).take_while(|(a, b)| a == b).count();
        let unfolds = before.frame.is_some_and(|frame| chain.contains(&frame));
        let count = match () {
            () if self.document.is_tight(before, block) || self.is_indented(id, chain) => 0,
            // A summary is a heading to what it unfolds; summaries one below the other are a list.
            () if is_summary(before) && (unfolds || is_summary(block)) => 0,
            () => blanks_between(before, block),
        };
        let outer = chain.get(..shared).unwrap_or_default();
        let margin = self.frames.margin(outer, block.span.start);
        let mut bars = margin.rest;
        let barred = |run: &Run| matches!(run.role, Role::QuoteBar | Role::Alert(_));
        bars.truncate(bars.iter().rposition(barred).map_or(0, |last| last + 1));
        let offset = block.span.start.max(self.lines.last().map_or(0, |last| last.offset));
        for run in &mut bars {
            run.span = offset..offset;
        }
        for _ in 0..count {
            let line = Line { runs: bars.clone(), block: id, offset, ..Line::default() };
            self.lines.push(line);
        }
    }
}

/// Takes one cell of the blank at the end of a margin, where there is one.
fn draw_in(margin: &mut Vec<Run>) -> bool {
    let Some(run) = margin.last_mut().filter(|run| run.text.ends_with(' ')) else { return false };
    run.text = run.text.slice(0..run.text.len() - 1);
    run.cells -= 1;
    margin.retain(|run| run.cells > 0);
    true
}

fn is_summary(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Summary(_))
}

/// The blank lines between two blocks of the same container.
fn blanks_between(before: &Block, after: &Block) -> usize {
    match (&before.kind, &after.kind) {
        (BlockKind::Heading { level, .. }, _) => usize::from(*level <= 2),
        (_, BlockKind::Heading { level, .. }) if *level <= 2 => 2,
        (BlockKind::Foreign(_), BlockKind::Foreign(_)) => 0,
        _ => 1,
    }
}
