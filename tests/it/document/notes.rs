//! Footnotes: the ways between references and notes.

use yundu::document::{FrameKind, Target, parse};

/// The links of a body in order: `^label` to a note, `^^label` back, else the target as written.
fn links(body: &str) -> Vec<String> {
    let document = parse(body);
    let say = |target: &Target, written: &str| match target {
        Target::Note(label) => format!("^{label}"),
        Target::NoteRef(label) => format!("^^{label}"),
        Target::Web(_) | Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) => written.to_owned(),
    };
    document.links.iter().map(|link| say(&link.target, &link.written)).collect()
}

#[test]
fn references_and_labels_are_links_behind_all_others() {
    assert_eq!(
        links("一[^a]二[三](x)[^b]四[^a]\n\n[^b]: 乙\n[^a]: 甲[链](y)"),
        ["x", "y", "^a", "^b", "^a", "^^b", "^^a"]
    );
    assert_eq!(links("[^A]\n\n[^a]: 甲"), ["^A", "^^a"]);
    assert_eq!(links("没有[^x]\n\n[^y]: 没人引用"), [""; 0]);
    assert_eq!(links("| a[^1] |\n|-|\n| b |\n\n# 题[^1]\n\n[^1]: 注"), ["^1", "^1", "^^1"]);
}

#[test]
fn a_note_knows_its_blocks_and_its_way_back() {
    let document = parse("一[^n]\n\n[^n]: 甲\n\n    - 乙\n\n    ```\n    x\n    ```\n\n末");
    let frame = document.note("N").unwrap();
    assert_eq!(document.blocks_in(frame), 1..4);
    let FrameKind::Note { back, .. } = document.frames[frame].kind else { panic!() };
    assert_eq!(document.links[back.unwrap()].target, Target::NoteRef("n".into()));
    assert_eq!(document.note_ref("n"), Some(0));
    assert_eq!((document.note("m"), document.note_ref("m")), (None, None));
    assert_eq!(document.blocks[document.blocks_in(frame).start].span.start, document.links[back.unwrap()].span.start);
}

#[test]
fn a_story_does_not_take_a_note_for_its_source() {
    let body = "## 新闻\n\n### 甲\n\n文[^1]\n\n**Source:** [a](https://a.test/)[^1]\n\n### 乙\n\n[^1]\n\n[^1]: 注\n";
    let document = parse(body);
    let sources: Vec<usize> = document.stories.iter().map(|story| story.sources.len()).collect();
    assert_eq!(sources, [1, 0]);
}
