//! What is said about links, the clipboard and the terminal.

use super::{Text, text};

/// Why a URL is not opened.
pub const NOT_A_WEB_PAGE: Text = text("不是 http 或 https 网址", "not an http or https address");
/// Why a browser command failed.
pub const NO_SUCH_PROGRAM: Text = text("没有这个程序", "no such program");
/// After a copy by OSC 52, which has no receipt.
pub const SENT_TO_CLIPBOARD: Text = text("已发送到终端的剪贴板", "sent to the terminal's clipboard");
/// How much that was: clusters.
pub const SENT_SIGNS: Text = text("，{} 字", "; characters: {}");
/// How many lines, where there are several.
pub const SENT_LINES: Text = text("，{} 行", ", lines: {}");
/// A copy of nothing.
pub const NOTHING_TO_COPY: Text = text("没有可复制的内容", "nothing to copy");
/// A copy that terminals would refuse.
pub const TOO_LONG_TO_COPY: Text =
    text("超过 100 KB，终端的剪贴板装不下", "over 100 KB, too long for the terminal's clipboard");
/// After Ctrl-z where no shell waits.
pub const NO_SHELL: Text = text("没有可返回的 shell", "there is no shell to go back to");
/// A body that made the parser fail.
pub const PARSER_FAILED: Text = text("解析时出错", "the parser failed on it");
/// What a panic's report begins with.
pub const INTERNAL_ERROR: Text = text("程序内部错误", "internal error");
/// Before the path of the post that was read last, in a panic's report.
pub const LAST_POST: Text = text("最后读的文章：", "the post that was read last:");
/// The editor `{1}` could not be started; `{2}` is the reason.
pub const NO_EDITOR: Text = text("编辑器 {1} 启动不了：{2}", "the editor {1} could not be started: {2}");
/// The editor `{1}` ended with `{2}`.
pub const EDITOR_FAILED: Text = text("编辑器 {1} 以 {2} 结束", "the editor {1} ended with {2}");
/// A post without a file: built in, or read from standard input.
pub const NO_FILE_TO_EDIT: Text = text("这篇文章没有文件可编辑", "this post has no file to edit");
