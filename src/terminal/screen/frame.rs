//! From what the terminal shows to what it shall show: the fewest bytes between two surfaces. Pure: bytes out, no terminal.

use super::style::{self, Look, SEEN_ON_BLANKS};
use crate::text::width::is_doubtful;
use crate::ui::Surface;
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::layout::Position;
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;

/// Erasing to the end of the line is three bytes; fewer blanks than this are written.
const ERASE_FROM: usize = 4;

/// The longest URL put into OSC 8; some terminals give up on the whole sequence beyond 2,083 bytes.
const LONGEST_URL: usize = 2_048;

/// A link of the post, by its number, and its URL: two links with one URL are two to the terminal, and lit apart.
type Link<'a> = (usize, &'a str);

/// What one place of the terminal shows: a cluster on one cell or two.
#[derive(Clone, Debug, PartialEq)]
struct Glyph<'a> {
    x: u16,
    cells: u16,
    symbol: Cow<'a, str>,
    look: Look,
    link: Option<Link<'a>>,
    /// Sent again even when nothing changed.
    always: bool,
}

impl Glyph<'_> {
    /// A blank on which only the background can be seen.
    fn is_bare(&self) -> bool {
        self.symbol == " " && self.look.modifier.is_empty()
    }

    /// A blank as erasing leaves it.
    fn is_erased(&self) -> bool {
        self.is_bare() && self.look == Look::default() && self.link.is_none()
    }
}

/// Writes the cells in which `next` differs from `shown`, a surface of the same size. Expects SGR to be reset and no link to
/// be open, and leaves them so. Without `links` no OSC 8 is written. Gives no bytes when nothing differs.
pub fn encode(shown: &Surface, next: &Surface, links: bool) -> Vec<u8> {
    let mut pen = Pen::default();
    let mut old = Vec::new();
    let mut new = Vec::new();
    for y in 0..next.area().height {
        read_row(shown, y, links, &mut old);
        read_row(next, y, links, &mut new);
        write_row(&mut pen, y, &old, &new);
    }
    pen.set_link(None);
    style::change(pen.look, Look::default(), &mut pen.out);
    pen.out
}

/// Reads a row as the terminal will show it: the cell after a wide one is covered and does not count.
fn read_row<'a>(surface: &'a Surface, y: u16, links: bool, row: &mut Vec<Glyph<'a>>) {
    row.clear();
    let width = surface.area().width;
    let mut x = 0;
    while x < width {
        let at = Position::new(x, y);
        let Some(cell) = surface.buffer.cell(at) else { return };
        let link = surface.link_at(at).filter(|(_, url)| links && may_be_linked(url));
        let glyph = read_glyph(cell, x, width - x, link);
        x += glyph.cells;
        row.push(glyph);
    }
}

fn read_glyph<'a>(cell: &'a Cell, x: u16, room: u16, link: Option<Link<'a>>) -> Glyph<'a> {
    let mut look = Look::of(cell);
    let symbol = gate(cell.symbol());
    let cells = match cell.diff_option {
        CellDiffOption::ForcedWidth(cells) => cells.get(),
        CellDiffOption::None | CellDiffOption::Skip | CellDiffOption::AlwaysUpdate => symbol.cell_width(),
    };
    // A mark without a letter would land on the neighbour; a wide cluster does not fit into the last column.
    let (symbol, cells) = if cells == 0 || cells > room { (Cow::Borrowed(" "), 1) } else { (symbol, cells) };
    if symbol == " " && !look.modifier.intersects(SEEN_ON_BLANKS) {
        look = Look { bg: look.bg, ..Look::default() };
    }
    Glyph { x, cells, symbol, look, link, always: cell.diff_option == CellDiffOption::AlwaysUpdate }
}

/// The last gate: whatever went wrong above, no control character and no bidi override leaves the program.
pub fn gate(symbol: &str) -> Cow<'_, str> {
    let forbidden = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if symbol.chars().any(forbidden) { Cow::Borrowed("\u{fffd}") } else { Cow::Borrowed(symbol) }
}

/// True when no cell would have to be changed by [`gate`]: what the panes draw always is.
pub fn is_clean(surface: &Surface) -> bool {
    surface.buffer.content.iter().all(|cell| gate(cell.symbol()) == cell.symbol())
}

/// True for a URL that may stand in OSC 8: http or https, nothing but visible ASCII, and no control character in disguise
/// (`%1B`) for whatever program the terminal hands it to.
fn may_be_linked(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://"))
        && url.len() <= LONGEST_URL
        && url.bytes().all(|byte| byte.is_ascii_graphic())
        && !url.as_bytes().windows(3).any(|code| matches!(code, [b'%', b'0' | b'1', _] | [b'%', b'7', b'F' | b'f']))
}

