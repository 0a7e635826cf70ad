//! The one table of commands: names, default keys, where they hold, and words in both languages. The key map, the help, the
//! configuration's `keys` and the README's table are read from it.

use super::model::Focus;
use crate::strings::{Text, text};

/// Something that the reader can ask for with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// One line or row down.
    Down,
    /// One line or row up.
    Up,
    /// Half a screen down.
    HalfDown,
    /// Half a screen up.
    HalfUp,
    /// A screen of the page down; at its end, the next unread post.
    ReadOn,
    /// A screen down.
    ScreenDown,
    /// A screen up.
    ScreenUp,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// To the pane on the left.
    PaneLeft,
    /// To the pane on the right.
    PaneRight,
    /// Open what is selected, or follow the focused link.
    Open,
    /// One level back; on top, leave the program.
    Back,
    /// The next story heading.
    NextStory,
    /// The previous story heading.
    PreviousStory,
    /// The next post, without leaving the page.
    NextPost,
    /// The previous post, without leaving the page.
    PreviousPost,
    /// Back to where the reader was before a jump.
    HistoryBack,
    /// Forward again.
    HistoryForward,
    /// Focus the next link.
    NextLink,
    /// Focus the previous link.
    PreviousLink,
    /// Open the source of the story at hand.
    OpenSource,
    /// Open the sources of all stories.
    OpenAllSources,
    /// Follow the n-th link of the page, 1 to 9.
    NthLink(u8),
    /// Letters on all visible links.
    Hints,
    /// Letters on all visible links, several to be chosen.
    ManyHints,
    /// Copy the selection, or the block at hand.
    Copy,
    /// Copy the link at hand.
    CopyLink,
    /// Copy the story's title and link.
    CopyTitle,
    /// Copy the story as Markdown.
    CopyMarkdown,
    /// Copy the post's path.
    CopyPath,
    /// Search in the page.
    Search,
    /// The next hit.
    NextHit,
    /// The previous hit.
    PreviousHit,
    /// Search in all posts.
    FindAll,
    /// Show or leave the facets.
    Facets,
    /// Require the facet value under the cursor.
    FacetAnd,
    /// Allow the facet value under the cursor as one of several.
    FacetOr,
    /// Exclude the facet value under the cursor.
    FacetNot,
    /// Count and choose facet values in the next mode.
    FacetMode,
    /// Edit the filter as text.
    Query,
    /// Show all posts.
    AllPosts,
    /// Show the unread posts.
    Unread,
    /// Show what is starred.
    Starred,
    /// Keep the filter under a name.
    SaveView,
    /// Choose one of the saved views.
    Views,
    /// Star the story at hand, or in the list the post; or take the star away.
    Star,
    /// Mark the post read, or unread.
    Read,
    /// Mark all listed posts read.
    ReadAll,
    /// Take the last change back.
    Undo,
    /// Find a post, story, heading, tag, view or command by a few letters.
    Finder,
    /// Choose a command by its words.
    Palette,
    /// Show or leave the outline.
    Outline,
    /// Only the page.
    Zen,
    /// Choose a theme.
    Themes,
    /// Make the pane narrower.
    Narrower,
    /// Make the pane wider.
    Wider,
    /// Give the panes their first widths back.
    ResetWidths,
    /// Open the post in the reader's editor.
    EditPost,
    /// Give the mouse to the terminal, or take it back.
    Mouse,
    /// Read the posts again.
    Reload,
    /// Draw every cell again.
    Redraw,
    /// Stop the program until it is continued.
    Suspend,
    /// This help.
    Help,
    /// Leave the program.
    Quit,
}

/// What the commands of a group have in common; the help has one heading for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moving.
    Move,
    /// Links and sources.
    Links,
    /// Searching and filtering.
    Find,
    /// What is remembered.
    Marks,
    /// Panes and the program.
    Program,
}

impl Group {
    /// All groups in the order of the help.
    pub const ALL: [Group; 5] = [Group::Move, Group::Links, Group::Find, Group::Marks, Group::Program];

