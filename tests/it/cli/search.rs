//! `yundu search`.

use super::{check, run};
use std::fs;

#[test]
fn a_search_prints_the_passages_of_all_posts() {
    let passages =
        "2026-02-05  2026-02-05-restart  第一条\n  一段文字。\n\n2026-01-10  2026-01-10-colon  a: b\n  文字。\n";
    check("search 文字 --posts .", 0, &[passages], &["posts: 2, hits: 2\n"]);
    check(
        "search 文字 --posts . --limit 1 --lang zh",
        0,
        &["第一条\n  一段文字。\n"],
        &["文章 2 篇，命中 2 处；还有 1 段未列出，加 --limit 0 全部列出\n"],
    );
    check(
        "search 文字 --posts . --json --limit 1",
        0,
        &["{\"post\":\"2026-02-05-restart\",\"title\":\"就地重启\",\"date\":\"2026-02-05\",\"heading\":\"第一条\",\
           \"class\":\"story\",\"line\":17,\"text\":\"一段文字。\",\"lit\":[[2,4]]}\n"],
        &[],
    );
    check(
        "search example.org/a --posts . --json",
        0,
        &["\"class\":\"address\"", "\"url\":\"https://example.org/a\""],
        &[],
    );
    check("search 文字 --posts . --color always", 0, &["一段\u{1b}[", "文字\u{1b}[0m。"], &["posts: 2"]);
    check("search 文字 tag:security --posts .", 0, &["第一条\n  一段文字。\n"], &["posts: 1, hits: 1\n"]);
    check("search 文字 -tag:security --posts .", 0, &["a: b\n  文字。\n"], &["posts: 1, hits: 1\n"]);
    check("search 文字 | 长文 --posts .", 0, &["2026-01-15-plain  长文\n", "第一条"], &["posts: 3, hits: 3\n"]);
    check("search 文字 重启 --posts .", 0, &["就地重启", "第一条"], &["posts: 1, hits: 3\n"]);
    check("search jiudi --posts .", 0, &["2026-02-05-restart  就地重启"], &["posts: 1"]);
    check("search 无此词 --posts .", 1, &[], &["nothing matches “无此词”\n  mend: "]);
    check(
        "search 文字 无此词 --posts .",
        1,
        &[],
        &["nothing matches “文字 无此词”\n  mend: without “无此词” there are 2"],
    );
    check("search 文字 --posts nowhere", 2, &[], &["there is no folder “nowhere”"]);
    check("search", 2, &[], &["QUERY"]);
}

/// Posts in other encodings are searched as they are read.
#[test]
fn a_search_reads_other_encodings() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# 云原生的新闻\n\n我们在这里说的是容器的安全，大家都用它来运行服务。\n";
    fs::write(folder.path().join("gbk.md"), encoding_rs::GB18030.encode(text).0).unwrap();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fs::write(folder.path().join("utf16.md"), utf16).unwrap();
    for query in ["容器的安全", "容器的安全 -tag:ai"] {
        let words: Vec<&str> = ["search", "--posts", "."].into_iter().chain(query.split(' ')).collect();
        let output = run(folder.path(), &words);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "posts: 2, hits: 2\n", "{query}");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            said.contains("gbk  云原生的新闻\n  我们在这里说的是容器的安全，") && said.contains("utf16  云原生的"),
            "{said}"
        );
    }
}
