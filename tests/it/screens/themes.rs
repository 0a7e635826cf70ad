//! The themes: each is read without a complaint, and its texts can be read.

use super::stage::{Stage, telling_theme};
use super::{SHOTS, reader};
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeSet;
use yundu::app::themes::Offer;
use yundu::app::{Focus, Settings};
use yundu::diagnostic::Severity;
use yundu::strings::Lang;
use yundu::text::SafeStr;
use yundu::ui::theme::{Colours, NAMES, Part, Theme, colours_of, suitable};

/// Parts that are lines or grounds and not texts.
const NO_TEXT: &[Part] = &[Part::Rule, Part::Divider, Part::QuoteBar, Part::Selected, Part::SelectedBar, Part::Drawer];

/// The 16 colours of xterm, and those of the consoles of the kernel (VGA).
const XTERM: [u32; 16] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
    0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
const VGA: [u32; 16] = [
    0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55,
    0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
];

/// What a terminal shows for a colour.
fn rgb(colour: Color, palette: &[u32; 16]) -> [u8; 3] {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        // The fixed colours of xterm: a cube of 6 steps, then 24 greys. The first 16 are the reader's own.
        Color::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
        Color::Indexed(index @ 16..) => {
            let step = |at: u8| [0, 95, 135, 175, 215, 255][usize::from(at % 6)];
            let index = index - 16;
            [step(index / 36), step(index / 6), step(index)]
        }
        Color::Indexed(index) => panic!("{index} is a colour of the reader's own"),
        Color::Reset => panic!("nobody knows what the terminal shows"),
        named => {
            let [_, r, g, b] = palette[NAMED.iter().position(|it| *it == named).unwrap()].to_be_bytes();
            [r, g, b]
        }
    }
}

/// Relative luminance (WCAG 2.2).
fn luminance(rgb: [u8; 3]) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = rgb.map(channel);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Ink and paper as they are seen.
fn seen(style: Style) -> [Color; 2] {
    let (ink, paper) = (style.fg.unwrap(), style.bg.unwrap());
    if style.add_modifier.contains(Modifier::REVERSED) { [paper, ink] } else { [ink, paper] }
}

