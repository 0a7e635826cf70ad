//! What is said about the filter language.

use super::{Text, text};

/// A word was expected.
pub const TERM: Text = text("这里应有一个词，或 tag:名称", "a word or tag:name is expected here");
/// A value was expected after `tag:`.
pub const VALUE: Text = text("“{}:”后面应有值", "a value is expected after “{}:”");
/// A quote has no end.
pub const QUOTE: Text = text("引号没有结尾", "the quote is never closed");
/// A bracket has no end.
pub const CLOSE: Text = text("这个括号没有结尾“)”", "the bracket that opens here is never closed");
/// A bracket closes nothing.
pub const OPEN: Text = text("这个“)”前面没有“(”", "this “)” closes nothing");
/// No field has that name.
pub const FIELD: Text = text(
    "没有“{}:”这种条件；可用 tag: author: source: since: 等；找带冒号的词请加引号",
    "there is no “{}:”; known are tag: author: source: since: and others; a word with a colon goes in quotes",
);
/// More text than a query may have.
pub const LONG: Text = text("筛选条件超过 {} 字节", "the query is longer than {} bytes");
/// No field has that name, but one is near; the offset shows what was written.
pub const NEAR: Text = text("没有这种条件；是不是 {}:", "there is no such condition; did you mean {}:");
/// The field has no such value, but one is near.
pub const NEAR_VALUE: Text = text("没有这个值；是不是 {}", "there is no such value; did you mean {}");
/// The field has no such value; `{}` lists those that it has.
pub const KNOWN_VALUES: Text = text("这里可用 {}", "known here are {}");
/// A day was expected.
pub const DAY: Text = text(
    "这里应有日期，如 2026-02、2026-02-05、2w、today",
    "a date is expected here, like 2026-02, 2026-02-05, 2w, today",
);
