//! Where a line may end, and what it costs: a price before every item of a flow.
//!
//! The prices are squared cells, so that they can be weighed against the blank that a line leaves: a break of 80 is taken
//! when it saves a hole of nine cells. Two prices stand apart: [`EMERGENCY`] (inside a word or number) is paid only where a
//! line cannot be made otherwise, [`FORBIDDEN`] (kinsoku, torn pairs) only where even that does not help.

use super::token::{self, Token};
use super::{Flow, Gap, Item, Setting, quote::Side};
use crate::layout::{Role, SingleLetters, Spec};
use crate::text::class::{Class, is_hangul};
use std::borrow::Cow;

/// What a break costs, in squared cells.
pub type Price = u64;
/// Inside a word, a number or a code token that would fit: outweighs any number of ragged lines.
pub const EMERGENCY: Price = 10_000_000;
/// Against kinsoku, or inside a pair such as ——: outweighs any number of broken words.
pub const FORBIDDEN: Price = 1_000_000_000_000;
/// Where the author asked for a line end.
pub const MANDATORY: Price = Price::MAX;

/// A blank between words, a border between wide characters.
const FREE: Price = 0;
/// A blank beside a single Latin letter: `Pod |A` (I8).
const SINGLE_LETTER: Price = 5;
/// A Han and the number after it: `第| 3` (I6).
const HAN_NUMBER: Price = 6;
/// A blank between a name and its number: `Kubernetes |1.35` (I7).
const NAME_NUMBER: Price = 10;
/// Behind an ASCII comma without a blank, at the border of code and text.
const BORDER: Price = 10;
/// A blank inside a code span.
const CODE_BLANK: Price = 20;
/// Behind a hyphen between letters: `in-|place` (I4).
const HYPHEN: Price = 30;
/// A number and the unit after it: `60| 项` (I6).
const NUMBER_UNIT: Price = 40;
/// Before —— and …… (CLREQ strict, S).
const BEFORE_PAIR: Price = 50;
/// Between syllables of a script whose words only a dictionary knows.
const SYLLABLE: Price = 80;
/// Inside a word of Han (P3).
const WORD: Price = 18;
/// Anywhere in a heading but behind a mark such as ：, which is a better place (P5).
const HEADING_PLACE: Price = 80;
/// Between two words of a heading.
const HEADING_BORDER: Price = 100;
/// Between two Han of a heading where words are not known.
const HEADING_HAN: Price = 400;
/// Inside a word of a heading: only where a line cannot be made otherwise (P5).
pub const HEADING_WORD: Price = EMERGENCY / 10;
/// Before the reference to a footnote: better than inside the word before it.
const NOTE: Price = EMERGENCY / 10;
/// Inside a row of three closing marks: `。』|」`, where the line cannot be made otherwise (CLREQ 3.1.3).
const ESCAPE: Price = FORBIDDEN / 10;

/// What the breaks of a text cost. Most prices hold at every measure and are made once; those inside tokens that are too long
/// for a line do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// The price of the break before every item while all tokens are closed; the first, where no line can end, is
    /// [`MANDATORY`].
    closed: Vec<Price>,
    /// What opens where lines are short.
    tokens: Vec<Token>,
}

impl Prices {
    /// Prices the break before every item of `flow`.
    pub fn new(flow: &Flow, spec: &Spec) -> Prices {
        let mut closed = vec![MANDATORY; flow.items.len()];
        let mut tokens = token::Tokens::new(flow, spec.typography.path_breaks);
        for (behind, (pair, place)) in flow.items.windows(2).zip(closed.iter_mut().skip(1)).enumerate() {
            let [a, b] = pair else { continue };
            *place = price(flow, behind + 1, a, b, spec);
            tokens.push(behind, *place);
        }
        let tokens = tokens.end();
        for token in &tokens {
            token.close(flow, &mut closed);
        }
        Prices { closed, tokens }
    }

    /// The prices at `measure` cells: tokens that are too long to move to the next line as a whole open (TYPOGRAPHY 1.5).
    pub fn at(&self, flow: &Flow, measure: usize) -> Cow<'_, [Price]> {
        let mut prices = Cow::Borrowed(self.closed.as_slice());
        for token in self.tokens.iter().filter(|token| token.opens(measure)) {
            token.open(flow, measure, prices.to_mut());
        }
        prices
    }

    /// The prices while all tokens are closed.
    pub fn closed(&self) -> &[Price] {
        &self.closed
    }
}

