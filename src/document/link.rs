//! Link targets: resolved, judged, and shown for what they are.

use super::Span;
use crate::text::SafeStr;

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
    /// A heading or note of this document: the decoded anchor.
    Anchor(String),
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
    /// Holds a control character, a blank or a line end.
    Control,
    /// Not a URL; or empty.
    Invalid,
}

impl Target {
    /// Judges a target as it is written, beside the words `text` of its link.
    pub fn judge(written: &str, text: &str) -> Target {
        let _ = text;
        if let Some(anchor) = written.strip_prefix('#') {
            return Target::Anchor(anchor.to_owned());
        }
        match url::Url::parse(written) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Target::Web(WebTarget {
                host: url.host_str().unwrap_or_default().to_owned(),
                url: url.into(),
                doubts: Vec::new(),
            }),
            Ok(url) => Target::Refused(Refusal::Scheme(url.scheme().to_owned())),
            Err(url::ParseError::RelativeUrlWithoutBase) => Target::Relative(written.to_owned()),
            Err(_) => Target::Refused(Refusal::Invalid),
        }
    }
}
