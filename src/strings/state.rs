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
/// The file or its disk takes no writing.
pub const READ_ONLY: Text = text(
    "阅读状态写不进去：{}；本次的标记只留在内存中",
    "the reading state cannot be written: {}; marks stay in memory",
);
/// The mend of [`READ_ONLY`].
pub const READ_ONLY_HINT: Text = text(
    "检查磁盘空间和权限；腾出空间后会自动补写",
    "look at the disk's space and the permissions; once there is room they are written after all",
);
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
