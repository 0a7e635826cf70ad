//! What containers put around their blocks: bars, markers, hanging indents.

use super::inline::Piece;
use super::role::own;
use super::{Role, Run, Spec};
use crate::document::{AlertKind, Block, BlockKind, Document, Frame, FrameId, FrameKind, LinkId, Marker, Marks};
use crate::strings::{Text, document as words};
use crate::text::SafeStr;

/// Text is never squeezed below this many cells by indents (TYPOGRAPHY 1.9 L2), or below three quarters of a narrow measure.
pub const LEAST_TEXT: usize = 24;
/// A footnote's label longer than this is set in the text instead of hanging before it.
const LONGEST_HANGING: usize = 8;

/// What stands left of a block's lines.
#[derive(Clone, Debug, Default)]
pub struct Margin {
    /// Before the first line.
    pub first: Vec<Run>,
    /// Before the lines after it.
    pub rest: Vec<Run>,
    /// How many cells either of them takes.
    pub cells: usize,
    /// Markers for which there was no room: they begin the text.
    pub inside: Vec<Piece<'static>>,
}

/// What a marker is, where it leads and where it stands.
struct Sign {
    role: Role,
    link: Option<LinkId>,
    at: usize,
}

/// The containers of a document, with what has been shown of them.
pub struct Frames<'a> {
    document: &'a Document,
    spec: &'a Spec,
    /// Containers whose marker has been set.
    opened: Vec<bool>,
    /// For each list the cells of its widest marker.
    columns: Vec<(usize, usize)>,
    /// For each container whether it shows what it holds.
    open: Vec<bool>,
}

