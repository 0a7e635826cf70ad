//! The order of links: that of the source, in which they are numbered, listed and walked through.

use super::{Block, BlockKind, Document, FrameKind, Inline, Link, LinkId};

/// Brings the links into reading order: bare URLs are found only when their paragraph ends, after its other links. What leads
/// from footnote to reference and back stands behind all others, for it is not numbered.
pub(super) fn number_links(document: &mut Document) {
    let place = |link: &Link| (link.target.is_note(), link.span.start);
    if document.links.is_sorted_by_key(place) {
        return;
    }
    let mut order: Vec<(LinkId, Link)> = std::mem::take(&mut document.links).into_iter().enumerate().collect();
    order.sort_by_key(|(_, link)| place(link));
    let mut numbers = vec![0; order.len()];
    for (number, (id, _)) in order.iter().enumerate() {
        if let Some(slot) = numbers.get_mut(*id) {
            *slot = number;
        }
    }
    document.links = order.into_iter().map(|(_, link)| link).collect();
    for inline in document.blocks.iter_mut().flat_map(inlines) {
        inline.link = inline.link.and_then(|id| numbers.get(id).copied());
    }
    for frame in &mut document.frames {
        if let FrameKind::Note { back, .. } = &mut frame.kind {
            *back = back.and_then(|id| numbers.get(id).copied());
        }
    }
}

/// Walks the running text of a block.
fn inlines(block: &mut Block) -> Box<dyn Iterator<Item = &mut Inline> + '_> {
    match &mut block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
            Box::new(inlines.iter_mut())
        }
        BlockKind::Table(table) => Box::new(table.header.iter_mut().chain(table.rows.iter_mut().flatten()).flatten()),
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Foreign(_) => Box::new([].iter_mut()),
    }
}
