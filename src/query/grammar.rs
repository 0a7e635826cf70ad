//! The language in examples: one table for the help and the README.

use crate::strings::{Text, text};

/// An example and what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// A query.
    pub example: &'static str,
    /// What it finds.
    pub words: Text,
}

const fn row(example: &'static str, words: Text) -> Row {
    Row { example, words }
}

/// An example of everything that the language can say.
#[rustfmt::skip] // One row for each example reads as the table that it is.
pub const GRAMMAR: &[Row] = &[
    row("供应链 dragonfly", text("标题或正文里两个词都有；全小写则不分大小写", "both in title or text; small letters find any case")),
    row("\"in place\"", text("整个短语", "the phrase as a whole")),
    row("anquan", text("标题和标签也按拼音找到“安全”；aq 亦可", "titles and tags by pinyin, too: 安全; or just aq")),
    row("tag:security", text("有这个标签；category: author: 同理", "with this tag; category: and author: likewise")),
    row("source:kubernetes.io", text("有来源在这个网站或其子域名", "with a source on this host or one below it")),
    row("title:重启", text("标题里有", "in the title")),
    row("lang:zh", text("正文语言；另有 en ja ko", "written in Chinese; also en, ja, ko")),
    row("is:unread", text("未读；另有 is:read is:starred", "not read yet; also is:read, is:starred")),
    row("has:code", text("有代码；另有 has:table has:warning", "with code; also has:table, has:warning")),
    row("date:2026-02", text("某年、某月或某日", "of a year, a month or a day")),
    row("date:2026-01..2026-02", text("从何时到何时", "from one to another")),
    row("since:2w", text("两周以来；另有 3d 1m 1y today 昨天", "of the last two weeks; also 3d, 1m, 1y, today")),
    row("until:2026-01-31", text("到这天为止，含这天", "up to this day, and on it")),
    row("after:2026-01 before:2026-03-15", text("晚于、早于，不含所写的", "later or earlier than what is named")),
    row("tag:docker | tag:mcp", text("任一；也写作 OR", "either; OR does the same")),
    row("tag:security -tag:ai", text("前者有、后者无；也写作 NOT", "the one and not the other; NOT does the same")),
    row("(tag:ai | tag:dra) author:\"Lin Yu\"", text("括号分组，带空格的值加引号", "brackets group, quotes keep blanks")),
    row("标签：安全 －作者：甲", text("中文名称与全角符号同样可用", "Chinese names and full-width marks work too")),
];
