//! The source list that governs a request, and what of it still counts.

use talisman_policy::headers::csp::{
    DirectiveName, DirectiveValue, HashSource, Keyword, Name, Policy, SourceExpression,
};

use super::Decision;
use crate::change::Change;

/// A source list, the directive that has it, and the one that was looked for.
pub(super) struct List<'a> {
    pub(super) wanted: DirectiveName,
    pub(super) governing: DirectiveName,
    pub(super) sources: Vec<&'a SourceExpression>,
}

impl<'a> List<'a> {
    /// The list that governs what a directive is about: its own or that of the first of its fallbacks.
    pub(super) fn governing(policy: &'a Policy, wanted: DirectiveName) -> Option<Self> {
        let directive = policy.governing(wanted)?;
        let Name::Known(governing) = directive.name() else {
            return None;
        };
        let sources = match directive.value() {
            DirectiveValue::Sources(sources) => sources.iter().map(|source| &source.node).collect(),
            DirectiveValue::Words(_) => Vec::new(),
        };
        Some(Self {
            wanted,
            governing: *governing,
            sources,
        })
    }

    pub(super) fn has(&self, keyword: Keyword) -> bool {
        self.sources.contains(&&SourceExpression::Keyword(keyword))
    }

    /// Whether scripts are trusted by nonce, by hash and by who adds them: places count for nothing.
    pub(super) fn is_strict_dynamic(&self) -> bool {
        self.has(Keyword::StrictDynamic)
    }

    pub(super) fn nonces(&self) -> impl Iterator<Item = &'a SourceExpression> {
        self.sources
            .iter()
            .copied()
            .filter(|source| source.is_nonce())
    }

    /// The hashes of code.
    pub(super) fn hashes(&self) -> impl Iterator<Item = &'a HashSource> {
        self.sources.iter().filter_map(|source| match source {
            SourceExpression::Hash(hash) if source.is_code_hash() => Some(hash),
            _ => None,
        })
    }

    /// What makes `'unsafe-inline'` void in the list: a nonce or a hash.
    pub(super) fn voider(&self) -> Option<&'a SourceExpression> {
        let voids = |source: &&&SourceExpression| source.is_nonce() || source.is_code_hash();
        self.sources.iter().find(voids).copied()
    }

    /// The directive as a sentence names it, with the one that it stands in for.
    pub(super) fn named(&self) -> String {
        if self.governing == self.wanted {
            self.governing.to_string()
        } else {
            format!("{} (in place of {})", self.governing, self.wanted)
        }
    }

    pub(super) fn allows(&self, source: &SourceExpression, because: String) -> Decision {
        self.decision(true, Some(source.to_string()), because)
    }

    pub(super) fn blocks(&self, because: String, change: Option<Change>) -> Decision {
        Decision {
            change,
            ..self.decision(false, None, because)
        }
    }

    fn decision(&self, is_allowed: bool, source: Option<String>, because: String) -> Decision {
        Decision {
            wanted: self.wanted,
            governing: Some(self.governing),
            is_allowed,
            source,
            because,
            change: None,
        }
    }

    /// The change that adds sources: to the list itself, or to a copy of it under a directive that opens less.
    pub(super) fn add(&self, added: Vec<SourceExpression>) -> Change {
        let directive = self.least_directive();
        let missing: Vec<_> = added
            .into_iter()
            .filter(|source| !self.sources.contains(&source))
            .collect();
        if directive == self.governing && !self.sources.is_empty() {
            return Change::append(directive, &missing);
        }
        // What is void in default-src must not come alive in a copy of it without 'strict-dynamic'.
        let is_void = |keyword: Keyword| {
            keyword == Keyword::UnsafeInline
                && self.is_strict_dynamic()
                && !Keyword::StrictDynamic.is_effective_in(directive)
        };
        let is_kept = |source: &&SourceExpression| match source {
            SourceExpression::Keyword(keyword) if is_void(*keyword) => false,
            SourceExpression::Keyword(keyword) => keyword.is_effective_in(directive),
            SourceExpression::Nonce | SourceExpression::StaticNonce(_) => directive.takes_nonce(),
            SourceExpression::Hash(_) => directive.takes_hash(),
            SourceExpression::Scheme(_)
            | SourceExpression::Host(_)
            | SourceExpression::Unchecked(_)
            | SourceExpression::Slot(_) => true,
        };
        let kept: Vec<_> = self
            .sources
            .iter()
            .copied()
            .filter(is_kept)
            .cloned()
            .collect();
        Change::set(directive, &kept, &missing)
    }

    /// The directive to which a source is added: the one that governs, unless it governs much else.
    fn least_directive(&self) -> DirectiveName {
        if self.governing == self.wanted {
            self.wanted
        } else {
            self.wanted.of_whole_language()
        }
    }
}
