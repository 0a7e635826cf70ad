//! What is said about a post's head, its file and its folder.

use super::{Text, text};

/// The word before a mend.
pub const HINT: Text = text("改法", "mend");

// ---- front matter --------------------------------------------------------------------------------------------------

/// A quoted value holds the same quotes inside.
pub const INNER_QUOTES: Text = text("引号里的值又含引号", "the quoted value has the same quotes inside");
/// The mend of [`INNER_QUOTES`].
pub const INNER_QUOTES_HINT: Text =
    text("把里面的引号改成「」，或在每个前面加 \\", "write the inner quotes as “ ”, or put \\ before each of them");
/// An unquoted value has a colon.
pub const COLON: Text = text("没有引号的值里有冒号", "an unquoted value has a colon in it");
/// The mend of [`COLON`].
pub const COLON_HINT: Text = text("给整个值加上引号：\"…\"", "put the whole value in quotes: \"…\"");
/// A value begins with a character that means something to YAML.
pub const INDICATOR: Text =
    text("值以 {} 开头，YAML 另有用处", "the value begins with {}, which YAML keeps for itself");
/// The mend of [`INDICATOR`].
pub const INDICATOR_HINT: Text = COLON_HINT;
/// A tab indents a line.
pub const TAB: Text = text("用制表符缩进", "a tab indents the line");
/// The mend of [`TAB`].
pub const TAB_HINT: Text = text("改用空格缩进", "indent with blanks");
/// A key stands twice.
pub const DUPLICATE: Text = text("“{}”写了两次，取最后一次", "“{}” stands twice; the last one counts");
/// The mend of [`DUPLICATE`].
pub const DUPLICATE_HINT: Text = text("只留一个", "keep one of them");
/// A control character in a line.
pub const CONTROL: Text = text("这一行有控制符", "this line holds a control character");
/// The mend of [`CONTROL`].
pub const CONTROL_HINT: Text = UNSAFE_FIELD_HINT;
/// A quote or bracket is not closed.
pub const OPEN: Text = text("{} 没有对应的结尾", "{} is never closed");
/// The mend of [`OPEN`].
pub const OPEN_HINT: Text = text("补上结尾，或给整个值加上引号", "close it, or put the whole value in quotes");
/// A line that is neither `key: value` nor `- item`.
pub const ODD_LINE: Text = text("这一行不是“键: 值”，也不是“- 项”", "this line is neither “key: value” nor “- item”");
/// The mend of [`ODD_LINE`].
pub const ODD_LINE_HINT: Text =
    text("改成“键: 值”，或从文首信息里删去", "write it as “key: value”, or take it out of the front matter");
/// The parser refused it and we cannot say why.
pub const UNREADABLE: Text = text("文首信息从这里起读不通：{}", "the front matter cannot be read from here: {}");
/// The mend of [`UNREADABLE`].
pub const UNREADABLE_HINT: Text =
    text("其余各行已逐行读出；请改这一行", "the other lines were read one by one; mend this one");
/// Anchors, aliases and type marks.
pub const MARKS: Text =
    text("不采用 YAML 的锚、别名和类型标记（{}）", "YAML's anchors, aliases and type marks are not followed ({})");
/// The mend of [`MARKS`].
pub const MARKS_HINT: Text = text("把值原样写出，或加上引号", "write the value itself, or put it in quotes");
/// Nested beyond the limit.
pub const TOO_DEEP: Text = text("文首信息嵌套超过 {} 层", "the front matter is nested deeper than {} levels");
/// The mend of [`TOO_DEEP`].
pub const TOO_DEEP_HINT: Text = text("请写得平一些", "write it flatter");
/// Longer than the limit.
pub const TOO_LONG: Text =
    text("文首信息超过 64 KB，只读了开头", "the front matter is over 64 KB; only its beginning was read");
/// The mend of [`TOO_LONG`].
pub const TOO_LONG_HINT: Text = text("把长文移到正文", "move long texts into the body");
/// Nothing between the fences.
pub const EMPTY: Text = text("文首信息是空的", "the front matter is empty");
/// The mend of [`EMPTY`].
pub const EMPTY_HINT: Text =
    text("写上 title 和 date，或删去两条界线", "write a title and a date, or remove the two fences");
/// The second fence is missing.
pub const UNCLOSED: Text = text("文首信息没有结束的界线", "the front matter is never closed");
/// The mend of [`UNCLOSED`].
pub const UNCLOSED_HINT: Text =
    text("在最后一个键之后另起一行写 {}", "write {} on a line of its own after the last key");
/// A list or a text where keys should be.
pub const NOT_A_MAP: Text = text("文首信息不是“键: 值”", "the front matter is no list of “key: value”");
/// The mend of [`NOT_A_MAP`].
pub const NOT_A_MAP_HINT: Text = text("每行写一个“键: 值”", "write one “key: value” on each line");

// ---- single fields -------------------------------------------------------------------------------------------------

