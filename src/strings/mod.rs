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
}

/// Makes a [`Text`]; the Chinese wording stands first.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}
