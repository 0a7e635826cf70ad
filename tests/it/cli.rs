//! The commands, through the real binary: words and environment in; exit code, output and complaints out.

#[cfg(unix)]
mod beneath;
mod plain;
mod search;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with one digest, one post without front matter, one whose front matter has to be rescued, and one that is none.
fn posts() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let digest = "---\ntitle: 就地重启\ndate: 2026-02-05\nauthor: 甲\ntags: [kubernetes, Security]\ncategories: [发布]\n---\n\n\
        # 就地重启\n\n本周两条。\n\n## 主要新闻\n\n### 第一条\n\n一段文字。\n\n**Source:** [A page](https://example.org/a)\n\n\
        ### 第二条\n\n另一段，见 [good.example](https://evil.example/x)。\n\n**Source:** [Mail](mailto:a@example.org)\n\n\
        ## 结论\n\n完。\n";
    let hostile = "---\ntitle: \"a\u{1b}]0;x\u{7}b\"\ndate: 2026-01-02\ntags: [\"t\u{9b}31m\"]\n---\n\nx\u{1b}[2Jy &#27;[31m \u{202e}z\n";
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    write("2026-02-05-restart.md", digest.as_bytes());
    write("2026-01-15-plain.md", "# 长文\n\n没有文首信息的文章。\n".as_bytes());
    write("2026-01-10-colon.md", "---\ntitle: a: b\ndate: 2026-01-10\n---\n\n文字。\n".as_bytes());
    write("2026-01-02-hostile.md", hostile.as_bytes());
    write("2026-01-01-binary.md", b"\0\x01\x02\0\0\0");
    let relative = "---\ntitle: 相对\nsource: https://example.org/x/\n---\n\n[a](2026-01-15-plain.md) [b](/about)\n";
    write("2025-12-01-relative.md", relative.as_bytes());
    write("typo.yaml", b"lang: en\nthmee: dark\n");
    write("config.yaml", b"lang: zh\nwidth: 20\nposts: .\n");
    write("bad-theme.yaml", b"name: x\npalette:\n  ink: \"#12345g\"\nroles:\n  page: { fg: ink }\n");
    write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0");
    folder
}

/// Runs the program in `folder` with nothing of the tester's own environment that it listens to.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yundu"));
    for variable in
        ["YUNDU_POSTS", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "BROWSER", "COLORFGBG", "DISPLAY", "WAYLAND_DISPLAY"]
    {
        command.env_remove(variable);
    }
    command.env("LANG", "C").env("TERM", "xterm-256color").env("COLORTERM", "truecolor");
    command.env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Runs the words of `line`, and expects the exit code, these pieces of the output and these of the complaint; no pieces mean
/// that nothing was said.
fn check(line: &str, code: i32, said: &[&str], complained: &[&str]) {
    let folder = posts();
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let output = run(folder.path(), &arguments);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "`yundu {line}`\n{out}\n{err}");
    for (stream, text, pieces) in [("output", &out, said), ("complaint", &err, complained)] {
        assert_eq!(text.is_empty(), pieces.is_empty(), "`yundu {line}` {stream}:\n{text}");
        for piece in pieces {
            assert!(text.contains(piece), "`yundu {line}` {stream} lacks {piece:?}:\n{text}");
        }
    }
}

