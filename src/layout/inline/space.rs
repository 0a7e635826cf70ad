//! The gaps between clusters: line ends of the source that vanish, and the virtual cell between Han and Latin
//! (TYPOGRAPHY 1.6; CSS Text 4 text-autospace; CSS Text 3 4.1.2 segment break transformation). And where a justified line
//! gets its cells (1.7 H5).

use super::{Flow, Gap, Item, Piece, Setting};
use crate::layout::{Role, Spec, Typography};
use crate::text::class::{Class, is_hangul, is_ideographic};
use std::ops::Range;

/// Han that belong to the number before them: dates, times and degrees (A6).
const UNITS: &str = "年月日时分秒度";
/// Signs that belong to the number or word before them (A5): `82%`, `30℃`, `C++`, `C#`.
const SIGNS_BEHIND: &str = "%‰℃℉°+#";
/// Signs that belong to the number or word after them (A5): `+5`, `#1287`.
const SIGNS_BEFORE: &str = "+#";

/// Settles the gap before every item, and its column.
pub fn adjust(items: &mut [Item], pieces: &[Piece], spec: &Spec) {
    // Where gaps have grown or shrunk, and by how many cells, modulo the size of a number.
    let mut changes: Vec<(usize, u32)> = Vec::with_capacity(items.len() / 8);
    let mut at = 0;
    while let Some(alike) = items.get(at..).and_then(|rest| rest.windows(2).position(meets)) {
        at += alike + 1;
        let Some([a, b]) = items.get(at - 1..=at) else { break };
        let collected = b.column.wrapping_sub(a.end_column());
        let gap = settled(items, at, pieces, spec);
        let cells = match gap {
            Gap::None => 0,
            Gap::Virtual => 1,
            Gap::Blank | Gap::Soft | Gap::Glue => collected,
        };
        if cells != collected {
            changes.push((at, cells.wrapping_sub(collected)));
        }
        if let Some(item) = items.get_mut(at) {
            item.gap = gap;
        }
    }
    let mut moved = 0_u32;
    let ends = changes.iter().skip(1).map(|&(at, _)| at).chain([items.len()]);
    for (&(at, change), end) in changes.iter().zip(ends) {
        moved = moved.wrapping_add(change);
        for item in items.get_mut(at..end).unwrap_or_default() {
            item.column = item.column.wrapping_add(moved);
        }
    }
}

/// Whether there may be a gap between two neighbours. Most touch, and are both wide or both narrow: no gap parts such.
fn meets(pair: &[Item]) -> bool {
    let [a, b] = pair else { return false };
    // Asked of all neighbours, so without a jump.
    let alike = (b.gap == Gap::None) & (a.wide == b.wide) & !a.code & !b.code;
    !alike & !b.hard
}

/// What the gap before the item at `at` is.
fn settled(items: &[Item], at: usize, pieces: &[Piece], spec: &Spec) -> Gap {
    let Some([a, b]) = items.get(at - 1..=at) else { return Gap::None };
    match b.gap {
        Gap::None | Gap::Soft if b.gap == Gap::None || joins(a, b) => {
            let parts = spec.typography.autospace && parts(items, at, pieces, &spec.typography);
            if parts { Gap::Virtual } else { Gap::None }
        }
        gap => gap,
    }
}

/// Whether a line end of the source between `a` and `b` stands for nothing (A8): both are wide, or one is and the other
/// is a Chinese quote or dash that happens to be narrow on a grid. Korean sets blanks between words.
fn joins(a: &Item, b: &Item) -> bool {
    let wide = |item: &Item| item.wide && !is_hangul(item.head);
    let kin = |item: &Item, set: &str| wide(item) || set.contains(item.head);
    (wide(a) && kin(b, "“‘—…")) || (wide(b) && kin(a, "”’—…"))
}

