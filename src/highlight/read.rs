//! A block of code read line by line.

use super::language::{Reading, reading};
use super::scope::Scopes;
use super::token::{Token, Tokens};
use super::{LARGEST, LONGEST, lines};
use std::fmt;
use std::ops::Range;
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

/// What a prompt looks like.
const PROMPT: &str = "$ ";

/// The syntaxes, ready to be read with.
pub struct Highlighter {
    syntaxes: SyntaxSet,
    scopes: Scopes,
}

impl fmt::Debug for Highlighter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Highlighter").finish_non_exhaustive()
    }
}

impl Highlighter {
    /// Loads the syntaxes; takes some milliseconds.
    pub fn load() -> Highlighter {
        Highlighter { syntaxes: two_face::syntax::extra_newlines(), scopes: Scopes::new() }
    }

    /// Says what the words of a block are, by the first word of its info string; `None` where the language is not known.
    /// What is too long, and what comes after `keep_going` has said no, is plain. It is asked before each line.
    pub fn tokens(&mut self, language: &str, text: &str, keep_going: &mut dyn FnMut() -> bool) -> Option<Tokens> {
        let (name, session) = match reading(language)? {
            Reading::Code(name) => (name, is_shell(name) && lines(text).any(|line| line.starts_with(PROMPT))),
            Reading::Session => ("sh", true),
        };
        let syntax = self.syntaxes.find_syntax_by_token(name)?;
        let mut block = Block { syntaxes: &self.syntaxes, scopes: &mut self.scopes, place: Place::new(syntax) };
        let (mut tokens, mut bytes, mut goes_on) = (Tokens::new(), 0, false);
        for line in lines(text) {
            bytes += line.len() + 1;
            if bytes > LARGEST || !keep_going() {
                break;
            }
            let line = line.trim_end_matches('\r');
            let prompt = if session && line.starts_with(PROMPT) { PROMPT.len() } else { 0 };
            if prompt > 0 {
                block.place = Place::new(syntax);
            }
            let is_answer = session && prompt == 0 && !goes_on;
            if is_answer || line.len() > LONGEST {
                tokens.push(Vec::new());
                continue;
            }
            goes_on = line.ends_with('\\');
            match block.line(line.get(prompt..).unwrap_or_default(), prompt) {
                Some(found) => tokens.push(found),
                None => break,
            }
        }
        Some(tokens)
    }
}

fn is_shell(name: &str) -> bool {
    ["sh", "bash", "zsh", "fish"].iter().any(|shell| shell.eq_ignore_ascii_case(name))
}

/// Where a reading has come to.
struct Place {
    state: ParseState,
    stack: ScopeStack,
}

impl Place {
    fn new(syntax: &SyntaxReference) -> Place {
        Place { state: ParseState::new(syntax), stack: ScopeStack::new() }
    }
}

/// A block that is being read.
struct Block<'a> {
    syntaxes: &'a SyntaxSet,
    scopes: &'a mut Scopes,
    place: Place,
}

impl Block<'_> {
    /// Reads a line that stands `indent` bytes from the left; `None` where the grammar fails.
    fn line(&mut self, line: &str, indent: usize) -> Option<Vec<(Range<usize>, Token)>> {
        let Place { state, stack } = &mut self.place;
        let steps = state.parse_line(&format!("{line}\n"), self.syntaxes).ok()?;
        let (mut found, mut at) = (Vec::new(), 0);
        for (next, step) in &steps {
            let next = (*next).min(line.len());
            push(&mut found, line, at..next, self.scopes.token(stack.as_slice()), indent);
            at = at.max(next);
            stack.apply(step).ok()?;
        }
        push(&mut found, line, at..line.len(), self.scopes.token(stack.as_slice()), indent);
        Some(found)
    }
}

/// Adds a stretch, without the blanks around it, to what is the same before it where only blanks lie between.
fn push(found: &mut Vec<(Range<usize>, Token)>, line: &str, bytes: Range<usize>, token: Option<Token>, indent: usize) {
    let (Some(token), Some(text)) = (token, line.get(bytes.clone())) else { return };
    let inner = text.trim();
    if inner.is_empty() {
        return;
    }
    let start = indent + bytes.start + (text.len() - text.trim_start().len());
    let end = start + inner.len();
    let between = |before: &Range<usize>| line.get(before.end - indent..start - indent);
    match found.last_mut() {
        Some((before, same)) if *same == token && between(before).is_some_and(|gap| gap.trim().is_empty()) => {
            before.end = end;
        }
        _ => found.push((start..end, token)),
    }
}
