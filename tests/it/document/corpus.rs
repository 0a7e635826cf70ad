//! Every post of a corpus, when `YUNDU_CORPUS` names one.

use std::path::Path;
use yundu::document::{Target, link::Refusal, parse, scan::estimate};

pub fn posts(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            posts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "markdown") {
            found.push(path);
        }
    }
}

/// Cuts the front matter off, crudely: what is tested here is the body.
pub fn body_of(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let fenced = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence));
    let end = fenced.and_then(|fence| text.get(3..)?.find(&format!("\n{fence}")));
    end.and_then(|end| text.get(end + 7..)).unwrap_or(text)
}

#[test]
fn every_post_of_the_corpus_parses() {
    let Some(corpus) = std::env::var_os("YUNDU_CORPUS") else {
        return eprintln!("skipped: YUNDU_CORPUS names no corpus");
    };
    let mut paths = Vec::new();
    posts(Path::new(&corpus), &mut paths);
    let (mut same_stories, mut near_words) = (0, 0);
    let (mut digests, mut stories, mut sources, mut links) = (0, 0, 0, [0; 7]);
    for path in &paths {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let body = body_of(&text);
        let document = parse(body);
        for block in &document.blocks {
            assert!(body.get(block.span.clone()).is_some(), "{}: {:?}", path.display(), block.span);
        }
        let guess = estimate(body.as_bytes());
        same_stories += usize::from(guess.stories == document.stories.len());
        near_words += usize::from(guess.words.abs_diff(document.words) * 10 <= document.words + 50);
        digests += usize::from(!document.stories.is_empty());
        stories += document.stories.len();
        sources += document.stories.iter().map(|story| story.sources.len()).sum::<usize>();
        for link in &document.links {
            links[match &link.target {
                Target::Web(web) if web.doubts.is_empty() => 0,
                Target::Web(_) => 1,
                Target::Anchor(_) => 2,
                Target::Relative(_) => 3,
                Target::Refused(Refusal::Scheme(_)) => 4,
                Target::Refused(_) => 5,
                Target::Note(_) | Target::NoteRef(_) => 6,
            }] += 1;
        }
    }
    eprintln!("{} posts, {digests} with stories, {stories} stories, {sources} sources", paths.len());
    eprintln!("estimates: stories exact in {same_stories}, words within a tenth in {near_words}");
    eprintln!("links: web, doubtful, anchor, relative, scheme, invalid, notes: {links:?}");
}