/// The price of the break between `a` and the item `b` at `at`, tokens aside.
#[inline]
fn price(flow: &Flow, at: usize, a: &Item, b: &Item, spec: &Spec) -> Price {
    let quick = in_plain_text(a, b);
    debug_assert!(quick.is_none_or(|price| price == between_any(flow, at, a, b, spec)), "{a:?} {b:?}");
    match quick {
        Some(FREE) => for_words(flow.setting, a, b, spec),
        Some(price) => price,
        None => general_price(flow, at, a, b, spec),
    }
}

/// The same for any neighbours.
fn general_price(flow: &Flow, at: usize, a: &Item, b: &Item, spec: &Spec) -> Price {
    if b.hard {
        return MANDATORY;
    }
    match between_any(flow, at, a, b, spec) {
        ESCAPE.. if !spec.kinsoku => FREE,
        price @ NOTE.. => price,
        price => price * weight(flow.setting) + for_words(flow.setting, a, b, spec),
    }
}

/// What a break between `a` and `b` costs, whatever the text is set as.
fn between_any(flow: &Flow, at: usize, a: &Item, b: &Item, spec: &Spec) -> Price {
    match b.gap {
        Gap::Glue => FORBIDDEN,
        Gap::Blank | Gap::Soft => at_blank(flow, at, a, b, spec),
        Gap::None | Gap::Virtual if a.code && b.code && !is_wide(a) && !is_wide(b) => EMERGENCY,
        Gap::None | Gap::Virtual => between(flow, at, a, b),
    }
}

/// The price between two Han, or two ASCII letters, that touch: most neighbours are such, and no rule is about them.
#[inline]
fn in_plain_text(a: &Item, b: &Item) -> Option<Price> {
    if b.gap != Gap::None || b.hard || a.piece != b.piece || a.class != b.class {
        return None;
    }
    let han = |item: &Item| matches!(item.head, '\u{4e00}'..='\u{9fff}');
    let letter = |item: &Item| item.class == Class::Letter && item.head.is_ascii();
    if han(a) && han(b) {
        Some(FREE)
    } else if letter(a) && letter(b) {
        Some(EMERGENCY)
    } else {
        None
    }
}

/// How much a price weighs against even lines: a heading is read at a glance, so sense comes first.
fn weight(setting: Setting) -> Price {
    match setting {
        Setting::Heading => 20,
        Setting::Paragraph | Setting::Cell => 1,
    }
}

/// What is added between two clusters for the sake of words (P3), and in a heading, where a line ends behind a mark rather
/// than at a blank, at a blank rather than between two Han, and inside a word only where nothing else is left (P5).
#[inline]
fn for_words(setting: Setting, a: &Item, b: &Item, spec: &Spec) -> Price {
    let pauses = || a.class == Class::Pair || "，。：；！？、,:;!?".contains(a.head);
    match setting {
        Setting::Paragraph | Setting::Cell if b.inside_word => WORD,
        Setting::Paragraph | Setting::Cell => FREE,
        Setting::Heading if b.inside_word => HEADING_WORD,
        Setting::Heading if pauses() => FREE,
        Setting::Heading if a.class != Class::Wide || b.class != Class::Wide => HEADING_PLACE,
        Setting::Heading if spec.words.is_some() => HEADING_BORDER,
        Setting::Heading => HEADING_HAN,
    }
}

/// Whether the item is as wide as a Han, or belongs among them.
fn is_wide(item: &Item) -> bool {
    item.wide
}

/// The price at a blank of the source.
fn at_blank(flow: &Flow, at: usize, a: &Item, b: &Item, spec: &Spec) -> Price {
    if a.code && b.code {
        return CODE_BLANK;
    }
    let number = b.class == Class::Digit || is_version(flow, at);
    match (a.class, b.class) {
        // UAX #14 LB14, and the sign of a number that stands apart (I7).
        (Class::Open, _) if !a.code => FORBIDDEN,
        (Class::Prefix, Class::Digit) if !a.code => FORBIDDEN,
        (_, Class::Close | Class::Follower | Class::Connector | Class::Suffix | Class::Slash) if is_wide(b) => {
            FORBIDDEN
        }
        (_, Class::Pair) => BEFORE_PAIR,
        (_, Class::Close | Class::Connector) if !b.code => BEFORE_PAIR,
        (Class::Digit, Class::Wide | Class::Suffix) => NUMBER_UNIT,
        (Class::Wide, _) if number => HAN_NUMBER,
        (Class::Letter, Class::Prefix) => NAME_NUMBER,
        (Class::Letter, _) if number => NAME_NUMBER,
        _ if spec.typography.single_letters == SingleLetters::Free => FREE,
        _ if is_letter_alone(flow, at - 1) || is_letter_alone(flow, at) => SINGLE_LETTER,
        _ => FREE,
    }
}

/// Whether a version begins at `at`: `v1.35`.
fn is_version(flow: &Flow, at: usize) -> bool {
    matches!(flow.items.get(at..at + 2), Some([v, next])
        if matches!(v.head, 'v' | 'V') && next.class == Class::Digit && next.gap == Gap::None)
}