    /// The heading of the group.
    pub const fn title(self) -> Text {
        match self {
            Group::Move => text("移动", "Moving"),
            Group::Links => text("链接与原文", "Links and sources"),
            Group::Find => text("查找与筛选", "Finding and filtering"),
            Group::Marks => text("标记", "Marks"),
            Group::Program => text("界面", "Panes and program"),
        }
    }
}

/// One row of [`COMMANDS`].
#[derive(Clone, Debug)]
pub struct Info {
    /// The command.
    pub command: Command,
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its key sequences; the first is the one that the status line names.
    pub keys: &'static [&'static str],
    /// Where it holds.
    pub focuses: &'static [Focus],
    /// Its heading in the help.
    pub group: Group,
    /// What it does, for the help.
    pub words: Text,
}

const ANYWHERE: &[Focus] = &[Focus::List, Focus::Page, Focus::Facets, Focus::Outline, Focus::Closeup, Focus::Help];
const SEARCHED: &[Focus] = &[Focus::List, Focus::Page, Focus::Facets, Focus::Outline, Focus::Help];
const WIDE: &[Focus] = &[Focus::List, Focus::Page, Focus::Facets, Focus::Outline, Focus::Closeup];
const PANES: &[Focus] = &[Focus::List, Focus::Page, Focus::Facets, Focus::Outline];
const READING: &[Focus] = &[Focus::List, Focus::Page, Focus::Outline];
const TEXTS: &[Focus] = &[Focus::List, Focus::Page, Focus::Outline, Focus::Closeup, Focus::Help];
const BLOCKS: &[Focus] = &[Focus::List, Focus::Page, Focus::Outline, Focus::Closeup];
const PAGE: &[Focus] = &[Focus::Page];
const FACETS: &[Focus] = &[Focus::Facets];

const fn row(
    command: Command,
    name: &'static str,
    keys: &'static [&'static str],
    focuses: &'static [Focus],
    group: Group,
    words: Text,
) -> Info {
    Info { command, name, keys, focuses, group, words }
}

