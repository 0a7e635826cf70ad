//! What foreign marks say: the words inside them, and what they mean by their name.

use super::AlertKind;
use super::foreign::{Meaning, Section, SectionKind};

/// One word of a mark: `value`, `"a value"` or `key="value"`.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub key: Option<&'a str>,
    pub value: &'a str,
}

/// Splits what stands inside a mark.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`')).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        let (key, tail) = match tail.strip_prefix('=') {
            Some(tail) if !head.is_empty() => (Some(head), tail),
            _ if head.is_empty() => (None, tail),
            _ => {
                words.push(Word { key: None, value: head });
                rest = tail.trim_start();
                continue;
            }
        };
        let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let (value, tail) = match quote {
            Some(quote) => tail.get(1..).unwrap_or_default().split_once(quote).unwrap_or((&tail[1..], "")),
            None => tail.split_at(tail.find(char::is_whitespace).unwrap_or(tail.len())),
        };
        words.push(Word { key, value });
        rest = tail.trim_start();
    }
    words
}

/// The words behind the name of a mark.
struct Given<'w> {
    words: &'w [Word<'w>],
}

impl<'w> Given<'w> {
    fn named(&self, key: &str) -> Option<&'w str> {
        self.words.iter().find(|word| word.key == Some(key)).map(|word| word.value)
    }

    fn nth(&self, n: usize) -> Option<&'w str> {
        self.words.iter().skip(1).filter(|word| word.key.is_none()).nth(n).map(|word| word.value)
    }
}

/// Says what a mark means by its name.
pub(super) fn meaning(name: &str, words: &[Word], inner: &str) -> Meaning {
    let given = Given { words };
    let id = || given.named("id").or(given.nth(0)).filter(|id| !id.is_empty());
    let known = match name {
        "figure" | "img" | "image" | "asset_img" => picture(&given),
        "youtube" => id().map(|id| page(&given, "YouTube", "https://www.youtube.com/watch?v=", id)),
        "bilibili" => {
            given.named("bvid").or(id()).map(|id| page(&given, "bilibili", "https://www.bilibili.com/video/", id))
        }
        "vimeo" => id().map(|id| page(&given, "Vimeo", "https://vimeo.com/", id)),
        "instagram" => id().map(|id| page(&given, "Instagram", "https://www.instagram.com/p/", id)),
        "tweet" | "x" | "twitter" => tweet(&given),
        "gist" => gist(&given),
        "ref" | "relref" | "post_url" => given.nth(0).or(given.named("path")).map(|path| way(path.to_owned())),
        // Jekyll looks for it from the root of the site.
        "link" => given.nth(0).map(|path| way(format!("/{}", path.trim_start_matches('/')))),
        _ => None,
    };
    known.unwrap_or_else(|| Meaning::Shown { target: standing_for(inner.trim()) })
}

/// A path of the site.
fn way(target: String) -> Meaning {
    Meaning::Link { text: target.trim_start_matches('/').to_owned(), target }
}

/// A page of another site: by its title where it has one, else by its site and number.
fn page(given: &Given, site: &str, base: &str, id: &str) -> Meaning {
    let target = if id.contains("://") { id.to_owned() } else { format!("{base}{id}") };
    let text =
        given.named("title").filter(|title| !title.is_empty()).map_or_else(|| format!("{site}: {id}"), str::to_owned);
    Meaning::Link { text, target }
}

/// A message: of `user`, or known by its number only.
fn tweet(given: &Given) -> Option<Meaning> {
    let user = given.named("user").or(given.nth(1).and(given.nth(0)));
    let id = given.named("id").or(given.nth(1)).or(given.nth(0)).filter(|id| !id.is_empty())?;
    Some(match user {
        Some(user) => {
            Meaning::Link { text: format!("X: @{user}"), target: format!("https://x.com/{user}/status/{id}") }
        }
        None => page(given, "X", "https://x.com/i/status/", id),
    })
}

/// A gist: `user id`, `user/id`, or its number.
fn gist(given: &Given) -> Option<Meaning> {
    let first = given.nth(0)?;
    let id = match given.nth(1).filter(|second| !second.contains('.')) {
        Some(second) => format!("{first}/{second}"),
        None => first.to_owned(),
    };
    Some(page(given, "Gist", "https://gist.github.com/", &id))
}

/// A picture with what its author says of it. Where nothing stands for it, its caption does.
fn picture(given: &Given) -> Option<Meaning> {
    let source = given.named("src").or(given.nth(0)).filter(|source| !source.is_empty())?;
    let alt = given.named("alt").filter(|alt| !alt.is_empty());
    let said = given.named("caption").or(given.named("title")).unwrap_or_default();
    Some(Meaning::Image {
        alt: alt.unwrap_or(said).to_owned(),
        target: source.to_owned(),
        caption: if alt.is_some_and(|alt| alt != said) { said.to_owned() } else { String::new() },
        link: given.named("link").filter(|link| !link.is_empty()).map(str::to_owned),
    })
}

/// Gives what an output mark stands for inside a link's target: a quoted path, or nothing for the site's own address.
fn standing_for(inner: &str) -> String {
    let quoted = ['"', '\''].into_iter().find_map(|quote| inner.strip_prefix(quote)?.split_once(quote));
    quoted.map_or_else(String::new, |(path, _)| path.to_owned())
}

/// Says which container a mark opens, if its end follows.
pub(super) fn section(name: &str, words: &[Word]) -> Option<Section> {
    let given = Given { words };
    let title = given.named("title").or(given.named("summary"));
    if matches!(name, "details" | "collapse" | "expand" | "spoiler" | "folding") {
        let open = given.named("open").or(given.named("expanded")).is_some_and(|open| open != "false");
        let title = title.or(given.nth(0)).unwrap_or_default().to_owned();
        return Some(Section { kind: SectionKind::Details { open }, title });
    }
    let general = matches!(name, "alert" | "notice" | "admonition" | "callout" | "hint");
    let own = alert(name).filter(|_| !general);
    if !general && own.is_none() {
        return None;
    }
    let first = given.nth(0).and_then(alert);
    let said =
        ["type", "color", "status", "level", "class"].into_iter().find_map(|key| given.named(key).and_then(alert));
    let kind = SectionKind::Alert(own.or(said).or(first).unwrap_or(AlertKind::Note));
    let second =
        if own.is_some() { given.nth(0).filter(|_| first.is_none()) } else { given.nth(1).filter(|_| first.is_some()) };
    Some(Section { kind, title: title.or(second).unwrap_or_default().to_owned() })
}

/// The alert that a word of a theme means.
pub(super) fn alert(word: &str) -> Option<AlertKind> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "primary" | "secondary" | "abstract" | "default" => AlertKind::Note,
        "tip" | "success" | "hint" | "check" => AlertKind::Tip,
        "important" => AlertKind::Important,
        "warning" | "warn" | "attention" => AlertKind::Warning,
        "caution" | "danger" | "error" | "failure" | "bug" => AlertKind::Caution,
        _ => return None,
    })
}
