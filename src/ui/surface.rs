//! What a frame is drawn on: cells, and which link each cell belongs to.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A ratatui buffer and one link for each cell. No cell ever holds an escape; `terminal::screen` writes OSC 8 around runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The cells.
    pub buffer: Buffer,
    /// For each cell the number of its link in `urls`, from 1; 0 for none.
    links: Vec<u16>,
    /// The links of this frame: which one of the post each is, and its URL.
    urls: Vec<(usize, String)>,
}

impl Surface {
    /// Makes an empty surface of this size in cells.
    pub fn new(columns: u16, rows: u16) -> Self {
        let area = Rect::new(0, 0, columns, rows);
        Surface { buffer: Buffer::empty(area), links: vec![0; area.area() as usize], urls: Vec::new() }
    }

    /// Empties every cell and forgets the links, keeping the size.
    pub fn reset(&mut self) {
        self.buffer.reset();
        self.links.fill(0);
        self.urls.clear();
    }

    /// The whole area, from (0, 0).
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Registers a link of this frame, by which one of the post it is, and gives its number for [`Surface::set_link`]; 0
    /// when the frame has too many. Cells of the same link may have several numbers.
    pub fn add_link(&mut self, link: usize, url: &str) -> u16 {
        let Ok(number) = u16::try_from(self.urls.len() + 1) else { return 0 };
        self.urls.push((link, url.to_owned()));
        number
    }

    /// Says that `cells` cells from `at` on belong to link `number`; cells outside the area are ignored.
    pub fn set_link(&mut self, at: Position, cells: u16, number: u16) {
        let area = self.area();
        let end = at.x.saturating_add(cells).min(area.right());
        if at.y < area.bottom() && at.x < end {
            let start = self.buffer.index_of(at.x, at.y);
            if let Some(cells) = self.links.get_mut(start..start + usize::from(end - at.x)) {
                cells.fill(number);
            }
        }
    }

    /// The URL of the cell at `at`; none outside the area.
    pub fn url_at(&self, at: Position) -> Option<&str> {
        self.link_at(at).map(|(_, url)| url)
    }

    /// The link of the cell at `at`: which one of the post it is, and its URL; none outside the area.
    pub fn link_at(&self, at: Position) -> Option<(usize, &str)> {
        let index = self.buffer.area.contains(at).then(|| self.buffer.index_of(at.x, at.y))?;
        let number = usize::from(*self.links.get(index)?);
        self.urls.get(number.checked_sub(1)?).map(|(link, url)| (*link, url.as_str()))
    }
}
