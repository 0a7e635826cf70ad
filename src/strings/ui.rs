//! What the panes, the help and the notices say.

use super::{Text, text};

/// A count of stories: one, several.
pub const STORIES: [Text; 2] = [text("{} 条", "{} story"), text("{} 条", "{} stories")];
/// A reading time: one minute, several.
pub const MINUTES: [Text; 2] = [text("{} 分钟", "{} min"), text("{} 分钟", "{} min")];
/// The row of a post that cannot be read; `{}` is the reason.
pub const BROKEN: Text = text("无法阅读：{}", "broken: {}");
/// The group of posts without a date.
pub const NO_DATE: Text = text("没有日期", "No date");
/// The group of today's posts.
pub const TODAY: Text = text("今天", "Today");
/// The group of the posts since Monday.
pub const THIS_WEEK: Text = text("本周", "This week");
/// The group of the posts since the first of the month.
pub const THIS_MONTH: Text = text("本月", "This month");
/// Which post of how many: `{1}` of `{2}`.
pub const POST_OF: Text = text("第 {1}/{2} 条", "{1}/{2}");
/// The reading time that is left.
pub const MINUTES_LEFT: Text = text("余 {} 分钟", "{} min left");
/// All that is shown where nothing fits.
pub const TOO_SMALL: Text = text("终端太小", "terminal too small");

/// A theme's file is no theme; `{}` is the parser's reason.
pub const THEME_UNREADABLE: Text = text("这不是主题文件：{}", "this is no theme: {}");
/// The mend.
pub const THEME_SHAPE: Text =
    text("主题文件应有 name、palette 和 roles 三项", "a theme has the three keys name, palette and roles");
/// A role that we do not know.
pub const THEME_ROLE: Text = text("没有名为 {} 的角色", "there is no role {}");
/// The mend.
pub const THEME_ROLE_HINT: Text =
    text("角色名见内置的 themes/dark.yaml", "themes/dark.yaml names all roles; correct the name or remove the line");
/// A colour that is none.
pub const THEME_COLOUR: Text = text("{} 不是颜色", "{} is no colour");
/// The mend.
pub const THEME_COLOUR_HINT: Text =
    text("写作 \"#rrggbb\"，或用 palette 中的名字", "write \"#rrggbb\", or a name from the palette");

/// Words for commands on the status line, where there is little room.
pub const SHORT_OPEN: Text = text("打开", "open");
/// Reading on.
pub const SHORT_READ_ON: Text = text("往下读", "read on");
/// The source of the story.
pub const SHORT_SOURCE: Text = text("原文", "source");
/// The facets.
pub const SHORT_FACETS: Text = text("筛选", "filter");
/// Searching in the page.
pub const SHORT_SEARCH: Text = text("查找", "search");
/// The help.
pub const SHORT_HELP: Text = text("帮助", "help");
/// One level back.
pub const SHORT_BACK: Text = text("返回", "back");

/// Notices: the last link was focused already.
pub const NO_MORE_LINKS: Text = text("没有更多链接", "no more links");
/// The page shows no link.
pub const NO_LINKS_HERE: Text = text("这一屏没有链接", "no links on this screen");
/// The post has fewer links.
pub const NO_SUCH_LINK: Text = text("本篇没有这么多链接", "this post has fewer links");
/// The story names no source.
pub const NO_SOURCE: Text = text("这里没有原文链接", "no source link here");
/// The story names no source, the post does; `{}` is its host.
pub const NO_SOURCE_BUT: Text =
    text("这条新闻没有原文链接；整篇的来源在 {}", "This story names no source; the whole post comes from {}");
/// A reference leads to a footnote that is not there; `{}` is its label.
pub const NO_NOTE: Text = text("本篇没有注 {}", "this post has no note {}");
/// An anchor leads nowhere; `{}` is the anchor.
pub const NO_ANCHOR: Text = text("本篇没有标题 #{}", "this post has no heading #{}");
/// Nothing can be copied here.
pub const NOTHING_TO_COPY: Text = text("这里没有可复制的内容", "nothing to copy here");
/// The browser was started; `{}` is the host.
pub const OPENED: Text = text("已在浏览器中打开 {}", "opened {} in the browser");
/// The browser could not be started; `{}` is the reason.
pub const OPEN_FAILED: Text = text("未能打开浏览器：{}", "the browser could not be started: {}");
/// There is no browser.
pub const NO_BROWSER: Text = text(
    "这里没有浏览器可用。网址已送往终端剪贴板：",
    "There is no browser here. The address was sent to the terminal's clipboard:",
);
/// The mouse was given to the terminal.
pub const MOUSE_OFF: Text = text("鼠标已交还终端，按 M 收回", "the mouse is the terminal's now; M takes it back");
/// The mouse was taken back.
pub const MOUSE_ON: Text = text("鼠标可用于点击和滚动", "the mouse clicks and scrolls here again");
/// The open post is no longer in the library.
pub const POST_GONE: Text =
    text("这篇文章的文件已不在，屏上是先前读到的", "the file of this post is gone; this is what was read before");
