//! What the browser is started with, and what it cannot do to us.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use yundu::app::Opening;
use yundu::strings::Lang;
use yundu::terminal::opener::{Browser, judge, open};

/// A folder with a browser that writes its arguments, each ended by NUL, to `argv`, and then does what `then` says.
pub struct FakeBrowser {
    folder: TempDir,
}

impl FakeBrowser {
    pub fn new(then: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let argv = folder.path().join("argv");
        // Written beside and renamed, so that a reader sees all of it or nothing.
        let script = format!(
            "#!/bin/sh\necho >> {0}.count\nfor a in \"$@\"; do printf '%s\\0' \"$a\"; done > {0}.part\nmv {0}.part {0}\n{then}\n",
            argv.display()
        );
        let program = folder.path().join("browser");
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        FakeBrowser { folder }
    }

    pub fn program(&self) -> PathBuf {
        self.folder.path().join("browser")
    }

    pub fn command(&self) -> String {
        self.program().display().to_string()
    }

    /// Waits for the arguments; `None` when the browser was not started within two seconds more than enough.
    pub fn arguments(&self) -> Option<Vec<String>> {
        let argv = self.folder.path().join("argv");
        wait_for(|| argv.exists()).then(|| {
            let bytes = fs::read_to_string(argv).unwrap();
            bytes.split_terminator('\0').map(str::to_owned).collect()
        })
    }

    pub fn was_started(&self) -> bool {
        self.folder.path().join("argv").exists()
    }

