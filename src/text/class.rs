//! Line-break classes: Unicode's table (UAX #14), read for our own rules in `layout::inline::opportunity`.
