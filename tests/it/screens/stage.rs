//! A reader without a terminal: keys go in, a screen comes out, and what the shell would do is noted down.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use ratatui::style::Color;
use std::fmt::Write;
use std::sync::Arc;
use yundu::app::action::CodeBlock;
use yundu::app::{self, Action, Effect, Model, Opening, Place, Settings, Viewport};
use yundu::document::Facts;
use yundu::finder::{Finder, Wish, outline_of};
use yundu::highlight::Highlighter;
use yundu::post::{self, Post, PostId};
use yundu::reading::{Asking, Marks, Note, Recalled, Setting, View};
use yundu::search::{Corpus, Seeker};
use yundu::text::{Needle, SafeStr, Widths};
use yundu::ui::theme::{Colours, NAMES, Part, Theme};
use yundu::ui::{Surface, keymap, view};

/// A model, the files that it reads, and what it asked of the world.
#[derive(Clone)]
pub struct Stage {
    pub model: Model,
    pub theme: Theme,
    files: Vec<String>,
    /// What the browser, the clipboard and the rest were asked for.
    pub asked: Vec<String>,
    /// What was to be kept.
    pub kept: Vec<Effect>,
    /// The code that was to be read for its colours; see [`Stage::colour`].
    pub colouring: Vec<Effect>,
}

impl Stage {
    /// Starts on posts given as paths and texts, newest first, at a size.
    pub fn new(settings: Settings, posts: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let mut stage = Stage::empty(settings, columns, rows);
        stage.load(1, posts);
        stage
    }

    /// Starts without a library.
    fn empty(settings: Settings, columns: u16, rows: u16) -> Self {
        let mut stage = Stage {
            model: Model::new(settings),
            theme: telling_theme(),
            files: Vec::new(),
            asked: Vec::new(),
            kept: Vec::new(),
            colouring: Vec::new(),
        };
        stage.act(Action::Resize { columns, rows });
        stage.act(Action::Today(jiff::civil::date(2026, 2, 6)));
        stage
    }

    /// Says what the files of the next library hold, by the places of their posts.
    pub fn set_files(&mut self, files: Vec<String>) {
        self.files = files;
    }

    /// Reads a library.
    pub fn load(&mut self, generation: u64, posts: &[(&str, &str)]) {
        self.files = posts.iter().map(|(_, text)| (*text).to_owned()).collect();
        let posts: Vec<Post> = posts.iter().map(|(path, text)| head(path, text)).collect();
        self.act(Action::Library { generation, posts, recalled: Some(Box::new(self.memory())) });
    }

    /// Tells what the bodies of the posts hold, as the worker does, so that nothing changes any
    /// more when one is opened.
    pub fn survey(&mut self, posts: &[(&str, &str)]) {
        let facts = |(at, (_, text)): (usize, &(&str, &str))| {
            (at, Facts::of(&yundu::document::parse(self.model.posts[at].body_of(text))))
        };
        let facts = posts.iter().enumerate().map(facts).collect();
        self.act(Action::Surveyed { generation: self.model.generation, facts });
    }

    /// Reads the library of another session, in which what was kept in `before` is remembered.
    pub fn come_back(settings: Settings, posts: &[(&str, &str)], before: &Stage) -> Self {
        let Viewport { columns, rows } = before.model.viewport;
        let mut stage = Stage::empty(settings, columns, rows);
        stage.kept.clone_from(&before.kept);
        stage.load(1, posts);
        stage
    }

