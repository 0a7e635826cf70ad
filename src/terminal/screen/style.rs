//! How cells look, and the shortest SGR sequence (ECMA-48 8.3.117) from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// All that SGR can say about a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub fg: Color,
    pub bg: Color,
    pub underline: Color,
    pub modifier: Modifier,
}

/// The modifiers that can be seen on a blank.
pub(super) const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Each modifier, the code that sets it and the code that ends it. Bold and dim share the code that ends them.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    /// Reads the look of a cell.
    pub fn of(cell: &Cell) -> Self {
        Look { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

/// Appends the shorter of two sequences to `out`: only what differs, or a reset and everything.
pub(super) fn change(from: Look, to: Look, out: &mut Vec<u8>) {
    if from == to {
        return;
    }
    let mut difference = Codes::default();
    difference.add_changes(from, to);
    let mut afresh = Codes::default();
    if to != Look::default() {
        afresh.add(0);
        afresh.add_changes(Look::default(), to);
    }
    let shorter = if afresh.0.len() <= difference.0.len() { afresh } else { difference };
    out.extend_from_slice(b"\x1b[");
    out.extend_from_slice(shorter.0.as_bytes());
    out.push(b'm');
}

/// Numbers with semicolons between them.
#[derive(Default)]
struct Codes(String);

impl Codes {
    fn add(&mut self, code: u8) {
        self.add_text(&code.to_string());
    }

    fn add_text(&mut self, code: &str) {
        if !self.0.is_empty() {
            self.0.push(';');
        }
        self.0.push_str(code);
    }

    fn add_changes(&mut self, from: Look, to: Look) {
        let mut now = from.modifier;
        for (modifier, _, end) in MODIFIERS {
            if now.contains(modifier) && !to.modifier.contains(modifier) {
                self.add(end);
                // The code ends its twin as well; the next loop sets that again where it is wanted.
                now = MODIFIERS.iter().filter(|(_, _, e)| *e == end).fold(now, |now, (m, ..)| now.difference(*m));
            }
        }
        for (modifier, set, _) in MODIFIERS {
            if to.modifier.contains(modifier) && !now.contains(modifier) {
                self.add(set);
            }
        }
        if from.fg != to.fg {
            self.add_colour(to.fg, 30, 90);
        }
        if from.bg != to.bg {
            self.add_colour(to.bg, 40, 100);
        }
        if from.underline != to.underline {
            self.add_underline(to.underline);
        }
    }

    /// Adds a foreground (`dark` 30, `light` 90) or background (40, 100) colour.
    fn add_colour(&mut self, colour: Color, dark: u8, light: u8) {
        match colour {
            Color::Reset => self.add(dark + 9),
            Color::Indexed(index) => self.add_text(&format!("{};5;{index}", dark + 8)),
            Color::Rgb(r, g, b) => self.add_text(&format!("{};2;{r};{g};{b}", dark + 8)),
            Color::Black => self.add(dark),
            Color::Red => self.add(dark + 1),
            Color::Green => self.add(dark + 2),
            Color::Yellow => self.add(dark + 3),
            Color::Blue => self.add(dark + 4),
            Color::Magenta => self.add(dark + 5),
            Color::Cyan => self.add(dark + 6),
            Color::Gray => self.add(dark + 7),
            Color::DarkGray => self.add(light),
            Color::LightRed => self.add(light + 1),
            Color::LightGreen => self.add(light + 2),
            Color::LightYellow => self.add(light + 3),
            Color::LightBlue => self.add(light + 4),
            Color::LightMagenta => self.add(light + 5),
            Color::LightCyan => self.add(light + 6),
            Color::White => self.add(light + 7),
        }
    }

    /// Adds an underline colour. With colons (ISO 8613-6), because a terminal that does not know 58 then skips the whole
    /// parameter instead of taking its `5` for "blink". The sixteen named colours have no code here.
    fn add_underline(&mut self, colour: Color) {
        match colour {
            Color::Indexed(index) => self.add_text(&format!("58:5:{index}")),
            Color::Rgb(r, g, b) => self.add_text(&format!("58:2::{r}:{g}:{b}")),
            _ => self.add(59),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Look, to: Look, expected: &str) {
        let mut out = Vec::new();
        change(from, to, &mut out);
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn only_what_differs_is_written() {
        let plain = Look::default();
        let bold = Look { modifier: Modifier::BOLD, ..plain };
        let bold_dim = Look { modifier: Modifier::BOLD | Modifier::DIM, ..plain };
        let red = Look { fg: Color::Red, ..plain };
        let red_bold = Look { fg: Color::Red, ..bold };
        check(plain, plain, "");
        check(plain, bold, "\x1b[1m");
        check(red, red_bold, "\x1b[1m");
        check(red_bold, red, "\x1b[22m");
        check(bold_dim, bold, "\x1b[0;1m");
        check(Look { bg: Color::Indexed(17), ..bold_dim }, Look { bg: Color::Indexed(17), ..bold }, "\x1b[22;1m");
        check(red_bold, plain, "\x1b[m");
        check(plain, Look { fg: Color::Rgb(1, 2, 3), bg: Color::White, ..plain }, "\x1b[38;2;1;2;3;107m");
        check(plain, Look { underline: Color::Rgb(1, 2, 3), ..plain }, "\x1b[58:2::1:2:3m");
    }
}
