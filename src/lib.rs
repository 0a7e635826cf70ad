//! yundu 云读: a terminal reader for cloud-native news digests.
//!
//! This page is the map. Data flows one way, and each module uses only the modules above it.
//!
//! ```text
//!  file ─ store ─► bytes ─ post::head ─► Post + diagnostics
//!                    └──── document::parse ─► Document { blocks, links, stories }
//!  Document + Spec { measure } ─ layout::lay_out ─► Layout: lines of runs (text, role, link, cells, source span)
//!  code ─ highlight::Highlighter ─► Tokens of each line ─ Prepared::colour ─► runs that say what the words of code are
//!  query::Query + Index + Texts ─ evaluate ─► Set: the posts that pass; counted by value for the facets
//!  Corpus of all posts + needles ─ search::Seeker ─► Found: hits of each post ─ ranked ─► Passages: where, and the text around
//!  reading::Mark ─► Marks in the model ─ Effect::Keep ─► state (SQLite) ─ Recalled, at the next start ─► Marks
//!  Model ─ ui::view ─► Surface ─ terminal::screen ─► the terminal
//!
//!  key ─ ui::keymap ─► Action ─ app::update(&mut Model) ─► Vec<Effect> ─ the shell performs them ─► Action …
//! ```
//!
//! # What always holds
//!
//! * The core ([`text`] to [`app`]) names no outside world: no files, no clock, no environment, no terminal.
//!   Its functions are total: any bytes give a post, any post a document, any document lines at every measure ≥ 1.
//! * Defects are values ([`diagnostic::Diagnostic`]), never panics.
//! * Text becomes safe at two doors: [`layout`] for the page, [`post`] and [`app`] for lists and messages. What widgets
//!   accept is a [`text::SafeStr`], so a raw control character cannot reach a cell.
//! * Layout computes cells, the panes trust them; nothing above [`layout`] measures text, nothing below [`ui`] knows a rectangle.
//! * No function recurses on the depth of its input, and no type's `Drop` does: nested input is kept flat.
//!
//! `tests/it/tidy.rs` holds the borders.

// ---- the pure core -------------------------------------------------------------------------------------------------
pub mod text;
pub mod strings;
pub mod diagnostic;
pub mod post;
pub mod document;
pub mod highlight;
pub mod layout;
pub mod query;
pub mod search;
pub mod reading;
pub mod finder;
pub mod app;

// ---- the shell -----------------------------------------------------------------------------------------------------
pub mod store;
pub mod config;
pub mod state;
pub mod ui;
pub mod terminal;
pub mod cli;
