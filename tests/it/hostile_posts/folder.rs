//! All hostile posts in one folder: one bad file costs no other its place in the list; and any bytes at all.

use super::case::{Case, Class, FRONT, around};
use super::reader::Reader;
use super::{encodings, escapes, heads, links, unicode};
use proptest::prelude::*;
use yundu::app::Command;

/// Names that a file may have on Unix.
const NAMES: &[&str] = &[
    "a\x1b[31m\x1b]0;t\x07.md",
    "b\nc\td.md",
    "e\u{202e}dm.exe.md",
    "\u{200b}\u{3164}.md",
    "--help.md",
    "-rf.md",
    "$(id);`id`.md",
    "f\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}.md",
    "ｇ 空 格.md",
    "\u{9b}31m.md",
];

#[test]
fn every_post_keeps_its_row() {
    let cases: Vec<Case> =
        [escapes::kinds(), heads::cases(), unicode::cases(), links::cases(), encodings::cases()].concat();
    let folder = tempfile::tempdir().unwrap();
    for case in &cases {
        std::fs::write(folder.path().join(format!("{}.md", case.name)), &case.bytes).unwrap();
    }
    for name in NAMES {
        std::fs::write(folder.path().join(name), format!("{FRONT}{}", around("name", "文"))).unwrap();
    }
    let mut reader = Reader::new(&folder, "folder", (100, 30));
    assert_eq!(reader.posts().len(), cases.len() + NAMES.len());
    for _ in 0..reader.posts().len() {
        reader.run(Command::Down);
    }
    let broken = |class| cases.iter().filter(|case| case.class == class).count();
    let rows = reader.posts().iter().filter(|post| post.broken.is_some()).count();
    assert!((broken(Class::Broken)..=broken(Class::Broken) + broken(Class::WarnOrBroken)).contains(&rows), "{rows}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Markdown's own characters, controls, Han and stray bytes in any order.
    #[test]
    fn any_bytes_are_read(parts in prop::collection::vec(part(), 0..120), front in any::<bool>()) {
        let mut bytes = if front { FRONT.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(parts.concat());
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("post.md"), &bytes).unwrap();
        let mut reader = Reader::new(&folder, "any", (46, 12));
        reader.page_through(true);
        reader.run(Command::Outline);
        reader.run(Command::Facets);
    }
}

fn part() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "\n",
        "\n\n",
        "\r",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "### ",
        "---\n",
        "+++\n",
        "```",
        "~~~",
        "`",
        "**",
        "*",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<b>",
        "<details>",
        "<pre>",
        "|",
        "|-|-|\n",
        "\\",
        "&#27;",
        "&amp;",
        "[^1]",
        "[^1]: ",
        "[x] ",
        "> [!NOTE]\n",
        "https://example.test/",
        "{% a %}",
        "{{ b }}",
        "云",
        "原生，",
        "（",
        "——",
        "a",
        "kubernetes ",
        "1.35",
        "\x1b[31m",
        "\u{9b}",
        "\u{202e}",
        "\u{200b}",
        "\u{200d}",
        "\u{301}",
        "👩",
        "\u{fe0f}",
        "title: ",
        "tags: [",
        "]",
        "\0",
    ];
    let piece = prop::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec());
    prop_oneof![12 => piece, 1 => any::<[u8; 3]>().prop_map(|bytes| bytes.to_vec())]
}
