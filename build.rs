//! Makes the static map of words (feature `words`): every word of `src/text/words/*.txt` with what it costs in a cut.

use std::error::Error;

#[cfg(not(feature = "words"))]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

#[cfg(feature = "words")]
fn main() -> Result<(), Box<dyn Error>> {
    use std::path::Path;
    use std::{env, fs};

    let folder = Path::new("src/text/words");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", folder.display());
    let terms = fs::read_to_string(folder.join("terms.txt"))?;
    let map = words::map("", &terms)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.fst"), map)?;
    Ok(())
}

#[cfg(feature = "words")]
mod words {
    use std::collections::BTreeMap;
    use std::error::Error;

    /// Costs are counted in such parts of a natural logarithm.
    const PARTS: f64 = 100.0;
    /// How often all words of the list were counted together.
    const TOTAL: f64 = 60_000_000.0;
    /// How often a term of our own counts as seen: as often as a common word, so that it is kept whole against its parts but
    /// does not cut a longer word of the list.
    const TERM: f64 = 3000.0;

    /// The map of `list` (`word count` on each line) and `terms` (one on each line) to their costs.
    pub fn map(list: &str, terms: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut costs = BTreeMap::new();
        for line in list.lines() {
            let (word, count) = line.split_once(' ').ok_or("a line is no `word count`")?;
            costs.insert(word, cost(count.parse()?));
        }
        for term in terms.lines().filter(|line| !line.starts_with('#')) {
            costs.entry(term).and_modify(|known| *known = (*known).min(cost(TERM))).or_insert(cost(TERM));
        }
        let mut map = fst::MapBuilder::memory();
        map.extend_iter(costs)?;
        Ok(map.into_inner()?)
    }

    /// What a word costs that was counted so often: the less likely, the more.
    fn cost(count: f64) -> u64 {
        ((TOTAL / count.max(1.0)).ln() * PARTS).round() as u64
    }
}
