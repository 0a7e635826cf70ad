//! One key of a front matter with its values, the same for YAML, TOML and JSON. Nested values are kept flat, so that
//! nothing here recurses when it is dropped.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// One key with its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// The key as written.
    pub key: String,
    /// The texts below it, in order. None for null and empty values.
    pub leaves: Vec<Leaf>,
    /// True for a list: its items are not split at commas.
    pub list: bool,
}

/// One text below a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The nearest key above it inside the field; empty for plain values and list items.
    pub key: String,
    /// The text.
    pub text: String,
}

impl Leaf {
    /// Makes a leaf without an inner key.
    pub fn plain(text: impl Into<String>) -> Self {
        Leaf { key: String::new(), text: text.into() }
    }
}

/// What a value turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    Scalar,
    List,
    Map,
}

/// How the values are asked for. YAML is read twice: the first time to learn the kinds, the second to take every scalar as
/// the text that stands in the file, so that `1.10`, `no` and `1e3` stay what the author wrote.
#[derive(Clone, Debug)]
pub(super) enum Pass {
    /// Takes values as the parser gives them (TOML, JSON), and notes their kinds.
    Learn(Kinds),
    /// Asks for a text wherever the first pass saw a scalar.
    Verbatim(Kinds),
}

/// The kinds of all values in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds {
    seen: Vec<Kind>,
    next: usize,
}

impl Pass {
    /// Gives the pass for the first reading.
    pub fn first() -> Self {
        Pass::Learn(Kinds::default())
    }

    /// Gives the pass for the second reading.
    pub fn second(self) -> Self {
        match self {
            Pass::Learn(kinds) | Pass::Verbatim(kinds) => Pass::Verbatim(Kinds { next: 0, ..kinds }),
        }
    }

    fn note(&mut self, kind: Kind) {
        match self {
            Pass::Learn(kinds) => kinds.seen.push(kind),
            Pass::Verbatim(_) => {}
        }
    }

    fn asked(&mut self) -> Option<Kind> {
        match self {
            Pass::Learn(_) => None,
            Pass::Verbatim(kinds) => {
                kinds.next += 1;
                kinds.seen.get(kinds.next - 1).copied()
            }
        }
    }
}

/// Reads the fields of a map.
pub(super) struct Fields<'a>(pub &'a mut Pass);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Vec<Field>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Field>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Vec<Field>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Field>, A::Error> {
        let mut fields: Vec<Field> = Vec::new();
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !keys.insert(key.to_lowercase()) {
                return Err(A::Error::custom(format!("duplicate key {key}")));
            }
            let mut field = Field { key, ..Field::default() };
            map.next_value_seed(Values { into: &mut field, key: "", depth: 0, pass: self.0 })?;
            fields.push(field);
        }
        Ok(fields)
    }
}

/// Collects the texts below one key. The depth is limited by the formats' own parsers and once more here.
struct Values<'a> {
    into: &'a mut Field,
    key: &'a str,
    depth: usize,
    pass: &'a mut Pass,
}

impl Values<'_> {
    fn push<E: Error>(self, text: String) -> Result<(), E> {
        self.pass.note(Kind::Scalar);
        if !text.is_empty() {
            self.into.leaves.push(Leaf { key: self.key.to_owned(), text });
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > super::FRONT_MATTER_DEPTH {
            return Err(D::Error::custom("nested too deeply"));
        }
        match self.pass.asked() {
            Some(Kind::Scalar) => deserializer.deserialize_str(self),
            // `null` in a list is a word like any other; alone it means that nothing stands there.
            Some(Kind::Null) if self.into.list => deserializer.deserialize_str(self),
            Some(Kind::Null | Kind::List | Kind::Map) | None => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.push(value.to_string())
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.push(value.to_string())
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(value.to_string())
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.push(value.to_string())
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.push(value.to_owned())
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.pass.note(Kind::Null);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.pass.note(Kind::List);
        self.into.list = true;
        loop {
            let next = Values { into: &mut *self.into, key: self.key, depth: self.depth + 1, pass: &mut *self.pass };
            if list.next_element_seed(next)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.pass.note(Kind::Map);
        while let Some(key) = map.next_key::<String>()? {
            // The crate `toml` hands a date over as a map with one private key.
            let key = if key.starts_with("$__toml_private") { self.key } else { &key };
            map.next_value_seed(Values { into: &mut *self.into, key, depth: self.depth + 1, pass: &mut *self.pass })?;
        }
        Ok(())
    }
}
