//! What the READMEs claim is true: their two commands, keys, commands, themes, the built-in posts, and the picture of the
//! screen.
//!
//! The lists between `<!-- x -->` and `<!-- /x -->` are made from the program's own tables;
//! `UPDATE_README=1 cargo test --test it readme` writes them anew.

#[cfg(feature = "words")]
mod three_ways;

use clap::CommandFactory;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use yundu::app::command::{COMMANDS, Command, Group};
use yundu::cli::args::Arguments;
use yundu::config::Config;
use yundu::document::{self, BlockKind, FrameKind, Marker, Target};
use yundu::layout::{self, Spec, Typography};
use yundu::query::GRAMMAR;
use yundu::store::{self, Source};
use yundu::strings::Lang;
use yundu::text::{SafeStr, Widths};
use yundu::ui::theme::Theme;

const READMES: [(&str, Lang); 2] = [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

/// What stands between the marks of `part`.
fn part<'a>(text: &'a str, part: &str) -> &'a str {
    let (open, close) = (format!("<!-- {part} -->"), format!("<!-- /{part} -->"));
    let from = text.find(&open).unwrap_or_else(|| panic!("no {open}")) + open.len();
    &text[from..from + text[from..].find(&close).unwrap_or_else(|| panic!("no {close}"))]
}

/// Compares a part of a README with what the program says, or writes it anew when asked to.
fn check(name: &str, mark: &str, expected: &str) {
    /// Only one test at a time reads and writes anew.
    static WRITING: Mutex<()> = Mutex::new(());
    let _guard = WRITING.lock();
    let text = read(name);
    let found = part(&text, mark);
    if std::env::var_os("UPDATE_README").is_some() && found != expected {
        let from = found.as_ptr() as usize - text.as_ptr() as usize;
        fs::write(path(name), format!("{}{expected}{}", &text[..from], &text[from + found.len()..])).unwrap();
        return;
    }
    assert_eq!(found, expected, "{name}: run `UPDATE_README=1 cargo test --test it readme`");
}

#[test]
fn both_readmes_begin_with_the_two_commands() {
    for (name, _) in READMES {
        let text = read(name);
        let head: Vec<&str> = text.lines().take(12).collect();
        for command in ["cargo run --release", "cargo test"] {
            assert!(head.iter().any(|line| line.starts_with(command)), "{name}: {command}");
        }
    }
    assert!(read(".ci/run").contains("cargo test"), "the check runs the README's test command");
}

#[test]
fn keys_are_those_of_the_program() {
    for (name, lang) in READMES {
        let mut table = String::from("\n");
        for group in Group::ALL {
            table.push_str(&format!("\n| {} | |\n| --- | --- |\n", group.title().get(lang)));
            for info in COMMANDS.iter().filter(|info| info.group == group) {
                let (keys, words) = match info.command {
                    Command::NthLink(1) => ("`1` … `9`".to_owned(), ["第 n 个链接", "the n-th link"]),
                    Command::NthLink(_) => continue,
                    _ => {
                        let keys: Vec<String> =
                            info.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
                        (keys.join(" "), [info.words.zh, info.words.en])
                    }
                };
                table.push_str(&format!("| {keys} | {} |\n", words[usize::from(lang == Lang::En)]));
            }
        }
        table.push('\n');
        check(name, "keys", &table);
    }
}

#[test]
fn the_grammar_is_that_of_the_program() {
    for (name, lang) in READMES {
        let heading = if lang == Lang::En { "| Filter | Finds |" } else { "| 写法 | 找到 |" };
        let mut table = format!("\n\n{heading}\n| --- | --- |\n");
        for row in GRAMMAR {
            table.push_str(&format!("| `{}` | {} |\n", row.example.replace('|', "\\|"), row.words.get(lang)));
        }
        table.push('\n');
        check(name, "grammar", &table);
    }
}

#[test]
fn themes_are_those_of_the_program() {
    for (name, lang) in READMES {
        let names: Vec<String> = Theme::names().map(|name| format!("`{name}`")).collect();
        check(name, "themes", &names.join(if lang == Lang::En { ", " } else { "、" }));
    }
}

#[test]
fn commands_are_those_of_the_program() {
    let command = Arguments::command();
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    for (name, _) in READMES {
        let text = read(name);
        let listed: Vec<&str> = part(&text, "commands")
            .lines()
            .filter_map(|line| line.trim().strip_prefix("yundu ")?.split(' ').next())
            .filter(|word| !word.starts_with('['))
            .collect();
        assert_eq!(listed, known, "{name}");
        for option in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(text.contains(&format!("--{option}")), "{name} does not name --{option}");
        }
    }
}

