//! The themes: each is read without a complaint, and its texts can be read.

use ratatui::style::{Color, Style};
use yundu::diagnostic::Severity;
use yundu::strings::Lang;
use yundu::text::SafeStr;
use yundu::ui::theme::{Colours, NAMES, Part, Theme, colours_of, suitable};

/// Parts that are lines or grounds and not texts.
const NO_TEXT: &[Part] = &[Part::Rule, Part::Divider, Part::QuoteBar, Part::Selected, Part::SelectedBar, Part::Drawer];

/// Relative luminance (WCAG 2.2).
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else { panic!("{colour:?}") };
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

fn contrast(style: Style) -> f64 {
    let [a, b] = [style.fg.unwrap(), style.bg.unwrap()].map(luminance);
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn texts_stand_out_from_their_paper() {
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
        let theme = Theme::built_in(name, Colours::True).unwrap();
        for (part_name, part) in NAMES.iter().filter(|(_, part)| !NO_TEXT.contains(part)) {
            for ground in [Part::Page, Part::Drawer, Part::Selected] {
                let under = theme.style(Part::Page).patch(Style { fg: None, ..theme.style(ground) });
                let found = contrast(under.patch(theme.style(*part)));
                assert!(found >= least, "{name}: {part_name} on {ground:?} has {found:.2}");
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
    assert_eq!(colours_of("", "linux"), Colours::Sixteen);
}
