//! Posts that become links to files outside the folder while the reader is open, as a `git pull` in another window may do.

use super::{Session, binary};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

const OUTSIDE: &str = "outside the posts directory";

/// Three posts, two files elsewhere that would take their places, and an editor that writes down what it is given.
fn reader() -> (Session, PathBuf) {
    let mut place = None;
    let session = Session::run(|home| {
        let write = |name: &str, text: &str| {
            let path = home.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for (name, title, day) in [("a.md", "甲篇", 3), ("b.md", "乙篇", 2), ("sub/c.md", "丙篇", 1)] {
            write(
                &format!("posts/{name}"),
                &format!("---\ntitle: {title}\ndate: 2026-01-0{day}\n---\n\n{title}正文。\n\nzzqq {title}\n"),
            );
        }
        for name in ["elsewhere/secret.md", "elsewhere/c.md"] {
            write(name, "---\ntitle: CANARY\n---\n\nCANARY zzqq\n");
        }
        write("editor", "#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$HOME/edited\"\n");
        fs::set_permissions(home.join("editor"), fs::Permissions::from_mode(0o755)).unwrap();
        write("config.yaml", &format!("editor: \"{}\"\n", home.join("editor").display()));
        place = Some(home.to_owned());
        let config = home.join("config.yaml").display().to_string();
        let posts = home.join("posts").display().to_string();
        vec![binary().to_owned(), "--posts".to_owned(), posts, "--config".to_owned(), config]
    });
    session.wait("甲篇正文");
    (session, place.unwrap())
}

/// All bytes of the files below a folder.
fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        bytes.extend(if path.is_dir() { bytes_below(&path) } else { fs::read(&path).unwrap() });
    }
    bytes
}

#[test]
fn posts_that_became_links_to_the_outside_are_not_read() {
    let (mut session, home) = reader();
    fs::remove_file(home.join("posts/b.md")).unwrap();
    symlink("../elsewhere/secret.md", home.join("posts/b.md")).unwrap();
    fs::remove_dir_all(home.join("posts/sub")).unwrap();
    symlink("../elsewhere", home.join("posts/sub")).unwrap();
    session.press("J");
    session.wait(OUTSIDE);
    session.press("e");
    // The page is left, so that the reason is seen to come anew.
    session.press("K");
    session.wait("甲篇正文");
    session.press("JJ");
    session.wait_until("the third post", |screen| screen.contains(OUTSIDE) && !screen.contains("甲篇正文"));
    session.press("\x06zzqq");
    session.wait("1 hit");
    session.press("\x1b");
    session.wait_gone("search all");
    session.press("KK");
    session.wait("甲篇正文");
    // What lies inside is edited, by its real name.
    session.press("e");
    let edited = || fs::read_to_string(home.join("edited")).unwrap_or_default();
    assert!(crate::terminal::opener::wait_for(|| !edited().is_empty()), "{}", session.contents());
    assert_eq!(edited().trim(), home.join("posts/a.md").canonicalize().unwrap().display().to_string());
    session.press("\x03");
    assert_eq!(session.end(), 0);
    assert!(!session.log().contains("CANARY"), "{}", session.log());
    let state = bytes_below(&home.join(".local/state/yundu"));
    assert!(!state.is_empty() && !String::from_utf8_lossy(&state).contains("CANARY"));
}
