//! Trusted Types: what names policies, and what demands them.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{RequireTrustedTypesFor, ScriptSrc, TrustedTypes};
use crate::headers::csp::list::List;
use crate::headers::csp::{Directive, DirectiveValue, Disposition, Keyword, Name, Policy};

const ALLOW_DUPLICATES: &str = "'allow-duplicates'";

/// Sinks are guarded by require-trusted-types-for alone; trusted-types only says which policies may be made, and
/// 'trusted-types-eval' waits for it.
pub(super) fn guard_something(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    if policy.get(RequireTrustedTypesFor).is_some() {
        return;
    }
    if let Some(directive) = policy.directive(TrustedTypes) {
        out.report(directive.site(), Problem::TrustedTypesNotRequired);
        return;
    }
    // For eval an enforced policy counts, which may be beside one that only reports.
    let keyword = policy
        .governing(ScriptSrc)
        .filter(|_| disposition == Disposition::Enforce)
        .and_then(|directive| List::of(directive, true))
        .filter(|list| list.keyword(Keyword::UnsafeEval).is_none())
        .and_then(|list| list.keyword(Keyword::TrustedTypesEval));
    if let Some(keyword) = keyword {
        out.report(
            keyword.site,
            Problem::TrustedTypesEvalNotRequired {
                keyword: keyword.shown(),
            },
        );
    }
}

/// 'allow-duplicates' lets a named policy be made again: without a name none is made at all.
pub(super) fn duplicates_of_something(
    directive: &Directive,
    is_whole: bool,
    out: &mut Diagnostics,
) {
    let (Name::Known(TrustedTypes), DirectiveValue::Words(words), true) =
        (directive.name(), directive.value(), is_whole)
    else {
        return;
    };
    let keyword = words.iter().find(|word| word.node == ALLOW_DUPLICATES);
    if let Some(keyword) =
        keyword.filter(|_| words.iter().all(|word| word.node == ALLOW_DUPLICATES))
    {
        out.report(
            keyword.site,
            Problem::DuplicatesOfNothing {
                keyword: keyword.spelling.keyword(ALLOW_DUPLICATES),
            },
        );
    }
}
