//! What the commands print.

use super::{Text, text};

// ---- headings and small words --------------------------------------------------------------------------------------

/// The facet of tags.
pub const TAGS: Text = text("标签", "tags");
/// The facet of categories.
pub const CATEGORIES: Text = text("分类", "categories");
/// The facet of authors.
pub const AUTHORS: Text = text("作者", "authors");
/// The facet of sources.
pub const SOURCES: Text = text("来源", "sources");
/// The facet of months.
pub const MONTHS: Text = text("月份", "months");
/// Stands before a link that belongs to a story as its source.
pub const SOURCE: Text = text("来源", "source");
/// A link that is opened only after a question, and why.
pub const DOUBTFUL: Text = text("打开前请看清：{}", "look before you open: {}");
/// Stands between the reasons.
pub const COMMA: Text = text("，", ", ");
/// A link to a heading of the same post.
pub const INSIDE: Text = text("本篇内：{}", "inside this post: {}");
/// A link to another post, or below the site.
pub const BESIDE: Text = text("相对地址：{}", "a relative address: {}");

// ---- results -------------------------------------------------------------------------------------------------------

/// Nothing matched the query.
pub const NOTHING: Text = text("没有符合“{}”的文章", "nothing matches “{}”");
/// What to do when nothing matched.
pub const NOTHING_HINT: Text =
    text("去掉一部分条件再试；`yundu tags` 列出所有标签", "loosen a part of it; `yundu tags` lists every tag");
/// Which part to drop, and how many posts that leaves.
pub const LOOSEN: Text = text("去掉“{}”就有 {} 篇", "without “{}” there are {}");
/// What a slip in a query is a slip of.
pub const THE_QUERY: Text = text("筛选条件", "the query");
/// What queries look like.
pub const QUERY_HINT: Text =
    text("写作例如 'tag:security -tag:ai since:2w'", "write it like 'tag:security -tag:ai since:2w'");
/// The library has no posts.
pub const EMPTY: Text = text("{} 里没有文章", "there are no posts in {}");
/// What to do when there are none.
pub const EMPTY_HINT: Text =
    text("用 --posts 指定一个放着 .md 文件的文件夹", "name a folder that has .md files with --posts");
/// The post has no links.
pub const NO_LINKS: Text = text("这一篇没有链接", "this post has no links");
/// `check` found nothing.
pub const CHECKED_WELL: Text = text("没有问题；已检查 {} 篇", "no defects; posts checked: {}");
/// `check` found something: defects, posts.
pub const CHECKED: Text = text("问题 {} 处；已检查 {} 篇", "defects: {}; posts checked: {}");

// ---- what is wrong with the command line -----------------------------------------------------------------------------

/// The label of an error.
pub const ERROR: Text = text("yundu：{}", "yundu: {}");
/// The label of what to do.
pub const MEND: Text = text("  改法：{}", "  mend: {}");
/// No such file, folder or command.
pub const NO_SUCH_PATH: Text =
    text("没有叫“{}”的文件、文件夹或命令", "there is no file, folder or command called “{}”");
/// Where the commands are listed.
pub const HELP_HINT: Text = text("`yundu --help`列出所有命令", "`yundu --help` lists all commands");
/// No such folder.
pub const NO_FOLDER: Text = text("没有文件夹“{}”（{}）", "there is no folder “{}” ({})");
/// Which words name a folder.
pub const FOLDER_HINT: Text =
    text("改正路径，或去掉它，读内置的文章", "correct the path, or leave it out to read the built-in posts");
