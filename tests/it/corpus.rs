//! Every post of the folder that `YUNDU_CORPUS` names goes through the program. Skipped, with a message, when it is unset.

use std::path::PathBuf;
use yundu::store::{self, Source};

/// The folder of real posts, if there is one.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("YUNDU_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: set YUNDU_CORPUS to a folder of real posts");
    }
    folder
}

#[test]
fn every_post_loads_and_reads() {
    let Some(folder) = corpus() else { return };
    let library = store::load(&Source::Folder(folder), 1).expect("the corpus is there");
    let mut read = 0;
    for (index, post) in library.posts.iter().enumerate() {
        match library.open(index) {
            Ok(reading) => {
                read += 1;
                assert!(post.body.start <= reading.text.len(), "{}: the body begins past the end", post.path);
                assert!(
                    reading.text.is_char_boundary(post.body.start),
                    "{}: the body begins inside a character",
                    post.path
                );
            }
            Err(defect) => assert!(post.broken.is_some(), "{}: {:?}", post.path, defect),
        }
        assert!(!post.title.is_empty(), "{}: no title", post.path);
    }
    println!("{} posts, {read} read, {} passed over", library.posts.len(), library.skipped);
    families(&library);
}

/// Prints what was found in each top folder.
fn families(library: &store::Library) {
    use std::collections::BTreeMap;
    let mut table: BTreeMap<&str, [usize; 7]> = BTreeMap::new();
    for post in &library.posts {
        let family = post.path.split('/').next().unwrap_or_default();
        let row = table.entry(family).or_default();
        let facts = [
            true,
            post.date.is_some(),
            !post.tags.is_empty(),
            !post.authors.is_empty(),
            !post.sources.is_empty(),
            post.warnings > 0,
            post.broken.is_some(),
        ];
        for (count, fact) in row.iter_mut().zip(facts) {
            *count += usize::from(fact);
        }
    }
    println!(
        "{:<16}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}{:>8}",
        "family", "posts", "dated", "tagged", "authors", "sources", "warned", "broken"
    );
    for (family, [posts, dated, tagged, authors, sources, warned, broken]) in table {
        println!("{family:<16}{posts:>7}{dated:>7}{tagged:>7}{authors:>8}{sources:>8}{warned:>8}{broken:>8}");
    }
    for diagnostic in &library.diagnostics {
        println!("{}", yundu::diagnostic::render(diagnostic, yundu::strings::Lang::En).trim_end());
    }
}
