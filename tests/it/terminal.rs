//! Screen, input, opener, clipboard.
