//! Where lines end between two Han, as a reader of `show --width 80` sees them, judged by jieba-rs: the share of the breaks
//! that are no border of its cut, and what keeping words whole costs in blank line ends.

use super::corpus::posts;
use crate::text::words::{JIEBA, WORDS};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use yundu::document::{self, BlockKind};
use yundu::layout::{Gutter, Line, Run, Spec, lay_out};
use yundu::text::class::is_han;

/// The most breaks between two Han that may be inside a word.
const MOST_SPLIT: f64 = 0.12;

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Breaks between two Han.
    breaks: usize,
    /// Those that are no border of jieba's cut, and of its cut with its model of unknown words.
    split: usize,
    split_or_guessed: usize,
    /// Lines of paragraphs that are not the last of theirs, and the squares of their blanks.
    lines: usize,
    squares: usize,
}

impl Count {
    fn share(&self) -> f64 {
        self.split.max(self.split_or_guessed) as f64 / self.breaks.max(1) as f64
    }

    fn ragged(&self) -> f64 {
        self.squares as f64 / self.lines.max(1) as f64
    }
}

#[test]
fn lines_end_between_words() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("posts");
    let (plain, words) = (judged(&own, false), judged(&own, true));
    assert!(total(&plain).share() > 0.3, "the judge sees no word");
    assert!(total(&words).share() <= MOST_SPLIT, "{:?}", total(&words));
    // The holes of our few posts are those of their names and of English; words may deepen them only so far.
    assert!(total(&words).ragged() <= total(&plain).ragged() + 2.0, "{:?} {:?}", total(&plain), total(&words));
}

#[test]
fn lines_of_the_seeds_end_between_words() {
    let seeds = std::env::var_os("YUNDU_CORPUS").map(|corpus| PathBuf::from(corpus).join("seeds"));
    let Some(seeds) = seeds.filter(|seeds| seeds.is_dir()) else {
        return println!("YUNDU_CORPUS is not set, or has no seeds");
    };
    let (plain, words) = (judged(&seeds, false), judged(&seeds, true));
    assert!(total(&words).share() <= MOST_SPLIT, "{:?}", total(&words));
    assert!(total(&plain).ragged() <= 4.5, "{:?}", total(&plain));
    assert!(total(&words).ragged() <= 6.0, "{:?}", total(&words));
}

/// The counts for every post of a folder, set as `show --width 80` does.
fn judged(folder: &Path, words: bool) -> Vec<Count> {
    let words = words.then(|| Arc::new(WORDS.clone()));
    let spec = Spec { words, gutter: Gutter { end: 1, ..Gutter::default() }, ..Spec::new(79) };
    let count = |path: PathBuf| count(&String::from_utf8_lossy(&std::fs::read(path).unwrap()), &spec);
    let counts: Vec<Count> = posts(folder).into_iter().map(count).collect();
    let all = total(&counts);
    println!("{}: {all:?} share {:.3}, ragged {:.2}", folder.display(), all.share(), all.ragged());
    counts
}

fn total(counts: &[Count]) -> Count {
    counts.iter().fold(Count::default(), |a, b| Count {
        breaks: a.breaks + b.breaks,
        split: a.split + b.split,
        split_or_guessed: a.split_or_guessed + b.split_or_guessed,
        lines: a.lines + b.lines,
        squares: a.squares + b.squares,
    })
}

fn count(post: &str, spec: &Spec) -> Count {
    let body = post.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(post, |(_, body)| body);
    let document = document::parse(body);
    let layout = lay_out(&document, spec);
    let mut count = Count::default();
    for lines in layout.lines.chunk_by(|a, b| a.block == b.block) {
        let lines: Vec<&Line> = lines.iter().filter(|line| source_runs(line).next().is_some()).collect();
        let Some(block) = lines.first().and_then(|line| document.blocks.get(line.block)) else { continue };
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
        if is_paragraph && let Some((_, full)) = lines.split_last() {
            count.lines += full.len();
            count.squares += full.iter().map(|line| spec.measure.saturating_sub(line.cells()).pow(2)).sum::<usize>();
        }
        if is_paragraph || matches!(block.kind, BlockKind::Heading { .. }) {
            judge(&lines, body, &mut count);
        }
    }
    count
}

/// The runs that show the source.
fn source_runs(line: &Line) -> impl Iterator<Item = &Run> {
    line.runs.iter().filter(|run| !run.span.is_empty())
}

/// Counts the breaks between the lines of one block.
fn judge(lines: &[&Line], source: &str, count: &mut Count) {
    let (text, breaks) = joined(lines, source);
    let borders = |guess| JIEBA.cut(&text, guess).iter().map(|word| word.byte_start).collect::<Vec<_>>();
    let (certain, guessed) = (borders(false), borders(true));
    for at in breaks {
        let (before, after) = text.split_at(at);
        if before.ends_with(is_han) && after.starts_with(is_han) {
            count.breaks += 1;
            count.split += usize::from(certain.binary_search(&at).is_err());
            count.split_or_guessed += usize::from(guessed.binary_search(&at).is_err());
        }
    }
}

/// The text of lines as one line, and where it was broken.
fn joined(lines: &[&Line], source: &str) -> (String, Vec<usize>) {
    let (mut text, mut breaks, mut end) = (String::new(), Vec::new(), None);
    for (number, line) in lines.iter().enumerate() {
        for (index, run) in source_runs(line).enumerate() {
            let shown = if index == 0 { run.text.trim_start() } else { run.text.as_str() };
            // What vanished at the break: a blank parts words, a line end of the source between two Han does not.
            let between = end.and_then(|end| source.get(end..run.span.start)).unwrap_or_default();
            let touches =
                text.ends_with(is_han) && shown.starts_with(is_han) && !between.contains([' ', '\t', '\u{3000}']);
            if between.contains(char::is_whitespace) && !touches {
                text.push(' ');
            }
            if number > 0 && index == 0 {
                breaks.push(text.len());
            }
            text.push_str(shown);
            end = Some(run.span.end);
        }
    }
    (text, breaks)
}
