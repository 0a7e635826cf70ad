//! A judge of set text, written from the rules (TYPOGRAPHY 1.2 to 1.8) and not from the engine: it sees the text of a block as
//! clusters and where lines were broken between them, and counts what a reader of Chinese would mind.
//!
//! A fault is a fault where it could be helped. The text between two places without a fault can always have a line of its
//! own, so a break inside it was needed only where it is longer than the line: that is counted apart, by name.

use std::collections::BTreeMap;
use yundu::text::Widths;
use yundu::text::class::{Class, is_hangul};

/// One cluster of a block, blanks left out.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    pub text: String,
    /// A blank, or a line end of the source, stands before it.
    pub blank: bool,
    /// A no-break blank or a word joiner stands before it.
    pub glued: bool,
    /// A zero-width space stands before it: the author's word that a line may end there.
    pub parted: bool,
    /// It belongs to a code span or an address.
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
    /// The cells of gutter that a closing mark may use.
    pub reach: usize,
    /// How wide the terminal draws.
    pub widths: Widths,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub over_width: usize,
    pub start_prohibited: usize,
    pub end_prohibited: usize,
    pub split_word: usize,
    pub split_number: usize,
    pub split_pair: usize,
    pub orphan: usize,
    /// What could not be helped, by name.
    pub forced: BTreeMap<&'static str, usize>,
    /// Breaks between a number and its unit: poor, not wrong.
    pub number_unit: usize,
    /// Lines that are not the last of their block, and the squares of their blanks.
    pub lines: usize,
    pub squares: usize,
    /// The faults as they are read, `|` at the break.
    pub examples: Vec<String>,
}

/// What is wrong with a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Start,
    End,
    Pair,
    Number,
    Word,
}

/// TYPOGRAPHY 1.2: pauses and stops, closing marks, connectors, solidus, suffixes, double marks, ASCII.
const NO_START: &str = "、。，．：；！？﹐﹑﹒﹔﹕﹖﹗｡､）］｝〉》」』】〕〗〙〛〞〟’”»›｠｣⦆﹚﹜﹞–‐〜～゠·・･‧•／/\
    %％‰‱℃℉°′″¢￠㎡㎏‼⁇⁈⁉!?,.:;)]}";
/// TYPOGRAPHY 1.2, Japanese: small kana, prolonged sound and iteration marks.
const FOLLOWERS: &str = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーｰ々〻ゝゞヽヾ";
/// TYPOGRAPHY 1.3.
const NO_END: &str = "（［｛〈《「『【〔〖〘〚〝‘“«‹｟｢⦅﹙﹛﹝([{$￥¥＄£￡€₩№#";
const PAIRS: &str = "—…⋯‥―─";

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
        one.forced.iter().for_each(|(name, count)| *self.forced.entry(name).or_default() += count);
        self.examples.extend_from_slice(&one.examples);
    }

    /// All faults but the orphans.
    pub fn faults(&self) -> usize {
        let kinsoku = self.start_prohibited + self.end_prohibited;
        self.over_width + kinsoku + self.split_word + self.split_number + self.split_pair
    }

    /// Counts the faults of one block.
    pub fn add(&mut self, set: &Set) {
        for &at in set.starts.iter().skip(1) {
            let (a, b) = (set.units[at - 1].text.as_bytes(), set.units[at].text.chars().next());
            self.number_unit += usize::from(a.last().is_some_and(u8::is_ascii_digit) && b > Some('\u{3400}'));
            if let Some(fault) = fault(&set.units, at) {
                self.count(fault, set, at);
            }
        }
        let Some((_, full)) = set.slack.split_last() else { return };
        // A line that its author ended is as long as it is.
        let asked = |line: usize| set.starts.get(line + 1).is_some_and(|&next| set.units[next].parted);
        let full: Vec<usize> = (0..full.len()).filter(|&line| !asked(line)).map(|line| full[line]).collect();
        self.lines += full.len();
        self.squares += full.iter().map(|slack| slack * slack).sum::<usize>();
        if let (Some(&last), true) = (set.starts.last(), set.starts.len() > 1) {
            self.last_line(set, last);
        }
    }

    fn count(&mut self, fault: Fault, set: &Set, at: usize) {
        let (from, to) = set.whole(at);
        if !set.fits(from, to) {
            let name = match fault {
                Fault::Start | Fault::End => "mark in a stretch longer than the line",
                Fault::Pair => "pair in a stretch longer than the line",
                Fault::Number => "number longer than the line, with what is bound to it",
                Fault::Word => "word longer than the line, with what is bound to it",
            };
            *self.forced.entry(name).or_default() += 1;
            return;
        }
        match fault {
            Fault::Start => self.start_prohibited += 1,
            Fault::End => self.end_prohibited += 1,
            Fault::Pair => self.split_pair += 1,
            Fault::Number => self.split_number += 1,
            Fault::Word => self.split_word += 1,
        }
        self.examples.push(format!("{fault:?} {}", set.around(at)));
    }

    /// A last line of one Han and marks (P2), unless all before it back to the last open place has to have its own line.
    fn last_line(&mut self, set: &Set, last: usize) {
        let words = set.units[last..].iter().filter_map(|unit| unit.text.chars().next());
        let words: Vec<char> = words.filter(|c| c.is_alphanumeric()).collect();
        if words.len() != 1 || words[0] < '\u{2e80}' {
            return;
        }
        let before = (1..last).rev().find(|&at| is_open(&set.units, at)).unwrap_or(0);
        if set.fits(before, set.units.len()) {
            self.orphan += 1;
            self.examples.push(format!("Orphan {}", set.around(last)));
        } else {
            *self.forced.entry("last word with the word before it longer than the line").or_default() += 1;
        }
    }
}

