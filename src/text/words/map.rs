//! The map of words that `build.rs` made: a tree of Han in which every way from the root is a word or the beginning of words.

/// The nodes, level by level, six bytes each. Those of the first level are the Han from U+4E00 to U+9FFF in order.
static MAP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.map"));

/// How many nodes the first level has, and the character of the first of them.
const FIRST_LEVEL: u32 = 0x5200;
const FIRST: u32 = 0x4e00;

/// The bits of a node's number; those above hold the cost.
const NUMBER_BITS: u32 = 20;

/// One Han after others.
struct Node {
    han: u32,
    /// What the word that ends here costs; 0 where none ends.
    cost: u32,
    /// The number of its first child. Its children stand together, sorted, up to the first child of the next node.
    child: usize,
}

impl Node {
    fn read([low, high, rest @ ..]: [u8; 6]) -> Node {
        let rest = u32::from_le_bytes(rest);
        let child = (rest & ((1 << NUMBER_BITS) - 1)) as usize;
        Node { han: u16::from_le_bytes([low, high]).into(), cost: rest >> NUMBER_BITS, child }
    }
}

/// Gives every word that `text` begins with: its length in characters and its cost. The shortest comes first.
pub fn each_word(text: &[char], mut give: impl FnMut(usize, u32)) {
    let (nodes, _) = MAP.as_chunks::<6>();
    let read = |at: usize| nodes.get(at).copied().map(Node::read);
    let mut rest = text.iter().map(|&han| u32::from(han));
    let first = rest.next().and_then(|han| han.checked_sub(FIRST)).filter(|&number| number < FIRST_LEVEL);
    let Some(mut at) = first.map(|number| number as usize) else { return };
    for length in 1.. {
        let (Some(node), Some(next)) = (read(at), read(at + 1)) else { return };
        if node.cost > 0 {
            give(length, node.cost);
        }
        let (Some(children), Some(han)) = (nodes.get(node.child..next.child), rest.next()) else { return };
        let Ok(found) = children.binary_search_by_key(&han, |&child| Node::read(child).han) else { return };
        at = node.child + found;
    }
}
