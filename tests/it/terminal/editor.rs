//! The editor: which one, and the words of its command line.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Stdio;
use yundu::strings::Lang;
use yundu::terminal::editor::{Editor, split};

#[test]
fn every_editor_is_told_the_line_in_its_own_way() {
    let check = |command: &str, expected: &str| {
        let words = Editor { command: command.to_owned() }.words(Path::new("/p/a b.md"), 12);
        let words: Vec<String> = words.into_iter().map(|word| word.into_string().unwrap()).collect();
        assert_eq!(words.join("|"), expected, "{command}");
    };
    for name in ["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro"] {
        check(name, &format!("{name}|+12|/p/a b.md"));
    }
    check("/usr/local/bin/nvim -u NONE", "/usr/local/bin/nvim|-u|NONE|+12|/p/a b.md");
    check("emacsclient -t", "emacsclient|-t|+12|/p/a b.md");
    check("hx", "hx|/p/a b.md:12");
    check("helix", "helix|/p/a b.md:12");
    check("code", "code|--wait|--goto|/p/a b.md:12");
    check("codium --wait -n", "codium|--wait|-n|--goto|/p/a b.md:12");
    check("subl -w", "subl|-w|/p/a b.md:12");
    check("zed", "zed|--wait|/p/a b.md:12");
    check("my-editor --flag", "my-editor|--flag|/p/a b.md");
    check("env A=1 vim", "env|A=1|vim|/p/a b.md");
    check("vim.exe", "vim.exe|+12|/p/a b.md");
}

#[test]
fn a_command_is_cut_where_a_shell_would_cut_it() {
    let check = |command: &str, expected: &[&str]| assert_eq!(split(command), expected, "{command}");
    check("  vim   -n ", &["vim", "-n"]);
    check("\"/Applications/My Editor/bin/ed\" -w", &["/Applications/My Editor/bin/ed", "-w"]);
    check("/opt/my\\ editor/ed", &["/opt/my editor/ed"]);
    check("vim -c 'set tw=72 $HOME `id`'", &["vim", "-c", "set tw=72 $HOME `id`"]);
    check("ed \"a \\\" b\" '' x'y'z", &["ed", "a \" b", "", "xyz"]);
    check("'a\\ b'", &["a\\ b"]);
    check("C:\\Tools\\ed.exe", &["C:\\Tools\\ed.exe"]);
    check("a;b|c >d", &["a;b|c", ">d"]);
    check("'unclosed", &["unclosed"]);
    check("a\\", &["a\\"]);
    check(" ", &[]);
}

#[test]
fn the_configuration_comes_before_the_environment() {
    let check = |configured: Option<&str>, variables: &[(&str, &str)], expected: &str| {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, it)| OsString::from(it));
        assert_eq!(Editor::from_environment(configured.map(str::to_owned), variable).command, expected);
    };
    let both = [("VISUAL", "nvim"), ("EDITOR", "ed")];
    check(Some("hx"), &both, "hx");
    check(None, &both, "nvim");
    check(None, &both[1..], "ed");
    check(None, &[("VISUAL", " ")], if cfg!(windows) { "notepad" } else { "vi" });
    check(None, &[], if cfg!(windows) { "notepad" } else { "vi" });
}

#[test]
#[cfg(unix)]
fn any_name_of_a_file_reaches_the_editor() {
    use std::os::unix::ffi::OsStrExt;
    let check = |command: &str, name: &[u8], expected: &[u8]| {
        let words = Editor { command: command.to_owned() }.words(Path::new(OsStr::from_bytes(name)), 3);
        assert_eq!(words.last().unwrap().as_bytes(), expected);
    };
    check("vim", b"/p/\xff\n.md", b"/p/\xff\n.md");
    check("hx", b"/p/\xff.md", b"/p/\xff.md:3");
}

#[test]
#[cfg(unix)]
fn an_editor_that_fails_is_named() {
    let run = |command: &str| {
        let editor = Editor { command: command.to_owned() };
        editor.run(Path::new("a.md"), 1, Stdio::null(), Lang::En).map_err(|why| why.to_string())
    };
    assert_eq!(run("true"), Ok(()));
    assert_eq!(run("false"), Err("the editor false ended with 1".to_owned()));
    assert_eq!(
        run("no-such-editor-here"),
        Err("the editor no-such-editor-here could not be started: no such program".to_owned())
    );
    // A file that is named like an option is none.
    let shown = tempfile::tempdir().unwrap();
    let file = shown.path().join("words");
    let script = format!("sh -c 'printf %s \"$1\" > {}' sh", file.display());
    let editor = Editor { command: script };
    assert_eq!(editor.run(Path::new("-q.md"), 1, Stdio::null(), Lang::En), Ok(()));
    let word = std::fs::read_to_string(file).unwrap();
    assert!(Path::new(&word).is_absolute() && word.ends_with("/-q.md"), "{word}");
}