impl Set {
    /// The stretch around the place `at` that has no open place inside.
    fn whole(&self, at: usize) -> (usize, usize) {
        let open = |at: &usize| is_open(&self.units, *at);
        let from = (1..at).rev().find(open).unwrap_or(0);
        (from, (at + 1..self.units.len()).find(open).unwrap_or(self.units.len()))
    }

    /// Whether the units in a range have room on one line.
    fn fits(&self, from: usize, to: usize) -> bool {
        let trimmed = self.units[to - 1].text.chars().all(|c| "，。、；：？！）》」』】〉".contains(c));
        self.cells(from, to) <= self.room + if trimmed { self.reach } else { 0 }
    }

    /// Counts the cells of the units in a range, with one cell for each blank inside.
    pub fn cells(&self, from: usize, to: usize) -> usize {
        let units = &self.units[from..to];
        let blanks = units.iter().skip(1).filter(|unit| unit.blank || unit.glued).count();
        blanks + units.iter().map(|unit| self.widths.of_cluster(&unit.text)).sum::<usize>()
    }

    /// The text before and after a place.
    pub fn around(&self, at: usize) -> String {
        let text = |range: std::ops::Range<usize>| {
            let unit = |unit: &Unit| format!("{}{}", if unit.blank { " " } else { "" }, unit.text);
            self.units[range].iter().map(unit).collect::<String>()
        };
        format!("{}|{}", text(at.saturating_sub(14)..at), text(at..(at + 14).min(self.units.len())))
    }
}

/// Whether a line may end before the unit at `at`.
fn is_open(units: &[Unit], at: usize) -> bool {
    !units[at].glued && fault(units, at).is_none()
}

/// Whether kinsoku or a pair forbids a break before the unit at `at`.
pub fn is_prohibited(units: &[Unit], at: usize) -> bool {
    matches!(fault(units, at), Some(Fault::Start | Fault::End | Fault::Pair))
}

/// What is wrong with a break before the unit at `at`, whatever the room.
fn fault(units: &[Unit], at: usize) -> Option<Fault> {
    let (a, b) = (&units[at - 1], &units[at]);
    if b.parted {
        return None;
    }
    if b.blank {
        return at_blank(a, b);
    }
    if starts_badly(units, at) {
        Some(Fault::Start)
    } else if ends_badly(units, at) {
        Some(Fault::End)
    } else if splits_pair(units, at) {
        Some(Fault::Pair)
    } else if splits_number(units, at) {
        Some(Fault::Number)
    } else {
        (is_letter(a) && is_letter(b)).then_some(Fault::Word)
    }
}

