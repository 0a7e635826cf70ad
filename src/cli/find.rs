//! Which post is meant by the word on the command line.

use crate::post::Post;
use crate::post::tag::fold;

/// What a word found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The index of the one post that is meant.
    One(usize),
    /// Several posts fit equally well: their indexes.
    Several(Vec<usize>),
    /// None fits.
    None,
}

/// Finds the post that `word` names: by its whole id, the file name of its id, a part of that at either end that stands
/// between hyphens (`2026-02-05`, `cloud-native-news`), or its whole title. The first of these that finds any decides.
pub fn find(posts: &[Post], word: &str) -> Found {
    let word = fold(word.trim_end_matches(".md"));
    let name = |post: &Post| post.id.0.rsplit('/').next().map(fold).unwrap_or_default();
    let tests: [&dyn Fn(&Post) -> bool; 5] = [
        &|post| fold(&post.id.0) == word,
        &|post| name(post) == word,
        &|post| fold(&post.id.0).strip_suffix(&word).is_some_and(|head| head.ends_with(['/', '-'])),
        &|post| name(post).strip_prefix(&word).is_some_and(|tail| tail.starts_with('-')),
        &|post| fold(&post.title) == word,
    ];
    if word.is_empty() {
        return Found::None;
    }
    for test in tests {
        let found: Vec<usize> = (0..posts.len()).filter(|&i| test(&posts[i])).collect();
        match found[..] {
            [] => {}
            [one] => return Found::One(one),
            _ => return Found::Several(found),
        }
    }
    Found::None
}

/// Finds the candidate that is written most like `word`, if one is near: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold(word).chars().take(LONGEST).collect();
    let scored = candidates.into_iter().map(|candidate| {
        let letters: Vec<char> = fold(candidate).chars().take(LONGEST).collect();
        (distance(&word, &letters), letters.len(), candidate)
    });
    let near = scored.filter(|(distance, length, _)| distance * 3 <= word.len().max(*length));
    near.min_by_key(|(distance, ..)| *distance).map(|(.., candidate)| candidate)
}

/// Longer words are compared by their beginning only, so that the work stays small.
const LONGEST: usize = 100;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::PostId;
    use crate::text::SafeStr;

    fn posts(ids: &[&str]) -> Vec<Post> {
        let post =
            |id: &&str| Post { id: PostId(SafeStr::clean(id)), title: SafeStr::clean("题 A"), ..Post::default() };
        ids.iter().map(post).collect()
    }

    #[test]
    fn a_word_finds_the_post_that_it_names() {
        let posts = posts(&["a/2026-02-05-cloud-news", "2026-02-05-tech-news", "2026-02-06-cloud", "sub/cloud"]);
        for (word, expected) in [
            ("a/2026-02-05-cloud-news", Found::One(0)),
            ("2026-02-05-tech-news.md", Found::One(1)),
            ("tech-news", Found::One(1)),
            ("news", Found::Several(vec![0, 1])),
            ("2026-02-06", Found::One(2)),
            ("2026-02-05", Found::Several(vec![0, 1])),
            ("cloud", Found::One(3)),
            ("题 a", Found::Several(vec![0, 1, 2, 3])),
            ("ech-news", Found::None),
            ("", Found::None),
        ] {
            assert_eq!(find(&posts, word), expected, "{word}");
        }
    }

    #[test]
    fn the_nearest_word_is_near() {
        for (word, expected) in [("lsit", Some("list")), ("sho", Some("show")), ("x", None), ("opne", Some("open"))] {
            assert_eq!(nearest(word, ["list", "show", "open"]), expected, "{word}");
        }
    }
}
