//! The configuration: what it takes, what is said about a slip, and where things are looked for.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use yundu::app::command::Command;
use yundu::app::key::Key;
use yundu::config::{self, Config};
use yundu::diagnostic;
use yundu::layout::{CodeLines, Hangul, LineEnd, LineStart, Paragraphs, PathBreaks, SingleLetters, Typography};
use yundu::store::Source;
use yundu::strings::Lang;
use yundu::text::{Ambiguous, SafeStr, Widths};

fn parse(text: &str) -> Result<Config, Vec<diagnostic::Diagnostic>> {
    Config::parse(text, &SafeStr::literal("config.yaml"))
}

#[test]
fn every_setting_is_read() {
    let config = parse(
        "posts: digests\nlang: zh\ntheme: light\nsite: https://example.org/\nmouse: off\nwidth: 72\nambiguous: wide\n\
         browser: firefox %s\nkeys:\n  quit: [x, ctrl-c]\n",
    )
    .unwrap();
    assert_eq!(config.posts, Some(PathBuf::from("digests")));
    assert_eq!(config.lang, Some(Lang::Zh));
    assert_eq!(config.theme.as_deref(), Some("light"));
    assert_eq!(config.site.as_deref(), Some("https://example.org/"));
    assert!(!config.mouse);
    assert_eq!(config.width, 72);
    assert_eq!(config.ambiguous, Some(Ambiguous::Wide));
    assert_eq!(config.browser.as_deref(), Some("firefox %s"));
    let keys: Vec<Vec<Key>> = config.keys.keys_of(Command::Quit).map(<[Key]>::to_vec).collect();
    assert_eq!(keys, [vec![Key::parse("x").unwrap()], vec![Key::parse("ctrl-c").unwrap()]]);
}

/// Checks what a line says about typography, against the defaults with one field changed.
#[track_caller]
fn set(line: &str, change: impl FnOnce(&mut Typography)) {
    let mut expected = Typography::default();
    change(&mut expected);
    assert_eq!(parse(line).unwrap().typography, expected, "{line}");
}

#[test]
fn every_matter_of_taste_is_a_setting() {
    set("autospace: off", |it| it.autospace = false);
    set("unit-gaps: on", |it| it.unit_gaps = true);
    set("sign-gaps: on", |it| it.sign_gaps = true);
    set("line-end: flush", |it| it.line_end = LineEnd::Flush);
    set("line-end: hang", |it| it.line_end = LineEnd::Hang);
    set("line-start: outdent", |it| it.line_start = LineStart::Outdent);
    set("justify: on", |it| it.justify = true);
    set("paragraphs: indented", |it| it.paragraphs = Paragraphs::Indented);
    set("hangul: syllables", |it| it.hangul = Hangul::Syllables);
    set("single-letters: free", |it| it.single_letters = SingleLetters::Free);
    set("path-breaks: before", |it| it.path_breaks = PathBreaks::Before);
    set("code: wrap", |it| it.code = CodeLines::Wrap);
    for default in [
        "autospace: on",
        "unit-gaps: off",
        "sign-gaps: off",
        "line-end: trim",
        "line-start: flush",
        "justify: off",
        "paragraphs: spaced",
        "hangul: words",
        "single-letters: kept",
        "path-breaks: after",
        "code: pan",
    ] {
        set(default, |_| ());
    }
}

#[test]
fn words_are_a_switch_or_a_list() {
    let own = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    for (line, expected) in [
        ("words: on", own(&[])),
        ("words: off", None),
        ("words: []", own(&[])),
        ("words: [云读, 边车容器]", own(&["云读", "边车容器"])),
        ("words:\n  - 云读\n", own(&["云读"])),
    ] {
        assert_eq!(parse(line).unwrap().words, expected, "{line}");
    }
    for wrong in
        ["words: 云读", "words: [读]", "words: [云读, Pod]", "words: [云 读]", "words: [[云读]]", "words: {云读: 1}"]
    {
        refused(
            wrong,
            &format!(
                "config.yaml:1: the value of “words” cannot be used\n  1 | {wrong}\n    | ^^^^^\n  mend: write on or off, \
                 or words of your own, two to sixteen Han each, such as words: [云读, 边车容器]\n"
            ),
        );
    }
}

#[test]
fn nothing_said_is_nothing_changed() {
    for text in ["", "# only a comment\n", "width:\n", "---\n"] {
        assert_eq!(parse(text).unwrap(), Config::default(), "{text:?}");
    }
}

/// Checks all that is said about a configuration.
#[track_caller]
fn refused(text: &str, expected: &str) {
    let found = parse(text).unwrap_err();
    let said: String = found.iter().map(|it| diagnostic::render(it, Lang::En, Widths::default())).collect();
    assert_eq!(said.trim_end(), expected.trim_end(), "{text}");
    assert!(found.iter().all(|it| !diagnostic::render(it, Lang::Zh, Widths::default()).is_empty()));
}

