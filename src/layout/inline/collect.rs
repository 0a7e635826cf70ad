//! Pieces of text into clusters: cleaned, measured, each with its place in the source. The only door of the page.

use super::{Flow, Gap, GapKind, Item, Look, Piece, PieceKind, quote, space};
use crate::layout::Spec;
use crate::text::{class, cluster, safe};
use std::ops::Range;

/// Makes a flow of `pieces`.
pub fn collect(pieces: &[Piece], spec: &Spec) -> Flow {
    let joined = Joined::new(pieces);
    let cleaned = safe::clean(&joined.raw);
    let mut flow = Flow { looks: pieces.iter().map(|piece| piece.look).collect(), ..Flow::default() };
    let mut walk = Walk { joined, cleaned: &cleaned, pieces, spec, piece: 0, gap: Gap::default(), hard: false };
    for (start, text) in cluster::clusters(&cleaned.text) {
        walk.step(&mut flow.items, start, text);
    }
    flow.text = cleaned.text;
    quote::assign(&mut flow.items);
    space::adjust(&mut flow.items, spec);
    flow
}

/// The raw text of all pieces, and where each piece ends in it.
struct Joined {
    raw: String,
    ends: Vec<usize>,
}

impl Joined {
    fn new(pieces: &[Piece]) -> Joined {
        let mut joined = Joined { raw: String::new(), ends: Vec::with_capacity(pieces.len()) };
        for piece in pieces {
            match piece.kind {
                PieceKind::Prose | PieceKind::Code => joined.raw.push_str(&piece.text),
                PieceKind::SoftBreak | PieceKind::HardBreak => joined.raw.push(' '),
            }
            joined.ends.push(joined.raw.len());
        }
        joined
    }
}

struct Walk<'a> {
    joined: Joined,
    cleaned: &'a safe::Cleaned,
    pieces: &'a [Piece<'a>],
    spec: &'a Spec,
    /// The piece that the next cluster belongs to.
    piece: usize,
    /// What stands before the next cluster.
    gap: Gap,
    hard: bool,
}

impl Walk<'_> {
    fn step(&mut self, items: &mut Vec<Item>, start: usize, text: &str) {
        let raw = self.cleaned.raw_offset(start);
        while self.joined.ends.get(self.piece).is_some_and(|&end| end <= raw) {
            self.piece += 1;
        }
        let Some(piece) = self.pieces.get(self.piece) else { return };
        let mut chars = text.chars();
        let Some(head) = chars.next() else { return };
        let tail = chars.next_back().unwrap_or(head);
        let from = index(start);
        let cells = self.spec.widths.of_cluster(text);
        let span = self.span(piece, raw..self.cleaned.raw_offset(start + text.len()));
        if head == tail && class::is_blank(head) {
            self.widen(piece, from, index(text.len()), cells, span);
        } else {
            // U+200B takes no cell and was removed; what it is for, that a line may end there, stays (UAX #14 LB8).
            if self.gap.kind == GapKind::None
                && self.joined.raw.get(..raw).is_some_and(|text| text.ends_with('\u{200b}'))
            {
                self.gap.kind = GapKind::Blank;
            }
            items.push(Item {
                start: from,
                end: from + index(text.len()),
                span,
                look: index(self.piece),
                head,
                tail,
                cells: u8::try_from(cells).unwrap_or(u8::MAX),
                code: piece.kind == PieceKind::Code,
                hard: self.hard && !items.is_empty(),
                quote: None,
                gap: if items.is_empty() || self.hard { Gap::default() } else { self.gap },
            });
            (self.gap, self.hard) = (Gap::default(), false);
        }
    }

    /// Adds a blank to the gap before the next cluster: blanks of running text collapse into one, those of code stay.
    fn widen(&mut self, piece: &Piece, start: u32, len: u32, cells: usize, span: (u32, u32)) {
        let (cells, look) = (index(cells), index(self.piece));
        let kind = match piece.kind {
            PieceKind::HardBreak => {
                self.hard = true;
                GapKind::Blank
            }
            PieceKind::SoftBreak => GapKind::Soft,
            PieceKind::Prose | PieceKind::Code => GapKind::Blank,
        };
        let gap = &mut self.gap;
        if piece.kind == PieceKind::Code && gap.cells > 0 && gap.look == look {
            (gap.cells, gap.len, gap.span.1) = (gap.cells + cells, start + len - gap.start, span.1);
        } else if cells > gap.cells {
            *gap = Gap { kind, cells, start, len, look, span };
        }
    }

    /// The source bytes of the cluster at `raw`: exact where the piece stands in the source as it is, or
    /// between delimiters of the same length; else (entities, escapes) those of the whole piece.
    fn span(&self, piece: &Piece, raw: Range<usize>) -> (u32, u32) {
        let begin = self.piece.checked_sub(1).and_then(|before| self.joined.ends.get(before)).copied().unwrap_or(0);
        let inner = raw.start.saturating_sub(begin);
        let delimiters = piece.span.len().wrapping_sub(piece.text.len());
        let exact = match piece.kind {
            PieceKind::Prose => delimiters == 0,
            PieceKind::Code => delimiters.is_multiple_of(2) && delimiters < piece.span.len(),
            PieceKind::SoftBreak | PieceKind::HardBreak => false,
        };
        if exact {
            let start = piece.span.start + delimiters / 2 + inner;
            (index(start.min(piece.span.end)), index((start + raw.len()).min(piece.span.end)))
        } else {
            (index(piece.span.start), index(piece.span.end))
        }
    }
}

/// A place as 32 bits: posts beyond 4 GiB are refused long before.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Flow {
    /// The look of an item or gap.
    pub(super) fn look(&self, index: u32) -> Look {
        self.looks.get(index as usize).copied().unwrap_or_default()
    }
}