    /// How often it was started.
    pub fn count(&self) -> usize {
        fs::read_to_string(self.folder.path().join("argv.count")).map_or(0, |lines| lines.lines().count())
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

pub fn wait_for(mut done: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(20);
    while !done() {
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    true
}

fn environment(browser: &str) -> Browser {
    Browser { browser: Some(browser.to_owned()), ..Browser::default() }
}

#[track_caller]
fn check_arguments(suffix: &str, url: &str, expected: &[&str]) {
    let browser = FakeBrowser::new("");
    let opening = open(url, &environment(&format!("{}{suffix}", browser.command())), Lang::En);
    assert!(matches!(opening, Opening::Started(_)), "{opening:?}");
    assert_eq!(browser.arguments().unwrap(), expected);
}

#[test]
fn the_browser_gets_exactly_one_argument() {
    for url in [
        "https://example.org/a?b=c&d=e#f",
        "https://example.org/$(touch+yundu-canary)",
        "https://example.org/;touch+yundu-canary;|x&",
        "https://example.org/%s%d%%",
        "http://example.org/--help",
        "https://xn--80ak6aa92e.com/",
        "https://example.org/'(a)*!~",
    ] {
        check_arguments("", url, &[url]);
        check_arguments(" --new-tab %s --end", url, &["--new-tab", url, "--end"]);
        check_arguments(" --app=%s", url, &[&format!("--app={url}")]);
        check_arguments(" --quiet", url, &["--quiet", url]);
    }
    check_arguments("", "https://example.org/`id`\"x\"", &["https://example.org/%60id%60%22x%22"]);
    assert!(!Path::new("yundu-canary").exists());
}

#[test]
fn only_web_addresses_pass_the_door() {
    let browser = FakeBrowser::new("");
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ssh://host/",
        "mailto:a@example.org",
        "//example.org/",
        "example.org",
        "--version",
        "-https://example.org",
        " https://example.org",
        "https://exa mple.org",
        "https://example.org/\n--x",
        "https://example.org/\0",
        "https://example.org/云",
        "https://",
        "http:///",
        "",
        "HTTPS:example.org",
    ] {
        assert_eq!(judge(url), None, "{url:?}");
        let opening = open(url, &environment(&browser.command()), Lang::En);
        assert!(matches!(opening, Opening::Failed(..)), "{url:?}");
    }
    assert!(!browser.was_started());
    assert_eq!(judge("https://example.org").as_deref(), Some("https://example.org/"));
}

#[test]
fn the_first_command_that_starts_is_taken() {
    let (first, second) = (FakeBrowser::new(""), FakeBrowser::new(""));
    let url = "https://example.org/";
    let list = format!("/no/such/browser::{} %s:{}", first.command(), second.command());
    assert_eq!(open(url, &environment(&list), Lang::En), Opening::Started(url.to_owned()));
    assert_eq!(first.arguments().unwrap(), [url]);
    assert!(!second.was_started());
    let configured = Browser { configured: Some(second.command()), ..environment(&first.command()) };
    assert_eq!(open(url, &configured, Lang::En), Opening::Started(url.to_owned()));
    assert_eq!(second.arguments().unwrap(), [url]);
}

#[test]
fn a_browser_that_is_missing_is_named() {
    let opening = open("https://example.org/", &environment("/no/such/browser"), Lang::En);
    assert_eq!(
        opening,
        Opening::Failed(
            "https://example.org/".to_owned(),
            yundu::text::SafeStr::clean("/no/such/browser: no such program")
        )
    );
}

#[test]
fn without_a_desktop_the_address_is_shown() {
    let url = "https://example.org/";
    for browser in [
        Browser::default(),
        Browser { remote: true, desktop: true, ..Browser::default() },
        Browser { browser: Some(String::new()), ..Browser::default() },
    ] {
        assert_eq!(open(url, &browser, Lang::En), Opening::NoBrowser(url.to_owned()));
    }
}

#[test]
fn the_environment_decides() {
    let read = |pairs: &[(&str, &str)]| {
        let pairs: Vec<(String, String)> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Browser::from_environment(None, |name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.into()))
    };
    let desktop = cfg!(target_os = "macos");
    let check = |pairs: &[(&str, &str)], remote, expected| {
        let browser = read(pairs);
        assert_eq!((browser.remote, browser.desktop), (remote, expected), "{pairs:?}");
    };
    check(&[], false, desktop);
    check(&[("DISPLAY", "")], false, desktop);
    check(&[("DISPLAY", ":0")], false, true);
    check(&[("WAYLAND_DISPLAY", "wayland-0")], false, true);
    check(&[("SSH_CONNECTION", "a 1 b 2"), ("DISPLAY", "localhost:10.0")], true, true);
    check(&[("SSH_TTY", "/dev/pts/1")], true, desktop);
    assert_eq!(read(&[("BROWSER", "lynx")]).browser.as_deref(), Some("lynx"));
}

/// Browsers that hang, fail and talk: opening takes no time, and none of them stays behind as a zombie.
#[test]
#[cfg(target_os = "linux")]
fn the_browser_is_never_waited_for_and_always_reaped() {
    for then in ["sleep 99", "exit 1", "yes | head -c 100000; yes | head -c 100000 >&2", "read x; echo $x"] {
        let browser = FakeBrowser::new(&format!("echo $$ > {{}}; {then}").replace("{}", "$0.pid"));
        let started = Instant::now();
        let opening = open("https://example.org/", &environment(&browser.command()), Lang::En);
        assert!(matches!(opening, Opening::Started(_)));
        assert!(started.elapsed() < Duration::from_secs(5), "{then}: waited");
        assert!(browser.arguments().is_some());
        let file = browser.folder().join("browser.pid");
        let mut pid = String::new();
        assert!(wait_for(|| {
            pid = fs::read_to_string(&file).unwrap_or_default().trim().to_owned();
            !pid.is_empty()
        }));
        let stat = || fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        if then.starts_with("sleep") {
            let (after, own) = (stat(), fs::read_to_string("/proc/self/stat").unwrap());
            let group = |stat: &str| stat.rsplit(')').next().unwrap().split_whitespace().nth(2).unwrap().to_owned();
            assert_ne!(group(&after), group(&own), "the browser has a group of its own");
            std::process::Command::new("kill").args(["-9", "--", &format!("-{pid}")]).status().unwrap();
        }
        assert!(wait_for(|| stat().is_empty()), "{then}: {}", stat());
    }
}
