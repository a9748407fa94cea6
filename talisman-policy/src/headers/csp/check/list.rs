//! A source list with the name of its directive, as the rules look at it.

use crate::headers::csp::source::{self, SourceExpression};
use crate::headers::csp::{
    Directive, DirectiveName, DirectiveValue, Hashed, Keyword, Name, Policy, Sited,
};

/// The source list of a directive.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    /// The directive.
    pub(super) name: DirectiveName,
    /// Its source expressions; none is `'none'`.
    pub(super) sources: &'a [Sited<SourceExpression>],
    /// Whether nothing else stands in it: no word was refused, and it is not added to another list.
    pub(super) is_whole: bool,
}

impl<'a> List<'a> {
    /// The list of a directive of the table, if its value is one.
    pub(super) fn of(directive: &'a Directive, is_whole: bool) -> Option<Self> {
        match (directive.name(), directive.value()) {
            (Name::Known(name), DirectiveValue::Sources(sources)) => Some(Self {
                name: *name,
                sources,
                is_whole,
            }),
            _ => None,
        }
    }

    /// The list of a policy none of whose words was refused.
    pub(super) fn in_policy(policy: &'a Policy, name: DirectiveName) -> Option<Self> {
        Self::of(policy.directive(name)?, true)
    }

    /// Where a keyword stands.
    pub(super) fn keyword(&self, keyword: Keyword) -> Option<&'a Sited<SourceExpression>> {
        self.sources
            .iter()
            .find(|source| source.node == SourceExpression::Keyword(keyword))
    }

    /// Whether a nonce-source stands in it.
    pub(super) fn has_nonce(&self) -> bool {
        self.sources.iter().any(|source| source.node.is_nonce())
    }

    /// The first hash-source of code.
    pub(super) fn hash(&self) -> Option<&'a Sited<SourceExpression>> {
        self.sources
            .iter()
            .find(|source| source.node.is_code_hash())
    }

    /// Whether something stands in it that talisman does not know, and that may be what a rule misses.
    pub(super) fn has_unknown(&self) -> bool {
        self.sources.iter().any(|source| match &source.node {
            SourceExpression::Unchecked(_) => true,
            SourceExpression::Hash(hash) => hash.hashed != Hashed::Code,
            _ => false,
        })
    }

    /// What stands in the place of a source that goes: nothing, or 'none' where nothing else is left.
    pub(super) fn nothing_for(&self, source: &Sited<SourceExpression>) -> String {
        let is_alone = self.is_whole && self.sources.len() == 1;
        source::nothing(source.spelling, is_alone)
    }
}
