//! Content Security Policy: directives out of words, and their serialization.
//!
//! One tree serves both to point and to print: a node keeps the [`Site`] of its word, and two nodes are equal whatever their
//! sites, so that what the macro read and what the text said can be compared as they are.

pub mod check;
mod directive;
pub mod edit;
mod hash;
mod host;
mod keyword;
mod lower;
mod problem;
mod sandbox;
mod source;
mod value;
pub mod weakness;

pub use directive::{DirectiveName, Grammar, Status};
pub use edit::{Edit, Operator, read_edits};
pub use hash::{HashAlgorithm, HashSource, Hashed};
pub use host::HostSource;
pub(crate) use host::is_authority;
pub use keyword::{Keyword, RemovedKeyword};
pub use problem::Problem;
pub use sandbox::SandboxToken;
pub use source::SourceExpression;

use crate::diagnostic::{Diagnostics, Place};
use crate::field::{Field, Value};
use crate::word::{Site, Spelling, Statement, Word};

/// What a browser does with a policy, <https://www.w3.org/TR/CSP3/#policy-disposition>.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Disposition {
    /// Blocks what the policy does not allow.
    Enforce,
    /// Only reports it.
    Report,
}

impl Disposition {
    /// The field that carries a policy of this disposition.
    #[must_use]
    pub const fn field_name(self) -> &'static str {
        match self {
            Self::Enforce => "content-security-policy",
            Self::Report => "content-security-policy-report-only",
        }
    }
}

/// A policy: its directives, each at most once, in the order in which they were written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Policy {
    directives: Vec<Directive>,
}

/// A directive: a name and a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Directive {
    name: Sited<Name>,
    value: DirectiveValue,
    /// Whether no word of the value was refused.
    is_whole: bool,
}

/// A directive's name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Name {
    /// One of the table.
    Known(DirectiveName),
    /// Sent as it was written.
    Unchecked(String),
}

/// A directive's value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DirectiveValue {
    /// A source list; an empty one is `'none'`.
    Sources(Vec<Sited<SourceExpression>>),
    /// Tokens, names or URLs, as they are serialized.
    Words(Vec<Sited<String>>),
}

/// A node and the word it came from. Equal to another whatever their words.
#[derive(Clone, Debug)]
pub struct Sited<T> {
    /// The node.
    pub node: T,
    /// Where it was written.
    pub site: Site,
    /// How it was written.
    pub spelling: Spelling,
}

impl<T> Sited<T> {
    pub(crate) fn new(node: T, word: &Word) -> Self {
        Self {
            node,
            site: word.site,
            spelling: word.spelling,
        }
    }
}

impl<T: PartialEq> PartialEq for Sited<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<T: Eq> Eq for Sited<T> {}

/// Reads a policy: gives every word its meaning, then checks what the words say together.
///
/// `None` means that nothing is left to read; whether the policy may be used is [`Diagnostics::finish`]'s to say.
pub fn read(
    statements: &[Statement],
    disposition: Disposition,
    out: &mut Diagnostics,
) -> Option<Policy> {
    let mut found = Diagnostics::new();
    let policy = lower::lower(statements, &mut found);
    if let Some(policy) = &policy {
        let is_whole = !found.has_errors();
        check::all(policy, disposition, is_whole, &mut found);
        if !found.has_errors() {
            weakness::all(policy, disposition, &mut found);
        }
    }
    out.absorb(found, &Place::Whole);
    policy
}

/// Reads statements that are no policy, such as the sources of a list: says what is wrong with each word alone.
pub(crate) fn read_alone(statements: &[Statement], out: &mut Diagnostics) {
    lower::lower(statements, out);
}

impl Policy {
    /// The directives, in order.
    #[must_use]
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// The value of a directive, if the policy has it.
    #[must_use]
    pub fn get(&self, name: DirectiveName) -> Option<&DirectiveValue> {
        self.directive(name).map(Directive::value)
    }

    /// A directive, if the policy has it.
    #[must_use]
    pub fn directive(&self, name: DirectiveName) -> Option<&Directive> {
        self.directives
            .iter()
            .find(|directive| directive.name.node == Name::Known(name))
    }

    /// The directive that decides what `name` is about: itself, or the first of its fallbacks that the policy has.
    #[must_use]
    pub fn governing(&self, name: DirectiveName) -> Option<&Directive> {
        std::iter::once(&name)
            .chain(name.fallbacks())
            .find_map(|name| self.directive(*name))
    }

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

impl Directive {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name.node
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &DirectiveValue {
        &self.value
    }

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

impl Name {
    /// The name as it is serialized.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name.as_str(),
            Self::Unchecked(name) => name,
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

#[cfg(test)]
mod tests;
