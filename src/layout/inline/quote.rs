//! Straight quotes: `"` and `'` open or close by what stands around them, and by parity where that says nothing. Chinese
//! digests use them without blanks (`名为"操作系统"的层`), where UAX #14 QU would forbid a break on both sides.

use super::{Gap, Item};
use crate::text::class::Class;

/// What a straight quote does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Opens: ends no line.
    Open,
    /// Closes: begins no line.
    Close,
}

/// Gives every straight quote of the text its side.
pub fn assign(items: &mut [Item]) {
    if !items.iter().any(|item| item.class == Class::Quote) {
        return;
    }
    for mark in ['"', '\''] {
        let is_mark = |item: &&Item| item.head == mark && !item.code;
        let mut left = items.iter().filter(is_mark).count();
        let mut open = false;
        for at in 0..items.len() {
            if !items.get(at).is_some_and(|item| is_mark(&item)) {
                continue;
            }
            if let Some(side) = side(items, at, open, left) {
                open = side == Side::Open;
                if let Some(item) = items.get_mut(at) {
                    item.quote = Some(side);
                }
            }
            left -= 1;
        }
    }
}

/// The side of the quote at `at`, one of `left` that are to come; none for an apostrophe inside a word.
fn side(items: &[Item], at: usize, open: bool, left: usize) -> Option<Side> {
    let item = items.get(at)?;
    let (before, after) = (at.checked_sub(1).and_then(|at| items.get(at)), items.get(at + 1));
    let (left_gap, right_gap) = (before.and_then(|_| gap(Some(item))), gap(after));
    let before = before.filter(|_| left_gap == Some(Gap::None));
    let after = after.filter(|_| right_gap == Some(Gap::None));
    let word = |item: Option<&Item>| item.is_some_and(|item| !item.wide && item.class.is_word());
    if item.head == '\'' && word(before) && word(after) {
        return None;
    }
    // Doubled quotes are one.
    if let Some(twin) = before.filter(|before| before.head == item.head && before.quote.is_some()) {
        return if right_gap == Some(Gap::None) { twin.quote } else { Some(Side::Close) };
    }
    // `5"` is a length where the quotes are odd without it.
    if !open && left % 2 == 1 && before.is_some_and(|before| before.class == Class::Digit && !before.code) {
        return Some(Side::Close);
    }
    // A line end of the source says nothing about a double quote: Chinese is written without blanks.
    let blank =
        |gap: Option<Gap>| gap == Some(Gap::Blank) || gap.is_none() || (gap == Some(Gap::Soft) && item.head == '\'');
    let opens = |item: &Item| (item.class == Class::Open && !item.code) || item.quote == Some(Side::Open);
    let closes = |item: &Item| {
        let class = matches!(item.class, Class::Close | Class::AsciiClose) && !item.code;
        class || item.quote == Some(Side::Close)
    };
    let begins = blank(left_gap) || before.is_some_and(opens);
    let ends = blank(right_gap) || (open && after.is_some_and(closes));
    Some(match (begins, ends, open) {
        (true, false, _) | (true, true, false) | (false, false, false) => Side::Open,
        (false, true, _) | (true, true, true) | (false, false, true) => Side::Close,
    })
}

/// What stands before an item; none where a text or line begins, or behind its end. Marks that bind count as nothing.
fn gap(item: Option<&Item>) -> Option<Gap> {
    match item?.gap {
        _ if item?.hard => None,
        Gap::None | Gap::Virtual | Gap::Glue => Some(Gap::None),
        kind @ (Gap::Blank | Gap::Soft) => Some(kind),
    }
}
