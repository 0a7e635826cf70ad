//! What is said about a post's body.

use super::{Text, text};

/// What stands before the alternative text of an image.
pub const IMAGE: Text = text("[图] ", "[image] ");
/// The heading line of an alert that is useful to know.
pub const ALERT_NOTE: Text = text("说明", "Note");
/// The heading line of an alert with advice.
pub const ALERT_TIP: Text = text("提示", "Tip");
/// The heading line of an alert that success depends on.
pub const ALERT_IMPORTANT: Text = text("重要", "Important");
/// The heading line of an alert that needs attention at once.
pub const ALERT_WARNING: Text = text("警告", "Warning");
/// The heading line of an alert about the risks of an action.
pub const ALERT_CAUTION: Text = text("当心", "Caution");
/// The heading line of a quote in a plain text.
pub const QUOTE: Text = text("引用：", "Quote:");
/// The label of a footnote in a plain text; `{}` is its own.
pub const NOTE: Text = text("[注 {}]", "[note {}]");
/// What stands above code without a language in a plain text.
pub const CODE: Text = text("代码：", "Code:");
/// What stands above code in a plain text; `{}` is its language.
pub const CODE_IN: Text = text("代码（{}）：", "Code ({}):");
/// Stands for what is folded where its author wrote no summary: HTML's own words.
pub const SUMMARY: Text = text("详情", "Details");
/// Stands where containers are nested too deeply to be shown as such.
pub const TOO_DEEP: Text = text("（嵌套过深，以下不再缩进）", "(nested too deeply: no further indent from here)");

/// A code fence is never closed.
pub const OPEN_FENCE: Text = text("代码块没有结束", "This code block is never closed");
/// How to close it.
pub const OPEN_FENCE_HINT: Text =
    text("在代码后另起一行写上同样的 ``` 或 ~~~", "Put the same ``` or ~~~ on a line of its own after the code");
/// A comment is never closed.
pub const OPEN_COMMENT: Text = text("注释没有结束，按正文显示", "This comment is never closed; it is shown as text");
/// How to close it.
pub const OPEN_COMMENT_HINT: Text = text("在注释后写上 -->", "Put --> after the comment");
/// Containers are nested deeper than is shown; `{}` is the depth.
pub const NESTED: Text = text(
    "嵌套超过 {} 层，更深的内容显示在同一层",
    "Nested deeper than {} levels; what lies below is shown on one level",
);
/// What to do about it.
pub const NESTED_HINT: Text = text("减少引用或列表的层数", "Nest quotes and lists less deeply");
/// A table has more columns than are shown; `{}` is their number.
pub const WIDE_TABLE: Text =
    text("表格超过 {} 列，按原文显示", "This table has more than {} columns; it is shown as written");
/// What to do about it.
pub const WIDE_TABLE_HINT: Text = text("把表格拆成几个", "Split the table");
/// A link's scheme is refused; `{}` is the scheme.
pub const REFUSED_SCHEME: Text = text("不打开 {} 链接", "Links with the scheme {} are not opened");
/// What to do about it.
pub const REFUSED_SCHEME_HINT: Text = text("改用 http 或 https 地址", "Use an http or https address");
/// A link's target is too long.
pub const REFUSED_LONG: Text =
    text("链接地址超过 8 KiB，不会打开", "This link's address is longer than 8 KiB and is not opened");
/// What to do about it.
pub const REFUSED_LONG_HINT: Text = text("换成较短的地址", "Use a shorter address");
/// A link's target holds blanks or controls.
pub const REFUSED_CONTROL: Text = text(
    "链接地址含有空格、换行或控制字符，不会打开",
    "This link's address holds a blank, a line end or a control and is not opened",
);
/// What to do about it.
pub const REFUSED_CONTROL_HINT: Text = text("删去这些字符，空格写成 %20", "Remove them; write a blank as %20");
/// A link's target is not an address.
pub const REFUSED_INVALID: Text =
    text("链接地址为空或无效，不会打开", "This link's address is empty or invalid and is not opened");
/// What to do about it.
pub const REFUSED_INVALID_HINT: Text = text("写上完整的 https:// 地址", "Write the whole https:// address");
/// The parser failed.
pub const UNPARSED: Text = text("正文无法解析，按原文显示", "The body could not be parsed; it is shown as written");
/// What to do about it.
pub const UNPARSED_HINT: Text = text("请把这个文件随问题报告一并提交", "Please report this with the file");
/// The body has characters that are not shown as they are written; `{}` is their number.
pub const HIDDEN: Text = text(
    "{} 个控制字符或不可见字符，已换成符号或略去",
    "Control or invisible characters, shown as pictures or left out: {}",
);
/// What to do about it.
pub const HIDDEN_HINT: Text = text("若非有意，请从文件中删去", "Delete them from the file unless they are meant");
/// Stands for the defects of a body that are too many to list; `{}` is their number.
pub const MORE: Text = text("另有 {} 处问题未列出", "Defects that are not listed: {}");
/// What to do about it.
pub const MORE_HINT: Text = text("先改好以上各处", "Mend those above first");
