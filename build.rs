//! Makes the map of words that the feature `words` builds in, of the lists in `src/text/words/`; the README there says how they
//! are weighed and what the map looks like.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Where the lists are.
const FOLDER: &str = "src/text/words";
/// The Han that words are made of (the block CJK Unified Ideographs): the first level of the tree holds each of them.
const HAN: std::ops::RangeInclusive<u16> = 0x4e00..=0x9fff;
/// Costs are counted in such parts of a natural logarithm.
const PARTS: f64 = 128.0;
/// How often a term counts as seen: less than a common word, so that it does not cut those that it overlaps or is part of,
/// and often enough to be kept whole against its parts.
const TERM: f64 = 1000.0;
/// The bits of a node's number; those above hold the cost.
const NUMBER_BITS: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_WORDS").is_some() {
        let costs = costs(&read("list.txt")?, &read("terms.txt")?)?;
        fs::write(Path::new(&env::var("OUT_DIR")?).join("words.map"), map(&costs)?)?;
    }
    Ok(())
}

/// Reads a list, and asks to be run again when it changes.
fn read(name: &str) -> std::io::Result<String> {
    let path = Path::new(FOLDER).join(name);
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path)
}

/// What every word costs in a cut, the less likely the more: the logarithm of how few of all counted words it is. The `list`
/// has `word count` on each line, the `terms` one word.
fn costs(list: &str, terms: &str) -> Result<BTreeMap<Vec<u16>, u32>, Box<dyn Error>> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for line in list.lines() {
        let (word, count) = line.split_once(' ').ok_or_else(|| format!("no `word count`: {line}"))?;
        counts.insert(word, count.parse()?);
    }
    let all: f64 = counts.values().sum();
    for term in terms.lines().filter(|line| !line.starts_with('#')) {
        let count = counts.entry(term).or_default();
        *count = count.max(TERM);
    }
    let cost = |count: f64| ((all / count).ln() * PARTS).round() as u32;
    // A Han that is no word of the list counts as seen once.
    let mut costs: BTreeMap<Vec<u16>, u32> = HAN.map(|han| (vec![han], cost(1.0))).collect();
    costs.extend(counts.into_iter().map(|(word, count)| (word.encode_utf16().collect(), cost(count))));
    match costs.keys().flatten().find(|unit| !HAN.contains(unit)) {
        Some(unit) => Err(format!("U+{unit:04X} in a word is no Han").into()),
        None => Ok(costs),
    }
}

/// The tree, level by level: six bytes for every node.
fn map(costs: &BTreeMap<Vec<u16>, u32>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut level = beginnings(costs, 1);
    let mut number = 0;
    for length in 2.. {
        if level.is_empty() {
            break;
        }
        number += level.len();
        let next = beginnings(costs, length);
        // Both levels are sorted: the children of a node follow those of the node before it.
        let mut child = number;
        let mut children = next.iter().peekable();
        for beginning in level {
            let cost = costs.get(beginning).copied().unwrap_or(0);
            push(&mut bytes, beginning.last().copied().unwrap_or(0), cost, child)?;
            while children.next_if(|longer| longer.starts_with(beginning)).is_some() {
                child += 1;
            }
        }
        level = next;
    }
    // The end of the last node's children.
    push(&mut bytes, 0, 0, number)?;
    Ok(bytes)
}

/// What words begin with: `length` Han each, sorted.
fn beginnings(costs: &BTreeMap<Vec<u16>, u32>, length: usize) -> Vec<&[u16]> {
    let mut beginnings: Vec<&[u16]> = costs.keys().filter_map(|word| word.get(..length)).collect();
    beginnings.dedup();
    beginnings
}

fn push(bytes: &mut Vec<u8>, han: u16, cost: u32, child: usize) -> Result<(), Box<dyn Error>> {
    let child = u32::try_from(child)?;
    if child >> NUMBER_BITS != 0 || cost >> (u32::BITS - NUMBER_BITS) != 0 {
        return Err("the map of words is too large for its numbers".into());
    }
    bytes.extend(han.to_le_bytes());
    bytes.extend((cost << NUMBER_BITS | child).to_le_bytes());
    Ok(())
}
