//! Texts of many equal marks: what makes a reader that looks ahead from each mark look at the rest
//! of the post each time.

/// A kind of text that grows by one mark at a time.
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// What stands once before the marks.
    pub open: &'static str,
    /// The mark; `§` stands for its number.
    pub mark: &'static str,
    /// What stands once after the marks.
    pub close: &'static str,
}

impl Shape {
    /// The text with `count` marks, `between` after each of them.
    pub fn text(&self, count: usize, between: &str) -> String {
        let mut text = self.open.to_owned();
        let mut parts = self.mark.split('§');
        let (first, parts) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>());
        for number in 0..count {
            text.push_str(first);
            for part in &parts {
                text.push_str(&number.to_string());
                text.push_str(part);
            }
            text.push_str(between);
        }
        text + self.close
    }
}

/// A shape of nothing but marks.
pub const fn plain(name: &'static str, mark: &'static str) -> Shape {
    Shape { name, open: "", mark, close: "" }
}

const fn closed(name: &'static str, mark: &'static str, close: &'static str) -> Shape {
    Shape { name, open: "", mark, close }
}

const fn inside(name: &'static str, open: &'static str, mark: &'static str) -> Shape {
    Shape { name, open, mark, close: "" }
}

/// Marks of other programs, which are looked for before the text is parsed.
pub const FOREIGN: &[Shape] = &[
    plain("shortcode", "{{< a >}}"),
    plain("shortcode of Markdown", "{{% a %}}"),
    plain("output", "{{a}}"),
    plain("tag", "{% a %}"),
    plain("raw", "{% raw %}{% endraw %}"),
    plain("raw that is never closed", "{% raw %}"),
    plain("closer of raw", "{% endraw %}"),
    plain("comment", "{% comment %}{% endcomment %}"),
    plain("comment that is never closed", "{% comment %}"),
    plain("comments around sections", "{{< note >}}\n{% comment %}{% endcomment %}"),
    plain("highlight", "{% highlight a %}"),
    plain("end of highlight", "{% endhighlight %}"),
    plain("sections", "{{< note >}}"),
    plain("section and end", "{{< note >}}\n{{< /note >}}"),
    plain("end of a section", "{{< /note >}}"),
    plain("details", "{{< details >}}"),
    plain("ends of the wrong section", "{{< note >}}\n{{< /tip >}}"),
    plain("name", "{#a}"),
    plain("name and class", "{#a .b}"),
    plain("attribute", "{:.a}"),
    plain("attribute with a name", "{: #a§}"),
    plain("table of contents", "{:toc}"),
    plain("list of contents", "* {:toc}"),
    plain("not an attribute", "{:ok, a}"),
    closed("shortcodes that are never closed", "{{< a ", ">}}"),
    closed("outputs that are never closed", "{{ a ", "}}"),
    closed("tags that are never closed", "{% a ", "%}"),
    closed("names that are never closed", "{#a ", "}"),
    closed("attributes that are never closed", "{:a ", "}"),
    closed("openers of all kinds", "{{<{{%{{{%{:{#", "}"),
    closed("openers of all kinds, closed in turn", "{{<{{%{{{%{:{#", ">}} %}} }} %} }"),
    closed("braces", "{", "}"),
    closed("tag with an empty line", "{% a\n\n", "%}"),
    closed("tag with a fence", "{% a\n```\n", "%}"),
    plain("mixed", "{{< a >}}{{a}}{% a %}{#a}{:.a}"),
    plain("mixed with text", "{{< a >}} 云原生 {{a}} word {% a %}、{#a}"),
    plain("shortcode and blanks", "{{< a >}}                                "),
    plain("shortcode and wide blanks", "{{< a >}}　　　　　　　　"),
    closed("blanks at the end", "{{< a >}}", "                                                                \n"),
    plain("names and signs", "{#a} ### "),
    plain("names and underlines", "a {#a}\n=====\n"),
    plain("name and underline", "{#a}\n-"),
    inside("shortcodes after blanks", "                                                        ", "{{< a >}}"),
    inside("shortcodes in quotes", "> ", "{{< a >}}"),
    plain("quotes of shortcodes", "> {{< a >}} "),
    plain("items of shortcodes", "- {{< a >}} "),
    inside("names in a heading", "# a ", "{#a}"),
    plain("headings with names", "# a {#a§} "),
    inside("shortcodes in a cell", "|a|b|\n|-|-|\n|", "{{< a >}}"),
    inside("shortcodes in cells", "|a|b|\n|-|-|\n|", "{{< a >}}|"),
    inside("signs before attributes", ">>>>>>>>>>>>>>>>>>>>>>>>>>", "{:.a}"),
    plain("openers of comments", "<!--"),
    plain("comments of HTML", "<!-- -->"),
    plain("closers of comments", "-->"),
];

