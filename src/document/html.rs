//! HTML in running text: the few tags that mean something to a reader, and the text of all others.
//!
//! This is no HTML parser: nothing is nested, a tag is a mark in running text.

use super::{InlineKind, Marks};
use std::borrow::Cow;

/// What a tag does to the text around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing, or only a change of [`State`].
    Nothing,
    /// The tag is no HTML (`<your-name>`): it is shown as written.
    Shown,
    /// A line end.
    Break,
    /// A picture.
    Image { alt: String, source: String },
    /// The beginning of a link.
    OpenLink(String),
    /// The end of a link.
    CloseLink,
}

/// What the tags so far say about the text to come.
#[derive(Default)]
pub(super) struct State {
    strong: usize,
    emphasis: usize,
    strike: usize,
    key: bool,
    code: bool,
    /// The tag that hides text until its end.
    hidden: Option<&'static str>,
}

impl State {
    /// Takes in one tag or comment.
    pub fn take(&mut self, tag: &str) -> Effect {
        let Some(tag) = Tag::read(tag) else { return Effect::Nothing };
        if let Some(hidden) = self.hidden {
            if tag.closing && tag.name == hidden {
                self.hidden = None;
            }
            return Effect::Nothing;
        }
        let counted = |count: &mut usize| *count = if tag.closing { count.saturating_sub(1) } else { *count + 1 };
        match tag.name.as_str() {
            "br" => return Effect::Break,
            "img" => {
                let alt = tag.attribute("alt").unwrap_or_default();
                return Effect::Image { alt, source: tag.attribute("src").unwrap_or_default() };
            }
            "a" if tag.closing => return Effect::CloseLink,
            "a" => return tag.attribute("href").map_or(Effect::Nothing, Effect::OpenLink),
            "kbd" => self.key = !tag.closing,
            "code" | "tt" | "samp" => self.code = !tag.closing,
            "b" | "strong" => counted(&mut self.strong),
            "i" | "em" => counted(&mut self.emphasis),
            "s" | "del" | "strike" => counted(&mut self.strike),
            "script" if !tag.closing => self.hidden = Some("script"),
            "style" if !tag.closing => self.hidden = Some("style"),
            name if ELEMENTS.contains(&name) => {}
            _ => return Effect::Shown,
        }
        Effect::Nothing
    }

    /// Tells whether the text belongs to a script or a style sheet.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// Gives the marks that tags have set.
    pub fn marks(&self) -> Marks {
        Marks { strong: self.strong > 0, emphasis: self.emphasis > 0, strike: self.strike > 0 }
    }

    /// Sets text inside `<kbd>` and `<code>` apart; `None` for running text.
    pub fn set_apart(&self, text: &str) -> Option<InlineKind> {
        match (self.key, self.code) {
            (true, _) => Some(InlineKind::Key(text.to_owned())),
            (false, true) => Some(InlineKind::Code(text.to_owned())),
            (false, false) => None,
        }
    }
}

/// The elements of HTML whose tags are dropped; a name that is not among them is the author's own text.
const ELEMENTS: [&str; 94] = [
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "input",
    "ins",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "section",
    "select",
    "small",
    "source",
    "span",
    "sub",
    "summary",
    "sup",
    "svg",
    "path",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "video",
];

/// The elements with an effect of their own.
const MARKING: [&str; 14] =
    ["a", "b", "br", "code", "del", "em", "i", "img", "kbd", "s", "samp", "strike", "strong", "tt"];

/// One tag: its name in lower case and its attributes, unread.
pub(super) struct Tag<'a> {
    pub name: String,
    pub closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads `<name …>` or `</name>`; a comment or a declaration is no tag.
    pub fn read(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let inside = inside.strip_suffix('>').unwrap_or(inside);
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = inside.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(inside.len());
        Some(Tag { name: inside[..end].to_ascii_lowercase(), closing, attributes: &inside[end..] })
    }

    /// The name that the tag gives to its place: `<a name="x">`, or an `id`.
    pub fn name_of_place(&self) -> Option<String> {
        let opens = !self.closing && ELEMENTS.contains(&self.name.as_str()) || MARKING.contains(&self.name.as_str());
        let id = || self.attribute("id").or_else(|| self.attribute("name").filter(|_| self.name == "a"));
        id().filter(|id| opens && !self.closing && !id.is_empty())
    }

    /// Finds an attribute's value, its character references decoded.
    pub fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
                None if name.is_empty() && after.is_empty() => return None,
                None => ("", after),
                Some(value) => split_value(value),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(decode(value).trim().to_owned());
            }
            rest = after;
        }
    }
}

/// Splits an attribute's value, quoted or not, from what follows.
fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Decodes numeric character references and the named ones that posts use; others stay as written.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((c, end)) => {
                decoded.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(char::from_u32(code).filter(|&c| c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|&(_, c)| c)
}

const NAMED: [(&str, char); 20] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("middot", '·'),
    ("times", '×'),
    ("rarr", '→'),
    ("larr", '←'),
];
