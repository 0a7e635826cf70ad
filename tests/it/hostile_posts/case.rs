//! What a hostile post is: its bytes, and what the reader must be shown of it.

/// What is to become of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Shown to its end.
    Show,
    /// Shown to its end, with a warning.
    Warn,
    /// Shown with a warning, or listed as broken: both are fair, silence is not.
    WarnOrBroken,
    /// Listed as a broken post with a reason.
    Broken,
    /// Shown up to a limit; it only has to be quick, and safe.
    Limit,
}

/// What is to happen when a link is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It opens at once.
    Opens,
    /// The real host is shown and the reader is asked.
    Asks,
    /// It is refused with a reason.
    Refused,
    /// It leads to a place of this post.
    Anchor,
    /// It has no scheme: looked up in the library, or below the site after asking.
    Relative,
}

/// One hostile post.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name; `ZZEND-<name>` stands at its end.
    pub name: String,
    /// What is to become of it.
    pub class: Class,
    /// The file.
    pub bytes: Vec<u8>,
    /// Texts that the page must show (blanks and line ends aside).
    pub shows: Vec<&'static str>,
    /// Texts that no part of the screen may show.
    pub hides: Vec<&'static str>,
    /// What following its links leads to, in order, the source link at the end not counted.
    pub fates: Option<Vec<Fate>>,
}

impl Case {
    /// A file of these bytes.
    pub fn file(name: &str, class: Class, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Case { name: name.to_owned(), class, bytes, shows: Vec::new(), hides: Vec::new(), fates: None }
    }

    /// A sound post with `hostile` in the middle of its body.
    pub fn body(name: &str, class: Class, hostile: &str) -> Self {
        Case::file(name, class, format!("{FRONT}{}", around(name, hostile)))
    }

    /// A sound body below this front matter.
    pub fn front(name: &str, class: Class, front: &str) -> Self {
        Case::file(name, class, format!("{front}{}", around(name, "平平常常的一段话。")))
    }

    /// Asks for `texts` on the page.
    pub fn shows(mut self, texts: &[&'static str]) -> Self {
        self.shows.extend(texts);
        self
    }

    /// Forbids `texts` everywhere.
    pub fn hides(mut self, texts: &[&'static str]) -> Self {
        self.hides.extend(texts);
        self
    }

    /// Says what following the links of the hostile part leads to.
    pub fn fates(mut self, fates: &[Fate]) -> Self {
        self.fates = Some(fates.to_vec());
        self
    }

    /// The text at the end of the post.
    pub fn end(&self) -> String {
        format!("ZZEND-{}", self.name)
    }
}

/// A front matter without fault.
pub const FRONT: &str =
    "---\ntitle: 云上一周：门口的暗号\ndate: 2026-03-04\nauthor: 守门人\ntags:\n  - security\n  - kubernetes\n---\n";

/// A body without fault, `hostile` in its middle.
pub fn around(name: &str, hostile: &str) -> String {
    format!(
        "\n# 门口的暗号\n\n先说两句平常话。\n\n### 一件小事\n\n{hostile}\n\n**Source:** [出处](https://example.test/{name})\n\n\
         ### 收尾\n\n走到这里就算读完了。ZZEND-{name}\n"
    )
}
