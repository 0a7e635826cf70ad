//! What takes time, on threads of its own: reading and setting posts, counting what is in them, starting browsers. Each job is
//! answered by an action with the numbers that it came with.

use super::Message;
use super::colouring::{self, Blocks};
use super::finder::{self, Ask};
use super::known::Known;
use super::memory::{self, Backlog, Errand, Memory};
use super::opener::{self, Browser};
use super::panic::{self, catch};
use super::probe::Answer;
use super::seeker::{self, Search};
use crate::app::Action;
use crate::app::page::LARGE;
use crate::document::{self, Document, Facts};
use crate::finder::Wish;
use crate::layout::{self, Spec};
use crate::post::Post;
use crate::store::{self, Library, Source};
use crate::strings::{Lang, terminal as strings};
use crate::text::SafeStr;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::io;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The stack of the threads that parse. Our own code does not recurse on its input; this is room for the parser's.
const STACK: usize = 64 << 20;

/// Facts are sent together for so long, so that counting does not redraw the list for every post.
const BATCH: Duration = Duration::from_millis(150);

/// Something to do.
pub(super) enum Job {
    /// Read a post's text.
    Read { generation: u64, post: usize },
    /// Parse and set a long body.
    LayOut { generation: u64, post: usize, body: String, spec: Spec },
    /// Find the file of a post, for the editor.
    Locate { generation: u64, post: usize, line: usize },
    /// Read the library again.
    Reload,
    /// Keep what the terminal has answered.
    Remember { known: Known, answer: Answer },
}

/// The threads.
pub(super) struct Workers {
    jobs: Sender<Job>,
    pages: Sender<String>,
    memory: Sender<Errand>,
    /// What the memory has not written yet.
    backlog: Arc<Backlog>,
    searches: Sender<Search>,
    finder: Sender<Ask>,
    /// What reads code, once there was any.
    colours: Option<Sender<Blocks>>,
    outbox: Sender<Message>,
}

impl Workers {
    /// Starts the threads. The library is announced, and its bodies are counted.
    pub fn start(supply: Supply, lang: Lang, outbox: &Sender<Message>) -> io::Result<Self> {
        let Supply { library, source, browser, state } = supply;
        let (jobs, job_queue) = unbounded();
        let (pages, page_queue) = unbounded::<String>();
        let (survey, library_queue) = unbounded();
        let (memory, errands) = unbounded();
        let (searches, search_queue) = unbounded();
        let backlog = Arc::new(Backlog::default());
        let remembering = Memory { file: state, lang, backlog: Arc::clone(&backlog), outbox: outbox.clone() };
        spawn("memory", move || memory::remember(remembering, &errands))?;
        let (finder, asks) = unbounded();
        let announced =
            Announced { survey, memory: memory.clone(), searches: searches.clone(), finder: finder.clone() };
        let mut reader = Reader { library: Arc::new(library), source, lang, announced, outbox: outbox.clone() };
        reader.announce();
        let seeker_outbox = outbox.clone();
        spawn("seeker", move || seeker::seek(&search_queue, &seeker_outbox))?;
        spawn("reader", move || {
            for job in job_queue {
                reader.work(job);
            }
        })?;
        let finder_outbox = outbox.clone();
        spawn("finder", move || finder::answer_all(&asks, &finder_outbox))?;
        let survey_outbox = outbox.clone();
        spawn("survey", move || survey_all(&library_queue, &survey_outbox))?;
        let opener_outbox = outbox.clone();
        spawn("opener", move || {
            for url in page_queue {
                let opening = opener::open(&url, &browser, lang);
                let _ = opener_outbox.send(Message::Act(Action::Opened(opening)));
            }
        })?;
        Ok(Workers { jobs, pages, memory, backlog, searches, finder, colours: None, outbox: outbox.clone() })
    }

    /// Takes on a job.
    pub fn send(&self, job: Job) {
        // The thread ends only with the program.
        let _ = self.jobs.send(job);
    }

    /// Looks for something.
    pub fn look(&self, generation: u64, number: u64, wish: Wish) {
        let _ = self.finder.send(Ask::Look { generation, number, wish });
    }

    /// Reads code for its colours; the first call starts the thread. Where it cannot be started, code stays plain.
    pub fn colour(&mut self, blocks: Blocks) {
        let colours = self.colours.get_or_insert_with(|| {
            let (colours, queue) = unbounded();
            let outbox = self.outbox.clone();
            let _ = spawn("colours", move || colouring::colour(&queue, &outbox));
            colours
        });
        let _ = colours.send(blocks);
    }

    /// Starts the browser.
    pub fn open(&self, url: String) {
        let _ = self.pages.send(url);
    }

    /// Remembers something.
    pub fn remember(&self, errand: Errand) {
        self.backlog.add(&errand);
        let _ = self.memory.send(errand);
    }

    /// What is not written yet.
    pub fn backlog(&self) -> &Backlog {
        &self.backlog
    }

    /// Looks for something in all posts.
    pub fn search(&self, search: Search) {
        let _ = self.searches.send(search);
    }
}

/// What the threads work with.
pub(super) struct Supply {
    /// The posts, as they were read before the terminal was taken.
    pub library: Library,
    /// Where they came from.
    pub source: Source,
    /// Which browser is started.
    pub browser: Browser,
    /// The file of the reading state; none to keep nothing.
    pub state: Option<PathBuf>,
}

