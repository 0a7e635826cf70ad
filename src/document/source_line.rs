//! Source lines: the lines of a story that name its sources (`**Source:** [title](url)`, `来源：…`, `参考：…`).

use super::{Block, BlockKind, FrameId, Inline, InlineKind, Link, LinkId, Span, note};
use crate::text::{Scanner, Steps};

/// The words that announce sources, in lower case and without their colon.
const LABELS: [&str; 30] = [
    "source",
    "sources",
    "via",
    "link",
    "links",
    "original",
    "reference",
    "references",
    "read more",
    "来源",
    "来源链接",
    "信息来源",
    "消息来源",
    "新闻来源",
    "资料来源",
    "文章来源",
    "原文",
    "原文链接",
    "原文地址",
    "英文原文",
    "查看英文原文",
    "参考",
    "参考链接",
    "参考来源",
    "参考资料",
    "出处",
    "链接",
    "阅读原文",
    "出典",
    "출처",
];

/// Blocks whose source lines stand in paragraphs of their own, and the source links of each block.
pub(super) struct Sources {
    pub blocks: Vec<Block>,
    /// By block.
    pub links: Vec<Vec<LinkId>>,
}

/// Takes every paragraph apart at its source lines. A list after a label that has no link of its own is its sources.
pub(super) fn find(source: Scanner, blocks: Vec<Block>, links: &[Link]) -> Sources {
    let mut sources = Sources { blocks: Vec::with_capacity(blocks.len()), links: Vec::with_capacity(blocks.len()) };
    let steps = source.steps();
    // The container of a label that waits for its list.
    let mut waiting: Option<Option<FrameId>> = None;
    for Block { frame, kind, span } in blocks {
        let BlockKind::Paragraph(inlines) = kind else {
            waiting = None;
            sources.push(Block { frame, kind, span }, Vec::new());
            continue;
        };
        if waiting.is_some_and(|label| label != frame) && only_links(&inlines, steps) {
            let found = pages(&inlines, links, steps);
            sources.push(Block { frame, kind: BlockKind::Paragraph(inlines), span }, found);
            continue;
        }
        waiting = None;
        let mut parts = split(inlines, steps).into_iter().peekable();
        let mut start = span.start;
        while let Some(part) = parts.next() {
            let gap = parts.peek().map_or(span.end..span.end, |next| opened(source, &next.gap));
            let place = trimmed(source, start..gap.start.max(start));
            start = gap.end.max(start);
            let found = if part.source { pages(&part.inlines, links, steps) } else { Vec::new() };
            if part.source && found.is_empty() {
                waiting = Some(frame);
            }
            sources.push(Block { frame, kind: BlockKind::Paragraph(part.inlines), span: place }, found);
        }
    }
    sources
}

impl Sources {
    fn push(&mut self, block: Block, links: Vec<LinkId>) {
        self.blocks.push(block);
        self.links.push(links);
    }
}

/// Lines of a paragraph that belong together.
struct Part {
    source: bool,
    /// What parts it from the text before it: a line's end, or an empty place.
    gap: Span,
    inlines: Vec<Inline>,
}

/// Splits a paragraph into text and source lines, which are joined with hard breaks. One without a label stays whole.
fn split(inlines: Vec<Inline>, steps: &Steps) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut gap: Option<Inline> = None;
    for (line, end) in lines(inlines) {
        for (source, words) in at_labels(line, steps) {
            let goes_on = parts.last().is_some_and(|last| last.source) && only_links(&words, steps);
            match parts.last_mut().filter(|last| last.source == source || goes_on) {
                Some(last) => {
                    if let Some(mut gap) = gap.take() {
                        if last.source {
                            gap.kind = InlineKind::HardBreak;
                        }
                        last.inlines.push(gap);
                    }
                    last.inlines.extend(words);
                }
                None => {
                    let begin = words.first().map_or(0, |first| first.span.start);
                    let gap = gap.take().map_or(begin..begin, |gap| gap.span);
                    parts.push(Part { source, gap, inlines: words });
                }
            }
        }
        gap = end;
    }
    if parts.is_empty() {
        parts.push(Part { source: false, gap: 0..0, inlines: Vec::new() });
    }
    parts
}

/// Splits inlines at their line ends; each line comes with the break that ends it.
fn lines(inlines: Vec<Inline>) -> Vec<(Vec<Inline>, Option<Inline>)> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for inline in inlines {
        if matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak) {
            lines.push((std::mem::take(&mut line), Some(inline)));
        } else {
            line.push(inline);
        }
    }
    lines.push((line, None));
    lines
}

/// Splits a line where labels begin: at its start, and at bold labels inside it.
fn at_labels(line: Vec<Inline>, steps: &Steps) -> Vec<(bool, Vec<Inline>)> {
    let mut found = Vec::new();
    let mut current: (bool, Vec<Inline>) = (false, Vec::new());
    let mut rest = line.into_iter().peekable();
    let mut at_start = true;
    while let Some(inline) = rest.next() {
        let may_begin = at_start || inline.marks.strong && !current.1.last().is_some_and(|last| last.marks.strong);
        at_start = at_start && is_blank(&inline);
        let Some((label, after)) = label(&inline, rest.peek(), steps).filter(|_| may_begin && inline.link.is_none())
        else {
            current.1.push(inline);
            continue;
        };
        if !steps.each(&current.1).all(is_blank) {
            found.push(std::mem::take(&mut current));
        }
        current = (true, vec![label]);
        match after {
            After::Rest(rest) => current.1.extend(rest),
            After::Next(with_colon) => {
                rest.next();
                current.1.extend(with_colon);
            }
        }
    }
    if !current.1.is_empty() {
        found.push(current);
    }
    found
}