/// A date that is no day.
pub const BAD_DATE: Text = text("读不懂日期“{}”", "“{}” is no date that we know");
/// The mend of [`BAD_DATE`].
pub const BAD_DATE_HINT: Text = text("写成 2026-02-05 的样子", "write it like 2026-02-05");
/// A title without a visible character.
pub const BLANK_TITLE: Text = text("标题里没有可见的字", "the title has nothing to see");
/// The mend of [`BLANK_TITLE`].
pub const BLANK_TITLE_HINT: Text = text("写上标题，或删去 title 一行", "write a title, or remove the title line");
/// Controls and invisible characters in a field.
pub const UNSAFE_FIELD: Text = text(
    "“{}”里有控制符或看不见的字符，已标出或去掉",
    "“{}” holds control or invisible characters; they were marked or removed",
);
/// The mend of [`UNSAFE_FIELD`].
pub const UNSAFE_FIELD_HINT: Text = text("删去这些字符", "remove them");
/// A field beyond its limit.
pub const FIELD_CUT: Text = text("“{}”超出上限，只显示开头", "“{}” is over its limit; only the beginning is shown");
/// The mend of [`FIELD_CUT`].
pub const FIELD_CUT_HINT: Text =
    text("标题至多 500 字，标签至多 64 字、64 个", "a title has at most 500 characters, a tag 64, a post 64 tags");
/// More unknown keys than are kept.
pub const EXTRA_CUT: Text =
    text("其他的键超过 {} 个，其余没有保留", "there are more than {} other keys; the rest was not kept");
/// The mend of [`EXTRA_CUT`].
pub const EXTRA_CUT_HINT: Text = ODD_LINE_HINT;
/// A source that is no web address and looks like one that must not be opened.
pub const BAD_SOURCE: Text = text("source 不是网址：{}", "the source is no web address: {}");
/// The mend of [`BAD_SOURCE`].
pub const BAD_SOURCE_HINT: Text = text("写成 https://… 或名字", "write https://… or a name");

// ---- files ---------------------------------------------------------------------------------------------------------

/// Nothing to read in a file.
pub const EMPTY_FILE: Text = text("空文件", "the file is empty");
/// The mend of [`EMPTY_FILE`].
pub const EMPTY_FILE_HINT: Text = text("写上内容，或删去它", "write something, or remove it");
/// NUL bytes, or too many controls.
pub const BINARY: Text = text("不是文本文件", "not a text file");
/// The mend of [`BINARY`].
pub const BINARY_HINT: Text =
    text("存为 UTF-8 文本，或移出文章目录", "save it as UTF-8 text, or move it out of the posts folder");
/// Bytes that are not UTF-8.
pub const BAD_UTF8: Text =
    text("第 {} 字节起不是 UTF-8，坏字节显示为 �", "not UTF-8 at byte {}; what cannot be read is shown as �");
/// The mend of [`BAD_UTF8`].
pub const BAD_UTF8_HINT: Text = text("用编辑器另存为 UTF-8", "save it again as UTF-8");
/// Another encoding.
pub const DECODED: Text = text("按 {} 编码读出", "read as {}");
/// The mend of [`DECODED`].
pub const DECODED_HINT: Text = BAD_UTF8_HINT;
/// Longer than the limit.
pub const CUT: Text = text("文件有 {}，只显示前 16 MB", "the file has {}; its first 16 MB are shown");
/// The mend of [`CUT`].
pub const CUT_HINT: Text = text("拆成几篇", "split it into several posts");
/// A name with controls or that is not UTF-8.
pub const NAME: Text = text("文件名里有不能显示的字符", "the file's name has characters that cannot be shown");
/// The mend of [`NAME`].
pub const NAME_HINT: Text = text("改个文件名", "give the file another name");
/// A pipe, socket, device or folder.
pub const NOT_REGULAR: Text = text("不是普通文件", "not a regular file");
/// The mend of [`NOT_REGULAR`].
pub const NOT_REGULAR_HINT: Text = text("移出文章目录", "move it out of the posts folder");
/// A link out of the folder.
pub const OUTSIDE: Text = text("在文章目录之外", "outside the posts directory");
/// The mend of [`OUTSIDE`].
pub const OUTSIDE_HINT: Text =
    text("把文件放进文章目录，不要用链接", "put the file itself into the posts folder instead of a link");
/// A link to nothing.
pub const DANGLING: Text = text("链接所指的文件不存在", "the link points to a file that does not exist");
/// The mend of [`DANGLING`].
pub const DANGLING_HINT: Text = text("删去或改正链接", "remove the link or mend it");
/// The system refused to open or read.
pub const REFUSED: Text = text("打不开：{}", "cannot be read: {}");
/// The mend of [`REFUSED`].
pub const REFUSED_HINT: Text = text("检查权限和磁盘", "look at its permissions and at the disk");
/// Folders below the limit.
pub const FOLDER_DEEP: Text = text("目录超过 {} 层，里面的没有读", "folders below level {} were not read");
/// The mend of [`FOLDER_DEEP`].
pub const FOLDER_DEEP_HINT: Text = text("移到上层目录", "move them further up");
/// More files than the limit.
pub const TOO_MANY: Text = text("文章超过 {} 篇，其余没有读", "more than {} posts; the rest was not read");
/// The mend of [`TOO_MANY`].
pub const TOO_MANY_HINT: Text = text("用 --posts 指定其中一个目录", "name one of its folders with --posts");
/// A file where a folder should be.
pub const NOT_FOLDER: Text = text("不是目录", "not a folder");
/// The mend of [`NOT_FOLDER`].
pub const NOT_FOLDER_HINT: Text = text("写目录的路径", "name a folder");
/// The folder or file that was named is not there.
pub const NO_SUCH: Text = text("没有这个文件或目录", "there is no such file or folder");
/// The mend of [`NO_SUCH`].
pub const NO_SUCH_HINT: Text =
    text("检查路径；不写路径则读自带的文章", "look at the path; without one, yundu shows its built-in posts");
