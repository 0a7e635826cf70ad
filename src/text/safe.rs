//! Text that may be shown. Posts are written by other people, so nothing of them reaches a cell, a title or a message
//! before it has gone through [`SafeStr::clean`] or, character by character, through a [`Cleaner`].
//!
//! 1. Controls (C0, DEL, C1) become visible pictures: `␛`, `<9B>`. A line end or a tab becomes a blank.
//! 2. Bidi controls, invisible and ignorable characters, tags and noncharacters are removed.
//! 3. A joiner stays between two pictographs and between two letters of a joining script, a variation selector on a
//!    character that has variants. Arabic, Hebrew, emoji families, flags and keycaps are left as they are.
//! 4. A cluster holds at most [`MAX_MARKS`] marks and [`MAX_CLUSTER`] bytes, and nothing that takes no cell begins one.
//!
//! What rules 1 to 4 replace or remove is counted: the reader is told that the text is not as it was written. It is not
//! a filter for whole bodies: layout cleans what is left of Markdown, since entities make controls of honest letters.

use super::cluster::{is_plain, plain_len};
use super::width::takes_cells;
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How many marks one letter may carry; Vietnamese, Thai, Hebrew and Tibetan need at most five.
pub const MAX_MARKS: usize = 8;

/// How many bytes one cluster may take: a letter with [`MAX_MARKS`] marks of four bytes. The longest emoji of Unicode's
/// recommended set, a kiss of two skin tones, has 35.
pub const MAX_CLUSTER: usize = 36;

/// Text without controls, bidi overrides, invisible characters or floods of marks: the only text that widgets accept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeStr(Cow<'static, str>);

/// A cleaned text and how many characters had to be replaced or removed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// What may be shown.
    pub text: SafeStr,
    /// How many characters were replaced by a picture or removed.
    pub removed: usize,
    /// The byte of the raw text at which the first of them stood.
    pub first_removed: Option<usize>,
    /// Bytes of the clean text and the raw bytes that they came from, in order, wherever the distance of the two changes.
    moves: Vec<(usize, usize)>,
    /// All of the text is plain: each character is a cluster.
    plain: bool,
}

impl Cleaned {
    /// Whether all of the text is plain: each character is a cluster, and stands where it stood in the raw text.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Finds the byte of the raw text from which byte `at` of the clean text came.
    pub fn raw_offset(&self, at: usize) -> usize {
        let before = self.moves.partition_point(|&(clean, _)| clean <= at);
        match before.checked_sub(1).and_then(|last| self.moves.get(last)) {
            Some(&(clean, raw)) => raw + (at - clean),
            None => at,
        }
    }

    /// Adds `shown` for what stands at `raw`.
    fn push(text: &mut String, moves: &mut Vec<(usize, usize)>, shown: &str, raw: usize) {
        let (clean, from) = moves.last().copied().unwrap_or_default();
        if text.len() - clean + from != raw {
            moves.push((text.len(), raw));
        }
        text.push_str(shown);
    }
}

impl SafeStr {
    /// Wraps a sentence of our own; `tests/it/tidy.rs` sees to it that only literals come here.
    pub const fn literal(text: &'static str) -> Self {
        SafeStr(Cow::Borrowed(text))
    }

    /// Cleans a text for one line: line ends and tabs become blanks.
    pub fn clean(raw: &str) -> Self {
        clean(raw).text
    }

