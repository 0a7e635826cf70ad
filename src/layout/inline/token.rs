//! Stretches that stay whole where they can, and what of them opens where lines are short (TYPOGRAPHY 1.4 I3, I5; 1.5):
//! code, URLs and paths that fill most of a line, slash words longer than half a line, words longer than a line.

use super::collect::index;
use super::opportunity::{EMERGENCY, FORBIDDEN, Price};
use super::{Flow, Item};
use crate::layout::PathBreaks;
use crate::text::class::Class;
use std::ops::Range;

/// Behind `. : = , ; ? &` in code, URLs and paths (U1, U2); a slash is better, a hyphen or underscore worse.
const SEPARATOR: Price = 60;
/// What a slash is better than the other separators, and a hyphen worse.
const PREFERENCE: Price = 20;
/// A separator or a blank inside code that is short enough to be a box (U1): no better than a solidus (I5), so that only a hole
/// of nine cells opens it. Boxes that never open leave holes so deep that no choice of breaks makes up for them.
const BOX: Price = 80;
/// Behind a solidus (I5, GB/T 15834).
const SLASH: Price = 80;
/// Beside a bracket or another sign: better than a break between letters.
const SIGN: Price = EMERGENCY / 100;
/// At a camel-case hump (U1): better than a break anywhere, but a name that has place on a line is left whole.
const HUMP: Price = EMERGENCY / 10;

/// Several clusters that touch and are of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    items: Range<u32>,
    cells: usize,
    /// The cells of the unbreakable stretch that it stands in: itself and the marks that are bound to it.
    bound: usize,
    kind: Kind,
    path_breaks: PathBreaks,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Code,
    Url,
    Path,
    Word,
    /// A single place, that behind a solidus.
    Slash,
}

/// The tokens of a text, found while its breaks are priced: parts of the stretches that those prices leave whole.
pub struct Tokens<'a> {
    flow: &'a Flow,
    path_breaks: PathBreaks,
    found: Vec<Token>,
    /// The first item of the stretch that the last price left whole.
    whole: Option<usize>,
}

impl Tokens<'_> {
    /// Begins before the first item of `flow`.
    pub fn new(flow: &Flow, path_breaks: PathBreaks) -> Tokens<'_> {
        Tokens { flow, path_breaks, found: Vec::with_capacity(flow.items.len() / 8), whole: None }
    }

    /// Takes the price of the break behind the item at `at`.
    #[inline]
    pub fn push(&mut self, at: usize, price: Price) {
        if (EMERGENCY..=FORBIDDEN).contains(&price) {
            self.whole = self.whole.or(Some(at));
        } else if let Some(start) = self.whole.take() {
            split(self.flow, start..at + 1, self.path_breaks, &mut self.found);
        }
    }

    /// Gives all that were found.
    pub fn end(mut self) -> Vec<Token> {
        if let Some(start) = self.whole {
            split(self.flow, start..self.flow.items.len(), self.path_breaks, &mut self.found);
        }
        self.found
    }
}

/// Adds the tokens of one unbreakable stretch.
fn split(flow: &Flow, stretch: Range<usize>, path_breaks: PathBreaks, tokens: &mut Vec<Token>) {
    let bound = flow.cells(stretch.clone());
    let slashed = flow.items.get(stretch.clone()).unwrap_or_default().iter().any(|item| item.class == Class::Slash);
    let mut start = stretch.start;
    while start < stretch.end {
        let items = flow.items.get(start..stretch.end).unwrap_or_default();
        let Some(first) = items.first() else { return };
        // A blank that bears a mark is shown as a cluster, and ends an address all the same.
        let same = |item: &&Item| item.code == first.code && (item.code || item.wide == first.wide && item.head != ' ');
        let end = start + 1 + items.iter().skip(1).take_while(same).count();
        let kind = match (slashed, first.code) {
            (true, _) => Kind::of(flow, start..end),
            (false, true) => Kind::Code,
            (false, false) => Kind::Word,
        };
        if end > start + 1 {
            let cells = flow.cells(start..end);
            tokens.push(Token { items: index(start)..index(end), cells, bound, kind, path_breaks });
        }
        if slashed && kind == Kind::Word {
            let opens = |at: &usize| opens_behind_slash(flow, *at);
            let slashes = (start + 1..(end + 1).min(stretch.end)).filter(opens);
            tokens.extend(slashes.map(|at| Token {
                items: index(at)..index(at + 1),
                cells: bound,
                bound,
                kind: Kind::Slash,
                path_breaks,
            }));
        }
        start = end;
    }
}

