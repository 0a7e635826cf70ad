//! The only file that writes text into cells. A wide cluster is never cut in two: where it does not fit, its place stays
//! blank, and where half of it is painted over, the other half is blanked.

use super::Surface;
use super::theme::{Part, Theme};
use crate::text::{Ambiguous, SafeStr, Widths, cluster};
use ratatui::buffer::{CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::num::NonZeroU16;

/// A sign of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The bar before what is selected in the pane that has the focus.
    Bar,
    /// The same where the focus is elsewhere.
    RestingBar,
    /// The thin rule between panes.
    Divider,
    /// More lies to the left.
    MoreLeft,
    /// More lies to the right.
    MoreRight,
}

impl Sign {
    /// What is drawn for it. The bars and the rule are of East Asian Width "Ambiguous"; a terminal that draws those over two cells gets
    /// ASCII ones.
    const fn text(self, ambiguous: Ambiguous) -> SafeStr {
        match (self, ambiguous) {
            (Sign::Bar, Ambiguous::Narrow) => SafeStr::literal("▌"),
            (Sign::Bar, Ambiguous::Wide) => SafeStr::literal(">"),
            (Sign::RestingBar, Ambiguous::Narrow) => SafeStr::literal("▏"),
            (Sign::RestingBar, Ambiguous::Wide) => SafeStr::literal(":"),
            // U+2039 and U+203A are narrow everywhere (UAX #11).
            (Sign::MoreLeft, _) => SafeStr::literal("‹"),
            (Sign::MoreRight, _) => SafeStr::literal("›"),
            (Sign::Divider, Ambiguous::Narrow) => SafeStr::literal("│"),
            (Sign::Divider, Ambiguous::Wide) => SafeStr::literal("|"),
        }
    }
}

/// A surface with what is needed to write on it.
pub struct Painter<'a> {
    /// What is written on.
    pub surface: &'a mut Surface,
    /// How the parts look.
    pub theme: &'a Theme,
    /// The width rules of the terminal.
    pub widths: Widths,
}

impl Painter<'_> {
    /// Fills an area with blanks, on the paper of the page where the part has none. Wide clusters that reach over its left or right edge are blanked whole.
    pub fn fill(&mut self, area: Rect, part: Part) {
        let area = area.intersection(self.surface.area());
        let style = self.theme.style(Part::Page).patch(self.theme.style(part));
        for y in area.top()..area.bottom() {
            self.blank_halves(area.x, area.right(), y);
            for x in area.left()..area.right() {
                if let Some(cell) = self.surface.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            self.surface.set_link(Position::new(area.x, y), area.width, 0);
        }
    }

    /// Writes a text from `at` on, in at most `cells` cells, and gives how many it took. What the part leaves open stays as
    /// the cells have it.
    pub fn text(&mut self, at: Position, cells: u16, text: &SafeStr, part: Part) -> u16 {
        self.styled(at, cells, text, self.theme.style(part))
    }

    /// Writes a text in a style that was put together from parts; else as [`Painter::text`].
    pub fn styled(&mut self, at: Position, cells: u16, text: &SafeStr, style: Style) -> u16 {
        let end = at.x.saturating_add(cells).min(self.surface.area().right());
        if at.y >= self.surface.area().bottom() {
            return 0;
        }
        let mut x = at.x;
        for (_, cluster) in cluster::clusters(text) {
            let Ok(width @ 1..) = u16::try_from(self.widths.of_cluster(cluster)) else { continue };
            if x.saturating_add(width) > end {
                break;
            }
            self.blank_halves(x, x + width, at.y);
            self.put(x, at.y, cluster, style);
            self.declare_width(x, at.y, width);
            for rest in x + 1..x + width {
                self.put(rest, at.y, " ", style);
            }
            x += width;
        }
        x - at.x
    }

    /// Gives what is left of a text when its first `cells` cells are scrolled away to the left. Of a wide cluster that is
    /// cut in two the second half is a blank.
    pub fn scrolled(&self, text: &SafeStr, cells: usize) -> SafeStr {
        let mut gone = 0;
        for (at, cluster) in cluster::clusters(text) {
            if gone >= cells {
                let rest = text.slice(at..text.len());
                return if gone > cells { SafeStr::clean(&format!(" {rest}")) } else { rest };
            }
            gone += self.widths.of_cluster(cluster);
        }
        SafeStr::literal(if gone > cells { " " } else { "" })
    }

    /// Writes a sign of one cell.
    pub fn sign(&mut self, at: Position, sign: Sign, part: Part) {
        self.text(at, 1, &sign.text(self.widths.ambiguous), part);
    }

    /// Lays the background and marks of a part over cells that are written already.
    pub fn tint(&mut self, area: Rect, part: Part) {
        let style = self.theme.style(part);
        let area = area.intersection(self.surface.area());
        self.surface.buffer.set_style(area, Style { fg: None, ..style });
    }

    /// Blanks the outer halves of wide clusters that are about to be painted over from `start` to `end`.
    fn blank_halves(&mut self, start: u16, end: u16, y: u16) {
        if let Some(left) = start.checked_sub(1).filter(|&left| self.is_wide(left, y)) {
            self.blank(left, y);
        }
        if end > start && self.is_wide(end - 1, y) {
            self.blank(end, y);
        }
    }

    fn is_wide(&self, x: u16, y: u16) -> bool {
        let cell = self.surface.buffer.cell(Position::new(x, y));
        cell.is_some_and(|cell| self.widths.of(cell.symbol()) > 1)
    }

    fn blank(&mut self, x: u16, y: u16) {
        if let Some(cell) = self.surface.buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(" ");
        }
    }

    /// Tells the screen how wide a cell's cluster is, where that is not what ratatui would take it for: the terminal's rules
    /// for ambiguous characters, half-width voiced sound marks.
    fn declare_width(&mut self, x: u16, y: u16, width: u16) {
        let Some(cell) = self.surface.buffer.cell_mut(Position::new(x, y)) else { return };
        if let Some(forced) = NonZeroU16::new(width).filter(|width| width.get() != cell.cell_width()) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
    }

    fn put(&mut self, x: u16, y: u16, symbol: &str, style: Style) {
        if let Some(cell) = self.surface.buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_cluster_that_is_half_painted_over_is_blanked_whole() {
        let check = |x: u16, text: &str, expected: &str| {
            let mut surface = Surface::new(6, 1);
            let theme = Theme::default();
            let mut painter = Painter { surface: &mut surface, theme: &theme, widths: Widths::default() };
            painter.text(Position::new(0, 0), 6, &SafeStr::clean("中文字"), Part::Page);
            painter.text(Position::new(x, 0), 6 - x, &SafeStr::clean(text), Part::Page);
            let symbols: Vec<_> = surface.buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert_eq!(symbols.concat(), expected, "{text} at {x}");
        };
        check(1, "x", " x文 字 ");
        check(2, "x", "中 x 字 ");
        check(1, "云", " 云  字 ");
        check(5, "x", "中 文  x");
    }
}
