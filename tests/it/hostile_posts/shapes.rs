//! Markdown that is deep, long, wide or endless: what costs a careless reader its stack or its time.

use super::case::{Case, Class};

/// Makes the text of a shape from a size.
type Make = fn(usize) -> String;

/// The shapes whose cost must grow in step with their size; the number is the size that the hostile posts have.
pub const GROWING: &[(&str, usize, Make)] = &[
    ("quotes", 5000, |n| format!("{}a", "> ".repeat(n))),
    ("lists", 2500, |n| format!("{}x", "- ".repeat(n))),
    ("quotes-lists", 2000, |n| format!("{}a", "> - ".repeat(n))),
    ("emphasis-nested", 2000, |n| format!("{}b{}", "*a **a ".repeat(n), " a** a*".repeat(n))),
    ("emphasis-openers", 5000, |n| "_a ".repeat(n)),
    ("emphasis-closers", 5000, |n| "a_ ".repeat(n)),
    ("emphasis-crossed", 5000, |n| "*a_ ".repeat(n)),
    ("emphasis-mixed", 3000, |n| format!("{}{}", "*a ".repeat(n), "_a*_ ".repeat(n))),
    ("emphasis-threes", 4000, |n| format!("a**b{}", "c* ".repeat(n))),
    ("emphasis-han", 3000, |n| "**注意：**这里*甲。*乙".repeat(n / 3)),
    ("emphasis-unclosed-han", 3000, |n| "**注意：".repeat(n)),
    ("stars-word", 3000, |n| "a***".repeat(n)),
    ("stars-row", 5000, |n| format!("{}a{}", "*".repeat(n), "*".repeat(n))),
    ("tildes", 5000, |n| "~~a ".repeat(n)),
    ("link-openers", 5000, |n| "[a".repeat(n)),
    ("link-closers", 5000, |n| "a]".repeat(n)),
    ("link-emphasis", 3000, |n| "[ a_".repeat(n)),
    ("link-parens", 3000, |n| "[ (](".repeat(n)),
    ("link-images", 3000, |n| "![[]()".repeat(n)),
    ("link-open-target", 3000, |n| "[a](<b".repeat(n)),
    ("link-bare-target", 3000, |n| "[a](b".repeat(n)),
    ("link-stars", 3000, |n| "[*_a".repeat(n)),
    ("brackets", 3000, |n| format!("{}a{}", "[".repeat(n), "]".repeat(n))),
    ("backtick-slash", 3000, |n| "``\\".repeat(n)),
    ("comments", 3000, |n| format!("<{}", "!-- <".repeat(n))),
    ("comments-open", 3000, |n| format!("</{}", "<!--".repeat(n))),
    ("instructions", 2000, |n| format!("{}{}{}", "<?".repeat(n), "<![CDATA[".repeat(n), "<!X".repeat(n))),
    ("attributes", 3000, |n| format!("<a {}>", "b=c ".repeat(n))),
    ("tags-open", 3000, |n| "<a><b><i>".repeat(n / 3)),
    ("details", 1000, |n| "<details><summary>a</summary>\n\n".repeat(n)),
    ("addresses", 2000, |n| "http://a.b/ www. a@ https://例".repeat(n / 2)),
    ("addresses-glued", 2000, |n| "http://".repeat(n)),
    ("dollars", 3000, |n| "$a{".repeat(n)),
    ("liquid", 3000, |n| "{% a ".repeat(n)),
    ("liquid-braces", 3000, |n| "{{ a ".repeat(n)),
    ("liquid-closed", 2000, |n| "{% a %}".repeat(n)),
    ("liquid-raw", 1000, |n| "{% raw %}{% endraw %}".repeat(n)),
    ("liquid-comments", 500, |n| "{{< note >}}\n{% comment %}{% endcomment %}\n".repeat(n)),
    ("outputs", 3000, |n| "{{a}}".repeat(n)),
    ("shortcodes", 2000, |n| "{{< a >}}".repeat(n)),
    ("shortcodes-apart", 1500, |n| "{{< a >}} 云原生 ".repeat(n)),
    ("names", 3000, |n| "{#a}".repeat(n)),
    ("names-headings", 1000, |n| "# 题 {#a} ".repeat(n)),
    ("attributes-kramdown", 3000, |n| "{:.a}".repeat(n)),
    ("addresses-stars", 1000, |n| "http://a**".repeat(n)),
    ("quotes-lazy", 1500, |n| format!("{}a\n{}", "> ".repeat(n), "b\n".repeat(n))),
    ("lists-lazy", 1000, |n| format!("{}a\n{}", "- ".repeat(n), "  b\n".repeat(n))),
    ("footnotes", 400, |n| (0..n).map(|k| format!("[^f{k}]: 见[^f{}]\n\n", k + 1)).collect()),
    ("footnote-marks", 3000, |n| "[^1]".repeat(n)),
    ("references", 1500, |n| {
        format!(
            "{}\n{}",
            (0..n).map(|k| format!("[r{k}]: https://example.test/{k}\n")).collect::<String>(),
            (0..n).map(|k| format!("[r{k}] ")).collect::<String>()
        )
    }),
    ("headings", 1000, |n| (0..n).map(|k| format!("### 题 {k}\n\n")).collect()),
    ("headings-alike", 1000, |n| "### 题\n\n".repeat(n)),
    ("links", 1000, |n| (0..n).map(|k| format!("[l{k}](https://example.test/{k}) ")).collect()),
    ("sources", 500, |n| (0..n).map(|k| format!("**Source:** [s{k}](https://example.test/{k})\n\n")).collect()),
    ("stories", 500, |n| {
        (0..n).map(|k| format!("### 题{k}\n\n文。\n\n**Source:** [s](https://example.test/{k})\n\n")).collect()
    }),
    ("list-items", 1500, |n| (0..n).map(|k| format!("- 第{k}项\n")).collect()),
    ("list-blank-lines", 1000, |n| format!("{}x{}", "- ".repeat(n), "\n".repeat(n))),
    ("list-steps", 60, |n| (0..n).map(|k| format!("{}* a\n", "  ".repeat(k))).collect()),
    ("line-of-han", 10_000, |n| "好".repeat(n)),
    ("line-of-letters", 20_000, |n| "x".repeat(n)),
    ("line-of-words", 5000, |n| "word ".repeat(n)),
    ("line-of-stops", 5000, |n| "，".repeat(n)),
    ("line-of-openers", 5000, |n| "（".repeat(n)),
    ("line-of-dashes", 5000, |n| "—".repeat(n)),
    ("line-of-numbers", 5000, |n| "1.".repeat(n)),
    ("line-of-slashes", 5000, |n| "a/".repeat(n)),
    ("line-of-quotes", 5000, |n| "\"甲".repeat(n)),
    ("code-long-line", 10_000, |n| format!("```\n{}\n```", "y".repeat(n))),
    ("code-lines", 3000, |n| format!("```\n{}```", "let a = 1;\n".repeat(n))),
    ("code-span-long", 5000, |n| format!("`{}`", "a.b".repeat(n))),
    ("code-tabs", 1000, |n| format!("```\n{}a\n```", "\t".repeat(n))),
    ("soft-breaks", 3000, |n| "云\n".repeat(n)),
    ("hard-breaks", 2000, |n| "云\\\n".repeat(n)),
    ("entities", 3000, |n| "&amp;&#27;".repeat(n)),
    ("escapes", 4000, |n| "\x1b[31m".repeat(n)),
    ("marks", 20_000, |n| "\u{301}".repeat(n)),
    ("hidden", 10_000, |n| "a\u{200b}".repeat(n)),
    ("table-rows", 400, |n| format!("|甲|乙|\n|-|-|\n{}", "|一|二|\n".repeat(n))),
    ("table-long-cell", 3000, |n| format!("|甲|乙|\n|-|-|\n|{}|a|", "云原生".repeat(n / 3))),
    ("table-pipes", 2000, |n| format!("|甲|乙|\n|-|-|\n|a|{}", "|".repeat(n))),
];

