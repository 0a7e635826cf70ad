//! Many texts to be searched by how they are read: the readings of each Han are looked up once, so that a needle goes through
//! thousands of titles between two keystrokes. What is found is what [`Pinyin::find`] finds.

use super::pinyin::Pinyin;
use pinyin::ToPinyinMulti;
use std::collections::HashMap;

/// Texts by the sounds of their characters.
#[derive(Clone, Debug, Default)]
pub struct Sounds {
    /// The readings of each character beyond ASCII.
    readings: Vec<Vec<Vec<u8>>>,
    /// The characters of all texts.
    signs: Vec<Sign>,
    /// Where each text ends among them.
    ends: Vec<usize>,
}

/// A character that is no blank.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// ASCII, in small letters; `true` inside a Latin word, where no hit begins.
    Letter(u8, bool),
    /// The row of its readings.
    Read(usize),
}

impl Sounds {
    /// Looks up the sounds of texts.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sounds = Sounds::default();
        let mut rows: HashMap<char, usize> = HashMap::new();
        for text in texts {
            let mut before = ' ';
            for c in text.chars() {
                let inside = c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric();
                before = c;
                match u8::try_from(c) {
                    Ok(b' ') => {}
                    Ok(byte) if byte.is_ascii() => {
                        sounds.signs.push(Sign::Letter(byte.to_ascii_lowercase(), inside));
                    }
                    Ok(_) | Err(_) => {
                        let row = *rows.entry(c).or_insert_with(|| {
                            sounds.readings.push(readings(c));
                            sounds.readings.len() - 1
                        });
                        sounds.signs.push(Sign::Read(row));
                    }
                }
            }
            sounds.ends.push(sounds.signs.len());
        }
        sounds
    }

    /// The texts, by their numbers, that have a place which is read like the needle.
    pub fn find(&self, pinyin: &Pinyin) -> Vec<usize> {
        let mut ways = Vec::new();
        let mut start = 0;
        let mut found = Vec::new();
        for (number, end) in self.ends.iter().enumerate() {
            let signs = self.signs.get(start..*end).unwrap_or_default();
            if (0..signs.len()).any(|at| self.begins_at(signs, at, pinyin.letters(), &mut ways)) {
                found.push(number);
            }
            start = *end;
        }
        found
    }

    /// Tells whether a hit begins at a sign. All ways of reading are tried, from a stack.
    fn begins_at(&self, signs: &[Sign], at: usize, letters: &[u8], ways: &mut Vec<(usize, usize, bool)>) -> bool {
        if let Some(Sign::Letter(_, true)) = signs.get(at) {
            return false;
        }
        ways.clear();
        ways.push((at, 0, false));
        while let Some((at, met, han)) = ways.pop() {
            let rest = letters.get(met..).unwrap_or_default();
            if rest.is_empty() {
                if han {
                    return true;
                }
                continue;
            }
            match signs.get(at) {
                None => {}
                Some(Sign::Letter(byte, _)) => {
                    ways.extend((rest.first() == Some(byte)).then_some((at + 1, met + 1, han)))
                }
                Some(Sign::Read(row)) => {
                    for reading in self.readings.get(*row).into_iter().flatten() {
                        extend(ways, (at + 1, met), reading, rest);
                    }
                }
            }
        }
        false
    }
}

/// Adds the ways in which one reading meets the letters that are left: whole, by its initial, or cut by their end.
fn extend(ways: &mut Vec<(usize, usize, bool)>, (next, met): (usize, usize), reading: &[u8], rest: &[u8]) {
    let same = reading.iter().zip(rest).take_while(|(a, b)| a == b).count();
    let initial = if reading.get(1) == Some(&b'h') { 2 } else { 1 };
    if same == 0 {
        return;
    }
    if (same == reading.len() || same == rest.len()) && same > initial {
        ways.push((next, met + same, true));
    }
    ways.extend((1..=initial.min(same)).map(|letters| (next, met + letters, true)));
}

fn readings(c: char) -> Vec<Vec<u8>> {
    let plain =
        |reading: &str| reading.chars().map(|c| if c == 'ü' { b'v' } else { u8::try_from(c).unwrap_or(0) }).collect();
    let mut readings: Vec<Vec<u8>> =
        c.to_pinyin_multi().into_iter().flatten().map(|reading| plain(reading.plain())).collect();
    readings.sort_unstable();
    readings.dedup();
    readings
}
