//! Every post of the folder that `YUNDU_CORPUS` names is opened and drawn at the four widths, at its head, in its middle
//! and at its end. Skipped, with a message, when it is unset.

use super::stage::Stage;
use std::path::PathBuf;
use yundu::app::{Action, Settings};
use yundu::store::{self, Source};
use yundu::text::{Ambiguous, Widths};

#[test]
fn every_post_of_a_corpus_is_drawn() {
    let Some(folder) = std::env::var_os("YUNDU_CORPUS").map(PathBuf::from) else {
        println!("skipped: set YUNDU_CORPUS to a folder of real posts");
        return;
    };
    let library = store::load(&Source::Folder(folder), 1).expect("the corpus is there");
    let (mut frames, mut lines) = (0, 0);
    for (index, post) in library.posts.iter().enumerate() {
        let text = library.read(index).map_err(|defect| defect.message(yundu::strings::Lang::En));
        let mut stage = Stage::new(Settings::default(), &[], 40, 40);
        stage.set_files(vec![text.unwrap_or_default()]);
        stage.act(Action::Library { generation: 2, posts: vec![post.clone()], recalled: Some(Box::default()) });
        stage.keys("enter");
        assert_eq!(stage.model.page.as_ref().map(|page| page.id()), Some(&post.id));
        for columns in [40, 80, 120, 200] {
            stage.resize(columns, 40);
            for keys in ["g g", "pgdn pgdn", "G"] {
                stage.keys(keys);
                stage.surface();
                frames += 1;
            }
            let page = stage.model.page.as_ref().unwrap();
            for line in &page.lines {
                let drawn: usize = line.runs.iter().map(|run| Widths::default().of(&run.text)).sum();
                assert_eq!(line.cells(), drawn, "{}: {}", post.path, line.text());
                lines += 1;
            }
        }
        let wide = Widths::default().with_ambiguous(Ambiguous::Wide);
        stage.act(Action::Widths(wide));
        for columns in [200, 80, 41] {
            stage.resize(columns, 40).keys("g g").surface();
            for line in &stage.model.page.as_ref().unwrap().lines {
                let drawn: usize = line.runs.iter().map(|run| wide.of(&run.text)).sum();
                assert_eq!(line.cells(), drawn, "{}: {}", post.path, line.text());
            }
        }
    }
    println!("{} posts, {frames} frames, {lines} lines", library.posts.len());
}
