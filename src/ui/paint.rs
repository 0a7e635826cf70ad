//! The only file that writes text into cells. A wide cluster is never cut in two: where it does not fit, its place stays
//! blank, and where half of it is painted over, the other half is blanked.

use super::Surface;
use super::theme::{Part, Theme};
use crate::text::{SafeStr, Widths, cluster};
use ratatui::buffer::{CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::num::NonZeroU16;

/// What stands in the cells of a cluster behind its first one: no text at all, not even a blank.
const COVERED: &str = "";

/// A sign of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The bar before what is selected in the pane that has the focus.
    Bar,
    /// The same where the focus is elsewhere.
    RestingBar,
    /// The thin rule between panes.
    Divider,
    /// Stands before a post that is unread.
    Unread,
    /// Stands before what is starred.
    Star,
    /// More lies to the left.
    MoreLeft,
    /// More lies to the right.
    MoreRight,
    /// More lies below.
    MoreBelow,
    /// A piece of the thin rule above a note.
    Rule,
}

impl Sign {
    /// What is drawn for it, and its ASCII twin for terminals that draw it over two cells.
    fn text(self, widths: Widths) -> SafeStr {
        let (sign, twin) = match self {
            Sign::Bar => ("▌", ">"),
            Sign::RestingBar => ("▏", ":"),
            Sign::Divider => ("│", "|"),
            Sign::Unread => ("●", "*"),
            Sign::Star => ("★", "+"),
            Sign::MoreLeft => ("‹", "<"),
            Sign::MoreRight => ("›", ">"),
            Sign::MoreBelow => ("↓", "v"),
            Sign::Rule => ("─", "-"),
        };
        SafeStr::literal(widths.narrow(sign, twin))
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
            self.put(x, at.y, &self.widths.shown(cluster), style);
            self.declare_width(x, at.y, width);
            for rest in x + 1..x + width {
                self.put(rest, at.y, COVERED, style);
            }
            x += width;
        }
        x - at.x
    }

    /// Gives what is left of a text when its first `cells` cells are scrolled away to the left. What is left of a cluster
    /// that is cut in two is blank.
    pub fn scrolled(&self, text: &SafeStr, cells: usize) -> SafeStr {
        let mut gone = 0;
        for (at, cluster) in cluster::clusters(text) {
            if gone >= cells {
                return SafeStr::clean(&format!("{}{}", " ".repeat(gone - cells), &text.slice(at..text.len())));
            }
            gone += self.widths.of_cluster(cluster);
        }
        SafeStr::clean(&" ".repeat(gone.saturating_sub(cells)))
    }

    /// Writes a sign of one cell.
    pub fn sign(&mut self, at: Position, sign: Sign, part: Part) {
        self.text(at, 1, &sign.text(self.widths), part);
    }

    /// Lays the background and marks of a part under what will be written. What is written later
    /// has a ground of its own where its part says so: ink and ground of one cell never come from
    /// two parts that were not made for each other.
    pub fn ground(&mut self, area: Rect, part: Part) {
        let style = self.theme.style(part);
        let area = area.intersection(self.surface.area());
        self.surface.buffer.set_style(area, Style { fg: None, ..style });
    }

    /// Gives cells that are written already the whole look of a part.
    pub fn light(&mut self, area: Rect, part: Part) {
        let area = area.intersection(self.surface.area());
        self.surface.buffer.set_style(area, self.theme.style(part));
    }

    /// Blanks what will be left of wide clusters when the cells from `start` to `end` are painted over.
    fn blank_halves(&mut self, start: u16, end: u16, y: u16) {
        let first = (0..=start).rev().find(|&x| !self.is_covered(x, y)).unwrap_or(0);
        let last = (end..).find(|&x| !self.is_covered(x, y)).unwrap_or(end);
        for x in (first..start).chain(end..last) {
            self.blank(x, y);
        }
    }

    fn is_covered(&self, x: u16, y: u16) -> bool {
        self.surface.buffer.cell(Position::new(x, y)).is_some_and(|cell| cell.symbol() == COVERED)
    }

    fn blank(&mut self, x: u16, y: u16) {
        if let Some(cell) = self.surface.buffer.cell_mut(Position::new(x, y)) {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
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
            cell.set_symbol(symbol).set_style(style).set_diff_option(CellDiffOption::None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Ambiguous, Selectors, Sequence};

    /// Writes `under` and then `over` from `x` on; `expected` has a blank for every cell without a cluster of its own.
    #[track_caller]
    fn check(widths: Widths, under: &str, (x, over): (u16, &str), expected: &str) {
        let mut surface = Surface::new(6, 1);
        let theme = Theme::default();
        let mut painter = Painter { surface: &mut surface, theme: &theme, widths };
        painter.text(Position::new(0, 0), 6, &SafeStr::clean(under), Part::Page);
        painter.text(Position::new(x, 0), 6 - x, &SafeStr::clean(over), Part::Page);
        let cells = &surface.buffer.content;
        assert_eq!(cells.iter().map(|cell| cell.symbol()).collect::<String>(), expected, "{over} at {x}");
        let covered = cells.iter().filter(|cell| cell.symbol() == COVERED).count();
        assert_eq!(widths.of(expected), cells.len(), "{covered} cells are covered");
    }

    #[test]
    fn a_wide_cluster_that_is_half_painted_over_is_blanked_whole() {
        let narrow = Widths::default();
        check(narrow, "中文字", (1, "x"), " x文字");
        check(narrow, "中文字", (2, "x"), "中x 字");
        check(narrow, "中文字", (1, "云"), " 云 字");
        check(narrow, "中文字", (5, "x"), "中文 x");
        check(narrow, "ab中文", (0, "云"), "云中文");
    }

    #[test]
    fn a_cluster_of_four_cells_is_written_whole_or_not_at_all() {
        let apart = Widths { toned: Sequence::Parts, ..Widths::default() };
        check(apart, "a👍🏽b", (0, ""), "a👍🏽b");
        check(apart, "abc👍🏽", (0, ""), "abc   ");
        check(apart, "a👍🏽b", (3, "x"), "a  x b");
        check(apart, "a👍🏽b", (4, "x"), "a   xb");
        check(apart, "a👍🏽b", (0, "云"), "云   b");
    }

    #[test]
    fn a_text_is_scrolled_cell_by_cell() {
        let widths = Widths { toned: Sequence::Parts, ..Widths::default() };
        let painter = Painter { surface: &mut Surface::new(1, 1), theme: &Theme::default(), widths };
        let scrolled = |cells| painter.scrolled(&SafeStr::clean("a中👍🏽b"), cells).to_string();
        let expected = ["a中👍🏽b", "中👍🏽b", " 👍🏽b", "👍🏽b", "   b", "  b", " b", "b", "", ""];
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(scrolled), expected);
        assert_eq!(painter.scrolled(&SafeStr::clean("👍🏽"), 1).as_str(), "   ");
    }

    #[test]
    fn a_cell_forgets_the_width_of_what_stood_in_it() {
        let wide = Widths::default().with_ambiguous(Ambiguous::Wide);
        check(wide, "“中”", (0, "x"), "x 中”");
        let mut surface = Surface::new(2, 1);
        let mut painter = Painter { surface: &mut surface, theme: &Theme::default(), widths: wide };
        painter.text(Position::new(0, 0), 2, &SafeStr::clean("“"), Part::Page);
        painter.text(Position::new(0, 0), 2, &SafeStr::clean("x"), Part::Page);
        assert!(surface.buffer.content.iter().all(|cell| cell.diff_option == CellDiffOption::None));
    }

    #[test]
    fn emoji_that_the_terminal_has_no_rule_for_are_written_as_text() {
        let dropped = Widths { selectors: Selectors::Dropped, ..Widths::default() };
        check(dropped, "❤\u{fe0f}1\u{fe0f}\u{20e3}", (0, ""), "❤1\u{20e3}    ");
    }

    #[test]
    fn a_syllable_of_letters_is_written_as_one_character() {
        check(Widths::default(), "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}x", (0, ""), "\u{d55c}\u{ae00}x ");
        // Old letters that no syllable is made for.
        check(Widths::default(), "\u{1140}\u{1161}", (0, ""), "\u{1140}\u{1161}    ");
    }
}
