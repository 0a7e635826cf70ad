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
/// The bar before the selected row of the pane that has the focus.
pub const BAR: &str = "▌";
/// The same where the focus is elsewhere.
pub const BAR_RESTING: &str = "▏";
/// The thin rule between panes.
pub const DIVIDER: &str = "│";

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
