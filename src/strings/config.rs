//! What is said about the configuration.

use super::{Text, text};

/// The file is not there or cannot be read.
pub const UNREADABLE: Text = text("读不了配置文件：{}", "the configuration cannot be read: {}");
/// The mend of [`UNREADABLE`].
pub const UNREADABLE_HINT: Text =
    text("检查 --config 的路径和权限", "look at the path after --config and at its permissions");
/// No YAML.
pub const SYNTAX: Text = text("配置不是正确的 YAML：{}", "the configuration is not correct YAML: {}");
/// The mend of [`SYNTAX`].
pub const SYNTAX_HINT: Text =
    text("每行写一个“键: 值”，如 theme: dark", "write one “key: value” on each line, such as theme: dark");
/// A key that means nothing.
pub const NO_SETTING: Text = text("没有这个设置", "there is no such setting");
/// The mend of [`NO_SETTING`] when nothing is near.
pub const KEY_HINT: Text = text("可用：{}", "known are: {}");
/// The mend of a name that is nearly right.
pub const NEAR_HINT: Text = text("是不是“{}”？", "did you mean “{}”?");
/// A value of the wrong kind.
pub const VALUE: Text = text("“{}”的值用不了", "the value of “{}” cannot be used");
/// A command that does not exist.
pub const NO_COMMAND: Text = text("没有这个命令", "there is no such command");
/// The mend of [`NO_COMMAND`] when nothing is near.
pub const COMMAND_HINT: Text =
    text("命令的名字在帮助里（? 键）", "the names of the commands stand in the help (key ?)");
/// What `posts` takes.
pub const POSTS: Text = text("写一个目录，如 posts: ~/digests", "name a folder, such as posts: ~/digests");
/// What `lang` takes.
pub const LANG: Text = text("写 zh 或 en", "write zh or en");
/// What `theme` takes.
pub const THEME: Text = text("写主题的名字，如 theme: dark", "write the name of a theme, such as theme: dark");
/// What `site` takes.
pub const SITE: Text = text("写一个网址，如 https://example.org/", "write a web address, such as https://example.org/");
/// What a switch takes.
pub const SWITCH: Text = text("写 on 或 off", "write on or off");
/// What `width` takes.
pub const WIDTH: Text = text("写 20 到 400 之间的列数", "write a number of columns from 20 to 400");
/// What `words` takes.
pub const WORDS: Text = text(
    "写 on 或 off，或写自己的词，每个两到十六个汉字，如 words: [云读, 边车容器]",
    "write on or off, or words of your own, two to sixteen Han each, such as words: [云读, 边车容器]",
);
/// What `line-end` takes.
pub const LINE_END: Text = text("写 trim、flush 或 hang", "write trim, flush or hang");
/// What `line-start` takes.
pub const LINE_START: Text = text("写 flush 或 outdent", "write flush or outdent");
/// What `paragraphs` takes.
pub const PARAGRAPHS: Text = text("写 spaced 或 indented", "write spaced or indented");
/// What `hangul` takes.
pub const HANGUL: Text = text("写 words 或 syllables", "write words or syllables");
/// What `single-letters` takes.
pub const LETTERS: Text = text("写 kept 或 free", "write kept or free");
/// What `path-breaks` takes.
pub const PATHS: Text = text("写 after 或 before", "write after or before");
/// What `code` takes.
pub const CODE: Text = text("写 pan 或 wrap", "write pan or wrap");
/// What `ambiguous` takes.
pub const AMBIGUOUS: Text = text("写 probe、narrow 或 wide", "write probe, narrow or wide");
/// What `browser` takes.
pub const BROWSER: Text = text("写一条命令，如 browser: firefox %s", "write a command, such as browser: firefox %s");
/// What `editor` takes.
pub const EDITOR: Text = text("写一条命令，如 editor: nvim", "write a command, such as editor: nvim");
/// What `keys` takes.
pub const KEYS: Text = text(
    "写成 命令: 键，如 quit: [q, ctrl-c]；连按的键用空格分开：g g",
    "write command: key, such as quit: [q, ctrl-c]; keys in a row stand apart: g g",
);
/// A key with two meanings.
pub const CLASH: Text = text("同一个键有两个意思：{}", "one key means two things: {}");
/// The mend of [`CLASH`].
pub const CLASH_HINT: Text = text(
    "换一个键，或在 keys 里给另一个命令也换一个；不要键则写 []",
    "take another key, or give the other command one of its own under keys too; [] leaves it without",
);
