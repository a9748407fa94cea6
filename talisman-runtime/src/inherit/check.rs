//! What const code asks about a derived policy, and how it refuses one: with a message that the macro wrote in the user's
//! words.
//!
//! Each function that answers a question is a condition of the language, `talisman_policy::Condition`, under its name.

#![allow(missing_docs, reason = "the condition of the same name is documented")]

use talisman_core::bypass::{allows_listed, covers};
use talisman_core::cookie::{http_only_prefix, secure_prefix};
use talisman_core::encoded::{self, DirectiveField, Kind, SentDirective, SlotType, fits, sends};
use talisman_core::facts::Relation;
use talisman_core::hosts;

use super::Base;
use crate::cookie::SameSite;

/// Refuses the policy if the condition holds.
///
/// Of what is derived from a refused policy nothing more must be said.
#[allow(clippy::missing_panics_doc, reason = "it is there to panic")]
#[track_caller]
pub const fn refuse(base: &Base, holds: bool, message: &str) {
    assert!(!applies(base, holds), "{}", message);
}

/// Whether the condition holds and must be reported.
#[must_use]
pub const fn applies(base: &Base, holds: bool) -> bool {
    holds && !base.encoded.is_refused()
}

#[must_use]
pub const fn base_sends_none(base: &Base, mut fields: &[DirectiveField]) -> bool {
    while let [field, rest @ ..] = fields {
        if sends(&base.encoded, *field) {
            return false;
        }
        fields = rest;
    }
    true
}

/// A directive of the base, which the next four ask about.
#[must_use]
pub const fn base_directive<'a>(
    base: &'a Base,
    field: DirectiveField,
    directive: &'a str,
) -> SentDirective<'a> {
    SentDirective::of(&base.encoded, field, directive)
}

#[must_use]
pub const fn unsent(directive: &SentDirective<'_>) -> bool {
    !directive.is_sent()
}

#[must_use]
pub const fn has(directive: &SentDirective<'_>, word: &str) -> bool {
    directive.has(word)
}

#[must_use]
pub const fn lacks_one_of(directive: &SentDirective<'_>, words: &[&str]) -> bool {
    directive.is_sent() && !directive.has_all(words)
}

#[must_use]
pub const fn has_only(directive: &SentDirective<'_>, words: &[&str]) -> bool {
    directive.is_sent() && directive.has_all(words) && !directive.has_others(words)
}

#[must_use]
pub const fn base_lacks_field(base: &Base, name: &str, begins: &str) -> bool {
    !encoded::field_begins(&base.encoded, name, begins)
}

#[must_use]
pub const fn base_serves_http(base: &Base) -> bool {
    base.parts.force_https.is_none()
}

#[must_use]
pub const fn base_lists_bypass_host(base: &Base, host: &str, path: &str) -> bool {
    let mut entries = base.parts.rules.bypass_hosts;
    while let [entry, rest @ ..] = entries {
        if covers(host, path, entry) {
            return true;
        }
        entries = rest;
    }
    false
}

#[must_use]
pub const fn no_session_cookies(derived: &Base) -> bool {
    derived.parts.cookies.is_none()
}

#[must_use]
pub const fn same_site_none_without_secure(derived: &Base) -> bool {
    match derived.parts.cookies {
        Some(cookies) => matches!(cookies.same_site, Some(SameSite::None)) && !cookies.secure,
        None => false,
    }
}

#[must_use]
pub const fn partitioned_without_secure(derived: &Base) -> bool {
    match derived.parts.cookies {
        Some(cookies) => cookies.partitioned && !cookies.secure,
        None => false,
    }
}

#[must_use]
pub const fn prefix_without_http_only(derived: &Base) -> bool {
    let Some(cookies) = derived.parts.cookies else {
        return false;
    };
    let mut names = cookies.names;
    while let [name, rest @ ..] = names {
        if http_only_prefix(name).is_some() && !cookies.http_only {
            return true;
        }
        names = rest;
    }
    false
}

#[must_use]
pub const fn prefix_without_secure(derived: &Base) -> bool {
    let Some(cookies) = derived.parts.cookies else {
        return false;
    };
    let mut names = cookies.names;
    while let [name, rest @ ..] = names {
        if secure_prefix(name).is_some() && !cookies.secure {
            return true;
        }
        names = rest;
    }
    false
}

#[must_use]
pub const fn in_meta(derived: &Base) -> bool {
    derived.parts.rules.in_meta
}

