//! Pieces of text into clusters: cleaned, measured, each with its place in the source. The only door of the page.

use super::opportunity::Prices;
use super::{Blank, Flow, Gap, Item, Origin, Piece, PieceKind, Setting, quote, space, word};
use crate::layout::{Hangul, Spec};
use crate::text::class::{self, Class};
use crate::text::width::is_wide;
use crate::text::{Widths, safe};

/// Makes a flow of `pieces`.
pub fn collect(pieces: &[Piece], setting: Setting, spec: &Spec) -> Flow {
    let joined = Joined::new(pieces);
    let cleaned = safe::clean(&joined.raw);
    let origins = joined.origins(pieces);
    let mut walk = Walk {
        joined,
        cleaned: &cleaned,
        pieces,
        widths: spec.widths,
        usual: spec.widths == Widths::default(),
        piece: 0,
        gap: None,
        hard: false,
        column: 0,
        items: Vec::with_capacity(cleaned.text.chars().count()),
        blanks: Vec::new(),
    };
    for (start, text) in cleaned.clusters() {
        walk.step(start, text);
    }
    let Walk { mut items, blanks, .. } = walk;
    if spec.typography.hangul == Hangul::Words {
        word::join_hangul(&mut items);
    }
    quote::assign(&mut items);
    space::adjust(&mut items, pieces, spec);
    recount(&mut items);
    if let Some(words) = &spec.words {
        word::mark(&mut items, words);
    }
    let flow = Flow { cleaned, items, blanks, origins, setting, prices: Prices::default() };
    let prices = Prices::new(&flow, spec);
    Flow { prices, ..flow }
}

/// Counts the columns anew when every gap is settled.
fn recount(items: &mut [Item]) {
    let (mut collected, mut column) = (0, 0);
    for item in items {
        let gap = item.column - collected;
        collected = item.end_column();
        item.column = column
            + match item.gap {
                Gap::None | Gap::Glue => 0,
                Gap::Virtual => 1,
                Gap::Blank | Gap::Soft => gap,
            };
        column = item.end_column();
    }
}

/// The raw text of all pieces, and where each piece ends in it.
struct Joined {
    raw: String,
    ends: Vec<usize>,
}

impl Joined {
    fn new(pieces: &[Piece]) -> Joined {
        let bytes = pieces.iter().map(|piece| piece.text.len()).sum();
        let mut joined = Joined { raw: String::with_capacity(bytes), ends: Vec::with_capacity(pieces.len()) };
        for piece in pieces {
            match piece.kind {
                PieceKind::Prose | PieceKind::Code => joined.raw.push_str(&piece.text),
                PieceKind::SoftBreak | PieceKind::HardBreak => joined.raw.push(' '),
            }
            joined.ends.push(joined.raw.len());
        }
        joined
    }

    /// Where each piece comes from: its text stands in the source as it is, or between delimiters of the same length, or
    /// otherwise (entities, escapes).
    fn origins(&self, pieces: &[Piece]) -> Vec<Origin> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let origin = |(piece, raw): (&Piece, usize)| {
            let delimiters = piece.span.len().wrapping_sub(piece.text.len());
            let exact = match piece.kind {
                PieceKind::Prose => delimiters == 0,
                PieceKind::Code => delimiters.is_multiple_of(2) && delimiters < piece.span.len(),
                PieceKind::SoftBreak | PieceKind::HardBreak => false,
            };
            let exact = exact.then(|| (piece.span.start + delimiters / 2, raw));
            Origin { look: piece.look, span: piece.span.clone(), exact }
        };
        pieces.iter().zip(begins).map(origin).collect()
    }
}

struct Walk<'a> {
    joined: Joined,
    cleaned: &'a safe::Cleaned,
    pieces: &'a [Piece<'a>],
    widths: Widths,
    /// The terminal measures as Unicode does.
    usual: bool,
    /// The piece that the next cluster belongs to.
    piece: usize,
    /// What stands before the next cluster.
    gap: Option<Wait>,
    hard: bool,
    /// Where the last cluster ends.
    column: u32,
    items: Vec<Item>,
    blanks: Vec<Blank>,
}

/// A gap that waits for the cluster after it.
#[derive(Clone, Copy, Default)]
struct Wait {
    kind: Gap,
    cells: u32,
    /// Its bytes in the cleaned text.
    start: u32,
    end: u32,
    piece: u32,
}

/// What a cluster is, wherever it stands; its fields are those of [`Item`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sort {
    class: Class,
    cells: u8,
    wide: bool,
    trimmed: bool,
    /// It may be collapsed and a line may end at it.
    blank: bool,
}