/// Whether the item before `at` is a solidus behind which a slash word may part: `AI/|ML`, not `1/|2`.
fn opens_behind_slash(flow: &Flow, at: usize) -> bool {
    let two = at.checked_sub(1).and_then(|before| flow.items.get(before..=at));
    matches!(two, Some([a, b]) if a.class == Class::Slash && matches!(b.class, Class::Letter | Class::Wide))
}

impl Token {
    /// Whether any of its prices depends on a measure of so many cells.
    pub fn opens(&self, measure: usize) -> bool {
        self.bound > measure
            || match self.kind {
                // Code, URLs and paths that fill more than 60 % of a line open; shorter ones are boxes (U1).
                Kind::Code | Kind::Url | Kind::Path => self.cells > measure.saturating_mul(3) / 5,
                Kind::Word => false,
                Kind::Slash => self.cells > measure / 2,
            }
    }

    /// Sets the prices that hold inside it while it is closed: a box may part where the alternative is a hole.
    pub fn close(&self, flow: &Flow, prices: &mut [Price]) {
        if matches!(self.kind, Kind::Code | Kind::Url | Kind::Path) {
            self.lower(flow, prices, |place| place.separator().map(|_| BOX));
        }
    }

    /// Lowers the prices inside it to those of TYPOGRAPHY 1.4 I5 and 1.5.
    pub fn open(&self, flow: &Flow, measure: usize, prices: &mut [Price]) {
        if self.kind == Kind::Slash {
            if let Some(price) = prices.get_mut(self.items.start as usize) {
                *price = SLASH;
            }
            return;
        }
        let too_long = self.bound > measure;
        self.lower(flow, prices, |place| {
            place.separator().or_else(|| place.sign().filter(|_| too_long)).or_else(|| place.hump())
        });
    }

    /// Lowers the price of every place inside the token for which `price` has one.
    fn lower(&self, flow: &Flow, prices: &mut [Price], price: impl Fn(&Place) -> Option<Price>) {
        let range = self.items.start as usize..self.items.end as usize;
        let items = flow.items.get(range.clone()).unwrap_or_default();
        let Token { kind, path_breaks, .. } = *self;
        let marks = items.iter().take_while(|item| item.class == Class::Open || closes(item)).count();
        let place = |(at, inside)| (at, Place { items, at: inside, marks, kind, path_breaks });
        for (at, place) in range.zip(0..).skip(1).map(place) {
            let Some(old) = prices.get_mut(at) else { continue };
            // Kinsoku for ASCII is off between two code characters (U3).
            let open = matches!(*old, BOX | EMERGENCY) || *old == FORBIDDEN && place.is_free_of_kinsoku();
            if place.is_escape() {
                *old = FORBIDDEN;
            } else if let Some(new) = price(&place).filter(|_| open) {
                *old = new.min(*old);
            }
        }
    }
}

impl Kind {
    fn of(flow: &Flow, range: Range<usize>) -> Kind {
        let items = flow.items.get(range).unwrap_or_default();
        if items.first().is_some_and(|item| item.code) {
            return Kind::Code;
        }
        let slashes = items.iter().filter(|item| item.head == '/').count();
        if slashes == 0 || !items.iter().all(|item| item.head.is_ascii()) {
            return Kind::Word;
        }
        let colon = items.windows(3).any(|three| three.iter().map(|item| item.head).eq("://".chars()));
        match (colon, slashes) {
            (true, _) => Kind::Url,
            (false, 3..) => Kind::Path,
            (false, 0..=2) => Kind::Word,
        }
    }
}

/// A place inside a token: that before item `at`, which is never the first.
struct Place<'a> {
    items: &'a [Item],
    at: usize,
    /// How many brackets and quotes the token begins with.
    marks: usize,
    kind: Kind,
    path_breaks: PathBreaks,
}

