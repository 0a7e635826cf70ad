//! Plain text: what is ours in it is ASCII or words, and every link has its number.

use super::invariants::check;
use yundu::document;
use yundu::layout::{Form, Line, Run, Spec, link_number};
use yundu::strings::Lang;

fn spec(measure: usize) -> Spec {
    Spec { form: Form::Linear, lang: Lang::En, ..Spec::new(measure) }
}

/// The built-in posts, and one with every kind of block.
fn bodies() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("posts");
    let posts = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let every = "# H\n\n> q [a](https://example.org) b\n\n> [!TIP]\n> t\n\n- a\n  - b\n    1. c\n\n- [x] d\n\n---\n\n\
        | a | b |\n| --- | --- |\n| 1 | [2](x.md) |\n\n~~~sh\nls\n~~~\n\n![i](i.png) n[^n]\n\n[^n]: note\n";
    posts.chain([every.to_owned()]).collect()
}

#[test]
fn what_the_source_does_not_have_is_ascii() {
    for body in bodies() {
        for measure in [1, 7, 30, 72] {
            let (layout, _) = check(&body, &spec(measure));
            // What Chinese text wants beside it (a colon behind a header) is a word's affair, not a drawing.
            let ours =
                |run: &&Run| run.span.is_empty() && run.text.chars().any(|c| matches!(c, '\u{2010}'..='\u{27bf}'));
            let drawn: Vec<_> = layout.lines.iter().flat_map(|line| line.runs.iter().filter(ours)).collect();
            assert_eq!(drawn, Vec::<&Run>::new(), "at {measure}");
        }
    }
}

#[test]
fn every_link_has_its_number_once_where_it_ends() {
    for body in bodies() {
        let document = document::parse(&body);
        let layout = yundu::layout::lay_out(&document, &spec(72));
        let text = layout.lines.iter().map(Line::text).collect::<Vec<_>>().join("\n");
        for link in 0..document.listed_links().len() {
            let number = link_number(link);
            assert_eq!(text.matches(&number).count(), 1, "{number} in {text}");
        }
        let more = link_number(document.listed_links().len());
        assert!(!text.contains(&more), "{more} in {text}");
    }
}