/// Whether the item at `at` is a letter between blanks (I8).
fn is_letter_alone(flow: &Flow, at: usize) -> bool {
    let touches = |at: usize| flow.items.get(at).is_some_and(|item| item.gap == Gap::None);
    let letter = flow.items.get(at).is_some_and(|item| item.class == Class::Letter);
    letter && (at == 0 || !touches(at)) && !touches(at + 1)
}

/// The price between two clusters that touch, or that only a virtual cell parts.
fn between(flow: &Flow, at: usize, a: &Item, b: &Item) -> Price {
    let glued = a.class == Class::Glue || b.class == Class::Glue;
    if glued || tears_pair(flow, at, a, b) || ends_no_line(flow, at, a, b) {
        return FORBIDDEN;
    }
    if starts_no_line(b) {
        return if is_third_mark(flow, at) { ESCAPE } else { FORBIDDEN };
    }
    if b.class == Class::Pair {
        return BEFORE_PAIR;
    }
    if begins_note(flow, a, b) {
        return NOTE;
    }
    if is_wide(a) || is_wide(b) { between_wide(flow, at, a, b) } else { between_narrow(flow, at, a, b) }
}

/// The price between two clusters one of which is wide.
fn between_wide(flow: &Flow, at: usize, a: &Item, b: &Item) -> Price {
    match (a.class, b.class) {
        // Opens behind the solidus where it is longer than half a line (I5).
        (Class::Slash, _) => EMERGENCY,
        (_, Class::Hyphen) => EMERGENCY,
        (Class::Hyphen, _) => HYPHEN,
        (_, Class::Wide) if is_digit(a) && is_digit(b) => EMERGENCY,
        (Class::Close, _) if is_inside_number(flow, at) => EMERGENCY,
        (Class::Digit, Class::Wide) => NUMBER_UNIT,
        (_, Class::Wide) if is_digit(a) => NUMBER_UNIT,
        (Class::Connector, Class::Digit) => NAME_NUMBER,
        (Class::Wide, Class::Digit | Class::Prefix) => HAN_NUMBER,
        (Class::Wide, Class::Letter) if is_version(flow, at) => HAN_NUMBER,
        _ => FREE,
    }
}

/// Whether the item is a digit, a full-width one too (UAX #14 has those among the ideographs).
fn is_digit(item: &Item) -> bool {
    item.class == Class::Digit || matches!(item.head, '０'..='９')
}

/// Whether a number goes on behind the full-width stop or colon before `at`: `５：００`, `3：1`.
fn is_inside_number(flow: &Flow, at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|first| flow.items.get(first..=at));
    matches!(before, Some([x, stop, y]) if matches!(stop.head, '：' | '．') && is_digit(x) && is_digit(y))
}

/// Whether `b` begins the reference to a footnote: it stays with the word that it belongs to.
fn begins_note(flow: &Flow, a: &Item, b: &Item) -> bool {
    flow.look(b.piece).role == Role::NoteRef && flow.look(a.piece).role != Role::NoteRef
}

/// Whether `a` and `b` are one mark (I1): equal neighbours, or the halves of a long kana repeat. A longer row of dashes or
/// dots may break between pairs: `……|……` (CLREQ 3.1.4).
fn tears_pair(flow: &Flow, at: usize, a: &Item, b: &Item) -> bool {
    if a.class != Class::Pair || a.head != b.head {
        return matches!((a.head, b.head), ('〳' | '〴', '〵'));
    }
    let same = |pair: &&[Item]| matches!(pair, [x, y] if x.head == b.head && y.gap == Gap::None && !y.hard);
    let others = flow.items.get(..at).unwrap_or_default().windows(2).rev().take(63).take_while(same).count();
    (1 + others) % 2 == 1
}

/// Line-start prohibition (CLREQ 3.1.3, JLREQ 3.1.7): `b` may not begin a line after a cluster that touches it. For ASCII it
/// is off inside code and on at its border: the comma after a code span stays with it (U3).
fn starts_no_line(b: &Item) -> bool {
    match b.class {
        Class::Close | Class::Follower | Class::Connector => true,
        Class::AsciiClose | Class::Slash | Class::Suffix => !b.code || !b.head.is_ascii(),
        Class::Quote => b.quote == Some(Side::Close),
        Class::Wide | Class::Letter | Class::Unspaced | Class::Digit | Class::Open | Class::Prefix => false,
        Class::Pair | Class::Hyphen | Class::Glue | Class::Symbol => false,
    }
}

