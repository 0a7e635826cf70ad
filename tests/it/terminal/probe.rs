//! Questions to the terminal: what is written, what the replies mean however they come, and what is kept of them.

use proptest::prelude::*;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use yundu::terminal::input::{Decoder, Input};
use yundu::terminal::known::Known;
use yundu::terminal::probe::{Answer, LEAST_COLUMNS, Replies, can_be_asked, questions};
use yundu::terminal::screen::Frames;
use yundu::text::{Ambiguous, Selectors, Sequence, Widths};

/// The cells of the samples in a terminal that does as Unicode says, in the order `“ α ─ ① ❤️ 1️⃣ 👩‍💻 👍🏽 🇨🇳`.
const UNICODE: [u32; 9] = [1, 1, 1, 1, 2, 2, 2, 2, 2];
const FENCE: &str = "\x1b[?62;22c";

/// The replies of a terminal whose cursor stands behind samples of so many cells.
pub fn places(cells: &[u32]) -> String {
    cells.iter().map(|cells| format!("\x1b[1;{}R", cells + 1)).collect()
}

/// The last answer that the bytes make.
fn answer(bytes: &[u8]) -> Option<Answer> {
    let (mut decoder, mut replies, mut last) = (Decoder::default(), Replies::default(), None);
    // Cut at every byte: where a chunk ends says nothing.
    for byte in bytes {
        decoder.feed(&[*byte]);
        for input in decoder.drain() {
            if let Input::Reply(reply) = input {
                last = replies.take(&reply).or(last);
            }
        }
    }
    last
}

#[track_caller]
fn check_cells(replies: &str, expected: Option<[u8; 9]>) {
    let answer = answer(replies.as_bytes()).unwrap_or_else(|| panic!("{replies:?} is not closed"));
    assert_eq!(answer.cells, expected, "{replies:?}");
}

#[test]
fn every_sample_is_drawn_in_the_first_column_and_erased() {
    let bytes = questions();
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(bytes.len() < 250, "{} bytes", bytes.len());
    assert!(text.ends_with("\x1b[c") && text.contains("\x1b]11;?\x1b\\"), "{text:?}");
    assert!(!text.contains("$p"), "modes are not asked for");
    let samples: Vec<&str> = text.split("\x1b[6n\r\x1b[2K").collect();
    assert_eq!(samples.len(), 10);
    for sample in &samples[..9] {
        let (_, sample) = sample.split_once('\r').unwrap();
        assert!(yundu::text::width::is_doubtful(sample), "{sample:?}");
    }
    for (rows, columns) in [(1, LEAST_COLUMNS), (24, 80)] {
        let mut terminal = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        terminal.process(b"\x1b[999;999H");
        terminal.process(&bytes);
        assert_eq!(terminal.screen().contents(), "", "{columns}x{rows}");
    }
}

#[test]
fn questions_go_out_once_before_the_cells_that_erase_them() {
    let mut frames = Frames::new(10, 2, true);
    frames.ask(questions());
    let mut draw = || String::from_utf8(frames.paint(|_| None)).unwrap();
    let first = draw();
    let (begin, ask) = (first.find("\x1b[?2026h").unwrap(), first.find("\x1b[6n").unwrap());
    let (fence, erase) = (first.find("\x1b[c").unwrap(), first.find("\x1b[2J").unwrap());
    assert!(begin < ask && fence < erase && first.ends_with("\x1b[?2026l"), "{first:?}");
    assert_eq!(draw(), "");
    frames.forget();
    assert!(!String::from_utf8(frames.paint(|_| None)).unwrap().contains("\x1b[6n"));
}

