//! What the break between two lines stands for in the text that they show.

use crate::text::SafeStr;

/// What the break before a line stands for. The line before it is the one before in the same block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Joint {
    /// A line end: a text begins here, or a line of it that its author asked for, or a row of a table.
    #[default]
    LineEnd,
    /// The text goes on: this is what stands between the two lines where both are one. Nothing between two Han or inside a
    /// long word, else the blank that vanished at the break.
    Inside(SafeStr),
    /// The same for each cell of a row of a table that goes on, in the order of the columns.
    Cells(Vec<Joint>),
    /// A line of a code block. A line that is cut is shown by several, which have the same number.
    Code {
        /// Which of its lines, from 0.
        line: usize,
        /// At which cell of that line, tabs grown to their stops, what is shown of it begins.
        cell: usize,
    },
}

impl Joint {
    /// The joint of the part of the line that shows column `column` of a table; that of the line where it shows no columns.
    pub fn of_column(&self, column: usize) -> &Joint {
        match self {
            Joint::Cells(cells) => cells.get(column).unwrap_or(&Joint::LineEnd),
            Joint::LineEnd | Joint::Inside(_) | Joint::Code { .. } => self,
        }
    }
}
