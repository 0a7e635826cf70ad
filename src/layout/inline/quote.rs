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
        let mut open = false;
        for at in 0..items.len() {
            let Some(side) = side(items, at, mark, open) else { continue };
            open = side == Side::Open;
            if let Some(item) = items.get_mut(at) {
                item.quote = Some(side);
            }
        }
    }
}

/// The side of the quote at `at`; none when it is another character, code, or an apostrophe inside a word.
fn side(items: &[Item], at: usize, mark: char, open: bool) -> Option<Side> {
    let item = items.get(at).filter(|item| item.head == mark && !item.code)?;
    let before = at.checked_sub(1).and_then(|at| items.get(at)).filter(|_| item.gap == Gap::None && !item.hard);
    let after = items.get(at + 1).filter(|next| next.gap == Gap::None && !next.hard);
    let word = |item: Option<&Item>| item.is_some_and(|item| !item.wide && item.class.is_word());
    if mark == '\'' && word(before) && word(after) {
        return None;
    }
    let begins = before.is_none_or(|item| item.class == Class::Open || item.quote == Some(Side::Open));
    let ends = after.is_none_or(|item| matches!(item.class, Class::Close | Class::AsciiClose));
    Some(match (begins, ends, open) {
        (true, false, _) | (true, true, false) | (false, false, false) => Side::Open,
        (false, true, _) | (true, true, true) | (false, false, true) => Side::Close,
    })
}
