//! Bodies as posts write them: body in, blocks out.

use super::draw::draw;
use yundu::document::{BlockKind, parse};
use yundu::strings::Lang;

#[track_caller]
fn check(body: &str, expected: &str) {
    let document = parse(body);
    assert_eq!(draw(&document).trim_end(), expected, "{body}");
    for block in &document.blocks {
        let BlockKind::Paragraph(inlines) = &block.kind else { continue };
        for inline in inlines {
            let covered = body.get(inline.span.clone()).expect(body);
            if let yundu::document::InlineKind::Text(text) = &inline.kind
                && covered.len() == text.len()
            {
                assert_eq!(text, covered, "{body}");
            }
        }
    }
}

/// The defects of a body: `line: message | hint`.
fn defects(body: &str) -> Vec<String> {
    let document = parse(body);
    let defects = document.defects.iter().map(|defect| {
        let (text, range) = defect.excerpt.clone().expect("an excerpt");
        format!("{}: {} | {}", defect.line.unwrap_or(0), defect.message(Lang::En), &text[range])
    });
    defects.collect()
}

#[test]
fn containers() {
    check("> a\n>\n> > b\n>\n> - c", "> a\n> > b\n> -0 c");
    check("- a\n- b\n\n  c\n- [ ] d", "-0~ a\n-0~ b\n-0~ c\n[ ]0~ d");
    check("- a\n  - b\n- [x] c\n\n3. d\n4. e", "-0 a\n-0 -1 b\n[x]0 c\n3.2 d\n4.2 e");
    check("- \n- a\n-", "-0 \n-0 a\n-0");
    check("> [!WARNING]\n> a", "Warning> a");
    check("a[^1]\n\n[^1]: b\n\n    c", "a^1\n^1 b\n^1 c");
    check("```{.yaml .numberLines}\na\n```\n\n``` { .go}\nb\n```", "```yaml \"a\"\n```go \"b\"");
    check("- a\n\n  ```rust\n  x\n    y\n  ```\n> ~~~\n> z\n> ~~~", "-0~ a\n-0~ ```rust \"x\\n  y\"\n> ``` \"z\"");
    check("1. a\n\n   > b", "1.0~ a\n1.0~ > b");
}

#[test]
fn headings_and_their_anchors() {
    check(
        "# 云 原生！\n# 云 原生！\n# 云 原生-1\n",
        "# 云 原生！ #云-原生\n# 云 原生！ #云-原生-1\n# 云 原生-1 #云-原生-1-1",
    );
    check("## `K8s` v1.35：A_b *c* {#own}\n题\n---\n", "## `K8s` v1.35：A_b *c* #own\n## 题 #题");
}

#[test]
fn tables_and_rules() {
    check("|a|b|\n|:-|-:|\n|**1。**2|\n|x|y|z|\n\n---", "a | b // +1。+2 // x | y\n---");
    check("|`a|b`|\n|-|\n|c \\| d|", "|`a|b`|⏎|-|⏎|c | d|");
    let wide = format!("{}|\n{}|\n|1|\n\n末", "|a".repeat(129), "|-".repeat(129));
    let document = parse(&wide);
    assert!(matches!(&document.blocks[0].kind, BlockKind::Code { text, .. } if text.ends_with("|\n|1|")));
    assert_eq!(document.blocks.len(), 2);
    assert!(defects(&wide)[0].starts_with("1: This table has more than 128 columns"), "{:?}", defects(&wide));
    let narrow = format!("{}|\n{}|\n|1|", "|a".repeat(127), "|-".repeat(127));
    assert!(matches!(&parse(&narrow).blocks[0].kind, BlockKind::Table(table) if table.columns.len() == 127));
}

#[test]
fn text_stays_as_written() {
    check("$5 和 $6，... -- \"a\" x^2^ H~2~O :smile:", "$5 和 $6，... -- \"a\" x^2^ H~2~O :smile:");
    check("术语\n: 定义", "术语⏎: 定义");
    check("a  \nb\\\nc\nd", "a↵b↵c⏎d");
    check("&lt;&copy;&#x4e2d;&nbsp;a", "<©中\u{a0}a");
    check("\\<b\\> \\[x\\]", "<b> [x]");
    check("[a][r] ![图][r]\n\n[r]: https://a.example/ \"t\"", "(a → https://a.example/) (!图 → https://a.example/)");
    check("甲[](https://a.example/)乙[]()", "甲(https://a.example/ → https://a.example/)乙");
    check("[![章](https://a.example/b.svg)](https://a.example/)", "(!章 → https://a.example/)");
}

#[test]
fn html_is_read_for_its_text() {
    check("a<br>b<br/>c", "a↵b↵c");
    check("a<!-- 隐 -->b\n\n<!-- 隐\n\n隐 -->\n\nc", "ab\nc");
    check("按 <kbd>Ctrl</kbd>+<kbd>C</kbd>", "按 <Ctrl>+<C>");
    check("<a href=\"https://a.example/?a&amp;b\">字</a>后", "(字 → https://a.example/?a&b)后");
    check("<img src='x.png' alt=\"图 &quot;甲&quot;\">", "(!图 \"甲\" → x.png)");
    check("<details>\n<summary>题</summary>\n\n**文。**后\n\n</details>", "▸ ‹‹题››\n▸ +文。+后");
    check("<div align=\"center\">\n  <p>一<b>二</b></p>\n  <p>三\n四</p>\n</div>", "一+二+\n三⏎四");
    check("甲<script>alert(1)</script>乙\n\n<style>\np { }\n\nq { }\n</style>\n\n丙", "甲乙\n丙");
    check("<h2>题</h2>\n<hr>\n<pre>a &lt;b&gt;\n c</pre>", "## 题 #题\n---\n``` \"a <b>\\n c\"");
    check("`Vec<T>` Vec<T> <your-name> <u>x</u>", "`Vec<T>` Vec<T> <your-name> x");
    check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc");
    check("甲\n\n<!-- 未完\n\n**乙**", "甲\n<!-- 未完\n+乙+");
    check("<!-- a\n\n乙", "<!-- a\n乙");
}

