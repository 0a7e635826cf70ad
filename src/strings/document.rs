//! What is said about a post's body.

use super::{Text, text};

/// What stands before the alternative text of an image.
pub const IMAGE: Text = text("[图] ", "[image] ");
/// The heading line of an alert that is useful to know.
pub const ALERT_NOTE: Text = text("说明", "Note");
/// The heading line of an alert with advice.
pub const ALERT_TIP: Text = text("提示", "Tip");
/// The heading line of an alert that success depends on.
pub const ALERT_IMPORTANT: Text = text("重要", "Important");
/// The heading line of an alert that needs attention at once.
pub const ALERT_WARNING: Text = text("警告", "Warning");
/// The heading line of an alert about the risks of an action.
pub const ALERT_CAUTION: Text = text("当心", "Caution");
/// Stands where containers are nested too deeply to be shown as such.
pub const TOO_DEEP: Text = text("（嵌套过深，以下不再缩进）", "(nested too deeply: no further indent from here)");
