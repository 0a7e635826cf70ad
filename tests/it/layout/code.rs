//! Lines of code: what is copied is what was written, whatever is shown of it.

use yundu::document;
use yundu::layout::{CodeLines, Spec, Typography, code_bytes, code_source, lay_out};
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
    assert_eq!(code_bytes("ab", 1..1, Widths::default()), 2..2);
    assert_eq!(code_bytes("", 0..9, Widths::default()), 0..0);
    let line = "\ta中\u{9b}\u{200b}e\u{301}👩‍💻\t!";
    for start in 0..20 {
        for end in start..20 {
            let bytes = code_bytes(line, start..end, Widths::default());
            assert!(line.get(bytes.clone()).is_some(), "{start}..{end}: {bytes:?}");
        }
    }
}

/// Every run of a block's lines, copied from its first cell to its last, gives the code back line by line.
#[track_caller]
fn copies(body: &str, expected: &str) {
    let document = document::parse(body);
    for code in [CodeLines::Pan, CodeLines::Wrap] {
        for measure in [5, 20, 80] {
            let spec = Spec { typography: Typography { code, ..Typography::default() }, ..Spec::new(measure) };
            let layout = lay_out(&document, &spec);
            let mut found = String::new();
            let mut end = 0;
            for line in &layout.lines {
                let block = &document.blocks[line.block];
                for run in line.runs.iter().filter(|run| run.role.is_code()) {
                    let bytes = code_source(block, run, 0..run.cells, spec.widths).unwrap();
                    let yundu::document::BlockKind::Code { text, .. } = &block.kind else { panic!("{block:?}") };
                    // Line ends are no cells.
                    found += &text[end..bytes.start];
                    found += &text[bytes.clone()];
                    assert!(text[end..bytes.start].chars().all(|c| c == '\n'), "{end} {bytes:?}");
                    end = bytes.end;
                }
            }
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
    copies("正文\n\n    indented\n    code\n", "indented\ncode");
}
