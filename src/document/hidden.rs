//! What a body holds that is not shown as it is written: controls, invisible characters, floods of marks. Layout shows
//! something else or nothing for them; here the reader is told.

use super::defect::{Finding, Problem};
use super::{BlockKind, Document, Inline, InlineKind};
use crate::text::{Scanner, safe};

/// Counts all such characters of a body; the place is that of the first that stands in the source. Entities (`&#27;`) make
/// some that the source does not have, and link targets have some that the page does not show.
pub(super) fn find(body: Scanner, document: &Document) -> Option<Finding> {
    // In a file of the old Mac, every line ends with what would be a control in any other.
    let body = body.whole();
    let source = if body.contains('\n') { safe::clean(body) } else { safe::clean(&body.replace('\r', "\n")) };
    let count = source.removed.max(document.blocks.iter().map(|block| removed(&block.kind)).sum());
    (count > 0).then(|| Finding { problem: Problem::Hidden(count), at: source.first_removed.unwrap_or(0) })
}

/// Counts what the texts of a block lose on the page.
fn removed(block: &BlockKind) -> usize {
    let all = |inlines: &[Inline]| inlines.iter().map(|inline| safe::clean(text(&inline.kind)).removed).sum::<usize>();
    match block {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
            all(inlines)
        }
        BlockKind::Table(table) => table.header.iter().chain(table.rows.iter().flatten()).map(|cell| all(cell)).sum(),
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Foreign(_) => 0,
    }
}

/// The text of an inline in which entities have been read.
fn text(kind: &InlineKind) -> &str {
    match kind {
        InlineKind::Text(text) | InlineKind::Label(text) | InlineKind::Image(text) => text,
        InlineKind::Code(_)
        | InlineKind::Key(_)
        | InlineKind::NoteRef(_)
        | InlineKind::Foreign(_)
        | InlineKind::SoftBreak
        | InlineKind::HardBreak => "",
    }
}