#[test]
fn cells_make_the_rules_of_a_terminal() {
    let check = |cells: [u8; 9], change: fn(&mut Widths)| {
        let mut expected = Widths::default();
        change(&mut expected);
        assert_eq!(Answer { cells: Some(cells), paper: None }.widths(), expected, "{cells:?}");
    };
    check([1, 1, 1, 1, 2, 2, 2, 2, 2], |_| {});
    check([2, 2, 2, 2, 2, 2, 2, 2, 2], |it| *it = it.with_ambiguous(Ambiguous::Wide));
    check([2, 1, 1, 1, 2, 2, 2, 2, 2], |it| it.signs = Ambiguous::Wide);
    check([1, 2, 1, 1, 2, 2, 2, 2, 2], |it| it.letters = Ambiguous::Wide);
    check([1, 1, 2, 1, 2, 2, 2, 2, 2], |it| it.boxes = Ambiguous::Wide);
    check([1, 1, 1, 2, 2, 2, 2, 2, 2], |it| it.circled = Ambiguous::Wide);
    // tmux 3.3a.
    check([1, 1, 1, 1, 1, 1, 2, 4, 2], |it| (it.selectors, it.toned) = (Selectors::Ignored, Sequence::Parts));
    check([1, 1, 1, 1, 2, 2, 4, 2, 2], |it| it.joined = Sequence::Parts);
    check([1, 1, 1, 1, 2, 2, 2, 2, 4], |it| it.flags = Sequence::Parts);
    for (heart, keycap) in [(2, 1), (1, 2), (3, 3), (2, 3)] {
        check([1, 1, 1, 1, heart, keycap, 2, 2, 2], |it| it.selectors = Selectors::Dropped);
    }
    assert_eq!(Answer::default().widths(), Widths::default());
    assert_eq!(Answer { cells: Some([0; 9]), paper: None }.widths().signs, Ambiguous::Narrow);
}

#[test]
fn a_series_is_believed_when_it_is_whole() {
    let unicode = Some(UNICODE.map(|cells| u8::try_from(cells).unwrap()));
    let whole = places(&UNICODE);
    check_cells(&format!("{whole}{FENCE}"), unicode);
    // Keys, mouse reports and replies that were not asked for come in between.
    let between = whole.replace("\x1b[1;3R", "j\x1b[1;3R\x1b[A\x1b[<0;3;4M\x1b[0n\x1b[?2026;2$y中");
    check_cells(&format!("{between}\x1b[>1;10;0c{FENCE}"), unicode);
    // The next series is another one.
    check_cells(&format!("{whole}{FENCE}{whole}{FENCE}"), unicode);
    check_cells(&format!("{}{FENCE}{whole}{FENCE}", places(&[1, 2])), unicode);

    check_cells(FENCE, None);
    check_cells(&format!("{}{FENCE}", places(&UNICODE[1..])), None);
    check_cells(&format!("{whole}{whole}{FENCE}"), None);
    check_cells(&format!("{whole}{}{FENCE}", places(&UNICODE).repeat(500)), None);
    check_cells(&format!("{FENCE}{whole}{FENCE}{FENCE}"), None);
    check_cells(&format!("{}{FENCE}", whole.replacen("\x1b[1;", "\x1b[7;", 1)), None);
    for bad in ["\x1b[1;1R", "\x1b[1;0R", "\x1b[1;99R", "\x1b[1;4294967296R", "\x1b[1;99999999999999999999R"] {
        check_cells(&format!("{bad}{}{FENCE}", places(&UNICODE[1..])), None);
    }
    assert_eq!(answer(whole.as_bytes()), None, "not closed");
    assert_eq!(answer(b"\x1b[>1;10;0c"), None, "the fence is DA1");
    assert_eq!(answer(b""), None);
}

#[test]
fn the_paper_is_read_as_x11_writes_colours() {
    let check = |written: &str, expected: Option<[u8; 3]>, light: Option<bool>| {
        for end in ["\x1b\\", "\x07"] {
            let answer = answer(format!("\x1b]11;{written}{end}{FENCE}").as_bytes()).unwrap();
            assert_eq!((answer.paper, answer.is_light()), (expected, light), "{written}");
        }
    };
    check("rgb:ffff/ffff/ffff", Some([255; 3]), Some(true));
    check("rgb:0000/0000/0000", Some([0; 3]), Some(false));
    check("rgb:1e1e/1e1e/2e2e", Some([0x1e, 0x1e, 0x2e]), Some(false));
    check("rgb:fd/f6/e3", Some([0xfd, 0xf6, 0xe3]), Some(true));
    check("rgb:f/8/0", Some([255, 136, 0]), Some(true));
    check("rgba:ffff/ffff/ffff/8000", Some([255; 3]), Some(true));
    check("#002b36", Some([0, 0x2b, 0x36]), Some(false));
    for bad in ["", "?", "rgb:", "rgb:1/2", "rgb:12345/1/1", "rgb:xx/00/00", "rgb:+1/00/00", "#fff", "#+ffff0", "red"] {
        check(bad, None, None);
    }
}

