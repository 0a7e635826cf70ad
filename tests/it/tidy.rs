//! The rules of the house, held by reading the source: which module may name which, where text is painted, what no file
//! may say. Each rule is a function of a path and a text, and is itself shown a bad example.

use std::fs;
use std::path::Path;

/// A rule: what it finds wrong in one file, as `line: what`.
type Rule = fn(&str, &str) -> Vec<String>;

/// Every rule, with a path and a text that break it and ones that do not.
const RULES: &[(&str, Rule, [&str; 2], [&str; 2])] = &[
    (
        "layers point one way",
        layers,
        ["src/post/mod.rs", "use crate::{text, store::Library};"],
        ["src/store/mod.rs", "use crate::{text, post::Post}; // not crate::ui"],
    ),
    (
        "the root is named as crate",
        no_super_to_the_root,
        ["src/post/mod.rs", "use super::store;"],
        ["src/post/mod.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n"],
    ),
    (
        "the core names no outside world",
        core_is_pure,
        ["src/layout/block.rs", "use std::{fmt, io::{self, Write}};"],
        ["src/store/mod.rs", "use std::{fmt, io::{self, Write}};"],
    ),
    (
        "one file knows the parser",
        one_parser,
        ["src/document/story.rs", "use pulldown_cmark::Event;"],
        ["src/document/parse.rs", "use pulldown_cmark::Event;"],
    ),
    (
        "a look ahead is counted",
        looks_are_counted,
        ["src/document/shortcode.rs", "fn alone(source: &str, at: usize) -> bool {"],
        ["src/document/shortcode.rs", "fn alone(source: Scanner, at: usize) -> bool {"],
    ),
    (
        "one module knows the grammars",
        one_highlighter,
        ["src/layout/code.rs", "use syntect::parsing::Scope;"],
        ["src/highlight/scope.rs", "use syntect::parsing::Scope;"],
    ),
    (
        "cells are counted in one file",
        one_measure,
        ["src/ui/list.rs", "use unicode_width::UnicodeWidthStr;"],
        ["src/text/width.rs", "use unicode_width::UnicodeWidthStr;"],
    ),
    (
        "text is painted in one file",
        one_painter,
        ["src/ui/list.rs", "buffer.set_string(0, 0, title, style);"],
        ["src/ui/paint.rs", "buffer.set_string(0, 0, title, style);"],
    ),
    (
        "only our own sentences live for ever",
        no_leak,
        ["src/ui/list.rs", "SafeStr::literal(title.leak())"],
        ["src/ui/list.rs", "SafeStr::literal(HELP.get(lang)); SafeStr::literal(\"…\")"],
    ),
    (
        "no panic on input",
        no_unwrap,
        ["src/post/mod.rs", "let day = text.parse().unwrap();"],
        ["src/post/mod.rs", "text.parse().unwrap_or(1) // .unwrap()\n#[cfg(test)]\nmod t { fn f() { g().unwrap() } }"],
    ),
    (
        "nothing prints past the one writer",
        no_print,
        ["src/cli/list.rs", "println!(\"{title}\");"],
        ["src/cli/list.rs", "writeln!(out, \"{title}\")?;"],
    ),
    (
        "an allowance has its reason",
        allowances_have_reasons,
        ["src/ui/list.rs", "fn f() {}\n#[allow(dead_code)]\nfn g() {}"],
        ["src/ui/list.rs", "// the table is longer than a page\n#[allow(clippy::too_many_lines)]\nfn g() {}"],
    ),
    (
        "no test is switched off",
        no_ignored_test,
        ["tests/it/a.rs", "#[ignore]\nfn f() {}"],
        ["tests/it/a.rs", "// #[ignore]"],
    ),
    ("a module says what it is", modules_speak, ["src/post/tag.rs", "use std::fmt;"], ["src/post/tag.rs", "//! Tags."]),
    ("files stay short", files_are_short, ["src/a.rs", LONG], ["posts/a.md", LONG]),
    ("no machine is named", no_places, ["README.md", concat!("see /wo", "rk/main")], ["README.md", "see ./posts/work"]),
];