#[test]
fn commands_print_what_they_are_asked_for() {
    check("list --posts .", 0, &["2026-02-05  2026-02-05-restart   就地重启  ", "2 stories", "broken: "], &[]);
    check("--posts . --lang zh", 0, &["2 条", "无法阅读："], &[]);
    check(". --lang zh", 0, &["就地重启"], &[]);
    check("list", 0, &["Agents Move In"], &[]);
    check("list --stories --posts .", 0, &["2026-02-05-restart  1  第一条", "2  第二条"], &[]);
    check("show restart --posts .", 0, &["就地重启\n2026-02-05 · 甲 · #kubernetes #Security\n\n本周两条。"], &[]);
    check("show 2026-01-15-plain.md", 0, &["长文\n2026-01-15\n\n没有文首信息的文章。\n"], &[]);
    check("show binary --posts .", 0, &["2026-01-01-binary.md: broken: "], &[]);
    check(
        "tags --posts .",
        0,
        &["tags\n     1  kubernetes\n", "categories\n     1  发布\n", "authors\n     1  甲\n"],
        &[],
    );
    check("links restart --posts .", 0, &["第一条\n   1  source: A page\n      https://example.org/a\n"], &[]);
    check("links restart --posts .", 0, &["mailto: links are not opened"], &[]);
    check("show restart --config config.yaml", 0, &["\n甲 · #kubernetes\n"], &[]);
    check("list --config config.yaml", 0, &["2026-02-05-restart", "2 条"], &[]);
    check("check 2026-01-15-plain.md", 0, &["no defects; posts checked: 1"], &[]);
    check("check .", 1, &["2026-01-10-colon.md:2: ", "2 | title: a: b", "  mend: ", "2026-01-01-binary.md"], &[]);
    check("list tag:security -author:乙 --posts .", 0, &["2026-02-05-restart"], &[]);
    check("list -tag:security --posts . --lang en", 0, &["2026-01-15-plain"], &[]);
    check("tags tag:security --posts .", 0, &["kubernetes"], &[]);
    check("tags --posts .", 0, &["sources\n     2  example.org\n", "months\n     1  2026-02\n     4  2026-01\n"], &[]);
    check("list source:example.org --posts .", 0, &["2026-02-05-restart", "2025-12-01-relative"], &[]);
    check("list 没有文首 --posts .", 0, &["2026-01-15-plain"], &[]);
    check("list has:warning lang:zh is:unread date:2026-01..2026-02 --posts .", 0, &["2026-01-10-colon"], &[]);
    check("--help", 0, &["Usage: yundu", "list", "show", "tags", "links", "open", "check"], &[]);
    check("--version", 0, &["yundu 0."], &[]);
}

#[test]
fn complaints_say_what_and_what_to_do() {
    check(
        "lsit",
        2,
        &[],
        &["yundu: there is no file, folder or command called “lsit”\n  mend: did you mean “list”?\n"],
    );
    check("picture.png", 2, &[], &["“picture.png” is no post: ", "  mend: a post is a Markdown file"]);
    check("show picture.png", 2, &[], &["“picture.png” is no post: "]);
    check("list --posts nowhere", 2, &[], &["there is no folder “nowhere”", "  mend: "]);
    check("check 2026-02-05-restrat.md", 2, &[], &["did you mean “2026-02-05-restart.md”?"]);
    check("show restrat --posts .", 2, &[], &["there is no post called “restrat”", "`yundu list`"]);
    check("show 2026-02-05-restrat --posts .", 2, &[], &["did you mean “2026-02-05-restart”?"]);
    check("list --theme drak", 2, &[], &["there is no theme called “drak”\n  mend: did you mean “dark”?"]);
    check("list --theme x --lang zh", 2, &[], &["yundu：没有叫“x”的主题\n  改法：可用的主题：dark"]);
    check(
        "list tag:security tag:ai --posts .",
        1,
        &[],
        &["nothing matches “tag:security tag:ai”\n  mend: without “tag:ai” there are 1"],
    );
    check(
        "list tag: --posts .",
        2,
        &[],
        &["yundu: the query: a value is expected after “tag:”\n   | tag:\n   |     ^\n  mend: write it like"],
    );
    // The caret stands in the cell, not in the column of the letter.
    check("list 标签：安全 is:raed --posts .", 2, &[], &["   | 标签：安全 is:raed\n   |               ^\n"]);
    check("list lang:ja since:2040 --posts .", 1, &[], &["nothing matches “lang:ja since:2040”"]);
    check("list --colour", 2, &[], &["yundu: error: unexpected argument '--colour'"]);
    check("show restart --width 0", 2, &[], &["0 is not in 1..=1000"]);
    check(". list", 2, &[], &["“.” before the command means nothing"]);
    check("open restart 9 --posts .", 2, &[], &["there is no link 9; the post has 3", "`yundu links restart`"]);
    check(
        "links restart --posts .",
        0,
        &["https://evil.example/x\n      look before you open: evil.example, but its words name good.example"],
        &[],
    );
    check(
        "open restart 2 --posts .",
        2,
        &[],
        &["https://evil.example/x was not opened: evil.example, but its words name good.example", "--yes"],
    );
    check("open relative 1 --posts .", 2, &[], &["read it with `yundu show 2026-01-15-plain`"]);
    check(
        "open relative 2 --posts .",
        2,
        &[],
        &["https://example.org/about was not opened: a relative address", "--yes"],
    );
    check(
        "open restart 3 --yes --posts .",
        2,
        &[],
        &["mailto:a@example.org was not opened: mailto: links are not opened"],
    );
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let folder = posts();
    let (text, code) = ("长句，《在》Kubernetes里".repeat(20), "code ".repeat(60));
    let long =
        format!("# 题，{text}\n\n{text}\n\n- {text}\n\n> {text}\n\n| {text} | 乙 |\n| - | - |\n\n```\n{code}\n```\n");
    fs::write(folder.path().join("long.md"), long).unwrap();
    let widths = yundu::text::Widths::default();
    let settings = ["", "line-end: flush\n", "line-end: hang\nline-start: outdent\njustify: on\n"];
    for (width, settings) in [1, 2, 3, 5, 20, 41, 80, 120].into_iter().flat_map(|width| settings.map(|it| (width, it)))
    {
        fs::write(folder.path().join("taste.yaml"), settings).unwrap();
        for post in ["long.md", "2026-02-05-restart.md", "2026-01-01-binary.md"] {
            let output = run(folder.path(), &["show", post, "--config", "taste.yaml", "--width", &width.to_string()]);
            let text = String::from_utf8(output.stdout).unwrap();
            let widest = text.lines().map(|line| widths.of(line)).max().unwrap_or(0);
            assert!(widest <= width.max(2), "{post} at {width}: {widest}\n{text}");
        }
    }
}