/// A search without hits; `{}` is what was searched for.
pub const NOT_FOUND: Text = text("本篇没有“{}”", "no “{}” in this post");
/// A search went on from the other end.
pub const WRAPPED_TOP: Text = text("已到末尾，从头继续", "search went on from the top");
/// The same upwards.
pub const WRAPPED_BOTTOM: Text = text("已到开头，从末尾继续", "search went on from the bottom");
/// There has been no search yet.
pub const NO_SEARCH: Text = text("还没有查找过，按 / 开始", "nothing searched for yet; press /");
/// The last post has been read.
pub const LAST_POST: Text = text("已是最后一篇", "this is the last post");
/// The first post is open.
pub const FIRST_POST: Text = text("已是第一篇", "this is the first post");

/// Questions: where a link leads; `{}` is the host.
pub const LEADS_TO: Text = text("这个链接通往 {}", "This link leads to {}");
/// A link that names one host and leads to another; `{}` is the named one.
pub const DOUBT_OTHER_HOST: Text = text("但文字写的是 {}", "but its words name {}");
/// User-info in a URL.
pub const DOUBT_USER: Text = text("网址中带有用户名或密码", "the address carries a user name or password");
/// A host that is an address.
pub const DOUBT_ADDRESS: Text = text("主机是 IP 地址或本机", "the host is an IP address or this machine");
/// A host of mixed scripts; `{}` is how it reads.
pub const DOUBT_SCRIPTS: Text = text("主机名混用了不同文字，看上去像 {}", "the host mixes scripts and reads like {}");
/// Many pages at once; `{}` is how many.
pub const OPEN_ALL: Text = text("打开全部 {} 个原文？", "Open all {} sources?");
/// Asking before the links that were chosen open.
pub const OPEN_CHOSEN: Text = text("打开选中的 {} 个链接？", "Open these {} links?");
/// How several links are chosen by their letters.
pub const HINTS_HOW: Text = text("按字母选，Enter 打开，Esc 放弃", "letters choose, Enter opens, Esc gives up");
/// What has been chosen so far: `{1}` is how many, `{2}` their hosts.
pub const HINTS_CHOSEN: Text = text("已选 {1}，Enter 打开：{2}", "chosen: {1}, Enter opens: {2}");
/// A relative link below the site; `{}` is the host.
pub const RELATIVE: Text = text("这是站内链接，完整网址在 {}", "This link is relative; its whole address is at {}");
/// A relative link without a base.
pub const RELATIVE_NOWHERE: Text = text(
    "站内链接，这里没有对应的文章；在配置中设定 site 后可在浏览器打开",
    "A relative link without a post here; with `site` in the configuration the browser can open it",
);
/// A refused scheme; `{}` is it.
pub const REFUSED_SCHEME: Text =
    text("不打开 {}: 链接，只打开 http 和 https", "{}: links are not opened, only http and https");
/// A URL that is too long.
pub const REFUSED_LONG: Text = text("网址超过 8 KiB，不打开", "an address of more than 8 KiB is not opened");
/// A URL with controls.
pub const REFUSED_CONTROL: Text =
    text("网址含有控制字符或空白，不打开", "an address with control characters or blanks is not opened");
/// No URL.
pub const REFUSED_INVALID: Text = text("这不是有效的网址", "this is no valid address");
/// The answer that does nothing.
pub const CHOICE_LEAVE: Text = text("返回", "back");
/// The answer that opens.
pub const CHOICE_OPEN: Text = text("打开", "open");
/// The answer that copies.
pub const CHOICE_COPY: Text = text("复制网址", "copy address");