fn write_row<'a>(pen: &mut Pen<'a>, y: u16, old: &[Glyph<'_>], new: &[Glyph<'a>]) {
    let erased = new.iter().rposition(|glyph| !glyph.is_erased()).map_or(0, |last| last + 1);
    let mut before = old.iter().peekable();
    for (index, glyph) in new.iter().enumerate() {
        while before.next_if(|old| old.x < glyph.x).is_some() {}
        if !glyph.always && before.peek().is_some_and(|old| *old == glyph) {
            continue;
        }
        pen.bridge(y, new, index);
        if index >= erased && new.len() - index >= ERASE_FROM {
            pen.erase_line_from(Position::new(glyph.x, y));
            return;
        }
        pen.write(y, glyph);
    }
    if pen.at.is_some_and(|at| usize::from(at.x) >= new.iter().map(|glyph| usize::from(glyph.cells)).sum()) {
        // After the last column a terminal may stand on it or beyond it.
        pen.at = None;
    }
    pen.set_link(None);
}

/// The terminal's cursor, colours and open link, as far as the bytes so far have set them.
#[derive(Default)]
struct Pen<'a> {
    out: Vec<u8>,
    at: Option<Position>,
    /// What stands before the cursor, when terminals do not agree how wide it is: `at` may then be wrong, and the next move
    /// names the column, so that one wrong width does not shift the rest of the line.
    unsure: Option<Cow<'a, str>>,
    look: Look,
    link: Option<Link<'a>>,
}

impl<'a> Pen<'a> {
    fn write(&mut self, y: u16, glyph: &Glyph<'a>) {
        // Inside a rule of one such character there is nothing to put right; behind it there is.
        let here = Position::new(glyph.x, y);
        if self.at == Some(here) && self.unsure.as_ref().is_some_and(|symbol| *symbol == glyph.symbol) {
            self.unsure = None;
        }
        self.move_to(here);
        self.set_link(glyph.link);
        self.set_look(glyph);
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        self.at = Some(Position::new(glyph.x + glyph.cells, y));
        self.unsure = is_doubtful(&glyph.symbol).then(|| glyph.symbol.clone());
    }

    /// Writes unchanged glyphs between the cursor and `new[index]` where that is shorter than a jump over them.
    fn bridge(&mut self, y: u16, new: &[Glyph<'a>], index: usize) {
        let known = self.at.filter(|at| at.y == y && self.unsure.is_none());
        let (Some(at), Some(target)) = (known, new.get(index)) else { return };
        let start = new.get(..index).map_or(0, |left| left.partition_point(|glyph| glyph.x < at.x));
        let Some(gap) = new.get(start..index) else { return };
        let fits = |glyph: &Glyph<'_>| {
            glyph.link == self.link && self.look_for(glyph) == self.look && !is_doubtful(&glyph.symbol)
        };
        let jump = if target.x - at.x == 1 { 3 } else { 4 };
        if gap.iter().map(|glyph| glyph.symbol.len()).sum::<usize>() <= jump && gap.iter().all(fits) {
            gap.iter().for_each(|glyph| self.write(y, glyph));
        }
    }

    fn move_to(&mut self, to: Position) {
        match self.at {
            Some(at) if at.y == to.y && self.unsure.is_some() => {
                self.sequence(format_args!("\x1b[{}G", u32::from(to.x) + 1));
            }
            Some(at) if at == to => {}
            Some(at) if at.y == to.y && at.x + 1 == to.x => self.out.extend_from_slice(b"\x1b[C"),
            Some(at) if at.y == to.y && at.x < to.x => self.sequence(format_args!("\x1b[{}C", to.x - at.x)),
            Some(_) | None => self.sequence(format_args!("\x1b[{};{}H", u32::from(to.y) + 1, u32::from(to.x) + 1)),
        }
        self.at = Some(to);
        self.unsure = None;
    }

    fn erase_line_from(&mut self, at: Position) {
        self.set_link(None);
        self.move_to(at);
        style::change(self.look, Look::default(), &mut self.out);
        self.look = Look::default();
        self.out.extend_from_slice(b"\x1b[K");
    }

    fn set_look(&mut self, glyph: &Glyph<'_>) {
        let look = self.look_for(glyph);
        style::change(self.look, look, &mut self.out);
        self.look = look;
    }

    /// On a bare blank only the background shows, so that the rest of the look may stay as it is.
    fn look_for(&self, glyph: &Glyph<'_>) -> Look {
        let keep = glyph.is_bare() && !self.look.modifier.intersects(SEEN_ON_BLANKS);
        if keep { Look { bg: glyph.look.bg, ..self.look } } else { glyph.look }
    }

    /// Opens and closes OSC 8. The id is made from the link, so that all its lines, in all frames and panes, carry the same
    /// one and no other link does.
    fn set_link(&mut self, link: Option<Link<'a>>) {
        if self.link == link {
            return;
        }
        match link {
            None => self.out.extend_from_slice(b"\x1b]8;;\x1b\\"),
            Some((_, url)) => {
                let mut hasher = DefaultHasher::new();
                link.hash(&mut hasher);
                self.sequence(format_args!("\x1b]8;id={:x};{url}\x1b\\", hasher.finish() as u32));
            }
        }
        self.link = link;
    }

    fn sequence(&mut self, sequence: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.out.write_fmt(sequence);
    }
}