#[test]
fn the_configuration_is_one_that_is_read() {
    for (name, _) in READMES {
        let text = read(name);
        let yaml: Vec<&str> = part(&text, "config").lines().filter(|line| !line.starts_with("```")).collect();
        let config = Config::parse(&yaml.join("\n"), &SafeStr::literal("README")).unwrap();
        assert_eq!(config.browser.as_deref(), Some("firefox %s"), "{name}");
        assert_eq!(config.keys.keys_of(Command::NextStory).count(), 2, "{name}");
    }
}

/// Every value in the table of typography is one that is read, the first of each row is the default, and no setting is missing.
#[test]
fn the_table_of_typography_is_that_of_the_program() {
    let read = |line: &str| Config::parse(line, &SafeStr::literal("README")).unwrap().typography;
    for (name, _) in READMES {
        let text = self::read(name);
        let rows = part(&text, "typography").lines().filter(|row| row.starts_with("| `"));
        let mut settings = 0;
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [_, setting, values, ..] = cells[..] else { panic!("{name}: {row}") };
            let values: Vec<&str> = values.split('`').filter(|value| !value.trim().is_empty()).collect();
            let read = |value: &&str| read(&format!("{}: {value}", setting.trim_matches('`')));
            let ways: Vec<Typography> = values.iter().map(read).collect();
            assert_eq!(ways[0], Typography::default(), "{name}: {row}");
            assert!(ways[1..].iter().all(|way| *way != ways[0]), "{name}: {row}");
            settings += 1;
        }
        assert_eq!(settings, format!("{:?}", Typography::default()).matches(": ").count(), "{name}");
    }
}

/// The picture is one of the program: every line of its page stands so in the newest built-in post set to that measure.
#[test]
fn the_picture_is_one_of_the_program() {
    let mut posts: Vec<PathBuf> = fs::read_dir(path("posts")).unwrap().map(|entry| entry.unwrap().path()).collect();
    posts.sort();
    let newest = fs::read_to_string(posts.last().unwrap()).unwrap();
    let body = newest.splitn(3, "---\n").last().unwrap();
    let set = layout::lay_out(&document::parse(body), &Spec::new(80));
    let lines: Vec<String> = set.lines.iter().map(|line| line.text().trim().to_owned()).collect();
    for (name, _) in READMES {
        let text = read(name);
        let picture: Vec<&str> = part(&text, "picture").lines().filter(|line| !line.starts_with("```")).collect();
        assert!(picture.len() >= 20, "{name}: no picture");
        let known = picture.iter().filter(|line| !line.trim().is_empty() && lines.iter().any(|it| it == line.trim()));
        assert!(known.count() >= 10, "{name}: the page is not that of {}", posts.last().unwrap().display());
        assert!(picture.iter().all(|line| Widths::default().of(line) <= 100), "{name}: the picture is too wide");
    }
}

/// What is compiled in shows every shape of a post, and has no defects.
#[test]
fn the_built_in_posts_show_what_the_reader_can_do() {
    let library = store::load(&Source::BuiltIn, 1).unwrap();
    let mut digests = 0;
    let mut urls: HashMap<String, usize> = HashMap::new();
    let mut seen = [false; 4];
    for (index, post) in library.posts.iter().enumerate() {
        let text = library.read(index).unwrap();
        let document = document::parse(post.body_of(&text));
        assert_eq!(document.defects, [], "{}", post.path);
        digests += usize::from(!document.stories.is_empty());
        let sources = document.stories.iter().flat_map(|story| &story.sources);
        for link in sources.map(|&id| &document.links[id]) {
            let Target::Web(web) = &link.target else { panic!("{}: {}", post.path, link.written) };
            assert_eq!(web.doubts, [], "{}", post.path);
            *urls.entry(web.url.clone()).or_default() += 1;
        }
        let has = |kind: fn(&BlockKind) -> bool| document.blocks.iter().any(|block| kind(&block.kind));
        let framed = |kind: fn(&FrameKind) -> bool| document.frames.iter().any(|frame| kind(&frame.kind));
        let task = framed(|kind| matches!(kind, FrameKind::Item { marker: Marker::Task(_), .. }));
        let note = framed(|kind| matches!(kind, FrameKind::Note { .. }));
        seen[0] |= has(|kind| matches!(kind, BlockKind::Table(_)));
        seen[1] |= has(|kind| matches!(kind, BlockKind::Code { .. })) && note && task;
        seen[2] |= post.tags.is_empty() && !text.starts_with("---") && document.words > 2000;
        seen[3] |= post.title.is_ascii() && !document.stories.is_empty();
    }
    assert!(library.diagnostics.is_empty());
    assert!(digests >= 12, "{digests} digests");
    assert!(urls.values().any(|count| *count > 1), "no two stories share a source");
    assert_eq!(seen, [true; 4], "a table; code, a note and tasks; a long article; an English digest");
}
