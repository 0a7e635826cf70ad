//! The reader in a terminal: the loop, and the world around it.
//!
//! The loop sleeps on one channel. The thread that reads the terminal, the thread that writes to it and the workers send
//! [`Message`]s; nothing ticks. The model is drawn once when all that had come is carried out, and only when something was.

pub mod clipboard;
pub mod editor;
#[cfg(unix)]
pub mod input;
pub mod inquiry;
pub mod known;
pub mod opener;
pub mod panic;
pub mod probe;
pub mod screen;
pub mod tty;
pub mod wardrobe;
mod colouring;
mod leave;
mod memory;
mod recollection;
mod seeker;
mod finder;
mod worker;

use crate::app::themes::AUTO;
use crate::app::{self, Action, Effect, Model, Opening, Settings};
use crate::post::{Date, Post};
use crate::reading::Recalled;
use crate::store::{Library, Source};
use crate::strings::terminal as strings;
use crate::text::SafeStr;
use crate::ui::{self, Theme, keymap};
use colouring::Blocks;
use crossbeam_channel::Receiver;
use crossterm::event::{Event, MouseEventKind};
use editor::Editor;
use inquiry::Inquiry;
use memory::Errand;
use opener::Browser;
use recollection::Remembering;
use screen::{Options, Screen};
use seeker::Search;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tty::Tty;
use wardrobe::Wardrobe;
use worker::{Job, Supply, Workers};

pub use leave::{Ended, Unsaved};

/// How long the first frame waits for the first post, so that it comes whole.
const FIRST_PAGE: Duration = Duration::from_millis(40);

/// What wakes the loop.
pub enum Message {
    /// A key, a mouse report or a paste.
    Input(Event),
    /// A reply of the terminal to a question, with its introducer.
    Reply(Vec<u8>),
    /// What a worker has to say.
    Act(Action),
    /// A library was read, with the heads of its posts for the model.
    Library(Arc<Library>, Vec<Post>),
    /// What is remembered of a library.
    Recalled {
        /// Which reading of the library.
        generation: u64,
        /// All that is remembered; none where another program has locked it, so that it comes later.
        recalled: Option<Box<Recalled>>,
        /// How many changes the state had been given by then.
        taken: u64,
    },
    /// The file of a post was found: the editor shall open it at a line.
    Edit {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// A frame has gone out, or could not.
    Drawn(io::Result<()>),
    /// The terminal has another size.
    Resized,
    /// The program shall stop until it is continued (SIGTSTP).
    Stop,
    /// The program was stopped and goes on (SIGCONT).
    Continued,
    /// The program shall end with this exit code.
    End(u8),
}

/// What the reader runs on.
pub struct World {
    /// The posts, as they were read before the terminal was taken.
    pub library: Library,
    /// Where they came from, for reading them again.
    pub source: Source,
    /// How the parts look.
    pub theme: Theme,
    /// The themes that can be put on instead.
    pub wardrobe: Wardrobe,
    /// Which editor is started.
    pub editor: Editor,
    /// Which browser is started.
    pub browser: Browser,
    /// Whether links are written as OSC 8; see [`screen::knows_links`].
    pub links: bool,
    /// What the terminal is asked; none where it shall not be asked.
    pub inquiry: Option<Inquiry>,
    /// The file of the reading state; none to leave no trace.
    pub state: Option<PathBuf>,
}

/// Opens the reader and runs it until the user leaves. Gives how it ended, after the terminal is given back.
///
/// # Errors
/// There is no terminal, or it could not be set.
pub fn run(settings: Settings, world: World) -> io::Result<Ended> {
    let tty = Arc::new(Tty::open()?);
    let (outbox, inbox) = crossbeam_channel::unbounded();
    let options = Options { mouse: settings.mouse, links: world.links };
    // Signals first: none may end us while the terminal is taken.
    tty::read_input(Arc::clone(&tty), outbox.clone())?;
    let screen = Screen::enter(tty, options, outbox.clone())?;
    let World { library, source, theme, wardrobe, editor, browser, inquiry, state, links: _ } = world;
    let keeps = state.is_some();
    let workers = Workers::start(Supply { library, source, browser, state }, settings.lang, &outbox)?;
    let model = Model::new(settings);
    let (changed, today) = (true, None);
    let library = Arc::default();
    let remembering = Remembering::default();
    let mut session = Session {
        model,
        theme,
        wardrobe,
        editor,
        screen,
        workers,
        inquiry,
        library,
        remembering,
        keeps,
        changed,
        today,
    };
    let ended = session.run(&inbox);
    let ended = session.leave(&inbox, ended);
    if ended.code == 0 {
        session.take_late_replies(&inbox);
    }
    Ok(ended)
}

/// Whether the mouse was moved with its button held: where it was before the next such report does not matter.
fn is_drag(message: &Message) -> bool {
    matches!(message, Message::Input(Event::Mouse(mouse)) if matches!(mouse.kind, MouseEventKind::Drag(_)))
}

/// The running program.
struct Session {
    model: Model,
    theme: Theme,
    wardrobe: Wardrobe,
    editor: Editor,
    screen: Screen,
    workers: Workers,
    inquiry: Option<Inquiry>,
    /// The library that the model shows.
    library: Arc<Library>,
    remembering: Remembering,
    /// False where nothing is written to the disk.
    keeps: bool,
    /// True when the screen may show an old state.
    changed: bool,
    today: Option<Date>,
}

impl Session {
    /// The loop: waits, carries out all that has come, draws once.
    fn run(&mut self, inbox: &Receiver<Message>) -> ControlFlow<u8> {
        self.measure()?;
        self.tell_today();
        self.begin(inbox)?;
        let first_frame = Instant::now() + FIRST_PAGE;
        while self.is_opening()
            && let Ok(message) = inbox.recv_deadline(first_frame)
        {
            self.take(message)?;
        }
        self.ask();
        self.draw();
        while let Ok(message) = inbox.recv() {
            // Whoever looks at the list after midnight has pressed a key or got a message.
            self.tell_today();
            let mut next = Some(message);
            while let Some(message) = next.take() {
                if is_drag(&message) {
                    next = inbox.try_recv().ok();
                    if next.as_ref().is_some_and(is_drag) {
                        continue;
                    }
                }
                // What follows the message that ends the loop stays in the channel, for leaving.
                self.take(message)?;
                next = next.or_else(|| inbox.try_recv().ok());
            }
            self.draw();
        }
        ControlFlow::Continue(())
    }

