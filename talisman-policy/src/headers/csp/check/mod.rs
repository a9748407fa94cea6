//! What the words of one policy say together: what browsers ignore, what is void, what can never match.
//!
//! A rule is a function, and a file holds those of one subject. Rules on a single source list hold for the changes of a derived
//! policy as well; the others need the policy. A word that was refused takes part in no rule, and where one was, no rule that
//! finds something missing is asked: it may be what was refused.

mod cover;
mod inline;
mod never;
mod problem;
mod reach;
mod repeat;
mod report;
mod sandbox;
mod shadow;
mod strict_dynamic;
mod trusted_types;

pub use problem::Problem;
pub(crate) use report::ignored_in_reports;
pub(super) use shadow::nonce_of_change;

use super::edit::{Edit, Operator};
use super::list::List;
use super::{Directive, Disposition, Policy, slot};
use crate::ground::diagnostic::Diagnostics;

/// Every rule, in the order in which its problems are reported; `is_whole` says that no word of the policy was refused.
pub(super) fn all(
    policy: &Policy,
    disposition: Disposition,
    is_whole: bool,
    out: &mut Diagnostics,
) {
    for directive in policy.directives() {
        each(directive, directive.is_whole, out);
    }
    slot::agree(policy.directives().iter(), out);
    report::ignored_where_only_reported(policy, disposition, out);
    if !is_whole {
        return;
    }
    report::has_a_target(policy, disposition, out);
    report::hash_reports_have_an_endpoint(policy, out);
    strict_dynamic::has_something_to_start_from(policy, out);
    strict_dynamic::lets_every_worker_through(policy, out);
    shadow::default_sources(policy, out);
    shadow::nonces(policy, out);
    shadow::fallback_without_use(policy, out);
    shadow::same_as_fallback(policy, out);
    shadow::elements_of_style_in_safari(policy, out);
    trusted_types::guard_something(policy, disposition, out);
    sandbox::allows_actions(policy, disposition, out);
}

/// The rules that a change of a policy shows by itself.
pub(super) fn change(edit: &Edit, out: &mut Diagnostics) {
    let directive = &edit.directive;
    match edit.operator {
        Operator::Set | Operator::SetIfSent => each(directive, directive.is_whole, out),
        Operator::Append => each(directive, false, out),
        Operator::Remove | Operator::Drop | Operator::DropIfPresent => {}
    }
}

/// The rules that a directive shows by itself; `is_whole` says that its value is all there.
fn each(directive: &Directive, is_whole: bool, out: &mut Diagnostics) {
    repeat::is_not_repeated(directive, out);
    report::endpoint_can_have_the_name(directive, out);
    sandbox::tokens_do_something(directive, is_whole, out);
    trusted_types::duplicates_of_something(directive, is_whole, out);
    let Some(list) = List::of(directive, is_whole) else {
        return;
    };
    reach::attributes_load_nothing(&list, out);
    reach::scheme_matches(&list, out);
    reach::port_matches(&list, out);
    never::words_are_hosts(&list, out);
    never::paths_are_resolved(&list, out);
    reach::addresses(&list, out);
    reach::web_sockets(&list, out);
    strict_dynamic::in_attributes(&list, out);
    strict_dynamic::ignores_the_rest(&list, out);
    inline::keyword_holds(&list, out);
    inline::hash_is_compared(&list, out);
    inline::unsafe_hashes_has_hashes(&list, out);
    cover::adds_something(&list, out);
    cover::wildcard_has_its_host(&list, out);
}

#[cfg(test)]
mod tests;
