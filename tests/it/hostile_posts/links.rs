//! Link targets that lie, start programs, or are not targets at all.

use super::case::Fate::{self, Anchor, Asks, Opens, Refused, Relative};
use super::case::{Case, Class};
use super::reader::Reader;
use yundu::app::{Command, Effect};
use yundu::document::link::WebTarget;
use yundu::document::{BlockKind, Target};

/// A post with links and what following each leads to.
fn case(name: &str, hostile: &str, fates: &[Fate]) -> Case {
    Case::body(&format!("url-{name}"), Class::Show, hostile).fates(fates)
}

/// The cases.
pub fn cases() -> Vec<Case> {
    let long =
        format!("[甲](https://example.test/{}) [乙](https://example.test/{})", "a".repeat(65_536), "b".repeat(4000));
    vec![
        case("script", "[甲](javascript:fetch('//example.test')) [乙](JaVaScRiPt:x) [丙](vbscript:x)", &[Refused; 3]),
        case("data", "[甲](data:text/html;base64,PGI+) [乙](blob:https://example.test/1)", &[Refused; 2]),
        case("file", "[甲](file:///etc/passwd) [乙](file://example.test/share/x)", &[Refused; 2]),
        case(
            "programs",
            "[甲](ssh://-oProxyCommand=x/) [乙](vscode://x) [丙](tel:110) [丁](smb://example.test/a) [戊](ftp://example.test) [己](about:config) [庚](view-source:https://example.test) [辛](intent://x)",
            &[Refused; 8],
        ),
        case("mail", "[甲](mailto:a@example.test?attach=/etc/passwd&body=x%0d%0aBcc:b@example.test)", &[Refused]),
        case("options", "[甲](--help) [乙](-oProxyCommand=x) [丙](<--new-window x>)", &[Relative; 3]),
        case(
            "shell",
            "[甲](<https://example.test/$(id)>) [乙](<https://example.test/`id`>) [丙](<https://example.test/;id;>) [丁](<https://example.test/a'b&id|id>)",
            &[Opens; 4],
        ),
        case("blanks", "[甲](<https://example.test/a b>)", &[Refused]),
        case(
            "lines",
            "[甲](https://example.test/&#10;host=x) [乙](<https://example.test/&#13;&#10;X: y>) [丙](https://example.test/%0a%0d)",
            &[Refused, Refused, Opens],
        ),
        case(
            "controls",
            "[甲](<https://example.test/\x1b]0;t\x07>) [乙](<https://example.test/\u{9b}1m>) [丙](https://example.test/\x7f)",
            &[Refused; 3],
        ),
        case(
            "text-lies",
            "[https://kubernetes.io/blog](https://example.test/phish) [kubernetes.io](http://example.test)",
            &[Asks; 2],
        ),
        case(
            "text-honest",
            "[https://example.test/a](https://example.test/b) [example.test](https://example.test) [读](https://example.test)",
            &[Opens; 3],
        ),
        case("user", "[甲](https://kubernetes.io@example.test/) [乙](https://a:b@example.test/)", &[Asks; 2]),
        case(
            "address",
            "[甲](http://127.0.0.1/) [乙](http://2130706433/) [丙](http://0x7f.1/) [丁](http://[::1]/) [戊](http://localhost:631/) [己](http://169.254.169.254/)",
            &[Asks; 6],
        ),
        case("scripts-mixed", "[甲](https://еxample.test/) [乙](https://аррӏе.com/)", &[Asks; 2]),
        case("scripts-honest", "[甲](https://例子.测试/路径?问=答)", &[Opens]),
        case("not-urls", "[甲](https://) http://a [丙](https:///)", &[Refused, Asks, Refused]),
        case("too-long", &long, &[Refused, Opens]),
        case(
            "relative",
            "[甲](../../../../etc/passwd) [乙](/etc/passwd) [丙](#收尾) [丁](?x=1) [戊](./b.md)",
            &[Relative, Relative, Anchor, Relative, Relative],
        ),
        case("network-path", "[甲](//example.test/x)", &[Refused]),
        case("empty", "[甲]() [乙](<>)", &[Refused; 2]),
        case("bidi", "[甲](https://example.test/\u{202e}gpj.exe)", &[Refused]),
        case("autolinks", "<javascript:x()> <file:///etc/passwd>\n\n[r][x]\n\n[x]: javascript:x()", &[Refused; 3]),
        case(
            "images",
            "![甲](https://example.test/p.png?track=1) ![乙](file:///dev/zero) ![丙](/dev/random)",
            &[Opens, Refused, Relative],
        ),
        case(
            "many",
            &(0..1000).map(|n| format!("[{n}](https://example.test/{n}) ")).collect::<String>(),
            &[Opens; 1000],
        ),
    ]
}

