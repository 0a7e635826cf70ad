//! A path below the posts folder is a post of the library, however it is spelled, and is refused where the library refuses it.

use super::command;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const CANARY: &str = "CANARY";
const OUTSIDE: &str = "outside the posts directory";

/// `posts` with links to `elsewhere`, and beside them names that lead to the folder.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    for folder in ["posts/sub", "elsewhere", "empty", "config/yundu"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    let secret =
        "---\ntitle: CANARY: a\ndate: 2026-01-01\n---\n\n# CANARY\n\nCANARY [CANARY](https://CANARY.example/)\n";
    for name in ["elsewhere/secret.md", "elsewhere/c.md", "secret.md"] {
        fs::write(at(name), secret).unwrap();
    }
    let inside = "---\ntitle: 里面\ndate: 2026-01-02\n---\n\n正文 [x](https://example.org/)。\n";
    for name in ["posts/a.md", "posts/sub/c.md", "posts/README.md", "posts/.hidden.md"] {
        fs::write(at(name), inside).unwrap();
    }
    let link = |target: &str, name: &str| symlink(target, at(name)).unwrap();
    link("../elsewhere/secret.md", "posts/link.md");
    symlink(at("elsewhere/secret.md"), at("posts/absolute.md")).unwrap();
    link("link.md", "posts/chain.md");
    link("../../elsewhere/secret.md", "posts/sub/deep.md");
    link("../elsewhere/secret.md", "posts/.secret.md");
    link("../elsewhere/secret.md", "posts/README-too.md");
    link("../elsewhere/secret.md", "posts/secret.txt");
    link("../elsewhere", "posts/dirlink");
    link("a.md", "posts/inner.md");
    link("sub", "posts/subs");
    link("posts", "alias");
    link("elsewhere/secret.md", "own.md");
    link("posts/link.md", "latest.md");
    home
}

