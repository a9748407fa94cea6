//! A source list with the name of its directive, as the rules look at it.

use super::source::{self, SourceExpression};
use super::{
    Directive, DirectiveName, DirectiveValue, Hashed, HostSource, Keyword, Name, Policy, Sited,
};

/// The source list of a directive.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    /// The directive.
    pub(super) name: DirectiveName,
    /// Its source expressions; none is `'none'`.
    pub(super) sources: &'a [Sited<SourceExpression>],
    /// Whether nothing else is in it: no word was refused, and it is not added to another list.
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

    /// The list of a directive whose name is in the table, whether it was checked or not; empty if it has no sources.
    pub(super) fn named(name: DirectiveName, directive: &'a Directive) -> Self {
        Self {
            name,
            sources: directive.sources(),
            is_whole: directive.is_whole,
        }
    }

    /// The list of a policy none of whose words was refused.
    pub(super) fn in_policy(policy: &'a Policy, name: DirectiveName) -> Option<Self> {
        Self::of(policy.directive(name)?, true)
    }

    /// Its hosts.
    pub(super) fn hosts(
        &self,
    ) -> impl Iterator<Item = (&'a Sited<SourceExpression>, &'a HostSource)> + use<'a> {
        self.sources.iter().filter_map(|source| match &source.node {
            SourceExpression::Host(host) => Some((source, host)),
            _ => None,
        })
    }

    /// Where a keyword is.
    pub(super) fn keyword(&self, keyword: Keyword) -> Option<&'a Sited<SourceExpression>> {
        self.sources
            .iter()
            .find(|source| source.node == SourceExpression::Keyword(keyword))
    }

    /// Whether browsers find a nonce-source in it.
    pub(super) fn has_nonce(&self) -> bool {
        let is_nonce =
            |source: &SourceExpression| source.is_nonce() || is_unchecked(source, &["'nonce-"]);
        self.sources.iter().any(|source| is_nonce(&source.node))
    }

    /// The first hash-source of code that browsers find in it.
    pub(super) fn hash(&self) -> Option<&'a Sited<SourceExpression>> {
        const ALGORITHMS: &[&str] = &["'sha256-", "'sha384-", "'sha512-"];
        let is_hash =
            |source: &SourceExpression| source.is_code_hash() || is_unchecked(source, ALGORITHMS);
        self.sources.iter().find(|source| is_hash(&source.node))
    }

    /// Whether scripts are trusted by nonce, by hash and by who loads them: hosts, schemes and `'self'` count for nothing.
    pub(super) fn is_strict_dynamic(&self) -> bool {
        self.keyword(Keyword::StrictDynamic).is_some()
    }

    /// `'unsafe-inline'`, unless a nonce or hash beside it makes browsers ignore it.
    pub(super) fn unsafe_inline(&self) -> Option<&'a Sited<SourceExpression>> {
        self.keyword(Keyword::UnsafeInline)
            .filter(|_| !self.has_nonce() && self.hash().is_none())
    }

    /// Whether something is in it that talisman does not know, and that may be what a rule misses.
    pub(super) fn has_unknown(&self) -> bool {
        self.sources.iter().any(|source| match &source.node {
            SourceExpression::Unchecked(_) => true,
            SourceExpression::Hash(hash) => hash.hashed != Hashed::Code,
            _ => false,
        })
    }

    /// What takes the place of a source that goes: nothing, or 'none' where nothing else is left.
    pub(super) fn nothing_for(&self, source: &Sited<SourceExpression>) -> String {
        let is_alone = self.is_whole && self.sources.len() == 1;
        source::nothing(source.spelling, is_alone)
    }
}

/// Whether what is sent unchecked begins as one of these kinds of sources does, and has a value after it.
fn is_unchecked(source: &SourceExpression, prefixes: &[&str]) -> bool {
    let SourceExpression::Unchecked(text) = source else {
        return false;
    };
    prefixes.iter().any(|prefix| {
        let begins = text
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        begins && text.len() > prefix.len() + 1 && text.ends_with('\'')
    })
}
