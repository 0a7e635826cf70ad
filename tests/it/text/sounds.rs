//! Many texts searched by how they are read: what is found is what is found one by one.

use proptest::prelude::*;
use yundu::text::pinyin::Pinyin;
use yundu::text::sounds::Sounds;

#[test]
fn texts_are_found_by_their_sounds() {
    let sounds = Sounds::new(["云原生安全", "安 全", "Kubernetes", "", "AI 安全", "重庆"]);
    for (letters, expected) in [
        ("anquan", &[0, 1, 4][..]),
        ("aq", &[0, 1, 4]),
        ("aiaq", &[4]),
        ("iaq", &[]),
        ("kub", &[]),
        ("chongq", &[5]),
        ("zhongq", &[5]),
        ("ysaq", &[0]),
    ] {
        assert_eq!(sounds.find(&Pinyin::new(letters).unwrap()), expected, "{letters}");
    }
}

proptest! {
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
