//! Screen, input, opener, clipboard, editor, themes.

mod clipboard;
mod editor;
#[cfg(unix)]
mod input;
#[cfg(unix)]
pub mod opener;
#[cfg(unix)]
pub mod probe;
mod screen;
#[cfg(unix)]
mod wardrobe;
