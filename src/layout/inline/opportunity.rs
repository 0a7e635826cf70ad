//! Where a line may end, and what it costs: a price before every item of a flow.
//!
//! The prices are squared cells, so that they can be weighed against the blank that a line leaves: a break of 80 is taken
//! when it saves a hole of nine cells. Two prices stand apart: [`EMERGENCY`] (inside a word or number) is paid only where a
//! line cannot be made otherwise, [`FORBIDDEN`] (kinsoku, torn pairs) only where even that does not help.

use super::{Flow, Gap, Item, Setting, collect::index, quote::Side};
use crate::layout::{Role, Spec};
use crate::text::class::Class;
use std::borrow::Cow;
use std::ops::Range;

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
/// Behind an ASCII comma without a blank, at the border of code and text.
const BORDER: Price = 10;
/// A blank between a name and its number: `Kubernetes |1.35` (I7).
const NAME_NUMBER: Price = 10;
/// A blank beside a single Latin letter: `Pod |A` (I8).
const SINGLE_LETTER: Price = 5;
/// A blank inside a code span.
const CODE_BLANK: Price = 20;
/// Behind a hyphen between letters: `in-|place` (I4).
const HYPHEN: Price = 30;
/// A number and the unit after it: `60| 项` (I6).
const NUMBER_UNIT: Price = 40;
/// A Han and the number after it: `第| 3` (I6).
const HAN_NUMBER: Price = 6;
/// Inside a word of Han (P3).
const WORD: Price = 18;
/// Between two Han of a heading where words are not known (P5).
const HEADING_HAN: Price = 90;
/// Between two words of a heading: a mark or a blank is a better place (P5).
const HEADING_BORDER: Price = 12;
/// Inside a word of a heading: only where a line cannot be made otherwise (P5).
const HEADING_WORD: Price = EMERGENCY / 10;
/// Before —— and …… (CLREQ strict, S).
const BEFORE_PAIR: Price = 50;
/// Behind `. : = , ; ? & #` in code, URLs and paths (U1, U2); a slash is better, a hyphen or underscore worse.
const SEPARATOR: Price = 60;
/// What a slash is better than the other separators, and a hyphen worse.
const PREFERENCE: Price = 20;
/// The same inside code that would fit on one line: better than a hole of more than fifteen cells.
const BOX: Price = 250;
/// Behind a solidus (I5, GB/T 15834).
const SLASH: Price = 80;
/// At a camel-case hump in code (U1): better than a break anywhere, but a name that has place on a line is left whole.
const HUMP: Price = EMERGENCY / 10;

/// Before the reference to a footnote: better than inside the word before it.
const NOTE: Price = EMERGENCY / 10;

/// What the breaks of a text cost. Most prices hold at every measure and are made once; those inside tokens that are too long
/// for a line do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// The price of the break before every item while all tokens are closed; the first, where no line can end, is
    /// [`MANDATORY`].
    closed: Vec<Price>,
    /// The stretches of several clusters that may open.
    tokens: Vec<Token>,
}

impl Prices {
    /// Prices the break before every item of `flow`.
    pub fn new(flow: &Flow, spec: &Spec) -> Prices {
        let mut closed: Vec<Price> = (0..flow.items.len()).map(|at| price(flow, at, spec)).collect();
        let tokens = tokens(flow);
        for token in &tokens {
            token.reprice(flow, usize::MAX, spec, &mut closed);
        }
        Prices { closed, tokens }
    }

    /// The prices at `measure` cells: tokens that are too long to move to the next line as a whole open (TYPOGRAPHY 1.5).
    pub fn at(&self, flow: &Flow, measure: usize, spec: &Spec) -> Cow<'_, [Price]> {
        let mut prices = Cow::Borrowed(self.closed.as_slice());
        for token in self.tokens.iter().filter(|token| token.opens(measure)) {
            token.reprice(flow, measure, spec, prices.to_mut());
        }
        prices
    }

    /// The prices while all tokens are closed.
    pub fn closed(&self) -> &[Price] {
        &self.closed
    }
}

