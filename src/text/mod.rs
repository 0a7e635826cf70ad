//! Text on a grid: grapheme clusters, the cells that they take, their line-break classes, the words of Chinese, what a search
//! looks for, what reading a text costs, and the one type of text that may reach the terminal.

pub mod cluster;
pub mod safe;
pub mod steps;
pub mod width;
pub mod class;
pub mod near;
pub mod needle;
pub mod pinyin;
pub mod words;

pub use needle::Needle;
pub use safe::SafeStr;
pub use steps::{Scanner, Steps};
pub use width::{Ambiguous, Selectors, Sequence, Widths};