#[test]
fn slips_are_named_with_line_and_mend() {
    refused(
        "lang: zh\nthmee: dark\nwidth: wide\n",
        "config.yaml:2: there is no such setting\n  2 | thmee: dark\n    | ^^^^^\n  mend: did you mean “theme”?\n\
         config.yaml:3: the value of “width” cannot be used\n  3 | width: wide\n    | ^^^^^\n  mend: write a number of columns from 20 to 400\n",
    );
    refused(
        "颜色: 红\n",
        "config.yaml:1: there is no such setting\n  1 | 颜色: 红\n    | ^^^^\n  mend: known are: posts lang theme site mouse links width words autospace unit-gaps sign-gaps line-end line-start justify paragraphs hangul single-letters path-breaks code ambiguous browser editor keys\n",
    );
    refused(
        "keys:\n  quti: q\n  help: [foo-bar]\n",
        "config.yaml:2: there is no such command\n  2 |   quti: q\n    |   ^^^^\n  mend: did you mean “quit”?\n\
         config.yaml:3: the value of “help” cannot be used\n  3 |   help: [foo-bar]\n    |   ^^^^\n  mend: write command: key, such as quit: [q, ctrl-c]; keys in a row stand apart: g g\n",
    );
    for text in [
        "site: javascript:alert(1)",
        "width: 5",
        "mouse: maybe",
        "line-end: on",
        "line-start: trim",
        "justify: left",
        "paragraphs: 4",
        "hangul: on",
        "single-letters: on",
        "path-breaks: on",
        "autospace: narrow",
        "code: cut",
        "lang: fr",
        "posts: [a]",
        "keys: q",
        "ambiguous: 3",
    ] {
        let found = parse(text).unwrap_err();
        assert_eq!((found.len(), found[0].defect.line), (1, Some(1)), "{text}");
    }
    let found = parse("theme: \"dark\nlang: zh\n").unwrap_err();
    assert!(found[0].defect.line.is_some() && found[0].defect.excerpt.is_some());
    assert!(parse("- a\n- b\n").is_err());
}

#[test]
fn a_key_means_one_thing() {
    refused(
        "keys:\n  next-post: j\n",
        "config.yaml:2: one key means two things: j = next-post, down\n  2 |   next-post: j\n    |   ^^^^^^^^^\n  mend: take another key, or give the other command one of its own under keys too; [] leaves it without\n",
    );
    assert_eq!(parse("keys:\n  next-post: j\n  down: j\n").unwrap_err().len(), 2);
    for swapped in ["keys:\n  next-post: j\n  down: J\n", "keys:\n  next-post: j\n  down: []\n"] {
        assert!(parse(swapped).is_ok(), "{swapped}");
    }
}

/// An environment of our own.
fn environment(pairs: &[(&str, &str)]) -> impl Fn(&str) -> Option<OsString> + use<> {
    let pairs: Vec<(String, OsString)> = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
    move |name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

#[test]
fn the_language_is_that_of_the_locale() {
    for (pairs, expected) in [
        (&[("LANG", "zh_CN.UTF-8")][..], Lang::Zh),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], Lang::En),
        (&[("LANG", "C"), ("LC_MESSAGES", "zh_TW")], Lang::Zh),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")], Lang::Zh),
        (&[], Lang::En),
    ] {
        assert_eq!(config::lang(&environment(pairs)), expected, "{pairs:?}");
    }
}

#[test]
fn a_configuration_is_found_in_the_home_folder() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/yundu");
    fs::create_dir_all(&folder).unwrap();
    let variable = environment(&[("HOME", home.path().to_str().unwrap())]);
    assert_eq!(config::files(&variable)[0], folder.join("config.yaml"));
    fs::write(folder.join("config.yaml"), "posts: ~/digests\nwidth: 66\n").unwrap();
    let config = Config::load(None, &variable).unwrap();
    assert_eq!((config.posts, config.width), (Some(home.path().join("digests")), 66));
    let other = home.path().join("other.yaml");
    fs::write(&other, "posts: below\n").unwrap();
    let config = Config::load(Some(&other), &variable).unwrap();
    assert_eq!((config.posts, config.width), (Some(home.path().join("below")), 80));
    let missing = Config::load(Some(&home.path().join("none.yaml")), &variable).unwrap_err();
    assert!(missing[0].defect.message(Lang::En).contains("cannot be read"));
    assert!(Config::load(Some(home.path()), &variable).is_err());
}

#[test]
fn posts_come_from_the_first_place_that_is_named() {
    let here = tempfile::tempdir().unwrap();
    let at = |name: &str| here.path().join(name);
    let look = |named: Option<&Path>, pairs: &[(&str, &str)], configured: Option<&Path>| {
        config::source(named, &environment(pairs), configured, here.path())
    };
    assert_eq!(look(None, &[], None), Source::BuiltIn);
    fs::create_dir_all(at("posts/deep")).unwrap();
    fs::write(at("posts/README.md"), "# no post").unwrap();
    assert_eq!(look(None, &[], None), Source::BuiltIn);
    fs::write(at("posts/deep/a.md"), "# 题").unwrap();
    assert_eq!(look(None, &[], None), Source::Folder(at("posts")));
    fs::create_dir_all(at("_posts")).unwrap();
    assert_eq!(look(None, &[], None), Source::Folder(at("posts")));
    fs::write(at("_posts/a.md"), "# 题").unwrap();
    assert_eq!(look(None, &[], None), Source::Folder(at("_posts")));
    let configured = at("configured");
    assert_eq!(look(None, &[], Some(&configured)), Source::Folder(configured.clone()));
    assert_eq!(look(None, &[("YUNDU_POSTS", "/env")], Some(&configured)), Source::Folder("/env".into()));
    assert_eq!(look(None, &[("YUNDU_POSTS", "")], Some(&configured)), Source::Folder(configured.clone()));
    let file = at("_posts/a.md");
    assert_eq!(look(Some(&file), &[("YUNDU_POSTS", "/env")], None), Source::File(file.clone()));
}

#[test]
fn a_slip_of_the_pen_is_understood() {
    for (word, expected) in [("lsit", Some("list")), ("sho", Some("show")), ("x", None), ("opne", Some("open"))] {
        assert_eq!(yundu::text::near::nearest(word, ["list", "show", "open"]), expected, "{word}");
    }
}
