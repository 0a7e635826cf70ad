//! All that the program knows while it runs.

use super::filter::{Facets, Filter};
use super::finding::Finding;
use super::key::{Key, KeyMap};
use super::list::List;
use super::marks::Undo;
use super::mouse::Grip;
use super::outline::Outline;
use super::overlay::Overlay;
use super::page::{Awaited, Page};
use super::panes::{self, Panes};
use super::prompt::Prompt;
use super::stop::Stop;
use super::themes::{self, Offer};
use crate::layout::Typography;
use crate::post::{Date, Post, PostId};
use crate::query::{Index, Texts};
use crate::reading::{Marks, PaneWidths, View};
use crate::strings::Lang;
use crate::text::words::Words;
use crate::text::{Needle, SafeStr, Widths};
use std::sync::Arc;

/// What the reader has set before the program starts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The language of the interface.
    pub lang: Lang,
    /// The longest line of the page in cells.
    pub measure: usize,
    /// The width rules of the terminal.
    pub widths: Widths,
    /// What is a matter of taste in how the page is set.
    pub typography: Typography,
    /// The words of Han that lines do not cut where it can be helped; none to look for none.
    pub words: Option<Arc<Words>>,
    /// Whether mouse reporting is on at the start.
    pub mouse: bool,
    /// The web address that relative links of posts are below, such as `https://example.org/`.
    pub site: Option<String>,
    /// Where the posts come from, as shown when there are none.
    pub library: SafeStr,
    /// The live key map.
    pub keys: KeyMap,
    /// The themes that there are to choose from.
    pub themes: Vec<Offer>,
    /// The theme at the start: the name of one, or [`themes::AUTO`].
    pub theme: String,
    /// Who names the theme at every start, whatever is chosen meanwhile: a configuration or an argument; none where nobody
    /// does.
    pub theme_decided: Option<SafeStr>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            lang: Lang::default(),
            measure: 80,
            widths: Widths::default(),
            typography: Typography::default(),
            words: None,
            mouse: true,
            site: None,
            library: SafeStr::default(),
            keys: KeyMap::default(),
            themes: Vec::new(),
            theme: themes::AUTO.to_owned(),
            theme_decided: None,
        }
    }
}

/// The terminal's size in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// Columns, from 0.
    pub columns: u16,
    /// Rows, from 0.
    pub rows: u16,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The list of posts.
    #[default]
    List,
    /// The open post.
    Page,
    /// Tags, categories, authors, hosts and months.
    Facets,
    /// Headings and links of the open post.
    Outline,
    /// A table or code block that has the whole screen.
    Closeup,
    /// The help.
    Help,
}

/// A reading position in some post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The post.
    pub post: PostId,
    /// The place in its source; `None` is its head.
    pub place: Option<usize>,
    /// What was focused.
    pub focused: Option<Stop>,
}