/// Marks of Markdown and HTML.
pub const MARKDOWN: &[Shape] = &[
    closed("definitions that are used", "[a§]: u\n", "\n[a0][a1]"),
    plain("definitions and references", "[a§]: u\n[b][a§]\n\n"),
    Shape { name: "references to one", open: "[b]: u\n\n", mark: "[a][b]", close: "" },
    plain("references to nothing", "[a][b]"),
    plain("brackets", "[a]"),
    inside("notes", "[^1]: a\n\n", "[^1]"),
    plain("note definitions", "[^§]: a[^§]\n\n"),
    plain("notes of one name", "[^1]: a\n\n"),
    plain("anchor tags", "<a>"),
    plain("anchor tags and ends", "<a href=u>b</a>"),
    plain("named tags", "<a id=a§></a>"),
    plain("breaks", "<br>"),
    plain("ends of paragraphs", "</p>"),
    plain("blocks", "<p>a"),
    plain("unclosed quotes in tags", "<a b=\""),
    inside("tags in an HTML block", "<div>", "<b>a</b>"),
    closed("quotes in an HTML block", "<a b=\"", "<div>>"),
    Shape { name: "unclosed quotes in an HTML block", open: "<div>", mark: "<a b=\"", close: ">" },
    Shape { name: "comments in an HTML block", open: "<div>", mark: "<!--", close: ">" },
    plain("details of HTML", "<details>"),
    plain("details with summaries", "<details><summary>a</summary>"),
    plain("details, closed", "<details>\n\na\n\n</details>\n\n"),
    plain("ends of details", "</details>"),
    plain("code of HTML", "<pre>a</pre>"),
    plain("scripts", "<script>"),
    plain("instructions", "<?a"),
    plain("declarations", "<!A"),
    plain("data sections", "<![CDATA["),
    plain("less-than signs", "<"),
    plain("entities", "&amp;"),
    plain("unknown entities", "&a"),
    plain("addresses", "http://a.b "),
    plain("addresses that are glued", "http://a.b"),
    plain("addresses and stars", "http://a**"),
    plain("addresses and tildes", "http://a~~"),
    plain("addresses without a scheme", "www.a"),
    plain("addresses without a scheme, apart", "www.a "),
    plain("addresses in brackets", "(http://a)"),
    plain("addresses and stops", "http://a....."),
    plain("addresses in angles", "<http://a.b>"),
    plain("stars", "**"),
    plain("stars and letters", "**a"),
    plain("star and letter", "*a"),
    plain("stars, closed", "**a** "),
    plain("letters and stars", "a** "),
    plain("emphasis of Chinese", "**注意：**这"),
    plain("lines under letters", "_a"),
    plain("tildes", "~~a"),
    plain("tilde and star", "~*"),
    inside("stars after tildes", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~", "*~"),
    plain("threes", "***a**b*"),
    plain("backticks", "`"),
    plain("code", "`a`"),
    plain("backticks of three lengths", "`a``b```c"),
    plain("fences", "```\n"),
    plain("tilde fences", "~~~\na\n"),
    plain("escapes", "\\*"),
    plain("links", "[a](u)"),
    plain("links without words", "[](u)"),
    plain("images", "![a](u)"),
    plain("links that are never closed", "[a](u"),
    plain("images that are never closed", "![a"),
    plain("closing brackets", "a]("),
    plain("source lines", "Source: [a](http://b.c)"),
    plain("bold sources", "**Source:** [a](http://b.c) "),
    plain("labels", "**Source:** "),
    plain("labels in Chinese", "来源："),
    plain("labels without links", "Source:\n- a\n"),
    plain("headings", "# a\n\n"),
    plain("headings that are numbered", "# a-§\n\n"),
    Shape { name: "headings after numbered ones", open: "# a-1\n# a-2\n# a-3\n", mark: "# a\n", close: "" },
    plain("news", "## News\n\n### a\n\n[b](http://c.d)\n\n"),
    plain("stories", "### a\n\nSource: http://b.c\n\n"),
    plain("levels", "# a\n## a\n### a\n#### a\n"),
    plain("underlines", "a\n===\n"),
    plain("thin underlines", "a\n---\n"),
    closed("lines and an underline", "a\n", "==="),
    plain("rules", "***\n"),
    inside("cells of a row", "|a|b|\n|-|-|\n|", "c|"),
    plain("cells of a heading", "|a"),
    closed("cells above a delimiter row", "|a", "\n|-|-|\n"),
    inside("cells of a delimiter row", "|a|\n|", "-|"),
    inside("rows", "|a|b|\n|-|-|\n", "|c|d|\n"),
    plain("tables", "|a|b|\n|-|-|\n|c|d|\n\n"),
    plain("quotes", "> a\n"),
    plain("quotes in quotes", ">"),
    plain("alerts", "> [!NOTE]\n> a\n\n"),
    plain("titled alerts", "> [!TIP] a\n> b\n\n"),
    plain("items", "- a\n"),
    plain("items without text", "-\n"),
    plain("items in items", "- "),
    plain("numbered items", "1. a\n"),
    plain("tasks", "- [ ] a\n"),
    plain("glued tasks", "- [ ]云\n"),
    plain("blanks", "        "),
    plain("words", "word "),
    plain("Chinese", "云"),
    plain("line ends of two blanks", "a  \n"),
    plain("returns", "a\r"),
    plain("hidden characters", "a\u{200b}"),
];