/// Whether a virtual cell stands between the item at `at` and the one before it, which it touches (A2 to A6).
fn parts(items: &[Item], at: usize, pieces: &[Piece], typography: &Typography) -> bool {
    let Some([a, b]) = items.get(at - 1..=at) else { return false };
    match (a.code, b.code) {
        _ if are_alike(a, b) => false,
        (false, false) if a.piece == b.piece && is_closed(pieces.get(a.piece as usize)) => false,
        (false, false) if !typography.unit_gaps && is_date(items, at) => false,
        (false, false) if is_ideographic(a.head) => begins_latin(items, at, typography),
        (false, false) => is_ideographic(b.head) && ends_latin(items, at, typography),
        (true, true) => false,
        (true, false) => is_ideographic(b.head),
        (false, true) => is_ideographic(a.head),
    }
}

/// Whether both are wide, or both narrow, outside code: no gap parts such.
fn are_alike(a: &Item, b: &Item) -> bool {
    a.wide == b.wide && !a.code && !b.code
}

/// Whether nothing may be set into a piece: an address, what belongs to another program (A3).
fn is_closed(piece: Option<&Piece>) -> bool {
    let address = |text: &str| ["http://", "https://", "www."].iter().any(|head| text.starts_with(head));
    piece.is_some_and(|piece| piece.look.role == Role::Foreign || piece.look.link.is_some() && address(&piece.text))
}

/// Whether a number and its unit meet at `at`: `12|月`, and `年|12` where a number stands before the unit (A6).
fn is_date(items: &[Item], at: usize) -> bool {
    let digit = |at: usize| items.get(at).is_some_and(|item| item.head.is_ascii_digit());
    let unit = |at: usize| items.get(at).is_some_and(|item| UNITS.contains(item.head));
    digit(at - 1) && unit(at) || digit(at) && unit(at - 1) && at >= 2 && digit(at - 2) && touches(items, at - 1)
}

/// Whether a Latin word or number ends before `at`, with its signs where they count (A2, A5).
fn ends_latin(items: &[Item], at: usize, typography: &Typography) -> bool {
    let before = items.get(..at).unwrap_or_default();
    let signs = before.iter().rev().take_while(|item| typography.sign_gaps && SIGNS_BEHIND.contains(item.head)).count();
    let glued = (at - signs..at).all(|at| touches(items, at));
    glued && at.checked_sub(signs + 1).is_some_and(|at| is_latin(items, at))
}

/// Whether a Latin word or number begins at `at`, with its signs where they count (A2, A5).
fn begins_latin(items: &[Item], at: usize, typography: &Typography) -> bool {
    let rest = items.get(at..).unwrap_or_default();
    let signs = rest.iter().take_while(|item| typography.sign_gaps && SIGNS_BEFORE.contains(item.head)).count();
    let glued = (at + 1..=at + signs).all(|at| touches(items, at));
    glued && is_latin(items, at + signs)
}

/// Whether nothing stands between the item at `at` and the one before it.
fn touches(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| item.gap == Gap::None && !item.hard)
}

/// Whether the item is a letter or digit that is no full-width one.
fn is_latin(items: &[Item], at: usize) -> bool {
    let latin = |item: &Item| {
        !item.code && !item.wide && !is_hangul(item.head) && matches!(item.class, Class::Letter | Class::Digit)
    };
    items.get(at).is_some_and(latin)
}

/// Chooses the gaps of a line that get one cell more, so that it has no blank of `slack` cells at its end (H5): blanks of
/// running text and virtual cells, evenly. None on a last line, and none where there are fewer gaps than cells. Never
/// between two Han: their columns would not stand below each other any more.
pub fn widened(flow: &Flow, line: &Range<usize>, slack: usize, spec: &Spec) -> Vec<usize> {
    let last = flow.items.get(line.end).is_none_or(|next| next.hard);
    if !spec.typography.justify || flow.setting != Setting::Paragraph || last || slack == 0 {
        return Vec::new();
    }
    let opens = |at: &usize| match flow.items.get(at - 1..=*at) {
        Some([a, b]) => b.column > a.end_column() && !(a.code && b.code),
        Some(_) | None => false,
    };
    let places: Vec<usize> = (line.start + 1..line.end).filter(opens).collect();
    let count = places.len();
    if slack > count {
        return Vec::new();
    }
    places.into_iter().zip(0..).filter(|(_, n)| (n + 1) * slack / count > n * slack / count).map(|(at, _)| at).collect()
}
