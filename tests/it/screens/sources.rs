//! The main job: every source link of every digest opens from the keyboard. Over the built-in posts, and over the folder that
//! `YUNDU_CORPUS` names when it is set.

use super::stage::Stage;
use std::path::PathBuf;
use yundu::app::stop::Stop;
use yundu::app::{Action, Settings};
use yundu::document::Target;
use yundu::store::{self, Library, Source};

/// What became of the source links of a library.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    opened: usize,
    /// Opened after a question.
    asked: usize,
    /// Shown and offered for copying, never opened.
    refused: usize,
}

/// Goes through the links of each post with Tab, and presses Enter on each that is a story's source.
fn open_all(library: &Library) -> Tally {
    let mut tally = Tally::default();
    for (index, post) in library.posts.iter().enumerate() {
        let mut stage = Stage::new(Settings::default(), &[], 80, 24);
        stage.set_files(vec![library.read(index).unwrap_or_default()]);
        stage.act(Action::Library { generation: 2, posts: vec![post.clone()], recalled: Some(Box::default()) });
        stage.keys("enter");
        let stories = stage.model.page.as_ref().unwrap().document.stories.clone();
        let mut left: Vec<_> = stories.iter().flat_map(|story| story.sources.iter().copied()).collect();
        let mut before = None;
        while !left.is_empty() {
            stage.keys("tab");
            let focused = stage.model.page.as_ref().unwrap().focused;
            assert_ne!(focused, before, "{}: Tab does not reach {left:?}", post.path);
            before = focused;
            let Some(Stop::Link(link)) = focused else { continue };
            if left.contains(&link) {
                left.retain(|&other| other != link);
                follow(&mut stage, link, &mut tally);
            }
        }
    }
    tally
}

/// Presses Enter on the focused link, and agrees where it asks.
fn follow(stage: &mut Stage, link: usize, tally: &mut Tally) {
    let target = stage.model.page.as_ref().unwrap().document.links[link].target.clone();
    stage.asked.clear();
    stage.keys("enter");
    let question = stage.model.overlay.is_some();
    match target {
        Target::Web(web) => {
            assert_eq!(question, !web.doubts.is_empty(), "{}", web.url);
            if question {
                stage.keys("y");
            }
            assert_eq!(stage.asked, [format!("open {}", web.url)]);
            tally.opened += usize::from(!question);
            tally.asked += usize::from(question);
        }
        Target::Note(_) | Target::NoteRef(_) => {}
        Target::Relative(_) | Target::Refused(_) | Target::Anchor(_) => {
            assert!(question && stage.asked.is_empty(), "{target:?}");
            stage.keys("esc");
            tally.refused += 1;
        }
    }
}

#[test]
fn every_source_link_opens_from_the_keyboard() {
    let built_in = open_all(&store::load(&Source::BuiltIn, 1).unwrap());
    assert!(built_in.opened > 30 && built_in.refused == 0, "{built_in:?}");
    match std::env::var_os("YUNDU_CORPUS").map(PathBuf::from) {
        Some(folder) => println!("{:?}", open_all(&store::load(&Source::Folder(folder), 1).unwrap())),
        None => println!("YUNDU_CORPUS is not set: only the built-in posts"),
    }
}
