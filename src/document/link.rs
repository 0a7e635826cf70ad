//! Link targets: resolved, judged, and shown for what they are.

use super::{Span, host};
use crate::text::SafeStr;
use url::{Host, Url};

/// The index of a [`Link`] in its document.
pub type LinkId = usize;

/// One link or image.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The words of the link on one line.
    pub text: SafeStr,
    /// The target as written. Raw: never shown without cleaning, never opened.
    pub written: String,
    /// What the target is.
    pub target: Target,
    /// Where the link stands in the source.
    pub span: Span,
    /// True for an image.
    pub image: bool,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A page of the web.
    Web(WebTarget),
    /// A place of this document: the decoded anchor.
    Anchor(String),
    /// A footnote of this document, by its label.
    Note(String),
    /// The first reference to a footnote of this document, by the note's label.
    NoteRef(String),
    /// A path without a scheme: a post of the library, or a page below the site. Resolved when it is followed.
    Relative(String),
    /// Not openable.
    Refused(Refusal),
}

/// An http or https address that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebTarget {
    /// The canonical URL, ASCII only, beginning with `http://` or `https://`.
    pub url: String,
    /// The host as it will be asked for: ASCII (punycode).
    pub host: String,
    /// Why to ask before opening; empty means that it opens at once.
    pub doubts: Vec<Doubt>,
}

/// A reason to ask before a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The text names this host, the target is another.
    TextNamesOtherHost(String),
    /// The URL carries a user name or password.
    UserInfo,
    /// The host is an IP address or this machine.
    Address,
    /// The host mixes scripts; it is written this way in Unicode.
    MixedScripts(String),
}

/// Why a link is never opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The scheme is not http or https.
    Scheme(String),
    /// Longer than 8 KiB.
    TooLong,
    /// Holds a control character, a line end, an invisible character, or, in a URL, a blank.
    Control,
    /// Not a URL; or empty.
    Invalid,
}

/// The longest target that is opened, in bytes.
pub const MAX_LEN: usize = 8192;

impl Target {
    /// Judges a target as it is written, beside the words `text` of its link.
    pub fn judge(written: &str, text: &str) -> Target {
        let written = written.trim_matches([' ', '\t', '\n', '\r']);
        if written.len() > MAX_LEN {
            return Target::Refused(Refusal::TooLong);
        }
        let scheme = if is_www(written) { Some("https".to_owned()) } else { scheme(written) };
        // A blank in a path of the library or the site is honest, and is encoded when it is followed.
        if written.chars().any(|c| is_hidden(c) && (c != ' ' || scheme.is_some())) {
            return Target::Refused(Refusal::Control);
        }
        if let Some(anchor) = written.strip_prefix('#') {
            return Target::Anchor(decoded(anchor));
        }
        if is_www(written) {
            return web(&format!("https://{written}"), text);
        }
        match scheme {
            Some(scheme) if matches!(scheme.as_str(), "http" | "https") => web(written, text),
            Some(scheme) => Target::Refused(Refusal::Scheme(scheme)),
            // `//host/x` and `\\\\host\\x` name another machine, and some programs would read them as a file on it.
            None if written.is_empty() || written.starts_with("//") || written.contains('\\') => {
                Target::Refused(Refusal::Invalid)
            }
            None => Target::Relative(written.to_owned()),
        }
    }
}

/// Resolves a relative target against the address of a site. What would lead to another origin is refused.
pub fn resolve_site(relative: &str, base_url: &str) -> Target {
    if let refused @ Target::Refused(_) = Target::judge(relative, "") {
        return refused;
    }
    let base = Url::parse(base_url).ok().filter(|base| matches!(base.scheme(), "http" | "https"));
    let resolved = base.and_then(|base| {
        let resolved = base.join(relative).ok()?;
        (resolved.origin() == base.origin()).then_some(resolved)
    });
    resolved.map_or(Target::Refused(Refusal::Invalid), |url| Target::judge(url.as_str(), ""))
}

/// Judges a target that begins with `http:` or `https:`.
fn web(written: &str, text: &str) -> Target {
    let after = written.split_once(':').map_or("", |(_, after)| after);
    let Some(url) = Url::parse(written).ok().filter(|url| after.starts_with("//") && url.has_host()) else {
        return Target::Refused(Refusal::Invalid);
    };
    if url.as_str().len() > MAX_LEN {
        return Target::Refused(Refusal::TooLong);
    }
    let host = url.host_str().unwrap_or_default().to_owned();
    let mut doubts = Vec::new();
    if let Some(named) = host::named_in(text).filter(|named| !host::same_site(named, &host)) {
        doubts.push(Doubt::TextNamesOtherHost(named));
    }
    if !url.username().is_empty() || url.password().is_some() {
        doubts.push(Doubt::UserInfo);
    }
    if is_address(&url) {
        doubts.push(Doubt::Address);
    }
    if let Some(unicode) = host::doubtful_script(&host, authority(after)) {
        doubts.push(Doubt::MixedScripts(unicode));
    }
    Target::Web(WebTarget { url: url.into(), host, doubts })
}

/// Gives the part of `//user@host:port/path` that names the host.
fn authority(after: &str) -> &str {
    let after = after.trim_start_matches('/');
    let authority = after.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// Tells whether a URL leads to a machine by its number, to this machine, or to one of the local network.
fn is_address(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Some(Host::Domain(domain)) => {
            let domain = domain.trim_end_matches('.');
            let last = domain.rsplit('.').next().unwrap_or_default();
            !domain.contains('.') || matches!(last, "localhost" | "local" | "internal" | "lan")
        }
        None => false,
    }
}

/// Gives the scheme of a target in lower case (RFC 3986 3.1).
fn scheme(written: &str) -> Option<String> {
    let (scheme, _) = written.split_once(':')?;
    let mut letters = scheme.bytes();
    let first = letters.next()?.is_ascii_alphabetic();
    let rest = letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (first && rest).then(|| scheme.to_ascii_lowercase())
}

/// A site whose scheme was forgotten: a browser would look for a file of this name, the author meant the site.
fn is_www(written: &str) -> bool {
    written.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) && written.contains('.')
}

/// Decodes `%E7%AB%A0` in an anchor; what is no UTF-8 then stays as written.
pub fn decoded(anchor: &str) -> String {
    let mut bytes = Vec::with_capacity(anchor.len());
    let mut rest = anchor.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| anchor.to_owned())
}

/// Tells whether a character has no business in an address: controls, blanks, and what is drawn as nothing.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
