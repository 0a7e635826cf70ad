//! One test binary; its modules are named like those of `src`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod tidy;
mod readme;
mod text;
mod strings;
mod post;
mod store;
mod query;
mod search;
mod reading;
mod finder;
mod document;
mod highlight;
mod layout;
mod corpus;
mod hostile_posts;
mod app;
mod screens;
mod pty;
mod cli;
mod config;
mod state;
mod terminal;