/// Whether the item at `at` is the third of three closing marks in a row: `。』」`.
fn is_third_mark(flow: &Flow, at: usize) -> bool {
    let row = at.checked_sub(2).and_then(|first| flow.items.get(first..=at)).unwrap_or_default();
    let closes = |item: &Item| matches!(item.class, Class::Close | Class::AsciiClose) && !item.code;
    row.len() == 3 && row.iter().all(closes) && row.iter().skip(1).all(|item| item.gap == Gap::None)
}

/// Line-end prohibition (CLREQ 3.1.3): `a` may not end a line before a cluster that touches it.
fn ends_no_line(flow: &Flow, at: usize, a: &Item, b: &Item) -> bool {
    match a.class {
        Class::Open | Class::Prefix => !a.code || !a.head.is_ascii(),
        Class::Quote => a.quote == Some(Side::Open),
        Class::Hyphen | Class::Symbol => b.class == Class::Digit && is_sign(flow, at, a),
        Class::Wide | Class::Letter | Class::Unspaced | Class::Digit | Class::Close | Class::AsciiClose => false,
        Class::Follower | Class::Connector | Class::Slash | Class::Suffix | Class::Pair | Class::Glue => false,
    }
}

/// Whether `a`, the item before `at`, is the sign of a number: `-5`, `约+3`, not `1-5`, nor behind a word of Korean, which a
/// blank would part from the number.
fn is_sign(flow: &Flow, at: usize, a: &Item) -> bool {
    let touches = matches!(a.gap, Gap::None | Gap::Virtual | Gap::Glue);
    let before = at.checked_sub(2).and_then(|before| flow.items.get(before)).filter(|_| touches);
    matches!(a.head, '+' | '-') && !a.code && before.is_none_or(|before| is_wide(before) && !is_hangul(before.head))
}

/// The price inside a stretch of narrow clusters, where only few places are open (I2–I5).
fn between_narrow(flow: &Flow, at: usize, a: &Item, b: &Item) -> Price {
    if a.code != b.code {
        return at_code_border(a, b);
    }
    match (a.class, b.class) {
        (_, Class::Hyphen) => EMERGENCY,
        (Class::Hyphen, Class::Letter) if hyphenates(flow, at) => HYPHEN,
        (Class::Quote, Class::Open) if a.quote == Some(Side::Close) => FREE,
        (Class::Close | Class::AsciiClose, Class::Quote) if b.quote == Some(Side::Open) => FREE,
        (Class::Quote, Class::Letter | Class::Digit) if a.head == '"' && a.quote == Some(Side::Close) => BORDER,
        (Class::Letter | Class::Digit, Class::Quote) if b.head == '"' && b.quote == Some(Side::Open) => BORDER,
        (Class::Pair, _) => FREE,
        (Class::Connector, Class::Letter) => HYPHEN,
        (Class::Close, _) if a.head != '’' => FREE,
        (_, Class::Open) if !b.head.is_ascii() => FREE,
        (Class::AsciiClose, Class::Letter) if matches!(a.head, ',' | ';') => BORDER,
        (Class::Unspaced, Class::Unspaced) => SYLLABLE,
        (Class::Symbol, _) if matches!(a.head, '←'..='⇿') => HYPHEN,
        _ => EMERGENCY,
    }
}

/// The price where narrow code and narrow text touch: a word is not parted from its ending, as in `` `Pod`s `` (I3, U3).
fn at_code_border(a: &Item, b: &Item) -> Price {
    let (prose, behind) = if a.code { (b, true) } else { (a, false) };
    match prose.class {
        Class::Open => BORDER,
        Class::AsciiClose | Class::Close | Class::Pair | Class::Symbol if !behind => BORDER,
        Class::Quote => BORDER,
        Class::Wide | Class::Follower | Class::Letter | Class::Unspaced | Class::Digit | Class::Close => EMERGENCY,
        Class::AsciiClose | Class::Connector | Class::Slash | Class::Suffix | Class::Prefix | Class::Pair => EMERGENCY,
        Class::Hyphen | Class::Glue | Class::Symbol => EMERGENCY,
    }
}

/// Whether the hyphen before `at` parts two words of at least two letters each (I4): `in-place`, not `KEP-5495`, not `-v`.
fn hyphenates(flow: &Flow, at: usize) -> bool {
    let letter = |at: Option<usize>, glued: Option<usize>| {
        let item = at.and_then(|at| flow.items.get(at));
        let touches = glued.and_then(|at| flow.items.get(at)).is_some_and(|item| item.gap == Gap::None);
        touches && item.is_some_and(|item| item.class == Class::Letter)
    };
    letter(at.checked_sub(2), at.checked_sub(1))
        && letter(at.checked_sub(3), at.checked_sub(2))
        && letter(Some(at + 1), Some(at + 1))
}