/// How a command is told of the folder: words before the post, and variables.
#[derive(Clone, Copy, Debug)]
enum Told {
    Option(&'static str),
    Whole(&'static str),
    Environment,
    Configuration,
    Found,
}

fn run(home: &Path, here: &str, told: Told, command_words: &[&str]) -> Output {
    let mut command = command(home, &[]);
    command.current_dir(home.join(here));
    match told {
        Told::Option(posts) => command.args(["--posts", posts]),
        Told::Whole(posts) => command.arg("--posts").arg(home.join(posts)),
        Told::Environment => command.env("YUNDU_POSTS", home.join("posts")),
        Told::Configuration => {
            let config = home.join("config.yaml");
            fs::write(&config, format!("posts: {}\n", home.join("posts").display())).unwrap();
            command.arg("--config").arg(config)
        }
        Told::Found => &mut command,
    };
    command.args(command_words).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Where a command is run, what it is told, and how a post is spelled there.
const SPELLED: &[(&str, Told, &[&str])] = &[
    (
        "posts",
        Told::Option("."),
        &[
            "link.md",
            "./link.md",
            "../posts/link.md",
            "sub/../link.md",
            "subs/../link.md",
            "absolute.md",
            "chain.md",
            "sub/deep.md",
            "subs/deep.md",
            "dirlink/secret.md",
            "dirlink/c.md",
            "dirlink/../secret.md",
            ".secret.md",
            "README-too.md",
            "secret.txt",
            "../alias/link.md",
            "../latest.md",
        ],
    ),
    ("posts/sub", Told::Option(".."), &["../link.md", "deep.md", "../dirlink/c.md"]),
    (
        "",
        Told::Option("posts/"),
        &["posts/link.md", "posts//link.md", "alias/link.md", "posts/sub/./deep.md", "latest.md"],
    ),
    ("", Told::Option("alias"), &["posts/link.md", "alias/link.md", "alias/dirlink/secret.md"]),
    ("", Told::Found, &["posts/link.md", "./posts/dirlink/c.md", "elsewhere/../posts/link.md"]),
    ("elsewhere", Told::Environment, &["../posts/link.md", "../posts/dirlink/c.md"]),
    ("elsewhere", Told::Configuration, &["../posts/link.md", "../posts/sub/deep.md"]),
    ("elsewhere", Told::Whole("alias"), &["../posts/link.md", "../alias/link.md"]),
];

#[test]
fn a_link_to_the_outside_is_refused_however_it_is_spelled() {
    let home = home();
    for (here, told, words) in SPELLED {
        let whole: Vec<String> =
            words.iter().map(|word| home.path().join(here).join(word).display().to_string()).collect();
        for word in words.iter().copied().chain(whole.iter().map(String::as_str)) {
            for (command, code) in [
                (&["show", word][..], None),
                (&["show", word, "--json"], None),
                (&["links", word], Some(2)),
                (&["links", word, "--json"], Some(2)),
                (&["open", word], Some(2)),
                (&["check", word], None),
                (&["check", word, "--json"], None),
            ] {
                let output = run(home.path(), here, *told, command);
                let said = said(&output);
                assert!(!said.contains(CANARY), "{here}: {told:?} {command:?}\n{said}");
                assert!(said.contains(OUTSIDE), "{here}: {told:?} {command:?}\n{said}");
                assert!(code.is_none_or(|code| output.status.code() == Some(code)), "{command:?}\n{said}");
            }
        }
    }
}

/// The id of a post and the name of its file get the same answer.
#[test]
fn a_file_is_the_post_that_its_id_names() {
    let home = home();
    for (name, id) in [("link.md", "link"), ("sub/c.md", "sub/c"), ("inner.md", "inner"), ("subs/c.md", "sub/c")] {
        for command in ["show", "links"] {
            for json in [&[][..], &["--json"]] {
                let answer = |word| {
                    let output = run(home.path(), "posts", Told::Option("."), &[&[command, word], json].concat());
                    (output.status.code(), said(&output))
                };
                assert_eq!(answer(name), answer(id), "{command} {name}");
            }
        }
    }
}

/// Checks that a command reads a file.
#[track_caller]
fn check_shown(here: &str, told: Told, word: &str, expected: &str) {
    let home = home();
    for command in ["show", "links", "check"] {
        let said = said(&run(home.path(), here, told, &[command, word]));
        assert!(!said.contains(OUTSIDE), "{command} {word}\n{said}");
        assert!(command != "show" || said.contains(expected), "{command} {word}\n{said}");
    }
}

#[test]
fn what_lies_in_the_folder_is_shown_however_it_is_spelled() {
    for word in
        ["a.md", "./sub/c.md", "sub/../a.md", "inner.md", "subs/c.md", "README.md", ".hidden.md", "../alias/a.md"]
    {
        check_shown("posts", Told::Option("."), word, "正文");
    }
    check_shown("", Told::Found, "posts/README.md", "正文");
    check_shown("elsewhere", Told::Environment, "../posts/sub/c.md", "正文");
}

/// A path outside the folder is the reader's own, also when it is a link, or leaves the folder by `..`.
#[test]
fn what_lies_in_no_library_is_followed() {
    for word in ["own.md", "./own.md", "elsewhere/secret.md", "posts/../own.md", "posts/sub/../../secret.md"] {
        check_shown("", Told::Option("posts"), word, CANARY);
    }
    check_shown("", Told::Option("empty"), "posts/link.md", CANARY);
    check_shown("posts", Told::Found, "link.md", CANARY);
}

/// The path that names the posts themselves is followed: no library refuses it.
#[test]
fn the_root_may_be_a_link() {
    let home = home();
    let run = |words: &[&str]| said(&run(home.path(), "", Told::Found, words));
    for words in [&["list", "--posts", "posts/link.md"][..], &["posts/link.md"], &["--posts", "posts/dirlink"]] {
        assert!(run(words).contains(CANARY), "{words:?}");
    }
}

/// Whatever reads the whole folder leaves out what lies outside.
#[test]
fn no_command_on_the_folder_reads_the_outside() {
    let home = home();
    for (here, told) in [("", Told::Option("posts")), ("", Told::Option("alias/")), ("posts", Told::Option("."))] {
        for words in [
            &["list"][..],
            &["list", "--json"],
            &["list", "--stories"],
            &["list", "canary"],
            &["tags"],
            &["search", "canary"],
            &["search", "canary", "has:link"],
            &["check"],
            &["check", "--json"],
        ] {
            let output = run(home.path(), here, told, words);
            let said = said(&output).replace("“canary", "");
            assert!(!said.contains(CANARY), "{here} {told:?} {words:?}\n{said}");
        }
    }
}

/// A dangling link names its row.
#[test]
fn a_dangling_link_has_its_own_reason() {
    let home = home();
    symlink("nowhere.md", home.path().join("posts/dangling.md")).unwrap();
    for word in ["dangling", "dangling.md", "../posts/dangling.md"] {
        let said = said(&run(home.path(), "posts", Told::Option("."), &["show", word]));
        assert!(said.contains("the link points to a file that does not exist"), "{word}: {said}");
    }
    let none = PathBuf::from("none.md");
    let said = said(&run(home.path(), "posts", Told::Option("."), &["show", &none.display().to_string()]));
    assert!(said.contains("there is no post called “none.md”"), "{said}");
}

/// A path without a command names what to read. Of a folder that `--posts` names as well it is a post, or refused.
#[test]
fn a_path_to_read_is_judged_by_the_folder_that_is_named() {
    let home = home();
    for word in ["posts/link.md", "./posts/link.md", "alias/link.md"] {
        for plain in [&[][..], &["--plain"]] {
            let words: Vec<&str> = plain.iter().copied().chain([word]).collect();
            let output = run(home.path(), "", Told::Option("posts"), &words);
            let said = said(&output);
            assert!(!said.contains(CANARY) && said.contains("outside the posts directory"), "{words:?}: {said}");
        }
    }
}
