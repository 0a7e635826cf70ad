//! Facets: what a query says about a value, and the edits that choosing one makes.

use super::{Field, Part, Query, Step, Term};

/// What a query says about one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing.
    #[default]
    Free,
    /// Posts must have it.
    Wanted,
    /// Posts must have it or another value that the query names beside it.
    Either,
    /// Posts must not have it.
    Excluded,
}

impl Query {
    /// Tells what the query says about a value, in a part of its own or among alternatives.
    pub fn chosen(&self, field: Field, value: &str) -> Chosen {
        let Some(term) = Term::new(field, value) else { return Chosen::Free };
        self.parts.iter().map(|part| part.says(&term)).find(|said| *said != Chosen::Free).unwrap_or_default()
    }

    /// Makes the query that wants a value, too.
    #[must_use]
    pub fn with(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Wanted)
    }

    /// Makes the query that lets posts with a value pass beside those that its last value of this field lets pass.
    #[must_use]
    pub fn allowing(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Either)
    }

    /// Makes the query that excludes a value.
    #[must_use]
    pub fn excluding(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Excluded)
    }

    /// Makes the query that says nothing about a value.
    #[must_use]
    pub fn without(&self, field: Field, value: &str) -> Query {
        self.edited(field, value, Chosen::Free)
    }

    /// Makes the query that has `wish` for a value, or nothing where it had that already.
    #[must_use]
    pub fn toggled(&self, field: Field, value: &str, wish: Chosen) -> Query {
        let wish = if self.chosen(field, value) == wish { Chosen::Free } else { wish };
        self.edited(field, value, wish)
    }

    /// Takes back what the query says about a value, then puts the wish at its end. A value that the field cannot have
    /// changes nothing.
    fn edited(&self, field: Field, value: &str, wish: Chosen) -> Query {
        let Some(term) = Term::new(field, value) else { return self.clone() };
        let mut parts: Vec<Part> = self.parts.iter().filter_map(|part| part.without(&term)).collect();
        match wish {
            Chosen::Free => {}
            Chosen::Wanted => parts.push(Part(vec![Step::Term(term)])),
            Chosen::Excluded => parts.push(Part(vec![Step::Term(term), Step::Not])),
            Chosen::Either => match parts.iter_mut().rfind(|part| part.alternatives(field).is_some()) {
                Some(part) => part.0.extend([Step::Term(term), Step::Or]),
                None => parts.push(Part(vec![Step::Term(term)])),
            },
        }
        Query { parts }
    }
}

impl Part {
    /// Gives the terms of a part that is one term, or several of which one must hold, all of the same field.
    pub(super) fn alternatives(&self, field: Field) -> Option<Vec<&Term>> {
        let mut terms = Vec::new();
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Term(term) if term.field == field && (index == 0 || index % 2 == 1) => terms.push(term),
                Step::Or if index > 0 && index % 2 == 0 => {}
                Step::Term(_) | Step::Not | Step::And | Step::Or => return None,
            }
        }
        Some(terms)
    }

    /// Tells what this part says about `term`, where it is simple enough to be chosen value by value.
    fn says(&self, term: &Term) -> Chosen {
        if let [Step::Term(it), Step::Not] = self.0.as_slice() {
            return if it.same(term) { Chosen::Excluded } else { Chosen::Free };
        }
        match self.alternatives(term.field) {
            Some(terms) if !terms.iter().any(|it| it.same(term)) => Chosen::Free,
            Some(terms) if terms.len() == 1 => Chosen::Wanted,
            Some(_) => Chosen::Either,
            None => Chosen::Free,
        }
    }

    /// Gives this part without what it says about `term`; `None` where nothing is left.
    fn without(&self, term: &Term) -> Option<Part> {
        if self.says(term) == Chosen::Free {
            return Some(self.clone());
        }
        let terms = self.alternatives(term.field).unwrap_or_default();
        let mut steps = Vec::new();
        for it in terms.into_iter().filter(|it| !it.same(term)) {
            let joins = !steps.is_empty();
            steps.push(Step::Term(it.clone()));
            steps.extend(joins.then_some(Step::Or));
        }
        (!steps.is_empty()).then_some(Part(steps))
    }
}
