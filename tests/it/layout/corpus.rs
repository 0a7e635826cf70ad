//! Every post of the folder that YUNDU_CORPUS names, judged like our own; skipped with a message when it is unset. What
//! could not be helped is printed by name.

use super::broken::{MEASURES, assert_good, ways};
use super::invariants::check_document;
use super::judge::Report;
use std::fs;
use std::path::{Path, PathBuf};
use yundu::document;
use yundu::layout::Spec;

#[test]
fn a_whole_library_is_set_without_a_fault() {
    let Some(folder) = std::env::var_os("YUNDU_CORPUS") else {
        return println!("YUNDU_CORPUS is not set: no library to set");
    };
    let paths = posts(Path::new(&folder));
    let texts: Vec<(&PathBuf, String)> = paths.iter().map(|path| (path, read(path))).collect();
    for measure in MEASURES {
        for spec in ways(measure) {
            let half = texts.len().div_ceil(2).max(1);
            let mut all = Report::default();
            let mut broken = Vec::new();
            std::thread::scope(|scope| {
                let spec = &spec;
                let parts: Vec<_> = texts.chunks(half).map(|part| scope.spawn(move || judge(part, spec))).collect();
                for (report, wrong) in parts.into_iter().map(|part| part.join().unwrap()) {
                    all.absorb(&report);
                    broken.extend(wrong);
                }
            });
            let words = spec.words.is_some();
            println!("{measure} words {words}: {} posts, {} lines, ragged {:.2}", paths.len(), all.lines, all.ragged());
            println!("  {} numbers parted from units, forced {:?}", all.number_unit, all.forced);
            assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
            assert_good(&all, measure);
        }
    }
}

/// The counts of all texts, and those that break an invariant.
fn judge(texts: &[(&PathBuf, String)], spec: &Spec) -> (Report, Vec<String>) {
    let mut all = Report::default();
    let mut wrong = Vec::new();
    for (path, text) in texts {
        match std::panic::catch_unwind(|| check_document(text, &document::parse(text), spec)) {
            Ok((_, mut report)) => {
                report.examples.iter_mut().for_each(|example| *example += &format!("  {}", path.display()));
                all.absorb(&report);
            }
            Err(why) => {
                let why = why.downcast_ref::<String>().cloned().unwrap_or_default();
                let why: String = why.chars().take(400).collect();
                wrong.push(format!("{} at {}: {why}", path.display(), spec.measure));
            }
        }
    }
    (all, wrong)
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap()).replace('\r', "")
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
