//! What stands for the words of a program that was built without the feature `words`: nothing can be one.

/// Known words: none were built in, so there is no value of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {}

impl Words {
    /// Gives none: this program was built without words.
    pub fn new(_own: &[String]) -> Option<Words> {
        None
    }

    /// The byte offsets in `text` at which a word of Han begins.
    pub fn starts(&self, _text: &str) -> Vec<usize> {
        match *self {}
    }
}
