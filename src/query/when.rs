//! Days as a reader names them: `2026-02-05`, `2026-02`, `2026`, `2w`, `today`, 昨天.

use crate::post::Date;
use jiff::{Span, ToSpan};

/// A day, a month or a year, or a day counted back from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
    /// The day so many units before today.
    Ago(u16, Unit),
}

/// What days are counted back in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `d`, 天
    Day,
    /// `w`, 周
    Week,
    /// `m`, 月
    Month,
    /// `y`, 年
    Year,
}

/// The days that have names, with how many days ago they are.
pub const NAMED: [(&str, u16); 4] = [("today", 0), ("yesterday", 1), ("今天", 0), ("昨天", 1)];

const UNITS: [(Unit, &[&str]); 4] = [
    (Unit::Day, &["d", "day", "days", "天", "日"]),
    (Unit::Week, &["w", "week", "weeks", "周", "星期"]),
    (Unit::Month, &["m", "month", "months", "个月"]),
    (Unit::Year, &["y", "year", "years", "年"]),
];

impl When {
    /// Reads what a reader wrote, already in normal form.
    pub fn parse(text: &str) -> Option<When> {
        if let Some((_, ago)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Some(When::Ago(*ago, Unit::Day));
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at_checked(digits)?;
        // `2026年` is a year, `3年` are three of them.
        if digits < 4 {
            let (unit, _) = UNITS.iter().find(|(_, names)| names.contains(&rest))?;
            return Some(When::Ago(number.parse().ok()?, *unit));
        }
        let year: i16 = number.parse().ok().filter(|_| digits == 4)?;
        let rest = rest.trim_end_matches(['日', '号']);
        let mut fields = rest.trim_end_matches(['年', '月']).split(['-', '/', '.', '年', '月']).skip(1);
        let number = |field: &str| {
            let plain = (1..=2).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| field.parse::<i8>().ok()).flatten()
        };
        match (fields.next(), fields.next(), fields.next()) {
            (None, ..) if rest.is_empty() || rest == "年" => Date::new(year, 1, 1).ok().map(|_| When::Year(year)),
            (Some(month), None, _) => {
                let month = number(month)?;
                Date::new(year, month, 1).ok().map(|_| When::Month(year, month))
            }
            (Some(month), Some(day), None) => Date::new(year, number(month)?, number(day)?).ok().map(When::Day),
            _ => None,
        }
    }

    /// The first and the last day of what is named. Without `today` nothing is counted back from it.
    pub fn days(self, today: Option<Date>) -> Option<(Date, Date)> {
        Some(match self {
            When::Year(year) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            When::Month(year, month) => {
                let first = Date::new(year, month, 1).ok()?;
                (first, first.last_of_month())
            }
            When::Day(day) => (day, day),
            When::Ago(count, unit) => {
                let day = today?.saturating_sub(span(count, unit));
                (day, day)
            }
        })
    }
}

/// So many units; none is beyond what a calendar counts.
fn span(count: u16, unit: Unit) -> Span {
    match unit {
        Unit::Day => i64::from(count).days(),
        Unit::Week => i64::from(count).weeks(),
        Unit::Month => i64::from(count).months(),
        Unit::Year => i64::from(count).years(),
    }
}
