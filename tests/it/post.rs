//! Heads of posts: front matter in every shape, what becomes of each key, and what is said about slips.

use proptest::prelude::*;
use yundu::diagnostic::render;
use yundu::post::{self, Post, PostId, Tag, date};
use yundu::strings::Lang;
use yundu::text::{Ambiguous, SafeStr, Widths};

fn head(path: &str, file: &[u8]) -> (Post, Vec<yundu::diagnostic::Diagnostic>) {
    post::head(PostId(SafeStr::clean(path)), SafeStr::clean(path), file)
}

/// Draws a head: `title · date · authors · sources · categories · tags`, then `key=value` of what is unknown, then
/// `body from line N: its first line`, then one line for each warning.
fn drawn(path: &str, file: &str) -> String {
    let (post, diagnostics) = head(path, file.as_bytes());
    let texts = |texts: &[SafeStr]| texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    let tags = |tags: &[Tag]| tags.iter().map(|tag| tag.shown.to_string()).collect::<Vec<_>>().join("+");
    let date = post.date.map_or("-".to_owned(), |date| date.to_string());
    let facts = [texts(&post.authors), texts(&post.sources), tags(&post.categories), tags(&post.tags)];
    let mut out = format!("{} · {date} · {}", post.title, facts.join(" · "));
    for (key, value) in &post.extra {
        out.push_str(&format!("\n{key}={value}"));
    }
    let body = post.body_of(file).lines().next().unwrap_or_default();
    out.push_str(&format!("\nbody from line {}: {body}", post.body_line));
    for it in &diagnostics {
        let line = it.defect.line.map_or("-".to_owned(), |line| line.to_string());
        out.push_str(&format!("\n! {line}: {}", it.defect.message(Lang::En)));
    }
    assert_eq!(post.warnings, diagnostics.len());
    // The line that is named is the line that the body begins on.
    if post.body_line > 1 && !file.contains('\r') {
        let before = file.get(..post.body.start).unwrap();
        assert_eq!(post.body_line, 1 + before.matches('\n').count(), "{file}");
    }
    out
}

#[track_caller]
fn check(file: &str, expected: &str) {
    check_at("a/news.md", file, expected);
}

#[track_caller]
fn check_at(path: &str, file: &str, expected: &str) {
    assert_eq!(drawn(path, file).trim(), expected.trim(), "\n{file}");
}

const DIGEST: &str = "---\nlayout: post\ntitle: \"集群：升级\"\ndate: 2026-02-05\nauthor: \"甲\"\nsource: \"https://a.example/x\"\n\
categories:\n  - cloud-native\ntags:\n  - kubernetes\n  - 安全\n---\n\n# 集群：升级\n";

#[test]
fn the_shape_of_a_digest() {
    let expected =
        "集群：升级 · 2026-02-05 · 甲 · https://a.example/x · cloud-native · kubernetes+安全\nbody from line 13: ";
    check(DIGEST, expected);
    check(
        &DIGEST.replace("tags:\n  - kubernetes\n  - 安全\n", "tags: [kubernetes, 安全]\n"),
        &expected.replace("13", "11"),
    );
    check(&DIGEST.replace("  - ", "- "), expected);
    check(&DIGEST.replace("title", "Title").replace("date", "DATE"), expected);
    check(&format!("\u{feff}{DIGEST}"), expected);
    check(&format!("\n\n{DIGEST}"), &expected.replace("13", "15"));
    check(&format!("<!-- 说明\n二行 -->\n{DIGEST}"), &expected.replace("13", "15"));
    check(&DIGEST.replace("---\n", "---  \n"), expected);
    check(&DIGEST.replace("---\n\n", "...\n\n"), expected);
    check(&DIGEST.replace('\n', "\r\n"), expected);
    let (post, _) = head("x.md", DIGEST.replace('\n', "\r").as_bytes());
    assert_eq!((&*post.title, post.body_line), ("集群：升级", 13));
    check(&DIGEST.replace("date: 2026-02-05", "date: \"2026-02-05\" # 发布"), expected);
    check(&DIGEST.replace("\"甲\"", "'甲'"), expected);
}