#[test]
#[cfg(feature = "words")]
fn lines_end_between_words_unless_words_are_off() {
    let folder = posts();
    let text = "我们把云原生应用的工作负载迁移到另外两个可用区，整个过程没有中断任何服务。\n\n如果早上有时间就打开云读看看昨天的新闻。\n";
    fs::write(folder.path().join("long.md"), text).unwrap();
    for (settings, lines) in [
        ("", ["我们把云原生应用的", "工作负载迁移到另外两个", "如果早上有时间就打开云"]),
        ("words: off\n", ["我们把云原生应用的工作", "负载迁移到另外两个可用", "如果早上有时间就打开云"]),
        ("words: [云读]\n", ["我们把云原生应用的", "工作负载迁移到另外两个", "如果早上有时间就打开"]),
    ] {
        fs::write(folder.path().join("words.yaml"), settings).unwrap();
        let output = run(folder.path(), &["show", "long.md", "--config", "words.yaml", "--width", "23"]);
        let shown = String::from_utf8(output.stdout).unwrap();
        for line in lines {
            assert!(shown.lines().any(|it| it == line), "{settings:?} lacks {line}:\n{shown}");
        }
    }
}

#[test]
fn json_is_one_object_a_line() {
    let folder = posts();
    let lines = |arguments: &[&str]| {
        let text = String::from_utf8(run(folder.path(), arguments).stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<serde_json::Value>>()
    };
    let listed = lines(&["list", "--json", "--posts", "."]);
    assert_eq!(listed.len(), 6);
    let post = &listed[0];
    assert_eq!(post["id"], "2026-02-05-restart");
    assert_eq!(post["path"], "2026-02-05-restart.md");
    assert_eq!(post["date"], "2026-02-05");
    assert_eq!(post["author"], serde_json::json!(["甲"]));
    assert_eq!(post["tags"], serde_json::json!(["kubernetes", "Security"]));
    assert_eq!(post["minutes"], 1);
    assert_eq!(post["stories"][0]["title"], "第一条");
    assert_eq!(
        post["stories"][0]["sources"],
        serde_json::json!([{ "title": "A page", "url": "https://example.org/a" }])
    );
    assert!(listed.iter().any(|post| post["broken"].is_string()));
    assert_eq!(lines(&["show", "restart", "--json", "--posts", "."])[0], *post);
    assert_eq!(lines(&["list", "--stories", "--json", "--posts", "."])[1]["n"], 2);
    assert_eq!(lines(&["tags", "--json", "--posts", "."])[0]["facet"], "tag");
    let links = lines(&["links", "restart", "--json", "--posts", "."]);
    assert_eq!((&links[1]["host"], &links[2]["url"]), (&"evil.example".into(), &serde_json::Value::Null));
    assert!(lines(&["check", "--json", "--posts", "."]).iter().any(|it| it["line"] == 2 && it["hint"].is_string()));
}

#[test]
fn nothing_printed_can_steer_a_terminal() {
    let folder = posts();
    let lines = [
        "list",
        "list --json",
        "show hostile",
        "show hostile --json",
        "tags",
        "tags --json",
        "check",
        "check --json",
        "show \u{1b}[2J",
        "links hostile",
        "nowhere\u{9b}31m",
    ];
    for line in lines {
        let arguments: Vec<&str> = line.split(' ').chain(["--posts", "."]).collect();
        let output = run(folder.path(), &arguments);
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            let bad = text.chars().find(|&c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c));
            assert_eq!(bad, None, "{line:?}:\n{text:?}");
        }
    }
}

