//! A policy as it is sent: <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy>, and the words of it.

use super::source::{self, SourceExpression};
use super::{Directive, DirectiveValue, Disposition, Policy, Sited};
use crate::ground::field::{Field, Value};

/// A word of a serialized policy, for code that joins policies while compiling.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The directive's name.
    pub directive: String,
    /// A source expression or another word of the value, as it is serialized; empty if there is no value.
    pub source: String,
}

/// How a nonce-source without a value is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Nonces {
    /// As a slot that a response fills.
    Slots,
    /// As `'nonce'`.
    Named,
    /// Not at all, nor what its presence makes void: the policy stays what it was for every page without the nonce.
    LeftOut,
}

impl Policy {
    /// The words of every directive, in order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        self.directives.iter().flat_map(Directive::rows).collect()
    }

    /// The field that carries the policy.
    #[must_use]
    pub fn field(&self, disposition: Disposition) -> Field {
        let mut without_nonce = Value::default();
        self.write(&mut without_nonce, Nonces::LeftOut);
        Field {
            name: disposition.field_name().to_owned(),
            value: self.serialize(),
            without_nonce: without_nonce.template().0,
            https_only: false,
        }
    }

    /// The serialized policy, <https://www.w3.org/TR/CSP3/#grammardef-serialized-policy>.
    #[must_use]
    pub fn serialize(&self) -> Value {
        let mut value = Value::default();
        self.write(&mut value, Nonces::Slots);
        value
    }

    fn write(&self, out: &mut Value, nonces: Nonces) {
        for (index, directive) in self.directives.iter().enumerate() {
            if index > 0 {
                out.push("; ");
            }
            directive.write(out, nonces);
        }
    }
}

/// The policy as [`text`](crate::text) reads it back: `'nonce'` stands where each response's nonce goes.
impl std::fmt::Display for Policy {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut value = Value::default();
        self.write(&mut value, Nonces::Named);
        formatter.write_str(&value.template().0)
    }
}

impl Directive {
    /// The words of the value, or one without a word.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let row = |source: String| Row {
            directive: self.name.node.as_str().to_owned(),
            source,
        };
        let mut rows: Vec<Row> = match &self.value {
            DirectiveValue::Sources(sources) if sources.is_empty() => {
                vec![row("'none'".to_owned())]
            }
            DirectiveValue::Sources(sources) => sources
                .iter()
                .map(|source| row(source.node.template()))
                .collect(),
            DirectiveValue::Words(words) => {
                words.iter().map(|word| row(word.node.clone())).collect()
            }
        };
        if rows.is_empty() {
            rows.push(row(String::new()));
        }
        rows
    }

    fn write(&self, out: &mut Value, nonces: Nonces) {
        out.push(self.name.node.as_str());
        match &self.value {
            DirectiveValue::Sources(sources) => write_sources(sources, out, nonces),
            DirectiveValue::Words(words) => {
                for word in words {
                    out.push(" ");
                    out.push(&word.node);
                }
            }
        }
    }
}

fn write_sources(sources: &[Sited<SourceExpression>], out: &mut Value, nonces: Nonces) {
    let has_slot = sources
        .iter()
        .any(|source| source.node == SourceExpression::Nonce);
    let stays = |source: &SourceExpression| match source {
        SourceExpression::Nonce => nonces != Nonces::LeftOut,
        source => !(has_slot && nonces == Nonces::LeftOut && source.is_void_beside_nonce()),
    };
    let mut written = false;
    for source in sources
        .iter()
        .map(|source| &source.node)
        .filter(|source| stays(source))
    {
        out.push(" ");
        source.write(out, nonces);
        written = true;
    }
    if !written {
        out.push(" 'none'");
    }
}

impl SourceExpression {
    fn is_void_beside_nonce(&self) -> bool {
        matches!(self, Self::Keyword(keyword) if keyword.is_void_beside_nonce())
    }

    /// As a policy has it before a response's nonce is written in.
    fn template(&self) -> String {
        let mut value = Value::default();
        self.write(&mut value, Nonces::Slots);
        value.template().0
    }

    fn write(&self, out: &mut Value, nonces: Nonces) {
        match self {
            Self::Keyword(keyword) => out.push(keyword.as_str()),
            Self::Nonce if nonces == Nonces::Named => out.push(source::NONCE),
            Self::Nonce => {
                out.push("'nonce-");
                out.push_nonce();
                out.push("'");
            }
            Self::StaticNonce(value) => out.push(&format!("'nonce-{value}'")),
            Self::Hash(hash) => out.push(&hash.serialize()),
            Self::Scheme(scheme) => out.push(&format!("{scheme}:")),
            Self::Host(host) => out.push(&host.serialize()),
            Self::Unchecked(text) => out.push(text),
        }
    }
}

impl std::fmt::Display for SourceExpression {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut value = Value::default();
        self.write(&mut value, Nonces::Named);
        formatter.write_str(&value.template().0)
    }
}
