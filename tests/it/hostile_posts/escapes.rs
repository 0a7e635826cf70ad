//! Escapes and controls: each kind by itself, and each in every place of a post.

use super::case::{Case, Class};

/// One kind of payload each, in a paragraph.
const KINDS: &[(&str, &str)] = &[
    ("csi-colour", "正\x1b[38;2;9;9;9m文"),
    ("csi-cursor", "正\x1b[50;50H文\x1b[2J"),
    ("csi-c1", "正\u{9b}31m文\u{9b}5;5H"),
    ("osc-title", "\x1b]0;别的标题\x07\x1b]2;别的标题\x1b\\"),
    ("osc-title-c1", "\u{9d}0;别的标题\u{9c}"),
    ("osc-clipboard", "抄下来：\x1b]52;c;cm0gLXJmIH4K\x07"),
    ("osc-link", "\x1b]8;id=a:b;javascript:x()\x1b\\点我\x1b]8;;\x1b\\"),
    ("osc-colours", "\x1b]10;?\x07\x1b]11;?\x07\x1b]4;1;?\x07"),
    ("osc-notify", "\x1b]9;喂\x07\x1b]777;notify;a;b\x07\x1b]99;;c\x1b\\"),
    ("osc-folder", "\x1b]7;file://example.test/tmp\x07"),
    ("osc-file", "\x1b]1337;File=name=YQ==;size=1:YQ==\x07"),
    ("dcs", "\x1bP$q\"p\x1b\\\u{90}q#0\u{9c}"),
    ("apc", "\x1b_Ga=T,f=24;AAAA\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\"),
    ("reports", "\x1b[6n\x1b[c\x1b[>c\x1b[21t\x1b[?2026$p"),
    ("reset", "\x1bc\x1b[!p\x1b#8"),
    ("modes", "\x1b[?1049l\x1b[?1003h\x1b[?2004l\x1b[?25l"),
    ("held-frame", "\x1b[?2026h等着"),
    ("charset", "\x0elqqk\x1b(0lqqk\x1b(B\x0f"),
    ("keyboard", "\x1b[>31u\x1b[>4;2m\x1b[6 q"),
    ("backspace", "好人\x08\x08坏人"),
    ("bells", "\x07\x07\x07铃"),
    ("form-feed", "上\x0b中\x0c下"),
    ("delete", "a\x7fb"),
    ("escape-and-mark", "\x1b\u{301}[31m"),
    ("escape-at-each", "\x1b云\x1b原\x1b生\x1b"),
];

#[rustfmt::skip]
/// The places of a post that a payload can stand in; `@` is the payload.
const PLACES: &[(&str, &str)] = &[
    ("fence", "```sh\necho @\n@\n```"),
    ("info", "```@rust\nfn main() {}\n```"),
    ("indented", "    let a = @;"),
    ("span", "这里有 `a@b` 一段"),
    ("heading", "### 小标题@在此"),
    ("setext", "小标题@\n======"),
    ("strong", "**重@点**与*斜@体*与~~划@掉~~"),
    ("link-text", "[点@此](https://example.test/a)"),
    ("link-target", "[点此](<https://example.test/@>)"),
    ("link-title", "[点此](https://example.test/a \"题@目\")"),
    ("autolink", "<https://example.test/@> 与 https://example.test/@x"),
    ("reference", "[点@此][r@]\n\n[r@]: https://example.test/@"),
    ("image", "![图@片](https://example.test/@.png)"),
    ("table", "| 甲@ | 乙 |\n|---|:-:|\n| @丙 | 丁@ |"),
    ("list", "- @甲\n- 乙@\n  1. @丙"),
    ("task", "- [ ] @甲\n- [x] 乙@"),
    ("quote", "> @甲\n> > 乙@"),
    ("alert", "> [!WARNING]\n> @甲"),
    ("note", "见注[^n@]。\n\n[^n@]: 注@文"),
    ("html-block", "<div title=\"@\">@</div>"),
    ("html-inline", "行内<b>@</b><kbd>@</kbd>"),
    ("comment", "<!-- @ -->\n\n后文@"),
    ("details", "<details><summary>题@</summary>\n\n文@\n\n</details>"),
    ("liquid", "{% include x.html a=\"@\" %} {{ b@ }}"),
];

/// What stands in each place, and what is left of it on the page.
const PAYLOADS: &[(&str, &str)] = &[
    ("esc", "\x1b[31m\x1b]0;t\x07"),
    ("c1", "\u{9b}7m\u{9d}2;t\u{9c}"),
    ("bidi", "\u{202e}txt\u{2066}"),
    ("hidden", "\u{200b}\u{2060}\u{e0041}\u{3164}\u{feff}"),
    ("flood", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}"),
    ("entity", "&#27;[31m&#x9b;1m&#x202e;&#8203;&zwnj;&#7;"),
];

/// The kinds that are written out by hand.
pub fn kinds() -> Vec<Case> {
    let mut cases: Vec<Case> = KINDS
        .iter()
        .map(|&(name, payload)| Case::body(name, Class::Warn, payload).hides(&["\x1b", "\u{9b}", "\x07"]))
        .collect();
    let all_c0: String = (1..32).filter(|c| !matches!(c, 9 | 10 | 13)).map(char::from).collect();
    let all_c1: String = ('\u{80}'..='\u{9f}').filter(|&c| c != '\u{85}').collect();
    cases.extend([
        Case::body("c0-all", Class::Warn, &format!("自{all_c0}终")).shows(&["␁␂␃", "␛"]),
        Case::body("c1-all", Class::Warn, &format!("自{all_c1}终")).shows(&["<80><81>", "<9B>"]),
        Case::body("split-by-marks", Class::Warn, "\x1b**[31m**红*\x1b*[0m").shows(&["␛"]),
        Case::body("entity-esc", Class::Warn, "&#27;[31m红&#x1b;]0;t&#7;").shows(&["␛[31m红"]),
        Case::body("entity-c1", Class::Warn, "&#155;31m红&#x9d;0;t&#x9c;").shows(&["<9B>31m红"]),
        Case::body("entity-bidi", Class::Warn, "用户 &#x202e;nimda&#x2066;&lrm;&rlm;").shows(&["用户nimda"]),
        Case::body("entity-hidden", Class::Warn, "一&#8203;二&zwj;三&zwnj;四&shy;五&NoBreak;六")
            .shows(&["一二三四五六"]),
        Case::body("entity-nul", Class::Show, "&#0;&#xd800;&#x110000;完").shows(&["\u{fffd}\u{fffd}\u{fffd}完"]),
        Case::body("percent-esc", Class::Show, "<https://example.test/%1b%5b31m%07%c2%9b>").shows(&["%1b%5b31m"]),
    ]);
    cases
}

/// Every payload in every place.
pub fn product() -> Vec<Case> {
    let mut cases = Vec::new();
    for (place, text) in PLACES {
        for (kind, payload) in PAYLOADS {
            // Entities mean nothing in code and comments: there they are honest letters.
            let class = match (*kind, *place) {
                ("entity", _) | (_, "comment" | "link-title" | "html-block" | "html-inline") => Class::Show,
                _ => Class::Warn,
            };
            cases.push(Case::body(&format!("{kind}-in-{place}"), class, &text.replace('@', payload)));
        }
    }
    cases
}
