//! What a strict policy has beside its lists: a guard for what trusted scripts do, and somebody who hears of violations.

use super::effective::Effective;
use super::{Findings, Problem};
use crate::headers::csp::directive::DirectiveName::{
    ReportTo, ReportUri, RequireTrustedTypesFor, ScriptSrcElem,
};

/// Trusted Types for a policy that is strict otherwise, and the receivers of reports.
pub(super) fn advice(policy: Effective<'_>, found: &mut Findings<'_>) {
    let has = |name| policy.directive(name).is_some();
    let is_strict = policy
        .list(ScriptSrcElem)
        .is_some_and(|list| list.has_nonce() || list.is_strict_dynamic());
    let is_whole = policy.is_meant_to_be_whole();
    let is_guarded = has(RequireTrustedTypesFor) || !policy.runs_scripts();
    if is_whole && is_strict && !is_guarded {
        let write = found.spelling.keyword("'script'");
        found.missing(Problem::NoTrustedTypes { write });
    }
    match (has(ReportTo), policy.directive(ReportUri)) {
        (false, None) if is_whole => found.missing(Problem::NoReports),
        (false, Some(report_uri)) => found.out.report(report_uri.site(), Problem::ReportUriAlone),
        _ => {}
    }
}