#[test]
fn other_formats() {
    check(
        "+++\ntitle = \"题\"\ndate = 2026-02-05\nauthors = [\"甲\", \"乙\"]\n[taxonomies]\ntags = [\"a\"]\n[extra]\nrelease = true\n+++\n正文",
        "题 · 2026-02-05 · 甲+乙 ·  ·  · a\nextra=release: true\nbody from line 10: 正文",
    );
    check(
        "{\n \"title\": \"题\", \"tags\": [\"a\", 2026, null],\n \"author\": {\"name\": \"甲\", \"url\": \"https://a.example\"}\n}\n正文",
        "题 · - · 甲 ·  ·  · a+2026\nbody from line 5: 正文",
    );
    check(
        "Title: 题：一: 二\nDate: 2026-02-05 10:20\nTags: a, b\nSlug: x\n\n正文",
        "题：一: 二 · 2026-02-05 ·  ·  ·  · a+b\nSlug=x\nbody from line 6: 正文",
    );
    check("正文没有\n第二行", "正文没有 · - ·  ·  ·  · \nbody from line 1: 正文没有");
    check(
        "Note: 这不是文首信息\n\n正文",
        "Note: 这不是文首信息 · - ·  ·  ·  · \nbody from line 1: Note: 这不是文首信息",
    );
    check("Source: 某处\n\n正文", "Source: 某处 · - ·  ·  ·  · \nbody from line 1: Source: 某处");
    check("{% include x %}\n正文", "正文 · - ·  ·  ·  · \nbody from line 1: {% include x %}");
    check(
        "{\n\"title\": \n\n正文",
        "\"title\": · - ·  ·  ·  · \nbody from line 1: {\n! 1: the front matter is never closed",
    );
    check("---\n\n一段话。\n\n---\n后文", "一段话。 · - ·  ·  ·  · \nbody from line 1: ---");
    check("---\n# 注释\n\n---\n", "注释 · - ·  ·  ·  · \nbody from line 1: ---");
}

/// Checks what one line of a YAML front matter becomes.
#[track_caller]
fn value(lines: &str, expected: &str) {
    let (post, diagnostics) = head("a.md", format!("---\n{lines}\n---\n正文\n").as_bytes());
    let list = |texts: Vec<&str>| texts.join("+");
    let tags = |tags: &[Tag]| tags.iter().map(|tag| tag.shown.to_string()).collect::<Vec<_>>().join("+");
    let (authors, sources) =
        (post.authors.iter().map(|it| &**it).collect(), post.sources.iter().map(|it| &**it).collect());
    let shown = [
        post.title.to_string(),
        post.date.map(|date| date.to_string()).unwrap_or_default(),
        list(authors),
        list(sources),
        tags(&post.categories),
        tags(&post.tags),
    ];
    let shown: Vec<String> = shown.into_iter().filter(|text| !text.is_empty() && text != "正文").collect();
    assert_eq!(shown.join(" · "), expected, "\n{lines}\n{diagnostics:?}");
    assert!(diagnostics.is_empty(), "\n{lines}\n{diagnostics:?}");
}

#[test]
fn values_in_many_shapes() {
    for (lines, expected) in [
        ("author: 甲", "甲"),
        ("author: 甲，乙", "甲+乙"),
        ("authors: [甲, \"乙\"]", "甲+乙"),
        ("author:\n  name: 甲\n  url: https://a.example", "甲"),
        ("authors:\n  - name: 甲\n    url: u\n  - name: 乙", "甲+乙"),
        ("author: >\n  Lin\n  (Acme)", "Lin (Acme)"),
        ("source: https://a.example/x", "https://a.example/x"),
        ("source: \"https://a.example/x, https://b.example/y\"", "https://a.example/x+https://b.example/y"),
        ("source:\n  - 博客\n  - https://b.example", "博客+https://b.example"),
        ("tags: a, b，c、d", "a+b+c+d"),
        ("tags: a b", "a+b"),
        ("tags: 安全", "安全"),
        ("tags: 2026", "2026"),
        ("tags:", ""),
        ("tags: null", ""),
        ("tags: []", ""),
        ("tags: [no, 1e3, 0o17, null, 1.10, true, 2026-02-05]", "no+1e3+0o17+null+1.10+true+2026-02-05"),
        ("tags: [a, \"b, c\", 'd']", "a+b, c+d"),
        ("tags:\n  [\"a\", \"b\"]", "a+b"),
        ("tags: [A, a, Ａ, b]", "A+b"),
        ("keywords: x\ntags: [y]", "x+y"),
        ("category: 云原生", "云原生"),
        ("categories: [云原生, ai]", "云原生+ai"),
        ("categories: Cloud Native", "Cloud Native"),
        ("title: no", "no"),
        ("title: 1.10", "1.10"),
        ("title: C# 与 Go", "C# 与 Go"),
        ("title: 它说\"好\"", "它说\"好\""),
        ("title: \"a \\\"b\\\" \\u4e91\"", "a \"b\" 云"),
        ("title: 'it''s'", "it's"),
        ("title: >-\n    长标题\n    续", "长标题 续"),
        ("title: |\n  key: value *a* &b !c", "key: value *a* &b !c"),
        ("date: 2018-01-14 20:00:00 -0000", "2018-01-14"),
        ("date: 2018-01-14T20:00:00+08:00", "2018-01-14"),
        ("date: 2026-2-5", "2026-02-05"),
        ("date: 2026-02-00", "2026-02-01"),
        ("date: 2026年2月5日", "2026-02-05"),
        ("date: 2026/02/05", "2026-02-05"),
        ("date: 20260205", "2026-02-05"),
        ("published: 2026-02-05", "2026-02-05"),
    ] {
        value(lines, expected);
    }
}

