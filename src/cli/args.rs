//! The words of the command line, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A terminal reader for cloud-native news digests.
#[derive(Debug, Parser)]
#[command(name = "yundu", version, about = "A terminal reader for cloud-native news digests 云读")]
#[command(after_help = "Exit codes: 0 well · 1 nothing matched, or `check` found defects · 2 usage, configuration or \
a missing folder · 3 no terminal · 4 the output could not be written · 6 the reading state was locked or too slow \
(changes may be lost; they are counted)")]
pub struct Arguments {
    /// What all commands share.
    #[command(flatten)]
    pub common: Common,
    /// A posts folder or one post to read; without a terminal the posts are listed
    pub path: Option<PathBuf>,
    /// What to do instead of opening the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command understands.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    /// The posts folder, instead of $YUNDU_POSTS, the configured one, ./_posts, ./posts and the built-in posts
    #[arg(long, value_name = "DIR", global = true)]
    pub posts: Option<PathBuf>,
    /// The language of the interface, instead of the locale's
    #[arg(long, value_enum, global = true)]
    pub lang: Option<LangName>,
    /// The theme: a built-in name, one of your own, or a path to its file
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,
    /// The configuration file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Ask the terminal nothing: take its widths by Unicode and the configuration
    #[arg(long, global = true)]
    pub no_probe: bool,
    /// Keep nothing about reading, and use nothing that was kept
    #[arg(long, global = true)]
    pub no_state: bool,
    /// Whether to print colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub color: Color,
    /// Plain text from line to line, for printers and screen readers: no colours even with `--color always`, no panes
    #[arg(long, global = true)]
    pub plain: bool,
    /// Print one JSON object a line
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands that need no terminal.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List posts, newest first
    List {
        /// A filter such as `tag:security -tag:ai`
        query: Vec<String>,
        /// List their stories instead
        #[arg(long)]
        stories: bool,
    },
    /// Search all posts, best passages first
    Search {
        /// Words, "phrases" and filters such as `since:2w`
        #[arg(required = true)]
        query: Vec<String>,
        /// The most passages to print; 0 prints all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// Print one post
    Show {
        /// A post's id, date, title or path; `-` reads one from standard input
        post: PathBuf,
        /// The longest line in cells [default: the terminal, at most 80]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
        width: Option<u16>,
    },
    /// Count tags, categories, authors, sources and months
    Tags {
        /// A filter such as `date:2026-02`
        query: Vec<String>,
    },
    /// Number the links of a post
    Links {
        /// A post's id, date, title or path; `-` reads one from standard input
        post: PathBuf,
    },
    /// Open a link of a post in the browser
    Open {
        /// A post's id, date, title or path; `-` reads one from standard input
        post: PathBuf,
        /// The number that `yundu links` gives it [default: the first source]
        number: Option<usize>,
        /// Open it even where the reader would ask first
        #[arg(long)]
        yes: bool,
    },
    /// Name the defects of posts, with file, line and mend
    Check {
        /// A posts folder or one post
        path: Option<PathBuf>,
    },
    /// Write what was read, starred and left as JSON lines, or take such lines in
    State {
        /// Which of the two.
        #[command(subcommand)]
        command: StateCommand,
    },
    /// Remove what is kept about reading, and the cache
    Purge {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What can be done with the reading state.
#[derive(Debug, Subcommand)]
pub enum StateCommand {
    /// Write one JSON object for each record to standard output
    Export,
    /// Merge such records into what is kept: of two about one thing the newer one counts
    Import {
        /// The file to read [default: standard input, as `-`]
        file: Option<PathBuf>,
    },
}

/// The two languages, as the command line names them.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LangName {
    /// Simplified Chinese
    Zh,
    /// English
    En,
}

/// When to print colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
