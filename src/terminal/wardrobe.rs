//! The themes that the reader can put on while the program runs.

use crate::app::themes::AUTO;
use crate::ui::theme::{Colours, Theme, suitable};

/// Themes, and what decides which of them suits the terminal.
#[derive(Clone, Debug, Default)]
pub struct Wardrobe {
    /// How many colours there are.
    pub colours: Colours,
    /// True where no colours are wanted or there are none.
    pub colourless: bool,
    /// What `COLORFGBG` says of the terminal's paper.
    pub colorfgbg: String,
    /// The reader's own themes, by their names.
    pub own: Vec<(String, Theme)>,
}

impl Wardrobe {
    /// Gives the theme of a name; for [`AUTO`] the one that suits a terminal with light paper, or not, as far as that is
    /// known.
    pub fn theme(&self, name: &str, light: Option<bool>) -> Option<Theme> {
        if name == AUTO {
            return Theme::built_in(suitable(self.colourless, "", light, &self.colorfgbg), self.colours);
        }
        let own = || self.own.iter().find(|(own, _)| own == name).map(|(_, theme)| theme.clone());
        Theme::built_in(name, self.colours).or_else(own)
    }
}
