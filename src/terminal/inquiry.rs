//! What is believed of the terminal: its last answer at first, its new one when that comes.

use super::known::Known;
use super::probe::{self, Answer, Replies};
use crate::text::{Ambiguous, Widths};
use crate::ui::theme::{self, Colours, Theme};
use std::time::{Duration, Instant};

/// How long after the questions replies are still to be reckoned with: what comes after the end would be typed into the shell.
const LATE: Duration = Duration::from_millis(300);

/// The questions to one terminal.
pub struct Inquiry {
    known: Known,
    answer: Answer,
    /// What the reader says of ambiguous characters, whatever the terminal does.
    ambiguous: Option<Ambiguous>,
    /// How many colours there are for a theme that goes by the terminal's paper; none where the reader has chosen a theme.
    colours: Option<Colours>,
    replies: Replies,
    /// When the questions went out that are not answered yet.
    asked: Option<Instant>,
}

/// What an answer changes.
pub struct Learned {
    /// The width rules.
    pub widths: Widths,
    /// The theme, where it goes by the terminal's paper and that is known.
    pub theme: Option<Theme>,
    /// The answer and the place to keep it.
    pub news: (Known, Answer),
}

/// The width rules of a terminal that has answered so, to a reader who says this of ambiguous characters.
pub fn widths(answer: &Answer, ambiguous: Option<Ambiguous>) -> Widths {
    let widths = answer.widths();
    ambiguous.map_or(widths, |cells| widths.with_ambiguous(cells))
}

impl Inquiry {
    /// Begins with what is known: `answer`.
    pub fn new(known: Known, answer: Answer, ambiguous: Option<Ambiguous>, colours: Option<Colours>) -> Self {
        Inquiry { known, answer, ambiguous, colours, replies: Replies::default(), asked: None }
    }

    /// Gives the questions, and forgets what was under way.
    pub fn ask(&mut self) -> Vec<u8> {
        self.replies = Replies::default();
        self.asked = Some(Instant::now());
        probe::questions()
    }

    /// Takes a reply; says what is new when it closes the series.
    pub fn take(&mut self, reply: &[u8]) -> Option<Learned> {
        let answer = self.replies.take(reply)?.or(self.answer);
        self.asked = None;
        if answer == std::mem::replace(&mut self.answer, answer) {
            return None;
        }
        let light = self.answer.is_light();
        let theme =
            light.zip(self.colours).and_then(|(light, colours)| Theme::built_in(theme::by_paper(light), colours));
        Some(Learned { widths: widths(&answer, self.ambiguous), theme, news: (self.known.clone(), answer) })
    }

    /// Whether the terminal has light paper, as far as it has told.
    pub fn is_light(&self) -> Option<bool> {
        self.answer.is_light()
    }

    /// Has the theme go by the terminal's paper, with so many colours; without any the reader has chosen one.
    pub fn follow_paper(&mut self, colours: Option<Colours>) {
        self.colours = colours;
    }

    /// Until when replies may still come; none when all have come, or none will.
    pub fn deadline(&self) -> Option<Instant> {
        self.asked.map(|asked| asked + LATE)
    }
}
