//! Which of several words was meant by one that is none of them.

/// Longer words are compared by their beginning only, so that the work stays small.
const LONGEST: usize = 100;

/// Finds the candidate that is written most like `word`, in any case, if one is near: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |text: &str| text.to_lowercase().chars().take(LONGEST).collect::<Vec<char>>();
    let word = letters(word);
    let scored = candidates.into_iter().map(|candidate| {
        let other = letters(candidate);
        (distance(&word, &other), word.len().max(other.len()), candidate)
    });
    let near = scored.filter(|(distance, length, _)| distance * 3 <= *length);
    near.min_by_key(|(distance, ..)| *distance).map(|(.., candidate)| candidate)
}

/// Counts the letters to insert, remove, replace or swap with their neighbour (Damerau-Levenshtein, optimal alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let other = if swapped { rows[i - 2][j - 2] + 1 } else { replaced };
                replaced.min(other).min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1)
            };
        }
    }
    rows[a.len()][b.len()]
}
