//! What is said about the reading state: what could not be kept, and what the commands `state` and `purge` print.

use super::{Text, text};

// ---- what went wrong -----------------------------------------------------------------------------------------------

/// The file made no sense and was moved: where it is now.
pub const SET_ASIDE: Text = text(
    "阅读状态文件已损坏，改名为 {}，重新开始记录",
    "the reading state was damaged: it is now called {}, and a new one has begun",
);
/// The mend of [`SET_ASIDE`].
pub const SET_ASIDE_HINT: Text = text(
    "有导出的备份，可用 `yundu state import` 读回",
    "if you have an export, `yundu state import` takes it in again",
);
/// The file makes no sense and cannot be moved either.
pub const DAMAGED: Text = text("阅读状态文件已损坏：{}", "the reading state is damaged: {}");
/// The mend of [`DAMAGED`].
pub const DAMAGED_HINT: Text =
    text("本次的标记只留在内存中；重新启动云读", "marks stay in memory this time; start yundu again");
/// The file comes from a newer program.
pub const NEWER: Text = text(
    "阅读状态由更新的云读写成（版本 {}），只读不改",
    "the reading state was written by a newer yundu (version {}): it is read and not changed",
);
/// The mend of [`NEWER`].
pub const NEWER_HINT: Text = text("升级云读", "upgrade yundu");
/// A change could not be written: why.
pub const UNWRITTEN: Text =
    text("阅读状态写不进去：{}；标记先留在内存中", "the reading state cannot be written: {}; marks stay in memory");
/// The mend of [`UNWRITTEN`].
pub const UNWRITTEN_HINT: Text = text(
    "检查磁盘空间；腾出空间后会自动补写",
    "look at the space on the disk; once there is room they are written after all",
);
/// The file or its disk takes no writing.
pub const READ_ONLY: Text = text(
    "阅读状态只能读、不能写；本次的标记只留在内存中",
    "the reading state can be read, not written; marks stay in memory",
);
/// The mend of [`READ_ONLY`].
pub const READ_ONLY_HINT: Text =
    text("检查 state.db 和它所在文件夹的权限", "look at the permissions of state.db and of its folder");
/// Nothing can be imported into such a file.
pub const NO_WRITING: Text =
    text("阅读状态不能写，没有读入", "the reading state cannot be written: nothing was taken in");
/// Another program has locked the file for longer than a moment. It fits into the status line of 80 columns.
pub const LOCKED: Text =
    text("另一个程序锁住了阅读状态，标记稍后写入", "state locked by another program; marks are written later");
/// The lock is gone, and all is written.
pub const UNLOCKED: Text = text("阅读状态已解锁，更改都已写入", "the state is free again; everything is written");
/// A command needs what is kept, and another program has locked it.
pub const LOCKED_OUT: Text = text("另一个程序锁住了阅读状态：{}", "another program has locked the state: {}");
/// The hint of [`LOCKED_OUT`].
pub const LOCKED_OUT_HINT: Text = text("稍后再试", "try again in a moment");
/// The program is about to end and waits for the disk: how many changes.
pub const LEAVING: Text = text("正在写入 {} 处更改 · Ctrl-c 不再等待", "writing changes: {} · Ctrl-c leaves now");
/// The same, where only the place in a post is written.
pub const LEAVING_PLACE: Text =
    text("正在记下读到的位置 · Ctrl-c 不再等待", "writing where you stopped reading · Ctrl-c leaves now");
/// The same, while another program has locked the file: how many changes.
pub const LEAVING_LOCKED: Text = text(
    "阅读状态被锁住，还有 {} 处更改要写 · Ctrl-c 不再等待",
    "state locked; changes to write: {} · Ctrl-c leaves now",
);
/// The program ends, and changes are not written: how many, why.
pub const NOT_SAVED: Text = text("有 {} 处更改没有写入阅读状态：{}", "changes that were not saved: {} ({})");
/// The program ends, and the place in a post is not written: why.
pub const PLACE_NOT_SAVED: Text =
    text("没有记下读到的位置：{}", "the place where you stopped reading was not saved ({})");
