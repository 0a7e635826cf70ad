//! Bare URLs in running text: where they begin and, beside Chinese, where they end.

use super::character::is_cjk;
use std::ops::Range;

/// Finds the bare URLs of a text: `http://`, `https://` and `www.`, not glued to a Latin word before them.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        let rest = &text[start..];
        // Asked before the length is measured, so that a text of bare prefixes is not measured again and again.
        let len = if has_host(rest) { length(rest) } else { 0 };
        if has_host(&rest[..len]) {
            found.push(start..start + len);
        }
        from = start + len.max(1);
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

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| {
        if !matches!(bytes[at], b'h' | b'H' | b'w' | b'W') {
            return false;
        }
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let free = !before.is_ascii_alphanumeric();
        let rest = &text[at..];
        free && (scheme_len(rest).is_some() || is_www(rest) && !matches!(before, b'.' | b'/' | b'@' | b'-' | b':'))
    })
}

/// Measures the URL at the start of `text` in bytes: up to a blank, a CJK character or other punctuation of running text,
/// without closing punctuation that belongs to the sentence (GFM 6.9).
fn length(text: &str) -> usize {
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    // Two stars or tildes are emphasis: `**https://…**后文`, also where a letter follows.
    let end = ["**", "~~"].iter().filter_map(|mark| text.get(..end)?.find(mark)).min().unwrap_or(end);
    let bytes = &text.as_bytes()[..end];
    let surplus = |open: u8, close: u8| {
        let count = |wanted: u8| bytes.iter().filter(|&&byte| byte == wanted).count();
        count(close).saturating_sub(count(open))
    };
    let mut round = surplus(b'(', b')');
    let mut square = surplus(b'[', b']');
    let mut end = end;
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
    match scheme_len(url) {
        Some(scheme) => url[scheme..].starts_with(|c: char| c.is_alphanumeric() && !is_cjk(c) || c == '['),
        None => {
            url.get(4..).is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.'))
        }
    }
}
