//! What the panes, the help and the notices say.
