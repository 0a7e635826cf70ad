//! The layout engine: drawn examples and invariants.
