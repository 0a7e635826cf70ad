//! The open post: its document, its lines, and the reading position as a place in the source.

use super::action::Effect;
use super::closeup::{self, Closeup};
use super::model::Model;
use super::mouse::Cell;
use super::outline::{self, Row};
use super::panes;
use super::search::Search;
use super::selection::Selection;
use super::stop::Stop;
use super::{asking, finding, fold, head, library, marks};
use crate::document::anchor::Place;
use crate::document::link::decoded;
use crate::document::{self, BlockKind, Document, Facts, LinkId};
use crate::layout::{self, Folds, Gutter, Line, Prepared, Spec};
use crate::post::{Post, PostId};
use crate::text::{SafeStr, Widths};

/// Bodies longer than this many bytes are laid out by a worker.
pub const LARGE: usize = 1 << 20;

/// A post on its way from its file to the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Awaited {
    /// Its index in the library.
    pub post: usize,
    /// Where it is opened.
    pub goal: Goal,
}

/// Where a post is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Where the reader left it.
    Left,
    /// At a place in its source; `None` is its head.
    Place(Option<usize>),
    /// Where the reader was before a jump.
    Spot {
        /// The place in its source; `None` is its head.
        place: Option<usize>,
        /// What was focused.
        focused: Option<Stop>,
    },
    /// At the heading that stands at a place in its source.
    Heading(usize),
    /// At the heading or note with this anchor.
    Anchor(String),
}

/// The open post.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its head, kept even when the post vanishes from the library.
    pub post: Post,
    /// Its body as it stands in the file.
    pub source: String,
    /// Its parsed body.
    pub document: Document,
    /// What of its lines does not depend on the measure, for the next one; not kept for a long body.
    pub prepared: Option<Prepared>,
    /// Whether it was asked what the words of its code are.
    pub coloured: bool,
    /// What is shown, from top to bottom: the head of the page, then the body.
    pub lines: Vec<Line>,
    /// How many of the lines are the head: title, date, author, tags.
    pub head: usize,
    /// The measure that the lines were set to.
    pub measure: usize,
    /// The width rules that the lines were set by.
    pub widths: Widths,
    /// Which details are unfolded.
    pub folds: Folds,
    /// Which were when the lines were set.
    pub set_folds: Folds,
    /// False while a worker sets a long body anew; until then the lines are those of the measure before.
    pub complete: bool,
    /// The place in the source that the reader is at; `None` at the head.
    pub place: Option<usize>,
    /// The line at the top of the pane.
    pub top: usize,
    /// How many cells the lines of code that are wider than the page are shifted to the left.
    pub pan: usize,
    /// What Enter opens.
    pub focused: Option<Stop>,
    /// The block of the heading that the reader went to last; forgotten when the page is scrolled.
    pub marked: Option<usize>,
    /// What is selected for copying; forgotten when the page is set anew.
    pub selection: Option<Selection>,
    /// The cell that was clicked last, and how often, when nothing else has happened since.
    pub clicked: Option<(Cell, usize)>,
    /// The search in the page.
    pub search: Option<Search>,
    /// Its headings and links.
    pub outline: Vec<Row>,
    /// The first row of the outline that shows, where the wheel has moved it; forgotten when the page is scrolled.
    pub outline_top: Option<usize>,
    /// The table or code block that has the whole screen.
    pub closeup: Option<Closeup>,
    /// Why the post cannot be read.
    pub failure: Option<SafeStr>,
    /// The reader has said that it is unread: its end does not count until it is opened anew.
    pub kept_unread: bool,
}

impl Page {
    /// Makes a page without lines; [`Page::set`] makes them.
    pub fn new(post: Post, source: String, document: Document) -> Self {
        Page {
            post,
            source,
            document,
            prepared: None,
            coloured: false,
            lines: Vec::new(),
            head: 0,
            measure: 0,
            widths: Widths::default(),
            folds: Folds::Authored,
            set_folds: Folds::Authored,
            complete: true,
            place: None,
            top: 0,
            pan: 0,
            focused: None,
            marked: None,
            selection: None,
            clicked: None,
            search: None,
            outline: Vec::new(),
            outline_top: None,
            closeup: None,
            failure: None,
            kept_unread: false,
        }
    }

    /// The identity of its post.
    pub fn id(&self) -> &PostId {
        &self.post.id
    }

    /// Takes over a new set of lines; [`refresh`] finds the reading position in them.
    pub fn set(&mut self, head: Vec<Line>, body: Vec<Line>, (measure, widths, folds): (usize, Widths, Folds)) {
        self.head = head.len();
        self.lines = head;
        let repeats_title = self.document.repeats_title(&self.post.title);
        let title_again = |line: &Line| repeats_title && (line.block == 0 || line.runs.is_empty());
        self.lines.extend(body.into_iter().skip_while(title_again));
        if measure != self.measure {
            self.pan = 0;
        }
        (self.selection, self.clicked) = (None, None);
        (self.measure, self.widths, self.set_folds) = (measure, widths, folds);
        self.outline = outline::rows(self);
        if let Some(search) = self.search.take() {
            self.search = Some(search.again(self));
        }
    }

