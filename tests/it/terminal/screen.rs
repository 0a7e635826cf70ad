//! The bytes between two frames, judged by a terminal: after them it shows what a fresh drawing of the second frame shows.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use yundu::terminal::screen::frame::{encode, gate, is_clean};
use yundu::terminal::screen::{Frames, knows_links};
use yundu::ui::Surface;

const SITE: &str = "https://example.org/a";
const OTHER: &str = "http://example.org/b";

/// One piece of a frame: where, what, how, and the link on it.
type Piece = (u16, u16, &'static str, Style, Option<&'static str>);

fn surface(columns: u16, rows: u16, pieces: &[Piece]) -> Surface {
    let mut surface = Surface::new(columns, rows);
    paint(&mut surface, pieces);
    surface
}

fn paint(surface: &mut Surface, pieces: &[Piece]) {
    let width = surface.area().width;
    for &(x, y, text, style, link) in pieces {
        let end = surface.buffer.set_stringn(x, y, text, usize::from(width.saturating_sub(x)), style).0;
        if let Some(url) = link {
            let number = surface.add_link(0, url);
            surface.set_link(Position::new(x, y), end - x, number);
        }
    }
}

/// A terminal that shows a frame drawn from nothing.
fn fresh(surface: &Surface) -> vt100::Parser {
    let mut terminal = blank(surface);
    let area = surface.area();
    terminal.process(&encode(&Surface::new(area.width, area.height), surface, true));
    terminal
}

fn blank(surface: &Surface) -> vt100::Parser {
    terminal(surface.area().height, surface.area().width)
}

