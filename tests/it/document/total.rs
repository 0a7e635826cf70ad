//! What holds for every text: it parses, and every piece of the document lies in its source.

use proptest::prelude::*;
use yundu::document::{BlockKind, Document, Inline, InlineKind, parse, scan::estimate};
use yundu::strings;

/// Pieces that meet one another in ways nobody thought of.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "```",
    "~~~",
    "    ",
    "\t",
    "|",
    "|-|-|\n",
    "---",
    "***",
    "===",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "](https://a.example/",
    "[^1]",
    "[^1]: ",
    "[x]: /y\n",
    "<",
    ">",
    "</",
    "<b>",
    "</b>",
    "<br>",
    "<img alt=\"",
    "<a href='",
    "<kbd>",
    "</kbd>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<div>\n",
    "<pre>",
    "<summary>",
    "<h2>",
    "<!X",
    "<?",
    "{{",
    "}}",
    "{{<",
    ">}}",
    "{{%",
    "%}}",
    "{%",
    "%}",
    "{: .x}",
    "{#y}",
    "{%raw%}",
    "{% endraw %}",
    "{% highlight a %}",
    "{% endhighlight %}",
    "figure src=",
    "\"",
    "'",
    "\\",
    "&amp;",
    "&#27;",
    "&",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  \n",
    "汉字",
    "，",
    "：",
    "“",
    "é",
    "\u{300}",
    "🙂",
    "\u{200b}",
    "\u{1b}[31m",
    "\u{0}",
    "\u{feff}",
    "\u{100000}",
    "x",
    "word",
    "1",
    "https://a.example/",
    "www.a.example",
    "Source:",
    "**Source:** ",
    "来源：",
    "## 主要新闻\n",
    "### 甲\n",
];

/// Marks that no word may vanish between.
const WORDS: &[&str] = &[
    "- ",
    "1. ",
    "> ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "\\",
    "&amp;",
    "汉",
    "汉，",
    "“汉”",
    "word",
    "\n",
    "\n\n",
    "    ",
    "  \n",
    "{{",
    "}}",
    "{%",
    "%}",
    "{:",
    "}",
    "<",
    ">",
    "[",
    "]",
    ")",
    "Source:",
    "**Source:** ",
    "来源：",
    "https://a.example/",
    "<b>",
    "<br>",
    "<x-",
    "***",
];

/// Gives all that there is to read.
fn read(document: &Document) -> String {
    let mut read = String::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
                for inline in inlines {
                    match &inline.kind {
                        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Label(text) => {
                            read.push_str(text)
                        }
                        InlineKind::Key(text) | InlineKind::Image(text) | InlineKind::Foreign(text) => {
                            read.push_str(text)
                        }
                        InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::NoteRef(_) => read.push('\n'),
                    }
                }
            }
            BlockKind::Code { text, .. } | BlockKind::Foreign(text) => read.push_str(text),
            BlockKind::Table(_) | BlockKind::Rule => {}
        }
        read.push('\n');
    }
    read
}

/// Checks what holds for every document.
fn check(body: &str, document: &Document) {
    for defect in &document.defects {
        assert_ne!(defect.message, strings::document::UNPARSED, "a panic while parsing {body:?}");
        assert!(defect.line.is_some_and(|line| line >= 1));
        let (text, range) = defect.excerpt.clone().unwrap();
        assert!(text.get(range).is_some());
    }
    for block in &document.blocks {
        assert!(body.get(block.span.clone()).is_some(), "{:?} in {body:?}", block.span);
        assert!(block.frame.is_none_or(|frame| frame < document.frames.len()));
        match &block.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
                check_inlines(body, document, inlines)
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    assert!(row.len() <= table.columns.len());
                    row.iter().for_each(|cell| check_inlines(body, document, cell));
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Foreign(_) => {}
        }
    }
    for (at, frame) in document.frames.iter().enumerate() {
        assert!(frame.parent.is_none_or(|parent| parent < at));
    }
    for link in &document.links {
        assert!(body.get(link.span.clone()).is_some());
    }
    for story in &document.stories {
        assert!(story.blocks.start == story.heading && story.blocks.end <= document.blocks.len());
        assert!(story.sources.iter().all(|&source| source < document.links.len()));
    }
}

fn check_inlines(body: &str, document: &Document, inlines: &[Inline]) {
    for inline in inlines {
        let source = body.get(inline.span.clone());
        assert!(source.is_some(), "{:?} in {body:?}", inline.span);
        assert!(inline.link.is_none_or(|link| link < document.links.len()));
        if let InlineKind::Text(text) = &inline.kind {
            assert!(!text.is_empty() || inline.link.is_some(), "an empty text in {body:?}");
            assert!(body.contains('\u{100000}') || !text.contains('\u{100000}'), "a filler in {body:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_mixture_parses(pieces in proptest::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let body = pieces.concat();
        let document = parse(&body);
        check(&body, &document);
        prop_assert_eq!(&parse(&body), &document);
        estimate(body.as_bytes());
    }

    #[test]
    fn no_word_is_lost_or_doubled(pieces in proptest::collection::vec(prop::sample::select(WORDS), 0..40)) {
        let body = pieces.concat();
        // A fence's info string is not text.
        prop_assume!(!body.contains("```") && !body.contains("~~~"));
        let read = read(&parse(&body));
        let count = |text: &str, wanted: char| text.chars().filter(|&c| c == wanted).count();
        prop_assert_eq!(count(&read, '汉'), count(&body, '汉'), "{}\n{}", body, read);
    }

    #[test]
    fn any_characters_parse(body in any::<String>(), bytes in any::<Vec<u8>>()) {
        check(&body, &parse(&body));
        estimate(&bytes);
    }
}

#[test]
fn an_estimate_agrees_on_what_digests_look_like() {
    for body in [
        "",
        "# 题\n\n引言 two words\n\n## 主要新闻\n\n### 甲\n\n文。\n\n**Source:** [t](https://a.example/b)\n\n### 乙\n\n文\n\n## 分析\n\n### 丙\n",
        "## 一\n\n文\n来源：https://a.example/\n\n### 二\n\nSource: [a](b)\n\n## 三\n",
        "## Main News\n```\n### no\n```\n### yes\n",
        "## News\n\nno story\n\n## Other\n",
    ] {
        let (guess, document) = (estimate(body.as_bytes()), parse(body));
        assert_eq!(guess.stories, document.stories.len(), "{body}");
        assert!(guess.words.abs_diff(document.words) <= 2, "{guess:?} {} {body}", document.words);
    }
    assert!(estimate(b"### \xff\xfe\nSource: http").stories == 1);
}
