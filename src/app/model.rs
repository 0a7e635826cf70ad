//! All that the program knows while it runs.

/// The state of the program.
#[derive(Clone, Debug, Default)]
pub struct Model {}
