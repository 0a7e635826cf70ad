//! What only the parsed body of a post tells about it: counts, the hosts of its sources, its language.

use super::{BlockKind, Document, Inline, InlineKind, Target};
use crate::post::tag::fold;
use std::collections::BTreeSet;

/// The language that a body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English, or another language in Latin letters.
    En,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
}

/// What the body of a post tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its stories.
    pub stories: usize,
    /// Its length as in [`crate::post::Post::words`].
    pub words: usize,
    /// Its defects.
    pub warnings: usize,
    /// The hosts of its stories' sources, each once, without `www.`.
    pub hosts: Vec<String>,
    /// Whether it has a block of code.
    pub code: bool,
    /// Whether it has a table.
    pub tables: bool,
    /// Its language; none without letters.
    pub lang: Option<Language>,
}

impl Facts {
    /// Gathers what a body tells.
    pub fn of(document: &Document) -> Self {
        let sources = document.stories.iter().flat_map(|story| &story.sources);
        let hosts = sources.filter_map(|link| match &document.links.get(*link)?.target {
            Target::Web(web) => Some(without_www(&web.host).to_owned()),
            Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => None,
        });
        let hosts: BTreeSet<String> = hosts.collect();
        let has = |wanted: fn(&BlockKind) -> bool| document.blocks.iter().any(|block| wanted(&block.kind));
        Facts {
            stories: document.stories.len(),
            words: document.words,
            warnings: document.defects.len(),
            hosts: hosts.into_iter().collect(),
            code: has(|kind| matches!(kind, BlockKind::Code { .. })),
            tables: has(|kind| matches!(kind, BlockKind::Table(_))),
            lang: lang(document),
        }
    }
}

/// The host that a written source names, in the form in which hosts are compared: ASCII, small, without `www.`. What is no
/// address is a name, compared like a tag.
pub fn host(written: &str) -> String {
    let written = authority(written);
    let judged = match written.contains("://") {
        true => Target::judge(written, ""),
        false => Target::judge(&format!("https://{written}"), ""),
    };
    match judged {
        Target::Web(web) => without_www(&web.host).to_owned(),
        Target::Anchor(_) | Target::Relative(_) | Target::Refused(_) | Target::Note(_) | Target::NoteRef(_) => {
            fold(written)
        }
    }
}

/// The beginning of an address that its host is known by; a name is taken whole.
pub fn authority(written: &str) -> &str {
    let written = written.trim();
    let start = written.find("://").map_or(0, |colon| colon + 3);
    let end = written.get(start..).and_then(|rest| rest.find(['/', '?', '#'])).filter(|_| start > 0);
    end.and_then(|length| written.get(..start + length)).unwrap_or(written)
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host)
}

/// How many letters of which script a text has.
#[derive(Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    latin: usize,
}

impl Letters {
    fn take(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            if let InlineKind::Text(text) = &inline.kind {
                for c in text.chars() {
                    match c {
                        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => self.latin += 1,
                        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => self.kana += 1,
                        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => self.han += 1,
                        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => self.hangul += 1,
                        _ => {}
                    }
                }
            }
        }
    }
}

/// The language by its letters. A post in Chinese or Japanese names many things in Latin letters, four or five of which stand
/// for one of its own; every Japanese sentence has kana.
fn lang(document: &Document) -> Option<Language> {
    let mut letters = Letters::default();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) | BlockKind::Summary(inlines) => {
                letters.take(inlines)
            }
            BlockKind::Table(table) => {
                table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| letters.take(cell));
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Foreign(_) => {}
        }
    }
    let Letters { han, kana, hangul, latin } = letters;
    let own = han + kana + hangul;
    match (own, latin) {
        (0, 0) => None,
        _ if own * 4 < latin => Some(Language::En),
        _ if hangul * 2 > own => Some(Language::Ko),
        _ if kana * 6 > own => Some(Language::Ja),
        _ => Some(Language::Zh),
    }
}
