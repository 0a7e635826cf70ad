//! Panics: the terminal is given back before a word is said, and the word is clean. A panic that is going to be caught is not
//! heard of at all.

use super::screen::restore;
use crate::document::parse::is_guarded;
use crate::strings::{Lang, terminal as strings};
use crate::text::SafeStr;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::Cell;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, PanicHookInfo, UnwindSafe, catch_unwind, set_hook};
use std::process::exit;
use std::sync::{Mutex, Once, PoisonError};

/// The exit code of a program that panicked.
const PANICKED: i32 = 101;

thread_local! {
    /// True while a panic on this thread is going to be caught.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What a report can tell besides the panic itself: the language, and the post that was read last.
static READING: Mutex<(Lang, Option<SafeStr>)> = Mutex::new((Lang::En, None));

/// Sees to it that a panic on any thread gives the terminal back. Called twice it does nothing the second time.
pub fn install() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| set_hook(Box::new(on_panic)));
}

/// Takes note of the post that is being read, for the report.
pub fn reading(lang: Lang, post: Option<&SafeStr>) {
    *READING.lock().unwrap_or_else(PoisonError::into_inner) = (lang, post.cloned());
}

/// Runs `work` and gives `None` when it panics, without a word on the screen: the answer is what tells.
pub fn catch<T>(work: impl FnOnce() -> T + UnwindSafe) -> Option<T> {
    let outer = CAUGHT.replace(true);
    let result = catch_unwind(work).ok();
    CAUGHT.set(outer);
    result
}

/// Gives the terminal back first, so that the message stands in the shell and not on a screen that vanishes.
fn on_panic(panic: &PanicHookInfo<'_>) {
    if CAUGHT.get() || is_guarded() {
        return;
    }
    restore::give_back();
    // A panic inside the hook would abort, and a report that cannot be written is no reason to.
    let _ = catch_unwind(AssertUnwindSafe(|| report(panic, &mut io::stderr().lock())));
    if std::thread::current().name() != Some("main") {
        // A thread that the program cannot do without is gone; the main thread unwinds by itself.
        exit(PANICKED);
    }
}

/// Says what went wrong inside the program, where, and on which post.
fn report(panic: &PanicHookInfo<'_>, out: &mut impl Write) -> io::Result<()> {
    let (lang, post) = READING.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let what = SafeStr::clean(panic.payload_as_str().unwrap_or("?"));
    let place = SafeStr::clean(&panic.location().map(ToString::to_string).unwrap_or_default());
    writeln!(out, "yundu: {}: {what} ({place})", strings::INTERNAL_ERROR.get(lang))?;
    if let Some(post) = post {
        writeln!(out, "yundu: {} {post}", strings::LAST_POST.get(lang))?;
    }
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured { writeln!(out, "{trace}") } else { Ok(()) }
}
