//! What the terminal is asked before its first frame: how wide it draws what terminals disagree on, and the colour of its
//! paper (TYPOGRAPHY 1.10). Pure: the bytes to write, and what the replies mean.
//!
//! Each sample is written in the first column, the terminal says where its cursor stands behind it, and the line is erased
//! again. Device attributes, which every terminal knows, are asked for last: when they come, whoever has not answered will not.
//! Nothing waits for a reply; [`Replies`] takes each whenever it comes, and believes only a series that is whole.

use crate::text::{Ambiguous, Selectors, Sequence, Widths};
use serde::{Deserialize, Serialize};

/// One sample of each class of [`Widths`], in the order of [`Answer::cells`]. The two of [`Widths::selectors`] have to agree.
const SAMPLES: [&str; 9] = ["“", "α", "─", "①", "❤\u{fe0f}", "1\u{fe0f}\u{20e3}", "👩\u{200d}💻", "👍\u{1f3fd}", "🇨🇳"];
/// No terminal draws a sample wider than this: it would have shown its bytes, not its characters.
const WIDEST: u32 = 8;
/// Narrower terminals are not asked: a sample could wrap there.
pub const LEAST_COLUMNS: u16 = 10;
/// Where is the cursor? (ECMA-48 DSR 6, answered by CPR)
const CURSOR: &str = "\x1b[6n";
/// Back to the first column, and away with what stands there.
const ERASE: &str = "\r\x1b[2K";
/// Which colour is the paper?
const PAPER: &str = "\x1b]11;?\x1b\\";
/// Who are you? (DA1)
const FENCE: &str = "\x1b[c";

/// What a terminal has told about itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The cells of each sample, 1 to 8; none where it did not tell them all.
    pub cells: Option<[u8; 9]>,
    /// The colour of its paper: red, green and blue; none where it did not tell.
    pub paper: Option<[u8; 3]>,
}

/// The questions, for a terminal whose screen is going to be erased. The cursor may stand anywhere, and does so afterwards.
pub fn questions() -> Vec<u8> {
    // From the corner: elsewhere a line could be left to wrap.
    let mut bytes = String::from("\x1b[H");
    for sample in SAMPLES {
        bytes.extend(["\r", sample, CURSOR, ERASE]);
    }
    bytes.extend([PAPER, FENCE]);
    bytes.into_bytes()
}

/// Whether a terminal of this name is asked at all: the consoles that know no questions would print some of them.
pub fn can_be_asked(term: &str) -> bool {
    !matches!(term, "" | "dumb" | "linux" | "unknown") && !term.starts_with("eterm")
}

impl Answer {
    /// The width rules that the cells make: Unicode's where they are not known or mean nothing.
    pub fn widths(&self) -> Widths {
        let Some([sign, letter, line, circle, heart, keycap, joined, toned, flag]) = self.cells else {
            return Widths::default();
        };
        let ambiguous = |cells| if cells == 2 { Ambiguous::Wide } else { Ambiguous::Narrow };
        let sequence = |cells| if cells > 2 { Sequence::Parts } else { Sequence::Whole };
        Widths {
            signs: ambiguous(sign),
            letters: ambiguous(letter),
            boxes: ambiguous(line),
            circled: ambiguous(circle),
            selectors: match (heart, keycap) {
                (2, 2) => Selectors::Obeyed,
                (1, 1) => Selectors::Ignored,
                // It makes something else of each, so nothing is known of the others (W6).
                _ => Selectors::Dropped,
            },
            joined: sequence(joined),
            toned: sequence(toned),
            flags: sequence(flag),
        }
    }

    /// Whether the paper is light; none where its colour is not known.
    pub fn is_light(&self) -> Option<bool> {
        // Luma of ITU-R BT.601, in thousandths.
        self.paper.map(|[r, g, b]| 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) > 127_500)
    }

    /// This answer, with what it leaves open taken from `before`.
    pub fn or(self, before: Answer) -> Self {
        Answer { cells: self.cells.or(before.cells), paper: self.paper.or(before.paper) }
    }
}

/// The replies of one series, as they come.
#[derive(Clone, Debug, Default)]
pub struct Replies {
    /// Row and column of each cursor report; one more than there are samples is enough to know that something is wrong.
    places: Vec<(u32, u32)>,
    paper: Option<[u8; 3]>,
}

impl Replies {
    /// Takes one reply, with its introducer, and gives the answer when the series is closed by it. What is no reply to
    /// [`questions`] is passed over.
    pub fn take(&mut self, reply: &[u8]) -> Option<Answer> {
        let reply = std::str::from_utf8(reply).ok()?;
        if let Some(place) = cursor_report(reply) {
            if self.places.len() <= SAMPLES.len() {
                self.places.push(place);
            }
        } else if let Some(paper) = reply.strip_prefix("\x1b]11;").and_then(colour) {
            self.paper = Some(paper);
        } else if reply.strip_prefix("\x1b[?").is_some_and(|rest| rest.ends_with('c')) {
            let Replies { places, paper } = std::mem::take(self);
            return Some(Answer { cells: cells(&places), paper });
        }
        None
    }
}

/// The cells of all samples; none where one is missing, is told twice, or cannot be true.
fn cells(places: &[(u32, u32)]) -> Option<[u8; 9]> {
    let row = places.first()?.0;
    let cells = places.iter().map(|&(at, column)| {
        let cells = column.checked_sub(1).filter(|cells| (1..=WIDEST).contains(cells) && at == row)?;
        u8::try_from(cells).ok()
    });
    cells.collect::<Option<Vec<u8>>>()?.try_into().ok()
}

/// Reads `CSI row ; column R`.
fn cursor_report(reply: &str) -> Option<(u32, u32)> {
    let (row, column) = reply.strip_prefix("\x1b[")?.strip_suffix('R')?.split_once(';')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Reads a colour as X11 writes it: `rgb:` and one to four hexadecimal digits for each of red, green and blue, `rgba:` with a
/// fourth part, or `#` and six digits.
fn colour(written: &str) -> Option<[u8; 3]> {
    let mut parts = match written.strip_prefix('#') {
        Some(digits) if digits.len() == 6 => vec![digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?],
        Some(_) => return None,
        None => written.strip_prefix("rgb:").or_else(|| written.strip_prefix("rgba:"))?.split('/').collect(),
    };
    parts.truncate(3);
    let parts = parts.into_iter().map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok().filter(|count| (1..=4).contains(count))?)? - 1;
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        u8::try_from(value * 255 / most).ok()
    });
    parts.collect::<Option<Vec<u8>>>()?.try_into().ok()
}
