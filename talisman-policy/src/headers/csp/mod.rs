//! Content Security Policy: directives out of words, and their serialization.
//!
//! One tree serves both to point and to print: a node keeps the [`Site`] of its word, and two nodes are equal whatever their
//! sites, so that what the macro read and what the text said can be compared as they are.

pub mod check;
mod directive;
pub mod edit;
pub mod extension;
pub mod foreign;
mod hash;
mod hashed;
mod host;
mod keyword;
mod list;
mod lower;
mod map;
mod problem;
mod sandbox;
mod scheme;
#[cfg(feature = "sent")]
pub mod sent;
mod serialize;
pub mod slot;
mod source;
mod value;
pub mod weakness;

pub use directive::{DirectiveName, DirectiveStatus, Grammar};
pub use edit::{Edit, Operator};
pub use extension::Extension;
pub use hash::{HashAlgorithm, HashSource, Hashed};
pub use host::HostSource;
pub use keyword::{Keyword, RemovedKeyword};
pub use lower::begins_url;
pub use map::from_map;
pub use problem::Problem;
pub use sandbox::SandboxToken;
pub use serialize::readable;
pub use slot::Slot;
pub use source::SourceExpression;
pub(crate) use source::retract_quotes;

use talisman_core::encoded::DirectiveField;

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::endpoint::{self, ReportsTo};

/// What a browser does with a policy, <https://www.w3.org/TR/CSP3/#policy-disposition>.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
        self.field().field_name()
    }

    /// The field, as the runtime knows it.
    #[must_use]
    pub const fn field(self) -> DirectiveField {
        match self {
            Self::Enforce => DirectiveField::Enforced,
            Self::Report => DirectiveField::ReportOnly,
        }
    }
}

/// A policy: its directives, each at most once, in the order in which they were written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Policy {
    directives: Vec<Directive>,
    /// The constant that has the directives, where a macro only names it: the path. There are no directives beside it.
    constant: Option<Sited<String>>,
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
    retract_quotes(out);
    policy
}

/// The endpoints that reports go to.
pub(crate) fn endpoints(policy: &Policy) -> Vec<ReportsTo> {
    match policy.get(DirectiveName::ReportTo) {
        Some(DirectiveValue::Words(words)) => endpoint::sited(words),
        _ => Vec::new(),
    }
}

/// Reads the changes of a policy that is not at hand: gives every word its meaning, then checks what each change shows by itself.
pub fn read_edits(statements: &[(Operator, Statement)], out: &mut Diagnostics) -> Vec<Edit> {
    let edits = edit::read(statements, out);
    slot::agree(slot::brought(&edits), out);
    for edit in &edits {
        check::change(edit, out);
        if edit.directive.is_whole {
            weakness::change(edit, out);
        }
    }
    edits
}

/// Reads statements that are not policy, such as the sources of a list: says what is wrong with each word alone.
pub(crate) fn read_alone(statements: &[Statement], out: &mut Diagnostics) {
    lower::lower(statements, out);
}

impl Policy {
    /// What a constant says that only the compiler sees.
    pub(crate) fn of_constant(path: &Word) -> Self {
        Self {
            directives: Vec::new(),
            constant: Some(Sited::new(path.text.clone(), path)),
        }
    }

    /// The path of the constant that has the directives, where only the compiler sees them.
    #[must_use]
    pub fn constant(&self) -> Option<&Sited<String>> {
        self.constant.as_ref()
    }

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
        self.directive(name).or_else(|| self.fallback(name))
    }

    /// The directive that stands in for `name` where it is absent: the first of its fallbacks that the policy has.
    fn fallback(&self, name: DirectiveName) -> Option<&Directive> {
        let mut fallbacks = name.fallbacks().iter();
        fallbacks.find_map(|name| self.directive(*name))
    }
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

    fn is_none(&self) -> bool {
        matches!(&self.value, DirectiveValue::Sources(sources) if sources.is_empty())
    }

    pub(crate) fn site(&self) -> Site {
        self.name.site
    }

    /// The first word of the value, or else the name.
    pub(crate) fn place(&self) -> Place {
        let first = match &self.value {
            DirectiveValue::Sources(sources) => sources.first().map(|source| source.site),
            DirectiveValue::Words(words) => words.first().map(|word| word.site),
        };
        first.unwrap_or(self.site()).into()
    }

    /// The words of a value that is not a source list, with their places.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Site)> {
        let words = match &self.value {
            DirectiveValue::Words(words) => words.as_slice(),
            DirectiveValue::Sources(_) => &[],
        };
        words.iter().map(|word| (word.node.as_str(), word.site))
    }

    fn sources(&self) -> &[Sited<SourceExpression>] {
        match &self.value {
            DirectiveValue::Sources(sources) => sources,
            DirectiveValue::Words(_) => &[],
        }
    }
}

impl Name {
    /// Whether it is this one.
    #[must_use]
    pub fn is(&self, name: DirectiveName) -> bool {
        *self == Self::Known(name)
    }

    /// The name as it is serialized.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name.as_str(),
            Self::Unchecked(name) => name,
        }
    }
}

#[cfg(test)]
mod tests;
