//! What a hit stands in.

use crate::post::Post;
use crate::search::Section;
use crate::text::SafeStr;

/// What a hit stands in; the first are the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The title of the post, in its front matter or as its first heading.
    Title,
    /// Any other heading.
    Heading,
    /// The text of a story.
    Story,
    /// Any other text.
    Body,
    /// The front matter: tags and what else it has.
    Front,
    /// The address of a link.
    Address,
}

/// The part of a post that a hit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// Its title.
    Title,
    /// The rest of its front matter.
    Front,
    /// The text before the first heading.
    Opening,
    /// A section, by its number.
    Section(usize),
}

/// A post's parts.
#[derive(Debug)]
pub(super) struct Parts {
    /// Where the body begins.
    pub body: usize,
    /// Its headings.
    pub sections: Vec<Section>,
    /// The story, or else the heading, that each heading belongs to.
    owners: Vec<usize>,
    /// Whether each of them lies in a story.
    in_story: Vec<bool>,
    /// The heading that is the title.
    title: Option<usize>,
}

impl Parts {
    /// Finds the parts of a post.
    pub fn of(post: &Post, text: &[u8]) -> Self {
        let body = post.body.start.min(text.len());
        let below = text.get(body..).unwrap_or_default();
        let sections = super::sections(below);
        let (mut owners, mut in_story) = (Vec::new(), Vec::new());
        let mut story: Option<(usize, usize)> = None;
        for (index, section) in sections.iter().enumerate() {
            story = story.filter(|&(_, level)| section.level > level);
            if section.story {
                story = Some((index, section.level));
            }
            owners.push(story.map_or(index, |(story, _)| story));
            in_story.push(story.is_some());
        }
        let is_title = |section: &&Section| section.level == 1 && says(below, section, &post.title);
        let title = sections.first().filter(is_title).map(|_| 0);
        Parts { body, sections, owners, in_story, title }
    }

    /// Says what a hit stands in that begins at byte `at` of the file.
    pub fn place(&self, text: &[u8], at: usize) -> (Part, Class) {
        let Some(in_body) = at.checked_sub(self.body) else {
            return match is_title_line(text, at) {
                true => (Part::Title, Class::Title),
                false => (Part::Front, Class::Front),
            };
        };
        let index = self.sections.partition_point(|section| section.at <= in_body).checked_sub(1);
        let section = index.and_then(|index| Some((index, self.sections.get(index)?)));
        let Some((index, section)) = section else {
            let class = if is_address(text, at) { Class::Address } else { Class::Body };
            return (Part::Opening, class);
        };
        let in_heading = section.text.contains(&in_body);
        if in_heading && self.title == Some(index) {
            return (Part::Title, Class::Title);
        }
        let class = match () {
            () if is_address(text, at) => Class::Address,
            () if in_heading => Class::Heading,
            () if self.in_story.get(index) == Some(&true) => Class::Story,
            () => Class::Body,
        };
        let owner = self.owners.get(index).copied().unwrap_or(index);
        // What stands below the title is the opening of the post, not a part of its title.
        (if self.title == Some(owner) { Part::Opening } else { Part::Section(owner) }, class)
    }

    /// The heading that stands for a part; for all but sections that is the title.
    pub fn heading(&self, part: Part, post: &Post, text: &[u8]) -> SafeStr {
        match part {
            Part::Title | Part::Front | Part::Opening => post.title.clone(),
            Part::Section(index) => {
                let body = text.get(self.body..).unwrap_or_default();
                self.sections.get(index).map(|section| super::heading(body, section)).unwrap_or_default()
            }
        }
    }

    /// Where a heading's own text lies in the file.
    pub fn heading_at(&self, part: Part) -> Option<std::ops::Range<usize>> {
        let section = match part {
            Part::Title => self.sections.get(self.title?)?,
            Part::Front | Part::Opening => return None,
            Part::Section(index) => self.sections.get(index)?,
        };
        Some(self.body + section.text.start..self.body + section.text.end)
    }
}