/// The help: nothing matches.
pub const HELP_NOTHING: Text = text("没有匹配的按键，按 / 重新查找", "no key matches; / looks again");
/// The help: how to select text with the mouse.
pub const HELP_MOUSE: Text = text(
    "拖动即选中并复制；按住 Shift 拖动或按 M，则由终端来选",
    "Dragging copies; with Shift held, or after M, the terminal selects",
);
/// The help: what keys do in every input line.
pub const HELP_TYPING: Text = text(
    "输入时：↑ ↓ 在列表里选，Alt-↑ 取回以前输入的，Esc 恢复原样",
    "While you type: ↑ ↓ choose in the list, Alt-↑ brings back older input",
);
/// The help: how to make panes wider with the mouse.
pub const HELP_DIVIDERS: Text =
    text("拖动栏间的竖线调宽窄，连按两次还原", "Drag the rule between panes to move it; press it twice to put it back");
/// The heading above the examples of queries.
pub const HELP_QUERIES: Text = text("筛选的写法（按 =）", "What = understands");
/// The heading of the help.
pub const HELP: Text = text("按键", "Keys");
/// What the input line asks for: a search.
pub const ASK_SEARCH: Text = text("查找", "search");
/// A filter.
pub const ASK_FILTER: Text = text("筛选", "filter");
/// A post, story, heading, tag, view or command.
pub const ASK_FINDER: Text = text("找", "find");
/// A command.
pub const ASK_PALETTE: Text = text("命令", "command");
/// Something in the help.
pub const ASK_HELP: Text = text("查按键", "find a key");
/// The heading of the outline.
pub const OUTLINE: Text = text("目录", "Outline");
/// The outline of a post without headings and links.
pub const OUTLINE_EMPTY: Text = text("本篇没有标题和链接", "no headings or links");
/// No posts; `{}` is the folder.
pub const NO_POSTS: Text = text("{} 里没有文章", "no posts in {}");
/// What to do about it.
pub const NO_POSTS_HINT: Text = text(
    "放入 .md 文件后按 R；不带路径运行 yundu 可读内置文章",
    "add .md files and press R; yundu without a path shows the built-in posts",
);
/// The library is being read.
pub const READING: Text = text("正在读取文章…", "reading the posts…");
/// No post is open.
pub const NO_PAGE: Text = text("选一篇文章，按 Enter 打开", "choose a post and press Enter");
/// A body without text.
pub const EMPTY_BODY: Text = text("这篇文章没有正文", "this post has no text");
/// No story farther on in this direction.
pub const NO_MORE_STORIES: Text = text("这个方向没有更多新闻了", "no more stories in this direction");
/// No post passes the filter.
pub const NO_MATCH: Text = text("没有文章符合这个筛选。", "No post matches this filter.");
/// Which part to loosen: without `{1}` there are `{2}` posts.
pub const LOOSEN: Text = text("去掉 {1} 则有 {2} 篇。", "Without {1} there would be {2}.");
/// What to do about it.
pub const NO_MATCH_HINT: Text = text("按 = 修改，g a 显示全部。", "= edits it, g a shows all posts.");
/// The facets of tags.
pub const FACET_TAGS: Text = text("标签", "Tags");
/// The facets of categories.
pub const FACET_CATEGORIES: Text = text("分类", "Categories");
/// The facets of authors.
pub const FACET_AUTHORS: Text = text("作者", "Authors");
/// The facets of sources.
pub const FACET_HOSTS: Text = text("来源", "Sources");
/// The facets of months.
pub const FACET_MONTHS: Text = text("月份", "Months");
/// How the next facet value is chosen; `{}` is one of the three words for it.
pub const FACET_MODE: Text = text("选法：{}", "choose by: {}");
/// How many values of a facet are not shown.
pub const FACET_MORE: Text = text("… 还有 {} 项", "… {} more");
/// A library without facets.
pub const FACETS_EMPTY: Text = text(
    "文章没有标签。在文首写 tags: [安全] 即可筛选",
    "No tags here. `tags: [security]` at the head of a post makes one",
);
/// The help: the keys of the first nine links.
pub const HELP_NTH: Text = text("第 n 个链接", "the n-th link");
/// Leaving the program.
pub const SHORT_QUIT: Text = text("退出", "quit");
/// One line down.
pub const SHORT_DOWN: Text = text("下", "down");
/// One line up.
pub const SHORT_UP: Text = text("上", "up");
/// To the beginning.
pub const SHORT_TOP: Text = text("开头", "top");
/// Requiring a facet value.
pub const SHORT_AND: Text = text("须有", "and");
/// Allowing a facet value.
pub const SHORT_OR: Text = text("或有", "or");
/// Excluding a facet value.
pub const SHORT_NOT: Text = text("排除", "not");
/// Editing the filter.
pub const SHORT_QUERY: Text = text("编辑", "edit");
/// Showing all posts.
pub const SHORT_ALL: Text = text("全部", "all");
/// How a question is answered.
pub const QUESTION_KEYS: Text = text("← → 选择   Enter 确定   Esc 返回", "← → choose  Enter confirm  Esc back");
/// How many defects the posts have; `yundu check` lists them.
pub const DEFECTS: Text = text("{} 处待改", "{} to mend");
/// The library was read again; `{}` is how many posts it has.
pub const READ_AGAIN: Text = text("已重新读取，共 {} 篇", "read again: {} posts");
/// What stands before the sources that a post names for itself.
pub const POST_SOURCE: Text = text("来源", "from");