/// The price of the break before the item at `at`, tokens aside.
fn price(flow: &Flow, at: usize, spec: &Spec) -> Price {
    let price = match at.checked_sub(1).and_then(|before| flow.items.get(before..=at)) {
        None => MANDATORY,
        Some([_, b]) if b.hard => MANDATORY,
        Some([a, b]) if b.gap == Gap::Blank || b.gap == Gap::Soft => at_blank(flow, at, a, b),
        Some([a, b]) if a.code && b.code && !is_wide(a) && !is_wide(b) => EMERGENCY,
        Some([a, b]) => between(flow, at, a, b).max(between_words(flow.setting, a, b, spec)),
        Some(_) => FORBIDDEN,
    };
    if price == FORBIDDEN && !spec.kinsoku { FREE } else { price }
}

/// The price between two wide clusters for the sake of words (P3). In a heading a line ends at a mark or a blank rather than
/// between two Han, and inside a word only where nothing else is left (P5).
fn between_words(setting: Setting, a: &Item, b: &Item, spec: &Spec) -> Price {
    match setting {
        Setting::Heading if b.inside_word => HEADING_WORD,
        Setting::Paragraph | Setting::Cell if b.inside_word => WORD,
        Setting::Heading if a.class == Class::Wide && b.class == Class::Wide => match spec.words {
            Some(_) => HEADING_BORDER,
            None => HEADING_HAN,
        },
        Setting::Heading | Setting::Paragraph | Setting::Cell => FREE,
    }
}

/// Whether the item is as wide as a Han, or belongs among them.
fn is_wide(item: &Item) -> bool {
    item.wide
}

/// The price at a blank of the source.
fn at_blank(flow: &Flow, at: usize, a: &Item, b: &Item) -> Price {
    if a.code && b.code {
        return CODE_BLANK;
    }
    let (before, after) = (a.class, b.class);
    match (before, after) {
        // UAX #14 LB14, and the sign of a number that stands apart (I7).
        (Class::Open, _) if !a.code => FORBIDDEN,
        (Class::Prefix, Class::Digit) if !a.code => FORBIDDEN,
        (_, Class::Close | Class::Follower) if is_wide(b) => FORBIDDEN,
        (_, Class::Pair) => BEFORE_PAIR,
        (_, Class::Close | Class::Connector) if !b.code => BEFORE_PAIR,
        (Class::Digit, Class::Wide) => NUMBER_UNIT,
        (Class::Wide, Class::Digit) => HAN_NUMBER,
        (Class::Letter, Class::Digit | Class::Prefix) => NAME_NUMBER,
        (Class::Letter, Class::Letter) if alone(flow, at - 1) || alone(flow, at) => SINGLE_LETTER,
        _ => FREE,
    }
}

/// Whether the Latin letter at `at` stands between blanks.
fn alone(flow: &Flow, at: usize) -> bool {
    let touches = |at: usize| flow.items.get(at).is_some_and(|item| item.gap == Gap::None);
    (at == 0 || !touches(at)) && !touches(at + 1)
}

/// The price between two clusters that touch, or that only a virtual cell parts.
fn between(flow: &Flow, at: usize, a: &Item, b: &Item) -> Price {
    let (before, after) = (a.class, b.class);
    let glued = before == Class::Glue || after == Class::Glue;
    let torn = before == Class::Pair && a.head == b.head && !second_pair(flow, at);
    if glued || torn || starts_no_line(b, after) || ends_no_line(a, before) {
        return FORBIDDEN;
    }
    if after == Class::Pair {
        return BEFORE_PAIR;
    }
    if begins_note(flow, a, b) {
        return NOTE;
    }
    match (is_wide(a), is_wide(b)) {
        (false, false) => between_narrow(flow, at, (a, before), (b, after)),
        _ if before == Class::Slash => SLASH,
        _ if before == Class::Digit && after == Class::Wide => NUMBER_UNIT,
        _ if before == Class::Wide && after == Class::Digit => HAN_NUMBER,
        _ => FREE,
    }
}