impl Place<'_> {
    fn item(&self, back: usize) -> Option<&Item> {
        self.at.checked_sub(back).and_then(|at| self.items.get(at))
    }

    fn head(&self, back: usize) -> char {
        self.item(back).map_or('\0', |item| item.head)
    }

    fn is_word(&self, back: usize) -> bool {
        self.item(back).is_some_and(|item| item.class.is_word())
    }

    /// Whether kinsoku for ASCII does not hold here: between two characters of code, inside a URL or path. The marks around
    /// an address belong to the sentence.
    fn is_free_of_kinsoku(&self) -> bool {
        let ascii = self.head(0).is_ascii() && self.head(1).is_ascii();
        let ends = || self.items.get(self.at..).is_some_and(|rest| rest.iter().all(closes));
        ascii
            && match self.kind {
                Kind::Code => true,
                Kind::Url | Kind::Path => self.head(0) != ')' && self.at > self.marks && !ends(),
                Kind::Word | Kind::Slash => false,
            }
    }

    /// Whether it stands inside an escape: `%|2F`, `%2|F` (U2).
    fn is_escape(&self) -> bool {
        let hex = |back| self.head(back).is_ascii_hexdigit();
        self.kind == Kind::Url && ((self.head(1) == '%' && hex(0)) || (self.head(2) == '%' && hex(1) && hex(0)))
    }

    /// The price beside a separator: behind it, or with that setting before the `/` or `.` of a path or name in code (U1).
    fn separator(&self) -> Option<Price> {
        let turned = self.path_breaks == PathBreaks::Before && matches!(self.kind, Kind::Code | Kind::Path);
        let turns = |c| turned && matches!(c, '/' | '.');
        match (turns(self.head(1)), turns(self.head(0))) {
            (_, true) => self.before_separator(),
            (true, false) => None,
            (false, false) => self.behind_separator(),
        }
    }

    /// The price before a `/` or `.` between two words, not inside a number.
    fn before_separator(&self) -> Option<Price> {
        let after = self.items.get(self.at + 1).filter(|item| item.class.is_word());
        let digit = |c: char| c.is_ascii_digit();
        let number = self.head(0) == '.' && digit(self.head(1)) && after.is_some_and(|item| digit(item.head));
        let behind = self.is_word(1) || ")]}>*".contains(self.head(1));
        let price = if self.head(0) == '/' { SEPARATOR - PREFERENCE } else { SEPARATOR };
        (behind && after.is_some() && !number).then_some(price)
    }

    /// The price behind a separator that stands behind a word: not behind `//`, the `-` of an option, the `.` of `.config`,
    /// nor inside a number (I2).
    fn behind_separator(&self) -> Option<Price> {
        let (x, y) = (self.head(1), self.head(0));
        let separators = match self.kind {
            Kind::Url => "/?&=#-_.",
            Kind::Path => "/?&=-_.",
            Kind::Code | Kind::Word => "/._-:=,;?&",
            Kind::Slash => "",
        };
        if x.is_ascii_alphanumeric() || !separators.contains(x) {
            return None;
        }
        let closes = ")]}".contains(y) || "/._-:=,;?&#".contains(y);
        let behind = self.is_word(2) || ")]}>*".contains(self.head(2)) || (x, self.head(2)) == (':', ':');
        if closes || !behind || is_number(self.items, self.at) {
            return None;
        }
        Some(match x {
            '/' => SEPARATOR - PREFERENCE,
            '-' | '_' => SEPARATOR + PREFERENCE,
            _ => SEPARATOR,
        })
    }

    /// The price beside a sign, in a token that has no room on one line: best before an opening bracket or an escape and
    /// behind any other sign, but anywhere rather than between letters.
    fn sign(&self) -> Option<Price> {
        let (Some(a), Some(b)) = (self.item(1), self.item(0)) else { return None };
        let binds = |item: &Item| matches!(item.class, Class::Open | Class::Prefix | Class::Hyphen);
        let escape = self.kind == Kind::Url && b.head == '%';
        let begins = (b.class == Class::Open || escape) && !binds(a);
        let ends = !a.class.is_word() && !binds(a) && (b.class.is_word() || b.class == Class::Symbol);
        let letters = |item: &Item| item.class.is_word() || item.class == Class::Quote;
        if letters(a) && letters(b) || is_number(self.items, self.at) {
            None
        } else if begins || ends {
            Some(SIGN)
        } else {
            Some(SIGN * 4)
        }
    }

    /// The price at a camel-case hump.
    fn hump(&self) -> Option<Price> {
        (self.head(1).is_ascii_lowercase() && self.head(0).is_ascii_uppercase()).then_some(HUMP)
    }
}

/// Whether the item is a stop, a closing bracket or a quote of ASCII.
fn closes(item: &Item) -> bool {
    matches!(item.class, Class::AsciiClose | Class::Quote)
}

/// Whether a number goes on over the place before item `at`: `1|.35`, `1.|35` (I2).
fn is_number(items: &[Item], at: usize) -> bool {
    let digit = |at: Option<usize>| at.and_then(|at| items.get(at)).is_some_and(|item| item.class == Class::Digit);
    let joint = |at: Option<usize>| at.and_then(|at| items.get(at)).is_some_and(|item| ".,:".contains(item.head));
    let (two, one) = (at.checked_sub(2), at.checked_sub(1));
    (digit(two) && joint(one) && digit(Some(at))) || (digit(one) && joint(Some(at)) && digit(Some(at + 1)))
}
