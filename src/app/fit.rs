//! Short texts for narrow places: sentences and titles set into lines, cut, or chopped. The page itself is not set here.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Marks};
use crate::layout::{self, Breaking, Spec};
use crate::text::{SafeStr, Widths, cluster};

/// Sets a sentence into lines of at most `measure` cells.
pub fn set(text: &SafeStr, measure: usize, widths: Widths) -> Vec<SafeStr> {
    set_as(BlockKind::Paragraph, text, &Spec { widths, ..Spec::new(measure) })
}

fn set_as(kind: impl Fn(Vec<Inline>) -> BlockKind, text: &SafeStr, spec: &Spec) -> Vec<SafeStr> {
    let inline = InlineKind::Text(text.as_str().to_owned());
    let inlines = vec![Inline { kind: inline, marks: Marks::default(), link: None, span: 0..0 }];
    let block = Block { frame: None, kind: kind(inlines), span: 0..0 };
    let document = Document { blocks: vec![block], ..Document::default() };
    layout::lay_out(&document, spec).lines.iter().map(|line| SafeStr::clean(line.text().trim_end())).collect()
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
