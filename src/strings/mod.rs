//! Every sentence that the reader sees, in both languages on one row, so that a missing one does not compile.
//! One file for each part of the program that speaks.

pub mod cli;
pub mod config;
pub mod document;
pub mod post;
pub mod query;
pub mod search;
pub mod state;
pub mod terminal;
pub mod ui;

use crate::text::SafeStr;

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

/// One sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The Chinese wording.
    pub zh: &'static str,
    /// The English wording.
    pub en: &'static str,
}

impl Text {
    /// Gives the wording for `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// Gives the wording for `lang` as text for the screen.
    pub fn say(self, lang: Lang) -> SafeStr {
        SafeStr::literal(self.get(lang))
    }

    /// Gives the wording for `lang` with `parts` in its gaps, cleaned: `{}` and `{1}` are the first
    /// part, `{2}` the second. A gap without a part stays empty; braces inside a part are text.
    pub fn fill(self, lang: Lang, parts: &[&str]) -> SafeStr {
        let mut filled = String::new();
        let mut pieces = self.get(lang).split('{');
        filled.extend(pieces.next());
        for piece in pieces {
            let Some((gap, rest)) = piece.split_once('}') else {
                filled.push('{');
                filled.push_str(piece);
                continue;
            };
            let number = gap.parse::<usize>().unwrap_or(1);
            filled.extend(number.checked_sub(1).and_then(|at| parts.get(at).copied()));
            filled.push_str(rest);
        }
        SafeStr::clean(&filled)
    }
}

/// Makes a [`Text`]; the Chinese wording stands first.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}
