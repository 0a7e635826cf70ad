//! Screen, input, opener, clipboard.

mod clipboard;
#[cfg(unix)]
mod input;
#[cfg(unix)]
mod opener;
mod screen;