/// Checks what is said about a front matter, and what is kept of it.
#[track_caller]
fn slip(front: &str, expected: &str) {
    check_at("a.md", &format!("---\n{front}\n---\n正文\n"), expected);
}

#[test]
fn slips_cost_nothing_but_a_warning() {
    slip(
        "title: \"云\"雾\"谈\"\ntags:\n  - a",
        "云\"雾\"谈 · - ·  ·  ·  · a\nbody from line 6: 正文\n! 2: the quoted value has the same quotes inside",
    );
    slip(
        "title: Kubernetes: 新版本\ndate: 2026-02-05",
        "Kubernetes: 新版本 · 2026-02-05 ·  ·  ·  · \nbody from line 5: 正文\n! 2: an unquoted value has a colon in it",
    );
    slip(
        "title: 一\ntitle: 二",
        "二 · - ·  ·  ·  · \nbody from line 5: 正文\n! 3: “title” stands twice; the last one counts",
    );
    slip(
        "title: [KubeCon] 2025\ndate: 2026-02-05",
        "[KubeCon] 2025 · 2026-02-05 ·  ·  ·  · \nbody from line 5: 正文\n! 2: the value begins with [, which YAML keeps for itself",
    );
    slip(
        "title: @所有人\ntags: [a]",
        "@所有人 · - ·  ·  ·  · a\nbody from line 5: 正文\n! 2: the value begins with @, which YAML keeps for itself",
    );
    slip("title: 题\ntags:\n\t- a", "题 · - ·  ·  ·  · a\nbody from line 6: 正文\n! 4: a tab indents the line");
    slip("- a\n- b", "正文 · - ·  ·  ·  · \nbody from line 5: 正文\n! 2: the front matter is no list of “key: value”");
    slip(
        "title: 题\n乱写一行",
        "题 · - ·  ·  ·  · \nbody from line 5: 正文\n! 3: this line is neither “key: value” nor “- item”",
    );
    slip(
        "title: &t 题\ntags: [*t]",
        "&t 题 · - ·  ·  ·  · *t\nbody from line 5: 正文\n! 2: YAML's anchors, aliases and type marks are not followed (&)",
    );
    slip(
        "title: 题\nx: !!python/object/apply:os.system [\"x\"]",
        "题 · - ·  ·  ·  · \nx=!!python/object/apply:os.system [\"x\"]\nbody from line 5: 正文\n\
         ! 3: YAML's anchors, aliases and type marks are not followed (!)",
    );
    slip(
        "title: 题\ndate: 2026-13-45",
        "题 · - ·  ·  ·  · \nbody from line 5: 正文\n! 3: “2026-13-45” is no date that we know",
    );
    slip(
        "source: javascript:alert(1)",
        "正文 · - ·  · javascript:alert(1) ·  · \nbody from line 4: 正文\n! 2: the source is no web address: javascript:alert(1)",
    );
    check("---\n---\n正文", "正文 · - ·  ·  ·  · \nbody from line 3: 正文\n! 2: the front matter is empty");
    check(
        "---\ntitle: 题\ndate: 2026-02-05\n\n正文",
        "题 · 2026-02-05 ·  ·  ·  · \nbody from line 4: \n! 1: the front matter is never closed",
    );
    check(
        "+++\ntitle = 题\ndate = 2026-02-05\n+++\n正文",
        "题 · 2026-02-05 ·  ·  ·  · \nbody from line 5: 正文\n! 2: the front matter cannot be read from here: string values must be quoted, expected literal string",
    );
}

