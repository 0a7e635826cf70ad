//! What `<details>` and shortcodes hold: body in, blocks in their containers out.

use super::draw::draw;
use yundu::document::{Facts, FrameKind, parse};

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(draw(&parse(body)).trim_end(), expected, "{body}");
}

#[test]
fn markdown_lies_in_its_details() {
    check("<details>\n<summary>题</summary>\n\n- *a*\n\n</details>\n\n后", "▸ ‹‹题››\n▸ -0 *a*\n后");
    check("<details open=\"\"><summary>题</summary>\n\na\n</details>\n后", "▾ ‹‹题››\n▾ a\n后");
    check("前\n<details><summary>题</summary>文</details>\n", "前\n▸ ‹‹题››\n▸ 文");
    check(
        "<details><summary>一</summary>\n\na\n\n<details><summary>二</summary>\n\nb\n\n</details>\n\nc\n\n</details>\n\nd",
        "▸ ‹‹一››\n▸ a\n▸ ▸ ‹‹二››\n▸ ▸ b\n▸ c\nd",
    );
    check("> <details><summary>题</summary>\n>\n> a\n\n后", "> ▸ ‹‹题››\n> ▸ a\n后");
    check("- <details><summary>题</summary>\n\n  a\n\n  </details>\n- b", "-0~ ▸ ‹‹题››\n-0~ ▸ a\n-0~ b");
    check("<details><summary>题</summary>\n\n没有结束", "▸ ‹‹题››\n▸ 没有结束");
    check("</details>\n\n文\n\n</details>", "文");
    check("<script>\nx = '<details>';\n</script>\n\n文", "文");
}

#[test]
fn a_summary_comes_in_every_shape() {
    check("<details>\n\n文\n\n</details>", "▸ ‹‹››\n▸ 文");
    check("<details>\n\n> 文\n\n</details>", "▸ ‹‹››\n▸ > 文");
    check("<details><summary></summary>\n\n文\n</details>", "▸ ‹‹››\n▸ 文");
    check("<details>\n\n<summary>题</summary>\n\n文\n\n</details>", "▸ ‹‹题››\n▸ 文");
    check("<details><summary><h3>题</h3> <b>粗</b>\n行</summary>\n\n文\n</details>", "▸ ‹‹题 +粗+⏎行››\n▸ 文");
    check("<details>\n<summary>\n\n### 题 *斜*\n\n</summary>\n\n文\n\n</details>", "▸ ‹‹题 *斜*››\n▸ 文");
    check("<details>\n\n文\n\n<summary>晚了</summary>\n</details>", "▸ ‹‹››\n▸ 文\n▸ 晚了");
    check("<summary>无主</summary>", "无主");
    check("<details>\n</details>\n\n后", "后");
}

#[test]
fn an_end_inside_a_paragraph_or_an_item_counts() {
    check("<details><summary>题</summary>\n\n文</details>\n\n后", "▸ ‹‹题››\n▸ 文\n后");
    check("<details><summary>题</summary>\n\n- a\n\n  </details>\n\n后", "▸ ‹‹题››\n▸ -0~ a\n后");
    check("<details><summary>题</summary>\n\na <details>b</details> c\n\n</details>\n\n后", "▸ ‹‹题››\n▸ a b c\n后");
}

#[test]
fn shortcodes_hold_what_they_stand_around() {
    check("{{< details \"题\" >}}\n*a*\n{{< /details >}}\n后", "▸ ‹‹题››\n▸ *a*\n后");
    check("{{% details title=\"题\" open=true %}}\n\na\n\n{{% /details %}}", "▾ ‹‹题››\n▾ a");
    check("{% details 题 %}\na\n{% enddetails %}", "▸ ‹‹题››\n▸ a");
    check("{{< alert >}}\n警告 **b**\n{{< /alert >}}", "Note> 警告 +b+");
    check(
        "前\n{{% notice warning \"题\" %}}\na\n- b\n{{% /notice %}}\n后",
        "前\nWarning> +题+\nWarning> a\nWarning> -0 b\n后",
    );
    check("{{% alert title=\"题\" color=\"danger\" %}}\na\n{{% /alert %}}", "Caution> +题+\nCaution> a");
    check("{{<tip>}}\na\n{{</tip>}}", "Tip> a");
    check("{% note info %}\na\n{% endnote %}", "Note> a");
    check("- {{< note >}}\n  a\n  {{< /note >}}\n- b", "-0 Note> a\n-0 b");
    check(
        "{{< note >}}\na\n{{< details \"题\" >}}\nb\n{{< /details >}}\nc\n{{< /note >}}\nd",
        "Note> a\nNote> ▸ ‹‹题››\nNote> ▸ b\nNote> c\nd",
    );
    // What has no end, or stands inside a line, is shown as written.
    check("{{< note \"短\" >}}\na", "«{{< note \"短\" >}}»⏎a");
    check("一 {{< note >}} 二 {{< /note >}} 三", "一 «{{< note >}}» 二 «{{< /note >}}» 三");
    check("```\n{{< note >}}\na\n{{< /note >}}\n```", "``` \"{{< note >}}\\na\\n{{< /note >}}\"");
    check("{{< tabs >}}\na\n{{< /tabs >}}", "«{{< tabs >}}»⏎a⏎«{{< /tabs >}}»");
}

#[test]
fn alerts_as_other_programs_than_github_write_them() {
    check("> [!note]\n> a", "Note> a");
    check("> [!TIP] 题 *斜*\n> 文", "Tip> +题 +*+斜+*\nTip> 文");
    check("> [!danger]- 题", "Caution> +题+");
    check("> [!info]\n> 文", "Note> 文");
    check("> [!未知] 题", "> [!未知] 题");
    check("> 前\n> [!TIP] 题", "> 前⏎[!TIP] 题");
    check("> [!CAUTION]", "Caution>");
}

#[test]
fn a_box_glued_to_chinese_is_a_task() {
    check("- [ ]任务\n- [x]做了\n1. [X]也做了", "[ ]0 任务\n[x]0 做了\n[x]1 也做了");
    check("- [ ]task\n- [x](b) c\n- 文 [ ]任务", "-0 [ ]task\n-0 (x → b) c\n-0 文 [ ]任务");
    check("[ ]任务", "[ ]任务");
}

#[test]
fn stories_inside_details_are_stories() {
    let body = "## 主要新闻\n\n<details><summary>更多</summary>\n\n### 甲\n\n文\n\n**Source:** [a](https://a.test/)\n\n\
                ### 乙\n\n文\n\n</details>\n";
    let document = parse(body);
    assert_eq!(Facts::of(&document).stories, 2);
    assert_eq!(yundu::document::scan::estimate(body.as_bytes()).stories, 2);
    let quoted = parse("## 主要新闻\n\n### 甲\n\n> ### 乙\n");
    assert_eq!(quoted.stories.len(), 1);
}

#[test]
fn details_beyond_number_are_parsed() {
    let open = "<details><summary>a</summary>\n\n";
    for body in [
        open.repeat(20_000),
        "<details>\n\n".repeat(20_000),
        format!("{}{}", open.repeat(5000), "</details>\n\n".repeat(9000)),
    ] {
        let document = parse(&body);
        let folded = document.frames.iter().filter(|frame| matches!(frame.kind, FrameKind::Details { .. })).count();
        assert_eq!(folded, yundu::document::MAX_DEPTH);
    }
}