/// Whether a heading says this.
fn says(body: &[u8], section: &Section, title: &SafeStr) -> bool {
    let written = body.get(section.text.clone()).unwrap_or_default();
    // Without any marks it is what it shows.
    let marked = || written.iter().any(|byte| byte.is_ascii_punctuation());
    written == title.as_bytes() || marked() && super::heading(body, section) == *title
}

/// Whether a line of the front matter is that of the title.
fn is_title_line(text: &[u8], at: usize) -> bool {
    let line = line_start(text, at);
    let rest = text.get(line..).unwrap_or_default().trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let key = rest.get(..5).is_some_and(|key| key.eq_ignore_ascii_case(b"title"));
    key && rest.get(5).is_some_and(|end| matches!(end, b':' | b'=' | b'"' | b' '))
}

/// How much of a file its front matter is looked for in, in bytes.
const FRONT: usize = 4096;

/// Whether a hit begins in the name of a field of a front matter between fences. Such names stand in all posts and say nothing
/// of any: who looks for `tags` or `date` does not mean them.
pub(super) fn is_name(text: &[u8], hit: &std::ops::Range<usize>) -> bool {
    if hit.start >= FRONT || !(text.starts_with(b"---") || text.starts_with(b"+++")) {
        return false;
    }
    let line = line_start(text, hit.start);
    let rest = text.get(line..).unwrap_or_default();
    let indent = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'"')).count();
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let name = rest.iter().skip(indent).take_while(is_part).count();
    let sign = rest.iter().skip(indent + name).find(|byte| !matches!(byte, b' ' | b'\t' | b'"'));
    let in_name = name > 0 && matches!(sign, Some(b':' | b'=')) && hit.start < line + indent + name;
    // Below the closing fence such a line is text.
    let fence = text.get(..3).unwrap_or_default();
    let closed = |above: &[u8]| above.split(|byte| *byte == b'\n').skip(1).any(|line| line.starts_with(fence));
    in_name && !closed(text.get(..line).unwrap_or_default())
}

/// Takes the hits away that lie in names of fields.
pub(super) fn without_names(text: &[u8], mut hits: Vec<std::ops::Range<usize>>) -> Vec<std::ops::Range<usize>> {
    hits.retain(|hit| !is_name(text, hit));
    hits
}

/// Where the line around `at` begins.
pub(super) fn line_start(text: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', text.get(..at).unwrap_or_default()).map_or(0, |end| end + 1)
}

/// How far the beginning of an address is looked for, in bytes.
const ADDRESS: usize = 2048;

/// Whether a byte lies in the target of a link or in an address that is written out.
pub(super) fn is_address(text: &[u8], at: usize) -> bool {
    address_start(text, at).is_some()
}

/// Where the address around `at` begins.
pub(super) fn address_start(text: &[u8], at: usize) -> Option<usize> {
    let before = text.get(at.saturating_sub(ADDRESS)..at).unwrap_or_default();
    let open = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'(' | b'"');
    let mut end = before.len();
    // A bracket may belong to the address itself.
    for _ in 0..4 {
        let start = before.get(..end)?.iter().rposition(open).map_or(0, |open| open + 1);
        let word = text.get(at - before.len() + start..)?;
        let begins = [&b"http://"[..], b"https://", b"mailto:", b"www."].iter().any(|scheme| word.starts_with(scheme));
        let is_target = before.get(..start)?.ends_with(b"](") || before.get(..start)?.ends_with(b"](<");
        let inside = !before.get(start..)?.windows(2).any(|pair| pair == b"](");
        let ascii = before.get(start..)?.is_ascii();
        if (begins && ascii || is_target && !before.get(start..)?.contains(&b')')) && inside {
            return Some(at - before.len() + start);
        }
        match before.get(start.checked_sub(1)?) {
            Some(b'(') => end = start - 1,
            Some(_) | None => return None,
        }
    }
    None
}
