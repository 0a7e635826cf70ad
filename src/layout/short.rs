//! Short texts for narrow places: sets sentences and titles into lines, cuts them, or chops them.
//! The page itself is not set here.

use super::{Breaking, Spec, lay_out};
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Marks};
use crate::text::{SafeStr, Widths, cluster};
use std::ops::Range;

/// Sets a sentence into lines of at most `measure` cells.
pub fn set(text: &SafeStr, measure: usize, widths: Widths) -> Vec<SafeStr> {
    set_as(BlockKind::Paragraph, text, &Spec { widths, ..Spec::new(measure) })
}

fn set_as(kind: impl Fn(Vec<Inline>) -> BlockKind, text: &SafeStr, spec: &Spec) -> Vec<SafeStr> {
    let inline = InlineKind::Text(text.as_str().to_owned());
    let inlines = vec![Inline { kind: inline, marks: Marks::default(), link: None, span: 0..0 }];
    let block = Block { frame: None, kind: kind(inlines), span: 0..0 };
    let document = Document { blocks: vec![block], ..Document::default() };
    lay_out(&document, spec).lines.iter().map(|line| SafeStr::clean(line.text().trim_end())).collect()
}

/// Gives a title of one line the gaps of the page between Han and Latin letters, and says where some parts of it stand then.
pub fn spaced(title: &SafeStr, parts: &[Range<usize>], spec: &Spec) -> (SafeStr, Vec<Range<usize>>) {
    let inline = InlineKind::Text(title.as_str().to_owned());
    let inlines = vec![Inline { kind: inline, marks: Marks::default(), link: None, span: 0..title.len() }];
    let block = Block { frame: None, kind: BlockKind::Paragraph(inlines), span: 0..title.len() };
    let document = Document { blocks: vec![block], ..Document::default() };
    // Wider than any title, so that no line ends in it.
    let wide = Spec { measure: title.len() * 3 + 1, breaking: Breaking::Greedy, words: None, ..spec.clone() };
    let lines = lay_out(&document, &wide).lines;
    let Some(line) = lines.first().filter(|_| lines.len() == 1) else { return (title.clone(), parts.to_vec()) };
    // Where each run of the title's own text stands in the set one.
    let (mut set, mut moves) = (String::new(), Vec::new());
    for run in &line.runs {
        moves.extend((!run.span.is_empty()).then_some((run.span.start, set.len())));
        set.push_str(&run.text);
    }
    let moved = |at: usize| {
        let run = moves.iter().rfind(|(from, _)| *from <= at);
        run.map_or(at, |(from, to)| to + at - from)
    };
    // The end of a part is where its last byte stands: a gap behind it is none of it.
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| moved(part.start)..moved(part.end - 1) + 1);
    let parts = parts.filter(|part| set.get(part.clone()).is_some()).collect();
    (SafeStr::clean(&set), parts)
}

/// Sets a title over at most two lines, balanced as a heading is; what is left over is cut with `…` in the second line only.
pub fn two_lines(title: &SafeStr, spec: &Spec) -> Vec<SafeStr> {
    let (measure, widths) = (spec.measure, spec.widths);
    let heading = |inlines| BlockKind::Heading { level: 3, inlines, anchor: String::new() };
    let mut lines = set_as(heading, title, spec);
    if lines.len() > 2 {
        // Even lines are of no use to a title that is cut: full ones show more of it.
        lines = set_as(BlockKind::Paragraph, title, &Spec { breaking: Breaking::Greedy, ..spec.clone() });
        lines.truncate(2);
        if let Some(second) = lines.last_mut() {
            let more = SafeStr::clean(&format!("{second}{}", "…".repeat(measure)));
            *second = cut(&more, measure.min(widths.of(second) + widths.of("…")), widths);
        }
    }
    lines
}

/// Chops a text that is one word, such as a URL, into lines of at most `measure` cells.
pub fn chop(text: &SafeStr, measure: usize, widths: Widths) -> Vec<SafeStr> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (_, cluster) in cluster::clusters(text) {
        let cells = widths.of_cluster(cluster);
        if used + cells > measure && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        used += cells;
        lines.iter_mut().last().into_iter().for_each(|line| line.push_str(cluster));
    }
    lines.iter().map(|line| SafeStr::clean(line)).collect()
}

/// Cuts a text to at most `cells` cells, `…` included.
pub fn cut(text: &SafeStr, cells: usize, widths: Widths) -> SafeStr {
    if widths.of(text) <= cells {
        return text.clone();
    }
    let room = cells.saturating_sub(widths.of("…"));
    let mut used = 0;
    let mut end = 0;
    for (at, cluster) in cluster::clusters(text) {
        used += widths.of_cluster(cluster);
        if used > room {
            break;
        }
        end = at + cluster.len();
    }
    SafeStr::clean(&format!("{}…", text.slice(0..end)))
}

/// Cuts a host to at most `cells` cells, `…` included. Its end stays: there stands who owns it.
pub fn cut_host(host: &SafeStr, cells: usize, widths: Widths) -> SafeStr {
    let mut left = widths.of(host);
    if left <= cells {
        return host.clone();
    }
    let room = cells.saturating_sub(widths.of("…"));
    let mut start = 0;
    for (at, cluster) in cluster::clusters(host) {
        if left <= room {
            break;
        }
        left -= widths.of_cluster(cluster);
        start = at + cluster.len();
    }
    SafeStr::clean(&format!("…{}", host.slice(start..host.len())))
}
