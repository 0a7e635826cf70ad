//! The short ways of the index find what the long ways do.

use super::shelf::{Volume, evaluate, index, post};
use proptest::prelude::*;
use yundu::text::Needle;
use yundu::text::pinyin::Pinyin;
use yundu::text::sounds::Sounds;

fn titled(titles: &[String]) -> Vec<Volume> {
    titles.iter().map(|title| post(title, &[], "")).collect()
}

proptest! {
    #[test]
    fn titles_are_found_as_by_the_needle(
        titles in prop::collection::vec("[abAB 安全ＡｂⅣé　]{0,8}", 0..6),
        word in "[abAB安ＡｂⅣé]{1,2}( [ab全])?",
    ) {
        let volumes = titled(&titles);
        let needle = Needle::new(&word);
        let expected: Vec<usize> =
            (0..volumes.len()).filter(|&at| needle.is_in(&volumes[at].post.title)).collect();
        let found = evaluate(&format!("title:\"{word}\""), &index(&volumes));
        for at in &expected {
            prop_assert!(found.contains(at), "{} in {}", word, titles[*at]);
        }
        for at in found {
            let by_sound = Pinyin::new(needle.written()).and_then(|pinyin| pinyin.find(&volumes[at].post.title));
            // A part of a compatibility form (the i of ⅳ) is found in titles, too.
            prop_assert!(expected.contains(&at) || by_sound.is_some() || titles[at].contains('Ⅳ'), "{} in {}", word, titles[at]);
        }
    }

    #[test]
    fn texts_are_found_by_their_sounds_as_one_by_one(
        texts in prop::collection::vec("[安全重长行银绿女曾中国儿é。 A-Ca-c1]{0,6}", 0..6),
        letters in "[anqughzclvoxire1]{2,5}",
    ) {
        if let Some(pinyin) = Pinyin::new(&letters) {
            let expected: Vec<usize> = (0..texts.len()).filter(|&at| pinyin.find(&texts[at]).is_some()).collect();
            let sounds = Sounds::new(texts.iter().map(String::as_str));
            prop_assert_eq!(sounds.find(&pinyin), expected, "{} in {:?}", letters, texts);
        }
    }
}
