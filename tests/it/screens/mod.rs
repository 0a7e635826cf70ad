//! Keys in, screen out: the reader on four small posts at four widths. Each shot is the text of the screen, then
//! `row:from-to part` for what does not look like plain text, then the cursor. `INSTA_UPDATE=always` writes them anew.

mod blocks;
mod corpus;
mod details;
mod edges;
mod emulator;
mod hostile;
mod keys;
mod rows;
mod sources;
mod themes;
mod widths;
#[cfg(feature = "words")]
mod words;
pub mod stage;

use stage::Stage;
use yundu::app::Settings;
use yundu::strings::Lang;
use yundu::text::{Ambiguous, SafeStr, Widths};

/// The posts of the shots, newest first.
pub const POSTS: &[(&str, &str)] = &[
    ("2026-02-06-probe.md", include_str!("../../data/screens/posts/2026-02-06-probe.md")),
    ("2026-01-30-quota.md", include_str!("../../data/screens/posts/2026-01-30-quota.md")),
    ("2025-12-19-mesh.md", include_str!("../../data/screens/posts/2025-12-19-mesh.md")),
    ("note.md", include_str!("../../data/screens/posts/note.md")),
];

/// The reader on [`POSTS`] in a language at a size.
pub fn reader(lang: Lang, columns: u16, rows: u16) -> Stage {
    let settings = Settings { lang, library: SafeStr::literal("posts"), ..Settings::default() };
    Stage::new(settings, POSTS, columns, rows)
}

/// One shot: its name, language, size, and what is pressed; what begins with `"` is typed as text.
type Shot = (&'static str, Lang, (u16, u16), &'static [&'static str]);

const SHOTS: &[Shot] = &[
    ("list-40", Lang::Zh, (40, 24), &[]),
    ("list-80", Lang::En, (80, 24), &["j"]),
    ("both-120", Lang::Zh, (120, 40), &[]),
    ("all-200", Lang::Zh, (200, 50), &[]),
    ("page-40", Lang::Zh, (40, 24), &["enter"]),
    ("page-80", Lang::Zh, (80, 24), &["enter ] tab"]),
    ("page-120-en", Lang::En, (120, 30), &["J J enter"]),
    ("search-80", Lang::Zh, (80, 24), &["enter /", "\"先"]),
    ("facets-80", Lang::Zh, (80, 24), &["t j space"]),
    ("facets-120", Lang::Zh, (120, 30), &["t space j -"]),
    ("filter-problem-80", Lang::Zh, (80, 24), &["=", "\"tag:security ("]),
    ("filter-complete-80", Lang::Zh, (80, 24), &["=", "\"tag:", "tab tab"]),
    ("filter-value-problem-80", Lang::En, (80, 24), &["=", "\"标签：安全 is:raed"]),
    ("facets-or-80", Lang::En, (80, 30), &["t space tab"]),
    ("filter-empty-120", Lang::En, (120, 24), &["=", "\"tag:mesh tag:finops", "enter"]),
    ("outline-80", Lang::Zh, (80, 24), &["enter \\ j j"]),
    ("help-80", Lang::En, (80, 24), &["?"]),
    ("help-queries-40", Lang::En, (40, 24), &["? G"]),
    ("help-queries-80", Lang::Zh, (80, 30), &["? G"]),
    ("found-40", Lang::En, (40, 24), &["ctrl-f", "\"网关 | probe"]),
    ("found-120", Lang::Zh, (120, 30), &["ctrl-f", "\"先看清楚 | 报表", "enter j"]),
    ("found-nothing-80", Lang::Zh, (80, 24), &["ctrl-f", "\"差额 探针"]),
    ("found-empty-80", Lang::En, (80, 24), &["ctrl-f"]),
    ("marks-120", Lang::Zh, (120, 30), &["s", "j enter ] s", "h r"]),
    ("starred-80", Lang::En, (80, 24), &["j enter ] s q g s"]),
    ("finder-40", Lang::Zh, (40, 20), &["ctrl-p", "\"tz"]),
    ("finder-80", Lang::En, (80, 24), &["enter ctrl-p", "\"pei'e", "ctrl-u", "\"pe", "down"]),
    ("finder-120", Lang::Zh, (120, 30), &["ctrl-p", "\"wg"]),
    ("finder-nothing-40", Lang::En, (40, 12), &["ctrl-p", "\"xyzzy"]),
    ("palette-80", Lang::En, (80, 24), &["enter :", "\"co"]),
    ("hints-80", Lang::Zh, (80, 24), &["enter ] ] f"]),
    ("question-80", Lang::Zh, (80, 24), &["enter 5"]),
    ("refused-80", Lang::En, (80, 24), &["enter 6"]),
    ("pending-80", Lang::Zh, (80, 24), &["enter y"]),
    ("zen-120", Lang::Zh, (120, 24), &["z"]),
    ("tiny", Lang::Zh, (19, 5), &[]),
];

#[test]
fn shots() {
    insta::with_settings!({
        snapshot_path => "../../data/screens",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, lang, (columns, rows), keys) in SHOTS {
            let mut stage = reader(*lang, *columns, *rows);
            for keys in *keys {
                match keys.strip_prefix('"') {
                    Some(text) => stage.types(text),
                    None => stage.keys(keys),
                };
            }
            insta::assert_snapshot!(*name, stage.shot());
        }
    });
}

/// Code at its left end and shifted by odd steps, with wide clusters at both edges.
#[test]
fn shots_of_code() {
    let code = include_str!("../../data/screens/posts/code.md");
    insta::with_settings!({
        snapshot_path => "../../data/screens",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for (name, (columns, rows), keys) in [
            ("code-44", (44, 34), "enter"),
            ("code-44-panned", (44, 34), "enter l"),
            ("code-45-panned", (45, 34), "enter l l"),
            ("code-80", (80, 34), "enter"),
        ] {
            let settings = Settings { lang: Lang::Zh, ..Settings::default() };
            let mut stage = Stage::new(settings, &[("code.md", code)], columns, rows);
            stage.keys(keys).colour();
            insta::assert_snapshot!(name, stage.shot());
        }
    });
}

#[test]
fn an_empty_library_says_what_to_do() {
    let settings = Settings { library: SafeStr::literal("posts"), ..Settings::default() };
    let stage = Stage::new(settings, &[], 80, 24);
    assert!(stage.text().contains("no posts in posts"), "{}", stage.text());
}

#[test]
fn signs_are_ascii_where_ambiguous_characters_are_wide() {
    let widths = Widths::default().with_ambiguous(Ambiguous::Wide);
    let stage = Stage::new(Settings { widths, ..Settings::default() }, POSTS, 120, 24);
    let text = stage.text();
    assert!(text.contains(" > ") && text.contains('|') && !text.contains(['│', '▌']), "{text}");
}
