//! Hosts: which one a link's words name, and whether one is written to look like another.

use super::character::is_cjk;
use url::Url;

/// Finds the host that the words of a link name: a URL among them, or a host that is all they say.
pub(super) fn named_in(text: &str) -> Option<String> {
    let text = text.trim();
    let url = text.split_whitespace().find_map(|word| {
        let start = word.find("http://").or_else(|| word.find("https://")).or_else(|| word.find("www."))?;
        word.get(start..)
    });
    match url {
        Some(url) if url.starts_with("www.") => host_of(&format!("https://{url}")),
        Some(url) => host_of(url),
        None if is_bare_host(text) => host_of(&format!("https://{text}")),
        None => None,
    }
}

fn host_of(url: &str) -> Option<String> {
    let url = url.trim_end_matches(|c: char| is_cjk(c) || matches!(c, '.' | ',' | '…' | ')' | '”'));
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// Endings that a word must have to be taken for a host, besides the two letters of a country.
const ENDINGS: [&str; 43] = [
    "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "dev", "app", "cloud", "tech",
    "xyz", "site", "online", "store", "shop", "blog", "news", "media", "wiki", "page", "link", "live", "world",
    "today", "club", "top", "vip", "wang", "space", "website", "fun", "run", "software", "systems", "agency",
    "digital", "example", "test",
];

/// Two letters that end names of files at least as often as hosts.
const FILES: [&str; 18] =
    ["md", "rs", "py", "sh", "pl", "cc", "so", "mm", "ps", "go", "js", "ts", "cs", "kt", "rb", "hs", "el", "gz"];

/// Tells whether a text is a host, with or without a path (`kubernetes.io/blog`), rather than a product (`Node.js`), a
/// version (`1.35`) or a file (`lib.rs`).
fn is_bare_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() && !is_cjk(c) || c == '-')
    };
    let country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_lowercase()) && !FILES.contains(&last);
    labels.len() > 1
        && !text.contains(char::is_whitespace)
        && labels.iter().all(|label| is_label(label))
        && (country || ENDINGS.contains(&last))
}

/// Tells whether two hosts are one site: equal, or one below the other.
pub(super) fn same_site(one: &str, other: &str) -> bool {
    let bare = |host: &str| host.trim_end_matches('.').trim_start_matches("www.").to_ascii_lowercase();
    let (one, other) = (bare(one), bare(other));
    one == other || one.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{one}"))
}

/// The scripts that are told apart; letters of one look like letters of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    /// Han, kana, Hangul: used beside Latin in honest names (UTS 39 5.2).
    Cjk,
    Other(u32),
}

/// Gives the Unicode form of a host that mixes scripts, or that was `written` with letters or dots which only look like
/// those it will be asked for with.
pub(super) fn doubtful_script(host: &str, written: &str) -> Option<String> {
    let unicode = to_unicode(host);
    // What does not clash with the first script does not clash with the others that do not.
    let mut scripts = unicode.chars().filter_map(script);
    let mixed = scripts.next().is_some_and(|first| scripts.any(|other| clash(first, other)));
    let lookalike = !written.is_ascii() && unicode.is_ascii();
    (mixed || lookalike).then_some(unicode)
}

fn clash(one: Script, other: Script) -> bool {
    match (one, other) {
        (Script::Latin | Script::Cjk, Script::Latin | Script::Cjk) => false,
        (one, other) => one != other,
    }
}

/// The script of a letter; digits, hyphens and marks belong to none.
fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        c if c.is_ascii() || !c.is_alphabetic() => None,
        c if is_cjk(c) => Some(Script::Cjk),
        // Blocks of 256 keep Greek, Cyrillic, Armenian, … apart; that is all that is asked here.
        c => Some(Script::Other(u32::from(c) >> 8)),
    }
}

fn to_unicode(host: &str) -> String {
    let label = |label: &str| label.strip_prefix("xn--").and_then(punycode).unwrap_or_else(|| label.to_owned());
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// Decodes one label (RFC 3492 6.2); `None` when it is not one.
fn punycode(encoded: &str) -> Option<String> {
    let (basic, digits) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut decoded: Vec<char> = basic.chars().collect();
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let start = at;
        let (mut weight, mut k) = (1_u32, 36_u32);
        loop {
            let digit = match digits.next()? {
                letter @ b'a'..=b'z' => u32::from(letter - b'a'),
                letter @ b'A'..=b'Z' => u32::from(letter - b'A'),
                number @ b'0'..=b'9' => u32::from(number - b'0') + 26,
                _ => return None,
            };
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let len = u32::try_from(decoded.len()).ok()? + 1;
        bias = adapted(at - start, len, start == 0);
        code = code.checked_add(at / len)?;
        at %= len;
        decoded.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    Some(decoded.into_iter().collect())
}

/// Bias adaptation (RFC 3492 6.1).
fn adapted(delta: u32, len: u32, first: bool) -> u32 {
    let delta = if first { delta / 700 } else { delta / 2 };
    let mut delta = delta + delta / len;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}
