//! Lines of code: what is copied is what was written, whatever is shown of it.

use super::broken::bodies;
use std::ops::Range;
use std::sync::Arc;
use yundu::document::{self, BlockKind, Document};
use yundu::highlight::{Token, Tokens, lines};
use yundu::layout::{CodeLines, Joint, Layout, Line, Role, Run, Spec, Typography};
use yundu::layout::{code_bytes, lay_out, prepare, set};
use yundu::text::Widths;

/// Marks cells of the shown line with `^`; `expected` is what stands there in the source.
#[track_caller]
fn check(raw: &str, cells: &str, expected: &str) {
    let start = cells.find('^').unwrap();
    let found = code_bytes(raw, start..cells.len(), Widths::default());
    assert_eq!(&raw[found], expected, "{raw:?} {start}..{}", cells.len());
}

#[test]
fn cells_lead_back_to_the_source() {
    check("ab cd", " ^^", "b ");
    check("ab cd", " ^^^^^^^^^", "b cd");
    check("ab", "    ^^", "");
    // A wide cluster is taken whole, whichever half is touched.
    check("a中文b", " ^", "中");
    check("a中文b", "  ^^", "中文");
    check("a中文b", "   ^^^", "文b");
}

#[test]
fn a_tab_is_taken_whole_and_counts_as_one_byte() {
    check("a\tb", "^", "a");
    check("a\tb", " ^", "\t");
    check("a\tb", "  ^^^", "\tb");
    check("a\tb", "^^", "a\t");
    check("\t\tx", "    ^", "\t");
    check("\t\tx", "^^^^^", "\t\t");
    check("中\t文\tx", "    ^^", "文");
    check("中\t文\tx", "       ^^", "\tx");
}

#[test]
fn what_is_not_shown_is_copied_with_its_neighbour() {
    check("\u{200b}ab", "^", "\u{200b}a");
    check("a\u{200b}b", "^", "a\u{200b}");
    check("ab\u{200b}", " ^", "b\u{200b}");
    // An escape is shown as one sign, a control of C1 as four.
    check("a\u{1b}[1m\tb", " ^^", "\u{1b}[");
    check("a\u{9b}b", "  ^", "\u{9b}");
    check("a\u{9b}b", " ^^^^^", "\u{9b}b");
}

#[test]
fn no_cells_give_nothing_and_any_cells_are_in_bounds() {
    assert_eq!(code_bytes("ab", 1..1, Widths::default()), 1..1);
    assert_eq!(code_bytes("ab", 7..7, Widths::default()), 2..2);
    assert_eq!(code_bytes("", 0..9, Widths::default()), 0..0);
    let line = "\ta中\u{9b}\u{200b}e\u{301}👩‍💻\t!";
    for start in 0..20 {
        for end in start..20 {
            let bytes = code_bytes(line, start..end, Widths::default());
            assert!(line.get(bytes.clone()).is_some(), "{start}..{end}: {bytes:?}");
        }
    }
}

/// What is copied of every code block when all cells of all its lines are taken: the number of the block and the code. Copied
/// as [`Joint`] says: parts of a line by their cells, the last one with what is not shown behind it.
pub fn copied(document: &Document, spec: &Spec) -> Vec<(usize, String)> {
    let layout = lay_out(document, spec);
    let mut found: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    for (index, line) in layout.lines.iter().enumerate() {
        let BlockKind::Code { text, .. } = &document.blocks[line.block].kind else { continue };
        let Joint::Code { line: number, cell } = line.joint else { continue };
        let raw = lines(text).nth(number).unwrap();
        let next = layout.lines.get(index + 1).filter(|next| next.block == line.block);
        let goes_on = next.is_some_and(|next| matches!(next.joint, Joint::Code { line, .. } if line == number));
        let cells = line.runs.iter().filter(|run| run.role.is_code()).map(|run| run.cells).sum::<usize>();
        let bytes = code_bytes(raw, cell..if goes_on { cell + cells } else { usize::MAX }, spec.widths);
        if found.last().is_none_or(|(block, _)| *block != line.block) {
            found.push((line.block, Vec::new()));
        }
        let copy = &mut found.last_mut().unwrap().1;
        assert!(number <= copy.len(), "line {number} of {text:?} is lost");
        match copy.get_mut(number) {
            // A tab that a line end cuts belongs to both parts.
            Some(part) => {
                assert!(bytes.start <= part.end, "{:?} of {raw:?} is lost", part.end..bytes.start);
                part.end = bytes.end;
            }
            None => copy.push(bytes),
        }
    }
    let text_of = |(block, copy): (usize, Vec<Range<usize>>)| {
        let BlockKind::Code { text, .. } = &document.blocks[block].kind else { panic!("no code") };
        let lines: Vec<&str> = lines(text).zip(copy).map(|(line, bytes)| &line[bytes]).collect();
        (block, lines.join("\n"))
    };
    found.into_iter().map(text_of).collect()
}

