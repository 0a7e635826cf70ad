//! A terminal with width rules of its own: as much of one as the bytes of a frame need.

use yundu::text::cluster::clusters;
use yundu::text::{SafeStr, Widths};

/// Its cells; behind the first cell of a cluster stand empty ones.
pub struct Terminal {
    widths: Widths,
    cells: Vec<Vec<String>>,
    at: (usize, usize),
}

impl Terminal {
    pub fn new(columns: u16, rows: u16, widths: Widths) -> Self {
        let row = vec![" ".to_owned(); usize::from(columns)];
        Terminal { widths, cells: vec![row; usize::from(rows)], at: (0, 0) }
    }

    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.cells.iter()
    }

    /// The text of its cells, without blanks at line ends.
    pub fn text(&self) -> String {
        self.cells.iter().map(|row| format!("{}\n", row.concat().trim_end())).collect()
    }

    /// Obeys the bytes of a frame.
    pub fn process(&mut self, bytes: &[u8]) {
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while !rest.is_empty() {
            rest = if let Some(sequence) = rest.strip_prefix("\x1b[") {
                let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap();
                self.control(&sequence[..end], sequence.as_bytes()[end]);
                &sequence[end + 1..]
            } else if let Some(link) = rest.strip_prefix("\x1b]") {
                link.split_once("\x1b\\").unwrap().1
            } else {
                let (text, rest) = rest.split_at(rest.find('\x1b').unwrap_or(rest.len()));
                assert_eq!(SafeStr::clean(text).as_str(), text, "nothing else is sent");
                clusters(text).for_each(|(_, cluster)| self.write(cluster));
                rest
            };
        }
    }

    fn control(&mut self, parameters: &str, last: u8) {
        let number = |text: &str| text.parse::<usize>().unwrap_or(1);
        match last {
            b'H' => {
                let (row, column) = parameters.split_once(';').unwrap_or(("1", "1"));
                self.at = (number(column) - 1, number(row) - 1);
            }
            b'G' => self.at.0 = number(parameters) - 1,
            b'C' => self.at.0 += number(parameters),
            b'J' => self.cells.iter_mut().flatten().for_each(|cell| " ".clone_into(cell)),
            b'K' => self.blank(self.at.0..self.cells[self.at.1].len()),
            b'm' | b'h' | b'l' => {}
            other => panic!("no frame sends CSI {parameters} {}", char::from(other)),
        }
    }

    /// Writes a cluster; one that reaches over the edge is cut off there, as it is without autowrap.
    fn write(&mut self, cluster: &str) {
        let (x, y) = self.at;
        let columns = self.cells[y].len();
        let end = (x + self.widths.of_cluster(cluster)).min(columns);
        if x < columns {
            self.blank(x..end);
            for cell in &mut self.cells[y][x..end] {
                cell.clear();
            }
            self.cells[y][x].push_str(cluster);
        }
        self.at.0 = end;
    }

    /// Blanks cells of the line, and what is left of clusters that are cut in two.
    fn blank(&mut self, cells: std::ops::Range<usize>) {
        let row = &mut self.cells[self.at.1];
        let start = (0..=cells.start).rev().find(|&x| !row[x].is_empty()).unwrap_or(0);
        let end = (cells.end..row.len()).find(|&x| !row[x].is_empty()).unwrap_or(row.len());
        row[start..end].iter_mut().for_each(|cell| " ".clone_into(cell));
    }
}
