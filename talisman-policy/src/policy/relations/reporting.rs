//! The receivers of reports: each is declared before it is named.

use super::{Problem, Whole};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::headers::csp::{DirectiveName, DirectiveValue, Sited};
use crate::headers::header::{Header, HeaderPolicy};
use crate::headers::report_to::Group;
use crate::text::is_key;

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    endpoints(whole, out);
    nel(whole, out);
}

/// The endpoint names of every header against those that the policy declares.
fn endpoints(whole: &Whole<'_>, out: &mut Diagnostics) {
    let mut declared = groups(whole);
    if let Some(HeaderPolicy::ReportingEndpoints(endpoints)) =
        whole.policy.get(Header::ReportingEndpoints)
    {
        declared.extend(endpoints.names().map(|name| name.node.as_str()));
    }
    for header in Header::ALL {
        let Some(value) = whole.policy.get(*header) else {
            continue;
        };
        let hides_report_uri =
            matches!(value, HeaderPolicy::Csp(csp) if csp.get(DirectiveName::ReportUri).is_some());
        for (place, name) in names(value, &whole.place(*header)) {
            // Of a name that no endpoint can have it was told already.
            if !is_key(&name) || declared.contains(&name.as_str()) {
                continue;
            }
            if declared.is_empty() {
                let problem = Problem::NoEndpoints {
                    name,
                    hides_report_uri,
                };
                out.report(place, problem);
                // Of further names there is nothing more to say.
                return;
            }
            out.report(place, unknown(&name, &declared, "reporting_endpoints"));
        }
    }
}

/// NEL is older than Reporting-Endpoints, and knows the groups of Report-To alone.
fn nel(whole: &Whole<'_>, out: &mut Diagnostics) {
    let Some(HeaderPolicy::Nel(nel)) = whole.policy.get(Header::Nel) else {
        return;
    };
    let Some(name) = nel.report_to() else { return };
    let groups = groups(whole);
    if groups.is_empty() {
        let name = name.node.clone();
        out.report(
            whole.place(Header::Nel),
            Problem::NelWithoutReportTo { name },
        );
    } else if !groups.contains(&name.node.as_str()) {
        out.report(name.site, unknown(&name.node, &groups, "report_to"));
    }
}

fn groups<'a>(whole: &Whole<'a>) -> Vec<&'a str> {
    match whole.policy.get(Header::ReportTo) {
        Some(HeaderPolicy::ReportTo(report_to)) => {
            report_to.groups().iter().map(Group::name).collect()
        }
        _ => Vec::new(),
    }
}

fn unknown(name: &str, declared: &[&str], option: &'static str) -> Problem {
    let near = nearest(name, declared);
    let write = near.map_or_else(
        || format!("write one of {}", declared.join(", ")),
        |near| format!("write {near}"),
    );
    Problem::UnknownEndpoint {
        name: name.to_owned(),
        option,
        write,
    }
}

/// The endpoint names of a value, each where it stands, or else at the option of its header.
fn names(value: &HeaderPolicy, option: &Place) -> Vec<(Place, String)> {
    let mut names = Vec::new();
    let mut at_option = |name: Option<&str>| {
        if let Some(name) = name {
            names.push((option.clone(), name.to_owned()));
        }
    };
    match value {
        HeaderPolicy::Csp(csp) => {
            if let Some(DirectiveValue::Words(words)) = csp.get(DirectiveName::ReportTo) {
                return where_they_stand(words);
            }
        }
        HeaderPolicy::IntegrityPolicy(policy) => return where_they_stand(policy.endpoint_names()),
        HeaderPolicy::Permissions(policy) => {
            for declaration in policy.declarations() {
                at_option(declaration.report_to());
            }
        }
        HeaderPolicy::DocumentPolicy(policy) => {
            for member in policy.members() {
                at_option(member.report_to.as_deref());
            }
        }
        HeaderPolicy::CrossOriginOpenerPolicy(policy) => at_option(policy.report_to()),
        HeaderPolicy::CrossOriginEmbedderPolicy(policy) => at_option(policy.report_to()),
        HeaderPolicy::DocumentIsolationPolicy(policy) => at_option(policy.report_to()),
        _ => {}
    }
    names
}

fn where_they_stand(names: &[Sited<String>]) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    for name in names {
        found.push((name.site.into(), name.node.clone()));
    }
    found
}