/// Shapes that grow with the square of their size by their nature, or hardly at all.
fn others() -> Vec<(&'static str, Class, String)> {
    let columns = |n: usize| format!("|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n));
    vec![
        ("backticks", Class::Limit, (1..300).map(|n| format!("e{}", "`".repeat(n))).collect()),
        (
            "reference-long",
            Class::Limit,
            format!("[a]: https://example.test/{}\n\n{}", "x".repeat(4000), "[a] ".repeat(1000)),
        ),
        ("footnotes-cycle", Class::Limit, "[^a] [^b]\n\n[^a]: 见[^b]\n\n[^b]: 见[^a][^b]\n".to_owned()),
        ("table-wide", Class::Limit, format!("{}{}", columns(1000), format!("|{}\n", "b|".repeat(1000)).repeat(3))),
        ("table-ragged", Class::Limit, format!("{}{}", columns(600), "|b|\n".repeat(600))),
        ("table-narrow", Class::Show, format!("{}|{}\n", columns(30), "云原生|".repeat(30))),
        ("code-unclosed", Class::Show, "```rust\nfn main() {\n".to_owned()),
        (
            "indent",
            Class::Limit,
            format!("{}code\n\n{}code\n\n1.\t\t- a\n\t\t\t\tb", "\t".repeat(500), " ".repeat(5000)),
        ),
        ("declaration", Class::Show, "<!S\r:".to_owned()),
        ("definition", Class::Show, "level one!\n:\n    level two!\n    :\n        level three!\n".to_owned()),
        ("definition-attribute", Class::Show, "甲  2\n:<\n  {}\n -".to_owned()),
        ("numbers", Class::Show, "999999999. 甲\n1000000000. 乙\n\n0. 丙\n".to_owned()),
        ("html-unclosed", Class::Limit, "<div>\n<script>\n<style>\n".to_owned()),
        ("rules", Class::Show, "***\n".repeat(300)),
    ]
}

/// The cases.
pub fn cases() -> Vec<Case> {
    let growing = GROWING.iter().map(|&(name, size, make)| (name, Class::Limit, make(size)));
    growing.chain(others()).map(|(name, class, text)| Case::body(&format!("shape-{name}"), class, &text)).collect()
}
