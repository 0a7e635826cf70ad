//! Bare URLs in running text: where they begin and, beside Chinese, where they end.

use super::character::is_cjk;
use crate::text::Scanner;
use std::ops::Range;

/// Finds the bare URLs of a text: `http://`, `https://` and `www.`, not glued to a Latin word before them.
pub(super) fn find(text: Scanner) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        from = start + 1;
        if !may_have_host(text.head(start, LONGEST_START)) {
            continue;
        }
        let end = end(text, start);
        let url = text.part(start..end).unwrap_or_default();
        let len = trimmed_len(url);
        if has_host(url.get(..len).unwrap_or_default()) {
            found.push(start..start + len);
            from = end;
        }
    }
    found
}

/// Gives the address that a bare URL stands for.
pub(super) fn target(url: &str) -> String {
    if is_www(url) { format!("https://{url}") } else { url.to_owned() }
}

fn is_www(text: &str) -> bool {
    text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."))
}

fn scheme_len(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
        .map(str::len)
}

/// No beginning of a URL is longer, with the first character of its host.
const LONGEST_START: usize = 12;

fn next_start(text: Scanner, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = text.seek_byte(at, |byte| matches!(byte, b'h' | b'H' | b'w' | b'W'))?;
        let before = at.checked_sub(1).and_then(|before| text.byte(before)).unwrap_or(b' ');
        if !before.is_ascii_alphanumeric() {
            let head = text.head(at, LONGEST_START);
            let is_www = is_www(head) && !matches!(before, b'.' | b'/' | b'@' | b'-' | b':');
            if is_www || scheme_len(head).is_some() {
                return Some(at);
            }
        }
        at += 1;
    }
}

/// Finds where the URL that begins at `start` ends at the latest: at a blank, a CJK character or
/// other punctuation of running text. Two stars or tildes are emphasis (`**https://…**后文`), also
/// where a letter follows.
fn end(text: Scanner, start: usize) -> usize {
    let mut end = start;
    let mut before = ' ';
    for c in text.chars(start..text.len()).take_while(|&c| belongs(c)) {
        if matches!(c, '*' | '~') && before == c {
            return end - 1;
        }
        before = c;
        end += c.len_utf8();
    }
    end
}

/// Measures a URL without closing punctuation that belongs to the sentence (GFM 6.9).
fn trimmed_len(url: &str) -> usize {
    let bytes = url.as_bytes();
    let surplus = |open: u8, close: u8| {
        let count = |wanted: u8| bytes.iter().filter(|&&byte| byte == wanted).count();
        count(close).saturating_sub(count(open))
    };
    let mut round = surplus(b'(', b')');
    let mut square = surplus(b'[', b']');
    let mut end = bytes.len();
    while let Some(last) = end.checked_sub(1).map(|at| bytes[at]) {
        match last {
            b'?' | b'!' | b'.' | b',' | b':' | b';' | b'*' | b'_' | b'~' | b'\'' | b'(' | b'[' => {}
            b')' if round > 0 => round -= 1,
            b']' if square > 0 => square -= 1,
            _ => break,
        }
        end -= 1;
    }
    end
}

fn belongs(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '^' | '{' | '}' | '|')
    } else {
        c.is_alphanumeric() && !is_cjk(c) && c < '\u{100000}'
    }
}

/// Asks for a host: a letter or digit after the scheme, and a dot with something after it for `www.`.
fn has_host(url: &str) -> bool {
    may_have_host(url) && (scheme_len(url).is_some() || url.get(4..).is_some_and(|host| host.contains('.')))
}

/// Asks for the first character of a host.
fn may_have_host(url: &str) -> bool {
    match scheme_len(url) {
        Some(scheme) => url[scheme..].starts_with(|c: char| c.is_alphanumeric() && !is_cjk(c) || c == '['),
        None => url.get(4..).is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric())),
    }
}
