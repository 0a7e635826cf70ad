//! Which posts a query lets through, and what it looks for in their texts.

use super::term::{Has, Is, Term, Test};
use super::when::When;
use super::{Field, Index, Part, Query, Set, Step};
use crate::post::Date;
use crate::text::Needle;
use crate::text::pinyin::Pinyin;
use std::collections::HashMap;

/// How many needles may gather while a reader types.
const MANY: usize = 64;

/// Which posts have which needles in their texts, as far as it has been looked up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts(HashMap<Needle, Set>);

impl Texts {
    /// Notes the posts that have a needle in title or text.
    pub fn insert(&mut self, needle: Needle, posts: Set) {
        self.0.insert(needle, posts);
    }

    /// The posts that have a needle; `None` where that is not known.
    pub fn get(&self, needle: &Needle) -> Option<&Set> {
        self.0.get(needle)
    }

    /// Forgets all but these needles, where many have gathered.
    pub fn trim(&mut self, wanted: &[Needle]) {
        if self.0.len() > MANY {
            self.0.retain(|needle, _| wanted.contains(needle));
        }
    }

    /// Forgets everything: the posts are others now.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl Query {
    /// Finds the posts that pass. What is not known of their texts is decided by the titles.
    pub fn evaluate(&self, index: &Index, texts: &Texts) -> Set {
        all_of(self.parts.iter(), index, texts)
    }

    /// What is looked for in texts, each once.
    pub fn needles(&self) -> Vec<Needle> {
        each_once(self.terms().filter_map(Term::needle))
    }

    /// What is looked for in texts and not excluded: what a page shows lit.
    pub fn lit(&self) -> Vec<Needle> {
        each_once(self.parts.iter().flat_map(Part::wanted).filter_map(Term::needle))
    }

    /// The needles of which it is not known yet where they are.
    pub fn unknown(&self, texts: &Texts) -> Vec<Needle> {
        let mut needles = self.needles();
        needles.retain(|needle| texts.get(needle).is_none());
        needles
    }

    /// True where all that it looks for are texts.
    pub fn is_text(&self) -> bool {
        !self.is_empty() && self.terms().all(|term| term.field == Field::Text)
    }

    /// True where it asks what only parsed bodies tell.
    pub fn needs_bodies(&self) -> bool {
        self.terms().any(|term| matches!(term.field, Field::Source | Field::Has | Field::Lang))
    }

    /// True where it asks what the reader has done with posts.
    pub fn needs_marks(&self) -> bool {
        self.terms().any(|term| term.field == Field::Is)
    }

    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.parts.iter().flat_map(|part| &part.0).filter_map(Step::term)
    }
}

/// Finds the posts that all parts let pass. Where none is left there is nothing more to look up: a pasted paragraph is a
/// query of hundreds of words.
pub(super) fn all_of<'a>(parts: impl Iterator<Item = &'a Part>, index: &Index, texts: &Texts) -> Set {
    let mut all = Set::all(index.posts());
    for part in parts {
        if all.is_empty() {
            break;
        }
        all = all.and(&part.evaluate(index, texts));
    }
    all
}

fn each_once<'a>(needles: impl Iterator<Item = &'a Needle>) -> Vec<Needle> {
    let mut once: Vec<Needle> = Vec::new();
    for needle in needles {
        if !once.contains(needle) {
            once.push(needle.clone());
        }
    }
    once
}

impl Step {
    fn term(&self) -> Option<&Term> {
        match self {
            Step::Term(term) => Some(term),
            Step::Not | Step::And | Step::Or => None,
        }
    }
}

impl Part {
    pub(super) fn evaluate(&self, index: &Index, texts: &Texts) -> Set {
        let mut stack: Vec<Set> = Vec::new();
        for step in &self.0 {
            let mut pop = || stack.pop().unwrap_or_else(|| Set::all(index.posts()));
            let set = match step {
                Step::Term(term) => term.evaluate(index, texts),
                Step::Not => pop().complement(),
                Step::And => pop().and(&pop()),
                Step::Or => pop().or(&pop()),
            };
            stack.push(set);
        }
        stack.pop().unwrap_or_else(|| Set::all(index.posts()))
    }