    /// What the state would give back: every change that was kept, replayed.
    fn memory(&self) -> Recalled {
        let mut recalled = Recalled::default();
        for kept in &self.kept {
            match kept {
                Effect::Keep(changes) => {
                    for (post, mark) in changes {
                        if !recalled.marks.iter().any(|(known, _)| known == post) {
                            recalled.marks.push((*post, Marks::default()));
                        }
                        let known = recalled.marks.iter_mut().find(|(known, _)| known == post);
                        known.map(|(_, marks)| marks.set(mark));
                    }
                }
                Effect::Note(Note::Last(post)) => recalled.last = Some(*post),
                Effect::Note(Note::Setting(Setting::Theme(name))) => recalled.theme = Some(name.clone()),
                Effect::Note(Note::Setting(Setting::Panes(panes))) => recalled.panes = *panes,
                Effect::Note(Note::Filter(text)) => recalled.filter.clone_from(text),
                Effect::Note(Note::View(name, query)) => {
                    recalled.views.retain(|view| view.name != *name);
                    recalled.views.extend(query.clone().map(|query| View { name: name.clone(), query }));
                }
                Effect::Note(Note::Asked(asking, text)) => match asking {
                    Asking::Page => recalled.searches.push(text.clone()),
                    Asking::Library => recalled.library_searches.push(text.clone()),
                    Asking::Filter => recalled.filters.push(text.clone()),
                },
                other => panic!("{other:?} is nothing to keep"),
            }
        }
        recalled
    }

    /// Carries out an action and all that follows from it.
    pub fn act(&mut self, action: Action) {
        for effect in app::update(&mut self.model, action) {
            match effect {
                Effect::Read { generation, post } => {
                    let text = self.files.get(post).cloned().ok_or_else(|| SafeStr::clean("gone"));
                    self.act(Action::Loaded { generation, post, text });
                }
                Effect::LayOut { generation, post, body, spec } => {
                    let document = Box::new(yundu::document::parse(&body));
                    let layout = yundu::layout::lay_out(&document, &spec);
                    let (measure, widths) = (spec.measure, spec.widths);
                    self.act(Action::LaidOut {
                        generation,
                        post,
                        body,
                        document,
                        layout,
                        measure,
                        widths,
                        folds: spec.folds,
                    });
                }
                Effect::Find { generation, needles } => {
                    let mut seeker = self.seeker();
                    let find = |needle: Needle| {
                        let found = seeker.find(&needle, &mut || true).unwrap().set(self.files.len());
                        (needle, found)
                    };
                    let found = needles.into_iter().map(find).collect();
                    self.act(Action::Found { generation, found });
                }
                Effect::Passages { generation, number, needles, posts, most } => {
                    let mut seeker = self.seeker();
                    assert!(needles.iter().all(|needle| seeker.find(needle, &mut || true).is_some()));
                    let found = seeker.passages(&self.model.posts, &posts, &needles, most, &mut || true).unwrap();
                    self.act(Action::Passages { generation, number, passages: Box::new(found) });
                }
                Effect::Look { generation, number, wish } => {
                    assert_eq!(generation, self.model.generation);
                    self.look(number, &wish);
                }
                Effect::Open(web) => {
                    self.asked.push(format!("open {}", web.url));
                    self.act(Action::Opened(Opening::Started(web.url)));
                }
                Effect::Copy(text) => {
                    self.asked.push(format!("copy {text}"));
                    self.act(Action::Copied(Ok(SafeStr::clean("sent"))));
                }
                colour @ Effect::Colour { .. } => self.colouring.push(colour),
                kept @ (Effect::Keep(_) | Effect::Note(_)) => self.kept.push(kept),
                other @ (Effect::Quit | Effect::Suspend | Effect::Redraw | Effect::Reload | Effect::Mouse(_)) => {
                    self.asked.push(format!("{other:?}"));
                }
                other @ (Effect::Theme(_) | Effect::Edit { .. }) => {
                    self.asked.push(format!("{other:?}"));
                }
            }
        }
    }

    /// Reads the code that was asked about, as the worker does.
    pub fn colour(&mut self) -> &mut Self {
        let mut highlighter = Highlighter::load();
        for effect in std::mem::take(&mut self.colouring) {
            let Effect::Colour { generation, post, blocks } = effect else { panic!("{effect:?}") };
            for CodeBlock { block, language, text } in blocks {
                let tokens = highlighter.tokens(&language, &text, &mut || true);
                let tokens = tokens.map(|tokens| (block, Arc::new(tokens))).into_iter().collect();
                self.act(Action::Coloured { generation, post, tokens });
            }
        }
        self
    }