/// The state of the program.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What was set at the start.
    pub settings: Settings,
    /// The terminal's size.
    pub viewport: Viewport,
    /// The civil day, once known.
    pub today: Option<Date>,
    /// Which reading of the library `posts` is; 0 before the first.
    pub generation: u64,
    /// The library, newest first.
    pub posts: Vec<Post>,
    /// What the reader has done with each post, by its index in `posts`.
    pub marks: Vec<Marks>,
    /// It is known what is remembered of the posts; not while another program has locked that.
    pub remembers: bool,
    /// What was changed in this session, oldest first, for undoing.
    pub changes: Vec<Undo>,
    /// The saved views, by name.
    pub views: Vec<View>,
    /// What the filter is evaluated on.
    pub index: Index,
    /// What is known of the texts of the posts.
    pub texts: Texts,
    /// What was asked for last with [`super::Effect::Find`].
    pub sought: Vec<Needle>,
    /// The indexes in `posts` that the filter lets through, in order.
    pub matching: Vec<usize>,
    /// The filter in force.
    pub filter: Filter,
    /// The search in all posts that is open: the list then shows its passages.
    pub finding: Option<Finding>,
    /// The values of the fields with their counts.
    pub facets: Facets,
    /// Selection and scroll of the list.
    pub list: List,
    /// The open post.
    pub page: Option<Page>,
    /// The post that is being read from its file.
    pub awaited: Option<Awaited>,
    /// The pane that has the focus while nothing lies over it; see [`Model::focus`].
    pub pane: Focus,
    /// List or page: what lies under a drawer, and what `Back` from it leads to.
    pub home: Focus,
    /// The cursor of the outline.
    pub outline: Outline,
    /// What lies over the panes and wants an answer.
    pub overlay: Option<Overlay>,
    /// The open input line.
    pub prompt: Option<Prompt>,
    /// What has been searched for, oldest first.
    pub searches: Vec<String>,
    /// What has been searched for in the library, oldest first.
    pub library_searches: Vec<String>,
    /// The filters that were typed, oldest first.
    pub filters: Vec<String>,
    /// Where the reader was before each jump, oldest first.
    pub past: Vec<Spot>,
    /// Where the reader came back from, nearest last.
    pub future: Vec<Spot>,
    /// How often the finder has looked for something; see [`super::Effect::Look`].
    pub looks: u64,
    /// The theme that is kept, by its name.
    pub theme: String,
    /// The theme that the shell was asked for last.
    pub worn: String,
    /// How wide the reader has made the panes.
    pub pane_widths: PaneWidths,
    /// Only the page is shown.
    pub zen: bool,
    /// Whether mouse reporting is on.
    pub mouse: bool,
    /// What the pressed mouse holds.
    pub grip: Option<Grip>,
    /// Whether what is held has been moved.
    pub dragged: bool,
    /// The divider that was pressed last and let go without moving it.
    pub rested: Option<Focus>,
    /// The keys of an unfinished sequence.
    pub pending: Vec<Key>,
    /// What the status line has to tell.
    pub notice: Option<SafeStr>,
}

impl Model {
    /// The state at the start: no size, no posts.
    pub fn new(settings: Settings) -> Self {
        let theme = settings.theme.clone();
        Model { mouse: settings.mouse, worn: theme.clone(), theme, settings, ..Model::default() }
    }

    /// The language of the interface.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The panes at this size; `None` where the terminal is too small.
    pub fn panes(&self) -> Option<Panes> {
        let panes = panes::arrange(self.viewport, self.pane, self.home, self.zen)?;
        Some(panes.with(&self.pane_widths))
    }

    /// Where keys go, overlays included.
    pub fn focus(&self) -> Focus {
        match &self.overlay {
            Some(Overlay::Help(_)) => Focus::Help,
            Some(Overlay::Question(_) | Overlay::Hints(_) | Overlay::Finder(_) | Overlay::Themes(_)) | None => {
                let closeup = self.page.as_ref().is_some_and(|page| page.closeup.is_some());
                if closeup { Focus::Closeup } else { self.pane }
            }
        }
    }

    /// The selected post of the list.
    pub fn selected(&self) -> Option<usize> {
        self.post_at(self.list.selected)
    }

    /// How many rows the list has: posts, or the passages of a search.
    pub fn rows(&self) -> usize {
        self.finding.as_ref().map_or(self.matching.len(), |finding| finding.rows.len())
    }

    /// The post of a row of the list.
    pub fn post_at(&self, row: usize) -> Option<usize> {
        match &self.finding {
            Some(finding) => finding.rows.get(row).map(|passage| passage.post),
            None => self.matching.get(row).copied(),
        }
    }

    /// What the reader has done with a post of the library.
    pub fn marks_of(&self, post: usize) -> &Marks {
        const NONE: &Marks = &Marks { read: false, starred: false, stories: Vec::new(), place: None };
        self.marks.get(post).unwrap_or(NONE)
    }

    /// The post on the page, by its place in the library.
    pub fn open_post(&self) -> Option<usize> {
        let id = self.page.as_ref()?.id();
        let selected = self.selected().filter(|&post| self.posts.get(post).is_some_and(|post| post.id == *id));
        selected.or_else(|| self.find(id))
    }

    /// Finds a post of the library.
    pub fn find(&self, id: &PostId) -> Option<usize> {
        self.posts.iter().position(|post| post.id == *id)
    }
}
