//! How the reader likes the program to look: what was chosen while it ran, and is so again at the next start.

/// Something about the looks that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The theme, by its name.
    Theme(String),
    /// How wide the panes are.
    Panes(PaneWidths),
}

/// How wide the reader has made the panes beside the page, in cells; none where the size of the terminal decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaneWidths {
    /// The facets.
    pub facets: Option<u16>,
    /// The list.
    pub list: Option<u16>,
    /// The outline.
    pub outline: Option<u16>,
}

impl Setting {
    /// What it is about, in one word.
    pub fn kind(&self) -> &'static str {
        match self {
            Setting::Theme(_) => "theme",
            Setting::Panes(_) => "panes",
        }
    }

    /// What it is set to, as text that [`Setting::read`] takes.
    pub fn value(&self) -> String {
        match self {
            Setting::Theme(name) => name.clone(),
            Setting::Panes(PaneWidths { facets, list, outline }) => {
                let cells = |width: &Option<u16>| width.map_or("-".to_owned(), |cells| cells.to_string());
                [facets, list, outline].map(cells).join(" ")
            }
        }
    }

    /// Reads a setting; none where the text means nothing.
    pub fn read(kind: &str, value: &str) -> Option<Self> {
        match kind {
            "theme" => Some(Setting::Theme(value.to_owned())).filter(|_| !value.is_empty()),
            "panes" => {
                let mut widths = value.split(' ').map(|cells| match cells {
                    "-" => Some(None),
                    cells => cells.parse().ok().map(Some),
                });
                let panes = PaneWidths { facets: widths.next()??, list: widths.next()??, outline: widths.next()?? };
                widths.next().is_none().then_some(Setting::Panes(panes))
            }
            _ => None,
        }
    }
}
