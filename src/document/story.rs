//! Stories: the news items of a digest and their sources.

use super::source_line::{self, Sources};
use super::{BlockKind, Document, FrameKind, LinkId, anchor, plain};
use crate::text::{SafeStr, Scanner, Steps};
use std::ops::Range;

/// One news item: a heading with its blocks up to the next heading of the same or a higher level.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The block of its heading.
    pub heading: usize,
    /// Its blocks, the heading included.
    pub blocks: Range<usize>,
    /// Its source links in order.
    pub sources: Vec<LinkId>,
}

impl Story {
    /// Gives its heading on one line.
    pub fn title(&self, document: &Document) -> SafeStr {
        match document.blocks.get(self.heading).map(|block| &block.kind) {
            Some(BlockKind::Heading { inlines, .. }) => plain(inlines),
            Some(BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Table(_)) => SafeStr::default(),
            Some(BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_)) | None => SafeStr::default(),
        }
    }
}

/// A heading outside all containers but folded ones.
struct Heading {
    block: usize,
    level: u8,
    news: bool,
}

/// Sets the source lines apart and finds the stories: the headings under a news section, and any other heading below the
/// title that a source line follows before the next heading.
pub(super) fn find(source: Scanner, document: &mut Document) {
    let Sources { blocks, links } = source_line::find(source, std::mem::take(&mut document.blocks), &document.links);
    document.blocks = blocks;
    let steps = source.steps();
    let headings = headings(document, steps);
    let has_source = |blocks: Range<usize>| steps.each(links.get(blocks).unwrap_or_default()).any(|it| !it.is_empty());
    let mut sections = Sections::default();
    let mut free_from = 0;
    for (at, heading) in headings.iter().enumerate() {
        let next = headings.get(at + 1).map_or(document.blocks.len(), |next| next.block);
        let in_news = sections.enter(heading, headings.get(at + 1));
        if heading.block < free_from {
            continue;
        }
        if in_news || heading.level > 1 && !sections.is_news && has_source(heading.block..next) {
            let end = steps.each(headings.iter().skip(at + 1)).find(|next| next.level <= heading.level);
            let blocks = heading.block..end.map_or(document.blocks.len(), |next| next.block);
            free_from = blocks.end;
            steps.take(blocks.len());
            let sources = sources(document, &links, blocks.clone(), in_news, steps);
            document.stories.push(Story { heading: heading.block, blocks, sources });
        }
    }
}

fn headings(document: &Document, steps: &Steps) -> Vec<Heading> {
    let mut outside: Vec<bool> = Vec::with_capacity(document.frames.len());
    for frame in &document.frames {
        let around = frame.parent.is_none_or(|parent| outside.get(parent) == Some(&true));
        outside.push(around && matches!(frame.kind, FrameKind::Details { .. }));
    }
    let is_free = |block: &super::Block| block.frame.is_none_or(|frame| outside.get(frame) == Some(&true));
    let heading = |(block, it): (usize, &super::Block)| match &it.kind {
        BlockKind::Heading { level, inlines, .. } if is_free(it) => {
            let text = anchor::text_of(inlines);
            steps.take(text.len());
            Some(Heading { block, level: *level, news: is_news(&text) })
        }
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Table(_) => None,
        BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_) => None,
    };
    document.blocks.iter().enumerate().filter_map(heading).collect()
}

/// Where a walk over headings stands with regard to news sections.
#[derive(Default)]
struct Sections {
    /// The level of the news section around, and of the stories in it.
    news: Option<(u8, Option<u8>)>,
    /// Whether the last heading entered is itself a news section with stories below it.
    is_news: bool,
}

impl Sections {
    /// Enters a heading and tells whether it begins a story of a news section.
    fn enter(&mut self, heading: &Heading, next: Option<&Heading>) -> bool {
        self.is_news = false;
        if self.news.is_some_and(|(section, _)| heading.level <= section) {
            self.news = None;
        }
        match &mut self.news {
            Some((_, level)) => heading.level <= *level.get_or_insert(heading.level),
            None if heading.news && next.is_some_and(|next| next.level > heading.level) => {
                self.news = Some((heading.level, None));
                self.is_news = true;
                false
            }
            None => false,
        }
    }
}

/// Gathers the source links of a story. In a news section a last paragraph of nothing but links names the sources too,
/// else a link that the heading itself is.
fn sources(
    document: &Document,
    links: &[Vec<LinkId>],
    blocks: Range<usize>,
    in_news: bool,
    steps: &Steps,
) -> Vec<LinkId> {
    let labelled: Vec<LinkId> = links.get(blocks.clone()).unwrap_or_default().concat();
    if !labelled.is_empty() || !in_news {
        return labelled;
    }
    let paragraphs = steps.each(document.blocks.get(blocks.clone()).unwrap_or_default().iter().rev()).filter_map(
        |block| match &block.kind {
            BlockKind::Paragraph(inlines) => Some(inlines),
            BlockKind::Heading { .. } | BlockKind::Code { .. } | BlockKind::Table(_) => None,
            BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_) => None,
        },
    );
    let last = paragraphs.take(1).find(|inlines| source_line::only_links(inlines, steps));
    let heading = document.blocks.get(blocks.start).and_then(|block| match &block.kind {
        BlockKind::Heading { inlines, .. } => Some(inlines),
        BlockKind::Paragraph(_) | BlockKind::Code { .. } | BlockKind::Table(_) => None,
        BlockKind::Summary(_) | BlockKind::Rule | BlockKind::Foreign(_) => None,
    });
    last.or(heading).map_or_else(Vec::new, |inlines| source_line::pages(inlines, &document.links, steps))
}

/// The names of news sections, in lower case, without an English gloss in parentheses.
const NEWS: [&str; 24] = [
    "主要新闻",
    "新闻",
    "本周新闻",
    "今日新闻",
    "重要新闻",
    "重点新闻",
    "热点新闻",
    "最新新闻",
    "行业新闻",
    "新闻动态",
    "新闻摘要",
    "新闻速览",
    "要闻",
    "今日要闻",
    "本周要闻",
    "头条",
    "main news",
    "news",
    "top news",
    "top stories",
    "key news",
    "headlines",
    "main stories",
    "latest news",
];

/// No name of a news section is longer, its number included.
const NEWS_BYTES: usize = 48;

/// Tells whether a heading names a news section: `主要新闻`, `一、主要新闻`, `📰 主要新闻 (Main News)`, `Main News`.
pub(super) fn is_news(heading: &str) -> bool {
    let name = heading.split(['(', '（']).next().unwrap_or_default();
    let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    if name.len() > NEWS_BYTES {
        return false;
    }
    let name = name.to_lowercase();
    let unnumbered = name.split_once('、').map_or(name.as_str(), |(_, name)| name);
    NEWS.contains(&unnumbered) || NEWS.contains(&name.as_str())
}
