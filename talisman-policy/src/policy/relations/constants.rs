//! What a constant that has the directives of a CSP says together with the rest of the policy: only the compiler sees both.

use talisman_core::facts::Relation;

use super::{Problem, Whole, connections};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::check::{Problem as CspProblem, ignored_in_reports};
use crate::headers::csp::slot::Problem as SlotProblem;
use crate::headers::csp::{self, Disposition, Sited};
use crate::headers::header::Header;

/// Every rule about the constants of the two fields.
pub(super) fn all(constants: &[(&Sited<String>, Disposition)], out: &mut Diagnostics) {
    for (constant, disposition) in constants {
        receivers(constant, *disposition, out);
        if *disposition == Disposition::Report {
            only_reports(constant, out);
        }
    }
    if let Some((constant, _)) = constants.last() {
        let name = constant.node.clone();
        let problem = SlotProblem::ConstantTypes { constant: name };
        out.report_if(Condition::SlotsDisagree, constant.site, problem);
    }
}

fn receivers(constant: &Sited<String>, disposition: Disposition, out: &mut Diagnostics) {
    let (name, field) = (constant.node.clone(), disposition.field());
    let none = Problem::ConstantWithoutEndpoints {
        constant: name.clone(),
    };
    let unknown = Problem::ConstantUnknownEndpoint { constant: name };
    out.report_if(Condition::NamesWithoutAny(field), constant.site, none);
    out.report_if(Condition::NamesUndeclared(field), constant.site, unknown);
}

/// What a list of connections blocks of the constant, in a policy that has no base.
pub(super) fn connections(whole: &Whole<'_>, out: &mut Diagnostics) {
    let csp = whole.csp(Header::ContentSecurityPolicy);
    let Some(constant) = csp.and_then(csp::Policy::constant) else {
        return;
    };
    // A list that may allow any host blocks nothing for sure.
    let Some((patterns, allows_self)) = connections::allowed(whole) else {
        return;
    };
    let condition = Condition::ConnectsOutside {
        field: Disposition::Enforce.field(),
        patterns,
        allows_self,
    };
    let name = constant.node.clone();
    let problem = Problem::ConstantConnectionBlocked { constant: name };
    out.report_if(condition, constant.site, problem);
}

/// `csp!` reads its directives as those of a policy that is enforced.
fn only_reports(constant: &Sited<String>, out: &mut Diagnostics) {
    let relation = Relation::ReportOnlyWithoutReceiver;
    let condition = Condition::Relation(relation);
    out.report_if(condition, constant.site, CspProblem::NoReportTarget);
    for name in ignored_in_reports() {
        let condition = Condition::HasDirective {
            field: Disposition::Report.field(),
            directive: name.as_str(),
        };
        let directive = name.as_str().to_owned();
        let problem = CspProblem::IgnoredInReportOnly { directive };
        out.report_if(condition, constant.site, problem);
    }
}