#[track_caller]
fn copies(body: &str, expected: &str) {
    let document = document::parse(body);
    for code in [CodeLines::Pan, CodeLines::Wrap] {
        for measure in (1..=20).chain([80]) {
            let spec = Spec { typography: Typography { code, ..Typography::default() }, ..Spec::new(measure) };
            let found: String = copied(&document, &spec).into_iter().map(|(_, copy)| copy).collect();
            assert_eq!(found, expected, "{code:?} at {measure}");
        }
    }
}

#[test]
fn the_runs_of_a_block_copy_to_its_code() {
    copies("```go\nfunc main() {\n\tx := \"中文\"\n\n}\n```\n", "func main() {\n\tx := \"中文\"\n\n}");
    copies(
        "- 项\n\n  ~~~~\n  a\u{200b}\n  一行很长很长很长很长的代码 with words\n  ~~~~\n",
        "a\u{200b}\n一行很长很长很长很长的代码 with words",
    );
    copies("```\n\ta\t\tb\u{9b}\u{9b}\t中\t\n\t\n```\n", "\ta\t\tb\u{9b}\u{9b}\t中\t\n\t");
    copies("正文\n\n    indented\n    code\n", "indented\ncode");
}

/// Made-up tokens for every line of every code block: some of the bytes, at any place.
fn coloured(document: &Document, spec: &Spec) -> Layout {
    let mut prepared = prepare(document, spec);
    for (number, block) in document.blocks.iter().enumerate() {
        let BlockKind::Code { text, .. } = &block.kind else { continue };
        let of_line = |line: &str| {
            let ends: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let stretch = |(at, two): (usize, &[usize])| (two[0]..two[1], Token::ALL[at % Token::ALL.len()]);
            ends.windows(2).enumerate().filter(|(at, _)| at % 5 != 2).map(stretch).collect()
        };
        let tokens: Tokens = lines(text).map(of_line).collect();
        prepared.colour(number, Arc::new(tokens));
    }
    set(document, &prepared, spec)
}

/// A line with its runs of code as one, as it is without colours.
fn bleached(line: &Line) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    for run in &line.runs {
        match runs.last_mut().filter(|last| last.role.is_code() && run.role.is_code()) {
            Some(last) => {
                assert_eq!(last.span.end, run.span.start, "{line:?}");
                last.text = yundu::text::SafeStr::clean(&format!("{}{}", last.text, run.text));
                last.cells += run.cells;
                last.span.end = run.span.end;
            }
            None => {
                let role = if run.role.is_code() { Role::CodeBlock } else { run.role };
                runs.push(Run { role, ..run.clone() });
            }
        }
    }
    Line { runs, ..line.clone() }
}

#[test]
fn colours_change_what_runs_are_and_nothing_else() {
    let odd = "```\n\t中\tb\u{200b}c\u{1b}[1m e\u{301}👩\u{200d}💻👍🏽 \u{9b}\n\n\tx\n```\n\n> - ```go\n>   a := \"一二三四五六七八九十\" // 长\n>   ```\n";
    let mut coloured_runs = 0;
    for body in bodies().iter().map(String::as_str).chain([odd]) {
        let document = document::parse(body);
        for code in [CodeLines::Pan, CodeLines::Wrap] {
            for measure in [1, 7, 20, 80] {
                let spec = Spec { typography: Typography { code, ..Typography::default() }, ..Spec::new(measure) };
                let (plain, coloured) = (lay_out(&document, &spec), coloured(&document, &spec));
                let bleached: Vec<Line> = coloured.lines.iter().map(bleached).collect();
                assert_eq!(bleached, plain.lines, "{code:?} at {measure}: {body:?}");
                let runs = coloured.lines.iter().flat_map(|line| &line.runs);
                for run in runs {
                    assert_eq!(run.cells, spec.widths.of(&run.text), "{run:?}");
                    coloured_runs += usize::from(matches!(run.role, Role::CodeToken(_)));
                }
            }
        }
    }
    assert!(coloured_runs > 1000, "only {coloured_runs}");
}

#[test]
fn tokens_of_another_text_do_no_harm() {
    let document = document::parse("```go\n中文\n```\n");
    let spec = Spec::new(40);
    let mut prepared = prepare(&document, &spec);
    prepared.colour(0, Arc::new(vec![vec![(1..2, Token::Key), (2..999, Token::String)], vec![(0..1, Token::Type)]]));
    prepared.colour(7, Arc::new(Tokens::new()));
    let lines = set(&document, &prepared, &spec).lines;
    let runs: Vec<_> = lines[1].runs.iter().map(|run| (run.role, run.text.as_str())).collect();
    let expected = [(Role::Text, "  "), (Role::CodeBlock, "中"), (Role::CodeToken(Token::String), "文")];
    assert_eq!(runs, expected);
}
