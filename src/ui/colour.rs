//! Colours as a terminal has them: 24 bits, the 256 of xterm, or the 16 that the reader may have chosen anew.

use ratatui::style::Color;

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// 24 bits.
    #[default]
    True,
    /// The 256 of xterm.
    Indexed,
    /// The 16 of the reader's own palette: of these only ink and paper, and few inks that are readable on that paper in the
    /// palettes that there are. What else has a paper of its own is reversed.
    Sixteen,
}

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// Reads `#rrggbb`.
pub fn hexadecimal(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some([r, g, b])
}

/// The nearest of the 240 fixed colours of xterm: a cube of 6 steps and 24 greys.
pub fn indexed(rgb: Rgb) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let cube = (0..216u8)
        .map(|i| (16 + i, [STEPS[usize::from(i / 36)], STEPS[usize::from(i / 6 % 6)], STEPS[usize::from(i % 6)]]));
    let greys = (0..24u8).map(|i| (232 + i, [8 + 10 * i; 3]));
    cube.chain(greys).min_by_key(|(_, colour)| distance(*colour, rgb)).map_or(15, |(index, _)| index)
}

fn distance(a: Rgb, b: Rgb) -> u32 {
    a.iter().zip(b).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

/// Whether a colour is nearer to black than to white.
pub fn is_dark([r, g, b]: Rgb) -> bool {
    u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b) < 1280
}

/// Whether a colour has a hue that can be told.
pub fn has_hue(rgb: Rgb) -> bool {
    hue(rgb).is_some()
}

/// The hue in degrees; none for greys.
fn hue(rgb: Rgb) -> Option<i32> {
    let [r, g, b] = rgb.map(i32::from);
    let (low, high) = (r.min(g).min(b), r.max(g).max(b));
    let spread = high - low;
    if spread < 32 {
        return None;
    }
    let hue = if high == r {
        60 * (g - b) / spread
    } else if high == g {
        120 + 60 * (b - r) / spread
    } else {
        240 + 60 * (r - g) / spread
    };
    Some((hue + 360) % 360)
}

/// The paper of a theme in sixteen colours.
pub fn paper(dark: bool) -> Color {
    if dark { Color::Black } else { Color::White }
}

/// The ink of running text in sixteen colours: white only for what is as good as white.
pub fn ink(rgb: Rgb, dark: bool) -> Color {
    match (dark, rgb.iter().all(|&channel| channel > 240)) {
        (true, true) => Color::White,
        (true, false) => Color::Gray,
        (false, _) => Color::Black,
    }
}

/// One of the sixteen colours for a hue, readable on dark or light paper in the palettes of xterm, VGA and those that were
/// made since; none for what is better the ink of running text: greys, and on light paper green, which is too light in most.
pub fn accent(rgb: Rgb, dark: bool) -> Option<Color> {
    let (on_dark, on_light) = match hue(rgb)? {
        20..70 => (Color::LightYellow, Some(Color::Magenta)),
        70..160 => (Color::Green, None),
        // The blues of most palettes cannot be read on black.
        160..255 => (Color::Cyan, Some(Color::Blue)),
        255..340 => (Color::LightMagenta, Some(Color::Magenta)),
        _ => (Color::LightRed, Some(Color::Red)),
    };
    if dark { Some(on_dark) } else { on_light }
}