impl<'a> Frames<'a> {
    /// Measures the markers of all lists.
    pub fn new(document: &'a Document, spec: &'a Spec) -> Frames<'a> {
        let mut columns: Vec<(usize, usize)> = document
            .frames
            .iter()
            .filter_map(|frame| match &frame.kind {
                FrameKind::Item { marker, list, .. } => Some((*list, spec.widths.of(&marker_text(*marker, 0, spec)))),
                FrameKind::Quote | FrameKind::Alert(_) | FrameKind::Note { .. } | FrameKind::TooDeep => None,
                FrameKind::Details { .. } => None,
            })
            .collect();
        columns.sort_unstable();
        columns.reverse();
        columns.dedup_by_key(|column| column.0);
        columns.reverse();
        let open = spec.folds.open_frames(document);
        Frames { document, spec, opened: vec![false; document.frames.len()], columns, open }
    }

    /// The containers of a block from the outside in.
    pub fn chain(&self, frame: Option<FrameId>) -> Vec<FrameId> {
        let parent = |&id: &FrameId| self.get(id).and_then(|frame| frame.parent).filter(|&parent| parent < id);
        let mut chain: Vec<FrameId> =
            std::iter::successors(frame.filter(|&id| self.get(id).is_some()), parent).collect();
        chain.reverse();
        chain
    }

    /// Whether a block shows: not inside what is folded, unless it is the summary of that.
    pub fn shows(&self, block: &Block) -> bool {
        let of_summary = matches!(block.kind, BlockKind::Summary(_));
        let around = if of_summary { block.frame.and_then(|frame| self.get(frame)?.parent) } else { block.frame };
        around.is_none_or(|frame| self.open.get(frame) != Some(&false))
    }

    /// The frame of this index.
    pub fn get(&self, id: FrameId) -> Option<&'a Frame> {
        self.document.frames.get(id)
    }

    /// The margin inside `chain`. Markers are given out once: by the first call that reaches their container.
    pub fn margin(&mut self, chain: &[FrameId], at: usize) -> Margin {
        let mut margin = Margin::default();
        let floor = LEAST_TEXT.min(self.spec.measure * 3 / 4).max(1);
        let room = self.spec.measure.saturating_sub(floor);
        let mut depth = 0;
        for &id in chain {
            let Some(frame) = self.get(id) else { continue };
            let fresh = self.opened.get(id) == Some(&false);
            if let Some(opened) = self.opened.get_mut(id) {
                *opened = true;
            }
            match &frame.kind {
                FrameKind::Quote => self.bar(&mut margin, room, Role::QuoteBar),
                FrameKind::Alert(kind) => self.bar(&mut margin, room, Role::Alert(*kind)),
                FrameKind::Item { marker, list, .. } => {
                    let column = self.column(*list);
                    let text = marker_text(*marker, depth, self.spec);
                    depth += 1;
                    self.marker(&mut margin, room, (&text, column), fresh, Sign { role: Role::Marker, link: None, at });
                }
                FrameKind::Note { label, back } => {
                    let text = self.spec.note(label);
                    let cells = self.spec.widths.of(&SafeStr::clean(&text));
                    let column = if cells > LONGEST_HANGING { usize::MAX } else { cells };
                    let sign = Sign { role: Role::NoteRef, link: *back, at };
                    self.marker(&mut margin, room, (&text, column), fresh, sign);
                }
                FrameKind::Details { .. } => {
                    let (sign, twin) = if self.open.get(id) == Some(&false) { ("▸", "+") } else { ("▾", "-") };
                    let text = self.spec.sign(sign, twin);
                    self.marker(&mut margin, room, (text, 1), fresh, Sign { role: Role::Marker, link: None, at });
                }
                FrameKind::TooDeep => {}
            }
        }
        margin
    }

    fn column(&self, list: usize) -> usize {
        let index = self.columns.binary_search_by_key(&list, |&(list, _)| list);
        index.ok().and_then(|index| self.columns.get(index)).map_or(1, |&(_, cells)| cells)
    }

    /// A bar on every line of a quote (L3).
    fn bar(&self, margin: &mut Margin, room: usize, role: Role) {
        if margin.cells + 2 > room {
            return;
        }
        let run = own_run(SafeStr::clean(self.spec.bar()), role, 2);
        margin.first.push(run.clone());
        margin.rest.push(run);
        margin.cells += 2;
    }

    /// A marker, right-aligned in its column, and a blank; the lines after it are indented as far (L1, L2).
    fn marker(
        &self,
        margin: &mut Margin,
        room: usize,
        (text, column): (&str, usize),
        fresh: bool,
        Sign { role, link, at }: Sign,
    ) {
        if margin.cells.saturating_add(column).saturating_add(1) > room {
            if fresh {
                let text = format!("{text} ");
                margin.inside.push(own(text.into(), role, Marks::default(), link, at..at));
            }
            return;
        }
        let blank = || own_run(SafeStr::clean(&" ".repeat(column + 1)), Role::Text, column + 1);
        let first = if fresh {
            let text = SafeStr::clean(text);
            let pad = column.saturating_sub(self.spec.widths.of(&text));
            Run { link, ..own_run(SafeStr::clean(&format!("{}{text} ", " ".repeat(pad))), role, column + 1) }
        } else {
            blank()
        };
        margin.first.push(first);
        margin.rest.push(blank());
        margin.cells += column + 1;
    }

    /// The heading lines of containers that `chain` enters for the first time: alerts, and nesting that went too deep.
    pub fn announcements(&self, chain: &[FrameId]) -> Vec<(usize, Text, Role)> {
        let fresh = chain.iter().enumerate().filter(|&(_, &id)| self.opened.get(id) == Some(&false));
        fresh
            .filter_map(|(depth, &id)| match self.get(id)?.kind {
                FrameKind::Alert(kind) => Some((depth + 1, alert_words(kind), Role::Alert(kind))),
                FrameKind::TooDeep => Some((depth + 1, words::TOO_DEEP, Role::Foreign)),
                FrameKind::Quote if self.spec.is_linear() => Some((depth + 1, words::QUOTE, Role::Quote)),
                FrameKind::Quote | FrameKind::Item { .. } | FrameKind::Note { .. } | FrameKind::Details { .. } => None,
            })
            .collect()
    }
}

/// A run that the source does not have.
fn own_run(text: SafeStr, role: Role, cells: usize) -> Run {
    Run { text, role, marks: Marks::default(), link: None, cells, span: 0..0 }
}

/// What is written before an item. Task boxes are ASCII: their signs have no width that terminals agree on (L4).
fn marker_text(marker: Marker, depth: usize, spec: &Spec) -> String {
    match marker {
        Marker::Bullet => {
            let bullet = ["•", "◦", "▪"].get(depth % 3).copied().unwrap_or("•");
            spec.sign(bullet, "-").to_owned()
        }
        Marker::Number(number) => format!("{number}."),
        Marker::Task(true) => "[x]".to_owned(),
        Marker::Task(false) => "[ ]".to_owned(),
    }
}

fn alert_words(kind: AlertKind) -> Text {
    match kind {
        AlertKind::Note => words::ALERT_NOTE,
        AlertKind::Tip => words::ALERT_TIP,
        AlertKind::Important => words::ALERT_IMPORTANT,
        AlertKind::Warning => words::ALERT_WARNING,
        AlertKind::Caution => words::ALERT_CAUTION,
    }
}
