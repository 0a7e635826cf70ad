//! Screen, input, opener, clipboard.

mod clipboard;
#[cfg(unix)]
mod input;
#[cfg(unix)]
pub mod opener;
#[cfg(unix)]
pub mod probe;
mod screen;
