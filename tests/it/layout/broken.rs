//! The engine broken on purpose: a judge that does not see it is no judge.

use super::invariants::check;
use super::judge::Report;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use yundu::layout::{
    Breaking, CodeLines, Gutter, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, SingleLetters, Spec, Typography,
};
use yundu::text::words::Words;

/// The bodies of our own posts.
pub fn bodies() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("posts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| body(&fs::read_to_string(path).unwrap()).to_owned()).collect()
}

/// A post without its front matter.
fn body(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, body)| body)
}

/// The counts over all of our posts.
fn judged(spec: &Spec) -> Report {
    let mut all = Report::default();
    for body in bodies() {
        let (_, one) = check(&body, spec);
        all.absorb(&one);
    }
    all
}

/// The measures at which every post is judged.
pub const MEASURES: [usize; 8] = [20, 30, 40, 60, 80, 100, 120, 160];

/// The ways of setting that the judge sees: with words of Han and without, with a gutter and without.
pub fn ways(measure: usize) -> [Spec; 2] {
    let plain =
        Spec { typography: Typography { code: CodeLines::Wrap, ..Typography::default() }, ..Spec::new(measure) };
    let whole =
        Spec { words: Words::new(&[]).map(Arc::new), gutter: Gutter { end: 1, ..Gutter::default() }, ..plain.clone() };
    [plain, whole]
}

/// What the judge must not find at this measure.
pub fn assert_good(report: &Report, measure: usize) {
    assert_eq!(report.faults(), 0, "{measure}: {:#?}", report.examples);
    assert!(measure < 40 || report.orphan == 0, "{measure}: {:#?}", report.examples);
}

#[test]
fn our_posts_are_set_without_a_fault() {
    for measure in MEASURES {
        for spec in ways(measure) {
            let report = judged(&spec);
            println!("{measure}: ragged {:.2}, forced {:?}", report.ragged(), report.forced);
            assert_good(&report, measure);
            assert!(report.ragged() < 16.0, "{measure}: {}", report.ragged());
            assert!(report.lines > 40, "{report:?}");
        }
    }
}

#[test]
fn greedy_lines_leave_single_words_and_part_numbers_from_units() {
    let measures = [40, 44, 48, 52, 56, 60, 64, 68, 72, 76, 80];
    let with = |breaking| measures.map(|measure| judged(&Spec { breaking, ..Spec::new(measure) }));
    let (greedy, best) = (with(Breaking::Greedy), with(Breaking::Optimal));
    let orphans = |reports: &[Report]| reports.iter().map(|report| report.orphan).sum::<usize>();
    assert_eq!(orphans(&best), 0);
    assert!(orphans(&greedy) > 5, "{}", orphans(&greedy));
    let parted = |reports: &[Report]| reports.iter().map(|report| report.number_unit).sum::<usize>();
    assert!(parted(&greedy) > 3 * parted(&best), "{} {}", parted(&greedy), parted(&best));
}

#[test]
fn without_kinsoku_marks_stand_at_the_edges() {
    let reports = [40, 60, 80].map(|measure| judged(&Spec { kinsoku: false, ..Spec::new(measure) }));
    let sum = |count: fn(&Report) -> usize| reports.iter().map(count).sum::<usize>();
    assert!(sum(|report| report.start_prohibited) > 40, "{reports:?}");
    assert!(sum(|report| report.end_prohibited) > 4, "{reports:?}");
    assert!(sum(|report| report.split_pair) > 0, "{reports:?}");
}

#[test]
fn half_the_measure_is_seen_as_ragged() {
    let mut half = Report::default();
    for body in bodies() {
        let (layout, _) = check(&body, &Spec::new(40));
        for line in layout.lines.iter().filter(|line| (30..=40).contains(&line.cells())) {
            half.lines += 1;
            half.squares += (80 - line.cells()).pow(2);
        }
    }
    assert!(half.ragged() > 100.0 * judged(&Spec::new(80)).ragged(), "{}", half.ragged());
}

/// Every matter of taste the other way round than it is by default.
fn every_setting_on(measure: usize) -> Spec {
    let typography = Typography {
        autospace: true,
        unit_gaps: true,
        sign_gaps: true,
        line_end: LineEnd::Hang,
        line_start: LineStart::Outdent,
        justify: true,
        paragraphs: Paragraphs::Indented,
        hangul: Hangul::Syllables,
        single_letters: SingleLetters::Free,
        path_breaks: PathBreaks::Before,
        code: CodeLines::Wrap,
    };
    Spec { typography, gutter: Gutter { start: 1, end: 2 }, ..Spec::new(measure) }
}

#[test]
fn every_measure_holds_the_invariants() {
    let bodies = bodies();
    assert!(bodies.len() >= 12);
    std::thread::scope(|scope| {
        for first in 1..=4 {
            let bodies = &bodies;
            scope.spawn(move || {
                for measure in (first..=120).step_by(4) {
                    bodies.iter().for_each(|body| drop(check(body, &Spec::new(measure))));
                    bodies.iter().for_each(|body| drop(check(body, &every_setting_on(measure))));
                }
            });
        }
    });
}
