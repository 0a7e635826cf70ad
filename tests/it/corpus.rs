//! Every post of the folder that `YUNDU_CORPUS` names goes through the program. Skipped, with a message, when it is unset.

use crate::layout::code::copied;
use crate::screens::stage::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use yundu::app::Settings;
use yundu::diagnostic::render;
use yundu::document::{self, Block, BlockKind, Document, FrameKind};
use yundu::layout::{self, CodeLines, Spec, Typography};
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

#[test]
fn every_code_block_copies_to_its_source() {
    let Some((_, library)) = corpus() else { return };
    let (mut blocks, mut lines, mut html, mut wrong) = (0, 0, 0, Vec::new());
    for (index, post) in library.posts.iter().enumerate() {
        let Ok(text) = library.read(index) else { continue };
        let body = post.body_of(&text);
        let document = document::parse(body);
        let wrapped = Typography { code: CodeLines::Wrap, ..Typography::default() };
        let narrow = Spec { typography: wrapped, ..Spec::new(12) };
        let copies = [copied(&document, &Spec::new(100)), copied(&document, &narrow)];
        for (number, block) in document.blocks.iter().enumerate() {
            let BlockKind::Code { text, .. } = &block.kind else { continue };
            for copies in &copies {
                let copy = copies.iter().find(|(of, _)| *of == number).map_or("", |(_, copy)| copy);
                assert_eq!(copy, text.strip_suffix('\n').unwrap_or(text), "{}", post.path);
            }
            match against_source(body, &document, block, text) {
                Ok(true) => html += 1,
                Ok(false) => lines += text.lines().count(),
                Err(why) => wrong.push(format!("{}: {why}", post.path)),
            }
            blocks += 1;
        }
    }
    println!("{blocks} blocks of code, {html} of them of HTML, {lines} lines");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Compares a code block with the lines that it stands on, by the rules of CommonMark 4.4 and 4.5 told in another way than
/// the parser's. What stands left of the code may be nothing but the signs of its containers: blanks, and as many `>` as it has
/// quotes around it. It is as wide as what stands left of the opening fence, or of the first line without one; narrower only
/// where the code then begins with no blank. Liquid's and Hugo's tags around code are
/// fences too. A tab that a container took a part of is left as blanks, and CR LF is a line end as LF is. `true` for code that
/// comes from HTML, where tags and entities are not what is shown.
fn against_source(body: &str, document: &Document, block: &Block, code: &str) -> Result<bool, String> {
    let written = &body[block.span.clone()];
    if written == code || written.starts_with('<') {
        return Ok(written.starts_with('<'));
    }
    let start = body[..block.span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = body[block.span.end..].find('\n').map_or(body.len(), |end| block.span.end + end);
    let mut source: Vec<&str> = body[start..end].split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let left = columns(&body[start..block.span.start], 0);
    let fence = written.chars().take_while(|&c| written.starts_with(c)).count();
    let is_tag = |line: &str| line.trim_start().starts_with("{%") || line.trim_start().starts_with("{{");
    if source.len() > 1 && is_tag(written) && source.last().is_some_and(|line| is_tag(line)) {
        source = source[1..source.len() - 1].to_vec();
    } else if written.starts_with("```") || written.starts_with("~~~") {
        source.remove(0);
        let last = source.last().map_or("", |line| line.trim_matches([' ', '\t', '>']));
        if last.len() >= fence && last.chars().all(|c| written.starts_with(c)) {
            source.pop();
        }
    }
    let quotes = document.frames_of(block).filter(|frame| matches!(frame.kind, FrameKind::Quote | FrameKind::Alert(_)));
    let quotes = quotes.count();
    let code: Vec<&str> = if source.is_empty() && code.is_empty() { Vec::new() } else { code.split('\n').collect() };
    // The end of an open block is cut off with its blank lines.
    while source.len() < code.len() && code[source.len()..].iter().all(|line| line.trim().is_empty()) {
        source.push("");
    }
    if source.len() != code.len() {
        return Err(format!("{} lines became {}: {written:?} {code:?}", source.len(), code.len()));
    }
    for (line, code) in source.into_iter().zip(code) {
        let blank = code.trim().is_empty() && line.trim_matches([' ', '\t', '>']).is_empty();
        let Some(margin) = line.strip_suffix(code).or_else(|| line.strip_suffix(code.trim_start())) else {
            return Err(format!("{line:?} became {code:?}"));
        };
        let own = line.ends_with(code);
        let signs = margin.chars().all(|c| matches!(c, ' ' | '\t' | '>'));
        let begin = columns(margin, 0) - if own { 0 } else { code.len() - code.trim_start().len() };
        let fits = begin == left || begin < left && !code.starts_with([' ', '\t']);
        let of_tab = own || margin.contains('\t');
        let right = signs && margin.matches('>').count() == quotes && fits && of_tab;
        if !blank && !right {
            return Err(format!("{line:?} became {code:?}, {begin} from the left, not {left}"));
        }
    }
    Ok(false)
}

/// The columns of a margin, with tab stops at every fourth (CommonMark 2.2).
fn columns(margin: &str, from: usize) -> usize {
    margin.chars().fold(from, |at, c| if c == '\t' { at + 4 - at % 4 } else { at + 1 })
}