    /// Whether its lines are what `spec` asks for.
    fn is_set_by(&self, spec: &Spec) -> bool {
        (self.measure, self.widths, &self.set_folds) == (spec.measure, spec.widths, &spec.folds)
    }

    /// The first line of a block that has text.
    pub fn line_of_block(&self, block: usize) -> usize {
        let body = self.lines.iter().enumerate().skip(self.head);
        let mut lines = body.filter(|(_, line)| line.block >= block && !line.runs.is_empty());
        lines.next().map_or(self.lines.len(), |(index, _)| index)
    }

    /// The line that an anchor leads to: the first of a heading, else the one that shows its place.
    pub fn line_of_anchor(&self, place: Place) -> usize {
        let first = self.line_of_block(place.block);
        let within = self.line_of(Some(place.offset));
        let shows = self.lines.get(within).is_some_and(|line| line.block == place.block && within > first);
        let heading =
            self.document.blocks.get(place.block).is_some_and(|it| matches!(it.kind, BlockKind::Heading { .. }));
        if shows && !heading { within } else { first }
    }

    /// Brings a heading to the top of the pane, below the blank line before it, and marks it as the one to be at.
    pub fn go_to(&mut self, line: usize, rows: usize) {
        let blank_before =
            line.checked_sub(1).filter(|&before| self.lines.get(before).is_some_and(|l| l.runs.is_empty()));
        self.scroll_to(blank_before.unwrap_or(line), rows);
        self.focused = None;
        self.marked = self.lines.get(line).map(|line| line.block);
    }

    /// The line that the reader is at: the marked heading, else the top of the pane.
    pub fn here(&self) -> usize {
        self.marked.map_or(self.top, |block| self.line_of_block(block))
    }

    /// Scrolls as little as needed to bring a line into sight, with some lines around it where it was far away.
    pub fn reveal(&mut self, line: usize, rows: usize) {
        if line < self.top || line >= self.top + rows {
            self.scroll_to(line.saturating_sub(rows / 3), rows);
        }
    }

    /// The focused link.
    pub fn focused_link(&self) -> Option<LinkId> {
        match self.focused? {
            Stop::Link(link) => Some(link),
            Stop::Block(_) | Stop::Fold(_) => None,
        }
    }

    /// The link of which a cell is.
    pub fn link_at(&self, cell: Cell) -> Option<LinkId> {
        let mut end = 0;
        let mut runs = self.lines.get(cell.line)?.runs.iter();
        let run = runs.find(|run| {
            end += run.cells;
            cell.cell < end
        });
        run?.link
    }

    /// The line that shows a place of the source; `None` is the head.
    pub fn line_of(&self, place: Option<usize>) -> usize {
        let Some(place) = place else { return 0 };
        let body = self.lines.get(self.head..).unwrap_or_default();
        let after = body.partition_point(|line| line.offset <= place);
        self.head + after.saturating_sub(1)
    }

    /// The last line that may stand at the top of a pane of `rows` rows.
    pub fn last_top(&self, rows: usize) -> usize {
        self.lines.len().saturating_sub(rows)
    }

    /// Scrolls to a line, not beyond the last screen, and remembers its place in the source.
    pub fn scroll_to(&mut self, line: usize, rows: usize) {
        self.top = line.min(self.last_top(rows));
        (self.outline_top, self.marked) = (None, None);
        self.place = (self.top >= self.head).then(|| self.lines.get(self.top).map_or(0, |line| line.offset));
    }

    /// How much has been read when `rows` rows are to be seen, from 0 to 100.
    pub fn percent(&self, rows: usize) -> usize {
        let seen = (self.top + rows).min(self.lines.len());
        (seen * 100).checked_div(self.lines.len()).unwrap_or(100)
    }

    /// How many minutes of reading are left below the pane.
    pub fn minutes_left(&self, rows: usize) -> usize {
        let left = self.lines.len().saturating_sub(self.top + rows);
        let words = self.post.words * left / self.lines.len().max(1);
        words.div_ceil(350)
    }
}

/// How many rows the page's pane has.
pub fn rows(model: &Model) -> usize {
    model.panes().map_or(0, |panes| usize::from(panes.rows))
}

