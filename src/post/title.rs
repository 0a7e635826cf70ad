//! The title of a post whose front matter has none.

use super::split::{Line, lines};

/// How far into the body a heading is looked for, in lines.
const LINES: usize = 200;
/// How much of a line can become a title, in bytes.
const LINE_BYTES: usize = 4096;

/// Finds the first heading of level 1, else the first line that says something. Gives plain text, without Markdown.
pub(super) fn of_body(body: &[u8]) -> Option<String> {
    let mut first: Option<String> = None;
    let mut fence: Option<u8> = None;
    let mut comment = false;
    let mut before: Option<Line> = None;
    for line in lines(body, 0).take(LINES) {
        let text = line.trimmed();
        let mark = [b"```", b"~~~"].into_iter().find(|mark| text.starts_with(*mark)).map(|mark| mark[0]);
        match (mark, fence) {
            (Some(mark), None) => fence = Some(mark),
            (Some(mark), Some(open)) if mark == open => fence = None,
            (Some(_) | None, Some(_)) => {}
            (None, None) => {
                comment |= text.starts_with(b"<!--");
                if comment {
                    comment = !text.windows(3).any(|end| end == b"-->");
                    before = None;
                    continue;
                }
                if let Some(heading) = text.strip_prefix(b"# ").or_else(|| text.strip_prefix(b"#\t")) {
                    let title = plain(heading.trim_ascii_end());
                    if !title.is_empty() {
                        return Some(title);
                    }
                }
                let underline = text.len() > 1 && text.iter().all(|b| *b == b'=');
                if let Some(above) = before.filter(|_| underline) {
                    return Some(plain(above.trimmed()));
                }
                if first.is_none() && says_something(text) {
                    first = Some(plain(text)).filter(|title| !title.is_empty());
                }
                before = (!text.is_empty()).then_some(line);
                continue;
            }
        }
        before = None;
    }
    first
}

/// True unless the line is blank, marks only, an image, HTML or a template tag.
fn says_something(text: &[u8]) -> bool {
    !matches!(text, [b'<', ..] | [b'!', b'[', ..] | [b'{', b'%' | b'{' | b':', ..])
        && text.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
}

/// Takes the Markdown off a heading: marks at the front, emphasis, code and link targets.
fn plain(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text.get(..text.len().min(LINE_BYTES)).unwrap_or_default());
    let text = text.trim_start_matches(['#', '>', '-', '*', '+', ' ']).trim_end_matches(['#', ' ']);
    let text = text.rsplit_once(" {#").filter(|(_, id)| id.ends_with('}')).map_or(text, |(head, _)| head);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']', '`', '*', '!']) {
        let (head, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(head);
        rest = match tail.as_bytes() {
            [b']', b'(', ..] => tail.split_once(')').map_or("", |(_, after)| after),
            [b'!', b'[', ..] => tail.get(2..).unwrap_or_default(),
            [b'*', b' ', ..] | [b'!', ..] => {
                out.push_str(tail.get(..1).unwrap_or_default());
                tail.get(1..).unwrap_or_default()
            }
            [_, ..] | [] => tail.get(1..).unwrap_or_default(),
        };
    }
    out.push_str(rest);
    out.trim().to_owned()
}
