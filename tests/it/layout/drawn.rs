//! Drawn examples: `tests/data/layout/*.md` hold what is written, the measure, and the lines that must come of it, each with
//! `¦` at the measure. `YUNDU_BLESS=1 cargo test` draws them anew; read the difference before you keep it.

use super::invariants;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use yundu::config::Config;
use yundu::document::parse;
use yundu::layout::{Breaking, Folds, Form, Line, Spec, lay_out};
use yundu::strings::Lang;
use yundu::text::words::Words;
use yundu::text::{Ambiguous, SafeStr, Selectors, Sequence, Widths};

/// The fence around an example: longer than what an example itself holds.
const FENCE: &str = "~~~~~";

#[test]
fn the_drawn_examples_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/layout");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut wrong, mut count) = (String::new(), 0);
    for path in paths {
        let old = fs::read_to_string(&path).unwrap();
        let new = redraw(&old, &mut count);
        if std::env::var_os("YUNDU_BLESS").is_some() {
            fs::write(&path, new).unwrap();
        } else if old != new {
            wrong += &difference(&path, &old, &new);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 100, "only {count} examples: were they found?");
}

/// The rules of typography that are drawn: each has at least one heading that begins with its number.
/// H6 and P6 are about panes and pages, not about lines.
const RULES: &str = "W1 W2 W3 W4 W5 W6 W7 W8 W9 1.2 1.3 I1 I2 I3 I4 I5 I6 I7 I8 I9 U1 U2 U3 U4 U5 A1 A2 A3 A4 A5 A6 A7 A8 \
    H1 H2 H3 H4 H5 P1 P2 P3 P4 P5 P7 P8";

#[test]
fn every_rule_is_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/layout");
    let pages = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let pages = pages.collect::<Vec<String>>().join("\n");
    let headings = pages.lines().filter(|line| line.starts_with('#'));
    let words: Vec<&str> = headings.flat_map(|line| line.split([' ', ':'])).collect();
    let drawn = |rule: &&str| words.contains(rule);
    let missing: Vec<&str> = RULES.split(' ').filter(|rule| !drawn(rule)).collect();
    assert!(missing.is_empty(), "not drawn: {missing:?}");
}

/// The page with every drawing made anew: a fence `lines` is filled from the fence `write …` before it.
fn redraw(page: &str, count: &mut usize) -> String {
    let mut out = String::new();
    let mut drawing = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        let Some(head) = line.strip_prefix(FENCE) else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != FENCE).collect();
        let mut words = head.split_whitespace();
        match words.next() {
            Some("write") => {
                // What words do cannot be drawn by a program that was built without.
                let drawable = cfg!(feature = "words") || !words.clone().any(|word| word.starts_with("words"));
                drawing = drawable.then(|| draw(&inside.join("\n"), &spec(words)));
                out += &inside.iter().map(|line| format!("{line}\n")).collect::<String>();
                *count += 1;
            }
            Some("lines") => match &drawing {
                Some(drawing) => out += drawing,
                None => out += &inside.iter().map(|line| format!("{line}\n")).collect::<String>(),
            },
            other => panic!("a fence must say write or lines, not {other:?}"),
        }
        out += FENCE;
        out.push('\n');
    }
    out
}

/// Reads `write 40 greedy left=1 gutter=1 …`; what else has a `=` is a setting by its name in the configuration.
fn spec<'a>(mut words: impl Iterator<Item = &'a str>) -> Spec {
    let mut spec = Spec::new(words.next().unwrap().parse().unwrap());
    spec.lang = Lang::Zh;
    let mut settings = String::new();
    for word in words {
        match word {
            "words" => spec.words = Words::new(&[]).map(Arc::new),
            "greedy" => spec.breaking = Breaking::Greedy,
            "free" => spec.kinsoku = false,
            "linear" => spec.form = Form::Linear,
            "wide" => spec.widths = spec.widths.with_ambiguous(Ambiguous::Wide),
            "wide-signs" => spec.widths.signs = Ambiguous::Wide,
            "wide-boxes" => spec.widths.boxes = Ambiguous::Wide,
            "plain-selectors" => spec.widths.selectors = Selectors::Ignored,
            "parts" => {
                let parts = Sequence::Parts;
                spec.widths = Widths { joined: parts, toned: parts, flags: parts, ..spec.widths };
            }
            "folded" => spec.folds = Folds::Only(BTreeSet::new()),
            "authored" => spec.folds = Folds::Authored,
            "english" => spec.lang = Lang::En,
            other => match other.split_once('=') {
                Some(("words", own)) => {
                    let own: Vec<String> = own.split(',').map(str::to_owned).collect();
                    spec.words = Words::new(&own).map(Arc::new);
                }
                Some(("gutter", cells)) => spec.gutter.end = cells.parse().unwrap(),
                Some(("left", cells)) => spec.gutter.start = cells.parse().unwrap(),
                Some((name, value)) => settings += &format!("{name}: {value}\n"),
                None => panic!("no setting is called {other}"),
            },
        }
    }
    spec.typography = Config::parse(&settings, &SafeStr::literal("settings")).unwrap().typography;
    spec
}

fn draw(input: &str, spec: &Spec) -> String {
    // What is folded is not shown, which is what the invariants would complain of.
    let layout = match spec.folds {
        Folds::All => invariants::check(input, spec).0,
        Folds::Authored | Folds::Only(_) => lay_out(&parse(input), spec),
    };
    let edge = |line: &Line| {
        let before = spec.gutter.start - line.outdent;
        let blank = (spec.measure + line.outdent).saturating_sub(line.cells());
        format!("{}{}{}¦\n", " ".repeat(before), line.text(), " ".repeat(blank))
    };
    layout.lines.iter().map(edge).collect()
}

fn difference(path: &Path, old: &str, new: &str) -> String {
    let mut out = format!("{}\n", path.display());
    for (number, (old, new)) in (1..).zip(old.lines().zip(new.lines())) {
        if old != new {
            out += &format!("  {number}: drawn {old}\n  {number}: is    {new}\n");
        }
    }
    out
}
