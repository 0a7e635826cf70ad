//! What is copied is what the author wrote: of any text at any measure, of our posts, of a library, and of the block at hand.

use super::selection::{page, spec, wrapped};
use crate::layout::mixes::mix;
use crate::screens::reader;
use crate::screens::stage::Stage;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use yundu::app::page::Page;
use yundu::app::{Settings, extract};
use yundu::document::{BlockKind, Inline, InlineKind};
use yundu::layout::Spec;
use yundu::strings::Lang;
use yundu::text::SafeStr;
use yundu::text::safe::clean_lines;

/// Wide enough for any text of the tests on one line.
const HUGE: usize = 10_000;

/// The text of each block when all of it is selected.
fn blocks(page: &Page) -> Vec<String> {
    let whole = |block| {
        let lines = page.lines.iter().enumerate().filter(|(_, line)| line.block == block);
        let parts: Vec<_> = lines.map(|(line, _)| extract::Part { line, cells: 0..usize::MAX }).collect();
        extract::text(page, &parts)
    };
    (0..page.document.blocks.len()).map(whole).collect()
}

/// What the inlines of a running text say, without the blanks, of which some stand for nothing between two Han.
fn said(inlines: &[Inline]) -> String {
    let text = inlines.iter().map(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Label(text) => {
            text.clone()
        }
        InlineKind::Image(text) | InlineKind::Foreign(text) => text.clone(),
        InlineKind::SoftBreak | InlineKind::HardBreak => " ".to_owned(),
        InlineKind::NoteRef(label) => format!("[{label}]"),
    });
    let text: String = text.collect();
    SafeStr::clean(&text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The same with its blanks: a line end of the source is nothing between two wide signs, else a blank (TYPOGRAPHY A8). For
/// texts without odd blanks.
fn resolved(inlines: &[Inline]) -> String {
    let text = inlines.iter().map(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Key(text) | InlineKind::Label(text) => {
            text.clone()
        }
        InlineKind::Image(text) | InlineKind::Foreign(text) => text.clone(),
        InlineKind::SoftBreak => "\u{1}".to_owned(),
        InlineKind::HardBreak => "\u{2}".to_owned(),
        InlineKind::NoteRef(label) => format!("[{label}]"),
    });
    let text: Vec<char> = text.collect::<String>().trim().chars().collect();
    let wide = |at: usize| {
        let sign = text.get(at).map(|c| c.to_string()).unwrap_or_default();
        yundu::text::Widths::default().of(&sign) == 2 && !sign.starts_with(yundu::text::class::is_hangul)
    };
    let is = |at: usize, signs: &str| text.get(at).is_some_and(|&c| signs.contains(c));
    let mut out = String::new();
    for (at, c) in text.iter().enumerate() {
        match c {
            '\u{1}' => {
                let (a, b) = (at - 1, at + 1);
                let joined = wide(a) && (wide(b) || is(b, "“‘—…")) || wide(b) && is(a, "”’—…");
                out.push_str(if joined { "" } else { " " });
            }
            '\u{2}' => out.push('\n'),
            &c => out.push(c),
        }
    }
    out
}

#[test]
fn our_posts_are_copied_as_they_were_written() {
    let mut count = 0;
    for path in posts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("posts")) {
        let page = page(&fs::read_to_string(&path).unwrap(), &spec(40));
        for (block, found) in page.document.blocks.iter().zip(blocks(&page)) {
            if let BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } = &block.kind {
                assert_eq!(found, resolved(inlines), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

/// Whatever the measure, the same is copied, and it is what the document says.
fn same_at(body: &str, measures: impl IntoIterator<Item = usize>, specs: [fn(usize) -> Spec; 2]) {
    let wide = page(body, &spec(HUGE));
    let expected = blocks(&wide);
    for (block, text) in wide.document.blocks.iter().zip(&expected) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                assert_eq!(bare, said(inlines), "{body:?}");
            }
            BlockKind::Code { text: code, .. } => {
                let code = code.replace("\r\n", "\n");
                assert_eq!(text, code.strip_suffix('\n').unwrap_or(&code), "{body:?}");
            }
            BlockKind::Table(_) | BlockKind::Rule | BlockKind::Foreign(_) | BlockKind::Summary(_) => {}
        }
    }
    for measure in measures {
        for spec in specs {
            let narrow = page(body, &spec(measure));
            for (block, (found, expected)) in blocks(&narrow).iter().zip(&expected).enumerate() {
                assert_eq!(found, expected, "{measure}: {:?}", narrow.document.blocks[block]);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_is_copied_alike_at_any_measure(text in mix(), measure in 1_usize..=120) {
        same_at(&text, [measure, measure / 4 + 1], [spec, wrapped]);
    }
}

#[test]
fn our_posts_are_copied_alike_at_any_measure() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("posts");
    for path in posts(&folder) {
        same_at(&fs::read_to_string(path).unwrap(), [30, 60, 100], [spec, wrapped]);
    }
}

#[test]
fn a_whole_library_is_copied_alike_at_any_measure() {
    let Some(folder) = std::env::var_os("YUNDU_CORPUS") else {
        return println!("YUNDU_CORPUS is not set: no library to copy from");
    };
    let paths = posts(Path::new(&folder));
    for path in &paths {
        same_at(&String::from_utf8_lossy(&fs::read(path).unwrap()), [30, 60, 100], [spec, wrapped]);
    }
    println!("{} posts", paths.len());
}

/// The Markdown files of a folder and the folders in it.
fn posts(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md" || ending == "markdown") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

// ---- without a selection -------------------------------------------------------------------------------------------

#[test]
fn the_block_at_hand_is_copied() {
    let body = "# 题\n\n## 甲\n\n首段，\n两行。\n\n```go\nfunc main() {\n\treturn  \n}\n```\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n\n[链](https://a.example/)在此。\n";
    let mut stage = Stage::new(Settings::default(), &[("a.md", body)], 120, 24);
    stage.keys("enter y y tab y y tab y y tab y y");
    let expected = ["甲", "func main() {\n\treturn  \n}", "| 甲 | 乙 |\n|--|--|\n| 1 | 2 |", "链在此。"];
    assert_eq!(stage.asked, expected.map(|text| format!("copy {text}")));
    let mut stage = reader(Lang::Zh, 80, 24);
    stage.keys("enter ] y y");
    assert_eq!(stage.asked, ["copy 启动探针可以单独调试"]);
}

#[test]
fn what_cannot_be_seen_is_not_copied() {
    let body = "```\na\u{1b}[31mb\u{202e}c\td\n```\n";
    let mut stage = Stage::new(Settings::default(), &[("a.md", body)], 120, 24);
    stage.keys("enter y y");
    assert_eq!(stage.asked, ["copy a␛[31mbc\td"]);
    assert_eq!(clean_lines("a\tb\r\nc"), "a\tb\nc");
}
