//! Stories and their sources, in every shape that digests write them.

use super::draw::draw;
use yundu::document::parse;

/// The stories of a body: `heading block-range [source, …]` for each.
fn stories(body: &str) -> Vec<String> {
    let document = parse(body);
    let sources = |ids: &[usize]| {
        let links = ids.iter().map(|&id| document.links[id].written.replace("https://", ""));
        links.collect::<Vec<_>>().join(" ")
    };
    let stories = document.stories.iter().map(|story| {
        assert_eq!(story.heading, story.blocks.start);
        format!("{:?} {}", story.blocks, sources(&story.sources))
    });
    stories.collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(stories(body), expected, "{body}\n{}", draw(&parse(body)));
}

#[test]
fn stories_of_a_news_section() {
    check(
        "# 题\n\n引言\n\n## 主要新闻\n\n### 甲\n\n文。\n\n**Source:** [t](https://a.example/)\n\n### 乙\n文。\n\n## 分析\n\n### 不是\n",
        &["3..6 a.example/", "6..8 "],
    );
    check(
        "## 主要新闻 (Main News)\n### 甲\n#### 细节\n文\n**Source:** <https://a.example/>\n### 乙\n",
        &["1..5 a.example/", "5..6 "],
    );
    check("## 一、主要新闻\n### 甲\n文\n", &["1..3 "]);
    check("## 📰 Main News\n### A\ntext\n", &["1..3 "]);
    check(
        "## 新闻\n### [甲](https://a.example/)\n文\n### 乙\n文\n\n<https://b.example/>\n",
        &["1..3 a.example/", "3..6 b.example/"],
    );
    check("## News\n\nNothing below.\n\n## Other\n", &[]);
    check("## 主要新闻\n\n文\n\n来源：https://a.example/b。\n\n## 结论\n", &["0..3 a.example/b"]);
}

#[test]
fn source_lines_in_every_shape() {
    for line in [
        "**Source:** [t](https://a.example/)",
        "**Source**: [t](https://a.example/)",
        "**Source** ：[t](https://a.example/)",
        "Source: [t](https://a.example/)",
        "source: https://a.example/",
        "来源：[t](https://a.example/)",
        "原文：https://a.example/",
        "原文链接： <https://a.example/>",
        "参考：[t | u \\[v\\]](https://a.example/)",
        "*来源*：[t](https://a.example/)",
        "📎 Sources: [t][1]\n\n[1]: https://a.example/",
    ] {
        let heads = "## 主要新闻\n### 甲\n文。\n";
        check(&format!("{heads}\n{line}\n"), &["1..4 a.example/"]);
        check(&format!("{heads}{line}\n"), &["1..4 a.example/"]);
        check(&format!("## 甲\n文。\n\n{line}\n\n## 乙\n"), &["0..3 a.example/"]);
    }
}

#[test]
fn several_sources() {
    let head = "### 甲\n\n文。\n\n";
    check(
        &format!("{head}**Source:** [a](https://a.example/) 和 [b](https://b.example/)\n"),
        &["0..3 a.example/ b.example/"],
    );
    check(
        &format!("{head}**Source:** [a](https://a.example/)\n**Source:** [b](https://b.example/)\n"),
        &["0..3 a.example/ b.example/"],
    );
    check(
        &format!("{head}**Source:** [a](https://a.example/)\n\n**Source:** [b](https://b.example/)\n"),
        &["0..4 a.example/ b.example/"],
    );
    check(
        &format!("{head}**Sources:**\n- [a](https://a.example/)\n- [b](https://b.example/)\n"),
        &["0..5 a.example/ b.example/"],
    );
    check(&format!("{head}- **Source:** [a](https://a.example/)\n"), &["0..3 a.example/"]);
    check(
        &format!("{head}**Source:** [a](https://a.example/)\n[b](https://b.example/)\n"),
        &["0..3 a.example/ b.example/"],
    );
}

#[test]
fn posts_of_other_kinds_have_no_stories() {
    check("# 题\n\n**Source:** [a](https://a.example/)\n\n文\n", &[]);
    check("## 一\n\n详情请参考：[a](https://a.example/)\n\n- [b](https://b.example/)\n", &[]);
    check("## Links\n\n- [a](https://a.example/): words\n- [b](https://b.example/)\n", &[]);
}

#[test]
fn a_source_line_stands_in_a_paragraph_of_its_own() {
    let drawn = |body: &str| draw(&parse(body));
    assert_eq!(
        drawn("### 甲\n文。\n**Source:** [a](https://a.example/)\n**Source:** [b](https://b.example/)\n"),
        "### 甲 #甲\n文。\n+‹Source:›+ (a → https://a.example/)↵+‹Source:›+ (b → https://b.example/)\n",
    );
    assert_eq!(drawn("文。**来源：**[a](https://a.example/)"), "文。\n+‹来源：›+(a → https://a.example/)\n",);
    assert_eq!(drawn("说明来源：见[a](https://a.example/)"), "说明来源：见(a → https://a.example/)\n");
    let body = "  来源 ：https://a.example/";
    let document = parse(body);
    let yundu::document::BlockKind::Paragraph(inlines) = &document.blocks[0].kind else { panic!() };
    assert_eq!(&body[inlines[0].span.clone()], "来源 ：");
    assert_eq!(&body[inlines[1].span.clone()], "https://a.example/");
}