#[test]
fn other_programs_marks() {
    check(
        "{% include x.html a=\"*b*\" %}\n\n甲 {{ page.title }} 乙",
        "«{% include x.html a=\"*b*\" %}»\n甲 «{{ page.title }}» 乙",
    );
    check("{{< figure src=\"a.png\" title=\"图\" >}}", "(!图 → a.png)");
    check("见 {{< youtube abc >}}。", "见 (YouTube: abc → https://www.youtube.com/watch?v=abc)。");
    check(
        "[甲]({{< ref \"b.md\" >}}) [乙]({% post_url 2026-02-05-c %})",
        "(甲 → {{< ref \"b.md\" >}}) (乙 → {% post_url 2026-02-05-c %})",
    );
    let target = |body: &str| format!("{:?}", parse(body).links[0].target);
    assert_eq!(target("[甲]({{< ref \"b.md\" >}})"), "Relative(\"b.md\")");
    assert_eq!(target("[甲]({{ site.baseurl }}/b)"), "Relative(\"/b\")");
    assert_eq!(target("[甲]({{ '/b' | relative_url }})"), "Relative(\"/b\")");
    check("{% highlight go linenos %}\na *b*\n\nc\n{% endhighlight %}\n后", "```go \"a *b*\\n\\nc\"\n后");
    check("{{< highlight yaml \"hl=1\" >}}\na: b\n{{< /highlight >}}", "```yaml \"a: b\"");
    check("{% highlight go %}\n不完", "«{% highlight go %}»⏎不完");
    check("{% raw %}\n{{ x }}\n{% endraw %}", "{{ x }}");
    check(
        "`{{ x }}` ``{% y %}``\n\n```\n{{ z }}\n{% highlight a %}\n```",
        "`{{ x }}` `{% y %}`\n``` \"{{ z }}\\n{% highlight a %}\"",
    );
    check("返回 {:ok, pid} 与 {#if}\n\n## 甲 {#if x}", "返回 {:ok, pid} 与 {#if}\n## 甲 {#if x} #甲-if-x");
    check("[甲]({% link\n_posts/b.md %})", "(甲 → {% link\n_posts/b.md %})");
    check("文\n{: .note}\n\n[a](b){:target=\"_blank\"}\n\n{:toc}", "文\n(a → b)");
    check("|a|\n|-|\n|{{ x | y }}|", "a // «{{ x | y }}»");
}

#[test]
fn defects_name_line_and_mend() {
    assert_eq!(defects("a\n\n```go\nb"), ["3: This code block is never closed | ```go"]);
    assert_eq!(defects("```\na\n```\n\n~~~~\nb\n~~~~~"), [""; 0]);
    assert_eq!(defects(&("a\n\n".to_owned() + &"> ".repeat(500) + "b")).len(), 1, "one place is enough");
    assert_eq!(
        defects("a\r\n\r\n[b](javascript:c)"),
        ["3: Links with the scheme javascript are not opened | [b](javascript:c)"]
    );
    assert_eq!(defects("[a]: b\n\n[c][d] [e]"), [""; 0]);
    assert_eq!(defects("<!-- a"), ["1: This comment is never closed; it is shown as text | <!--"]);
    let deep = format!("一\n\n{}a", "> ".repeat(40));
    assert_eq!(defects(&deep).len(), 1);
    assert!(draw(&parse(&deep)).contains("… a"));
}

#[test]
fn a_heading_that_repeats_the_title_is_known() {
    for (body, title, expected) in [
        ("# 题 目：一\n\n文", "题目一", true),
        ("题*目*\n===", "题目", true),
        ("<!-- x -->\n## `K8s` 1.35", "k8s　１.３５", true),
        ("# 题目", "另一题", false),
        ("题目", "题目", false),
        ("", "", false),
    ] {
        assert_eq!(parse(body).repeats_title(title), expected, "{body:?} {title:?}");
    }
}

#[test]
fn anchors_are_found_as_several_generators_write_them() {
    let document = parse("# 一\n## 1. Go 云原生\n## 背景 (Context)\n");
    let find = |anchor: &str| document.anchor(anchor).map(|place| place.block);
    assert_eq!(find("一"), Some(0));
    assert_eq!(find("1-go-云原生"), Some(1));
    assert_eq!(find("go-云原生"), Some(1));
    assert_eq!(find("背景-context"), Some(2));
    assert_eq!(find("背景-(Context)"), Some(2));
    assert_eq!(find("无"), None);
}

#[test]
fn words_are_han_kana_and_words() {
    for (body, words) in [("云原生 K8s v1.35，it's かな。", 8), ("한국어 말", 2), ("# a\n\n`b c`\n\n```\nd e\n```", 3)]
    {
        assert_eq!(parse(body).words, words, "{body}");
    }
}