/// Who is told that a library was read.
struct Announced {
    survey: Sender<Arc<Library>>,
    memory: Sender<Errand>,
    searches: Sender<Search>,
    finder: Sender<Ask>,
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(work)?;
    Ok(())
}

/// The thread that reads.
struct Reader {
    library: Arc<Library>,
    source: Source,
    lang: Lang,
    announced: Announced,
    outbox: Sender<Message>,
}

impl Reader {
    fn work(&mut self, job: Job) {
        match job {
            Job::Read { generation, post } if generation == self.library.generation => {
                let text = self.read(post);
                self.tell(Action::Loaded { generation, post, text });
            }
            // Asked before the library was read again.
            Job::Read { .. } => {}
            Job::LayOut { generation, post, body, spec } => self.lay_out(generation, post, body, &spec),
            Job::Locate { generation, post, line } if generation == self.library.generation => self.locate(post, line),
            Job::Locate { .. } => {}
            Job::Reload => match store::load(&self.source, self.library.generation + 1) {
                Ok(library) => {
                    self.library = Arc::new(library);
                    self.announce();
                }
                Err(diagnostic) => self.tell(Action::Notice(diagnostic.defect.message(self.lang))),
            },
            Job::Remember { known, answer } => {
                // What cannot be kept is asked for again.
                let _ = known.remember(answer);
            }
        }
    }

    /// Reads a post's text. A body on which the parser fails is found out here, where the failure can be caught; a long one
    /// comes back to be set, and fails there.
    fn read(&self, post: usize) -> Result<String, SafeStr> {
        let text = self.library.read(post).map_err(|defect| defect.message(self.lang))?;
        panic::reading(self.lang, self.library.posts.get(post).map(|head| &head.path));
        let head = self.library.posts.get(post).filter(|head| head.body_of(&text).len() <= LARGE);
        let parsed = catch(AssertUnwindSafe(|| head.map(|head| parse(head, &text))));
        parsed.map(|_| text).ok_or_else(|| self.parser_failed())
    }

    fn lay_out(&self, generation: u64, post: usize, body: String, spec: &Spec) {
        let set = catch(AssertUnwindSafe(|| {
            let document = document::parse(&body);
            let layout = layout::lay_out(&document, spec);
            (document, layout)
        }));
        self.tell(match set {
            Some((document, layout)) => {
                let Spec { measure, widths, .. } = *spec;
                let (document, folds) = (Box::new(document), spec.folds.clone());
                Action::LaidOut { generation, post, body, document, layout, measure, widths, folds }
            }
            None => Action::Loaded { generation, post, text: Err(self.parser_failed()) },
        });
    }

    /// Has the editor opened on the file of a post; some have none.
    fn locate(&self, post: usize, line: usize) {
        match self.library.path(post) {
            Ok(Some(file)) => drop(self.outbox.send(Message::Edit { file, line })),
            Err(defect) => self.tell(Action::Notice(defect.message(self.lang))),
            Ok(None) => self.tell(Action::Notice(SafeStr::literal(strings::NO_FILE_TO_EDIT.get(self.lang)))),
        }
    }

    /// Hands a new library to all who work on it, and to the model.
    fn announce(&self) {
        let Announced { survey, memory, searches, finder } = &self.announced;
        // Before the model knows of it, so that it is there when somebody looks.
        let _ = finder.send(Ask::Library(Arc::clone(&self.library)));
        let _ = self.outbox.send(Message::Library(Arc::clone(&self.library), self.library.posts.clone()));
        let _ = memory.send(Errand::Library(Arc::clone(&self.library)));
        let _ = survey.send(Arc::clone(&self.library));
        let _ = searches.send(Search::Library(Arc::clone(&self.library)));
    }

    fn parser_failed(&self) -> SafeStr {
        SafeStr::literal(strings::PARSER_FAILED.get(self.lang))
    }

    fn tell(&self, action: Action) {
        // Nobody listens once the program ends.
        let _ = self.outbox.send(Message::Act(action));
    }
}

fn parse(head: &Post, text: &str) -> Document {
    document::parse(head.body_of(text))
}

/// Counts what is in the bodies of each library that comes, the newest posts first, until the next one comes.
fn survey_all(libraries: &Receiver<Arc<Library>>, outbox: &Sender<Message>) {
    for library in libraries {
        let mut facts = Vec::new();
        let mut begun = Instant::now();
        for index in 0..library.posts.len() {
            if !libraries.is_empty() {
                break;
            }
            facts.extend(survey(&library, index).map(|found| (index, found)));
            let last = index + 1 == library.posts.len();
            if (last || begun.elapsed() > BATCH) && !facts.is_empty() {
                let generation = library.generation;
                let facts = std::mem::take(&mut facts);
                if outbox.send(Message::Act(Action::Surveyed { generation, facts })).is_err() {
                    return;
                }
                begun = Instant::now();
            }
        }
    }
}

/// Counts what is in one body; `None` where it cannot be read or parsed, which opening it will tell.
fn survey(library: &Library, index: usize) -> Option<Facts> {
    let head = library.posts.get(index)?;
    let text = library.read(index).ok()?;
    let document = catch(AssertUnwindSafe(|| parse(head, &text)))?;
    let facts = Facts::of(&document);
    Some(Facts { warnings: head.warnings + facts.warnings, ..facts })
}
