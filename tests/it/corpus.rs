//! Every post of the folder that YUNDU_CORPUS names; skipped with a message when it is unset.
