//! Libraries to ask: a small one drawn by hand, and ones of any shape.

use proptest::prelude::*;
use yundu::document::{Facts, parse};
use yundu::post::{Date, Post, Tag};
use yundu::query::{Index, Query, Texts};
use yundu::text::SafeStr;

/// A post and its body.
#[derive(Clone, Debug)]
pub struct Volume {
    pub post: Post,
    pub body: String,
    pub read: bool,
    pub starred: bool,
}

pub fn post(title: &str, tags: &[&str], author: &str) -> Volume {
    let post = Post {
        title: SafeStr::clean(title),
        tags: tags.iter().map(|tag| Tag::new(tag)).collect(),
        categories: vec![Tag::new("云原生")],
        authors: vec![SafeStr::clean(author)],
        ..Post::default()
    };
    Volume { post, body: String::new(), read: false, starred: false }
}

pub fn small() -> Vec<Volume> {
    vec![
        post("原地重启与 Dragonfly", &["kubernetes", "security"], "甲"),
        post("AI agents move in", &["AI", "security"], "乙"),
        post("供应链：签名", &["security", "Supply Chain"], "甲"),
        post("etcd 3.6 and a star", &["kubernetes"], "Lin Yu"),
    ]
}

/// The day on which the queries are asked.
pub fn today() -> Date {
    jiff::civil::date(2026, 2, 6)
}

/// Files posts with what their bodies tell.
pub fn index(volumes: &[Volume]) -> Index {
    let posts: Vec<Post> = volumes.iter().map(|volume| volume.post.clone()).collect();
    let mut index = Index::new(&posts);
    index.set_today(today());
    for (at, volume) in volumes.iter().enumerate() {
        index.learn(at, &Facts::of(&parse(&volume.body)));
        index.mark(at, volume.read, volume.starred);
    }
    index
}

/// The numbers of the posts that a query lets pass, by their titles where it is about texts.
pub fn evaluate(query: &str, index: &Index) -> Vec<usize> {
    Query::parse(query).unwrap().evaluate(index, &Texts::default()).iter().collect()
}

/// Libraries of any shape, of few values so that these meet.
pub fn libraries() -> impl Strategy<Value = Vec<Volume>> {
    let tags = prop::collection::vec(prop::sample::select(vec!["安全", "AI", "docker", "Supply Chain", "k8s"]), 0..4);
    let authors = prop::collection::vec(prop::sample::select(vec!["甲", "Lin Yu", "乙"]), 0..3);
    let hosts = ["kubernetes.io", "docs.kubernetes.io", "www.docker.com", "blog.docs.kubernetes.io", "例子.com"];
    let sources = prop::collection::vec(prop::sample::select(hosts.to_vec()), 0..3);
    let date = prop::option::of((2025_i16..2027, 1_i8..4, 1_i8..29));
    let title = "[a-zA 安全供应链]{1,8}";
    let one = (title, tags, authors, sources, date, any::<(bool, bool, bool)>());
    let one = one.prop_map(|(title, tags, authors, sources, date, (read, starred, code))| {
        let mut volume = post(&title, &[], "");
        for tag in tags.iter().map(|tag| Tag::new(tag)) {
            if !volume.post.tags.contains(&tag) {
                volume.post.tags.push(tag);
            }
        }
        volume.post.authors = authors.iter().map(|author| SafeStr::clean(author)).collect();
        volume.post.date = date.map(|(year, month, day)| jiff::civil::date(year, month, day));
        volume.body = "# News\n\n".to_owned();
        for source in sources {
            volume.body += &format!("## One\n\nText.\n\nSource: [x](https://{source}/a)\n\n");
        }
        volume.body += if code { "```\ncode\n```\n" } else { "" };
        Volume { read, starred, ..volume }
    });
    prop::collection::vec(one, 0..12)
}