/// Holds what following the links of a case leads to against what is expected.
pub fn check_fates(case: &Case) {
    let text = String::from_utf8(case.bytes.clone()).unwrap();
    let links = yundu::document::parse(&text).links;
    let fates: Vec<Fate> = links.iter().map(|link| fate(&link.target)).collect();
    let (source, fates) = fates.split_last().unwrap();
    assert_eq!((*source, fates), (Opens, case.fates.as_deref().unwrap()), "{}: {links:?}", case.name);
}

fn fate(target: &Target) -> Fate {
    match target {
        Target::Web(web) if web.doubts.is_empty() => Opens,
        Target::Web(_) => Asks,
        Target::Anchor(_) | Target::Note(_) | Target::NoteRef(_) => Anchor,
        Target::Relative(_) => Relative,
        Target::Refused(_) => Refused,
    }
}

#[test]
fn links_are_numbered_as_they_are_read() {
    let text = "先 https://a.test/ 再[乙](https://b.test/)又 https://c.test/\n\n| https://d.test/ | [戊](https://e.test/) |\n|-|-|\n";
    let document = yundu::document::parse(text);
    let hosts: Vec<_> = document.links.iter().map(|link| link.written.trim_start_matches("https://")).collect();
    assert_eq!(hosts, ["a.test/", "b.test/", "c.test/", "d.test/", "e.test/"]);
    let BlockKind::Paragraph(inlines) = &document.blocks[0].kind else { panic!("no paragraph") };
    let numbers: Vec<_> = inlines.iter().filter_map(|inline| inline.link).collect();
    assert_eq!(numbers, [0, 1, 2]);
}

/// No key opens a link that is refused or has to be asked about, unless the question is answered with yes.
#[test]
fn keys_open_only_what_is_beyond_doubt() {
    for case in cases().iter().filter(|case| case.name != "url-many") {
        let opens = case.fates.as_ref().unwrap().contains(&Opens);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("post.md"), &case.bytes).unwrap();
        let mut reader = Reader::new(&folder, &case.name, (100, 40));
        reader.run(Command::Open);
        for number in 1..=9 {
            reader.run(Command::NthLink(number));
            reader.run(Command::Back);
            reader.run(Command::PaneRight);
        }
        let opened: Vec<_> = reader.effects.iter().filter_map(opened).collect();
        assert!(opened.iter().all(|web| web.doubts.is_empty()), "{}: {opened:?}", case.name);
        assert!(opened.iter().all(|web| web.url.starts_with("http")), "{}: {opened:?}", case.name);
        assert!(!opens || !opened.is_empty(), "{}: nothing was opened", case.name);
    }
}

fn opened(effect: &Effect) -> Option<&WebTarget> {
    match effect {
        Effect::Open(web) => Some(web),
        Effect::Quit
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Read { .. }
        | Effect::LayOut { .. }
        | Effect::Look { .. }
        | Effect::Colour { .. }
        | Effect::Reload
        | Effect::Find { .. }
        | Effect::Passages { .. }
        | Effect::Copy(_)
        | Effect::Mouse(_)
        | Effect::Theme(_)
        | Effect::Edit { .. }
        | Effect::Keep(_)
        | Effect::Note(_) => None,
    }
}

#[test]
fn a_flood_of_defects_is_counted_and_not_listed() {
    let defects = yundu::document::parse(&"[a](ssh://b) ".repeat(5000)).defects;
    assert_eq!(defects.len(), 201);
    assert!(defects.last().is_some_and(|defect| defect.detail.as_str() == "4800"));
}
