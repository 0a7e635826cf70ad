//! The cut: the cheapest way through all known words of a stretch of Han, where a word costs the logarithm of how rarely it
//! was counted. That is the maximum-probability cut of jieba, from right to left, with whole numbers.

use crate::text::class::is_han;
use fst::Map;
use fst::raw::{Fst, Output};

/// The list and our terms, as `build.rs` made them.
static LIST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));

/// What a Han costs that is no word of the list: as much as a word that was counted once.
const UNKNOWN: u64 = 1791;
/// What a word of the reader costs: less than two of the most common words, so that it is kept whole.
const OWN: u64 = 800;

/// The words that are known: the list, our terms, and the reader's.
#[derive(Clone, Debug)]
pub struct Words {
    list: Map<&'static [u8]>,
    own: Map<Vec<u8>>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.own.as_fst().as_bytes() == other.own.as_fst().as_bytes()
    }
}

impl Eq for Words {}

/// The best cut of the rest of a stretch.
#[derive(Clone, Copy, Default)]
struct Rest {
    cost: u64,
    /// Where its first word ends, in bytes from the start of the stretch.
    end: usize,
}

impl Words {
    /// Takes the built-in words, and `own` before them. Gives none where the program was built without words.
    pub fn new(own: &[String]) -> Option<Words> {
        let mut own: Vec<(&str, u64)> = own.iter().map(|word| (word.as_str(), OWN)).collect();
        own.sort_unstable();
        own.dedup();
        Some(Words { list: Map::new(LIST).ok()?, own: Map::from_iter(own).ok()? })
    }

    /// The byte offsets in `text` at which a word of Han begins, in order. What is not Han belongs to no word and parts
    /// words.
    pub fn starts(&self, text: &str) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut rests = Vec::new();
        let mut from = 0;
        while let Some(begin) = text.get(from..).and_then(|rest| rest.find(is_han)) {
            let stretch = text.get(from + begin..).unwrap_or_default();
            let stretch = stretch.split_once(|c| !is_han(c)).map_or(stretch, |(han, _)| han);
            self.cut(stretch, &mut rests);
            let mut at = 0;
            while at < stretch.len() {
                starts.push(from + begin + at);
                at = rests.get(at).map_or(stretch.len(), |rest| rest.end.max(at + 1));
            }
            from += begin + stretch.len();
        }
        starts
    }

    /// Finds the best cut of the rest of `stretch` from each of its characters.
    fn cut(&self, stretch: &str, rests: &mut Vec<Rest>) {
        rests.clear();
        rests.resize(stretch.len() + 1, Rest::default());
        for (at, han) in stretch.char_indices().rev() {
            let mut end = at + han.len_utf8();
            let mut cost = UNKNOWN + rests.get(end).map_or(0, |rest| rest.cost);
            let bytes = stretch.as_bytes().get(at..).unwrap_or_default();
            let mut weigh = |len: usize, word: u64| {
                let whole = word + rests.get(at + len).map_or(0, |rest| rest.cost);
                // Of two cuts that cost the same the one with the longer word is taken, as jieba does.
                if whole < cost || whole == cost && at + len > end {
                    (cost, end) = (whole, at + len);
                }
            };
            each_prefix(self.list.as_fst(), bytes, &mut weigh);
            each_prefix(self.own.as_fst(), bytes, &mut weigh);
            if let Some(place) = rests.get_mut(at) {
                *place = Rest { cost, end };
            }
        }
    }
}

/// Gives every word that `bytes` begin with: its length in bytes and its cost.
fn each_prefix<D: AsRef<[u8]>>(map: &Fst<D>, bytes: &[u8], weigh: &mut impl FnMut(usize, u64)) {
    let mut node = map.root();
    let mut cost = Output::zero();
    for (len, &byte) in (1..).zip(bytes) {
        let Some(found) = node.find_input(byte) else { return };
        let step = node.transition(found);
        cost = cost.cat(step.out);
        node = map.node(step.addr);
        if node.is_final() {
            weigh(len, cost.cat(node.final_output()).value());
        }
    }
}
