//! A reader without a terminal: the model, the store and the view, with every cell of every frame judged.

use super::case::{Case, Class};
use crate::text::safe::is_forbidden;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use unicode_normalization::char::is_combining_mark;
use yundu::app::prompt::Edit;
use yundu::app::{Action, Command, Effect, Model, Settings, update};
use yundu::finder::{Finder, outline_of};
use yundu::layout;
use yundu::store::{self, Library, Source};
use yundu::text::Widths;
use yundu::text::safe::{MAX_CLUSTER, MAX_MARKS};
use yundu::ui::theme::Colours;
use yundu::ui::{self, Surface, Theme};

/// How long a post may take from its file to its last frame; generous, for a slow machine and a build without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

/// The stack of the thread in which posts are read: a function that recurses on its input does not get far.
const STACK: usize = 512 * 1024;

/// A reader of one folder.
pub struct Reader {
    model: Model,
    library: Library,
    theme: Theme,
    /// Everything that was drawn, without blanks.
    seen: String,
    /// What the shell was asked to do.
    pub effects: Vec<Effect>,
    size: (u16, u16),
    name: String,
}

impl Reader {
    /// Loads a folder and shows it on a screen of this size.
    pub fn new(folder: &TempDir, name: &str, size: (u16, u16)) -> Self {
        let source = Source::Folder(folder.path().to_owned());
        let library = store::load(&source, 1).unwrap();
        let posts = library.posts.clone();
        let mut reader = Reader {
            model: Model::new(Settings::default()),
            library,
            theme: Theme::built_in("dark", Colours::True).unwrap(),
            seen: String::new(),
            effects: Vec::new(),
            size,
            name: name.to_owned(),
        };
        reader.act(Action::Resize { columns: size.0, rows: size.1 });
        reader.act(Action::Library { generation: 1, posts, recalled: Some(Box::default()) });
        reader
    }