// ---- what is remembered ----------------------------------------------------------------------------------------------

/// A post was marked read; `{}` is its title.
pub const NOTED_READ: Text = text("已读：{}", "read: {}");
/// A post was marked unread; `{}` is its title.
pub const NOTED_UNREAD: Text = text("未读：{}", "unread: {}");
/// All listed posts were marked read; `{}` is how many.
pub const NOTED_ALL: Text = text("已把 {} 篇标为已读，U 撤销", "{} posts marked read; U takes it back");
/// A post or story was starred; `{}` is its title.
pub const STARRED: Text = text("已收藏：{}", "starred: {}");
/// A post or story lost its star; `{}` is its title.
pub const UNSTARRED: Text = text("已取消收藏：{}", "no longer starred: {}");
/// A view was saved; `{}` is its name.
pub const VIEW_KEPT: Text = text("已保存视图：{}", "view saved: {}");
/// A view was deleted; `{}` is its name.
pub const VIEW_DELETED: Text = text("已删除视图：{}", "view deleted: {}");
/// A change was taken back; `{}` is what it had said.
pub const UNDONE: Text = text("已撤销“{}”", "taken back: {}");
/// There is no change to take back.
pub const NOTHING_TO_UNDO: Text = text("没有可撤销的改动", "nothing to take back");
/// While another program has locked what is remembered.
pub const NO_UNDO_YET: Text =
    text("阅读状态还锁着，暂时不能撤销", "nothing can be taken back while the state is locked");
/// All posts of the list are read.
pub const NOTHING_UNREAD: Text = text("列出的都已读完", "nothing unread in this list");
/// A post is shown where the reader left it.
pub const RESUMED: Text = text("回到上次读到的地方，g g 到开头", "back where you left off; g g goes to the top");

// ---- searching all posts ---------------------------------------------------------------------------------------------

/// What the input line asks for: a search in all posts.
pub const ASK_LIBRARY: Text = text("全库查找", "search all");
/// What the input line asks for: a name for the filter.
pub const ASK_VIEW: Text = text("视图名称", "name of the view");
/// How many hits a passage has: one, several.
pub const HITS: [Text; 2] = [text("{} 处", "{} hit"), text("{} 处", "{} hits")];
/// How much was found: `{1}` hits in `{2}` posts.
pub const FOUND: Text = text("{1} 处，{2} 篇", "{1} hits in {2} posts");
/// Nothing typed yet.
pub const FIND_HINT: Text = text("输入要找的词，边输边找。", "Type what to look for; results come as you type.");
/// The same, by examples.
pub const FIND_EXAMPLES: Text = text(
    "可以组合：gordon 漏洞，\"就地重启\"，供应链 since:4w，docker -tag:ai。",
    "Combine: gordon flaw, \"in place\", sandbox since:4w, docker -tag:ai.",
);
/// Posts are being looked through.
pub const FINDING: Text = text("正在查找…", "searching…");
/// Nothing was found; `{}` is what was typed.
pub const FOUND_NOTHING: Text = text("没有找到“{}”。", "Nothing found for “{}”.");
/// How many posts one word of several has alone: word `{1}`, `{2}` posts.
pub const WORD_ALONE: Text = text("“{1}”单独有 {2} 篇", "“{1}” alone is in {2} posts");
/// Stands between them.
pub const WORD_COMMA: Text = text("，", ", ");
/// There is no filter to save.
pub const NO_FILTER: Text = text("还没有筛选可保存，先按 = 或 t", "no filter to save yet; = or t makes one");
/// The kinds of rows of the finder: a post.
pub const KIND_POST: Text = text("文章", "post");
/// A story.
pub const KIND_STORY: Text = text("新闻", "story");
/// A heading.
pub const KIND_HEADING: Text = text("标题", "heading");
/// A tag.
pub const KIND_TAG: Text = text("标签", "tag");
/// A saved view.
pub const KIND_VIEW: Text = text("视图", "view");
/// A command.
pub const KIND_COMMAND: Text = text("命令", "command");
/// The signs that narrow the finder to some kinds, each with its words.
pub const FINDER_SIGNS: [(&str, Text); 3] =
    [("@", text("新闻与标题", "stories, headings")), ("#", text("标签", "tags")), (">", text("命令", "commands"))];
