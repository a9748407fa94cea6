//! A report-only field beside the enforced one: it is there to try out something stricter.

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::{self, Directive, DirectiveName, DirectiveValue, Name, SourceExpression};
use crate::headers::header::{Header, HeaderPolicy};

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    for report_only in Header::ALL {
        let enforced =
            enforced(*report_only).and_then(|header| Some((header, whole.policy.get(header)?)));
        let (Some((header, enforced)), Some(reported)) = (enforced, whole.policy.get(*report_only))
        else {
            continue;
        };
        let is_stricter = match (enforced, reported) {
            (HeaderPolicy::Csp(enforced), HeaderPolicy::Csp(reported)) => {
                demands_more(reported, enforced)
            }
            (enforced, reported) => enforced != reported,
        };
        if !is_stricter {
            let field = header.as_str();
            out.report(
                whole.place(*report_only),
                Problem::ReportsNothingNew { field },
            );
        }
    }
}

fn enforced(report_only: Header) -> Option<Header> {
    let name = report_only.as_str().strip_suffix("-Report-Only")?;
    Header::from_word(name)
}

/// Whether the one policy may report what the other does not block. In doubt it does: the answer `false` is reported.
fn demands_more(reported: &csp::Policy, enforced: &csp::Policy) -> bool {
    // Of constants only the name is known.
    if reported.constant().is_some() || enforced.constant().is_some() {
        return reported.constant() != enforced.constant();
    }
    let mut directives = reported.directives().iter();
    directives.any(|directive| !is_receiver(directive) && is_stricter(directive, enforced))
}

fn is_receiver(directive: &Directive) -> bool {
    matches!(
        directive.name(),
        Name::Known(DirectiveName::ReportTo | DirectiveName::ReportUri)
    )
}

fn is_stricter(directive: &Directive, enforced: &csp::Policy) -> bool {
    let mut others = enforced.directives().iter();
    let other = others.find(|other| other.name() == directive.name());
    match (directive.value(), other.map(Directive::value)) {
        (_, None) => true,
        (DirectiveValue::Sources(reported), Some(DirectiveValue::Sources(enforced))) => {
            let is_kept = enforced.iter().all(|source| reported.contains(source));
            let only_loosens = reported
                .iter()
                .filter(|source| !enforced.contains(source))
                .all(|source| loosens(&source.node));
            !(is_kept && only_loosens)
        }
        (reported, Some(enforced)) => reported != enforced,
    }
}

/// Whether adding the source to a list can only allow more.
fn loosens(source: &SourceExpression) -> bool {
    matches!(
        source,
        SourceExpression::Host(_) | SourceExpression::Scheme(_)
    )
}
