//! What is wrong in a body: findings while parsing, and the defects that are told of them.

use super::link::{Link, Refusal, Target};
use super::{MAX_COLUMNS, MAX_DEPTH, Span};
use crate::diagnostic::{Defect, Severity};
use crate::strings::{Text, document as strings};
use crate::text::{SafeStr, Scanner};

/// Something wrong and its place in the body, in bytes.
#[derive(Debug)]
pub(super) struct Finding {
    pub problem: Problem,
    pub at: usize,
}

#[derive(Debug)]
pub(super) enum Problem {
    /// A code fence that nothing closes.
    OpenFence,
    /// A comment that nothing closes.
    OpenComment,
    /// Containers nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A table of more than [`MAX_COLUMNS`] columns.
    WideTable,
    /// A link that will not be opened.
    Refused(Refusal),
    /// So many characters that are not shown as they are written.
    Hidden(usize),
    /// The parser failed.
    Unparsed,
}

/// Lists the links that will not be opened. A mail address is no mistake: it is shown, and can be copied.
pub(super) fn of_links(links: &[Link]) -> impl Iterator<Item = Finding> {
    links.iter().filter_map(|link| match &link.target {
        Target::Refused(Refusal::Scheme(scheme)) if scheme == "mailto" => None,
        Target::Refused(refusal) => Some(Finding { problem: Problem::Refused(refusal.clone()), at: link.span.start }),
        Target::Web(_) | Target::Anchor(_) | Target::Relative(_) | Target::Note(_) | Target::NoteRef(_) => None,
    })
}

/// Tells whether the code block at `span` ends with a line that closes its fence.
pub(super) fn is_closed_fence(source: Scanner, span: Span) -> bool {
    let text = source.part(span).unwrap_or_default().trim_end();
    let Some((first, rest)) = text.split_once('\n') else { return false };
    let last = rest.rsplit('\n').next().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']);
    let Some(mark) = first.trim_start().bytes().next().filter(|byte| matches!(byte, b'`' | b'~')) else { return true };
    let opening = first.trim_start().bytes().take_while(|&byte| byte == mark).count();
    last.len() >= opening && last.bytes().all(|byte| byte == mark)
}

/// Turns findings into defects in the order of the body. Of what is nested too deep only the first place is told: the mend
/// there mends what lies below.
pub(super) fn report(body: Scanner, mut findings: Vec<Finding>) -> Vec<Defect> {
    findings.sort_by_key(|finding| finding.at);
    let more = findings.len().saturating_sub(MOST);
    findings.truncate(MOST);
    let mut at = 0;
    let mut line = 1;
    let mut defects = Vec::with_capacity(findings.len());
    let mut deep = 0;
    findings.retain(|finding| {
        deep += usize::from(matches!(finding.problem, Problem::TooDeep));
        deep <= 1 || !matches!(finding.problem, Problem::TooDeep)
    });
    for finding in findings {
        line += body.part(at..finding.at).map_or(0, line_ends);
        at = finding.at.max(at);
        defects.push(Defect { excerpt: excerpt(body, finding.at), ..defect(line, finding.problem) });
    }
    if more > 0 {
        defects.push(Defect::warning(strings::MORE, strings::MORE_HINT).about(&more.to_string()));
    }
    defects
}

/// Counts line ends: LF, CRLF and lone CR (CommonMark 2.1).
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|&at| bytes.get(at) == Some(&b'\n') || lone(at)).count()
}

fn defect(line: usize, problem: Problem) -> Defect {
    let (message, hint, detail): (Text, Text, String) = match problem {
        Problem::OpenFence => (strings::OPEN_FENCE, strings::OPEN_FENCE_HINT, String::new()),
        Problem::OpenComment => (strings::OPEN_COMMENT, strings::OPEN_COMMENT_HINT, String::new()),
        Problem::TooDeep => (strings::NESTED, strings::NESTED_HINT, MAX_DEPTH.to_string()),
        Problem::WideTable => (strings::WIDE_TABLE, strings::WIDE_TABLE_HINT, MAX_COLUMNS.to_string()),
        Problem::Refused(Refusal::Scheme(scheme)) => (strings::REFUSED_SCHEME, strings::REFUSED_SCHEME_HINT, scheme),
        Problem::Refused(Refusal::TooLong) => (strings::REFUSED_LONG, strings::REFUSED_LONG_HINT, String::new()),
        Problem::Refused(Refusal::Control) => (strings::REFUSED_CONTROL, strings::REFUSED_CONTROL_HINT, String::new()),
        Problem::Refused(Refusal::Invalid) => (strings::REFUSED_INVALID, strings::REFUSED_INVALID_HINT, String::new()),
        Problem::Hidden(count) => (strings::HIDDEN, strings::HIDDEN_HINT, count.to_string()),
        Problem::Unparsed => (strings::UNPARSED, strings::UNPARSED_HINT, String::new()),
    };
    Defect {
        line: Some(line),
        severity: Severity::Warning,
        message,
        hint,
        detail: SafeStr::clean(&detail),
        excerpt: None,
    }
}

/// How many defects of one body are listed: a hundred thousand would be slow to make, and nobody reads them.
const MOST: usize = 200;

/// How much of a line an excerpt shows, in bytes.
const EXCERPT: usize = 200;

/// Gives the line around `at`, with the place marked: everything up to the next blank.
fn excerpt(body: Scanner, at: usize) -> Option<(SafeStr, std::ops::Range<usize>)> {
    // Only a window is searched: the line may be a megabyte long, and have a defect at every word.
    let window = body.floor(at.saturating_sub(EXCERPT / 2));
    let from = body.part(window..at)?.rfind(['\n', '\r']).map_or(window, |end| window + end + 1);
    let window = body.floor(at.saturating_add(EXCERPT / 2)).max(at);
    let end = body.part(at..window)?.find(['\n', '\r']).map_or(window, |len| at + len);
    let (before, after) = (SafeStr::clean(body.part(from..at)?), body.part(at..end)?);
    let marked = SafeStr::clean(after.split([' ', '\t']).next().unwrap_or_default());
    let line = SafeStr::clean(body.part(from..end)?);
    // A mark at a seam may be dropped in the whole line and not in its part, so the ends are looked for.
    let end = line.floor_char_boundary(before.len() + marked.len());
    let range = line.floor_char_boundary(before.len())..end;
    Some((line, range))
}
