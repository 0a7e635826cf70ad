//! Weaving a block's tokens into inlines: paired delimiters become marks, the rest of the runs text.

use super::emphasis::{Run, Uses};
use super::{Inline, InlineKind, LinkId};
use crate::text::Scanner;
use std::collections::BTreeMap;

/// The runs of delimiters of a block, by the link that they stand in: emphasis does not reach into a link or out of one.
pub(super) type Runs = BTreeMap<Option<LinkId>, Vec<Run>>;

/// What stands between atoms and inlines.
pub(super) enum Token {
    Done(Inline),
    /// A run of delimiters: its place among the runs of its link (or of the text outside links).
    Run {
        index: usize,
        inline: Inline,
    },
}

/// Puts the tokens together: delimiters that were paired turn into marks, the others into text.
pub(super) fn weave(tokens: Vec<Token>, runs: &Runs, source: Scanner) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    let mut open = Uses::default();
    for token in tokens {
        match token {
            Token::Done(inline) => push(&mut inlines, inline, open, source),
            Token::Run { index, mut inline } => {
                let Some(run) = runs.get(&inline.link).and_then(|runs| runs.get(index)) else { continue };
                open.close(run.closed);
                let rest = inline.span.start + run.closed.bytes()..inline.span.end - run.opened.bytes();
                if !rest.is_empty() {
                    inline.kind = InlineKind::Text(source.part(rest.clone()).unwrap_or_default().to_owned());
                    inline.span = rest;
                    push(&mut inlines, inline, open, source);
                }
                open.open(run.opened);
            }
        }
    }
    trimmed(inlines)
}

/// Adds an inline; text that goes on where the last text ended, with the same marks, is joined to it.
fn push(inlines: &mut Vec<Inline>, mut inline: Inline, open: Uses, source: Scanner) {
    inline.marks.emphasis |= open.emphasis > 0;
    inline.marks.strong |= open.strong > 0;
    inline.marks.strike |= open.strike > 0;
    if let (Some(last), InlineKind::Text(more)) = (inlines.last_mut(), &inline.kind)
        && let InlineKind::Text(text) = &mut last.kind
        && (last.marks, last.link, last.span.end) == (inline.marks, inline.link, inline.span.start)
        && text.len() == last.span.len()
        && source.part(inline.span.clone()) == Some(more.as_str())
    {
        text.push_str(more);
        last.span.end = inline.span.end;
        return;
    }
    inlines.push(inline);
}

/// Takes line ends off both ends and blanks off the end; they are left where a tag or a mark was dropped.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    while inlines.last().is_some_and(|last| {
        is_break(last) || matches!(&last.kind, InlineKind::Text(text) if text.bytes().all(|byte| byte == b' '))
    }) {
        inlines.pop();
    }
    if let Some(Inline { kind: InlineKind::Text(text), span, .. }) = inlines.last_mut()
        && text.ends_with(' ')
        && text.len() == span.len()
    {
        text.truncate(text.trim_end_matches(' ').len());
        span.end = span.start + text.len();
    }
    let leading = inlines.iter().take_while(|inline| is_break(inline)).count();
    inlines.drain(..leading);
    inlines
}
