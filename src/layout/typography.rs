//! What is optional in typography: one value that the configuration, the model and [`Spec`](super::Spec) share. A new
//! setting is a field here with its default, and a row in the table of the configuration; what a setting does is said where it is
//! done. Rules that are no matter of taste (kinsoku, whole words) are not here.

/// The settings of typography; the defaults are those of TYPOGRAPHY 1.2 to 1.8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typography {
    /// Whether a virtual cell stands between Han or kana and Latin letters or digits (A2; CSS text-autospace).
    pub autospace: bool,
    /// Whether the cell also stands between a number and 年月日时分秒度 (A6).
    pub unit_gaps: bool,
    /// Whether `%`, `℃`, `+` and `#` that touch a number or word count as part of it, so that the cell stands beside them
    /// too (A5).
    pub sign_gaps: bool,
    /// What may stand beyond the measure at the end of a line (H1).
    pub line_end: LineEnd,
    /// Where a line begins that begins with an opening bracket (H3).
    pub line_start: LineStart,
    /// Whether blanks are widened so that lines end together (H5).
    pub justify: bool,
    /// How a paragraph is told from the one before it (P7).
    pub paragraphs: Paragraphs,
    /// Where a line of Korean may end (1.2).
    pub hangul: Hangul,
    /// Whether a line rather ends elsewhere than beside a single Latin letter (I8).
    pub single_letters: SingleLetters,
    /// On which side of a `/` or `.` a long path or name in code may part (U1).
    pub path_breaks: PathBreaks,
    /// What becomes of a line of code that is longer than the measure (U4).
    pub code: CodeLines,
}

impl Default for Typography {
    fn default() -> Self {
        Typography {
            autospace: true,
            unit_gaps: false,
            sign_gaps: false,
            line_end: LineEnd::default(),
            line_start: LineStart::default(),
            justify: false,
            paragraphs: Paragraphs::default(),
            hangul: Hangul::default(),
            single_letters: SingleLetters::default(),
            path_breaks: PathBreaks::default(),
            code: CodeLines::default(),
        }
    }
}

/// What may stand beyond the measure at the end of a line, as far as there is a gutter for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// Nothing. For fonts that set 。 and ， in the middle of their square, as those of Taiwan and Hong Kong do.
    Flush,
    /// The blank right half of a closing mark (H1; GB/T 15834 5.1.10).
    #[default]
    Trim,
    /// 、，。 as a whole, of the other marks the blank half (H2; CLREQ on hanging).
    Hang,
}

impl LineEnd {
    /// Counts the cells of gutter that it makes use of.
    pub fn reach(self) -> usize {
        match self {
            LineEnd::Flush => 0,
            LineEnd::Trim => 1,
            LineEnd::Hang => 2,
        }
    }
}

/// Where a line begins that begins with an opening bracket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineStart {
    /// With the other lines.
    #[default]
    Flush,
    /// One cell before them, in the gutter, so that the sign itself and not its blank left half stands below the others (H3).
    Outdent,
}

impl LineStart {
    /// Counts the cells of gutter that it makes use of.
    pub fn reach(self) -> usize {
        match self {
            LineStart::Flush => 0,
            LineStart::Outdent => 1,
        }
    }
}

/// How a paragraph is told from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// By a blank line.
    #[default]
    Spaced,
    /// By an indent of two ideographs, without a blank line (P7). Not in lists, quotes and tables.
    Indented,
}

/// Where a line of Korean may end. What is a word the text says itself: Hangul between blanks, which Korean has and which are
/// never far apart. A longer row of syllables has no blanks and parts as Han do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hangul {
    /// At blanks (CSS `word-break: keep-all`).
    #[default]
    Words,
    /// Between any two syllables.
    Syllables,
}

/// What a blank beside a single Latin letter is: that in `Pod A`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SingleLetters {
    /// A place where a line ends only if that makes it more even.
    #[default]
    Kept,
    /// A place as any other.
    Free,
}

/// On which side of a `/` or `.` a long path or name in code may part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PathBreaks {
    /// Behind it: `spec.|drivers`.
    #[default]
    After,
    /// Before it: `spec|.drivers`.
    Before,
}

/// What becomes of a line of code that is longer than the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeLines {
    /// It keeps its full length and can be scrolled sideways ([`Line::pans`](super::Line::pans)).
    #[default]
    Pan,
    /// It is cut at the measure; what follows is led by a mark that does not belong to the source.
    Wrap,
}

/// The blank cells beside the measure that lines may reach into; their owner keeps them free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gutter {
    /// Before the begin of a line.
    pub start: usize,
    /// Behind the end of a line.
    pub end: usize,
}

impl Gutter {
    /// The gutter that `typography` can make use of where there are `cells` cells in all, one of which stays a measure.
    pub fn within(cells: usize, typography: &Typography) -> Gutter {
        let end = typography.line_end.reach().min(cells.saturating_sub(1));
        let start = typography.line_start.reach().min(cells.saturating_sub(end + 1));
        Gutter { start, end }
    }

    /// Counts its cells.
    pub fn cells(self) -> usize {
        self.start + self.end
    }
}