    fn is_opening(&self) -> bool {
        self.model.awaited.is_some()
    }

    fn draw(&mut self) {
        if self.changed && self.screen.is_ready() {
            self.changed = false;
            self.screen.draw(|surface| ui::view(&self.model, &self.theme, surface));
        }
    }

    fn take(&mut self, message: Message) -> ControlFlow<u8> {
        match message {
            Message::Input(event) => match keymap::translate(&event, &self.model) {
                Some(action) => {
                    self.remembering.begun = true;
                    self.act(action)
                }
                None => ControlFlow::Continue(()),
            },
            Message::Reply(reply) => self.hear(&reply),
            Message::Act(action) => {
                if let Action::Opened(Opening::NoBrowser(url)) = &action {
                    // A URL that is too long to copy is still shown in full.
                    let _ = self.copy(&SafeStr::clean(url));
                }
                self.act(action)
            }
            Message::Library(library, posts) => self.show(library, posts, None),
            Message::Recalled { generation, recalled: Some(recalled), taken } => {
                self.recall(generation, recalled, taken)
            }
            Message::Recalled { recalled: None, .. } => ControlFlow::Continue(()),
            Message::Edit { file, line } => self.edit(&file, line),
            Message::Drawn(result) => {
                self.screen.frame_done(result.is_ok());
                ControlFlow::Continue(())
            }
            Message::Resized => self.measure(),
            Message::Stop => {
                self.screen.leave();
                tty::stop();
                ControlFlow::Continue(())
            }
            Message::Continued => match self.screen.resume() {
                Ok(()) => {
                    self.ask();
                    self.measure()
                }
                Err(_) => ControlFlow::Break(1),
            },
            Message::End(code) => ControlFlow::Break(code),
        }
    }

    /// Asks the terminal, with the next frame, what it draws how wide.
    fn ask(&mut self) {
        let room = self.model.viewport.columns >= probe::LEAST_COLUMNS;
        if let Some(inquiry) = self.inquiry.as_mut().filter(|_| room) {
            self.screen.ask(inquiry.ask());
        }
    }

