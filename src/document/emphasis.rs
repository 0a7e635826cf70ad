//! Emphasis: which delimiters of a block open and close it (CommonMark 6.2, GFM strikethrough), with flanking rules that
//! know Chinese punctuation.
//!
//! Plain CommonMark leaves the stars of `**注意：**这` standing, because a mark of punctuation stands inside and a letter
//! outside. The amendment for CJK says: beside a CJK character, punctuation does not keep a delimiter from opening or
//! closing. A single `~` is never a delimiter here: `5~10` is a range.

use super::character::{is_cjk, is_punctuation};
use crate::text::Steps;

/// A run of equal delimiters, before and after matching.
#[derive(Debug)]
pub(super) struct Run {
    mark: u8,
    len: usize,
    can_open: bool,
    can_close: bool,
    /// Delimiters used from the left, by what they closed.
    pub closed: Uses,
    /// Delimiters used from the right, by what they opened.
    pub opened: Uses,
}

/// How many pairs of each kind a run begins or ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    pub emphasis: usize,
    pub strong: usize,
    pub strike: usize,
}

impl Uses {
    /// Counts the delimiter characters.
    pub fn bytes(self) -> usize {
        self.emphasis + 2 * (self.strong + self.strike)
    }

    /// Counts the pairs that begin here among those that are open.
    pub fn open(&mut self, more: Uses) {
        self.emphasis += more.emphasis;
        self.strong += more.strong;
        self.strike += more.strike;
    }

    /// Takes the pairs that end here from those that are open.
    pub fn close(&mut self, ended: Uses) {
        self.emphasis = self.emphasis.saturating_sub(ended.emphasis);
        self.strong = self.strong.saturating_sub(ended.strong);
        self.strike = self.strike.saturating_sub(ended.strike);
    }
}

/// The characters beside a run; a line's ends count as blanks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbours {
    /// The one before the character before: it counts when a variation selector stands between.
    pub before_last: char,
    pub before: char,
    pub after: char,
}

impl Run {
    /// Judges `len` delimiters `mark` by their neighbours (CommonMark 6.2 rules 1 to 8).
    pub fn new(mark: u8, len: usize, beside: Neighbours) -> Self {
        let (left, right) = flanking(beside);
        let base = if is_selector(beside.before) { beside.before_last } else { beside.before };
        let (can_open, can_close) = match mark {
            b'_' => (left && (!right || is_punctuation(base)), right && (!left || is_punctuation(beside.after))),
            b'~' => (left && len == 2, right && len == 2),
            _ => (left, right),
        };
        Run { mark, len, can_open, can_close, closed: Uses::default(), opened: Uses::default() }
    }

    fn left(&self) -> usize {
        self.len - self.closed.bytes() - self.opened.bytes()
    }
}

/// Tells whether a run is left-flanking and right-flanking, by the amendment for CJK.
fn flanking(Neighbours { before_last, before, after }: Neighbours) -> (bool, bool) {
    let (cjk, punctuation) = if is_selector(before) {
        let quote = matches!(before_last, '‘' | '’' | '“' | '”') && before == '\u{fe01}';
        (is_cjk(before_last) || quote, is_punctuation(before_last))
    } else {
        (is_cjk(before) || is_ideographic_selector(before), is_punctuation(before))
    };
    let left = !after.is_whitespace()
        && (!is_punctuation(after) || before.is_whitespace() || is_cjk(after) || cjk || punctuation);
    let right = !before.is_whitespace()
        && (!punctuation || cjk || is_cjk(after) || after.is_whitespace() || is_punctuation(after));
    (left, right)
}

/// A variation selector that belongs to the character before it and is not the emoji one.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0e}')
}

fn is_ideographic_selector(c: char) -> bool {
    matches!(c, '\u{e0100}'..='\u{e01ef}')
}

/// Pairs the runs of one stretch of text ("process emphasis", CommonMark appendix A). Linear: what was searched in vain
/// is not searched again.
pub(super) fn pair(runs: &mut [Run], steps: &Steps) {
    let mut stack = Stack::new(runs.len());
    let mut bottoms = [0; 18];
    let mut closer = 0;
    while closer < runs.len() {
        steps.take(1);
        let Some(run) = runs.get(closer).filter(|run| run.can_close && run.left() > 0) else {
            closer = stack.next(closer);
            continue;
        };
        let kind = match run.mark {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        let slot = kind * 6 + usize::from(run.can_open) * 3 + run.len % 3;
        let can_open = run.can_open;
        let opener =
            steps.each(stack.below(closer)).take_while(|&at| at >= bottoms[slot]).find(|&at| matches(&runs[at], run));
        match opener {
            Some(opener) => {
                stack.cut(opener, closer);
                use_up(runs, opener, closer);
                if runs[opener].left() == 0 {
                    stack.remove(opener);
                }
                if runs[closer].left() == 0 {
                    stack.remove(closer);
                    closer = stack.next(closer);
                }
            }
            None => {
                bottoms[slot] = closer;
                if !can_open {
                    stack.remove(closer);
                }
                closer = stack.next(closer);
            }
        }
    }
}

/// Rules 9 and 10: a run that can do both pairs only when the lengths do not add up to a multiple of three.
fn matches(opener: &Run, closer: &Run) -> bool {
    let odd = (closer.can_open || opener.can_close)
        && (opener.len + closer.len).is_multiple_of(3)
        && !(opener.len.is_multiple_of(3) && closer.len.is_multiple_of(3));
    opener.can_open && opener.mark == closer.mark && !odd
}

fn use_up(runs: &mut [Run], opener: usize, closer: usize) {
    let strong = runs[opener].left() >= 2 && runs[closer].left() >= 2;
    let strike = runs[opener].mark == b'~';
    let count = |uses: &mut Uses| match (strike, strong) {
        (true, _) => uses.strike += 1,
        (false, true) => uses.strong += 1,
        (false, false) => uses.emphasis += 1,
    };
    count(&mut runs[opener].opened);
    count(&mut runs[closer].closed);
}

/// The runs that are still in play, as a list linked both ways: taking out is one step wherever it happens.
struct Stack {
    previous: Vec<Option<usize>>,
    next: Vec<usize>,
}

impl Stack {
    fn new(len: usize) -> Self {
        Stack { previous: (0..len).map(|at| at.checked_sub(1)).collect(), next: (1..=len).collect() }
    }

    fn next(&self, at: usize) -> usize {
        self.next[at]
    }

    /// Walks down from `at`, without `at` itself.
    fn below(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.previous[at], |&at| self.previous[at])
    }

    /// Takes out all between two runs: emphasis does not overlap.
    fn cut(&mut self, opener: usize, closer: usize) {
        self.next[opener] = closer;
        self.previous[closer] = Some(opener);
    }

    fn remove(&mut self, at: usize) {
        let (previous, next) = (self.previous[at], self.next[at]);
        if let Some(previous) = previous {
            self.next[previous] = next;
        }
        if let Some(slot) = self.previous.get_mut(next) {
            *slot = previous;
        }
    }
}