/// What Enter does in the finder.
pub const FINDER_GO: Text = text("前往", "go");
/// What Enter does in the palette.
pub const FINDER_RUN: Text = text("执行", "run");
/// What Ctrl-x does to a saved view.
pub const FINDER_REMOVE: Text = text("删除", "delete");
/// There are no saved views.
pub const NO_VIEWS: Text = text("还没有视图，V 把筛选存为视图", "no views yet; V saves the filter as one");
/// What Escape does there.
pub const FINDER_LEAVE: Text = text("返回", "back");
/// Nothing was found.
pub const FINDER_NOTHING: Text =
    text("没有找到；少写几个字母，或写拼音", "nothing found; try fewer letters, or pinyin");
/// Nothing was found yet.
pub const FINDER_LOOKING: Text = text("正在找…", "looking…");
/// The filter hid what the reader chose.
pub const FILTER_ASIDE: Text = text("筛选不含这篇文章，已取消筛选", "the filter hides this post, so it was cleared");

/// What a table is called.
pub const TABLE: Text = text("表格", "Table");
/// What code in no known language is called.
pub const CODE: Text = text("代码", "Code");
/// How many rows a table has.
pub const TABLE_ROWS: Text = text("{} 行", "{} rows");
/// How many columns a table has.
pub const TABLE_COLUMNS: Text = text("{} 列", "{} columns");
/// How many lines code has.
pub const CODE_LINES: Text = text("{} 行", "{} lines");
/// Which lines of how many are to be seen.
pub const LINES_OF: Text = text("第 {1}–{2}/{3} 行", "line {1}–{2}/{3}");
/// Short for moving to the right.
pub const SHORT_RIGHT: Text = text("右移", "right");
/// Short for moving to the left.
pub const SHORT_LEFT: Text = text("左移", "left");
/// What Enter does with the focused table or code block.
pub const ENTER_FILLS: Text = text("按 Enter 全屏查看，Esc 返回", "Enter shows it on the whole screen, Esc comes back");
/// What Enter does with the focused summary.
pub const ENTER_FOLDS: Text = text("按 Enter 展开或收起", "Enter unfolds it, and folds it again");
// ---- themes, widths, the editor --------------------------------------------------------------------------------------

/// The heading of the theme picker.
pub const THEMES: Text = text("主题", "Themes");
/// The theme that goes by the terminal.
pub const THEME_AUTO: Text = text("随终端", "as the terminal");
/// What the keys do in the theme picker.
pub const THEME_KEYS: Text = text("↑ ↓ 试一试   Enter 就用它   Esc 不换", "↑ ↓ try  Enter keep  Esc leave as it was");
/// A theme was chosen; `{}` is its name.
pub const THEME_KEPT: Text = text("主题：{}", "theme: {}");
/// A theme `{1}` was chosen, but at the next start `{2}` decides.
pub const THEME_UNTIL: Text =
    text("主题：{1}。下次启动仍由 {2} 决定", "theme: {1}; at the next start {2} decides again");
/// A theme that cannot be shown without colours.
pub const THEME_COLOURLESS: Text =
    text("这里不用颜色（NO_COLOR 或终端没有颜色）", "no colours here (NO_COLOR, or none in this terminal)");
/// There is no pane beside another one.
pub const NO_DIVIDER: Text = text("这里没有可调宽窄的栏", "no pane here to make wider or narrower");
/// The panes have their first widths again.
pub const PANES_RESET: Text = text("各栏已恢复原宽", "the panes are as wide as at first");
/// No post to edit.
pub const NOTHING_TO_EDIT: Text = text("没有可编辑的文章", "no post here to edit");
