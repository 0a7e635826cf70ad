//! Every kind of block as a reader sees it: the handbook of the built-in posts, from its first line to its last, at the four
//! arrangements of panes; and its table and code on the whole screen.

use super::stage::Stage;
use yundu::app::Settings;
use yundu::document::{self, BlockKind, FrameKind, InlineKind};
use yundu::strings::Lang;

const HANDBOOK: &str = include_str!("../../../posts/2026-10-16-upgrade-night-handbook.md");

#[test]
fn shots_of_every_kind_of_block() {
    let shots = [
        ("blocks-40", 40, 330, "enter"),
        ("blocks-80", 80, 210, "enter"),
        ("blocks-120", 120, 210, "enter"),
        ("blocks-200", 200, 200, "enter"),
        ("block-table-80", 80, 24, "enter tab tab tab tab tab enter l"),
        ("block-code-44", 44, 20, "enter ] ] / u n h e a l t h y enter esc enter l l"),
    ];
    insta::with_settings!({
        snapshot_path => "../../data/screens",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, columns, rows, keys) in shots {
            let settings = Settings { lang: Lang::Zh, ..Settings::default() };
            let mut stage = Stage::new(settings, &[("2026-10-16-handbook.md", HANDBOOK)], columns, rows);
            stage.keys(keys).colour();
            insta::assert_snapshot!(name, stage.shot());
        }
    });
}

#[test]
fn the_handbook_has_every_kind_of_block() {
    let document = document::parse(HANDBOOK);
    let has = |kind: fn(&BlockKind) -> bool| document.blocks.iter().any(|block| kind(&block.kind));
    assert!(has(|kind| matches!(kind, BlockKind::Heading { level: 1, .. })));
    assert!(has(|kind| matches!(kind, BlockKind::Heading { level: 3, .. })));
    assert!(has(|kind| matches!(kind, BlockKind::Summary(_))));
    assert!(has(|kind| matches!(kind, BlockKind::Code { language, .. } if language == "yaml")));
    assert!(has(|kind| matches!(kind, BlockKind::Code { language, .. } if language.is_empty())));
    assert!(has(|kind| matches!(kind, BlockKind::Table(_))));
    assert!(has(|kind| matches!(kind, BlockKind::Rule)));
    let frames: Vec<String> = document.frames.iter().map(|frame| name(&frame.kind)).collect();
    for wanted in
        ["quote", "alert Note", "alert Tip", "alert Important", "alert Warning", "alert Caution", "note", "details"]
            .into_iter()
            .chain(["bullet", "number", "task true", "task false"])
    {
        assert!(frames.iter().any(|frame| frame == wanted), "{wanted} is not among {frames:?}");
    }
    let inlines: Vec<&InlineKind> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => Some(inlines),
            _ => None,
        })
        .flatten()
        .map(|inline| &inline.kind)
        .collect();
    let has = |kind: fn(&InlineKind) -> bool| inlines.iter().any(|inline| kind(inline));
    assert!(has(|kind| matches!(kind, InlineKind::Key(_))));
    assert!(has(|kind| matches!(kind, InlineKind::Image(_))));
    assert!(has(|kind| matches!(kind, InlineKind::NoteRef(_))));
    assert!(has(|kind| matches!(kind, InlineKind::Code(_))));
    assert!(has(|kind| matches!(kind, InlineKind::Label(_))));
}

fn name(kind: &FrameKind) -> String {
    use yundu::document::Marker;
    match kind {
        FrameKind::Quote => "quote".into(),
        FrameKind::Alert(kind) => format!("alert {kind:?}"),
        FrameKind::Item { marker: Marker::Bullet, .. } => "bullet".into(),
        FrameKind::Item { marker: Marker::Number(_), .. } => "number".into(),
        FrameKind::Item { marker: Marker::Task(done), .. } => format!("task {done}"),
        FrameKind::Note { .. } => "note".into(),
        FrameKind::Details { .. } => "details".into(),
        FrameKind::TooDeep => "too deep".into(),
    }
}
