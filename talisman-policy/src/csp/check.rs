//! What the words of one policy say together: a rule a function, and the list of them.

use super::{DirectiveName, Disposition, Policy, Problem};
use crate::diagnostic::{Diagnostics, Place};

/// Every rule, in the order in which its problems are told.
pub(super) fn all(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    report_only_has_a_target(policy, disposition, out);
}

/// A report-only policy blocks nothing: without a receiver of its reports it does nothing.
fn report_only_has_a_target(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    let has_target = [DirectiveName::ReportTo, DirectiveName::ReportUri]
        .iter()
        .any(|name| policy.get(*name).is_some());
    if disposition == Disposition::Report && !has_target {
        out.report(Place::Whole, Problem::NoReportTarget);
    }
}