    /// Takes a part of the text; a range that is out of bounds or inside a character gives the empty text.
    pub fn slice(&self, range: Range<usize>) -> Self {
        SafeStr(Cow::Owned(self.0.get(range).unwrap_or_default().to_owned()))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeStr {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps a text of plain characters as it is, without a copy: what [`clean`] makes of it.
///
/// # Errors
/// The text itself, when there are others in it.
pub fn keep(raw: String) -> Result<Cleaned, String> {
    if plain_len(&raw) < raw.len() {
        return Err(raw);
    }
    Ok(Cleaned { text: SafeStr(Cow::Owned(raw)), removed: 0, first_removed: None, moves: Vec::new(), plain: true })
}

/// Cleans a text for one line and counts what it lost. Cleaning a clean text changes nothing.
pub fn clean(raw: &str) -> Cleaned {
    let mut cleaner = Cleaner::default();
    let mut text = String::with_capacity(raw.len());
    let (mut removed, mut first_removed, mut moves) = (0, None, Vec::new());
    let (mut at, mut all_plain) = (0, true);
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = cleaner.pass(rest);
        if !plain.is_empty() {
            Cleaned::push(&mut text, &mut moves, plain, at);
            at += plain.len();
            continue;
        }
        all_plain = false;
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        let verdict = cleaner.verdict(c, chars.next());
        if verdict.is_loss() {
            removed += 1;
            first_removed = first_removed.or(Some(at));
        }
        let mut show = |c: char| Cleaned::push(&mut text, &mut moves, c.encode_utf8(&mut [0; 4]), at);
        match verdict {
            Verdict::Keep => show(c),
            Verdict::Blank => show(' '),
            Verdict::Picture(picture) => picture.chars().for_each(show),
            Verdict::Remove | Verdict::Fold => {}
        }
        at += c.len_utf8();
    }
    Cleaned { text: SafeStr(Cow::Owned(text)), removed, first_removed, moves, plain: all_plain }
}

/// Cleans a text of several lines for the clipboard: its line ends and tabs stay, a Makefile would not survive without.
pub fn clean_lines(raw: &str) -> String {
    let clean = |line: &str| {
        let parts: Vec<SafeStr> = line.strip_suffix('\r').unwrap_or(line).split('\t').map(SafeStr::clean).collect();
        parts.iter().map(SafeStr::as_str).collect::<Vec<_>>().join("\t")
    };
    raw.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// What is to be shown for one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The character itself.
    Keep,
    /// A blank: it is a line end, a tab or a braille cell without dots. Nothing is lost.
    Blank,
    /// These characters; a loss.
    Picture(&'static str),
    /// Nothing; a loss.
    Remove,
    /// Nothing: it belongs to the line end after it. Nothing is lost.
    Fold,
}

impl Verdict {
    /// Tells whether the reader sees something else than was written.
    pub fn is_loss(self) -> bool {
        match self {
            Verdict::Picture(_) | Verdict::Remove => true,
            Verdict::Keep | Verdict::Blank | Verdict::Fold => false,
        }
    }
}

/// Judges a text character by character. For callers that keep the place of each character in the source; they may
/// treat line ends, tabs and U+200B on their own, as long as they do not show them.
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    /// The cluster that is being written; empty at the start.
    cluster: String,
    /// How many marks it has.
    marks: usize,
}

impl Cleaner {
    /// Judges `c`, which stands after everything judged so far and before `next`.
    pub fn verdict(&mut self, c: char, next: Option<char>) -> Verdict {
        if is_plain(c) && self.is_settled() {
            self.begin(c);
            return Verdict::Keep;
        }
        if let Some(verdict) = fixed(c, next) {
            match verdict {
                Verdict::Blank => self.begin(' '),
                Verdict::Picture(picture) => picture.chars().for_each(|c| self.begin(c)),
                Verdict::Keep | Verdict::Remove | Verdict::Fold => {}
            }
            return verdict;
        }
        let fits = match c {
            '\u{200c}' | '\u{200d}' => self.may_join(c, next),
            '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{e0100}'..='\u{e01ef}' => {
                self.may_select(c, next)
            }
            _ => true,
        };
        if fits && self.add(c) { Verdict::Keep } else { Verdict::Remove }
    }

    /// Takes the characters at the begin of `text` that need no verdict: each would be kept.
    fn pass<'a>(&mut self, text: &'a str) -> &'a str {
        if !self.is_settled() {
            return "";
        }
        let plain = text.get(..plain_len(text)).unwrap_or_default();
        if let Some(last) = plain.chars().next_back() {
            self.begin(last);
        }
        plain
    }

    /// Whether a plain character would begin a cluster after what has been judged.
    fn is_settled(&self) -> bool {
        self.cluster.chars().next_back().is_none_or(is_plain)
    }

    /// Begins a cluster with `c`.
    fn begin(&mut self, c: char) {
        self.cluster.clear();
        self.cluster.push(c);
        self.marks = 0;
    }

    /// Adds `c` to the cluster or begins the next one with it; false, and nothing changed, when it may do neither.
    fn add(&mut self, c: char) -> bool {
        let before = self.cluster.len();
        self.cluster.push(c);
        if before == 0 || self.cluster.graphemes(true).nth(1).is_some() {
            let shows = takes_cells(c);
            if shows {
                self.begin(c);
            } else {
                self.cluster.truncate(before);
            }
            return shows;
        }
        // U+FF9E and U+FF9F, the half-width voiced marks, are letters to Unicode and marks to the reader.
        let mark = is_combining_mark(c) || matches!(c, '\u{ff9e}' | '\u{ff9f}');
        let fits = self.cluster.len() <= MAX_CLUSTER && !(mark && self.marks == MAX_MARKS);
        if fits {
            self.marks += usize::from(mark);
        } else {
            self.cluster.truncate(before);
        }
        fits
    }