#[must_use]
pub const fn has_directive_in_meta(derived: &Base, directive: &str) -> bool {
    in_meta(derived) && has_directive(derived, DirectiveField::Enforced, directive)
}

#[must_use]
pub const fn has_opening_in_meta(derived: &Base) -> bool {
    let encoded = &derived.encoded;
    in_meta(derived)
        && (encoded::has_nonce(encoded) || encoded::slot_besides(encoded, &[]).is_some())
}

#[must_use]
pub const fn longer_than(derived: &Base, bytes: usize) -> bool {
    !fits(&derived.encoded, bytes)
}

#[must_use]
pub const fn longer_than_base_allows(derived: &Base) -> bool {
    match derived.parts.rules.max_field_length {
        Some(bytes) => !fits(&derived.encoded, bytes),
        None => false,
    }
}

#[must_use]
pub const fn declares_no_endpoint(derived: &Base) -> bool {
    !encoded::declares_any(&derived.encoded)
}

#[must_use]
pub const fn lacks_endpoint(derived: &Base, name: &str) -> bool {
    encoded::declares_any(&derived.encoded) && !encoded::declares(&derived.encoded, name)
}

#[must_use]
pub const fn lacks_group(derived: &Base, name: &str) -> bool {
    encoded::sends_field(&derived.encoded, "report-to")
        && !encoded::declares_group(&derived.encoded, name)
}

#[must_use]
pub const fn loses_endpoint(derived: &Base) -> bool {
    encoded::loses_endpoint(&derived.encoded)
}

#[must_use]
pub const fn slot_of_other_type(derived: &Base, name: &str, slot_type: SlotType) -> bool {
    encoded::has_slot_of_other_type(&derived.encoded, name, slot_type)
}

#[must_use]
pub const fn has_directive(derived: &Base, field: DirectiveField, directive: &str) -> bool {
    SentDirective::of(&derived.encoded, field, directive).is_sent()
}

#[must_use]
pub const fn lacks_nonce(derived: &Base, field: DirectiveField, directive: &str) -> bool {
    let directive = SentDirective::of(&derived.encoded, field, directive);
    let mut words = directive.words();
    while let Some(word) = words.next() {
        // What is unchecked may be one.
        if matches!(word.kind, Kind::Nonce | Kind::StaticNonce | Kind::Unchecked) {
            return false;
        }
    }
    directive.is_sent()
}

#[must_use]
pub const fn has_other_words(
    derived: &Base,
    field: DirectiveField,
    directive: &str,
    words: &[&str],
) -> bool {
    SentDirective::of(&derived.encoded, field, directive).has_others(words)
}

#[must_use]
pub const fn has_nonce(derived: &Base) -> bool {
    encoded::has_nonce(&derived.encoded)
}

#[must_use]
pub const fn names_undeclared(derived: &Base, field: DirectiveField) -> bool {
    encoded::declares_any(&derived.encoded) && encoded::names_undeclared(&derived.encoded, field)
}

#[must_use]
pub const fn names_without_any(derived: &Base, field: DirectiveField) -> bool {
    !encoded::declares_any(&derived.encoded) && encoded::names_undeclared(&derived.encoded, field)
}

#[must_use]
pub const fn slots_disagree(derived: &Base) -> bool {
    encoded::slots_disagree(&derived.encoded)
}

#[must_use]
pub const fn allows_bypass_host(derived: &Base, field: DirectiveField) -> bool {
    allows_listed(&derived.encoded, field, derived.parts.rules.bypass_hosts)
}

#[must_use]
pub const fn lists_host_of(
    derived: &Base,
    field: DirectiveField,
    directives: &[&str],
    falls_back: bool,
    hosts: &[&str],
) -> bool {
    hosts::lists_host_of(&derived.encoded, field, directives, falls_back, hosts)
}

#[must_use]
pub const fn connects_outside(
    derived: &Base,
    field: DirectiveField,
    patterns: &[&str],
    allows_self: bool,
) -> bool {
    hosts::connects_outside(&derived.encoded, field, patterns, allows_self)
}

#[must_use]
pub const fn relation(base: &Base, derived: &Base, relation: Relation) -> bool {
    // What the base has already was reported there. A whole policy has none.
    let is_meant =
        matches!(relation, Relation::FramingOpen) && derived.parts.rules.framed_by_anyone;
    !is_meant
        && relation.holds_of(&derived.encoded)
        && !(derived.encoded.base.is_some() && relation.holds_of(&base.encoded))
}
