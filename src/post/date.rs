//! Dates of posts: the many ways in which they are written, all read to a civil day.