/// Wide marks begin no line behind a blank either; a number sign and an opening bracket end none before it.
fn at_blank(a: &Unit, b: &Unit) -> Option<Fault> {
    let number = PREFIXES.contains(&a.text) && is_digit(b);
    if !b.code && Widths::default().of_cluster(&b.text) == 2 && NO_START.contains(&b.text) {
        Some(Fault::Start)
    } else if !a.code && (number || OPENING.contains(&a.text)) {
        Some(Fault::End)
    } else {
        None
    }
}

const PREFIXES: &str = "$￥¥＄£￡€₩№#";
const OPENING: &str = "（［｛〈《「『【〔〖〘〚“‘([{";

fn starts_badly(units: &[Unit], at: usize) -> bool {
    let (a, b) = (&units[at - 1], &units[at]);
    let code = b.code && (a.code || b.text.is_ascii());
    let one = b.text.chars().count() == 1;
    !code && one && (NO_START.contains(&b.text) || FOLLOWERS.contains(&b.text)) || quote(units, at) == Some(false)
}

fn ends_badly(units: &[Unit], at: usize) -> bool {
    let (a, b) = (&units[at - 1], &units[at]);
    let code = a.code && (b.code || a.text.is_ascii());
    let sign = "+-±".contains(&a.text) && is_digit(b) && !a.code;
    let begins = at < 2 || a.blank || a.parted || is_unspaced(&units[at - 2]);
    !code && a.text.chars().count() == 1 && NO_END.contains(&a.text)
        || sign && begins
        || quote(units, at - 1) == Some(true)
}

/// Whether the straight double quote at `at` opens, by parity; none where the block has an odd number of them.
fn quote(units: &[Unit], at: usize) -> Option<bool> {
    let is_quote = |unit: &&Unit| unit.text.starts_with('"') && !unit.code;
    if !is_quote(&&units[at]) || !units.iter().filter(is_quote).count().is_multiple_of(2) {
        return None;
    }
    Some(units[..at].iter().filter(is_quote).count().is_multiple_of(2))
}

/// Whether it is as wide as a Han, and of a script that sets no blanks: a hyphen behind it is the sign of a number. A letter
/// with a mark that takes a cell is not, and Korean is none.
fn is_unspaced(unit: &Unit) -> bool {
    let spaced = |c: char| is_hangul(c) || matches!(Class::of(c), Class::Letter | Class::Unspaced);
    Widths::default().of_cluster(&unit.text) == 2 && !unit.text.starts_with(spaced)
}

fn splits_pair(units: &[Unit], at: usize) -> bool {
    let (a, b) = (&units[at - 1], &units[at]);
    let joins = |pair: &&[Unit]| pair[0].text == b.text && !(pair[1].blank || pair[1].glued || pair[1].parted);
    let row = 1 + units[..at].windows(2).rev().take_while(joins).count();
    PAIRS.contains(&a.text) && a.text == b.text && row % 2 == 1
}

/// An emoji that is written with a digit or sign of ASCII, such as a keycap: a picture, whatever is printed on it (W6).
pub fn is_picture(unit: &Unit) -> bool {
    unit.text.starts_with(|c: char| c.is_ascii()) && Widths::default().of_cluster(&unit.text) == 2
}

fn is_digit(unit: &Unit) -> bool {
    unit.text.starts_with(|c: char| c.is_ascii_digit()) && !is_picture(unit)
}

/// A letter or digit of a script that sets blanks between words.
fn is_letter(unit: &Unit) -> bool {
    let Some(c) = unit.text.chars().next() else { return false };
    (c.is_alphabetic() || is_digit(unit)) && (c < '\u{e00}' || ('\u{10a0}'..'\u{1100}').contains(&c))
}

/// A number, version or percentage in running text (I2).
fn splits_number(units: &[Unit], at: usize) -> bool {
    let (a, b) = (&units[at - 1], &units[at]);
    if a.code || b.code {
        return false;
    }
    let digit = |unit: Option<&Unit>| {
        unit.is_some_and(|unit| unit.text.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)))
    };
    let joint = |unit: &Unit| ".,:".contains(&unit.text);
    let after = units.get(at + 1).filter(|unit| !unit.blank);
    let inside = digit(Some(a)) && (digit(Some(b)) || joint(b) && digit(after));
    let behind_joint = joint(a) && digit(Some(b)) && at >= 2 && digit(units.get(at - 2)) && !units[at - 1].blank;
    inside || behind_joint || digit(Some(a)) && "%％‰℃°".contains(&b.text)
}