#[test]
fn a_slip_is_shown_with_a_caret() {
    let (_, found) = head("a.md", "---\ntitle: \"云\"雾\"谈\"\n---\n".as_bytes());
    let expected = "a.md:2: the quoted value has the same quotes inside\n  2 | title: \"云\"雾\"谈\"\n    |           ^\n  \
                    mend: write the inner quotes as “ ”, or put \\ before each of them\n";
    assert_eq!(render(&found[0], Lang::En, Widths::default()), expected);
    assert!(render(&found[0], Lang::Zh, Widths::default()).starts_with("a.md:2: 引号里的值又含引号\n"));
    let (_, found) = head("a.md", "---\ntitle: \"——\"雾\"谈\"\n---\n".as_bytes());
    let caret = |widths| render(&found[0], Lang::En, widths).lines().nth(2).and_then(|line| line.find('^')).unwrap();
    let wide = Widths::default().with_ambiguous(Ambiguous::Wide);
    assert_eq!(caret(wide), caret(Widths::default()) + 2, "by the cells of the terminal");
}

#[test]
fn hostile_front_matter_is_read_in_no_time() {
    let begun = std::time::Instant::now();
    for front in [
        format!("tags: {}", "[".repeat(50_000)),
        format!("title: 题\ntags: {}{}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("title: 题\n{}", (0..2000).map(|n| format!("{}k:\n", " ".repeat(n))).collect::<String>()),
        "? ".repeat(5000),
        "a: &a [x]\nb: *a".to_owned(),
        format!("{}a: b", "{a: ".repeat(20_000)),
        format!("title: >\n{}", "  长标题\n".repeat(100_000)),
        (0..50_000).map(|n| format!("k{n}: {n}\n")).collect(),
        "- ".repeat(30_000),
    ] {
        let (post, diagnostics) = head("a.md", format!("---\n{front}\n---\n# 题目\n").as_bytes());
        assert!(!diagnostics.is_empty(), "{}", front.get(..30).unwrap_or_default());
        assert!(!post.title.is_empty() && post.title.chars().count() <= 501);
        assert!(post.extra.len() <= 64 && post.tags.len() <= 64);
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn titles_from_the_body_and_the_name() {
    for (path, body, expected) in [
        ("x.md", "引子\n\n# 正题 #\n", "正题"),
        ("x.md", "```\n# 代码\n```\n# 正题 {#id}\n", "正题"),
        ("x.md", "<!-- # 注释 -->\n# **正**题 [链接](https://a.example/b) `k`\n", "正题 链接 k"),
        ("x.md", "正题\n====\n文", "正题"),
        ("x.md", "![图](a.png)\n第一行 *强调*\n第二行", "第一行 强调"),
        ("x.md", "- [项](u) 说明", "项 说明"),
        ("2026-02-05-cloud.md", "", "2026-02-05-cloud"),
        ("x.md", "## 次题\n文", "次题"),
    ] {
        assert_eq!(&*head(path, body.as_bytes()).0.title, expected, "{body}");
    }
}

#[test]
fn dates_from_names_and_paths() {
    for (path, file, expected) in [
        ("2026-02-05-news.md", "文", Some("2026-02-05")),
        ("2018/#13-2018.03.31.md", "文", Some("2018-03-31")),
        ("2016/07/24/x.md", "文", Some("2016-07-24")),
        ("2022/2022-03-15-job/index.md", "文", Some("2022-03-15")),
        ("2016/issue-13.md", "文", None),
        ("v1.35.10.md", "文", None),
        ("x.md", "+++\npath = \"2017/02/09/Rust\"\n+++\n", Some("2017-02-09")),
        ("2026-02-05-news.md", "---\ndate: 2026-03-01\n---\n", Some("2026-03-01")),
        ("2026-02-05-news.md", "---\ndate: 不详\n---\n", Some("2026-02-05")),
        ("12026-02-05.md", "文", None),
    ] {
        let found = head(path, file.as_bytes()).0.date.map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{path}");
    }
    for text in ["", "2026", "2026-02", "2026-02-30", "99999-12-31", "-5-1-1", "二月", "2026-02-051"] {
        assert_eq!(date::parse(text), None, "{text}");
    }
    for text in ["Thu, 05 Feb 2026 08:00:00 +0800", "5 Feb 2026", "February 5, 2026", "Feb 5th, 2026"] {
        assert_eq!(date::parse(text).map(|date| date.to_string()).as_deref(), Some("2026-02-05"), "{text}");
    }
}

#[test]
fn what_cannot_be_shown_is_told() {
    let (post, found) = head("a.md", "---\ntitle: \"题\\e[31m\\u009b\"\ntags: [\"a\\u202eb\"]\n---\n文".as_bytes());
    assert!(!post.title.chars().any(char::is_control) && post.title.starts_with('题'), "{}", post.title);
    assert!(!post.tags[0].shown.contains('\u{202e}'));
    assert_eq!(found.len(), 2, "{found:?}");
    let (post, found) = head("a.md", "---\ntitle: \"\u{3164}\u{200b}\"\n---\n# 正题\n".as_bytes());
    assert_eq!(&*post.title, "正题");
    assert!(found.iter().any(|it| it.defect.message(Lang::En).contains("nothing to see")));
    let long = format!("---\ntitle: {}\ntags: [{}]\n---\n", "长".repeat(1000), "标".repeat(100));
    let (post, found) = head("a.md", long.as_bytes());
    assert_eq!((post.title.chars().count(), post.tags[0].shown.chars().count()), (501, 65));
    assert_eq!(found.len(), 2);
}

proptest! {
    /// Any bytes give a post, and its body is a part of them.
    #[test]
    fn any_bytes_give_a_post(front in "[ -~\\n\\t\"'：云\\r]{0,200}", body in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut file = format!("---\n{front}\n---\n").into_bytes();
        file.extend(body);
        let (post, _) = head("a.md", &file);
        prop_assert!(post.body.end == file.len() && post.body.start <= file.len());
        prop_assert!(!post.title.is_empty());
    }

    #[test]
    fn lines_of_yaml_never_fail(lines in proptest::collection::vec("(title|tags|date|x): ?[ -~云：\"'\\[\\]{}]{0,20}|  - [ -~]{0,10}", 0..8)) {
        let file = format!("---\n{}\n---\n正文", lines.join("\n"));
        let (post, _) = head("a.md", file.as_bytes());
        prop_assert!(post.body_of(&file).ends_with("正文"));
    }
}

/// Title and date alone are those of the whole head.
#[test]
fn a_brief_head_has_the_title_and_date_of_the_whole() {
    let long =
        "---\n# a remark\ntitle: >\n  a\n  b\ntags:\n- x\n- y\ndate: 2026-02-05\nextra: {a: [1,\n  2]}\n---\n# c\n";
    for text in [
        "---\ntitle: a\ndate: 2026-01-02\ntags: [x]\n---\nb",
        "---\ntags:\n  - x\nTitle: \"a: b\"\npublished: 2026-01-02\n---\nb",
        "---\nauthor: x\n---\n# the first heading\n",
        "---\n{title: a, date: 2026-01-02}\n---\n",
        "---\nx: &a t\ntitle: a\n? y\n: z\n---\n",
        "+++\ntitle = \"a\"\ndate = 2026-01-02\n+++\n",
        "{\"title\": \"a\", \"date\": \"2026-01-02\"}\n",
        "Title: a\nTags: x\nDate: 2026-01-02\n\nb",
        "no front matter",
        long,
    ] {
        let path = || SafeStr::clean("2025-12-31-x.md");
        let (whole, _) = post::head(PostId(path()), path(), text.as_bytes());
        let brief = post::brief(PostId(path()), path(), text.as_bytes());
        assert_eq!((&brief.title, brief.date, &brief.body), (&whole.title, whole.date, &whole.body), "{text}");
    }
}

/// Each defect shows its line, so their number is limited: a line may be as long as the whole front
/// matter.
#[test]
fn of_many_defects_the_first_are_listed() {
    let many = |item: fn(usize) -> String| (0..6000).map(item).collect::<Vec<_>>().join(", ");
    let fronts = [
        format!("source: [{}]", many(|k| format!("-{k}"))),
        format!("author: [{}]", many(|k| format!("'a'b{k}"))),
        (0..6000).map(|k| format!("odd {k}\n")).collect(),
        "tags: b: c\n".repeat(3000),
    ];
    for front in fronts {
        let (_, diagnostics) = head("a.md", format!("---\ntitle: a\n{front}\n---\n").as_bytes());
        let last = diagnostics.last().unwrap().defect.message(Lang::En);
        assert_eq!(diagnostics.len(), 101, "{last}");
        assert!(last.starts_with("Defects that are not listed: "), "{last}");
    }
}
