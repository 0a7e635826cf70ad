//! Hints: letters on links and blocks, one to follow, several to open together.

use crate::screens::stage::Stage;
use yundu::app::Settings;
use yundu::app::overlay::Overlay;
use yundu::app::stop::Stop;
use yundu::strings::Lang;
use yundu::ui::theme::Part;

/// Seven links of the web, one inside the post, a table and a piece of code.
fn stage(columns: u16) -> Stage {
    let links: String = (1..=7).map(|n| format!("[第{n}个](https://s{n}.example/) ")).collect();
    let body =
        format!("{links}[这里](#题)\n\n| 甲 |\n|--|\n| 乙 |\n\n```\nx\n```\n\n[a.example](https://b.example/)\n");
    Stage::new(Settings { lang: Lang::Zh, ..Settings::default() }, &[("a.md", &body)], columns, 30)
}

#[track_caller]
fn check(keys: &str, asked: &[&str], open: bool) {
    let mut stage = stage(80);
    stage.keys("enter").keys(keys);
    assert_eq!(stage.asked, asked, "{keys}");
    assert_eq!(stage.model.overlay.is_some(), open, "{keys}");
}

#[test]
fn several_links_open_together() {
    let (one, three) = ("open https://s1.example/", "open https://s3.example/");
    check("F", &[], true);
    check("F a d", &[], true);
    check("F a d enter", &[one, three], false);
    check("F d a enter", &[three, one], false);
    // The same letter takes it back.
    check("F a d a enter", &[three], false);
    check("F a d esc", &[], false);
    check("F enter", &[], false);
    // A wrong letter loses nothing.
    check("F a m enter", &[one], false);
    // More than five ask first, and so does a link that says another host.
    check("F a s d f j k enter", &[], true);
    check("F a s d f j k enter esc", &[], false);
    check("F a g enter", &[], true);
    check("F a g enter y", &[one, "open https://b.example/"], false);
}

#[test]
fn full_width_letters_count_as_their_ascii_ones() {
    check("f ａ", &["open https://s1.example/"], false);
    check("Ｆ ａ ｄ enter", &["open https://s1.example/", "open https://s3.example/"], false);
}

#[test]
fn what_is_chosen_is_named_and_marked() {
    let mut stage = stage(80);
    stage.keys("enter F");
    assert!(stage.text().lines().last().unwrap().contains("Enter 打开，Esc 放弃"), "{}", stage.text());
    stage.keys("a d");
    let (text, shot) = (stage.text(), stage.shot());
    assert!(text.lines().last().unwrap().contains("已选 2，Enter 打开：s1.example  s3.example"), "{text}");
    assert!(text.contains(" a✓") && shot.contains("selection"), "{shot}");
}

/// One hint for a link, where it begins, however many lines it takes.
#[test]
fn a_link_over_two_lines_has_one_hint() {
    let body = "[一个很长的链接要折到第二行去，还要更长一点才够，这样就够了吧](https://a.example/)和[另一个](https://b.example/)。";
    let mut stage = Stage::new(Settings::default(), &[("a.md", body)], 40, 24);
    stage.keys("enter f");
    let chips = stage.shot().lines().filter(|line| line.ends_with(" hint")).count();
    assert_eq!(chips, 2, "{}", stage.shot());
}

#[test]
fn a_block_is_focused_by_its_letter() {
    let mut stage = stage(80);
    stage.keys("enter f");
    let Some(Overlay::Hints(hints)) = &stage.model.overlay else { panic!("no hints") };
    let (letters, _) = hints.stops.iter().find(|(_, stop)| matches!(stop, Stop::Block(_))).unwrap().clone();
    stage.keys(&letters);
    assert_eq!(stage.model.page.as_ref().unwrap().focused, Some(Stop::Block(1)));
}

#[test]
fn every_letter_is_drawn_however_close_the_links_are() {
    // The letters of the host are none that stand for one of so few links.
    let link = |text: &str| format!("[{text}](https://xx.zz/{text})");
    let close: String = ["1", "2", "三", "4"].map(link).concat();
    let body = format!(
        "{close} 文 {} {}{}\n\n| {} | {} |\n|--|--|\n| 一 | 二 |\n",
        link("5"),
        link("6"),
        link("7"),
        link("8"),
        link("9")
    );
    for columns in [20, 24, 31, 40, 80, 120] {
        for keys in ["enter f", "enter F"] {
            let mut stage = Stage::new(Settings::default(), &[("a.md", &body)], columns, 40);
            stage.keys(keys);
            let Some(Overlay::Hints(hints)) = &stage.model.overlay else { panic!("no hints") };
            let surface = stage.surface().0;
            let is_hint = |cell: &&ratatui::buffer::Cell| Some(cell.fg) == stage.theme.style(Part::Hint).fg;
            let drawn: String = surface.buffer.content.iter().filter(is_hint).map(|cell| cell.symbol()).collect();
            for (label, _) in &hints.stops {
                assert!(drawn.contains(label.as_str()), "{columns}: {label} is not in {drawn:?}\n{}", stage.text());
            }
        }
    }
}
