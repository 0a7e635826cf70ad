//! Every post of the folder that `YUNDU_CORPUS` names goes through the program. Skipped, with a message, when it is unset.

use crate::screens::stage::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use yundu::app::Settings;
use yundu::diagnostic::render;
use yundu::document;
use yundu::layout::{self, Spec};
use yundu::store::{self, Library, Source};
use yundu::strings::Lang;
use yundu::text::{SafeStr, Widths};

/// The posts of the corpus, if there is one.
fn corpus() -> Option<(PathBuf, Library)> {
    let Some(folder) = std::env::var_os("YUNDU_CORPUS").map(PathBuf::from) else {
        println!("skipped: set YUNDU_CORPUS to a folder of real posts");
        return None;
    };
    let library = store::load(&Source::Folder(folder.clone()), 1).expect("the corpus is there");
    Some((folder, library))
}

/// Lists the files with the name of a post by another way than the store's.
fn named_as_posts(folder: &Path, root: &Path, into: &mut BTreeSet<SafeStr>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') || name.starts_with('#') && name.ends_with('#') || name == "node_modules" {
            continue;
        }
        if path.symlink_metadata().unwrap().is_dir() {
            named_as_posts(&path, root, into);
        } else if [".md", ".markdown", ".mdown"].iter().any(|end| name.to_lowercase().ends_with(end)) {
            let readme = name.to_lowercase().starts_with("readme");
            if !readme {
                into.insert(SafeStr::clean(&path.strip_prefix(root).unwrap().to_string_lossy()));
            }
        }
    }
}

#[test]
fn no_post_is_silently_missing() {
    let Some((folder, library)) = corpus() else { return };
    let mut expected = BTreeSet::new();
    named_as_posts(&folder, &folder, &mut expected);
    let rows: BTreeSet<SafeStr> = library.posts.iter().map(|post| post.path.clone()).collect();
    assert_eq!(rows, expected);
    assert_eq!(library.posts.windows(2).filter(|pair| pair[0].date < pair[1].date).count(), 0, "newest first");
    println!("{} posts, {} files and folders passed over", library.posts.len(), library.skipped);
    families(&library);
    for diagnostic in &library.diagnostics {
        println!("{}", render(diagnostic, Lang::En, Widths::default()).trim_end());
    }
}

/// Prints what was found in each top folder.
fn families(library: &Library) {
    let names = ["posts", "dated", "tagged", "authors", "sources", "warned", "broken"];
    let mut table: BTreeMap<&str, [usize; 7]> = BTreeMap::new();
    for post in &library.posts {
        let family = post.path.split_once('/').map_or(".", |(family, _)| family);
        let facts = [
            true,
            post.date.is_some(),
            !post.tags.is_empty(),
            !post.authors.is_empty(),
            !post.sources.is_empty(),
            post.warnings > 0,
            post.broken.is_some(),
        ];
        for (count, fact) in table.entry(family).or_default().iter_mut().zip(facts) {
            *count += usize::from(fact);
        }
    }
    println!("{:<16}{}", "family", names.map(|name| format!("{name:>9}")).concat());
    for (family, counts) in table {
        println!("{family:<16}{}", counts.map(|count| format!("{count:>9}")).concat());
    }
}

#[test]
fn every_post_reads_and_parses() {
    let Some((_, library)) = corpus() else { return };
    let (mut read, mut near, mut stories, mut estimated) = (0, 0, 0, 0);
    for (index, post) in library.posts.iter().enumerate() {
        assert!(!post.title.is_empty(), "{}: no title", post.path);
        let text = match library.read(index) {
            Ok(text) => text,
            Err(defect) => {
                assert!(post.broken.is_some(), "{}: {defect:?}", post.path);
                continue;
            }
        };
        assert!(text.is_char_boundary(post.body.start), "{}: the body begins inside a character", post.path);
        let document = document::parse(post.body_of(&text));
        read += 1;
        stories += document.stories.len();
        estimated += post.stories;
        near += usize::from(document.words.abs_diff(post.words) * 10 <= document.words.max(100));
    }
    println!("{read} read; {stories} stories, {estimated} by a quick look; {near} lengths right within a tenth");
}

#[test]
fn every_post_is_set_at_five_widths() {
    let Some((_, library)) = corpus() else { return };
    let widths = Widths::default();
    let mut lines = 0;
    for (index, post) in library.posts.iter().enumerate() {
        let Ok(text) = library.read(index) else { continue };
        let document = document::parse(post.body_of(&text));
        for measure in [40, 60, 80, 100, 120] {
            let layout = layout::lay_out(&document, &Spec::new(measure));
            for (number, line) in layout.lines.iter().enumerate() {
                let cells: usize = line.runs.iter().map(|run| run.cells).sum();
                let counted: usize = line.runs.iter().map(|run| widths.of(&run.text)).sum();
                assert_eq!(cells, counted, "{} at {measure}, line {number}: {line:?}", post.path);
                assert!(cells <= measure || line.pans, "{} at {measure}, line {number}: {line:?}", post.path);
                lines += 1;
            }
        }
    }
    println!("{lines} lines at five widths");
}

#[test]
fn every_post_is_drawn() {
    let Some((_, library)) = corpus() else { return };
    let mut frames = 0;
    for (index, post) in library.posts.iter().enumerate() {
        let Ok(text) = library.read(index) else { continue };
        let mut stage = Stage::new(Settings::default(), &[(&post.path, &text)], 120, 40);
        for (columns, keys) in [(120, "enter"), (120, "G"), (40, "g g"), (200, "space")] {
            stage.resize(columns, 40).keys(keys);
            let screen = stage.text();
            assert!(!screen.chars().any(|c| c.is_control() && c != '\n'), "{} at {columns}:\n{screen}", post.path);
            assert!(screen.chars().any(char::is_alphanumeric), "{} at {columns}: nothing to see", post.path);
            frames += 1;
        }
    }
    println!("{frames} frames");
}