#[test]
fn standard_input_is_a_post() {
    let folder = posts();
    let mut child =
        command(folder.path(), &["show", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("# 来自管道\n\n好。\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "来自管道\n\n好。\n");
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = posts();
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = command(folder.path(), arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&["show", "restart", "--posts", "."], false));
    assert!(!coloured(&["show", "restart", "--posts", ".", "--color", "never"], false));
    assert!(!coloured(&["show", "restart", "--posts", "."], true));
    assert!(coloured(&["show", "restart", "--posts", ".", "--color", "always"], false));
    // What is asked for on the command line wins over the environment.
    assert!(coloured(&["show", "restart", "--posts", ".", "--color", "always"], true));
}

#[test]
fn code_has_its_colours_where_there_are_any() {
    let folder = posts();
    std::fs::write(folder.path().join("code.md"), "# 码\n\n```yaml\nkind: Pod # 注\n```\n").unwrap();
    let shown = |colour: &str| {
        let arguments = ["show", "code.md", "--theme", "dark", "--color", colour];
        let mut command = command(folder.path(), &arguments);
        String::from_utf8(command.env("COLORTERM", "truecolor").output().unwrap().stdout).unwrap()
    };
    assert!(shown("never").contains("kind: Pod # 注"), "{}", shown("never"));
    let coloured = shown("always");
    // Blue keys, quiet and italic remarks, both on the paper of code.
    assert!(coloured.contains("\u{1b}[38;2;143;185;224;48;2;36;39;45mkind\u{1b}[0m"), "{coloured:?}");
    assert!(coloured.contains("48;2;36;39;45m# 注\u{1b}[0m") && coloured.contains("\u{1b}[3;"), "{coloured:?}");
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = posts();
    for arguments in [&["list", "--json"][..], &["show", "restart", "--posts", "."], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = command(folder.path(), arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), complaint.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = posts();
    for arguments in [&["list"][..], &["list", "--json"], &["--help"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command(folder.path(), arguments).stdout(full).output().unwrap();
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {complaint}");
        assert!(complaint.contains("could not be written"), "{complaint}");
    }
}

#[cfg(unix)]
#[test]
fn a_source_opens_in_the_browser_with_one_argument() {
    use std::os::unix::fs::PermissionsExt;
    let folder = posts();
    let browser = folder.path().join("browser");
    let log = folder.path().join("log");
    fs::write(&browser, format!("#!/bin/sh\nprintf '%s|%s\\n' \"$#\" \"$1\" >> '{}'\n", log.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    for (arguments, expected) in [
        (&["open", "restart", "--posts", "."][..], "1|https://example.org/a\n"),
        (&["open", "restart", "2", "--yes", "--posts", "."], "1|https://evil.example/x\n"),
    ] {
        let output = command(folder.path(), arguments).env("BROWSER", &browser).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let shown = expected.trim_start_matches("1|");
        assert!(String::from_utf8(output.stdout).unwrap().ends_with(shown));
        let written = (0..100).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            fs::read_to_string(&log).ok().filter(|text| text.ends_with('\n'))
        });
        assert_eq!(written.as_deref(), Some(expected));
        fs::remove_file(&log).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_not_text_is_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = posts();
    let name = OsStr::from_bytes(b"na\xffme.md");
    fs::write(folder.path().join(name), "# 题\n\n正文。\n").unwrap();
    for name in [name, OsStr::new("picture.png")] {
        let output = command(folder.path(), &["show"]).arg(name).output().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout).contains("正文。");
        assert_eq!(
            (shown, output.status.code() == Some(0)),
            (name != "picture.png", name != "picture.png"),
            "{name:?}"
        );
    }
}
