//! A judge of set text, written from the rules and not from the engine: it sees the text of a block as clusters and where
//! lines were broken between them, and counts what a reader of Chinese would mind.

use yundu::text::Widths;

/// One cluster of a block, blanks left out.
#[derive(Clone, Debug)]
pub struct Unit {
    pub text: String,
    /// A blank, or a line end of the source, stands before it.
    pub blank: bool,
    /// A no-break blank stands before it.
    pub glued: bool,
    /// It belongs to a code span.
    pub code: bool,
}

/// A paragraph or heading as it was set.
#[derive(Clone, Debug, Default)]
pub struct Set {
    pub units: Vec<Unit>,
    /// For each line the index of its first unit.
    pub starts: Vec<usize>,
    /// For each line the cells that are left of the measure.
    pub slack: Vec<usize>,
    /// The cells of the measure that indents leave to the text.
    pub room: usize,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    pub over_width: usize,
    pub start_prohibited: usize,
    pub end_prohibited: usize,
    pub split_word: usize,
    pub split_number: usize,
    pub split_pair: usize,
    pub orphan: usize,
    /// Breaks between a number and its unit: poor, not wrong.
    pub number_unit: usize,
    /// Lines that are not the last of their block, and the squares of their blanks.
    pub lines: usize,
    pub squares: usize,
}

const NO_START: &str = "、。，．：；！？）］｝〉》」』】〕〗〙〛〟’”»›｠､｡｣･·・‧–‐゠〜～/／%％‰℃°¢￠‼⁇⁈⁉!?,.:;)]}";
const NO_END: &str = "（［｛〈《「『【〔〖〘〚〝‘“«‹｟｢([{$￥¥＄£€₩№#";
const PAIRS: &str = "—…⋯";

impl Report {
    /// Mean squared blank of the lines that are not the last of their block.
    pub fn ragged(&self) -> f64 {
        if self.lines == 0 { 0.0 } else { self.squares as f64 / self.lines as f64 }
    }

    /// Adds the counts of another text.
    pub fn absorb(&mut self, one: &Report) {
        self.over_width += one.over_width;
        self.start_prohibited += one.start_prohibited;
        self.end_prohibited += one.end_prohibited;
        self.split_word += one.split_word;
        self.split_number += one.split_number;
        self.split_pair += one.split_pair;
        self.orphan += one.orphan;
        self.number_unit += one.number_unit;
        self.lines += one.lines;
        self.squares += one.squares;
    }

    /// Everything but raggedness.
    pub fn faults(&self) -> usize {
        let kinsoku = self.start_prohibited + self.end_prohibited;
        self.over_width + kinsoku + self.split_word + self.split_number + self.split_pair + self.orphan
    }

    /// Counts the faults of one block.
    pub fn add(&mut self, set: &Set) {
        for &at in set.starts.iter().skip(1) {
            self.start_prohibited += usize::from(starts_badly(&set.units, at));
            self.end_prohibited += usize::from(ends_badly(&set.units, at));
            self.split_pair += usize::from(splits_pair(&set.units, at));
            self.split_number += usize::from(splits_number(&set.units, at));
            let (a, b) = (set.units[at - 1].text.as_bytes(), set.units[at].text.chars().next());
            self.number_unit += usize::from(a.last().is_some_and(u8::is_ascii_digit) && b > Some('\u{3400}'));
            self.split_word += usize::from(splits_word(&set.units, at, set.room));
        }
        let Some((_, full)) = set.slack.split_last() else { return };
        self.lines += full.len();
        self.squares += full.iter().map(|slack| slack * slack).sum::<usize>();
        if let (Some(&last), true) = (set.starts.last(), set.starts.len() > 1) {
            let words: Vec<char> = set.units[last..].iter().filter_map(|unit| unit.text.chars().next()).collect();
            let words: Vec<char> = words.into_iter().filter(|c| c.is_alphanumeric()).collect();
            self.orphan += usize::from(words.len() == 1 && words[0] > '\u{2e80}');
        }
    }
}

/// Whether kinsoku or a pair forbids a break before the unit at `at`.
pub fn is_prohibited(units: &[Unit], at: usize) -> bool {
    starts_badly(units, at) || ends_badly(units, at) || splits_pair(units, at)
}

fn touching(units: &[Unit], at: usize) -> Option<(&Unit, &Unit)> {
    (!units[at].blank && at > 0).then(|| (&units[at - 1], &units[at]))
}

fn starts_badly(units: &[Unit], at: usize) -> bool {
    touching(units, at).is_some_and(|(a, b)| {
        let code = b.code && (a.code || b.text.is_ascii());
        !code && b.text.chars().count() == 1 && NO_START.contains(&b.text)
    })
}

fn ends_badly(units: &[Unit], at: usize) -> bool {
    touching(units, at).is_some_and(|(a, b)| {
        let code = a.code && (b.code || a.text.is_ascii());
        !code && a.text.chars().count() == 1 && NO_END.contains(&a.text)
    })
}

fn splits_pair(units: &[Unit], at: usize) -> bool {
    touching(units, at).is_some_and(|(a, b)| {
        let row = units[..at].iter().rev().take_while(|unit| unit.text == b.text).count();
        PAIRS.contains(&a.text) && a.text == b.text && row % 2 == 1
    })
}

/// The stretch of units around `at` that all satisfy `belongs`.
fn stretch(units: &[Unit], at: usize, belongs: impl Fn(&Unit) -> bool) -> (usize, usize) {
    let mut start = at;
    while start > 0 && belongs(&units[start - 1]) && !units[start].blank {
        start -= 1;
    }
    let mut end = at;
    while end < units.len() && belongs(&units[end]) && (end == start || !units[end].blank) {
        end += 1;
    }
    (start, end)
}

fn is_alnum(unit: &Unit) -> bool {
    unit.text.len() == 1 && unit.text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A Latin word that would fit on a line of its own.
fn splits_word(units: &[Unit], at: usize, room: usize) -> bool {
    let Some((a, b)) = touching(units, at) else { return false };
    let (start, end) = stretch(units, at, is_alnum);
    is_alnum(a) && is_alnum(b) && end - start <= room && units[start..end].iter().any(|unit| unit.text.as_str() > "9")
}

/// A number, version or percentage in running text.
fn splits_number(units: &[Unit], at: usize) -> bool {
    let Some((a, b)) = touching(units, at) else { return false };
    if a.code || b.code {
        return false;
    }
    let digit = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.text.bytes().all(|b| b.is_ascii_digit()));
    let joint = |unit: &Unit| ".,:".contains(&unit.text);
    let after = units.get(at + 1).filter(|unit| !unit.blank);
    let inside = digit(Some(a)) && (digit(Some(b)) || joint(b) && digit(after));
    let behind_joint = joint(a) && digit(Some(b)) && at >= 2 && digit(units.get(at - 2)) && !units[at - 1].blank;
    inside || behind_joint || digit(Some(a)) && "%％‰℃".contains(&b.text)
}

/// Counts the cells of the units in a range, with one cell for each blank inside.
pub fn cells(units: &[Unit]) -> usize {
    let blanks = units.iter().skip(1).filter(|unit| unit.blank).count();
    blanks + units.iter().map(|unit| Widths::default().of_cluster(&unit.text)).sum::<usize>()
}
