//! Reports: where they go, and what a policy that only reports cannot do.

use super::Problem;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::headers::csp::DirectiveName::{self, ReportTo, ReportUri};
use crate::headers::csp::directive::Acts;
use crate::headers::csp::list::List;
use crate::headers::csp::{Directive, DirectiveValue, Disposition, Keyword, Name, Policy};
use crate::text::is_key;

/// A report-only policy blocks nothing: without a receiver of its reports it does nothing.
pub(super) fn has_a_target(policy: &Policy, disposition: Disposition, out: &mut Diagnostics) {
    let has_target = [ReportTo, ReportUri]
        .iter()
        .any(|name| policy.get(*name).is_some());
    if disposition == Disposition::Report && !has_target {
        out.report(Place::Whole, Problem::NoReportTarget);
    }
}

/// What changes the page instead of blocking something has nothing to report.
pub(super) fn ignored_where_only_reported(
    policy: &Policy,
    disposition: Disposition,
    out: &mut Diagnostics,
) {
    if disposition == Disposition::Enforce {
        return;
    }
    for directive in ignored_in_reports().filter_map(|name| policy.directive(name)) {
        out.report(
            directive.site(),
            Problem::IgnoredInReportOnly {
                directive: directive.name().as_str().to_owned(),
            },
        );
    }
}

/// The directives that do nothing in a policy that only reports.
pub(crate) fn ignored_in_reports() -> impl Iterator<Item = DirectiveName> {
    let names = DirectiveName::ALL.iter().copied();
    names.filter(|name| name.fact().acts == Acts::WhereEnforced)
}

/// The reports of 'report-sha256' and its like go to an endpoint, and never to a report-uri.
pub(super) fn hash_reports_have_an_endpoint(policy: &Policy, out: &mut Diagnostics) {
    use Keyword::{ReportSha256, ReportSha384, ReportSha512};

    if policy.get(ReportTo).is_some() {
        return;
    }
    let lists = policy.directives().iter();
    for list in lists.filter_map(|directive| List::of(directive, true)) {
        let keyword = [ReportSha256, ReportSha384, ReportSha512]
            .into_iter()
            .filter(|keyword| keyword.is_effective_in(list.name))
            .find_map(|keyword| list.keyword(keyword));
        if let Some(keyword) = keyword {
            out.report(
                keyword.site,
                Problem::HashReportsWithoutEndpoint {
                    keyword: keyword.shown(),
                },
            );
        }
    }
}

/// A name in Reporting-Endpoints is a key, RFC 9651 section 3.1.2. A group of Report-To, which came before it, may have any name.
pub(super) fn endpoint_can_have_the_name(directive: &Directive, out: &mut Diagnostics) {
    let (Name::Known(ReportTo), DirectiveValue::Words(words)) =
        (directive.name(), directive.value())
    else {
        return;
    };
    let names = words.iter().filter(|word| !word.spelling.is_unchecked());
    for word in names.filter(|word| !is_key(&word.node)) {
        let name = word.node.clone();
        out.report(word.site, Problem::EndpointKey { name });
    }
}
