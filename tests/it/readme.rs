//! What the README claims is true.