/// What follows a label.
enum After {
    /// The rest of the inline that it stands in.
    Rest(Option<Inline>),
    /// The rest of the next inline, which holds the colon.
    Next(Option<Inline>),
}

/// Reads a label at the start of `inline`; its colon may stand in the `next` one (`**Source**: …`).
fn label(inline: &Inline, next: Option<&Inline>, steps: &Steps) -> Option<(Inline, After)> {
    let InlineKind::Text(text) = &inline.kind else { return None };
    steps.take(text.len());
    if let Some((word, colon)) = text.char_indices().take(16).find(|(_, c)| matches!(c, ':' | '：')) {
        let end = word + colon.len_utf8();
        return is_label(text.get(..word)?).then(|| (labelled(inline, text, end), After::Rest(cut(inline, text, end))));
    }
    let next = next.filter(|next| next.link.is_none() && is_label(text))?;
    let InlineKind::Text(more) = &next.kind else { return None };
    let blanks = more.len() - more.trim_start().len();
    let colon = more.trim_start().chars().next().filter(|c| matches!(c, ':' | '：'))?;
    let end = blanks + colon.len_utf8();
    let mut label = labelled(inline, text, text.len());
    label.kind = InlineKind::Label(format!("{}{colon}", text.trim_start()));
    label.span.end = next.span.start + end.min(next.span.len());
    Some((label, After::Next(cut(next, more, end))))
}

fn is_label(words: &str) -> bool {
    let words = words.trim().trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    LABELS.contains(&words.as_str())
}

fn labelled(inline: &Inline, text: &str, end: usize) -> Inline {
    let words = text.get(..end).unwrap_or_default();
    let kind = InlineKind::Label(words.trim_start().to_owned());
    let start = if is_verbatim(inline, text) { words.len() - words.trim_start().len() } else { 0 };
    let span = inline.span.start + start..part_of(inline, text, 0..end).end;
    Inline { kind, span, ..inline.clone() }
}

/// Gives what is left of an inline after `from`, unless it is nothing.
fn cut(inline: &Inline, text: &str, from: usize) -> Option<Inline> {
    let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
    let span = part_of(inline, text, from..text.len());
    Some(Inline { kind: InlineKind::Text(rest.to_owned()), span, ..inline.clone() })
}

fn part_of(inline: &Inline, text: &str, part: Span) -> Span {
    if is_verbatim(inline, text) {
        inline.span.start + part.start..inline.span.start + part.end
    } else {
        inline.span.clone()
    }
}

fn is_verbatim(inline: &Inline, text: &str) -> bool {
    inline.span.len() == text.len()
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Code(_) | InlineKind::Key(_) | InlineKind::Image(_) | InlineKind::NoteRef(_) => false,
        InlineKind::Foreign(_) | InlineKind::Label(_) => false,
    }
}

/// Tells whether inlines are links and what joins links: `和`, `、`, blanks and punctuation.
pub(super) fn only_links(inlines: &[Inline], steps: &Steps) -> bool {
    let joins = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => {
            let words = text.trim_matches(|c: char| !c.is_alphanumeric());
            words.is_empty() || matches!(words, "和" | "与" | "及" | "以及" | "and")
        }
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Code(_) | InlineKind::Key(_) | InlineKind::Image(_) | InlineKind::NoteRef(_) => false,
        InlineKind::Foreign(_) | InlineKind::Label(_) => false,
    };
    let links = |inline: &Inline| note::is_link(&inline.kind, inline.link);
    steps.each(inlines).any(links) && steps.each(inlines).all(|inline| links(inline) || joins(inline))
}

/// Lists the links of inlines, pictures and footnotes left out.
pub(super) fn pages(inlines: &[Inline], links: &[Link], steps: &Steps) -> Vec<LinkId> {
    let mut pages: Vec<LinkId> = Vec::new();
    for id in steps.each(inlines).filter_map(|inline| inline.link) {
        // The inlines of one link stand together.
        if pages.last() != Some(&id) && links.get(id).is_some_and(|link| !link.image && !link.target.is_note()) {
            pages.push(id);
        }
    }
    pages
}

/// Leaves out what a container writes before a line, and blanks at both ends.
fn trimmed(source: Scanner, span: Span) -> Span {
    let text = source.part(span.clone()).unwrap_or_default();
    let words = text.trim_start_matches([' ', '\t', '>']);
    let start = span.start + text.len() - words.len();
    start..start + words.trim_end().len()
}

/// Takes the delimiters before a bold label that stands inside a line to the label.
fn opened(source: Scanner, gap: &Span) -> Span {
    if !gap.is_empty() {
        return gap.clone();
    }
    let start = source.run_before(gap.start, |c| matches!(c, '*' | '_'));
    start..start
}
