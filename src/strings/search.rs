//! What a search of all posts says.

use super::{Text, text};

/// How many posts and hits there are.
pub const FOUND: Text = text("文章 {} 篇，命中 {} 处", "posts: {}, hits: {}");
/// How many passages are not shown.
pub const NOT_SHOWN: Text =
    text("；还有 {} 段未列出，加 --limit 0 全部列出", "; passages not shown: {} (--limit 0 shows all)");