    /// Takes a reply of the terminal. What is new is drawn with every cell: those that are shown may stand elsewhere than we
    /// thought.
    fn hear(&mut self, reply: &[u8]) -> ControlFlow<u8> {
        let Some(learned) = self.inquiry.as_mut().and_then(|inquiry| inquiry.take(reply)) else {
            return ControlFlow::Continue(());
        };
        if self.keeps {
            let (known, answer) = learned.news;
            self.workers.send(Job::Remember { known, answer });
        }
        if let Some(theme) = learned.theme.filter(|theme| *theme != self.theme) {
            self.theme = theme;
            self.changed = true;
        }
        if learned.widths == self.model.settings.widths {
            return ControlFlow::Continue(());
        }
        self.screen.redraw();
        self.act(Action::Widths(learned.widths))
    }

    fn measure(&mut self) -> ControlFlow<u8> {
        let (columns, rows) = self.screen.measure();
        self.act(Action::Resize { columns, rows })
    }

    fn tell_today(&mut self) {
        let today = jiff::Zoned::now().date();
        if self.today.replace(today) != Some(today) {
            let _ = self.act(Action::Today(today));
        }
    }

    fn act(&mut self, action: Action) -> ControlFlow<u8> {
        self.changed = true;
        app::update(&mut self.model, action).into_iter().try_for_each(|effect| self.perform(effect))
    }

    fn perform(&mut self, effect: Effect) -> ControlFlow<u8> {
        match effect {
            Effect::Quit => return ControlFlow::Break(0),
            Effect::Suspend => {
                if !tty::ask_for_stop() {
                    return self.act(Action::Notice(SafeStr::literal(strings::NO_SHELL.get(self.model.lang()))));
                }
            }
            Effect::Redraw => {
                self.screen.redraw();
                self.ask();
            }
            Effect::Theme(name) => self.wear(&name),
            Effect::Edit { generation, post, line } => self.workers.send(Job::Locate { generation, post, line }),
            Effect::Mouse(on) => self.screen.set_mouse(on),
            Effect::Read { generation, post } => self.workers.send(Job::Read { generation, post }),
            Effect::LayOut { generation, post, body, spec } => {
                self.workers.send(Job::LayOut { generation, post, body, spec });
            }
            Effect::Colour { generation, post, blocks } => {
                self.workers.colour(Blocks { generation, post, blocks });
            }
            Effect::Find { generation, needles } => self.workers.search(Search::Find { generation, needles }),
            Effect::Passages { generation, number, needles, posts, most } => {
                self.workers.search(Search::Passages { generation, number, needles, posts, most });
            }
            Effect::Look { generation, number, wish } => self.workers.look(generation, number, wish),
            Effect::Reload => self.workers.send(Job::Reload),
            Effect::Keep(marks) => self.remember(Errand::Keep(Arc::clone(&self.library), marks)),
            Effect::Note(note) => self.remember(Errand::Note(Arc::clone(&self.library), note)),
            Effect::Open(target) => self.workers.open(target.url),
            Effect::Copy(text) => {
                let copied = self.copy(&text);
                return self.act(Action::Copied(copied));
            }
        }
        ControlFlow::Continue(())
    }

    /// Shows everything in another theme. Only where the reader has chosen none does the terminal's paper still count.
    fn wear(&mut self, name: &str) {
        let colours = (name == AUTO && !self.wardrobe.colourless).then_some(self.wardrobe.colours);
        let light = self.inquiry.as_ref().and_then(Inquiry::is_light);
        if let Some(inquiry) = &mut self.inquiry {
            inquiry.follow_paper(colours);
        }
        if let Some(theme) = self.wardrobe.theme(name, light) {
            self.theme = theme;
        }
    }

    /// Lends the terminal to the editor, and reads the posts again where it has changed the file.
    fn edit(&mut self, file: &Path, line: usize) -> ControlFlow<u8> {
        let stamp = || file.metadata().map(|facts| (facts.len(), facts.modified().ok())).ok();
        let (before, lang) = (stamp(), self.model.lang());
        let Ok(ended) = self.screen.lend(|input| self.editor.run(file, line, input, lang)) else {
            return ControlFlow::Break(1);
        };
        self.ask();
        self.measure()?;
        if stamp() != before {
            self.workers.send(Job::Reload);
        }
        match ended {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => self.act(Action::Notice(why)),
        }
    }

    /// Puts a text on the terminal's clipboard with the next frame, and says so, or why not.
    fn copy(&mut self, text: &str) -> Result<SafeStr, SafeStr> {
        let lang = self.model.lang();
        match clipboard::sequence(text) {
            Ok(sequence) => {
                self.screen.append(sequence.as_bytes());
                self.changed = true;
                Ok(clipboard::told(text, lang))
            }
            Err(why) => Err(SafeStr::literal(why.get(lang))),
        }
    }
}
