//! Tables fit at every measure and lose nothing, on the page and on a screen of their own.

use super::corpus::posts;
use super::invariants::{check_document, i2_table};
use std::path::Path;
use yundu::document::{self, BlockKind, Document};
use yundu::layout::{self, Line, Spec};
use yundu::text::SafeStr;

/// The measures that tables are judged at.
const MEASURES: [usize; 3] = [30, 60, 100];

/// The tables of a body, as a document without anything else.
fn tables(body: &str) -> Document {
    let mut document = document::parse(body);
    document.blocks.retain(|block| matches!(block.kind, BlockKind::Table(_)));
    document.blocks.iter_mut().for_each(|block| block.frame = None);
    document.stories.clear();
    document
}

/// Holds the tables of a body against the invariants (I1: no line is too wide, I2: each cell is shown whole and in order), and
/// gives their number.
fn judge(body: &str) -> usize {
    let document = tables(body);
    for measure in MEASURES {
        check_document(body, &document, &Spec::new(measure));
    }
    for block in 0..document.blocks.len() {
        compare(&document, block, &layout::alone(&document, block, None, &Spec::new(60)).lines);
    }
    document.blocks.len()
}

fn compare(document: &Document, block: usize, lines: &[Line]) {
    let BlockKind::Table(table) = &document.blocks[block].kind else { panic!("no table") };
    i2_table(table, lines, &Spec::new(60));
}

fn judge_all(folder: &Path) -> usize {
    posts(folder).iter().map(|path| judge(&String::from_utf8_lossy(&std::fs::read(path).unwrap()))).sum()
}

#[test]
fn our_own_tables_fit_and_lose_nothing() {
    let count = judge_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("posts"));
    assert!(count >= 5, "only {count} tables: were they found?");
}

#[test]
fn every_table_of_a_library_fits_and_loses_nothing() {
    match std::env::var_os("YUNDU_CORPUS") {
        Some(folder) => println!("tables that fit at {MEASURES:?}: {}", judge_all(Path::new(&folder))),
        None => println!("YUNDU_CORPUS is not set: no tables to set"),
    }
}

#[test]
#[should_panic(expected = "I2 table")]
fn a_table_that_loses_something_is_seen() {
    let document = tables("| a | b |\n| - | - |\n| 一二三 | 四 |\n");
    let mut lines = layout::lay_out(&document, &Spec::new(30)).lines;
    compare(&document, 0, &lines);
    for run in lines.iter_mut().flat_map(|line| &mut line.runs).filter(|run| run.text.contains('二')) {
        run.text = SafeStr::clean("一三");
    }
    compare(&document, 0, &lines);
}
