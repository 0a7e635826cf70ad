//! A document drawn as text, so that a test reads as what it expects.

use std::fmt::Write;
use yundu::document::{Block, BlockKind, Document, FrameKind, Inline, InlineKind, Marker};

/// Draws a document: one line for each block.
pub fn draw(document: &Document) -> String {
    let mut drawing = String::new();
    for block in &document.blocks {
        writeln!(drawing, "{}{}", frames(document, block), self::block(document, &block.kind)).unwrap();
    }
    drawing
}

fn frames(document: &Document, block: &Block) -> String {
    let mut frames: Vec<String> = document
        .frames_of(block)
        .map(|frame| match &frame.kind {
            FrameKind::Quote => "> ".to_owned(),
            FrameKind::Alert(kind) => format!("{kind:?}> "),
            FrameKind::Item { marker, tight, list } => {
                let loose = if *tight { "" } else { "~" };
                match marker {
                    Marker::Bullet => format!("-{list}{loose} "),
                    Marker::Number(number) => format!("{number}.{list}{loose} "),
                    Marker::Task(done) => format!("[{}]{list}{loose} ", if *done { "x" } else { " " }),
                }
            }
            FrameKind::Details { open } => if *open { "▾ " } else { "▸ " }.to_owned(),
            FrameKind::Note { label, .. } => format!("^{label} "),
            FrameKind::TooDeep => "… ".to_owned(),
        })
        .collect();
    frames.reverse();
    frames.concat()
}

fn block(document: &Document, kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, inlines, anchor } => {
            format!("{} {} #{anchor}", "#".repeat(usize::from(*level)), self::inlines(document, inlines))
        }
        BlockKind::Paragraph(inlines) => self::inlines(document, inlines),
        BlockKind::Summary(inlines) => format!("‹‹{}››", self::inlines(document, inlines)),
        BlockKind::Code { language, text } => format!("```{language} {text:?}"),
        BlockKind::Table(table) => {
            let rows = std::iter::once(&table.header).chain(&table.rows).map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| self::inlines(document, cell)).collect();
                cells.join(" | ")
            });
            rows.collect::<Vec<_>>().join(" // ")
        }
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Foreign(text) => format!("«{text}»"),
    }
}

/// Draws running text: `*emphasis*`, `+strong+`, `~strike~`, `(text → target)`.
pub fn inlines(document: &Document, inlines: &[Inline]) -> String {
    let mut drawing = String::new();
    let mut open = None;
    for inline in inlines {
        let link = inline.link.filter(|_| !matches!(inline.kind, InlineKind::NoteRef(_)));
        if link != open {
            close(document, open, &mut drawing);
            drawing.push_str(if link.is_some() { "(" } else { "" });
            open = link;
        }
        let text = match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(text) => format!("`{text}`"),
            InlineKind::Key(text) => format!("<{text}>"),
            InlineKind::SoftBreak => "⏎".to_owned(),
            InlineKind::HardBreak => "↵".to_owned(),
            InlineKind::Image(alt) => format!("!{alt}"),
            InlineKind::NoteRef(label) => format!("^{label}"),
            InlineKind::Foreign(text) => format!("«{text}»"),
            InlineKind::Label(text) => format!("‹{text}›"),
        };
        let marks: String = [(inline.marks.emphasis, '*'), (inline.marks.strong, '+'), (inline.marks.strike, '~')]
            .into_iter()
            .filter_map(|(set, mark)| set.then_some(mark))
            .collect();
        write!(drawing, "{marks}{text}{}", marks.chars().rev().collect::<String>()).unwrap();
    }
    close(document, open, &mut drawing);
    drawing
}

fn close(document: &Document, link: Option<usize>, drawing: &mut String) {
    if let Some(link) = link.and_then(|id| document.links.get(id)) {
        write!(drawing, " → {})", link.written).unwrap();
    }
}