    /// Tells whether the joiner `c` has something to join: two pictographs, or two letters of a joining script. There
    /// has to be room for what it joins, or the joiner would be left hanging.
    fn may_join(&self, c: char, next: Option<char>) -> bool {
        let (Some(last), Some(next)) = (self.cluster.chars().next_back(), next) else { return false };
        let room = self.cluster.len() + c.len_utf8() + next.len_utf8() <= MAX_CLUSTER;
        let pictographs = || c == '\u{200d}' && joins(&self.cluster) && joins(next.encode_utf8(&mut [0; 4]));
        let letters = in_joining_script(last) && in_joining_script(next) && !is_combining_mark(next) && shows(next);
        room && (letters || pictographs())
    }

    /// Tells whether the last character has the variant that the selector `c` asks for. U+FE0E and U+FE0F: a pictograph,
    /// or the digit of a keycap; the others: an ideograph, or a Mongolian letter.
    fn may_select(&self, c: char, next: Option<char>) -> bool {
        let Some(last) = self.cluster.chars().next_back() else { return false };
        match c {
            '\u{fe0e}' | '\u{fe0f}' => {
                let keycap =
                    self.cluster.len() == 1 && matches!(last, '0'..='9' | '#' | '*') && next == Some('\u{20e3}');
                keycap || joins(last.encode_utf8(&mut [0; 4]))
            }
            '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e010f}' => is_ideograph(last),
            '\u{180b}'..='\u{180f}' => matches!(last, '\u{1820}'..='\u{18aa}'),
            _ => false,
        }
    }
}

/// The pictures of U+0000 to U+001F and, at the end, of U+007F, three bytes each.
const C0: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡";

/// The pictures of U+0080 to U+009F, four bytes each.
const C1: &str = "<80><81><82><83><84><85><86><87><88><89><8A><8B><8C><8D><8E><8F>\
                  <90><91><92><93><94><95><96><97><98><99><9A><9B><9C><9D><9E><9F>";

/// Judges the characters that are treated alike wherever they stand.
fn fixed(c: char, next: Option<char>) -> Option<Verdict> {
    let picture = |pictures: &'static str, index: u32, bytes: usize| {
        let from = index as usize * bytes;
        Some(Verdict::Picture(pictures.get(from..from + bytes).unwrap_or("\u{fffd}")))
    };
    match c {
        '\t' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{2800}' => Some(Verdict::Blank),
        '\r' if next == Some('\n') => Some(Verdict::Fold),
        '\0'..='\x1f' => picture(C0, u32::from(c), 3),
        '\x7f' => picture(C0, 32, 3),
        '\u{80}'..='\u{9f}' => picture(C1, u32::from(c) - 0x80, 4),
        _ if is_removed(c) => Some(Verdict::Remove),
        _ => None,
    }
}

/// Tells whether `c` is removed wherever it stands: it shows nothing of its own, or changes what is shown around it.
fn is_removed(c: char) -> bool {
    // The last two code points of every plane are noncharacters.
    u32::from(c) & 0xfffe == 0xfffe
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}'                   // soft hyphen, grapheme joiner, Arabic letter mark
                | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
                | '\u{17b4}' | '\u{17b5}' | '\u{180e}'              // Khmer inherent vowels, Mongolian separator
                | '\u{200b}' | '\u{200e}' | '\u{200f}'              // zero-width space, direction marks
                | '\u{202a}'..='\u{202e}'                           // bidi embeddings and overrides
                | '\u{2060}'..='\u{206f}'                           // word joiner, invisible operators, bidi isolates
                | '\u{fdd0}'..='\u{fdef}'                           // noncharacters
                | '\u{feff}' | '\u{fff0}'..='\u{fffb}'              // byte order mark, interlinear annotation
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // shorthand and musical format controls
                | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' // tags
        )
}

/// Tells whether a pictograph may be joined to the end of `text` (UAX #29 GB11). The segmentation crate knows which
/// characters those are and does not say, so it is shown one.
fn joins(text: &str) -> bool {
    format!("{text}\u{200d}\u{1f469}").graphemes(true).nth(1).is_none()
}

/// Tells whether `c` takes a cell of its own and stays.
fn shows(c: char) -> bool {
    takes_cells(c) && !is_removed(c)
}

/// Tells whether `c` belongs to a script whose letters join or stack, so that joiners change how words are written:
/// Arabic and its neighbours, the scripts of India, Myanmar, Khmer, Mongolian.
fn in_joining_script(c: char) -> bool {
    matches!(
        c,
        '\u{620}'..='\u{8ff}'
            | '\u{900}'..='\u{dff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{18af}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
    )
}

/// Tells whether `c` is a Han ideograph.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
