//! The layout invariants I1 to I6 over whatever the fuzzer makes up: two bytes say how to set, the rest is the text.

#![no_main]

// What holds is written once; see `tests/it/layout/invariants.rs`.
#[path = "../it/layout/invariants.rs"]
mod invariants;
#[path = "../it/layout/judge.rs"]
// Its sums over many posts are for the tests.
#[allow(dead_code)]
mod judge;

use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};
use yundu::layout::{
    Breaking, CodeLines, Gutter, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, SingleLetters, Spec, Typography,
};
use yundu::text::words::Words;
use yundu::text::{Ambiguous, Widths};

/// The longest line that is tried; above it nothing new happens.
const WIDEST: u8 = 120;

static WORDS: LazyLock<Option<Arc<Words>>> = LazyLock::new(|| Words::new(&[]).map(Arc::new));

fuzz_target!(|input: (u8, u16, &str)| {
    let (measure, settings, text) = input;
    invariants::check(text, &spec(measure, settings));
});

/// Every setting hangs on a bit of its own.
fn spec(measure: u8, settings: u16) -> Spec {
    let on = |bit: u16| settings & (1 << bit) != 0;
    let typography = Typography {
        autospace: on(0),
        unit_gaps: on(1),
        sign_gaps: on(2),
        justify: on(3),
        line_end: [LineEnd::Flush, LineEnd::Trim, LineEnd::Hang, LineEnd::Trim][usize::from(settings >> 4 & 3)],
        line_start: if on(6) { LineStart::Outdent } else { LineStart::Flush },
        paragraphs: if on(7) { Paragraphs::Indented } else { Paragraphs::Spaced },
        hangul: if on(8) { Hangul::Syllables } else { Hangul::Words },
        single_letters: if on(9) { SingleLetters::Free } else { SingleLetters::Kept },
        path_breaks: if on(10) { PathBreaks::Before } else { PathBreaks::After },
        code: if on(11) { CodeLines::Wrap } else { CodeLines::Pan },
    };
    let gutter = if on(12) { Gutter { start: 1, end: 2 } } else { Gutter::default() };
    Spec {
        breaking: if on(13) { Breaking::Greedy } else { Breaking::Optimal },
        words: if on(14) { WORDS.clone() } else { None },
        widths: if on(15) { Widths::default().with_ambiguous(Ambiguous::Wide) } else { Widths::default() },
        typography,
        gutter,
        ..Spec::new(usize::from(measure % WIDEST) + 1)
    }
}
