//! Whether a condition holds, where the base is at hand.

use talisman_policy::{Condition, DirectiveCondition};

use crate::inherit::{Base, check};

/// A table, with a row for each condition.
pub(super) fn holds(condition: &Condition, base: &Base, derived: &Base) -> bool {
    match condition {
        Condition::BaseSendsNone(fields) => check::base_sends_none(base, fields),
        Condition::BaseDirective {
            field,
            directive,
            is,
        } => {
            let directive = check::base_directive(base, *field, directive);
            match is {
                DirectiveCondition::Unsent => check::unsent(&directive),
                DirectiveCondition::Has(word) => check::has(&directive, word),
                DirectiveCondition::LacksOneOf(words) => {
                    check::lacks_one_of(&directive, &slices(words))
                }
                DirectiveCondition::HasOnly(words) => check::has_only(&directive, &slices(words)),
            }
        }
        Condition::BaseLacksField { name, begins } => check::base_lacks_field(base, name, begins),
        Condition::BaseServesHttp => check::base_serves_http(base),
        Condition::NoSessionCookies => check::no_session_cookies(derived),
        Condition::SameSiteNoneWithoutSecure => check::same_site_none_without_secure(derived),
        Condition::PartitionedWithoutSecure => check::partitioned_without_secure(derived),
        Condition::PrefixWithoutSecure => check::prefix_without_secure(derived),
        Condition::PrefixWithoutHttpOnly => check::prefix_without_http_only(derived),
        Condition::HasDirectiveInMeta(directive) => {
            check::has_directive_in_meta(derived, directive)
        }
        Condition::HasOpeningInMeta => check::has_opening_in_meta(derived),
        Condition::InMeta => check::in_meta(derived),
        Condition::LongerThan(bytes) => check::longer_than(derived, *bytes),
        Condition::LongerThanBaseAllows => check::longer_than_base_allows(derived),
        Condition::DeclaresNoEndpoint => check::declares_no_endpoint(derived),
        Condition::LacksEndpoint(name) => check::lacks_endpoint(derived, name),
        Condition::LacksGroup(name) => check::lacks_group(derived, name),
        Condition::LosesEndpoint => check::loses_endpoint(derived),
        Condition::BaseListsBypassHost { host, path } => {
            check::base_lists_bypass_host(base, host, path)
        }
        Condition::SlotOfOtherType { name, slot_type } => {
            check::slot_of_other_type(derived, name, *slot_type)
        }
        Condition::HasDirective { field, directive } => {
            check::has_directive(derived, *field, directive)
        }
        Condition::LacksNonce { field, directive } => {
            check::lacks_nonce(derived, *field, directive)
        }
        Condition::HasOtherWords {
            field,
            directive,
            words,
        } => check::has_other_words(derived, *field, directive, words),
        Condition::HasNonce => check::has_nonce(derived),
        Condition::NamesUndeclared(field) => check::names_undeclared(derived, *field),
        Condition::NamesWithoutAny(field) => check::names_without_any(derived, *field),
        Condition::SlotsDisagree => check::slots_disagree(derived),
        Condition::AllowsBypassHost(field) => check::allows_bypass_host(derived, *field),
        Condition::ListsHostOf {
            field,
            directives,
            falls_back,
            hosts,
        } => check::lists_host_of(derived, *field, directives, *falls_back, hosts),
        Condition::ConnectsOutside {
            field,
            patterns,
            allows_self,
        } => check::connects_outside(derived, *field, &slices(patterns), *allows_self),
        // A text includes nothing.
        Condition::Include(..) => false,
        Condition::Relation(relation) => check::relation(base, derived, *relation),
    }
}

fn slices(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
