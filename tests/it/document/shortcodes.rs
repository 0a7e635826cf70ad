//! Marks of site generators that mean something to a reader: body in, blocks out.

use super::draw::draw;
use yundu::document::{BlockKind, InlineKind, parse};

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(draw(&parse(body)).trim_end(), expected, "{body}");
}

#[test]
fn pictures() {
    check("{{< figure src=\"a.png\" alt=\"图\" >}}", "(!图 → a.png)");
    check("{{< figure src=\"a.png\" caption=\"说明\" >}}", "(!说明 → a.png)");
    check("{{< figure src=\"a.png\" alt=\"图\" caption=\"说明\" >}}", "(!图 → a.png)↵说明");
    check(
        "{{< figure src=\"a.png\" alt=\"图\" caption=\"说明\" link=\"https://b.test/\" >}}",
        "(!图 → https://b.test/)↵(说明 → https://b.test/)",
    );
    check("{{< img src=\"a.png\" >}} {{< image \"b.png\" >}}", "(! → a.png) (! → b.png)");
    check("{% asset_img a.png %}", "(! → a.png)");
    check("{{< figure >}}", "«{{< figure >}}»");
}

#[test]
fn pages_of_other_sites() {
    check("{{< youtube abc >}}", "(YouTube: abc → https://www.youtube.com/watch?v=abc)");
    check("{{< youtube id=\"abc\" title=\"演讲\" >}}", "(演讲 → https://www.youtube.com/watch?v=abc)");
    check("{% youtube https://youtu.be/abc %}", "(YouTube: https://youtu.be/abc → https://youtu.be/abc)");
    check("{{< bilibili BV1x >}}", "(bilibili: BV1x → https://www.bilibili.com/video/BV1x)");
    check("{{< vimeo 12 >}}", "(Vimeo: 12 → https://vimeo.com/12)");
    check("{{< tweet user=\"a\" id=\"12\" >}}", "(X: @a → https://x.com/a/status/12)");
    check(
        "{{< tweet 12 >}}{{< x user=\"a\" id=\"3\" >}}",
        "(X: 12 → https://x.com/i/status/12)(X: @a → https://x.com/a/status/3)",
    );
    check(
        "{{< gist a 12 >}} {% gist b/34 %}",
        "(Gist: a/12 → https://gist.github.com/a/12) (Gist: b/34 → https://gist.github.com/b/34)",
    );
    check("{{< youtube >}}", "«{{< youtube >}}»");
}

#[test]
fn ways_to_other_posts() {
    let target = |body: &str| format!("{:?}", parse(body).links[0].target);
    assert_eq!(target("[甲]({{< ref \"b.md#x\" >}})"), "Relative(\"b.md#x\")");
    assert_eq!(target("[甲]({{% relref path=\"/posts/b\" %}})"), "Relative(\"/posts/b\")");
    assert_eq!(target("[甲]({% post_url 2026-02-05-b %})"), "Relative(\"2026-02-05-b\")");
    assert_eq!(target("[甲]({% link _posts/2026-02-05-b.md %})"), "Relative(\"/_posts/2026-02-05-b.md\")");
    assert_eq!(target("[甲]({{ site.url }}{{ site.baseurl }}/b/)"), "Relative(\"/b/\")");
    assert_eq!(target("[甲]({{ site.baseurl }}{% post_url 2026-02-05-b %})"), "Relative(\"2026-02-05-b\")");
    check("见 {% post_url 2026-02-05-b %}", "见 (2026-02-05-b → 2026-02-05-b)");
}

#[test]
fn what_is_for_the_generator_is_dropped() {
    check("* TOC\n{:toc}\n\n文", "文");
    check("1. 目录\n{: toc}\n文", "文");
    check("- 一\n- 二\n{: .cls}\n\n文", "-0 一\n-0 二\n文");
    check("## 题 {: .no_toc}\n{: .no_toc #own}\n\n段\n{: .lead}", "## 题 #题\n段");
    check("## 题 {#own .cls}\n\n题二 {#two}\n---\n", "## 题 #own\n## 题二 #two");
    check("a\n\n{% comment %}\n藏 *b*\n\n- {{ c }}\n{% endcomment %}\n\n文", "a\n文");
    check("{% comment %}\n没有结束", "«{% comment %}»⏎没有结束");
    check("{% include toc.html %}\n\n文", "«{% include toc.html %}»\n文");
}

/// Fillers are limited to 65,534, but equal marks share one.
#[test]
fn equal_marks_are_known_however_many_there_are() {
    let document = parse(&"{{< a >}}\n".repeat(70_000));
    let BlockKind::Paragraph(inlines) = &document.blocks[0].kind else { panic!("{:?}", document.blocks[0]) };
    let marks = inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Foreign(_)));
    assert_eq!(marks.count(), 70_000);
}
