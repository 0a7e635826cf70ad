//! Input that is nested without end, or that other parsers are slow on.

use std::time::{Duration, Instant};
use yundu::document::{Block, BlockKind, Document, parse, plain};

/// Parses and drops in a thread whose stack no recursion on the input would fit in.
fn on_a_small_stack(body: String) -> (usize, Duration) {
    let run = move || {
        let start = Instant::now();
        let document: Document = parse(&body);
        let blocks = document.blocks.len();
        drop(document);
        (blocks, start.elapsed())
    };
    std::thread::Builder::new().stack_size(256 * 1024).spawn(run).unwrap().join().unwrap()
}

#[track_caller]
fn check(name: &str, body: String) {
    let (blocks, elapsed) = on_a_small_stack(body + "\n\n末");
    eprintln!("{name}: {blocks} blocks, {elapsed:?}");
    assert!(blocks > 0, "{name}");
    assert!(elapsed < Duration::from_secs(20), "{name} took {elapsed:?}");
}

#[test]
fn any_depth_parses_on_a_small_stack() {
    check("quotes", "> ".repeat(10_000) + "a");
    check("lists", "- ".repeat(5_000) + "a");
    check("lists by lines", (0..500).map(|n| format!("{}- a\n", "  ".repeat(n))).collect());
    check("quotes and lists", "> - ".repeat(3_000) + "a");
    check("lists and blank lines", "- ".repeat(30_000) + &"\n".repeat(30_000) + "a");
    check("emphasis", "*a **a ".repeat(50_000) + "b" + &" a** a*".repeat(50_000));
    check("stars", "*".repeat(100_000) + "a" + &"*".repeat(100_000));
    check("openers", "a **汉，".repeat(50_000));
    check("closers", "汉，** a".repeat(50_000));
    check("mismatched", "*a_ ".repeat(50_000));
    check("multiples of three", "a***b**c* ".repeat(20_000));
    check("tildes", "~~a ~~~ ~ ".repeat(20_000));
    check("brackets", "[".repeat(50_000) + "a" + &"]".repeat(50_000));
    check("images", "![".repeat(20_000) + "a" + &"](b)".repeat(20_000));
    check("links of one image", "![[]()".repeat(40_000));
    check("html", "<b><i>".repeat(20_000) + "a");
    check("html block", "<div>".repeat(20_000) + "a");
    check("open tags", "<div ".repeat(50_000));
    check("open quotes in tags", "<div a=\"".repeat(20_000) + ">");
    check("attributes", format!("<img {}alt=\"x\">", "a=b ".repeat(50_000)));
    check("comments", "<!-- a".repeat(50_000));
    check("braces", "{{".repeat(50_000));
    check("liquid", "{% a ".repeat(30_000));
    check("kramdown", "{: a ".repeat(30_000));
    check("bare prefixes", "http://!www.!".repeat(30_000));
    check("bare URLs", "https://a.example/(((".repeat(20_000));
    check("wide table", "|a".repeat(5_000) + "\n" + &"|-".repeat(5_000) + "\n" + &"|a\n".repeat(20_000));
    check("long table", "|a|b|\n|-|-|\n".to_owned() + &"|a\n".repeat(50_000));
    check("notes", "[^1] ".repeat(20_000) + "\n\n[^1]: a [^1]");
    check("links of one image on many lines", "![[]()\n".repeat(20_000));
    check("source links", "### a\n\nSource: ".to_owned() + &"[a](https://a.example/) ".repeat(20_000));
    check("stories", "## News\n".to_owned() + &"### a\nSource: https://a.example/\n".repeat(10_000));
    check("headings", "# a\n".repeat(10_000));
    check("hosts", format!("[a](http://{}test) ", "abcdefgh.".repeat(850)).repeat(200));
    check("loose items", "- a\n\n".repeat(20_000));
}

/// For each line the parser looks at all containers that are open, so it never sees very many.
#[test]
fn markers_that_are_too_many_are_text() {
    for marker in ["> ", ">", "- ", "+ ", "1. ", "> - "] {
        let document = parse(&format!("{}# 题", marker.repeat(300)));
        let [Block { kind: BlockKind::Paragraph(inlines), .. }] = document.blocks.as_slice() else {
            panic!("{marker}: {:?}", document.blocks)
        };
        assert!(plain(inlines).ends_with(&format!("{marker}# 题")), "{marker}: {}", plain(inlines));
        assert!(!document.defects.is_empty(), "{marker}");
    }
    let many = "2. ".repeat(300);
    let document = parse(&format!("甲\n{many}"));
    assert!(matches!(&document.blocks[0].kind, BlockKind::Paragraph(inlines) if plain(inlines).ends_with(many.trim())));
    for rule in ["- ".repeat(300), format!("> {}", "* ".repeat(300)), "-".repeat(300)] {
        assert_eq!(parse(&rule).blocks[0].kind, BlockKind::Rule, "{rule}");
    }
    let code = "> ".repeat(300) + "a";
    let document = parse(&format!("```\n{code}\n```\n"));
    assert!(matches!(&document.blocks[0].kind, BlockKind::Code { text, .. } if *text == code));
}
