//! Tab in the input line: what can stand at the cursor.

use super::model::Model;
use super::prompt::{Asked, Completing, Prompt};
use crate::query::complete;

/// Takes the longest common beginning of what can stand at the cursor; where that adds nothing, one choice after the other.
pub fn complete_at_cursor(model: &Model, prompt: &mut Prompt, forward: bool) {
    if prompt.asked != Asked::Filter {
        return;
    }
    if let Some(completing) = prompt.completing.take() {
        step(prompt, completing, forward);
        return;
    }
    let Some(found) = complete(&prompt.text, prompt.cursor, &model.index) else { return };
    let begun = prompt.text.get(found.replace.clone()).unwrap_or_default().to_lowercase();
    let common = common(&found.choices);
    let completing = Completing { replace: found.replace, choices: found.choices, current: None };
    if completing.choices.len() == 1 {
        step(prompt, completing, true);
        prompt.completing = None;
    } else if common.len() > begun.len() && common.to_lowercase().starts_with(&begun) {
        put(prompt, completing, &common);
    } else {
        step(prompt, completing, forward);
    }
}

/// Goes on to the next choice, or back to the one before.
fn step(prompt: &mut Prompt, completing: Completing, forward: bool) {
    let count = completing.choices.len();
    let next = match (completing.current, forward) {
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
        (Some(at), true) => (at + 1) % count.max(1),
        (Some(at), false) => (at + count.saturating_sub(1)) % count.max(1),
    };
    let choice = completing.choices.get(next).cloned().unwrap_or_default();
    put(prompt, Completing { current: Some(next), ..completing }, &choice);
}

/// Writes a text where the completion stands.
fn put(prompt: &mut Prompt, completing: Completing, text: &str) {
    let start = completing.replace.start;
    prompt.text.replace_range(completing.replace.clone(), text);
    prompt.cursor = start + text.len();
    prompt.completing = Some(Completing { replace: start..prompt.cursor, ..completing });
}

/// The longest beginning that all texts share.
fn common(texts: &[String]) -> String {
    let first = texts.first().map(String::as_str).unwrap_or_default();
    let shared = |text: &String| {
        let same = first.chars().zip(text.chars()).take_while(|(a, b)| a == b);
        same.map(|(c, _)| c.len_utf8()).sum::<usize>()
    };
    let length = texts.iter().map(shared).min().unwrap_or(0);
    first.get(..length).unwrap_or_default().to_owned()
}