    /// What looks through the files.
    fn seeker(&self) -> Seeker {
        let mut corpus = Corpus::default();
        self.files.iter().for_each(|text| corpus.push(text.as_bytes()));
        Seeker::new(corpus)
    }

    /// Answers a look as the worker does: at once from the heads, then with all headings.
    fn look(&mut self, number: u64, wish: &Wish) {
        let mut finder = Finder::new(&self.model.posts);
        let first = finder.look(wish, &|| false).unwrap();
        self.act(Action::Sighted { number, found: first, complete: false });
        for (index, post) in self.model.posts.iter().enumerate() {
            finder.add(index, &outline_of(post.body_of(&self.files[index]), &post.title));
        }
        let found = finder.look(wish, &|| false).unwrap();
        self.act(Action::Sighted { number, found, complete: true });
    }

    /// Presses keys as configurations write them, blanks between them: `j ctrl-d space`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.event(Event::Key(key_event(key)));
        }
        self
    }

    /// Types a text.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.event(Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        }
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.event(Event::Resize(columns, rows));
        self
    }

    /// Presses the left button in a cell, and lets it go.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
        self.mouse(MouseEventKind::Up(MouseButton::Left), column, row)
    }

    /// Presses the left button in the first of some cells, moves it over the others, and lets it go.
    pub fn drag(&mut self, cells: &[(u16, u16)]) -> &mut Self {
        let (first, last) = (cells[0], cells[cells.len() - 1]);
        self.mouse(MouseEventKind::Down(MouseButton::Left), first.0, first.1);
        for cell in &cells[1..] {
            self.mouse(MouseEventKind::Drag(MouseButton::Left), cell.0, cell.1);
        }
        self.mouse(MouseEventKind::Up(MouseButton::Left), last.0, last.1)
    }

    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        self
    }

    /// What a click in a cell would be on.
    pub fn place_at(&self, column: u16, row: u16) -> Option<Place> {
        let kind = MouseEventKind::Down(MouseButton::Left);
        let event = Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        match keymap::translate(&event, &self.model) {
            Some(Action::Click(place)) => Some(place),
            Some(other) => panic!("a click is {other:?}"),
            None => None,
        }
    }

    pub fn event(&mut self, event: Event) {
        if let Some(action) = keymap::translate(&event, &self.model) {
            self.act(action);
        }
    }

    /// Draws the screen, and looks that no cluster is cut in two.
    pub fn surface(&self) -> (Surface, Option<Position>) {
        let (surface, cursor) = self.drawn();
        check_whole(&surface, self.model.settings.widths);
        (surface, cursor)
    }

    /// Draws the screen and looks at nothing: for tests that draw thousands.
    pub fn drawn(&self) -> (Surface, Option<Position>) {
        let mut surface = Surface::new(self.model.viewport.columns, self.model.viewport.rows);
        let cursor = view(&self.model, &self.theme, &mut surface);
        (surface, cursor)
    }

    /// The screen as text, one line for each row.
    pub fn text(&self) -> String {
        grid(&self.surface().0)
    }

    /// The screen as text, then the parts that its cells look like: `row:from-to part`.
    pub fn shot(&self) -> String {
        let (surface, cursor) = self.surface();
        let mut shot = grid(&surface);
        for y in 0..surface.area().height {
            for (from, to, part) in parts(&surface, &self.theme, y) {
                writeln!(shot, "{y}:{from}-{to} {part}").unwrap();
            }
        }
        if let Some(cursor) = cursor {
            writeln!(shot, "cursor {}:{}", cursor.y, cursor.x).unwrap();
        }
        shot
    }
}

/// Behind every cluster stand as many covered cells as it needs, none stands anywhere else, and no cluster hangs over the
/// right edge.
fn check_whole(surface: &Surface, widths: Widths) {
    let area = surface.area();
    for y in 0..area.height {
        let mut covered = 0;
        for x in 0..area.width {
            let symbol = surface.buffer.cell(Position::new(x, y)).unwrap().symbol();
            assert_eq!(symbol.is_empty(), covered > 0, "{symbol:?} at {x},{y} is cut");
            covered = if covered > 0 { covered - 1 } else { widths.of(symbol).saturating_sub(1) };
        }
        assert_eq!(covered, 0, "row {y} hangs over the edge");
    }
}

