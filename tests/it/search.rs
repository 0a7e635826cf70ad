//! Searching all posts: what is found, what is remembered, and how hits are shown.

use yundu::post::{self, Post, PostId};
use yundu::query::Set;
use yundu::search::{Corpus, Passages, Seeker};
use yundu::text::{Needle, SafeStr};

/// The texts of posts and their heads, in the order that is given.
fn library(texts: &[&str]) -> (Vec<Post>, Seeker) {
    let mut corpus = Corpus::default();
    let mut posts = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        corpus.push(text.as_bytes());
        let path = format!("post-{index}.md");
        posts.push(post::head(PostId(SafeStr::clean(&path)), SafeStr::clean(&path), text.as_bytes()).0);
    }
    (posts, Seeker::new(corpus))
}

/// Finds the words in all posts that have each of them.
fn passages(texts: &[&str], words: &str, most: usize) -> Passages {
    let (posts, mut seeker) = library(texts);
    let needles: Vec<Needle> = words.split(' ').map(Needle::new).collect();
    let mut set = Set::all(posts.len());
    for needle in &needles {
        set = set.and(&seeker.find(needle, &mut || true).unwrap().set(posts.len()));
    }
    seeker.passages(&posts, &set, &needles, most, &mut || true).unwrap()
}

/// Draws passages: post, class, heading, and the text with its hits between ‹ and ›.
fn drawn(passages: &Passages) -> Vec<String> {
    let line = |passage: &yundu::search::Passage| {
        let (mut text, mut at) = (String::new(), 0);
        for hit in &passage.lit {
            text.push_str(&format!("{}‹{}›", &passage.text[at..hit.start], &passage.text[hit.clone()]));
            at = hit.end;
        }
        format!("{} {:?} {}: {text}{}", passage.post, passage.class, passage.heading, &passage.text[at..])
    };
    passages.shown.iter().map(line).collect()
}

fn check(texts: &[&str], words: &str, expected: &[&str]) {
    assert_eq!(drawn(&passages(texts, words, 50)), expected, "“{words}”");
}

const DIGEST: &str = "---\ntitle: 就地重启\ndate: 2026-02-05\ntags: [kubernetes, docker]\n---\n\n# 就地重启\n\n本周两条，`docker` 其一。\n\n\
    ## 主要新闻\n\n### Docker 的新助手\n\n一段**文字**，讲 [Gordon](https://docs.docker.com/ai)。\n\n#### 细节\n\nGordon\n答话。\n\n\
    **来源：** [A page](https://example.org/a)\n\n### 第二条\n\n- 项目一\n- 用 Docker 的项目\n\n```sh\n# docker 不是标题\ndocker run --rm x\n```\n\n## 结论\n\n完。\n";

#[test]
fn hits_are_grouped_by_section_and_ranked_by_what_they_stand_in() {
    check(
        &[DIGEST],
        "docker",
        &[
            "0 Heading Docker 的新助手: ‹Docker› 的新助手",
            "0 Story 第二条: 用 ‹Docker› 的项目",
            "0 Body 就地重启: 本周两条，‹docker› 其一。",
            "0 Front 就地重启: tags: [kubernetes, ‹docker›]",
        ],
    );
}
