//! What the reader sees: the model drawn into a [`Surface`].

pub mod surface;

pub use surface::Surface;
