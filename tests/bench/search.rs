//! What searching all posts costs, and whether it finds what ripgrep finds (`.ci/search`, which holds the bounds).
//!
//! `search [cost] [FOLDER]` does each step of a search in a function of its own, for callgrind; `search hits [FOLDER]` compares
//! hits with ripgrep's. The posts of this repository are searched where no folder is named.

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use yundu::search::{Corpus, Seeker};
use yundu::store::{self, Library, Source};
use yundu::text::Needle;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo gives a bench the argument `--bench`.
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--")).peekable();
    let compares = words.next_if(|word| word == "hits" || word == "cost").is_some_and(|word| word == "hits");
    let folder = words.next().unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/posts").to_owned());
    let library = store::load(&Source::Folder(folder.into()), 1).map_err(|it| it.path.to_string())?;
    if compares { compare(&library) } else { cost(&library) }
}

// ---- cost ----------------------------------------------------------------------------------------------------------

/// What is typed, and one more keystroke: a common phrase, a common word, a Latin word.
const TYPED: [[&str; 2]; 3] = [["拓扑感知", "拓扑感知调"], ["安全", "安全更"], ["docke", "docker"]];

fn cost(library: &Library) -> Result<(), Box<dyn Error>> {
    for typed in TYPED {
        let [before, after] = typed.map(Needle::new);
        let mut seeker = first_scan(library, &before);
        let more = further_keystroke(&mut seeker, &after);
        let hits = seeker.found(&before).map(|found| found.hits()).unwrap_or_default();
        println!("{}: {hits} hits, then {}: {more}", before.written(), after.written());
    }
    Ok(())
}

/// The first search: all files are read and looked through.
#[inline(never)]
fn first_scan(library: &Library, needle: &Needle) -> Seeker {
    let mut seeker = Seeker::new(read(library));
    black_box(seeker.find(needle, &mut || true));
    seeker
}

#[inline(never)]
fn read(library: &Library) -> Corpus {
    library.corpus(&mut || true).unwrap_or_default()
}

/// What one more character costs.
#[inline(never)]
fn further_keystroke(seeker: &mut Seeker, needle: &Needle) -> usize {
    seeker.find(needle, &mut || true).map_or(0, |found| found.hits())
}

// ---- hits ----------------------------------------------------------------------------------------------------------

/// How many phrases are compared.
const PHRASES: usize = 50;
/// How many files are named on one command line.
const FILES: usize = 5000;

/// Compares hits with ripgrep's, which knows lines and bytes: per file, the lines in which a phrase stands exactly as it is
/// written. Set aside are our hits that are written otherwise: over marks or a line end, in other case or width, with more
/// blanks. Phrases have no characters that mean something in Markdown, and files that are not UTF-8 are left out, for
/// ripgrep does not decode them.
fn compare(library: &Library) -> Result<(), Box<dyn Error>> {
    let corpus = read(library);
    let mut files = Vec::new();
    for post in 0..library.posts.len() {
        if let Ok(Some(path)) = library.path(post)
            && std::fs::read(&path)? == corpus.get(post)
        {
            files.push((post, path));
        }
    }
    let phrases = phrases(&corpus);
    let (mut lines, mut different) = (0, 0);
    for phrase in &phrases {
        let scanner = Needle::new(phrase).scanner();
        let theirs = ripgrep(phrase, &files)?;
        for (post, path) in &files {
            let ours = lines_with(corpus.get(*post), phrase, &scanner);
            let theirs = theirs.get(path).copied().unwrap_or(0);
            lines += theirs;
            if ours != theirs {
                different += 1;
                println!("“{phrase}” in {}: {ours} lines, ripgrep {theirs}", path.display());
            }
        }
    }
    println!("{} phrases in {} files: {lines} lines, {different} differences", phrases.len(), files.len());
    if different > 0 || lines < phrases.len() { Err("hits differ".into()) } else { Ok(()) }
}

/// Counts the lines in which a hit begins that is written as the phrase is.
fn lines_with(text: &[u8], phrase: &str, scanner: &yundu::text::needle::Scanner) -> usize {
    let (mut lines, mut counted_to) = (0, 0);
    scanner.each_hit(text, |hit| {
        if text[hit.clone()] == *phrase.as_bytes() && hit.start >= counted_to {
            lines += 1;
            counted_to = hit.start + text[hit.start..].iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
        }
    });
    lines
}

/// Asks ripgrep for the number of lines with a phrase in each file that has some.
fn ripgrep(phrase: &str, files: &[(usize, PathBuf)]) -> Result<HashMap<PathBuf, usize>, Box<dyn Error>> {
    let mut found = HashMap::new();
    for files in files.chunks(FILES) {
        let mut command = Command::new("rg");
        command.args(["--no-config", "--text", "--with-filename", "--count", "--fixed-strings", "--", phrase]);
        let output = command.args(files.iter().map(|(_, path)| path)).output()?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let (path, count) = line.rsplit_once(':').ok_or("ripgrep said something else")?;
            found.insert(Path::new(path).to_owned(), count.parse()?);
        }
    }
    Ok(found)
}

/// Takes phrases of 2 to 12 characters out of the texts, always the same ones.
fn phrases(corpus: &Corpus) -> Vec<String> {
    let mut state = 20_260_205_u64;
    let mut random = |below: usize| {
        // Knuth's multiplier; the high bits are the random ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    };
    let mut phrases = Vec::new();
    for _ in 0..100_000 {
        let text = String::from_utf8_lossy(corpus.get(random(corpus.len())));
        let at = text.floor_char_boundary(random(text.len()));
        let phrase: String = text[at..].chars().take(2 + random(11)).collect();
        let plain = phrase.chars().all(|c| c.is_alphanumeric() || " ，。：、；？（）“”".contains(c));
        if plain && phrase.trim() == phrase && phrase.chars().count() > 1 && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
        if phrases.len() == PHRASES {
            break;
        }
    }
    phrases
}