    /// Carries out an action and what follows from it, then draws.
    pub fn act(&mut self, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            for effect in update(&mut self.model, action) {
                actions.extend(self.perform(&effect));
                self.effects.push(effect);
            }
        }
        self.draw();
    }

    /// Does what the shell would do.
    fn perform(&self, effect: &Effect) -> Option<Action> {
        match effect {
            Effect::Read { generation, post } => {
                let text = self.library.read(*post).map_err(|defect| defect.message(self.model.lang()));
                Some(Action::Loaded { generation: *generation, post: *post, text })
            }
            Effect::LayOut { generation, post, body, spec } => {
                let document = Box::new(yundu::document::parse(body));
                let layout = layout::lay_out(&document, spec);
                let (body, measure, widths) = (body.clone(), spec.measure, spec.widths);
                let (generation, post, folds) = (*generation, *post, spec.folds.clone());
                Some(Action::LaidOut { generation, post, body, document, layout, measure, widths, folds })
            }
            Effect::Look { number, wish, .. } => {
                let mut finder = Finder::new(&self.library.posts);
                for (index, head) in self.library.posts.iter().enumerate() {
                    let text = self.library.read(index).unwrap_or_default();
                    finder.add(index, &outline_of(head.body_of(&text), &head.title));
                }
                let found = finder.look(wish, &|| false)?;
                Some(Action::Sighted { number: *number, found, complete: true })
            }
            Effect::Quit
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Reload
            | Effect::Find { .. }
            | Effect::Colour { .. }
            | Effect::Passages { .. }
            | Effect::Open(_)
            | Effect::Copy(_)
            | Effect::Mouse(_)
            | Effect::Theme(_)
            | Effect::Edit { .. }
            | Effect::Keep(_)
            | Effect::Note(_) => None,
        }
    }

    /// Draws a frame and judges all of its cells.
    fn draw(&mut self) {
        let mut surface = Surface::new(self.size.0, self.size.1);
        ui::view(&self.model, &self.theme, &mut surface);
        let area = surface.area();
        for y in 0..area.height {
            let mut x = 0;
            while x < area.width {
                let symbol = surface.buffer[(x, y)].symbol();
                judge(symbol, &self.name);
                self.seen.extend(symbol.chars().filter(|c| !c.is_whitespace()));
                let cells = Widths::default().of(symbol).max(1) as u16;
                assert!(x + cells <= area.width, "{}: {symbol:?} reaches over the edge at {x},{y}", self.name);
                x += cells;
            }
        }
    }

    /// Runs a command of the table.
    pub fn run(&mut self, command: Command) {
        self.act(Action::Run(command));
    }

    /// Opens the first post and scrolls to its end: screen by screen, or only its beginning and its end.
    pub fn page_through(&mut self, whole: bool) {
        self.run(Command::Open);
        let mut screens = 0;
        while whole || screens < 4 {
            let before = self.top();
            self.run(Command::ScreenDown);
            if self.top() == before {
                break;
            }
            screens += 1;
        }
        self.run(Command::Bottom);
        self.run(Command::HalfUp);
    }

    fn top(&self) -> Option<usize> {
        self.model.page.as_ref().map(|page| page.top)
    }

    /// Whether this text was ever on the screen; blanks do not count.
    pub fn saw(&self, text: &str) -> bool {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.seen.contains(&text)
    }

    /// How often the search of the open page has found its words.
    pub fn hits(&self) -> usize {
        self.model.page.as_ref().and_then(|page| page.search.as_ref()).map_or(0, |search| search.hits.len())
    }

    /// All posts and what is known of them.
    pub fn posts(&self) -> &[yundu::post::Post] {
        &self.model.posts
    }

    /// The first post and what is known of it.
    pub fn post(&self) -> &yundu::post::Post {
        &self.model.posts[0]
    }

    /// The text of all lines of the open page, without blanks.
    pub fn page_text(&self) -> String {
        let lines = self.model.page.iter().flat_map(|page| &page.lines);
        lines.map(layout::Line::text).collect::<String>().chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// Judges what one cell holds.
#[track_caller]
pub fn judge(symbol: &str, name: &str) {
    if let [b' '..=b'~'] = symbol.as_bytes() {
        return;
    }
    assert!(!symbol.chars().any(is_forbidden), "{name}: a cell holds {symbol:?}");
    assert!(symbol.len() <= MAX_CLUSTER, "{name}: a cell of {} bytes: {symbol:?}", symbol.len());
    let marks = symbol.chars().filter(|&c| is_combining_mark(c)).count();
    assert!(marks <= MAX_MARKS, "{name}: a cell with {marks} marks: {symbol:?}");
}

/// Reads each post as a reader would, on screens of these sizes, and holds it against what is expected of it. All that fail are
/// named at once.
pub fn check(cases: &[Case], sizes: &'static [(u16, u16)]) {
    let failed: Vec<&str> = cases.iter().filter(|case| !passes(case, sizes)).map(|case| case.name.as_str()).collect();
    assert!(failed.is_empty(), "{} of {} failed: {failed:?}", failed.len(), cases.len());
}

fn passes(case: &Case, sizes: &'static [(u16, u16)]) -> bool {
    let started = Instant::now();
    let owned = case.clone();
    let read = move || sizes.iter().for_each(|&size| check_at(&owned, size));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(read);
    let passed = thread.unwrap().join().is_ok();
    let elapsed = started.elapsed();
    if elapsed > PATIENCE {
        eprintln!("{} took {elapsed:?}", case.name);
    }
    passed && elapsed <= PATIENCE
}

fn check_at(case: &Case, size: (u16, u16)) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("post.md"), &case.bytes).unwrap();
    let mut reader = Reader::new(&folder, &case.name, size);
    reader.page_through(case.class != Class::Limit);
    for pane in [Command::Facets, Command::Outline, Command::Help, Command::Hints, Command::Query, Command::Search] {
        reader.run(pane);
        reader.run(Command::Down);
        reader.run(Command::Back);
    }
    // Titles and headings as rows of the finder, looked for by a letter that many have.
    reader.run(Command::Finder);
    for typed in ["e", "\u{4e00}"] {
        reader.act(Action::Edit(Edit::Insert(typed.to_owned())));
        reader.act(Action::Edit(Edit::DeleteToStart));
    }
    reader.act(Action::Edit(Edit::Insert("@".to_owned())));
    reader.act(Action::Edit(Edit::Cancel));
    let (name, post) = (&case.name, reader.post());
    let text = reader.page_text();
    match case.class {
        Class::Show | Class::Warn => {
            assert!(post.broken.is_none(), "{name}: {:?}", post.broken);
            assert!(text.contains(&case.end()), "{name}: the end is missing");
        }
        Class::Broken => assert!(post.broken.is_some(), "{name} is not listed as broken"),
        Class::WarnOrBroken | Class::Limit => {}
    }
    if matches!(case.class, Class::Warn | Class::WarnOrBroken) {
        assert!(post.warnings > 0 || post.broken.is_some(), "{name}: no warning");
        assert!(reader.saw("⚠") || post.broken.is_some(), "{name}: the warning was nowhere to be seen");
    }
    for shown in &case.shows {
        assert!(text.contains(shown), "{name}: {shown:?} is not on the page: {text}");
    }
    for hidden in &case.hides {
        assert!(!reader.saw(hidden), "{name}: {hidden:?} was on the screen");
    }
}
