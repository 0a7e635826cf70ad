//! The one writer of the commands: clean lines for people, JSON lines for programs. It never panics on a closed pipe.

use super::failure::Failure;
use crate::layout::{Layout, Line};
use crate::text::{SafeStr, Widths};
use crate::ui::theme::{Part, Theme};
use ratatui::style::{Color, Modifier, Style};
use serde::Serialize;
use std::io::{BufWriter, Write};
use std::ops::Range;

/// Standard output, or what a test puts in its place.
pub struct Output<'a> {
    sink: BufWriter<Box<dyn Write + 'a>>,
    theme: Option<Theme>,
    widths: Widths,
    /// How many blank cells stand before a line of a page: the gutter that some begin in.
    gutter: usize,
}

impl<'a> Output<'a> {
    /// Writes to `sink`, which counts cells by `widths`; with a theme, roles get their styles.
    pub fn new(sink: impl Write + 'a, theme: Option<Theme>, widths: Widths) -> Self {
        Output { sink: BufWriter::new(Box::new(sink)), theme, widths, gutter: 0 }
    }

    /// Whether roles get their styles.
    pub fn has_styles(&self) -> bool {
        self.theme.is_some()
    }

    /// Writes one line.
    pub fn line(&mut self, text: &SafeStr) -> Result<(), Failure> {
        Ok(writeln!(self.sink, "{}", self.widths.reliable(text.trim_end()))?)
    }

    /// Leaves a gutter of `cells` before the lines of the pages that follow.
    pub fn leave_gutter(&mut self, cells: usize) {
        self.gutter = cells;
    }

    /// Writes one line in the style of a part of the screen.
    pub fn line_as(&mut self, part: Part, text: &SafeStr) -> Result<(), Failure> {
        write!(self.sink, "{}", " ".repeat(self.gutter))?;
        self.run(text.trim_end(), part, Modifier::empty())?;
        Ok(writeln!(self.sink)?)
    }

    /// Writes one line of pieces, each in the style of its part and with its hits lit. The places of hits are in bytes.
    pub fn pieces(&mut self, pieces: &[(Part, &SafeStr, &[Range<usize>])]) -> Result<(), Failure> {
        for (number, (part, text, lit)) in pieces.iter().enumerate() {
            if number > 0 {
                write!(self.sink, "  ")?;
            }
            let mut at = 0;
            for hit in lit.iter().filter(|hit| !hit.is_empty()) {
                let from = hit.start.max(at);
                self.run(text.get(at..from).unwrap_or_default(), *part, Modifier::empty())?;
                self.run(text.get(from..hit.end).unwrap_or_default(), Part::Hit, Modifier::empty())?;
                at = hit.end.max(at);
            }
            self.run(text.get(at..).unwrap_or_default(), *part, Modifier::empty())?;
        }
        Ok(writeln!(self.sink)?)
    }

    /// Writes an empty line.
    pub fn blank(&mut self) -> Result<(), Failure> {
        Ok(writeln!(self.sink)?)
    }

    /// Writes a value as one line of JSON. Its texts must come from a [`SafeStr`] or be canonical URLs.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.sink, value).map_err(std::io::Error::from)?;
        Ok(writeln!(self.sink)?)
    }

    /// Writes a line that is JSON already, as it is.
    pub fn json_line(&mut self, json: &SafeStr) -> Result<(), Failure> {
        Ok(writeln!(self.sink, "{json}")?)
    }

    /// Writes the lines of a layout, without the blanks at their ends.
    pub fn layout(&mut self, layout: &Layout) -> Result<(), Failure> {
        layout.lines.iter().try_for_each(|line| self.page_line(line))
    }

    fn page_line(&mut self, line: &Line) -> Result<(), Failure> {
        let last = line.runs.iter().rposition(|run| !run.text.trim_end().is_empty());
        if last.is_some() {
            write!(self.sink, "{}", " ".repeat(self.gutter.saturating_sub(line.outdent)))?;
        }
        for (i, run) in line.runs.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if Some(i) == last { run.text.trim_end() } else { &run.text };
            let marks = [
                (run.marks.strong, Modifier::BOLD),
                (run.marks.emphasis, Modifier::ITALIC),
                (run.marks.strike, Modifier::CROSSED_OUT),
            ];
            let marks = marks.into_iter().filter(|(on, _)| *on).map(|(_, modifier)| modifier).collect();
            self.run(text, run.role.into(), marks)?;
        }
        Ok(writeln!(self.sink)?)
    }

    /// Writes a stretch of one style. `text` is part of a [`SafeStr`].
    fn run(&mut self, text: &str, part: Part, marks: Modifier) -> Result<(), Failure> {
        let text = self.widths.reliable(text);
        let Some(theme) = self.theme.as_ref().filter(|_| !text.is_empty()) else {
            return Ok(write!(self.sink, "{text}")?);
        };
        // The page's own ink and paper are the terminal's here: only what differs from running text is styled.
        let (page, mut style) = (theme.style(Part::Page), theme.style(part));
        style.fg = style.fg.filter(|fg| Some(*fg) != page.fg);
        style.bg = style.bg.filter(|bg| Some(*bg) != page.bg);
        style.add_modifier |= marks;
        let codes = codes(style);
        if codes.is_empty() {
            return Ok(write!(self.sink, "{text}")?);
        }
        Ok(write!(self.sink, "\x1b[{}m{text}\x1b[0m", codes.join(";"))?)
    }

    /// Writes a question; the answer is typed behind it.
    pub fn ask(&mut self, question: &SafeStr) -> Result<(), Failure> {
        write!(self.sink, "{} ", self.widths.reliable(question))?;
        Ok(self.sink.flush()?)
    }

    /// Sends what is still held back, before a wait.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.sink.flush()?)
    }

    /// Sends what is still held back; a full disk or a closed pipe shows here.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush()
    }
}

/// The parameters of the SGR sequence (ECMA-48 8.3.117) that sets a style.
fn codes(style: Style) -> Vec<String> {
    const MODIFIERS: &[(Modifier, &str)] = &[
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
        (Modifier::CROSSED_OUT, "9"),
    ];
    let modifiers = MODIFIERS.iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let mut codes: Vec<String> = modifiers.map(|(_, code)| (*code).to_owned()).collect();
    codes.extend(style.fg.map(|colour| colour_code(colour, 30)));
    codes.extend(style.bg.map(|colour| colour_code(colour, 40)));
    codes
}

/// The parameter for a colour; `base` is 30 for the ink and 40 for the paper.
fn colour_code(colour: Color, base: u8) -> String {
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => base.to_string(),
        Color::Red => (base + 1).to_string(),
        Color::Green => (base + 2).to_string(),
        Color::Yellow => (base + 3).to_string(),
        Color::Blue => (base + 4).to_string(),
        Color::Magenta => (base + 5).to_string(),
        Color::Cyan => (base + 6).to_string(),
        Color::Gray => (base + 7).to_string(),
        Color::DarkGray => (base + 60).to_string(),
        Color::LightRed => (base + 61).to_string(),
        Color::LightGreen => (base + 62).to_string(),
        Color::LightYellow => (base + 63).to_string(),
        Color::LightBlue => (base + 64).to_string(),
        Color::LightMagenta => (base + 65).to_string(),
        Color::LightCyan => (base + 66).to_string(),
        Color::White => (base + 67).to_string(),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
    }
}