#[test]
fn consoles_that_would_print_the_questions_are_not_asked() {
    let asked = ["xterm", "xterm-256color", "tmux-256color", "screen", "foot", "xterm-kitty"];
    assert!(asked.iter().all(|term| can_be_asked(term)));
    assert!(!["", "dumb", "linux", "unknown", "eterm-color"].iter().any(|term| can_be_asked(term)));
}

proptest! {
    #[test]
    fn no_reply_does_harm(replies in prop::collection::vec("(\x1b(\\[|\\]11;)?)?[?]?[0-9;rgb:/#]{0,12}[Rc\\\\n]?", 0..40)) {
        let mut all = Replies::default();
        for reply in replies {
            if let Some(answer) = all.take(reply.as_bytes()) {
                answer.widths().of("“α─①❤\u{fe0f}👩\u{200d}💻👍🏽🇨🇳");
                answer.is_light();
            }
        }
        all.take(&[0xff, 0x1b]);
    }
}

// ---- what is kept --------------------------------------------------------------------------------------------------

const ONE: Answer = Answer { cells: Some([1, 1, 1, 1, 1, 1, 2, 4, 2]), paper: Some([0, 43, 54]) };
const OTHER: Answer = Answer { cells: None, paper: Some([255; 3]) };

fn known(file: &Path, term: &str, tmux: bool) -> Known {
    let variable = |name: &str| match name {
        "TERM" => Some(OsString::from(term)),
        "TMUX" if tmux => Some("/tmp/tmux-1/default,1,0".into()),
        _ => None,
    };
    Known::new(Some(file.to_owned()), &variable)
}

#[test]
fn each_terminal_has_an_answer_of_its_own() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("deep/yundu/terminals.json");
    let (plain, inside) = (known(&file, "xterm", false), known(&file, "xterm", true));
    assert_eq!(plain.recall(), None);
    plain.remember(ONE).unwrap();
    inside.remember(OTHER).unwrap();
    assert_eq!((plain.recall(), inside.recall()), (Some(ONE), Some(OTHER)));
    plain.remember(OTHER).unwrap();
    assert_eq!(plain.recall(), Some(OTHER));
    let entries: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().collect();
    assert_eq!(entries.len(), 1, "nothing is left beside it: {entries:?}");
    for number in 0..100 {
        known(&file, &format!("term-{number}{}", "x".repeat(900)), false).remember(ONE).unwrap();
    }
    assert!(fs::metadata(&file).unwrap().len() < 8_000);
    assert_eq!(plain.recall(), None, "the oldest go first");
    Known::new(None, &|_| None).remember(ONE).unwrap();
}

#[test]
fn a_file_that_says_so_already_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("terminals.json");
    let known = known(&file, "xterm", false);
    known.remember(ONE).unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    known.remember(ONE).unwrap();
    assert!(fs::metadata(&file).unwrap().permissions().readonly(), "it was written anew");
}

#[test]
fn a_broken_file_is_none() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("terminals.json");
    let known = known(&file, "xterm", false);
    known.remember(ONE).unwrap();
    let good = fs::read_to_string(&file).unwrap();
    let others = [
        String::new(),
        "{".to_owned(),
        "[[[[".repeat(5_000),
        good.replace("\"version\":1", "\"version\":2"),
        good.replace("[1,1,1,1,1,1,2,4,2]", "[1,1,1]"),
        good.replace("[1,1,1,1,1,1,2,4,2]", "[1,1,1,1,1,1,2,4,999]"),
        good.replace("paper", "\u{1b}[31m"),
        "x".repeat(100_000),
    ];
    for text in others {
        fs::write(&file, &text).unwrap();
        assert_eq!(known.recall(), None, "{:?}", text.get(..80));
        known.remember(ONE).unwrap();
        assert_eq!(known.recall(), Some(ONE));
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(known.recall(), None);
    assert!(known.remember(ONE).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "what could not be put in place is gone");
}