/// An ASCII letter.
const LETTER: Sort = Sort { class: Class::Letter, cells: 1, wide: false, trimmed: false, blank: false };
/// A Han of the basic block.
const HAN: Sort = Sort { class: Class::Wide, cells: 2, wide: true, trimmed: false, blank: false };

impl Walk<'_> {
    fn step(&mut self, start: usize, text: &str) {
        let raw = self.cleaned.raw_offset(start);
        while self.joined.ends.get(self.piece).is_some_and(|&end| end <= raw) {
            self.piece += 1;
        }
        let Some(kind) = self.pieces.get(self.piece).map(|piece| piece.kind) else { return };
        let Some(head) = text.chars().next() else { return };
        let Sort { class, cells, wide, trimmed, blank } = self.sort(head, text);
        if blank {
            return self.widen(kind, index(start), index(text.len()), u32::from(cells));
        }
        let hard = std::mem::take(&mut self.hard) && !self.items.is_empty();
        let gap = self.gap.take().or_else(|| self.hidden(raw)).filter(|_| !hard && !self.items.is_empty());
        if let Some(gap) = gap.filter(|gap| gap.start < gap.end) {
            let item = index(self.items.len());
            self.blanks.push(Blank { item, start: gap.start, end: gap.end, piece: gap.piece });
        }
        let item = Item {
            start: index(start),
            piece: index(self.piece),
            column: self.column + gap.map_or(0, |gap| gap.cells),
            head,
            class,
            len: u8::try_from(text.len()).unwrap_or(u8::MAX),
            cells,
            wide,
            code: kind == PieceKind::Code,
            hard,
            trimmed,
            inside_word: false,
            quote: None,
            gap: gap.map_or(Gap::None, |gap| gap.kind),
        };
        self.column = item.end_column();
        self.items.push(item);
    }

    /// What the cluster `text` is, which begins with `head`: most are letters and Han, and need no table.
    fn sort(&self, head: char, text: &str) -> Sort {
        let quick = |sort: Sort| {
            debug_assert_eq!(sort, self.general_sort(head, text));
            sort
        };
        match (head, text.len()) {
            ('a'..='z' | 'A'..='Z', 1) => quick(LETTER),
            ('\u{4e00}'..='\u{9fff}', 3) => quick(HAN),
            _ => self.general_sort(head, text),
        }
    }

    /// The same for any cluster.
    fn general_sort(&self, head: char, text: &str) -> Sort {
        let single = text.len() == head.len_utf8();
        let cells = self.widths.of_cluster(text);
        let wide = if self.usual { cells > 1 } else { is_wide(text) };
        // A keycap is a picture, whatever is printed on it.
        let class = if wide && head.is_ascii() { Class::Wide } else { Class::of(head) };
        Sort {
            class,
            cells: u8::try_from(cells).unwrap_or(u8::MAX),
            // Letters that stack (Devanagari) take two cells and make words all the same.
            wide: wide && !matches!(class, Class::Letter | Class::Unspaced),
            trimmed: single && class::is_trimmed(head),
            blank: single && class::is_blank(head),
        }
    }

    /// The gap that a removed character before `raw` leaves. It takes no cell, but what it is for stays: that a line may
    /// end there or may not (I9; UAX #14 LB8, LB11).
    fn hidden(&self, raw: usize) -> Option<Wait> {
        let before = self.joined.raw.get(..raw).filter(|_| self.cleaned.removed > 0)?;
        let kind = match before.chars().next_back()? {
            '\u{200b}' => Gap::Blank,
            '\u{2060}' | '\u{feff}' => Gap::Glue,
            _ => return None,
        };
        Some(Wait { kind, ..Wait::default() })
    }

    /// Adds a blank to the gap before the next cluster: blanks of running text collapse into one; those of code stay, and
    /// so do those as wide as a Han, which an author counts (W9).
    fn widen(&mut self, piece: PieceKind, start: u32, len: u32, cells: u32) {
        let kind = match piece {
            PieceKind::HardBreak => {
                self.hard = true;
                Gap::Blank
            }
            PieceKind::SoftBreak => Gap::Soft,
            PieceKind::Prose | PieceKind::Code => Gap::Blank,
        };
        let gap = self.gap.get_or_insert_default();
        let stays = match piece {
            PieceKind::Code => gap.cells > 0,
            PieceKind::Prose => gap.cells >= 2 && cells == 2,
            PieceKind::SoftBreak | PieceKind::HardBreak => false,
        };
        if stays && gap.end == start && gap.piece == index(self.piece) {
            (gap.cells, gap.end) = (gap.cells + cells, start + len);
        } else if cells > gap.cells {
            *gap = Wait { kind, cells, start, end: start + len, piece: index(self.piece) };
        }
    }
}

/// A place as 32 bits: posts beyond 4 GiB are refused long before.
pub fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
