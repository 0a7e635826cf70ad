//! Running text into lines: `collect` → `opportunity` → `fit` → `finish`.
