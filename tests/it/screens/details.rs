//! What folds and what stands at the foot of the screen: shots at three widths, and signs that no terminal draws wide.

use super::stage::Stage;
use yundu::app::Settings;
use yundu::strings::Lang;
use yundu::text::{Ambiguous, Widths};

const POST: &str = "---\ntitle: 折叠与脚注\ndate: 2026-02-08\n---\n\
发布说明里有两处要看[^upgrade]，另有一处见末尾[^2]。\n\n\
<details>\n<summary>升级前要做的事，一共三件，写得比较长</summary>\n\n\
1. 备份 etcd\n2. 读完 **弃用** 列表\n\n<details><summary>第三件</summary>\n\n~~~sh\nkubectl get nodes\n~~~\n\n</details>\n\n</details>\n\n\
<details><summary>回退的办法</summary>\n\n没有办法。\n\n</details>\n\n\
> [!WARNING] 当心 `v1` 接口\n> 下一版不再有它。\n\n\
- [x] 读过\n- [ ]试过\n\n\
一段。\n\n二段。\n\n三段。\n\n四段。\n\n五段。\n\n六段。\n\n七段。\n\n\
[^upgrade]: 升级手册，见 [文档](https://example.org/docs)。\n\n    先读它的第二章，再读第三章，然后把两章里说的命令都试一遍。\n\n    - 最后一条\n\n\
[^2]: 末尾的注。\n";

fn stage(widths: Widths, columns: u16, rows: u16) -> Stage {
    let settings = Settings { lang: Lang::Zh, widths, ..Settings::default() };
    let mut stage = Stage::new(settings, &[("2026-02-08-fold.md", POST)], columns, rows);
    stage.keys("enter");
    stage
}

#[test]
fn shots_of_details_and_notes() {
    let shots = [
        ("folded-40", 40, 24, "tab tab tab"),
        ("unfolded-80", 80, 30, "tab tab tab enter tab enter"),
        ("note-40", 40, 24, "tab"),
        ("note-120", 120, 20, "tab"),
    ];
    insta::with_settings!({
        snapshot_path => "../../data/screens",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, columns, rows, keys) in shots {
            insta::assert_snapshot!(name, stage(Widths::default(), columns, rows).keys(keys).shot());
        }
    });
}

/// [`Stage::surface`] looks at every cell: nothing is cut in two, and nothing of ours is wider than we think.
#[test]
fn no_fold_and_no_note_cuts_a_cluster_in_two() {
    for widths in [Widths::default(), Widths::default().with_ambiguous(Ambiguous::Wide)] {
        for columns in (20..=130).step_by(7) {
            for keys in ["tab", "tab enter", "tab tab tab", "tab tab tab enter", "/ 命"] {
                let mut stage = stage(widths, columns, 12);
                stage.keys(keys).surface();
            }
        }
    }
}
