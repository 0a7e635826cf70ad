//! What Tab offers at the cursor.

use super::shelf::{index, post};
use yundu::query::complete;

/// Checks what is offered at the `¦` of a query: the piece that is replaced, and the choices.
#[track_caller]
fn check(marked: &str, expected: Option<(&str, &str)>) {
    let mut volumes = vec![
        post("a", &["security", "kubernetes", "安全"], "周砚"),
        post("b", &["security", "Supply Chain", "供应链安全"], "Lin Yu"),
        post("c", &["security", "say \"hi\"", "安全"], "甲"),
    ];
    volumes[0].post.date = Some(jiff::civil::date(2026, 2, 6));
    volumes[1].post.date = Some(jiff::civil::date(2026, 1, 6));
    volumes[0].body = "## 新闻\n\nSource: [x](https://kubernetes.io/a)\n".to_owned();
    let cursor = marked.find('¦').unwrap();
    let text = marked.replace('¦', "");
    let found = complete(&text, cursor, &index(&volumes));
    let found = found.map(|it| (text[it.replace].to_owned(), it.choices.join(" · ")));
    assert_eq!(found, expected.map(|(piece, choices)| (piece.to_owned(), choices.to_owned())), "{marked}");
}

#[test]
fn names_and_values_go_on() {
    check("t¦", Some(("t", "tag: · title:")));
    check("tag:a -(TI¦", Some(("TI", "title:")));
    check("标¦", Some(("标", "标签: · 标题:")));
    check("－is¦ tag:a", Some(("is", "is:")));
    check("重启¦", None);
    check("\"ta¦", None);
    check("zzz¦", None);
    check("tag:¦", Some(("", "security · 安全 · \"Supply Chain\" · kubernetes · \"say \\\"hi\\\"\" · 供应链安全")));
    check("tag:s¦", Some(("s", "security · \"Supply Chain\" · \"say \\\"hi\\\"\" · kubernetes")));
    check("标签：Sup¦", Some(("Sup", "\"Supply Chain\"")));
    check("tag:\"supply c¦\" b", Some(("\"supply c\"", "\"Supply Chain\"")));
    check("tag:chain¦", Some(("chain", "\"Supply Chain\"")));
    check("tag:aq¦", Some(("aq", "安全 · 供应链安全")));
    check("tag:链¦", Some(("链", "供应链安全")));
    check("author:zhou¦", Some(("zhou", "周砚")));
    check("source:¦", Some(("", "kubernetes.io")));
    check("(is:¦", Some(("", "unread · read · starred")));
    check("is:s¦", Some(("s", "starred")));
    check("is:未¦", Some(("未", "未读")));
    check("has:t¦", Some(("t", "table")));
    check("lang:¦", Some(("", "zh · en · ja · ko")));
    check("date:2026¦", Some(("2026", "2026-02 · 2026-01")));
    check("date:2026-01..2¦", Some(("2026-01..2", "2026-01..2026-02 · 2026-01..2026-01")));
    check("since:t¦", Some(("t", "today")));
    check("since:昨¦", Some(("昨", "昨天")));
    check("title:a¦", None);
    check(
        "¦",
        Some((
            "",
            "tag: · category: · author: · source: · title: · lang: · is: · has: · date: · since: · until: · after: · before:",
        )),
    );
    check("tag:\"a b\" c¦", Some(("c", "category:")));
}