/// A file that cannot be a post.
pub const NO_POST_FILE: Text = text("“{}”不是文章：{}", "“{}” is no post: {}");
/// What a post is.
pub const POST_FILE_HINT: Text = text(
    "文章是 UTF-8 的 Markdown 文件（.md、.markdown、.mdown）",
    "a post is a Markdown file in UTF-8 (.md, .markdown, .mdown)",
);
/// No such post.
pub const NO_SUCH_POST: Text = text("没有叫“{}”的文章", "there is no post called “{}”");
/// How to find out the ids.
pub const LIST_HINT: Text = text("`yundu list` 列出所有文章", "`yundu list` lists all posts");
/// The nearest match.
pub const MEANT: Text = text("是不是“{}”？", "did you mean “{}”?");
/// Several posts fit.
pub const SEVERAL: Text = text("“{}”可以是 {} 篇文章", "“{}” fits {} posts");
/// Which ones.
pub const SEVERAL_HINT: Text = text("写全一些：{}", "say more of it: {}");
/// No link of that number.
pub const NO_SUCH_LINK: Text = text("没有第 {} 个链接，共 {} 个", "there is no link {}; the post has {}");
/// How to see the numbers.
pub const LINKS_HINT: Text = text("`yundu links {}` 列出它们", "`yundu links {}` lists them");
/// The link may not be opened.
pub const NOT_OPENED: Text = text("没有打开 {}：{}", "{} was not opened: {}");
/// How to open it all the same.
pub const YES_HINT: Text = text("确认无误就加上 --yes", "add --yes if that is what you want");
/// What to do with a refused link.
pub const REFUSED_HINT: Text = text("信得过的话，自己复制来打开", "copy it and open it yourself if you trust it");
/// A link to another post, or inside this one, named by its id.
pub const SHOW_HINT: Text = text("用 `yundu show {}` 读", "read it with `yundu show {}`");
/// A relative link that leads nowhere.
pub const RELATIVE_HINT: Text =
    text("在配置中写上 site，它才有去处", "name the site in the configuration, so that it leads somewhere");
/// The browser did not start.
pub const NO_BROWSER: Text = text("没有浏览器可用", "there is no browser to start");
/// What to do about that.
pub const BROWSER_HINT: Text = text("复制上面的地址，或设置 BROWSER", "copy the address above, or set BROWSER");
/// Standard input could not be read.
pub const NO_INPUT: Text = text("读不到标准输入：{}", "standard input could not be read: {}");
/// The output could not be written.
pub const NO_OUTPUT: Text = text("写不出去：{}", "the output could not be written: {}");
/// The mend of that.
pub const OUTPUT_HINT: Text =
    text("看看磁盘是否已满、输出是否还开着", "see whether the disk is full and the output still open");
/// A path and a command on one line.
pub const PATH_AND_COMMAND: Text = text("“{}”写在命令之前，没有用处", "“{}” before the command means nothing");
/// What to do about that.
pub const PATH_AND_COMMAND_HINT: Text = text("用 --posts 指定文件夹", "name the posts folder with --posts");
/// No terminal for the reader.
pub const NO_TERMINAL: Text = text("没有可用的终端：{}", "there is no terminal to read in: {}");
/// What to do about that.
pub const NO_TERMINAL_HINT: Text = text(
    "在终端里运行，或用 `yundu list` 和 `yundu show`",
    "run it in a terminal, or use `yundu list` and `yundu show`",
);
/// No theme of that name.
pub const NO_THEME: Text = text("没有叫“{}”的主题", "there is no theme called “{}”");
/// A theme's file cannot be read.
pub const NO_THEME_FILE: Text = text("读不到主题“{}”：{}", "the theme “{}” cannot be read: {}");
/// Which themes there are.
pub const THEMES_HINT: Text = text("可用的主题：{}", "the themes are: {}");
/// The heading of the targets of a plain text.
pub const LINKS: Text = text("链接", "Links");
/// What can be answered in the reader of lines.
pub const LINEAR_KEYS: Text = text(
    "编号：读那一篇；回车：下一篇未读；l 列表；m 更多；o 编号：打开链接；q 离开 >",
    "number: read it; Enter: next unread; l list; m more; o number: open a link; q leave >",
);
/// An answer that means nothing.
pub const LINEAR_UNKNOWN: Text = text("没看懂这一行", "that line means nothing here");
/// Stands behind an unread post.
pub const LINEAR_UNREAD: Text = text("未读", "unread");
/// How many posts are not listed yet.
pub const LINEAR_MORE: Text = text("还有 {} 篇，m 列出", "{} more; m lists them");
/// A number that no post has; `{}` is how many there are.
pub const LINEAR_NO_POST: Text = text("没有这个编号，共 {} 篇", "no post of that number; there are {}");
/// There is no post whose link could be opened.
pub const LINEAR_NO_PAGE: Text = text("先读一篇，再打开它的链接", "read a post first, then open its links");
/// A question before a doubtful link is opened.
pub const LINEAR_OPEN: Text = text("打开吗？y 打开，回车不打开 >", "Open it? y opens, Enter does not >");
/// What is wrong on a line.
pub const ON_LINE: Text = text("第 {} 行：{}", "line {}: {}");
/// The standard input's name as a post.
pub const STDIN: &str = "stdin.md";
