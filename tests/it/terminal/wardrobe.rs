//! Which theme a name means, and what still moves it: the terminal's paper only where the reader has chosen none.

use super::probe::places;
use yundu::terminal::inquiry::Inquiry;
use yundu::terminal::known::Known;
use yundu::terminal::probe::Answer;
use yundu::terminal::wardrobe::Wardrobe;
use yundu::text::SafeStr;
use yundu::ui::theme::{Colours, Theme};

fn name(theme: Option<Theme>) -> String {
    theme.map(|theme| theme.name.to_string()).unwrap_or_default()
}

#[test]
fn a_name_means_a_built_in_theme_then_one_of_the_readers_own() {
    let (own, _) = Theme::parse(&SafeStr::literal("mine.yaml"), "name: mine\n", Colours::True);
    let wardrobe =
        Wardrobe { own: vec![("mine".to_owned(), own.clone()), ("dark".to_owned(), own)], ..Wardrobe::default() };
    let check = |wanted: &str, light: Option<bool>, expected: &str| {
        assert_eq!(name(wardrobe.theme(wanted, light)), expected, "{wanted} {light:?}");
    };
    check("mine", None, "mine");
    check("dark", Some(true), "dark");
    check("auto", Some(true), "light");
    check("auto", Some(false), "dark");
    check("auto", None, "dark");
    check("no such", None, "");
    let light = Wardrobe { colorfgbg: "0;15".to_owned(), ..wardrobe.clone() };
    assert_eq!(name(light.theme("auto", None)), "light");
    let colourless = Wardrobe { colourless: true, ..wardrobe };
    assert_eq!(name(colourless.theme("auto", Some(true))), "plain");
}

#[test]
fn an_answer_of_the_terminal_does_not_move_a_theme_that_was_chosen() {
    let check = |colours: Option<Colours>, expected: &str| {
        let known = Known::here(&|_| None);
        let mut inquiry = Inquiry::new(known, Answer::default(), None, Some(Colours::True));
        inquiry.follow_paper(colours);
        let replies = [&places(&[1, 1, 1, 1, 2, 2, 2, 2, 2]), "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b[?62c"].concat();
        let mut decoder = yundu::terminal::input::Decoder::default();
        decoder.feed(replies.as_bytes());
        let learned = decoder.drain().filter_map(|input| match input {
            yundu::terminal::input::Input::Reply(reply) => inquiry.take(&reply),
            yundu::terminal::input::Input::Event(event) => panic!("{event:?}"),
        });
        let themes: Vec<String> = learned.map(|learned| name(learned.theme)).collect();
        assert_eq!(themes, [expected]);
        assert_eq!(inquiry.is_light(), Some(true));
    };
    check(Some(Colours::True), "light");
    check(None, "");
}
