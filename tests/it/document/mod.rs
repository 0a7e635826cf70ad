//! Markdown to documents.

mod body;
mod anchors;
mod corpus;
mod depth;
mod details;
mod draw;
mod emphasis;
mod growth;
mod inner;
mod link;
mod marks;
mod notes;
mod shortcodes;
mod spans;
mod stories;
mod total;

use yundu::document::{BlockKind, parse};

#[test]
fn a_small_digest_becomes_blocks_and_links() {
    let document =
        parse("# 题\n\n一**二**[三](https://a.example/b)\n\n- 甲\n- 乙\n\n```go\nx\n```\n\n|a|b|\n|-|-|\n|1|2|\n");
    assert_eq!(document.links.len(), 1);
    assert!(matches!(document.blocks[0].kind, BlockKind::Heading { level: 1, .. }));
    assert!(matches!(&document.blocks[4].kind, BlockKind::Code { language, text } if language == "go" && text == "x"));
    assert!(
        matches!(&document.blocks[5].kind, BlockKind::Table(table) if table.rows.len() == 1 && table.header.len() == 2)
    );
}