/// Five hundred lines and one.
const LONG: &str = {
    const LINES: [u8; 1002] = {
        let mut lines = [b'\n'; 1002];
        let mut i = 0;
        while i < 1002 {
            lines[i] = b'/';
            i += 2;
        }
        lines
    };
    match std::str::from_utf8(&LINES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

#[test]
fn each_rule_sees_its_bad_example_and_spares_the_good_one() {
    for (name, rule, bad, good) in RULES {
        assert!(!rule(bad[0], bad[1]).is_empty(), "{name}: blind to {:?}", bad[1]);
        assert_eq!(rule(good[0], good[1]), Vec::<String>::new(), "{name}: too strict");
    }
}

#[test]
fn the_house_is_tidy() {
    let files = project_files();
    assert!(files.len() > 50, "only {} files found", files.len());
    let mut findings = Vec::new();
    for (path, text) in &files {
        for (name, rule, ..) in RULES {
            findings.extend(rule(path, text).into_iter().map(|what| format!("{path}:{what}   [{name}]")));
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

// ---- the rules -----------------------------------------------------------------------------------------------------

/// A module names only modules above it in `lib.rs`, and itself.
fn layers(path: &str, text: &str) -> Vec<String> {
    let order = modules();
    let Some(own) = module_of(path).and_then(|own| order.iter().position(|name| *name == own)) else {
        return Vec::new();
    };
    paths(&code(text))
        .into_iter()
        .filter_map(|(line, path)| {
            let named = path.strip_prefix("crate::")?.split("::").next()?.to_owned();
            let place = order.iter().position(|name| *name == named)?;
            (place > own).then(|| format!("{line}: `{}` may not name `{named}`", order[own]))
        })
        .collect()
}

/// In a top-level module `super` is the root of the crate, which `layers` would not see.
fn no_super_to_the_root(path: &str, text: &str) -> Vec<String> {
    let top = path.strip_prefix("src/").is_some_and(|rest| !rest.trim_end_matches("/mod.rs").contains('/'));
    let reach = if top { "super::" } else { "super::super::super::" };
    if path.starts_with("src/") { lines_with(&code(text), &[reach]) } else { Vec::new() }
}

/// The pure core names no files, clock, environment, threads or terminal.
fn core_is_pure(path: &str, text: &str) -> Vec<String> {
    const WORLD: &[&str] = &[
        "std::fs",
        "std::io",
        "std::env",
        "std::process",
        "std::time",
        "std::thread",
        "std::net",
        "std::os",
        "ratatui",
        "crossterm",
        "directories",
        "rustix",
        "termina",
        "signal_hook",
        "open",
        "crossbeam_channel",
        "include_dir",
        "rusqlite",
    ];
    let core: Vec<String> = modules().into_iter().take_while(|name| name != "store").collect();
    if !module_of(path).is_some_and(|own| core.contains(&own)) {
        return Vec::new();
    }
    let names = |path: &str, world: &str| {
        path.strip_prefix(world).is_some_and(|rest| rest.starts_with("::") || rest.is_empty())
    };
    paths(&code(text))
        .into_iter()
        .filter(|(_, path)| path.contains("::") && WORLD.iter().any(|world| names(path, world)))
        .map(|(line, path)| format!("{line}: the core names `{path}`"))
        .collect()
}

/// Only `document/parse` knows pulldown-cmark.
fn one_parser(path: &str, text: &str) -> Vec<String> {
    let elsewhere = path.starts_with("src/") && !path.starts_with("src/document/parse");
    if elsewhere { lines_with(&code(text), &["pulldown_cmark"]) } else { Vec::new() }
}

/// A body is looked at through a `Scanner`, which counts: past it, a search from each mark to the
/// end would not show.
fn looks_are_counted(path: &str, text: &str) -> Vec<String> {
    const PAST: &[&str] =
        &["body: &str", "body: &'a str", "source: &str", "source: &'a str", ".parsed()", "memchr", "memmem"];
    // The door of the parse, and the guess, which walks over lines.
    let doors = ["src/document/parse.rs", "src/document/scan.rs"];
    let elsewhere = path.starts_with("src/document/") && !doors.contains(&path);
    if elsewhere { lines_with(&code(text), PAST) } else { Vec::new() }
}

/// Only `highlight` reads code.
fn one_highlighter(path: &str, text: &str) -> Vec<String> {
    let elsewhere = path.starts_with("src/") && !path.starts_with("src/highlight/");
    if elsewhere { lines_with(&code(text), &["syntect", "two_face"]) } else { Vec::new() }
}

/// Only `text/width.rs` asks Unicode's tables for cells.
fn one_measure(path: &str, text: &str) -> Vec<String> {
    let elsewhere = path.starts_with("src/") && path != "src/text/width.rs";
    if elsewhere { lines_with(&code(text), &["unicode_width", ".width_cjk("]) } else { Vec::new() }
}

/// Only `ui/paint.rs` writes text into cells.
fn one_painter(path: &str, text: &str) -> Vec<String> {
    const DOORS: &[&str] = &[
        "Span::raw",
        "Span::styled",
        "Line::from",
        "Line::raw",
        ".set_string",
        ".set_symbol",
        ".set_char",
        ".set_line",
        ".set_span",
    ];
    let elsewhere = path.starts_with("src/") && path != "src/ui/paint.rs";
    if elsewhere { lines_with(&code(text), DOORS) } else { Vec::new() }
}

/// `SafeStr::literal` takes a `&'static str`: a sentence of ours, unless a text is leaked into one.
fn no_leak(path: &str, text: &str) -> Vec<String> {
    if path.starts_with("src/") {
        lines_with(&code(text), &[".leak(", "::leak(", "from_utf8_unchecked"])
    } else {
        Vec::new()
    }
}

/// No `unwrap` and no `expect` outside tests.
fn no_unwrap(path: &str, text: &str) -> Vec<String> {
    let doors = [".unwrap()", ".expect(", ".unwrap_err()", ".expect_err(", "todo!(", "unimplemented!("];
    if path.starts_with("src/") { lines_with(&code(text), &doors) } else { Vec::new() }
}

/// `print!` and its kin panic on a closed pipe and clean nothing.
fn no_print(path: &str, text: &str) -> Vec<String> {
    if path.starts_with("src/") {
        lines_with(&code(text), &["print!(", "println!(", "eprint!(", "eprintln!(", "dbg!("])
    } else {
        Vec::new()
    }
}

/// Beside or above an `allow` stands why.
fn allowances_have_reasons(path: &str, text: &str) -> Vec<String> {
    if !path.starts_with("src/") {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let reason = |i: usize| {
        lines[i].contains("//")
            || lines[i].contains("reason =")
            || (i > 0 && lines[i - 1].trim_start().starts_with("//"))
    };
    let allows =
        |i: &usize| lines[*i].trim_start().starts_with("#[allow") || lines[*i].trim_start().starts_with("#![allow");
    (0..lines.len()).filter(allows).filter(|&i| !reason(i)).map(|i| format!("{}: {}", i + 1, lines[i])).collect()
}

/// A test that does not run is no test.
fn no_ignored_test(path: &str, text: &str) -> Vec<String> {
    if path.ends_with(".rs") { lines_with(&code(text), &["#[ignore"]) } else { Vec::new() }
}

/// Every Rust file begins with `//!`.
fn modules_speak(path: &str, text: &str) -> Vec<String> {
    let silent = path.ends_with(".rs") && !text.starts_with("//! ");
    if silent { vec!["1: does not begin with `//! …`".to_owned()] } else { Vec::new() }
}

/// A Rust file has at most 500 lines.
fn files_are_short(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    if path.ends_with(".rs") && lines > 500 { vec![format!("{lines}: more than 500 lines")] } else { Vec::new() }
}

/// No text names a machine's folders or a package registry's host.
fn no_places(_: &str, text: &str) -> Vec<String> {
    // Split, so that this file does not name them either.
    const PLACES: &[&str] = &[
        concat!("/wo", "rk/"),
        concat!("../sha", "red"),
        concat!("/ro", "ot/"),
        concat!("/tmp/", "wt"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
        concat!("connolly", "leon"),
        concat!("pypi", ".org"),
        concat!("registry.", "npmjs"),
        concat!("proxy.", "golang"),
    ];
    lines_with(text, PLACES)
}

// ---- reading the source --------------------------------------------------------------------------------------------

/// The modules in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let map = include_str!("../../src/lib.rs");
    map.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// The top-level module that a file under `src/` belongs to; none for `lib.rs` and `main.rs`.
fn module_of(path: &str) -> Option<String> {
    let first = path.strip_prefix("src/")?.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then(|| name.to_owned())
}

/// Every path of two or more segments that the code names, groups spelled out: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut prefixes: Vec<String> = Vec::new();
    let mut path = String::new();
    let mut line = 1;
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if word > 0 {
            path.push_str(&rest[..word]);
            rest = &rest[word..];
        } else if let Some(after) = rest.strip_prefix("::") {
            path.push_str("::");
            rest = after;
        } else {
            if c == '{' && (path.ends_with("::") || !prefixes.is_empty()) {
                prefixes.push(format!("{}{path}", prefixes.last().cloned().unwrap_or_default()));
                path.clear();
            }
            if !path.is_empty() {
                found.push((line, format!("{}{path}", prefixes.last().cloned().unwrap_or_default())));
                path.clear();
            }
            match c {
                '}' => drop(prefixes.pop()),
                ';' => prefixes.clear(),
                '\n' => line += 1,
                _ => {}
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// The text without comments, without what stands in string literals, and without `#[cfg(test)]` modules; line numbers stay.
fn code(text: &str) -> String {
    without_tests(&without_comments(text))
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if c == '"' {
            out.push('"');
            let end = string_end(rest);
            out.extend(rest[..end].chars().filter(|c| *c == '\n'));
            out.push('"');
            end
        } else if let Some(after) = rest.strip_prefix("r#\"") {
            out.push_str("\"\"");
            let end = after.find("\"#").map_or(rest.len(), |end| end + 5);
            out.extend(rest[..end].chars().filter(|c| *c == '\n'));
            end
        } else if rest.starts_with("'\"'")
            || rest.starts_with("'{'")
            || rest.starts_with("'}'")
            || rest.starts_with("';'")
        {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[skipped..];
    }
    out
}

/// Where the string literal that `text` begins with ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn without_tests(code: &str) -> String {
    let Some(start) = code.find("#[cfg(test)]") else { return code.to_owned() };
    let mut depth = 0_usize;
    for (at, c) in code[start..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (c == '}' || c == ';') {
            let end = start + at + 1;
            let blank: String = code[start..end].chars().filter(|c| *c == '\n').collect();
            return format!("{}{blank}{}", &code[..start], without_tests(&code[end..]));
        }
    }
    code[..start].to_owned()
}

fn lines_with(text: &str, needles: &[&str]) -> Vec<String> {
    let numbered = text.lines().enumerate();
    numbered
        .filter(|(_, line)| needles.iter().any(|needle| line.contains(needle)))
        .map(|(i, line)| format!("{}: {}", i + 1, line.trim()))
        .collect()
}

/// Every text file of the project as `(path from the root, text)`.
fn project_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().unwrap().is_dir() {
                if !matches!(name.as_str(), "target" | ".git") {
                    folders.push(path);
                }
            } else if !matches!(name.as_str(), "Cargo.lock" | ".git") {
                let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((shown, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned()));
            }
        }
    }
    files.sort();
    files
}
