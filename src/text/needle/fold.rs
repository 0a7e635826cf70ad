//! When two characters are the same to a search: case and width, and nothing else. Each folding can be turned around, so that
//! all forms of a character can be looked for.

use unicode_normalization::UnicodeNormalization;

/// What a character is compared as: full-width ASCII and half-width kana in their usual form, blanks as one kind of blank,
/// a small letter unless `exact`.
pub(super) fn fold(c: char, exact: bool) -> char {
    match c {
        '!'..='~' if exact => c,
        '!'..='~' => c.to_ascii_lowercase(),
        '\u{4e00}'..='\u{9fff}' => c,
        _ if c.is_whitespace() => ' ',
        '\u{ff01}'..='\u{ff5e}' => fold(narrow(c), exact),
        '\u{ff61}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' => usual(c),
        _ if exact => c,
        _ => small(c),
    }
}

/// A text as it is compared: its characters folded, runs of blanks as one blank.
pub fn folded(text: &str, exact: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let voiced = characters.peek().and_then(|&mark| voiced(c, mark));
        if voiced.is_some() {
            characters.next();
        }
        let c = voiced.unwrap_or_else(|| fold(c, exact));
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

/// The ASCII form of a full-width one, U+FF01 to U+FF5E.
fn narrow(c: char) -> char {
    char::from_u32(u32::from(c).wrapping_sub(0xfee0)).filter(char::is_ascii).unwrap_or(c)
}

/// The usual form of half-width kana and of full-width signs (NFKC of one character).
fn usual(c: char) -> char {
    let mut forms = std::iter::once(c).nfkc();
    match (forms.next(), forms.next()) {
        (Some(one), None) => one,
        (Some(_) | None, _) => c,
    }
}

/// The small letter of a capital where the two are a pair: each is all that the other becomes.
fn small(c: char) -> char {
    match (only(c.to_lowercase()), only(c.to_lowercase()).and_then(|small| only(small.to_uppercase()))) {
        (Some(small), Some(capital)) if capital == c => small,
        (Some(_) | None, _) => c,
    }
}

fn only(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

/// The kana that a half-width one makes with a half-width voicing mark behind it: ｶﾞ is ガ.
pub(super) fn voiced(kana: char, mark: char) -> Option<char> {
    let marked = matches!(mark, '\u{ff9e}' | '\u{ff9f}') && matches!(kana, '\u{ff66}'..='\u{ff9d}');
    only([kana, mark].into_iter().nfkc()).filter(|_| marked)
}

/// Whether it is the full-width form of an ASCII character.
pub(super) fn is_full(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// All ways of writing a folded character, as it stands in a text.
pub(super) fn forms(folded: char, exact: bool) -> Vec<String> {
    if matches!(folded, '\u{4e00}'..='\u{9fff}') {
        return vec![folded.to_string()];
    }
    let mut found = vec![folded];
    found.extend(only(folded.to_uppercase()).filter(|_| !exact));
    for c in found.clone() {
        found.extend(char::from_u32(u32::from(c) + 0xfee0).filter(|_| ('!'..='~').contains(&c)));
    }
    let rare = ('\u{ff61}'..='\u{ff9f}').chain('\u{ffe0}'..='\u{ffe6}');
    found.extend(rare.filter(|&c| !folded.is_ascii() && fold(c, exact) == folded));
    found.retain(|&c| fold(c, exact) == folded);
    found.dedup();
    let mut found: Vec<String> = found.into_iter().map(String::from).collect();
    let with_mark = |mark: char| ('\u{ff66}'..='\u{ff9d}').map(move |kana| (kana, mark));
    let pairs = with_mark('\u{ff9e}').chain(with_mark('\u{ff9f}'));
    let pairs = pairs.filter(|&(kana, mark)| !folded.is_ascii() && voiced(kana, mark) == Some(folded));
    found.extend(pairs.map(|(kana, mark)| String::from_iter([kana, mark])));
    found
}
