//! `yundu --plain`: the reader from line to line, for screen readers and for terminals that can do nothing but print. It asks
//! for a line, answers it with lines, and leaves the terminal as it is.

use super::context::{Context, variable};
use super::failure::{Complaint, Failure, Outcome, say};
use super::library::load;
use super::links;
use super::output::Output;
use super::show;
use crate::app::list::counted;
use crate::diagnostic::Defect;
use crate::document::Document;
use crate::reading::{Mark, Marks};
use crate::state::{self, Setup, State};
use crate::store::Library;
use crate::strings::{Text, cli as words, state as state_words, ui};
use crate::text::SafeStr;
use std::io::{BufRead, Read};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many posts are listed at once.
const SHELF: usize = 20;
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 4096;
/// How long one attempt waits for another program's lock on the state.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long the end waits for it.
const LAST_WRITE: Duration = Duration::from_secs(10);

/// What the reader answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Read the post of this number.
    Post(usize),
    /// Read the next unread post.
    Next,
    /// List the newest posts.
    List,
    /// List the posts after those that were listed.
    More,
    /// Open the link of this number.
    Open(usize),
    /// Leave.
    Quit,
    /// None of these.
    Unknown,
}

impl Answer {
    /// Reads an answer; full-width forms, as typed under an input method, count as their ASCII twins.
    pub fn read(line: &str) -> Self {
        let half = |c: char| match c {
            '\u{3000}' => ' ',
            '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
            c => c,
        };
        let line: String = line.chars().map(half).collect();
        let line = line.trim();
        if let Some(number) = line.strip_prefix('o') {
            return number.trim().parse().map_or(Answer::Unknown, Answer::Open);
        }
        match line {
            "" => Answer::Next,
            "l" => Answer::List,
            "m" => Answer::More,
            "q" => Answer::Quit,
            number => number.parse().map_or(Answer::Unknown, Answer::Post),
        }
    }

    /// Whether a question is answered with yes.
    pub fn is_yes(line: &str) -> bool {
        matches!(line.trim(), "y" | "Y" | "ｙ" | "yes" | "是" | "好")
    }
}

/// Reads with the reader until the last answer.
pub fn run(context: &Context, out: &mut Output, path: Option<&Path>) -> Result<Outcome, Failure> {
    let library = load(context, path)?;
    let file = if context.common.no_state { None } else { state::file(&variable) };
    let (state, trouble) = State::open(file.as_deref(), Setup { patience: PATIENCE, ..Setup::default() });
    let marks = vec![Marks::default(); library.posts.len()];
    let mut session = Session { context, library, state, marks, owes: true, listed: 0, open: None };
    trouble.iter().try_for_each(|trouble| session.tell(out, trouble))?;
    session.recall(out)?;
    if session.owes {
        session.say(out, state_words::LOCKED, &[])?;
    }
    if session.library.posts.is_empty() {
        let root = session.library.root.as_ref().map(|root| root.to_string_lossy().into_owned()).unwrap_or_default();
        return Err(Failure::usage(
            say(words::EMPTY, context.lang, &[&root]),
            say(words::EMPTY_HINT, context.lang, &[]),
        ));
    }
    session.list(out)?;
    while let Some(line) = session.ask(out, words::LINEAR_KEYS)? {
        session.recall(out)?;
        match Answer::read(&line) {
            Answer::Post(number) => session.read(out, number.checked_sub(1))?,
            Answer::Next => session.next(out)?,
            Answer::List => {
                session.listed = 0;
                session.list(out)?;
            }
            Answer::More => session.list(out)?,
            Answer::Open(number) => session.follow(out, number)?,
            Answer::Quit => break,
            Answer::Unknown => session.say(out, words::LINEAR_UNKNOWN, &[])?,
        }
    }
    session.leave(out)?;
    Ok(Outcome::Well)
}

/// What is read, and how far.
struct Session<'a> {
    context: &'a Context,
    library: Library,
    state: State,
    marks: Vec<Marks>,
    /// What is remembered could not be read yet.
    owes: bool,
    /// How many posts have been listed.
    listed: usize,
    /// The post that was read last, by its index, and its body where it has one.
    open: Option<(usize, Option<Document>)>,
}

