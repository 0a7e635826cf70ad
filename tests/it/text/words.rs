//! The words of Chinese text, judged by jieba-rs with the same list.

use crate::layout::corpus::posts;
use jieba_rs::Jieba;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use yundu::text::class::is_han;
use yundu::text::words::Words;

/// The built-in words alone.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&[]).unwrap());

/// The judge: jieba with its own list.
pub static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let list = include_str!("../../../src/text/words/list.txt");
    Jieba::with_dict(&mut list.as_bytes()).unwrap()
});

/// The judge, told our terms.
static TAUGHT: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = JIEBA.clone();
    for term in terms() {
        jieba.add_word(term, Some(1000), None);
    }
    jieba
});

fn terms() -> impl Iterator<Item = &'static str> {
    include_str!("../../../src/text/words/terms.txt").lines().filter(|line| !line.starts_with('#'))
}

/// Draws the words of a text, `|` between two of them.
fn drawn(words: &Words, text: &str) -> String {
    let starts = words.starts(text);
    let mut drawn = String::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(is_han) && starts.contains(&at) {
            drawn.push('|');
        }
        drawn.push(c);
        before = Some(c);
    }
    drawn
}

/// Checks the cut of a text that is drawn with its borders.
#[track_caller]
fn check(words: &Words, expected: &str) {
    assert_eq!(drawn(words, &expected.replace('|', "")), expected);
}

#[test]
fn the_likeliest_words_are_found() {
    for expected in [
        "",
        "云",
        "新闻|阅读器",
        "研究|生命|的|起源",
        "他|来到|了|北京大学",
        "南京市|长江大桥",
        "一二三四五",
        "二十三日",
        "在2025年|发布",
        "发布，更新；安全",
        "龘|龘",
        "未知|之|字：𠀀|𠀁",
    ] {
        check(&WORDS, expected);
    }
}

#[test]
fn terms_of_the_trade_are_words() {
    for expected in [
        "云原生|工作负载",
        "云原生|产品",
        "在|运行时|出现|的|提权|漏洞",
        // A longer word of the list is not cut.
        "控制面板",
        "高可用性",
        // A more common word that a term overlaps is kept.
        "运行|时间",
        "数据|面临|风险",
        "由|节点|组成",
        "可用|区域",
        "选|主题",
    ] {
        check(&WORDS, expected);
    }
    for term in terms() {
        check(&WORDS, term);
    }
}

#[test]
fn the_readers_words_come_first() {
    let own = |words: &[&str]| Words::new(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()).unwrap();
    check(&WORDS, "用|云|读|看报");
    check(&own(&["云读"]), "用|云读|看报");
    check(&own(&["云读", "云读"]), "用|云读|看报");
    // However common its parts are.
    check(&own(&["我在"]), "我在|这里");
    // Words that it only overlaps are kept where they are likelier than what it would leave over.
    check(&own(&["行时"]), "运行|时间");
    check(&own(&["原生工作"]), "云原生|工作负载");
    check(&own(&[""]), "云原生");
    assert_eq!(own(&["云读"]), own(&["云读"]));
    assert_ne!(own(&["云读"]), own(&[]));
}

#[test]
fn the_borders_are_those_of_jieba() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("posts");
    let corpus = std::env::var_os("YUNDU_CORPUS").map(PathBuf::from);
    for folder in [Some(own), corpus].into_iter().flatten() {
        let mut count = Agreement::default();
        for path in posts(&folder) {
            count.add(&String::from_utf8_lossy(&std::fs::read(path).unwrap()));
        }
        println!("{}: {count:?}", folder.display());
        // A place where the judge differs that does not know our terms is one of our terms.
        let share = |wrong: usize| wrong as f64 / count.places as f64;
        assert!(count.places > 1000 && share(count.taught) < 0.0001 && share(count.plain) < 0.02, "{count:?}");
    }
}

/// How often we and the judge do not agree on whether a place between two Han is a border.
#[derive(Debug, Default)]
struct Agreement {
    places: usize,
    /// With jieba that knows our terms.
    taught: usize,
    /// With jieba as it is.
    plain: usize,
    /// With jieba as it is, and its model of unknown words.
    guessing: usize,
}

impl Agreement {
    fn add(&mut self, text: &str) {
        for stretch in text.split(|c| !is_han(c)).filter(|stretch| stretch.chars().count() > 1) {
            let ours = WORDS.starts(stretch);
            let differs = |judge: &Jieba, guess: bool| {
                let theirs: Vec<usize> = judge.cut(stretch, guess).iter().map(|word| word.byte_start).collect();
                let unshared = |a: &[usize], b: &[usize]| a.iter().filter(|at| b.binary_search(at).is_err()).count();
                unshared(&ours, &theirs) + unshared(&theirs, &ours)
            };
            self.places += stretch.chars().count() - 1;
            self.taught += differs(&TAUGHT, false);
            self.plain += differs(&JIEBA, false);
            self.guessing += differs(&JIEBA, true);
        }
    }
}

#[test]
fn a_long_stretch_is_cut_in_one_go() {
    // Were the time to grow with the square of the length, this would not end.
    let text = "云原生工作负载在可用区之间迁移".repeat(50_000);
    let starts = WORDS.starts(&text);
    assert_eq!(starts.len() % 50_000, 0);
    assert_eq!(drawn(&WORDS, &text[..45]), "云原生|工作负载|在|可用区|之间|迁移");
}

proptest! {
    #[test]
    fn words_of_any_text_begin_at_its_characters(text in "(\\PC|[云原生工作负载的一是𠀀々あー“，。 a]){0,40}") {
        let starts = WORDS.starts(&text);
        prop_assert!(starts.is_sorted_by(|a, b| a < b));
        for &at in &starts {
            prop_assert!(text.is_char_boundary(at) && text[at..].starts_with(is_han));
        }
        // Each stretch of Han begins with a word.
        let mut parted = true;
        for (at, c) in text.char_indices() {
            prop_assert!(!(parted && is_han(c)) || starts.contains(&at));
            parted = !is_han(c);
        }
    }
}
