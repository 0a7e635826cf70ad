//! The gaps between clusters: line ends of the source that vanish, and the virtual cell between Han and Latin
//! (TYPOGRAPHY 1.6; CSS Text 4 text-autospace; CSS Text 3 4.1.2 segment break transformation).

use super::{Gap, Item};
use crate::layout::Spec;
use crate::text::class::{Class, is_hangul, is_ideographic};

/// Han that belong to the number before them: dates, times and degrees are set without a gap (A6).
const UNITS: &str = "年月日号时分秒点度";

/// Settles the gap before every item.
pub fn adjust(items: &mut [Item], spec: &Spec) {
    for at in 1..items.len() {
        let (before, rest) = items.split_at_mut(at);
        let (Some(a), Some(b)) = (before.last(), rest.first_mut()) else { continue };
        if b.hard {
            continue;
        }
        if b.gap == Gap::Soft && joins(a, b) {
            b.gap = Gap::None;
        }
        if b.gap == Gap::None && spec.typography.autospace && parted(a, b) {
            b.gap = Gap::Virtual;
        }
    }
}

/// Whether a line end of the source between `a` and `b` stands for nothing (A8): both are wide, or one is and the other
/// is a Chinese quote or dash that happens to be narrow on a grid. Korean sets blanks between words.
fn joins(a: &Item, b: &Item) -> bool {
    let wide = |item: &Item| item.wide && !is_hangul(item.head);
    let kin = |item: &Item, set: &str| wide(item) || set.contains(item.head);
    (wide(a) && kin(b, "“‘—…")) || (wide(b) && kin(a, "”’—…"))
}

/// Whether a virtual cell stands between `a` and `b` (A2, A4, A6).
fn parted(a: &Item, b: &Item) -> bool {
    let latin = |item: &Item| !item.wide && matches!(item.class, Class::Letter | Class::Digit);
    match (a.code, b.code) {
        (true, true) => false,
        (true, false) => is_ideographic(b.head),
        (false, true) => is_ideographic(a.head),
        (false, false) if a.head.is_ascii_digit() && UNITS.contains(b.head) => false,
        (false, false) if UNITS.contains(a.head) && b.head.is_ascii_digit() => false,
        (false, false) => (is_ideographic(a.head) && latin(b)) || (latin(a) && is_ideographic(b.head)),
    }
}