fn contrast(style: Style, palette: &[u32; 16]) -> f64 {
    let [a, b] = seen(style).map(|colour| luminance(rgb(colour, palette)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What parts stand on: the page, a drawer or sheet, a selected row, the paper of code, the status line.
const GROUNDS: [Part; 5] = [Part::Page, Part::Drawer, Part::Selected, Part::CodeBlock, Part::Status];

/// A part on a ground of a theme, as it is painted.
fn painted(theme: &Theme, ground: Part, part: Part) -> Style {
    let under = theme.style(Part::Page).patch(Style { fg: None, ..theme.style(ground) });
    under.patch(theme.style(part))
}

/// Every built-in theme but `plain`, which has the terminal's own ink and paper and nothing else.
fn coloured() -> impl Iterator<Item = &'static str> {
    Theme::names().filter(|name| *name != "plain")
}

#[track_caller]
fn check_contrast(colours: Colours, palette: &[u32; 16], least: impl Fn(&str) -> f64) {
    let mut faint = Vec::new();
    for name in coloured() {
        let theme = Theme::built_in(name, colours).unwrap();
        for (part_name, part) in NAMES.iter().filter(|(_, part)| !NO_TEXT.contains(part)) {
            for ground in GROUNDS {
                let found = contrast(painted(&theme, ground, *part), palette);
                if found < least(name) {
                    faint.push(format!("{name}: {part_name} on {ground:?} has {found:.2}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn texts_stand_out_from_their_paper() {
    let least = |name: &str| if name == "high-contrast" { 7.0 } else { 4.5 };
    check_contrast(Colours::True, &XTERM, least);
    check_contrast(Colours::Indexed, &XTERM, least);
    // Of sixteen colours nobody knows what the reader has made; these two palettes are the ones that are there by themselves.
    check_contrast(Colours::Sixteen, &XTERM, |_| 4.5);
    check_contrast(Colours::Sixteen, &VGA, |_| 4.5);
}

/// Keys before a frame; what begins with `"` is typed as text. Together with the shots they show
/// every part on every ground that it is drawn on: hits on the selected row, in links and in code,
/// what is selected, chosen and refused.
const FRAMES: &[(u16, &[&str])] = &[
    (80, &["ctrl-f", "\"网关 | probe", "down"]),
    (80, &["ctrl-f", "\"网关 | probe", "enter j"]),
    (120, &["ctrl-f", "\"报表 | 探针 | 2026", "enter j"]),
    (200, &["ctrl-f", "\"探针 | 网关", "enter"]),
    (200, &["t space j j"]),
    (80, &["t - j"]),
    (80, &["t + j", "t j j k"]),
    (80, &["ctrl-p", "\"pr"]),
    (80, &[":", "\"co", "down"]),
    (80, &["T"]),
    (80, &["T j"]),
    (80, &["T G"]),
    (120, &["enter /", "\"探", "enter tab"]),
    (120, &["enter /", "\"e", "enter n tab tab"]),
    (120, &["enter F a s"]),
    (120, &["enter f"]),
    (80, &["enter \\ j j"]),
    (80, &["enter y y"]),
    (80, &["s", "r", "enter ] s"]),
    (80, &["=", "\"is:raed"]),
    (80, &["=", "\"tag:", "tab tab"]),
    (80, &["? /", "\"复制"]),
    (80, &["enter tab tab tab tab enter"]),
];

/// The parts of a frame that are drawn, cell by cell, and the frame in a theme.
fn check_frame(stage: &mut Stage, what: &str, faint: &mut BTreeSet<String>) {
    stage.theme = telling_theme();
    let telling = stage.drawn().0;
    let part = |at: usize| {
        let cell = &telling.buffer.content[at];
        NAMES.iter().find(|(_, part)| stage.theme.style(*part).fg == Some(cell.fg)).unwrap()
    };
    let parts: Vec<_> = (0..telling.buffer.content.len()).map(part).collect();
    for name in coloured() {
        for (colours, palettes) in
            [(Colours::True, &[XTERM][..]), (Colours::Indexed, &[XTERM]), (Colours::Sixteen, &[XTERM, VGA])]
        {
            stage.theme = Theme::built_in(name, colours).unwrap();
            let drawn = stage.drawn().0;
            let mut before = None;
            for (cell, (part_name, _)) in drawn.buffer.content.iter().zip(&parts) {
                // Bars and rules are no texts; what is a word is one, whatever it is drawn as.
                let look = Some((cell.fg, cell.bg, cell.modifier));
                if !cell.symbol().chars().any(char::is_alphanumeric) || std::mem::replace(&mut before, look) == look {
                    continue;
                }
                let style = Style { fg: Some(cell.fg), bg: Some(cell.bg), add_modifier: cell.modifier, ..Style::new() };
                for palette in palettes {
                    let found = contrast(style, palette);
                    if found < if name == "high-contrast" && colours != Colours::Sixteen { 7.0 } else { 4.5 } {
                        faint.insert(format!("{name} {colours:?}: {part_name} on {:?} has {found:.2} {what}", cell.bg));
                    }
                }
            }
        }
    }
    // Without colours what is lit is told by its marks.
    stage.theme = Theme::built_in("plain", Colours::Sixteen).unwrap();
    let drawn = stage.drawn().0;
    for (cell, (part_name, part)) in drawn.buffer.content.iter().zip(&parts) {
        let lit = matches!(part, Part::Hit | Part::HitCurrent | Part::Match | Part::Hint | Part::Selection);
        if lit && cell.modifier.is_empty() || cell.modifier.contains(Modifier::HIDDEN) {
            faint.insert(format!("plain: {part_name} has no mark {what}"));
        }
    }
}

/// What is drawn last decides: texts stand out from the ground that they are really drawn on.
#[test]
fn texts_of_whole_frames_stand_out_from_what_they_stand_on() {
    let mut faint = BTreeSet::new();
    let offers: Vec<Offer> =
        [("auto", false), ("dark", false), ("broken", true)].map(|(name, broken)| offer(name, broken)).to_vec();
    let shots = SHOTS.iter().map(|(_, lang, size, keys)| (*lang, *size, *keys));
    let frames = FRAMES.iter().map(|(columns, keys)| (Lang::Zh, (*columns, 24), *keys));
    for (lang, (columns, rows), keys) in shots.chain(frames) {
        let mut stage = reader(lang, columns, rows);
        stage.model.settings.themes.clone_from(&offers);
        for keys in keys {
            match keys.strip_prefix('"') {
                Some(text) => stage.types(text),
                None => stage.keys(keys),
            };
        }
        check_frame(&mut stage, &format!("at {columns} columns after {keys:?}"), &mut faint);
        if stage.model.focus() == Focus::Page {
            stage.keys("esc").drag(&[(columns / 2, 8), (columns / 2 + 9, 12)]);
            check_frame(&mut stage, &format!("selected at {columns} columns after {keys:?}"), &mut faint);
        }
    }
    let code = include_str!("../../data/screens/posts/code.md");
    let mut stage = Stage::new(Settings::default(), &[("code.md", code)], 80, 60);
    for keys in ["enter", "/ e enter", "n n n", "G"] {
        stage.keys(keys).colour();
        check_frame(&mut stage, &format!("in code after {keys}"), &mut faint);
    }
    assert!(faint.is_empty(), "{}", faint.into_iter().collect::<Vec<_>>().join("\n"));
}

fn offer(name: &str, broken: bool) -> Offer {
    Offer { name: name.to_owned(), problem: broken.then(|| SafeStr::literal("broken")) }
}

/// A hue is not lost on the way to 256 colours: what five alerts are is told apart.
#[test]
fn hues_are_told_apart_in_few_colours() {
    let alerts = [Part::AlertNote, Part::AlertTip, Part::AlertImportant, Part::AlertWarning, Part::AlertCaution];
    for name in coloured() {
        let theme = Theme::built_in(name, Colours::Indexed).unwrap();
        let mut inks: Vec<[u8; 3]> = alerts.map(|part| rgb(theme.style(part).fg.unwrap(), &XTERM)).to_vec();
        assert!(inks.iter().all(|[r, g, b]| r != g || g != b), "{name}: a grey among {inks:?}");
        inks.sort_unstable();
        inks.dedup();
        assert_eq!(inks.len(), alerts.len(), "{name}: {inks:?}");
    }
}

/// Where there are few colours, what matters differs by more than one: in its ink by weight, an underline or being reversed.
#[test]
fn what_matters_is_seen_without_its_colour() {
    for name in Theme::names() {
        for colours in [Colours::Indexed, Colours::Sixteen] {
            let theme = Theme::built_in(name, colours).unwrap();
            let marks = |part| theme.style(part).add_modifier;
            for part in
                [Part::FocusedLink, Part::HitCurrent, Part::Hint, Part::TitleSelected, Part::Heading1, Part::Match]
            {
                assert!(!marks(part).is_empty(), "{name} {colours:?} {part:?}");
            }
            assert_ne!(theme.style(Part::Hit), theme.style(Part::HitCurrent), "{name} {colours:?}");
            assert_ne!(theme.style(Part::Link), theme.style(Part::FocusedLink), "{name} {colours:?}");
            if colours == Colours::Sixteen {
                let reversed = [Part::FocusedLink, Part::HitCurrent, Part::Hint, Part::Key];
                assert!(reversed.iter().all(|part| marks(*part).contains(Modifier::REVERSED)), "{name}");
            }
        }
    }
}

#[test]
fn the_plain_theme_has_no_colour_and_still_tells_what_matters() {
    let theme = Theme::built_in("plain", Colours::True).unwrap();
    assert!(NAMES.iter().all(|(_, part)| theme.style(*part).fg.is_none() && theme.style(*part).bg.is_none()));
    for part in [
        Part::Heading1,
        Part::Link,
        Part::SourceLink,
        Part::FocusedLink,
        Part::Hit,
        Part::HitCurrent,
        Part::TitleSelected,
    ] {
        assert!(!theme.style(part).add_modifier.is_empty(), "{part:?}");
    }
}

#[test]
fn every_built_in_theme_is_read_without_a_complaint() {
    for name in Theme::names() {
        for colours in [Colours::True, Colours::Indexed, Colours::Sixteen] {
            assert_eq!(&*Theme::built_in(name, colours).unwrap().name, name);
        }
    }
    assert_eq!(Theme::built_in("no such", Colours::True), None);
}

#[test]
fn defects_of_a_theme_are_named_with_their_line() {
    let check = |file: &str, expected: &[(Option<usize>, Severity, &str)]| {
        let (_, found) = Theme::parse(&SafeStr::clean("my.yaml"), file, Colours::True);
        let found: Vec<_> =
            found.iter().map(|d| (d.defect.line, d.defect.severity, d.defect.message(Lang::En).to_string())).collect();
        let expected: Vec<_> = expected.iter().map(|(line, severity, m)| (*line, *severity, (*m).to_owned())).collect();
        assert_eq!(found, expected, "{file}");
    };
    check("name: a\nroles:\n  link: { fg: \"#00ff00\" }\n", &[]);
    check("name: a\nroles:\n  lnk: { fg: \"#00ff00\" }\n", &[(Some(3), Severity::Warning, "there is no role lnk")]);
    check("name: a\nroles:\n  link: { fg: grün }\n", &[(Some(3), Severity::Broken, "grün is no colour")]);
    check("name: a\npalette:\n  ink: \"#12\"\n", &[(Some(3), Severity::Broken, "#12 is no colour")]);
    let (_, found) = Theme::parse(&SafeStr::clean("my.yaml"), "name: a\nrolls: {}\n", Colours::True);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].defect.line, found[0].defect.severity), (Some(2), Severity::Broken));
}

#[test]
fn a_terminal_gets_the_theme_that_suits_it() {
    assert_eq!(suitable(true, "xterm-256color", Some(true), "0;15"), "plain");
    assert_eq!(suitable(false, "dumb", None, ""), "plain");
    assert_eq!(suitable(false, "xterm", None, "0;15"), "light");
    assert_eq!(suitable(false, "xterm", None, "15;0"), "dark");
    assert_eq!(suitable(false, "xterm", None, ""), "dark");
    assert_eq!(suitable(false, "xterm", Some(true), "15;0"), "light");
    assert_eq!(suitable(false, "xterm", Some(false), "0;15"), "dark");
    assert_eq!(colours_of("truecolor", "xterm"), Colours::True);
    assert_eq!(colours_of("", "xterm-256color"), Colours::Indexed);
    assert_eq!(colours_of("24bit", "xterm"), Colours::True);
    assert_eq!(colours_of("", "xterm-kitty"), Colours::True);
    assert_eq!(colours_of("", "foot-extra"), Colours::True);
    assert_eq!(colours_of("", "xterm-direct"), Colours::True);
    assert_eq!(colours_of("", "screen.xterm-256color"), Colours::Indexed);
    assert_eq!(colours_of("yes", "xterm"), Colours::Sixteen);
    assert_eq!(colours_of("", "linux"), Colours::Sixteen);
}
