//! Pieces of text into clusters: cleaned, measured, each with its place in the source. The only door of the page.

use super::opportunity::Prices;
use super::{Blank, Flow, Gap, Item, Origin, Piece, PieceKind, Setting, quote, space, word};
use crate::layout::{Hangul, Spec};
use crate::text::class::{self, Class};
use crate::text::width::is_wide;
use crate::text::{Widths, cluster, safe};

/// Makes a flow of `pieces`.
pub fn collect(pieces: &[Piece], setting: Setting, spec: &Spec) -> Flow {
    let mut joined = Joined::new(pieces);
    let cleaned = safe::keep(std::mem::take(&mut joined.raw)).unwrap_or_else(|raw| {
        joined.raw = raw;
        safe::clean(&joined.raw)
    });
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
        quotes: false,
        hangul: false,
        items: Vec::with_capacity(cleaned.text.chars().count()),
        blanks: Vec::with_capacity(cleaned.text.bytes().filter(|&byte| byte == b' ').count()),
    };
    if cleaned.is_plain() {
        walk.plain();
    } else {
        cluster::clusters(&cleaned.text).for_each(|(start, text)| walk.step(start, text));
    }
    let Walk { mut items, blanks, quotes, hangul, .. } = walk;
    if hangul && spec.typography.hangul == Hangul::Words {
        word::join_hangul(&mut items);
    }
    if quotes {
        quote::assign(&mut items);
    }
    space::adjust(&mut items, pieces, spec);
    if let Some(words) = &spec.words {
        word::mark(&mut items, words);
    }
    let flow = Flow { cleaned, items, blanks, origins, setting, prices: Prices::default() };
    let prices = Prices::new(&flow, spec);
    Flow { prices, ..flow }
}

/// The raw text of all pieces, and where each piece ends in it.
struct Joined {
    /// Empty where it is the cleaned text.
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
    /// A straight quote was seen, a syllable of Hangul.
    quotes: bool,
    hangul: bool,
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

/// An ASCII digit.
const DIGIT: Sort = Sort { class: Class::Digit, ..LETTER };
/// A blank between words.
const BLANK: Sort = Sort { class: Class::Symbol, blank: true, ..LETTER };
/// A mark of Chinese that closes.
const MARK: Sort = Sort { class: Class::Close, trimmed: true, ..HAN };

/// What the characters are that texts mostly consist of.
#[inline]
fn quick(c: char) -> Option<Sort> {
    match c {
        '\u{4e00}'..='\u{9fff}' => Some(HAN),
        'a'..='z' | 'A'..='Z' => Some(LETTER),
        '0'..='9' => Some(DIGIT),
        ' ' => Some(BLANK),
        '，' | '。' | '、' => Some(MARK),
        _ => None,
    }
}

impl Walk<'_> {
    /// Walks a text in which each character is a cluster and stands where the raw one does.
    fn plain(&mut self) {
        let text = self.cleaned.text.as_str();
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            self.reach(at);
            let letters = self.letters(at);
            if letters == 0 {
                self.step(at, text.get(at..at + c.len_utf8()).unwrap_or_default());
                at += c.len_utf8();
            }
            at += letters;
        }
    }

    /// Adds the letters, digits, Han and their marks from `start` to the end of the piece, and gives their bytes: the same
    /// as step by step, for all but the first touch the one before.
    fn letters(&mut self, start: usize) -> usize {
        let piece = (self.pieces.get(self.piece), self.joined.ends.get(self.piece));
        let (Some(piece), Some(&end)) = piece else { return 0 };
        let text = self.cleaned.text.get(start..end).unwrap_or_default();
        if text.chars().next().and_then(quick).is_none_or(|sort| sort.blank) {
            return 0;
        }
        let first = self.items.len();
        let (hard, gap, before) = self.settle(start);
        let (code, index_of_piece) = (piece.kind == PieceKind::Code, index(self.piece));
        let (mut at, mut column) = (index(start), self.column + before);
        for head in text.chars() {
            let Some(Sort { class, cells, wide, trimmed, blank: false }) = quick(head) else { break };
            let len = if wide { 3 } else { 1 };
            self.items.push(Item {
                start: at,
                piece: index_of_piece,
                column,
                head,
                class,
                len,
                cells,
                wide,
                code,
                hard: false,
                trimmed,
                inside_word: false,
                quote: None,
                gap: Gap::None,
            });
            at += u32::from(len);
            column += u32::from(cells);
        }
        if let Some(item) = self.items.get_mut(first) {
            (item.hard, item.gap) = (hard, gap);
        }
        self.column = column;
        at as usize - start
    }

    /// Goes on to the piece that the raw byte `at` belongs to.
    fn reach(&mut self, at: usize) {
        while self.joined.ends.get(self.piece).is_some_and(|&end| end <= at) {
            self.piece += 1;
        }
    }

    fn step(&mut self, start: usize, text: &str) {
        let raw = self.cleaned.raw_offset(start);
        self.reach(raw);
        let Some(kind) = self.pieces.get(self.piece).map(|piece| piece.kind) else { return };
        let Some(head) = text.chars().next() else { return };
        let sort = self.sort(head, text);
        debug_assert_eq!(sort, self.general_sort(head, text));
        let Sort { class, cells, wide, trimmed, blank } = sort;
        if blank {
            return self.widen(kind, index(start), index(text.len()), u32::from(cells));
        }
        let (hard, gap, before) = self.settle(raw);
        let item = Item {
            start: index(start),
            piece: index(self.piece),
            column: self.column + before,
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
            gap,
        };
        self.column = item.end_column();
        self.items.push(item);
    }

    /// Ends the gap that waits for the cluster at `raw`: whether a line must begin there, what the gap is, and its cells.
    fn settle(&mut self, raw: usize) -> (bool, Gap, u32) {
        // Most clusters touch the one before them.
        if !self.hard && self.gap.is_none() && self.cleaned.removed == 0 {
            return (false, Gap::None, 0);
        }
        let hard = std::mem::take(&mut self.hard) && !self.items.is_empty();
        let gap = self.gap.take().or_else(|| self.hidden(raw)).filter(|_| !hard && !self.items.is_empty());
        let Some(Wait { kind, cells, start, end, piece }) = gap else { return (hard, Gap::None, 0) };
        if start < end {
            self.blanks.push(Blank { item: index(self.items.len()), start, end, piece });
        }
        (hard, kind, cells)
    }

    /// What the cluster `text` is, which begins with `head`: most are letters and Han, and need no table.
    fn sort(&mut self, head: char, text: &str) -> Sort {
        if let Some(sort) = quick(head).filter(|_| text.len() == head.len_utf8()) {
            return sort;
        }
        let sort = self.general_sort(head, text);
        self.quotes |= sort.class == Class::Quote;
        self.hangul |= class::is_hangul(head);
        sort
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