/// The head of a post, as the store would make it.
pub fn head(path: &str, text: &str) -> Post {
    let id = PostId(SafeStr::clean(path.strip_suffix(".md").unwrap_or(path)));
    post::head(id, SafeStr::clean(path), text.as_bytes()).0
}

fn key_event(written: &str) -> KeyEvent {
    let key = app::Key::parse(written).unwrap_or_else(|| panic!("no key: {written}"));
    let code = match key.code {
        app::key::Code::Char(c) => KeyCode::Char(c),
        app::key::Code::Enter => KeyCode::Enter,
        app::key::Code::Esc => KeyCode::Esc,
        app::key::Code::Tab => KeyCode::Tab,
        app::key::Code::BackTab => KeyCode::BackTab,
        app::key::Code::Backspace => KeyCode::Backspace,
        app::key::Code::Delete => KeyCode::Delete,
        app::key::Code::Left => KeyCode::Left,
        app::key::Code::Right => KeyCode::Right,
        app::key::Code::Up => KeyCode::Up,
        app::key::Code::Down => KeyCode::Down,
        app::key::Code::PageUp => KeyCode::PageUp,
        app::key::Code::PageDown => KeyCode::PageDown,
        app::key::Code::Home => KeyCode::Home,
        app::key::Code::End => KeyCode::End,
    };
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::CONTROL, key.ctrl);
    modifiers.set(KeyModifiers::ALT, key.alt);
    KeyEvent { kind: KeyEventKind::Press, ..KeyEvent::new(code, modifiers) }
}

/// The text of a surface, without blanks at line ends.
pub fn grid(surface: &Surface) -> String {
    let area = surface.area();
    let mut grid = String::new();
    for y in 0..area.height {
        let cells = (0..area.width).map(|x| surface.buffer.cell(Position::new(x, y)).unwrap());
        let line: String = cells.map(|cell| cell.symbol()).collect();
        grid.push_str(line.trim_end());
        grid.push('\n');
    }
    grid
}

/// A theme in which every part has an ink of its own and only few have a paper, so that a cell tells which part it is.
pub fn telling_theme() -> Theme {
    let mut file = "name: telling\nroles:\n".to_owned();
    for (number, (name, part)) in NAMES.iter().enumerate() {
        let paper = if *part == Part::Selected { ", bg: \"#ffffff\"" } else { "" };
        writeln!(file, "  {name}: {{ fg: \"#{:06x}\"{paper} }}", number + 1).unwrap();
    }
    let (theme, diagnostics) = Theme::parse(&SafeStr::clean("telling.yaml"), &file, Colours::True);
    assert_eq!(diagnostics, Vec::new());
    theme
}

/// The stretches of a row that are something else than plain text of the page; blanks and the rules between panes are left
/// out.
fn parts(surface: &Surface, theme: &Theme, y: u16) -> Vec<(u16, u16, String)> {
    let mut found: Vec<(u16, u16, String)> = Vec::new();
    let mut goes_on = false;
    for x in 0..surface.area().width {
        let cell = surface.buffer.cell(Position::new(x, y)).unwrap();
        let named = NAMES.iter().find(|(_, part)| theme.style(*part).fg == Some(cell.fg));
        let (name, part) = named.unwrap_or_else(|| panic!("{cell:?} is no part"));
        let chosen = cell.bg == Color::Rgb(255, 255, 255);
        let name = if chosen { format!("{name} selected") } else { (*name).to_owned() };
        let plain = matches!(part, Part::Page | Part::Divider) && !chosen;
        match found.last_mut() {
            Some(last) if goes_on && last.2 == name => last.1 = x,
            _ if cell.symbol() == " " => {}
            _ if plain => goes_on = false,
            _ => {
                found.push((x, x, name));
                goes_on = true;
            }
        }
    }
    found
}
