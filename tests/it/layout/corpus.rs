//! Every post of the folder that YUNDU_CORPUS names, at six measures; skipped with a message when it is unset.

use super::invariants::check;
use super::judge::Report;
use std::fs;
use std::path::{Path, PathBuf};
use yundu::layout::{CodeLines, Spec, Typography};

#[test]
fn the_invariants_hold_over_a_whole_library() {
    let Some(folder) = std::env::var_os("YUNDU_CORPUS") else {
        return println!("YUNDU_CORPUS is not set: no library to set");
    };
    let paths = posts(Path::new(&folder));
    let mut wrong = Vec::new();
    for measure in [20, 40, 60, 80, 100, 120] {
        let (mut lines, mut all) = (0, Report::default());
        for path in &paths {
            let text = String::from_utf8_lossy(&fs::read(path).unwrap()).replace('\r', "");
            let spec = Spec {
                typography: Typography { code: CodeLines::Wrap, ..Typography::default() },
                ..Spec::new(measure)
            };
            match std::panic::catch_unwind(|| check(&text, &spec)) {
                Ok((layout, report)) => {
                    lines += layout.lines.len();
                    all.absorb(&report);
                    if measure >= 40 && report.faults() > 0 {
                        println!("  {} at {measure}: {report:?}", path.display());
                    }
                }
                Err(why) => {
                    let why = why.downcast_ref::<String>().cloned().unwrap_or_default();
                    wrong.push(format!(
                        "{} at {measure}: {}",
                        path.display(),
                        why.chars().take(400).collect::<String>()
                    ));
                }
            }
        }
        println!("{measure}: {} posts, {lines} lines, ragged {:.2}, {all:?}", paths.len(), all.ragged());
    }
    assert!(wrong.is_empty(), "{} broken:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every Markdown file below `folder`.
pub fn posts(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut posts) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|name| name == "md" || name == "markdown") {
                posts.push(path);
            }
        }
    }
    posts.sort();
    posts
}
