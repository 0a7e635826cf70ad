//! What stands above a post on the page: its title, when it was written and by whom, how long it is, or why it cannot be read.

use super::list::counted;
use super::model::Model;
use super::page::Page;
use super::panes;
use crate::document::{AlertKind, Block, BlockKind, Document, Frame, FrameKind, Inline, InlineKind, Marks, Target};
use crate::layout::{Line, Spec, lay_out};
use crate::strings::ui as words;
use crate::text::SafeStr;

/// Sets the head of a page: the title once, then when, who, how long, and the tags.
pub fn set(page: &Page, model: &Model, spec: &Spec) -> Vec<Line> {
    let lang = model.lang();
    let post = &page.post;
    let text = |text: &str| Inline {
        kind: InlineKind::Text(text.to_owned()),
        marks: Marks::default(),
        link: None,
        // No place of the source: only that the page shows it as text, which the gaps that are ours are not.
        span: 0..text.len(),
    };
    let mut facts: Vec<String> = Vec::new();
    match post.date {
        Some(date) if post.date_text.is_empty() => facts.push(date.to_string()),
        Some(_) | None => facts.extend((!post.date_text.is_empty()).then(|| post.date_text.to_string())),
    }
    facts.extend(post.authors.iter().map(SafeStr::to_string));
    let stories = page.document.stories.len();
    if stories > 0 {
        facts.push(counted(words::STORIES, stories, true, lang));
    }
    facts.push(counted(words::MINUTES, post.minutes(), true, lang));
    let defects = post.warnings.max(page.document.defects.len());
    if defects > 0 {
        facts.push(format!("⚠ {}", words::DEFECTS.get(lang).replace("{}", &defects.to_string())));
    }
    let mut quiet = vec![text(&facts.join(" · "))];
    let tags: Vec<_> = post.tags.iter().map(|tag| tag.shown.as_str()).collect();
    if !tags.is_empty() {
        quiet.push(Inline { kind: InlineKind::HardBreak, ..text("") });
        quiet.push(text(&tags.join(" · ")));
    }
    let sources: Vec<_> = post.sources.iter().map(host).collect();
    if !sources.is_empty() {
        quiet.push(Inline { kind: InlineKind::HardBreak, ..text("") });
        quiet.push(text(&format!("{} {}", words::POST_SOURCE.get(lang), sources.join(" · "))));
    }
    let title = BlockKind::Heading { level: 1, inlines: vec![text(&post.title)], anchor: String::new() };
    let block = |kind| Block { frame: None, kind, span: 0..0 };
    let mut blocks = vec![block(title), block(BlockKind::Paragraph(quiet))];
    let mut frames = Vec::new();
    let trouble = match (&page.failure, &post.broken) {
        (Some(failure), _) => vec![failure.clone()],
        (None, Some(defect)) => vec![defect.message(lang), defect.hint(lang)],
        (None, None) => Vec::new(),
    };
    if !trouble.is_empty() {
        frames.push(Frame { parent: None, kind: FrameKind::Alert(AlertKind::Caution) });
        let inlines = trouble.iter().flat_map(|line| [text(line), Inline { kind: InlineKind::HardBreak, ..text("") }]);
        blocks.push(Block { frame: Some(0), ..block(BlockKind::Paragraph(inlines.collect())) });
    } else if page.document.blocks.is_empty() {
        blocks.push(block(BlockKind::Paragraph(vec![text(words::EMPTY_BODY.get(lang))])));
    }
    let document = Document { blocks, frames, ..Document::default() };
    let mut lines = lay_out(&document, spec).lines;
    lines.iter_mut().flat_map(|line| &mut line.runs).for_each(|run| run.span = 0..run.span.len().min(1));
    if panes::margin(model.viewport) > 0 {
        lines.insert(0, Line::default());
    }
    lines.extend([Line::default(), Line::default()]);
    lines
}

/// What is told of a post's own source: the real host of a URL, else what its author wrote.
fn host(source: &SafeStr) -> String {
    match Target::judge(source, "") {
        Target::Web(web) => web.host,
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => {
            source.to_string()
        }
    }
}
