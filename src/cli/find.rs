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

/// Finds the post that `word` names: by its whole id, its file name, the end or the beginning or any part of that between
/// hyphens (`2026-02-05`, `cloud-native-news`), its title, or a part of the title. The first of these that finds any decides.
pub fn find(posts: &[Post], word: &str) -> Found {
    let word = fold(word.trim_end_matches(".md"));
    let name = |post: &Post| post.id.0.rsplit('/').next().map(fold).unwrap_or_default();
    let tests: [&dyn Fn(&Post) -> bool; 7] = [
        &|post| fold(&post.id.0) == word,
        &|post| name(post) == word,
        &|post| fold(&post.id.0).strip_suffix(&word).is_some_and(|head| head.ends_with(['/', '-'])),
        &|post| name(post).strip_prefix(&word).is_some_and(|tail| tail.starts_with('-')),
        &|post| name(post).contains(&format!("-{word}-")),
        &|post| fold(&post.title) == word,
        &|post| fold(&post.title).contains(&word),
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
            ("05-tech", Found::One(1)),
            ("ech-news", Found::None),
            ("", Found::None),
        ] {
            assert_eq!(find(&posts, word), expected, "{word}");
        }
    }
}