/// The way of setting that the page's pane asks for; also where the pane is hidden, by the size of the terminal.
pub fn spec(model: &Model) -> Spec {
    let pane = panes::arrange(model.viewport, super::Focus::Page, super::Focus::Page, model.zen)
        .and_then(|panes| panes.with(&model.pane_widths).page)
        .unwrap_or(panes::Slot { x: 0, width: 1 });
    let column = panes::column(pane, model.settings.measure);
    Spec {
        // The margins beside the column belong to the page.
        gutter: Gutter {
            start: usize::from(column.x - pane.x),
            end: usize::from(pane.end().saturating_sub(column.end())),
        },
        widths: model.settings.widths,
        typography: model.settings.typography,
        words: model.settings.words.clone(),
        lang: model.lang(),
        folds: model.page.as_ref().map_or(Folds::Authored, |page| page.folds.clone()),
        ..Spec::new(usize::from(column.width))
    }
}

/// Sets the page anew where its measure or the terminal's width rules have changed.
pub fn refresh(model: &mut Model) {
    let spec = spec(model);
    if model.page.as_ref().is_some_and(|page| !page.is_set_by(&spec) && page.source.len() <= LARGE) {
        set_lines(model, &spec);
    }
    let rows = rows(model);
    if let Some(page) = model.page.as_mut() {
        // Inside the head there are no places to go by; it is a few lines, which hardly change.
        let is_there =
            |place| page.lines.get(page.top).is_some_and(|line| line.offset == place) && page.top >= page.head;
        let top = match page.place {
            // A blank line begins at the place of the one below it.
            Some(place) if is_there(place) => page.top,
            Some(place) => page.line_of(Some(place)),
            None => page.top.min(page.head),
        };
        page.top = top.min(page.last_top(rows));
    }
}

/// Sets the page anew where it stands: what its runs are has changed, and nothing moves.
pub fn set_again(model: &mut Model) {
    let selection = model.page.as_mut().and_then(|page| page.selection.take());
    set_lines(model, &spec(model));
    if let Some(page) = &mut model.page {
        page.selection = selection;
    }
    closeup::refresh(model);
}

fn set_lines(model: &mut Model, spec: &Spec) {
    let Some(head) = model.page.as_ref().map(|page| head::set(page, model, spec)) else { return };
    let Some(page) = model.page.as_mut() else { return };
    let prepared = match page.prepared.take() {
        Some(prepared) if prepared.suits(spec) => prepared,
        before => layout::prepare(&page.document, spec).coloured_as(before),
    };
    let body = layout::set(&page.document, &prepared, spec).lines;
    page.prepared = Some(prepared);
    page.set(head, body, (spec.measure, spec.widths, spec.folds.clone()));
}

/// Asks for a long body to be set anew where its measure or the terminal's width rules have changed.
pub fn ask_for_lines(model: &mut Model) -> Option<Effect> {
    let spec = spec(model);
    let post = model.open_post()?;
    let page = model.page.as_mut().filter(|page| page.complete && !page.is_set_by(&spec))?;
    if model.awaited.is_some() || page.source.len() <= LARGE {
        return None;
    }
    page.complete = false;
    model.awaited = Some(Awaited { post, goal: Goal::Place(page.place) });
    Some(Effect::LayOut { generation: model.generation, post, body: page.source.clone(), spec })
}

/// Puts a body that was read on the page.
pub fn show(model: &mut Model, awaited: &Awaited, body: &str) {
    let document = document::parse(body);
    library::learn(model, awaited.post, &Facts::of(&document));
    let Some(post) = model.posts.get(awaited.post) else { return };
    let mut page = Page::new(post.clone(), body.to_owned(), document);
    if let Some(before) = model.page.as_ref().filter(|before| before.id() == page.id()) {
        page.folds = before.folds.clone();
    }
    page.place = marks::place(model, awaited, body);
    page.unfold_place(page.place);
    model.page = Some(page);
    refresh(model);
    arrive(model, awaited);
}

/// Goes to the heading or anchor that the post was opened for. A search that is being typed goes on in it.
pub fn arrive(model: &mut Model, awaited: &Awaited) {
    match &awaited.goal {
        Goal::Heading(place) => fold::go_to_heading(model, *place),
        Goal::Anchor(anchor) => {
            if let Some(place) = model.page.as_ref().and_then(|page| page.document.anchor(&decoded(anchor))) {
                fold::go_to(model, place);
            }
        }
        Goal::Spot { focused, .. } => {
            if let Some(page) = &mut model.page {
                page.focused = *focused;
            }
        }
        Goal::Left | Goal::Place(_) => {}
    }
    asking::search_again(model);
    finding::light(model);
}

/// Puts a body on the page that a worker has set. Where the way of setting has changed since, [`ask_for_lines`] asks again.
pub fn show_set(model: &mut Model, mut page: Page, body: Vec<Line>, set_by: (usize, Widths, Folds)) {
    let (measure, widths, _) = set_by;
    let head = head::set(&page, model, &Spec { measure, widths, ..spec(model) });
    page.set(head, body, set_by);
    model.page = Some(page);
    refresh(model);
}