impl Session<'_> {
    /// Takes over what is remembered, once another program's lock does not keep it out.
    fn recall(&mut self, out: &mut Output) -> Result<(), Failure> {
        let Some(recalled) = self.owes.then(|| self.state.recall(&self.library).ok()).flatten() else { return Ok(()) };
        self.owes = false;
        for (post, found) in recalled.marks {
            if let Some(slot) = self.marks.get_mut(post) {
                *slot = found;
            }
        }
        recalled.trouble.map_or(Ok(()), |trouble| self.tell(out, &trouble))
    }

    /// Waits until all is written; says so, and gives up after a while.
    fn leave(&mut self, out: &mut Output) -> Result<(), Failure> {
        let end = Instant::now() + LAST_WRITE;
        let mut is_told = false;
        while self.state.is_locked() && self.state.waits() {
            let changes = self.state.unwritten().to_string();
            if Instant::now() > end {
                let (lang, words) = (self.context.lang, state_words::WHY_LOCKED);
                let what = say(state_words::NOT_SAVED, lang, &[&changes, words.get(lang)]);
                return Err(Failure::Locked(Complaint { what, mend: SafeStr::default() }));
            }
            let trouble = self.state.retry();
            trouble.map_or(Ok(()), |trouble| self.tell(out, &trouble))?;
            if self.state.is_locked() && !std::mem::replace(&mut is_told, true) {
                self.say(out, state_words::LEAVING_LOCKED, &[&changes])?;
                out.flush()?;
            }
        }
        let (changes, lang) = (self.state.unwritten(), self.context.lang);
        if let Some(why) = self.state.failure(lang).filter(|_| changes > 0) {
            let what = say(state_words::NOT_SAVED, lang, &[&changes.to_string(), &why]);
            self.context.complain(&what, &SafeStr::default());
        }
        Ok(())
    }

    /// Asks for a line; none at the end of the input.
    fn ask(&self, out: &mut Output, question: Text) -> Result<Option<String>, Failure> {
        out.blank()?;
        out.ask(&SafeStr::literal(question.get(self.context.lang)))?;
        let mut line = Vec::new();
        let read = std::io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line);
        let unread = |error: std::io::Error| {
            Failure::usage(say(words::NO_INPUT, self.context.lang, &[&error.to_string()]), SafeStr::default())
        };
        if read.map_err(unread)? == 0 {
            // What the shell says next stands on a line of its own.
            out.blank()?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).into_owned()))
    }

    /// Lists the next posts, each on a line with its number.
    fn list(&mut self, out: &mut Output) -> Result<(), Failure> {
        let lang = self.context.lang;
        let posts = self.library.posts.iter().zip(&self.marks).enumerate().skip(self.listed).take(SHELF);
        let mut count = 0;
        for (index, (post, marks)) in posts {
            let date = post.date.map(|date| format!("{date} ")).unwrap_or_default();
            let stories = (post.stories > 0).then(|| counted(ui::STORIES, post.stories, post.parsed, lang));
            let unread = (!marks.read).then(|| words::LINEAR_UNREAD.get(lang).to_owned());
            let facts: Vec<String> = [stories, unread].into_iter().flatten().collect();
            let aside = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
            out.line(&SafeStr::clean(&format!("{}. {date}{}{aside}", index + 1, post.title)))?;
            count += 1;
        }
        self.listed += count;
        let rest = self.library.posts.len().saturating_sub(self.listed);
        if rest > 0 { self.say(out, words::LINEAR_MORE, &[&rest.to_string()]) } else { Ok(()) }
    }

    /// Reads the newest unread post after the one that was read last, else the newest one.
    fn next(&mut self, out: &mut Output) -> Result<(), Failure> {
        let unread = |post: &usize| self.marks.get(*post).is_some_and(|marks| !marks.read);
        let after = self.open.as_ref().map_or(0, |(post, _)| post + 1);
        let count = self.marks.len();
        let next = (after..count).find(unread).or_else(|| (0..count).find(unread));
        if next.is_none() { self.say(out, ui::NOTHING_UNREAD, &[]) } else { self.read(out, next) }
    }

    /// Prints a post, which is read then.
    fn read(&mut self, out: &mut Output, post: Option<usize>) -> Result<(), Failure> {
        let Some(post) = post.filter(|&post| post < self.library.posts.len()) else {
            return self.say(out, words::LINEAR_NO_POST, &[&self.library.posts.len().to_string()]);
        };
        out.blank()?;
        let document = show::post(self.context, out, &self.library, post)?;
        let mark = Mark::Read(true);
        let changed = document.is_some() && self.marks.get_mut(post).is_some_and(|marks| marks.set(&mark).is_some());
        self.open = Some((post, document));
        match changed.then(|| self.state.keep(&self.library, &[(post, mark)])).flatten() {
            Some(trouble) => self.tell(out, &trouble),
            None => Ok(()),
        }
    }

    /// Opens a link of the post that was read last; one that is doubtful only after a question.
    fn follow(&self, out: &mut Output, number: usize) -> Result<(), Failure> {
        let Some((post, Some(document))) = &self.open else { return self.say(out, words::LINEAR_NO_PAGE, &[]) };
        let Some(link) = number.checked_sub(1).and_then(|id| document.listed_links().get(id)) else {
            let count = document.listed_links().len().to_string();
            return self.say(out, words::NO_SUCH_LINK, &[&number.to_string(), &count]);
        };
        let judged = |yes| links::judged(self.context, &self.library, *post, link, yes);
        let web = match (judged(false), judged(true)) {
            (Ok(web), _) => Some(web),
            (Err(failure), Ok(web)) => {
                self.complain(out, failure)?;
                let answer = self.ask(out, words::LINEAR_OPEN)?;
                answer.filter(|answer| Answer::is_yes(answer)).map(|_| web)
            }
            (Err(failure), Err(_)) => return self.complain(out, failure),
        };
        let Some(web) = web else { return Ok(()) };
        out.line(&SafeStr::clean(&web.url))?;
        match links::browse(self.context, &web) {
            Ok(()) => self.say(out, ui::OPENED, &[&web.host]),
            Err(failure) => self.complain(out, failure),
        }
    }

    fn say(&self, out: &mut Output, sentence: Text, detail: &[&str]) -> Result<(), Failure> {
        out.line(&say(sentence, self.context.lang, detail))
    }

    fn tell(&self, out: &mut Output, trouble: &Defect) -> Result<(), Failure> {
        out.line(&trouble.message(self.context.lang))?;
        out.line(&trouble.hint(self.context.lang))
    }

    /// Says why something was not done; what cannot be written ends the program all the same.
    fn complain(&self, out: &mut Output, failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Usage(Complaint { what, .. })
            | Failure::NoTerminal(Complaint { what, .. })
            | Failure::Locked(Complaint { what, .. }) => out.line(&what),
            Failure::Output(_) | Failure::Defects(_) => Err(failure),
        }
    }
}
