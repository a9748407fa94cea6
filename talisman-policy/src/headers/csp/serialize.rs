//! A policy as words with their kinds, out of which come what generated code holds and what is sent:
//! <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy>.

use std::fmt;

use talisman_core::encoded::{self, Encoder, Kind, serialize};
use talisman_core::nonce;

use super::source::{self, SourceExpression};
use super::{Directive, DirectiveName, DirectiveValue, Disposition, Keyword, Name, Policy, Sited};
use crate::ground::field::{Field, Value};

impl Policy {
    /// The directives as words with their kinds, in order.
    #[must_use]
    pub fn encoded(&self) -> Vec<encoded::Directive<String>> {
        self.directives.iter().map(Directive::encoded).collect()
    }

    /// The policy as generated code holds it.
    pub fn encode(&self, disposition: Disposition, encoder: &mut Encoder) {
        encoder.begin(disposition.field());
        for directive in self.encoded() {
            encoder.directive(Kind::Set, &directive);
        }
        if self.constant().is_some() {
            encoder.constant();
        }
    }

    /// The field that carries the policy.
    #[must_use]
    pub fn field(&self, disposition: Disposition) -> Field {
        let directives = self.encoded();
        let without_nonce: Vec<_> = directives
            .iter()
            .map(|directive| directive.unfilled().without_nonce())
            .collect();
        Field {
            name: disposition.field_name().to_owned(),
            value: value(&directives),
            without_nonce: serialize(&without_nonce, ' ').0,
            https_only: false,
        }
    }

    /// The serialized policy, <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy>.
    #[must_use]
    pub fn serialize(&self) -> Value {
        value(&self.encoded())
    }
}

fn value(directives: &[encoded::Directive<String>]) -> Value {
    let (text, slots) = serialize(directives, ' ');
    Value::from_template(&text, &slots)
}

/// Directives as [`text`](crate::text) reads them back, whatever was unchecked in them: `'nonce'` where a nonce goes, and
/// `unchecked(..)` around what the language would refuse.
#[must_use]
pub fn readable<T: AsRef<str>>(directives: &[encoded::Directive<T>]) -> String {
    let word = |(kind, word): &(Kind, T)| match kind {
        Kind::Nonce => source::NONCE.to_owned(),
        // Among the words of an unchecked directive, it is what it is everywhere.
        Kind::Unchecked if word.as_ref() == "'none'" => word.as_ref().to_owned(),
        Kind::Unchecked => format!("unchecked({})", word.as_ref()),
        _ => word.as_ref().to_owned(),
    };
    // The language lets no other name through that it does not know.
    let name = |name: &str| match DirectiveName::from_word(name) {
        Some(known) if !known.is_removed() => name.to_owned(),
        _ => format!("unchecked({name})"),
    };
    let directives: Vec<_> = directives
        .iter()
        .map(|directive| encoded::Directive {
            name: name(directive.name.as_ref()),
            words: directive
                .words
                .iter()
                .map(|it| (Kind::Word, word(it)))
                .collect(),
        })
        .collect();
    serialize(&directives, ' ').0
}

/// The policy as [`text`](crate::text) reads it back: `'nonce'` is where each response's nonce goes.
impl fmt::Display for Policy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut directives = self.encoded();
        for (kind, word) in directives.iter_mut().flat_map(|one| &mut one.words) {
            if *kind == Kind::Nonce {
                source::NONCE.clone_into(word);
            }
            if kind.is_opening() {
                *kind = Kind::Word;
            }
        }
        formatter.write_str(&serialize(&directives, ' ').0)
    }
}

impl Directive {
    /// The name and the words of the value, each with its kind.
    #[must_use]
    pub fn encoded(&self) -> encoded::Directive<String> {
        let words = match &self.value {
            DirectiveValue::Sources(sources) if sources.is_empty() => {
                vec![(Kind::Word, "'none'".to_owned())]
            }
            DirectiveValue::Sources(sources) => {
                let sources = sources.iter().map(|source| &source.node);
                sources
                    .map(|source| (source.kind(&self.name.node), source.serialize()))
                    .collect()
            }
            DirectiveValue::Words(words) => {
                let kind = |word: &Sited<String>| {
                    if word.spelling.is_unchecked() {
                        Kind::Unchecked
                    } else {
                        Kind::Word
                    }
                };
                let words = words.iter();
                words.map(|word| (kind(word), word.node.clone())).collect()
            }
        };
        encoded::Directive {
            name: self.name.node.as_str().to_owned(),
            words,
        }
    }
}

impl SourceExpression {
    /// What it is to the other words of a directive.
    fn kind(&self, directive: &Name) -> Kind {
        let is_for_scripts = matches!(directive, Name::Known(name) if name.is_for_scripts_alone());
        match self {
            Self::Nonce => Kind::Nonce,
            Self::Slot(_) if is_for_scripts => Kind::CutSlot,
            Self::Slot(_) => Kind::Slot,
            Self::StaticNonce(_) => Kind::StaticNonce,
            Self::Hash(_) => Kind::Hash,
            Self::Keyword(Keyword::SelfOrigin) | Self::Scheme(_) | Self::Host(_)
                if is_for_scripts =>
            {
                Kind::Cut
            }
            Self::Keyword(keyword) => keyword.kind(),
            Self::Unchecked(_) => Kind::Unchecked,
            _ => Kind::Word,
        }
    }

    /// As a policy has it before a response's nonce is written in.
    fn serialize(&self) -> String {
        match self {
            Self::Nonce => nonce::SOURCE.to_owned(),
            Self::Keyword(keyword) => keyword.as_str().to_owned(),
            Self::StaticNonce(value) => format!("{}{value}'", nonce::PREFIX),
            Self::Hash(hash) => hash.serialize(),
            Self::Scheme(scheme) => format!("{scheme}:"),
            Self::Host(host) => host.serialize(),
            Self::Unchecked(text) => text.clone(),
            Self::Slot(slot) => slot.serialize(),
        }
    }
}

/// The source expression as [`text`](crate::text) reads it back.
impl fmt::Display for SourceExpression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nonce => formatter.write_str(source::NONCE),
            source => formatter.write_str(&source.serialize()),
        }
    }
}