/// Whether `b` begins the reference to a footnote: it stays with the word that it belongs to.
fn begins_note(flow: &Flow, a: &Item, b: &Item) -> bool {
    flow.look(b.piece).role == Role::NoteRef && flow.look(a.piece).role != Role::NoteRef
}

/// A longer row of dashes or dots may break between pairs: `……|……` (CLREQ 3.1.4).
fn second_pair(flow: &Flow, at: usize) -> bool {
    let mark = flow.items.get(at).map(|item| item.head);
    let same = |item: &&Item| Some(item.head) == mark && item.gap == Gap::None;
    let before = flow.items.get(..at).unwrap_or_default().iter().rev().take(64).take_while(same).count();
    before.is_multiple_of(2) && before > 0
}

/// Line-start prohibition (CLREQ 3.1.3, JLREQ 3.1.7): `b` may not begin a line after a cluster that touches it. For ASCII it
/// is off inside code and on at its border: the comma after a code span stays with it (U3).
fn starts_no_line(b: &Item, class: Class) -> bool {
    match class {
        Class::Close | Class::Follower | Class::Connector => true,
        Class::AsciiClose | Class::Slash | Class::Suffix => !b.code || !b.head.is_ascii(),
        Class::Quote => b.quote == Some(Side::Close),
        Class::Wide | Class::Letter | Class::Unspaced | Class::Digit | Class::Open | Class::Prefix => false,
        Class::Pair | Class::Hyphen | Class::Glue | Class::Symbol => false,
    }
}

/// Line-end prohibition (CLREQ 3.1.3): `a` may not end a line before a cluster that touches it.
fn ends_no_line(a: &Item, class: Class) -> bool {
    match class {
        Class::Open | Class::Prefix => !a.code || !a.head.is_ascii(),
        Class::Quote => a.quote == Some(Side::Open),
        Class::Wide | Class::Letter | Class::Unspaced | Class::Digit | Class::Close | Class::AsciiClose => false,
        Class::Follower | Class::Connector | Class::Slash | Class::Suffix => false,
        Class::Pair | Class::Hyphen | Class::Glue | Class::Symbol => false,
    }
}

/// The price inside a stretch of narrow clusters, where only few places are open (I2–I5).
fn between_narrow(flow: &Flow, at: usize, (a, before): (&Item, Class), (b, after): (&Item, Class)) -> Price {
    if a.code != b.code {
        return BORDER;
    }
    match (before, after) {
        (Class::Hyphen, Class::Letter) if hyphenates(flow, at) => HYPHEN,
        (Class::Quote, _) if a.quote == Some(Side::Close) && !after.is_word() => FREE,
        (_, Class::Quote) if b.quote == Some(Side::Open) && !before.is_word() => FREE,
        (Class::Pair, _) => FREE,
        (Class::Connector, Class::Letter) => HYPHEN,
        (Class::Close, _) if a.head != '’' => FREE,
        (_, Class::Open) if !b.head.is_ascii() => FREE,
        (Class::AsciiClose, Class::Letter) if matches!(a.head, ',' | ';') => BORDER,
        (Class::Unspaced, Class::Unspaced) => SLASH,
        _ => EMERGENCY,
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

/// A stretch of several clusters without a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    items: Range<u32>,
    cells: usize,
    kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    Code,
    /// A URL or a path.
    Address,
    Word,
}

/// Finds the tokens of a text.
fn tokens(flow: &Flow) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < flow.items.len() {
        let end = token_end(flow, start);
        if end > start + 1 {
            let range = start..end;
            let items = index(start)..index(end);
            tokens.push(Token { items, cells: flow.cells(range.clone()), kind: TokenKind::of(flow, range) });
        }
        start = end;
    }
    tokens
}

impl Token {
    /// Whether any of its prices depends on a measure of so many cells.
    fn opens(&self, measure: usize) -> bool {
        self.is_long(measure) || self.is_over_half(measure)
    }