    /// The terms that stand under an even number of NOTs: from the back, a postfix text reads like a prefix one.
    fn wanted(&self) -> Vec<&Term> {
        let mut excluded = vec![false];
        let mut terms = Vec::new();
        for step in self.0.iter().rev() {
            let under = excluded.pop().unwrap_or(false);
            match step {
                Step::Term(term) => terms.extend((!under).then_some(term)),
                Step::Not => excluded.push(!under),
                Step::And | Step::Or => excluded.extend([under, under]),
            }
        }
        terms.reverse();
        terms
    }
}

impl Term {
    fn evaluate(&self, index: &Index, texts: &Texts) -> Set {
        match &self.test {
            Test::Needle(needle) => self.find(needle, index, texts),
            Test::Value(key) => self.having(key, index),
            Test::Is(Is::Read) => index.read.clone(),
            Test::Is(Is::Unread) => index.read.clone().complement(),
            Test::Is(Is::Starred) => index.starred.clone(),
            Test::Has(Has::Code) => index.code.clone(),
            Test::Has(Has::Table) => index.tables.clone(),
            Test::Has(Has::Warning) => index.warnings.clone(),
            Test::Lang(language) => index.in_language(*language),
            Test::Days(first, last) => {
                let bounds = self.bounds(*first, *last, index.today);
                let within = |day: Date| bounds.is_some_and(|(first, last)| first <= day && day <= last);
                Set::of(index.posts(), |post| index.dates.get(post).copied().flatten().is_some_and(within))
            }
        }
    }

    /// The posts with a needle in text or title, or that are read like it.
    fn find(&self, needle: &Needle, index: &Index, texts: &Texts) -> Set {
        let anywhere = self.field == Field::Text;
        let known = texts.get(needle).filter(|_| anywhere);
        let found = known.cloned().unwrap_or_else(|| index.titles.with(needle));
        let Some(pinyin) = Pinyin::new(needle.written()) else { return found };
        let found = found.or(&index.sounding(&pinyin));
        if anywhere { found.or(&index.tags_sounding(&pinyin)) } else { found }
    }

    /// The posts with a value; where none is called so, those with a value that is read like it.
    fn having(&self, key: &str, index: &Index) -> Set {
        let mut found = Set::none(index.posts());
        let Some(values) = index.values(self.field) else { return found };
        let mut named = values.of_key(key).peekable();
        if named.peek().is_some() || self.field == Field::Source {
            named.flat_map(|value| &value.posts).for_each(|post| found.insert(*post));
            return found;
        }
        let Some(pinyin) = Pinyin::new(&self.written) else { return found };
        let sounding = values.rows().filter(|value| {
            let shown = &value.tag.shown;
            pinyin.find(shown).is_some_and(|hit| hit == (0..shown.len()))
        });
        sounding.flat_map(|value| &value.posts).for_each(|post| found.insert(*post));
        found
    }

    /// The first and the last day that pass; `None` where no day does.
    fn bounds(&self, first: Option<When>, last: Option<When>, today: Option<Date>) -> Option<(Date, Date)> {
        // A day that is named but not known (today, before the clock was read) lets no post pass.
        let known = |when: Option<When>| when.map_or(Some(None), |when| when.days(today).map(Some));
        let (first, last) = (known(first)?, known(last)?);
        if self.field == Field::After {
            return Some((first?.1.tomorrow().ok()?, Date::MAX));
        }
        if self.field == Field::Before {
            return Some((Date::MIN, last?.0.yesterday().ok()?));
        }
        Some((first.map_or(Date::MIN, |days| days.0), last.map_or(Date::MAX, |days| days.1)))
    }
}