/// Every command that there is.
#[rustfmt::skip] // One row for each command reads as the table that it is.
pub const COMMANDS: &[Info] = &[
    row(Command::Down, "down", &["j", "down"], ANYWHERE, Group::Move, text("下移一行", "one line down")),
    row(Command::Up, "up", &["k", "up"], ANYWHERE, Group::Move, text("上移一行", "one line up")),
    row(Command::HalfDown, "half-down", &["d", "ctrl-d"], ANYWHERE, Group::Move, text("下移半屏", "half a screen down")),
    row(Command::HalfUp, "half-up", &["u", "ctrl-u"], ANYWHERE, Group::Move, text("上移半屏", "half a screen up")),
    row(Command::ReadOn, "read-on", &["space"], TEXTS, Group::Move, text("往下读；读完接着下一篇未读", "read on; at the end the next unread post")),
    row(Command::ScreenDown, "screen-down", &["pgdn"], ANYWHERE, Group::Move, text("下移一屏", "a screen down")),
    row(Command::ScreenUp, "screen-up", &["b", "pgup"], ANYWHERE, Group::Move, text("上移一屏", "a screen up")),
    row(Command::Top, "top", &["g g", "home"], ANYWHERE, Group::Move, text("到开头", "to the beginning")),
    row(Command::Bottom, "bottom", &["G", "end"], ANYWHERE, Group::Move, text("到末尾", "to the end")),
    row(Command::PaneLeft, "pane-left", &["h", "left"], WIDE, Group::Move, text("宽代码左移；到左边一栏", "wide code to the left; to the pane on the left")),
    row(Command::PaneRight, "pane-right", &["l", "right"], WIDE, Group::Move, text("宽代码右移；到右边一栏", "wide code to the right; to the pane on the right")),
    row(Command::Open, "open", &["enter"], PANES, Group::Move, text("打开；跟随链接；全屏看表格与代码", "open; follow a link; show a table or code whole")),
    row(Command::Back, "back", &["q", "esc"], ANYWHERE, Group::Move, text("退回一层；最外层为退出", "one level back; on top, quit")),
    row(Command::NextStory, "next-story", &["]"], READING, Group::Move, text("下一条新闻", "next story")),
    row(Command::PreviousStory, "previous-story", &["["], READING, Group::Move, text("上一条新闻", "previous story")),
    row(Command::NextPost, "next-post", &["J"], READING, Group::Move, text("下一篇", "next post")),
    row(Command::PreviousPost, "previous-post", &["K"], READING, Group::Move, text("上一篇", "previous post")),
    row(Command::HistoryBack, "history-back", &["ctrl-o", "alt-left"], READING, Group::Move, text("回到跳转之前", "back to before the jump")),
    row(Command::HistoryForward, "history-forward", &["alt-right"], READING, Group::Move, text("再向前", "forward again")),

    row(Command::NextLink, "next-link", &["tab"], READING, Group::Links, text("下一个链接、表格或代码", "next link, table or code")),
    row(Command::PreviousLink, "previous-link", &["shift-tab"], READING, Group::Links, text("上一个链接、表格或代码", "previous link, table or code")),
    row(Command::OpenSource, "open-source", &["o"], READING, Group::Links, text("打开本条原文", "open this story's source")),
    row(Command::OpenAllSources, "open-all-sources", &["O"], READING, Group::Links, text("打开全篇原文（多于 5 个先问）", "open all sources (asks above 5)")),
    row(Command::NthLink(1), "link-1", &["1"], PAGE, Group::Links, text("第 1 个链接", "link 1")),
    row(Command::NthLink(2), "link-2", &["2"], PAGE, Group::Links, text("第 2 个链接", "link 2")),
    row(Command::NthLink(3), "link-3", &["3"], PAGE, Group::Links, text("第 3 个链接", "link 3")),
    row(Command::NthLink(4), "link-4", &["4"], PAGE, Group::Links, text("第 4 个链接", "link 4")),
    row(Command::NthLink(5), "link-5", &["5"], PAGE, Group::Links, text("第 5 个链接", "link 5")),
    row(Command::NthLink(6), "link-6", &["6"], PAGE, Group::Links, text("第 6 个链接", "link 6")),
    row(Command::NthLink(7), "link-7", &["7"], PAGE, Group::Links, text("第 7 个链接", "link 7")),
    row(Command::NthLink(8), "link-8", &["8"], PAGE, Group::Links, text("第 8 个链接", "link 8")),
    row(Command::NthLink(9), "link-9", &["9"], PAGE, Group::Links, text("第 9 个链接", "link 9")),
    row(Command::Hints, "hints", &["f"], READING, Group::Links, text("给可见链接标上字母", "letters on the visible links")),
    row(Command::ManyHints, "many-hints", &["F"], READING, Group::Links, text("标字母，选几个链接一起打开", "letters, to open several links at once")),
    row(Command::Copy, "copy", &["y y"], BLOCKS, Group::Links, text("复制选中的文字，或当前段落、代码、表格", "copy the selection, or the block at hand")),
    row(Command::CopyLink, "copy-link", &["y l"], READING, Group::Links, text("复制链接", "copy the link")),
    row(Command::CopyTitle, "copy-title", &["y t"], READING, Group::Links, text("复制标题和链接", "copy title and link")),
    row(Command::CopyMarkdown, "copy-markdown", &["y m"], READING, Group::Links, text("复制本条的 Markdown", "copy the story as Markdown")),
    row(Command::CopyPath, "copy-path", &["y p"], READING, Group::Links, text("复制文件路径", "copy the file's path")),

    row(Command::Search, "search", &["/"], SEARCHED, Group::Find, text("在本篇中查找", "search in the page")),
    row(Command::NextHit, "next-hit", &["n"], READING, Group::Find, text("下一处", "next hit")),
    row(Command::PreviousHit, "previous-hit", &["N"], READING, Group::Find, text("上一处", "previous hit")),
    row(Command::FindAll, "search-all", &["ctrl-f"], PANES, Group::Find, text("在全部文章中查找", "search in all posts")),
    row(Command::Finder, "finder", &["ctrl-p"], PANES, Group::Find, text("找文章、新闻、标题、标签或命令", "find a post, story, heading, tag or command")),
    row(Command::Facets, "facets", &["t"], PANES, Group::Find, text("标签、分类、作者、来源与月份", "tags, categories, authors, sources, months")),
    row(Command::FacetAnd, "facet-and", &["space"], FACETS, Group::Find, text("须有此项", "require this one")),
    row(Command::FacetOr, "facet-or", &["+"], FACETS, Group::Find, text("或有此项", "allow this one too")),
    row(Command::FacetNot, "facet-not", &["-"], FACETS, Group::Find, text("排除此项", "exclude this one")),
    row(Command::FacetMode, "facet-mode", &["tab"], FACETS, Group::Find, text("换一种选法：须有、或有、排除", "choose by and, or, not in turn")),
    row(Command::Query, "query", &["="], PANES, Group::Find, text("以文字编辑筛选", "edit the filter as text")),
    row(Command::AllPosts, "all-posts", &["g a"], PANES, Group::Find, text("全部文章", "all posts")),
    row(Command::Unread, "unread-posts", &["g u"], PANES, Group::Find, text("未读文章", "unread posts")),
    row(Command::Starred, "starred-posts", &["g s"], PANES, Group::Find, text("收藏的文章", "starred posts")),
    row(Command::SaveView, "save-view", &["V"], PANES, Group::Find, text("把筛选存为视图", "save the filter as a view")),
    row(Command::Views, "views", &["g v"], PANES, Group::Find, text("选一个视图", "choose a saved view")),

    row(Command::Star, "star", &["s"], READING, Group::Marks, text("收藏本条；在列表中收藏整篇", "star the story; in the list, the post")),
    row(Command::Read, "read", &["r"], READING, Group::Marks, text("标为已读或未读", "mark read or unread")),
    row(Command::ReadAll, "read-all", &["A"], READING, Group::Marks, text("把列出的全部标为已读", "mark all listed posts read")),
    row(Command::Undo, "undo", &["U"], PANES, Group::Marks, text("撤销上一次标记", "undo the last mark")),

    row(Command::Outline, "outline", &["\\"], PANES, Group::Program, text("目录", "outline")),
    row(Command::Zen, "zen", &["z"], PANES, Group::Program, text("只看正文", "only the page")),
    row(Command::Themes, "themes", &["T"], PANES, Group::Program, text("换主题", "choose a theme")),
    row(Command::Narrower, "narrower", &["<"], PANES, Group::Program, text("这一栏窄一点", "this pane narrower")),
    row(Command::Wider, "wider", &[">"], PANES, Group::Program, text("这一栏宽一点", "this pane wider")),
    row(Command::ResetWidths, "reset-widths", &["g w"], PANES, Group::Program, text("各栏恢复原宽", "panes as wide as at first")),
    row(Command::EditPost, "edit", &["e"], READING, Group::Program, text("用编辑器打开这一行", "open your editor at this line")),
    row(Command::Mouse, "mouse", &["M"], ANYWHERE, Group::Program, text("把鼠标交还终端（或收回）", "release the mouse (or take it back)")),
    row(Command::Reload, "reload", &["R"], PANES, Group::Program, text("重新读取文章", "read the posts again")),
    row(Command::Redraw, "redraw", &["ctrl-l"], ANYWHERE, Group::Program, text("重绘屏幕", "redraw the screen")),
    row(Command::Suspend, "suspend", &["ctrl-z"], ANYWHERE, Group::Program, text("挂起", "suspend")),
    row(Command::Palette, "palette", &[":"], PANES, Group::Program, text("命令面板", "all commands, to choose by name")),
    row(Command::Help, "help", &["?"], ANYWHERE, Group::Program, text("帮助", "help")),
    row(Command::Quit, "quit", &["ctrl-c"], ANYWHERE, Group::Program, text("退出", "quit")),
];

impl Command {
    /// Its row in [`COMMANDS`].
    pub fn info(self) -> &'static Info {
        let found = COMMANDS.iter().find(|info| info.command == self);
        // A test sees to it that every command has a row.
        found.unwrap_or(&COMMANDS[0])
    }
}