    /// Code, URLs and paths that fill more than 60 % of a line open; shorter ones are boxes (U1).
    fn is_long(&self, measure: usize) -> bool {
        match self.kind {
            TokenKind::Code | TokenKind::Address => self.cells > measure.saturating_mul(3) / 5,
            TokenKind::Word => self.cells > measure,
        }
    }

    /// Words with a solidus longer than half a line open behind it (I5).
    fn is_over_half(&self, measure: usize) -> bool {
        self.kind == TokenKind::Word && self.cells > measure / 2
    }

    /// Lowers the prices inside the token to those of TYPOGRAPHY 1.5.
    fn reprice(&self, flow: &Flow, measure: usize, spec: &Spec, prices: &mut [Price]) {
        let (start, end) = (self.items.start as usize, self.items.end as usize);
        let (long, over_half) = (self.is_long(measure), self.is_over_half(measure));
        for at in start + 1..end {
            let (Some(place), Some([a, b])) = (prices.get_mut(at), flow.items.get(at - 1..=at)) else { continue };
            let price = price(flow, at, spec);
            let ascii = a.head.is_ascii() && b.head.is_ascii();
            let off = self.kind != TokenKind::Word && ascii;
            let doubled = at >= 2 && flow.items.get(at - 2).is_some_and(|item| item.head == '/') && a.head == '/';
            if (price == EMERGENCY || price == FORBIDDEN && off) && !doubled {
                *place = inside(a, b, long, over_half, self.kind).min(price);
            }
        }
    }
}

impl TokenKind {
    fn of(flow: &Flow, range: Range<usize>) -> TokenKind {
        let items = flow.items.get(range).unwrap_or_default();
        if items.first().is_some_and(|item| item.code) {
            return TokenKind::Code;
        }
        if !items.iter().all(|item| item.head.is_ascii()) {
            return TokenKind::Word;
        }
        let colon = items.windows(3).any(|three| three.iter().map(|item| item.head).eq("://".chars()));
        let slashes = items.iter().filter(|item| item.head == '/').count();
        if colon || slashes >= 3 { TokenKind::Address } else { TokenKind::Word }
    }
}

/// The end of the token that begins at `start`: all code, or all narrow, and without a blank inside.
fn token_end(flow: &Flow, start: usize) -> usize {
    let code = flow.items.get(start).is_some_and(|item| item.code);
    let rest = flow.items.get(start + 1..).unwrap_or_default();
    let same = |item: &&Item| item.gap == Gap::None && !item.hard && item.code == code && (code || !is_wide(item));
    match flow.items.get(start) {
        Some(item) if !code && is_wide(item) => start + 1,
        Some(_) | None => start + 1 + rest.iter().take_while(same).count(),
    }
}

/// Whether a version or number goes on behind `x`: `v1.|35`.
fn is_inner(x: char, y: char) -> bool {
    ".,:".contains(x) && y.is_ascii_digit()
}

/// The price between `a` and `b` inside a long token.
fn inside(a: &Item, b: &Item, opens: bool, over_half: bool, kind: TokenKind) -> Price {
    let (x, y) = (a.head, b.head);
    if over_half && x == '/' && b.class == Class::Letter && kind == TokenKind::Word {
        return SLASH;
    }
    let separates = |c: char| "/._-:=,;?&#".contains(c);
    let part = match kind {
        TokenKind::Code | TokenKind::Address if !opens => BOX,
        TokenKind::Code | TokenKind::Address | TokenKind::Word if opens => SEPARATOR,
        TokenKind::Code | TokenKind::Address | TokenKind::Word => return EMERGENCY,
    };
    match (separates(x), separates(y)) {
        (true, false) if !")]}".contains(y) && !is_inner(x, y) => match x {
            '/' => part - PREFERENCE,
            '-' | '_' => part + PREFERENCE,
            _ => part,
        },
        (false, false) if opens && x.is_ascii_lowercase() && y.is_ascii_uppercase() => HUMP,
        _ => EMERGENCY,
    }
}
