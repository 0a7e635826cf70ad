//! The browser: started with exactly one argument that names a page, never through a shell, never waited for.
//!
//! Whatever came before, the URL is judged here again: http or https, visible ASCII. The browser gets no terminal (no input,
//! no output, a session of its own), so that it can neither write on our screen nor end with us, and it is always reaped.

use crate::app::Opening;
use crate::strings::{Lang, terminal as strings};
use crate::text::SafeStr;
use std::ffi::OsString;
use std::io;
use std::process::{Command, Stdio};
use url::Url;

/// What decides which browser is started.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// The command of the configuration: a program and its arguments, blanks between them, `%s` for the URL.
    pub configured: Option<String>,
    /// The environment's `BROWSER`: such commands with `:` between them, the first that can be started is taken.
    pub browser: Option<String>,
    /// True when the program runs on another machine (`SSH_CONNECTION`, `SSH_TTY`).
    pub remote: bool,
    /// True when there is a desktop: `DISPLAY` or `WAYLAND_DISPLAY`, or a system that always has one.
    pub desktop: bool,
}

impl Browser {
    /// Reads what decides from variables of the environment.
    pub fn from_environment(configured: Option<String>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        Browser {
            configured,
            browser: variable("BROWSER").and_then(|value| value.into_string().ok()),
            remote: is_set("SSH_CONNECTION") || is_set("SSH_TTY"),
            desktop: cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"),
        }
    }

    /// The commands to try, in order.
    fn commands(&self) -> Vec<Vec<String>> {
        let environment = self.browser.iter().flat_map(|list| list.split(':'));
        self.configured.as_deref().into_iter().chain(environment).map(split).filter(|words| !words.is_empty()).collect()
    }
}

/// Cuts a command at its blanks. There is no shell, and so no quoting.
fn split(command: &str) -> Vec<String> {
    command.split_whitespace().map(str::to_owned).collect()
}

/// Puts the URL in the place of `%s`, or behind the last argument. The first word is the program and stays as it is.
fn arguments(command: &[String], url: &str) -> Vec<String> {
    let words = command.get(1..).unwrap_or_default();
    let mut arguments: Vec<String> = words.iter().map(|word| word.replace("%s", url)).collect();
    if !words.iter().any(|word| word.contains("%s")) {
        arguments.push(url.to_owned());
    }
    arguments
}

/// Gives the URL in its canonical form when it may be opened: http or https with a host, visible ASCII.
pub fn judge(url: &str) -> Option<String> {
    let begins = url.starts_with("http://") || url.starts_with("https://");
    let parsed = Url::parse(url).ok().filter(|_| begins && url.bytes().all(|byte| byte.is_ascii_graphic()))?;
    let canonical = parsed.as_str();
    let web = matches!(parsed.scheme(), "http" | "https") && parsed.has_host();
    (web && canonical.bytes().all(|byte| byte.is_ascii_graphic())).then(|| canonical.to_owned())
}

/// Starts the browser with `url` and says how that went. May take a moment where the desktop has to be asked; call it from a
/// worker.
pub fn open(url: &str, browser: &Browser, lang: Lang) -> Opening {
    let Some(url) = judge(url) else {
        return Opening::Failed(url.to_owned(), SafeStr::literal(strings::NOT_A_WEB_PAGE.get(lang)));
    };
    let mut failure = None;
    for command in browser.commands() {
        match start(&command, &url) {
            Ok(()) => return Opening::Started(url),
            Err(error) => failure = Some(describe(&command, &error, lang)),
        }
    }
    match failure {
        Some(failure) => Opening::Failed(url, failure),
        None if browser.remote || !browser.desktop => Opening::NoBrowser(url),
        None => match open::that_detached(&url) {
            Ok(()) => Opening::Started(url),
            Err(error) => Opening::Failed(url, SafeStr::clean(&error.to_string())),
        },
    }
}

fn describe(command: &[String], error: &io::Error, lang: Lang) -> SafeStr {
    let program = command.first().map(String::as_str).unwrap_or_default();
    let reason = match error.kind() {
        io::ErrorKind::NotFound => strings::NO_SUCH_PROGRAM.get(lang).to_owned(),
        _ => error.to_string(),
    };
    SafeStr::clean(&format!("{program}: {reason}"))
}

/// Starts a program with nothing of ours but the URL.
fn start(command: &[String], url: &str) -> io::Result<()> {
    let Some(program) = command.first() else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command_line = detached(program);
    command_line.args(arguments(command, url)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command_line.spawn()?;
    // Whoever starts a process has to take its end, or it stays as a zombie.
    std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait())?;
    Ok(())
}

/// A group of its own keeps Ctrl-c and the end of the terminal's job from the browser.
#[cfg(unix)]
fn detached(program: &str) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    command.process_group(0);
    command
}

#[cfg(not(unix))]
fn detached(program: &str) -> Command {
    Command::new(program)
}
