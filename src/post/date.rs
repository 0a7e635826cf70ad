//! Dates of posts: the many ways in which they are written, all read to a civil day.

use super::Date;

/// Reads a date as an author writes it: `2026-02-05` with or without a time, with `/`, `.` or 年月日, `20260205`,
/// `5 Feb 2026`, `Feb 5, 2026`, `Thu, 05 Feb 2026 08:00:00 +0800`. The day is the one that is written: time zones do not
/// move it. Day `00` stands for the first of its month.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    at_start(text).or_else(|| compact(text)).or_else(|| with_month_name(text))
}

/// Finds the first date in a file name or a path (`2026-02-05-news.md`, `issue#13-2018.03.31`, `2016/07/24/x`).
pub fn find(name: &str) -> Option<Date> {
    let mut before_is_digit = false;
    for (index, c) in name.char_indices() {
        if c.is_ascii_digit()
            && !before_is_digit
            && let Some(date) = name.get(index..).and_then(at_start)
        {
            return Some(date);
        }
        before_is_digit = c.is_ascii_digit();
    }
    None
}

/// Reads `year sep month sep day` at the beginning of `text`; no digit may follow.
fn at_start(text: &str) -> Option<Date> {
    let (year, rest) = number(text, 4..=4)?;
    let (separator, rest) = split_first(rest)?;
    let rest = rest.trim_start_matches(' ');
    let (month, rest) = number(rest, 1..=2)?;
    let (second, rest) = split_first(rest)?;
    let pair = matches!((separator, second), ('-', '-') | ('/', '/') | ('.', '.') | ('_', '_') | ('年', '月'));
    if !pair {
        return None;
    }
    let (day, _) = number(rest.trim_start_matches(' '), 1..=2)?;
    civil(year, month, day)
}

/// Reads `20260205`.
fn compact(text: &str) -> Option<Date> {
    let (digits, _) = number(text, 8..=8)?;
    civil(digits / 10_000, digits / 100 % 100, digits % 100)
}

/// Reads dates with an English month name.
fn with_month_name(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).take(5);
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words {
        let lower = word.to_ascii_lowercase();
        let named = lower.get(..3).and_then(|start| MONTHS.iter().position(|name| *name == start));
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match (named, number(digits, 1..=4)) {
            (Some(index), _) => month = month.or(u32::try_from(index + 1).ok()),
            (None, Some((value, ""))) if digits.len() == 4 => year = year.or(Some(value)),
            (None, Some((value, ""))) if digits.len() <= 2 => day = day.or(Some(value)),
            (None, Some(_) | None) => {}
        }
    }
    civil(year?, month?, day?)
}

/// Makes a date; day 0 counts as the first.
fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day.max(1)).ok()?).ok()
}

/// Reads as many digits as `count` allows, no more following.
fn number(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    count.contains(&length).then_some(())?;
    Some((digits.parse().ok()?, rest))
}

/// Takes the first character off.
fn split_first(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    Some((first, text.get(first.len_utf8()..)?))
}