fn terminal(rows: u16, columns: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// Every cell of the terminal: its text and its look.
fn cells(terminal: &vt100::Parser) -> Vec<String> {
    let (rows, columns) = terminal.screen().size();
    let places = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
    places
        .map(|(y, x)| {
            let cell = terminal.screen().cell(y, x).unwrap();
            let blank = cell.contents().trim().is_empty();
            // On a blank nobody sees the colour or weight of the letter that is not there.
            let ink =
                if blank && !cell.inverse() { String::new() } else { format!("{:?} {}", cell.fgcolor(), cell.bold()) };
            let wide = (cell.is_wide(), cell.is_wide_continuation());
            format!(
                "{y},{x} {:?} {wide:?} {ink} {:?} {} {}",
                cell.contents().trim(),
                cell.bgcolor(),
                cell.underline(),
                cell.inverse()
            )
        })
        .collect()
}

#[track_caller]
fn check(before: &Surface, after: &Surface) {
    let mut terminal = fresh(before);
    let bytes = encode(before, after, true);
    terminal.process(&bytes);
    let expected = fresh(after);
    assert_eq!(cells(&terminal), cells(&expected), "{:?}", String::from_utf8_lossy(&bytes));
    assert_eq!(terminal.screen().fgcolor(), vt100::Color::Default, "colours are reset");
    check_links(&bytes);
    assert!(encode(after, after, true).is_empty(), "an unchanged frame costs nothing");
}

/// Links are opened with an id, and closed before the cursor leaves the line and at the end.
#[track_caller]
fn check_links(bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (mut open, mut line) = (false, "");
    for sequence in text.split('\x1b').skip(1) {
        if let Some(link) = sequence.strip_prefix("]8;") {
            assert!(open || link != ";", "closed twice in {text:?}");
            open = link != ";";
            assert!(!open || link.starts_with("id="), "{link:?}");
        }
        let place = sequence.split_once('H').map(|(place, _)| place).and_then(|place| place.strip_prefix('['));
        if let Some((row, _)) =
            place.and_then(|place| place.split_once(';')).filter(|(row, _)| row.parse::<u16>().is_ok())
        {
            assert!(!open || row == line, "the cursor leaves the line inside a link in {text:?}");
            line = row;
        }
    }
    assert!(!open, "left open in {text:?}");
}

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const RED: Style = Style::new().fg(Color::Red);
const ON_BLUE: Style = Style::new().bg(Color::Rgb(0, 0, 90));
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

#[test]
fn what_changed_is_drawn_over_what_was_there() {
    let frames: &[&[Piece]] = &[
        &[],
        &[(0, 0, "云原生 Kubernetes", PLAIN, None)],
        &[(1, 0, "云原生 Kubernetes", PLAIN, None)],
        &[(0, 0, "ab云c", BOLD, None), (0, 1, "页面", ON_BLUE, Some(SITE))],
        &[(0, 0, "a云bc", RED, None), (0, 1, "页面", ON_BLUE, Some(OTHER))],
        &[(0, 0, "a云bc", REVERSED, None), (0, 1, "页   面", ON_BLUE, None)],
        &[(18, 0, "云", PLAIN, Some(SITE)), (19, 1, "云", PLAIN, None), (0, 2, "e\u{301}é👩‍💻x", PLAIN, None)],
        &[(0, 0, "━━━━━━━━━━━━━━━━━━━━", PLAIN, Some(SITE)), (0, 3, "到行末为止的一行字正好", PLAIN, Some(SITE))],
        &[(3, 0, "下划线", Style::new().add_modifier(Modifier::UNDERLINED), Some(SITE)), (0, 3, "x", ON_BLUE, None)],
    ];
    for before in frames {
        for after in frames {
            check(&surface(20, 4, before), &surface(20, 4, after));
        }
    }
}

#[test]
fn half_of_a_wide_cell_is_never_left() {
    let before = surface(6, 1, &[(0, 0, "中文字", PLAIN, None)]);
    let mut after = before.clone();
    // ratatui leaves the left half in its buffer; on the terminal it is the right half that gives way.
    after.buffer.set_string(1, 0, "x", PLAIN);
    check(&before, &after);
    check(&before, &surface(6, 1, &[(1, 0, "中文", PLAIN, None)]));
    check(&before, &surface(6, 1, &[(0, 0, "a", PLAIN, None), (2, 0, "文字", PLAIN, None)]));
    check(&before, &surface(6, 1, &[(0, 0, "中文字", ON_BLUE, None)]));
}

#[track_caller]
fn check_bytes(before: &[Piece], after: &[Piece], expected: &str) {
    let bytes = encode(&surface(20, 2, before), &surface(20, 2, after), true);
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn the_cursor_moves_only_where_it_must() {
    check_bytes(&[], &[(0, 0, "云原生abc", PLAIN, None)], "\x1b[1;1H云原生abc");
    check_bytes(&[], &[(2, 1, "云", RED, None), (4, 1, "x", BOLD, None)], "\x1b[2;3H\x1b[31m云\x1b[0;1mx\x1b[m");
    check_bytes(&[(0, 0, "a1b", PLAIN, None)], &[(0, 0, "c1d", PLAIN, None)], "\x1b[1;1Hc1d");
    check_bytes(&[(0, 0, "a云原b", PLAIN, None)], &[(0, 0, "c云原d", PLAIN, None)], "\x1b[1;1Hc\x1b[4Cd");
    check_bytes(&[], &[(0, 0, "用“云”", PLAIN, None)], "\x1b[1;1H用“\x1b[4G云”");
    check_bytes(&[], &[(0, 0, "────a", PLAIN, None)], "\x1b[1;1H────\x1b[5Ga");
    check_bytes(&[], &[(0, 0, "👩‍💻x", PLAIN, None)], "\x1b[1;1H👩‍💻\x1b[3Gx");
    check_bytes(&[(0, 0, "abcdefgh", PLAIN, None)], &[(0, 0, "ab", PLAIN, None)], "\x1b[1;3H\x1b[K");
    check_bytes(
        &[],
        &[(0, 0, "链", RED, Some(SITE)), (2, 0, "接", BOLD, Some(SITE)), (0, 1, "a", PLAIN, Some(SITE))],
        "\x1b[1;1H\x1b]8;id=ID;https://example.org/a\x1b\\\x1b[31m链\x1b[0;1m接\x1b]8;;\x1b\\\
         \x1b[2;1H\x1b]8;id=ID;https://example.org/a\x1b\\\x1b[ma\x1b]8;;\x1b\\"
            .replace("ID", &id_of(SITE))
            .as_str(),
    );
}

/// The id is the same for all lines of a link.
fn id_of(url: &'static str) -> String {
    let bytes = encode(&surface(2, 1, &[]), &surface(2, 1, &[(0, 0, "a", PLAIN, Some(url))]), true);
    let text = String::from_utf8(bytes).unwrap();
    text.split("id=").nth(1).unwrap().split(';').next().unwrap().to_owned()
}

#[test]
fn only_web_addresses_of_visible_ascii_are_linked() {
    let long = Box::leak(format!("https://example.org/{}", "a".repeat(3_000)).into_boxed_str());
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://例子.org/",
        "https://a/\x1b\\",
        "https://a/ b",
        "https://a/%1b]2;x",
        "https://a/%7F",
        long,
    ] {
        check_bytes(&[], &[(0, 0, "a", PLAIN, Some(url))], "\x1b[1;1Ha");
    }
    assert!(
        encode(&Surface::new(4, 1), &surface(4, 1, &[(0, 0, "a", PLAIN, Some("https://a/%E4%BA%91"))]), true).len()
            > 40
    );
    let linked = surface(4, 1, &[(0, 0, "a", PLAIN, Some(SITE))]);
    assert_eq!(encode(&Surface::new(4, 1), &linked, false), b"\x1b[1;1Ha");
}

#[test]
fn terminals_that_would_print_links_get_none() {
    let check = |variables: &[(&str, &str)], expected| {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        assert_eq!(knows_links(&|name| value(name).to_owned()), expected, "{variables:?}");
    };
    let term = |term: &'static str| ("TERM", term);
    check(&[term("xterm-256color")], true);
    check(&[term("xterm-kitty")], true);
    check(&[term("foot")], true);
    for plain in
        ["screen-256color", "screen", "screen.xterm", "linux", "linux-16color", "dumb", "", "eterm-color", "vt220"]
    {
        check(&[term(plain)], false);
    }
    let tmux = |program, version| {
        [term("tmux-256color"), ("TMUX", "x"), ("TERM_PROGRAM", program), ("TERM_PROGRAM_VERSION", version)]
    };
    check(&tmux("tmux", "3.4"), true);
    check(&tmux("tmux", "3.5a"), true);
    check(&tmux("tmux", "next-3.6"), true);
    check(&tmux("tmux", "3.3a"), false);
    // Before it named itself, what stands there is the terminal around it.
    check(&tmux("iTerm.app", "3.5"), false);
    check(&[term("screen-256color"), ("TMUX", "x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4")], true);
    check(&[term("xterm-256color"), ("VTE_VERSION", "4803")], false);
    check(&[term("xterm-256color"), ("VTE_VERSION", "6800")], true);
    check(&[term("xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], false);
    check(&[term("xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true);
    check(&[term("xterm"), ("COLORTERM", "gnome-terminal")], false);
    check(&[term("xterm-256color"), ("COLORTERM", "truecolor")], true);
}

/// The spec of OSC 8: cells with the same id and URL are one link; two links to one page are two.
#[test]
fn two_links_with_one_address_have_two_ids() {
    let mut two = Surface::new(4, 2);
    two.buffer.set_stringn(0, 0, "abcd", 4, PLAIN);
    two.buffer.set_stringn(0, 1, "ef", 4, PLAIN);
    let (first, second, again) = (two.add_link(1, SITE), two.add_link(2, SITE), two.add_link(1, SITE));
    two.set_link(Position::new(0, 0), 2, first);
    two.set_link(Position::new(2, 0), 2, second);
    two.set_link(Position::new(0, 1), 2, again);
    let text = String::from_utf8(encode(&Surface::new(4, 2), &two, true)).unwrap();
    let ids: Vec<&str> = text.split("id=").skip(1).map(|rest| rest.split(';').next().unwrap()).collect();
    assert_eq!(ids.len(), 3, "{text:?}");
    assert!(ids[0] == ids[2] && ids[0] != ids[1], "{ids:?}");
}

#[test]
fn a_changed_target_is_sent_again() {
    let (one, two) =
        (surface(4, 1, &[(0, 0, "a", PLAIN, Some(SITE))]), surface(4, 1, &[(0, 0, "a", PLAIN, Some(OTHER))]));
    assert!(String::from_utf8(encode(&one, &two, true)).unwrap().contains(OTHER));
}

#[test]
fn no_control_passes_the_gate() {
    for (symbol, expected) in [
        ("a", "a"),
        ("云", "云"),
        ("\x1b[2J", "\u{fffd}"),
        ("\u{9b}", "\u{fffd}"),
        ("\u{7f}", "\u{fffd}"),
        ("a\u{202e}", "\u{fffd}"),
    ] {
        assert_eq!(gate(symbol), expected);
    }
    let mut surface = Surface::new(3, 1);
    for (x, symbol) in [(0, "\x07"), (1, ""), (2, "\u{301}")] {
        surface.buffer[(x, 0)].set_symbol(symbol);
    }
    assert_eq!(encode(&Surface::new(3, 1), &surface, true), "\x1b[1;1H\u{fffd}".as_bytes());
    assert!(!is_clean(&surface));
    assert!(is_clean(&page_of_chinese()));
}

#[test]
fn a_cell_may_ask_to_be_sent_always() {
    let mut surface = surface(4, 1, &[(0, 0, "ab", PLAIN, None)]);
    surface.buffer[(1, 0)].set_diff_option(CellDiffOption::AlwaysUpdate);
    assert_eq!(encode(&surface, &surface, true), b"\x1b[1;2Hb");
}

/// 200 by 60 cells of Chinese text with some Latin words, as a page would hold them.
fn page_of_chinese() -> Surface {
    let text: String = "云原生社区发布了新的版本 Kubernetes 1.35：“容器可以原地重启”，调度更快——升级更稳……".repeat(4);
    let mut surface = Surface::new(200, 60);
    for y in 0..60 {
        let start = text.char_indices().nth(usize::from(y) % 30).unwrap().0;
        let style =
            if y % 9 == 0 { Style::new().fg(Color::Rgb(200, 160, 90)).add_modifier(Modifier::BOLD) } else { PLAIN };
        surface.buffer.set_stringn(0, y, &text[start..], 200, style);
    }
    surface
}

#[test]
fn a_page_of_chinese_costs_little_more_than_its_text() {
    let page = page_of_chinese();
    let bytes = encode(&Surface::new(200, 60), &page, true).len();
    let rows = (0..60).map(|y| (0..200).map(|x| page.buffer[(x, y)].symbol()).collect::<String>());
    // The cell behind a wide one holds a blank that is not sent.
    let text: usize = rows.map(|row| row.replace(' ', "").len()).sum();
    assert!(bytes * 10 <= text * 13, "{bytes} bytes for {text} bytes of text");
    let stock = stock_bytes(&page);
    assert!(bytes * 2 < stock, "{bytes} bytes, ratatui's backend {stock}");
    check(&Surface::new(200, 60), &page);
}

/// What ratatui's own backend sends for the same frame.
fn stock_bytes(page: &Surface) -> usize {
    use ratatui::backend::{Backend, CrosstermBackend};
    let mut bytes = Vec::new();
    let empty = Buffer::empty(page.area());
    CrosstermBackend::new(&mut bytes).draw(empty.diff(&page.buffer).into_iter()).unwrap();
    bytes.len()
}

// ---- frame after frame: cursor, size ------------------------------------------------------------------------------

#[test]
fn a_frame_is_sent_once() {
    let mut frames = Frames::new(10, 2, true);
    let text = [(0, 0, "云读", PLAIN, None)];
    let at = Position::new(4, 0);
    let mut draw = |cursor| {
        let bytes = frames.paint(|surface| {
            paint(surface, &text);
            cursor
        });
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(draw(Some(at)), "\x1b[?2026h\x1b[?25l\x1b[m\x1b[H\x1b[2J\x1b[1;1H云读\x1b[1;5H\x1b[?25h\x1b[?2026l");
    assert_eq!(draw(Some(at)), "");
    assert_eq!(draw(Some(Position::new(0, 1))), "\x1b[2;1H");
    assert_eq!(draw(None), "\x1b[?25l");
    assert_eq!(draw(Some(Position::new(99, 1))), "", "a cursor outside the terminal is hidden");
}

#[test]
fn another_size_and_a_redraw_send_every_cell() {
    let mut frames = Frames::new(10, 2, true);
    let text = [(0, 0, "云读", PLAIN, None)];
    let mut terminal = terminal(3, 12);
    let mut draw = |frames: &mut Frames| {
        let bytes = frames.paint(|surface| {
            paint(surface, &text);
            None
        });
        terminal.process(&bytes);
        (bytes.len(), terminal.screen().contents())
    };
    draw(&mut frames);
    frames.resize(10, 2);
    assert_eq!(draw(&mut frames).0, 0);
    frames.resize(12, 3);
    assert!(draw(&mut frames).0 > 0);
    frames.forget();
    assert_eq!(draw(&mut frames).1, "云读");
    frames.append(b"\x1b]52;c;YQ==\x1b\\");
    assert_eq!(draw(&mut frames).0, 13);
    for size in [(0, 0), (1, 1), (0, 5), (5, 0), (2, 2), (500, 200)] {
        frames.resize(size.0, size.1);
        frames.paint(|_| None);
    }
}

// ---- random frames -------------------------------------------------------------------------------------------------

fn any_piece() -> impl Strategy<Value = Piece> {
    let texts =
        prop::sample::select(vec!["a", "ab c", "云", "云原生", "a云b", "  ", "，。", "é", "━━", "한글", "x y z"]);
    let styles = prop::sample::select(vec![PLAIN, BOLD, RED, ON_BLUE, REVERSED]);
    (0..16u16, 0..4u16, texts, styles, prop::sample::select(vec![None, Some(SITE), Some(OTHER)]))
}

fn any_frame() -> impl Strategy<Value = Surface> {
    prop::collection::vec(any_piece(), 0..14).prop_map(|pieces| surface(16, 4, &pieces))
}

proptest! {
    #[test]
    fn any_frame_follows_any_other(frames in prop::collection::vec(any_frame(), 2..5)) {
        for pair in frames.windows(2) {
            check(&pair[0], &pair[1]);
        }
        // The whole film in one terminal ends with its last picture.
        let mut terminal = fresh(&frames[0]);
        frames.windows(2).for_each(|pair| terminal.process(&encode(&pair[0], &pair[1], true)));
        prop_assert_eq!(cells(&terminal), cells(&fresh(frames.last().unwrap())));
    }
}
