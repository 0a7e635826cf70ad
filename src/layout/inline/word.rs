//! The words of scripts that a line may cut. Marks the clusters inside words of Han, so that a line does not begin with
//! half a word (TYPOGRAPHY P3): the words are found once for a flow, across changes of look and vanished line ends of the
//! source; blanks, marks, code and line ends that the author asked for part words. And keeps the words of Korean, which the
//! author parts by blanks.

use super::{Gap, Item};
use crate::text::class::{Class, is_han, is_hangul};
use crate::text::words::Words;

/// Sets [`Item::inside_word`] of every item.
pub fn mark(items: &mut [Item], words: &Words) {
    if !items.windows(2).any(|pair| matches!(pair, [a, b] if is_han(a.head) && is_han(b.head))) {
        return;
    }
    let mut text = String::with_capacity(items.len() * 3);
    let mut places = Vec::with_capacity(items.len());
    for item in items.iter() {
        if item.hard || item.gap != Gap::None {
            text.push(' ');
        }
        places.push(text.len());
        text.push(if item.code { ' ' } else { item.head });
    }
    let mut starts = words.starts(&text).into_iter().peekable();
    for (item, place) in items.iter_mut().zip(places) {
        let begins = starts.next_if_eq(&place).is_some();
        item.inside_word = !begins && !item.code && is_han(item.head);
    }
}

/// More syllables than this without a blank are no word of Korean.
const LONGEST_HANGUL: usize = 12;

/// Makes letters of the syllables of Korean words, so that they stay whole as words of Latin do (TYPOGRAPHY 1.2, CSS
/// `word-break: keep-all`).
pub fn join_hangul(items: &mut [Item]) {
    if !items.iter().any(|item| is_hangul(item.head)) {
        return;
    }
    let touches = |a: &Item, b: &Item| {
        let hangul = |item: &Item| is_hangul(item.head) && !item.code;
        hangul(a) && hangul(b) && b.gap == Gap::None && !b.hard
    };
    for run in items.chunk_by_mut(touches) {
        if run.len() <= LONGEST_HANGUL && run.first().is_some_and(|item| is_hangul(item.head) && !item.code) {
            run.iter_mut().for_each(|item| (item.class, item.wide) = (Class::Letter, false));
        }
    }
}
