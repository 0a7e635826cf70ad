//! Files that are not UTF-8, not text, or nothing at all.

use super::case::{Case, Class, FRONT, around};

/// A sound post as text.
fn sound(name: &str) -> String {
    format!("{FRONT}{}", around(name, "旧稿件，含“引号”和——破折号。云原生安全动态，容器与编排，镜像与供应链。"))
}

/// The cases.
pub fn cases() -> Vec<Case> {
    let utf16 = |name: &str, mark: &[u8], big: bool| {
        let units = sound(name).encode_utf16().collect::<Vec<_>>();
        let bytes = units.into_iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        mark.iter().copied().chain(bytes).collect::<Vec<u8>>()
    };
    let coded = |name: &str, encoding: &'static encoding_rs::Encoding| encoding.encode(&sound(name)).0.into_owned();
    let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut utf32 = vec![0xff, 0xfe, 0, 0];
    utf32.extend(sound("utf-32").chars().flat_map(|c| u32::from(c).to_le_bytes()));
    let mixed = format!("{}{}", FRONT.replace('\n', "\r\n"), around("ends-mixed", "甲\r\n乙\n丙\r丁\u{85}戊"));
    vec![
        Case::file("utf-8-mark", Class::Show, format!("\u{feff}{}", sound("utf-8-mark"))),
        Case::file("utf-16-le", Class::Warn, utf16("utf-16-le", &[0xff, 0xfe], false)),
        Case::file("utf-16-be", Class::Warn, utf16("utf-16-be", &[0xfe, 0xff], true)),
        Case::file("utf-16-bare", Class::WarnOrBroken, utf16("utf-16-bare", &[], false)),
        Case::file("utf-32", Class::WarnOrBroken, utf32),
        Case::file("gbk", Class::WarnOrBroken, coded("gbk", encoding_rs::GBK)),
        Case::file("gb18030", Class::WarnOrBroken, coded("gb18030", encoding_rs::GB18030)),
        Case::file("big5", Class::WarnOrBroken, coded("big5", encoding_rs::BIG5)),
        Case::file("shift-jis", Class::WarnOrBroken, coded("shift-jis", encoding_rs::SHIFT_JIS)),
        Case::file("cut", Class::Warn, [sound("cut").as_bytes(), &"尾".as_bytes()[..2]].concat()),
        Case::file(
            "lone-9b",
            Class::Warn,
            [FRONT.as_bytes(), b"\nA\x9b31mB\n", around("lone-9b", "x").as_bytes()].concat(),
        ),
        Case::file("nul-inside", Class::WarnOrBroken, sound("nul-inside").replace("旧", "旧\0").into_bytes()),
        Case::file("all-nul", Class::Broken, vec![0; 65_536]),
        Case::file("noise", Class::Broken, noise),
        Case::file(
            "picture",
            Class::Broken,
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec(),
        ),
        Case::file("ends-cr", Class::Show, sound("ends-cr").replace('\n', "\r")),
        Case::file("ends-mixed", Class::Show, mixed),
        Case::file("empty-file", Class::Broken, Vec::new()),
        Case::file("blank", Class::Broken, " \n\t\n\u{3000}\n".repeat(50)),
        Case::file("only-mark", Class::Broken, "\u{feff}"),
        Case::file("only-front", Class::Limit, FRONT),
    ]
}
