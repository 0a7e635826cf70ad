//! What the scopes of a syntax mean to a reader.
//!
//! A syntax names every stretch by a stack of scopes, the outermost first. From the inside out, the first scope that this table
//! has something to say of decides, by the longest entry that it begins with.

use super::Token;
use std::collections::HashMap;
use syntect::parsing::Scope;

/// What the table says of a scope.
#[derive(Clone, Copy)]
enum Says {
    /// It is this.
    Is(Token),
    /// It is nothing that stands out.
    Plain,
    /// It is what the scope around it is.
    Around,
}

use Says::{Around, Is, Plain};

/// By the beginning of a scope's name.
const TABLE: &[(&str, Says)] = &[
    ("comment", Is(Token::Comment)),
    ("string", Is(Token::String)),
    // Without quotes everything is a text, and nothing stands out.
    ("string.unquoted", Plain),
    ("string.name.value", Plain),
    ("constant", Is(Token::Constant)),
    ("constant.character", Around),
    ("constant.other.placeholder", Around),
    ("keyword", Is(Token::Keyword)),
    ("keyword.name.ini", Is(Token::Key)),
    ("keyword.operator", Plain),
    ("keyword.operator.dockerfile", Is(Token::Keyword)),
    ("keyword.operator.logical.python", Is(Token::Keyword)),
    ("keyword.operator.new", Is(Token::Keyword)),
    ("keyword.operator.word", Is(Token::Keyword)),
    ("keyword.control.flow.block-scalar", Plain),
    ("keyword.other.block", Plain),
    ("keyword.other.interpolation", Plain),
    ("storage", Is(Token::Keyword)),
    ("storage.type.function.arrow", Plain),
    ("storage.type.go", Is(Token::Type)),
    ("storage.type.string", Is(Token::String)),
    ("entity.name.function", Is(Token::Function)),
    ("entity.name.class", Is(Token::Type)),
    ("entity.name.enum", Is(Token::Type)),
    ("entity.name.enum.tag-digest", Is(Token::Constant)),
    ("entity.name.interface", Is(Token::Type)),
    ("entity.name.namespace", Is(Token::Type)),
    ("entity.name.struct", Is(Token::Type)),
    ("entity.name.trait", Is(Token::Type)),
    ("entity.name.type", Is(Token::Type)),
    ("entity.name.union", Is(Token::Type)),
    ("entity.other.inherited-class", Is(Token::Type)),
    ("entity.name.tag", Is(Token::Key)),
    ("entity.other.attribute-name", Is(Token::Key)),
    ("entity.name.section", Is(Token::Heading)),
    ("entity.name.table", Is(Token::Heading)),
    ("entity.section", Is(Token::Heading)),
    ("markup.heading", Is(Token::Heading)),
    ("markup.inserted", Is(Token::Inserted)),
    ("markup.deleted", Is(Token::Deleted)),
    ("meta.diff.header", Is(Token::Heading)),
    ("meta.diff.range", Is(Token::Heading)),
    ("support.function", Is(Token::Function)),
    ("support.function.test", Plain),
    ("support.macro", Is(Token::Function)),
    ("support.class", Is(Token::Type)),
    ("support.type", Is(Token::Type)),
    ("support.type.property-name", Is(Token::Key)),
    ("support.constant", Is(Token::Constant)),
    ("variable", Plain),
    ("variable.annotation", Is(Token::Function)),
    ("variable.function", Is(Token::Function)),
    ("variable.other.readwrite.terraform", Is(Token::Key)),
    // What stands inside a text and is none.
    ("meta.embedded", Plain),
    ("meta.group.expansion", Plain),
    ("meta.interpolation", Plain),
    ("meta.template.expression", Plain),
    ("source", Plain),
];

/// The table, ready to be asked.
pub struct Scopes {
    table: Vec<(Scope, Says)>,
    /// The names of a mapping are texts in JSON, and keys to the reader.
    mapping_key: Option<Scope>,
    /// What was found out about scopes.
    known: HashMap<Scope, Says>,
}

impl Scopes {
    /// Makes the table ready.
    pub fn new() -> Scopes {
        let table = TABLE.iter().filter_map(|(name, says)| Some((Scope::new(name).ok()?, *says))).collect();
        Scopes { table, mapping_key: Scope::new("meta.mapping.key").ok(), known: HashMap::new() }
    }

    /// What a stretch with these scopes is.
    pub fn token(&mut self, stack: &[Scope]) -> Option<Token> {
        let says = stack.iter().rev().map(|scope| self.says(*scope)).find(|says| !matches!(says, Around))?;
        match says {
            Is(Token::String) if stack.iter().any(|it| self.mapping_key.is_some_and(|key| key.is_prefix_of(*it))) => {
                Some(Token::Key)
            }
            Is(token) => Some(token),
            Plain | Around => None,
        }
    }

    fn says(&mut self, scope: Scope) -> Says {
        *self.known.entry(scope).or_insert_with(|| {
            let entries = self.table.iter().filter(|(entry, _)| entry.is_prefix_of(scope));
            entries.max_by_key(|(entry, _)| entry.len()).map_or(Around, |(_, says)| *says)
        })
    }
}