/// Why: another program holds the lock.
pub const WHY_LOCKED: Text = text("另一个程序锁住了它", "another program has locked the state");
/// Why: an internal error ended what writes.
pub const WHY_FAILED: Text = text("程序内部错误", "internal error");
/// Why: the file is not there any more.
pub const WHY_GONE: Text = text("文件被移走或删除了", "its file was moved or removed");
/// Why: something else stands where the file should be.
pub const WHY_NO_FILE: Text = text("那里不是普通文件", "there is no regular file in its place");
/// Why: the file or its disk takes no writing.
pub const WHY_READ_ONLY: Text = text("阅读状态只能读", "the reading state is read-only");
/// Why: a newer program wrote the file.
pub const WHY_NEWER: Text = text("阅读状态由更新的云读写成", "a newer yundu wrote the reading state");
/// Why: the disk did not answer in time.
pub const WHY_SLOW: Text = text("磁盘没有及时响应", "the disk did not answer in time");
/// The file was removed while it was open.
pub const GONE: Text = text(
    "阅读状态文件被移走或删除了；标记先留在内存中",
    "the file of the reading state was moved or removed; marks stay in memory",
);
/// The mend of [`GONE`].
pub const GONE_HINT: Text = text("重新启动云读，就会另建一个", "start yundu again to begin a new one");
/// The file cannot be read or made at all.
pub const UNUSABLE: Text =
    text("阅读状态用不了：{}；本次的标记只留在内存中", "the reading state cannot be used: {}; marks stay in memory");
/// The mend of [`UNUSABLE`].
pub const UNUSABLE_HINT: Text =
    text("检查这个位置，或加 --no-state 不留痕迹地读", "look at that place, or read without a trace with --no-state");
/// Something else stands where the file should be.
pub const NO_FILE: Text = text(
    "{} 不是普通文件，不能存阅读状态；本次的标记只留在内存中",
    "{} is no regular file, so the reading state is not kept: marks stay in memory",
);

// ---- the commands --------------------------------------------------------------------------------------------------

/// There is no state to work on.
pub const NO_PLACE: Text = text("没有可用的阅读状态", "there is no reading state to work on");
/// What to do about that.
pub const NO_PLACE_HINT: Text =
    text("去掉 --no-state；没有主目录时设置 HOME", "leave out --no-state; set HOME where it is missing");
/// Nothing was ever kept: where it would be.
pub const NOTHING_KEPT: Text = text("还没有记录：{}", "nothing has been kept yet: {}");
/// The file to import cannot be read.
pub const NO_IMPORT: Text = text("读不到“{}”：{}", "“{}” cannot be read: {}");
/// What to do about that.
pub const NO_IMPORT_HINT: Text = text(
    "指定 `yundu state export` 写出的文件，或用 - 从标准输入读",
    "name a file that `yundu state export` has written, or - for standard input",
);
/// A line that is no JSON object of ours: what the parser says.
pub const NO_RECORD: Text = text("不是记录：{}", "this is no record: {}");
/// A field that cannot be used: how it is written.
pub const EXPECTED: Text = text("应写成 {}", "this was expected: {}");
/// A line that is too long.
pub const LONG_LINE: Text = text("一行超过 1 MB", "the line is longer than 1 MB");
/// How many lines were no records.
pub const BAD_LINES: Text = text("跳过 {} 行，其余都已读入", "lines passed over: {}; all others were taken in");
/// What records look like.
pub const RECORD_HINT: Text = text(
    "每行一个 JSON 对象，与 `yundu state export` 写出的一样",
    "each line is a JSON object as `yundu state export` writes them",
);
/// What an import came to: records, news.
pub const IMPORTED: Text = text("读入 {} 条记录，其中 {} 条是新的", "records read: {}; news among them: {}");
/// Before the list of what is removed.
pub const PURGE: Text = text("将要删除：", "this will be removed:");
/// The question.
pub const PURGE_QUESTION: Text = text("删除吗？[y/N]", "remove it? [y/N]");
/// The answer was no.
pub const NOT_PURGED: Text = text("什么都没有删", "nothing was removed");
/// There is nothing.
pub const NOTHING_TO_PURGE: Text = text("没有可删的", "there is nothing to remove");
/// A file or folder is gone.
pub const PURGED: Text = text("已删除 {}", "removed {}");
/// A file could not be removed: which, why.
pub const NOT_REMOVED: Text = text("删不掉 {}：{}", "{} could not be removed: {}");
/// Nobody can be asked.
pub const NOT_ASKED: Text = text("没有终端，问不了要不要删", "there is no terminal to ask on");
/// What to do about that.
pub const NOT_ASKED_HINT: Text = text("确认要删就加上 --yes", "add --yes if that is what you want");
