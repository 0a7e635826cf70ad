//! Front matter: escapes made by YAML, wrong shapes, bombs, and the mistakes that honest authors make.

use super::case::{Case, Class};

/// A front matter with this title line and nothing else of note.
fn titled(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-04\ntags: [security]\n---\n")
}

/// The cases.
pub fn cases() -> Vec<Case> {
    let mut cases = strings();
    cases.extend(shapes());
    cases.extend(bombs());
    cases
}

/// What texts can hold.
fn strings() -> Vec<Case> {
    vec![
        Case::front("title-raw-esc", Class::Warn, &titled("题\x1b[31m目\x07")),
        Case::front("title-yaml-esc", Class::Warn, &titled(r#""题\e[31m目\x1b]0;t\a""#)),
        Case::front("title-yaml-c1", Class::Warn, &titled(r#""题\u009b31m目\x9d0;t\x9c\N""#)),
        Case::front("title-lines", Class::Warn, &titled(r#""上\n中\t下\L左\P右""#)),
        Case::front("title-bidi", Class::Warn, &titled("\"报告\u{202e}txt.exe\"")),
        Case::front("title-zalgo", Class::Warn, &titled(&format!("\"题{}\"", "\u{301}".repeat(3000)))),
        Case::front("title-long", Class::Show, &titled(&"长".repeat(10_000))),
        Case::front("title-hidden", Class::Warn, &titled("\"\u{3164}\u{200b}\u{2060}\u{ad}\u{feff}\u{2800}\"")),
        Case::front("title-toml-esc", Class::Warn, "+++\ntitle = \"题\\u001b[31m\\u202e目\"\ndate = 2026-03-04\n+++\n"),
        Case::front("date-esc", Class::Warn, "---\ntitle: 题\ndate: \"\\e[31m2026\\a\"\n---\n"),
        Case::front(
            "author-esc",
            Class::Warn,
            "---\ntitle: 题\ndate: 2026-03-04\nauthor: \"甲\\e]0;t\\a\\u202e\"\n---\n",
        ),
        Case::front(
            "key-esc",
            Class::Show,
            "---\ntitle: 题\ndate: 2026-03-04\n\"k\\e[31m\\u202e\": \"v\\e[31m\"\n---\n",
        ),
        Case::front(
            "tags-hostile",
            Class::Warn,
            &format!(
                "---\ntitle: 题\ndate: 2026-03-04\ntags:\n  - \"a\\e[5;5H\"\n  - \"../../etc\"\n  - \"x\\ny\"\n  - {}\n  - \"\"\n  - AI\n  - ＡＩ\n  - \"a\\u200bi\"\n---\n",
                "t".repeat(5000)
            ),
        ),
        Case::front(
            "categories-esc",
            Class::Warn,
            "---\ntitle: 题\ndate: 2026-03-04\ncategories: [\"c\\e[31m\", \"\\u202ed\"]\n---\n",
        ),
        Case::front(
            "source-script",
            Class::Show,
            "---\ntitle: 题\ndate: 2026-03-04\nsource: \"javascript:alert(1)\"\n---\n",
        ),
        Case::front("source-option", Class::Show, "---\ntitle: 题\ndate: 2026-03-04\nsource: \"--renderer=x\"\n---\n"),
        Case::front(
            "source-esc",
            Class::Warn,
            "---\ntitle: 题\ndate: 2026-03-04\nsource: \"https://example.test/\\e]0;t\\a\"\n---\n",
        ),
    ]
}

/// Mistakes of form.
fn shapes() -> Vec<Case> {
    let years = "---\ntitle: 题\ndate: 99999-12-31T25:61:61+99:99\n---\n";
    let norway = "---\ntitle: no\ndate: 2026-03-04\ntags: [no, 1e3, 0o17, null, 2026-02-05, true, ~]\n---\n";
    vec![
        Case::front("none", Class::Show, ""),
        Case::front("empty", Class::Warn, "---\n---\n"),
        Case::front("unclosed", Class::Warn, "---\ntitle: 没关上\ndate: 2026-03-04\n"),
        Case::front("a-list", Class::Warn, "---\n- 甲\n- 乙\n---\n"),
        Case::front("a-word", Class::Show, "---\n随便写的\n---\n"),
        Case::front("tab", Class::Warn, "---\ntitle: \"题\n\tdate: [2026\n---\n"),
        Case::front("colon", Class::Show, &titled("Kubernetes: 新版: 发布")),
        Case::front("at-sign", Class::Show, &titled("@所有人 看这里")),
        Case::front("brackets", Class::Show, &titled("[云] 原生")),
        Case::front("stars", Class::Show, &titled("**要紧** 的事")),
        Case::front("double-keys", Class::Warn, "---\ntitle: 甲\ntitle: 乙\ndate: 2026-03-04\n---\n"),
        Case::front(
            "tags-one-line",
            Class::Show,
            "---\ntitle: 题\ndate: 2026-03-04\ntags: kubernetes, docker，安全\n---\n",
        ),
        Case::front("norway", Class::Show, norway),
        Case::front("date-impossible", Class::Warn, "---\ntitle: 题\ndate: 2026-13-45\n---\n"),
        Case::front("date-far", Class::Warn, years),
        Case::front("date-map", Class::Warn, "---\ntitle: 题\ndate: {year: 2026}\n---\n"),
        Case::front("title-list", Class::Show, "---\ntitle: [甲, 乙]\ndate: 2026-03-04\n---\n"),
        Case::front("title-null", Class::Show, "---\ntitle: ~\ndate: 2026-03-04\n---\n"),
        Case::front(
            "constructors",
            Class::Show,
            "---\ntitle: 题\ndate: 2026-03-04\nx: !!python/object/apply:os.system [ls]\n---\n",
        ),
        Case::front("crlf-dots", Class::Show, "---  \r\ntitle: 题\r\ndate: 2026-03-04\r\n...\r\n"),
        Case::front("wide-indent", Class::Show, "---\ntitle: 题\ndate: 2026-03-04\ntags:\n\u{3000}- 甲\n---\n"),
        Case::front("two-fronts", Class::Show, "---\ntitle: 题\ndate: 2026-03-04\n---\n---\ntitle: 另\n---\n"),
    ]
}

/// Front matter that costs a parser its memory, its stack or its time.
fn bombs() -> Vec<Case> {
    let laughs: String =
        (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(","))).collect();
    let merges: String = (1..10).map(|n| format!("b{n}: &b{n} {{<<: *b{}}}\n", n - 1)).collect();
    let deep: String = (0..1500).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
    let keys: String = (0..20_000).map(|n| format!("k{n}: {n}\n")).collect();
    vec![
        Case::front("laughs", Class::Warn, &format!("---\ntitle: 题\na0: &a0 [笑]\n{laughs}tags: *a9\n---\n")),
        Case::front("merges", Class::Warn, &format!("---\ntitle: 题\nb0: &b0 {{k: v}}\n{merges}<<: *b9\n---\n")),
        Case::front(
            "long-anchor",
            Class::Warn,
            &format!("---\ntitle: 题\na: &a {}\nb: [{}]\n---\n", "x".repeat(20_000), vec!["*a"; 9000].join(",")),
        ),
        Case::front(
            "deep-flow",
            Class::Warn,
            &format!("---\ntitle: 题\ntags: {}{}\n---\n", "[".repeat(20_000), "]".repeat(20_000)),
        ),
        Case::front("deep-flow-maps", Class::Warn, &format!("---\ntitle: 题\nx: {}\n---\n", "{a: ".repeat(10_000))),
        Case::front("open-flow", Class::Warn, &format!("---\ntags: {}\n---\n", "[".repeat(50_000))),
        Case::front("deep-block", Class::Warn, &format!("---\ntitle: 题\n{deep}---\n")),
        Case::front("deep-dashes", Class::Warn, &format!("---\ntitle: 题\nx:\n  {}a\n---\n", "- ".repeat(10_000))),
        Case::front("questions", Class::Warn, &format!("---\n{}\n---\n", "? ".repeat(5000))),
        Case::front("self-reference", Class::Warn, "---\ntitle: &a [*a]\ntags: &t {x: *t}\n---\n"),
        Case::front("many-keys", Class::Limit, &format!("---\ntitle: 题\n{keys}---\n")),
        Case::front(
            "huge-title",
            Class::Limit,
            &format!("---\ndate: 2026-03-04\ntitle: >\n{}---\n", "  长标题\n".repeat(50_000)),
        ),
        Case::front(
            "many-tags",
            Class::Limit,
            &format!(
                "---\ntitle: 题\ntags: [{}]\n---\n",
                (0..5000).map(|n| format!("t{n}")).collect::<Vec<_>>().join(",")
            ),
        ),
        Case::front(
            "toml-deep",
            Class::Warn,
            &format!("+++\ntitle = \"题\"\na = {}{}\n+++\n", "[".repeat(5000), "]".repeat(5000)),
        ),
        Case::front(
            "json-deep",
            Class::WarnOrBroken,
            &format!("{{\"title\": \"题\", \"a\": {}1{}}}\n", "[".repeat(5000), "]".repeat(5000)),
        ),
    ]
}
